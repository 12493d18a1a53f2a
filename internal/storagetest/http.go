package storagetest

import (
	"context"
	"net/http"
	"strings"
	"testing/fstest"
)

// HTTP is a web server that lists its folders to everybody.
func HTTP(ctx context.Context) (*Service, error) {
	return startHTTP(ctx, func(*http.Request) bool { return true }, func(s *Service, base string) {
		s.Wrong = append(s.Wrong,
			change("no such folder", "url", base+"/missing/", "url"),
			change("no folder", "url", base+"/api", "url"),
			change("a folder that is not listed", "url", base+"/closed", "url"),
		)
	})
}

// HTTPPassword is a web server that asks for a user and a password, which the address
// contains.
func HTTPPassword(ctx context.Context) (*Service, error) {
	const user, password = "reader", "a-password-for-http"
	return startHTTP(ctx, byBasic(user, password), func(s *Service, base string) {
		with := func(userinfo string) string { return strings.Replace(base, "://", "://"+userinfo+"@", 1) + "/" }
		s.Values["url"] = with(user + ":" + password)
		s.Wrong = append(s.Wrong,
			change("wrong password", "url", with(user+":another-password"), "url"),
			change("no password", "url", base+"/", "url"),
		)
	})
}

// HTTPHeader is a web server that recognises people by a header.
func HTTPHeader(ctx context.Context) (*Service, error) {
	const token = "a-token-for-http"
	return startHTTP(ctx, byHeader("Authorization", "Bearer "+token), func(s *Service, _ string) {
		s.Values["headers"] = "Authorization,Bearer " + token
		s.Wrong = append(s.Wrong, change("wrong token", "headers", "Authorization,Bearer another-token", "headers"))
	})
}

// startHTTP starts a web server that lists its folders, for requests that may reports
// true for.
func startHTTP(ctx context.Context, may func(*http.Request) bool, setup func(*Service, string)) (*Service, error) {
	return start(ctx, "http", func(s *Service) error {
		files := fstest.MapFS{}
		for name, text := range sample {
			files[name] = &fstest.MapFile{Data: []byte(text), ModTime: fileTime, Mode: 0o644}
		}
		listing := http.FileServerFS(files)
		base, err := s.serve(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			switch {
			case !may(r):
				w.Header().Set("WWW-Authenticate", `Basic realm="files"`)
				answer(w, http.StatusUnauthorized, "text/html", "<html><body>Unauthorized</body></html>")
			case strings.HasPrefix(r.URL.Path, "/api"):
				answer(w, http.StatusOK, "application/json", "{}")
			case strings.HasPrefix(r.URL.Path, "/closed"):
				answer(w, http.StatusForbidden, "text/html", "<html><body>Forbidden</body></html>")
			case r.Method == http.MethodGet && s.store.denies(Reading) && !strings.HasSuffix(r.URL.Path, "/"):
				answer(w, http.StatusForbidden, "text/html", "<html><body>Forbidden</body></html>")
			default:
				listing.ServeHTTP(w, r)
			}
		}))
		if err != nil {
			return err
		}
		s.Values = map[string]any{"url": base + "/"}
		s.Wrong = []Wrong{{Name: "missing folder", VerifyPath: "missing", Field: "verify_path"}}
		setup(s, base)
		return nil
	})
}
