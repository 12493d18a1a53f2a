package storagetest

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"path"
	"slices"
	"strings"
	"sync"
	"time"
)

const (
	seafileUser       = "curator@example.com"
	seafileTwoFactor  = "director@example.com"
	seafilePassword   = "a-password-for-seafile"
	seafileToken      = "24fd3c026886e3121b2ca630805ed425c272cb96"
	seafileLibrary    = "letters"
	seafileLibraryKey = "a-key-for-the-letters"
)

// Seafile is a server that takes a user and a password. It follows Seafile's "Web API",
// versions 2 and 2.1: server info, auth token, libraries, directories, files, upload and
// download links. Each first folder is a library, and none is encrypted.
func Seafile(ctx context.Context) (*Service, error) {
	return startSeafile(ctx, "", func(s *Service, base string) {
		s.Values["user"], s.Values["pass"] = seafileUser, seafilePassword
		s.Wrong = append(s.Wrong,
			change("wrong password", "pass", "wrong-password", ""),
			change("unknown user", "user", "nobody@example.com", ""),
			change("second factor", "user", seafileTwoFactor, "auth_token"),
			change("missing library", "library", "missing", "library"),
			Wrong{
				Name: "missing library to create", Field: "library",
				Values: map[string]any{"library": "missing", "create_library": true},
			},
			change("a web page", "url", base+"/page", "url"),
			change("a document of something else", "url", base+"/odd", "url"),
			change("an old server", "url", base+"/old", "url"),
			change("no server", "url", "http://127.0.0.1:1", "url"),
		)
	})
}

// SeafileToken is one that takes a token.
func SeafileToken(ctx context.Context) (*Service, error) {
	return startSeafile(ctx, "", func(s *Service, _ string) {
		s.Values["user"], s.Values["2fa"], s.Values["auth_token"] = "", true, seafileToken
		s.Wrong = append(s.Wrong, change("wrong token", "auth_token", "wrong-token", "auth_token"))
	})
}

// SeafileEncrypted is one with an encrypted library.
func SeafileEncrypted(ctx context.Context) (*Service, error) {
	return startSeafile(ctx, seafileLibrary, func(s *Service, _ string) {
		s.Values["user"], s.Values["pass"] = seafileUser, seafilePassword
		s.Values["library"], s.Values["library_key"] = seafileLibrary, seafileLibraryKey
		s.Wrong = append(s.Wrong,
			change("wrong key", "library_key", "wrong-key-for-the-letters", "library_key"),
		)
	})
}

func startSeafile(ctx context.Context, encrypted string, setup func(s *Service, base string)) (*Service, error) {
	return start(ctx, "seafile", func(s *Service) error {
		f := &seafile{store: s.store, encrypted: encrypted, open: map[string]bool{}}
		base, err := s.serve(f.handler())
		if err != nil {
			return err
		}
		f.base = base
		s.Values = map[string]any{"url": base}
		s.Wrong = []Wrong{{Name: "missing folder", VerifyPath: "missing", Field: "verify_path"}}
		setup(s, base)
		return nil
	})
}

// A seafile is one account. The id of a library is its name.
type seafile struct {
	*store
	base      string
	encrypted string

	mu      sync.Mutex
	open    map[string]bool // libraries that were decrypted
	created []string
}

func (f *seafile) handler() http.Handler {
	mux := http.NewServeMux()
	info := func(body string) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) { answer(w, http.StatusOK, "application/json", body) }
	}
	mux.HandleFunc("GET /api2/server-info/", info(`{"version":"11.0.5","features":["seafile-basic"]}`))
	mux.HandleFunc("GET /old/api2/server-info/", info(`{"version":"5.1.4","features":["seafile-basic"]}`))
	mux.HandleFunc("/odd/", info(`{}`))
	mux.HandleFunc("/page/", func(w http.ResponseWriter, _ *http.Request) {
		answer(w, http.StatusOK, "text/html", "<html><body>Sign in</body></html>")
	})
	mux.HandleFunc("POST /api2/auth-token/", seafileSignIn)
	mux.HandleFunc("GET /api2/repos/", f.signedIn(f.libraries))
	mux.HandleFunc("POST /api2/repos/", f.signedIn(f.create))
	mux.HandleFunc("POST /api2/repos/{id}/", f.signedIn(f.decrypt))
	mux.HandleFunc("GET /api/v2.1/repos/{id}/dir/", f.signedIn(f.list))
	mux.HandleFunc("GET /api2/repos/{id}/file/detail/", f.signedIn(f.detail))
	mux.HandleFunc("GET /api2/repos/{id}/file/", f.signedIn(f.downloadLink))
	mux.HandleFunc("DELETE /api2/repos/{id}/file/", f.signedIn(f.delete))
	mux.HandleFunc("GET /api2/repos/{id}/upload-link/", f.signedIn(f.uploadLink))
	mux.HandleFunc("GET /seafhttp/files/{name...}", f.download)
	mux.HandleFunc("POST /seafhttp/upload-api/{id}", f.upload)
	return mux
}

// seafileSignIn gives out a token for a user and a password.
func seafileSignIn(w http.ResponseWriter, r *http.Request) {
	var who struct{ Username, Password string }
	_ = json.NewDecoder(r.Body).Decode(&who)
	refuse := func(why string) {
		answerJSON(w, http.StatusBadRequest, map[string][]string{"non_field_errors": {why}})
	}
	switch {
	case who.Password != seafilePassword || who.Username != seafileUser && who.Username != seafileTwoFactor:
		refuse("Unable to login with provided credentials.")
	case who.Username == seafileTwoFactor:
		w.Header().Set("X-Seafile-OTP", "required")
		refuse("Two factor auth token is missing.")
	default:
		answerJSON(w, http.StatusOK, map[string]string{"token": seafileToken})
	}
}

func (f *seafile) signedIn(next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") != "Token "+seafileToken {
			w.Header().Set("WWW-Authenticate", "Token")
			answerJSON(w, http.StatusUnauthorized, map[string]string{"detail": "Invalid token"})
			return
		}
		next(w, r)
	}
}

func (f *seafile) libraries(w http.ResponseWriter, _ *http.Request) {
	all := []any{}
	for _, name := range f.names() {
		all = append(all, map[string]any{
			"type": "repo", "id": name, "name": name, "owner": seafileUser, "mtime": fileTime.Unix(), "size": 0,
			"encrypted": name == f.encrypted, "permission": "rw",
		})
	}
	answerJSON(w, http.StatusOK, all)
}

func (f *seafile) names() []string {
	f.mu.Lock()
	defer f.mu.Unlock()
	return slices.Concat(f.all().buckets(), f.created)
}

// create makes a library, which no verification should ask for.
func (f *seafile) create(w http.ResponseWriter, r *http.Request) {
	var library struct{ Name string }
	_ = json.NewDecoder(r.Body).Decode(&library)
	f.mu.Lock()
	f.created = append(f.created, library.Name)
	f.mu.Unlock()
	answerJSON(w, http.StatusOK, map[string]string{"repo_id": library.Name, "repo_name": library.Name})
}

func (f *seafile) decrypt(w http.ResponseWriter, r *http.Request) {
	id := r.PathValue("id")
	switch {
	case id != f.encrypted:
		answerJSON(w, http.StatusConflict, map[string]string{"error_msg": "Repo is not encrypted"})
	case r.FormValue("password") != seafileLibraryKey:
		answerJSON(w, http.StatusBadRequest, map[string]string{"error_msg": "Incorrect password"})
	default:
		f.mu.Lock()
		f.open[id] = true
		f.mu.Unlock()
		answer(w, http.StatusOK, "application/json", `"success"`)
	}
}

// isClosed refuses what is in an encrypted library that was not decrypted.
func (f *seafile) isClosed(w http.ResponseWriter, id string) bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	if id != f.encrypted || f.open[id] {
		return false
	}
	answerJSON(w, 440, map[string]any{"error_msg": "Library password is needed.", "lib_need_decrypt": true})
	return true
}

// within returns what a library's path is called in the store.
func within(id, p string) string { return strings.Trim(path.Join(id, p), "/") }

func (f *seafile) list(w http.ResponseWriter, r *http.Request) {
	id, folder := r.PathValue("id"), within(r.PathValue("id"), r.FormValue("p"))
	if f.isClosed(w, id) {
		return
	}
	if info, err := f.info(folder); err != nil || !info.IsDir() {
		answerJSON(w, http.StatusNotFound, map[string]string{"error_msg": "Folder " + r.FormValue("p") + " not found."})
		return
	}
	entries := []any{}
	for _, e := range f.store.list(folder) {
		kind := "file"
		if e.IsDir() {
			kind = "dir"
		}
		entries = append(entries, map[string]any{
			"type": kind, "id": strings.Repeat("0", 40), "name": e.Name(), "size": e.Size(), "mtime": e.ModTime().Unix(),
			"parent_dir": r.FormValue("p"), "permission": "rw",
		})
	}
	answerJSON(w, http.StatusOK, map[string]any{
		"user_perm": "rw", "dir_id": strings.Repeat("0", 40), "dirent_list": entries,
	})
}

func (f *seafile) detail(w http.ResponseWriter, r *http.Request) {
	text, found := f.store.open(within(r.PathValue("id"), r.FormValue("p")))
	if !found {
		answerJSON(w, http.StatusNotFound, map[string]string{"error_msg": "File not found"})
		return
	}
	answerJSON(w, http.StatusOK, map[string]any{
		"type": "file", "id": strings.Repeat("0", 40), "name": path.Base(r.FormValue("p")), "size": len(text),
		"last_modified": fileTime.Format(time.RFC3339), "permission": "rw",
	})
}

// seafileMayNot refuses what a library's permission does not allow.
func seafileMayNot(w http.ResponseWriter) {
	const why = "You do not have permission to perform this action."
	answerJSON(w, http.StatusForbidden, map[string]string{"error_msg": why})
}

func (f *seafile) downloadLink(w http.ResponseWriter, r *http.Request) {
	name := within(r.PathValue("id"), r.FormValue("p"))
	if f.denies(Reading) {
		seafileMayNot(w)
		return
	}
	answerJSON(w, http.StatusOK, f.base+"/seafhttp/files/"+name)
}

func (f *seafile) download(w http.ResponseWriter, r *http.Request) {
	text, found := f.store.open(r.PathValue("name"))
	if !found {
		answer(w, http.StatusNotFound, "text/plain", "Bad file path")
		return
	}
	answer(w, http.StatusOK, "application/octet-stream", text)
}

func (f *seafile) uploadLink(w http.ResponseWriter, r *http.Request) {
	if f.denies(Writing) {
		seafileMayNot(w)
		return
	}
	answerJSON(w, http.StatusOK, f.base+"/seafhttp/upload-api/"+r.PathValue("id"))
}

func (f *seafile) upload(w http.ResponseWriter, r *http.Request) {
	file, head, err := r.FormFile("file")
	if err != nil {
		answerJSON(w, http.StatusBadRequest, map[string]string{"error": "Invalid URL."})
		return
	}
	text, _ := io.ReadAll(file)
	f.put(within(r.PathValue("id"), path.Join(r.FormValue("relative_path"), head.Filename)), string(text))
	answerJSON(w, http.StatusOK, []any{
		map[string]any{"name": head.Filename, "id": strings.Repeat("0", 40), "size": len(text)},
	})
}

func (f *seafile) delete(w http.ResponseWriter, r *http.Request) {
	switch {
	case f.denies(Removing):
		seafileMayNot(w)
	case !f.remove(within(r.PathValue("id"), r.FormValue("p"))):
		answerJSON(w, http.StatusNotFound, map[string]string{"error_msg": "File not found"})
	default:
		answer(w, http.StatusOK, "application/json", `"success"`)
	}
}
