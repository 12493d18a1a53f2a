package backend

import (
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/attr"

	"github.com/hoody/terraform-provider-hoody/internal/catalog"
	"github.com/hoody/terraform-provider-hoody/internal/fwtypes"
)

// A change is a documented field that gets a new value.
type change struct {
	field *catalog.Field
	// hidden says that the value is write-only, so that no attribute shows the change.
	hidden bool
}

// changes returns the fields whose values differ from those that were sent last. A
// value that is only spelled differently, or moved between a secret's attribute and
// its twin, is not a change. undecided has the fields that only the apply can decide.
func (r *Resource) changes(
	m memory, prior, plan, config map[string]attr.Value,
) (changes []change, undecided []*catalog.Field) {
	hidden, undecided := r.changedTwins(m, prior, plan, config)
	before, after := valuesOf(r.backend, prior), valuesOf(r.backend, config)
	for i := range r.backend.Fields {
		f := &r.backend.Fields[i]
		if waits(f, m, prior, plan, config) {
			if !slices.Contains(undecided, f) {
				undecided = append(undecided, f)
			}
			continue
		}
		shown := !meansSame(f, prior[f.Attribute()], plan[f.Attribute()])
		doubted := m.doubts(f) && (after[f.Name] != nil || !r.isHidden(m, f, config))
		if doubted || (shown || hidden[f.Name]) && !isMoved(f, before, after, config, m.Sent) {
			changes = append(changes, change{field: f, hidden: !shown})
		}
	}
	return changes, undecided
}

// isMoved reports whether a secret moved to its twin, or from it, and is the same one
// that was sent before.
func isMoved(f *catalog.Field, before, after catalog.Values, config map[string]attr.Value, sent fingerprint) bool {
	if !f.Secret {
		return false
	}
	if was, _ := before[f.Name].(string); was != "" {
		return was == after[f.Name]
	}
	plain, ok := textOf(config[f.Attribute()])
	return ok && sent.has(f.Name, plain)
}

// setBy returns the changes of fields that a configuration sets, without its defaults.
func setBy(all []change, config map[string]attr.Value) (set []change) {
	for _, c := range all {
		if !config[c.field.Attribute()].IsNull() || c.hidden {
			set = append(set, c)
		}
	}
	return set
}

// respelled reports whether a field's value is spelled differently and means the same,
// such as 5Mi for 5242880. The plan then keeps the state's spelling, which Terraform
// allows; the framework compares meanings only after an apply.
func respelled(f *catalog.Field, prior, plan map[string]attr.Value) bool {
	was, ok := prior[f.Attribute()].(fwtypes.Value)
	is, isText := plan[f.Attribute()].(fwtypes.Value)
	return ok && isText && !was.IsNull() && !is.IsNull() && !is.IsUnknown() && !is.Equal(was) &&
		f.Kind.Form().Same(was.ValueString(), is.ValueString())
}
