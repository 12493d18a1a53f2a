// Package lost makes things at a service whose answers can get lost, and loses
// none of them: what was made is known, or found, or nothing was made.
//
// It asks no clock of Hoody. Before the first create of a process the ledger
// lists what is there. What a lost create may have made is then what a list shows
// now and no answer showed before the create was sent, what no create of this
// process was given, and what fits the create.
//
// Nobody waits to send or to list. But what a list shows may be what another create of
// this process is about to be told: a look waits for the answers that were still to come
// when its list came, before it takes anything for its own.
package lost

import (
	"context"
	"maps"
	"slices"
	"sync"
	"time"
)

// An Outcome is what came of sending a create once.
type Outcome uint8

const (
	// Made is an answer that names what was made.
	Made Outcome = iota
	// Refused is Hoody's last word.
	Refused
	// Again is known not to have happened.
	Again
	// Broken is a connection that broke, or an answer that is not Hoody's:
	// it has happened, or will very soon, or never.
	Broken
	// Silent is an answer that did not come in time: it may happen much later.
	Silent
)

// Lateness is how long after a broken connection a service may still act.
const Lateness = 5 * time.Second

// farApart is the time between two looks for what comes much later.
const farApart = 15 * time.Second

// A Ledger knows the things of one kind (backends, mounts) that this process saw,
// made, and may have made. Its methods may be called concurrently.
type Ledger[T any] struct {
	// ID is what a thing is known by.
	ID func(T) string
	// List asks for all things there are.
	List func(context.Context) ([]T, error)
	// Budget is the time for one search, which a context with a later deadline
	// lengthens; Try is the time for one answer.
	Budget, Try time.Duration

	// lister is held by who lists: those that wait for it share what came.
	lister chan struct{}

	mu sync.Mutex
	// turn counts what happens, so that it can be told what came before what.
	turn int
	// seen is the turn in which an id was first shown.
	seen map[string]int
	// owned are the ids that creates of this process were given.
	owned map[string]bool
	// listed says that all that was there once is in seen.
	listed bool
	// lost are the creates that lost an answer. They stay: what they made may
	// come up when it is no longer looked for.
	lost []*Create[T]
	// underway are the sends that have no answer yet. Each is closed by its end.
	underway map[chan struct{}]bool
	// last is the latest list.
	last list[T]
}

// A list began in a turn of its own, and came while some sends were under way.
type list[T any] struct {
	began    int
	all      []T
	err      error
	underway []chan struct{}
}

// Init makes the zero ledger ready, once its functions are set.
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

// SawAll notes a whole list.
func (l *Ledger[T]) SawAll(all []T) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, one := range all {
		l.note(l.ID(one))
	}
	l.listed = true
}

// Before sees to it that this process has seen a whole list, by a get that ends in
// SawAll. Without one nothing may be made: nobody could tell what was there before.
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

// Own gives an id to a create.
func (l *Ledger[T]) Own(id string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.owned[id] = true
}

// next begins a turn.
func (l *Ledger[T]) next() int {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.turn++
	return l.turn
}

// A Create is one thing to be made.
type Create[T any] struct {
	// Send sends the create once; once sent it does not end with its context. An
	// answer whose id take refuses is not believed: it is no new one.
	Send func(ctx context.Context, take func(id string) bool) (T, Outcome)
	// Wait waits until the create may be sent again; false says that it may not.
	Wait func(context.Context) bool
	// Fits says whether a thing in a list can be what the create asks for.
	Fits func(T) bool
	// Only says that no two can be there that fit, as at one path: then the create
	// may be sent again after silence too.
	Only bool

	ledger *Ledger[T]
	began  int // the turn in which it was first sent
}

// A Result is what came of a create in the end.
type Result[T any] struct {
	// Outcome is that of the last send; with Made, Thing is what was made.
	Outcome Outcome
	Thing   T
	// Lost says that an answer was lost, and Silent that one did not come in time.
	Lost, Silent bool
	// Found is what may be this create's, besides Thing.
	Found []T
	// Shared says that other creates of this process may have made it too.
	Shared bool
	// Unseen is why the search for it failed, or nil.
	Unseen error
}

// Make sends a create until it is known what came of it, or until its tries or its
// time are used up.
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

// send sends a create once, and enters its outcome before anybody can take for its own
// what is in no answer.
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

// begin begins a send, in a turn of its own, and returns what ends it.
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

// take gives a create the id of its answer, unless that is no new one.
func (l *Ledger[T]) take(id string, turn int) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	if !l.isNew(id, turn) {
		return false
	}
	l.owned[id] = true
	return true
}

// isNew reports whether an id can be of what was made since a turn, by a create that
// was not told. The ledger is locked.
func (l *Ledger[T]) isNew(id string, turn int) bool {
	first, seen := l.seen[id]
	return !l.owned[id] && !(seen && first < turn)
}

// among are those of some things that a lost create may have made.
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

// search looks for what a create has made, as long as its last outcome leaves
// anything to see. It outlives the operation: an interrupt must not leave behind
// what nobody knows of.
func (l *Ledger[T]) search(ctx context.Context, c *Create[T], r *Result[T]) {
	end := time.Now().Add(l.Budget)
	if deadline, ok := ctx.Deadline(); ok && deadline.After(end) {
		end = deadline
	}
	// The last list has the time of one answer, and those that are to come have it too.
	ctx, cancel := context.WithDeadline(context.WithoutCancel(ctx), end.Add(2*l.Try))
	defer cancel()
	var shown []T // by any of the lists: one that lags takes nothing back
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

// sift enters what of the things shown the create may have made, once all answers came
// that were to come when the last list did.
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

// list lists all there is, or shares a list that began since it was called.
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

// with adds to things those that are not among them.
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
