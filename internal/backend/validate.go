package backend

import (
	"context"
	"fmt"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/hoody/terraform-provider-hoody/internal/catalog"
	"github.com/hoody/terraform-provider-hoody/internal/fwtypes"
)

// A fieldCheck holds a value against its field's entry in the catalog. Null and
// unknown values pass.
type fieldCheck struct{ field *catalog.Field }

func (c fieldCheck) Description(context.Context) string { return "must be as documented" }

func (c fieldCheck) MarkdownDescription(ctx context.Context) string { return c.Description(ctx) }

// ValidateString checks texts: lists of values, the bounds of sizes, and their ends.
func (c fieldCheck) ValidateString(_ context.Context, req validator.StringRequest, resp *validator.StringResponse) {
	if req.ConfigValue.IsNull() || req.ConfigValue.IsUnknown() {
		return
	}
	value := req.ConfigValue.ValueString()
	if wrong := fwtypes.CheckText(c.field, req.Path.String(), value); wrong != nil {
		resp.Diagnostics.AddAttributeError(req.Path, wrong.Message, wrong.Advice)
		return
	}
	if value != "" && c.field.Complete && !slices.Contains(c.field.Known, value) {
		resp.Diagnostics.AddAttributeWarning(req.Path,
			fmt.Sprintf("%s does not document %q", c.field.Attribute(), value),
			fmt.Sprintf("It is sent as it is.\nDid you mean %q?", fwtypes.Nearest(value, c.field.Known)))
	}
}

// ValidateInt64 checks the bounds of numbers.
func (c fieldCheck) ValidateInt64(_ context.Context, req validator.Int64Request, resp *validator.Int64Response) {
	if req.ConfigValue.IsNull() || req.ConfigValue.IsUnknown() {
		return
	}
	f, value := c.field, req.ConfigValue.ValueInt64()
	if wrong := fwtypes.CheckNumber(f, req.Path.String(), value); wrong != nil {
		resp.Diagnostics.AddAttributeError(req.Path, wrong.Message, wrong.Advice)
		return
	}
	if f.SafeMost > 0 && value > f.SafeMost {
		resp.Diagnostics.AddAttributeWarning(req.Path, fmt.Sprintf("%s above %d does harm", f.Attribute(), f.SafeMost), f.Doc)
	}
}
