package wire

import (
	"fmt"
	"net/http"
	"strings"

	"golang.org/x/net/http/httpguts"

	"github.com/hoody/terraform-provider-hoody/internal/engine"
)

// A Gate has the credentials for a login or filter that stands before a container.
// They are for the gate alone.
type Gate struct {
	Token string
	// Header is the header that carries the token bare. If it is empty, the token is sent
	// as a Bearer token.
	Header string
	// User and Password are sent as Basic authentication.
	User, Password string
}

// set adds the gate's credentials to the headers of every request.
func (g Gate) set(h http.Header) error {
	switch {
	case g.Token != "" && (g.User != "" || g.Password != ""):
		return &engine.Error{Field: "gate", Message: "The gate has a token and a password.", Advice: "Keep one of them."}
	case h.Get(g.Name()) != "":
		return &engine.Error{
			Field: "gate",
			Message: fmt.Sprintf("The provider has a gate and the header %q, "+
				"in which the gate's credentials are sent.", g.Name()),
			Advice: "Keep one of them.",
		}
	case g.Token != "":
		return g.setToken(h)
	case g.User != "" || g.Password != "":
		r := http.Request{Header: h}
		r.SetBasicAuth(g.User, g.Password)
	}
	return nil
}

// Name returns the header that carries the gate's credentials, or "" if it has none.
func (g Gate) Name() string {
	switch {
	case g.Token == "" && g.User == "" && g.Password == "":
		return ""
	case g.Token == "" || g.Header == "":
		return "Authorization"
	default:
		return g.Header
	}
}

func (g Gate) setToken(h http.Header) error {
	if err := sendable("gate", "The gate's token", g.Token); err != nil {
		return err
	}
	if g.Header == "" {
		h.Set("Authorization", "Bearer "+g.Token)
		return nil
	}
	if !httpguts.ValidHeaderFieldName(g.Header) {
		return &engine.Error{
			Field:   "gate",
			Message: fmt.Sprintf("%q is not the name of an HTTP header.", g.Header),
			Advice:  "Correct the gate's token_header.",
		}
	}
	h.Set(g.Header, g.Token)
	return nil
}

// sendable refuses a token that a header cannot carry.
func sendable(field, what, token string) error {
	if httpguts.ValidHeaderFieldValue(token) && !strings.ContainsAny(token, " \t") {
		return nil
	}
	return &engine.Error{
		Field:   field,
		Message: what + " contains a space or a line break.",
		Advice: "Remove it, and leave out the word \"Bearer\": the provider adds it. " +
			"trimspace() removes what a file ends with.",
	}
}
