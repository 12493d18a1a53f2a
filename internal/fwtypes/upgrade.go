package fwtypes

import (
	"encoding/json"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// Current is a state in the present schema, whose type is given: what the state lacks
// is null, and what the schema does not have any more is left out.
func Current(state map[string]json.RawMessage, typ tftypes.Type) (*tfprotov6.DynamicValue, error) {
	data, err := json.Marshal(state)
	if err != nil {
		return nil, err
	}
	value, err := (&tfprotov6.RawState{JSON: data}).UnmarshalWithOpts(typ, tfprotov6.UnmarshalOpts{
		ValueFromJSONOpts: tftypes.ValueFromJSONOpts{IgnoreUndefinedAttributes: true},
	})
	if err != nil {
		return nil, err
	}
	upgraded, err := tfprotov6.NewDynamicValue(typ, value)
	return &upgraded, err
}
