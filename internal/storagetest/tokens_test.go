package storagetest

import (
	"context"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"
)

// accessTo is an access token of a service: the one of its values, or what its token
// endpoint gives for the refresh token there.
func accessTo(t *testing.T, s *Service, c *http.Client, endpoint string) string {
	t.Helper()
	document, _ := s.Values["token"].(string)
	expiry, err := time.Parse(time.RFC3339, between(document, `"expiry":"`, `"`))
	if err != nil || time.Now().Before(expiry) {
		return between(document, `"access_token":"`, `"`)
	}
	form := url.Values{"grant_type": {"refresh_token"}, "refresh_token": {between(document, `"refresh_token":"`, `"`)}}
	_, body := roundTrip(t, c, "POST", endpoint, form.Encode(), inHeader, "Content-Type: application/x-www-form-urlencoded")
	return between(body, `"access_token":"`, `"`)
}

// Services where one signs in by OAuth answer who has a token, and anybody else with a
// refusal.
func TestTokens(t *testing.T) {
	t.Parallel()
	const items = "https://graph.microsoft.com/v1.0/drives/"
	for name, c := range map[string]struct {
		start  func(context.Context) (*Service, error)
		issued string
		// scheme is how a token is sent.
		scheme, method, url, body string
		status                    int
		contains                  string
		// refused is the status for anybody else, and says is what it comes with.
		refused int
		says    string
	}{
		"box":          {Box, "", "Bearer", "GET", "https://api.box.com/2.0/folders/0/items", "", 200, `"name":"photos"`, 401, ""},
		"box, missing": {Box, "", "Bearer", "GET", "https://api.box.com/2.0/folders/404/items", "", 404, "not_found", 401, ""},
		"dropbox": {Dropbox, "https://api.dropboxapi.com/oauth2/token", "Bearer", "POST", "https://api.dropboxapi.com/2/files/list_folder",
			`{"path":""}`, 200, `"name":"photos"`, 401, "invalid_access_token"},
		"dropbox, missing": {Dropbox, "https://api.dropboxapi.com/oauth2/token", "Bearer", "POST", "https://api.dropboxapi.com/2/files/list_folder",
			`{"path":"/missing"}`, 409, "path/not_found", 401, "invalid_access_token"},
		"onedrive": {OneDrive, "https://login.microsoftonline.com/common/oauth2/v2.0/token", "Bearer", "GET", items + "b!HoodyDrive/items/01ROOT/children",
			"", 200, `"name":"photos"`, 401, "InvalidAuthenticationToken"},
		"onedrive, by path": {OneDrive, "https://login.microsoftonline.com/common/oauth2/v2.0/token", "Bearer", "GET", items + "b!HoodyDrive/items/01ROOT:/photos:",
			"", 200, `"name":"photos"`, 401, "InvalidAuthenticationToken"},
		"onedrive, another": {OneDrive, "https://login.microsoftonline.com/common/oauth2/v2.0/token", "Bearer", "GET", items + "b!Another/root",
			"", 404, "itemNotFound", 401, "InvalidAuthenticationToken"},
		"onedrive, unsigned": {OneDrive, "https://login.microsoftonline.com/common/oauth2/v2.0/token", "Bearer", "GET",
			"https://museum-my.sharepoint.com/70686f746f732f6361742e6a7067", "", 401, "Unauthorized", 401, "Unauthorized"},
		"pcloud":            {PCloud, "", "Bearer", "GET", "https://eapi.pcloud.com/listfolder?folderid=0", "", 200, `"name":"photos"`, 200, `"result":2094`},
		"pcloud, elsewhere": {PCloud, "", "Bearer", "GET", "https://api.pcloud.com/listfolder?folderid=0", "", 200, `"result":2094`, 200, `"result":2094`},
		"putio":             {PutIO, "", "Bearer", "GET", "https://api.put.io/v2/files/list?parent_id=0", "", 200, `"name":"photos"`, 401, "invalid_grant"},
		"putio, missing":    {PutIO, "", "Bearer", "GET", "https://api.put.io/v2/files/0/child?name=missing", "", 404, "NotFound", 401, "invalid_grant"},
		"yandex":            {Yandex, "", "OAuth", "GET", "https://cloud-api.yandex.com/v1/disk/resources?path=disk:/", "", 200, `"name":"photos"`, 401, "UnauthorizedError"},
		"yandex, as another kind": {Yandex, "", "Bearer", "GET", "https://cloud-api.yandex.com/v1/disk/resources?path=disk:/", "", 401, "UnauthorizedError",
			401, "UnauthorizedError"},
		"zoho": {Zoho, "https://accounts.zoho.eu/oauth/v2/token", "Zoho-oauthtoken", "GET", "https://workdrive.zoho.eu/api/v1/files/hoodyroot0f1e2d3c/files",
			"", 200, `"name":"photos"`, 401, "F7003"},
		"hidrive": {HiDrive, "https://my.hidrive.com/oauth2/token", "Bearer", "GET", "https://api.hidrive.strato.com/2.1/dir?path=root", "", 200, `"name":"photos"`,
			401, `"code":"401"`},
		"sharefile": {ShareFile, "", "Bearer", "GET", "{endpoint}/sf/v3/Items(foh0f1e2d3c)/Children", "", 200, `"Name":"photos"`, 401, "Unauthorized"},
		"google-photos": {GooglePhotos, "https://oauth2.googleapis.com/token", "Bearer", "GET", "https://photoslibrary.googleapis.com/v1/albums", "", 200,
			`"title":"photos"`, 401, "UNAUTHENTICATED"},
		"jottacloud": {Jottacloud, "", "Bearer", "GET", "https://jfs.jottacloud.com/jfs/12qh1wsht8cssxdtwl15rqh9/Jotta/Archive", "", 200, `<folder name="photos">`,
			401, "<code>401</code>"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := running(t, c.start)
			client := http.DefaultClient
			if len(s.Env) > 0 {
				client = impersonated(t, s)
			}
			endpoint, _ := s.Values["endpoint"].(string)
			at := strings.ReplaceAll(c.url, "{endpoint}", endpoint)
			access := accessTo(t, s, client, c.issued)
			res, body := roundTrip(t, client, c.method, at, c.body, "Authorization: "+c.scheme+" "+access)
			if res.StatusCode != c.status || !strings.Contains(body, c.contains) {
				t.Errorf("got %d %s, want %d …%s…", res.StatusCode, body, c.status, c.contains)
			}
			res, body = roundTrip(t, client, c.method, at, c.body, "Authorization: "+c.scheme+" another")
			if res.StatusCode != c.refused || !strings.Contains(body, c.says) {
				t.Errorf("another token: got %d %s, want %d …%s…", res.StatusCode, body, c.refused, c.says)
			}
		})
	}
}
