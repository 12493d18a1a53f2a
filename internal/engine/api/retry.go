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
	// query is what follows the path, encoded.
	query string
	body  []byte
	// slow is what the service may need to answer, where that can be more than one
	// try has.
	slow time.Duration
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
	// unknown may have happened or not.
	unknown
	// silent may happen yet: the time for one try ended before there was an answer.
	silent
)

// An outcome is how one try ended: with an answer, a failure, or an answer that
// is a failure because nobody can read it.
type outcome struct {
	verdict verdict
	// tries is how often the call was sent.
	tries   int
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

// judge says what came of a try. What only a POST cannot take back is told apart
// for it: there, no answer but the API's own word says that nothing happened.
func judge(method string, a *answer, f *failure) verdict {
	post := method == http.MethodPost
	switch {
	case f != nil && !f.sent && !f.final:
		return again
	case f != nil && f.silent:
		return silent
	case f != nil && f.final && !(f.sent && post):
		return refused
	case f != nil:
		return unknown
	case a.status/100 == 2 && !a.words.denied:
		return done
	case a.hopeless():
		return refused
	case a.asksAgain():
		return again
	case post && (!a.speaks() || betweenUs[a.status] || a.status/100 == 3):
		return unknown
	case post, a.status < 500 && a.cut == "" && !betweenUs[a.status], a.refusesCredentials(method):
		return refused
	default:
		return unknown
	}
}

// betweenUs are the statuses of those who stand between a client and a service, and
// of those who gave up waiting for it: they know nothing of what it did.
var betweenUs = map[int]bool{
	http.StatusRequestTimeout: true, http.StatusTooEarly: true, 499: true,
	http.StatusBadGateway: true, http.StatusGatewayTimeout: true,
}

// speaks says that an answer is the API's own word. A gateway that fails may say as
// much as a status and a message; a call that is not there may be answered without.
func (a *answer) speaks() bool {
	return a.words.api && !(a.words.bare && a.status >= 500) ||
		a.status == http.StatusNotFound && len(a.body) == 0 && a.cut == ""
}

// hopeless tells refusals that no later try can change.
func (a *answer) hopeless() bool {
	switch a.words.code {
	case "DEDICATED_VFS_LIMIT", "MOUNT_START_FAILED":
		return true
	}
	return a.status == http.StatusNotImplemented && a.words.api
}

// asksAgain tells answers that say that nothing was done, and to come again: a
// conflict that passes says when.
func (a *answer) asksAgain() bool {
	switch a.status {
	case http.StatusTooManyRequests:
		return true
	case http.StatusServiceUnavailable:
		return a.words.api && !a.words.bare
	case http.StatusConflict:
		return a.words.api && !a.words.bare && a.header.Get("Retry-After") != ""
	}
	return false
}

// refusesCredentials tells the 502 with which the API refuses new credentials from
// one of a proxy.
func (a *answer) refusesCredentials(method string) bool {
	return method == http.MethodPut && a.status == http.StatusBadGateway && a.words.api
}

// try sends a call once.
func (c *client) try(ctx context.Context, k call) outcome {
	a, f := c.exchange(ctx, k)
	if f == nil && a.status/100 == 2 && !a.words.denied {
		f = c.read(k, a)
	}
	o := outcome{verdict: judge(k.method, a, f), answer: a, failure: f}
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
	f := &failure{sent: true, message: "The answer of " + c.place + " " + a.cut + ".", advice: adviceEndpoint}
	if a.cut != "" {
		return f
	}
	err := k.accept(a.body)
	switch {
	case err == nil:
		return nil
	case bytes.HasPrefix(bytes.TrimSpace(a.body), []byte("<")):
		f.message = c.strange(k, a)
	default:
		f.message = "The answer of " + c.place + " cannot be understood: " + err.Error() + "."
	}
	return f
}

// do sends a call that may be repeated until it succeeds, is refused, or its
// tries or its time are used up. The outcome is the last try's.
func (c *client) do(ctx context.Context, k call) (outcome, error) {
	return c.doTimes(ctx, k, c.retries)
}

// refreshRetries are those of the list that a refresh begins with: nobody waits long
// for a service that is down, but for one that is asleep.
const refreshRetries = 1

// doTimes is do with at most so many retries. Those that wake a container do not
// count.
func (c *client) doTimes(ctx context.Context, k call, retries int) (outcome, error) {
	retries = min(retries, c.retries)
	started, p := time.Now(), patience{left: retries, naps: c.retries - retries}
	for tries := 1; ; tries++ {
		o := c.try(ctx, k)
		o.tries = tries
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
	left int
	// naps are the tries besides for a container that is asleep.
	naps  int
	pause time.Duration
}

// wait waits for the next try. It tells whether there is one.
func (p *patience) wait(ctx context.Context, o outcome) bool {
	switch {
	case ctx.Err() != nil:
		return false
	case p.naps > 0 && o.asleep():
		p.naps--
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
