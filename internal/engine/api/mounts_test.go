package api

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/hoody/terraform-provider-hoody/internal/emulator"
	"github.com/hoody/terraform-provider-hoody/internal/engine"
	"github.com/hoody/terraform-provider-hoody/internal/engine/api/internal/wire"
)

// another is another client's request.
func another(t *testing.T, w *world, method, call, body string) string {
	t.Helper()
	status, answer := w.Ask(method, call, body)
	if status/100 != 2 {
		t.Errorf("another client's %s %s: %d %s", method, call, status, answer)
	}
	return answer
}

// mountedBy another client, in the words of a request; returns its id.
func mountedBy(t *testing.T, w *world, backend, more string) string {
	t.Helper()
	body := another(t, w, "POST", "/mounts", `{"backend_id":"`+backend+`"`+more+`}`)
	return mountID.FindString(body)
}

var (
	mountID   = regexp.MustCompile(`mount_[0-9a-f]{32}`)
	backendID = regexp.MustCompile(`\b((bck|bnd)_)?[0-9a-f]{16,32}\b`)
)

// anonymous is a text without the ids in it.
func anonymous(text string) string {
	return backendID.ReplaceAllString(mountID.ReplaceAllString(text, "MOUNT"), "BACKEND")
}

// sent are the requests so far, without ids.
func (w *world) sent() string {
	var all []string
	for _, call := range w.calls() {
		all = append(all, anonymous(call))
	}
	return strings.Join(all, ", ")
}

func (w *world) mountIDs() []string {
	var all []string
	for _, m := range w.Mounts() {
		all = append(all, m.ID)
	}
	return all
}

// saysOf is everything that a person reads of a mount.
func saysOf(m engine.Mount, err error) string { return told(engine.Remote{Notices: m.Notices}, err) }

// waiting are how many times a mount may be read before it is as it should be.
var waiting = []int{0, 1, 3}

// finalOn reports whether a fault is the last word on a method. A PATCH can be
// repeated as a DELETE can.
func finalOn(final, method string) bool {
	return strings.Contains(final, strings.Replace(method, http.MethodPatch, http.MethodDelete, 1))
}

// mountSteps are the calls about a mount at "photos", each with where its fault
// strikes and what holds after it succeeded.
var mountSteps = []struct {
	name, method, path string
	// refreshes says that a refresh asks once more, and no oftener.
	refreshes bool
	run       func(ctx context.Context, w *world, r engine.MountRef) error
	after     func(t *testing.T, w *world) bool
}{
	{
		"list", "GET", "/api/v1/mounts", false,
		func(ctx context.Context, w *world, r engine.MountRef) error {
			all, err := w.engine.Mounts(ctx)
			if err == nil && (len(all) != 1 || all[0].ID != r.ID) {
				return errors.New("another list")
			}
			return err
		}, there,
	},
	{
		"inspect, in the list", "GET", "/api/v1/mounts", true,
		inspect, there,
	},
	{
		"inspect, with its settings", "GET", "/api/v1/mounts/*", false,
		func(ctx context.Context, w *world, r engine.MountRef) error {
			r.WithSettings = true
			return inspect(ctx, w, r)
		}, there,
	},
	{
		"change", "PATCH", "", false,
		func(ctx context.Context, w *world, r engine.MountRef) error {
			_, err := w.engine.ChangeMount(ctx, r, vfs("cache_mode", `"minimal"`))
			return err
		},
		func(t *testing.T, w *world) bool {
			return strings.Contains(another(t, w, "GET", "/mounts/"+w.mountIDs()[0], ""), `"cache_mode":"minimal","cache_max_age":7`)
		},
	},
	{
		"repair, its settings", "GET", "/api/v1/mounts/*", false, repair, repaired,
	},
	{
		"repair", "PATCH", "", false, repair, repaired,
	},
	{
		"unmount", "DELETE", "", false, unmount, notThere,
	},
	{
		"unmount, its end", "GET", "/api/v1/mounts/*", false, unmount, notThere,
	},
}

func there(_ *testing.T, w *world) bool    { return len(w.Mounts()) == 1 }
func notThere(_ *testing.T, w *world) bool { return len(w.Mounts()) == 0 }

// repair has Hoody restart, which October's mounts with settings of their own do
// not survive.
func repair(ctx context.Context, w *world, r engine.MountRef) error {
	w.Restart()
	r.Repair = true
	_, err := w.engine.ChangeMount(ctx, r, nil)
	return err
}

func repaired(t *testing.T, w *world) bool {
	return w.Mounts()[0].Status == "active" &&
		strings.Contains(another(t, w, "GET", "/mounts/"+w.mountIDs()[0], ""), `"cache_max_age":7`)
}

func inspect(ctx context.Context, w *world, r engine.MountRef) error {
	m, err := w.engine.InspectMount(ctx, r)
	if err == nil && (m.ID != r.ID || m.Status != "active") {
		return fmt.Errorf("another mount: %+v", m)
	}
	return err
}

func unmount(ctx context.Context, w *world, r engine.MountRef) error {
	return w.engine.Unmount(ctx, r)
}

func TestMountCallsUnderFaults(t *testing.T) {
	t.Parallel()
	for deployment, service := range deployments {
		for _, reads := range waiting {
			service := service
			service.MountReads = reads
			for _, f := range faults {
				for _, step := range mountSteps {
					t.Run(fmt.Sprintf("%s/%d reads/%s/%s", deployment, reads, f.name, step.name), func(t *testing.T) {
						t.Parallel()
						inWorld(t, settings{service: service}, func(t *testing.T, w *world) {
							backend := w.Add("azureblob", nil)
							id := mountedBy(t, w, backend, `,"label":"Work","mount_path":"photos","vfs_config":{"cache_max_age":7}`)
							fault := f.fault
							fault.Method, fault.Path = step.method, step.path
							if w.refuse = f.refuse; f.refuse == 0 {
								w.Plan(fault)
							}
							err := step.run(t.Context(), w, engine.MountRef{ID: id, BackendID: backend, Path: w.Mounts()[0].Path})
							final := finalOn(f.final, step.method)
							if step.name == "inspect, with its settings" && service.Dialect == emulator.October && reads == 0 {
								final = false // its list has them, so nobody asks
							}
							if strings.HasPrefix(step.name, "inspect") && f.refuse == 2 || step.refreshes && f.fault.Times == 2 && !strings.HasPrefix(f.name, "asleep") && f.fault.Status != http.StatusConflict {
								if err == nil || errors.Is(err, engine.ErrNotFound) {
									t.Errorf("error %v", err)
								}
								return
							}
							if final && f.retold != "" {
								if err == nil || !strings.Contains(err.Error(), f.retold) {
									t.Fatalf("error %v, want one with %q", err, f.retold)
								}
								if errors.Is(err, engine.ErrNotFound) {
									t.Error("it is called gone")
								}
								return
							}
							if final { // an answer that nobody can tell from a good one
								if err == nil && step.name == "unmount" {
									t.Error("the mount is called gone")
								}
								return
							}
							garbled := fault.Kind == emulator.Garble
							if garbled && (step.name == "unmount, its end" && reads == 0 && service.Dialect == emulator.Page ||
								step.name == "change" && reads > 0 && service.Dialect == emulator.October) {
								// Such a 404 may be a proxy's: the mount is gone, and nobody can be sure. Nor
								// that such a 409 says that the first change is under way.
								if err == nil || !strings.Contains(err.Error(), "not as the Hoody API does") {
									t.Errorf("error %v", err)
								}
								return
							}
							if err != nil {
								t.Fatal(err)
							}
							if !step.after(t, w) {
								t.Error("Hoody did not do it")
							}
						})
					})
				}
			}
		}
	}
}

// refreshMounts inspects mounts ten at a time, as Terraform does.
func refreshMounts(t *testing.T, w *world, refs []engine.MountRef) {
	var all sync.WaitGroup
	next := make(chan engine.MountRef)
	for range 10 {
		all.Go(func() {
			for r := range next {
				m, err := w.engine.InspectMount(t.Context(), r)
				if err != nil || m.ID != r.ID {
					t.Errorf("%s: %+v, %v", r.ID, m, err)
				}
			}
		})
	}
	for _, r := range refs {
		next <- r
	}
	close(next)
	all.Wait()
}

func TestRefreshOfAThousandMounts(t *testing.T) {
	t.Parallel()
	for deployment, service := range deployments {
		for name, c := range map[string]struct {
			withCache bool
			requests  int
		}{"without settings": {false, 1}, "with settings": {true, 1001}} {
			t.Run(deployment+"/"+name, func(t *testing.T) {
				t.Parallel()
				inWorld(t, settings{service: service}, func(t *testing.T, w *world) {
					backend := w.Add("azureblob", nil)
					var refs []engine.MountRef
					for i := range 1000 {
						refs = append(refs, engine.MountRef{ID: w.Mount(backend, fmt.Sprintf("m%d", i)), BackendID: backend, WithSettings: c.withCache})
					}
					for i, m := range w.Mounts() {
						refs[i].Path = m.Path
					}
					refreshMounts(t, w, refs)
					if service.Dialect == emulator.October {
						c.requests = 1 // its list has the settings
					}
					if n := len(w.Requests()); n != c.requests {
						t.Errorf("%d requests, want %d", n, c.requests)
					}
				})
			})
		}
	}
}

// What is seen of a mount, in the list and by its id.
func TestMountAsItIsSeen(t *testing.T) {
	t.Parallel()
	inWorld(t, settings{}, func(t *testing.T, w *world) {
		backend := w.Add("azureblob", nil)
		id := mountedBy(t, w, backend, `,"label":"Work","mount_path":"photos","vfs_config":{"cache_mode":"full","cache_max_age":"1m","cache_max_size":"1Mi","dir_cache_time":5}`)
		listed := engine.Mount{
			ID: id, BackendID: backend, Label: "Work", Path: "/hoody/mounts/photos", Status: "active",
			CreatedAt: time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC), // when a bubble begins
		}
		whole := listed
		whole.Settings = vfs("cache_mode", `"full"`, "cache_max_age", `60`, "cache_max_size", `1048576`, "dir_cache_time", `5`)
		all, err := w.engine.Mounts(t.Context())
		if err != nil || !reflect.DeepEqual(all, []engine.Mount{listed}) {
			t.Errorf("listed %+v, %v", all, err)
		}
		for name, c := range map[string]struct {
			at   engine.MountRef
			want engine.Mount
		}{
			"by its id":                     {engine.MountRef{ID: id}, listed},
			"by its id, with settings":      {engine.MountRef{ID: id, WithSettings: true}, whole},
			"as it was":                     {engine.MountRef{Path: "/hoody/mounts/photos", ID: id, BackendID: backend}, listed},
			"as it was, with settings":      {engine.MountRef{Path: "/hoody/mounts/photos", ID: id, BackendID: backend, WithSettings: true}, whole},
			"by its path, and nothing else": {engine.MountRef{Path: "/hoody/mounts/photos/"}, whole},
			"under another id than before":  {engine.MountRef{Path: "/hoody/mounts/photos", ID: "mount_0", BackendID: backend}, whole},
			"of another backend":            {engine.MountRef{Path: "/hoody/mounts/photos", ID: "mount_0", BackendID: "bck_0"}, whole},
		} {
			if m, err := w.engine.InspectMount(t.Context(), c.at); err != nil || !reflect.DeepEqual(m, c.want) {
				t.Errorf("%s: %+v, %v", name, m, err)
			}
		}
		for name, r := range map[string]engine.MountRef{
			"the end of its path": {Path: "/photos"}, "a path below it": {Path: "/hoody/mounts/photos/2024"}, "another id": {ID: "mount_0"},
		} {
			if m, err := w.engine.InspectMount(t.Context(), r); !errors.Is(err, engine.ErrNotFound) {
				t.Errorf("%s: %+v, %v", name, m, err)
			}
		}
	})
}

// A list that does not show a mount yet makes it not gone: it is asked for by its id.
func TestMountThatTheListLacks(t *testing.T) {
	t.Parallel()
	inWorld(t, settings{}, func(t *testing.T, w *world) {
		backend := w.Add("azureblob", nil)
		id := w.Mount(backend, "photos")
		w.Plan(emulator.Fault{Path: "/api/v1/mounts", Status: 200, Body: `{"count":0,"mounts":[]}`})
		r := engine.MountRef{Path: "/hoody/mounts/photos", ID: id, BackendID: backend}
		if m, err := w.engine.InspectMount(t.Context(), r); err != nil || m.ID != id || m.Path != r.Path {
			t.Errorf("%+v, %v", m, err)
		}
		if got := w.sent(); got != "GET /mounts, GET /mounts/MOUNT" {
			t.Error(got)
		}
	})
}

// What a mount that is not where its id says comes to.
func TestMountIsGone(t *testing.T) {
	t.Parallel()
	const (
		lists = "/api/v1/mounts"
		reads = "/api/v1/mounts/*"
	)
	unavailable := func(path string, times int) emulator.Fault {
		return emulator.Fault{
			Path: path, Status: 503, Times: times, Header: http.Header{"Retry-After": {"7"}},
			Body: `{"success":false,"error":"The storage of mounts is not there","code":"MOUNT_STORAGE_UNAVAILABLE"}`,
		}
	}
	for _, c := range []struct {
		name string
		// anew is where the backend is mounted now.
		anew   string
		faults []emulator.Fault
		// what each call says; "gone" is ErrNotFound.
		inspect, change, unmount string
	}{
		{name: "gone", inspect: "gone", change: "gone"},
		{name: "gone, without a body", faults: []emulator.Fault{{Path: reads, Status: 404, Times: -1}}, inspect: "gone", change: "gone"},
		{name: "gone, in JSON", faults: []emulator.Fault{{Path: reads, Status: 404, Body: `{"code":"MOUNT_NOT_FOUND"}`, Times: -1}}, inspect: "gone", change: "gone"},
		{
			name: "a proxy's page", faults: []emulator.Fault{{Path: reads, Status: 404, Body: "<html>", Times: -1}},
			inspect: "not as the Hoody API", change: "not as the Hoody API", unmount: "not as the Hoody API",
		},
		{name: "mounted anew", anew: "photos"},
		{name: "mounted anew elsewhere", anew: "films", inspect: "gone", change: "gone"},
		{name: "unavailable for a while", faults: []emulator.Fault{unavailable(reads, 3)}, inspect: "gone", change: "gone"},
		{
			name: "unavailable", faults: []emulator.Fault{unavailable(reads, -1)},
			inspect: "is not there (MOUNT_STORAGE_UNAVAILABLE)", change: "is not there (MOUNT_STORAGE_UNAVAILABLE)", unmount: "is not there (MOUNT_STORAGE_UNAVAILABLE)",
		},
		{name: "all unavailable for a while, mounted anew", anew: "photos", faults: []emulator.Fault{unavailable("/", 1)}},
		{
			name: "nobody can see whether it is mounted anew", anew: "photos", faults: []emulator.Fault{unavailable(lists, -1)},
			inspect: "is not there (MOUNT_STORAGE_UNAVAILABLE)", change: "is not there (MOUNT_STORAGE_UNAVAILABLE)", unmount: "is not there (MOUNT_STORAGE_UNAVAILABLE)",
		},
		{
			name: "no route, without a body", faults: []emulator.Fault{{Path: "/", Status: 404, Times: -1}},
			inspect: "Hoody has no list of mounts", change: "Hoody has no list of mounts", unmount: "Hoody has no list of mounts",
		},
		{
			name: "no route, in an envelope", faults: []emulator.Fault{{Path: "/", Status: 404, Body: `{"statusCode":404,"message":"Not Found"}`, Times: -1}},
			inspect: "Hoody has no list of mounts", change: "Hoody has no list of mounts", unmount: "Hoody has no list of mounts",
		},
		{
			name: "no route, as the API says it", faults: []emulator.Fault{{Path: "/", Status: 404, Body: `{"success":false,"error":"Container not found"}`, Times: -1}},
			inspect: "Hoody has no list of mounts", change: "Hoody has no list of mounts", unmount: "Hoody has no list of mounts",
		},
	} {
		for deployment, service := range deployments {
			for _, reads := range waiting {
				service := service
				service.MountReads = reads
				calls := map[string]struct {
					says string
					run  func(ctx context.Context, w *world, r engine.MountRef) error
				}{
					"inspect": {c.inspect, func(ctx context.Context, w *world, r engine.MountRef) error {
						m, err := w.engine.InspectMount(ctx, r)
						if err == nil && m.Path != r.Path {
							return fmt.Errorf("another mount: %+v", m)
						}
						return err
					}},
					"inspect, with settings": {c.inspect, func(ctx context.Context, w *world, r engine.MountRef) error {
						r.WithSettings = true
						m, err := w.engine.InspectMount(ctx, r)
						if err == nil && (m.Path != r.Path || m.Settings["cache_mode"] == nil) {
							return fmt.Errorf("another mount: %+v", m)
						}
						return err
					}},
					"change": {c.change, func(ctx context.Context, w *world, r engine.MountRef) error {
						_, err := w.engine.ChangeMount(ctx, r, vfs("cache_max_age", `9`))
						if err == nil && !strings.Contains(another(t, w, "GET", "/mounts/"+w.mountIDs()[0], ""), `"cache_max_age":9,`) {
							return errors.New("not changed")
						}
						return err
					}},
					"unmount": {c.unmount, func(ctx context.Context, w *world, r engine.MountRef) error {
						err := w.engine.Unmount(ctx, r)
						if err == nil && c.anew == "photos" && len(w.Mounts()) > 0 {
							return errors.New("still there")
						}
						return err
					}},
				}
				for name, call := range calls {
					t.Run(fmt.Sprintf("%s/%s/%d reads/%s", c.name, deployment, reads, name), func(t *testing.T) {
						t.Parallel()
						inWorld(t, settings{service: service}, func(t *testing.T, w *world) {
							backend := w.Add("azureblob", nil)
							w.Mount(w.Add("azureblob", nil), "others")
							r := engine.MountRef{ID: "mount_0", BackendID: backend, Path: w.Mounts()[0].Path[:len(w.Mounts()[0].Path)-len("others")] + "photos"}
							w.Unmount(w.mountIDs()[0])
							if c.anew != "" {
								mountedBy(t, w, backend, `,"mount_path":"`+c.anew+`"`)
							}
							w.Plan(c.faults...)
							err := call.run(t.Context(), w, r)
							switch {
							case call.says == "" && err != nil,
								call.says == "gone" && !errors.Is(err, engine.ErrNotFound),
								call.says != "" && call.says != "gone" && (err == nil || errors.Is(err, engine.ErrNotFound) || !strings.Contains(err.Error(), call.says)):
								t.Errorf("error %v, want %q", err, call.says)
							}
							if c.anew == "films" && len(w.Mounts()) != 1 {
								t.Error("another mount was removed")
							}
						})
					})
				}
			}
		}
	}
}

// A mount that goes while it is looked at is found again where it comes back.
func TestMountMadeAnewMeanwhile(t *testing.T) {
	t.Parallel()
	inWorld(t, settings{}, func(t *testing.T, w *world) {
		backend := w.Add("azureblob", nil)
		r := engine.MountRef{ID: w.Mount(backend, "photos"), BackendID: backend, Path: "/hoody/mounts/photos", WithSettings: true}
		if _, err := w.engine.Mounts(t.Context()); err != nil {
			t.Fatal(err)
		}
		w.Unmount(r.ID)
		id := w.Mount(backend, "photos")
		if m, err := w.engine.InspectMount(t.Context(), r); err != nil || m.ID != id {
			t.Errorf("%+v, %v, want %s", m, err, id)
		}
		if got := w.sent(); got != "GET /mounts, GET /mounts/MOUNT, GET /mounts, GET /mounts/MOUNT" {
			t.Error(got)
		}
		w.Plan(emulator.Fault{Path: "/api/v1/mounts", Status: 400, Body: `{"success":false,"error":"No list"}`})
		if _, err := w.engine.InspectMount(t.Context(), r); err == nil || errors.Is(err, engine.ErrNotFound) || !strings.Contains(wire.Reason(err), "No list") {
			t.Errorf("without a list: %v", err)
		}
	})
}

// One that is being removed from its place is not what was there before.
func TestMountMadeAnewIsStopping(t *testing.T) {
	t.Parallel()
	inWorld(t, settings{service: emulator.Options{MountReads: 3}}, func(t *testing.T, w *world) {
		backend := w.Add("azureblob", nil)
		another(t, w, "DELETE", "/mounts/"+w.Mount(backend, "photos"), "")
		_, err := w.engine.ChangeMount(t.Context(), engine.MountRef{ID: "mount_0", BackendID: backend, Path: "/hoody/mounts/photos"}, vfs())
		if !errors.Is(err, engine.ErrNotFound) {
			t.Errorf("error %v", err)
		}
	})
}

// A mount that does not get ready within the time of a refresh is said to be as
// it is. One that does not go is an error.
func TestMountIsSlow(t *testing.T) {
	t.Parallel()
	inWorld(t, settings{service: emulator.Options{MountReads: 1000}}, func(t *testing.T, w *world) {
		backend := w.Add("azureblob", nil)
		id := mountedBy(t, w, backend, "")
		m, err := w.engine.InspectMount(t.Context(), engine.MountRef{ID: id})
		if err != nil || m.ID != id || m.Status != "starting" {
			t.Errorf("%+v, %v", m, err)
		}
		err = w.engine.Unmount(t.Context(), engine.MountRef{ID: id})
		const want = "The mount MOUNT is still stopping.\nApply again in a while; the resource's timeouts give it longer."
		if err == nil || anonymous(err.Error()) != want {
			t.Errorf("error %v, want %q", err, want)
		}
	})
}

// A destroy leaves what is not its resource's: what a create made at the same path at
// the same time, as for a resource that got another name, and a mount of another backend.
func TestUnmountLeavesWhatOthersMade(t *testing.T) {
	t.Parallel()
	spec := func(backend string) engine.MountSpec { return engine.MountSpec{BackendID: backend, Path: "photos"} }
	create := func(t *testing.T, w *world, backend, _ string) {
		if _, err := w.engine.Mount(t.Context(), spec(backend)); err != nil {
			t.Error(err)
		}
	}
	for name, c := range map[string]struct {
		// lost says that the unmount is acted on and its answer lost; without it the mount
		// is gone before.
		lost bool
		then func(t *testing.T, w *world, backend, other string)
		left bool
	}{
		"a create's":                      {false, create, true},
		"a create's, answer lost":         {true, create, true},
		"another client's":                {false, func(_ *testing.T, w *world, backend, _ string) { w.Mount(backend, "photos") }, false},
		"another client's, answer lost":   {true, func(_ *testing.T, w *world, backend, _ string) { w.Mount(backend, "photos") }, false},
		"of another backend":              {false, func(_ *testing.T, w *world, _, other string) { w.Mount(other, "photos") }, true},
		"of another backend, answer lost": {true, func(_ *testing.T, w *world, _, other string) { w.Mount(other, "photos") }, true},
		"a create's, of another backend":  {false, func(t *testing.T, w *world, _, other string) { create(t, w, other, "") }, true},
		"another client's, going by itself": {false, func(t *testing.T, w *world, backend, _ string) {
			w.Ask("DELETE", "/mounts/"+w.Mount(backend, "photos"), "")
		}, false},
		"nobody's, and nothing is left there": {true, func(*testing.T, *world, string, string) {}, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			inWorld(t, settings{}, func(t *testing.T, w *world) {
				backend, other := w.Add("azureblob", nil), w.Add("b2", nil)
				r := engine.MountRef{ID: w.Mount(backend, "photos"), BackendID: backend, Path: "/hoody/mounts/photos"}
				if c.lost {
					w.Plan(emulator.Fault{Method: "DELETE", Kind: emulator.Drop, Acts: emulator.First, Hold: func(context.Context) { c.then(t, w, backend, other) }})
				} else {
					w.Unmount(r.ID)
					c.then(t, w, backend, other)
				}
				if err := w.engine.Unmount(t.Context(), r); err != nil {
					t.Error(err)
				}
				if left := len(w.Mounts()) == 1; left != c.left {
					t.Errorf("left %+v", w.Mounts())
				}
			})
		})
	}
}

// A change is not made to a mount of another backend.
func TestChangeLeavesAnotherBackend(t *testing.T) {
	t.Parallel()
	inWorld(t, settings{}, func(t *testing.T, w *world) {
		w.Mount(w.Add("b2", nil), "photos")
		r := engine.MountRef{ID: "mount_0", BackendID: w.Add("azureblob", nil), Path: "/hoody/mounts/photos"}
		if _, err := w.engine.ChangeMount(t.Context(), r, vfs("cache_max_age", `9`)); !errors.Is(err, engine.ErrNotFound) {
			t.Errorf("error %v", err)
		}
		if got := w.sent(); got != "PATCH /mounts/mount_0, GET /mounts" {
			t.Error(got)
		}
	})
}

// An id of a backend is not asked for either where it would ask something else.
func TestBackendIDs(t *testing.T) {
	t.Parallel()
	const want = "\"../mounts/m\" is not the id of a backend.\nIds look like bck_0123456789abcdef; this lists them: " +
		"curl -H \"Authorization: Bearer $HOODY_TOKEN\" \"http://127.0.0.1/api/v1/backends\""
	ref := engine.Ref{ID: "../mounts/m", Spec: azure("one")}
	for name, call := range map[string]func(ctx context.Context, e *Engine) error{
		"Backend":    func(ctx context.Context, e *Engine) error { _, err := e.Backend(ctx, ref.ID); return err },
		"Test":       func(ctx context.Context, e *Engine) error { _, err := e.Test(ctx, ref); return err },
		"Rotate":     func(ctx context.Context, e *Engine) error { return e.Rotate(ctx, ref, nil) },
		"Disconnect": func(ctx context.Context, e *Engine) error { return e.Disconnect(ctx, ref) },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			inWorld(t, settings{options: Options{Token: "t0ken"}}, func(t *testing.T, w *world) {
				if err := call(t.Context(), w.engine); err == nil || err.Error() != want {
					t.Errorf("error %v, want %q", err, want)
				}
				if got := w.sent(); got != "" {
					t.Errorf("requests %s", got)
				}
			})
		})
	}
}

// An id that would ask something else than what is meant is not asked for.
func TestMountIDs(t *testing.T) {
	t.Parallel()
	const want = "\"../backends/b\" is not the id of a mount.\nIds look like mount_0123456789abcdef…; this lists them: curl \"http://127.0.0.1/api/v1/mounts\""
	for name, call := range map[string]func(ctx context.Context, e *Engine, r engine.MountRef) error{
		"InspectMount": func(ctx context.Context, e *Engine, r engine.MountRef) error {
			_, err := e.InspectMount(ctx, r)
			return err
		},
		"ChangeMount": func(ctx context.Context, e *Engine, r engine.MountRef) error {
			_, err := e.ChangeMount(ctx, r, vfs())
			return err
		},
		"Unmount": func(ctx context.Context, e *Engine, r engine.MountRef) error { return e.Unmount(ctx, r) },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			inWorld(t, settings{}, func(t *testing.T, w *world) {
				if err := call(t.Context(), w.engine, engine.MountRef{ID: "../backends/b"}); err == nil || err.Error() != want {
					t.Errorf("error %v, want %q", err, want)
				}
				if got := w.sent(); got != "" && got != anyMounts {
					t.Errorf("requests %s", got)
				}
			})
		})
	}
}

// What Hoody has just refused to do is no advice.
func TestUnmountRefusals(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name   string
		status int
		body   string
		want   string
	}{
		{
			name: "files are open", status: 409, body: `{"success":false,"error":"2 files are open","code":"MOUNT_IN_USE"}`,
			want: `Hoody answered 409 Conflict to DELETE: "2 files are open (MOUNT_IN_USE)".` + "\nClose what uses it, then apply again.",
		},
		{
			name: "of a version that says 400", status: 400, body: `{"success":false,"error":"The mount has open files"}`,
			want: `Hoody answered 400 Bad Request to DELETE: "The mount has open files".` + "\nClose what uses it, then apply again.",
		},
		{
			name: "for another reason", status: 400, body: `{"success":false,"error":"Not today"}`,
			want: `Hoody answered 400 Bad Request to DELETE: "Not today".` + "\nCheck the mount at Hoody.",
		},
		{
			name: "a login page", status: 200, body: `<html><title>Sign in</title>`,
			want: `http://127.0.0.1 answered 200 OK to DELETE with a web page ("Sign in"), not as the Hoody API does.` +
				"\nCheck the endpoint: a proxy or a login gate may be in the way, or something else answers there.",
		},
		{
			name: "a failure", status: 500, body: `{"success":false,"error":"No"}`,
			want: `Hoody answered 500 Internal Server Error to DELETE: "No".` +
				"\nYour configuration is not to blame. Try again; if it stays so, ask Hoody's support, with the time of the request.",
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			inWorld(t, settings{}, func(t *testing.T, w *world) {
				id := w.Mount(w.Add("azureblob", nil), "photos")
				w.Plan(emulator.Fault{Method: "DELETE", Times: -1, Status: c.status, Body: c.body})
				err := w.engine.Unmount(t.Context(), engine.MountRef{ID: id})
				if got := told(engine.Remote{}, err); got != c.want {
					t.Errorf("says %q, want %q", got, c.want)
				}
			})
		})
	}
}

func TestMountRequests(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name string
		// mounted is a mount of another backend, too.
		reads int
		run   func(ctx context.Context, e *Engine, backend string, r engine.MountRef) error
		want  string
	}{
		{"create", 0, func(ctx context.Context, e *Engine, backend string, _ engine.MountRef) error {
			_, err := e.Mount(ctx, engine.MountSpec{BackendID: backend})
			return err
		}, "GET /mounts, POST /mounts"},
		{"create, starting", 2, func(ctx context.Context, e *Engine, backend string, _ engine.MountRef) error {
			_, err := e.Mount(ctx, engine.MountSpec{BackendID: backend})
			return err
		}, "GET /mounts, POST /mounts, GET /mounts/MOUNT, GET /mounts/MOUNT, GET /mounts/MOUNT"},
		{"create where something is", 0, func(ctx context.Context, e *Engine, backend string, _ engine.MountRef) error {
			if _, err := e.Mount(ctx, engine.MountSpec{BackendID: backend, Path: "photos"}); err == nil {
				return errors.New("mounted")
			}
			return nil
		}, "GET /mounts, POST /mounts, GET /mounts, GET /mounts, GET /mounts, GET /mounts, GET /mounts, GET /mounts, GET /mounts"},
		{"inspect", 0, func(ctx context.Context, e *Engine, _ string, r engine.MountRef) error {
			_, err := e.InspectMount(ctx, r)
			return err
		}, "GET /mounts"},
		{"change", 0, func(ctx context.Context, e *Engine, _ string, r engine.MountRef) error {
			_, err := e.ChangeMount(ctx, r, vfs("cache_mode", `"off"`))
			return err
		}, "PATCH /mounts/MOUNT"},
		{"unmount", 0, func(ctx context.Context, e *Engine, _ string, r engine.MountRef) error { return e.Unmount(ctx, r) }, "DELETE /mounts/MOUNT, GET /mounts/MOUNT"},
		{"unmount what is gone", 0, func(ctx context.Context, e *Engine, _ string, r engine.MountRef) error {
			return e.Unmount(ctx, engine.MountRef{ID: "mount_0", BackendID: r.BackendID, Path: "/hoody/mounts/films"})
		}, "DELETE /mounts/mount_0, GET /mounts"},
		{"unmount what is gone and was imported", 0, func(ctx context.Context, e *Engine, _ string, _ engine.MountRef) error {
			return e.Unmount(ctx, engine.MountRef{ID: "mount_0"})
		}, "DELETE /mounts/mount_0, GET /mounts"},
		{"disconnect two backends", 0, func(ctx context.Context, e *Engine, backend string, r engine.MountRef) error {
			if err := e.Disconnect(ctx, engine.Ref{ID: backend, Spec: azure("one")}); err != nil {
				return err
			}
			if err := e.Disconnect(ctx, engine.Ref{ID: r.BackendID, Spec: azure("two")}); err == nil {
				return errors.New("disconnected a mounted backend")
			}
			return nil
		}, "GET /backends/BACKEND, DELETE /backends/BACKEND, GET /backends/BACKEND"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			inWorld(t, settings{service: emulator.Options{MountReads: c.reads}}, func(t *testing.T, w *world) {
				backend, other := w.Add("azureblob", nil), w.Add("azureblob", nil)
				r := engine.MountRef{ID: w.Mount(other, "photos"), BackendID: other, Path: "/hoody/mounts/photos"}
				if err := c.run(t.Context(), w.engine, backend, r); err != nil {
					t.Error(err)
				}
				if got := w.sent(); got != c.want {
					t.Errorf("requests %q, want %q", got, c.want)
				}
			})
		})
	}
}

// After a change of this process the next read lists again.
func TestMountListIsDropped(t *testing.T) {
	t.Parallel()
	inWorld(t, settings{}, func(t *testing.T, w *world) {
		backend := w.Add("azureblob", nil)
		list := func(want ...string) {
			t.Helper()
			all, err := w.engine.Mounts(t.Context())
			var got []string
			for _, m := range all {
				got = append(got, m.ID)
			}
			if err != nil || !slices.Equal(got, want) {
				t.Errorf("listed %v, %v, want %v", got, err, want)
			}
		}
		list()
		m, err := w.engine.Mount(t.Context(), engine.MountSpec{BackendID: backend})
		if err != nil {
			t.Fatal(err)
		}
		list(m.ID)
		specs, err := w.engine.UnmountAll(t.Context(), engine.Ref{ID: backend})
		if err != nil {
			t.Fatal(err)
		}
		list()
		if _, err := w.engine.MountAll(t.Context(), specs); err != nil {
			t.Fatal(err)
		}
		list(w.mountIDs()[0])
		if err := w.engine.Unmount(t.Context(), engine.MountRef{ID: w.mountIDs()[0]}); err != nil {
			t.Fatal(err)
		}
		list()
	})
}

func TestNoMountsAtAll(t *testing.T) {
	t.Parallel()
	inWorld(t, settings{}, func(t *testing.T, w *world) {
		w.Plan(emulator.Fault{Status: 404, Body: `{"success":false,"error":"Not found"}`, Times: -1})
		_, err := w.engine.Mounts(t.Context())
		if want := `Hoody has no list of mounts: Hoody answered 404 Not Found to GET: "Not found".` + "\nCheck the endpoint, and the version of Hoody."; err == nil || err.Error() != want {
			t.Errorf("error %v, want %q", err, want)
		}
	})
}

func TestChangeMountErrors(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name  string
		cache engine.Settings
		fault emulator.Fault
		want  engine.Error
	}{
		{
			name: "a mode", cache: vfs("cache_mode", `"on"`),
			want: engine.Error{Field: "cache_mode", Message: "Field 'vfs_config.cache_mode' must be one of off, minimal, writes, full", Advice: "Correct the setting; nothing was changed."},
		},
		{
			name: "a size", cache: vfs("cache_max_size", `-1`),
			want: engine.Error{Field: "cache_max_size", Message: "Field 'vfs_config.cache_max_size' must be bytes or a size", Advice: "Correct the setting; nothing was changed."},
		},
		{
			name:  "403",
			fault: emulator.Fault{Status: 403, Body: `{"success":false,"error":"Remote is off","code":"REMOTE_DISABLED"}`},
			want:  engine.Error{Message: "Remote is off (REMOTE_DISABLED)", Advice: "Enable remote backends at Hoody. If they are enabled already, check what the token or the gate before Hoody allows."},
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			inWorld(t, settings{}, func(t *testing.T, w *world) {
				id := w.Mount(w.Add("azureblob", nil), "photos")
				if c.fault.Status != 0 {
					w.Plan(c.fault)
				}
				_, err := w.engine.ChangeMount(t.Context(), engine.MountRef{ID: id}, c.cache)
				e, ok := errors.AsType[*engine.Error](err)
				if ok {
					e.Message = wordsOf(e.Message)
				}
				if !ok || *e != c.want {
					t.Errorf("got  %#v\nwant %#v", err, &c.want)
				}
			})
		})
	}
}

// The token and the endpoint, which may be a credential, are in no error, even
// if Hoody repeats them.
func TestMountErrorsHideSecrets(t *testing.T) {
	t.Parallel()
	const token, kit = "the-token-5f1c", "the-kit-url-77a0"
	calls := map[string]func(ctx context.Context, e *Engine) error{
		"Mount": func(ctx context.Context, e *Engine) error {
			_, err := e.Mount(ctx, engine.MountSpec{BackendID: "bck_0", Path: "photos"})
			return err
		},
		"MountAll": func(ctx context.Context, e *Engine) error {
			_, err := e.MountAll(ctx, []engine.MountSpec{{BackendID: "bck_0", Path: "/photos"}})
			return err
		},
	}
	for name, call := range mountCallsThatEnd {
		calls[name] = call
	}
	echo := fmt.Sprintf(`{"success":false,"error":"no mounts for %s at http://127.0.0.1/%s/api/v1/mounts","code":"X"}`, token, kit)
	for call, run := range calls {
		for _, fault := range []emulator.Fault{
			{Status: 400, Body: echo}, {Status: 409, Body: echo}, {Status: 500, Body: echo}, {Status: 502, Body: echo}, {Status: 503, Body: echo},
			{Status: 403, Body: echo}, {Kind: emulator.Drop}, {Status: 502, Body: page502 + token},
			{Status: 200, Body: `{"id":"mount_0","backend_id":"bck_0","mount_path":"/` + kit + `","status":"stopping ` + token + `","mounts":[{"id":"mount_0","backend_id":"bck_0","status":"stopping"}]}`},
		} {
			t.Run(fmt.Sprintf("%s/%d %d", call, fault.Status, fault.Kind), func(t *testing.T) {
				t.Parallel()
				inWorld(t, settings{
					service: emulator.Options{Prefix: "/" + kit, Token: token},
					options: Options{Endpoint: "http://127.0.0.1/" + kit, Token: token},
				}, func(t *testing.T, w *world) {
					fault.Times = -1
					w.Plan(fault)
					err := run(t.Context(), w.engine)
					if fault.Status != 200 && err == nil {
						t.Fatal("no error")
					}
					if text := fmt.Sprint(err); strings.Contains(text, token) || strings.Contains(text, kit) {
						t.Errorf("says %s", text)
					}
				})
			})
		}
	}
}

// A service that cannot change settings in place says 501: the mount can be replaced.
func TestServiceThatCannotChangeSettings(t *testing.T) {
	t.Parallel()
	inWorld(t, settings{}, func(t *testing.T, w *world) {
		id := w.Mount(w.Add("azureblob", nil), "photos")
		w.Plan(emulator.Fault{Method: "PATCH", Status: 501, Body: `{"success":false,"error":"Not in this version"}`, Times: -1})
		_, err := w.engine.ChangeMount(t.Context(), engine.MountRef{ID: id}, vfs("cache_max_age", `7`))
		const want = `Hoody answered 501 Not Implemented to PATCH: "Not in this version".` + "\n" +
			"This version of Hoody cannot do that in place. Replace the mount: terraform apply -replace=ADDRESS"
		if got := told(engine.Remote{}, err); got != want {
			t.Errorf("says %q, want %q", got, want)
		}
		w.expectCalls(t, "PATCH /mounts/"+id)
	})
}
