package api

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
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

// dropped loses the answer to every create from the n-th on, so many times.
func dropped(skip, times int, acts emulator.Acts) emulator.Fault {
	return emulator.Fault{Method: "POST", Kind: emulator.Drop, Acts: acts, Skip: skip, Times: times}
}

const (
	anyBackend  = "GET /backends"
	newAzure    = "POST /backends/azureblob"
	wasAdopted  = "was adopted"
	mayBeSecond = "A second backend may exist"
	notKnown    = "It is not known whether Hoody made the backend: "
)

// located is a backend of which Hoody's list tells server and user.
func located(account string) engine.Spec {
	s := azure(account)
	s.Values["endpoint"] = "https://blob.example.com"
	return s
}

// slowTo makes a service act on a method so much later, though its client gave up.
func slowTo(method string, delay time.Duration) func(http.Handler) http.Handler {
	return func(h http.Handler) http.Handler {
		return http.HandlerFunc(func(res http.ResponseWriter, req *http.Request) {
			body, _ := io.ReadAll(req.Body)
			req.Body = io.NopCloser(bytes.NewReader(body))
			if req.Method == method {
				time.Sleep(delay)
			}
			h.ServeHTTP(res, req)
		})
	}
}

// behindOurBack is what another client connects, in its configuration.
func behindOurBack(config map[string]any) func(w *world) {
	return func(w *world) { w.Add("azureblob", config) }
}

func TestConnectAnswers(t *testing.T) {
	t.Parallel()
	adopting := settings{options: Options{Adopt: true}}
	gateway := func(status int, body string, header http.Header) []emulator.Fault {
		return []emulator.Fault{{Method: "POST", Status: status, Body: body, Header: header, Acts: emulator.First}}
	}
	api := func(text string) string { return `{"success":false,"error":"` + text + `"}` }
	quota := emulator.Fault{Method: "POST", Status: 400, Body: api("Quota exceeded")}
	lateBy := func(d time.Duration) emulator.Fault {
		return emulator.Fault{Method: "POST", Kind: emulator.Drop, Acts: emulator.Late, Hold: within(d)}
	}
	twoLooks := []string{anyBackend, newAzure, anyBackend, anyBackend}
	for _, c := range []struct {
		name     string
		settings settings
		spec     engine.Spec // azure("one") where it has no backend
		plan     []emulator.Fault
		// meanwhile is what another client does.
		before, meanwhile func(w *world)
		// want is how many backends Hoody has in the end, state whether one
		// of them is the create's.
		want  int
		state bool
		says  []string
		calls []string
	}{
		{
			name: "nothing goes wrong",
			want: 1, state: true,
			calls: []string{anyBackend, newAzure},
		},
		{
			name:  "the list before fails",
			plan:  []emulator.Fault{{Method: "GET", Status: 400, Body: api("No list")}},
			says:  []string{"No list"},
			calls: []string{anyBackend},
		},
		{
			name: "lost after acting",
			plan: []emulator.Fault{dropped(0, 1, emulator.First)},
			want: 1,
			says: []string{
				notKnown + "The connection to http://127.0.0.1 broke before an answer came.\n",
				"This is new, and may be it. Import it or, if nobody else needs it, remove it before you apply again:\n\nBACKEND\n" +
					"import {\n  to = hoody_backend.NAME\n  id = \"BACKEND\"\n}\n" +
					`curl -X DELETE "http://127.0.0.1/api/v1/backends/BACKEND"`,
			},
			calls: twoLooks,
		},
		{
			name: "lost after acting, adopted", settings: adopting, spec: located("one"),
			plan: []emulator.Fault{dropped(0, 1, emulator.First)},
			want: 1, state: true,
			says:  []string{"The backend BACKEND was adopted", "the only new one that matches the configuration", "adopt_lost_creates is true"},
			calls: twoLooks,
		},
		{
			name: "lost after acting, and Hoody does not tell its server", settings: adopting,
			plan:  []emulator.Fault{dropped(0, 1, emulator.First)},
			want:  1,
			says:  []string{notKnown},
			calls: twoLooks,
		},
		{
			name: "two that match", settings: adopting, spec: located("one"),
			meanwhile: behindOurBack(map[string]any{"account": "one", "endpoint": "https://blob.example.com"}),
			plan:      []emulator.Fault{dropped(0, 1, emulator.First)},
			want:      2,
			says:      []string{notKnown, "\n\nBACKEND\nimport {\n  to = hoody_backend.NAME\n  id = \"BACKEND\"\n}\n"},
			calls:     twoLooks,
		},
		{
			name:      "ours never arrives, and another run of the module connects the same",
			meanwhile: behindOurBack(map[string]any{"account": "one"}),
			plan:      []emulator.Fault{dropped(0, 1, emulator.Never)},
			want:      1,
			says:      []string{notKnown, "may be it"},
			calls:     twoLooks,
		},
		{
			name: "lost before acting",
			plan: []emulator.Fault{dropped(0, 1, emulator.Never)},
			want: 1, state: true,
			calls: []string{anyBackend, newAzure, anyBackend, anyBackend, newAzure, anyBackend},
		},
		{
			name:  "lost, acts four seconds later",
			plan:  []emulator.Fault{lateBy(4 * time.Second)},
			want:  1,
			says:  []string{notKnown, "may be it"},
			calls: twoLooks,
		},
		{
			name: "lost, acts six seconds later, the list lags",
			plan: []emulator.Fault{lateBy(5500 * time.Millisecond)},
			want: 2, state: true,
			says:  []string{mayBeSecond, "since then Hoody made BACKEND, perhaps from that request", `curl -X DELETE "http://127.0.0.1/api/v1/backends/BACKEND"`},
			calls: []string{anyBackend, newAzure, anyBackend, anyBackend, newAzure, anyBackend},
		},
		{
			name:  "lost, refused when sent again",
			plan:  []emulator.Fault{dropped(0, 1, emulator.Never), quota},
			says:  []string{"Quota exceeded", "\nCorrect the backend's configuration; nothing was connected."},
			calls: []string{anyBackend, newAzure, anyBackend, anyBackend, newAzure, anyBackend},
		},
		{
			name:  "lost, refused when sent again, acts late",
			plan:  []emulator.Fault{lateBy(5500 * time.Millisecond), quota},
			want:  1,
			says:  []string{notKnown, "Quota exceeded", "may be it"},
			calls: []string{anyBackend, newAzure, anyBackend, anyBackend, newAzure, anyBackend},
		},
		{
			name: "another client's from before", before: behindOurBack(map[string]any{"account": "one"}),
			plan: []emulator.Fault{dropped(0, 1, emulator.Never)},
			want: 2, state: true,
			calls: []string{anyBackend, newAzure, anyBackend, anyBackend, newAzure, anyBackend},
		},
		{
			name: "another client's at the same time, of another account", settings: adopting, spec: located("one"),
			meanwhile: behindOurBack(map[string]any{"account": "two"}),
			plan:      []emulator.Fault{dropped(0, 1, emulator.First)},
			want:      2, state: true,
			says:  []string{wasAdopted},
			calls: twoLooks,
		},
		{
			name: "another client's at the same time, of another type", settings: adopting, spec: located("one"),
			meanwhile: func(w *world) { w.Add("b2", map[string]any{"account": "one"}) },
			plan:      []emulator.Fault{dropped(0, 1, emulator.First)},
			want:      2, state: true,
			says:  []string{wasAdopted},
			calls: twoLooks,
		},
		{
			name: "Hoody's clock stood still behind its proxy's", settings: settings{service: emulator.Options{Now: func() time.Time { return time.Unix(1, 0) }}},
			plan:  []emulator.Fault{dropped(0, 1, emulator.First)},
			want:  1,
			says:  []string{notKnown, "may be it"},
			calls: twoLooks,
		},
		{
			name: "no retries", settings: settings{options: Options{MaxRetries: new(int)}},
			plan:  []emulator.Fault{dropped(0, 1, emulator.Never)},
			says:  []string{"http://127.0.0.1 broke before an answer came"},
			calls: twoLooks,
		},
		{
			name: "the list fails after it",
			plan: []emulator.Fault{dropped(0, 1, emulator.First), {Method: "GET", Status: 400, Body: api("No list"), Skip: 1, Times: -1}},
			want: 1,
			says: []string{
				notKnown + "The connection to http://127.0.0.1 broke before an answer came. The list of what is there cannot be read: ", "No list",
				`Look for a new one before you apply again:` + "\n" + `curl "http://127.0.0.1/api/v1/backends"`,
			},
			calls: twoLooks,
		},
		{
			name: "Hoody takes 45 seconds to connect", settings: settings{wrap: slowTo("POST", 45*time.Second)},
			want:  1,
			says:  []string{notKnown, "did not answer in time", "It needs longer than request_timeout (30s).", "\n\nBACKEND\nimport {"},
			calls: []string{anyBackend, anyBackend, anyBackend, newAzure, anyBackend, anyBackend, anyBackend, anyBackend}, // recorded when it acts
		},
		{
			name: "Hoody takes longer than anybody looks", settings: settings{wrap: slowTo("POST", 2*time.Minute)},
			says:  []string{notKnown, "It needs longer than request_timeout (30s).", "Nobody has seen it so far."},
			calls: []string{anyBackend, anyBackend, anyBackend, anyBackend, anyBackend, anyBackend, anyBackend},
		},
		{name: "503 with Retry-After of a gateway, acted", plan: gateway(503, "<html>", http.Header{"Retry-After": {"1"}}), want: 1, says: []string{notKnown, "may be it"}, calls: twoLooks},
		{name: "504 with JSON, acted", plan: gateway(504, api("upstream timed out"), nil), want: 1, says: []string{notKnown, "may be it"}, calls: twoLooks},
		{name: "502 with JSON, acted", plan: gateway(502, api("bad gateway"), nil), want: 1, says: []string{notKnown, "may be it"}, calls: twoLooks},
		{name: "303, acted", plan: gateway(303, "", http.Header{"Location": {"/done"}}), want: 1, says: []string{notKnown, "may be it"}, calls: twoLooks},
		{name: "302 to a login, acted", plan: gateway(302, "", http.Header{"Location": {"https://login.example.com/"}}), want: 1, says: []string{notKnown, "may be it"}, calls: twoLooks},
		{name: "307, acted", plan: gateway(307, "", http.Header{"Location": {"/api/v1/backends/azureblob"}}), want: 1, says: []string{notKnown, "may be it"}, calls: twoLooks},
		{name: "408, acted", plan: gateway(408, api("timeout"), nil), want: 1, says: []string{notKnown, "may be it"}, calls: twoLooks},
		{name: "499, acted", plan: gateway(499, "", nil), want: 1, says: []string{notKnown, "may be it"}, calls: twoLooks},
		{name: "500 of a gateway, acted", plan: gateway(500, `{"message":"An invalid response was received from the upstream server"}`, nil), want: 1, says: []string{notKnown, "may be it"}, calls: twoLooks},
		{name: "404 page, acted", plan: gateway(404, "<html>", nil), want: 1, says: []string{notKnown, "may be it"}, calls: twoLooks},
		{name: "201 with a page, acted", plan: gateway(201, "<html>", nil), want: 1, says: []string{notKnown, "may be it"}, calls: twoLooks},
		{name: "201 without an id, acted", plan: gateway(201, `{"success":true}`, nil), want: 1, says: []string{notKnown, "may be it"}, calls: twoLooks},
		{
			name: "409 with Retry-After",
			plan: []emulator.Fault{{Method: "POST", Status: 409, Body: `{"success":false,"error":"Busy","code":"NEVER_SEEN"}`, Header: http.Header{"Retry-After": {"2"}}, Times: 2}},
			want: 1, state: true,
			calls: []string{anyBackend, newAzure, newAzure, newAzure},
		},
		{
			name:  "409 without Retry-After",
			plan:  []emulator.Fault{{Method: "POST", Status: 409, Body: api("In use")}},
			says:  []string{"In use", "Correct the backend's configuration"},
			calls: []string{anyBackend, newAzure},
		},
		{
			name: "409 with Retry-After of a gateway",
			plan: gateway(409, "<html>", http.Header{"Retry-After": {"2"}}),
			want: 1, says: []string{notKnown, "may be it"}, calls: twoLooks,
		},
		{
			name: "503 of the API without Retry-After",
			plan: []emulator.Fault{{Method: "POST", Status: 503, Body: api("Starting"), Times: 2}},
			want: 1, state: true,
			calls: []string{anyBackend, newAzure, newAzure, newAzure},
		},
		{
			name: "a service without this call",
			plan: []emulator.Fault{{Method: "POST", Status: 501, Body: api("Not here"), Times: -1}},
			says: []string{"Not here"}, calls: []string{anyBackend, newAzure},
		},
	} {
		for name, dialect := range map[string]emulator.Dialect{"page": emulator.Page, "2026-10": emulator.October} {
			t.Run(c.name+"/"+name, func(t *testing.T) {
				t.Parallel()
				s := c.settings
				s.service.Dialect = dialect
				inWorld(t, s, func(t *testing.T, w *world) {
					if c.before != nil {
						c.before(w)
					}
					plan := c.plan
					if c.meanwhile != nil {
						plan = append([]emulator.Fault{}, plan...)
						plan[0].Hold = func(context.Context) { c.meanwhile(w) }
					}
					w.Plan(plan...)
					spec := c.spec
					if spec.Backend == nil {
						spec = azure("one")
					}
					remote, err := w.engine.Connect(t.Context(), spec)
					text := anonymous(told(remote, err))
					w.expectCalls(t, c.calls...)
					all := w.Backends()
					if len(all) != c.want {
						t.Errorf("%d backends, want %d", len(all), c.want)
					}
					if (remote.ID != "") != c.state {
						t.Errorf("state %q, error %v", remote.ID, err)
					}
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

func TestWaves(t *testing.T) {
	t.Parallel()
	for deployment, service := range deployments {
		for _, size := range []int{1, 6, 50} {
			for lostName, lost := range map[string]int{"none": 0, "some": (size + 1) / 2, "all": size} {
				for actsName, acts := range map[string]emulator.Acts{"before acting": emulator.Never, "after acting": emulator.First, "late": emulator.Late} {
					for _, alike := range []bool{false, true} {
						t.Run(fmt.Sprintf("%s/%d/%s lost %s/alike %t", deployment, size, lostName, actsName, alike), func(t *testing.T) {
							t.Parallel()
							inWorld(t, settings{service: service}, func(t *testing.T, w *world) {
								if lost > 0 {
									fault := dropped(0, lost, acts)
									if acts == emulator.Late {
										fault.Hold = within(2 * time.Second)
									}
									w.Plan(fault)
								}
								a := wave(t, w, size, alike)
								a.check(t, makersOf(w.Server))
								if lost == 0 || !alike && acts == emulator.First {
									if n := len(w.Backends()); n != size {
										t.Errorf("%d backends, want %d", n, size)
									}
								}
								if lost == 0 && len(w.Requests()) != size+1 {
									t.Errorf("%d requests, want %d and a list", len(w.Requests()), size)
								}
								// What was made and is in no answer is left to a person.
								unknown := lost > 0 && acts != emulator.Never
								if strings.Contains(a.text.String(), "not known") != unknown {
									t.Errorf("said:\n%s", a.text.String())
								}
							})
						})
					}
				}
			}
		}
	}
}

// wave connects so many backends at once and returns the books.
func wave(t *testing.T, w *world, size int, alike bool) *audit {
	a := newAudit()
	var all sync.WaitGroup
	for i := range size {
		all.Go(func() {
			s := azure("one")
			if !alike {
				s = azure(fmt.Sprintf("account%d", i))
			}
			s.Values["description"] = fmt.Sprintf("create %d", i)
			r, err := w.engine.Connect(t.Context(), s)
			a.enter(t, fmt.Sprintf("create %d", i), r.ID, told(r, err))
		})
	}
	all.Wait()
	time.Sleep(time.Minute) // until nothing can come late any more
	return a
}

// TestNothingIsLost plays random faults against random creates, alone and with
// other clients, and audits Hoody afterwards.
func TestNothingIsLost(t *testing.T) {
	t.Parallel()
	const rounds, perRound = 100, 12
	for round, seed := range randomSeeds(rounds) {
		t.Run(fmt.Sprintf("%d seed %d", round, seed), func(t *testing.T) {
			t.Parallel()
			play(t, seed, perRound)
		})
	}
}

func play(t *testing.T, seed uint64, operations int) {
	random := rand.New(rand.NewPCG(seed, 0))
	adopting := random.IntN(4) == 0
	inWorld(t, settings{service: randomService(random), options: Options{Adopt: adopting}}, func(t *testing.T, w *world) {
		time.Sleep(time.Duration(random.IntN(1000)) * time.Millisecond)
		w.Add("azureblob", map[string]any{"account": "one", "description": "early stranger"})
		w.Plan(randomPlan(random, operations)...)
		a := newAudit()
		var all sync.WaitGroup
		for i := range operations {
			pause := time.Duration(random.IntN(8000)) * time.Millisecond
			account := []string{"one", "one", "two", fmt.Sprintf("account%d", i)}[random.IntN(4)]
			stranger := random.IntN(10) == 0
			limit := randomLimit(random)
			all.Go(func() {
				time.Sleep(pause)
				name := fmt.Sprintf("create %d", i)
				if stranger {
					maker := "early stranger" // whom nobody may take anything from
					if adopting {
						maker = "stranger"
					}
					w.Add("azureblob", map[string]any{"account": account, "description": maker})
					return
				}
				s := located(account)
				s.Values["description"] = name
				ctx, cancel := limit(t.Context())
				defer cancel()
				r, err := w.engine.Connect(ctx, s)
				a.enter(t, name, r.ID, told(r, err))
				if err == nil {
					if _, err := w.engine.Inspect(t.Context(), refOf(r, s)); errors.Is(err, engine.ErrNotFound) {
						t.Errorf("%s of %s is called gone", r.ID, name)
					}
				}
			})
		}
		all.Wait()
		time.Sleep(time.Minute)
		a.check(t, makersOf(w.Server))
	})
}

// randomService is one of either version, whose clock is its own.
func randomService(random *rand.Rand) emulator.Options {
	skew := []time.Duration{0, 0, -3 * time.Second, -time.Hour, 26 * time.Hour}[random.IntN(5)]
	service := emulator.Options{Enveloped: random.IntN(2) == 0, Now: func() time.Time { return time.Now().Add(skew) }}
	if random.IntN(2) == 0 {
		service.Dialect = emulator.October
	}
	return service
}

// patiently lets an operation take the time that it has.
func patiently(ctx context.Context) (context.Context, context.CancelFunc) {
	return context.WithTimeout(ctx, time.Hour)
}

// randomLimit ends an operation as people and configurations do: at its own time, by
// its timeouts, or by Ctrl-C.
func randomLimit(random *rand.Rand) func(context.Context) (context.Context, context.CancelFunc) {
	after := time.Duration(random.IntN(60_000)) * time.Millisecond
	return []func(context.Context) (context.Context, context.CancelFunc){
		patiently,
		func(ctx context.Context) (context.Context, context.CancelFunc) { return context.WithCancel(ctx) },
		func(ctx context.Context) (context.Context, context.CancelFunc) {
			return context.WithTimeout(ctx, after)
		},
		func(ctx context.Context) (context.Context, context.CancelFunc) {
			ctx, cancel := context.WithCancel(ctx)
			time.AfterFunc(after, cancel)
			return ctx, cancel
		},
	}[random.IntN(4)]
}

// randomPlan is faults of all kinds, of Hoody and of gateways, with lists that
// succeed in the end: without one nobody can name what is there.
func randomPlan(random *rand.Rand, n int) []emulator.Fault {
	var plan []emulator.Fault
	gateways := slices.Sorted(maps.Keys(emulator.Gateways()))
	lists := 0
	for range random.IntN(2 * n) {
		f := faults[random.IntN(len(faults))]
		switch random.IntN(4) {
		case 0:
			f.fault, f.final = emulator.Gateways()[gateways[random.IntN(len(gateways))]], "POST"
			f.fault.Acts = []emulator.Acts{emulator.Never, emulator.First, emulator.Late}[random.IntN(3)]
			f.fault.Hold = emulator.For(time.Duration(random.IntN(4000)) * time.Millisecond)
		case 1:
			f.fault, f.final = emulator.Slow(time.Duration(random.IntN(80))*time.Second), "POST"
		}
		f.fault.Method, f.fault.Times, f.fault.Skip = "POST", 1, random.IntN(3)
		if f.final == "" && lists < 3 && random.IntN(3) == 0 {
			f.fault.Method = "GET"
			lists++
		}
		plan = append(plan, f.fault)
	}
	return plan
}
