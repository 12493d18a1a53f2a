package mounts

import (
	"maps"
	"sync"

	"golang.org/x/sync/semaphore"

	"github.com/hoody/terraform-provider-hoody/internal/engine"
)

// A place is where a backend is mounted, by the absolute path.
type place struct{ backend, path string }

// away knows the mounts that a rotation took away and that are still to come
// back.
type away struct {
	// turn is held while one mount is brought back, and while one that is not
	// there is given up: Terraform does both at the same time.
	turn *semaphore.Weighted

	mu sync.Mutex
	// expected are those that the next update of their backend brings back.
	expected map[place]bool
	// gone are those that a refresh has called gone: whoever manages them makes
	// them anew.
	gone map[place]bool
	// unwanted counts how often one was unmounted for good: it stays away, unless
	// somebody mounts there again.
	unwanted map[place]int
	// back counts how often one was brought back.
	back map[place]int
}

func newAway() *away {
	return &away{
		turn: semaphore.NewWeighted(1), expected: map[place]bool{}, gone: map[place]bool{},
		unwanted: map[place]int{}, back: map[place]int{},
	}
}

// Expect says which mounts are away, so that a refresh does not call them gone. It
// returns those that no refresh has called gone yet.
func (e *Engine) Expect(specs []engine.MountSpec) (all []engine.MountSpec) {
	e.away.mu.Lock()
	defer e.away.mu.Unlock()
	for _, s := range specs {
		at := place{s.BackendID, s.Path}
		if !e.away.gone[at] {
			e.away.expected[at] = true
			all = append(all, s)
		}
	}
	return all
}

// isExpected tells whether a mount that is not there is away. One that is not is
// gone from now on.
func (a *away) isExpected(r engine.MountRef) bool {
	a.mu.Lock()
	defer a.mu.Unlock()
	at := place{r.BackendID, r.Path}
	if !a.expected[at] {
		a.gone[at] = true
	}
	return a.expected[at]
}

// giveUp notes that nobody wants a mount back.
func (a *away) giveUp(r engine.MountRef) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.unwanted[place{r.BackendID, r.Path}]++
}

func (a *away) isUnwanted(s engine.MountSpec) bool {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.unwanted[place{s.BackendID, s.Path}] > 0
}

// givenUp is what nobody wanted back so far.
func (a *away) givenUp() map[place]int {
	a.mu.Lock()
	defer a.mu.Unlock()
	return maps.Clone(a.unwanted)
}

// mountedSince forgets that a mount was not wanted back or called gone: a list of later
// than that has it.
func (a *away) mountedSince(before map[place]int, m engine.Mount) {
	a.mu.Lock()
	defer a.mu.Unlock()
	at := place{m.BackendID, m.Path}
	if a.unwanted[at] == before[at] {
		delete(a.unwanted, at)
		delete(a.gone, at)
	}
}

// isBack notes that a mount was brought back.
func (a *away) isBack(s engine.MountSpec) {
	a.mu.Lock()
	defer a.mu.Unlock()
	at := place{s.BackendID, s.Path}
	delete(a.expected, at)
	a.back[at]++
}

// timesBack is how often a mount was brought back so far.
func (a *away) timesBack(r engine.MountRef) int {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.back[place{r.BackendID, r.Path}]
}
