package storagetest

import (
	"context"
	"crypto/md5"
	"encoding/hex"
	"encoding/json"
	"io"
	"maps"
	"net/http"
	"path"
	"strings"
	"sync"
)

// Yandex is a Yandex Disk. It follows Yandex's "Disk REST API" (resources, and links to
// upload and to download them) and, for tokens, "Yandex OAuth", which answers each
// renewal with another refresh token. The hosts are fixed, so they are reached through
// Env.
func Yandex(ctx context.Context) (*Service, error) {
	return start(ctx, "yandex", func(s *Service) error {
		y := &yandex{store: s.store, oauth: newOAuth(), properties: map[string]map[string]any{}}
		y.rotates = true
		s.refreshes = y.refreshes
		s.Values = y.credentials(freshToken)
		s.Wrong = append(y.wrongTokens(),
			Wrong{Name: "missing folder", VerifyPath: "missing", Field: "verify_path"},
			change("expired token", "token", y.token(expiredToken), "token"),
		)
		mux := http.NewServeMux()
		mux.HandleFunc("POST oauth.yandex.com/token", y.issue)
		const api = "cloud-api.yandex.com/v1/disk/resources"
		mux.HandleFunc("GET "+api, y.authorized(y.get))
		mux.HandleFunc("PUT "+api, y.authorized(y.mkdir))
		mux.HandleFunc("PATCH "+api, y.authorized(y.change))
		mux.HandleFunc("DELETE "+api, y.authorized(y.delete))
		mux.HandleFunc("GET "+api+"/download", y.authorized(y.link))
		mux.HandleFunc("GET "+api+"/upload", y.authorized(y.link))
		mux.HandleFunc("GET downloader.disk.yandex.ru/{id}", func(w http.ResponseWriter, r *http.Request) {
			name, _ := pathOf(r.PathValue("id"))
			text, _ := y.open(name)
			answer(w, http.StatusOK, "application/octet-stream", text)
		})
		mux.HandleFunc("PUT uploader.disk.yandex.net/{id}", func(w http.ResponseWriter, r *http.Request) {
			name, _ := pathOf(r.PathValue("id"))
			if text, err := io.ReadAll(r.Body); err == nil {
				y.put(name, string(text))
				w.WriteHeader(http.StatusCreated)
			}
		})
		hosts := []string{
			"cloud-api.yandex.com", "oauth.yandex.com", "downloader.disk.yandex.ru", "uploader.disk.yandex.net",
		}
		return s.impersonate(mux, hosts...)
	})
}

// yandex is one disk.
type yandex struct {
	*store
	*oauth
	// properties has what programs have noted about files.
	mu         sync.Mutex
	properties map[string]map[string]any
}

func yandexError(w http.ResponseWriter, status int, name, message string) {
	answerJSON(w, status, map[string]any{"error": name, "description": message, "message": message})
}

func yandexForbids(w http.ResponseWriter) {
	yandexError(w, http.StatusForbidden, "ForbiddenError",
		"Access denied. Maybe your application has not enough privileges for this action.")
}

func (y *yandex) authorized(next func(http.ResponseWriter, *http.Request, string)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if !y.knows(r, "OAuth") {
			yandexError(w, http.StatusUnauthorized, "UnauthorizedError", "Unauthorized")
			return
		}
		next(w, r, strings.Trim(strings.TrimPrefix(r.URL.Query().Get("path"), "disk:"), "/"))
	}
}

// resource returns what the service says about a file or a folder.
func (y *yandex) resource(name string) map[string]any {
	const at = "2026-01-02T03:04:05+00:00"
	resource := map[string]any{
		"name": path.Base("/" + name), "path": "disk:/" + name, "created": at, "modified": at, "type": "dir",
	}
	if text, found := y.open(name); found {
		sum := md5.Sum([]byte(text))
		y.mu.Lock()
		defer y.mu.Unlock()
		maps.Copy(resource, map[string]any{
			"type": "file", "size": len(text), "mime_type": "application/octet-stream", "md5": hex.EncodeToString(sum[:]),
			"custom_properties": y.properties[name],
		})
	}
	return resource
}

func (y *yandex) get(w http.ResponseWriter, _ *http.Request, name string) {
	if _, err := y.info(name); err != nil {
		yandexError(w, http.StatusNotFound, "DiskNotFoundError", "Resource not found.")
		return
	}
	resource := y.resource(name)
	if resource["type"] == "dir" {
		items := []any{}
		for _, one := range y.list(name) {
			items = append(items, y.resource(inFolder(name, one.Name())))
		}
		resource["_embedded"] = map[string]any{"items": items, "limit": 1000, "offset": 0, "total": len(items)}
	}
	answerJSON(w, http.StatusOK, resource)
}

func (y *yandex) mkdir(w http.ResponseWriter, _ *http.Request, name string) {
	if y.isFolder(name) {
		yandexError(w, http.StatusConflict, "DiskPathPointsToExistentDirectoryError", "Specified path already exists.")
		return
	}
	answerJSON(w, http.StatusCreated, map[string]any{"href": "", "method": "GET"})
}

func (y *yandex) change(w http.ResponseWriter, r *http.Request, name string) {
	var change struct {
		CustomProperties map[string]any `json:"custom_properties"`
	}
	if err := json.NewDecoder(r.Body).Decode(&change); err != nil {
		yandexError(w, http.StatusBadRequest, "FieldValidationError", "Bad request")
		return
	}
	y.mu.Lock()
	y.properties[name] = change.CustomProperties
	y.mu.Unlock()
	answerJSON(w, http.StatusOK, y.resource(name))
}

func (y *yandex) delete(w http.ResponseWriter, _ *http.Request, name string) {
	switch {
	case y.denies(Removing):
		yandexForbids(w)
	case !y.remove(name):
		yandexError(w, http.StatusNotFound, "DiskNotFoundError", "Resource not found.")
	default:
		w.WriteHeader(http.StatusNoContent)
	}
}

// link leads to where a file is read or written.
func (y *yandex) link(w http.ResponseWriter, r *http.Request, name string) {
	what, method, host := Reading, http.MethodGet, "https://downloader.disk.yandex.ru/"
	if strings.HasSuffix(r.URL.Path, "/upload") {
		what, method, host = Writing, http.MethodPut, "https://uploader.disk.yandex.net/"
	}
	if y.denies(what) {
		yandexForbids(w)
		return
	}
	answerJSON(w, http.StatusOK, map[string]any{"href": host + idOf(name), "method": method, "templated": false})
}
