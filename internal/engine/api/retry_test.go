package api

import (
	"context"
	"errors"
	"maps"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/hoody/terraform-provider-hoody/internal/emulator"
	"github.com/hoody/terraform-provider-hoody/internal/engine"
	"github.com/hoody/terraform-provider-hoody/internal/engine/api/internal/wire"
)

func TestTriesAndTheirTime(t *testing.T) {
	t.Parallel()
	retries := func(n int) *int { return &n }
	for _, c := range []struct {
		name     string
		options  Options
		fault    emulator.Fault
		deadline time.Duration
		tries    int
		least    time.Duration
		most     time.Duration
	}{
		{name: "pauses grow", fault: emulator.Fault{Status: 500}, tries: 5, least: 7500 * time.Millisecond, most: 15 * time.Second},
		{name: "asleep", fault: emulator.Fault{Status: 502, Body: page502}, tries: 5, least: 10 * time.Second, most: 16 * time.Second},
		{name: "a login page", fault: emulator.Fault{Status: 200, Body: "<html>Sign in</html>"}, tries: 1},
		{name: "a gate's page", fault: emulator.Fault{Status: 401, Body: "<html>Authorization Required</html>"}, tries: 1},
		{name: "a filter's page", fault: emulator.Fault{Status: 403, Body: "<html>Blocked</html>"}, tries: 1},
		{name: "none", options: Options{MaxRetries: retries(0)}, fault: emulator.Fault{Status: 500}, tries: 1},
		{name: "two", options: Options{MaxRetries: retries(2)}, fault: emulator.Fault{Status: 500}, tries: 3, least: 1500 * time.Millisecond, most: 3 * time.Second},
		{name: "Hoody's pace", fault: emulator.Fault{Status: 429, Header: http.Header{"Retry-After": {"5"}}}, tries: 5, least: 20 * time.Second, most: 22 * time.Second},
		// The last one looks for mounts.
		{name: "busy, as long as there is time", fault: busyFor("12"), tries: 9, least: 84 * time.Second, most: 88 * time.Second},
		{name: "busy, and no retries", options: Options{MaxRetries: retries(0)}, fault: busyFor("12"), tries: 2},
		{name: "longer than there is time", fault: emulator.Fault{Status: 429, Header: http.Header{"Retry-After": {"600"}}}, tries: 1},
		{name: "longer timeouts", fault: emulator.Fault{Status: 429, Header: http.Header{"Retry-After": {"600"}}}, deadline: time.Hour, tries: 5, least: 2400 * time.Second, most: 2402 * time.Second},
		{name: "shorter timeouts", fault: emulator.Fault{Status: 500}, deadline: 200 * time.Millisecond, tries: 1},
		{name: "no answers", fault: emulator.Fault{Kind: emulator.Pass, Hold: within(time.Hour)}, tries: 3, least: 90 * time.Second, most: 90 * time.Second},
		{name: "no answers, short tries", options: Options{RequestTimeout: time.Second}, fault: emulator.Fault{Kind: emulator.Pass, Hold: within(time.Hour)}, tries: 5, least: 12500 * time.Millisecond, most: 20 * time.Second},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			inWorld(t, settings{options: c.options}, func(t *testing.T, w *world) {
				c.fault.Times = -1
				w.Plan(c.fault)
				ctx := t.Context()
				if c.deadline > 0 {
					var cancel context.CancelFunc
					ctx, cancel = context.WithTimeout(ctx, c.deadline)
					defer cancel()
				}
				began := time.Now()
				if err := w.engine.Rotate(ctx, engine.Ref{ID: "bck_1", Spec: azure("one")}, nil); err == nil {
					t.Error("no error")
				}
				if took := time.Since(began); took < c.least || took > c.most {
					t.Errorf("took %s, want %s to %s", took, c.least, c.most)
				}
				if n := len(w.Requests()); n != c.tries {
					t.Errorf("%d tries, want %d", n, c.tries)
				}
			})
		})
	}
}

func busyFor(seconds string) emulator.Fault {
	return emulator.Fault{
		Status: 409, Header: http.Header{"Retry-After": {seconds}}, Body: `{"success":false,"error":"Uploads are pending","code":"BUSY"}`,
	}
}

// mountCallsThatEnd are the calls about mounts that end with their context. That
// is all but MountAll.
var mountCallsThatEnd = map[string]func(ctx context.Context, e *Engine) error{
	"Mount": func(ctx context.Context, e *Engine) error {
		_, err := e.Mount(ctx, engine.MountSpec{BackendID: "bck_0"})
		return err
	},
	"Mount at a path": func(ctx context.Context, e *Engine) error {
		_, err := e.Mount(ctx, engine.MountSpec{BackendID: "bck_0", Path: "photos"})
		return err
	},
	"InspectMount": func(ctx context.Context, e *Engine) error {
		_, err := e.InspectMount(ctx, engine.MountRef{ID: "mount_0", BackendID: "bck_0", Path: "/photos"})
		return err
	},
	"InspectMount with its settings": func(ctx context.Context, e *Engine) error {
		_, err := e.InspectMount(ctx, engine.MountRef{ID: "mount_0", WithSettings: true})
		return err
	},
	"ChangeMount": func(ctx context.Context, e *Engine) error {
		_, err := e.ChangeMount(ctx, engine.MountRef{ID: "mount_0", BackendID: "bck_0", Path: "/photos"}, vfs())
		return err
	},
	"Unmount": func(ctx context.Context, e *Engine) error {
		return e.Unmount(ctx, engine.MountRef{ID: "mount_0", BackendID: "bck_0", Path: "/photos"})
	},
	"Mounts": func(ctx context.Context, e *Engine) error { _, err := e.Mounts(ctx); return err },
	"UnmountAll": func(ctx context.Context, e *Engine) error {
		_, err := e.UnmountAll(ctx, engine.Ref{ID: "bck_0"})
		return err
	},
}

// TestEndsWithItsContext cancels every call in every state of waiting.
func TestEndsWithItsContext(t *testing.T) {
	t.Parallel()
	calls := map[string]func(ctx context.Context, e *Engine) error{
		"Connect": func(ctx context.Context, e *Engine) error { _, err := e.Connect(ctx, azure("one")); return err },
		"Inspect": func(ctx context.Context, e *Engine) error {
			_, err := e.Inspect(ctx, engine.Ref{ID: "a", Spec: azure("one")})
			return err
		},
		"Test":       func(ctx context.Context, e *Engine) error { _, err := e.Test(ctx, engine.Ref{ID: "a"}); return err },
		"Rotate":     func(ctx context.Context, e *Engine) error { return e.Rotate(ctx, engine.Ref{ID: "a"}, nil) },
		"Disconnect": func(ctx context.Context, e *Engine) error { return e.Disconnect(ctx, engine.Ref{ID: "a"}) },
		"List":       func(ctx context.Context, e *Engine) error { _, err := e.List(ctx); return err },
	}
	maps.Copy(calls, mountCallsThatEnd)
	waits := map[string]emulator.Fault{
		"for an answer":  {Kind: emulator.Pass, Hold: within(time.Hour), Times: -1},
		"to try again":   {Status: 429, Times: -1},
		"to look for it": {Kind: emulator.Drop, Times: -1},
	}
	for call, run := range calls {
		for wait, fault := range waits {
			t.Run(call+" waiting "+wait, func(t *testing.T) {
				t.Parallel()
				inWorld(t, settings{}, func(t *testing.T, w *world) {
					w.Plan(fault)
					ctx, cancel := context.WithCancel(t.Context())
					time.AfterFunc(100*time.Millisecond, cancel)
					began := time.Now()
					err := run(ctx, w.engine)
					if took := time.Since(began); took != 100*time.Millisecond {
						t.Errorf("took %s", took)
					}
					if !errors.Is(err, context.Canceled) && !isUnknown(err) {
						t.Errorf("error %v", err)
					}
				})
			})
		}
	}
}

// TestWaitForAMountEndsWithItsContext cancels the calls that wait for a mount
// which starts or stops for ever.
func TestWaitForAMountEndsWithItsContext(t *testing.T) {
	t.Parallel()
	const starting = `{"id":"mount_0","backend_id":"bck_0","mount_path":"/photos","status":"starting"}`
	for _, call := range []string{"Mount", "Mount at a path", "InspectMount", "InspectMount with its settings", "Unmount", "UnmountAll"} {
		t.Run(call, func(t *testing.T) {
			t.Parallel()
			listed, count := starting, "1"
			if strings.HasPrefix(call, "Mount") {
				listed, count = "", "0" // what is to be made is not there
			}
			inWorld(t, settings{}, func(t *testing.T, w *world) {
				w.Plan(
					emulator.Fault{Method: "GET", Path: "/api/v1/mounts", Status: 200, Body: `{"mounts":[` + listed + `],"count":` + count + `}`, Times: -1},
					emulator.Fault{Status: 200, Body: starting, Times: -1},
				)
				ctx, cancel := context.WithCancel(t.Context())
				time.AfterFunc(2500*time.Millisecond, cancel)
				began := time.Now()
				err := mountCallsThatEnd[call](ctx, w.engine)
				if took := time.Since(began); took != 2500*time.Millisecond {
					t.Errorf("took %s", took)
				}
				if want := "The mount mount_0 is still starting."; !errors.Is(err, context.Canceled) || wire.Reason(err) != want {
					t.Errorf("error %v, want %q", err, want)
				}
			})
		})
	}
}

func TestSleepingContainerIsSaidOnce(t *testing.T) {
	t.Parallel()
	inWorld(t, settings{}, func(t *testing.T, w *world) {
		ctx, logs := logged()
		w.Plan(emulator.Asleep(3))
		if _, err := w.engine.Connect(ctx, azure("one")); err != nil {
			t.Fatal(err)
		}
		synctest.Wait()
		const line = "The storage service is asleep or starting up. Waiting until it answers."
		if n := strings.Count(logs.String(), line); n != 1 {
			t.Errorf("said %d times:\n%s", n, logs)
		}
		w.expectCalls(t, anyBackend, anyBackend, anyBackend, anyBackend, newAzure)
	})
}

// Half a refusal is none: the whole of it may say that a mount is gone.
func TestHalfARefusal(t *testing.T) {
	t.Parallel()
	inWorld(t, settings{}, func(t *testing.T, w *world) {
		w.Plan(emulator.Fault{Method: "DELETE", Kind: emulator.Cut})
		if err := w.engine.Unmount(t.Context(), engine.MountRef{ID: "mount_0"}); err != nil {
			t.Error(err)
		}
		w.expectCalls(t, "DELETE /mounts/mount_0", "DELETE /mounts/mount_0", anyMounts)
	})
}
