package api

import (
	"context"
	"fmt"
	"math/rand/v2"
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
)

func TestConnectAnswers(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name     string
		settings settings
		plan     []emulator.Fault
		// meanwhile is what another client does.
		before, meanwhile func(w *world)
		// want is how many backends the service has in the end, state whether one
		// of them is the create's.
		want  int
		state bool
		says  []string
		calls []string
	}{
		{
			name: "nothing goes wrong",
			want: 1, state: true,
			calls: []string{newAzure},
		},
		{
			name: "lost after acting",
			plan: []emulator.Fault{dropped(0, 1, emulator.First)},
			want: 1, state: true,
			says:  []string{wasAdopted, "is the only new backend of its type", "broke before an answer came", "adopt_lost_creates = false"},
			calls: []string{newAzure, anyBackend, anyBackend},
		},
		{
			name: "lost before acting",
			plan: []emulator.Fault{dropped(0, 1, emulator.Never)},
			want: 1, state: true,
			calls: []string{newAzure, anyBackend, newAzure, anyBackend},
		},
		{
			name: "lost, acts two seconds later",
			plan: []emulator.Fault{{Method: "POST", Kind: emulator.Drop, Acts: emulator.Late, Hold: within(2 * time.Second)}},
			want: 2, state: true,
			says:  []string{mayBeSecond, "DELETE /api/v1/backends/{id}"},
			calls: []string{newAzure, anyBackend, newAzure, anyBackend},
		},
		{
			name: "lost, refused when sent again, acts late",
			plan: []emulator.Fault{
				{Method: "POST", Kind: emulator.Drop, Acts: emulator.Late, Hold: within(4 * time.Second)},
				{Method: "POST", Status: 400, Body: `{"success":false,"error":"Quota exceeded"}`},
			},
			want:  1,
			says:  []string{"it is not known which backend was created", "Quota exceeded"},
			calls: []string{newAzure, anyBackend, newAzure, anyBackend},
		},
		{
			name: "lost, refused when sent again",
			plan: []emulator.Fault{
				dropped(0, 1, emulator.Never),
				{Method: "POST", Status: 400, Body: `{"success":false,"error":"Quota exceeded"}`},
			},
			says:  []string{"Quota exceeded\nCorrect the backend's configuration; nothing was connected."},
			calls: []string{newAzure, anyBackend, newAzure, anyBackend},
		},
		{
			name:     "lost after acting, adoption unwanted",
			settings: settings{options: Options{NoAdoption: true}},
			plan:     []emulator.Fault{dropped(0, 1, emulator.First)},
			want:     1,
			says:     []string{"it is not known which backend was created", "adopt_lost_creates is false"},
			calls:    []string{newAzure, anyBackend, anyBackend},
		},
		{
			name:   "another client's from three seconds before",
			before: func(w *world) { w.Add("azureblob", nil); time.Sleep(3 * time.Second) },
			plan:   []emulator.Fault{dropped(0, 1, emulator.Never)},
			want:   2, state: true,
			calls: []string{newAzure, anyBackend, newAzure, anyBackend},
		},
		{
			name: "another client's that a read has seen, just before",
			before: func(w *world) {
				w.Add("azureblob", nil)
				_, _ = w.engine.List(context.Background())
				time.Sleep(time.Millisecond)
			},
			plan: []emulator.Fault{dropped(0, 1, emulator.Never)},
			want: 2, state: true,
			calls: []string{anyBackend, newAzure, anyBackend, newAzure, anyBackend},
		},
		{
			name:      "another client's at the same time, of another account",
			meanwhile: func(w *world) { w.Add("azureblob", map[string]any{"account": "two"}) },
			plan:      []emulator.Fault{dropped(0, 1, emulator.First)},
			want:      2, state: true,
			says:  []string{wasAdopted},
			calls: []string{newAzure, anyBackend, anyBackend},
		},
		{
			name:      "another client's at the same time, of another type",
			meanwhile: func(w *world) { w.Add("b2", map[string]any{"account": "one"}) },
			plan:      []emulator.Fault{dropped(0, 1, emulator.First)},
			want:      2, state: true,
			says:  []string{wasAdopted},
			calls: []string{newAzure, anyBackend, anyBackend},
		},
		{
			name:      "another client's at the same time, alike",
			meanwhile: func(w *world) { w.Add("azureblob", map[string]any{"account": "one"}) },
			plan:      []emulator.Fault{dropped(0, 1, emulator.First)},
			want:      2,
			says:      []string{"it is not known which backend was created", "more than one came up in that time"},
			calls:     []string{newAzure, anyBackend, anyBackend},
		},
		{
			name:  "the service tells no time",
			plan:  []emulator.Fault{dropped(0, 1, emulator.First), {Method: "GET", Kind: emulator.Pass, Times: -1, Header: map[string][]string{"Date": nil}}},
			want:  1,
			says:  []string{"it is not known which backend was created", "does not tell well enough when it was made"},
			calls: []string{newAzure, anyBackend, anyBackend},
		},
		{
			name:     "the service's clock is an hour ahead",
			settings: settings{service: emulator.Options{Now: func() time.Time { return time.Now().Add(time.Hour) }}},
			before:   func(w *world) { w.Add("azureblob", nil); time.Sleep(3 * time.Second) },
			plan:     []emulator.Fault{dropped(0, 1, emulator.First)},
			want:     2, state: true,
			says:  []string{wasAdopted},
			calls: []string{newAzure, anyBackend, anyBackend},
		},
		{
			name:     "no retries",
			settings: settings{options: Options{MaxRetries: new(int)}},
			plan:     []emulator.Fault{dropped(0, 1, emulator.Never)},
			says:     []string{"http://127.0.0.1 broke before an answer came"},
			calls:    []string{newAzure, anyBackend, anyBackend},
		},
		{
			name:  "the list fails too",
			plan:  []emulator.Fault{dropped(0, 1, emulator.First), {Method: "GET", Status: 500, Times: 5}},
			want:  1,
			says:  []string{"it is not known which backend was created", "Looking for it failed"},
			calls: []string{newAzure, anyBackend, anyBackend, anyBackend, anyBackend, anyBackend, anyBackend},
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
					remote, err := w.engine.Connect(t.Context(), azure("one"))
					text := told(remote, err)
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

// An audit checks the one promise: each backend that creates of this process
// made is in one state or named, and none is in two.
type audit struct {
	mu    sync.Mutex
	owner map[string]string // by id: whose state it is in
	text  strings.Builder
}

func (a *audit) enter(t *testing.T, name string, r engine.Remote, err error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.text.WriteString(told(r, err))
	if r.ID == "" {
		return
	}
	if other, ok := a.owner[r.ID]; ok {
		t.Errorf("%s is in the states of %s and %s", r.ID, other, name)
	}
	a.owner[r.ID] = name
}

// check compares the service with what was entered. Descriptions say who made a
// backend; strangers' begin with "stranger".
func (a *audit) check(t *testing.T, w *world) {
	t.Helper()
	for _, b := range w.Backends() {
		maker, _ := b.Config["description"].(string)
		owner, inState := a.owner[b.ID]
		switch {
		case strings.HasPrefix(maker, "early stranger"):
			if inState {
				t.Errorf("%s of an %s was taken by %s", b.ID, maker, owner)
			}
		case strings.HasPrefix(maker, "stranger"):
		case !inState && !strings.Contains(a.text.String(), b.ID):
			t.Errorf("%s of %s is neither in a state nor named", b.ID, maker)
		case inState && owner != maker:
			t.Errorf("%s of %s is in the state of %s", b.ID, maker, owner)
		}
		delete(a.owner, b.ID)
	}
	for id, owner := range a.owner {
		t.Errorf("%s in the state of %s does not exist", id, owner)
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
								a.check(t, w)
								if lost == 0 || !alike && acts == emulator.First {
									if n := len(w.Backends()); n != size {
										t.Errorf("%d backends, want %d", n, size)
									}
								}
								if lost == 0 && len(w.Requests()) != size {
									t.Errorf("%d requests, want %d", len(w.Requests()), size)
								}
								if size == 1 || lost > 0 && alike && acts != emulator.Never {
									return // some must be left to a person
								}
								if strings.Contains(a.text.String(), "not known") {
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
	a := &audit{owner: map[string]string{}}
	var all sync.WaitGroup
	for i := range size {
		all.Go(func() {
			s := azure("one")
			if !alike {
				s = azure(fmt.Sprintf("account%d", i))
			}
			s.Values["description"] = fmt.Sprintf("create %d", i)
			r, err := w.engine.Connect(t.Context(), s)
			a.enter(t, fmt.Sprintf("create %d", i), r, err)
		})
	}
	all.Wait()
	time.Sleep(time.Minute) // until nothing can come late any more
	return a
}

// TestNothingIsLost plays random faults against random creates, alone and with
// other clients, and audits the service afterwards.
func TestNothingIsLost(t *testing.T) {
	t.Parallel()
	const rounds, perRound = 300, 12
	for round := range rounds {
		seed := rand.Uint64()
		t.Run(fmt.Sprintf("%d seed %d", round, seed), func(t *testing.T) {
			t.Parallel()
			play(t, seed, perRound)
		})
	}
}

func play(t *testing.T, seed uint64, operations int) {
	random := rand.New(rand.NewPCG(seed, 0))
	service := emulator.Options{Enveloped: random.IntN(2) == 0}
	if random.IntN(2) == 0 {
		service.Dialect = emulator.October
	}
	inWorld(t, settings{service: service}, func(t *testing.T, w *world) {
		time.Sleep(time.Duration(random.IntN(1000)) * time.Millisecond)
		w.Add("azureblob", map[string]any{"account": "one", "description": "early stranger"})
		time.Sleep(3 * time.Second)
		w.Plan(randomPlan(random, operations)...)
		a := &audit{owner: map[string]string{}}
		var all sync.WaitGroup
		for i := range operations {
			pause := time.Duration(random.IntN(8000)) * time.Millisecond
			account := []string{"one", "one", "two", fmt.Sprintf("account%d", i)}[random.IntN(4)]
			stranger := random.IntN(10) == 0
			all.Go(func() {
				time.Sleep(pause)
				name := fmt.Sprintf("create %d", i)
				if stranger {
					w.Add("azureblob", map[string]any{"account": account, "description": "stranger"})
					return
				}
				s := azure(account)
				s.Values["description"] = name
				// The resource's timeouts are long: what cannot be looked for in time
				// cannot be named.
				ctx, cancel := context.WithTimeout(t.Context(), time.Hour)
				defer cancel()
				r, err := w.engine.Connect(ctx, s)
				a.enter(t, name, r, err)
				if err == nil {
					if _, err := w.engine.Inspect(t.Context(), refOf(r, s)); err == engine.ErrNotFound {
						t.Errorf("%s of %s is called gone", r.ID, name)
					}
				}
			})
		}
		all.Wait()
		time.Sleep(time.Minute)
		a.check(t, w)
	})
}

// randomPlan is faults of all kinds, with lists that succeed in the end: without
// one nobody can name what is there.
func randomPlan(random *rand.Rand, n int) []emulator.Fault {
	var plan []emulator.Fault
	lists := 0
	for range random.IntN(2 * n) {
		f := faults[random.IntN(len(faults))]
		f.fault.Method, f.fault.Times, f.fault.Skip = "POST", 1, random.IntN(3)
		if f.final == "" && lists < 3 && random.IntN(3) == 0 {
			f.fault.Method = "GET"
			lists++
		}
		plan = append(plan, f.fault)
	}
	return plan
}
