// Package shared lets the reads of a moment share one list of all there is.
package shared

import (
	"context"
	"errors"
	"sync"
	"time"
)

// fresh is how long one list serves all reads.
const fresh = 30 * time.Second

// forever is longer than any run.
const forever = 365 * 24 * time.Hour

// A List is one list of all there is that the reads of a refresh share. They trickle
// in ten at a time, so sharing only with those that wait would list a
// hundred times for a thousand backends.
type List[T any] struct {
	// Fetch lists once, and that many times again where that may help.
	Fetch func(ctx context.Context, retries int) ([]T, error)
	// ID is what a thing is known by.
	ID func(T) string
	// Limit is the time for one list, its retries included.
	Limit time.Duration
	// Lasts says that one list serves the whole run. One that fails does not last.
	Lasts bool

	mu      sync.Mutex
	current *Listing[T]
}

// A Listing is one list, under way or come to its end. Its results may be read
// once done is closed.
type Listing[T any] struct {
	expires time.Time
	done    chan struct{}
	cancel  context.CancelFunc
	waiting int // guarded by the List's mu

	// All are in Hoody's order.
	All  []T
	ByID map[string]T
	err  error
}

// Get is the current listing, after its end, and its error. A failed one is kept
// as long as a good one: an outage costs a thousand reads one try. Retries are
// those of a list that Get has to begin.
func (s *List[T]) Get(ctx context.Context, retries int) (*Listing[T], error) {
	l := s.join(ctx, retries)
	defer s.leave(ctx, l)
	select {
	case <-l.done:
		return l, l.err
	case <-ctx.Done():
		return l, ctx.Err()
	}
}

func (s *List[T]) join(ctx context.Context, retries int) *Listing[T] {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.current == nil || s.current.ended() && !time.Now().Before(s.current.expires) {
		// The list belongs to all that wait for it: one reader's end is not its.
		detached, cancel := context.WithTimeout(context.WithoutCancel(ctx), s.Limit)
		s.current = &Listing[T]{done: make(chan struct{}), cancel: cancel}
		go s.run(detached, s.current, retries)
	}
	s.current.waiting++
	return s.current
}

// leave stops a listing that nobody waits for any more. One whose readers had no
// more time goes on: the next of them would begin it again.
func (s *List[T]) leave(ctx context.Context, l *Listing[T]) {
	s.mu.Lock()
	defer s.mu.Unlock()
	l.waiting--
	if l.waiting > 0 || l.ended() || !errors.Is(ctx.Err(), context.Canceled) {
		return
	}
	l.cancel()
	if s.current == l {
		s.current = nil
	}
}

func (s *List[T]) run(ctx context.Context, l *Listing[T], retries int) {
	defer l.cancel()
	defer close(l.done)
	l.expires = time.Now().Add(fresh)
	all, err := s.Fetch(ctx, retries)
	if err != nil {
		l.err, l.expires = err, time.Now().Add(fresh)
		return
	}
	if s.Lasts {
		l.expires = time.Now().Add(forever)
	}
	l.All, l.ByID = all, make(map[string]T, len(all))
	for _, one := range all {
		l.ByID[s.ID(one)] = one
	}
}

func (l *Listing[T]) ended() bool {
	select {
	case <-l.done:
		return true
	default:
		return false
	}
}

// Drop makes the next read list again, because this process has just changed
// something. Who waits already gets what was asked for before.
func (s *List[T]) Drop() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.current = nil
}
