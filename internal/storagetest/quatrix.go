package storagetest

import (
	"context"
	"io"
	"net/http"
	"path"
	"strings"
)

const (
	quatrixKey  = "q1w2e3r4-t5y6-u7i8-o9p0-a1s2d3f4g5h6"
	quatrixHost = "museum.quatrix.it"
	quatrixRoot = "8e9a1d52-3c6f-4b7e-a058-1f2d3c4b5a69"
)

// Quatrix is the account of a company. A host is always asked over TLS at its usual port,
// so that it is reached through Env.
func Quatrix(ctx context.Context) (*Service, error) {
	return start(ctx, "quatrix", func(s *Service) error {
		s.Values = map[string]any{"host": quatrixHost, "api_key": quatrixKey}
		s.Wrong = []Wrong{
			change("wrong key", "api_key", "q1w2e3r4-t5y6-u7i8-o9p0-wrongwrongwr", "api_key"),
			change("another host", "host", quatrixOther, "host"),
			{Name: "missing folder", VerifyPath: "missing", Field: "verify_path"},
		}
		return s.impersonate(quatrixHandler(s.store), quatrixHost, quatrixOther)
	})
}

// quatrixOther is a host that has something else.
const quatrixOther = "www.example.com"

// quatrix is one account. It follows what rclone's client sends and reads of Quatrix's
// API: a key as Bearer, files by an id that a path is asked for, links to download and
// upload. The words of its errors are this handler's own.
type quatrix struct{ *store }

func quatrixHandler(files *store) http.Handler {
	q := quatrix{files}
	mux := http.NewServeMux()
	const api = quatrixHost + "/api/1.0/"
	mux.HandleFunc("POST "+api+"file/id", q.id)
	mux.HandleFunc("GET "+api+"file/metadata/{id}", q.metadata)
	mux.HandleFunc("POST "+api+"file/delete", q.delete)
	mux.HandleFunc("POST "+api+"file/download-link", func(w http.ResponseWriter, r *http.Request) {
		ids := readJSON[quatrixIDs](r).IDs
		if q.denies(Reading) || len(ids) != 1 {
			quatrixError(w, http.StatusForbidden, "Access denied")
			return
		}
		answerJSON(w, http.StatusOK, map[string]string{"id": ids[0]})
	})
	mux.HandleFunc("GET "+api+"file/download/{id}", func(w http.ResponseWriter, r *http.Request) {
		name, _ := pathOf(r.PathValue("id"))
		text, _ := q.open(name)
		answer(w, http.StatusOK, "application/octet-stream", text)
	})
	mux.HandleFunc("POST "+api+"upload/link", q.link)
	mux.HandleFunc("POST "+quatrixHost+"/upload/chunked/{id}", q.upload)
	mux.HandleFunc("GET "+api+"upload/finalize/{id}", func(w http.ResponseWriter, r *http.Request) {
		name, _ := pathOf(r.PathValue("id"))
		text, _ := q.open(name)
		answerJSON(w, http.StatusOK, map[string]any{"id": idOf(name), "size": len(text), "modified": fileTime.Unix()})
	})
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		r.URL.Path = path.Clean(r.URL.Path) // some requests have two slashes
		switch {
		case r.Host == quatrixOther:
			answer(w, http.StatusNotFound, "application/json", "{}")
		case !byHeader("Authorization", "Bearer "+quatrixKey)(r):
			quatrixError(w, http.StatusUnauthorized, "Session has expired or you are not authorized")
		default:
			mux.ServeHTTP(w, r)
		}
	})
}

type quatrixIDs struct {
	IDs []string `json:"ids"`
}

func quatrixError(w http.ResponseWriter, status int, message string) {
	answerJSON(w, status, map[string]any{"code": status, "msg": message})
}

// quatrixID returns the id of a path, which may be the root.
func quatrixID(name string) string {
	if name == "" {
		return quatrixRoot
	}
	return idOf(name)
}

// quatrixPath returns the path of an id; none is the root too.
func quatrixPath(id string) string {
	if id == "" || id == quatrixRoot {
		return ""
	}
	name, _ := pathOf(id)
	return name
}

func (q quatrix) id(w http.ResponseWriter, r *http.Request) {
	asked := readJSON[struct {
		Parent string `json:"parent_id"`
		Path   string `json:"path"`
	}](r)
	name := inFolder(quatrixPath(asked.Parent), asked.Path)
	info, err := q.info(name)
	if err != nil {
		quatrixError(w, http.StatusNotFound, "File not found")
		return
	}
	kind := "F"
	if info.IsDir() {
		kind = "D"
	}
	answerJSON(w, http.StatusOK, map[string]string{
		"file_id": quatrixID(name), "parent_id": quatrixID(folderOf(name)), "type": kind,
	})
}

// describe returns what the service says about a file or a folder.
func (q quatrix) describe(name string) map[string]any {
	file := map[string]any{
		"id": quatrixID(name), "parent_id": quatrixID(folderOf(name)), "name": path.Base("/" + name), "type": "D",
		"created": fileTime.Unix(), "modified": fileTime.Unix(), "modified_ms": float64(fileTime.UnixMilli()) / 1e3,
	}
	if text, found := q.open(name); found {
		file["type"], file["size"] = "F", len(text)
	}
	return file
}

func (q quatrix) metadata(w http.ResponseWriter, r *http.Request) {
	name := quatrixPath(r.PathValue("id"))
	if _, err := q.info(name); err != nil {
		quatrixError(w, http.StatusNotFound, "File not found")
		return
	}
	file := q.describe(name)
	if r.URL.Query().Get("content") != "0" {
		content := []any{}
		for _, info := range q.list(name) {
			content = append(content, q.describe(inFolder(name, info.Name())))
		}
		file["content"] = content
	}
	answerJSON(w, http.StatusOK, file)
}

func (q quatrix) link(w http.ResponseWriter, r *http.Request) {
	asked := readJSON[struct {
		Name   string `json:"name"`
		Parent string `json:"parent_id"`
	}](r)
	if q.denies(Writing) {
		quatrixError(w, http.StatusForbidden, "Access denied")
		return
	}
	id := idOf(inFolder(quatrixPath(asked.Parent), asked.Name))
	answerJSON(w, http.StatusOK, map[string]string{"upload_key": id, "file_id": id, "name": asked.Name})
}

func (q quatrix) upload(w http.ResponseWriter, r *http.Request) {
	name, _ := pathOf(r.PathValue("id"))
	text, err := io.ReadAll(r.Body)
	if err != nil || !strings.HasPrefix(r.Header.Get("Content-Range"), "bytes 0-") {
		quatrixError(w, http.StatusBadRequest, "Bad request")
		return
	}
	q.put(name, string(text))
	answerJSON(w, http.StatusOK, idOf(name))
}

func (q quatrix) delete(w http.ResponseWriter, r *http.Request) {
	if q.denies(Removing) {
		quatrixError(w, http.StatusForbidden, "Access denied")
		return
	}
	removed := []string{}
	for _, id := range readJSON[quatrixIDs](r).IDs {
		if name, _ := pathOf(id); q.remove(name) {
			removed = append(removed, id)
		}
	}
	answerJSON(w, http.StatusOK, quatrixIDs{removed})
}
