package storagetest

import (
	"net/http"
	"strings"
	"testing"
)

func TestInternetArchive(t *testing.T) {
	t.Parallel()
	s := running(t, InternetArchive)

	const (
		right   = "Authorization: LOW Wq3nT8vLz1KfYb6R:hX5jP0sDg7MtCa2E"
		refused = `{"authorized":false,"error":`
	)
	tests := []struct {
		name, at, path, auth string
		status               int
		contains             string
	}{
		{"right keys", "endpoint", "/?check_auth=1", right, 200, `{"authorized":true,"username":"hoody@example.com"`},
		{"wrong secret", "endpoint", "/?check_auth=1", "Authorization: LOW Wq3nT8vLz1KfYb6R:wrong", 200, refused},
		{"unknown key", "endpoint", "/?check_auth=1", "Authorization: LOW unknown:hX5jP0sDg7MtCa2E", 200, refused},
		{"unsigned", "endpoint", "/?check_auth=1", "Accept: */*", 200, refused},
		{"items", "endpoint", "/", right, 200, `<Name>hoody-item</Name>`},
		{"items, unsigned", "endpoint", "/", "Accept: */*", 403, `<Code>AccessDenied</Code>`},
		{"item", "front_endpoint", "/metadata/hoody-item", "Accept: */*", 200, `"name":"hello.txt"`},
		{"missing item", "front_endpoint", "/metadata/missing", right, 200, `{}`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			res, body := roundTrip(t, http.DefaultClient, "GET", s.Values[tt.at].(string)+tt.path, "", tt.auth)
			if res.StatusCode != tt.status || !strings.Contains(body, tt.contains) {
				t.Errorf("got %d %s, want %d …%s…", res.StatusCode, body, tt.status, tt.contains)
			}
		})
	}
}
