package emulator

import (
	"errors"
	"maps"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// A Backend is a snapshot of what Hoody holds, including credentials.
type Backend struct {
	ID, Provider string
	// Config holds strings, bools and int64s by documented field name.
	Config     map[string]any
	CreatedAt  time.Time
	MountPaths []string
}

type backend struct {
	id, provider string
	config       map[string]any
	createdAt    time.Time
	lastUsed     time.Time
	mounts       ordered[mount]
}

func (b *backend) mountPaths() []string {
	paths := []string{}
	for m := range b.mounts.each() {
		paths = append(paths, m.path)
	}
	return paths
}

// Backends returns all backends, in the order in which they were made.
func (s *Server) Backends() []Backend {
	s.mu.Lock()
	defer s.mu.Unlock()
	out := make([]Backend, 0, len(s.backends.byID))
	for b := range s.backends.each() {
		out = append(out, Backend{b.id, b.provider, maps.Clone(b.config), b.createdAt, b.mountPaths()})
	}
	return out
}

// Add connects a backend as another client would: it checks and records nothing, and
// the provider need not be a documented one.
func (s *Server) Add(provider string, config map[string]any) (id string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	stored := map[string]any{}
	maps.Copy(stored, config)
	return s.add(provider, stored).id
}

func (s *Server) add(provider string, config map[string]any) *backend {
	b := &backend{
		id:        s.speech.newBackendID(),
		provider:  provider,
		config:    config,
		createdAt: s.now(),
		mounts:    newOrdered[mount](),
	}
	s.backends.add(b.id, b)
	return b
}

// now returns Hoody's time, which has whole seconds only.
func (s *Server) now() time.Time {
	return s.opts.Now().UTC().Truncate(time.Second)
}

// Remove disconnects a backend, and removes its mounts, as another client would.
func (s *Server) Remove(id string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if b := s.backends.get(id); b != nil {
		s.remove(b)
	}
}

func (s *Server) remove(b *backend) {
	for m := range b.mounts.each() {
		s.mounts.remove(m.id)
	}
	s.backends.remove(b.id)
}

func (s *Server) connect(provider string, req *Request) answer {
	f, ok := s.speech.services()[provider]
	if !ok {
		return refuse(http.StatusNotFound, "Unknown backend type '%s'", provider)
	}
	body, err := object(req.Body)
	if err != nil {
		return refuse(http.StatusBadRequest, "%s", err)
	}
	config, err := f.config(body)
	if err != nil {
		return refuse(http.StatusBadRequest, "%s", err)
	}
	if err := s.ask(provider, maps.Clone(config)); err != nil {
		return refuse(http.StatusBadRequest, "%s", err)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	return answer{http.StatusCreated, done{
		Success: true,
		Message: "Backend connected successfully",
		Data:    s.speech.connected(s.speech, s.add(provider, config)),
	}}
}

// backendView is a backend as a list shows it.
type backendView struct {
	ID          string   `json:"id"`
	BackendType string   `json:"backend_type"`
	Server      string   `json:"server"`
	User        string   `json:"user"`
	Connected   bool     `json:"connected"`
	MountPaths  []string `json:"mount_paths"`
	CreatedAt   string   `json:"created_at"`
}

func (s *Server) view(b *backend) backendView {
	typ := s.speech.typeOf(b.provider)
	return backendView{
		ID:          b.id,
		BackendType: typ,
		Server:      server(typ, b.config),
		User:        firstOf(b.config, "access_key_id", "account", "user"),
		Connected:   !s.speech.withdrew(b.provider), // as documented: only a test knows more
		MountPaths:  b.mountPaths(),
		CreatedAt:   b.createdAt.Format(time.RFC3339),
	}
}

// server returns the host that a configuration names, without its port.
func server(typ string, config map[string]any) string {
	at := firstOf(config, "endpoint", "host")
	if !strings.Contains(at, "://") {
		at = "//" + at
	}
	u, err := url.Parse(at)
	if err != nil || u.Hostname() == "" {
		return typ + ":generic"
	}
	return u.Hostname()
}

// firstOf returns the first of the fields that is a non-empty string, or "".
func firstOf(config map[string]any, names ...string) string {
	for _, name := range names {
		if v, _ := config[name].(string); v != "" {
			return v
		}
	}
	return ""
}

func (s *Server) listBackends(string, *Request) answer {
	s.mu.Lock()
	defer s.mu.Unlock()
	list := struct {
		Backends []backendView `json:"backends"`
		Count    int           `json:"count"`
	}{Backends: make([]backendView, 0, len(s.backends.byID))}
	for b := range s.backends.each() {
		list.Backends = append(list.Backends, s.view(b))
	}
	list.Count = len(list.Backends)
	return answer{http.StatusOK, list}
}

func (s *Server) getBackend(id string, _ *Request) answer {
	s.mu.Lock()
	defer s.mu.Unlock()
	b := s.backends.get(id)
	if b == nil {
		return s.speech.unknownRead("Backend", "BACKEND_NOT_FOUND")
	}
	one := struct {
		backendView
		LastUsed *string `json:"last_used"`
	}{backendView: s.view(b)}
	if !b.lastUsed.IsZero() {
		t := b.lastUsed.Format(time.RFC3339)
		one.LastUsed = &t
	}
	return answer{http.StatusOK, one}
}

func (s *Server) noBackend() answer {
	return s.speech.unknown("Backend", "BACKEND_NOT_FOUND")
}

func (s *Server) testBackend(id string, _ *Request) answer {
	b, config := s.use(id)
	if b == nil {
		return s.noBackend()
	}
	status := "connected"
	if s.speech.withdrew(b.provider) {
		status = "disconnected"
	} else if err := s.ask(b.provider, config); errors.Is(err, ErrDisconnected) {
		status = "disconnected"
	} else if err != nil {
		return refuse(http.StatusBadRequest, "%s", err)
	}
	return answer{http.StatusOK, struct {
		ID     string `json:"id"`
		Status string `json:"status"`
	}{id, status}}
}

// use returns a backend whose remote is about to be asked, and a copy of its
// configuration to ask with; nil if there is none.
func (s *Server) use(id string) (*backend, map[string]any) {
	s.mu.Lock()
	defer s.mu.Unlock()
	b := s.backends.get(id)
	if b == nil {
		return nil, nil
	}
	b.lastUsed = s.now()
	return b, maps.Clone(b.config)
}

// maxCredentials bounds the body of an update, in bytes.
const maxCredentials = 16 << 10

// rotate replaces all credentials of the call, or none. Credentials that are already
// stored need no remote.
func (s *Server) rotate(id string, req *Request) answer {
	b, config := s.use(id)
	if b == nil {
		return s.noBackend()
	}
	if len(req.Body) > maxCredentials {
		return refuse(http.StatusRequestEntityTooLarge, "The body is too large")
	}
	body, err := object(req.Body)
	if err == nil {
		err = s.speech.service(b.provider).checkCredentials(body)
	}
	if err != nil {
		return refuse(http.StatusBadRequest, "%s", err)
	}
	if merged := merge(config, body); !maps.Equal(config, merged) {
		if a := s.apply(id, nil); a.status != http.StatusOK {
			return a // whatever the remote would say
		}
		if err := s.ask(b.provider, merged); err != nil {
			return refuse(s.speech.refusedRotation, "%s", err)
		}
	}
	return s.apply(id, body)
}

// apply changes credentials if the backend's mounts allow it.
func (s *Server) apply(id string, credentials map[string]any) answer {
	s.mu.Lock()
	defer s.mu.Unlock()
	b := s.backends.get(id)
	if b == nil {
		return s.noBackend()
	}
	if len(b.mounts.byID) > 0 {
		return b.mounted("update")
	}
	if s.pending(func(u *upload) bool { return u.backendID == id }) > 0 {
		return answer{http.StatusConflict, refusal{
			Error: "Cannot update backend: uploads are pending", Code: "BACKEND_UPLOADS_PENDING",
		}}
	}
	b.config = merge(b.config, credentials)
	return answer{http.StatusOK, done{
		Success: true,
		Message: "Backend credentials updated successfully",
		Data: struct {
			ID string `json:"id"`
		}{id},
	}}
}

// merge returns the configuration with the changes made; nil removes a field.
func merge(config, changes map[string]any) map[string]any {
	out := maps.Clone(config)
	for name, v := range changes {
		if v == nil {
			delete(out, name)
			continue
		}
		out[name] = v
	}
	return out
}

// mounted refuses what must not be done to a mounted backend.
func (b *backend) mounted(what string) answer {
	return refuse(http.StatusConflict, "Cannot %s backend: it is mounted at %s", what, strings.Join(b.mountPaths(), ", "))
}

func (s *Server) disconnect(id string, req *Request) answer {
	choice, ok := isUploadsChoice(req.Query, "keep", "discard")
	if s.speech.october && !ok {
		return refuse(http.StatusBadRequest, "Query parameter 'uploads' must be keep or discard")
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	b := s.backends.get(id)
	if b == nil {
		return s.noBackend()
	}
	s.settleUploads(choice, func(u *upload) bool { return u.backendID == id })
	if s.opts.RefuseMountedDisconnect && !s.speech.removesMounts && len(b.mounts.byID) > 0 {
		return b.mounted("disconnect")
	}
	s.remove(b)
	return s.speech.removed("Backend disconnected successfully")
}
