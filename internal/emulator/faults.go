package emulator

import (
	"context"
	"maps"
	"net/http"
	"path"
	"strconv"
	"strings"
)

// A Fault is something that goes wrong with a request. The zero values are the common
// case: any request, the next one, and Hoody does not act.
type Fault struct {
	// Method is the request's method; empty means any.
	Method string
	// Path is a pattern as for path.Match, for the whole path, so that "*" is one segment.
	// A pattern that ends in a slash means everything below, and an empty one means
	// everything.
	Path string
	// Skip lets that many matching requests pass first.
	Skip int
	// Times is how many requests it strikes: 0 means one, and a negative number all.
	Times int
	// Kind is what the client gets.
	Kind Kind
	// Acts says whether, and when, Hoody does what was asked.
	Acts Acts
	// Status is what a Replace answers; 0 means 500.
	Status int
	// Header is added to any answer; a nil value removes a header, such as Date.
	Header http.Header
	// Body is what a Replace answers, as text/html if it begins with "<" and as JSON
	// otherwise.
	Body string
	// Hold, if set, is called once the fault has begun, and what is left to do waits until
	// it returns: the answer, or the action if Hoody acts Late or Anyway. Its context ends
	// when the client gives up, except for Late and Anyway, which go on regardless. See
	// For and Until.
	Hold func(context.Context)

	last *answered // to the last request that a Repeat let pass
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
	// Repeat gives the answer that the last request which it let pass (Skip) got: another
	// object, an id that was given before, a list that lags.
	Repeat
)

// Acts is when Hoody does what a faulted request asks for.
type Acts uint8

const (
	// Never means that Hoody does not act. A Pass acts after its Hold, if the client is
	// still there; a Cut or a Garble always acts First.
	Never Acts = iota
	// First means that Hoody acts before anything goes wrong.
	First
	// Late means that Hoody acts after the client was answered or dropped, and after Hold.
	Late
	// Anyway means that Hoody acts after Hold, then answers if the client is still there.
	Anyway
)

// Plan replaces the plan of faults; an empty plan ends all faults. The first fault
// that matches a request strikes it. Plan panics if a path is not a pattern, or if a
// fault acts Late with an answer that only acting can make.
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

// pick returns the fault that strikes the request, or nil, and counts it.
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

// strike answers the request. To break the connection it panics with
// http.ErrAbortHandler: the HTTP server then cuts the connection without a word, in
// every version of HTTP.
func (f *Fault) strike(s *Server, w http.ResponseWriter, r *http.Request, req *Request) {
	a := f.act(s, r.Context(), req)
	if r.Context().Err() != nil {
		panic(http.ErrAbortHandler) // nobody is there to answer
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

// reply sends what the client gets if Hoody would answer a.
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

// lastOf returns the answer for a Repeat to give: an empty 500 if the request that it
// let pass has no answer yet.
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
