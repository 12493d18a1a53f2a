package storagetest

import (
	"context"
	"net/http"
	"strings"
)

const imageKitPrivateKey = "private_Xu4kTnQ8sJ0bR2mV6yZc1dE3fG5h"

// ImageKit is a media library with one folder, "photos". It follows ImageKit's
// "API keys" and "List and search assets" pages: Basic authentication with the
// private key as the user's name and no password. Nothing checks the public
// key, nor the URL endpoint, when a library is listed. The host is fixed, so it
// is reached through Env.
func ImageKit(ctx context.Context) (*Service, error) {
	return start(ctx, "imagekit", func(s *Service) error {
		s.Values = map[string]any{
			"endpoint":    "https://ik.imagekit.io/hoody",
			"public_key":  "public_1a2b3c4d5e6f7g8h9i0j",
			"private_key": imageKitPrivateKey,
		}
		s.Wrong = []Wrong{
			{Name: "wrong private key", Values: map[string]any{"private_key": "private_wrong"}, Field: "private_key"},
			{Name: "missing folder", VerifyPath: "missing", Field: "verify_path"},
		}
		return s.impersonate("api.imagekit.io", imageKitHandler())
	})
}

func imageKitHandler() http.Handler {
	const photos = `[{"type":"folder","name":"photos","folderPath":"/photos","folderId":"651b0f7a",` +
		`"createdAt":"2026-01-02T03:04:05.000Z","updatedAt":"2026-01-02T03:04:05.000Z"}]`
	mux := http.NewServeMux()
	mux.HandleFunc("GET /v2/files", func(w http.ResponseWriter, r *http.Request) {
		if key, password, ok := r.BasicAuth(); !ok || key != imageKitPrivateKey || password != "" {
			answer(w, http.StatusForbidden, "application/json",
				`{"message":"Your account cannot be authenticated.","help":"For support kindly contact us at support@imagekit.io ."}`)
			return
		}
		q := r.URL.Query()
		if imageKitFinds(q.Get("path"), q.Get("searchQuery")) {
			answer(w, http.StatusOK, "application/json", photos)
			return
		}
		answer(w, http.StatusOK, "application/json", `[]`)
	})
	return mux
}

// imageKitFinds tells whether a search in the folder path finds "photos", which
// lies in the root: a search for folders does, by that name or by none.
func imageKitFinds(path, query string) bool {
	return path == "/" && strings.Contains(query, `type = "folder"`) &&
		(!strings.Contains(query, "name =") || strings.Contains(query, `name = "photos"`))
}
