package emulator

import (
	"context"
	"maps"
	"net/http"
	"path"
	"strconv"
	"strings"
)

// A Fault is what goes wrong with a request. The zero value of everything but
// what goes wrong is the common case: any request, the next one, and Hoody
// does not act.
type Fault struct {
	// Method is the request's; empty is any.
	Method string
	// Path is a pattern as of path.Match for the whole path, so that "*" is one
	// segment; one that ends in a slash means everything below, and empty
	// everything.
	Path string
	// Skip lets that many of the requests pass that it would take.
	Skip int
	// Times is how many requests it takes: 0 stands for one, and a negative
	// number for all.
	Times int
	// Kind is what the client gets.
	Kind Kind
	// Acts is whether, and when, Hoody does what was asked.
	Acts Acts
	// Status is answered by a Replace; 0 stands for 500.
	Status int
	// Header is set on whatever is answered; a nil value takes one away, such
	// as Date.
	Header http.Header
	// Body is answered by a Replace, as text/html where it begins with "<" and
	// as JSON otherwise.
	Body string
	// Hold, when set, is called once the fault has begun, and what is left to
	// do waits until it returns: the answer, or acting when Hoody acts
	// Late or Anyway. Its context ends when the client gives up, but for Late and
	// Anyway, which do not care. See For and Until.
	Hold func(context.Context)

	last *answered // by the last request that a Repeat let pass
}

// Kind is what the client gets from a Fault.
type Kind uint8

const (
	// Replace answers the fault's status and body instead of Hoody's.
	Replace Kind = iota
	// Drop breaks the connection without an answer.
	Drop
	// Cut breaks the connection in the middle of Hoody's answer.
	Cut
	// Garble answers with Hoody's status and half of its JSON.
	Garble
	// Pass answers as Hoody does, after Hold and with Header.
	Pass
	// Repeat answers what the last request that it let pass (Skip) was answered:
	// another's object, an id that was given before, a list that lags.
	Repeat
)

// Acts is when Hoody does what a faulted request asks for.
type Acts uint8

const (
	// Never: it does not act. A Pass acts after its Hold, if the client is
	// still there; a Cut or a Garble always acts First.
	Never Acts = iota
	// First: it acts before anything goes wrong.
	First
	// Late: it acts after the client was answered or dropped, and after Hold.
	Late
	// Anyway: it acts after Hold, then answers if the client is still there.
	Anyway
)

// Plan replaces the plan of faults; without any, nothing goes wrong any more.
// The first fault of the plan that fits takes a request. A path that is no
// pattern, or acting Late with an answer that only acting makes, panics.
func (s *Server) Plan(faults ...Fault) {
	plan := make([]*Fault, len(faults))
	for i, f := range faults {
		if _, err := path.Match(f.Path, ""); err != nil {
			panic("emulator: " + f.Path + ": " + err.Error())
		}
		if f.Acts == Late && f.Kind > Drop {
			panic("emulator: only a Replace or a Drop can act Late")
		}
		if f.Kind == Repeat && f.Skip == 0 {
			panic("emulator: a Repeat lets one request pass at least")
		}
		if f.Times == 0 {
			f.Times = 1
		}
		plan[i] = &f
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.faults = plan
}

// pick finds the fault that takes the request, or nil, and counts it.
func (s *Server) pick(req *Request) *Fault {
	for _, f := range s.faults {
		if f.Times == 0 || !f.fits(req) {
			continue
		}
		if f.Skip > 0 {
			f.Skip--
			if f.Kind == Repeat {
				req.repeated = f
			}
			continue
		}
		if f.Times > 0 {
			f.Times--
		}
		return f
	}
	return nil
}

func (f *Fault) fits(req *Request) bool {
	if f.Method != "" && f.Method != req.Method {
		return false
	}
	if f.Path == "" || strings.HasSuffix(f.Path, "/") {
		return strings.HasPrefix(req.Path, f.Path)
	}
	match, _ := path.Match(f.Path, req.Path) // Plan has checked the pattern
	return match
}

// strike takes the request. A broken connection is http.ErrAbortHandler: the
// HTTP server breaks it off without a word, whatever its version.
func (f *Fault) strike(s *Server, w http.ResponseWriter, r *http.Request, req *Request) {
	a := f.act(s, r.Context(), req)
	if r.Context().Err() != nil {
		panic(http.ErrAbortHandler) // nobody is there
	}
	f.reply(s, w, req, a)
}

// act holds the request, and lets Hoody act when the fault says so.
func (f *Fault) act(s *Server, ctx context.Context, req *Request) (a answer) {
	switch {
	case f.Acts == Late:
		go func() {
			f.hold(context.WithoutCancel(ctx))
			s.act(req)
		}()
	case f.Acts == Anyway:
		f.hold(context.WithoutCancel(ctx))
		a = s.act(req)
	case f.Acts == First || f.Kind == Cut || f.Kind == Garble:
		a = s.act(req)
		f.hold(ctx)
	default:
		f.hold(ctx)
		if f.Kind == Pass && ctx.Err() == nil {
			a = s.act(req)
		}
	}
	return a
}

func (f *Fault) hold(ctx context.Context) {
	if f.Hold != nil {
		f.Hold(ctx)
	}
}

// reply is what the client gets, where Hoody would answer a.
func (f *Fault) reply(s *Server, w http.ResponseWriter, req *Request, a answer) {
	body, header := s.render(req, a), a.header()
	maps.Copy(header, f.Header)
	switch f.Kind {
	case Replace:
		status, contentType := f.Status, "application/json"
		if status == 0 {
			status = http.StatusInternalServerError
		}
		if strings.HasPrefix(f.Body, "<") {
			contentType = "text/html"
		}
		s.send(w, req, status, f.Header, contentType, []byte(f.Body))
	case Drop:
		panic(http.ErrAbortHandler)
	case Cut:
		f.cut(w, a.status, header, body)
	case Garble:
		if len(body) == 0 {
			a.status, body = http.StatusOK, []byte("{}")
		}
		s.send(w, req, a.status, header, "application/json", body[:len(body)/2])
	case Pass:
		s.send(w, req, a.status, header, "application/json", body)
	case Repeat:
		last := s.lastOf(f)
		s.send(w, req, last.status, f.Header, "application/json", last.body)
	}
}

// answered is what was sent.
type answered struct {
	status int
	body   []byte
}

// lastOf is the answer that a Repeat gives: an empty 500 where what it let pass
// is not answered yet.
func (s *Server) lastOf(f *Fault) answered {
	s.mu.Lock()
	defer s.mu.Unlock()
	if f.last == nil {
		return answered{status: http.StatusInternalServerError}
	}
	return *f.last
}

// cut announces the whole body and sends half of it.
func (f *Fault) cut(w http.ResponseWriter, status int, header http.Header, body []byte) {
	if len(body) > 0 {
		w.Header().Set("Content-Type", "application/json")
		w.Header().Set("Content-Length", strconv.Itoa(len(body)))
		maps.Copy(w.Header(), header)
		w.WriteHeader(status)
		_, _ = w.Write(body[:len(body)/2])
		_ = http.NewResponseController(w).Flush()
	}
	panic(http.ErrAbortHandler)
}
