// Package lost makes things at a service whose answers can get lost, and loses
// none of them: what was made is known, or found, or nothing was made.
//
// It asks no clock of the service. Before the first create of a process the ledger
// lists what is there. What a lost create may have made is then what a list shows
// now and no answer showed before the create was sent, what no create of this
// process was given, and what fits the create.
//
// While creates are on their way nobody looks, and while somebody looks nothing is
// sent: what is in a list and in no answer is then no other create's of this process.
package lost

import (
	"context"
	"math"
	"slices"
	"sync"
	"time"

	"golang.org/x/sync/semaphore"
)

// An Outcome is what came of sending a create once.
type Outcome uint8

const (
	// Made is an answer that names what was made.
	Made Outcome = iota
	// Refused is the service's last word.
	Refused
	// Again is known not to have happened.
	Again
	// Broken is a connection that broke, or an answer that is not the service's:
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

	gate *semaphore.Weighted

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
	// last is the latest look, which began in a turn of its own.
	last struct {
		began int
		all   []T
		err   error
	}
}

// wholeGate is the gate as somebody holds it who looks.
const wholeGate = math.MaxInt32

// Init makes the zero ledger ready, once its functions are set.
func (l *Ledger[T]) Init() *Ledger[T] {
	l.gate = semaphore.NewWeighted(wholeGate)
	l.seen, l.owned = map[string]int{}, map[string]bool{}
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

// Listed says that this process has seen a whole list. Without one nothing may be
// made: nobody could tell what was there before.
func (l *Ledger[T]) Listed() bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.listed
}

// Owns says that a create of this process was given an id.
func (l *Ledger[T]) Owns(id string) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.owned[id]
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

// unlessLost is the error of a send that did not begin. What was sent before it has
// been looked for: then the result says all.
func (r Result[T]) unlessLost(err error) error {
	if r.Lost {
		return nil
	}
	return err
}

// Make sends a create until it is known what came of it, or until its tries or its
// time are used up. Its error says that nothing was sent.
func (l *Ledger[T]) Make(ctx context.Context, c *Create[T]) (Result[T], error) {
	var r Result[T]
	c.ledger = l
	for {
		if err := l.send(ctx, c, &r); err != nil {
			return r, r.unlessLost(err)
		}
		again := r.Outcome == Again || r.Outcome == Broken
		if r.Outcome == Again && c.Wait(ctx) {
			continue
		}
		if r.Lost {
			l.search(ctx, c, &r)
		}
		if !again || r.Outcome == Again || len(r.Found) > 0 || r.Unseen != nil || !c.Wait(ctx) {
			return r, nil
		}
	}
}

// send sends a create once, and enters its outcome before anybody can look for
// what is in no answer.
func (l *Ledger[T]) send(ctx context.Context, c *Create[T], r *Result[T]) error {
	if err := l.gate.Acquire(ctx, 1); err != nil {
		return err
	}
	defer l.gate.Release(1)
	l.begin(c)
	r.Thing, r.Outcome = c.Send(ctx, func(id string) bool { return l.take(id, c.began) })
	if r.Outcome == Broken || r.Outcome == Silent {
		l.lose(c)
		r.Lost, r.Silent = true, r.Outcome == Silent
	}
	if r.Outcome == Silent && c.Only {
		r.Outcome = Broken
	}
	return nil
}

// begin begins a turn for a send. What was listed before it is old.
func (l *Ledger[T]) begin(c *Create[T]) {
	turn := l.next()
	l.mu.Lock()
	defer l.mu.Unlock()
	if c.began == 0 {
		c.began = turn
	}
	l.last.began = 0
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

// isNew says whether an id can be of what was made since a turn, by a create that
// was not told. The ledger is locked.
func (l *Ledger[T]) isNew(id string, turn int) bool {
	first, seen := l.seen[id]
	return !l.owned[id] && !(seen && first < turn)
}

// mayHaveMade says whether a lost create may have made a thing. The ledger is
// locked.
func (c *Create[T]) mayHaveMade(one T) bool {
	return c.ledger.isNew(c.ledger.ID(one), c.began) && c.Fits(one)
}

// search looks for what a create has made, as long as its last outcome leaves
// anything to see. It outlives the operation: an interrupt must not leave behind
// what nobody knows of.
func (l *Ledger[T]) search(ctx context.Context, c *Create[T], r *Result[T]) {
	end := time.Now().Add(l.Budget)
	if deadline, ok := ctx.Deadline(); ok && deadline.After(end) {
		end = deadline
	}
	// The last look has the time of one answer.
	ctx, cancel := context.WithDeadline(context.WithoutCancel(ctx), end.Add(l.Try))
	defer cancel()
	for pause := Lateness; ; pause = farApart {
		all := l.look(ctx, c, r)
		left := time.Until(end)
		switch {
		case left <= 0 || r.Outcome == Refused || r.Outcome == Again:
			return
		case r.Outcome == Made && (r.Unseen != nil || l.shows(all, r.Thing)):
			return
		case r.Outcome == Broken && pause == farApart:
			return // the second look
		}
		sleep(ctx, min(pause, left))
	}
}

// look lists once and enters what the create may have made. Those that wait for a
// look share it, unless something was sent since.
func (l *Ledger[T]) look(ctx context.Context, c *Create[T], r *Result[T]) []T {
	turn := l.next()
	if err := l.gate.Acquire(ctx, wholeGate); err != nil {
		r.Unseen = err
		return nil
	}
	defer l.gate.Release(wholeGate)
	if l.last.began <= turn {
		l.last.began = l.next()
		l.last.all, l.last.err = l.List(ctx)
	}
	r.Found, r.Shared, r.Unseen = nil, false, l.last.err
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, one := range l.last.all {
		if !c.mayHaveMade(one) {
			continue
		}
		r.Found = append(r.Found, one)
		for _, other := range l.lost {
			r.Shared = r.Shared || other != c && other.mayHaveMade(one)
		}
	}
	return l.last.all
}

func (l *Ledger[T]) shows(all []T, thing T) bool {
	for _, one := range all {
		if l.ID(one) == l.ID(thing) {
			return true
		}
	}
	return false
}

func sleep(ctx context.Context, pause time.Duration) {
	t := time.NewTimer(pause)
	defer t.Stop()
	select {
	case <-t.C:
	case <-ctx.Done():
	}
}
