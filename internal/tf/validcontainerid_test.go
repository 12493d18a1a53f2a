package tf

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

func TestValidContainerID(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		value types.String
		fine  bool
	}{
		{types.StringValue("6650a2f0c1d2e3f405162738"), true},
		{types.StringValue("c-1_A"), true},
		{types.StringNull(), true},
		{types.StringUnknown(), true},
		{types.StringValue(""), false},
		{types.StringValue("a/b"), false},
		{types.StringValue("a.example"), false},
		{types.StringValue("é"), false},
	} {
		var resp validator.StringResponse
		ValidContainerID{}.ValidateString(t.Context(), validator.StringRequest{Path: path.Root("container_id"), ConfigValue: c.value}, &resp)
		if resp.Diagnostics.HasError() == c.fine {
			t.Errorf("%s: %v", c.value, resp.Diagnostics)
		}
	}
}
