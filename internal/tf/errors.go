package tf

import (
	"cmp"
	"errors"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/hoody/terraform-provider-hoody/internal/engine"
)

// A Reporter says how the errors of an engine are shown for one kind of thing.
type Reporter struct {
	// Resource is the type of the resource that an import block is for.
	Resource string
	// Gone is what to do about a thing that Hoody does not have any more.
	Gone string
	// At is where the field that an engine blames is written; false where it is no
	// attribute. Without At no attribute is blamed.
	At func(field string) (path.Path, bool)
	// Names has errors name the field, because its attribute has several.
	Names bool
}

// Add reports an engine's error under a summary of what did not happen: on the
// attribute to blame where the engine knows one.
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

// AddCommon reports an error that is no fault of what was asked about, and says that it is
// one. What to do is told once in a run, by the first that meets it. Summary says what did
// not happen, and all others have an error for that; it is empty for a refresh, which leaves
// everything as it was.
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

// Naming has errors name what they are about: Terraform prints no address with those of
// a refresh, a destroy and an import.
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
