package backend

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/hoody/terraform-provider-hoody/internal/catalog"
)

// twinOf returns the name of a secret's write-only twin. Terraform passes on its value
// and keeps it neither in a plan nor in a state.
func twinOf(f *catalog.Field) string { return f.Attribute() + "_wo" }

// twins returns the write-only values that a configuration sets, by documented field,
// and the fields whose values are not known yet.
func twins(b *catalog.Backend, config map[string]attr.Value) (values map[string]string, undecided []*catalog.Field) {
	values = map[string]string{}
	for i := range b.Fields {
		f := &b.Fields[i]
		if !f.HasTwin() {
			continue
		}
		v := config[twinOf(f)]
		if v.IsUnknown() {
			undecided = append(undecided, f)
		} else if s, ok := textOf(v); ok && s != "" {
			values[f.Name] = s
		}
	}
	return values, undecided
}

// isPinned reports whether the write-only values are not compared, because their
// version is the same.
func isPinned(prior, plan map[string]attr.Value) bool {
	version := plan[attrCredentialsVersion]
	return !version.IsNull() && version.Equal(prior[attrCredentialsVersion])
}

// changedTwins returns the secrets whose write-only values changed since they were
// sent, by documented field, and those that cannot be compared yet.
func (r *Resource) changedTwins(
	m memory, prior, plan, config map[string]attr.Value,
) (changed map[string]bool, undecided []*catalog.Field) {
	if isPinned(prior, plan) {
		return nil, nil
	}
	values, undecided := twins(r.backend, config)
	changed = m.Sent.changed(values)
	for name := range changed {
		f := r.backend.Field(name)
		if _, set := values[name]; f == nil || !set && r.isHidden(m, f, config) {
			delete(changed, name)
		}
	}
	for _, f := range undecided {
		delete(changed, f.Name)
	}
	return changed, undecided
}

// waits reports whether only the apply will know if a secret changes that cannot
// rotate. To replace the backend for that would disconnect it before the value is
// known, and an empty value would leave nothing. The plan after that apply knows the
// value, and decides.
func waits(f *catalog.Field, m memory, prior, plan, config map[string]attr.Value) bool {
	if !f.HasTwin() || f.Rotates || m.trusts(f) {
		return false
	}
	if !config[f.Attribute()].IsUnknown() && (!config[twinOf(f)].IsUnknown() || isPinned(prior, plan)) {
		return false
	}
	was, _ := textOf(prior[f.Attribute()])
	return was != "" || m.Sent.Fields[f.Name] != nil
}

// undecidedIn returns the attribute in which a secret is not known yet.
func undecidedIn(f *catalog.Field, config map[string]attr.Value) string {
	if config[f.Attribute()].IsUnknown() {
		return f.Attribute()
	}
	return twinOf(f)
}

// keepUndecided plans to keep the state's value of a secret that waits for the next
// plan.
func keepUndecided(
	ctx context.Context, undecided []*catalog.Field, prior, config map[string]attr.Value,
	resp *resource.ModifyPlanResponse,
) {
	for _, f := range undecided {
		if was := prior[f.Attribute()]; !f.Rotates && !was.IsNull() && config[f.Attribute()].IsUnknown() {
			resp.Diagnostics.Append(resp.Plan.SetAttribute(ctx, path.Root(f.Attribute()), was)...)
		}
	}
}

// warnOfUndecided says which secrets wait for the next plan.
func warnOfUndecided(undecided []*catalog.Field, prior, config map[string]attr.Value, diags *diag.Diagnostics) {
	for _, f := range undecided {
		name := undecidedIn(f, config)
		diags.AddAttributeWarning(path.Root(name), name+" is not known yet, and cannot rotate",
			fmt.Sprintf("Backend %s keeps what it was connected with. If the value is another one, the "+
				"next plan replaces the backend.",
				stringOf(prior, attrID)))
	}
}

// planUndecided plans for write-only values that only the apply will know. One that
// rotates may do so then; one that cannot waits for the next plan.
func planUndecided(ctx context.Context, undecided []*catalog.Field, resp *resource.ModifyPlanResponse) {
	for _, f := range undecided {
		if f.Rotates {
			resp.Diagnostics.Append(resp.Plan.SetAttribute(ctx, path.Root(attrRotatedAt), types.StringUnknown())...)
			resp.Diagnostics.Append(resp.Plan.SetAttribute(ctx, path.Root(attrConnected), types.BoolUnknown())...)
		}
	}
}

// refuseUndecided returns an error for a secret that would replace the backend if it
// changed, in a plan that updates it.
func refuseUndecided(undecided []*catalog.Field, config map[string]attr.Value) (diags diag.Diagnostics) {
	for _, f := range undecided {
		if f.Rotates {
			continue
		}
		name, pin := undecidedIn(f, config), "."
		if name == twinOf(f) {
			pin = ", or pin it with credentials_wo_version."
		}
		diags.AddAttributeError(path.Root(name), name+" is not known yet, and cannot rotate",
			"If it changes, the backend must be replaced, and this plan updates it.\n"+
				"Apply what the value comes from first (-target)"+pin)
	}
	return diags
}
