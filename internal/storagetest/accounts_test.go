package storagetest

import (
	"context"
	"net/http"
	"strings"
	"testing"
)

// Services where one has an account answer who may with what is there, and anybody else
// with a refusal.
func TestAccounts(t *testing.T) {
	t.Parallel()
	const (
		koofrAuth   = "Authorization: Basic Y3VyYXRvckBleGFtcGxlLmNvbTphMWIyIGMzZDQgZTVmNiBnN2g4"
		mount       = "https://app.koofr.net/api/v2/mounts/0f2a6a6e-1c0e-4b6e-9d57-6f1f6c4d2b11"
		pixelAuth   = "Authorization: Basic OjBhMWIyYzNkLTRlNWYtNjA3MS04MjkzLWE0YjVjNmQ3ZThmOQ=="
		fichierAuth = "Authorization: Bearer pK8dTq3xZb6LmW1nRv9sYc4fHj7gQa2e"
		quatrixAuth = "Authorization: Bearer q1w2e3r4-t5y6-u7i8-o9p0-a1s2d3f4g5h6"
		form        = "Content-Type: application/x-www-form-urlencoded"
		open        = "https://dev.opendrive.com/api/v1"
	)
	for _, c := range []struct {
		start                     func(context.Context) (*Service, error)
		method, url, body, header string
		status                    int
		contains                  string
	}{
		{Koofr, "GET", "https://app.koofr.net/api/v2/mounts", "", koofrAuth, 200, `"isPrimary":true`},
		{Koofr, "GET", "https://app.koofr.net/api/v2/mounts", "", "Authorization: Basic dTpw", 401, "Unauthorized"},
		{Koofr, "GET", mount + "/files/list?path=/", "", koofrAuth, 200, `"name":"photos"`},
		{Koofr, "GET", mount + "/files/list?path=/missing", "", koofrAuth, 404, "NotFound"},
		{Koofr, "GET", mount + "/files/list?path=/", "", "", 401, "Unauthorized"},
		{Pixeldrain, "GET", "{api_url}/user", "", pixelAuth, 200, "curator"},
		{Pixeldrain, "GET", "{api_url}/user", "", "Authorization: Basic Onc=", 401, "authentication_failed"},
		{Pixeldrain, "GET", "{api_url}/filesystem/me/photos?stat", "", pixelAuth, 200, `"name":"cat.jpg"`},
		{Pixeldrain, "GET", "{api_url}/filesystem/me/?stat", "", "", 401, "authentication_failed"},
		{PixeldrainShared, "GET", "{api_url}/filesystem/tUp5Mhtm/photos/cat.jpg", "", "", 200, "not really a cat"},
		{PixeldrainShared, "PUT", "{api_url}/filesystem/tUp5Mhtm/photos/dog.jpg", "woof", "", 403, "permission_denied"},
		{PixeldrainShared, "GET", "{api_url}/filesystem/another?stat", "", "", 404, "path_not_found"},
		{OpenDrive, "POST", open + "/session/login.json", `{"username":"curator@example.com","passwd":"a-password-for-opendrive"}`, "", 200, "1767323045a6b7c8d9"},
		{OpenDrive, "POST", open + "/session/login.json", `{"username":"curator@example.com","passwd":"wrong"}`, "", 401, "Invalid username or password"},
		{OpenDrive, "GET", open + "/folder/list.json/1767323045a6b7c8d9/0", "", "", 200, `"Name":"photos"`},
		{OpenDrive, "GET", open + "/folder/list.json/another/0", "", "", 401, "Session does not exist"},
		{OpenDrive, "POST", open + "/upload/create_file.json", `{"session_id":"another","folder_id":"0","file_name":"a"}`, "", 401, "Session does not exist"},
		{Gofile, "GET", "https://api.gofile.io/accounts/getid", "", "Authorization: Bearer Xu4kTnQ8sJ0bR2mV6yZc1dE3fG5h7K9L", 200, "7c1f9a52-0d6e-4b8a-9c37-5e2f8d1a6b40"},
		{Gofile, "GET", "https://api.gofile.io/accounts/getid", "", "Authorization: Bearer another", 401, "error-token"},
		{Gofile, "GET", "https://api.gofile.io/contents/2b8f6d3e-71a4-4c05-8e92-0f5a7b6c9d18?page=1", "", "Authorization: Bearer Xu4kTnQ8sJ0bR2mV6yZc1dE3fG5h7K9L", 200, `"name":"photos"`},
		{Gofile, "GET", "https://store1.gofile.io/download/web/70686f746f732f6361742e6a7067/cat.jpg", "", "", 401, "error-token"},
		{Fichier, "POST", "https://api.1fichier.com/v1/folder/ls.cgi", `{"folder_id":0}`, fichierAuth, 200, `"name":"photos"`},
		{Fichier, "POST", "https://api.1fichier.com/v1/folder/ls.cgi", `{"folder_id":7}`, fichierAuth, 403, "Folder not found"},
		{Fichier, "POST", "https://api.1fichier.com/v1/file/ls.cgi", `{"folder_id":0}`, "Authorization: Bearer another", 403, "Not authenticated"},
		{FichierShared, "POST", "https://1fichier.com/dir/AbC123xYz", "json=1&pass=a-password-for-fichier", form, 200, "cat.jpg"},
		{FichierShared, "POST", "https://1fichier.com/dir/AbC123xYz", "json=1&pass=another", form, 403, "Bad password"},
		{FilesCom, "GET", "https://museum.files.com/api/rest/v1/folders/photos", "", "X-FilesAPI-Key: a7b3c9d1e5f2084696a8b0c4d2e6f1a3", 200, "cat.jpg"},
		{FilesCom, "GET", "https://museum.files.com/api/rest/v1/folders/photos", "", "X-FilesAPI-Key: another", 401, "invalid-credentials"},
		{FilesComUser, "POST", "https://files.example.com/api/rest/v1/sessions", `{"username":"curator","password":"a-password-for-files"}`, "", 201, "60525f92e859c4c3d74cb02fd176b1525901b525"},
		{FilesComUser, "POST", "https://files.example.com/api/rest/v1/sessions", `{"username":"curator","password":"another"}`, "", 401, "invalid-username-or-password"},
		{PremiumizeMe, "GET", "https://www.premiumize.me/api/folder/list?apikey=k7p2m9x4q8w3z6v5", "", "", 200, `"name":"photos"`},
		{PremiumizeMe, "GET", "https://www.premiumize.me/api/folder/list?apikey=another", "", "", 200, "Not logged in."},
		{PremiumizeMeToken, "GET", "https://www.premiumize.me/api/folder/list", "", "Authorization: Bearer another", 200, "Not logged in."},
		{Quatrix, "POST", "https://museum.quatrix.it/api/1.0/file/id", `{"path":"photos"}`, quatrixAuth, 200, `"type":"D"`},
		{Quatrix, "POST", "https://museum.quatrix.it/api/1.0/file/id", `{"path":"missing"}`, quatrixAuth, 404, "File not found"},
		{Quatrix, "POST", "https://museum.quatrix.it/api/1.0/file/id", `{"path":""}`, "Authorization: Bearer another", 401, "not authorized"},
		{UlozTo, "PUT", "https://apis.uloz.to/v6/session", `{"login":"curator","password":"a-password-for-ulozto"}`, "X-Auth-Token: app-5c8e1f7a9b3d2046", 200, "user-9d4b6a2f8c1e7053"},
		{UlozTo, "PUT", "https://apis.uloz.to/v6/session", `{"login":"curator","password":"another"}`, "X-Auth-Token: app-5c8e1f7a9b3d2046", 401, "Unauthorized"},
		{UlozTo, "PUT", "https://apis.uloz.to/v6/session", `{"login":"curator","password":"a-password-for-ulozto"}`, "X-Auth-Token: another", 401, "Unauthorized"},
		{UlozTo, "GET", "https://apis.uloz.to/v9/user/curator/folder/rT5mQx8z/folder-list", "", "X-User-Token: user-9d4b6a2f8c1e7053", 401, "Unauthorized"},
	} {
		s := running(t, c.start)
		client := http.DefaultClient
		if len(s.Env) > 0 {
			client = impersonated(t, s)
		}
		for name, value := range s.Values {
			if text, ok := value.(string); ok {
				c.url = strings.ReplaceAll(c.url, "{"+name+"}", text)
			}
		}
		var headers []string
		if c.header != "" {
			headers = append(headers, c.header)
		}
		res, body := roundTrip(t, client, c.method, c.url, c.body, headers...)
		if res.StatusCode != c.status || !strings.Contains(body, c.contains) {
			t.Errorf("%s %s: got %d %s", c.method, c.url, res.StatusCode, body)
		}
	}
}
