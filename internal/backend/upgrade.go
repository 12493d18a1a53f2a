package backend

import (
	"context"
	"encoding/json"

	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/hoody/terraform-provider-hoody/internal/tf"
)

// schemaVersion is the version of the resource's schema. Version 0 had created_at, and
// an empty text for a secret that was not set.
const schemaVersion = 1

// UpgradeState reads the states of earlier versions.
func (r *Resource) UpgradeState(context.Context) map[int64]resource.StateUpgrader {
	return map[int64]resource.StateUpgrader{0: {StateUpgrader: r.upgradeFrom0}}
}

func (r *Resource) upgradeFrom0(
	ctx context.Context, req resource.UpgradeStateRequest, resp *resource.UpgradeStateResponse,
) {
	now := newSchema(ctx, r.backend).Type().TerraformType(ctx)
	tf.Upgrade(req, resp, now, func(state map[string]json.RawMessage) {
		for i := range r.backend.Fields {
			if f := &r.backend.Fields[i]; f.Secret && string(state[f.Attribute()]) == `""` {
				state[f.Attribute()] = json.RawMessage("null")
			}
		}
	})
}
