package mount

import (
	"context"
	"path"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// samePlace is the plan modifier of a mount path. A path that means the place where
// the backend is already mounted is no change; any other replaces the mount.
type samePlace struct{}

func (samePlace) Description(context.Context) string { return "another path mounts the backend again" }

func (s samePlace) MarkdownDescription(ctx context.Context) string { return s.Description(ctx) }

// PlanModifyString keeps the state's spelling if the place is the same.
func (samePlace) PlanModifyString(
	ctx context.Context, req planmodifier.StringRequest, resp *planmodifier.StringResponse,
) {
	if req.State.Raw.IsNull() || req.Plan.Raw.IsNull() || req.ConfigValue.IsNull() {
		return
	}
	var absolute types.String
	resp.Diagnostics.Append(req.State.GetAttribute(ctx, atPath, &absolute)...)
	// A path that only the apply will know may be another one, and an update cannot turn
	// into a replacement by then.
	if !req.ConfigValue.IsUnknown() &&
		isSamePlace(req.ConfigValue.ValueString(), req.StateValue.ValueString(), absolute.ValueString()) {
		resp.PlanValue = req.StateValue
		return
	}
	resp.RequiresReplace = true
}

// folders are the documented mount folders. A deployment may have another.
var folders = []string{"/hoody/mounts", "/hoody/mounts/permanent"}

// isSamePlace reports whether a mount path means the same absolute path that another
// spelling led to before.
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
	// Only Hoody knows its folder. Below a documented folder there are no others than the
	// documented ones.
	return slices.Contains(folders, folder) || !strings.HasPrefix(folder, folders[0]+"/")
}

// inFolder is the validator of a mount path.
type inFolder struct{}

func (inFolder) Description(context.Context) string { return "must be below Hoody's mount folder" }

func (i inFolder) MarkdownDescription(ctx context.Context) string { return i.Description(ctx) }

// ValidateString refuses paths outside every mount folder.
func (inFolder) ValidateString(_ context.Context, req validator.StringRequest, resp *validator.StringResponse) {
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
