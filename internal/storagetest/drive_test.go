package storagetest

import (
	"net/url"
	"strings"
	"testing"
)

func TestDrive(t *testing.T) {
	t.Parallel()
	s := running(t, DriveToken)
	c := impersonated(t, s)
	_, body := roundTrip(t, c, "POST", "https://oauth2.googleapis.com/token", url.Values{
		"grant_type": {"refresh_token"}, "refresh_token": {between(s.Values["token"].(string), `"refresh_token":"`, `"`)},
	}.Encode(), inHeader, "Content-Type: application/x-www-form-urlencoded")
	right := "Authorization: Bearer " + between(body, `"access_token":"`, `"`)
	for _, tt := range []struct {
		name, path, q, auth string
		status              int
		contains            string
	}{
		{"root", "/root", "", right, 200, `"id":"0AHoodyRoot"`},
		{"in the root", "", "trashed=false and ('0AHoodyRoot' in parents)", right, 200, `"name":"photos"`},
		{"in a folder", "", "('" + idOf("photos") + "' in parents)", right, 200, `"name":"cat.jpg"`},
		{"by name", "", "('0AHoodyRoot' in parents) and (name='letters')", right, 200, `"name":"letters"`},
		{"by another name", "", "('0AHoodyRoot' in parents) and (name='cat.jpg')", right, 200, `"files":[]`},
		{"missing folder", "", "('1missing' in parents)", right, 404, "File not found: ."},
		{"wrong token", "/root", "", "Authorization: Bearer wrong", 401, "Invalid Credentials"},
		{"no token", "/root", "", "A: b", 401, "Invalid Credentials"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			at := "https://www.googleapis.com/drive/v3/files" + tt.path
			if tt.q != "" {
				at += "?q=" + url.QueryEscape(tt.q)
			}
			res, body := roundTrip(t, c, "GET", at, "", tt.auth)
			if res.StatusCode != tt.status || !strings.Contains(body, tt.contains) {
				t.Errorf("got %d %s, want %d …%s…", res.StatusCode, body, tt.status, tt.contains)
			}
		})
	}
}

// between is what a text has between two others.
func between(text, before, after string) string {
	_, text, _ = strings.Cut(text, before)
	text, _, _ = strings.Cut(text, after)
	return text
}
