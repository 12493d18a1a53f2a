package storagetest

import (
	"context"
	"errors"
	"io"
	"maps"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	v4 "github.com/aws/aws-sdk-go-v2/aws/signer/v4"
)

// s3Get signs a request with Amazon's own signer and tells the answer.
func s3Get(t *testing.T, url string, v map[string]any) (int, string) {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, url, nil)
	if err != nil {
		t.Fatal(err)
	}
	if key := v["access_key_id"].(string); key != "" {
		const empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
		req.Header.Set("X-Amz-Content-Sha256", empty)
		credentials := aws.Credentials{AccessKeyID: key, SecretAccessKey: v["secret_access_key"].(string)}
		if err := v4.NewSigner().SignHTTP(t.Context(), credentials, req, empty, "s3", v["region"].(string), time.Now()); err != nil {
			t.Fatal(err)
		}
	}
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	return res.StatusCode, string(body)
}

func TestS3(t *testing.T) {
	t.Parallel()
	all, scoped := running(t, S3), running(t, S3BucketKey)
	tests := []struct {
		name    string
		service *Service
		path    string
		change  map[string]any
		status  int
		holds   string
	}{
		{"buckets", all, "/", nil, 200, "<Name>letters</Name>"},
		{"objects", all, "/photos?list-type=2", nil, 200, "<Key>cat.jpg</Key>"},
		{"missing bucket", all, "/no-such-bucket?list-type=2", nil, 404, "<Code>NoSuchBucket</Code>"},
		{"wrong secret", all, "/", map[string]any{"secret_access_key": "wrong"}, 403, "<Code>SignatureDoesNotMatch</Code>"},
		{"unknown key", all, "/", map[string]any{"access_key_id": "AKIAHOODYNOBODY00001"}, 404, "<Code>XAdminUserNotFound</Code>"},
		{"wrong region", all, "/", map[string]any{"region": "eu-central-1"}, 400, "<Code>AuthorizationHeaderMalformed</Code>"},
		{"unsigned", all, "/", map[string]any{"access_key_id": ""}, 403, "<Code>AccessDenied</Code>"},

		{"objects, scoped key", scoped, "/photos?list-type=2", nil, 200, "<Key>cat.jpg</Key>"},
		{"buckets, scoped key", scoped, "/", nil, 403, "<Code>AccessDenied</Code>"},
		{"other bucket, scoped key", scoped, "/letters?list-type=2", nil, 403, "<Code>AccessDenied</Code>"},
		{"wrong secret, scoped key", scoped, "/photos?list-type=2", map[string]any{"secret_access_key": "wrong"}, 403, "<Code>SignatureDoesNotMatch</Code>"},
		{"unknown key, accounts elsewhere", scoped, "/photos?list-type=2", map[string]any{"access_key_id": "AKIAHOODYNOBODY00001"}, 403, "<Code>InvalidAccessKeyId</Code>"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			status, body := s3Get(t, tt.service.Values["endpoint"].(string)+tt.path, with(tt.service.Values, tt.change))
			if status != tt.status || !strings.Contains(body, tt.holds) {
				t.Errorf("got %d %s, want %d …%s…", status, body, tt.status, tt.holds)
			}
		})
	}
}

// with is values with a change.
func with(values, change map[string]any) map[string]any {
	all := maps.Clone(values)
	maps.Copy(all, change)
	return all
}

// The gateway is never ready in a context that has ended, and its process must
// not be left behind.
func TestS3StartEndsWithItsContext(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	s, err := S3(ctx)
	if s != nil || !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, %v", s, err)
	}
}
