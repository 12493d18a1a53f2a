package emulator

import (
	"net/http"
	"net/url"
)

// An upload is what was written on a mount and has not reached the storage.
type upload struct {
	id, backendID, mountID, path string
	files                        int
	// looks is how often the list is still read before it has reached the storage;
	// negative means never.
	looks int
}

// Write writes files on a mount. They reach the storage once the list of pending
// uploads was read that many times, or never if looks is negative.
func (s *Server) Write(mountID string, files, looks int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	m := s.mounts.get(mountID)
	u := &upload{id: "up_" + randomHex(8), backendID: m.backendID, mountID: m.id, path: m.path, files: files, looks: looks}
	s.uploads.add(u.id, u)
}

// Pending returns how many files of a backend have not reached its storage.
func (s *Server) Pending(backendID string) (files int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.pending(func(u *upload) bool { return u.backendID == backendID })
}

func (s *Server) pending(of func(*upload) bool) (files int) {
	for u := range s.uploads.each() {
		if of(u) {
			files += u.files
		}
	}
	return files
}

// settleUploads does with pending uploads what a removal asks for. It reports false if
// that cannot be done in time.
func (s *Server) settleUploads(choice string, of func(*upload) bool) bool {
	for u := range s.uploads.each() {
		switch {
		case !of(u):
		case choice == "wait" && u.looks < 0:
			return false
		case choice == "wait", choice == "discard":
			s.uploads.remove(u.id)
		}
	}
	return true
}

// isUploadsChoice returns what a removal asks for, and whether it may.
func isUploadsChoice(query string, allowed ...string) (choice string, ok bool) {
	q, err := url.ParseQuery(query)
	if err != nil {
		return "", false
	}
	choice = q.Get("uploads")
	for _, a := range allowed {
		ok = ok || choice == a
	}
	return choice, ok || choice == ""
}

// uploadView is an upload as a list shows it.
type uploadView struct {
	ID        string `json:"id"`
	BackendID string `json:"backend_id"`
	MountID   string `json:"mount_id"`
	MountPath string `json:"mount_path"`
	Status    string `json:"status"`
	Files     int    `json:"files"`
}

func (s *Server) listUploads(_ string, req *Request) answer {
	if !s.speech.october {
		return refuse(http.StatusNotFound, "Not found")
	}
	query, err := url.ParseQuery(req.Query)
	if err != nil {
		return refuse(http.StatusBadRequest, "Malformed query")
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	list := struct {
		Count   int          `json:"count"`
		Uploads []uploadView `json:"pending_uploads"`
	}{Uploads: []uploadView{}}
	for u := range s.uploads.each() {
		if query.Has("backend_id") && query.Get("backend_id") != u.backendID {
			continue
		}
		list.Uploads = append(list.Uploads, uploadView{u.id, u.backendID, u.mountID, u.path, "pending", u.files})
		if u.looks--; u.looks == 0 {
			s.uploads.remove(u.id)
		}
	}
	list.Count = len(list.Uploads)
	return answer{http.StatusOK, list}
}
