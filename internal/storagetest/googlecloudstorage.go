package storagetest

import (
	"context"
	"crypto/md5"
	"encoding/base64"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// GoogleCloudStorage is project 123456789012 with "public-bucket" and
// "private-bucket", for a service account whose key is in the configuration. It
// follows Google's "Cloud Storage JSON API v1" and "Using OAuth 2.0 for server to
// server applications": the token endpoint takes a JWT that the account's key
// signed with RS256 for that endpoint, for at most an hour and for a scope of
// Cloud Storage, and gives the bearer token that the API asks for.
func GoogleCloudStorage(ctx context.Context) (*Service, error) {
	return startGoogle(ctx, func(s *Service, g *google) error {
		s.Values["project_number"] = googleProject
		s.Wrong = []Wrong{
			// An account that may not list buckets gets the same 403.
			{Name: "wrong project", Values: map[string]any{"project_number": "999999999999"}},
			{Name: "missing bucket", VerifyPath: "missing-bucket", Field: "verify_path"},
		}
		return g.signIn(s)
	})
}

// GoogleCloudStorageFile is GoogleCloudStorage with the key in a file.
func GoogleCloudStorageFile(ctx context.Context) (*Service, error) {
	return startGoogle(ctx, func(s *Service, g *google) error {
		right, unknownKey, err := g.accounts()
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

// GoogleCloudStorageToken is GoogleCloudStorage with a bearer token, as gcloud prints
// it. The service gives the same answer to a wrong token and to an expired one.
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
			// Both errors are "invalid_client"; only the description, which clients drop,
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
	*googleTokens
}

func startGoogle(ctx context.Context, configure func(*Service, *google) error) (*Service, error) {
	return start(ctx, "google-cloud-storage", func(s *Service) error {
		tokens, err := newGoogleTokens(isGoogleStorageScope)
		if err != nil {
			return err
		}
		g := &google{s.store, tokens}
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

func isGoogleStorageScope(scope string) bool {
	name, ok := strings.CutPrefix(scope, "https://www.googleapis.com/auth/")
	return ok && (name == "cloud-platform" || strings.HasPrefix(name, "devstorage."))
}

// authorized passes on requests with the bearer token, and requests without a token
// for the public bucket.
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

// download answers at an object's mediaLink. Its errors are plain text.
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

// insert accepts an upload of two parts: the description of the object, and its
// content.
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

// googleObject returns the resource of an object.
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
