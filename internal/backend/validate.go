package backend

import (
	"context"
	"fmt"
	"slices"

	"github.com/agext/levenshtein"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/hoody/terraform-provider-hoody/internal/catalog"
)

// oneOf is the check of a field whose list of values is closed.
func oneOf(f *catalog.Field) []validator.String {
	if len(f.OneOf) == 0 {
		return nil
	}
	return []validator.String{closedList{f}}
}

// A closedList refuses what is not in a field's list and offers the nearest.
type closedList struct{ field *catalog.Field }

func (c closedList) Description(context.Context) string {
	return "must be one of " + quoted(c.field.OneOf)
}

func (c closedList) MarkdownDescription(ctx context.Context) string { return c.Description(ctx) }

func (c closedList) ValidateString(_ context.Context, req validator.StringRequest, resp *validator.StringResponse) {
	value := req.ConfigValue
	if value.IsNull() || value.IsUnknown() || slices.Contains(c.field.OneOf, value.ValueString()) {
		return
	}
	if value.ValueString() == "" && !c.field.Required && c.field.DefaultValue() == "" {
		return
	}
	resp.Diagnostics.AddAttributeError(req.Path,
		fmt.Sprintf("%s does not take %q", c.field.Attribute(), value.ValueString()),
		fmt.Sprintf("It is one of %s.\nDid you mean %q?", quoted(c.field.OneOf), nearest(value.ValueString(), c.field.OneOf)))
}

// nearest is the value that takes the fewest changes to write.
func nearest(written string, values []string) string {
	return slices.MinFunc(values, func(a, b string) int {
		return levenshtein.Distance(written, a, nil) - levenshtein.Distance(written, b, nil)
	})
}
