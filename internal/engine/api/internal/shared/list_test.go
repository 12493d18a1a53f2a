package shared_test

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"github.com/hoody/terraform-provider-hoody/internal/engine/api/internal/shared"
)

// A shelf is a list of what a test puts there, and counts how often it is read.
type shelf struct {
	things []string
	err    error
	takes  time.Duration
	reads  int
	ended  error // how the context of the last read ended
}

func (s *shelf) list() *shared.List[string] {
	return &shared.List[string]{
		Limit: time.Minute, ID: func(thing string) string { return thing },
		Fetch: func(ctx context.Context, _ int) ([]string, error) {
			s.reads++
			select {
			case <-time.After(s.takes):
				return s.things, s.err
			case <-ctx.Done():
				s.ended = ctx.Err()
				return nil, ctx.Err()
			}
		},
	}
}

func TestReadsShareOneList(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := shelf{things: []string{"a", "b"}, takes: time.Second}
		list := s.list()
		for range 100 {
			go func() { _, _ = list.Get(t.Context(), 1) }()
		}
		l, err := list.Get(t.Context(), 1)
		if err != nil || l.ByID["b"] != "b" || len(l.All) != 2 {
			t.Errorf("listed %v, %v", l.All, err)
		}
		for _, step := range []struct {
			after time.Duration
			drop  bool
			reads int
		}{
			{0, false, 1},
			{28 * time.Second, false, 1},
			{2 * time.Second, false, 2}, // thirty seconds after it began
			{0, true, 3},
		} {
			time.Sleep(step.after)
			if step.drop {
				list.Drop()
			}
			if _, err := list.Get(t.Context(), 1); err != nil || s.reads != step.reads {
				t.Errorf("after %s: read %d times, want %d (%v)", step.after, s.reads, step.reads, err)
			}
		}
	})
}

// An outage costs a thousand reads one try.
func TestAFailureIsSharedToo(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := shelf{err: errors.New("down"), takes: 40 * time.Second}
		list := s.list()
		for range 2 {
			if _, err := list.Get(t.Context(), 1); !errors.Is(err, s.err) {
				t.Error(err)
			}
			time.Sleep(29 * time.Second)
		}
		if s.reads != 1 {
			t.Errorf("read %d times", s.reads)
		}
	})
}

// A list belongs to all that wait for it: it ends with the last who was interrupted.
func TestAListEndsWithItsLastReader(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := shelf{takes: 10 * time.Second}
		list := s.list()
		first, stop := context.WithCancel(t.Context())
		go func() { _, _ = list.Get(first, 1) }()
		second, stopToo := context.WithCancel(t.Context())
		go func() { _, _ = list.Get(second, 1) }()
		synctest.Wait()
		stop()
		synctest.Wait()
		if s.ended != nil {
			t.Error("it ended with the first")
		}
		stopToo()
		synctest.Wait()
		if !errors.Is(s.ended, context.Canceled) {
			t.Errorf("it ended by %v", s.ended)
		}
	})
}
