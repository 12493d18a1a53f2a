package api

import (
	"context"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/hoody/terraform-provider-hoody/internal/emulator"
	"github.com/hoody/terraform-provider-hoody/internal/engine"
	"github.com/hoody/terraform-provider-hoody/internal/engine/api/internal/wire"
)

// inAccount is an engine for a container of an emulated account, in a world of its
// own.
func inAccount(t *testing.T, container, token string, test func(t *testing.T, w *world, a *emulator.Account)) {
	t.Helper()
	inAccountBehind(t, container, token, func(h http.Handler) http.Handler { return h }, test)
}

// inAccountBehind has a gateway before the control plane.
func inAccountBehind(
	t *testing.T, container, token string, gateway func(http.Handler) http.Handler, test func(t *testing.T, w *world, a *emulator.Account),
) {
	t.Helper()
	account := emulator.NewAccount("account-token", emulator.Options{},
		emulator.Container{ID: "up", Project: "p1", Server: "node-1", Status: "running"},
		emulator.Container{ID: "down", Project: "p1", Server: "node-1", Status: "stopped"},
		emulator.Container{ID: "new", Project: "p1", Status: "creating"},
		emulator.Container{ID: "bent", Project: "p1", Server: "evil.example/", Status: "running"},
		emulator.Container{ID: "theirs", Project: "p2", Server: "node-1", Status: "running", Foreign: true},
	)
	s := settings{
		wrap: func(http.Handler) http.Handler {
			mux := http.NewServeMux()
			mux.Handle("/api/v1/containers/", gateway(account))
			mux.Handle("/", account)
			return mux
		},
		options: Options{
			Endpoint: "unused", Token: token, ToContainer: true,
			Container: &Container{ID: container, ControlPlane: "http://127.0.0.1", Template: "http://127.0.0.1/{container_id}"},
		},
	}
	inWorld(t, s, func(t *testing.T, w *world) { test(t, w, account) })
}

// A container that is named by its id is looked up once, by the first call, and gets
// no token.
func TestContainerByID(t *testing.T) {
	t.Parallel()
	inAccount(t, "up", "account-token", func(t *testing.T, w *world, a *emulator.Account) {
		if n := len(a.Requests()); n != 0 {
			t.Errorf("%d look-ups before there is a call", n)
		}
		made, err := w.engine.Connect(t.Context(), azure("one"))
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.engine.Inspect(t.Context(), engine.Ref{ID: made.ID}); err != nil {
			t.Fatal(err)
		}
		if asked := a.Requests(); len(asked) != 1 || asked[0].Path != "/api/v1/containers/up" ||
			asked[0].Header.Get("Authorization") != "Bearer account-token" {
			t.Errorf("the control plane was asked %v", asked)
		}
		for _, r := range a.Service("up").Requests() {
			if got := r.Header.Get("Authorization"); got != "" {
				t.Errorf("%s %s carries %q", r.Method, r.Path, got)
			}
		}
		if got := w.engine.Origin(); got != "container up" {
			t.Errorf("the origin is %q", got)
		}
	})
}

// Each way in which a container cannot be found has an error of its own, before
// anything was sent to it.
func TestContainerThatCannotBeFound(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ container, token, want string }{
		"stopped":         {"down", "account-token", "Container down is stopped.\nStart it at Hoody, then apply again."},
		"without server":  {"new", "account-token", "Container new has no server, so nothing runs in it yet.\nStart it at Hoody, then apply again."},
		"unknown":         {"none", "account-token", "Your account has no container none.\nCheck the id (container, or HOODY_CONTAINER), and that HOODY_TOKEN is of the account that has it."},
		"another account": {"theirs", "account-token", "The token may not see container theirs: it is of another account, or limited.\nSet HOODY_TOKEN to a token of the account that has the container."},
		"bent":            {"bent", "account-token", "The control plane's answer about container bent has a project or a server that can be in no address.\nCheck the address of the control plane (endpoint, or HOODY_BASE_URL)."},
		"no id":           {"a/b", "account-token", "\"a/b\" is not the id of a container.\nCheck container, or HOODY_CONTAINER."},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			inAccount(t, c.container, c.token, func(t *testing.T, w *world, a *emulator.Account) {
				_, err := w.engine.Connect(t.Context(), azure("one"))
				if err == nil || err.Error() != c.want {
					t.Errorf("got  %v\nwant %s", err, c.want)
				}
			})
		})
	}
}

// A token that the control plane does not take is the token's fault.
func TestContainerWithAWrongToken(t *testing.T) {
	t.Parallel()
	inAccount(t, "up", "wrong-token", func(t *testing.T, w *world, a *emulator.Account) {
		_, err := w.engine.List(t.Context())
		if err == nil || !strings.Contains(err.Error(), "HOODY_TOKEN") {
			t.Error(err)
		}
		if n := len(a.Service("up").Requests()); n != 0 {
			t.Errorf("the container was sent %d requests", n)
		}
	})
}

// failing is a gateway that answers so many requests itself, and counts all.
func failing(times int64, asked *atomic.Int64) func(http.Handler) http.Handler {
	return func(h http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if asked.Add(1) <= times {
				http.Error(w, "upstream connect error", http.StatusServiceUnavailable)
				return
			}
			h.ServeHTTP(w, r)
		})
	}
}

// A control plane that fails for a moment is asked again, within the tries of the
// operation; ten operations at once ask once.
func TestLookUpThatFailsForAMoment(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ fails, want int64 }{
		"never": {0, 1},
		"twice": {2, 3},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var asked atomic.Int64
			inAccountBehind(t, "up", "account-token", failing(c.fails, &asked), func(t *testing.T, w *world, a *emulator.Account) {
				var all sync.WaitGroup
				for range 10 {
					all.Go(func() {
						if _, err := w.engine.Connect(t.Context(), azure("one")); err != nil {
							t.Error(err)
						}
					})
				}
				all.Wait()
				if asked.Load() != c.want {
					t.Errorf("%d look-ups, want %d", asked.Load(), c.want)
				}
			})
		})
	}
}

// While the control plane is down, a refresh of forty backends costs the tries of one
// list, and says who is down.
func TestOutageOfTheControlPlane(t *testing.T) {
	t.Parallel()
	var asked atomic.Int64
	inAccountBehind(t, "up", "account-token", failing(1000, &asked), func(t *testing.T, w *world, a *emulator.Account) {
		const want = "http://127.0.0.1 answered 503 Service Unavailable to GET, not as the Hoody API does."
		for range 40 {
			_, err := w.engine.Inspect(t.Context(), engine.Ref{ID: "bck_0123456789abcdef"})
			if err == nil || !strings.HasPrefix(err.Error(), want) {
				t.Fatalf("got  %v\nwant %s", err, want)
			}
		}
		if asked.Load() != 1+wire.RefreshRetries {
			t.Errorf("%d look-ups", asked.Load())
		}
	})
}

// The look-up of a container is a call as any other: what passes leaves no trace, and
// the last word is the operation's.
func TestLookUpUnderFaults(t *testing.T) {
	t.Parallel()
	for _, f := range faults {
		t.Run(f.name, func(t *testing.T) {
			t.Parallel()
			inAccount(t, "up", "account-token", func(t *testing.T, w *world, a *emulator.Account) {
				if w.refuse = f.refuse; f.refuse == 0 {
					a.Plan(f.fault)
				}
				_, err := w.engine.Connect(t.Context(), azure("one"))
				retold := f.retold
				if f.fault.Status == http.StatusForbidden {
					retold = "The token may not see container up"
				}
				connected := len(a.Service("up").Backends())
				switch final := strings.Contains(f.final, "GET"); {
				case final && (err == nil || !strings.Contains(err.Error(), retold) || connected > 0):
					t.Errorf("%d connected, error %v, want one with %q", connected, err, retold)
				case !final && (err != nil || connected != 1):
					t.Errorf("%d connected, error %v", connected, err)
				}
			})
		})
	}
}

// Who gives up does not wait for a look-up that hangs.
func TestLookUpThatHangs(t *testing.T) {
	t.Parallel()
	hanging := func(http.Handler) http.Handler {
		return http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() })
	}
	inAccountBehind(t, "up", "account-token", hanging, func(t *testing.T, w *world, a *emulator.Account) {
		ctx, stop := context.WithCancel(t.Context())
		time.AfterFunc(time.Second, stop)
		began := time.Now()
		_, err := w.engine.Connect(ctx, azure("one"))
		if waited := time.Since(began); waited != time.Second || err == nil || err.Error() != "The operation was interrupted.\nRun it again." {
			t.Errorf("after %s: %v", waited, err)
		}
	})
}
