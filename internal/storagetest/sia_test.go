package storagetest

import (
	"net/http"
	"strings"
	"testing"
)

func TestSia(t *testing.T) {
	t.Parallel()
	url := running(t, Sia).Values["api_url"].(string)
	const (
		agent   = "User-Agent: Sia-Agent"
		right   = "Authorization: Basic OmQ0ZjBhN2MxOWU1YjQ4NjJiM2Mx"
		wrong   = "Authorization: Basic Ondyb25n"
		check   = "/renter/validatesiapath/hoody"
		refused = `{"message":"API authentication failed."}`
	)
	tests := []struct {
		name, method, path string
		headers            []string
		status             int
		contains           string
	}{
		{"folders of the root", "GET", "/renter/dir/", []string{agent, right}, 200, `{"mostrecentmodtime":"2026-01-02T03:04:05Z","siapath":"photos"}`},
		{"files", "GET", "/renter/dir/photos/", []string{agent, right}, 200, `"siapath":"photos/cat.jpg"`},
		{"folders", "GET", "/renter/dir/photos/", []string{agent, right}, 200, `"siapath":"photos/2026"`},
		{"missing folder", "GET", "/renter/dir/missing/", []string{agent, right}, 500, `{"message":"failed to get directory contents: path does not exist"}`},
		{"a folder needs no password", "GET", "/renter/dir/", []string{agent}, 200, `"siapath":"photos"`},
		{"wrong user agent", "GET", "/renter/dir/", []string{"User-Agent: Mozilla", right}, 400, `{"message":"Browser access disabled`},
		{"right password", "POST", check, []string{agent, right}, 204, ""},
		{"wrong password", "POST", check, []string{agent, wrong}, 401, refused},
		{"no password", "POST", check, []string{agent}, 401, refused},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			res, body := roundTrip(t, http.DefaultClient, tt.method, url+tt.path, "", tt.headers...)
			if res.StatusCode != tt.status || !strings.Contains(body, tt.contains) {
				t.Errorf("got %d %s, want %d …%s…", res.StatusCode, body, tt.status, tt.contains)
			}
		})
	}
}
