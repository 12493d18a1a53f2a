package api

import (
	"maps"
	"strings"
	"sync"
	"testing"

	"github.com/hoody/terraform-provider-hoody/internal/emulator"
)

// An audit checks the one promise: each backend, or mount, that creates of this process
// made is in one state or named, and none is in two.
type audit struct {
	mu    sync.Mutex
	owner map[string]string // by id: whose state it is in
	text  strings.Builder
}

func newAudit() *audit { return &audit{owner: map[string]string{}} }

// enter notes what a create has in its state, if anything, and what it said.
func (a *audit) enter(t *testing.T, name, id, said string) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.text.WriteString(said)
	if id == "" {
		return
	}
	if other, ok := a.owner[id]; ok {
		t.Errorf("%s is in the states of %s and %s", id, other, name)
	}
	a.owner[id] = name
}

// check compares what there is at Hoody, by who made it as far as that shows, with what
// was entered. Strangers' begins with "stranger", and with "early stranger" where it was
// there before.
func (a *audit) check(t *testing.T, makers map[string]string) {
	t.Helper()
	left := maps.Clone(a.owner)
	for id, maker := range makers {
		owner, owned := a.owner[id]
		switch {
		case strings.HasPrefix(maker, "early stranger"):
			if owned {
				t.Errorf("%s of an %s was taken by %s", id, maker, owner)
			}
		case strings.HasPrefix(maker, "stranger"):
		case !owned && !strings.Contains(a.text.String(), id):
			t.Errorf("%s of %s is neither in a state nor named:\n%s", id, maker, a.text.String())
		case owned && maker != "" && owner != maker:
			t.Errorf("%s of %s is in the state of %s", id, maker, owner)
		}
		delete(left, id)
	}
	for id, owner := range left {
		t.Errorf("%s in the state of %s does not exist", id, owner)
	}
}

// makersOf says who made each backend, which is in its description.
func makersOf(service *emulator.Server) map[string]string {
	makers := map[string]string{}
	for _, b := range service.Backends() {
		makers[b.ID], _ = b.Config["description"].(string)
	}
	return makers
}

// mountersOf says who made each mount.
func mountersOf(w *world, maker func(emulator.Mount) string) map[string]string {
	makers := map[string]string{}
	for _, m := range w.Mounts() {
		makers[m.ID] = maker(m)
	}
	return makers
}
