package api

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/hoody/terraform-provider-hoody/internal/emulator"
	"github.com/hoody/terraform-provider-hoody/internal/engine"
)

// refresh inspects backends ten at a time, as Terraform does, and returns the
// errors by id.
func refresh(ctx context.Context, w *world, ids []string) map[string]error {
	var (
		all  sync.WaitGroup
		mu   sync.Mutex
		errs = map[string]error{}
		next = make(chan string)
	)
	for range 10 {
		all.Go(func() {
			for id := range next {
				r, err := w.engine.Inspect(ctx, engine.Ref{ID: id, Spec: azure("one")})
				if err == nil && r.ID != id {
					err = errors.New("another backend: " + r.ID)
				}
				if err != nil {
					mu.Lock()
					errs[id] = err
					mu.Unlock()
				}
			}
		})
	}
	for _, id := range ids {
		next <- id
	}
	close(next)
	all.Wait()
	return errs
}

func fill(w *world, n int) []string {
	for i := range n {
		w.Add("azureblob", map[string]any{"account": fmt.Sprintf("account%d", i)})
	}
	return w.ids()
}

func TestRefreshOfAThousand(t *testing.T) {
	t.Parallel()
	for deployment, service := range deployments {
		t.Run(deployment, func(t *testing.T) {
			t.Parallel()
			inWorld(t, settings{service: service}, func(t *testing.T, w *world) {
				errs := refresh(t.Context(), w, fill(w, 1000))
				if len(errs) > 0 {
					t.Fatal(errs)
				}
				w.expectCalls(t, anyBackend)
			})
		})
	}
}

func TestCreatesOfAHundred(t *testing.T) {
	t.Parallel()
	inWorld(t, settings{}, func(t *testing.T, w *world) {
		a := wave(t, w, 100, true)
		a.check(t, makersOf(w.Server))
		want := []string{anyBackend}
		for range 100 {
			want = append(want, newAzure)
		}
		w.expectCalls(t, want...)
	})
}

func TestSharedListEnds(t *testing.T) {
	t.Parallel()
	key := "another-key"
	for _, c := range []struct {
		name string
		do   func(t *testing.T, w *world, r engine.Ref) error
		want string // the requests of do
		gone bool
	}{
		{"after 29 seconds it serves", func(*testing.T, *world, engine.Ref) error { time.Sleep(29 * time.Second); return nil }, "", false},
		{"after 30 seconds it does not", func(*testing.T, *world, engine.Ref) error { time.Sleep(30 * time.Second); return nil }, "GET /backends", false},
		{"after a create", func(t *testing.T, w *world, _ engine.Ref) error {
			_, err := w.engine.Connect(t.Context(), azure("two"))
			return err
		}, "POST /backends/azureblob GET /backends", false},
		{"after a rotation", func(t *testing.T, w *world, r engine.Ref) error {
			return w.engine.Rotate(t.Context(), r, map[string]*string{"key": &key})
		}, "PUT /backends/ID GET /backends", false},
		{"after a disconnect", func(t *testing.T, w *world, r engine.Ref) error {
			return w.engine.Disconnect(t.Context(), r)
		}, "GET /backends/ID DELETE /backends/ID GET /backends GET /backends/ID", true},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			inWorld(t, settings{}, func(t *testing.T, w *world) {
				r := engine.Ref{ID: fill(w, 1)[0], Spec: azure("account0")}
				if _, err := w.engine.Inspect(t.Context(), r); err != nil {
					t.Fatal(err)
				}
				if err := c.do(t, w, r); err != nil {
					t.Fatal(err)
				}
				if _, err := w.engine.Inspect(t.Context(), r); errors.Is(err, engine.ErrNotFound) != c.gone || err != nil && !c.gone {
					t.Error(err)
				}
				got := strings.ReplaceAll(strings.Join(w.calls()[1:], " "), r.ID, "ID")
				if got != c.want {
					t.Errorf("requests %q, want %q", got, c.want)
				}
			})
		})
	}
}

// An outage costs a refresh one try, whatever it is: nobody asks for each backend, and
// nothing is gone.
func TestOutageOfAThousand(t *testing.T) {
	t.Parallel()
	const n = 1000
	api := func(text string) string { return `{"success":false,"error":"` + text + `"}` }
	for _, c := range []struct {
		name   string
		fault  emulator.Fault
		refuse int
		// lists are the requests, most the time for all.
		lists int
		most  time.Duration
		says  string
	}{
		{name: "500", fault: emulator.Fault{Status: 500}, lists: 2, most: 2 * time.Second, says: "500 Internal Server Error"},
		{name: "429", fault: emulator.Fault{Status: 429, Body: api("Slow down")}, lists: 2, most: 2 * time.Second, says: "Slow down"},
		{name: "503 with Retry-After", fault: emulator.Fault{Status: 503, Body: api("Later"), Header: http.Header{"Retry-After": {"5"}}}, lists: 2, most: 6 * time.Second, says: "Later"},
		{name: "cut", fault: emulator.Fault{Kind: emulator.Cut}, lists: 2, most: 2 * time.Second, says: "ends too early, or is garbled"},
		{name: "silence", fault: emulator.Fault{Kind: emulator.Pass, Hold: within(time.Hour)}, lists: 2, most: 62 * time.Second, says: "did not answer in time"},
		{name: "asleep for good", fault: emulator.Asleep(1), lists: 5, most: 20 * time.Second, says: "with a page of a proxy"},
		{name: "no route, without a body", fault: emulator.Fault{Status: 404}, lists: 1, says: "404 Not Found"},
		{name: "no route, in an envelope", fault: emulator.Fault{Status: 404, Body: `{"statusCode":404,"message":"Not Found"}`}, lists: 1, says: "Not Found"},
		{name: "no route, as the API says it", fault: emulator.Fault{Status: 404, Body: api("Container not found")}, lists: 1, says: "Container not found"},
		{name: "more counted than listed", fault: emulator.Fault{Status: 200, Body: `{"backends":[],"count":30}`}, lists: 2, most: 2 * time.Second, says: "it counts more backends than it lists"},
		{name: "401", fault: emulator.Fault{Status: 401, Body: api("Who?")}, lists: 1, says: "HOODY_TOKEN"},
		{name: "refused", refuse: 1000, most: 2 * time.Second, says: "refuses the connection"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			inWorld(t, settings{}, func(t *testing.T, w *world) {
				w.refuse = c.refuse
				if c.refuse == 0 {
					c.fault.Method, c.fault.Times = "GET", -1
					w.Plan(c.fault)
				}
				ids := fill(w, n)
				began := time.Now()
				errs := refresh(t.Context(), w, ids)
				if took := time.Since(began); took > c.most {
					t.Errorf("took %s, want %s at most", took, c.most)
				}
				want := make([]string, c.lists)
				for i := range want {
					want[i] = anyBackend
				}
				w.expectCalls(t, want...)
				for _, id := range ids {
					if err := errs[id]; err == nil || errors.Is(err, engine.ErrNotFound) || !strings.Contains(err.Error(), c.says) {
						t.Fatalf("%s: %v", id, err)
					}
				}
			})
		})
	}
}

// The time that a resource gives its refresh is all the time of that refresh, and a
// list that takes longer is still asked for once.
func TestRefreshesThatEndBeforeTheList(t *testing.T) {
	t.Parallel()
	inWorld(t, settings{}, func(t *testing.T, w *world) {
		ids := fill(w, 100)
		w.Plan(emulator.Fault{Method: "GET", Kind: emulator.Pass, Hold: within(20 * time.Second)})
		for i := range 10 {
			ctx, cancel := context.WithTimeout(t.Context(), 3*time.Second)
			began := time.Now()
			_, err := w.engine.Inspect(ctx, engine.Ref{ID: ids[i], Spec: azure("one")})
			if took := time.Since(began); took > 3*time.Second || (err == nil) != (i >= 6) {
				t.Errorf("%d: %v after %s", i, err, took)
			}
			cancel()
		}
		w.expectCalls(t, anyBackend)
	})
}

func TestVanished(t *testing.T) {
	t.Parallel()
	one := emulator.Fault{Method: "GET", Path: "/api/v1/backends/*", Times: -1}
	with := func(change func(*emulator.Fault)) emulator.Fault {
		f := one
		change(&f)
		return f
	}
	for _, c := range []struct {
		name    string
		service emulator.Options
		fault   emulator.Fault
		gone    bool
		says    string
	}{
		{name: "page", gone: true},
		{name: "2026-10", service: emulator.Options{Dialect: emulator.October}, gone: true},
		{name: "a code", fault: with(func(f *emulator.Fault) { f.Status, f.Body = 404, `{"code":"BACKEND_NOT_FOUND","message":"no"}` }), gone: true},
		{name: "a proxy's page", fault: with(func(f *emulator.Fault) { f.Status, f.Body = 404, "<html>nginx</html>" }), says: "not as the Hoody API does."},
		{name: "a gateway's JSON", fault: with(func(f *emulator.Fault) { f.Status, f.Body = 404, `{"message":"no Route matched"}` }), says: "not as the Hoody API does."},
		{name: "503", fault: with(func(f *emulator.Fault) { f.Status, f.Body = 503, `{"success":false,"error":"Storage unavailable"}` }), says: "Storage unavailable"},
		{name: "410", fault: with(func(f *emulator.Fault) { f.Status, f.Body = 410, "" }), says: "answered 410 Gone"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			inWorld(t, settings{service: c.service}, func(t *testing.T, w *world) {
				if c.fault.Status != 0 {
					w.Plan(c.fault)
				}
				_, err := w.engine.Inspect(t.Context(), engine.Ref{ID: "bck_0123456789abcdef", Spec: azure("one")})
				if errors.Is(err, engine.ErrNotFound) != c.gone || err == nil || !strings.Contains(err.Error(), c.says) {
					t.Errorf("error %v", err)
				}
			})
		})
	}
}

func TestOneReaderEndsWithoutTheOthers(t *testing.T) {
	t.Parallel()
	inWorld(t, settings{}, func(t *testing.T, w *world) {
		release := make(chan struct{})
		w.Plan(emulator.Fault{Method: "GET", Kind: emulator.Pass, Hold: emulator.Until(release)})
		r := engine.Ref{ID: fill(w, 1)[0], Spec: azure("one")}
		first, cancel := context.WithCancel(t.Context())
		var all sync.WaitGroup
		all.Go(func() {
			if _, err := w.engine.Inspect(first, r); !errors.Is(err, context.Canceled) {
				t.Errorf("first: %v", err)
			}
		})
		synctest.Wait()
		all.Go(func() {
			if _, err := w.engine.Inspect(t.Context(), r); err != nil {
				t.Errorf("second: %v", err)
			}
		})
		synctest.Wait()
		cancel()
		synctest.Wait()
		close(release)
		all.Wait()
		w.expectCalls(t, anyBackend)
	})
}

func TestNobodyWaitsForTheList(t *testing.T) {
	t.Parallel()
	inWorld(t, settings{}, func(t *testing.T, w *world) {
		gaveUp := make(chan struct{})
		w.Plan(emulator.Fault{Method: "GET", Kind: emulator.Pass, Hold: func(ctx context.Context) { <-ctx.Done(); close(gaveUp) }})
		r := engine.Ref{ID: fill(w, 1)[0], Spec: azure("one")}
		ctx, cancel := context.WithCancel(t.Context())
		go func() { synctest.Wait(); cancel() }()
		if _, err := w.engine.Inspect(ctx, r); !errors.Is(err, context.Canceled) {
			t.Error(err)
		}
		<-gaveUp
		if _, err := w.engine.Inspect(t.Context(), r); err != nil {
			t.Errorf("the next one: %v", err)
		}
		w.expectCalls(t, anyBackend, anyBackend)
	})
}

func TestVerifyOnRefresh(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name      string
		probe     emulator.Probe
		connected bool
		notice    string
	}{
		{"reached", nil, true, ""},
		{"disconnected", func(string, map[string]any) error { return emulator.ErrDisconnected }, false, "Its status is disconnected."},
		{"refused", func(string, map[string]any) error { return errors.New("No such container") }, false, "No such container"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			inWorld(t, settings{options: Options{VerifyOnRefresh: true}}, func(t *testing.T, w *world) {
				w.SetProbe(c.probe)
				id := fill(w, 1)[0]
				r, err := w.engine.Inspect(t.Context(), engine.Ref{ID: id, Spec: azure("one")})
				if err != nil || r.Connected != c.connected {
					t.Errorf("connected %t, error %v", r.Connected, err)
				}
				if text := told(r, nil); (text == "") != c.connected || !strings.Contains(text, c.notice) {
					t.Errorf("says %q", text)
				}
				w.expectCalls(t, anyBackend, "GET /backends/"+id+"/test")
			})
		})
	}
}
