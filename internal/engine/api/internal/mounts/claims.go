package mounts

import (
	"fmt"
	"sync"
	"sync/atomic"

	"github.com/hoody/terraform-provider-hoody/internal/engine"
	"github.com/hoody/terraform-provider-hoody/internal/engine/api/internal/lost"
)

// claims keep the mounts of this process apart from others', and from each other.
type claims struct {
	ledger *lost.Ledger[engine.Mount]

	// freeing counts the paths that this run is about to free.
	freeing *atomic.Int32

	mu *sync.Mutex
	// loose are the mounts that this process brought back under a backend: who
	// had one before, or creates the same, may have it, but only one of them. It
	// tells the id by which that one knew it, or "" until there is one.
	loose map[string]string
	// holders are the ids by which resources knew the mounts that they have now.
	holders map[string]string
}

func newClaims(l *lost.Ledger[engine.Mount]) claims {
	return claims{
		ledger: l, freeing: new(atomic.Int32),
		mu: &sync.Mutex{}, loose: map[string]string{}, holders: map[string]string{},
	}
}

// release leaves a mount to whoever had it, or creates the same.
func (c *claims) release(id string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.loose[id] = ""
}

// claim gives a mount that nobody has yet to a create.
func (c *claims) claim(id string) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	holder, ok := c.loose[id]
	if !ok || holder != "" {
		return false
	}
	delete(c.loose, id)
	return true
}

// hasLoose tells whether a create could claim anything.
func (c *claims) hasLoose() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return len(c.loose) > 0
}

// inherit tells whether a mount may be what another id was before: it is not
// when a create of this process made it for somebody else.
func (c *claims) inherit(id, before string) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	holder, ok := c.loose[id]
	if !ok {
		return !c.ledger.Owns(id)
	}
	if holder == "" {
		c.loose[id] = before
	}
	return c.loose[id] == before
}

// shared warns of a mount that two resources take for theirs: one that was mounted
// anew looks like the one that was there before.
func (c *claims) shared(one engine.Mount, before string) []engine.Notice {
	c.mu.Lock()
	defer c.mu.Unlock()
	other, held := c.holders[one.ID]
	if !held {
		c.holders[one.ID] = before
	}
	if !held || other == before {
		return nil
	}
	return []engine.Notice{{
		Summary: "Two resources manage mount " + one.ID,
		Detail: fmt.Sprintf("The mounts %s and %s of the state are now one, at %s: "+
			"to destroy one of them unmounts the other's. Remove one from the state (terraform state rm); "+
			"for a resource that was renamed, a moved block is the way.", other, before, one.Path),
	}}
}
