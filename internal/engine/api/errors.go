package api

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"html"
	"net/http"
	"regexp"
	"strings"

	"github.com/hoody/terraform-provider-hoody/internal/catalog"
	"github.com/hoody/terraform-provider-hoody/internal/engine"
	"github.com/hoody/terraform-provider-hoody/internal/redact"
)

// advices are for answers that mean the same whatever was asked.
var advices = map[int]string{
	http.StatusUnauthorized: "Check HOODY_TOKEN (or the provider's token). If a proxy or gateway stands before Hoody, " +
		"check the provider's headers.",
	http.StatusForbidden: "Enable remote backends at Hoody. If they are enabled already, " +
		"check what the token or the gate before Hoody allows.",
	http.StatusTooManyRequests:    "Try again later, or lower Terraform's -parallelism.",
	http.StatusServiceUnavailable: "Try again later.",
}

const (
	adviceEndpoint = "Check the endpoint: a proxy or a login gate may be in the way, or something else answers there."
	adviceFailed   = "Your configuration is not to blame. Try again; if it stays so, ask Hoody's support, with the time of the request."
	adviceAsleep   = "The container behind it may still be asleep, or down. Try again in a minute."
	adviceLimit    = "No retry helps: an account may have so many mounts with settings of their own. Remove some, or leave out vfs."
)

// problem says what an outcome means to a person.
func (c *client) problem(ctx context.Context, k call, o outcome) *engine.Error {
	if ctx.Err() != nil {
		return c.interrupted(ctx)
	}
	if f := o.failure; f != nil {
		return &engine.Error{Message: f.message, Advice: f.advice, Cause: f.cause}
	}
	a := o.answer
	advice, known := advices[a.status]
	e := &engine.Error{Message: c.said(k, a), Advice: advice}
	switch {
	case o.asleep():
		e.Message, e.Advice = fmt.Sprintf("%s answered %s with a page of a proxy.", c.place, a.statusText()), adviceAsleep
	case !a.words.api && a.status != http.StatusUnauthorized:
		e.Message, e.Advice = c.strange(k, a), adviceEndpoint
	case a.words.code == "DEDICATED_VFS_LIMIT":
		e.Advice = adviceLimit
	case known:
	case a.status >= 500 && (k.method != http.MethodPut || o.verdict != refused):
		e.Advice = adviceFailed
	default:
		e.Advice = k.advice
		if k.blame != nil {
			e.Field = k.blame(c.quote(k, a.words.text))
		}
	}
	if k.dated != nil && o.verdict == refused {
		k.dated(a, e)
	}
	return e
}

// said is what Hoody answered, in its own words where it has any.
func (c *client) said(k call, a *answer) string {
	said := fmt.Sprintf("Hoody answered %s to %s", a.statusText(), k.method)
	if words := c.quote(k, a.words.text); words != "" {
		said += `: "` + words + `"`
	}
	said += "."
	if wait := retryAfter(a); wait > 0 {
		said += fmt.Sprintf(" It asks to wait %s.", wait)
	}
	return said
}

func (a *answer) statusText() string {
	return strings.TrimSpace(fmt.Sprint(a.status, " ", http.StatusText(a.status)))
}

// strange is what somebody else answered in Hoody's place.
func (c *client) strange(k call, a *answer) string {
	to := k.method
	if bytes.HasPrefix(bytes.TrimSpace(a.body), []byte("<")) {
		to += " with a web page"
		if title := c.quote(k, titleOf(a.body)); title != "" {
			to += ` ("` + title + `")`
		}
	}
	return fmt.Sprintf("%s answered %s to %s, not as the Hoody API does.", c.place, a.statusText(), to)
}

var title = regexp.MustCompile(`(?is)<title[^>]*>(.*?)</title>`)

func titleOf(page []byte) string {
	if m := title.FindSubmatch(page); m != nil {
		return html.UnescapeString(string(m[1]))
	}
	return ""
}

// quote makes the service's words fit to be shown.
func (c *client) quote(k call, text string) string {
	return redact.Line(c.mask.With(k.secrets...).Hide(text), longestWords)
}

// blames finds the one documented field of a backend that a refusal names as
// `field`, "field", 'field' or "field: …". Words that merely look like a field
// are prose.
func blames(b *catalog.Backend) func(message string) string {
	return func(message string) string { return blame(b, message) }
}

func blame(b *catalog.Backend, message string) string {
	if b == nil {
		return ""
	}
	var found string
	for i := range b.Fields {
		name := b.Fields[i].Name
		if !quotes(message, name) {
			continue
		}
		if found != "" {
			return ""
		}
		found = name
	}
	return found
}

// quotes says that a message names a field.
func quotes(message, field string) bool {
	for _, quote := range []string{"`", `"`, "'"} {
		if strings.Contains(message, quote+field+quote) {
			return true
		}
	}
	label := field + ": "
	return strings.HasPrefix(message, label) ||
		strings.Contains(message, ": "+label) || strings.Contains(message, ". "+label) || strings.Contains(message, "; "+label)
}

// reason is an error in one line, without its advice.
func reason(err error) string { return asError(err).Message }

func asError(err error) *engine.Error {
	if e, ok := errors.AsType[*engine.Error](err); ok {
		return e
	}
	return &engine.Error{Message: err.Error(), Cause: err}
}

// curl is a request for a person to send. It shows no token, and no address that is a
// credential.
func (c *client) curl(method, path string) string {
	base, token := c.place, "$HOODY_TOKEN"
	switch {
	case c.locator != nil || isCredential(hostName(c.base)):
		base, token = "$CONTAINER_URL", "$HOODY_KIT_TOKEN"
	case c.base.Path != "":
		base = "$HOODY_BASE_URL"
	}
	var b strings.Builder
	b.WriteString("curl")
	if method != http.MethodGet {
		b.WriteString(" -X " + method)
	}
	if c.header.Get("Authorization") != "" {
		b.WriteString(` -H "Authorization: Bearer ` + token + `"`)
	}
	return b.String() + ` "` + base + path + `"`
}
