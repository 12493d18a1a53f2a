package api

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/hoody/terraform-provider-hoody/internal/emulator"
	"github.com/hoody/terraform-provider-hoody/internal/engine"
)

// plans are where a fault strikes while a backend is mounted.
var plans = map[string]func(f emulator.Fault) []emulator.Fault{
	"create":          func(f emulator.Fault) []emulator.Fault { return []emulator.Fault{on1("POST", f)} },
	"create, twice":   func(f emulator.Fault) []emulator.Fault { return []emulator.Fault{on1("POST", f), on1("POST", f)} },
	"create and read": func(f emulator.Fault) []emulator.Fault { return []emulator.Fault{on1("POST", f), on1("GET", f)} },
	"read":            func(f emulator.Fault) []emulator.Fault { return []emulator.Fault{on1("GET", f)} },
	"lost create, read": func(f emulator.Fault) []emulator.Fault {
		return []emulator.Fault{dropped(0, 1, emulator.First), on1("GET", f)}
	},
}

func on1(method string, f emulator.Fault) emulator.Fault {
	f.Method = method
	return f
}

func TestMountUnderFaults(t *testing.T) {
	t.Parallel()
	for deployment, service := range deployments {
		for _, reads := range waiting {
			service := service
			service.MountReads = reads
			for _, f := range faults {
				for where, plan := range plans {
					for _, path := range []string{"", "photos"} {
						t.Run(fmt.Sprintf("%s/%d reads/%s/%s/at %q", deployment, reads, f.name, where, path), func(t *testing.T) {
							t.Parallel()
							inWorld(t, settings{service: service}, func(t *testing.T, w *world) {
								backend := w.Add("azureblob", nil)
								before := mountedBy(t, w, backend, `,"label":"Work"`)
								time.Sleep(3 * time.Second)
								w.Plan(plan(f.fault)...)
								if w.refuse = f.refuse; f.refuse > 0 {
									w.Plan()
								}
								m, err := w.engine.Mount(t.Context(), engine.MountSpec{BackendID: backend, Label: "Work", Path: path})
								checkMount(t, w, []string{before}, m, err)
								if strings.Contains(f.final, "POST") && strings.HasPrefix(where, "create") && (err == nil || m.ID != "" || !strings.Contains(err.Error(), f.retold)) {
									t.Errorf("made %q, error %v, want one with %q", m.ID, err, f.retold)
								}
								if f.final == "" && err != nil && !strings.Contains(err.Error(), noMount) {
									t.Errorf("error %v", err)
								}
								if path != "" && f.final == "" && err == nil && len(w.Mounts()) != 2 {
									t.Errorf("%d mounts", len(w.Mounts()))
								}
							})
						})
					}
				}
			}
		}
	}
}

// checkMount holds what must be true after every create: each mount is in its
// result or named, or is another client's.
func checkMount(t *testing.T, w *world, others []string, m engine.Mount, err error) {
	t.Helper()
	text := saysOf(m, err)
	found := false
	for _, there := range w.Mounts() {
		switch {
		case slices.Contains(others, there.ID):
		case there.ID == m.ID:
			if found = true; err == nil && (there.Path != m.Path || there.BackendID != m.BackendID || there.Label != m.Label || m.Status != "active") {
				t.Errorf("%+v, but there is %+v", m, there)
			}
		default:
			// Where nobody can see it, nobody can name it.
			if !strings.Contains(text, there.ID) && !strings.Contains(text, "cannot be read: ") {
				t.Errorf("%s is neither in the result (%q) nor named in:\n%s", there.ID, m.ID, text)
			}
		}
	}
	if slices.Contains(others, m.ID) {
		t.Error("took another client's mount")
	}
	if (err == nil || m.ID != "") && !found {
		t.Errorf("made %q, error %v, but there is none", m.ID, err)
	}
}

const (
	newMount  = "POST /mounts"
	anyMounts = "GET /mounts"
	noMount   = "It is not known whether Hoody made the mount: "
	secondOne = "A second mount may exist in addition to MOUNT\nAn answer to its creation was lost, and since then Hoody made MOUNT at /hoody/mounts/"
)

func TestMountAnswers(t *testing.T) {
	t.Parallel()
	adopting := settings{options: Options{Adopt: true}}
	late := func(d time.Duration) emulator.Fault {
		return emulator.Fault{Method: "POST", Kind: emulator.Drop, Acts: emulator.Late, Hold: within(d)}
	}
	gateway := func(status int, body string, header http.Header) []emulator.Fault {
		return []emulator.Fault{{Method: "POST", Status: status, Body: body, Header: header, Acts: emulator.First}}
	}
	quota := emulator.Fault{Method: "POST", Status: 400, Body: `{"success":false,"error":"Quota exceeded"}`}
	noList := emulator.Fault{Method: "GET", Status: 400, Body: `{"success":false,"error":"No list"}`, Times: -1}
	twoLooks := []string{anyMounts, newMount, anyMounts, anyMounts}
	sentAgain := append(slices.Clone(twoLooks), newMount, anyMounts)
	for _, c := range []struct {
		name     string
		settings settings
		spec     engine.MountSpec
		plan     []emulator.Fault
		// before is what another client mounted, meanwhile what it mounts before the
		// first answer is lost.
		before, meanwhile string
		// want is how many mounts there are in the end, made whether one of them
		// is the create's.
		want  int
		made  bool
		says  []string
		calls []string
	}{
		{name: "nothing goes wrong", want: 1, made: true, calls: []string{anyMounts, newMount}},
		{
			name: "the list before fails", plan: []emulator.Fault{noList},
			says:  []string{"No list"},
			calls: []string{anyMounts},
		},
		{
			name: "lost after acting", plan: []emulator.Fault{dropped(0, 1, emulator.First)},
			want: 1,
			says: []string{
				noMount + "The connection to http://127.0.0.1 broke before an answer came.\n",
				"\n\nMOUNT at /hoody/mounts/MOUNT\nimport {\n  to = hoody_mount.NAME\n  id = \"MOUNT\"\n}\n" +
					`curl -X DELETE "http://127.0.0.1/api/v1/mounts/MOUNT"`,
			},
			calls: twoLooks,
		},
		{
			name: "lost after acting, adopted by its path", settings: adopting, spec: engine.MountSpec{Path: "a/../photos/"}, plan: []emulator.Fault{dropped(0, 1, emulator.First)},
			want: 1, made: true,
			says:  []string{"The mount MOUNT was adopted", "the only new one that matches the configuration"},
			calls: twoLooks,
		},
		{
			name: "lost after acting, and nothing tells it from others", settings: adopting, plan: []emulator.Fault{dropped(0, 1, emulator.First)},
			want: 1, says: []string{noMount, "may be it"}, calls: twoLooks,
		},
		{
			name: "lost after acting, adopted, starting", settings: settings{options: Options{Adopt: true}, service: emulator.Options{MountReads: 2}},
			spec: engine.MountSpec{Path: "photos"}, plan: []emulator.Fault{dropped(0, 1, emulator.First)},
			want: 1, made: true,
			says:  []string{"was adopted"},
			calls: append(slices.Clone(twoLooks), "GET /mounts/MOUNT"),
		},
		{name: "lost before acting", plan: []emulator.Fault{dropped(0, 1, emulator.Never)}, want: 1, made: true, calls: sentAgain},
		{
			name: "ours never arrives, and another run mounts the same", plan: []emulator.Fault{dropped(0, 1, emulator.Never)}, meanwhile: `,"label":"Work"`,
			spec: engine.MountSpec{Label: "Work"}, want: 1, says: []string{noMount, "may be it"}, calls: twoLooks,
		},
		{name: "lost, acts four seconds later", plan: []emulator.Fault{late(4 * time.Second)}, want: 1, says: []string{noMount, "may be it"}, calls: twoLooks},
		{
			name: "lost, acts later than anybody looks", plan: []emulator.Fault{late(5500 * time.Millisecond)},
			want: 2, made: true,
			says:  []string{secondOne, "perhaps from that request. If nobody needs it, remove it:\ncurl -X DELETE"},
			calls: sentAgain,
		},
		{
			name: "lost, refused, acts late, with a path", spec: engine.MountSpec{Path: "photos"}, plan: []emulator.Fault{late(5500 * time.Millisecond), quota},
			want:  1,
			says:  []string{noMount, "Quota exceeded", "\n\nMOUNT at /hoody/mounts/photos\nimport {"},
			calls: sentAgain,
		},
		{
			name: "lost and refused", plan: []emulator.Fault{dropped(0, 1, emulator.Never), quota},
			says:  []string{"Quota exceeded", "\nCorrect the mount's configuration; nothing was mounted."},
			calls: sentAgain,
		},
		{
			name: "no retries", settings: settings{options: Options{MaxRetries: new(int)}}, plan: []emulator.Fault{dropped(0, 1, emulator.Never)},
			says:  []string{"The connection to http://127.0.0.1 broke before an answer came.\nCheck the network between this machine and Hoody, and try again."},
			calls: twoLooks,
		},
		{
			name: "the list fails, and then tells", plan: []emulator.Fault{dropped(0, 1, emulator.First), {Method: "GET", Status: 500, Skip: 1, Times: 5}},
			want: 1, says: []string{noMount, "may be it"},
			calls: []string{anyMounts, newMount, anyMounts, anyMounts, anyMounts, anyMounts, anyMounts, anyMounts},
		},
		{
			name: "the list keeps failing", plan: []emulator.Fault{dropped(0, 1, emulator.First), {Method: "GET", Status: 400, Body: `{"success":false,"error":"No list"}`, Skip: 1, Times: -1}},
			want: 1,
			says: []string{
				noMount + "The connection to http://127.0.0.1 broke before an answer came. The list of what is there cannot be read: ", "No list",
				"Look for a new one before you apply again:\ncurl \"http://127.0.0.1/api/v1/mounts\"",
			},
			calls: twoLooks,
		},
		{
			name: "Hoody takes 45 seconds to mount", settings: settings{wrap: slowTo("POST", 45*time.Second)},
			want:  1,
			says:  []string{noMount, "It needs longer than request_timeout (30s).", "\n\nMOUNT at /hoody/mounts/MOUNT\nimport {"},
			calls: []string{anyMounts, anyMounts, anyMounts, newMount, anyMounts, anyMounts, anyMounts, anyMounts},
		},
		{name: "503 with Retry-After of a gateway, acted", plan: gateway(503, "<html>", http.Header{"Retry-After": {"1"}}), want: 1, says: []string{noMount, "may be it"}, calls: twoLooks},
		{name: "504 with JSON, acted", plan: gateway(504, `{"error":"upstream timed out"}`, nil), want: 1, says: []string{noMount, "may be it"}, calls: twoLooks},
		{name: "502 with JSON, acted", plan: gateway(502, `{"error":"bad gateway"}`, nil), want: 1, says: []string{noMount, "may be it"}, calls: twoLooks},
		{name: "302, acted", plan: gateway(302, "", http.Header{"Location": {"/login"}}), want: 1, says: []string{noMount, "may be it"}, calls: twoLooks},
		{name: "408, acted", plan: gateway(408, "", nil), want: 1, says: []string{noMount, "may be it"}, calls: twoLooks},
		{name: "499, acted", plan: gateway(499, "", nil), want: 1, says: []string{noMount, "may be it"}, calls: twoLooks},
		{
			name: "another client's, from before", before: `,"label":"Work"`, plan: []emulator.Fault{dropped(0, 1, emulator.Never)},
			spec: engine.MountSpec{Label: "Work"}, want: 2, made: true, calls: sentAgain,
		},
		{
			name: "another client's, of another label", plan: []emulator.Fault{dropped(0, 1, emulator.Never)}, meanwhile: `,"label":"Play"`,
			spec: engine.MountSpec{Label: "Work"}, want: 2, made: true, calls: sentAgain,
		},
		{
			name: "another client's, elsewhere", plan: []emulator.Fault{dropped(0, 1, emulator.Never)}, meanwhile: `,"mount_path":"myphotos"`,
			spec: engine.MountSpec{Path: "photos"}, want: 2, made: true, calls: sentAgain,
		},
		{
			name: "another client's at the same path, with other settings", settings: adopting,
			plan: []emulator.Fault{dropped(0, 1, emulator.Never)}, meanwhile: `,"mount_path":"photos","vfs_config":{"cache_max_age":61}`,
			spec: engine.MountSpec{Path: "photos", Settings: vfs("cache_max_age", `60`)}, want: 1,
			says: []string{noMount, "may be it"}, calls: append(slices.Clone(twoLooks), "GET /mounts/MOUNT"),
		},
		{
			name: "409 MOUNT_BUSY with Retry-After",
			plan: []emulator.Fault{{Method: "POST", Status: 409, Body: `{"success":false,"error":"Busy","code":"MOUNT_BUSY"}`, Header: http.Header{"Retry-After": {"2"}}, Times: 2}},
			want: 1, made: true, calls: []string{anyMounts, newMount, newMount, newMount},
		},
		{
			name: "429 DEDICATED_VFS_LIMIT",
			plan: []emulator.Fault{{Method: "POST", Status: 429, Body: `{"success":false,"error":"Too many","code":"DEDICATED_VFS_LIMIT"}`, Header: http.Header{"Retry-After": {"2"}}, Times: -1}},
			says: []string{
				"Too many (DEDICATED_VFS_LIMIT)",
				"\nNo retry helps: an account may have only so many mounts with settings of their own. Remove some, or leave out vfs.",
			}, calls: []string{anyMounts, newMount},
		},
		{
			name:  "502 MOUNT_START_FAILED",
			plan:  []emulator.Fault{{Method: "POST", Status: 502, Body: `{"success":false,"error":"Mount failed to start","code":"MOUNT_START_FAILED"}`, Times: -1}},
			says:  []string{"Mount failed to start (MOUNT_START_FAILED)", "Check that the backend works, then apply again: curl \"http://127.0.0.1/api/v1/backends/BACKEND/test\""},
			calls: []string{anyMounts, newMount},
		},
	} {
		for name, dialect := range map[string]emulator.Dialect{"page": emulator.Page, "2026-10": emulator.October} {
			t.Run(c.name+"/"+name, func(t *testing.T) {
				t.Parallel()
				in, spec := c.settings, c.spec
				in.service.Dialect = dialect
				inWorld(t, in, func(t *testing.T, w *world) {
					backend := w.Add("azureblob", nil)
					spec.BackendID = backend
					plan := slices.Clone(c.plan)
					made := make(chan string, 2)
					if c.before != "" {
						made <- mountedBy(t, w, backend, c.before)
					}
					if c.meanwhile != "" {
						plan[0].Hold = func(context.Context) { made <- mountedBy(t, w, backend, c.meanwhile) }
					}
					w.Plan(plan...)
					m, err := w.engine.Mount(t.Context(), spec)
					var others []string
					for len(made) > 0 {
						others = append(others, <-made)
					}
					checkMount(t, w, others, m, err)
					if got := w.sent(); got != strings.Join(c.calls, ", ") {
						t.Errorf("requests %s, want %s", got, strings.Join(c.calls, ", "))
					}
					if n := len(w.Mounts()); n != c.want {
						t.Errorf("%d mounts, want %d", n, c.want)
					}
					if (m.ID != "") != c.made {
						t.Errorf("made %q, error %v", m.ID, err)
					}
					text := strings.ReplaceAll(anonymous(saysOf(m, err)), "/hoody/mounts/permanent/", "/hoody/mounts/")
					for _, say := range c.says {
						if !strings.Contains(text, say) {
							t.Errorf("does not say %q:\n%s", say, text)
						}
					}
					if len(c.says) == 0 && text != "" {
						t.Errorf("says:\n%s", text)
					}
				})
			})
		}
	}
}

func TestMountErrors(t *testing.T) {
	t.Parallel()
	const correct = "Correct the mount's configuration; nothing was mounted."
	const below = `Write a path below Hoody's mount folder, or a relative one, such as "media"; nothing was mounted.`
	for _, c := range []struct {
		name    string
		service emulator.Options
		spec    engine.MountSpec
		probe   error
		fault   emulator.Fault
		want    engine.Error
		calls   string
	}{
		{
			name: "a path outside of the folder", spec: engine.MountSpec{Path: "/srv/photos"},
			want: engine.Error{Field: "mount_path", Message: `Hoody answered 400 Bad Request to POST: "Mount path must be under the configured mount directory /hoody/mounts".`, Advice: below},
		},
		{
			name: "a path outside of the folder, later", service: emulator.Options{Dialect: emulator.October}, spec: engine.MountSpec{Path: "/hoody/mounts/photos"},
			want: engine.Error{Field: "mount_path", Message: `Hoody answered 400 Bad Request to POST: "Mount path must be under the configured mount directory /hoody/mounts/permanent".`, Advice: below},
		},
		{
			name: "a path that is taken", spec: engine.MountSpec{Path: "taken"},
			calls: strings.Join(slices.Concat([]string{anyMounts, newMount}, slices.Repeat([]string{anyMounts}, 7)), ", "),
			want:  engine.Error{Field: "mount_path", Message: `Hoody answered 409 Conflict to POST: "Mount path already exists: /hoody/mounts/taken".`, Advice: "Choose another mount_path, import the mount that is there, or unmount it. A mount with create_before_destroy cannot be replaced at its path: remove that."},
		},
		{
			name: "no such backend", spec: engine.MountSpec{BackendID: "bck_0"},
			want: engine.Error{Field: "backend_id", Message: "Hoody has no backend bck_0.", Advice: "Refer to a backend's id, such as hoody_backend_s3.example.id; the data source hoody_backends lists all there are.", Cause: engine.ErrNotFound},
		},
		{
			name: "no such backend, later", service: emulator.Options{Dialect: emulator.October}, spec: engine.MountSpec{BackendID: "bnd_0"},
			want: engine.Error{Field: "backend_id", Message: "Hoody has no backend bnd_0.", Advice: "Refer to a backend's id, such as hoody_backend_s3.example.id; the data source hoody_backends lists all there are.", Cause: engine.ErrNotFound},
		},
		{
			name: "a service without mounts", fault: emulator.Fault{Status: 404, Body: `{"success":false,"error":"Not found"}`},
			want: engine.Error{Message: `Hoody answered 404 Not Found to POST: "Not found".`, Advice: correct},
		},
		{
			name: "a bad setting", spec: engine.MountSpec{Settings: vfs("cache_mode", `"on"`)},
			want: engine.Error{Field: "cache_mode", Message: `Hoody answered 400 Bad Request to POST: "Field 'vfs_config.cache_mode' must be one of off, minimal, writes, full".`, Advice: correct},
		},
		{
			name: "remote is disabled", service: emulator.Options{RemoteDisabled: true},
			want: engine.Error{
				Message: `Hoody answered 403 Forbidden to GET: "Remote backends are disabled (REMOTE_DISABLED)".`,
				Advice:  "Enable remote backends at Hoody. If they are enabled already, check what the token or the gate before Hoody allows.",
				Cause:   engine.Common{At: "http://127.0.0.1", Summary: "Hoody's list of mounts cannot be read"},
			}, calls: anyMounts,
		},
		{
			name: "cannot start", probe: errors.New("fuse: no device"), spec: engine.MountSpec{BackendID: "BACKEND"},
			want: engine.Error{Message: `Hoody answered 502 Bad Gateway to POST: "fuse: no device (MOUNT_START_FAILED)".`, Advice: `Check that the backend works, then apply again: curl "http://127.0.0.1/api/v1/backends/BACKEND/test"`},
		},
		{
			name: "in use", fault: emulator.Fault{Status: 409, Body: `{"success":false,"error":"In use"}`},
			want: engine.Error{Message: `Hoody answered 409 Conflict to POST: "In use".`, Advice: correct},
		},
		{
			name: "unavailable for long", fault: emulator.Fault{Status: 503, Times: -1, Header: http.Header{"Retry-After": {"600"}}, Body: `{"success":false,"error":"No disk","code":"MOUNT_STORAGE_UNAVAILABLE"}`},
			want: engine.Error{Message: `Hoody answered 503 Service Unavailable to POST: "No disk (MOUNT_STORAGE_UNAVAILABLE)". It asks to wait 10m.`, Advice: "Try again later."},
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			inWorld(t, settings{service: c.service}, func(t *testing.T, w *world) {
				backend := w.Add("azureblob", nil)
				if !c.service.RemoteDisabled {
					mountedBy(t, w, backend, `,"mount_path":"taken"`)
				}
				w.SetProbe(func(string, map[string]any) error { return c.probe })
				if c.fault.Method = "POST"; c.fault.Status != 0 {
					w.Plan(c.fault)
				}
				if c.spec.BackendID == "" || c.spec.BackendID == "BACKEND" {
					c.spec.BackendID = backend
				}
				m, err := w.engine.Mount(t.Context(), c.spec)
				e, ok := errors.AsType[*engine.Error](err)
				if !ok || m.ID != "" {
					t.Fatalf("made %q, error %v", m.ID, err)
				}
				got := *e
				got.Advice = anonymous(got.Advice)
				if got != c.want {
					t.Errorf("got  %#v\nwant %#v", got, c.want)
				}
				if calls := w.sent(); calls != cmp.Or(c.calls, anyMounts+", "+newMount) {
					t.Errorf("requests %s", calls)
				}
			})
		})
	}
}

// A service that tells little of a new mount, or has it fail, or lose it.
func TestMountIsNotActive(t *testing.T) {
	t.Parallel()
	const at = `"backend_id":"bck_0","mount_path":"/m/a"`
	for _, c := range []struct {
		name, created, read string
		want                engine.Mount
		says                string
	}{
		{
			name: "its id alone is told", created: `{"success":true,"data":{"id":"mount_0"}}`, read: `{"id":"mount_0",` + at + `,"status":"active"}`,
			want: engine.Mount{ID: "mount_0", BackendID: "bck_0", Path: "/m/a", Status: "active"},
		},
		{
			name: "its place is not told", created: `{"id":"mount_0","status":"active"}`, read: `{"id":"mount_0",` + at + `,"status":"active"}`,
			want: engine.Mount{ID: "mount_0", BackendID: "bck_0", Path: "/m/a", Status: "active"},
		},
		{
			name: "a status that nobody documents", created: `{"id":"mount_0",` + at + `,"status":"pending"}`, read: `{"id":"mount_0",` + at + `,"status":"ready"}`,
			want: engine.Mount{ID: "mount_0", BackendID: "bck_0", Path: "/m/a", Status: "ready"},
			says: "Mount mount_0 is still ready\nThe next refresh waits for it again; the resource's timeouts give it longer.\n",
		},
		{
			name: "it fails", created: `{"id":"mount_0",` + at + `,"status":"starting"}`, read: `{"id":"mount_0",` + at + `,"status":"failed"}`,
			want: engine.Mount{ID: "mount_0", BackendID: "bck_0", Path: "/m/a", Status: "failed"},
			says: "The status of the mount mount_0 is \"failed\".\nCheck that its backend works, then apply again: curl \"http://127.0.0.1/api/v1/backends/bck_0/test\"",
		},
		{
			name: "it starts for ever", created: `{"id":"mount_0",` + at + `,"status":"starting"}`, read: `{"id":"mount_0",` + at + `,"status":"starting"}`,
			want: engine.Mount{ID: "mount_0", BackendID: "bck_0", Path: "/m/a", Status: "starting"},
			says: "Mount mount_0 is still starting\nThe next refresh waits for it again; the resource's timeouts give it longer.\n",
		},
		{
			name: "it goes", created: `{"id":"mount_0",` + at + `,"status":"starting"}`,
			says: "The mount mount_0 was made and is gone again.\nHoody could not start it, or somebody unmounted it: look at Hoody, then apply again.",
		},
		{
			name: "it cannot be read", created: `{"id":"mount_0",` + at + `,"status":"starting"}`, read: "<html>",
			want: engine.Mount{ID: "mount_0", BackendID: "bck_0", Path: "/m/a", Status: "starting"},
			says: "http://127.0.0.1 answered 200 OK to GET with a web page, not as the Hoody API does.\nCheck the endpoint: a proxy or a login gate may be in the way, or something else answers there.",
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			inWorld(t, settings{}, func(t *testing.T, w *world) {
				plan := []emulator.Fault{{Method: "POST", Status: 201, Body: c.created}}
				if c.read != "" {
					plan = append(plan, emulator.Fault{Method: "GET", Path: "/api/v1/mounts/*", Status: 200, Body: c.read, Times: -1})
				}
				w.Plan(plan...)
				m, err := w.engine.Mount(t.Context(), engine.MountSpec{BackendID: "bck_0"})
				if m.ID != c.want.ID || m.BackendID != c.want.BackendID || m.Path != c.want.Path || m.Status != c.want.Status {
					t.Errorf("got %+v, want %+v", m, c.want)
				}
				if got := saysOf(m, err); got != c.says {
					t.Errorf("says %q, want %q", got, c.says)
				}
			})
		})
	}
}

// A ledger of mounts is not that of backends, whose ids may be the same.
func TestIDsOfMountsAndBackends(t *testing.T) {
	t.Parallel()
	inWorld(t, settings{}, func(t *testing.T, w *world) {
		backend := w.Add("azureblob", nil)
		w.engine.backends.Ledger.Own("7")
		w.Plan(emulator.Fault{Method: "POST", Status: 201, Body: `{"id":"7","backend_id":"` + backend + `","mount_path":"/m","status":"active"}`})
		m, err := w.engine.Mount(t.Context(), engine.MountSpec{BackendID: backend})
		if err != nil || m.ID != "7" {
			t.Errorf("%+v, %v", m, err)
		}
	})
}

// A mount that was made and is being removed already is not adopted.
func TestLostMountIsStopping(t *testing.T) {
	t.Parallel()
	inWorld(t, settings{service: emulator.Options{MountReads: 3}}, func(t *testing.T, w *world) {
		backend := w.Add("azureblob", nil)
		lost := dropped(0, 1, emulator.First)
		lost.Hold = func(context.Context) { another(t, w, "DELETE", "/mounts/"+w.mountIDs()[0], "") }
		w.Plan(lost)
		m, err := w.engine.Mount(t.Context(), engine.MountSpec{BackendID: backend})
		if text := saysOf(m, err); text != "" || !slices.Contains(w.mountIDs(), m.ID) {
			t.Errorf("made %+v of %v, says %s", m, w.Mounts(), text)
		}
	})
}

// What other creates of this process are about to be told is not taken for what
// came late.
func TestSecondMountIsNoOthers(t *testing.T) {
	t.Parallel()
	slow := func(h http.Handler) http.Handler {
		return http.HandlerFunc(func(res http.ResponseWriter, req *http.Request) {
			h.ServeHTTP(res, req)
			if req.ContentLength > int64(len(`{"backend_id":"bck_0123456789abcdef"}`)) { // there are settings in it
				time.Sleep(20 * time.Second) // it is done, and its answer waits
			}
		})
	}
	inWorld(t, settings{wrap: slow}, func(t *testing.T, w *world) {
		backend := w.Add("azureblob", nil)
		w.Plan(dropped(0, 1, emulator.Never))
		var all sync.WaitGroup
		all.Go(func() {
			m, err := w.engine.Mount(t.Context(), engine.MountSpec{BackendID: backend})
			if text := saysOf(m, err); text != "" || m.ID == "" {
				t.Errorf("says %s", text)
			}
		})
		all.Go(func() {
			time.Sleep(3 * time.Second)
			if _, err := w.engine.Mount(t.Context(), engine.MountSpec{BackendID: backend, Settings: vfs("cache_max_age", `7`)}); err != nil {
				t.Error(err)
			}
		})
		all.Wait()
	})
}

// A create that waits for the first list, which another one asked for, ends with its own
// context.
func TestMountWaitsForTheFirstList(t *testing.T) {
	t.Parallel()
	inWorld(t, settings{}, func(t *testing.T, w *world) {
		backend := w.Add("azureblob", nil)
		w.Plan(dropped(0, 1, emulator.First), emulator.Fault{Method: "GET", Kind: emulator.Pass, Hold: within(20 * time.Second)})
		var all sync.WaitGroup
		all.Go(func() {
			if m, err := w.engine.Mount(t.Context(), engine.MountSpec{BackendID: backend, Path: "a"}); err != nil || m.ID == "" {
				t.Errorf("%+v, %v", m, err)
			}
		})
		for name, mount := range map[string]func(ctx context.Context) error{
			"a create": func(ctx context.Context) error {
				_, err := w.engine.Mount(ctx, engine.MountSpec{BackendID: backend, Path: "b"})
				return err
			},
			"a connect": func(ctx context.Context) error { // which waits for nobody
				_, err := w.engine.Connect(ctx, azure("one"))
				return err
			},
		} {
			all.Go(func() {
				time.Sleep(time.Second)
				ctx, cancel := context.WithTimeout(t.Context(), time.Second)
				defer cancel()
				if err := mount(ctx); errors.Is(err, context.DeadlineExceeded) != (name == "a create") {
					t.Errorf("%s: %v", name, err)
				}
			})
		}
		all.Wait()
		if n := len(w.Mounts()); n != 1 {
			t.Errorf("%d mounts", n)
		}
	})
}

// kinds of waves: what tells the mounts of one apart.
var kinds = map[string]struct {
	spec  func(i int) engine.MountSpec
	maker func(m emulator.Mount) string
}{
	"paths": {
		func(i int) engine.MountSpec { return engine.MountSpec{Path: fmt.Sprintf("m%d", i)} },
		func(m emulator.Mount) string { return m.Path[strings.LastIndex(m.Path, "/m")+2:] },
	},
	"paths below each other's": {
		func(i int) engine.MountSpec { return engine.MountSpec{Path: strings.Repeat("a/", i) + "m"} },
		func(m emulator.Mount) string { return fmt.Sprint(strings.Count(m.Path, "a/")) },
	},
	"labels": {
		func(i int) engine.MountSpec { return engine.MountSpec{Label: fmt.Sprint(i)} },
		func(m emulator.Mount) string { return m.Label },
	},
	"settings": {
		func(i int) engine.MountSpec { return engine.MountSpec{Settings: vfs("cache_max_age", fmt.Sprint(i))} },
		nil,
	},
	"nothing": {
		func(int) engine.MountSpec { return engine.MountSpec{} },
		func(emulator.Mount) string { return "" },
	},
}

func TestWavesOfMounts(t *testing.T) {
	t.Parallel()
	for _, deployment := range []string{"page", "2026-10 enveloped"} {
		service := deployments[deployment]
		for _, size := range []int{10, 30} {
			for lostName, lost := range map[string]int{"none": 0, "some": size / 2, "all": size} {
				for actsName, acts := range map[string]emulator.Acts{"before acting": emulator.Never, "after acting": emulator.First, "late": emulator.Late} {
					for kind := range kinds {
						t.Run(fmt.Sprintf("%s/%d/%s lost %s/by their %s", deployment, size, lostName, actsName, kind), func(t *testing.T) {
							t.Parallel()
							inWorld(t, settings{service: service}, func(t *testing.T, w *world) {
								waveOfMounts(t, w, size, lost, acts, kind)
							})
						})
					}
				}
			}
		}
	}
}

func waveOfMounts(t *testing.T, w *world, size, lost int, acts emulator.Acts, kind string) {
	backend := w.Add("azureblob", nil)
	if lost > 0 {
		fault := dropped(0, lost, acts)
		if acts == emulator.Late {
			fault.Hold = within(4 * time.Second)
		}
		w.Plan(fault)
	}
	a := newAudit()
	var all sync.WaitGroup
	for i := range size {
		all.Go(func() {
			s := kinds[kind].spec(i)
			s.BackendID = backend
			m, err := w.engine.Mount(t.Context(), s)
			a.enter(t, fmt.Sprint(i), m.ID, saysOf(m, err))
		})
	}
	all.Wait()
	time.Sleep(time.Minute) // until nothing can come late any more
	maker := kinds[kind].maker
	if maker == nil {
		maker = func(m emulator.Mount) string {
			_, age, _ := strings.Cut(another(t, w, "GET", "/mounts/"+m.ID, ""), `"cache_max_age":`)
			age, _, _ = strings.Cut(age, ",")
			return age
		}
	}
	a.check(t, mountersOf(w, maker))
	if lost == 0 {
		if n := len(w.Mounts()); n != size || w.sent() != anyMounts+strings.Repeat(", "+newMount, size) {
			t.Errorf("%d mounts, requests %s", n, w.sent())
		}
	}
	// What is lost and was made is left to a person.
	if acts != emulator.Never {
		size -= lost
	}
	if n := len(a.owner); n != size {
		t.Errorf("%d of %d creates have a mount:\n%s", n, size, a.text.String())
	}
}

// TestNoMountIsLost plays random faults against random mounts, alone and with
// other clients, and audits Hoody afterwards.
func TestNoMountIsLost(t *testing.T) {
	t.Parallel()
	const rounds, perRound = 60, 12
	for round, seed := range randomSeeds(rounds) {
		t.Run(fmt.Sprintf("%d seed %d", round, seed), func(t *testing.T) {
			t.Parallel()
			playMounts(t, seed, perRound)
		})
	}
}

func playMounts(t *testing.T, seed uint64, operations int) {
	random := rand.New(rand.NewPCG(seed, 0))
	service := randomService(random)
	service.MountReads = waiting[random.IntN(3)]
	inWorld(t, settings{service: service}, func(t *testing.T, w *world) {
		time.Sleep(time.Duration(random.IntN(1000)) * time.Millisecond)
		backends := []string{w.Add("azureblob", nil), w.Add("b2", nil)}
		strangers := map[string]string{mountedBy(t, w, backends[0], ""): "early stranger", mountedBy(t, w, backends[1], `,"label":"a"`): "early stranger"}
		time.Sleep(3 * time.Second)
		w.Plan(randomPlan(random, operations)...)
		a := newAudit()
		var (
			all sync.WaitGroup
			mu  sync.Mutex
		)
		for i := range operations {
			pause := time.Duration(random.IntN(8000)) * time.Millisecond
			s := engine.MountSpec{
				BackendID: backends[random.IntN(2)],
				Label:     []string{"", "a"}[random.IntN(2)],
				Path:      []string{"", "x", "y/x", fmt.Sprintf("p%d", i)}[random.IntN(4)],
			}
			stranger := random.IntN(10) == 0
			limit := randomLimit(random)
			all.Go(func() {
				time.Sleep(pause)
				if stranger {
					id := mountedBy(t, w, s.BackendID, fmt.Sprintf(`,"label":%q,"mount_path":"s%d"`, s.Label, i))
					mu.Lock()
					defer mu.Unlock()
					strangers[id] = "early stranger"
					return
				}
				ctx, cancel := limit(t.Context())
				defer cancel()
				m, err := w.engine.Mount(ctx, s)
				a.enter(t, fmt.Sprintf("create %d", i), m.ID, saysOf(m, err))
				if err == nil {
					if m.Label != s.Label || m.BackendID != s.BackendID || s.Path != "" && !strings.HasSuffix(m.Path, "/"+s.Path) {
						t.Errorf("asked for %+v, got %+v", s, m)
					}
					if _, err := w.engine.InspectMount(t.Context(), engine.MountRef{ID: m.ID}); errors.Is(err, engine.ErrNotFound) {
						t.Errorf("%s is called gone", m.ID)
					}
				}
			})
		}
		all.Wait()
		time.Sleep(time.Minute)
		a.check(t, mountersOf(w, func(m emulator.Mount) string { return strangers[m.ID] }))
	})
}

// A create waits for a path that becomes free in any way, and no longer for one
// that nobody does.
func TestPathThatBecomesFree(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name string
		// free removes the mount at the path, or goes on to.
		free func(t *testing.T, w *world, r engine.MountRef, besides *sync.WaitGroup)
		// wrap slows Hoody down.
		wrap func(http.Handler) http.Handler
		made bool
	}{
		{
			name: "somebody else unmounts", made: true,
			free: func(t *testing.T, w *world, r engine.MountRef, _ *sync.WaitGroup) {
				another(t, w, "DELETE", "/mounts/"+r.ID, "")
			},
		},
		{
			name: "this run unmounts, and that takes the documented 35 seconds", made: true, wrap: slowTo("DELETE", 35*time.Second),
			free: func(t *testing.T, w *world, r engine.MountRef, besides *sync.WaitGroup) {
				besides.Go(func() {
					if err := w.engine.Unmount(t.Context(), r); err != nil {
						t.Error(err)
					}
				})
				time.Sleep(time.Second)
			},
		},
		{name: "nobody does", free: func(*testing.T, *world, engine.MountRef, *sync.WaitGroup) {}},
	} {
		for name, dialect := range map[string]emulator.Dialect{"page": emulator.Page, "2026-10": emulator.October} {
			t.Run(c.name+"/"+name, func(t *testing.T) {
				t.Parallel()
				in := settings{service: emulator.Options{Dialect: dialect, MountReads: 3}, wrap: c.wrap}
				inWorld(t, in, func(t *testing.T, w *world) {
					backend := w.Add("azureblob", nil)
					before := w.Mount(backend, "photos")
					var besides sync.WaitGroup
					defer besides.Wait()
					c.free(t, w, engine.MountRef{ID: before, BackendID: backend, Path: w.Mounts()[0].Path}, &besides)
					began := time.Now()
					m, err := w.engine.Mount(t.Context(), engine.MountSpec{BackendID: backend, Path: "photos"})
					var refusal *engine.Error
					switch {
					case c.made && (err != nil || m.Status != "active" || m.ID == before || len(w.Mounts()) != 1):
						t.Errorf("made %+v, %v", m, err)
					case !c.made && (!errors.As(err, &refusal) || refusal.Field != engine.MountPath || !strings.HasPrefix(refusal.Advice, "Choose another mount_path, ")):
						t.Errorf("made %+v, %v", m, err)
					case !c.made && time.Since(began) > 15*time.Second:
						t.Errorf("waited %s", time.Since(began))
					}
				})
			})
		}
	}
}
