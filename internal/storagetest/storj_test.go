package storagetest

import (
	"context"
	"strings"
	"testing"
	"time"

	"storj.io/common/grant"
	"storj.io/common/identity"
	"storj.io/common/macaroon"
	"storj.io/common/pb"
	"storj.io/common/peertls/tlsopts"
	"storj.io/common/rpc"
	"storj.io/common/rpc/rpcstatus"
	"storj.io/common/storj"
)

// dialSatellite prepares a connection as a client of Storj does, to a server
// that proves to be the node that the address names. The first call makes it.
func dialSatellite(t *testing.T, address string) (pb.DRPCMetainfoClient, error) {
	t.Helper()
	url, err := storj.ParseNodeURL(address)
	if err != nil {
		t.Fatal(err)
	}
	ident, err := identity.NewFullIdentity(t.Context(), identity.NewCAOptions{})
	if err != nil {
		t.Fatal(err)
	}
	opts, err := tlsopts.NewOptions(ident, tlsopts.Config{PeerIDVersions: "0"}, nil)
	if err != nil {
		t.Fatal(err)
	}
	conn, err := rpc.NewDefaultPooledDialer(opts).DialNodeURL(t.Context(), url)
	if err != nil {
		return nil, err
	}
	t.Cleanup(func() { _ = conn.Close() })
	return pb.NewDRPCMetainfoClient(conn), nil
}

// apiKeys are the right API key of a service and its wrong ones, by name.
func apiKeys(t *testing.T, s *Service) map[string]string {
	t.Helper()
	keys := map[string]string{"right": s.Values["api_key"].(string)}
	for _, w := range s.Wrong {
		if key, ok := w.Values["api_key"]; ok {
			keys[w.Name] = key.(string)
		}
	}
	return keys
}

func TestSatelliteChecksKeys(t *testing.T) {
	t.Parallel()
	s := running(t, StorjAPIKey)
	keys := apiKeys(t, s)
	client, err := dialSatellite(t, s.Values["satellite_address"].(string))
	if err != nil {
		t.Fatal(err)
	}

	right, err := macaroon.ParseAPIKey(keys["right"])
	if err != nil {
		t.Fatal(err)
	}
	tomorrow := time.Now().Add(24 * time.Hour)
	notYet, err := right.Restrict(macaroon.Caveat{NotBefore: &tomorrow})
	if err != nil {
		t.Fatal(err)
	}
	readOnly, err := right.Restrict(macaroon.Caveat{DisallowWrites: true, DisallowDeletes: true})
	if err != nil {
		t.Fatal(err)
	}
	noLists, err := right.Restrict(macaroon.Caveat{DisallowLists: true})
	if err != nil {
		t.Fatal(err)
	}
	keys["not yet"], keys["read only"], keys["no lists"] = notYet.Serialize(), readOnly.Serialize(), noLists.Serialize()

	const ok = rpcstatus.StatusCode(0)
	tests := []struct {
		key                  string
		info, buckets, batch rpcstatus.StatusCode
	}{
		{"right", ok, ok, ok},
		{"read only", ok, ok, ok},
		{"no lists", ok, ok, rpcstatus.PermissionDenied},
		{"unknown key", rpcstatus.Unauthenticated, rpcstatus.Unauthenticated, rpcstatus.Unauthenticated},
		{"tampered key", rpcstatus.Unauthenticated, rpcstatus.Unauthenticated, rpcstatus.Unauthenticated},
		{"expired key", rpcstatus.PermissionDenied, rpcstatus.PermissionDenied, rpcstatus.PermissionDenied},
		{"not yet", rpcstatus.PermissionDenied, rpcstatus.PermissionDenied, rpcstatus.PermissionDenied},
		{"", rpcstatus.InvalidArgument, rpcstatus.InvalidArgument, rpcstatus.InvalidArgument},
	}
	for _, tt := range tests {
		t.Run(tt.key, func(t *testing.T) {
			t.Parallel()
			var raw []byte
			if tt.key != "" {
				key, err := macaroon.ParseAPIKey(keys[tt.key])
				if err != nil {
					t.Fatal(err)
				}
				raw = key.SerializeRaw()
			}
			header := &pb.RequestHeader{ApiKey: raw}
			info, err := client.ProjectInfo(t.Context(), &pb.ProjectInfoRequest{Header: header})
			checkStatus(t, "project info", err, tt.info)
			if tt.info == ok && string(info.GetProjectSalt()) != "the project's salt" {
				t.Errorf("got salt %q", info.GetProjectSalt())
			}
			buckets, err := client.ListBuckets(t.Context(), &pb.ListBucketsRequest{Header: header})
			checkStatus(t, "buckets", err, tt.buckets)
			if tt.buckets == ok && (len(buckets.GetItems()) != 1 || string(buckets.Items[0].Name) != "photos") {
				t.Errorf("got buckets %v", buckets.GetItems())
			}
			checkStatus(t, "objects", listObjects(t.Context(), client, header, "photos"), tt.batch)
		})
	}

	missing := listObjects(t.Context(), client, &pb.RequestHeader{ApiKey: right.SerializeRaw()}, "missing")
	checkStatus(t, "objects of a missing bucket", missing, rpcstatus.NotFound)
}

func listObjects(ctx context.Context, client pb.DRPCMetainfoClient, header *pb.RequestHeader, bucket string) error {
	data, err := pb.Marshal(&pb.BatchRequest{Header: header, Requests: []*pb.BatchRequestItem{{
		Request: &pb.BatchRequestItem_ObjectList{ObjectList: &pb.ListObjectsRequest{Bucket: []byte(bucket)}},
	}}})
	if err != nil {
		return err
	}
	_, err = client.CompressedBatch(ctx, &pb.CompressedBatchRequest{Data: data})
	return err
}

func checkStatus(t *testing.T, what string, err error, want rpcstatus.StatusCode) {
	t.Helper()
	if got := rpcstatus.Code(err); (err == nil) != (want == 0) || (err != nil && got != want) {
		t.Errorf("%s: got %v (%v), want %v", what, got, err, want)
	}
}

func TestSatelliteProvesItsIdentity(t *testing.T) {
	t.Parallel()
	s := running(t, StorjAPIKey)
	for _, w := range s.Wrong {
		if w.Name != "foreign satellite" {
			continue
		}
		client, err := dialSatellite(t, w.Values["satellite_address"].(string))
		if err != nil {
			t.Fatal(err)
		}
		_, err = client.ProjectInfo(t.Context(), &pb.ProjectInfoRequest{})
		if err == nil || !strings.Contains(err.Error(), "peer ID did not match requested ID") {
			t.Errorf("got %v, want another node's id to be refused", err)
		}
		return
	}
	t.Error("no foreign satellite among the wrong ones")
}

func TestGrantsHoldTheKeys(t *testing.T) {
	t.Parallel()
	for backend, start := range map[string]func(context.Context) (*Service, error){"storj": Storj, "tardigrade": Tardigrade} {
		s := running(t, start)
		if s.Backend != backend {
			t.Errorf("got backend %q, want %q", s.Backend, backend)
		}
		access, err := grant.ParseAccess(s.Values["access_grant"].(string))
		if err != nil {
			t.Fatal(err)
		}
		client, err := dialSatellite(t, access.SatelliteAddress)
		if err != nil {
			t.Fatal(err)
		}
		_, err = client.ListBuckets(t.Context(), &pb.ListBucketsRequest{Header: &pb.RequestHeader{ApiKey: access.APIKey.SerializeRaw()}})
		checkStatus(t, backend, err, 0)
		for _, w := range s.Wrong {
			value, ok := w.Values["access_grant"].(string)
			if _, err := grant.ParseAccess(value); ok && (err != nil) != (w.Name == "malformed grant") {
				t.Errorf("%s, %s: parsing the grant: %v", backend, w.Name, err)
			}
		}
	}
}
