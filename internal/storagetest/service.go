// Package storagetest runs storage services on loopback: real servers where one can be
// had, and otherwise small handlers that follow the service's own protocol and really
// check its credentials and signatures. It knows nothing of the catalog: a service
// that shared our table would share its mistakes. Begin with Service and any
// constructor, such as FTP.
//
// A constructor stands for one service and one way to authenticate. Everything that it
// starts ends with Close or with the context it was given, whichever comes first. No
// service needs the network, once its tool is built.
package storagetest

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"os"
	"slices"
	"sync"
	"sync/atomic"
	"time"
)

// A Service is a running storage service.
type Service struct {
	// Backend is the last segment of the documented endpoint, such as "s3".
	Backend string
	// Values are documented fields that connect with the right credentials:
	// string, bool or int64.
	Values map[string]any
	// VerifyPath is the "bucket" or "bucket/prefix" to list if the root cannot be listed,
	// or empty.
	VerifyPath string
	// Wrong has single changes that the service refuses.
	Wrong []Wrong
	// Env holds environment variables ("NAME=value") that a client
	// needs, for services whose address no documented field can change.
	Env []string

	// store holds the service's files. If another program keeps them, names lists them and
	// deny refuses operations instead.
	store *store
	names func() ([]string, error)
	deny  func(Operation) error
	// commands returns the commands that clients have asked the server to run.
	commands func() []string
	// refreshes counts how often a token was renewed by OAuth.
	refreshes func() int
	// left waits until every client has disconnected.
	left func()

	guise  atomic.Pointer[disguise]
	ends   []func() error
	closed sync.Once
}

// A Wrong is a change to a Service's values that makes it refuse.
type Wrong struct {
	// Name says what is wrong, such as "wrong secret".
	Name string
	// Values replace those of the service.
	Values map[string]any
	// VerifyPath replaces that of the service when it is not empty.
	VerifyPath string
	// Root says that the root is listed, whatever the service's VerifyPath is.
	Root bool
	// Field is the documented field that a good diagnostic blames, or "verify_path", or
	// empty if the answer does not say which field it is.
	Field string
}

// change returns a single change to one value, for which a good diagnostic blames a
// field.
func change(name, value string, to any, field string) Wrong {
	return Wrong{Name: name, Values: map[string]any{value: to}, Field: field}
}

// start makes a service and lets setup run what it consists of. If setup fails,
// whatever it started is stopped. The context can end the service only once it is set
// up, so that nothing is written into a folder that is being removed.
func start(ctx context.Context, backend string, setup func(*Service) error) (*Service, error) {
	s := &Service{Backend: backend, store: newStore()}
	err := setup(s)
	if err == nil {
		err = ctx.Err()
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("start %s: %w", backend, err), s.Close())
	}
	context.AfterFunc(ctx, func() { _ = s.Close() })
	return s, nil
}

// Close stops the service and removes what it wrote. Only the first call has an
// effect, and only it returns errors.
func (s *Service) Close() error {
	var errs []error
	s.closed.Do(func() {
		for _, end := range slices.Backward(s.ends) {
			errs = append(errs, end())
		}
	})
	return errors.Join(errs...)
}

// Commands returns what clients wanted to run on the service's machine. The service
// runs none of it.
func (s *Service) Commands() []string {
	if s.commands == nil {
		return nil
	}
	return s.commands()
}

// Refreshes returns how often a client asked for another access token with a refresh
// token.
func (s *Service) Refreshes() int {
	if s.refreshes == nil {
		return 0
	}
	return s.refreshes()
}

// Left waits until no client is connected any more, for the service of a protocol that
// keeps connections.
func (s *Service) Left() {
	if s.left != nil {
		s.left()
	}
}

// atClose makes Close call end; the last one added is called first. It is for setup
// only.
func (s *Service) atClose(end func() error) { s.ends = append(s.ends, end) }

// serve answers HTTP on a free port of loopback until the service is closed,
// and returns the base URL, which has no slash at its end.
func (s *Service) serve(h http.Handler) (string, error) { return s.serveBare(s.disguised(h)) }

// serveBare is serve for a server that is never disguised.
func (s *Service) serveBare(h http.Handler) (string, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	srv := &http.Server{
		Handler:           h,
		ReadHeaderTimeout: 10 * time.Second,
		// A client that goes away is not worth a message, and stderr belongs to the caller.
		ErrorLog: log.New(io.Discard, "", 0),
	}
	s.atClose(srv.Close)
	go func() { _ = srv.Serve(l) }()
	return "http://" + l.Addr().String(), nil
}

// tempDir makes a folder that is removed when the service is closed.
func (s *Service) tempDir() (string, error) {
	dir, err := os.MkdirTemp("", "storagetest-")
	if err != nil {
		return "", err
	}
	s.atClose(func() error { return os.RemoveAll(dir) })
	return dir, nil
}

// answer writes a whole HTTP answer.
func answer(w http.ResponseWriter, status int, contentType, body string) {
	w.Header().Set("Content-Type", contentType)
	w.WriteHeader(status)
	_, _ = io.WriteString(w, body)
}

// answerJSON writes a document of this package as a whole JSON answer.
func answerJSON(w http.ResponseWriter, status int, document any) {
	body, err := json.Marshal(document)
	if err != nil {
		panic("a document of this package cannot be written: " + err.Error())
	}
	answer(w, status, "application/json", string(body))
}
