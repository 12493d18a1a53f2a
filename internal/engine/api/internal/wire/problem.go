package wire

import (
	"cmp"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"time"

	"github.com/hoody/terraform-provider-hoody/internal/engine"
	"github.com/hoody/terraform-provider-hoody/internal/engine/api/address"
	"github.com/hoody/terraform-provider-hoody/internal/redact"
)

// advices are for statuses that mean the same whatever was asked.
var advices = map[int]string{
	http.StatusForbidden: "Enable remote backends at Hoody. If they are enabled already, " +
		"check what the token or the gate before Hoody allows.",
	http.StatusTooManyRequests:    "Try again later, or lower Terraform's -parallelism.",
	http.StatusServiceUnavailable: "Try again later.",
}

const (
	adviceEndpoint = "Check the endpoint: a proxy or a login gate may be in the way, or something else answers there."
	adviceWay      = "Check the network between this machine and Hoody, and try again."
	adviceFailed   = "Your configuration is not to blame. Try again; if it stays so, ask Hoody's support, " +
		"with the time of the request."
	adviceAsleep = "The container behind it may still be asleep, or down. Try again in a minute."
	adviceDown   = "Hoody may be down, or starting. Try again in a minute."
	adviceLimit  = "No retry helps: an account may have only so many mounts with settings of their own. " +
		"Remove some, or leave out vfs."
)

// Problem returns what an outcome means to a person.
func (c *Client) Problem(k Call, o Outcome) *engine.Error {
	if f := o.Failure; f != nil {
		return &engine.Error{Field: cmp.Or(f.field, c.blamed), Message: f.message, Advice: f.advice, Cause: f.cause}
	}
	a := o.Answer
	advice, known := advices[a.Status]
	e := &engine.Error{Message: c.said(k, a), Advice: advice}
	if !a.speaks() {
		e.Field = c.blamed
	}
	switch {
	case o.asleep():
		e.Message, e.Advice = fmt.Sprintf("%s answered %s with a page of a proxy.", c.place, a.statusText()), c.notUp()
	case a.Status == http.StatusUnauthorized:
		if a.isPage() {
			e.Message = c.strange(k, a)
		}
		c.deny(a, e)
	case !a.Words.API:
		e.Message, e.Advice = c.strange(k, a), adviceEndpoint
		if behindProxy[a.Status] {
			e.Advice = c.notUp()
		}
	case a.Words.Code == "DEDICATED_VFS_LIMIT":
		e.Advice = adviceLimit
	case known:
	case a.Status >= 500 && (k.Method != http.MethodPut || o.Verdict != Refused):
		e.Advice = adviceFailed
	case a.Status == http.StatusNotFound && a.Words.Code == "" && c.base != nil && c.base.Path != "":
		e.Advice = fmt.Sprintf("Check the endpoint: is its path (%s) right?", c.Quote(k, c.base.Path))
	default:
		e.Advice = k.Advice
		if k.Blame != nil {
			e.Field = k.Blame(c.Quote(k, a.Words.Text))
		}
	}
	if k.Dated != nil && o.Verdict == Refused {
		k.Dated(a, e)
	}
	return e
}

// said returns what Hoody answered, in its own words if it has any.
func (c *Client) said(k Call, a *Answer) string {
	said := fmt.Sprintf("Hoody answered %s to %s", a.statusText(), k.Method)
	if words := c.Quote(k, a.Words.Text); words != "" {
		said += `: "` + words + `"`
	}
	said += "."
	if wait := retryAfter(a); wait > 0 {
		said += " It asks to wait " + shortly(wait) + "."
	}
	return said
}

// shortly writes a duration without the zeros at its end: 1h for 1h0m0s.
func shortly(d time.Duration) string {
	text := d.String()
	if strings.HasSuffix(text, "m0s") {
		text = strings.TrimSuffix(text, "0s")
	}
	if strings.HasSuffix(text, "h0m") {
		text = strings.TrimSuffix(text, "0m")
	}
	return text
}

// notUp returns what to do when a proxy answers that it cannot reach the service.
func (c *Client) notUp() string {
	if c.locator == nil && address.IsControlPlane(c.base.String()) {
		return adviceDown
	}
	return adviceAsleep
}

// behindProxy has the statuses with which a proxy says that it cannot reach the
// service.
var behindProxy = map[int]bool{
	http.StatusBadGateway: true, http.StatusServiceUnavailable: true, http.StatusGatewayTimeout: true,
}

// strange describes an answer that somebody else gave in Hoody's place, with what
// helps to find out who.
func (c *Client) strange(k Call, a *Answer) string {
	to, told := k.Method, a.Words.Text
	switch {
	case a.isXML():
		to += " with XML"
	case a.isPage():
		to, told = to+" with a web page", titleOf(a.Body)
	}
	if told = c.Quote(k, told); told != "" {
		to += ` ("` + told + `")`
	}
	return fmt.Sprintf("%s answered %s to %s, not as the Hoody API does.", c.place, a.statusText(), to)
}

// Contradictory returns the error of a 404 about something that is in the list.
func (c *Client) Contradictory(id string) *engine.Error {
	return &engine.Error{
		Message: fmt.Sprintf("%s answered 404 Not Found to a call about %s, and lists it.", c.place, id),
		Advice:  "A gateway between Hoody and this machine may have answered. Try again.",
	}
}

// Quote returns Hoody's words in a form that is safe to show.
func (c *Client) Quote(k Call, text string) string {
	return redact.Line(c.mask.With(k.Secrets...).Hide(text), longestWords)
}

// Curl returns a request as a command for a person to run. It shows no token, and no
// address that is a credential.
func (c *Client) Curl(method, path string) string { return c.curl(method, path, "") }

// CurlJSON returns a POST of a body that holds no secret, as a command for a person to
// run.
func (c *Client) CurlJSON(path string, body []byte) string {
	return c.curl(http.MethodPost, path, " --json '"+strings.ReplaceAll(string(body), "'", `'\''`)+"'")
}

func (c *Client) curl(method, path, body string) string {
	base, token := c.place, "$HOODY_TOKEN"
	switch {
	case c.isToContainer():
		base, token = "$CONTAINER_URL", "$HOODY_KIT_TOKEN"
	case c.base.Path != "":
		base = "$HOODY_BASE_URL"
	}
	var b strings.Builder
	b.WriteString("curl")
	if method != http.MethodGet && body == "" {
		b.WriteString(" -X " + method)
	}
	if c.header.Get("Authorization") != "" {
		b.WriteString(` -H "Authorization: Bearer ` + token + `"`)
	}
	return b.String() + body + ` "` + base + path + `"`
}

// Reason returns an error in one line, without its advice.
func Reason(err error) string { return AsError(err).Message }

// AsError returns any error as one for a person.
func AsError(err error) *engine.Error {
	if e, ok := errors.AsType[*engine.Error](err); ok {
		return e
	}
	return &engine.Error{Message: err.Error(), Cause: err}
}
