package storagetest

import (
	"context"
	"crypto/tls"
	"net"
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
)

// Storj is a satellite whose project has one empty bucket, "photos", reached with
// an access grant. It follows Storj's "metainfo.proto" over DRPC and the macaroons
// of "Access management": the signature of an API key is checked with the
// project's secret, then its caveats.
//
// The satellite's identity is made for the occasion. A client trusts whoever
// proves to have the node id that the satellite's address starts with, no
// certificate authority; without such an id it trusts the public satellites only.
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
		grants := make(map[string]string, len(keys))
		for name, key := range keys {
			access := grant.Access{SatelliteAddress: address, APIKey: key, EncAccess: grant.NewEncryptionAccessWithDefaultKey(&storj.Key{})}
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
		return nil
	})
}

func startAPIKey(ctx context.Context, backend string) (*Service, error) {
	return start(ctx, backend, func(s *Service) error {
		address, keys, err := s.serveSatellite(ctx)
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
			field: keys["right key"].Serialize(), "passphrase": "correct horse battery staple",
		}
		s.Wrong = []Wrong{
			{Name: "unknown key", Values: map[string]any{field: keys["unknown key"].Serialize()}, Field: field},
			{Name: "tampered key", Values: map[string]any{field: keys["tampered key"].Serialize()}, Field: field},
			{Name: "expired key", Values: map[string]any{field: keys["expired key"].Serialize()}, Field: field},
			{Name: "malformed key", Values: map[string]any{field: "malformed"}, Field: field},
			{Name: "foreign satellite", Values: map[string]any{"satellite_address": foreign.String()}, Field: "satellite_address"},
			{Name: "satellite without id", Values: map[string]any{"satellite_address": foreign.Address}, Field: "satellite_address"},
		}
		return nil
	})
}

// serveSatellite runs a satellite and tells its address, <node id>@<host:port>,
// and API keys: the right one and those that it refuses.
func (s *Service) serveSatellite(ctx context.Context) (string, map[string]*macaroon.APIKey, error) {
	sat := &satellite{secret: []byte("the project's secret")}
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
	secret []byte
}

// keys are the project's API key, one of another project, one that has the
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

// ProjectInfo tells the salt from which, with the passphrase, a client derives
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

// CompressedBatch is how clients look at a bucket, an object and a list of
// objects.
func (s *satellite) CompressedBatch(ctx context.Context, r *pb.CompressedBatchRequest) (*pb.CompressedBatchResponse, error) {
	var batch pb.BatchRequest
	if err := pb.Unmarshal(r.Data, &batch); err != nil {
		return nil, rpcstatus.Error(rpcstatus.InvalidArgument, err.Error())
	}
	if err := s.check(ctx, batch.Header, macaroon.ActionList); err != nil {
		return nil, err
	}
	var res pb.BatchResponse
	for _, item := range batch.Requests {
		one, err := satelliteItem(item)
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

func satelliteItem(item *pb.BatchRequestItem) (*pb.BatchResponseItem, error) {
	switch r := item.Request.(type) {
	case *pb.BatchRequestItem_BucketGet:
		return &pb.BatchResponseItem{Response: &pb.BatchResponseItem_BucketGet{
			BucketGet: &pb.GetBucketResponse{Bucket: &pb.Bucket{Name: r.BucketGet.Name}},
		}}, satelliteBucket(r.BucketGet.Name)
	case *pb.BatchRequestItem_ObjectList:
		return &pb.BatchResponseItem{Response: &pb.BatchResponseItem_ObjectList{
			ObjectList: &pb.ListObjectsResponse{},
		}}, satelliteBucket(r.ObjectList.Bucket)
	case *pb.BatchRequestItem_ObjectGet:
		return nil, rpcstatus.Error(rpcstatus.NotFound, "object not found")
	}
	return nil, rpcstatus.Error(rpcstatus.Unimplemented, "Unimplemented")
}

func satelliteBucket(name []byte) error {
	if string(name) != "photos" {
		return rpcstatus.Error(rpcstatus.NotFound, "bucket not found: "+string(name))
	}
	return nil
}
