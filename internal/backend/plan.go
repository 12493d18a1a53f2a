package backend

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/hoody/terraform-provider-hoody/internal/catalog"
	"github.com/hoody/terraform-provider-hoody/internal/engine"
	"github.com/hoody/terraform-provider-hoody/internal/fwtypes"
)

// ModifyPlan decides what a difference means: rotate in place, replace, or
// refuse. It asks nobody: plans use no network.
func (r *Resource) ModifyPlan(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	if req.State.Raw.IsNull() {
		if r.selection.Name != "" {
			resp.Diagnostics.Append(resp.Plan.SetAttribute(ctx, path.Root(attrEngine), r.selection.Name)...)
		}
		return
	}
	var state, plan types.Object
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	if resp.Diagnostics.HasError() {
		return
	}
	prior := state.Attributes()
	if r.madeByService(prior) && r.selection.Name == engine.Embedded {
		resp.Diagnostics.AddError(strandedSummary, strandedAdvice)
		return
	}
	if req.Plan.Raw.IsNull() {
		return
	}
	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	if resp.Diagnostics.HasError() {
		return
	}
	if stringOf(prior, attrEngine) == engine.Embedded && r.selection.Name == engine.API {
		// What was only verified so far is connected now.
		resp.Diagnostics.Append(resp.Plan.SetAttribute(ctx, path.Root(attrEngine), engine.API)...)
		resp.RequiresReplace.Append(path.Root(attrEngine))
		return
	}
	imported, diags := isImported(ctx, req.Private)
	resp.Diagnostics.Append(diags...)
	var changed []*catalog.Field
	for _, f := range changedFields(r.backend, prior, plan.Attributes()) {
		if respelled(f, prior, plan.Attributes()) {
			resp.Diagnostics.Append(resp.Plan.SetAttribute(ctx, path.Root(f.Attribute()), prior[f.Attribute()])...)
			continue
		}
		changed = append(changed, f)
	}
	for _, f := range changed {
		if !f.Rotates && !imported {
			resp.RequiresReplace.Append(path.Root(f.Attribute()))
		}
	}
	if len(changed) > 0 {
		// Working credentials connect a backend that had lost its storage.
		resp.Diagnostics.Append(resp.Plan.SetAttribute(ctx, path.Root(attrConnected), types.BoolUnknown())...)
	}
}

// changedFields are the documented fields in which a plan differs from the
// prior state.
func changedFields(b *catalog.Backend, prior, plan map[string]attr.Value) []*catalog.Field {
	var changed []*catalog.Field
	for i := range b.Fields {
		f := &b.Fields[i]
		if !plan[f.Attribute()].Equal(prior[f.Attribute()]) {
			changed = append(changed, f)
		}
	}
	return changed
}

// respelled tells whether a field's value is written in another way and is the
// same, such as 5Mi for 5242880. The plan then keeps the state's spelling, which
// Terraform allows; the framework compares meanings only after an apply.
func respelled(f *catalog.Field, prior, plan map[string]attr.Value) bool {
	was, ok := prior[f.Attribute()].(fwtypes.Value)
	is, isText := plan[f.Attribute()].(fwtypes.Value)
	return ok && isText && !was.IsNull() && !is.IsNull() && !is.IsUnknown() &&
		fwtypes.Same(f.Kind, was.ValueString(), is.ValueString())
}

// rotation is what the update call gets for the changed fields: the new value,
// or nil where a credential is removed. After an import nothing is known to be
// there, so nothing is removed.
func rotation(changed []*catalog.Field, prior, plan catalog.Values) map[string]*string {
	credentials := map[string]*string{}
	for _, f := range changed {
		if !f.Rotates {
			continue
		}
		if v, _ := plan[f.Name].(string); v != "" {
			credentials[f.Name] = &v
		} else if was, _ := prior[f.Name].(string); was != "" {
			credentials[f.Name] = nil
		}
	}
	return credentials
}

// madeByService tells whether a backend stands at the service. An import, which
// only the API can do, has not recorded its engine before its first read.
func (r *Resource) madeByService(state map[string]attr.Value) bool {
	return stringOf(state, attrEngine) != engine.Embedded
}

const (
	strandedSummary = "This backend is connected at the service, and the provider runs without it"
	strandedAdvice  = "It was made through the API; the embedded engine cannot see, change or disconnect it.\n" +
		"Set HOODY_TOKEN (or the provider's token or endpoint) to go on with the API. To give the backend up without " +
		"disconnecting it, remove it from the state: terraform state rm."
)
