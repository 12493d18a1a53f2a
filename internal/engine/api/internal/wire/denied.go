package wire

import (
	"cmp"
	"errors"
	"net/http"

	"github.com/hoody/terraform-provider-hoody/internal/engine"
)

// A denial is what a 401 means to a person. That depends on which credentials were
// sent and where they came from.
type denial struct{ summary, advice string }

const adviceBefore = " If a proxy or gateway stands before Hoody, check the provider's headers."

// denialOf returns the denial for a client with these headers.
func denialOf(o Options, h http.Header, toContainer bool) denial {
	gate, bearer := o.Gate.Name(), h.Get("Authorization")
	switch {
	case gate != "" && (toContainer || gate == "Authorization"):
		return denial{"The gate's credentials are refused", "The gate's credentials come from " +
			cmp.Or(o.GateFrom, "HOODY_KIT_TOKEN (or the provider's gate)") + ". Put valid ones there."}
	case toContainer && len(o.Headers) == 0:
		return denial{"The container is behind a gate", "Set HOODY_KIT_TOKEN (or the provider's gate) " +
			"to what the gate before the container asks for."}
	case bearer == "" && !toContainer:
		return denial{"Hoody asks for a token", "Set HOODY_TOKEN (or the provider's token)." + adviceBefore}
	case bearer == "Bearer "+o.Token:
		return denial{"Hoody refuses the token", "The token comes from " +
			cmp.Or(o.TokenFrom, "HOODY_TOKEN (or the provider's token)") + ". Put a valid one there." + adviceBefore}
	default:
		return denial{"The provider's headers are refused", "Check headers in the provider block."}
	}
}

// deny turns an error into one that says that the provider's credentials are refused,
// for this call and for everything else that is asked of this place.
func (c *Client) deny(a *Answer, e *engine.Error) {
	denied := engine.Common{At: c.place, Summary: c.denial.summary}
	if e.Advice = c.denial.advice; a.isPage() {
		denied.Summary = "Something before Hoody asks for credentials"
	}
	e.Cause = denied
}

// CommonOf marks the error of a shared list as Common, since it concerns all that
// share the list, unless the error has a cause already. Summary says what is not known
// because of it.
func (c *Client) CommonOf(err error, summary string) error {
	e, ok := errors.AsType[*engine.Error](err)
	if !ok || e.Cause != nil {
		return err
	}
	common := *e
	common.Cause = engine.Common{At: c.place, Summary: summary}
	return &common
}
