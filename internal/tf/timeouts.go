package tf

import (
	"context"
	"fmt"
	"time"

	"github.com/hashicorp/terraform-plugin-framework-timeouts/resource/timeouts"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
)

// Timeouts returns the attribute "timeouts" of a resource, with one timeout for each
// operation. An error about a wrong one names it.
func Timeouts(ctx context.Context) schema.Attribute {
	all := timeouts.AttributesAll(ctx).(schema.SingleNestedAttribute)
	for name, attribute := range all.Attributes {
		one := attribute.(schema.StringAttribute)
		one.Validators = []validator.String{timeout{}}
		all.Attributes[name] = one
	}
	return all
}

// timeout refuses what is not a duration, and a duration of zero or less, which ends
// before anything is asked: as a timeout for reads it would make every refresh fail.
type timeout struct{}

// Description is part of the schema.
func (timeout) Description(context.Context) string { return "a duration above zero, such as 10m" }

// MarkdownDescription is part of the schema.
func (t timeout) MarkdownDescription(ctx context.Context) string { return t.Description(ctx) }

// ValidateString checks a value that is known.
func (timeout) ValidateString(_ context.Context, req validator.StringRequest, resp *validator.StringResponse) {
	if req.ConfigValue.IsNull() || req.ConfigValue.IsUnknown() {
		return
	}
	text := req.ConfigValue.ValueString()
	switch d, err := time.ParseDuration(text); {
	case err != nil:
		resp.Diagnostics.AddAttributeError(req.Path,
			fmt.Sprintf("%s: %q is not a duration such as \"10m\"", req.Path, text),
			"Write hours, minutes and seconds with their letters, such as \"90s\", \"10m\" or \"1h30m\".")
	case d <= 0:
		resp.Diagnostics.AddAttributeError(req.Path,
			fmt.Sprintf("%s is %q, which leaves no time", req.Path, text),
			"Write a time above zero, such as \"90s\" or \"5m\".")
	}
}
