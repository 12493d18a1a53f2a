package storagetest

import (
	"context"
	"fmt"
	"net/http"
)

const (
	cloudinaryCloud  = "hoody-cloud"
	cloudinaryKey    = "874837483274837"
	cloudinarySecret = "a676b67565c6767a6767d6767f676fe1"
)

// Cloudinary is a product environment with one folder, "photos". It follows
// Cloudinary's "Admin API reference": Basic authentication with API key and
// secret, folders, assets by folder, search. The host is fixed, so it is
// reached through Env.
func Cloudinary(ctx context.Context) (*Service, error) {
	return start(ctx, "cloudinary", func(s *Service) error {
		s.Values = map[string]any{
			"cloud_name": cloudinaryCloud,
			"api_key":    cloudinaryKey,
			"api_secret": cloudinarySecret,
		}
		s.Wrong = []Wrong{
			{Name: "wrong secret", Values: map[string]any{"api_secret": "b676b67565c6767a6767d6767f676fe1"}, Field: "api_secret"},
			{Name: "unknown key", Values: map[string]any{"api_key": "111111111111111"}, Field: "api_key"},
			{Name: "wrong cloud", Values: map[string]any{"cloud_name": "other-cloud"}, Field: "cloud_name"},
			{Name: "missing folder", VerifyPath: "missing", Field: "verify_path"},
		}
		return s.impersonate("api.cloudinary.com", cloudinaryHandler())
	})
}

func cloudinaryHandler() http.Handler {
	mux := http.NewServeMux()
	reply := func(pattern, body string) {
		mux.HandleFunc(pattern, cloudinaryAuth(func(w http.ResponseWriter, r *http.Request) {
			answer(w, http.StatusOK, "application/json", body)
		}))
	}
	const (
		noFolders = `{"folders":[],"next_cursor":null,"total_count":0}`
		noAssets  = `{"resources":[],"total_count":0}`
	)
	reply("GET /v1_1/{cloud}/folders",
		`{"folders":[{"name":"photos","path":"photos"}],"next_cursor":null,"total_count":1}`)
	reply("GET /v1_1/{cloud}/folders/photos", noFolders)
	reply("GET /v1_1/{cloud}/folders/photos/{$}", noFolders)
	reply("GET /v1_1/{cloud}/resources/by_asset_folder", noAssets)
	reply("POST /v1_1/{cloud}/resources/search", noAssets)
	mux.HandleFunc("GET /v1_1/{cloud}/folders/{folder...}", cloudinaryAuth(func(w http.ResponseWriter, r *http.Request) {
		cloudinaryError(w, http.StatusNotFound, "Can't find folder with path "+r.PathValue("folder"))
	}))
	return mux
}

// cloudinaryAuth lets pass what carries the right key and secret for the right
// cloud, and says of anything else what is wrong with it.
func cloudinaryAuth(next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		key, secret, ok := r.BasicAuth()
		switch {
		case !ok:
			cloudinaryError(w, http.StatusUnauthorized, "Missing credentials")
		case key != cloudinaryKey:
			cloudinaryError(w, http.StatusUnauthorized, "unknown api_key")
		case secret != cloudinarySecret:
			cloudinaryError(w, http.StatusUnauthorized, "api_secret mismatch")
		case r.PathValue("cloud") != cloudinaryCloud:
			cloudinaryError(w, http.StatusUnauthorized, "cloud_name mismatch")
		default:
			next(w, r)
		}
	}
}

func cloudinaryError(w http.ResponseWriter, status int, message string) {
	answer(w, status, "application/json", fmt.Sprintf(`{"error":{"message":%q}}`, message))
}
