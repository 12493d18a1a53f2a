package storagetest

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"
)

const (
	b2AllKeys   = "Authorization: Basic MDA1NmExZjAwYzJiOTRlMDAwMDAwMDAwMTpLMDA1clEydlhtWnQ4TGNONHdZYjdIalBkMVNmR2FF"
	b2ScopedKey = "Authorization: Basic MDA1NmExZjAwYzJiOTRlMDAwMDAwMDAwMjpLMDA1dVQ2a1duQnEzSnhNOXNWZTBSZ0NoOER5THBB"
	b2Wrong     = "Authorization: Basic MDA1NmExZjAwYzJiOTRlMDAwMDAwMDAwMTp3cm9uZw=="
)

// b2Token authorizes the account and tells the token and the answer.
func b2Token(t *testing.T, endpoint, auth string) (token, body string) {
	t.Helper()
	res, body := roundTrip(t, http.DefaultClient, "GET", endpoint+"/b2api/v4/b2_authorize_account", "", auth)
	var answer struct {
		AuthorizationToken string
		APIInfo            struct{ StorageAPI struct{ APIURL string } }
	}
	if err := json.Unmarshal([]byte(body), &answer); err != nil || res.StatusCode != 200 || answer.APIInfo.StorageAPI.APIURL != endpoint {
		t.Fatalf("got %d %s, %v", res.StatusCode, body, err)
	}
	return answer.AuthorizationToken, body
}

func TestB2RefusesWrongKeys(t *testing.T) {
	t.Parallel()
	endpoint := running(t, B2).Values["endpoint"].(string)
	for name, auth := range map[string]string{"unsigned": "Accept: */*", "wrong key": b2Wrong, "another key": b2ScopedKey} {
		res, body := roundTrip(t, http.DefaultClient, "GET", endpoint+"/b2api/v4/b2_authorize_account", "", auth)
		if want := `{"code":"unauthorized","message":"","status":401}`; res.StatusCode != 401 || body != want {
			t.Errorf("%s: got %d %s, want 401 %s", name, res.StatusCode, body, want)
		}
	}
}

func TestB2(t *testing.T) {
	t.Parallel()
	all := running(t, B2).Values["endpoint"].(string)
	allToken, _ := b2Token(t, all, b2AllKeys)
	scoped := running(t, B2BucketKey).Values["endpoint"].(string)
	scopedToken, authorization := b2Token(t, scoped, b2ScopedKey)
	if want := `"buckets":[{"id":"e73ede9c9c8412dbphotos","name":"photos"}]`; !strings.Contains(authorization, want) {
		t.Errorf("got %s, want …%s…", authorization, want)
	}
	const (
		account = `{"accountId":"6a1f00c2b94e"}`
		photos  = `{"accountId":"6a1f00c2b94e","bucketId":"e73ede9c9c8412dbphotos","delimiter":"/"}`
		letters = `{"accountId":"6a1f00c2b94e","bucketId":"e73ede9c9c8412dbletters"}`
	)
	tests := []struct {
		name, endpoint, call, token, body string
		status                            int
		contains                          string
	}{
		{"buckets", all, "b2_list_buckets", allToken, account, 200, `"bucketName":"letters"`},
		{"one bucket by name", all, "b2_list_buckets", allToken, `{"accountId":"6a1f00c2b94e","bucketName":"none"}`, 200, `{"buckets":[]}`},
		{"another account", all, "b2_list_buckets", allToken, `{"accountId":"other"}`, 400, `"code":"bad_request"`},
		{"files", all, "b2_list_file_names", allToken, photos, 200, `"fileName":"cat.jpg"`},
		{"folders", all, "b2_list_file_names", allToken, photos, 200, `{"action":"folder","fileName":"2026/"`},
		{"missing bucket", all, "b2_list_file_names", allToken, `{"bucketId":"none"}`, 400, `"code":"bad_bucket_id"`},
		{"no token", all, "b2_list_buckets", "", account, 401, `"code":"bad_auth_token"`},
		{"wrong token", all, "b2_list_buckets", scopedToken, account, 401, `"code":"bad_auth_token"`},
		{"broken body", all, "b2_list_buckets", allToken, `{`, 400, `"code":"bad_json"`},
		{"own bucket, scoped key", scoped, "b2_list_buckets", scopedToken, photos, 200, `"bucketName":"photos"`},
		{"own files, scoped key", scoped, "b2_list_file_names", scopedToken, photos, 200, `"fileName":"cat.jpg"`},
		{"buckets, scoped key", scoped, "b2_list_buckets", scopedToken, account, 401, `"code":"unauthorized"`},
		{"other bucket, scoped key", scoped, "b2_list_file_names", scopedToken, letters, 401, `"code":"unauthorized"`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			res, body := roundTrip(t, http.DefaultClient, "POST", tt.endpoint+"/b2api/v1/"+tt.call, tt.body, "Authorization: "+tt.token)
			if res.StatusCode != tt.status || !strings.Contains(body, tt.contains) {
				t.Errorf("got %d %s, want %d …%s…", res.StatusCode, body, tt.status, tt.contains)
			}
		})
	}
}
