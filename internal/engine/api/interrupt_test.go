package api

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/hoody/terraform-provider-hoody/internal/emulator"
	"github.com/hoody/terraform-provider-hoody/internal/engine"
)

// makings are what can be made, as a test makes it.
var makings = map[string]func(ctx context.Context, w *world, backend string, i int) (id, said string){
	"backends": func(ctx context.Context, w *world, _ string, i int) (string, string) {
		r, err := w.engine.Connect(ctx, azure(fmt.Sprintf("account%d", i)))
		return r.ID, told(r, err)
	},
	"mounts": func(ctx context.Context, w *world, backend string, i int) (string, string) {
		m, err := w.engine.Mount(ctx, engine.MountSpec{BackendID: backend, Path: fmt.Sprintf("m%d", i)})
		return m.ID, saysOf(m, err)
	},
}

// What was sent when an operation ends, by Ctrl-C, a SIGTERM or its timeouts, is in a
// state or in a message afterwards, and the process ends in bounded time.
func TestInterruptedCreates(t *testing.T) {
	t.Parallel()
	slow := func(d time.Duration) emulator.Fault {
		f := emulator.Slow(d)
		f.Method, f.Times = "POST", -1
		return f
	}
	for _, c := range []struct {
		name  string
		fault emulator.Fault
		// states are how many of the five creates end with what they made.
		states int
		most   time.Duration
	}{
		{"answered soon", slow(10 * time.Second), 5, 10 * time.Second},
		{"the answer is lost", emulator.Fault{Method: "POST", Kind: emulator.Drop, Acts: emulator.First, Hold: emulator.For(5 * time.Second), Times: -1}, 0, 15 * time.Second},
		{"nothing was done", emulator.Fault{Method: "POST", Kind: emulator.Drop, Hold: emulator.For(5 * time.Second), Times: -1}, 0, 15 * time.Second},
		{"a gateway's answer", emulator.Fault{Method: "POST", Status: 504, Acts: emulator.First, Hold: emulator.For(5 * time.Second), Times: -1}, 0, 15 * time.Second},
		{"slower than request_timeout", slow(50 * time.Second), 0, 95 * time.Second},
	} {
		for thing, create := range makings {
			for how, limit := range map[string]func(context.Context) (context.Context, context.CancelFunc){
				"one Ctrl-C": func(ctx context.Context) (context.Context, context.CancelFunc) { return context.WithCancel(ctx) },
				"its time has come": func(ctx context.Context) (context.Context, context.CancelFunc) {
					return context.WithTimeout(ctx, 2*time.Second)
				},
				"interrupted in a call": func(ctx context.Context) (context.Context, context.CancelFunc) { return context.WithCancel(ctx) },
			} {
				t.Run(c.name+"/"+thing+"/"+how, func(t *testing.T) {
					t.Parallel()
					inWorld(t, settings{}, func(t *testing.T, w *world) {
						backend := w.Add("azureblob", map[string]any{"account": "mounted"})
						ctx, stop := limit(t.Context())
						defer stop()
						if how == "one Ctrl-C" {
							time.AfterFunc(2*time.Second, stop)
						}
						fault := c.fault
						if how == "interrupted in a call" {
							fault.Hold = func(ctx context.Context) { stop(); c.fault.Hold(ctx) }
						}
						w.Plan(fault)
						states, took := fiveCreates(ctx, t, w, backend, create)
						// Interrupted in a call, some of the five were not sent.
						if took > c.most || states != c.states && how != "interrupted in a call" {
							t.Errorf("%d in a state after %s, want %d after %s at most", states, took, c.states, c.most)
						}
					})
				})
			}
		}
	}
}

func fiveCreates(ctx context.Context, t *testing.T, w *world, backend string, create func(context.Context, *world, string, int) (string, string)) (states int, took time.Duration) {
	t.Helper()
	began := time.Now()
	var (
		all  sync.WaitGroup
		mu   sync.Mutex
		made = map[string]bool{}
		text strings.Builder
	)
	for i := range 5 {
		all.Go(func() {
			id, said := create(ctx, w, backend, i)
			mu.Lock()
			defer mu.Unlock()
			text.WriteString(said)
			if id != "" {
				made[id] = true
			}
		})
	}
	all.Wait()
	took = time.Since(began)
	time.Sleep(time.Minute)
	for _, id := range append(w.ids()[1:], w.mountIDs()...) {
		if !made[id] && !strings.Contains(text.String(), id) {
			t.Errorf("%s is neither in a state nor named in:\n%s", id, text.String())
		}
	}
	return len(made), took
}

// An id is believed only if it is new, and in a GET only if it is the one that was
// asked for: anything else would put somebody else's into a state.
func TestIDsThatAreNotBelieved(t *testing.T) {
	t.Parallel()
	answer := func(id string) emulator.Fault {
		return emulator.Fault{Method: "POST", Status: 201, Acts: emulator.First, Times: -1, Body: `{"success":true,"data":{"id":"` + id + `","backend_type":"azureblob"}}`}
	}
	t.Run("two creates are answered with one id", func(t *testing.T) {
		t.Parallel()
		inWorld(t, settings{}, func(t *testing.T, w *world) {
			w.Plan(answer("bck_00"))
			a := newAudit()
			states := 0
			var all sync.WaitGroup
			for i := range 2 {
				all.Go(func() {
					r, err := w.engine.Connect(t.Context(), azure(fmt.Sprintf("account%d", i)))
					a.enter(t, fmt.Sprint(i), r.ID, told(r, err))
					if r.ID != "" {
						states++
					}
				})
			}
			all.Wait()
			if states != 1 || !strings.Contains(a.text.String(), "it names an id that was there before") {
				t.Errorf("%d states:\n%s", states, a.text.String())
			}
		})
	})
	t.Run("a create is answered with an id of before", func(t *testing.T) {
		t.Parallel()
		inWorld(t, settings{}, func(t *testing.T, w *world) {
			stranger := w.Add("azureblob", map[string]any{"account": "one"})
			w.Plan(answer(stranger))
			r, err := w.engine.Connect(t.Context(), azure("one"))
			if r.ID != "" || !isUnknown(err) || strings.Contains(err.Error(), stranger) || !strings.Contains(err.Error(), w.ids()[1]) {
				t.Errorf("%q, %v", r.ID, err)
			}
		})
	})
	t.Run("a read is answered with another's", func(t *testing.T) {
		t.Parallel()
		inWorld(t, settings{}, func(t *testing.T, w *world) {
			other := w.Add("azureblob", nil)
			w.Plan(emulator.Fault{Path: "/api/v1/backends/*", Status: 200, Times: -1, Body: `{"id":"` + other + `","backend_type":"azureblob"}`})
			r, err := w.engine.Inspect(t.Context(), engine.Ref{ID: "bck_00", Spec: azure("one")})
			if err == nil || errors.Is(err, engine.ErrNotFound) || !strings.Contains(err.Error(), "it is about another id than the one that was asked for") {
				t.Errorf("%q, %v", r.ID, err)
			}
			mount := w.Mount(other, "photos")
			w.Plan(emulator.Fault{Path: "/api/v1/mounts/*", Status: 200, Times: -1, Body: `{"id":"mount_00","backend_id":"` + other + `","status":"active"}`})
			m, err := w.engine.InspectMount(t.Context(), engine.MountRef{ID: mount, WithSettings: true})
			if err == nil || errors.Is(err, engine.ErrNotFound) {
				t.Errorf("%q, %v", m.ID, err)
			}
		})
	})
}
