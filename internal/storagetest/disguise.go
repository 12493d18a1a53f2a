package storagetest

import "net/http"

// A disguise is what a server answers to everything, in place of its own answers.
type disguise struct {
	status            int
	contentType, body string
}

// Disguise makes the service's server answer every request with this from now on, like
// the page of a proxy, or a server of something else.
func (s *Service) Disguise(status int, contentType, body string) {
	s.guise.Store(&disguise{status, contentType, body})
}

// disguised answers as h does, until the service is disguised.
func (s *Service) disguised(h http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if d := s.guise.Load(); d != nil {
			answer(w, d.status, d.contentType, d.body)
			return
		}
		h.ServeHTTP(w, r)
	})
}
