// Package emulator is an in-memory service that speaks the documented storage API:
// backends and their mounts, as two versions of Hoody answer. Tests use it, and so do
// module authors who have no account (see Serve).
//
// It shares nothing with the provider's catalog. It checks bodies against what is
// documented (package facts), so that it refuses what a wrong catalog sends, as Hoody
// would. Begin with New and Server.
package emulator

import (
	"errors"
	"io"
	"net/http"
	"slices"
	"sync"
	"time"
)

// maxBody bounds a request's body, in bytes; a longer one is answered 413.
const maxBody = 1 << 20

// Options say how Hoody answers. The zero value is the documented page's service,
// behind a URL that is itself a credential.
type Options struct {
	// Token is the bearer token that every call must have; empty asks for none.
	Token string
	// Prefix is the path before /api/v1, without a slash at its end.
	Prefix string
	// Dialect is the version of Hoody.
	Dialect Dialect
	// Enveloped wraps the answers to GET as {"statusCode","message","data"}.
	Enveloped bool
	// Now is the clock for created_at and every Date header; nil means time.Now.
	Now func() time.Time
	// RefuseMountedDisconnect answers 409 to the DELETE of a mounted backend, as some
	// versions of the page's service do. Otherwise its mounts are removed first. October
	// never refuses.
	RefuseMountedDisconnect bool
	// RemoteDisabled answers 403 to every call.
	RemoteDisabled bool
	// MountReads is how many times a new mount is read as "starting" before it
	// is "active", and a removed one as "stopping" before it is gone. October calls
	// these "mounting" and "unmounting".
	MountReads int
	// Settings are the names of mount settings that are newer than both dialects.
	Settings []string
	// Containers makes Serve run a control plane with that many containers, c1 and so on.
	Containers int
	// Public allows Serve to listen where other machines can reach it.
	Public bool
	// Log is how many of the latest requests are kept; 0 means all.
	Log int
}

// A Request is one that Hoody received.
type Request struct {
	Method string
	// Path and Query are as sent: the path with Options.Prefix, the query raw.
	Path, Query string
	Header      http.Header
	Body        []byte
	// Faulted says that a Fault of the plan answered it.
	Faulted bool
	// Status is the status of the answer, or 0 while there is none: the request is being
	// served, or its connection was dropped.
	Status int

	repeated *Fault // the Repeat that will give the same answer again
}

// A Server is Hoody. It is an http.Handler; faults that break connections
// need it to run in a real HTTP server. It is safe for concurrent use.
type Server struct {
	opts   Options
	speech speech
	// instead, if it is set, answers in Hoody's place.
	instead func(*Request) answer

	mu       sync.Mutex
	requests []*Request
	faults   []*Fault
	probe    Probe
	backends ordered[backend]
	mounts   ordered[mount]
	uploads  ordered[upload]
	// settings are those that a mount may have.
	settings []setting
	// broken is the message with which every new mount fails, or is empty.
	broken string
}

// A Probe plays the remote storage. It is called where Hoody would contact the remote:
// to connect, to rotate (with the new credentials in the configuration), to test and
// to mount. If it returns an error, Hoody refuses with the error's text. It may be
// called concurrently.
type Probe func(provider string, config map[string]any) error

// ErrDisconnected is the error of a Probe whose remote does not answer. A test of the
// backend then answers 200 and "disconnected"; after any other error it answers 400.
var ErrDisconnected = errors.New("the remote does not answer")

// New makes a service without backends. Its remotes accept everything.
func New(o Options) *Server {
	if o.Now == nil {
		o.Now = time.Now
	}
	return &Server{
		opts:     o,
		speech:   speeches[o.Dialect],
		probe:    func(string, map[string]any) error { return nil },
		backends: newOrdered[backend](),
		mounts:   newOrdered[mount](),
		uploads:  newOrdered[upload](),
		settings: slices.Concat(speeches[o.Dialect].settings, later(o.Settings)),
	}
}

// SetProbe replaces the probe from now on; nil accepts everything again.
func (s *Server) SetProbe(p Probe) {
	if p == nil {
		p = func(string, map[string]any) error { return nil }
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.probe = p
}

// ask calls the probe without holding the lock: a probe may be slow, or use the
// server.
func (s *Server) ask(provider string, config map[string]any) error {
	s.mu.Lock()
	p := s.probe
	s.mu.Unlock()
	return p(provider, config)
}

// Requests returns the requests so far, in the order in which they arrived; see
// Options.Log.
func (s *Server) Requests() []Request {
	s.mu.Lock()
	defer s.mu.Unlock()
	out := make([]Request, len(s.requests))
	for i, r := range s.requests {
		out[i] = *r
	}
	return out
}

// Ask answers a call, such as "GET /mounts", as another client would be answered: it
// is not recorded, and no fault strikes it.
func (s *Server) Ask(method, call, body string) (status int, answer string) {
	req := &Request{
		Method: method,
		Path:   s.opts.Prefix + root + call,
		Header: http.Header{"Authorization": {"Bearer " + s.opts.Token}, "Content-Type": {"application/json"}},
		Body:   []byte(body),
	}
	a := s.act(req)
	return a.status, string(s.render(req, a))
}

// ServeHTTP records the request, and answers it unless a fault does.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Date", s.opts.Now().UTC().Format(http.TimeFormat))
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBody))
	req, fault := s.record(r, body)
	switch {
	case err != nil:
		s.write(w, req, refuse(http.StatusRequestEntityTooLarge, "The body is too large"))
	case fault != nil:
		fault.strike(s, w, r, req)
	default:
		s.write(w, req, s.act(req))
	}
}

func (s *Server) record(r *http.Request, body []byte) (*Request, *Fault) {
	req := &Request{
		Method: r.Method,
		Path:   r.URL.Path,
		Query:  r.URL.RawQuery,
		Header: r.Header.Clone(),
		Body:   body,
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.requests = append(s.requests, req)
	if keep := s.opts.Log; keep > 0 && len(s.requests) > keep {
		s.requests = s.requests[1:] // the rest is freed when append next grows the slice
	}
	fault := s.pick(req)
	req.Faulted = fault != nil
	return req, fault
}
