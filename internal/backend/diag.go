package backend

import (
	"errors"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/hoody/terraform-provider-hoody/internal/catalog"
	"github.com/hoody/terraform-provider-hoody/internal/engine"
	"github.com/hoody/terraform-provider-hoody/internal/tf"
)

// addError reports an engine's error, on the attribute to blame if the engine knows
// it, otherwise on the resource. summary says what did not happen; config is empty in
// a refresh or a destroy, which have none.
func (r *Resource) addError(diags *diag.Diagnostics, config map[string]attr.Value, summary string, err error) {
	var refusal *engine.Error
	if errors.As(err, &refusal) && refusal.Waivable {
		waived := *refusal
		waived.Advice += " " + waiver
		err = &waived
	}
	r.Report(r.reporter(config), diags, summary, err)
}

// reporter returns what shows the errors of an engine. config is as for addError.
func (r *Resource) reporter(config map[string]attr.Value) tf.Reporter {
	return tf.Reporter{
		Resource: "hoody_" + r.backend.ResourceName(),
		Gone: "Hoody does not have this backend any more.\n" +
			"Plan again: the refresh will notice, and plan to connect it again.",
		At: func(field string) (path.Path, bool) {
			if f := r.backend.Field(field); f != nil {
				return path.Root(blamed(f, config)), true
			}
			return path.Root(field), field == engine.VerifyPath || field == engine.Verify || field == engine.ContainerID
		},
	}
}

// waiver is how to go on if nothing can be proven. A check has no such way.
const waiver = `To do without a proof, set verify = "none".`

// addWrongType reports that a backend has a type which another resource manages.
func (r *Resource) addWrongType(diags *diag.Diagnostics, found engine.Remote, isImport bool) {
	right := listedAs(found.BackendType)
	summary := reading.failed
	if isImport {
		summary = notImported
	}
	summary = r.about(summary, found.ID)
	wrong := fmt.Sprintf("It is of type %q, and hoody_%s manages %q.", found.BackendType, r.backend.ResourceName(),
		r.backend.BackendType())
	switch {
	case right == nil:
		diags.AddError(summary, wrong+"\nUse a version of the provider that knows the type.")
	case isImport:
		diags.AddError(summary, fmt.Sprintf("Cannot import: %s is of type %q. Import it as hoody_%s.",
			found.ID, found.BackendType, right.ResourceName()))
	default:
		diags.AddError(summary, fmt.Sprintf("%s\nRemove it from the state (terraform state rm "+
			"ADDRESS) and import it as hoody_%s.",
			wrong, right.ResourceName()))
	}
}

// blamed returns the attribute of a field, or its twin if the configuration sets that.
func blamed(f *catalog.Field, config map[string]attr.Value) string {
	if f.Secret {
		if _, ok := textOf(config[twinOf(f)]); ok {
			return twinOf(f)
		}
	}
	return f.Attribute()
}

// addHeldTwice warns that another resource of the run has the same backend.
func addHeldTwice(diags *diag.Diagnostics, b *catalog.Backend, id string) {
	diags.AddWarning("Two resources manage backend "+id,
		fmt.Sprintf("This hoody_%s and another resource have the same id: destroying or replacing one of them "+
			"disconnects the other's backend.\n"+
			"Remove one from the state: terraform state rm ADDRESS. For a resource that was renamed, a moved block is the way.",
			b.ResourceName()))
}

// madeByService reports whether a backend exists at Hoody. An import, which only the
// API can do, has not recorded its engine before its first read.
func (r *Resource) madeByService(state map[string]attr.Value) bool {
	return stringOf(state, attrEngine) != engine.Embedded
}

// addStranded reports that a backend exists at Hoody while the provider uses the
// embedded engine.
func (r *Resource) addStranded(diags *diag.Diagnostics, state map[string]attr.Value) {
	diags.AddError("This backend was created through the Hoody API, and the provider uses the embedded engine",
		"The embedded engine cannot see, change or disconnect "+r.named(stringOf(state, attrID))+".\n"+r.Selection.ToAPI+
			" To forget the backend without disconnecting it: terraform state rm ADDRESS")
}
