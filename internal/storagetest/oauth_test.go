package storagetest

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
)

// askOAuth posts a form to a token endpoint.
func askOAuth(t *testing.T, o *oauth, form url.Values, headers ...string) (status int, said map[string]any) {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(o.issue))
	t.Cleanup(server.Close)
	headers = append(headers, "Content-Type: application/x-www-form-urlencoded")
	res, body := roundTrip(t, server.Client(), "POST", server.URL, form.Encode(), headers...)
	if err := json.Unmarshal([]byte(body), &said); err != nil {
		t.Fatalf("answered %q: %v", body, err)
	}
	return res.StatusCode, said
}

// inHeader is the client as it names itself in a header.
const inHeader = "Authorization: Basic aG9vZHktY2xpZW50LTVmMWQ3YTNjOmEtc2VjcmV0LW9mLXRoZS1jbGllbnQtMm1LOHZRNHg="

func TestOAuth(t *testing.T) {
	t.Parallel()
	inForm := func(of url.Values) url.Values {
		of.Set("client_id", oauthClient)
		of.Set("client_secret", oauthClientSecret)
		return of
	}
	o, programs := newOAuth(), newOAuth()
	programs.programs = true
	refresh := url.Values{"grant_type": {"refresh_token"}, "refresh_token": {o.refresh}}
	ofProgram := url.Values{"grant_type": {"client_credentials"}}
	for _, c := range []struct {
		name   string
		at     *oauth
		form   url.Values
		header string
		status int
		said   string
	}{
		{"client in the header", o, refresh, inHeader, 200, ""},
		{"client in the form", o, inForm(url.Values{"grant_type": {"refresh_token"}, "refresh_token": {o.refresh}}), "A: b", 200, ""},
		{"no client", o, refresh, "A: b", 401, "invalid_client"},
		{"wrong secret", o, refresh, "Authorization: Basic aG9vZHktY2xpZW50LTVmMWQ3YTNjOndyb25n", 401, "invalid_client"},
		{"wrong token", o, url.Values{"grant_type": {"refresh_token"}, "refresh_token": {"another"}}, inHeader, 400, "invalid_grant"},
		{"no token", o, url.Values{"grant_type": {"refresh_token"}}, inHeader, 400, "invalid_grant"},
		{"another grant", o, url.Values{"grant_type": {"password"}}, inHeader, 400, "unsupported_grant_type"},
		{"a program", programs, ofProgram, inHeader, 200, ""},
		{"a program that may not", o, ofProgram, inHeader, 400, "unauthorized_client"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			status, said := askOAuth(t, c.at, c.form, c.header)
			code, _ := said["error"].(string)
			if status != c.status || code != c.said {
				t.Fatalf("got %d %v", status, said)
			}
			if _, again := said["refresh_token"]; again {
				t.Error("a refresh token that is good for many uses is answered again")
			}
			access, _ := said["access_token"].(string)
			r := httptest.NewRequest("GET", "/", nil)
			r.Header.Set("Authorization", "Bearer "+access)
			if status == 200 && (!c.at.knows(r, "Bearer") || c.at.knows(r, "Zoho-oauthtoken")) {
				t.Error("the token does not sign in, or as something else too")
			}
		})
	}
}

// A refresh token that rotates is good for one use, and using it again ends everything
// that came of it.
func TestOAuthRotates(t *testing.T) {
	t.Parallel()
	o := newOAuth()
	o.rotates = true
	use := func(refresh string) (int, map[string]any) {
		return askOAuth(t, o, url.Values{"grant_type": {"refresh_token"}, "refresh_token": {refresh}}, inHeader)
	}
	first := o.refresh
	_, said := use(first)
	second, _ := said["refresh_token"].(string)
	if !strings.HasPrefix(second, "refresh-") || second == first {
		t.Fatalf("got %v", said)
	}
	_, said = use(second)
	third, _ := said["refresh_token"].(string)
	if status, said := use(first); status != 400 || said["error"] != "invalid_grant" {
		t.Errorf("used again: %d %v", status, said)
	}
	if status, said := use(third); status != 400 || said["error"] != "invalid_grant" {
		t.Errorf("the last one afterwards: %d %v", status, said)
	}
	if got := o.refreshes(); got != 4 {
		t.Errorf("asked %d times", got)
	}
}
