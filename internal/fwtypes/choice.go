package fwtypes

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/hoody/terraform-provider-hoody/internal/text"
)

// A Choice is the validator of a text that must be one of a few.
type Choice struct {
	// What is the word for it, such as "cache mode".
	What string
	Of   []string
}

var _ validator.String = Choice{}

// ContextFree says that the value can be checked without the rest of the
// configuration.
func (Choice) ContextFree() {}

// Description says what is allowed.
func (c Choice) Description(context.Context) string {
	return "must be one of " + strings.Join(c.Of, ", ")
}

// MarkdownDescription is Description.
func (c Choice) MarkdownDescription(ctx context.Context) string { return c.Description(ctx) }

// ownerOf returns, for an attribute inside an object, the object's path to begin a
// message with, since Terraform cannot point to the attribute.
func ownerOf(at path.Path) string {
	if len(at.Steps()) < 2 {
		return ""
	}
	return at.String() + ": "
}

// ValidateString refuses any other text and offers the nearest choice.
func (c Choice) ValidateString(_ context.Context, req validator.StringRequest, resp *validator.StringResponse) {
	said := req.ConfigValue.ValueString()
	if req.ConfigValue.IsNull() || req.ConfigValue.IsUnknown() || slices.Contains(c.Of, said) {
		return
	}
	resp.Diagnostics.AddAttributeError(req.Path, ownerOf(req.Path)+fmt.Sprintf("There is no %s %q", c.What, said),
		fmt.Sprintf("It is one of %s.\nDid you mean %q?", strings.Join(c.Of, ", "), text.Nearest(said, c.Of)))
}
