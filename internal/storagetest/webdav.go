package storagetest

import (
	"context"
	"io"
	"net/http"
	"os"
	"path"
	"slices"
	"strings"
	"sync/atomic"

	"golang.org/x/net/webdav"
)

const (
	webdavUser     = "curator"
	webdavPassword = "a-password-for-webdav"
	webdavToken    = "a-token-for-webdav"
)

// WebDAV is a WebDAV server that takes a user and a password.
func WebDAV(ctx context.Context) (*Service, error) {
	return startWebDAV(ctx, "/", byBasic(webdavUser, webdavPassword), func(s *Service) {
		s.Values["user"], s.Values["pass"] = webdavUser, webdavPassword
		s.Wrong = append(s.Wrong,
			change("wrong password", "pass", "wrong-password", ""),
			change("unknown user", "user", "nobody", ""),
			Wrong{Name: "nobody", Values: map[string]any{"user": "", "pass": ""}},
			change("not a folder", "url", s.Values["url"].(string)+"missing/", "url"),
			change("a page", "url", strings.TrimSuffix(s.Values["url"].(string), "/")+webdavPage, "url"),
		)
	})
}

// WebDAVNextcloud is a WebDAV server that has its folders where Nextcloud has them.
func WebDAVNextcloud(ctx context.Context) (*Service, error) {
	const folder = "/remote.php/dav/files/" + webdavUser + "/"
	return startWebDAV(ctx, folder, byBasic(webdavUser, webdavPassword), func(s *Service) {
		s.Values["user"], s.Values["pass"], s.Values["vendor"] = webdavUser, webdavPassword, "nextcloud"
		base := strings.TrimSuffix(s.Values["url"].(string), folder)
		s.Wrong = append(s.Wrong,
			change("the address of the web page", "url", base, "url"),
			change("wrong password", "pass", "wrong-password", ""),
		)
	})
}

// WebDAVBearer is a WebDAV server that accepts a token, like the one that Hoody calls
// hoody-vfs.
func WebDAVBearer(ctx context.Context) (*Service, error) {
	return startWebDAV(ctx, "/", byHeader("Authorization", "Bearer "+webdavToken), func(s *Service) {
		s.Values["bearer_token"], s.Values["vendor"] = webdavToken, "hoody-vfs"
		s.Wrong = append(s.Wrong, change("wrong token", "bearer_token", "wrong-token", "bearer_token"))
	})
}

// WebDAVHeader is a WebDAV server that recognises people by a cookie.
func WebDAVHeader(ctx context.Context) (*Service, error) {
	return startWebDAV(ctx, "/", byHeader("Cookie", "session="+webdavToken), func(s *Service) {
		s.Values["headers"] = "Cookie,session=" + webdavToken
		s.Wrong = append(s.Wrong, change("wrong cookie", "headers", "Cookie,session=another", "headers"))
	})
}

// webdavPage is the path of a web page.
const webdavPage = "/login.html"

// startWebDAV starts a WebDAV server with a folder at a path, for requests that may
// reports true for.
func startWebDAV(
	ctx context.Context, folder string, may func(*http.Request) bool, setup func(*Service),
) (*Service, error) {
	return start(ctx, "webdav", func(s *Service) error {
		files := webdav.NewMemFS()
		for name, text := range sample {
			if err := writeTo(ctx, files, name, text); err != nil {
				return err
			}
		}
		var denied atomic.Uint32
		s.deny = func(what Operation) error {
			denied.Store(uint32(what))
			return nil
		}
		s.names = func() (names []string, err error) { return namesIn(ctx, files, "") }
		dav := &webdav.Handler{Prefix: strings.TrimSuffix(folder, "/"), FileSystem: files, LockSystem: webdav.NewMemLS()}
		base, err := s.serve(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			op := map[string]Operation{
				http.MethodGet: Reading, http.MethodPut: Writing, http.MethodDelete: Removing,
			}[r.Method]
			switch {
			case r.URL.Path == webdavPage+"/" || folder != "/" && r.URL.Path == "/":
				answer(w, http.StatusOK, "text/html", "<html><body>Sign in</body></html>")
			case !may(r):
				w.Header().Set("WWW-Authenticate", `Basic realm="files"`)
				answer(w, http.StatusUnauthorized, "text/plain", "Unauthorized")
			case Operation(denied.Load())&op != 0:
				answer(w, http.StatusForbidden, "text/plain", "Forbidden")
			case r.Method == http.MethodPatch: // Nextcloud calculates a checksum
				w.WriteHeader(http.StatusNoContent)
			default:
				dav.ServeHTTP(w, r)
			}
		}))
		if err != nil {
			return err
		}
		s.Values = map[string]any{"url": base + folder}
		s.Wrong = []Wrong{{Name: "missing folder", VerifyPath: "missing", Field: "verify_path"}}
		setup(s)
		return nil
	})
}

// byBasic lets a user in.
func byBasic(user, password string) func(*http.Request) bool {
	return func(r *http.Request) bool {
		u, p, ok := r.BasicAuth()
		return ok && u == user && p == password
	}
}

// byHeader lets in requests with a header.
func byHeader(name, value string) func(*http.Request) bool {
	return func(r *http.Request) bool { return r.Header.Get(name) == value }
}

// writeTo writes a file, and its folders.
func writeTo(ctx context.Context, files webdav.FileSystem, name, text string) error {
	folder := ""
	for part := range strings.SplitSeq(path.Dir(name), "/") {
		folder += "/" + part
		if _, err := files.Stat(ctx, folder); err == nil {
			continue
		}
		if err := files.Mkdir(ctx, folder, 0o755); err != nil {
			return err
		}
	}
	f, err := files.OpenFile(ctx, "/"+name, os.O_CREATE|os.O_WRONLY, 0o644)
	if err != nil {
		return err
	}
	if _, err := io.WriteString(f, text); err != nil {
		return err
	}
	return f.Close()
}

// namesIn returns the paths of the files in a folder and below it, sorted.
func namesIn(ctx context.Context, files webdav.FileSystem, folder string) (names []string, err error) {
	f, err := files.OpenFile(ctx, "/"+folder, os.O_RDONLY, 0)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	entries, err := f.Readdir(-1)
	for _, e := range entries {
		name := path.Join(folder, e.Name())
		if !e.IsDir() {
			names = append(names, name)
			continue
		}
		below, err := namesIn(ctx, files, name)
		if err != nil {
			return nil, err
		}
		names = append(names, below...)
	}
	slices.Sort(names)
	return names, err
}
