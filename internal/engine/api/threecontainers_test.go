package api

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/hoody/terraform-provider-hoody/internal/emulator"
	"github.com/hoody/terraform-provider-hoody/internal/engine"
)

// TestThreeContainersAtOnce plays random faults against random creates in three
// containers: one is awake, one sleeps at first, and one is deleted half-way.
func TestThreeContainersAtOnce(t *testing.T) {
	t.Parallel()
	const rounds, perRound = 50, 15
	for round, seed := range randomSeeds(rounds) {
		t.Run(fmt.Sprintf("%d seed %d", round, seed), func(t *testing.T) {
			t.Parallel()
			named(t, 3, straight, func(t *testing.T, _ *world, a *emulator.Account, known *Account) {
				playThree(t, seed, perRound, a, known)
			})
		})
	}
}

// A container that takes every request and answers none costs the others no time, whether
// they connect or refresh.
func TestSilentContainerCostsOthersNoTime(t *testing.T) {
	t.Parallel()
	const silent, each = "c2", 20
	named(t, 3, straight, func(t *testing.T, _ *world, account *emulator.Account, known *Account) {
		account.Service(silent).Plan(emulator.Fault{Kind: emulator.Pass, Hold: within(time.Hour), Times: -1})
		began := time.Now()
		var all sync.WaitGroup
		for i := range 3 * each {
			all.Go(func() {
				in := fmt.Sprintf("c%d", 1+i%3)
				e, err := known.Engine(in)
				if err != nil {
					t.Errorf("%s: %v", in, err)
					return
				}
				r, err := e.Connect(t.Context(), azure("one"))
				if err == nil {
					_, err = e.Inspect(t.Context(), engine.Ref{ID: r.ID, Spec: azure("one")})
				}
				took := time.Since(began)
				switch {
				case in != silent && (err != nil || took > 0):
					t.Errorf("%s took %s, and said %v", in, took, err)
				case in == silent && (err == nil || !strings.Contains(err.Error(), "ontainer c2 ") || took < 30*time.Second):
					t.Errorf("%s took %s, and said %v", in, took, err)
				}
			})
		}
		all.Wait()
		for id, want := range map[string]int{"c1": each, silent: 0, "c3": each} {
			if n := len(account.Service(id).Backends()); n != want {
				t.Errorf("%s has %d backends, want %d", id, n, want)
			}
		}
	})
}

const (
	awake, asleep, deleted = "c1", "c2", "c3"
	noContainer            = "Your account has no container c3."
)

func playThree(t *testing.T, seed uint64, operations int, account *emulator.Account, known *Account) {
	random := rand.New(rand.NewPCG(seed, 0))
	services, audits := map[string]*emulator.Server{}, map[string]*audit{}
	for _, id := range []string{awake, asleep, deleted} {
		services[id], audits[id] = account.Service(id), newAudit()
		services[id].Add("azureblob", map[string]any{"account": "one", "description": "early stranger"})
	}
	services[awake].Plan(randomPlan(random, operations)...)
	services[asleep].Plan(emulator.Asleep(1 + random.IntN(4)))
	half := time.Duration(2000+random.IntN(4000)) * time.Millisecond
	time.AfterFunc(half, func() { account.Remove(deleted) })

	var all sync.WaitGroup
	for i := range operations {
		pause := time.Duration(random.IntN(8000)) * time.Millisecond
		limit := randomLimit(random)
		in := []string{awake, asleep, deleted}[i%3]
		if in != awake {
			limit = patiently
		}
		all.Go(func() {
			time.Sleep(pause)
			e, err := known.Engine(in)
			if err != nil {
				t.Errorf("%s: %v", in, err)
				return
			}
			s := located(fmt.Sprintf("account%d", i%4))
			name := fmt.Sprintf("create %d in %s", i, in)
			s.Values["description"] = name
			ctx, cancel := limit(t.Context())
			defer cancel()
			r, err := e.Connect(ctx, s)
			audits[in].enter(t, name, r.ID, told(r, err))
			checkContainer(t, in, pause, half, err)
		})
	}
	all.Wait()
	time.Sleep(time.Minute)
	for id, service := range services {
		audits[id].check(t, makersOf(service))
		for _, b := range service.Backends() {
			maker, _ := b.Config["description"].(string)
			if maker != "early stranger" && !strings.HasSuffix(maker, " in "+id) {
				t.Errorf("%s in %s was made by %s", b.ID, id, maker)
			}
		}
		checkRefresh(t, id, audits[id], known)
	}
}

// checkContainer wants an error of a create to be of its own container.
func checkContainer(t *testing.T, in string, began, half time.Duration, err error) {
	t.Helper()
	switch {
	case in == asleep && err != nil:
		t.Errorf("%s woke up, and said %v", in, err)
	case in == deleted && began > half && (err == nil || !strings.Contains(err.Error(), noContainer)):
		t.Errorf("%s was deleted before, and said %v", in, err)
	case in == awake && err != nil && (strings.Contains(err.Error(), "ontainer "+asleep) || strings.Contains(err.Error(), "ontainer "+deleted)):
		t.Errorf("%s said %v", in, err)
	}
}

// checkRefresh refreshes what the states of a container have. Only what was in the
// deleted one cannot be seen, which says so, and does not count as gone.
func checkRefresh(t *testing.T, in string, states *audit, known *Account) {
	t.Helper()
	e, err := known.Engine(in)
	if err != nil {
		t.Fatal(err)
	}
	for id := range states.owner {
		_, err := e.Inspect(t.Context(), engine.Ref{ID: id, Spec: located("one")})
		switch {
		case in != deleted && err != nil:
			t.Errorf("%s in %s: %v", id, in, err)
		case in == deleted && (err == nil || errors.Is(err, engine.ErrNotFound) || !strings.Contains(err.Error(), noContainer)):
			t.Errorf("%s in %s, which was deleted: %v", id, in, err)
		}
	}
}
