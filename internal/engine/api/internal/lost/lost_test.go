package lost_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/hoody/terraform-provider-hoody/internal/engine/api/internal/lost"
)

// A shop is a service that makes things, and loses answers.
type shop struct {
	mu    sync.Mutex
	there []string
	lists int
	err   error
}

func (s *shop) add(id string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.there = append(s.there, id)
}

func (s *shop) list(context.Context) ([]string, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.lists++
	return slices.Clone(s.there), s.err
}

// ledgerOf is the ledger of a shop whose things are ids, of which the first letter is
// the type.
func ledgerOf(s *shop) *lost.Ledger[string] {
	l := &lost.Ledger[string]{ID: func(id string) string { return id }, List: s.list, Budget: time.Minute, Try: 30 * time.Second}
	return l.Init()
}

// tries sends as a list of steps says, and may be sent again as often.
func tries(kind string, steps ...func(take func(string) bool) (string, lost.Outcome)) *lost.Create[string] {
	i := 0
	return &lost.Create[string]{
		Send: func(_ context.Context, take func(string) bool) (string, lost.Outcome) {
			i++
			return steps[i-1](take)
		},
		Wait: func(ctx context.Context) bool { return i < len(steps) && ctx.Err() == nil },
		Fits: func(id string) bool { return strings.HasPrefix(id, kind) },
	}
}

func TestWhatComesOfACreate(t *testing.T) {
	t.Parallel()
	ends := func(o lost.Outcome) func(func(string) bool) (string, lost.Outcome) {
		return func(func(string) bool) (string, lost.Outcome) { return "", o }
	}
	makes := func(s *shop, id string, after time.Duration, o lost.Outcome) func(func(string) bool) (string, lost.Outcome) {
		return func(take func(string) bool) (string, lost.Outcome) {
			time.AfterFunc(after, func() { s.add(id) })
			if o == lost.Made && !take(id) {
				return id, lost.Broken
			}
			return id, o
		}
	}
	for _, c := range []struct {
		name  string
		steps func(s *shop) *lost.Create[string]
		want  string
		lists int
		took  time.Duration
	}{
		{"made", func(s *shop) *lost.Create[string] { return tries("a", makes(s, "a1", 0, lost.Made)) }, "0 a1 lost=false []", 0, 0},
		{"refused", func(*shop) *lost.Create[string] { return tries("a", ends(lost.Refused)) }, "1  lost=false []", 0, 0},
		{"again, made", func(s *shop) *lost.Create[string] {
			return tries("a", ends(lost.Again), makes(s, "a1", 0, lost.Made))
		}, "0 a1 lost=false []", 0, 0},
		{"broken, made", func(s *shop) *lost.Create[string] { return tries("a", makes(s, "a1", 0, lost.Broken)) }, "3 a1 lost=true [a1]", 2, 5 * time.Second},
		{"broken, made late", func(s *shop) *lost.Create[string] { return tries("a", makes(s, "a1", 4*time.Second, lost.Broken)) }, "3 a1 lost=true [a1]", 2, 5 * time.Second},
		{"broken, of another type", func(s *shop) *lost.Create[string] {
			return tries("a", makes(s, "b1", 0, lost.Broken))
		}, "3 b1 lost=true []", 2, 5 * time.Second},
		{"broken, sent again", func(s *shop) *lost.Create[string] {
			return tries("a", ends(lost.Broken), makes(s, "a1", 0, lost.Made))
		}, "0 a1 lost=true []", 3 + 1, 10 * time.Second},
		{"broken, sent again, the list lags", func(s *shop) *lost.Create[string] {
			return tries("a", makes(s, "a0", 12*time.Second, lost.Broken), makes(s, "a1", 10*time.Second, lost.Made))
		}, "0 a1 lost=true [a0]", 2 + 3, 25 * time.Second},
		{"broken, refused", func(*shop) *lost.Create[string] { return tries("a", ends(lost.Broken), ends(lost.Refused)) }, "1  lost=true []", 3, 5 * time.Second},
		{"broken, busy for ever", func(*shop) *lost.Create[string] { return tries("a", ends(lost.Broken), ends(lost.Again)) }, "2  lost=true []", 3, 5 * time.Second},
		{"silent, made much later", func(s *shop) *lost.Create[string] {
			return tries("a", makes(s, "a1", 50*time.Second, lost.Silent), ends(lost.Made))
		}, "4 a1 lost=true [a1]", 6, time.Minute},
		{"silent, never made", func(*shop) *lost.Create[string] { return tries("a", ends(lost.Silent), ends(lost.Made)) }, "4  lost=true []", 6, time.Minute},
		{"an id that is there", func(s *shop) *lost.Create[string] {
			return tries("a", makes(s, "a9", 0, lost.Made))
		}, "3 a9 lost=true []", 2, 5 * time.Second},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				s := &shop{there: []string{"a9", "b9"}}
				l := ledgerOf(s)
				l.SawAll(s.there)
				began := time.Now()
				r := l.Make(t.Context(), c.steps(s))
				got := fmt.Sprintf("%d %s lost=%t %v", r.Outcome, r.Thing, r.Lost, r.Found)
				if got != c.want || s.lists != c.lists || time.Since(began) != c.took {
					t.Errorf("%s after %d lists and %s, want %s after %d and %s", got, s.lists, time.Since(began), c.want, c.lists, c.took)
				}
			})
		})
	}
}

// A list that lags takes back nothing that it has shown.
func TestAListThatFlickers(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		lists := [][]string{{"a1"}, {}}
		l := ledgerOf(&shop{})
		l.SawAll(nil)
		l.List = func(context.Context) ([]string, error) { defer func() { lists = lists[1:] }(); return lists[0], nil }
		lose := func(func(string) bool) (string, lost.Outcome) { return "", lost.Broken }
		if r := l.Make(t.Context(), tries("a", lose, lose)); !slices.Equal(r.Found, []string{"a1"}) || len(lists) > 0 {
			t.Errorf("found %v, %d lists left", r.Found, len(lists))
		}
	})
}

// What a create still waits to be told is not named as another's.
func TestALookWaitsForTheAnswersToCome(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := &shop{}
		l := ledgerOf(s)
		l.SawAll(nil)
		var all sync.WaitGroup
		all.Go(func() {
			r := l.Make(t.Context(), tries("a", func(take func(string) bool) (string, lost.Outcome) {
				s.add("a1")
				time.Sleep(20 * time.Second)
				return "a1", map[bool]lost.Outcome{true: lost.Made, false: lost.Broken}[take("a1")]
			}))
			if r.Outcome != lost.Made {
				t.Errorf("the slow one: %+v", r)
			}
		})
		all.Go(func() {
			time.Sleep(time.Second)
			r := l.Make(t.Context(), tries("a", func(func(string) bool) (string, lost.Outcome) { return "", lost.Broken }))
			if len(r.Found) > 0 {
				t.Errorf("the lost one found %v", r.Found)
			}
		})
		all.Wait()
	})
}

// Fifty lost creates ask for as many lists as one.
func TestLooksAreShared(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := &shop{err: errors.New("no list")}
		l := ledgerOf(s)
		list := l.List
		l.List = func(ctx context.Context) ([]string, error) { time.Sleep(time.Millisecond); return list(ctx) }
		l.SawAll(nil)
		var all sync.WaitGroup
		for range 50 {
			all.Go(func() {
				if r := l.Make(t.Context(), tries("a", func(func(string) bool) (string, lost.Outcome) { return "", lost.Broken })); r.Unseen == nil {
					t.Error("seen")
				}
			})
		}
		all.Wait()
		if s.lists > 6 { // two looks, and who came while the list was on its way
			t.Errorf("%d lists", s.lists)
		}
	})
}
