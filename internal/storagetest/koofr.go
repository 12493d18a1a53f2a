package storagetest

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"path"
	"strings"
)

const (
	koofrUser     = "curator@example.com"
	koofrPassword = "a1b2 c3d4 e5f6 g7h8"
	koofrMount    = "0f2a6a6e-1c0e-4b6e-9d57-6f1f6c4d2b11"
)

// Koofr is an account at Koofr, whose host is fixed, so that it is reached through Env.
func Koofr(ctx context.Context) (*Service, error) {
	return start(ctx, "koofr", func(s *Service) error {
		s.Values = map[string]any{"endpoint": "https://app.koofr.net", "user": koofrUser, "password": koofrPassword}
		s.Wrong = koofrWrong
		return s.impersonate(koofrHandler(s.store), "app.koofr.net")
	})
}

// KoofrOther is an account at another service that speaks Koofr's API, and names its
// mount.
func KoofrOther(ctx context.Context) (*Service, error) {
	return start(ctx, "koofr", func(s *Service) error {
		base, err := s.serve(koofrHandler(s.store))
		if err != nil {
			return err
		}
		s.Values = map[string]any{
			"endpoint": base, "provider": "other", "user": koofrUser, "password": koofrPassword, "mountid": koofrMount,
		}
		s.Wrong = append([]Wrong{change("not the API", "endpoint", base+"/app", "endpoint")}, koofrWrong...)
		return nil
	})
}

var koofrWrong = []Wrong{
	change("wrong password", "password", "the-one-of-the-web-page", ""),
	change("unknown user", "user", "nobody@example.com", ""),
	change("unknown mount", "mountid", "11111111-1111-1111-1111-111111111111", "mountid"),
	{Name: "missing folder", VerifyPath: "missing", Field: "verify_path"},
}

// koofr is one account with one mount. It follows Koofr's REST API, version 2: Basic
// authentication with a password for programs, mounts, and in them files by their
// path. The words of its errors are this handler's own.
type koofr struct{ *store }

func koofrHandler(files *store) http.Handler {
	k := koofr{files}
	mux := http.NewServeMux()
	const mount = "/api/v2/mounts/" + koofrMount
	mux.HandleFunc("GET /api/v2/mounts", k.auth(func(w http.ResponseWriter, _ *http.Request) {
		answerJSON(w, http.StatusOK, map[string]any{"mounts": []any{
			map[string]any{"id": "9c3b", "name": "Dropbox", "type": "device", "isPrimary": false},
			map[string]any{"id": koofrMount, "name": "My storage", "type": "device", "isPrimary": true},
		}})
	}))
	mux.HandleFunc("GET "+mount+"/files/info", k.auth(k.info))
	mux.HandleFunc("GET "+mount+"/files/list", k.auth(k.list))
	mux.HandleFunc("DELETE "+mount+"/files/remove", k.auth(k.delete))
	mux.HandleFunc("GET /content"+mount+"/files/get", k.auth(k.get))
	mux.HandleFunc("POST /content"+mount+"/files/put", k.auth(k.upload))
	mux.HandleFunc("/", func(w http.ResponseWriter, _ *http.Request) { koofrError(w, http.StatusNotFound, "NotFound") })
	return mux
}

func (k koofr) auth(next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if !byBasic(koofrUser, koofrPassword)(r) {
			koofrError(w, http.StatusUnauthorized, "Unauthorized")
			return
		}
		next(w, r)
	}
}

func koofrError(w http.ResponseWriter, status int, code string) {
	answerJSON(w, status, map[string]any{"error": map[string]string{"code": code, "message": code}})
}

func koofrPath(r *http.Request) string { return strings.Trim(r.URL.Query().Get("path"), "/") }

// koofrInfo returns what the service says about a file or a folder.
func (k koofr) koofrInfo(name string) any {
	info := map[string]any{"name": path.Base("/" + name), "type": "dir", "modified": fileTime.UnixMilli()}
	if text, found := k.open(name); found {
		info["type"], info["size"], info["contentType"] = "file", len(text), "text/plain"
	}
	return info
}

func (k koofr) info(w http.ResponseWriter, r *http.Request) {
	name := koofrPath(r)
	if _, err := k.store.info(name); err != nil {
		koofrError(w, http.StatusNotFound, "NotFound")
		return
	}
	answerJSON(w, http.StatusOK, k.koofrInfo(name))
}

func (k koofr) list(w http.ResponseWriter, r *http.Request) {
	folder := koofrPath(r)
	if !k.isFolder(folder) {
		koofrError(w, http.StatusNotFound, "NotFound")
		return
	}
	files := []any{}
	for _, info := range k.store.list(folder) {
		files = append(files, k.koofrInfo(inFolder(folder, info.Name())))
	}
	answerJSON(w, http.StatusOK, map[string]any{"files": files})
}

func (k koofr) get(w http.ResponseWriter, r *http.Request) {
	text, found := k.open(koofrPath(r))
	switch {
	case k.denies(Reading):
		koofrError(w, http.StatusForbidden, "Forbidden")
	case !found:
		koofrError(w, http.StatusNotFound, "NotFound")
	default:
		answer(w, http.StatusOK, "application/octet-stream", text)
	}
}

func (k koofr) upload(w http.ResponseWriter, r *http.Request) {
	file, _, err := r.FormFile("file")
	if err != nil {
		koofrError(w, http.StatusBadRequest, "BadRequest")
		return
	}
	text, err := io.ReadAll(file)
	switch name := inFolder(koofrPath(r), r.URL.Query().Get("filename")); {
	case k.denies(Writing):
		koofrError(w, http.StatusForbidden, "Forbidden")
	case err != nil:
		koofrError(w, http.StatusBadRequest, "BadRequest")
	default:
		k.put(name, string(text))
		answerJSON(w, http.StatusOK, k.koofrInfo(name))
	}
}

func (k koofr) delete(w http.ResponseWriter, r *http.Request) {
	switch {
	case k.denies(Removing):
		koofrError(w, http.StatusForbidden, "Forbidden")
	case !k.remove(koofrPath(r)):
		koofrError(w, http.StatusNotFound, "NotFound")
	default:
		answerJSON(w, http.StatusOK, struct{}{})
	}
}

// readJSON reads the document of a request; what is none is empty.
func readJSON[T any](r *http.Request) (document T) {
	_ = json.NewDecoder(r.Body).Decode(&document)
	return document
}
