package origin

import (
	"context"
	"sync"
	"time"

	"github.com/hoody/terraform-provider-hoody/internal/engine"
)

// patience is how long a resource that was not found waits for another one with the
// same mark to be found: a refresh reads many at once, all from one list.
const patience = time.Second

// witnesses has, for each mark and configuration, whether a resource was found here.
var witnesses = &court{by: map[string]*witness{}}

type court struct {
	mu sync.Mutex
	by map[string]*witness
}

// of returns the witness that all resources with the same mark share. Each mark of
// version 0.1 has a salt of its own, and so a witness that nobody shares.
func (c *court) of(m Mark, s engine.Selection) *witness {
	key := string(m.Salt) + "\x00" + string(m.Slow) + "\x00" + s.Origin + "\x00" + s.Account
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.by[key] == nil {
		c.by[key] = &witness{known: make(chan struct{}), late: make(chan struct{})}
	}
	return c.by[key]
}

// A witness says that a resource was found although its mark had changed.
type witness struct {
	once, begun sync.Once
	known       chan struct{} // closed once a resource was found
	late        chan struct{} // closed when the wait is over
}

func (w *witness) testify() { w.once.Do(func() { close(w.known) }) }

// wait reports whether there is a witness, or will be in a moment. All waits end at
// the same time, so that a thousand take no longer than one.
func (w *witness) wait(ctx context.Context) bool {
	w.begun.Do(func() { time.AfterFunc(patience, func() { close(w.late) }) })
	select {
	case <-w.known:
		return true
	default:
	}
	select {
	case <-w.known:
		return true
	case <-w.late:
	case <-ctx.Done():
	}
	return false
}
