package storagetest

import (
	"crypto"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/x509"
	"encoding/base64"
	"encoding/json"
	"encoding/pem"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"strings"
	"testing"
	"time"
)

// googleCredentials are what the tests need of a service account's JSON.
type googleCredentials struct {
	key      *rsa.PrivateKey
	tokenURL string
}

func parseCredentials(t *testing.T, credentials string) googleCredentials {
	t.Helper()
	var c struct {
		Type       string
		PrivateKey string `json:"private_key"`
		TokenURI   string `json:"token_uri"`
	}
	if err := json.Unmarshal([]byte(credentials), &c); err != nil {
		t.Fatal(err)
	}
	block, _ := pem.Decode([]byte(c.PrivateKey))
	if c.Type != "service_account" || block == nil {
		t.Fatal("no service account with a PEM key")
	}
	key, err := x509.ParsePKCS8PrivateKey(block.Bytes)
	if err != nil {
		t.Fatal(err)
	}
	return googleCredentials{key: key.(*rsa.PrivateKey), tokenURL: c.TokenURI}
}

// assertion signs a header and claims with RS256.
func assertion(t *testing.T, key *rsa.PrivateKey, header, claims string) string {
	t.Helper()
	encode := base64.RawURLEncoding.EncodeToString
	signed := encode([]byte(header)) + "." + encode([]byte(claims))
	digest := sha256.Sum256([]byte(signed))
	signature, err := rsa.SignPKCS1v15(rand.Reader, key, crypto.SHA256, digest[:])
	if err != nil {
		t.Fatal(err)
	}
	return signed + "." + encode(signature)
}

const (
	jwtBearer  = "urn:ietf:params:oauth:grant-type:jwt-bearer"
	jwtHeader  = `{"alg":"RS256","typ":"JWT","kid":"5f1d7a3c9b2e4806"}`
	readWrite  = "https://www.googleapis.com/auth/devstorage.read_write"
	rightEmail = "verifier@hoody-project.iam.gserviceaccount.com"
)

func claims(iss, scope, aud string, iat time.Time, lifetime time.Duration) string {
	return fmt.Sprintf(`{"iss":%q,"scope":%q,"aud":%q,"iat":%d,"exp":%d}`, iss, scope, aud, iat.Unix(), iat.Add(lifetime).Unix())
}

// askForToken posts an assertion to the token endpoint.
func askForToken(t *testing.T, tokenURL, grantType, jwt string) (status int, body string) {
	t.Helper()
	form := url.Values{"grant_type": {grantType}, "assertion": {jwt}}.Encode()
	res, body := roundTrip(t, http.DefaultClient, "POST", tokenURL, form, "Content-Type: application/x-www-form-urlencoded")
	return res.StatusCode, body
}

func TestGoogleTokenEndpoint(t *testing.T) {
	t.Parallel()
	s := running(t, GoogleCloudStorage)
	right := parseCredentials(t, s.Values["service_account_credentials"].(string))
	var stranger googleCredentials
	for _, w := range s.Wrong {
		if w.Name == "unknown key" {
			stranger = parseCredentials(t, w.Values["service_account_credentials"].(string))
		}
	}
	now, aud := time.Now(), right.tokenURL
	good := claims(rightEmail, readWrite, aud, now, time.Hour)
	signed := assertion(t, right.key, jwtHeader, good)

	tests := []struct {
		name, grantType, jwt string
		status               int
		contains             string
	}{
		{"right", jwtBearer, signed, 200, `"token_type":"Bearer"`},
		{"two scopes", jwtBearer, assertion(t, right.key, jwtHeader, claims(rightEmail, "openid "+readWrite, aud, now, time.Hour)), 200, `"token_type":"Bearer"`},
		{"unknown key", jwtBearer, assertion(t, stranger.key, jwtHeader, good), 400, "Invalid JWT Signature."},
		{"other key id", jwtBearer, assertion(t, right.key, `{"alg":"RS256","kid":"0"}`, good), 400, "Invalid JWT Signature."},
		{"other algorithm", jwtBearer, assertion(t, right.key, `{"alg":"none","kid":"5f1d7a3c9b2e4806"}`, good), 400, "Invalid JWT Signature."},
		{"unsigned", jwtBearer, signed[:strings.LastIndex(signed, ".")+1], 400, "Invalid JWT Signature."},
		{"unknown account", jwtBearer, assertion(t, right.key, jwtHeader, claims("nobody@example.com", readWrite, aud, now, time.Hour)), 400, "account not found"},
		{"other audience", jwtBearer, assertion(t, right.key, jwtHeader, claims(rightEmail, readWrite, "https://oauth2.googleapis.com/token", now, time.Hour)), 400, "Failed audience check"},
		{"expired", jwtBearer, assertion(t, right.key, jwtHeader, claims(rightEmail, readWrite, aud, now.Add(-2*time.Hour), time.Hour)), 400, "short-lived token"},
		{"lives too long", jwtBearer, assertion(t, right.key, jwtHeader, claims(rightEmail, readWrite, aud, now, 2*time.Hour)), 400, "short-lived token"},
		{"from the future", jwtBearer, assertion(t, right.key, jwtHeader, claims(rightEmail, readWrite, aud, now.Add(time.Hour), time.Hour)), 400, "short-lived token"},
		{"other scope", jwtBearer, assertion(t, right.key, jwtHeader, claims(rightEmail, "https://www.googleapis.com/auth/drive", aud, now, time.Hour)), 400, `"error":"invalid_scope"`},
		{"no JWT", jwtBearer, "abc", 400, `"error":"invalid_request"`},
		{"other grant", "password", signed, 400, `"error":"unsupported_grant_type"`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			status, body := askForToken(t, aud, tt.grantType, tt.jwt)
			if status != tt.status || !strings.Contains(body, tt.contains) {
				t.Errorf("got %d %s, want %d …%s…", status, body, tt.status, tt.contains)
			}
			if status != 200 && strings.Contains(body, "access_token") {
				t.Errorf("a refusal with a token: %s", body)
			}
		})
	}
}

func TestGoogleRefresh(t *testing.T) {
	t.Parallel()
	s := running(t, GoogleCloudStorageOAuth)
	const (
		id      = "123456789012-hoody.apps.googleusercontent.com"
		secret  = "GOCSPX-2mK8vQ4xT7nR1yL5"
		refresh = "1//0gHoodyRefreshToken"
	)
	basic := "Authorization: Basic MTIzNDU2Nzg5MDEyLWhvb2R5LmFwcHMuZ29vZ2xldXNlcmNvbnRlbnQuY29tOkdPQ1NQWC0ybUs4dlE0eFQ3blIxeUw1"
	tests := []struct {
		name                string
		header              string
		id, secret, refresh string
		status              int
		contains            string
	}{
		{"right, in the form", "Accept: */*", id, secret, refresh, 200, `"access_token":"ya29.`},
		{"right, in the header", basic, "", "", refresh, 200, `"access_token":"ya29.`},
		{"revoked", basic, "", "", "1//0gRevoked", 400, `"error":"invalid_grant"`},
		{"wrong secret", "Accept: */*", id, "wrong", refresh, 401, "The provided client secret is invalid."},
		{"unknown client", "Accept: */*", "unknown", secret, refresh, 401, "The OAuth client was not found."},
		{"no client", "Accept: */*", "", "", refresh, 401, "The OAuth client was not found."},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			form := url.Values{"grant_type": {"refresh_token"}, "client_id": {tt.id}, "client_secret": {tt.secret}, "refresh_token": {tt.refresh}}
			res, body := roundTrip(t, http.DefaultClient, "POST", s.Values["token_url"].(string), form.Encode(),
				"Content-Type: application/x-www-form-urlencoded", tt.header)
			if res.StatusCode != tt.status || !strings.Contains(body, tt.contains) {
				t.Errorf("got %d %s, want %d …%s…", res.StatusCode, body, tt.status, tt.contains)
			}
		})
	}
}

// TestGoogleTokenOpensTheAPI goes the whole way from the key in a file to a list.
func TestGoogleTokenOpensTheAPI(t *testing.T) {
	t.Parallel()
	s := running(t, GoogleCloudStorageFile)
	file := s.Values["service_account_file"].(string)
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	c := parseCredentials(t, string(b))
	_, body := askForToken(t, c.tokenURL, jwtBearer, assertion(t, c.key, jwtHeader, claims(rightEmail, readWrite, c.tokenURL, time.Now(), time.Hour)))
	var token struct {
		AccessToken string `json:"access_token"`
	}
	if err := json.Unmarshal([]byte(body), &token); err != nil {
		t.Fatal(err)
	}
	res, body := roundTrip(t, http.DefaultClient, "GET", s.Values["endpoint"].(string)+"b?project=123456789012", "", "Authorization: Bearer "+token.AccessToken)
	if res.StatusCode != 200 || !strings.Contains(body, `"name":"private-bucket"`) {
		t.Errorf("got %d %s", res.StatusCode, body)
	}

	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(file); !os.IsNotExist(err) {
		t.Errorf("the key's file outlives the service: %v", err)
	}
}

func TestGoogleAPI(t *testing.T) {
	t.Parallel()
	s := running(t, GoogleCloudStorageToken)
	right := "Authorization: Bearer " + s.Values["access_token"].(string)
	const (
		anonymous = "Accept: application/json"
		wrong     = "Authorization: Bearer ya29.expired"
	)
	tests := []struct {
		name, path, auth string
		status           int
		contains         string
	}{
		{"buckets", "b?project=123456789012", right, 200, `"name":"public-bucket"`},
		{"buckets, wrong token", "b?project=123456789012", wrong, 401, `"reason":"authError"`},
		{"buckets, unsigned", "b?project=123456789012", anonymous, 401, `"reason":"required"`},
		{"wrong project", "b?project=999999999999", right, 403, `"reason":"forbidden"`},
		{"private bucket", "b/private-bucket/o", right, 200, `"kind":"storage#objects"`},
		{"private bucket, wrong token", "b/private-bucket/o", wrong, 401, `"reason":"authError"`},
		{"private bucket, unsigned", "b/private-bucket/o", anonymous, 401, `"reason":"required"`},
		{"public bucket, unsigned", "b/public-bucket/o", anonymous, 200, `"kind":"storage#objects"`},
		{"public bucket, wrong token", "b/public-bucket/o", wrong, 401, `"reason":"authError"`},
		{"missing bucket", "b/missing-bucket/o", right, 404, "The specified bucket does not exist."},
		{"missing object", "b/private-bucket/o/a/b", right, 404, "No such object: private-bucket/a/b"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			res, body := roundTrip(t, http.DefaultClient, "GET", s.Values["endpoint"].(string)+tt.path, "", tt.auth)
			if res.StatusCode != tt.status || !strings.Contains(body, tt.contains) {
				t.Errorf("got %d %s, want %d …%s…", res.StatusCode, body, tt.status, tt.contains)
			}
		})
	}
}
