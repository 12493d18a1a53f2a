package api

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"path"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/hoody/terraform-provider-hoody/internal/emulator"
	"github.com/hoody/terraform-provider-hoody/internal/engine"
)

// someMounts mounts a backend three times, each in its own way.
func someMounts(t *testing.T, w *world, backend string) {
	t.Helper()
	mountedBy(t, w, backend, `,"label":"Work & <play>","mount_path":"photos/2024","vfs_config":{"cache_mode":"off","cache_max_age":0,"cache_max_size":1048576,"dir_cache_time":7}`)
	mountedBy(t, w, backend, `,"mount_path":"films","vfs_config":{"cache_mode":"full"}`)
	mountedBy(t, w, backend, "")
}

var changing = regexp.MustCompile(`"(created_at|updated_at|status)":("\w+"|\d+)`)

// seen is all that can be seen of the mounts, by their paths, without what
// changes when one is mounted again.
func seen(t *testing.T, w *world) map[string]string {
	all := map[string]string{}
	for _, m := range w.Mounts() {
		body := another(t, w, "GET", "/mounts/"+m.ID, "")
		all[m.Path] = changing.ReplaceAllString(strings.Replace(body, `"id":"`+m.ID+`"`, "", 1), "")
	}
	return all
}

func pathsOf(specs []engine.MountSpec) string {
	var all []string
	for _, s := range specs {
		all = append(all, anonymous(s.Path))
	}
	return strings.Join(all, " ")
}

func TestRemount(t *testing.T) {
	t.Parallel()
	for deployment, service := range deployments {
		for _, reads := range waiting {
			service := service
			service.MountReads = reads
			t.Run(fmt.Sprintf("%s/%d reads", deployment, reads), func(t *testing.T) {
				t.Parallel()
				inWorld(t, settings{service: service}, func(t *testing.T, w *world) {
					backend, other := w.Add("azureblob", map[string]any{"key": "old"}), w.Add("azureblob", nil)
					someMounts(t, w, backend)
					kept := w.Mount(other, "others")
					before := seen(t, w)
					ref := engine.Ref{ID: backend, Spec: azure("one")}
					specs, err := w.engine.UnmountAll(t.Context(), ref)
					if err != nil {
						t.Fatal(err)
					}
					if got := w.mountIDs(); !slices.Equal(got, []string{kept}) {
						t.Errorf("left %v, want %s", got, kept)
					}
					key := "new"
					if err := w.engine.Rotate(t.Context(), ref, map[string]*string{"key": &key}); err != nil {
						t.Error(err)
					}
					if left, err := w.engine.MountAll(t.Context(), specs); err != nil || len(left) > 0 {
						t.Errorf("left %v, %v", left, err)
					}
					if after := seen(t, w); !reflect.DeepEqual(before, after) {
						t.Errorf("before:\n%v\nafter:\n%v", before, after)
					}
					for _, m := range w.Mounts() {
						if m.Status != "active" {
							t.Errorf("%s is %s", m.Path, m.Status)
						}
					}
					calls := len(w.Requests())
					if left, err := w.engine.MountAll(t.Context(), specs); err != nil || len(left) > 0 {
						t.Errorf("once more: left %v, %v", left, err)
					}
					if got := w.calls()[calls:]; !slices.Equal(got, []string{anyMounts, anyMounts, anyMounts}) {
						t.Errorf("once more: requests %v", got)
					}
				})
			})
		}
	}
}

func TestRemountUnderFaults(t *testing.T) {
	t.Parallel()
	for deployment, service := range deployments {
		for _, reads := range waiting {
			service := service
			service.MountReads = reads
			for _, f := range faults {
				for _, method := range []string{"GET", "DELETE", "POST"} {
					t.Run(fmt.Sprintf("%s/%d reads/%s/%s", deployment, reads, f.name, method), func(t *testing.T) {
						t.Parallel()
						inWorld(t, settings{service: service}, func(t *testing.T, w *world) {
							backend := w.Add("azureblob", nil)
							someMounts(t, w, backend)
							before := seen(t, w)
							fault := f.fault
							fault.Method = method
							if w.refuse = f.refuse; f.refuse == 0 {
								w.Plan(fault)
							}
							specs, err := w.engine.UnmountAll(t.Context(), engine.Ref{ID: backend})
							final := strings.Contains(f.final, method)
							if (err != nil) != (final && method != "POST") && !(fault.Kind == emulator.Cut || fault.Kind == emulator.Garble) {
								t.Errorf("unmounted %q, %v", pathsOf(specs), err)
							}
							left, err := w.engine.MountAll(t.Context(), specs)
							text := fmt.Sprint(err)
							if (err != nil) != (len(left) > 0) {
								t.Errorf("left %q, %v", pathsOf(left), err)
							}
							time.Sleep(time.Minute)
							after := seen(t, w)
							for path, as := range before {
								if now, ok := after[path]; ok && now != as {
									t.Errorf("before %s, after %s", as, now)
								} else if !ok && !strings.Contains(text, `"mount_path":"`+path+`"`) {
									t.Errorf("%s is neither there nor named in:\n%s", path, text)
								}
							}
							if !final && len(after) != 3 {
								t.Errorf("%d mounts, %v", len(after), err)
							}
						})
					})
				}
			}
		}
	}
}

// TestHalfWay has each request of a remount refused, in turn.
func TestHalfWay(t *testing.T) {
	t.Parallel()
	const (
		left1 = "1 of 2 mounts could not be brought back: Half way\nApply again to mount them, or do so yourself:\n"
		left2 = "2 of 2 mounts could not be brought back: Half way\nApply again to mount them, or do so yourself:\n"
		postA = `curl --json '{"backend_id":"BACKEND","label":"A & <B>","mount_path":"/hoody/mounts/a","vfs_config":{"cache_max_age":0,"cache_max_size":10737418240,"cache_mode":"full","dir_cache_time":300}}' "http://127.0.0.1/api/v1/mounts"`
		postB = `curl --json '{"backend_id":"BACKEND","mount_path":"/hoody/mounts/b"}' "http://127.0.0.1/api/v1/mounts"`
		both  = "/hoody/mounts/a /hoody/mounts/b"
	)
	// newest gives what October has besides: another folder, more settings, and what it
	// was not told to change.
	newest := strings.NewReplacer(
		"/hoody/mounts/", "/hoody/mounts/permanent/", `"vfs_config":{`, `"vfs_config":{"allow_non_empty":false,"allow_other":false,`,
		`"dir_cache_time":300}}`, `"dir_cache_time":300,"poll_interval":60,"read_chunk_size":134217728,"read_only":false,"write_back":5},"auto_deliver":true}`,
		`b"}`, `b","auto_deliver":true}`,
	)
	type step struct {
		call string
		// once says that October does not ask that: its list has the settings.
		once  bool
		times int
		// removed and unmounting are the answer of UnmountAll, left and mounting
		// that of MountAll.
		removed, unmounting string
		left, mounting      string
		// there is what is mounted in the end.
		there string
	}
	const (
		read = "Half way\nCheck the mount at Hoody."
	)
	steps := []step{
		{call: "GET /mounts", unmounting: "Half way\nCheck the endpoint.", there: both},
		{call: "GET /mounts/MOUNT", once: true, unmounting: read, there: both},
		{call: "GET /mounts/MOUNT", once: true, unmounting: read, there: both},
		{call: "GET /mounts/MOUNT", unmounting: read, there: both},
		{call: "DELETE /mounts/MOUNT", removed: "/hoody/mounts/a", unmounting: read, there: both},
		{call: "GET /mounts/MOUNT", removed: "/hoody/mounts/a", unmounting: read, there: "/hoody/mounts/b /hoody/mounts/a"},
		{call: "DELETE /mounts/MOUNT", removed: both, unmounting: read, there: "/hoody/mounts/b /hoody/mounts/a"},
		{call: "GET /mounts/MOUNT", removed: both, unmounting: read, there: both},
		{call: "GET /mounts/MOUNT", removed: both, unmounting: read, there: both},
		{call: "GET /mounts", removed: both, left: "/hoody/mounts/a", mounting: left1 + postA, there: "/hoody/mounts/b"},
		{call: "POST /mounts", removed: both, left: "/hoody/mounts/a", mounting: left1 + postA, there: "/hoody/mounts/b"},
		{call: "GET /mounts", removed: both, left: "/hoody/mounts/b", mounting: left1 + postB, there: "/hoody/mounts/a"},
		{call: "POST /mounts", removed: both, left: "/hoody/mounts/b", mounting: left1 + postB, there: "/hoody/mounts/a"},
		{call: "none", removed: both, there: both},
	}
	// From one on for ever.
	forever := map[int]step{
		9:  {call: "GET /mounts", times: -1, removed: both, left: both, mounting: left2 + postA + "\n" + postB},
		10: {call: "POST /mounts", times: -1, removed: both, left: both, mounting: left2 + postA + "\n" + postB},
	}
	halfWay := func(t *testing.T, dialect emulator.Dialect, skip int, c step) {
		inWorld(t, settings{service: emulator.Options{Dialect: dialect}}, func(t *testing.T, w *world) {
			if dialect == emulator.October {
				for _, text := range []*string{&c.removed, &c.left, &c.mounting, &c.there} {
					*text = newest.Replace(*text)
				}
			}
			backend := w.Add("azureblob", nil)
			mountedBy(t, w, backend, `,"label":"A & <B>","mount_path":"a","vfs_config":{"cache_mode":"full","cache_max_age":"0s"}`)
			mountedBy(t, w, backend, `,"mount_path":"b"`)
			w.Plan(emulator.Fault{Skip: skip, Times: c.times, Status: 400, Body: `{"success":false,"error":"Half way"}`})
			specs, err := w.engine.UnmountAll(t.Context(), engine.Ref{ID: backend})
			if got := wordsOf(told(engine.Remote{}, err)); got != c.unmounting || pathsOf(specs) != c.removed {
				t.Errorf("unmounted %q, %q", pathsOf(specs), got)
			}
			left, err := w.engine.MountAll(t.Context(), specs)
			if got := wordsOf(anonymous(told(engine.Remote{}, err))); got != c.mounting || pathsOf(left) != c.left {
				t.Errorf("left %q, %s\nwant %s", pathsOf(left), got, c.mounting)
			}
			var there []string
			for _, m := range w.Mounts() {
				there = append(there, m.Path)
			}
			if got := strings.Join(there, " "); got != c.there {
				t.Errorf("mounted at %q, want %q", got, c.there)
			}
			if got := anonymous(append(w.calls(), "none")[skip]); got != c.call {
				t.Errorf("the call was %s, want %s", got, c.call)
			}
			// What is left is brought back by the next apply.
			w.Plan()
			if left, err = w.engine.MountAll(t.Context(), left); err != nil || len(left) > 0 || len(w.Mounts()) != 2 {
				t.Errorf("once more: left %q, %v, %d mounts", pathsOf(left), err, len(w.Mounts()))
			}
		})
	}
	for name, dialect := range map[string]emulator.Dialect{"page": emulator.Page, "2026-10": emulator.October} {
		skip := 0
		for at, c := range steps {
			if c.once && dialect == emulator.October {
				continue
			}
			n := skip
			skip++
			t.Run(fmt.Sprintf("%s/%d %s", name, at, c.call), func(t *testing.T) {
				t.Parallel()
				halfWay(t, dialect, n, c)
			})
			if c, ok := forever[at]; ok {
				t.Run(fmt.Sprintf("%s/%d %s, for ever", name, at, c.call), func(t *testing.T) {
					t.Parallel()
					halfWay(t, dialect, n, c)
				})
			}
		}
	}
}

// An operation that was interrupted still brings mounts back, wherever it was.
func TestInterruptedRemount(t *testing.T) {
	t.Parallel()
	for _, after := range []time.Duration{0, 500 * time.Millisecond, 1500 * time.Millisecond, 2500 * time.Millisecond, 3500 * time.Millisecond} {
		t.Run(after.String(), func(t *testing.T) {
			t.Parallel()
			inWorld(t, settings{service: emulator.Options{MountReads: 2}}, func(t *testing.T, w *world) {
				backend := w.Add("azureblob", nil)
				someMounts(t, w, backend)
				before := seen(t, w)
				w.Plan(emulator.Fault{Method: "DELETE", Kind: emulator.Pass, Hold: within(time.Second), Times: -1})
				ctx, cancel := context.WithTimeout(t.Context(), after)
				defer cancel()
				specs, err := w.engine.UnmountAll(ctx, engine.Ref{ID: backend})
				if !errors.Is(err, context.DeadlineExceeded) {
					t.Errorf("unmounted: %v", err)
				}
				if left, err := w.engine.MountAll(ctx, specs); err != nil || len(left) > 0 {
					t.Errorf("left %q, %v", pathsOf(left), err)
				}
				if after := seen(t, w); !reflect.DeepEqual(before, after) {
					t.Errorf("before:\n%v\nafter:\n%v", before, after)
				}
			})
		})
	}
}

// What brings mounts back ends by itself: in the time of a try for each, and one
// budget; or when the operation should have ended, if that is later.
func TestMountAllEnds(t *testing.T) {
	t.Parallel()
	specs := []engine.MountSpec{{BackendID: "bck_0", Path: "/m/a"}, {BackendID: "bck_0", Path: "/m/b"}}
	for _, c := range []struct {
		name     string
		deadline time.Duration
		canceled bool
		took     time.Duration
	}{
		{"without a deadline", 0, false, 120 * time.Second},
		{"a near deadline", time.Second, false, 120 * time.Second},
		{"a far deadline", time.Hour, false, time.Hour},
		{"a far deadline, interrupted", time.Hour, true, 120 * time.Second},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			inWorld(t, settings{}, func(t *testing.T, w *world) {
				w.Plan(
					emulator.Fault{Method: "GET", Path: "/api/v1/mounts", Status: 200, Body: `{"mounts":[],"count":0}`, Times: -1},
					emulator.Fault{Status: 200, Body: `{"id":"mount_0","backend_id":"bck_0","mount_path":"/m/a","status":"starting"}`, Times: -1},
				)
				ctx, cancel := context.WithCancel(t.Context())
				defer cancel()
				if c.deadline > 0 {
					ctx, cancel = context.WithTimeout(ctx, c.deadline)
					defer cancel()
				}
				if c.canceled {
					cancel()
				}
				began := time.Now()
				left, err := w.engine.MountAll(ctx, specs)
				if took := time.Since(began); took != c.took {
					t.Errorf("took %s, want %s", took, c.took)
				}
				// The first one is there, although it does not start; for the second no
				// time was left.
				const want = "1 of 2 mounts could not be brought back: The time of the operation ended before http://127.0.0.1 answered.\n" +
					"Apply again to mount them, or do so yourself:\ncurl --json '{\"backend_id\":\"bck_0\",\"mount_path\":\"/m/b\"}' \"http://127.0.0.1/api/v1/mounts\""
				if pathsOf(left) != "/m/b" || fmt.Sprint(err) != want {
					t.Errorf("left %q, %v", pathsOf(left), err)
				}
			})
		})
	}
}

func TestMountAllAnswers(t *testing.T) {
	t.Parallel()
	post := `curl --json '{"backend_id":"BACKEND","mount_path":"/hoody/mounts/a"}' "http://127.0.0.1/api/v1/mounts"`
	const advice = "\nApply again to mount them, or do so yourself:\n"
	for _, c := range []struct {
		name string
		// before is what another client mounts before.
		before func(t *testing.T, w *world, backend string)
		fault  emulator.Fault
		post   string // what a create is answered
		reads  int
		left   string
		says   string
		calls  string
	}{
		{name: "mounted", calls: "GET /mounts, POST /mounts"},
		{
			name: "there already", calls: "GET /mounts",
			before: func(t *testing.T, w *world, backend string) { mountedBy(t, w, backend, `,"mount_path":"a"`) },
		},
		{
			name: "there already, starting", reads: 3, calls: "GET /mounts",
			before: func(t *testing.T, w *world, backend string) { mountedBy(t, w, backend, `,"mount_path":"a"`) },
		},
		{
			name: "still stopping", reads: 2, calls: "GET /mounts, GET /mounts/MOUNT, GET /mounts/MOUNT, GET /mounts, POST /mounts, GET /mounts/MOUNT, GET /mounts/MOUNT, GET /mounts/MOUNT",
			before: func(t *testing.T, w *world, backend string) {
				another(t, w, "DELETE", "/mounts/"+mountedBy(t, w, backend, `,"mount_path":"a"`), "")
			},
		},
		{
			name: "stopping for ever", reads: 1000, left: "/hoody/mounts/a", // polls until its time ends
			before: func(t *testing.T, w *world, backend string) {
				another(t, w, "DELETE", "/mounts/"+mountedBy(t, w, backend, `,"mount_path":"a"`), "")
			},
			says: "1 of 1 mounts could not be brought back: The mount MOUNT is still stopping." + advice + post,
		},
		{
			name: "another backend is there", left: "/hoody/mounts/a", calls: "GET /mounts, POST /mounts",
			before: func(t *testing.T, w *world, _ string) { w.Mount(w.Add("b2", nil), "a") },
			says:   "1 of 1 mounts could not be brought back: Mount path already exists: /hoody/mounts/a" + advice + post,
		},
		{
			name: "it does not start", left: "/hoody/mounts/a", calls: "GET /mounts, POST /mounts",
			fault: emulator.Fault{Method: "POST", Status: 502, Body: `{"success":false,"error":"no fuse","code":"MOUNT_START_FAILED"}`},
			says:  "1 of 1 mounts could not be brought back: no fuse (MOUNT_START_FAILED)" + advice + post,
		},
		{
			name: "it fails", reads: 1, calls: "GET /mounts, POST /mounts, GET /mounts/mount_0",
			post:  `{"id":"mount_0","backend_id":"bck_0","mount_path":"/hoody/mounts/a","status":"starting"}`,
			fault: emulator.Fault{Method: "GET", Path: "/api/v1/mounts/*", Status: 200, Body: `{"id":"mount_0","backend_id":"bck_0","status":"failed"}`},
			says:  "The status of the mount mount_0 is \"failed\".\nCheck that its backend works, then apply again: curl \"http://127.0.0.1/api/v1/backends/bck_0/test\"",
		},
		{
			name: "lost", calls: "GET /mounts, POST /mounts, GET /mounts, GET /mounts",
			fault: dropped(0, 1, emulator.First),
		},
		{
			name: "lost before acting", calls: "GET /mounts, POST /mounts, GET /mounts, GET /mounts, POST /mounts, GET /mounts",
			fault: dropped(0, 1, emulator.Never),
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			inWorld(t, settings{service: emulator.Options{MountReads: c.reads}}, func(t *testing.T, w *world) {
				backend := w.Add("azureblob", nil)
				if c.before != nil {
					c.before(t, w, backend)
				}
				switch {
				case c.post != "":
					w.Plan(c.fault, emulator.Fault{Method: "POST", Status: 201, Body: c.post, Acts: emulator.First})
				case c.fault.Method != "":
					w.Plan(c.fault)
				}
				left, err := w.engine.MountAll(t.Context(), []engine.MountSpec{{BackendID: backend, Path: "/hoody/mounts/a"}})
				if got := wordsOf(anonymous(told(engine.Remote{}, err))); got != c.says || pathsOf(left) != c.left {
					t.Errorf("left %q, says %q, want %q", pathsOf(left), got, c.says)
				}
				if got := w.sent(); got != c.calls && c.calls != "" {
					t.Errorf("requests %s, want %s", got, c.calls)
				}
				if n := len(w.Mounts()); n != 1 && c.fault.Status != 502 {
					t.Errorf("%d mounts", n)
				}
			})
		})
	}
}

func TestUnmountAllAnswers(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name   string
		reads  int
		before func(t *testing.T, w *world, backend, mount string)
		fault  emulator.Fault
		want   string
		says   string
		calls  string
	}{
		{name: "mounted", want: "/hoody/mounts/a", calls: "GET /mounts, GET /mounts/MOUNT, DELETE /mounts/MOUNT, GET /mounts/MOUNT"},
		{name: "starting and stopping", reads: 1, want: "/hoody/mounts/a", calls: "GET /mounts, GET /mounts/MOUNT, DELETE /mounts/MOUNT, GET /mounts/MOUNT, GET /mounts/MOUNT"},
		{
			name: "somebody else unmounts it", reads: 3, calls: "GET /mounts, GET /mounts/MOUNT, GET /mounts/MOUNT, GET /mounts/MOUNT",
			before: func(t *testing.T, w *world, _, mount string) { another(t, w, "DELETE", "/mounts/"+mount, "") },
		},
		{
			name: "not mounted", calls: "GET /mounts",
			before: func(_ *testing.T, w *world, _, mount string) { w.Unmount(mount) },
		},
		{
			name: "gone after the list", calls: "GET /mounts, GET /mounts/MOUNT",
			fault: emulator.Fault{Path: "/api/v1/mounts/*", Status: 404},
		},
		{
			name: "no list of mounts", calls: "GET /mounts",
			fault: emulator.Fault{Path: "/api/v1/mounts", Status: 404, Body: `{"success":false,"error":"Container not found"}`},
			says:  `Hoody has no list of mounts: Hoody answered 404 Not Found to GET: "Container not found".` + "\nCheck the endpoint, and the version of Hoody.",
		},
		{
			name: "lost after acting", want: "/hoody/mounts/a", calls: "GET /mounts, GET /mounts/MOUNT, DELETE /mounts/MOUNT, DELETE /mounts/MOUNT, GET /mounts/MOUNT",
			fault: emulator.Fault{Method: "DELETE", Kind: emulator.Drop, Acts: emulator.First},
		},
		{
			name: "a setting that cannot be read", want: "/hoody/mounts/a", calls: "GET /mounts, GET /mounts/MOUNT, DELETE /mounts/MOUNT, GET /mounts/MOUNT",
			fault: emulator.Fault{Path: "/api/v1/mounts/*", Status: 200, Body: `{"id":"MOUNT","status":"active","vfs_config":{"cache_max_age":"for ever"}}`},
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			inWorld(t, settings{service: emulator.Options{MountReads: c.reads}, options: Options{MaxRetries: retriesFor(c.fault)}}, func(t *testing.T, w *world) {
				backend := w.Add("azureblob", nil)
				mount := mountedBy(t, w, backend, `,"mount_path":"a"`)
				if c.before != nil {
					c.before(t, w, backend, mount)
				}
				if c.fault.Status != 0 || c.fault.Method != "" {
					c.fault.Body = strings.ReplaceAll(c.fault.Body, "MOUNT", mount)
					w.Plan(c.fault)
				}
				specs, err := w.engine.UnmountAll(t.Context(), engine.Ref{ID: backend})
				if got := told(engine.Remote{}, err); got != c.says || pathsOf(specs) != c.want {
					t.Errorf("unmounted %q, says %q", pathsOf(specs), got)
				}
				if got := w.sent(); got != c.calls {
					t.Errorf("requests %s, want %s", got, c.calls)
				}
			})
		})
	}
}

// retriesFor sends a call again only where a fault breaks connections.
func retriesFor(f emulator.Fault) *int {
	n := 0
	if f.Kind == emulator.Drop {
		n = 1
	}
	return &n
}

// What a rotation brought back is at its path: the resource that had it there finds it under its
// new id, and no create gets what is there already.
func TestWhatWasBroughtBackIsAtItsPath(t *testing.T) {
	t.Parallel()
	const taken = "mount_path: Mount path already exists: /hoody/mounts/photos/a\nChoose another mount_path, import the mount that is there, or unmount it. " +
		"A mount with create_before_destroy cannot be replaced at its path: remove that."
	inspect := func(t *testing.T, w *world, r engine.MountRef) (engine.Mount, error) {
		return w.engine.InspectMount(t.Context(), r)
	}
	change := func(t *testing.T, w *world, r engine.MountRef) (engine.Mount, error) {
		return w.engine.ChangeMount(t.Context(), r, vfs("cache_max_age", `60`))
	}
	unmount := func(t *testing.T, w *world, r engine.MountRef) (engine.Mount, error) {
		return engine.Mount{}, w.engine.Unmount(t.Context(), r)
	}
	create := func(t *testing.T, w *world, r engine.MountRef) (engine.Mount, error) {
		return w.engine.Mount(t.Context(), engine.MountSpec{BackendID: r.BackendID, Label: "Work", Path: r.Path})
	}
	for _, c := range []struct {
		name  string
		steps []func(t *testing.T, w *world, r engine.MountRef) (engine.Mount, error)
		says  []string
		age   string // of the one that is left
	}{
		{"it is read, by two that had it", []func(*testing.T, *world, engine.MountRef) (engine.Mount, error){inspect, inspect}, []string{"it", "it"}, "7"},
		{"it is changed, and read", []func(*testing.T, *world, engine.MountRef) (engine.Mount, error){change, inspect}, []string{"it", "it"}, "60"},
		{"it is unmounted", []func(*testing.T, *world, engine.MountRef) (engine.Mount, error){unmount, inspect}, []string{"", "no such backend"}, ""},
		{"it is unmounted twice", []func(*testing.T, *world, engine.MountRef) (engine.Mount, error){unmount, unmount}, []string{"", ""}, ""},
		{"it stays where it is", []func(*testing.T, *world, engine.MountRef) (engine.Mount, error){create, inspect}, []string{taken, "it"}, "7"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			inWorld(t, settings{}, func(t *testing.T, w *world) {
				backend := w.Add("azureblob", nil)
				mountedBy(t, w, backend, `,"label":"Work","mount_path":"photos/a","vfs_config":{"cache_max_age":7}`)
				r := engine.MountRef{ID: w.mountIDs()[0], BackendID: backend, Path: "/hoody/mounts/photos/a"}
				specs, err := w.engine.UnmountAll(t.Context(), engine.Ref{ID: backend})
				if err == nil {
					_, err = w.engine.MountAll(t.Context(), specs)
				}
				if err != nil {
					t.Fatal(err)
				}
				it := w.mountIDs()[0]
				mountedBy(t, w, w.Add("b2", nil), `,"mount_path":"a"`)
				for i, step := range c.steps {
					m, err := step(t, w, r)
					got := ""
					switch {
					case err != nil:
						got = wordsOf(err.Error())
					case m.ID == it:
						got = "it"
					}
					if got != c.says[i] {
						t.Errorf("step %d: %q, want %q", i, got, c.says[i])
					}
				}
				left, there := seen(t, w)["/hoody/mounts/photos/a"]
				if there != (c.age != "") || there && !strings.Contains(left, `"cache_max_age":`+c.age+`,`) {
					t.Errorf("left %q", left)
				}
				// What was unmounted for good stays away, even if somebody asks for it.
				if _, err := w.engine.MountAll(t.Context(), specs); err != nil {
					t.Error(err)
				}
				if _, again := seen(t, w)["/hoody/mounts/photos/a"]; again != there {
					t.Errorf("there %t, and then %t", there, again)
				}
			})
		})
	}
}

// What others do to a mount while a rotation has the mounts of its backend, or is about
// to take it, stays done.
func TestMountsThatOthersTouchMeanwhile(t *testing.T) {
	t.Parallel()
	// before is done by others before a request of the rotation arrives, once.
	before := func(w *world, method, path string, do func()) {
		w.Plan(emulator.Fault{Method: method, Path: path, Kind: emulator.Pass, Hold: func(context.Context) { do() }})
	}
	remount := func(t *testing.T, w *world, backend string) {
		t.Helper()
		specs, _ := w.engine.UnmountAll(t.Context(), engine.Ref{ID: backend})
		if left, err := w.engine.MountAll(t.Context(), specs); len(left) > 0 {
			t.Errorf("left %q: %v", pathsOf(left), err)
		}
		time.Sleep(time.Minute) // until nothing can come late any more
	}
	for _, c := range []struct {
		name string
		run  func(t *testing.T, w *world, backend, a, b string)
		want string // the mounts in the end, each with its cache_max_age
	}{
		{
			"the next one is unmounted while the first goes",
			func(t *testing.T, w *world, backend, a, b string) {
				before(w, "DELETE", "/api/v1/mounts/"+a, func() { w.Ask("DELETE", "/mounts/"+b, "") })
				remount(t, w, backend)
			}, "a 7",
		},
		{
			"the next one is changed while the first goes",
			func(t *testing.T, w *world, backend, a, b string) {
				before(w, "DELETE", "/api/v1/mounts/"+a, func() { w.Ask("PATCH", "/mounts/"+b, `{"vfs_config":{"cache_max_age":9}}`) })
				remount(t, w, backend)
			}, "a 7, b 9",
		},
		{
			"it is unmounted by this provider at the same time, and comes back first",
			func(t *testing.T, w *world, backend, a, _ string) {
				var all sync.WaitGroup
				path := w.Mounts()[0].Path
				before(w, "DELETE", "/api/v1/mounts/"+a, func() {
					w.Plan(emulator.Fault{Method: "GET", Kind: emulator.Pass, Hold: within(20 * time.Second)})
					all.Go(func() {
						if err := w.engine.Unmount(t.Context(), engine.MountRef{ID: a, BackendID: backend, Path: path}); err != nil {
							t.Error(err)
						}
					})
					synctest.Wait() // it has removed the mount, and is told late that it is gone
				})
				remount(t, w, backend)
				all.Wait()
			}, "b 7",
		},
		{
			"it was unmounted by this provider, and others mounted it again",
			func(t *testing.T, w *world, backend, a, _ string) {
				r := engine.MountRef{ID: a, BackendID: backend, Path: w.Mounts()[0].Path}
				if err := w.engine.Unmount(t.Context(), r); err != nil {
					t.Error(err)
				}
				mountedBy(t, w, backend, `,"mount_path":"a","vfs_config":{"cache_max_age":8}`)
				remount(t, w, backend)
			}, "b 7, a 8",
		},
		{
			"this provider was not allowed to unmount it",
			func(t *testing.T, w *world, backend, a, _ string) {
				w.Plan(emulator.Fault{Method: "DELETE", Status: 400, Body: `{"success":false,"error":"No"}`})
				if err := w.engine.Unmount(t.Context(), engine.MountRef{ID: a, BackendID: backend, Path: w.Mounts()[0].Path}); err == nil {
					t.Error("it was unmounted")
				}
				remount(t, w, backend)
			}, "a 7, b 7",
		},
		{
			"this provider unmounts it at the same time, under an id that it had before",
			func(t *testing.T, w *world, backend, a, _ string) {
				r := engine.MountRef{ID: a, BackendID: backend, Path: w.Mounts()[0].Path}
				w.Unmount(a)
				w.Mount(backend, "a")
				w.Plan(emulator.Fault{Method: "DELETE", Path: "/api/v1/mounts/" + a, Kind: emulator.Pass, Hold: within(20 * time.Second)})
				var all sync.WaitGroup
				all.Go(func() {
					if err := w.engine.Unmount(t.Context(), r); err != nil {
						t.Error(err)
					}
				})
				synctest.Wait()
				specs, err := w.engine.UnmountAll(t.Context(), engine.Ref{ID: backend})
				if err != nil || len(specs) != 2 {
					t.Errorf("took away %q, %v", pathsOf(specs), err)
				}
				all.Wait() // it finds nothing at the path
				if left, err := w.engine.MountAll(t.Context(), specs); err != nil || len(left) > 0 {
					t.Errorf("left %q, %v", pathsOf(left), err)
				}
			}, "b 7",
		},
		{
			"its removal is lost, refused, and acted on late",
			func(t *testing.T, w *world, backend, _, _ string) {
				w.Plan(
					emulator.Fault{Method: "DELETE", Status: 408, Acts: emulator.Late, Hold: within(4 * time.Second)},
					emulator.Fault{Method: "DELETE", Status: 400, Body: `{"success":false,"error":"No"}`},
				)
				remount(t, w, backend)
			}, "b 7, a 7",
		},
		{
			"a gateway redirects its removal, which is acted on late",
			func(t *testing.T, w *world, backend, _, _ string) {
				w.Plan(emulator.Fault{
					Method: "DELETE", Status: 302, Header: http.Header{"Location": {"https://login.example.com/"}},
					Acts: emulator.Late, Hold: within(4 * time.Second),
				})
				remount(t, w, backend)
			}, "b 7, a 7",
		},
	} {
		for name, dialect := range map[string]emulator.Dialect{"page": emulator.Page, "2026-10": emulator.October} {
			t.Run(c.name+"/"+name, func(t *testing.T) {
				t.Parallel()
				inWorld(t, settings{service: emulator.Options{Dialect: dialect, MountReads: 2}}, func(t *testing.T, w *world) {
					backend := w.Add("azureblob", nil)
					var ids []string
					for _, path := range []string{"a", "b"} {
						ids = append(ids, mountedBy(t, w, backend, `,"mount_path":"`+path+`","vfs_config":{"cache_max_age":7}`))
					}
					for range 2 {
						another(t, w, "GET", "/mounts", "") // so that both are up
					}
					c.run(t, w, backend, ids[0], ids[1])
					var got []string
					for _, m := range w.Mounts() {
						if m.Status != "active" {
							continue // an answer to somebody's look still has it
						}
						_, age, _ := strings.Cut(another(t, w, "GET", "/mounts/"+m.ID, ""), `"cache_max_age":`)
						got = append(got, path.Base(m.Path)+" "+age[:1])
					}
					if got := strings.Join(got, ", "); got != c.want {
						t.Errorf("there is %q, want %q", got, c.want)
					}
				})
			})
		}
	}
}

// Settings that a rotation cannot give back, because Hoody refuses them for such a
// backend, are left out: the mount itself comes back.
func TestSettingsThatCannotBeGivenBack(t *testing.T) {
	t.Parallel()
	inWorld(t, settings{service: emulator.Options{Dialect: emulator.October}}, func(t *testing.T, w *world) {
		backend := w.Add("filefabric", nil)
		left, err := w.engine.MountAll(t.Context(), []engine.MountSpec{
			{BackendID: backend, Path: "/hoody/mounts/permanent/a", Settings: vfs("cache_mode", `"full"`)},
		})
		if err != nil || len(left) > 0 || len(w.Mounts()) != 1 {
			t.Errorf("left %q, %v", pathsOf(left), err)
		}
		var sent []string
		for _, r := range w.Requests() {
			if r.Method == http.MethodPost {
				sent = append(sent, anonymous(string(r.Body)))
			}
		}
		want := []string{
			`{"backend_id":"BACKEND","mount_path":"/hoody/mounts/permanent/a","vfs_config":{"cache_mode":"full"}}`,
			`{"backend_id":"BACKEND","mount_path":"/hoody/mounts/permanent/a"}`,
		}
		if !slices.Equal(sent, want) {
			t.Errorf("sent %q, want %q", sent, want)
		}
	})
}
