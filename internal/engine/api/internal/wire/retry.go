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
	// Budget is the time for all that follows the first try of an operation,
	// where the context sets no time.
	Budget = 60 * time.Second

	firstPause = time.Second
	longPause  = 15 * time.Second
	// A container takes some seconds to wake up.
	wakePause = 2 * time.Second
)

// What Hoody may need to answer, as it documents, and some seconds for the way.
const (
	SlowRemoval = 40 * time.Second
	SlowChange  = 15 * time.Second
)

// Do sends a call that may be repeated until it succeeds, is refused, or its
// tries or its time are used up. The outcome is the last try's.
func (c *Client) Do(ctx context.Context, k Call) (Outcome, error) {
	return c.DoTimes(ctx, k, AllRetries)
}

// AllRetries are as many as the configuration allows.
const AllRetries = math.MaxInt

// RefreshRetries are those of the list that a refresh begins with: nobody waits long
// for a service that is down, but for one that is asleep.
const RefreshRetries = 1

// DoTimes is Do with at most so many retries. Those that wake a container do not
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

// Bounded gives an operation its budget unless its context has a deadline: the
// resource's timeouts lengthen and shorten it.
func (c *Client) Bounded(ctx context.Context) (context.Context, context.CancelFunc) {
	if _, ok := ctx.Deadline(); ok {
		return context.WithCancel(ctx)
	}
	return context.WithTimeout(ctx, c.timeout+Budget)
}

// A Pace counts the retries of one operation and spaces them out.
type Pace struct {
	left int
	// naps are the tries besides for a container that is asleep.
	naps  int
	pause time.Duration
}

// Pace is that of an operation with all its retries.
func (c *Client) Pace() *Pace { return &Pace{left: c.retries} }

// Wait waits for the next try. It reports whether there is one.
func (p *Pace) Wait(ctx context.Context, o Outcome) bool {
	switch {
	case ctx.Err() != nil, o.isStopped():
		return false
	case p.naps > 0 && o.asleep():
		p.naps--
	case p.left > 0 && o.saysWhen():
		// It is the time of the operation that bounds these.
	case p.left > 0:
		p.left--
	default:
		return false
	}
	p.pause = min(max(firstPause, 2*p.pause), longPause)
	// Jitter, or those who were turned away together come back together.
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

// Sleep reports whether the context outlived the pause.
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
