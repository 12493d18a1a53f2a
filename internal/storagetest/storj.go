package storagetest

import (
	"context"
	"crypto/rand"
	"crypto/tls"
	"errors"
	"io"
	"net"
	"strings"
	"sync"
	"time"

	"storj.io/common/grant"
	"storj.io/common/identity"
	"storj.io/common/macaroon"
	"storj.io/common/pb"
	"storj.io/common/peertls/tlsopts"
	"storj.io/common/rpc/rpcstatus"
	"storj.io/common/storj"
	"storj.io/drpc/drpcmigrate"
	"storj.io/drpc/drpcmux"
	"storj.io/drpc/drpcserver"
	"storj.io/uplink"
)

// Storj is a satellite whose project has one bucket, "photos", with one object that
// the grant's encryption key opens, reached with an access grant. Objects are small
// enough for the satellite itself to keep, as inline segments. It follows Storj's
// "metainfo.proto" over DRPC and the macaroons of "Access management": it checks the
// signature of an API key with the project's secret, then its caveats.
//
// The satellite's identity is made for the occasion. A client trusts a server that
// proves to have the node id with which the satellite's address starts, and no
// certificate authority; without such an id it trusts only the public satellites.
func Storj(ctx context.Context) (*Service, error) { return startGrant(ctx, "storj") }

// Tardigrade is Storj under the name that it had before.
func Tardigrade(ctx context.Context) (*Service, error) { return startGrant(ctx, "tardigrade") }

// StorjAPIKey is Storj with an API key and a passphrase. Any passphrase lists
// buckets: only what is in them is encrypted with it.
func StorjAPIKey(ctx context.Context) (*Service, error) { return startAPIKey(ctx, "storj") }

// TardigradeAPIKey is StorjAPIKey under the name that Storj had before.
func TardigradeAPIKey(ctx context.Context) (*Service, error) { return startAPIKey(ctx, "tardigrade") }

func startGrant(ctx context.Context, backend string) (*Service, error) {
	return start(ctx, backend, func(s *Service) error {
		address, keys, err := s.serveSatellite(ctx)
		if err != nil {
			return err
		}
		s.store.files = tree{}
		grants := make(map[string]string, len(keys))
		for name, key := range keys {
			access := grant.Access{SatelliteAddress: address, APIKey: key,
				EncAccess: grant.NewEncryptionAccessWithDefaultKey(&storj.Key{})}
			access.EncAccess.SetDefaultPathCipher(storj.EncAESGCM)
			if grants[name], err = access.Serialize(); err != nil {
				return err
			}
		}
		const field = "access_grant"
		s.Values = map[string]any{"provider": "existing", field: grants["right key"]}
		s.Wrong = []Wrong{
			{Name: "unknown key", Values: map[string]any{field: grants["unknown key"]}, Field: field},
			{Name: "tampered key", Values: map[string]any{field: grants["tampered key"]}, Field: field},
			{Name: "expired key", Values: map[string]any{field: grants["expired key"]}, Field: field},
			{Name: "malformed grant", Values: map[string]any{field: grants["right key"][:40]}, Field: field},
			{Name: "missing bucket", VerifyPath: "missing", Field: "verify_path"},
		}
		access, err := uplink.ParseAccess(grants["right key"])
		if err != nil {
			return err
		}
		return uploadCat(ctx, access)
	})
}

// uploadCat stores the object that a satellite holds to begin with.
func uploadCat(ctx context.Context, access *uplink.Access) error {
	project, err := uplink.OpenProject(ctx, access)
	if err != nil {
		return err
	}
	upload, err := project.UploadObject(ctx, "photos", "cat.jpg", nil)
	if err == nil {
		_, err = io.WriteString(upload, sample["photos/cat.jpg"])
		err = errors.Join(err, upload.Commit())
	}
	return errors.Join(err, project.Close())
}

func startAPIKey(ctx context.Context, backend string) (*Service, error) {
	return start(ctx, backend, func(s *Service) error {
		address, keys, err := s.serveSatellite(ctx)
		if err != nil {
			return err
		}
		s.store.files = tree{}
		const passphrase = "correct horse battery staple"
		access, err := uplink.RequestAccessWithPassphrase(ctx, address, keys["right key"].Serialize(), passphrase)
		if err != nil {
			return err
		}
		foreign, err := storj.ParseNodeURL(address)
		if err != nil {
			return err
		}
		foreign.ID[0]++
		const field = "api_key"
		s.Values = map[string]any{
			"provider": "new", "satellite_address": address,
			field: keys["right key"].Serialize(), "passphrase": passphrase,
		}
		s.Wrong = []Wrong{
			{Name: "unknown key", Values: map[string]any{field: keys["unknown key"].Serialize()}, Field: field},
			{Name: "tampered key", Values: map[string]any{field: keys["tampered key"].Serialize()}, Field: field},
			{Name: "expired key", Values: map[string]any{field: keys["expired key"].Serialize()}, Field: field},
			{Name: "malformed key", Values: map[string]any{field: "malformed"}, Field: field},
			{Name: "foreign satellite", Values: map[string]any{"satellite_address": foreign.String()},
				Field: "satellite_address"},
			{Name: "satellite without id", Values: map[string]any{"satellite_address": foreign.Address},
				Field: "satellite_address"},
		}
		return uploadCat(ctx, access)
	})
}

// serveSatellite runs a satellite and returns its address, <node id>@<host:port>,
// and API keys: the right one and those that it refuses.
func (s *Service) serveSatellite(ctx context.Context) (string, map[string]*macaroon.APIKey, error) {
	sat := &satellite{store: s.store, secret: []byte("the project's secret")}
	keys, err := sat.keys()
	if err != nil {
		return "", nil, err
	}
	ident, err := identity.NewFullIdentity(ctx, identity.NewCAOptions{Concurrency: 1})
	if err != nil {
		return "", nil, err
	}
	opts, err := tlsopts.NewOptions(ident, tlsopts.Config{PeerIDVersions: "*"}, nil)
	if err != nil {
		return "", nil, err
	}
	rpcs := drpcmux.New()
	if err := pb.DRPCRegisterMetainfo(rpcs, sat); err != nil {
		return "", nil, err
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", nil, err
	}
	// Clients send a header before TLS starts, so that one port can also serve
	// other protocols.
	mux := drpcmigrate.NewListenMux(l, len(drpcmigrate.DRPCHeader))
	encrypted := tls.NewListener(mux.Route(drpcmigrate.DRPCHeader), opts.ServerTLSConfig())

	running, stop := context.WithCancel(context.WithoutCancel(ctx))
	var wg sync.WaitGroup
	wg.Go(func() { _ = mux.Run(running) })
	wg.Go(func() { _ = drpcserver.New(rpcs).Serve(running, encrypted) })
	s.atClose(func() error { stop(); wg.Wait(); return nil })
	return ident.ID.String() + "@" + l.Addr().String(), keys, nil
}

// A satellite answers for one project.
type satellite struct {
	pb.DRPCMetainfoUnimplementedServer
	*store
	secret []byte
}

// keys returns the project's API key, one of another project, one that has the
// identifier of the first but not its signature, and one that ran out.
func (s *satellite) keys() (map[string]*macaroon.APIKey, error) {
	right, err := macaroon.NewAPIKey(s.secret)
	if err != nil {
		return nil, err
	}
	unknown, err := macaroon.NewAPIKey([]byte("another project's secret"))
	if err != nil {
		return nil, err
	}
	tampered, err := macaroon.FromParts(right.Head(), []byte("another project's secret"))
	if err != nil {
		return nil, err
	}
	yesterday := time.Now().Add(-24 * time.Hour)
	expired, err := right.Restrict(macaroon.Caveat{NotAfter: &yesterday})
	if err != nil {
		return nil, err
	}
	return map[string]*macaroon.APIKey{
		"right key": right, "unknown key": unknown, "tampered key": tampered, "expired key": expired,
	}, nil
}

// check refuses an API key that the project's secret did not sign, or whose
// caveats do not allow the action.
func (s *satellite) check(ctx context.Context, header *pb.RequestHeader, op macaroon.ActionType) error {
	key, err := macaroon.ParseRawAPIKey(header.GetApiKey())
	if err != nil {
		return rpcstatus.Error(rpcstatus.InvalidArgument, "Invalid API credentials")
	}
	err = key.Check(ctx, s.secret, macaroon.APIKeyVersionMin, macaroon.Action{Op: op, Time: time.Now()}, nil)
	switch {
	case err == nil:
		return nil
	case macaroon.ErrUnauthorized.Has(err):
		return rpcstatus.Error(rpcstatus.PermissionDenied, "Unauthorized API credentials")
	default:
		return rpcstatus.Error(rpcstatus.Unauthenticated, "Invalid API credentials")
	}
}

// ProjectInfo returns the salt from which, with the passphrase, a client derives
// its encryption key.
func (s *satellite) ProjectInfo(ctx context.Context, r *pb.ProjectInfoRequest) (*pb.ProjectInfoResponse, error) {
	if err := s.check(ctx, r.Header, macaroon.ActionProjectInfo); err != nil {
		return nil, err
	}
	return &pb.ProjectInfoResponse{ProjectSalt: []byte("the project's salt")}, nil
}

func (s *satellite) ListBuckets(ctx context.Context, r *pb.ListBucketsRequest) (*pb.ListBucketsResponse, error) {
	if err := s.check(ctx, r.Header, macaroon.ActionRead); err != nil {
		return nil, err
	}
	return &pb.ListBucketsResponse{Items: []*pb.BucketListItem{{Name: []byte("photos")}}}, nil
}

// BeginDeleteObject removes an object.
func (s *satellite) BeginDeleteObject(
	ctx context.Context, r *pb.BeginDeleteObjectRequest,
) (*pb.BeginDeleteObjectResponse, error) {
	if err := s.check(ctx, r.Header, macaroon.ActionDelete); err != nil {
		return nil, err
	}
	if s.denies(Removing) {
		return nil, satelliteMayNot
	}
	object, err := s.object(r.Bucket, r.EncryptedObjectKey)
	if err != nil {
		return nil, err
	}
	s.remove(satelliteName(r.Bucket, r.EncryptedObjectKey))
	return &pb.BeginDeleteObjectResponse{Object: object.Object}, nil
}

// CompressedBatch is the call with which clients look at a bucket, an object and a list
// of objects, and read and write an object.
func (s *satellite) CompressedBatch(
	ctx context.Context, r *pb.CompressedBatchRequest,
) (*pb.CompressedBatchResponse, error) {
	var batch pb.BatchRequest
	if err := pb.Unmarshal(r.Data, &batch); err != nil {
		return nil, rpcstatus.Error(rpcstatus.InvalidArgument, err.Error())
	}
	var res pb.BatchResponse
	var begun *pb.DownloadObjectResponse
	for _, item := range batch.Requests {
		action, op := satelliteAction(item)
		if err := s.check(ctx, batch.Header, action); err != nil {
			return nil, err
		}
		if s.denies(op) {
			return nil, satelliteMayNot
		}
		one, err := s.item(item, &begun)
		if err != nil {
			return nil, err
		}
		res.Responses = append(res.Responses, one)
	}
	data, err := pb.Marshal(&res)
	if err != nil {
		return nil, err
	}
	return &pb.CompressedBatchResponse{Selected: pb.CompressedBatchRequest_NONE, Data: data}, nil
}

// satelliteMayNot is the answer to a key that lacks the permission.
var satelliteMayNot = rpcstatus.Error(rpcstatus.PermissionDenied, "Unauthorized API credentials")

// satelliteAction returns what an item of a batch needs a permission for.
func satelliteAction(item *pb.BatchRequestItem) (macaroon.ActionType, Operation) {
	switch item.Request.(type) {
	case *pb.BatchRequestItem_ObjectGet, *pb.BatchRequestItem_ObjectDownload:
		return macaroon.ActionRead, Reading
	case *pb.BatchRequestItem_ObjectBegin, *pb.BatchRequestItem_SegmentMakeInline, *pb.BatchRequestItem_ObjectCommit:
		return macaroon.ActionWrite, Writing
	default:
		return macaroon.ActionList, 0
	}
}

// item answers one item of a batch. A small object is begun, filled and committed in
// one batch.
func (s *satellite) item(item *pb.BatchRequestItem, begun **pb.DownloadObjectResponse) (*pb.BatchResponseItem, error) {
	switch r := item.Request.(type) {
	case *pb.BatchRequestItem_BucketGet:
		return &pb.BatchResponseItem{Response: &pb.BatchResponseItem_BucketGet{
			BucketGet: &pb.GetBucketResponse{Bucket: &pb.Bucket{Name: r.BucketGet.Name}},
		}}, satelliteBucket(r.BucketGet.Name)
	case *pb.BatchRequestItem_ObjectList:
		return &pb.BatchResponseItem{Response: &pb.BatchResponseItem_ObjectList{
			ObjectList: s.list(r.ObjectList),
		}}, satelliteBucket(r.ObjectList.Bucket)
	case *pb.BatchRequestItem_ObjectGet:
		found, err := s.object(r.ObjectGet.Bucket, r.ObjectGet.EncryptedObjectKey)
		return &pb.BatchResponseItem{Response: &pb.BatchResponseItem_ObjectGet{
			ObjectGet: &pb.GetObjectResponse{Object: found.GetObject()},
		}}, err
	case *pb.BatchRequestItem_ObjectDownload:
		found, err := s.object(r.ObjectDownload.Bucket, r.ObjectDownload.EncryptedObjectKey)
		return &pb.BatchResponseItem{Response: &pb.BatchResponseItem_ObjectDownload{ObjectDownload: found}}, err
	case *pb.BatchRequestItem_ObjectBegin:
		*begun = satelliteBegin(r.ObjectBegin)
		return &pb.BatchResponseItem{Response: &pb.BatchResponseItem_ObjectBegin{
			ObjectBegin: &pb.BeginObjectResponse{StreamId: (*begun).Object.StreamId},
		}}, satelliteBucket(r.ObjectBegin.Bucket)
	case *pb.BatchRequestItem_SegmentMakeInline:
		if *begun == nil {
			return nil, rpcstatus.Error(rpcstatus.InvalidArgument, "StreamID missing")
		}
		satelliteFill(*begun, r.SegmentMakeInline)
		return &pb.BatchResponseItem{Response: &pb.BatchResponseItem_SegmentMakeInline{
			SegmentMakeInline: &pb.MakeInlineSegmentResponse{},
		}}, nil
	case *pb.BatchRequestItem_ObjectCommit:
		if *begun == nil {
			return nil, rpcstatus.Error(rpcstatus.InvalidArgument, "StreamID missing")
		}
		return &pb.BatchResponseItem{Response: &pb.BatchResponseItem_ObjectCommit{
			ObjectCommit: &pb.CommitObjectResponse{Object: (*begun).Object},
		}}, s.commit(*begun, r.ObjectCommit)
	}
	return nil, rpcstatus.Error(rpcstatus.Unimplemented, "Unimplemented")
}

// satelliteName returns where an object is kept. The key is encrypted, each part of its own.
func satelliteName(bucket, key []byte) string { return string(bucket) + "/" + string(key) }

// object finds an object, which is kept as the answer to its download.
func (s *satellite) object(bucket, key []byte) (*pb.DownloadObjectResponse, error) {
	text, found := s.open(satelliteName(bucket, key))
	if !found {
		return nil, rpcstatus.Error(rpcstatus.NotFound, "object not found")
	}
	var o pb.DownloadObjectResponse
	return &o, pb.Unmarshal([]byte(text), &o)
}

func satelliteBegin(r *pb.BeginObjectRequest) *pb.DownloadObjectResponse {
	return &pb.DownloadObjectResponse{
		Object: &pb.Object{
			Bucket: r.Bucket, EncryptedObjectKey: r.EncryptedObjectKey, EncryptionParameters: r.EncryptionParameters,
			StreamId: pb.StreamID("stream " + rand.Text()), Status: pb.Object_COMMITTED_UNVERSIONED,
			CreatedAt: time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC),
		},
		SegmentList: &pb.ListSegmentsResponse{EncryptionParameters: r.EncryptionParameters},
	}
}

func satelliteFill(o *pb.DownloadObjectResponse, r *pb.MakeInlineSegmentRequest) {
	o.Object.PlainSize, o.Object.TotalSize = r.PlainSize, int64(len(r.EncryptedInlineData))
	o.SegmentList.Items = []*pb.SegmentListItem{{Position: r.Position, PlainSize: r.PlainSize}}
	o.SegmentDownload = []*pb.DownloadSegmentResponse{{
		EncryptedInlineData: r.EncryptedInlineData, PlainSize: r.PlainSize, SegmentSize: int64(len(r.EncryptedInlineData)),
		EncryptedKey: r.EncryptedKey, EncryptedKeyNonce: r.EncryptedKeyNonce, Position: r.Position,
	}}
}

// commit keeps an object. A satellite adds to the metadata how they are encrypted.
func (s *satellite) commit(o *pb.DownloadObjectResponse, r *pb.CommitObjectRequest) error {
	var meta pb.StreamMeta
	if err := pb.Unmarshal(r.EncryptedMetadata, &meta); err != nil {
		return rpcstatus.Error(rpcstatus.InvalidArgument, err.Error())
	}
	meta.NumberOfSegments = int64(len(o.SegmentDownload))
	meta.EncryptionType = int32(o.Object.EncryptionParameters.GetCipherSuite())
	meta.EncryptionBlockSize = int32(o.Object.EncryptionParameters.GetBlockSize())
	meta.LastSegmentMeta = &pb.SegmentMeta{EncryptedKey: r.EncryptedMetadataEncryptedKey,
		KeyNonce: r.EncryptedMetadataNonce.Bytes()}
	metadata, err := pb.Marshal(&meta)
	if err != nil {
		return err
	}
	o.Object.EncryptedMetadata, o.Object.EncryptedMetadataNonce = metadata, r.EncryptedMetadataNonce
	o.Object.EncryptedMetadataEncryptedKey = r.EncryptedMetadataEncryptedKey
	text, err := pb.Marshal(o)
	if err == nil {
		s.put(satelliteName(o.Object.Bucket, o.Object.EncryptedObjectKey), string(text))
	}
	return err
}

// list returns what is below a prefix, by the rest of the names.
func (s *satellite) list(r *pb.ListObjectsRequest) *pb.ListObjectsResponse {
	prefix := string(r.EncryptedPrefix)
	if prefix != "" && !strings.HasSuffix(prefix, "/") {
		prefix += "/"
	}
	delimiter := "/"
	if r.Recursive {
		delimiter = ""
	}
	res := &pb.ListObjectsResponse{}
	names, prefixes := s.all().in(string(r.Bucket)).list(prefix, delimiter)
	for _, name := range prefixes {
		res.Items = append(res.Items, &pb.ObjectListItem{
			EncryptedObjectKey: []byte(strings.TrimPrefix(name, prefix)), Status: pb.Object_PREFIX,
		})
	}
	for _, name := range names {
		found, err := s.object(r.Bucket, []byte(name))
		if err != nil {
			continue // it was removed meanwhile
		}
		o := found.Object
		res.Items = append(res.Items, &pb.ObjectListItem{
			EncryptedObjectKey: []byte(strings.TrimPrefix(name,
				prefix)), Status: o.Status, CreatedAt: o.CreatedAt, PlainSize: o.PlainSize,
			EncryptedMetadata: o.EncryptedMetadata, EncryptedMetadataNonce: o.EncryptedMetadataNonce,
			EncryptedMetadataEncryptedKey: o.EncryptedMetadataEncryptedKey, StreamId: &o.StreamId,
		})
	}
	return res
}

func satelliteBucket(name []byte) error {
	if string(name) != "photos" {
		return rpcstatus.Error(rpcstatus.NotFound, "bucket not found: "+string(name))
	}
	return nil
}
