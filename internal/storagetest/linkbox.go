package storagetest

import (
	"context"
	"hash/fnv"
	"io"
	"net/http"
	"path"
	"strconv"
	"sync"
)

const (
	linkboxUser     = "curator@example.com"
	linkboxPassword = "a-password-for-linkbox"
	linkboxToken    = "an-api-token-of-linkbox"
	linkboxSession  = "a-session-of-linkbox"
)

// Linkbox is an account at Linkbox. It follows its "Open API", which writes with the
// token, and what its web page says, which lists with a session. A refusal has status 200,
// and another one in its document. The host is fixed, so it is reached through Env.
func Linkbox(ctx context.Context) (*Service, error) {
	return startLinkbox(ctx, linkboxSession, []Wrong{
		{Name: "missing folder", VerifyPath: "missing", Field: "verify_path"},
		change("wrong password", "password", "another-password", ""),
		change("unknown email", "email", "nobody@example.com", ""),
		change("no email", "email", "", "verify"),
		change("the token alone", "password", "", "verify"),
	})
}

// LinkboxWithoutLists is one whose lists are refused after the sign-in.
func LinkboxWithoutLists(ctx context.Context) (*Service, error) {
	return startLinkbox(ctx, "another session", nil)
}

func startLinkbox(ctx context.Context, session string, wrong []Wrong) (*Service, error) {
	return start(ctx, "linkbox", func(s *Service) error {
		s.Values = map[string]any{"token": linkboxToken, "email": linkboxUser, "password": linkboxPassword}
		s.Wrong = wrong
		l := &linkboxAccount{store: s.store, session: session, uploads: map[string]string{}}
		files := http.NewServeMux()
		files.HandleFunc("GET /download/{name...}", l.download)
		files.HandleFunc("HEAD /upload/{sum}", func(http.ResponseWriter, *http.Request) {})
		files.HandleFunc("PUT /upload/{sum}", l.upload)
		base, err := s.serve(files)
		if err != nil {
			return err
		}
		l.files = base
		mux := http.NewServeMux()
		mux.HandleFunc("GET /api/user/login_email", linkboxSignIn)
		mux.HandleFunc("GET /api/file/my_file_list/web", l.folder)
		mux.HandleFunc("GET /api/open/get_upload_url", l.open(Writing, l.uploadURL))
		mux.HandleFunc("GET /api/open/folder_upload_file", l.open(0, l.finish))
		mux.HandleFunc("GET /api/open/file_del", l.open(Removing, l.delete))
		return s.impersonate(mux, "www.linkbox.to")
	})
}

// A linkboxAccount is one account. The id of a file or a folder is a checksum of its path.
type linkboxAccount struct {
	*store
	files   string
	session string
	mu      sync.Mutex
	// uploads are what was sent, by its checksum.
	uploads map[string]string
}

func linkboxID(name string) int64 {
	if name == "" || name == "." {
		return 0
	}
	h := fnv.New32a()
	_, _ = io.WriteString(h, name)
	return int64(h.Sum32())
}

// named returns the path of the file or folder with an id.
func (l *linkboxAccount) named(id string) (name string, found bool) {
	var search func(folder string)
	search = func(folder string) {
		if found = strconv.FormatInt(linkboxID(folder), 10) == id; found {
			name = folder
			return
		}
		for _, e := range l.list(folder) {
			below := path.Join(folder, e.Name())
			if e.IsDir() && !found {
				search(below)
			} else if strconv.FormatInt(linkboxID(below), 10) == id {
				name, found = below, true
			}
			if found {
				return
			}
		}
	}
	search("")
	return name, found
}

func linkboxAnswer(w http.ResponseWriter, data any) {
	answerJSON(w, http.StatusOK, map[string]any{"status": 1, "msg": "OK", "data": data})
}

func linkboxRefuse(w http.ResponseWriter, status int, why string) {
	answerJSON(w, http.StatusOK, map[string]any{"status": status, "msg": why})
}

func linkboxSignIn(w http.ResponseWriter, r *http.Request) {
	if r.FormValue("email") != linkboxUser || r.FormValue("pwd") != linkboxPassword {
		linkboxRefuse(w, 400, "wrong email or password")
		return
	}
	linkboxAnswer(w, map[string]string{"token": linkboxSession})
}

func (l *linkboxAccount) folder(w http.ResponseWriter, r *http.Request) {
	folder, found := l.named(r.FormValue("pid"))
	if r.FormValue("token") != l.session || !found {
		linkboxRefuse(w, 401, "please login")
		return
	}
	entries := []any{}
	for _, e := range l.list(folder) {
		name := path.Join(folder, e.Name())
		entry := map[string]any{
			"name": e.Name(), "id": linkboxID(name), "pid": linkboxID(folder), "ctime": e.ModTime().Unix(), "size": e.Size(),
			"type": "dir",
		}
		if !e.IsDir() {
			entry["type"], entry["item_id"] = "txt", strconv.FormatInt(linkboxID(name), 10)
			entry["url"] = l.files + "/download/" + name
		}
		entries = append(entries, entry)
	}
	linkboxAnswer(w, map[string]any{"list": entries})
}

// open passes on requests with the account's token, unless the operation is denied.
func (l *linkboxAccount) open(what Operation, next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if r.FormValue("token") != linkboxToken || l.denies(what) {
			linkboxRefuse(w, 403, "token error")
			return
		}
		next(w, r)
	}
}

func (l *linkboxAccount) uploadURL(w http.ResponseWriter, r *http.Request) {
	linkboxAnswer(w, map[string]string{"signUrl": l.files + "/upload/" + r.FormValue("fileMd5ofPre10m")})
}

func (l *linkboxAccount) upload(_ http.ResponseWriter, r *http.Request) {
	text, _ := io.ReadAll(r.Body)
	l.mu.Lock()
	l.uploads[r.PathValue("sum")] = string(text)
	l.mu.Unlock()
}

func (l *linkboxAccount) finish(w http.ResponseWriter, r *http.Request) {
	folder, found := l.named(r.FormValue("pid"))
	l.mu.Lock()
	text, sent := l.uploads[r.FormValue("fileMd5ofPre10m")]
	l.mu.Unlock()
	if !found || !sent {
		linkboxRefuse(w, 500, "no such file")
		return
	}
	l.put(path.Join(folder, r.FormValue("diyName")), text)
	linkboxAnswer(w, nil)
}

func (l *linkboxAccount) delete(w http.ResponseWriter, r *http.Request) {
	if name, found := l.named(r.FormValue("itemIds")); !found || !l.remove(name) {
		linkboxRefuse(w, 500, "no such file")
		return
	}
	linkboxAnswer(w, nil)
}

func (l *linkboxAccount) download(w http.ResponseWriter, r *http.Request) {
	text, found := l.store.open(r.PathValue("name"))
	switch {
	case l.denies(Reading):
		answer(w, http.StatusForbidden, "text/plain", "Forbidden")
	case !found:
		answer(w, http.StatusNotFound, "text/plain", "Not Found")
	default:
		answer(w, http.StatusOK, "application/octet-stream", text)
	}
}
