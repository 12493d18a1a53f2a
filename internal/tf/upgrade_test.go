package tf

import (
	"encoding/json"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// A state of before is read into the present schema, once it was edited.
func TestUpgrade(t *testing.T) {
	t.Parallel()
	now := tftypes.Object{AttributeTypes: map[string]tftypes.Type{"id": tftypes.String, "new": tftypes.Bool}}
	for _, c := range []struct {
		name, stored, want string
	}{
		{"edited", `{"old_id":"a","gone":{"b":1}}`, `tftypes.Object["id":tftypes.String, "new":tftypes.Bool]<"id":tftypes.String<"a">, "new":tftypes.Bool<null>>`},
		{"with nothing in it", `{}`, `tftypes.Object["id":tftypes.String, "new":tftypes.Bool]<"id":tftypes.String<null>, "new":tftypes.Bool<null>>`},
		{"of another type", `{"new":"maybe"}`, ""},
		{"no object", `[]`, ""},
	} {
		var resp resource.UpgradeStateResponse
		req := resource.UpgradeStateRequest{RawState: &tfprotov6.RawState{JSON: []byte(c.stored)}}
		Upgrade(req, &resp, now, func(state map[string]json.RawMessage) {
			if id, ok := state["old_id"]; ok {
				state["id"] = id
			}
		})
		if isWrong := c.want == ""; isWrong || resp.Diagnostics.HasError() {
			if !isWrong || len(resp.Diagnostics) != 1 || resp.Diagnostics[0].Summary() != "The state cannot be read" {
				t.Errorf("%s: %v, want an error %t", c.name, resp.Diagnostics, isWrong)
			}
			continue
		}
		value, err := resp.DynamicValue.Unmarshal(now)
		if err != nil || value.String() != c.want {
			t.Errorf("%s: %s, %v, want %s", c.name, value, err, c.want)
		}
	}
}
