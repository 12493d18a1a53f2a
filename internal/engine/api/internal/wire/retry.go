package wire

import (
	"context"
	"math"
	"math/rand/v2"
	"time"
)

const (
	defaultTimeout = 30 * time.Second
	defaultRetries = 4
	// Budget is the time for everything after the first try of an operation, if the
	// context has no deadline.
	Budget = 60 * time.Second

	firstPause = time.Second
	longPause  = 15 * time.Second
	// A container takes some seconds to wake up.
	wakePause = 2 * time.Second
)

// How long Hoody may need to answer, as it documents, plus some seconds for the way.
const (
	SlowRemoval = 40 * time.Second
	SlowChange  = 15 * time.Second
)

// Do sends a call that may be repeated, until it succeeds, is refused, or runs out of
// tries or time. The outcome is the last try's.
func (c *Client) Do(ctx context.Context, k Call) (Outcome, error) {
	return c.DoTimes(ctx, k, AllRetries)
}

// AllRetries are as many as the configuration allows.
const AllRetries = math.MaxInt

// RefreshRetries is for the list with which a refresh begins: nobody wants to wait
// long for a service that is down. A service that is asleep gets more tries.
const RefreshRetries = 1

// DoTimes is Do with at most so many retries. Retries that wake a container do not
// count.
func (c *Client) DoTimes(ctx context.Context, k Call, retries int) (Outcome, error) {
	retries = min(retries, c.retries)
	started, p := time.Now(), Pace{left: retries, naps: c.retries - retries}
	for tries := 1; ; tries++ {
		o := c.Try(ctx, k)
		o.Tries = tries
		if o.Verdict > Refused && p.Wait(ctx, o) {
			continue
		}
		LogCall(ctx, k, o, tries, started)
		if o.Verdict == Done {
			return o, nil
		}
		if ctx.Err() != nil {
			return o, c.Interrupted(ctx)
		}
		return o, c.Problem(k, o)
	}
}

// Bounded limits an operation to its budget, unless its context has a deadline: a
// resource's timeouts can lengthen and shorten it.
func (c *Client) Bounded(ctx context.Context) (context.Context, context.CancelFunc) {
	if _, ok := ctx.Deadline(); ok {
		return context.WithCancel(ctx)
	}
	return context.WithTimeout(ctx, c.timeout+Budget)
}

// A Pace counts the retries of one operation and spaces them out.
type Pace struct {
	left int
	// naps counts the extra tries for a container that is asleep.
	naps  int
	pause time.Duration
}

// Pace returns the pace of an operation with all its retries.
func (c *Client) Pace() *Pace { return &Pace{left: c.retries} }

// Wait waits for the next try. It reports whether there is one.
func (p *Pace) Wait(ctx context.Context, o Outcome) bool {
	switch {
	case ctx.Err() != nil, o.isStopped():
		return false
	case p.naps > 0 && o.asleep():
		p.naps--
	case p.left > 0 && o.saysWhen():
		// The operation's time bounds these.
	case p.left > 0:
		p.left--
	default:
		return false
	}
	p.pause = min(max(firstPause, 2*p.pause), longPause)
	// Without jitter, those that were turned away together would come back together.
	pause := p.pause/2 + rand.N(p.pause/2)
	if o.asleep() {
		pause = max(pause, wakePause)
	}
	if o.Answer != nil {
		if asked := retryAfter(o.Answer); asked > 0 {
			pause = asked + rand.N(firstPause/2)
		}
	}
	if end, ok := ctx.Deadline(); ok && time.Until(end) <= pause {
		return false
	}
	return Sleep(ctx, pause)
}

// Sleep waits, and reports whether the context outlived the pause.
func Sleep(ctx context.Context, pause time.Duration) bool {
	t := time.NewTimer(pause)
	defer t.Stop()
	select {
	case <-t.C:
		return true
	case <-ctx.Done():
		return false
	}
}
