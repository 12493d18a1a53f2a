package tf

import (
	"encoding/json"

	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// Upgrade writes a state of an earlier version in the present schema, whose type is
// given, after edit has changed it. What the state lacks becomes null, and what the
// schema no longer has is left out.
func Upgrade(
	req resource.UpgradeStateRequest, resp *resource.UpgradeStateResponse, now tftypes.Type,
	edit func(state map[string]json.RawMessage),
) {
	var state map[string]json.RawMessage
	err := json.Unmarshal(req.RawState.JSON, &state)
	if err == nil {
		edit(state)
		resp.DynamicValue, err = current(state, now)
	}
	if err != nil {
		resp.Diagnostics.AddError("The state cannot be read", err.Error())
	}
}

func current(state map[string]json.RawMessage, now tftypes.Type) (*tfprotov6.DynamicValue, error) {
	data, err := json.Marshal(state)
	if err != nil {
		return nil, err
	}
	value, err := (&tfprotov6.RawState{JSON: data}).UnmarshalWithOpts(now, tfprotov6.UnmarshalOpts{
		ValueFromJSONOpts: tftypes.ValueFromJSONOpts{IgnoreUndefinedAttributes: true},
	})
	if err != nil {
		return nil, err
	}
	upgraded, err := tfprotov6.NewDynamicValue(now, value)
	return &upgraded, err
}
