package mount

import (
	"context"
	"encoding/json"

	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/hoody/terraform-provider-hoody/internal/tf"
)

// schemaVersion is the version of the resource's schema and of its identity. In version
// 0 the id was Hoody's, and the identity had that id.
const schemaVersion = 1

// UpgradeState reads the states of earlier versions.
func (r *Resource) UpgradeState(context.Context) map[int64]resource.StateUpgrader {
	return map[int64]resource.StateUpgrader{0: {StateUpgrader: r.upgradeFrom0}}
}

// upgradeFrom0 takes the path for the id. A mount that could not be read when it was
// made has none: the next refresh finds it by Hoody's id, and records its path.
func (r *Resource) upgradeFrom0(
	ctx context.Context, req resource.UpgradeStateRequest, resp *resource.UpgradeStateResponse,
) {
	var described resource.SchemaResponse
	r.Schema(ctx, resource.SchemaRequest{}, &described)
	tf.Upgrade(req, resp, described.Schema.Type().TerraformType(ctx), func(state map[string]json.RawMessage) {
		if string(state["path"]) == `""` {
			delete(state, "path")
		}
		state["mount_id"], state["id"] = state["id"], state["path"]
	})
}

// UpgradeIdentity reads the identities of earlier versions.
func (r *Resource) UpgradeIdentity(context.Context) map[int64]resource.IdentityUpgrader {
	return map[int64]resource.IdentityUpgrader{0: {IdentityUpgrader: forget}}
}

// forget leaves the path open, which an identity of version 0 does not have: the next
// read or update fills it in from the state.
func forget(ctx context.Context, _ resource.UpgradeIdentityRequest, resp *resource.UpgradeIdentityResponse) {
	resp.Diagnostics.Append(resp.Identity.Set(ctx, struct {
		Path types.String `tfsdk:"path"`
	}{})...)
}
