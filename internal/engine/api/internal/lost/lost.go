// Package lost creates things at a service whose answers can get lost, and loses track
// of none of them: in the end it knows what was made, or has found what may have been
// made, or nothing was made. It knows neither HTTP nor what the things are. Begin with
// Ledger.Make.
//
// It does not rely on clocks. Before the first create of a process the ledger lists
// what is there. A thing may then be a lost create's if a list shows it now, no answer
// showed it before the create was sent, no create of this process was given it, and it
// fits the create.
//
// Nobody waits to send or to list. But what a list shows may belong to another create
// of this process that has not had its answer yet. So before a look claims anything,
// it waits for the answers that were still outstanding when its list came.
package lost

import (
	"context"
	"maps"
	"slices"
	"sync"
	"time"
)

// An Outcome is the result of sending a create once.
type Outcome uint8

const (
	// Made means that the answer names what was made.
	Made Outcome = iota
	// Refused is Hoody's last word.
	Refused
	// Again means that the create is known not to have happened.
	Again
	// Broken means that the connection broke, or that the answer is not Hoody's: the
	// create has happened, or will very soon, or never.
	Broken
	// Silent means that no answer came in time: the create may happen much later.
	Silent
)

// Lateness is how long after a broken connection a service may still act.
const Lateness = 5 * time.Second

// farApart is the pause between two looks for something that may come much later.
const farApart = 15 * time.Second

// A Ledger knows the things of one kind (backends, mounts) that this process saw,
// made, and may have made. Its methods may be called concurrently.
type Ledger[T any] struct {
	// ID is what a thing is known by.
	ID func(T) string
	// List asks for all things there are.
	List func(context.Context) ([]T, error)
	// Budget is the time for one search, unless a context has a later deadline; Try is the
	// time for one answer.
	Budget, Try time.Duration

	// lister is held while listing: those that wait for it share the result.
	lister chan struct{}

	mu sync.Mutex
	// turn counts events, to know which came before which.
	turn int
	// seen is the turn in which an id was first shown.
	seen map[string]int
	// owned has the ids that creates of this process were given.
	owned map[string]bool
	// listed says that seen has all that was there at some moment.
	listed bool
	// lost has the creates that lost an answer. They stay in it, since what they made may
	// show up after the search for it has ended.
	lost []*Create[T]
	// underway has the sends that have no answer yet. Each channel is closed when its send
	// ends.
	underway map[chan struct{}]bool
	// last is the latest list.
	last list[T]
}

// A list began in a turn of its own. underway has the sends that were in progress when
// it came.
type list[T any] struct {
	began    int
	all      []T
	err      error
	underway []chan struct{}
}

// Init makes a new ledger ready for use, once its functions are set.
func (l *Ledger[T]) Init() *Ledger[T] {
	l.lister = make(chan struct{}, 1)
	l.seen, l.owned, l.underway = map[string]int{}, map[string]bool{}, map[chan struct{}]bool{}
	return l
}

// Saw notes that an id exists.
func (l *Ledger[T]) Saw(id string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.note(id)
}

func (l *Ledger[T]) note(id string) {
	if _, ok := l.seen[id]; !ok {
		l.seen[id] = l.turn
	}
}

// SawAll notes that all things of a whole list exist.
func (l *Ledger[T]) SawAll(all []T) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, one := range all {
		l.note(l.ID(one))
	}
	l.listed = true
}

// Before makes sure that this process has seen a whole list, by calling get, which
// must end in SawAll. Without a list nothing may be made, because nobody could tell
// what was there before.
func (l *Ledger[T]) Before(ctx context.Context, get func(context.Context) error) error {
	if l.isListed() {
		return nil
	}
	select {
	case l.lister <- struct{}{}:
	case <-ctx.Done():
		return ctx.Err()
	}
	defer func() { <-l.lister }()
	if l.isListed() {
		return nil
	}
	return get(ctx)
}

func (l *Ledger[T]) isListed() bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.listed
}

// Own notes that an id belongs to a create of this process.
func (l *Ledger[T]) Own(id string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.owned[id] = true
}

// next begins a turn and returns it.
func (l *Ledger[T]) next() int {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.turn++
	return l.turn
}

// A Create is a thing to be made.
type Create[T any] struct {
	// Send sends the create once. Once sent, it does not end with its context. It offers
	// the id in the answer to take; if take returns false the id is not new, and the
	// answer is not believed.
	Send func(ctx context.Context, take func(id string) bool) (T, Outcome)
	// Wait waits until the create may be sent again. It reports false if it may not.
	Wait func(context.Context) bool
	// Fits reports whether a listed thing can be what the create asks for.
	Fits func(T) bool
	// Only says that no two things that fit can exist at once, as at one path. The create
	// may then be sent again after silence too.
	Only bool

	ledger *Ledger[T]
	began  int // the turn in which it was first sent
}

// A Result is how a create ended.
type Result[T any] struct {
	// Outcome is that of the last send; with Made, Thing is what was made.
	Outcome Outcome
	Thing   T
	// Lost says that an answer was lost, and Silent that one did not come in time.
	Lost, Silent bool
	// Found has what may be this create's, besides Thing.
	Found []T
	// Shared says that other creates of this process may have made what was found.
	Shared bool
	// Unseen is why the search failed, or nil.
	Unseen error
}

// Make sends a create until its result is known, or until its tries or its time are
// used up.
func (l *Ledger[T]) Make(ctx context.Context, c *Create[T]) (r Result[T]) {
	c.ledger = l
	for {
		l.send(ctx, c, &r)
		if r.Outcome == Again && c.Wait(ctx) {
			continue
		}
		if r.Lost {
			l.search(ctx, c, &r)
		}
		if r.Outcome != Broken || len(r.Found) > 0 || r.Unseen != nil || !c.Wait(ctx) {
			return r
		}
	}
}

// send sends a create once. It records the outcome before anybody else can claim
// something that no answer named.
func (l *Ledger[T]) send(ctx context.Context, c *Create[T], r *Result[T]) {
	defer l.begin(c)()
	r.Thing, r.Outcome = c.Send(ctx, func(id string) bool { return l.take(id, c.began) })
	if r.Outcome == Broken || r.Outcome == Silent {
		l.lose(c)
		r.Lost, r.Silent = true, r.Outcome == Silent
	}
	if r.Outcome == Silent && c.Only {
		r.Outcome = Broken
	}
}

// begin begins a send, in a turn of its own, and returns the function that ends it.
func (l *Ledger[T]) begin(c *Create[T]) (end func()) {
	done := make(chan struct{})
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.turn++; c.began == 0 {
		c.began = l.turn
	}
	l.underway[done] = true
	return func() {
		l.mu.Lock()
		defer l.mu.Unlock()
		delete(l.underway, done)
		close(done)
	}
}

func (l *Ledger[T]) lose(c *Create[T]) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if !slices.Contains(l.lost, c) {
		l.lost = append(l.lost, c)
	}
}

// take gives a create the id in its answer, unless that id is not new.
func (l *Ledger[T]) take(id string, turn int) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	if !l.isNew(id, turn) {
		return false
	}
	l.owned[id] = true
	return true
}

// isNew reports whether an id can be that of a thing made since a turn, by a create
// that got no answer. The ledger must be locked.
func (l *Ledger[T]) isNew(id string, turn int) bool {
	first, seen := l.seen[id]
	return !l.owned[id] && !(seen && first < turn)
}

// among returns those of the things that a lost create may have made.
func (c *Create[T]) among(things []T) (some []T) {
	c.ledger.mu.Lock()
	defer c.ledger.mu.Unlock()
	for _, one := range things {
		if c.ledger.isNew(c.ledger.ID(one), c.began) && c.Fits(one) {
			some = append(some, one)
		}
	}
	return some
}

// search looks for what a create has made, for as long as its last outcome can still
// lead to something. It outlives the operation: an interrupt must not leave anything
// behind that nobody knows of.
func (l *Ledger[T]) search(ctx context.Context, c *Create[T], r *Result[T]) {
	end := time.Now().Add(l.Budget)
	if deadline, ok := ctx.Deadline(); ok && deadline.After(end) {
		end = deadline
	}
	// The last list has the time of one answer, and so have the answers still to come.
	ctx, cancel := context.WithDeadline(context.WithoutCancel(ctx), end.Add(2*l.Try))
	defer cancel()
	var shown []T // in any of the lists, since one may lag and not show it
	for pause := Lateness; ; pause = farApart {
		last := !time.Now().Before(end) || r.Outcome == Refused || r.Outcome == Again
		now := l.list(ctx)
		shown = l.with(shown, c.among(now.all))
		last = last || r.Outcome == Made && (now.err != nil || l.has(now.all, r.Thing))
		last = last || r.Outcome == Broken && pause == farApart // the second look
		if last {
			l.sift(ctx, c, r, now, shown)
			return
		}
		sleep(ctx, min(pause, time.Until(end)))
	}
}

// sift records which of the things shown the create may have made. First it waits for
// the answers that were outstanding when the last list came.
func (l *Ledger[T]) sift(ctx context.Context, c *Create[T], r *Result[T], last list[T], shown []T) {
	for _, done := range last.underway {
		select {
		case <-done:
		case <-ctx.Done():
		}
	}
	r.Found, r.Unseen = c.among(shown), last.err
	r.Shared = slices.ContainsFunc(l.losers(), func(other *Create[T]) bool {
		return other != c && len(other.among(r.Found)) > 0
	})
}

func (l *Ledger[T]) losers() []*Create[T] {
	l.mu.Lock()
	defer l.mu.Unlock()
	return slices.Clone(l.lost)
}

// list lists everything, or shares a list that began after it was called.
func (l *Ledger[T]) list(ctx context.Context) list[T] {
	called := l.next()
	select {
	case l.lister <- struct{}{}:
	case <-ctx.Done():
		return list[T]{err: ctx.Err()}
	}
	defer func() { <-l.lister }()
	if l.last.began > called {
		return l.last
	}
	began := l.next()
	all, err := l.List(ctx)
	l.mu.Lock()
	defer l.mu.Unlock()
	l.last = list[T]{began, all, err, slices.Collect(maps.Keys(l.underway))}
	return l.last
}

func (l *Ledger[T]) has(all []T, thing T) bool {
	return slices.ContainsFunc(all, func(one T) bool { return l.ID(one) == l.ID(thing) })
}

// with returns all, and those of more that are not among them.
func (l *Ledger[T]) with(all, more []T) []T {
	for _, one := range more {
		if !l.has(all, one) {
			all = append(all, one)
		}
	}
	return all
}

func sleep(ctx context.Context, pause time.Duration) {
	t := time.NewTimer(pause)
	defer t.Stop()
	select {
	case <-t.C:
	case <-ctx.Done():
	}
}
