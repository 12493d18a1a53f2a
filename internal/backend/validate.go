package backend

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/hoody/terraform-provider-hoody/internal/catalog"
	"github.com/hoody/terraform-provider-hoody/internal/fwtypes"
)

// A fieldCheck holds a value against its field's entry in the catalog. Null and
// unknown values pass.
type fieldCheck struct{ field *catalog.Field }

func (c fieldCheck) Description(context.Context) string { return "must be as documented" }

func (c fieldCheck) MarkdownDescription(ctx context.Context) string { return c.Description(ctx) }

// ValidateString checks lists of values, and the bounds of sizes.
func (c fieldCheck) ValidateString(_ context.Context, req validator.StringRequest, resp *validator.StringResponse) {
	if req.ConfigValue.IsNull() || req.ConfigValue.IsUnknown() {
		return
	}
	value := req.ConfigValue.ValueString()
	switch {
	case endsInBreak(c.field, value):
		name := req.Path.String()
		resp.Diagnostics.AddAttributeError(req.Path, name+" ends in a line break",
			fmt.Sprintf("A file or a command that it comes from has one at its end.\nRemove it: %s = trimspace(…), or chomp(…).", name))
	case value == "" && c.refusesEmpty():
		resp.Diagnostics.AddAttributeError(req.Path, fmt.Sprintf("%s does not take \"\"", c.field.Attribute()),
			fmt.Sprintf("Leave it out, or write null, for the default of %q.", c.field.DocumentedDefault()))
	case value == "":
	case c.field.Kind == catalog.Size:
		text, err := fwtypes.Canonical(c.field.Kind, value)
		bytes, notNumber := strconv.ParseInt(text, 10, 64)
		if err == nil && notNumber == nil {
			c.bounds(req.Path, bytes, " bytes", &resp.Diagnostics)
		}
	case len(c.field.OneOf) > 0 && !slices.Contains(c.field.OneOf, value):
		resp.Diagnostics.AddAttributeError(req.Path,
			fmt.Sprintf("%s does not take %q", c.field.Attribute(), value),
			fmt.Sprintf("It is one of %s.\nDid you mean %q?", quoted(c.field.OneOf), fwtypes.Nearest(value, c.field.OneOf)))
	case c.field.Complete && !slices.Contains(c.field.Known, value):
		resp.Diagnostics.AddAttributeWarning(req.Path,
			fmt.Sprintf("%s does not document %q", c.field.Attribute(), value),
			fmt.Sprintf("It is sent as it is.\nDid you mean %q?", fwtypes.Nearest(value, c.field.Known)))
	}
}

// refusesEmpty says that an empty text is not the same as nothing: a size or one
// of a closed list that has a default. (What is required is missing, see there.)
func (c fieldCheck) refusesEmpty() bool {
	f := c.field
	return !f.Required && (f.Kind == catalog.Size || len(f.OneOf) > 0) && f.DocumentedDefault() != ""
}

// endsInBreak says that the one line of a secret, or of what signs in, has a line
// break at its end. A text of many lines, such as a key in PEM, may have one.
func endsInBreak(f *catalog.Field, value string) bool {
	line := strings.TrimRight(value, "\r\n")
	return f.Kind == catalog.String && (f.Secret || f.Group == catalog.Authentication) &&
		line != value && !strings.ContainsAny(line, "\r\n")
}

// ValidateInt64 checks the bounds of numbers.
func (c fieldCheck) ValidateInt64(_ context.Context, req validator.Int64Request, resp *validator.Int64Response) {
	if !req.ConfigValue.IsNull() && !req.ConfigValue.IsUnknown() {
		c.bounds(req.Path, req.ConfigValue.ValueInt64(), "", &resp.Diagnostics)
	}
}

func (c fieldCheck) bounds(at path.Path, value int64, unit string, diags *diag.Diagnostics) {
	f := c.field
	switch {
	case value < f.Least:
		diags.AddAttributeError(at, fmt.Sprintf("%s is too small: %d%s", f.Attribute(), value, unit),
			fmt.Sprintf("Write %d or more.", f.Least))
	case f.Most > 0 && value > f.Most:
		diags.AddAttributeError(at, fmt.Sprintf("%s is too large: %d%s", f.Attribute(), value, unit),
			fmt.Sprintf("Write %d or less.", f.Most))
	case f.SafeMost > 0 && value > f.SafeMost:
		diags.AddAttributeWarning(at, fmt.Sprintf("%s above %d does harm", f.Attribute(), f.SafeMost), f.Doc)
	}
}
