package storagetest

import (
	"context"
	"crypto"
	"crypto/md5"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/x509"
	"encoding/base64"
	"encoding/json"
	"encoding/pem"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
)

const (
	googleEmail   = "verifier@hoody-project.iam.gserviceaccount.com"
	googleProject = "123456789012"
	googleKeyID   = "5f1d7a3c9b2e4806"

	googleClientID     = "123456789012-hoody.apps.googleusercontent.com"
	googleClientSecret = "GOCSPX-2mK8vQ4xT7nR1yL5"
	googleRefreshToken = "1//0gHoodyRefreshToken"
)

// googleKeys are the service account's key and a stranger's. They are made once,
// because RSA keys cost far more than everything else here.
var googleKeys = sync.OnceValues(func() (keys [2]*rsa.PrivateKey, err error) {
	for i := range keys {
		if keys[i], err = rsa.GenerateKey(rand.Reader, 2048); err != nil {
			return keys, err
		}
	}
	return keys, nil
})

// GoogleCloudStorage is project 123456789012 with "public-bucket" and
// "private-bucket", for a service account whose key is in the configuration. It
// follows Google's "Cloud Storage JSON API v1" and "Using OAuth 2.0 for server to
// server applications": the token endpoint takes a JWT that the account's key
// signed with RS256 for that endpoint, for at most an hour and for a scope of
// Cloud Storage, and gives the bearer token that the API asks for.
func GoogleCloudStorage(ctx context.Context) (*Service, error) {
	return startGoogle(ctx, func(s *Service, g *google) error {
		right, err := serviceAccount(g.tokenURL, googleEmail, g.key)
		if err != nil {
			return err
		}
		unknownKey, err := serviceAccount(g.tokenURL, googleEmail, g.stranger)
		if err != nil {
			return err
		}
		unknownAccount, err := serviceAccount(g.tokenURL, "nobody@hoody-project.iam.gserviceaccount.com", g.key)
		if err != nil {
			return err
		}
		const field = "service_account_credentials"
		s.Values["project_number"] = googleProject
		s.Values[field] = right
		s.Wrong = []Wrong{
			{Name: "unknown key", Values: map[string]any{field: unknownKey}, Field: field},
			{Name: "unknown account", Values: map[string]any{field: unknownAccount}, Field: field},
			{Name: "malformed JSON", Values: map[string]any{field: right[:len(right)/2]}, Field: field},
			// An account that may not list buckets gets the same 403.
			{Name: "wrong project", Values: map[string]any{"project_number": "999999999999"}},
			{Name: "missing bucket", VerifyPath: "missing-bucket", Field: "verify_path"},
		}
		return nil
	})
}

// GoogleCloudStorageFile is GoogleCloudStorage with the key in a file.
func GoogleCloudStorageFile(ctx context.Context) (*Service, error) {
	return startGoogle(ctx, func(s *Service, g *google) error {
		right, err := serviceAccount(g.tokenURL, googleEmail, g.key)
		if err != nil {
			return err
		}
		unknownKey, err := serviceAccount(g.tokenURL, googleEmail, g.stranger)
		if err != nil {
			return err
		}
		dir, err := s.tempDir()
		if err != nil {
			return err
		}
		for name, content := range map[string]string{
			"right.json": right, "unknown.json": unknownKey, "malformed.json": right[:len(right)/2],
		} {
			if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o600); err != nil {
				return err
			}
		}
		file := func(name string) map[string]any {
			return map[string]any{"service_account_file": filepath.Join(dir, name)}
		}
		s.Values["project_number"] = googleProject
		maps.Copy(s.Values, file("right.json"))
		s.Wrong = []Wrong{
			{Name: "unknown key", Values: file("unknown.json"), Field: "service_account_file"},
			{Name: "malformed file", Values: file("malformed.json"), Field: "service_account_file"},
			{Name: "missing file", Values: file("missing.json"), Field: "service_account_file"},
		}
		return nil
	})
}

// GoogleCloudStorageToken is GoogleCloudStorage with a bearer token, as gcloud
// prints one. The service says the same of a wrong token and of an expired one.
func GoogleCloudStorageToken(ctx context.Context) (*Service, error) {
	return startGoogle(ctx, func(s *Service, g *google) error {
		s.Values["project_number"] = googleProject
		s.Values["access_token"] = g.token
		s.Wrong = []Wrong{
			{Name: "expired token", Values: map[string]any{"access_token": "ya29.expired"}, Field: "access_token"},
			{Name: "wrong project", Values: map[string]any{"project_number": "999999999999"}},
		}
		return nil
	})
}

// GoogleCloudStorageOAuth is GoogleCloudStorage with an OAuth client and the token
// that a person once gave it, of which only the refresh token is still good. It
// follows "Using OAuth 2.0 for web server applications", section "Refreshing an
// access token".
func GoogleCloudStorageOAuth(ctx context.Context) (*Service, error) {
	return startGoogle(ctx, func(s *Service, g *google) error {
		token := func(refresh string) string {
			return fmt.Sprintf(`{"access_token":"ya29.expired","token_type":"Bearer",`+
				`"refresh_token":%q,"expiry":"2026-01-02T03:04:05Z"}`, refresh)
		}
		maps.Copy(s.Values, map[string]any{
			"project_number": googleProject, "token_url": g.tokenURL,
			"client_id": googleClientID, "client_secret": googleClientSecret, "token": token(googleRefreshToken),
		})
		s.Wrong = []Wrong{
			{Name: "revoked token", Values: map[string]any{"token": token("1//0gRevoked")}, Field: "token"},
			{Name: "malformed token", Values: map[string]any{"token": token(googleRefreshToken)[:20]}, Field: "token"},
			// Both are "invalid_client"; only the description, which clients drop,
			// tells them apart.
			{Name: "unknown client", Values: map[string]any{"client_id": "unknown.apps.googleusercontent.com"}},
			{Name: "wrong client secret", Values: map[string]any{"client_secret": "GOCSPX-wrong"}},
		}
		return nil
	})
}

// GoogleCloudStorageAnonymous is "public-bucket" of GoogleCloudStorage, which
// anybody may list.
func GoogleCloudStorageAnonymous(ctx context.Context) (*Service, error) {
	return startGoogle(ctx, func(s *Service, _ *google) error {
		s.Values["anonymous"] = true
		s.VerifyPath = "public-bucket"
		s.Wrong = []Wrong{
			{Name: "private bucket", VerifyPath: "private-bucket"},
			{Name: "missing bucket", VerifyPath: "missing-bucket", Field: "verify_path"},
		}
		return nil
	})
}

// google is one running project.
type google struct {
	*store
	key, stranger *rsa.PrivateKey
	token         string
	tokenURL      string
	// isScope says which scopes a service account may ask for.
	isScope func(string) bool
	// subject is the only user whose place a service account may take.
	subject string
}

func startGoogle(ctx context.Context, configure func(*Service, *google) error) (*Service, error) {
	return start(ctx, "google-cloud-storage", func(s *Service) error {
		keys, err := googleKeys()
		if err != nil {
			return err
		}
		g := &google{store: s.store, key: keys[0], stranger: keys[1], token: "ya29." + rand.Text(),
			isScope: isGoogleStorageScope}
		s.store.files = tree{"public-bucket/cat.jpg": "not really a cat", "private-bucket/2026/lake.jpg": "not really a lake"}
		mux := http.NewServeMux()
		mux.HandleFunc("POST /token", g.issue)
		mux.HandleFunc("GET /storage/v1/b", g.authorized(listGoogleBuckets))
		mux.HandleFunc("GET /storage/v1/b/{bucket}/o", g.authorized(g.list))
		mux.HandleFunc("GET /storage/v1/b/{bucket}/o/{object...}", g.authorized(g.get))
		mux.HandleFunc("DELETE /storage/v1/b/{bucket}/o/{object...}", g.authorized(g.delete))
		mux.HandleFunc("GET /download/storage/v1/b/{bucket}/o/{object...}", g.authorized(g.download))
		mux.HandleFunc("POST /upload/storage/v1/b/{bucket}/o", g.authorized(g.insert))
		base, err := s.serve(mux)
		if err != nil {
			return err
		}
		g.tokenURL = base + "/token"
		s.Values = map[string]any{"endpoint": base + "/storage/v1/"}
		return configure(s, g)
	})
}

// serviceAccount is the JSON that Google hands out for a service account's key.
func serviceAccount(tokenURL, email string, key *rsa.PrivateKey) (string, error) {
	der, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		return "", err
	}
	b, err := json.Marshal(map[string]string{
		"type":           "service_account",
		"project_id":     "hoody-project",
		"private_key_id": googleKeyID,
		"private_key":    string(pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: der})),
		"client_email":   email,
		"client_id":      "100000000000000000001",
		"token_uri":      tokenURL,
	})
	return string(b), err
}

// issue answers the token endpoint.
func (g *google) issue(w http.ResponseWriter, r *http.Request) {
	status, code, description := http.StatusBadRequest, "", ""
	switch grant := r.FormValue("grant_type"); grant {
	case "urn:ietf:params:oauth:grant-type:jwt-bearer":
		code, description = g.checkAssertion(r.FormValue("assertion"))
	case "refresh_token":
		status, code, description = checkRefresh(r)
	default:
		code, description = "unsupported_grant_type", "Invalid grant_type: "+grant
	}
	if code != "" {
		answer(w, status, "application/json", fmt.Sprintf(`{"error":%q,"error_description":%q}`, code, description))
		return
	}
	answer(w, http.StatusOK, "application/json",
		fmt.Sprintf(`{"access_token":%q,"expires_in":3599,"token_type":"Bearer"}`, g.token))
}

// checkRefresh says what OAuth error an OAuth client earns, if any. It may name
// itself in the header or in the form.
func checkRefresh(r *http.Request) (status int, code, description string) {
	id, secret, ok := r.BasicAuth()
	if !ok {
		id, secret = r.FormValue("client_id"), r.FormValue("client_secret")
	}
	switch {
	case id != googleClientID:
		return http.StatusUnauthorized, "invalid_client", "The OAuth client was not found."
	case secret != googleClientSecret:
		return http.StatusUnauthorized, "invalid_client", "The provided client secret is invalid."
	case r.FormValue("refresh_token") != googleRefreshToken:
		return http.StatusBadRequest, "invalid_grant", "Token has been expired or revoked."
	}
	return 0, "", ""
}

// checkAssertion says what OAuth error a service account's JWT earns, if any.
func (g *google) checkAssertion(assertion string) (code, description string) {
	var header struct{ Alg, Kid string }
	var claims struct {
		Iss, Scope, Aud, Sub string
		Iat, Exp             int64
	}
	parts := strings.Split(assertion, ".")
	if len(parts) != 3 || decodeSegment(parts[0], &header) != nil || decodeSegment(parts[1], &claims) != nil {
		return "invalid_request", "Bad Request"
	}
	signature, err := base64.RawURLEncoding.DecodeString(parts[2])
	digest := sha256.Sum256([]byte(parts[0] + "." + parts[1]))
	now := time.Now().Unix()
	switch {
	case claims.Iss != googleEmail:
		return "invalid_grant", "Invalid grant: account not found"
	case err != nil || header.Alg != "RS256" || header.Kid != googleKeyID ||
		rsa.VerifyPKCS1v15(&g.key.PublicKey, crypto.SHA256, digest[:], signature) != nil:
		return "invalid_grant", "Invalid JWT Signature."
	case claims.Aud != g.tokenURL:
		return "invalid_grant", "Invalid JWT: Failed audience check."
	case claims.Exp <= now || claims.Iat > now+60 || claims.Exp-claims.Iat > 3600:
		return "invalid_grant", "Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe."
	case claims.Sub != g.subject && claims.Sub != "":
		return "unauthorized_client", "Client is unauthorized to retrieve access tokens using this method, or client not " +
			"authorized for any of the scopes requested."
	case !slices.ContainsFunc(strings.Fields(claims.Scope), g.isScope):
		return "invalid_scope", "Invalid OAuth scope or ID token audience provided."
	}
	return "", ""
}

func decodeSegment(segment string, into any) error {
	b, err := base64.RawURLEncoding.DecodeString(segment)
	if err != nil {
		return err
	}
	return json.Unmarshal(b, into)
}

func isGoogleStorageScope(scope string) bool {
	name, ok := strings.CutPrefix(scope, "https://www.googleapis.com/auth/")
	return ok && (name == "cloud-platform" || strings.HasPrefix(name, "devstorage."))
}

// authorized lets pass what carries the bearer token, and what carries none if
// it asks for the public bucket.
func (g *google) authorized(next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		switch bucket := r.PathValue("bucket"); r.Header.Get("Authorization") {
		case "Bearer " + g.token:
			next(w, r)
		case "":
			if bucket == "" || bucket == "private-bucket" {
				googleError(w, http.StatusUnauthorized, "required",
					"Anonymous caller does not have permission on the resource (or it may not exist).")
				return
			}
			next(w, r)
		default:
			googleError(w, http.StatusUnauthorized, "authError", "Invalid Credentials")
		}
	}
}

func listGoogleBuckets(w http.ResponseWriter, r *http.Request) {
	if r.URL.Query().Get("project") != googleProject {
		googleError(w, http.StatusForbidden, "forbidden", googleEmail+" does not have storage.buckets.list "+
			"access to the Google Cloud project. "+
			"Permission 'storage.buckets.list' denied on resource (or it may not exist).")
		return
	}
	answer(w, http.StatusOK, "application/json",
		`{"kind":"storage#buckets","items":[{"kind":"storage#bucket","name":"private-bucket"},`+
			`{"kind":"storage#bucket","name":"public-bucket"}]}`)
}

func (g *google) list(w http.ResponseWriter, r *http.Request) {
	bucket, q := r.PathValue("bucket"), r.URL.Query()
	objects := g.all().in(bucket)
	if len(objects) == 0 {
		googleError(w, http.StatusNotFound, "notFound", "The specified bucket does not exist.")
		return
	}
	names, prefixes := objects.list(q.Get("prefix"), q.Get("delimiter"))
	items := []any{}
	for _, name := range names {
		items = append(items, googleObject(r, bucket, name, objects[name]))
	}
	answerJSON(w, http.StatusOK, map[string]any{"kind": "storage#objects", "items": items, "prefixes": prefixes})
}

func (g *google) get(w http.ResponseWriter, r *http.Request) {
	bucket, object := r.PathValue("bucket"), r.PathValue("object")
	text, found := g.open(bucket + "/" + object)
	switch {
	case g.denies(Reading):
		googleForbids(w, r, "get")
	case !found:
		googleError(w, http.StatusNotFound, "notFound", "No such object: "+bucket+"/"+object)
	default:
		answerJSON(w, http.StatusOK, googleObject(r, bucket, object, text))
	}
}

// download is where an object's mediaLink leads. Its errors are plain text.
func (g *google) download(w http.ResponseWriter, r *http.Request) {
	name := r.PathValue("bucket") + "/" + r.PathValue("object")
	text, found := g.open(name)
	switch {
	case g.denies(Reading):
		answer(w, http.StatusForbidden, "text/html; charset=UTF-8", googleMayNot(r, "get"))
	case !found:
		answer(w, http.StatusNotFound, "text/html; charset=UTF-8", "No such object: "+name)
	default:
		answer(w, http.StatusOK, "application/octet-stream", text)
	}
}

// insert takes an upload of two parts: what the object is, and what it holds.
func (g *google) insert(w http.ResponseWriter, r *http.Request) {
	if g.denies(Writing) {
		googleForbids(w, r, "create")
		return
	}
	bucket := r.PathValue("bucket")
	var object struct{ Name string }
	text, err := twoParts(r, &object)
	if err != nil || object.Name == "" {
		googleError(w, http.StatusBadRequest, "required", "Required")
		return
	}
	g.put(bucket+"/"+object.Name, text)
	answerJSON(w, http.StatusOK, googleObject(r, bucket, object.Name, text))
}

func (g *google) delete(w http.ResponseWriter, r *http.Request) {
	name := r.PathValue("bucket") + "/" + r.PathValue("object")
	switch {
	case g.denies(Removing):
		googleForbids(w, r, "delete")
	case !g.remove(name):
		googleError(w, http.StatusNotFound, "notFound", "No such object: "+name)
	default:
		w.WriteHeader(http.StatusNoContent)
	}
}

// googleObject is the resource of an object.
func googleObject(r *http.Request, bucket, name, text string) any {
	sum := md5.Sum([]byte(text))
	return map[string]any{
		"kind": "storage#object", "bucket": bucket, "name": name, "contentType": "application/octet-stream",
		"size": strconv.Itoa(len(text)), "md5Hash": base64.StdEncoding.EncodeToString(sum[:]),
		"updated":   "2026-01-02T03:04:05.000Z",
		"mediaLink": "http://" + r.Host + "/download/storage/v1/b/" + bucket + "/o/" + url.PathEscape(name) + "?alt=media",
	}
}

// googleMayNot says that the caller lacks a permission on objects.
func googleMayNot(r *http.Request, permission string) string {
	who := googleEmail
	if r.Header.Get("Authorization") == "" {
		who = "Anonymous caller"
	}
	return fmt.Sprintf("%[1]s does not have storage.objects.%[2]s access to the Google Cloud Storage object. "+
		"Permission 'storage.objects.%[2]s' denied on resource (or it may not exist).", who, permission)
}

func googleForbids(w http.ResponseWriter, r *http.Request, permission string) {
	googleError(w, http.StatusForbidden, "forbidden", googleMayNot(r, permission))
}

func googleError(w http.ResponseWriter, status int, reason, message string) {
	answer(w, status, "application/json", fmt.Sprintf(
		`{"error":{"code":%d,"message":%q,"errors":[{"message":%q,"domain":"global","reason":%q}]}}`, status, message,
		message, reason))
}
