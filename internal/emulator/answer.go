package emulator

import (
	"encoding/json"
	"fmt"
	"maps"
	"mime"
	"net/http"
	"path"
	"strings"
)

// root is where the documented calls live.
const root = "/api/v1"

// routes has the documented calls. The last "*" of a pattern, or the one before
// "/test", is what the call is about.
var routes = []struct {
	method, pattern string
	call            func(s *Server, name string, req *Request) answer
}{
	{http.MethodGet, "/version", (*Server).tellVersion},
	{http.MethodGet, "/files/health", (*Server).tellHealth},
	{http.MethodGet, "/backends", (*Server).listBackends},
	{http.MethodPost, "/backends/*", (*Server).connect},
	{http.MethodGet, "/backends/*", (*Server).getBackend},
	{http.MethodGet, "/backends/*/test", (*Server).testBackend},
	{http.MethodPut, "/backends/*", (*Server).rotate},
	{http.MethodDelete, "/backends/*", (*Server).disconnect},
	{http.MethodPost, "/mounts", (*Server).createMount},
	{http.MethodGet, "/mounts", (*Server).listMounts},
	{http.MethodGet, "/mounts/*", (*Server).getMount},
	{http.MethodPatch, "/mounts/*", (*Server).patchMount},
	{http.MethodDelete, "/mounts/*", (*Server).deleteMount},
	{http.MethodGet, "/pending-uploads", (*Server).listUploads},
}

// An answer is a status and what to send as JSON; a nil body sends nothing.
type answer struct {
	status int
	body   any
}

// done is the documented shape of an answer to a call that changed something.
type done struct {
	Success bool   `json:"success"`
	Message string `json:"message"`
	Data    any    `json:"data,omitempty"`
}

// refusal is the documented shape of an error.
type refusal struct {
	Success bool   `json:"success"`
	Error   string `json:"error"`
	Code    string `json:"code,omitempty"`

	// again is after how many seconds to ask again. If it is set, nothing was done.
	again string
}

func refuse(status int, format string, args ...any) answer {
	return answer{status, refusal{Error: fmt.Sprintf(format, args...)}}
}

// header returns the headers of an answer.
func (a answer) header() http.Header {
	h := http.Header{}
	if r, ok := a.body.(refusal); ok && r.again != "" {
		h.Set("Retry-After", r.again)
	}
	return h
}

// busy returns a refusal that passes by itself.
func busy(code, message string) answer {
	return answer{http.StatusConflict, refusal{Error: message, Code: code, again: "1"}}
}

// act does what the request asks for.
func (s *Server) act(req *Request) answer {
	if s.instead != nil {
		return s.instead(req)
	}
	if req.Header.Get("Origin") != "" {
		return refuse(http.StatusForbidden, "Web pages may not call the emulator")
	}
	if s.opts.Token != "" && req.Header.Get("Authorization") != "Bearer "+s.opts.Token {
		return refuse(http.StatusUnauthorized, "Missing or invalid token")
	}
	if s.opts.RemoteDisabled {
		return answer{http.StatusForbidden, refusal{Error: "Remote backends are disabled", Code: "REMOTE_DISABLED"}}
	}
	local, ok := strings.CutPrefix(req.Path, s.opts.Prefix+root)
	found := false
	for _, r := range routes {
		if match, _ := path.Match(r.pattern, local); !ok || !match {
			continue
		}
		if found = true; r.method == req.Method {
			if len(req.Body) > 0 && !isJSON(req.Header) {
				return refuse(http.StatusUnsupportedMediaType, "Content-Type must be application/json")
			}
			_, name, _ := strings.Cut(strings.TrimPrefix(local, "/"), "/")
			return r.call(s, strings.TrimSuffix(name, "/test"), req)
		}
	}
	if found {
		return refuse(http.StatusMethodNotAllowed, "Method not allowed")
	}
	return refuse(http.StatusNotFound, "Not found")
}

// isJSON reports whether the body has a type that no form of a web page can send.
func isJSON(h http.Header) bool {
	typ, _, err := mime.ParseMediaType(h.Get("Content-Type"))
	return err == nil && typ == "application/json"
}

func (s *Server) tellVersion(string, *Request) answer {
	return answer{http.StatusOK, map[string]string{"version": s.speech.release}}
}

func (s *Server) tellHealth(string, *Request) answer {
	return answer{http.StatusOK, map[string]string{"status": "ok"}}
}

// render returns the bytes to send for an answer. Only the successful answer to a GET
// is ever enveloped.
func (s *Server) render(req *Request, a answer) []byte {
	if a.body == nil {
		return nil
	}
	if s.opts.Enveloped && req.Method == http.MethodGet && a.status == http.StatusOK {
		a.body = struct {
			StatusCode int    `json:"statusCode"`
			Message    string `json:"message"`
			Data       any    `json:"data"`
		}{a.status, http.StatusText(a.status), a.body}
	}
	body, err := json.Marshal(a.body)
	if err != nil {
		panic(err) // every answer consists of strings, numbers and lists
	}
	return body
}

func (s *Server) write(w http.ResponseWriter, req *Request, a answer) {
	s.send(w, req, a.status, a.header(), "application/json", s.render(req, a))
}

// send writes the answer. It first records the status, so that a test that has the
// answer also finds the status.
func (s *Server) send(
	w http.ResponseWriter, req *Request, status int, header http.Header, contentType string, body []byte,
) {
	s.mu.Lock()
	req.Status = status
	if req.repeated != nil {
		req.repeated.last = &answered{status, body}
	}
	s.mu.Unlock()
	if len(body) > 0 {
		w.Header().Set("Content-Type", contentType)
	}
	maps.Copy(w.Header(), header)
	w.WriteHeader(status)
	_, _ = w.Write(body) // if the client has gone, that is no fault here
}
