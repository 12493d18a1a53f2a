package backend

import (
	"context"
	"fmt"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/hoody/terraform-provider-hoody/internal/engine"
	"github.com/hoody/terraform-provider-hoody/internal/tf"
)

// ModifyPlan decides what a difference means: rotate in place, replace, or refuse. It
// contacts nobody: plans use no network.
func (r *Resource) ModifyPlan(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	if req.State.Raw.IsNull() {
		r.planNew(ctx, req, resp)
		return
	}
	var state types.Object
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	if resp.Diagnostics.HasError() {
		return
	}
	prior := state.Attributes()
	if r.madeByService(prior) && r.Selection.Name == engine.Embedded {
		r.addStranded(&resp.Diagnostics, prior)
		return
	}
	m, diags := readMemory(ctx, req.Private)
	if req.Plan.Raw.IsNull() {
		resp.Diagnostics.Append(tf.Naming(r.named(stringOf(prior, attrID)), diags)...)
		warnOfMounts(ctx, m, prior, true, &resp.Diagnostics)
		return
	}
	resp.Diagnostics.Append(diags...)
	r.planExisting(ctx, m, req, resp, prior)
	if len(resp.RequiresReplace) > 0 {
		warnOfMounts(ctx, m, prior, false, &resp.Diagnostics)
	}
	r.warnOfUsedUp(ctx, m, prior, req, resp)
}

// planNew plans a backend that does not exist yet.
func (r *Resource) planNew(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	if r.Selection.Name != "" {
		resp.Diagnostics.Append(resp.Plan.SetAttribute(ctx, path.Root(attrEngine), r.Selection.Name)...)
	}
	r.PlanContainer(ctx, req, resp, r.failed(creating))
	r.refuseUnproven(ctx, req, resp)
	r.warnOfWriting(ctx, resp)
}

// planExisting plans for a backend that exists.
func (r *Resource) planExisting(
	ctx context.Context, m memory, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse,
	prior map[string]attr.Value,
) {
	var plan types.Object
	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	if resp.Diagnostics.HasError() {
		return
	}
	if stringOf(prior, attrEngine) == engine.Embedded && r.Selection.Name == engine.API {
		// What was only verified so far is now connected.
		resp.Diagnostics.Append(resp.Plan.SetAttribute(ctx, path.Root(attrEngine), engine.API)...)
		resp.RequiresReplace.Append(path.Root(attrEngine))
		named, _ := plan.Attributes()[attrContainerID].(types.String)
		r.PlanNewContainer(ctx, named, resp, r.failed(creating))
		return
	}
	r.PlanContainer(ctx, req, resp, r.failed(updating))
	r.planChanges(ctx, m, req, resp, prior, plan.Attributes())
	if !resp.Plan.Raw.Equal(req.State.Raw) {
		r.refuseUnproven(ctx, req, resp)
		r.warnOfWriting(ctx, resp)
	}
}

// refuseUnproven makes the plan fail if the apply would prove nothing, and fail,
// because the embedded engine has no client for the service.
func (r *Resource) refuseUnproven(
	ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse,
) {
	if r.Selection.Name != engine.Embedded {
		return
	}
	var config types.Object
	resp.Diagnostics.Append(req.Config.Get(ctx, &config)...)
	unproven := engine.Unproven(r.backend, r.asConfig(config.Attributes()))
	if unproven == nil {
		return
	}
	var verify types.String
	resp.Diagnostics.Append(resp.Plan.GetAttribute(ctx, path.Root(attrVerify), &verify)...)
	if verify.IsUnknown() || verify.ValueString() == string(engine.VerifyNone) {
		return
	}
	r.addError(&resp.Diagnostics, config.Attributes(), r.failed(creating), unproven)
}

// warnOfWriting warns in the plan that the apply writes to the storage.
func (r *Resource) warnOfWriting(ctx context.Context, resp *resource.ModifyPlanResponse) {
	if r.Selection.Name != engine.Embedded {
		return
	}
	var verify, verifyPath types.String
	resp.Diagnostics.Append(resp.Plan.GetAttribute(ctx, path.Root(attrVerify), &verify)...)
	resp.Diagnostics.Append(resp.Plan.GetAttribute(ctx, path.Root(attrVerifyPath), &verifyPath)...)
	if verify.ValueString() == string(engine.VerifyWrite) {
		resp.Diagnostics.AddAttributeWarning(path.Root(attrVerify), "The apply will write to the storage",
			fmt.Sprintf("The verification writes an object hoody-verify-….txt below %q, reads it back and removes it.",
				verifyPath.ValueString()))
	}
}

// planChanges decides in the plan what the changes of fields mean.
func (r *Resource) planChanges(
	ctx context.Context, m memory, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse,
	prior, plan map[string]attr.Value,
) {
	var config types.Object
	resp.Diagnostics.Append(req.Config.Get(ctx, &config)...)
	if resp.Diagnostics.HasError() {
		return
	}
	changes, undecided := r.changes(m, prior, plan, config.Attributes())
	r.planFields(ctx, m, resp, prior, plan, changes)
	resp.Diagnostics.Append(r.missingLate(config.Attributes())...)
	resp.Diagnostics.Append(r.contradicted(m, stringOf(prior, attrID), config.Attributes())...)
	r.warnOfKept(m, prior, plan, config.Attributes(), &resp.Diagnostics)
	addUnproven(&resp.Diagnostics, m, setBy(changes, config.Attributes()))
	r.warnOfNoCredentials(m, config.Attributes(), &resp.Diagnostics)
	if len(resp.RequiresReplace) == 0 {
		planMounts(ctx, m, resp, prior, plan, slices.ContainsFunc(changes, func(c change) bool { return c.field.Rotates }))
	}
	if len(changes) > 0 {
		// Working credentials connect a backend that had lost its storage.
		resp.Diagnostics.Append(resp.Plan.SetAttribute(ctx, path.Root(attrConnected), types.BoolUnknown())...)
	}
	planUndecided(ctx, undecided, resp)
	if len(resp.RequiresReplace) == 0 {
		keepUndecided(ctx, undecided, prior, config.Attributes(), resp)
	}
	if resp.Plan.Raw.Equal(req.State.Raw) {
		warnOfUndecided(undecided, prior, config.Attributes(), &resp.Diagnostics)
		return
	}
	m.Planned = &planned{Twins: r.twinsIn(config.Attributes())}
	resp.Diagnostics.Append(m.save(ctx, resp.Private)...)
	if !m.Imported && len(resp.RequiresReplace) == 0 {
		// Terraform plans an update again during the apply, when everything is known. It
		// must not turn out to be a replacement by then.
		resp.Diagnostics.Append(refuseUndecided(undecided, config.Attributes())...)
	}
}

// planFields keeps a value that is only spelled differently, and replaces the backend
// if a field changes that cannot rotate.
func (r *Resource) planFields(
	ctx context.Context, m memory, resp *resource.ModifyPlanResponse, prior, plan map[string]attr.Value,
	changes []change,
) {
	for i := range r.backend.Fields {
		if f := &r.backend.Fields[i]; respelled(f, prior, plan) {
			resp.Diagnostics.Append(resp.Plan.SetAttribute(ctx, path.Root(f.Attribute()), prior[f.Attribute()])...)
		}
	}
	for _, c := range changes {
		at := path.Root(c.field.Attribute())
		if c.hidden {
			// The plan cannot show a write-only value, so it shows this.
			at = path.Root(attrRotatedAt)
			resp.Diagnostics.Append(resp.Plan.SetAttribute(ctx, at, types.StringUnknown())...)
		}
		if !c.field.Rotates && !m.trusts(c.field) {
			resp.RequiresReplace.Append(at)
		}
	}
}
