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
			Wrong{Name: "no such folder", Values: map[string]any{"url": base + "/missing/"}, Field: "url"},
			Wrong{Name: "no folder", Values: map[string]any{"url": base + "/api"}, Field: "url"},
			Wrong{Name: "a folder that is not listed", Values: map[string]any{"url": base + "/closed"}, Field: "url"},
		)
	})
}

// HTTPPassword is one that asks for a user and a password, which the address has.
func HTTPPassword(ctx context.Context) (*Service, error) {
	const user, password = "reader", "a-password-for-http"
	return startHTTP(ctx, byBasic(user, password), func(s *Service, base string) {
		with := func(userinfo string) string { return strings.Replace(base, "://", "://"+userinfo+"@", 1) + "/" }
		s.Values["url"] = with(user + ":" + password)
		s.Wrong = append(s.Wrong,
			Wrong{Name: "wrong password", Values: map[string]any{"url": with(user + ":another-password")}, Field: "url"},
			Wrong{Name: "no password", Values: map[string]any{"url": base + "/"}, Field: "url"},
		)
	})
}

// HTTPHeader is one that knows people by a header.
func HTTPHeader(ctx context.Context) (*Service, error) {
	const token = "a-token-for-http"
	return startHTTP(ctx, byHeader("Authorization", "Bearer "+token), func(s *Service, _ string) {
		s.Values["headers"] = "Authorization,Bearer " + token
		s.Wrong = append(s.Wrong, Wrong{Name: "wrong token", Values: map[string]any{"headers": "Authorization,Bearer another-token"}, Field: "headers"})
	})
}

// startHTTP starts a web server that lists its folders, for requests that may.
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
