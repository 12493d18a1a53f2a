package mount

import (
	"context"
	"encoding/json"

	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/hoody/terraform-provider-hoody/internal/tf"
)

// schemaVersion is the version of the resource's schema. Version 1 had created_at,
// which was null until the first refresh; version 0 used Hoody's id as the id.
const schemaVersion = 2

// UpgradeState reads the states of earlier versions.
func (r *Resource) UpgradeState(context.Context) map[int64]resource.StateUpgrader {
	return map[int64]resource.StateUpgrader{
		0: {StateUpgrader: r.upgrade(pathAsID)},
		1: {StateUpgrader: r.upgrade(func(map[string]json.RawMessage) {})},
	}
}

// pathAsID makes the path the id. A mount that could not be read when it was made has
// no path: the next refresh finds it by Hoody's id, and records its path.
func pathAsID(state map[string]json.RawMessage) {
	if string(state["path"]) == `""` {
		delete(state, "path")
	}
	state["mount_id"], state["id"] = state["id"], state["path"]
}

// upgrade reads a state of an earlier version, after edit has changed it.
func (r *Resource) upgrade(
	edit func(state map[string]json.RawMessage),
) func(context.Context, resource.UpgradeStateRequest, *resource.UpgradeStateResponse) {
	return func(ctx context.Context, req resource.UpgradeStateRequest, resp *resource.UpgradeStateResponse) {
		var described resource.SchemaResponse
		r.Schema(ctx, resource.SchemaRequest{}, &described)
		tf.Upgrade(req, resp, described.Schema.Type().TerraformType(ctx), edit)
	}
}
