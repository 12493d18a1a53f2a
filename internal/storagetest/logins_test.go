package storagetest

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
)

// An exchange is a request and what answers it.
type exchange struct {
	name, method, url, body string
	headers                 []string
	status                  int
	contains                string
}

func exchanges(t *testing.T, c *http.Client, all []exchange) {
	t.Helper()
	for _, e := range all {
		res, body := roundTrip(t, c, e.method, e.url, e.body, e.headers...)
		if res.StatusCode != e.status || !strings.Contains(body, e.contains) {
			t.Errorf("%s: got %d %s, want %d and %s", e.name, res.StatusCode, body, e.status, e.contains)
		}
	}
}

func TestSeafile(t *testing.T) {
	t.Parallel()
	s := running(t, SeafileEncrypted)
	base := s.Values["url"].(string)
	signIn := func(user, password string) string {
		return `{"username":"` + user + `","password":"` + password + `"}`
	}
	token := []string{"Authorization: Token 24fd3c026886e3121b2ca630805ed425c272cb96"}
	form := append([]string{"Content-Type: application/x-www-form-urlencoded"}, token...)
	exchanges(t, http.DefaultClient, []exchange{
		{"version", "GET", base + "/api2/server-info/", "", nil, 200, `"version":"11.0.5"`},
		{"right password", "POST", base + "/api2/auth-token/", signIn("curator@example.com", "a-password-for-seafile"), nil,
			200, `"token":"24fd3c026886e3121b2ca630805ed425c272cb96"`},
		{"wrong password", "POST", base + "/api2/auth-token/", signIn("curator@example.com", "wrong"), nil, 400, "Unable to login"},
		{"second factor", "POST", base + "/api2/auth-token/", signIn("director@example.com", "a-password-for-seafile"), nil,
			400, "Two factor auth token is missing."},
		{"libraries", "GET", base + "/api2/repos/", "", token, 200, `"name":"photos"`},
		{"wrong token", "GET", base + "/api2/repos/", "", []string{"Authorization: Token wrong"}, 401, "Invalid token"},
		{"no token", "GET", base + "/api2/repos/", "", nil, 401, "Invalid token"},
		{"a folder", "GET", base + "/api/v2.1/repos/photos/dir/?p=/", "", token, 200, `"name":"cat.jpg"`},
		{"no folder", "GET", base + "/api/v2.1/repos/photos/dir/?p=/missing", "", token, 404, "not found"},
		{"encrypted", "GET", base + "/api/v2.1/repos/letters/dir/?p=/", "", token, 440, "Library password is needed."},
		{"wrong key", "POST", base + "/api2/repos/letters/", "password=wrong", form, 400, "Incorrect password"},
		{"right key", "POST", base + "/api2/repos/letters/", "password=a-key-for-the-letters", form, 200, "success"},
		{"decrypted", "GET", base + "/api/v2.1/repos/letters/dir/?p=/", "", token, 200, `"name":"draft.txt"`},
		{"key of none", "POST", base + "/api2/repos/photos/", "password=a", form, 409, "not encrypted"},
		{"a library that is made", "POST", base + "/api2/repos/", `{"name":"new"}`, token, 200, `"repo_id":"new"`},
		{"and is there", "GET", base + "/api2/repos/", "", token, 200, `"name":"new"`},
	})
}

func TestFileFabric(t *testing.T) {
	t.Parallel()
	s := running(t, FileFabric)
	call := func(name, token, function, contains string, more ...string) exchange {
		form := url.Values{"token": {token}, "function": {function}}
		for i := 0; i < len(more); i += 2 {
			form.Set(more[i], more[i+1])
		}
		return exchange{name, "POST", s.Values["url"].(string) + "/api/rpc.php", form.Encode(),
			[]string{"Content-Type: application/x-www-form-urlencoded"}, 200, contains}
	}
	const session = "a-session-token-of-file-fabric"
	exchanges(t, http.DefaultClient, []exchange{
		call("version", "*", "getApplianceInfo", `"softwareversionlabel":"2006.02"`),
		call("right token", "*", "getTokenByAuthToken", `"token":"a-session-token-of-file-fabric"`,
			"authtoken", "a-permanent-token-of-file-fabric"),
		call("wrong token", "*", "getTokenByAuthToken", `"status":"login_incorrect"`, "authtoken", "wrong"),
		call("root", session, "getFolderContents", `"fi_name":"photos"`, "fi_pid", "0"),
		call("no session", "wrong", "getFolderContents", `"status":"login_required"`, "fi_pid", "0"),
		call("a session that has ended", "a-session-token-that-has-ended", "getFolderContents", `"status":"login_token_expired"`),
		call("no folder", session, "getFolderContents", `"status":"not_found"`, "fi_pid", "42"),
		call("a file", session, "checkPathExists", `"exists":"y"`, "pid", "0", "path", "photos/cat.jpg"),
		call("no file", session, "checkPathExists", `"exists":"n"`, "pid", "0", "path", "photos/dog.jpg"),
		call("what it holds", session, "getFile", "not really a cat", "fi_id", "photos/cat.jpg"),
		call("no function", session, "doEverything", `"status":"unknown_function"`),
	})
}

func TestSugarSync(t *testing.T) {
	t.Parallel()
	c := impersonated(t, running(t, SugarSync))
	const (
		host = "https://api.sugarsync.com"
		ask  = "<tokenAuthRequest><accessKeyId>k</accessKeyId><privateAccessKey>p</privateAccessKey><refreshToken>" + host +
			"/app-authorization/"
	)
	access := []string{"Authorization: https://api.sugarsync.com/authorization/an-access-token-of-sugarsync"}
	exchanges(t, c, []exchange{
		{"right refresh token", "POST", host + "/authorization", ask + "a-refresh-token-of-sugarsync</refreshToken></tokenAuthRequest>", nil,
			201, "<user>https://api.sugarsync.com/user/566494</user>"},
		{"wrong refresh token", "POST", host + "/authorization", ask + "another</refreshToken></tokenAuthRequest>", nil,
			401, "<h3>Invalid credentials</h3>"},
		{"user", "GET", host + "/user", "", access, 200, "<syncfolders>https://api.sugarsync.com/user/566494/folders/contents</syncfolders>"},
		{"nobody", "GET", host + "/user", "", nil, 401, "<h3>Authorization required</h3>"},
		{"folders", "GET", host + "/user/566494/folders/contents", "", access, 200, "<displayName>photos</displayName>"},
		{"a folder", "GET", host + "/folder/70686f746f73/contents", "", access, 200, "<displayName>cat.jpg</displayName>"},
		{"no folder", "GET", host + "/folder/00/contents", "", access, 404, "<h3>Folder not found</h3>"},
		{"what a file holds", "GET", host + "/file/70686f746f732f6361742e6a7067/data", "", access, 200, "not really a cat"},
	})
}
