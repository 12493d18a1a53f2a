package api

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/hoody/terraform-provider-hoody/internal/emulator"
	"github.com/hoody/terraform-provider-hoody/internal/engine"
)

const page502 = "<html><body><h1>502 Bad Gateway</h1></body></html>"

// faults are what can go wrong with one request. A fault that passes is struck
// once and must leave no trace; a final one is the answer to the call.
var faults = []struct {
	name   string
	fault  emulator.Fault
	refuse int
	// final are the methods for which the fault is the last word.
	final string
	// retold is what the error of a final one says.
	retold string
}{
	{name: "refused connection", refuse: 2},
	{name: "reset before acting", fault: emulator.Fault{Kind: emulator.Drop}},
	{name: "reset after acting", fault: emulator.Fault{Kind: emulator.Drop, Acts: emulator.First}},
	{name: "reset, acts two seconds later", fault: emulator.Fault{Kind: emulator.Drop, Acts: emulator.Late, Hold: within(2 * time.Second)}},
	{name: "answer cut in half", fault: emulator.Fault{Kind: emulator.Cut}},
	{name: "broken JSON", fault: emulator.Fault{Kind: emulator.Garble}},
	{name: "another JSON", fault: emulator.Fault{Status: 200, Body: `{"hello":"world"}`}, final: "PUT DELETE"},
	{name: "a page with status 200", fault: emulator.Fault{Status: 200, Body: "<html>Sign in</html>"}, final: "POST GET PUT DELETE", retold: "with a web page"},
	{name: "asleep", fault: emulator.Asleep(2)},
	{name: "503 page, acted", fault: emulator.Fault{Status: 503, Body: page502, Acts: emulator.First}},
	{name: "too slow, never acts", fault: emulator.Fault{Kind: emulator.Pass, Hold: within(time.Minute)}},
	{name: "too slow, acted", fault: emulator.Fault{Kind: emulator.Drop, Acts: emulator.First, Hold: within(time.Minute)}},
	{name: "slow", fault: emulator.Fault{Kind: emulator.Pass, Hold: within(20 * time.Second)}},
	{name: "429", fault: emulator.Fault{Status: 429, Body: `{"success":false,"error":"Slow down"}`, Times: 2}},
	{name: "429 with Retry-After", fault: emulator.Fault{Status: 429, Header: http.Header{"Retry-After": {"3"}}}},
	{name: "503 with Retry-After", fault: emulator.Fault{Status: 503, Header: http.Header{"Retry-After": {"3"}}, Body: `{"success":false,"error":"Starting"}`}},
	{name: "500 without JSON", fault: emulator.Fault{Status: 500, Body: "oops"}},
	{name: "504 page, acted", fault: emulator.Fault{Status: 504, Body: "<html>504</html>", Acts: emulator.First}},
	{name: "500 with the API's JSON", fault: emulator.Fault{Status: 500, Body: `{"success":false,"error":"Disk full"}`}, final: "POST", retold: "Disk full"},
	{name: "502 with the API's JSON", fault: emulator.Fault{Status: 502, Body: `{"success":false,"error":"Not reachable"}`}, final: "PUT", retold: "Not reachable"},
	{name: "400", fault: emulator.Fault{Status: 400, Body: `{"success":false,"error":"Bad thing"}`}, final: "POST GET PUT DELETE", retold: "Bad thing"},
	{name: "401", fault: emulator.Fault{Status: 401, Body: `{"success":false,"error":"Who are you"}`, Times: -1}, final: "POST GET PUT DELETE", retold: "HOODY_TOKEN (or the provider's token)"},
	{name: "403", fault: emulator.Fault{Status: 403, Body: `{"success":false,"error":"Remote backends are disabled"}`, Times: -1}, final: "POST GET PUT DELETE", retold: "Enable remote backends"},
	{name: "404 page", fault: emulator.Fault{Status: 404, Body: "<html>Not Found</html>"}, final: "GET PUT DELETE", retold: "not as the Hoody API"},
	{name: "409 with Retry-After", fault: emulator.Fault{Status: 409, Header: http.Header{"Retry-After": {"3"}}, Body: `{"success":false,"error":"Busy","code":"MOUNT_BUSY"}`, Times: 2}},
	{name: "503 with Retry-After of a gateway, acted", fault: emulator.Fault{Status: 503, Header: http.Header{"Retry-After": {"3"}}, Body: "<html>", Acts: emulator.First}},
	{name: "504 with JSON, acted", fault: emulator.Fault{Status: 504, Body: `{"success":false,"error":"Timeout"}`, Acts: emulator.First}},
	{name: "502 with JSON, acted", fault: emulator.Fault{Status: 502, Body: `{"error":"Bad gateway"}`, Acts: emulator.First}, final: "PUT", retold: "Bad gateway"},
	{name: "303 to a login, acted", fault: emulator.Fault{Status: 303, Header: http.Header{"Location": {"https://login.example.com/"}}, Acts: emulator.First}, final: "GET PUT DELETE", retold: "redirects to https://login.example.com"},
	{name: "408, acted", fault: emulator.Fault{Status: 408, Acts: emulator.First}},
	{name: "499, acted", fault: emulator.Fault{Status: 499, Acts: emulator.First}},
	{name: "501", fault: emulator.Fault{Status: 501, Body: `{"success":false,"error":"Not in this version"}`}, final: "POST GET PUT DELETE", retold: "Not in this version"},
	{name: "409", fault: emulator.Fault{Status: 409, Body: `{"success":false,"error":"In use"}`}, final: "POST GET PUT DELETE", retold: "In use"},
	{name: "422", fault: emulator.Fault{Status: 422, Body: `{"success":false,"error":"Bad field"}`}, final: "POST GET PUT DELETE", retold: "Bad field"},
}

// deployments are the services that there are.
var deployments = map[string]emulator.Options{
	"page":              {},
	"page enveloped":    {Enveloped: true},
	"2026-10":           {Dialect: emulator.October},
	"2026-10 enveloped": {Dialect: emulator.October, Enveloped: true},
}

// steps are the calls, each with what holds after it succeeded.
var steps = []struct {
	name, method string
	run          func(ctx context.Context, w *world, r engine.Ref) error
	after        func(w *world, r engine.Ref) bool
}{
	{
		"list", "GET",
		func(ctx context.Context, w *world, r engine.Ref) error {
			all, err := w.engine.List(ctx)
			if err == nil && (len(all) != 1 || all[0].ID != r.ID) {
				return errors.New("another list")
			}
			return err
		},
		func(*world, engine.Ref) bool { return true },
	},
	{
		"get", "GET",
		func(ctx context.Context, w *world, r engine.Ref) error {
			remote, err := w.engine.read(ctx, r)
			if err == nil && remote.ID != r.ID {
				return errors.New("another backend")
			}
			return err
		},
		func(*world, engine.Ref) bool { return true },
	},
	{
		"test", "GET",
		func(ctx context.Context, w *world, r engine.Ref) error {
			probe, err := w.engine.Test(ctx, r)
			if err == nil && !probe.OK {
				return errors.New(probe.Message) // some refusals are the storage's
			}
			return err
		},
		func(*world, engine.Ref) bool { return true },
	},
	{
		"pending uploads", "GET",
		func(ctx context.Context, w *world, r engine.Ref) error {
			all, err := w.engine.PendingUploads(ctx, r.ID)
			if len(all) > 0 {
				return errors.New("another list")
			}
			if errors.Is(err, engine.ErrNoUploads) {
				return nil // the page's service has none
			}
			return err
		},
		func(*world, engine.Ref) bool { return true },
	},
	{
		"rotate", "PUT",
		func(ctx context.Context, w *world, r engine.Ref) error {
			key := "the-new-key"
			return w.engine.Rotate(ctx, r, map[string]*string{"key": &key})
		},
		func(w *world, _ engine.Ref) bool { return w.Backends()[0].Config["key"] == "the-new-key" },
	},
	{
		"disconnect", "DELETE",
		func(ctx context.Context, w *world, r engine.Ref) error { return w.engine.Disconnect(ctx, r) },
		func(w *world, _ engine.Ref) bool { return len(w.Backends()) == 0 },
	},
}

func TestCallsUnderFaults(t *testing.T) {
	t.Parallel()
	for deployment, service := range deployments {
		for _, f := range faults {
			for _, step := range steps {
				t.Run(strings.Join([]string{deployment, f.name, step.name}, "/"), func(t *testing.T) {
					t.Parallel()
					inWorld(t, settings{service: service}, func(t *testing.T, w *world) {
						spec := azure("one")
						id := w.Add("azureblob", map[string]any{"account": "one", "key": "the-key-of-one"})
						fault := f.fault
						fault.Method = step.method
						if w.refuse = f.refuse; f.refuse == 0 {
							w.Plan(fault)
						}
						ref := engine.Ref{ID: id, Spec: spec}
						err := step.run(t.Context(), w, ref)
						final := strings.Contains(f.final, step.method)
						if final && f.retold != "" {
							if err == nil || !strings.Contains(err.Error(), f.retold) {
								t.Fatalf("error %v, want one with %q", err, f.retold)
							}
							if n := len(w.Requests()); n > 3 { // a disconnect asks for mounts, and a refusal because of them reads the backend
								t.Errorf("asked %d times", n)
							}
							return
						}
						if final {
							return // accepted as it is
						}
						if fault.Kind == emulator.Garble && step.name == "pending uploads" && service.Dialect == emulator.Page {
							if err == nil || !strings.Contains(err.Error(), "not as the Hoody API does") { // half a 404 may be a proxy's
								t.Errorf("error %v", err)
							}
							return
						}
						if err != nil {
							t.Fatal(err)
						}
						if !step.after(w, ref) {
							t.Error("Hoody did not do it")
						}
					})
				})
			}
		}
	}
}

func TestConnectUnderFaults(t *testing.T) {
	t.Parallel()
	for deployment, service := range deployments {
		for _, f := range faults {
			for _, where := range []string{"once", "twice", "create and list", "list before"} {
				t.Run(strings.Join([]string{deployment, f.name, where}, "/"), func(t *testing.T) {
					t.Parallel()
					inWorld(t, settings{service: service}, func(t *testing.T, w *world) {
						w.Add("azureblob", map[string]any{"account": "one"}) // before, by another client
						time.Sleep(3 * time.Second)
						fault, list, before := f.fault, f.fault, f.fault
						fault.Method, list.Method, before.Method = "POST", "GET", "GET"
						list.Skip = 1
						if w.refuse = f.refuse; f.refuse == 0 {
							w.Plan(map[string][]emulator.Fault{
								"once":            {fault},
								"twice":           {fault, fault},
								"create and list": {fault, list},
								"list before":     {before},
							}[where]...)
						}
						remote, err := w.engine.Connect(t.Context(), azure("one"))
						if where == "list before" && err != nil && len(w.Backends()) > 1 {
							t.Errorf("sent without a list: %v", err)
						}
						if f.final == "" && err != nil && !isUnknown(err) {
							t.Errorf("error %v, want success or an honest Unknown", err)
						}
						if strings.Contains(f.final, "POST") && where != "list before" && (err == nil || !strings.Contains(err.Error(), f.retold)) {
							t.Errorf("error %v, want one with %q", err, f.retold)
						}
						text := told(remote, err)
						for _, b := range w.Backends()[1:] {
							if b.ID != remote.ID && !strings.Contains(text, b.ID) {
								t.Errorf("%s is neither in the state nor named in:\n%s", b.ID, text)
							}
						}
						if remote.ID != "" && remote.ID == w.Backends()[0].ID {
							t.Error("took another client's backend")
						}
					})
				})
			}
		}
	}
}
