package api

import (
	"context"
	"errors"
	"sync"
	"time"
)

// fresh is how long one list serves all reads.
const fresh = 30 * time.Second

// A snapshot shares one list of all there is among the reads of a refresh. They
// trickle in ten at a time, so sharing only with those that wait would list a
// hundred times for a thousand backends.
type snapshot[T any] struct {
	// fetch lists once, and that many times again where that may help.
	fetch func(ctx context.Context, retries int) ([]T, error)
	id    func(T) string
	// limit is the time for one list, its retries included.
	limit time.Duration

	mu      sync.Mutex
	current *listing[T]
}

// A listing is one list, under way or come to its end. Its results may be read
// once done is closed.
type listing[T any] struct {
	expires time.Time
	done    chan struct{}
	cancel  context.CancelFunc
	waiting int // guarded by the snapshot's mu

	all  []T
	byID map[string]T
	err  error
}

// get is the current listing, after its end, and its error. A failed one is kept
// as long as a good one: an outage costs a thousand reads one try. Retries are
// those of a list that get has to begin.
func (s *snapshot[T]) get(ctx context.Context, retries int) (*listing[T], error) {
	l := s.join(ctx, retries)
	defer s.leave(ctx, l)
	select {
	case <-l.done:
		return l, l.err
	case <-ctx.Done():
		return l, ctx.Err()
	}
}

func (s *snapshot[T]) join(ctx context.Context, retries int) *listing[T] {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.current == nil || s.current.ended() && !time.Now().Before(s.current.expires) {
		// The list belongs to all that wait for it: one reader's end is not its.
		detached, cancel := context.WithTimeout(context.WithoutCancel(ctx), s.limit)
		s.current = &listing[T]{done: make(chan struct{}), cancel: cancel}
		go s.run(detached, s.current, retries)
	}
	s.current.waiting++
	return s.current
}

// leave stops a listing that nobody waits for any more. One whose readers had no
// more time goes on: the next of them would begin it again.
func (s *snapshot[T]) leave(ctx context.Context, l *listing[T]) {
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

func (s *snapshot[T]) run(ctx context.Context, l *listing[T], retries int) {
	defer l.cancel()
	defer close(l.done)
	l.expires = time.Now().Add(fresh)
	all, err := s.fetch(ctx, retries)
	if err != nil {
		l.err, l.expires = err, time.Now().Add(fresh)
		return
	}
	l.all, l.byID = all, make(map[string]T, len(all))
	for _, one := range all {
		l.byID[s.id(one)] = one
	}
}

func (l *listing[T]) ended() bool {
	select {
	case <-l.done:
		return true
	default:
		return false
	}
}

// drop makes the next read list anew, because this process has just changed
// something. Who waits already gets what was asked for before.
func (s *snapshot[T]) drop() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.current = nil
}
