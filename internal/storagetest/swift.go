package storagetest

import (
	"context"
	"fmt"
	"io"
	"log"
	"net/http"
	"net/http/httputil"
	"net/url"
	"strings"

	"github.com/ncw/swift/v2/swifttest"
)

// The only account that swifttest knows.
const (
	swiftUser = "swifttest"
	swiftKey  = "swifttest"
)

// Swift is an account with one container, "photos", behind the first version of
// Swift's own authentication (TempAuth in "Auth System" of the Swift documentation).
// The server is swifttest, from the author of the Go client. It does not know
// permissions, so a proxy in front of it does. Swift itself has one permission for
// writing and removing together.
func Swift(ctx context.Context) (*Service, error) {
	return start(ctx, "swift", func(s *Service) error {
		auth, _, err := s.serveSwift(ctx)
		if err != nil {
			return err
		}
		s.Values = map[string]any{"auth": auth, "user": swiftUser, "key": swiftKey}
		s.Wrong = []Wrong{
			// A refusal does not say whether the name or the key is wrong.
			{Name: "wrong key", Values: map[string]any{"key": "wrong"}},
			{Name: "unknown user", Values: map[string]any{"user": "nobody"}},
			{Name: "wrong auth path", Values: map[string]any{"auth": auth + "/nowhere"}, Field: "auth"},
			{Name: "unknown auth version", Values: map[string]any{"auth": auth[:len(auth)-len("/v1.0")]}, Field: "auth_version"},
			{Name: "missing container", VerifyPath: "missing", Field: "verify_path"},
		}
		return nil
	})
}

// serveSwift runs a Swift server that has a container "photos", and returns its auth
// URL.
func (s *Service) serveSwift(ctx context.Context) (auth string, session swiftSession, err error) {
	srv, err := swifttest.NewSwiftServer("127.0.0.1")
	if err != nil {
		return "", session, err
	}
	s.atClose(func() error { srv.Close(); return nil })
	target, err := url.Parse(srv.AuthURL)
	if err != nil {
		return "", session, err
	}
	front, err := s.serve(swiftGuard{s.store, swiftProxy(target)})
	if err != nil {
		return "", session, err
	}
	auth = front + target.Path
	if session, err = logIn(ctx, auth); err != nil {
		return "", session, err
	}
	s.names = func() ([]string, error) { return session.names(ctx) }
	_, err = session.do(ctx, http.MethodPut, "/photos", "")
	if err == nil {
		_, err = session.do(ctx, http.MethodPut, "/photos/cat.jpg", sample["photos/cat.jpg"])
	}
	return auth, session, err
}

// swiftProxy leads to a server that names its own address in its answers.
func swiftProxy(target *url.URL) http.Handler {
	return &httputil.ReverseProxy{
		Rewrite: func(r *httputil.ProxyRequest) { r.Out.URL.Scheme, r.Out.URL.Host = "http", target.Host },
		ModifyResponse: func(res *http.Response) error {
			if storage := res.Header.Get("X-Storage-Url"); storage != "" {
				front := strings.Replace(storage, target.Host, res.Request.Host, 1)
				res.Header.Set("X-Storage-Url", front)
			}
			return nil
		},
		ErrorLog: log.New(io.Discard, "", 0),
	}
}

// A swiftGuard refuses what is denied.
type swiftGuard struct {
	*store
	next http.Handler
}

func (g swiftGuard) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	op := map[string]Operation{
		http.MethodGet: Reading, http.MethodHead: Reading, http.MethodPut: Writing, http.MethodDelete: Removing,
	}[r.Method]
	// /v1/AUTH_account/container/object
	if isObject := strings.Count(r.URL.Path, "/") > 3; isObject && g.denies(op) {
		answer(w, http.StatusForbidden, "text/html; charset=UTF-8",
			"<html><h1>Forbidden</h1><p>Access was denied to this resource.</p></html>")
		return
	}
	g.next.ServeHTTP(w, r)
}

// A swiftSession is what a successful log-in answers.
type swiftSession struct {
	storageURL, token string
}

func logIn(ctx context.Context, authURL string) (swiftSession, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, authURL, nil)
	if err != nil {
		return swiftSession{}, err
	}
	req.Header.Set("X-Auth-User", swiftUser)
	req.Header.Set("X-Auth-Key", swiftKey)
	h, _, err := swiftDo(req)
	return swiftSession{storageURL: h.Get("X-Storage-Url"), token: h.Get("X-Auth-Token")}, err
}

// do sends a request of the session and returns the body of its answer.
func (n swiftSession) do(ctx context.Context, method, path, body string) (string, error) {
	req, err := http.NewRequestWithContext(ctx, method, n.storageURL+path, strings.NewReader(body))
	if err != nil {
		return "", err
	}
	req.Header.Set("X-Auth-Token", n.token)
	_, text, err := swiftDo(req)
	return text, err
}

// names returns the names of the objects in "photos".
func (n swiftSession) names(ctx context.Context) ([]string, error) {
	list, err := n.do(ctx, http.MethodGet, "/photos", "")
	names := strings.Fields(list)
	for i := range names {
		names[i] = "photos/" + names[i]
	}
	return names, err
}

// swiftDo sends a request on a connection of its own, so that none outlives the
// server, and returns the headers and the body of a successful answer.
func swiftDo(req *http.Request) (http.Header, string, error) {
	req.Close = true
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		return nil, "", err
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	if err == nil && res.StatusCode/100 != 2 {
		err = fmt.Errorf("%s %s: %s", req.Method, req.URL.Path, res.Status)
	}
	return res.Header, string(body), err
}
