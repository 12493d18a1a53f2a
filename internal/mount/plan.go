package mount

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/hoody/terraform-provider-hoody/internal/engine"
)

// ModifyPlan refuses what the embedded engine cannot do, before anything is done. It
// plans the repair of a mount that has failed, and warns of what would be lost.
func (r *Resource) ModifyPlan(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	const unserved = "Mounts need Hoody"
	wrong := r.Selection.Unserved()
	if req.State.Raw.IsNull() {
		if wrong != nil {
			resp.Diagnostics.AddError(unserved, wrong.Error())
		}
		r.PlanContainer(ctx, req, resp, notMounted)
		return
	}
	var state, plan model
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	if wrong != nil {
		resp.Diagnostics.AddError(about(unserved, state.ref()), wrong.Error())
	}
	if req.Plan.Raw.IsNull() {
		warnOfLoss(state, &resp.Diagnostics)
		return
	}
	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	doubtful, diags := readMemory(ctx, req.Private)
	resp.Diagnostics.Append(diags...)
	moves := r.PlanContainer(ctx, req, resp, notChanged)
	switch {
	case resp.Diagnostics.HasError():
	case moves, plan.isAnew(state):
		warnOfLoss(state, &resp.Diagnostics)
	case engine.PhaseOf(state.Status.ValueString()) == engine.Failed, len(doubtful.Doubt) > 0:
		resp.Diagnostics.Append(resp.Plan.SetAttribute(ctx, atStatus, types.StringUnknown())...)
	}
}

// isAnew reports whether a plan unmounts what the state has, and mounts it again.
func (m model) isAnew(state model) bool {
	return !m.BackendID.Equal(state.BackendID) || !m.Label.Equal(state.Label) || !m.MountPath.Equal(state.MountPath) ||
		settingsOf(m.VFS).lack(settingsOf(state.VFS))
}

// warnOfLoss warns that files which are not uploaded yet may be lost with a mount.
func warnOfLoss(state model, diags *diag.Diagnostics) {
	if engine.Uploads(state.Uploads.ValueString()) == engine.DiscardUploads {
		diags.AddWarning(fmt.Sprintf("Files on the mount at %s may be lost", state.Path.ValueString()),
			"It has uploads_on_destroy = \"discard\": what was written on it and is not uploaded yet is lost.\n"+
				"Set it to \"wait\" or \"keep\" and apply that first to keep it.")
	}
}
