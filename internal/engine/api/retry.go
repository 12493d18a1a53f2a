package api

import (
	"bytes"
	"context"
	"math/rand/v2"
	"net/http"
	"strconv"
	"time"

	"github.com/hashicorp/terraform-plugin-log/tflog"

	"github.com/hoody/terraform-provider-hoody/internal/engine"
)

const (
	defaultTimeout = 30 * time.Second
	defaultRetries = 4
	// budget is the time for all that follows the first try of an operation,
	// where the context sets no time.
	budget = 60 * time.Second

	firstPause = time.Second
	longPause  = 15 * time.Second
	// A container takes some seconds to wake up.
	wakePause = 2 * time.Second
)

// A call is one request of the API.
type call struct {
	method string
	// path is below the endpoint; it holds no secret.
	path string
	body []byte
	// accept decodes the body of a 2xx answer. What it refuses is no answer.
	accept func(body []byte) error
	// blame finds the documented field that a refusal is about; it may be nil.
	blame func(message string) string
	// dated adds to a refusal what it has to do with the version of the service; it
	// may be nil.
	dated func(*answer, *engine.Error)
	// secrets must not show up in what is said of the call.
	secrets []string
	// advice says what to do when the service refuses the call.
	advice string
}

// A verdict says what an outcome means for sending the call again.
type verdict uint8

const (
	// done is the success that was asked for.
	done verdict = iota
	// refused is the service's last word.
	refused
	// again is known not to have happened.
	again
	// lost may have happened or not.
	lost
)

// An outcome is how one try ended: with an answer, a failure, or an answer that
// is a failure because nobody can read it.
type outcome struct {
	verdict verdict
	answer  *answer
	failure *failure
}

// asleep tells the page with which a proxy answers for a container that is not
// up yet.
func (o outcome) asleep() bool {
	a := o.answer
	return a != nil && (a.status == http.StatusBadGateway || a.status == http.StatusServiceUnavailable) &&
		bytes.HasPrefix(bytes.TrimSpace(a.body), []byte("<"))
}

// answered tells whether anything of the service's side spoke to this call, so
// that another call may fare better.
func (o outcome) answered() bool {
	if o.failure != nil {
		return o.failure.sent
	}
	return o.answer.status != http.StatusUnauthorized && o.answer.status != http.StatusForbidden
}

func judge(method string, a *answer, f *failure) verdict {
	switch {
	case f != nil && f.final:
		return refused
	case f != nil && f.sent:
		return lost
	case f != nil:
		return again
	}
	switch {
	case a.status/100 == 2 && !a.words.denied:
		return done
	case a.status == http.StatusTooManyRequests, a.status == http.StatusServiceUnavailable && a.header.Get("Retry-After") != "":
		return again
	case a.status < 500 && a.cut == "":
		return refused
	// With the API's JSON it is the service itself that failed: it knows whether
	// it connected a backend, and 502 is how it refuses new credentials.
	case a.words.api && (method == http.MethodPost || method == http.MethodPut && a.status == http.StatusBadGateway):
		return refused
	default:
		return lost
	}
}

// try sends a call once.
func (c *client) try(ctx context.Context, k call) outcome {
	a, f := c.exchange(ctx, k)
	if f == nil && a.status/100 == 2 && !a.words.denied {
		f = c.read(k, a)
	}
	o := outcome{judge(k.method, a, f), a, f}
	c.logTry(ctx, k, a, f)
	if !o.asleep() {
		c.asleep.Store(false)
	} else if c.asleep.CompareAndSwap(false, true) {
		tflog.SubsystemInfo(ctx, subsystem, "The storage service is asleep or starting up. Waiting until it answers.", map[string]any{"endpoint": c.place})
	}
	return o
}

// read decodes a successful answer, or says why that cannot be done.
func (c *client) read(k call, a *answer) *failure {
	why := a.cut
	if why == "" {
		err := k.accept(a.body)
		if err == nil {
			return nil
		}
		why = "cannot be understood: " + err.Error()
	}
	return &failure{
		sent:    true,
		message: "The answer of " + c.place + " " + why + ".",
		advice:  "Check that the endpoint is a Hoody storage service, and what stands between it and this machine.",
	}
}

// do sends a call that may be repeated until it succeeds, is refused, or its
// tries or its time are used up. The outcome is the last try's.
func (c *client) do(ctx context.Context, k call) (outcome, error) {
	started, p := time.Now(), patience{left: c.retries}
	for tries := 1; ; tries++ {
		o := c.try(ctx, k)
		if o.verdict > refused && p.wait(ctx, o) {
			continue
		}
		logCall(ctx, k, o, tries, started)
		if o.verdict == done {
			return o, nil
		}
		return o, c.problem(ctx, k, o)
	}
}

// bounded gives an operation its budget unless its context has a deadline: the
// resource's timeouts lengthen and shorten it.
func (c *client) bounded(ctx context.Context) (context.Context, context.CancelFunc) {
	if _, ok := ctx.Deadline(); ok {
		return context.WithCancel(ctx)
	}
	return context.WithTimeout(ctx, c.timeout+budget)
}

// patience counts the tries of one operation and spaces them out.
type patience struct {
	left  int
	pause time.Duration
}

// wait waits for the next try. It tells whether there is one.
func (p *patience) wait(ctx context.Context, o outcome) bool {
	if p.left == 0 || ctx.Err() != nil {
		return false
	}
	p.left--
	p.pause = min(max(firstPause, 2*p.pause), longPause)
	// Jitter, or those who were turned away together come back together.
	pause := p.pause/2 + rand.N(p.pause/2)
	if o.asleep() {
		pause = max(pause, wakePause)
	}
	if o.answer != nil {
		if asked := retryAfter(o.answer); asked > 0 {
			pause = asked + rand.N(firstPause/2)
		}
	}
	if end, ok := ctx.Deadline(); ok && time.Until(end) <= pause {
		return false
	}
	return sleep(ctx, pause)
}

// sleep tells whether the context outlived the pause.
func sleep(ctx context.Context, pause time.Duration) bool {
	t := time.NewTimer(pause)
	defer t.Stop()
	select {
	case <-t.C:
		return true
	case <-ctx.Done():
		return false
	}
}

// retryAfter is how long the service asks to wait, in seconds or until a date
// on its own clock (RFC 9110, 10.2.3); 0 when it does not ask.
func retryAfter(a *answer) time.Duration {
	asked := a.header.Get("Retry-After")
	if seconds, err := strconv.ParseUint(asked, 10, 31); err == nil {
		return time.Duration(seconds) * time.Second
	}
	until, err := http.ParseTime(asked)
	if err != nil {
		return 0
	}
	now, err := http.ParseTime(a.header.Get("Date"))
	if err != nil {
		now = a.received
	}
	return max(0, until.Sub(now))
}
