package api

import (
	"fmt"
	"net/http"
	"regexp"
	"strings"

	"github.com/hoody/terraform-provider-hoody/internal/catalog"
	"github.com/hoody/terraform-provider-hoody/internal/engine"
	"github.com/hoody/terraform-provider-hoody/internal/engine/api/internal/wire"
)

// dated adds to a refused connect what the catalog knows about versions of Hoody: that
// one has no such backend, or does not accept a field as it is set.
func dated(s engine.Spec) func(*wire.Answer, *engine.Error) {
	return func(a *wire.Answer, e *engine.Error) {
		switch a.Status {
		case http.StatusNotFound:
			withoutBackend(s.Backend, a, e)
		case http.StatusBadRequest, http.StatusUnprocessableEntity:
			withoutFields(s, e)
		}
	}
}

// withoutBackend explains a 404. A 404 without words is believed only for a backend
// that some version withdrew, since anything may stand at a wrong address.
func withoutBackend(b *catalog.Backend, a *wire.Answer, e *engine.Error) {
	history := b.History()
	switch {
	case history != "" && (a.Words.API || len(a.Body) == 0):
		e.Advice = history
	case a.Words.API:
		e.Advice = "Check the endpoint, and the version of Hoody that answers there."
	default:
		return
	}
	said := ""
	if a.Words.API {
		said = " " + e.Message
	}
	e.Message = fmt.Sprintf("Hoody has no backend type %s.%s", b.Name, said)
}

// withoutFields explains a refusal by the fields that differ between versions: those
// that Hoody names or, if it names none, all that some version refuses.
func withoutFields(s engine.Spec, e *engine.Error) {
	var named, refused []*catalog.Field
	for i := range s.Backend.Fields {
		f := &s.Backend.Fields[i]
		value := s.Values[f.Name]
		if f.Differs(value) && mentions(e.Message, f.Name) {
			named = append(named, f)
		}
		if f.Refuses(value) {
			refused = append(refused, f)
		}
	}
	if len(named) > 0 {
		refused = named
	}
	if len(named) == 1 && e.Field == "" {
		e.Field = named[0].Name
	}
	if len(refused) > 0 {
		e.Advice = histories(refused) + " Nothing was connected."
	}
}

func histories(fields []*catalog.Field) string {
	all := make([]string, len(fields))
	for i, f := range fields {
		all[i] = f.Attribute() + ": " + f.History()
	}
	return strings.Join(all, " ")
}

// mentions reports whether a message has a name as a separate word.
func mentions(message, name string) bool {
	return regexp.MustCompile(`\b` + regexp.QuoteMeta(name) + `\b`).MatchString(message)
}
