package storagetest

import (
	"context"
	"fmt"
	"net/http"

	"github.com/ncw/swift/v2/swifttest"
)

// The only account that swifttest knows.
const (
	swiftUser = "swifttest"
	swiftKey  = "swifttest"
)

// Swift is an account with one container, "photos", behind the first version of
// Swift's own authentication (TempAuth in "Auth System" of the Swift
// documentation). The server is swifttest, from the author of the Go client.
func Swift(ctx context.Context) (*Service, error) {
	return start(ctx, "swift", func(s *Service) error {
		srv, _, err := s.serveSwift(ctx)
		if err != nil {
			return err
		}
		s.Values = map[string]any{"auth": srv.AuthURL, "user": swiftUser, "key": swiftKey}
		s.Wrong = []Wrong{
			// A refusal does not tell the name from the key.
			{Name: "wrong key", Values: map[string]any{"key": "wrong"}},
			{Name: "unknown user", Values: map[string]any{"user": "nobody"}},
			{Name: "wrong auth path", Values: map[string]any{"auth": srv.AuthURL + "/nowhere"}, Field: "auth"},
			{Name: "unknown auth version", Values: map[string]any{"auth": srv.AuthURL[:len(srv.AuthURL)-len("/v1.0")]}, Field: "auth_version"},
			{Name: "missing container", VerifyPath: "missing", Field: "verify_path"},
		}
		return nil
	})
}

// serveSwift runs a Swift server that has a container "photos".
func (s *Service) serveSwift(ctx context.Context) (*swifttest.SwiftServer, swiftSession, error) {
	srv, err := swifttest.NewSwiftServer("127.0.0.1")
	if err != nil {
		return nil, swiftSession{}, err
	}
	s.atClose(func() error { srv.Close(); return nil })
	session, err := logIn(ctx, srv.AuthURL)
	if err != nil {
		return nil, swiftSession{}, err
	}
	return srv, session, session.createContainer(ctx, "photos")
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
	h, err := swiftDo(req)
	return swiftSession{storageURL: h.Get("X-Storage-Url"), token: h.Get("X-Auth-Token")}, err
}

func (n swiftSession) createContainer(ctx context.Context, name string) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodPut, n.storageURL+"/"+name, nil)
	if err != nil {
		return err
	}
	req.Header.Set("X-Auth-Token", n.token)
	_, err = swiftDo(req)
	return err
}

// swiftDo sends a request on a connection of its own, so that none outlives the
// server, and tells the headers of an answer of success.
func swiftDo(req *http.Request) (http.Header, error) {
	req.Close = true
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		return nil, err
	}
	defer res.Body.Close()
	if res.StatusCode/100 != 2 {
		return nil, fmt.Errorf("%s %s: %s", req.Method, req.URL.Path, res.Status)
	}
	return res.Header, nil
}
