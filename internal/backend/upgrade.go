package backend

import (
	"context"
	"encoding/json"

	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// schemaVersion is the version of the resource's schema. Version 0 had created_at,
// and an empty text for a secret that is not set.
const schemaVersion = 1

// UpgradeState reads the states of earlier versions.
func (r *Resource) UpgradeState(context.Context) map[int64]resource.StateUpgrader {
	return map[int64]resource.StateUpgrader{0: {StateUpgrader: r.upgradeFrom0}}
}

func (r *Resource) upgradeFrom0(ctx context.Context, req resource.UpgradeStateRequest, resp *resource.UpgradeStateResponse) {
	var state map[string]json.RawMessage
	if err := json.Unmarshal(req.RawState.JSON, &state); err != nil {
		resp.Diagnostics.AddError("The state cannot be read", err.Error())
		return
	}
	delete(state, "created_at")
	for i := range r.backend.Fields {
		if f := &r.backend.Fields[i]; f.Secret && string(state[f.Attribute()]) == `""` {
			state[f.Attribute()] = json.RawMessage("null")
		}
	}
	upgraded, err := r.current(ctx, state)
	if err != nil {
		resp.Diagnostics.AddError("The state cannot be read", err.Error())
		return
	}
	resp.DynamicValue = upgraded
}

// current is a state in the present schema: what it lacks is null.
func (r *Resource) current(ctx context.Context, state map[string]json.RawMessage) (*tfprotov6.DynamicValue, error) {
	data, err := json.Marshal(state)
	if err != nil {
		return nil, err
	}
	typ := newSchema(ctx, r.backend).Type().TerraformType(ctx)
	value, err := (&tfprotov6.RawState{JSON: data}).UnmarshalWithOpts(typ, tfprotov6.UnmarshalOpts{
		ValueFromJSONOpts: tftypes.ValueFromJSONOpts{IgnoreUndefinedAttributes: true},
	})
	if err != nil {
		return nil, err
	}
	upgraded, err := tfprotov6.NewDynamicValue(typ, value)
	return &upgraded, err
}
