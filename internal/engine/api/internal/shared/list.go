// Package shared lets the reads of a moment share one list of everything. It knows
// neither HTTP nor what is listed. Begin with List.Get.
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

// A List is one list of everything, shared by the reads of a refresh. Reads trickle in
// ten at a time, so sharing only among those that wait at the same time would list a
// hundred times for a thousand backends.
type List[T any] struct {
	// Fetch lists everything, and retries up to that many times where that may help.
	Fetch func(ctx context.Context, retries int) ([]T, error)
	// ID returns what a thing is known by.
	ID func(T) string
	// Limit is the time for one list, including its retries.
	Limit time.Duration
	// Lasts says that one list serves the whole run. A failed one does not last.
	Lasts bool

	mu      sync.Mutex
	current *Listing[T]
}

// A Listing is one list, under way or finished. Its results may be read once done is
// closed.
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

// Get waits for the current listing to finish, and returns it and its error. A failed
// one is kept as long as a good one: an outage costs a thousand reads one try. Retries
// apply only if Get has to begin a list.
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
		// The list belongs to all that wait for it, so it does not end with one reader.
		detached, cancel := context.WithTimeout(context.WithoutCancel(ctx), s.Limit)
		s.current = &Listing[T]{done: make(chan struct{}), cancel: cancel}
		go s.run(detached, s.current, retries)
	}
	s.current.waiting++
	return s.current
}

// leave stops a listing that nobody waits for any more, if its last reader was
// cancelled. If that reader ran out of time the listing goes on, since the next reader
// would only begin it again.
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
// something. Those that wait already get the list that they asked for.
func (s *List[T]) Drop() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.current = nil
}
