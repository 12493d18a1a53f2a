package tf

import (
	"cmp"
	"errors"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/hoody/terraform-provider-hoody/internal/engine"
)

// A Reporter shows an engine's errors about one kind of thing.
type Reporter struct {
	// Resource is the type of the resource that an import block is for.
	Resource string
	// Gone says what to do about a thing that Hoody no longer has.
	Gone string
	// At returns the attribute of a field that an engine blames; false if the field is not
	// an attribute. If At is nil, no attribute is blamed.
	At func(field string) (path.Path, bool)
	// Names makes errors name the field, because its attribute holds several.
	Names bool
}

// Add reports an engine's error under a summary of what did not happen, on the
// attribute to blame if the engine knows one.
func (r Reporter) Add(diags *diag.Diagnostics, summary string, err error) {
	var (
		unknown *engine.Unknown
		failure *engine.Error
	)
	switch {
	case errors.As(err, &unknown):
		diags.AddError(summary, unknown.Text(r.Resource))
	case errors.As(err, &failure):
		r.addFailure(diags, summary, failure)
	case errors.Is(err, engine.ErrNotFound):
		diags.AddError(summary, r.Gone)
	default:
		diags.AddError(summary, err.Error())
	}
}

func (r Reporter) addFailure(diags *diag.Diagnostics, summary string, failure *engine.Error) {
	detail := failure.Text()
	if r.Names {
		detail = failure.Error()
	}
	if failure.Field != "" && r.At != nil {
		if at, ok := r.At(failure.Field); ok {
			diags.AddAttributeError(at, summary, detail)
			return
		}
	}
	diags.AddError(summary, detail)
}

// AddCommon reports an error that is not the fault of what was asked about, and
// reports whether it was such an error. The first thing in a run that meets it is told
// what to do. All others only get an error that names what did not happen, which is
// their summary. The summary is empty for a refresh, which leaves everything as it was:
// then the others get no error.
func (r Reporter) AddCommon(selection engine.Selection, diags *diag.Diagnostics, summary string, err error) bool {
	var (
		common  engine.Common
		failure *engine.Error
	)
	if !errors.As(err, &common) || !errors.As(err, &failure) {
		return false
	}
	switch {
	case selection.Told.First(common.At):
		r.addFailure(diags, cmp.Or(summary, common.Summary), failure)
	case summary != "":
		diags.AddError(summary, common.Summary+": another of the errors says what to do.")
	}
	return true
}

// Naming adds a name to errors: Terraform prints no address with those of a refresh, a
// destroy or an import.
func Naming(name string, diags diag.Diagnostics) (named diag.Diagnostics) {
	for _, d := range diags {
		if d.Severity() == diag.SeverityError && name != "" {
			d = diag.NewErrorDiagnostic(d.Summary()+": "+name, d.Detail())
		}
		named = append(named, d)
	}
	return named
}

// AddNotices shows an engine's notices as warnings.
func AddNotices(diags *diag.Diagnostics, notices []engine.Notice) {
	for _, n := range notices {
		diags.AddWarning(n.Summary, n.Detail)
	}
}
