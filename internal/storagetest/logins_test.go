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

func TestMega(t *testing.T) {
	t.Parallel()
	c := impersonated(t, running(t, Mega))
	const api = "https://g.api.mega.co.nz/cs?id=1"
	// What a client makes of the right password, and of a wrong one.
	const right, wrong = `"uh":"ryshBIEmVfhzg2KQjnHRgA"`, `"uh":"AAAAAAAAAAAAAAAAAAAAAA"`
	exchanges(t, c, []exchange{
		{"salt", "POST", api, `[{"a":"us0","user":"curator@example.com"}]`, nil, 200, `"s":"YSBzYWx0IG9mIE1FR0EgIA","v":2`},
		{"right password", "POST", api, `[{"a":"us","user":"curator@example.com",` + right + `}]`, nil, 200, `"csid":"`},
		{"wrong password", "POST", api, `[{"a":"us","user":"curator@example.com",` + wrong + `}]`, nil, 200, `[-9]`},
		{"unknown user", "POST", api, `[{"a":"us","user":"nobody@example.com",` + right + `}]`, nil, 200, `[-9]`},
		{"second factor", "POST", api, `[{"a":"us","user":"director@example.com",` + right + `}]`, nil, 200, `[-26]`},
		{"no session", "POST", api, `[{"a":"f","c":1}]`, nil, 200, `[-15]`},
		{"another session", "POST", api + "&sid=another", `[{"a":"f","c":1}]`, nil, 200, `[-15]`},
		{"nonsense", "POST", api, `{}`, nil, 200, `[-2]`},
	})
}

func TestLinkbox(t *testing.T) {
	t.Parallel()
	c := impersonated(t, running(t, Linkbox))
	const (
		signIn = "https://www.linkbox.to/api/user/login_email?email=curator@example.com&pwd="
		list   = "https://www.linkbox.to/api/file/my_file_list/web?pid=0&token="
		upload = "https://www.linkbox.to/api/open/get_upload_url?fileMd5ofPre10m=0&token="
	)
	exchanges(t, c, []exchange{
		{"right password", "GET", signIn + "a-password-for-linkbox", "", nil, 200, `"token":"a-session-of-linkbox"`},
		{"wrong password", "GET", signIn + "wrong", "", nil, 200, `"status":400`},
		{"root", "GET", list + "a-session-of-linkbox", "", nil, 200, `"name":"photos"`},
		{"no session", "GET", list, "", nil, 200, `"status":401`},
		{"the token lists nothing", "GET", list + "an-api-token-of-linkbox", "", nil, 200, `"status":401`},
		{"the token writes", "GET", upload + "an-api-token-of-linkbox", "", nil, 200, `/upload/0"`},
		{"the session does not", "GET", upload + "a-session-of-linkbox", "", nil, 200, `"status":403`},
	})
}

func TestPikPak(t *testing.T) {
	t.Parallel()
	c := impersonated(t, running(t, PikPak))
	const (
		user   = "https://user.mypikpak.com/v1"
		drive  = "https://api-drive.mypikpak.com/drive/v1"
		device = `"device_id":"0123456789abcdef0123456789abcdef"`
	)
	signIn := func(name, password string) string { return `{"username":"` + name + `","password":"` + password + `"}` }
	human := []string{"X-Captcha-Token: a-captcha-token-of-pikpak"}
	access := append([]string{"Authorization: Bearer an-access-token-of-pikpak"}, human...)
	exchanges(t, c, []exchange{
		{"captcha", "POST", user + "/shield/captcha/init", `{"action":"POST:/v1/auth/signin",` + device + `,"meta":{"username":"u"}}`, nil,
			200, `"captcha_token":"a-captcha-token-of-pikpak"`},
		{"no device", "POST", user + "/shield/captcha/init", `{"action":"POST:/v1/auth/signin","meta":{"username":"u"}}`, nil, 400, "malformed"},
		{"right password", "POST", user + "/auth/signin", signIn("curator@example.com", "a-password-for-pikpak"), human, 200, `"token_type":"Bearer"`},
		{"wrong password", "POST", user + "/auth/signin", signIn("curator@example.com", "wrong"), human, 400, "invalid_account_or_password"},
		{"a robot", "POST", user + "/auth/signin", signIn("curator@example.com", "a-password-for-pikpak"), nil, 400, "captcha_invalid"},
		{"root", "GET", drive + "/files", "", access, 200, `"name":"photos"`},
		{"nobody", "GET", drive + "/files", "", human, 401, "unauthenticated"},
		{"no folder", "GET", drive + "/files?parent_id=missing", "", access, 404, "file_not_found"},
		{"a bucket for somebody else", "PUT", "https://upload.mypikpak.com/bmV3", "text", nil, 403, "AccessDenied"},
	})
}

func TestMailRu(t *testing.T) {
	t.Parallel()
	c := impersonated(t, running(t, MailRu))
	const (
		api  = "https://cloud.mail.ru/api/m1"
		who  = "grant_type=password&username=curator@mail.ru&password="
		file = "https://files.cloud.mail.ru/get/photos/cat.jpg?token="
	)
	form := []string{"Content-Type: application/x-www-form-urlencoded"}
	exchanges(t, c, []exchange{
		{"right password", "POST", "https://o2.mail.ru/token", who + "a-password-for-programs", form, 200, `"access_token":"` + MailRuToken},
		{"wrong password", "POST", "https://o2.mail.ru/token", who + "the-password-for-people", form, 400, "invalid_grant"},
		{"root", "POST", api + "/folder?access_token=" + MailRuToken, "home=/", form, 200, `"home":"/photos"`},
		{"no token", "POST", api + "/folder", "home=/", form, 403, `"status":403`},
		{"no folder", "POST", api + "/folder?access_token=" + MailRuToken, "home=/missing", form, 404, "not_exists"},
		{"a file", "GET", api + "/file?home=/photos/cat.jpg&access_token=" + MailRuToken, "", nil,
			200, `"hash":"6E6F74207265616C6C7920612063617400000000"`},
		{"what it holds", "GET", file + MailRuToken, "", nil, 200, "not really a cat"},
		{"not for everybody", "GET", file + "another", "", nil, 403, `"status":403`},
		{"where to read", "GET", "https://dispatcher.cloud.mail.ru/d", "", nil, 200, "https://files.cloud.mail.ru/get/ 127.0.0.1 1"},
	})
}
