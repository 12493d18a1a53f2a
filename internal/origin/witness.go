package origin

import (
	"context"
	"sync"
	"time"

	"github.com/hoody/terraform-provider-hoody/internal/engine"
)

// patience is how long what is unknown waits for another resource of the same mark
// that is known: a refresh reads many at once, all from one list.
const patience = time.Second

// witnesses are, by the mark and what is configured, those who may be known here.
var witnesses = &court{by: map[string]*witness{}}

type court struct {
	mu sync.Mutex
	by map[string]*witness
}

// of is the witness of all that has the same mark. Marks of version 0.1 have a salt of
// their own each, and no company.
func (c *court) of(m Mark, s engine.Selection) *witness {
	key := string(m.Salt) + "\x00" + string(m.Slow) + "\x00" + s.Origin + "\x00" + s.Account
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.by[key] == nil {
		c.by[key] = &witness{known: make(chan struct{}), late: make(chan struct{})}
	}
	return c.by[key]
}

// A witness is a resource that is known under a changed mark.
type witness struct {
	once, begun sync.Once
	known       chan struct{} // closed once there is one
	late        chan struct{} // closed when nobody waits for one any more
}

func (w *witness) testify() { w.once.Do(func() { close(w.known) }) }

// wait reports whether there is a witness, or will be in a moment. All that wait end at
// once, so that a thousand wait no longer than one.
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
