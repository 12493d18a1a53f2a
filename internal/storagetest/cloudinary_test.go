package storagetest

import "testing"

func TestCloudinary(t *testing.T) {
	t.Parallel()
	c := impersonated(t, running(t, Cloudinary))

	const (
		host  = "https://api.cloudinary.com/v1_1/"
		right = "Authorization: Basic ODc0ODM3NDgzMjc0ODM3OmE2NzZiNjc1NjVjNjc2N2E2NzY3ZDY3NjdmNjc2ZmUx"
	)
	tests := []struct {
		name, method, path, auth string
		status                   int
		body                     string
	}{
		{"root", "GET", "hoody-cloud/folders", right, 200, `{"folders":[{"name":"photos","path":"photos"}],"next_cursor":null,"total_count":1}`},
		{"folder", "GET", "hoody-cloud/folders/photos/", right, 200, `{"folders":[],"next_cursor":null,"total_count":0}`},
		{"assets", "GET", "hoody-cloud/resources/by_asset_folder?asset_folder=", right, 200, `{"resources":[],"total_count":0}`},
		{"search", "POST", "hoody-cloud/resources/search", right, 200, `{"resources":[],"total_count":0}`},
		{"missing folder", "GET", "hoody-cloud/folders/a/b", right, 404, `{"error":{"message":"Can't find folder with path a/b"}}`},
		{"unsigned", "GET", "hoody-cloud/folders", "", 401, `{"error":{"message":"Missing credentials"}}`},
		{"wrong secret", "GET", "hoody-cloud/folders", "Authorization: Basic ODc0ODM3NDgzMjc0ODM3Ondyb25n", 401, `{"error":{"message":"api_secret mismatch"}}`},
		{"unknown key", "GET", "hoody-cloud/folders", "Authorization: Basic MTE6YTY3NmI2NzU2NWM2NzY3YTY3NjdkNjc2N2Y2NzZmZTE=", 401, `{"error":{"message":"unknown api_key"}}`},
		{"other cloud", "GET", "other-cloud/folders", right, 401, `{"error":{"message":"cloud_name mismatch"}}`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			var headers []string
			if tt.auth != "" {
				headers = []string{tt.auth}
			}
			res, body := roundTrip(t, c, tt.method, host+tt.path, "", headers...)
			if res.StatusCode != tt.status || body != tt.body {
				t.Errorf("got %d %s, want %d %s", res.StatusCode, body, tt.status, tt.body)
			}
		})
	}
}
