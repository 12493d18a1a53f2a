package mount

import (
	"context"
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/hoody/terraform-provider-hoody/internal/catalog"
	"github.com/hoody/terraform-provider-hoody/internal/engine"
)

// ModifyPlan refuses what the embedded engine cannot do, before anything is done. It
// plans the repair of a mount that has failed, and warns of what is lost.
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

// isAnew says that a plan unmounts what a state has, and mounts it again.
func (m model) isAnew(state model) bool {
	return !m.BackendID.Equal(state.BackendID) || !m.Label.Equal(state.Label) || !m.MountPath.Equal(state.MountPath) ||
		settingsOf(m.VFS).lack(settingsOf(state.VFS))
}

// warnOfLoss names what is not uploaded and goes with a mount.
func warnOfLoss(state model, diags *diag.Diagnostics) {
	if engine.Uploads(state.Uploads.ValueString()) == engine.DiscardUploads {
		diags.AddWarning(fmt.Sprintf("Files on the mount at %s may be lost", state.Path.ValueString()),
			"It has uploads_on_destroy = \"discard\": what was written on it and is not uploaded yet is lost.\n"+
				"Set it to \"wait\" or \"keep\" and apply that first to keep it.")
	}
}

// samePlace is the plan modifier and the validator of a mount path. A path that
// means the place where the backend is mounted already is no change; another
// one replaces the mount.
type samePlace struct{}

func (samePlace) Description(context.Context) string { return "another path mounts the backend again" }

func (s samePlace) MarkdownDescription(ctx context.Context) string { return s.Description(ctx) }

// PlanModifyString keeps the state's spelling of the same place.
func (samePlace) PlanModifyString(
	ctx context.Context, req planmodifier.StringRequest, resp *planmodifier.StringResponse,
) {
	if req.State.Raw.IsNull() || req.Plan.Raw.IsNull() || req.ConfigValue.IsNull() {
		return
	}
	var absolute types.String
	resp.Diagnostics.Append(req.State.GetAttribute(ctx, atPath, &absolute)...)
	// A path that only the apply will know may be another one: an update cannot
	// turn into a replacement then.
	if !req.ConfigValue.IsUnknown() &&
		isSamePlace(req.ConfigValue.ValueString(), req.StateValue.ValueString(), absolute.ValueString()) {
		resp.PlanValue = req.StateValue
		return
	}
	resp.RequiresReplace = true
}

// folders are the documented mount folders. A deployment may have another.
var folders = []string{"/hoody/mounts", "/hoody/mounts/permanent"}

// isSamePlace reports whether a mount path means the absolute path where another
// spelling of it led before.
func isSamePlace(asked, before, absolute string) bool {
	asked, before = path.Clean(asked), path.Clean(before)
	switch {
	case path.IsAbs(asked):
		return asked == absolute
	case !path.IsAbs(before):
		// The folder is what Hoody put before the relative path.
		return asked == before
	}
	folder, below := strings.CutSuffix(absolute, "/"+asked)
	if !below {
		return false
	}
	// Only Hoody knows its folder. Below a documented one lies no other
	// than the documented ones.
	return slices.Contains(folders, folder) || !strings.HasPrefix(folder, folders[0]+"/")
}

// ValidateString refuses paths that lie outside of every mount folder.
func (samePlace) ValidateString(_ context.Context, req validator.StringRequest, resp *validator.StringResponse) {
	if req.ConfigValue.IsNull() || req.ConfigValue.IsUnknown() {
		return
	}
	const advice = "Write a path below Hoody's mount folder, such as \"media\", an absolute path in that folder, or " +
		"leave it out and Hoody chooses one."
	asked := req.ConfigValue.ValueString()
	clean := path.Clean(asked)
	var wrong string
	switch {
	case asked == "":
		wrong = "The mount path is empty"
	case strings.ContainsRune(asked, 0):
		wrong = "The mount path holds a NUL character"
	case clean == "." || clean == "/":
		wrong = "The mount path names no folder"
	case clean == ".." || strings.HasPrefix(clean, "../"):
		wrong = "The mount path leads out of the mount folder"
	default:
		return
	}
	resp.Diagnostics.AddAttributeError(req.Path, wrong, advice)
}

// notEmpty is the validator of texts that mean something only when there is one.
type notEmpty struct{}

func (notEmpty) Description(context.Context) string { return "must not be empty" }

func (n notEmpty) MarkdownDescription(ctx context.Context) string { return n.Description(ctx) }

// ValidateString refuses the empty text.
func (notEmpty) ValidateString(_ context.Context, req validator.StringRequest, resp *validator.StringResponse) {
	if !req.ConfigValue.IsNull() && req.ConfigValue.ValueString() == "" && !req.ConfigValue.IsUnknown() {
		resp.Diagnostics.AddAttributeError(req.Path, fmt.Sprintf("%s is empty", req.Path),
			"Give it a value, or leave it out.")
	}
}

// unquoted is the validator of an id that people take from a resource.
type unquoted struct{}

func (unquoted) Description(context.Context) string { return "must be an id" }

func (u unquoted) MarkdownDescription(ctx context.Context) string { return u.Description(ctx) }

// ValidateString refuses the address of a resource in quotation marks.
func (unquoted) ValidateString(_ context.Context, req validator.StringRequest, resp *validator.StringResponse) {
	address := strings.TrimSuffix(req.ConfigValue.ValueString(), ".id")
	if strings.HasPrefix(address, "hoody_backend_") {
		resp.Diagnostics.AddAttributeError(req.Path, fmt.Sprintf("%s has a reference in quotation marks", req.Path),
			fmt.Sprintf("Write it without them: %s = %s.id", req.Path, address))
	}
}

// keepSpelling is the plan modifier of a setting that can be written in more than
// one way.
type keepSpelling struct{ kind catalog.Kind }

func (keepSpelling) Description(context.Context) string { return "another spelling is no change" }

func (k keepSpelling) MarkdownDescription(ctx context.Context) string { return k.Description(ctx) }

// PlanModifyString keeps the state's spelling of the same value.
func (k keepSpelling) PlanModifyString(
	_ context.Context, req planmodifier.StringRequest, resp *planmodifier.StringResponse,
) {
	if !req.StateValue.IsNull() && !req.PlanValue.IsNull() && !req.PlanValue.IsUnknown() &&
		k.kind.Form().Same(req.StateValue.ValueString(), req.PlanValue.ValueString()) {
		resp.PlanValue = req.StateValue
	}
}
