package wire

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"time"

	"github.com/hashicorp/terraform-plugin-log/tflog"

	"github.com/hoody/terraform-provider-hoody/internal/engine"
)

// A Call is one request to the API.
type Call struct {
	Method string
	// Path is below the endpoint; it holds no secret.
	Path string
	// Query is what follows the path, already encoded.
	Query string
	Body  []byte
	// Slow is how long Hoody may need to answer, if that can be longer than one try.
	Slow time.Duration
	// Accept decodes the body of a 2xx answer. A body that it refuses counts as no answer.
	Accept func(body []byte) error
	// Blame finds the documented field that a refusal is about; it may be nil.
	Blame func(message string) string
	// Dated adds to a refusal what the version of Hoody has to do with it; it may be nil.
	Dated func(*Answer, *engine.Error)
	// Secrets must not appear in anything said about the call.
	Secrets []string
	// Advice says what to do when Hoody refuses the call.
	Advice string
}

// An Outcome is how one try ended: with an answer, with a failure, or with an answer
// that is a failure because it cannot be read.
type Outcome struct {
	Verdict Verdict
	// Tries is how often the call was sent.
	Tries   int
	Answer  *Answer
	Failure *Failure
}

// asleep reports whether a proxy answered with a web page because the container is not
// up yet.
func (o Outcome) asleep() bool {
	a := o.Answer
	return a != nil && (a.Status == http.StatusBadGateway || a.Status == http.StatusServiceUnavailable) &&
		a.isPage()
}

// isStopped reports whether a login gate, a filter or a proxy answered with a web
// page, which it shows every time. The page for a container that is not up yet has
// another status.
func (o Outcome) isStopped() bool {
	if o.Answer == nil || !o.Answer.isPage() {
		return false
	}
	switch o.Answer.Status {
	case http.StatusUnauthorized, http.StatusForbidden:
		return true
	}
	return o.Answer.Status/100 == 2
}

// saysWhen reports whether the API refused because of a conflict and said when to try
// again.
func (o Outcome) saysWhen() bool {
	return o.Answer != nil && o.Answer.Status == http.StatusConflict && o.Answer.asksAgain()
}

// Try sends a call once.
func (c *Client) Try(ctx context.Context, k Call) Outcome {
	a, f := c.exchange(ctx, k)
	if f == nil && a.Status/100 == 2 && !a.Words.Denied {
		f = c.read(k, a)
	}
	o := Outcome{Verdict: judge(k.Method, a, f), Answer: a, Failure: f}
	c.logTry(ctx, k, a, f)
	if !o.asleep() {
		c.asleep.Store(false)
	} else if c.asleep.CompareAndSwap(false, true) {
		tflog.SubsystemInfo(ctx, Subsystem, "The storage service is asleep or starting up. Waiting until it answers.",
			map[string]any{"endpoint": c.place})
	}
	return o
}

// read decodes a successful answer, or returns why it cannot.
func (c *Client) read(k Call, a *Answer) *Failure {
	if a.Cut != "" {
		return &Failure{sent: true, message: "The answer of " + c.place + " " + a.Cut + ".", advice: adviceWay}
	}
	f := &Failure{sent: true, advice: adviceEndpoint}
	err := k.Accept(a.Body)
	switch {
	case err == nil:
		return nil
	case a.isPage(), errors.Is(err, ErrNotJSON):
		f.message = c.strange(k, a)
	default:
		f.message = fmt.Sprintf("%s answered %s to %s, which cannot be understood: %v.",
			c.place, a.statusText(), k.Method, err)
	}
	return f
}

// Is404 reports whether the answer is a 404 that may be the API's: with the API's JSON
// or, in a later version, without a body. A page of HTML is a proxy's; but a gateway
// without a route may answer just as the API does.
func (o Outcome) Is404() bool {
	return o.Failure == nil && o.Answer.Status == http.StatusNotFound && o.Answer.Cut == "" &&
		(len(o.Answer.Body) == 0 || o.Answer.Words.API)
}

// ByOthers reports whether the API may have received the call, and nothing or somebody
// else answered in its place.
func (o Outcome) ByOthers() bool {
	return o.Failure != nil && o.Failure.sent || o.Answer != nil && !o.Answer.speaks()
}
