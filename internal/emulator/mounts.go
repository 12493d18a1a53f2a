package emulator

import (
	"maps"
	"net/http"
	"net/url"
	"path"
	"slices"
	"strings"
	"time"

	"github.com/hoody/terraform-provider-hoody/internal/facts"
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
	// problem is what is wrong with a mount whose status is "error".
	problem string
	// reads is how many reads are left until a starting mount is active or a stopping one
	// is gone.
	reads     int
	createdAt time.Time
	updatedAt time.Time
	vfs       vfs
	// custom says that it has settings of its own, whatever they are.
	custom      bool
	autoDeliver bool
}

// Mounts returns all mounts, in the order in which they were made.
func (s *Server) Mounts() []Mount {
	s.mu.Lock()
	defer s.mu.Unlock()
	out := make([]Mount, 0, len(s.mounts.byID))
	for m := range s.mounts.each() {
		out = append(out, Mount{m.id, m.backendID, m.label, m.path, m.status})
	}
	return out
}

// Mount mounts a backend at once, below the mount folder, as another client would. It
// panics if there is no such backend or the path is taken: that is a mistake in the
// test.
func (s *Server) Mount(backendID, mountPath string) (id string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	m, a := s.mount(mountRequest{backendID: backendID, path: mountPath, vfs: defaults(s.settings), autoDeliver: true})
	if m == nil {
		panic(a.body)
	}
	m.status, m.reads = "active", 0
	return m.id
}

// Unmount removes a mount at once, as another client would.
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

// Restart does to October's mounts what a restart of Hoody does: those with settings
// of their own are in "error" until they are changed, and those that were stopping are
// gone.
func (s *Server) Restart() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for m := range s.mounts.each() {
		switch {
		case m.status == s.speech.falling:
			s.unmount(m)
		case m.custom && s.speech.october:
			m.status, m.problem = "error", "The mount was not restored after a restart"
		}
	}
}

// BreakMounts makes every mount fail that starts from now on, with this message; an
// empty one ends that.
func (s *Server) BreakMounts(words string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.broken = words
}

type mountRequest struct {
	backendID, label, path string
	vfs                    vfs
	custom, autoDeliver    bool
}

// readMount reads the body of a request to mount.
func (s *Server) readMount(raw []byte) (mountRequest, error) {
	r := mountRequest{vfs: defaults(s.settings), autoDeliver: true}
	body, err := object(raw)
	if err != nil {
		return r, err
	}
	texts := map[string]*string{"backend_id": &r.backendID, "label": &r.label, "mount_path": &r.path}
	for _, name := range slices.Sorted(maps.Keys(body)) {
		if name == "vfs_config" {
			r.custom = true
			if r.vfs, err = r.vfs.with(s.settings, body[name]); err != nil {
				return r, err
			}
			continue
		}
		if name == "auto_deliver" && s.speech.october {
			var ok bool
			if r.autoDeliver, ok = body[name].(bool); !ok {
				return r, complain("Field 'auto_deliver' must be of type boolean")
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
	r, err := s.readMount(req.Body)
	if err != nil {
		return refuse(http.StatusBadRequest, "%s", err)
	}
	b, config := s.use(r.backendID)
	if b == nil {
		return s.noBackend()
	}
	if r.custom && !s.allowsSettings(b) {
		return unsupportedSettings
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
		Data:    s.created(m),
	}}
}

// mount makes the mount, or answers why it cannot.
func (s *Server) mount(r mountRequest) (*mount, answer) {
	b := s.backends.get(r.backendID)
	if b == nil {
		return nil, s.noBackend()
	}
	id := "mount_" + randomHex(16)
	at, ok := s.speech.mountPath(r.path, id)
	if !ok {
		return nil, refuse(http.StatusBadRequest, "Mount path must be under the configured mount directory %s",
			s.speech.folder)
	}
	for m := range s.mounts.each() {
		if m.path == at {
			return nil, s.taken(at)
		}
	}
	m := &mount{
		id: id, backendID: r.backendID, label: r.label, path: at, vfs: r.vfs,
		custom: r.custom, autoDeliver: r.autoDeliver, createdAt: s.now(), updatedAt: s.now(),
	}
	s.rise(m)
	s.mounts.add(id, m)
	b.mounts.add(id, m)
	return m, answer{}
}

// rise starts a mount.
func (s *Server) rise(m *mount) {
	m.status, m.problem, m.reads = s.speech.rising, "", s.opts.MountReads
	if m.reads == 0 {
		s.up(m)
	}
}

// up sets the status in which a mount arrives.
func (s *Server) up(m *mount) {
	m.status = "active"
	if s.broken != "" {
		m.status, m.problem = "error", s.broken
	}
}

// taken refuses a path where something is mounted.
func (s *Server) taken(at string) answer {
	a := refuse(http.StatusConflict, "Mount path already exists: %s", at)
	if s.speech.october {
		a.body = refusal{Error: "Mount path already exists: " + at, Code: "MOUNT_PATH_IN_USE"}
	}
	return a
}

// allowsSettings reports whether mounts of a backend may have settings of their own.
func (s *Server) allowsSettings(b *backend) bool {
	f := facts.Of(b.provider)
	return !s.speech.october || f != nil && f.CustomVFS
}

var unsupportedSettings = answer{http.StatusBadRequest, refusal{
	Error: "This backend type does not support a custom vfs_config", Code: "VFS_CONFIG_UNSUPPORTED_BACKEND",
}}

// mountPath returns where a mount goes for which this path was asked; false if that is
// outside the mount folder.
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

// octoberMount is a mount as every answer of October shows it.
type octoberMount struct {
	ID             string `json:"id"`
	BackendID      string `json:"backend_id"`
	Label          string `json:"label,omitempty"`
	MountPath      string `json:"mount_path"`
	Status         string `json:"status"`
	Error          string `json:"error,omitempty"`
	StatusMessage  string `json:"status_message,omitempty"`
	CreatedAt      int64  `json:"created_at"`
	UpdatedAt      int64  `json:"updated_at"`
	VFSConfig      vfs    `json:"vfs_config"`
	AutoDeliver    bool   `json:"auto_deliver"`
	PendingUploads int    `json:"pending_uploads"`
}

// whole returns everything that an answer shows of a mount.
func (s *Server) whole(m *mount) any {
	if !s.speech.october {
		return mountDetail{mountView{m.summary(), m.createdAt.Unix()}, m.vfs}
	}
	message := ""
	if m.status == "error" {
		message = "The mount is not usable"
	}
	return octoberMount{
		m.id, m.backendID, m.label, m.path, m.status, m.problem, message, m.createdAt.Unix(), m.updatedAt.Unix(), m.vfs,
		m.autoDeliver, s.pending(func(u *upload) bool { return u.mountID == m.id }),
	}
}

// created returns a mount as the answer to its creation shows it, and listed as a list
// does.
func (s *Server) created(m *mount) any {
	if s.speech.october {
		return s.whole(m)
	}
	return m.summary()
}

func (s *Server) listed(m *mount) any {
	if s.speech.october {
		return s.whole(m)
	}
	return mountView{m.summary(), m.createdAt.Unix()}
}

// step moves a mount one step on, after somebody has read it.
func (s *Server) step(m *mount) {
	if m.reads > 0 {
		m.reads--
	}
	switch {
	case m.reads > 0:
	case m.status == s.speech.rising:
		s.up(m)
	case m.status == s.speech.falling:
		s.unmount(m)
	}
}

func (s *Server) listMounts(_ string, req *Request) answer {
	query, err := url.ParseQuery(req.Query)
	if err != nil {
		return refuse(http.StatusBadRequest, "Malformed query")
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	list := struct {
		Count  int   `json:"count"`
		Mounts []any `json:"mounts"`
	}{Mounts: []any{}}
	for m := range s.mounts.each() {
		if !query.Has("label") || query.Get("label") == m.label {
			list.Mounts = append(list.Mounts, s.listed(m))
			s.step(m)
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
	seen := s.whole(m)
	s.step(m)
	return answer{http.StatusOK, seen}
}

func (s *Server) noMount() answer {
	return s.speech.unknown("Mount", "MOUNT_NOT_FOUND")
}

// patchMount changes cache settings. Nothing else can change in place.
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
	if a, ok := s.allowsChange(m, body["vfs_config"]); !ok {
		return a
	}
	changed, err := m.vfs.with(s.settings, body["vfs_config"])
	if err != nil {
		return refuse(http.StatusBadRequest, "%s", err)
	}
	m.vfs, m.custom, m.updatedAt = changed, true, s.now()
	if !s.speech.october {
		return answer{http.StatusOK, done{Success: true, Message: "Mount updated successfully", Data: s.whole(m)}}
	}
	s.rise(m)
	return answer{http.StatusOK, struct {
		done
		Remounted bool `json:"remounted"`
	}{done{Success: true, Message: "Mount updated successfully", Data: s.whole(m)}, true}}
}

// allowsChange reports whether October accepts a change of settings, and if not,
// answers why.
func (s *Server) allowsChange(m *mount, config any) (answer, bool) {
	settings, _ := config.(map[string]any)
	switch {
	case !s.speech.october:
	case settings != nil && len(settings) == 0:
		return answer{http.StatusBadRequest, refusal{Error: "vfs_config is empty", Code: "VFS_PATCH_EMPTY"}}, false
	case !s.allowsSettings(s.backends.get(m.backendID)):
		return unsupportedSettings, false
	case m.status == s.speech.rising, m.status == s.speech.falling:
		said := "The mount is " + m.status
		m.reads = 0 // a client that asks again has waited, and has read nothing meanwhile
		s.step(m)
		return busy("MOUNT_BUSY", said), false
	}
	return answer{}, true
}

func (s *Server) deleteMount(id string, req *Request) answer {
	choice, ok := isUploadsChoice(req.Query, "keep", "wait", "discard")
	if s.speech.october && !ok {
		return refuse(http.StatusBadRequest, "Query parameter 'uploads' must be keep, wait or discard")
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	m := s.mounts.get(id)
	switch {
	case m == nil:
		return s.noMount()
	case !s.settleUploads(choice, func(u *upload) bool { return u.mountID == id }):
		return busy("MOUNT_UPLOADS_PENDING", "Uploads of the mount are still pending")
	case s.opts.MountReads == 0:
		s.unmount(m)
	case m.status != s.speech.falling:
		m.status, m.reads = s.speech.falling, s.opts.MountReads
	}
	return answer{http.StatusOK, done{Success: true, Message: "Mount removed successfully"}}
}
