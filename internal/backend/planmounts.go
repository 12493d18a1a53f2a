package backend

import (
	"context"
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/hoody/terraform-provider-hoody/internal/engine"
)

// planMounts makes a plan bring back the mounts that an earlier rotation could not,
// and warns of a rotation that mounts prevent.
func planMounts(
	ctx context.Context, m memory, resp *resource.ModifyPlanResponse, prior, plan map[string]attr.Value, rotates bool,
) {
	remounts := isTrue(plan, attrRemountOnRotate)
	if len(m.Owed) > 0 && remounts {
		resp.Diagnostics.AddWarning("Mounts will be remounted", notRemounted(m, prior)+" Applying this plan does.")
		resp.Diagnostics.Append(resp.Plan.SetAttribute(ctx, path.Root(attrMountPaths),
			types.ListUnknown(types.StringType))...)
	}
	if mounted := mountPaths(ctx, prior); rotates && len(mounted) > 0 && !remounts {
		resp.Diagnostics.AddWarning("Credentials cannot rotate while the backend is mounted",
			fmt.Sprintf("Backend %s is mounted at %s, and Hoody rotates no credentials of a mounted backend.\n"+
				"Set remount_on_rotate = true on it, or unmount it before you apply.",
				stringOf(prior, attrID), strings.Join(mounted, ", ")))
	}
}

// warnOfMounts names the mounts that are removed with a backend that is replaced or
// destroyed.
func warnOfMounts(ctx context.Context, m memory, prior map[string]attr.Value, destroyed bool, diags *diag.Diagnostics) {
	if len(m.Owed) > 0 {
		diags.AddWarning("Mounts will not be remounted",
			notRemounted(m, prior)+" This plan removes the backend, so they are not remounted.")
	}
	if engine.Uploads(stringOf(prior, attrUploadsOnDestroy)) == engine.DiscardUploads {
		diags.AddWarning(fmt.Sprintf("Files on mounts of backend %s may be lost", stringOf(prior, attrID)),
			"It has uploads_on_destroy = \"discard\": what was written on its mounts and is not uploaded yet is lost.\n"+
				"Set it to \"wait\" or \"keep\" and apply that first to keep it.")
	}
	paths := mountPaths(ctx, prior)
	switch {
	case len(paths) == 0:
	case isTrue(prior, attrUnmountOnDestroy):
		diags.AddWarning("A mounted backend will be disconnected",
			fmt.Sprintf("Backend %s is mounted at %s, and those mounts go with it.", stringOf(prior, attrID),
				strings.Join(paths, ", ")))
	case destroyed:
		// The backend's own mount resources unmount first. A mount that nobody manages stops
		// the apply, with an error that names it; a plan to destroy cannot tell the two
		// apart.
	default:
		diags.AddWarning("A mounted backend will be disconnected",
			fmt.Sprintf("Backend %s is mounted at %s. A hoody_mount of this configuration is replaced with it; any other "+
				"mount stops the apply.\n"+
				"Unmount that first, or set unmount_on_destroy = true and apply that.",
				stringOf(prior, attrID), strings.Join(paths, ", ")))
	}
}

// notRemounted names the mounts that an earlier rotation removed and could not bring back.
func notRemounted(m memory, prior map[string]attr.Value) string {
	return fmt.Sprintf("An earlier rotation of backend %s unmounted %s and could not mount them again.",
		stringOf(prior, attrID), strings.Join(keptPaths(m.Owed), ", "))
}
