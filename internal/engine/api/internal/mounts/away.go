package mounts

import (
	"sync"

	"golang.org/x/sync/semaphore"

	"github.com/hoody/terraform-provider-hoody/internal/engine"
)

// A place is where a backend is mounted: the path is absolute.
type place struct{ backend, path string }

// away knows the mounts that a rotation removed and that are still to come back.
type away struct {
	// turn is held while one mount is brought back, and while one is given up: Terraform
	// does both at once.
	turn *semaphore.Weighted

	mu sync.Mutex
	// expected has those that the next update of their backend brings back.
	expected map[place]bool
	// gone has those that a refresh has called gone: Terraform makes them again.
	gone map[place]bool
	// unwanted has those that were unmounted for good, or are being unmounted, with the id
	// of the last mount at each place: they stay away.
	unwanted map[place]string
}

func newAway() *away {
	return &away{
		turn:     semaphore.NewWeighted(1),
		expected: map[place]bool{}, gone: map[place]bool{}, unwanted: map[place]string{},
	}
}

// Expect notes which mounts are away, so that a refresh does not call them gone. It
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

// isExpected reports whether a missing mount is only away. If it is not, it counts as
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

// giveUp notes that nobody wants the mount with this id back.
func (a *away) giveUp(r engine.MountRef, id string) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.unwanted[place{r.BackendID, r.Path}] = id
}

// keep takes back giveUp, because the mount cannot be unmounted.
func (a *away) keep(r engine.MountRef) {
	a.mu.Lock()
	defer a.mu.Unlock()
	delete(a.unwanted, place{r.BackendID, r.Path})
}

// sees takes back giveUp where another mount is now than the one that was given up.
func (a *away) sees(m engine.Mount) {
	a.mu.Lock()
	defer a.mu.Unlock()
	at := place{m.BackendID, m.Path}
	if a.unwanted[at] != m.ID {
		delete(a.unwanted, at)
	}
}

func (a *away) isUnwanted(s engine.MountSpec) bool {
	a.mu.Lock()
	defer a.mu.Unlock()
	_, unwanted := a.unwanted[place{s.BackendID, s.Path}]
	return unwanted
}

// isBack notes that a mount was brought back.
func (a *away) isBack(s engine.MountSpec) {
	a.mu.Lock()
	defer a.mu.Unlock()
	delete(a.expected, place{s.BackendID, s.Path})
}
