package mount

import (
	"context"
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/hoody/terraform-provider-hoody/internal/catalog"
)

// notEmpty is the validator of texts that mean something only if they are not empty.
type notEmpty struct{}

func (notEmpty) Description(context.Context) string { return "must not be empty" }

func (n notEmpty) MarkdownDescription(ctx context.Context) string { return n.Description(ctx) }

// ValidateString refuses the empty text.
func (notEmpty) ValidateString(_ context.Context, req validator.StringRequest, resp *validator.StringResponse) {
	if !req.ConfigValue.IsNull() && req.ConfigValue.ValueString() == "" && !req.ConfigValue.IsUnknown() {
		resp.Diagnostics.AddAttributeError(req.Path, fmt.Sprintf("%s is empty", req.Path),
			"Give it a value, or leave it out.")
	}
}

// unquoted is the validator of an id, which people copy from a resource.
type unquoted struct{}

func (unquoted) Description(context.Context) string { return "must be an id" }

func (u unquoted) MarkdownDescription(ctx context.Context) string { return u.Description(ctx) }

// ValidateString refuses a resource's address that was put in quotation marks.
func (unquoted) ValidateString(_ context.Context, req validator.StringRequest, resp *validator.StringResponse) {
	address := strings.TrimSuffix(req.ConfigValue.ValueString(), ".id")
	if strings.HasPrefix(address, "hoody_backend_") {
		resp.Diagnostics.AddAttributeError(req.Path, fmt.Sprintf("%s has a reference in quotation marks", req.Path),
			fmt.Sprintf("Write it without them: %s = %s.id", req.Path, address))
	}
}

// keepSpelling is the plan modifier of a setting that can be spelled in more than one
// way.
type keepSpelling struct{ kind catalog.Kind }

func (keepSpelling) Description(context.Context) string { return "another spelling is no change" }

func (k keepSpelling) MarkdownDescription(ctx context.Context) string { return k.Description(ctx) }

// PlanModifyString keeps the state's spelling if the value is the same.
func (k keepSpelling) PlanModifyString(
	_ context.Context, req planmodifier.StringRequest, resp *planmodifier.StringResponse,
) {
	if !req.StateValue.IsNull() && !req.PlanValue.IsNull() && !req.PlanValue.IsUnknown() &&
		k.kind.Form().Same(req.StateValue.ValueString(), req.PlanValue.ValueString()) {
		resp.PlanValue = req.StateValue
	}
}
