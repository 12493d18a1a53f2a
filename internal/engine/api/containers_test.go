package api

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/hoody/terraform-provider-hoody/internal/emulator"
	"github.com/hoody/terraform-provider-hoody/internal/engine"
)

// named are the engines of an account's containers, c1 and on, as resources name them.
func named(
	t *testing.T, containers int, gateway func(http.Handler) http.Handler, test func(t *testing.T, w *world, a *emulator.Account, known *Account),
) {
	t.Helper()
	var all []emulator.Container
	for i := range containers {
		id := fmt.Sprintf("c%d", i+1)
		all = append(all, emulator.Container{ID: id, Name: "container-" + id, Project: "p1", Server: "node-1", Status: "running"})
	}
	account := emulator.NewAccount("account-token", emulator.Options{}, all...)
	s := settings{wrap: func(http.Handler) http.Handler { return gateway(account) }}
	inWorld(t, s, func(t *testing.T, w *world) {
		known, err := NewAccount(Options{
			Token: "account-token", ToContainer: true,
			Container: &Container{ControlPlane: "http://127.0.0.1", Template: "http://127.0.0.1/{container_id}"},
			adjust:    func(transport *http.Transport) { transport.DialContext, transport.DisableKeepAlives = w.dial, true },
		})
		if err != nil {
			t.Fatal(err)
		}
		test(t, w, account, known)
	})
}

func straight(h http.Handler) http.Handler { return h }

// connect connects a backend in a container.
func connect(t *testing.T, known *Account, container string) (*Engine, error) {
	t.Helper()
	e, err := known.Engine(container)
	if err != nil {
		t.Fatal(err)
	}
	_, err = e.Connect(t.Context(), azure("one"))
	return e, err
}

// asked are the requests of a control plane.
func asked(a *emulator.Account) (all []string) {
	for _, r := range a.Requests() {
		all = append(all, strings.TrimSuffix(strings.TrimPrefix(r.Path, "/api/v1")+"?"+r.Query, "?"))
	}
	return all
}

// One list says for all where they are, and its pages are followed.
func TestOneLookUpForAllContainers(t *testing.T) {
	t.Parallel()
	named(t, 230, straight, func(t *testing.T, w *world, a *emulator.Account, known *Account) {
		if n := len(a.Requests()); n != 0 {
			t.Errorf("%d look-ups before there is a call", n)
		}
		var all sync.WaitGroup
		for i := range 50 {
			all.Go(func() {
				if _, err := connect(t, known, fmt.Sprintf("c%d", 1+4*i)); err != nil {
					t.Error(err)
				}
			})
		}
		all.Wait()
		want := []string{"/containers?page=1&limit=100", "/containers?page=2&limit=100", "/containers?page=3&limit=100"}
		if got := asked(a); !slices.Equal(got, want) {
			t.Errorf("asked %q, want %q", got, want)
		}
	})
}

// A token that may list no container may still see one.
func TestLookUpWithALimitedToken(t *testing.T) {
	t.Parallel()
	for _, status := range []int{http.StatusForbidden, http.StatusNotFound} {
		limited := func(h http.Handler) http.Handler {
			return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				if r.URL.Path != "/api/v1/containers" {
					h.ServeHTTP(w, r)
					return
				}
				w.WriteHeader(status)
				_, _ = fmt.Fprintf(w, `{"statusCode":%d,"message":"no"}`, status)
			})
		}
		named(t, 2, limited, func(t *testing.T, w *world, a *emulator.Account, known *Account) {
			for _, id := range []string{"c1", "c2"} {
				if _, err := connect(t, known, id); err != nil {
					t.Error(err)
				}
			}
			if got, want := asked(a), []string{"/containers/c1", "/containers/c2"}; !slices.Equal(got, want) {
				t.Errorf("asked %q, want %q", got, want)
			}
		})
	}
}

// Where nothing can be reached any more, the control plane is asked once more, and about
// that container alone.
func TestContainerWhoseHostIsGone(t *testing.T) {
	t.Parallel()
	named(t, 2, straight, func(t *testing.T, w *world, a *emulator.Account, known *Account) {
		e, err := connect(t, known, "c1")
		if err != nil {
			t.Fatal(err)
		}
		for range 2 {
			w.refuse = 1
			if _, err := e.List(t.Context()); err != nil {
				t.Error(err)
			}
			e.drop()
		}
		if _, err := connect(t, known, "c2"); err != nil {
			t.Error(err)
		}
		if got, want := asked(a), []string{"/containers?page=1&limit=100", "/containers/c1"}; !slices.Equal(got, want) {
			t.Errorf("asked %q, want %q", got, want)
		}
	})
}

// What a container that is named cannot do is the fault of the attribute that names it.
func TestNamedContainerIsToBlame(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		harm func(*world, *emulator.Account)
		want string
	}{
		"stopped": {func(_ *world, a *emulator.Account) { a.SetStatus("c1", "stopped") },
			"container_id: Container c1 (container-c1) is stopped.\nStart it at Hoody, then apply again."},
		"deleted": {func(_ *world, a *emulator.Account) { a.Remove("c1") },
			"container_id: Your account has no container c1.\nCheck the id (container_id), and that HOODY_TOKEN is of the account that has it. " +
				"What was in a container that is deleted is gone with it: terraform state rm ADDRESS forgets that."},
		"asleep": {func(_ *world, a *emulator.Account) { a.Service("c1").Plan(emulator.Asleep(1000)) },
			"container_id: Container c1 answered 502 Bad Gateway with a page of a proxy.\nThe container behind it may still be asleep, or down. Try again in a minute."},
		"behind a gate": {func(_ *world, a *emulator.Account) {
			a.Service("c1").Plan(emulator.Fault{Times: 1000, Status: http.StatusUnauthorized, Body: `{"success":false,"error":"no"}`})
		},
			"Hoody answered 401 Unauthorized to GET: \"no\".\nSet HOODY_KIT_TOKEN (or the provider's gate) to what the gate before the container asks for."},
		"behind a gate with a page": {func(_ *world, a *emulator.Account) {
			a.Service("c1").Plan(emulator.Fault{Times: 1000, Status: http.StatusUnauthorized, Body: `<html><title>Sign in</title></html>`})
		},
			"container_id: Container c1 answered 401 Unauthorized to GET with a web page (\"Sign in\"), not as the Hoody API does.\n" +
				"Set HOODY_KIT_TOKEN (or the provider's gate) to what the gate before the container asks for."},
		"refused": {func(_ *world, a *emulator.Account) {
			a.Service("c1").Plan(emulator.Fault{Times: 1000, Status: http.StatusForbidden, Body: `{"success":false,"error":"no"}`})
		},
			"Hoody answered 403 Forbidden to GET: \"no\".\nEnable remote backends at Hoody. If they are enabled already, check what the token or the gate before Hoody allows."},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			named(t, 1, straight, func(t *testing.T, w *world, a *emulator.Account, known *Account) {
				c.harm(w, a)
				e, err := known.Engine("c1")
				if err != nil {
					t.Fatal(err)
				}
				_, err = e.Inspect(t.Context(), engine.Ref{ID: "bck_0123456789abcdef"})
				if err == nil || err.Error() != c.want {
					t.Errorf("got  %v\nwant %s", err, c.want)
				}
			})
		})
	}
}

// While the control plane is down, the containers of a refresh share the tries of one
// list.
func TestOutageOfTheControlPlaneForAll(t *testing.T) {
	t.Parallel()
	down := func(http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			http.Error(w, "upstream connect error", http.StatusServiceUnavailable)
		})
	}
	tries := 0
	counted := func(h http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			tries++
			down(h).ServeHTTP(w, r)
		})
	}
	named(t, 1, counted, func(t *testing.T, w *world, a *emulator.Account, known *Account) {
		const want = "container_id: http://127.0.0.1 answered 503 Service Unavailable to GET, not as the Hoody API does."
		for i := range 40 {
			if _, err := connect(t, known, fmt.Sprintf("c%d", i)); err == nil || !strings.HasPrefix(err.Error(), want) {
				t.Fatalf("got  %v\nwant %s", err, want)
			}
		}
		if tries != 5 {
			t.Errorf("%d look-ups, want the tries of one list", tries)
		}
	})
}

// All containers, with where they can be called, as far as that follows.
func TestAllContainers(t *testing.T) {
	t.Parallel()
	account := emulator.NewAccount("account-token", emulator.Options{},
		emulator.Container{ID: "up", Name: "build", Project: "p1", Server: "node-1", Status: "running"},
		emulator.Container{ID: "new", Project: "p1", Status: "creating"},
		emulator.Container{ID: "bent", Project: "p1", Server: "evil.example/", Status: "running"},
		emulator.Container{ID: "theirs", Project: "p2", Server: "node-1", Status: "running", Foreign: true},
	)
	for name, c := range map[string]struct{ plane, template, address string }{
		"template": {"http://127.0.0.1", "http://127.0.0.1/{project_id}/{container_id}/{server}/{index}", "http://127.0.0.1/p1/up/node-1/1"},
		"nowhere":  {"http://127.0.0.1", "", ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := settings{wrap: func(http.Handler) http.Handler { return account }}
			inWorld(t, s, func(t *testing.T, w *world) {
				known, err := NewAccount(Options{
					Token: "account-token", ToContainer: true, Container: &Container{ControlPlane: c.plane, Template: c.template},
					adjust: func(transport *http.Transport) { transport.DialContext, transport.DisableKeepAlives = w.dial, true },
				})
				if err != nil {
					t.Fatal(err)
				}
				got, err := known.All(t.Context())
				want := []engine.Container{
					{ID: "bent", Project: "p1", Status: "running", Server: "evil.example/"},
					{ID: "new", Project: "p1", Status: "creating"},
					{ID: "up", Name: "build", Project: "p1", Status: "running", Server: "node-1", Address: c.address},
				}
				if err != nil || !slices.Equal(got, want) {
					t.Errorf("got  %+v, %v\nwant %+v", got, err, want)
				}
			})
		})
	}
}

// A token that may list none is an error to who asks for all: nothing is no answer.
func TestContainersThatAreNotListed(t *testing.T) {
	t.Parallel()
	limited := func(http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			w.WriteHeader(http.StatusForbidden)
			_, _ = fmt.Fprint(w, `{"statusCode":403,"message":"no"}`)
		})
	}
	named(t, 1, limited, func(t *testing.T, w *world, a *emulator.Account, known *Account) {
		_, err := known.All(t.Context())
		const want = "Hoody answered 403 Forbidden to GET: \"no\".\n" +
			"Check that endpoint is the control plane, and that HOODY_TOKEN may list the account's containers."
		if err == nil || err.Error() != want {
			t.Errorf("got  %v\nwant %s", err, want)
		}
	})
}
