package storagetest

import (
	"context"
	"crypto/md5"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
	"sync"
)

const (
	internetArchiveKey    = "Wq3nT8vLz1KfYb6R"
	internetArchiveSecret = "hX5jP0sDg7MtCa2E"
)

// InternetArchive is an account with the items "hoody-item" and "another-item". It follows "Internet
// archive S3-like server API" (IAS3) for keys ("Authorization: LOW key:secret"),
// check_auth, the list of items, and PUT and DELETE of a file, which this one does not
// put into a queue; and "Internet Archive Metadata API" for the
// item at the front endpoint, where anybody may read it and an item that does
// not exist is an empty object, no error.
//
// check_auth refuses with status 200. Its "error" does not tell whether the key
// or the secret is wrong, and the words in it are this handler's own.
func InternetArchive(ctx context.Context) (*Service, error) {
	return start(ctx, "internetarchive", func(s *Service) error {
		s.store.files = tree{"hoody-item/hello.txt": "hello\n", "another-item/letters/draft.txt": "Dear Sir or Madam,"}
		a := &internetArchive{store: s.store}
		endpoint, err := s.serve(http.HandlerFunc(a.serveIAS3))
		if err != nil {
			return err
		}
		front, err := s.serve(a.front())
		if err != nil {
			return err
		}
		s.Values = map[string]any{
			"endpoint":          endpoint,
			"front_endpoint":    front,
			"access_key_id":     internetArchiveKey,
			"secret_access_key": internetArchiveSecret,
		}
		s.Wrong = []Wrong{
			{Name: "wrong secret", Values: map[string]any{"secret_access_key": "wrong"}},
			{Name: "unknown key", Values: map[string]any{"access_key_id": "unknown"}},
		}
		return nil
	})
}

// internetArchive is the items of one account.
type internetArchive struct {
	*store
	// trackers are what an upload calls itself, by the file's name.
	trackers sync.Map
}

func (a *internetArchive) serveIAS3(w http.ResponseWriter, r *http.Request) {
	authorized := r.Header.Get("Authorization") == "LOW "+internetArchiveKey+":"+internetArchiveSecret
	isRoot := r.Method == http.MethodGet && r.URL.Path == "/"
	item, file, isFile := strings.Cut(strings.TrimPrefix(r.URL.Path, "/"), "/")
	switch {
	case isRoot && r.URL.Query().Get("check_auth") == "1" && authorized:
		answer(w, http.StatusOK, "application/json",
			`{"authorized":true,"username":"hoody@example.com","itemname":"@hoody","screenname":"hoody"}`)
	case isRoot && r.URL.Query().Get("check_auth") == "1":
		answer(w, http.StatusOK, "application/json",
			`{"authorized":false,"error":"no account has this access key and secret"}`)
	case !authorized:
		ias3Denied(w)
	case isRoot:
		answer(w, http.StatusOK, "application/xml", `<?xml version="1.0" encoding="UTF-8"?>`+
			`<ListAllMyBucketsResult><Buckets><Bucket><Name>hoody-item</Name>`+
			`<CreationDate>2026-01-02T03:04:05.000Z</CreationDate></Bucket></Buckets></ListAllMyBucketsResult>`)
	case isFile && len(a.all().in(item)) > 0:
		a.change(w, r, item+"/"+file)
	default:
		answer(w, http.StatusNotFound, "application/xml",
			`<Error><Code>NoSuchBucket</Code><Message>The specified bucket does not exist.</Message></Error>`)
	}
}

// change stores or removes a file.
func (a *internetArchive) change(w http.ResponseWriter, r *http.Request, name string) {
	switch r.Method {
	case http.MethodPut:
		text, err := io.ReadAll(r.Body)
		if a.denies(Writing) || err != nil {
			ias3Denied(w)
			return
		}
		a.trackers.Store(name, r.Header.Get("x-amz-filemeta-rclone-update-track"))
		a.put(name, string(text))
	case http.MethodDelete:
		if a.denies(Removing) {
			ias3Denied(w)
			return
		}
		a.remove(name)
		w.WriteHeader(http.StatusNoContent)
	default:
		answer(w, http.StatusMethodNotAllowed, "application/xml", `<Error><Code>MethodNotAllowed</Code></Error>`)
	}
}

func ias3Denied(w http.ResponseWriter) {
	answer(w, http.StatusForbidden, "application/xml",
		`<Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>`)
}

func (a *internetArchive) front() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /metadata/{item}", a.metadata)
	mux.HandleFunc("GET /download/{name...}", func(w http.ResponseWriter, r *http.Request) {
		text, found := a.open(r.PathValue("name"))
		switch {
		case a.denies(Reading):
			answer(w, http.StatusForbidden, "text/html", "<h1>403 Forbidden</h1>")
		case !found:
			answer(w, http.StatusNotFound, "text/html", "<h1>404 Not Found</h1>")
		default:
			answer(w, http.StatusOK, "application/octet-stream", text)
		}
	})
	return mux
}

func (a *internetArchive) metadata(w http.ResponseWriter, r *http.Request) {
	files := a.all().in(r.PathValue("item"))
	if len(files) == 0 {
		answer(w, http.StatusOK, "application/json", `{}`)
		return
	}
	list := []any{}
	names, _ := files.list("", "")
	for _, name := range names {
		tracker, _ := a.trackers.Load(r.PathValue("item") + "/" + name)
		if tracker == nil {
			tracker = ""
		}
		list = append(list, map[string]any{
			"name": name, "source": "original", "mtime": "1767323045", "size": strconv.Itoa(len(files[name])),
			"md5": fmt.Sprintf("%x", md5.Sum([]byte(files[name]))), "rclone-update-track": tracker,
		})
	}
	answerJSON(w, http.StatusOK, map[string]any{"files": list, "item_size": 6})
}
