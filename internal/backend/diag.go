package backend

import (
	"errors"
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/hoody/terraform-provider-hoody/internal/catalog"
	"github.com/hoody/terraform-provider-hoody/internal/engine"
)

// addError reports an engine's error: on the attribute to blame where the
// engine knows it, on the resource otherwise. Summary says what did not happen.
func addError(diags *diag.Diagnostics, b *catalog.Backend, summary string, err error) {
	var (
		failure *engine.Error
		unknown *engine.Unknown
	)
	switch {
	case errors.As(err, &unknown):
		diags.AddError(summary, unknownDetail(b, unknown))
	case errors.As(err, &failure):
		detail := failure.Message
		if failure.Advice != "" {
			detail += "\n" + failure.Advice
		}
		if f := b.Field(failure.Field); f != nil {
			diags.AddAttributeError(path.Root(f.Attribute()), summary, detail)
			return
		}
		diags.AddError(summary, detail)
	case errors.Is(err, engine.ErrNotFound):
		diags.AddError(summary, "The service does not have this backend any more.\nPlan again: the refresh will notice, and plan to connect it anew.")
	default:
		diags.AddError(summary, err.Error())
	}
}

// unknownDetail names every candidate together with the import block for it.
func unknownDetail(b *catalog.Backend, u *engine.Unknown) string {
	var s strings.Builder
	s.WriteString("It is not known whether the service connected the backend: " + u.Reason + "\n")
	if len(u.Candidates) == 0 {
		s.WriteString("Look at the service's list of backends before you apply again.")
		return s.String()
	}
	s.WriteString("One of these may be it. Import the right one, or disconnect it, before you apply again:\n")
	for _, c := range u.Candidates {
		fmt.Fprintf(&s, "\nimport {\n  to = hoody_%s.NAME\n  id = %q\n}\n", b.ResourceName(), c.ID)
	}
	return s.String()
}

func addNotices(diags *diag.Diagnostics, notices []engine.Notice) {
	for _, n := range notices {
		diags.AddWarning(n.Summary, n.Detail)
	}
}
