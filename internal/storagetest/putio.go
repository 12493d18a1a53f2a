package storagetest

import (
	"context"
	"encoding/base64"
	"io"
	"net/http"
	"path"
	"strconv"
	"strings"
	"sync"
)

// PutIO is a put.io account. It follows put.io's "API" (files) and, for uploads, the
// protocol "tus resumable upload" in version 1.0.0. Tokens do not expire. The hosts are
// fixed, so they are reached through Env.
func PutIO(ctx context.Context) (*Service, error) {
	return start(ctx, "putio", func(s *Service) error {
		p := &putIO{store: s.store, oauth: newOAuth(), uploads: map[string]string{}}
		p.lasting = true
		s.Values = map[string]any{"token": p.token(freshToken)}
		s.Wrong = []Wrong{
			{Name: "missing folder", VerifyPath: "missing", Field: "verify_path"},
			change("wrong access token", "token", p.token(wrongToken), "token"),
			change("malformed token", "token", p.token(freshToken)[:20], "token"),
		}
		mux := http.NewServeMux()
		const api = "api.put.io/v2/files/"
		mux.HandleFunc("GET "+api+"list", p.authorized(p.children))
		mux.HandleFunc("GET "+api+"{id}", p.authorized(p.get))
		mux.HandleFunc("GET "+api+"{id}/child", p.authorized(p.child))
		mux.HandleFunc("GET "+api+"{id}/url", p.authorized(p.link))
		mux.HandleFunc("POST "+api+"delete", p.authorized(p.delete))
		mux.HandleFunc("POST upload.put.io/files/", p.authorized(p.create))
		mux.HandleFunc("PATCH upload.put.io/files/{upload}", p.authorized(p.upload))
		mux.HandleFunc("GET s100.put.io/{id}", func(w http.ResponseWriter, r *http.Request) {
			text, _ := p.open(p.named(r.PathValue("id")))
			answer(w, http.StatusOK, "application/octet-stream", text)
		})
		return s.impersonate(mux, "api.put.io", "upload.put.io", "s100.put.io")
	})
}

// putIO is one account.
type putIO struct {
	*store
	*oauth
	// uploads has the names that were announced, by id.
	mu      sync.Mutex
	uploads map[string]string
}

func putIOError(w http.ResponseWriter, status int, kind, message string) {
	answerJSON(w, status, map[string]any{
		"status": "ERROR", "status_code": status, "error_type": kind, "error_message": message,
	})
}

func (p *putIO) authorized(next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if !p.knows(r, "Bearer", "Token") {
			putIOError(w, http.StatusUnauthorized, "invalid_grant", "The access token is invalid")
			return
		}
		next(w, r)
	}
}

// at returns the path that an id stands for.
func (p *putIO) at(id string) (name string, found bool) {
	name = p.named(id)
	return name, id == "0" || name != ""
}

// file returns what the service says about a file or a folder.
func (p *putIO) file(name string) any {
	const at = "2026-01-02T03:04:05"
	file := map[string]any{
		"id": numberOf(name), "name": path.Base(name), "parent_id": numberOf(folderOf(name)),
		"created_at": at, "updated_at": at,
		"content_type": "application/x-directory", "size": 0,
	}
	if text, found := p.open(name); found {
		file["content_type"], file["size"], file["crc32"] = "application/octet-stream", len(text), "00000000"
	}
	return file
}

func (p *putIO) children(w http.ResponseWriter, r *http.Request) {
	folder, found := p.at(r.URL.Query().Get("parent_id"))
	if !found {
		putIOError(w, http.StatusNotFound, "NotFound", "File not found")
		return
	}
	files := []any{}
	for _, one := range p.list(folder) {
		files = append(files, p.file(inFolder(folder, one.Name())))
	}
	answerJSON(w, http.StatusOK, map[string]any{"status": "OK", "files": files, "parent": p.file(folder), "cursor": nil})
}

func (p *putIO) get(w http.ResponseWriter, r *http.Request) {
	p.tell(w, p.named(r.PathValue("id")))
}

func (p *putIO) child(w http.ResponseWriter, r *http.Request) {
	folder, _ := p.at(r.PathValue("id"))
	p.tell(w, inFolder(folder, r.URL.Query().Get("name")))
}

func (p *putIO) tell(w http.ResponseWriter, name string) {
	if _, err := p.info(name); err != nil || name == "" {
		putIOError(w, http.StatusNotFound, "NotFound", "File not found")
		return
	}
	answerJSON(w, http.StatusOK, map[string]any{"status": "OK", "file": p.file(name)})
}

func (p *putIO) link(w http.ResponseWriter, r *http.Request) {
	if p.denies(Reading) {
		putIOError(w, http.StatusForbidden, "PERMISSION_DENIED", "The token may not do this")
		return
	}
	answerJSON(w, http.StatusOK, map[string]any{"status": "OK", "url": "https://s100.put.io/" + r.PathValue("id")})
}

func (p *putIO) delete(w http.ResponseWriter, r *http.Request) {
	switch name := p.named(r.FormValue("file_ids")); {
	case p.denies(Removing):
		putIOError(w, http.StatusForbidden, "PERMISSION_DENIED", "The token may not do this")
	case name == "" || !p.remove(name):
		putIOError(w, http.StatusNotFound, "NotFound", "File not found")
	default:
		answerJSON(w, http.StatusOK, map[string]any{"status": "OK"})
	}
}

// create announces an upload: its name and folder are in a header.
func (p *putIO) create(w http.ResponseWriter, r *http.Request) {
	what := map[string]string{}
	for pair := range strings.SplitSeq(r.Header.Get("Upload-Metadata"), ",") {
		key, value, _ := strings.Cut(pair, " ")
		text, _ := base64.StdEncoding.DecodeString(value)
		what[key] = string(text)
	}
	folder, found := p.at(what["parent_id"])
	switch {
	case p.denies(Writing):
		putIOError(w, http.StatusForbidden, "PERMISSION_DENIED", "The token may not do this")
	case !found || what["name"] == "":
		putIOError(w, http.StatusBadRequest, "BAD_REQUEST", "upload-metadata")
	default:
		name := inFolder(folder, what["name"])
		p.mu.Lock()
		p.uploads[idOf(name)] = name
		p.mu.Unlock()
		w.Header().Set("Location", "https://upload.put.io/files/"+idOf(name))
		w.WriteHeader(http.StatusCreated)
	}
}

func (p *putIO) upload(w http.ResponseWriter, r *http.Request) {
	p.mu.Lock()
	name := p.uploads[r.PathValue("upload")]
	p.mu.Unlock()
	text, err := io.ReadAll(r.Body)
	if name == "" || err != nil {
		putIOError(w, http.StatusNotFound, "NotFound", "Upload not found")
		return
	}
	p.put(name, string(text))
	w.Header().Set("Upload-Offset", strconv.Itoa(len(text)))
	w.Header().Set("putio-file-id", strconv.FormatInt(numberOf(name), 10))
	w.WriteHeader(http.StatusNoContent)
}
