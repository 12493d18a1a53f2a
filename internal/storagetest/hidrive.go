package storagetest

import (
	"context"
	"io"
	"net/http"
	"net/url"
	"path"
	"strconv"
	"strings"
)

// HiDrive is a HiDrive account, for a token of which only the refresh token is still
// good. It follows the "HiDrive API Reference" (dir, file and meta) and the "OAuth2
// Endpoints" of HiDrive's developers. What no other field changes is reached through
// Env.
func HiDrive(ctx context.Context) (*Service, error) {
	return start(ctx, "hidrive", func(s *Service) error {
		h := &hiDrive{store: s.store, oauth: newOAuth()}
		s.Values = h.credentials(expiredToken)
		s.Values["root_prefix"] = "root"
		s.Wrong = append(h.wrongTokens(),
			Wrong{Name: "missing folder", VerifyPath: "missing", Field: "verify_path"},
			change("no such folder", "root_prefix", "root/missing", "root_prefix"),
		)
		mux := http.NewServeMux()
		mux.HandleFunc("POST my.hidrive.com/oauth2/token", h.issue)
		const api = "api.hidrive.strato.com/2.1/"
		mux.HandleFunc("GET "+api+"meta", h.authorized(h.meta))
		mux.HandleFunc("GET "+api+"dir", h.authorized(h.dir))
		mux.HandleFunc("GET "+api+"file", h.authorized(h.read))
		mux.HandleFunc("POST "+api+"file", h.authorized(h.create))
		mux.HandleFunc("DELETE "+api+"file", h.authorized(h.delete))
		return s.impersonate(mux, "my.hidrive.com", "api.hidrive.strato.com")
	})
}

// hiDrive is one account.
type hiDrive struct {
	*store
	*oauth
}

func hiDriveError(w http.ResponseWriter, status int, message string) {
	answerJSON(w, status, map[string]any{"code": strconv.Itoa(status), "msg": message})
}

// authorized passes on requests with a token, for a path below the account's root.
func (h *hiDrive) authorized(next func(http.ResponseWriter, *http.Request, string)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if !h.knows(r, "Bearer") {
			w.Header().Set("WWW-Authenticate", `Bearer realm="HiDrive API"`)
			hiDriveError(w, http.StatusUnauthorized, "Unauthorized: invalid access token")
			return
		}
		at := r.URL.Query().Get("path")
		if at == "" {
			at = r.URL.Query().Get("dir")
		}
		at = strings.TrimPrefix(strings.Trim(at, "/"), "root")
		next(w, r, strings.Trim(at, "/"))
	}
}

// object returns what the service says about a file or a folder.
func (h *hiDrive) object(name string) map[string]any {
	object := map[string]any{
		"type": "dir", "id": idOf(name), "name": url.PathEscape(path.Base("/" + name)),
		"mtime": 1767323045, "ctime": 1767323045,
		"nmembers": len(h.list(name)), "readable": true, "writable": true,
	}
	if text, found := h.open(name); found {
		object["type"], object["size"], object["mime_type"] = "file", len(text), "application/octet-stream"
	}
	return object
}

func (h *hiDrive) meta(w http.ResponseWriter, _ *http.Request, name string) {
	if _, err := h.info(name); err != nil {
		hiDriveError(w, http.StatusNotFound, "Not Found")
		return
	}
	answerJSON(w, http.StatusOK, h.object(name))
}

func (h *hiDrive) dir(w http.ResponseWriter, _ *http.Request, folder string) {
	if !h.isFolder(folder) {
		hiDriveError(w, http.StatusNotFound, "Not Found")
		return
	}
	members := []any{}
	for _, one := range h.list(folder) {
		members = append(members, h.object(inFolder(folder, one.Name())))
	}
	answerJSON(w, http.StatusOK, map[string]any{"nmembers": len(members), "members": members})
}

func (h *hiDrive) read(w http.ResponseWriter, _ *http.Request, name string) {
	text, found := h.open(name)
	switch {
	case h.denies(Reading):
		hiDriveError(w, http.StatusForbidden, "Forbidden")
	case !found:
		hiDriveError(w, http.StatusNotFound, "Not Found")
	default:
		answer(w, http.StatusOK, "application/octet-stream", text)
	}
}

func (h *hiDrive) create(w http.ResponseWriter, r *http.Request, folder string) {
	text, err := io.ReadAll(r.Body)
	name := inFolder(folder, r.URL.Query().Get("name"))
	_, exists := h.open(name)
	switch {
	case h.denies(Writing):
		hiDriveError(w, http.StatusForbidden, "Forbidden")
	case err != nil || !h.isFolder(folder):
		hiDriveError(w, http.StatusNotFound, "Not Found")
	case exists:
		hiDriveError(w, http.StatusConflict, "Conflict")
	default:
		h.put(name, string(text))
		answerJSON(w, http.StatusCreated, h.object(name))
	}
}

func (h *hiDrive) delete(w http.ResponseWriter, _ *http.Request, name string) {
	switch {
	case h.denies(Removing):
		hiDriveError(w, http.StatusForbidden, "Forbidden")
	case !h.remove(name):
		hiDriveError(w, http.StatusNotFound, "Not Found")
	default:
		w.WriteHeader(http.StatusNoContent)
	}
}
