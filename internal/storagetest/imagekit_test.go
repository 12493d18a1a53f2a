package storagetest

import (
	"net/url"
	"strings"
	"testing"
)

func TestImageKit(t *testing.T) {
	t.Parallel()
	c := impersonated(t, running(t, ImageKit))

	const (
		right     = "Authorization: Basic cHJpdmF0ZV9YdTRrVG5ROHNKMGJSMm1WNnlaYzFkRTNmRzVoOg=="
		photos    = `[{"type":"folder","name":"photos","folderPath":"/photos",`
		forbidden = `{"message":"Your account cannot be authenticated.",`
	)
	tests := []struct {
		name, path, query, auth string
		status                  int
		prefix                  string
	}{
		{"folders of the root", "/", `type = "folder"`, right, 200, photos},
		{"folder by name", "/", `type = "folder" AND name = "photos"`, right, 200, photos},
		{"missing folder", "/", `type = "folder" AND name = "missing"`, right, 200, `[]`},
		{"folders of a folder", "/photos", `type = "folder"`, right, 200, `[]`},
		{"files", "/", `type = "file"`, right, 200, `[]`},
		{"unsigned", "/", `type = "folder"`, "Accept: application/json", 403, forbidden},
		{"wrong key", "/", `type = "folder"`, "Authorization: Basic d3Jvbmc6", 403, forbidden},
		{"key as password", "/", `type = "folder"`, "Authorization: Basic OnByaXZhdGVfWHU0a1RuUThzSjBiUjJtVjZ5WmMxZEUzZkc1aA==", 403, forbidden},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			q := url.Values{"path": {tt.path}, "searchQuery": {tt.query}}
			res, body := roundTrip(t, c, "GET", "https://api.imagekit.io/v2/files?"+q.Encode(), "", tt.auth)
			if res.StatusCode != tt.status || !strings.HasPrefix(body, tt.prefix) {
				t.Errorf("got %d %s, want %d %s…", res.StatusCode, body, tt.status, tt.prefix)
			}
		})
	}
}
