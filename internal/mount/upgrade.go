package mount

import (
	"context"
	"encoding/json"

	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/hoody/terraform-provider-hoody/internal/tf"
)

// schemaVersion is the version of the resource's schema. In version 0 the id was Hoody's.
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
