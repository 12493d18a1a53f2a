package emulator

import (
	"maps"
	"net/http"
	"net/url"
	"path"
	"slices"
	"strings"
	"time"
)

// A Mount is a snapshot of one mount.
type Mount struct {
	ID, BackendID, Label, Path string
	// Status is "starting", "active" or "stopping"; see Options.MountReads.
	Status string
}

type mount struct {
	id, backendID, label, path string
	status                     string
	// reads are left until a starting mount is active or a stopping one gone.
	reads     int
	createdAt time.Time
	vfs       vfs
}

// Mounts are all mounts there are, in the order in which they came.
func (s *Server) Mounts() []Mount {
	s.mu.Lock()
	defer s.mu.Unlock()
	out := make([]Mount, 0, len(s.mounts.byID))
	for m := range s.mounts.each() {
		out = append(out, Mount{m.id, m.backendID, m.label, m.path, m.status})
	}
	return out
}

// Mount mounts a backend as another client does, at once, below the mount
// folder. It panics when there is no such backend or the path is taken: that is
// the test's mistake.
func (s *Server) Mount(backendID, mountPath string) (id string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	m, a := s.mount(mountRequest{backendID: backendID, path: mountPath, vfs: defaultVFS})
	if m == nil {
		panic(a.body)
	}
	m.status = "active"
	return m.id
}

// Unmount removes a mount at once, as another client does.
func (s *Server) Unmount(id string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if m := s.mounts.get(id); m != nil {
		s.unmount(m)
	}
}

func (s *Server) unmount(m *mount) {
	s.backends.get(m.backendID).mounts.remove(m.id)
	s.mounts.remove(m.id)
}

type mountRequest struct {
	backendID, label, path string
	vfs                    vfs
}

// readMount reads the body of a mount's creation.
func readMount(raw []byte) (mountRequest, error) {
	r := mountRequest{vfs: defaultVFS}
	body, err := object(raw)
	if err != nil {
		return r, err
	}
	texts := map[string]*string{"backend_id": &r.backendID, "label": &r.label, "mount_path": &r.path}
	for _, name := range slices.Sorted(maps.Keys(body)) {
		if name == "vfs_config" {
			if r.vfs, err = r.vfs.with(body[name]); err != nil {
				return r, err
			}
			continue
		}
		into, ok := texts[name]
		if !ok {
			return r, complain("Unknown field '%s'", name)
		}
		if *into, ok = body[name].(string); !ok {
			return r, complain("Field '%s' must be of type string", name)
		}
	}
	if r.backendID == "" {
		return r, complain("Missing required field 'backend_id'")
	}
	return r, nil
}

func (s *Server) createMount(_ string, req *Request) answer {
	r, err := readMount(req.Body)
	if err != nil {
		return refuse(http.StatusBadRequest, "%s", err)
	}
	b, config := s.use(r.backendID)
	if b == nil {
		return s.noBackend()
	}
	if err := s.ask(b.provider, config); err != nil {
		return answer{http.StatusBadGateway, refusal{Error: err.Error(), Code: "MOUNT_START_FAILED"}}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	m, a := s.mount(r)
	if m == nil {
		return a
	}
	return answer{http.StatusCreated, done{
		Success: true,
		Message: "Mount created successfully",
		Data:    m.summary(),
	}}
}

// mount makes the mount, or answers why it cannot be.
func (s *Server) mount(r mountRequest) (*mount, answer) {
	b := s.backends.get(r.backendID)
	if b == nil {
		return nil, s.noBackend()
	}
	id := "mount_" + randomHex(16)
	at, ok := s.speech.mountPath(r.path, id)
	if !ok {
		return nil, refuse(http.StatusBadRequest, "Mount path must be under the configured mount directory %s", s.speech.folder)
	}
	for m := range s.mounts.each() {
		if m.path == at {
			return nil, refuse(http.StatusConflict, "Mount path already exists: %s", at)
		}
	}
	m := &mount{
		id: id, backendID: r.backendID, label: r.label, path: at, vfs: r.vfs,
		status: "active", reads: s.opts.MountReads, createdAt: s.now(),
	}
	if m.reads > 0 {
		m.status = "starting"
	}
	s.mounts.add(id, m)
	b.mounts.add(id, m)
	return m, answer{}
}

// mountPath is where a mount asked for at a path goes; false when that is
// outside of the mount folder.
func (s speech) mountPath(asked, id string) (string, bool) {
	at := path.Clean(asked)
	switch {
	case asked == "":
		at = path.Join(s.folder, id)
	case !path.IsAbs(asked):
		at = path.Join(s.folder, asked)
	}
	return at, strings.HasPrefix(at, s.folder+"/")
}

// mountSummary is a mount as the answer to its creation shows it.
type mountSummary struct {
	ID        string `json:"id"`
	BackendID string `json:"backend_id"`
	Label     string `json:"label"`
	MountPath string `json:"mount_path"`
	Status    string `json:"status"`
}

func (m *mount) summary() mountSummary {
	return mountSummary{m.id, m.backendID, m.label, m.path, m.status}
}

// mountView is a mount as a list shows it.
type mountView struct {
	mountSummary
	CreatedAt int64 `json:"created_at"`
}

type mountDetail struct {
	mountView
	VFSConfig vfs `json:"vfs_config"`
}

// detail is all there is to see of a mount.
func (m *mount) detail() mountDetail {
	return mountDetail{mountView{m.summary(), m.createdAt.Unix()}, m.vfs}
}

// read is what a GET sees of the mount, and one step of what it is in.
func (s *Server) read(m *mount) mountDetail {
	seen := m.detail()
	if m.reads > 0 {
		m.reads--
	}
	switch {
	case m.reads > 0:
	case m.status == "starting":
		m.status = "active"
	case m.status == "stopping":
		s.unmount(m)
	}
	return seen
}

func (s *Server) listMounts(_ string, req *Request) answer {
	query, err := url.ParseQuery(req.Query)
	if err != nil {
		return refuse(http.StatusBadRequest, "Malformed query")
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	list := struct {
		Count  int         `json:"count"`
		Mounts []mountView `json:"mounts"`
	}{Mounts: []mountView{}}
	for m := range s.mounts.each() {
		if !query.Has("label") || query.Get("label") == m.label {
			list.Mounts = append(list.Mounts, s.read(m).mountView)
		}
	}
	list.Count = len(list.Mounts)
	return answer{http.StatusOK, list}
}

func (s *Server) getMount(id string, _ *Request) answer {
	s.mu.Lock()
	defer s.mu.Unlock()
	m := s.mounts.get(id)
	if m == nil {
		return s.speech.unknownRead("Mount", "MOUNT_NOT_FOUND")
	}
	return answer{http.StatusOK, s.read(m)}
}

func (s *Server) noMount() answer {
	return s.speech.unknown("Mount", "MOUNT_NOT_FOUND")
}

// patchMount changes cache settings: nothing else can change in place.
func (s *Server) patchMount(id string, req *Request) answer {
	s.mu.Lock()
	defer s.mu.Unlock()
	m := s.mounts.get(id)
	if m == nil {
		return s.noMount()
	}
	body, err := object(req.Body)
	if err != nil {
		return refuse(http.StatusBadRequest, "%s", err)
	}
	for _, name := range slices.Sorted(maps.Keys(body)) {
		if name != "vfs_config" {
			return refuse(http.StatusBadRequest, "Field '%s' cannot be updated in place", name)
		}
	}
	changed, err := m.vfs.with(body["vfs_config"])
	if err != nil {
		return refuse(http.StatusBadRequest, "%s", err)
	}
	m.vfs = changed
	return answer{http.StatusOK, done{
		Success: true,
		Message: "Mount updated successfully",
		Data:    m.detail(),
	}}
}

func (s *Server) deleteMount(id string, _ *Request) answer {
	s.mu.Lock()
	defer s.mu.Unlock()
	m := s.mounts.get(id)
	switch {
	case m == nil:
		return s.noMount()
	case s.opts.MountReads == 0:
		s.unmount(m)
	case m.status != "stopping":
		m.status, m.reads = "stopping", s.opts.MountReads
	}
	return s.speech.removed("Mount removed successfully")
}
