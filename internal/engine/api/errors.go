package api

import (
	"context"
	"fmt"
	"net/http"
	"strings"

	"github.com/hoody/terraform-provider-hoody/internal/catalog"
	"github.com/hoody/terraform-provider-hoody/internal/engine"
	"github.com/hoody/terraform-provider-hoody/internal/redact"
)

// statuses are the answers with an explanation of their own. The message stands
// where the service has no words.
var statuses = map[int]struct{ message, advice string }{
	http.StatusUnauthorized: {
		"The service does not accept the token.",
		"Check the provider's token (HOODY_TOKEN), or the headers if a gate stands before the service.",
	},
	http.StatusForbidden: {
		"The service does not allow this.",
		"Enable remote backends on the service; if they are, check what the token or the gate before the service allows.",
	},
	http.StatusTooManyRequests: {
		"The service turns requests away because there are too many.",
		"Try again later, or lower Terraform's -parallelism.",
	},
	http.StatusServiceUnavailable: {
		"The service is not available.",
		"Try again later.",
	},
}

const (
	adviceEndpoint = "Check the endpoint: something else than the storage API answers there."
	adviceFailed   = "The service failed, not the configuration. Try again; if it stays so, look at the service."
	adviceAsleep   = "Its container is still asleep or down. Try again in a minute."
)

// problem says what an outcome means to a person.
func (c *client) problem(ctx context.Context, k call, o outcome) *engine.Error {
	if ctx.Err() != nil {
		return c.interrupted(ctx)
	}
	if f := o.failure; f != nil {
		return &engine.Error{Message: f.message, Advice: f.advice, Cause: f.cause}
	}
	a, w := o.answer, o.answer.words
	status := fmt.Sprintf("%d %s", a.status, http.StatusText(a.status))
	known, explained := statuses[a.status]
	e := &engine.Error{Message: c.quote(k, w.text)}
	switch {
	case o.asleep():
		e.Message, e.Advice = fmt.Sprintf("%s answered %s with a page of a proxy.", c.place, status), adviceAsleep
	case explained && w.api && e.Message != "":
		e.Advice = known.advice
	case explained:
		e.Message, e.Advice = known.message, known.advice
	case !w.api:
		e.Message, e.Advice = fmt.Sprintf("%s answered %s, but not as the storage API does.", c.place, status), adviceEndpoint
	case a.status >= 500 && (k.method != http.MethodPut || o.verdict != refused):
		e.Advice = adviceFailed
	default:
		e.Advice = k.advice
		if k.blame != nil {
			e.Field = k.blame(e.Message)
		}
	}
	if k.dated != nil && o.verdict == refused {
		k.dated(a, e)
	}
	if e.Message == "" {
		e.Message = "The service answered " + status + "."
	}
	return e
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
		if !names(message, name) {
			continue
		}
		if found != "" {
			return ""
		}
		found = name
	}
	return found
}

func names(message, field string) bool {
	for _, quote := range []string{"`", `"`, "'"} {
		if strings.Contains(message, quote+field+quote) {
			return true
		}
	}
	label := field + ": "
	return strings.HasPrefix(message, label) ||
		strings.Contains(message, ": "+label) || strings.Contains(message, ". "+label) || strings.Contains(message, "; "+label)
}
