package dynamic

import (
	"errors"
	"fmt"
	"slices"
	"strconv"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/hoody/terraform-provider-hoody/internal/catalog"
	"github.com/hoody/terraform-provider-hoody/internal/fwtypes"
)

// convert makes of a value what its field is sent as. Whatever was written goes
// through its text, so that no way of writing it is another value.
func convert(f *catalog.Field, v attr.Value) (any, *Problem) {
	text, ok := textOf(v)
	if !ok {
		return nil, notText(f)
	}
	switch f.Kind.Wire() {
	case catalog.WireBool:
		if text != "true" && text != "false" {
			return nil, &Problem{f.Name, fmt.Sprintf("%s does not take %q", f.Name, text), "Write true or false."}
		}
		return text == "true", nil
	case catalog.WireNumber:
		number, err := strconv.ParseInt(text, 10, 64)
		if err != nil {
			return nil, &Problem{f.Name, fmt.Sprintf("%s does not take %q", f.Name, text), "Write a whole number."}
		}
		return number, nil
	default:
		canonical, err := fwtypes.Canonical(f.Kind, text)
		if wrong := (*fwtypes.Error)(nil); errors.As(err, &wrong) {
			return nil, &Problem{f.Name, f.Name + ": " + wrong.Message, wrong.Advice}
		}
		return canonical, nil
	}
}

// textOf is a single value as Terraform itself would turn it into text.
func textOf(v attr.Value) (string, bool) {
	switch v := v.(type) {
	case types.String:
		return v.ValueString(), true
	case types.Bool:
		return strconv.FormatBool(v.ValueBool()), true
	case types.Number:
		return v.ValueBigFloat().Text('f', -1), true
	default:
		return "", false
	}
}

// notText refuses a value that has parts.
func notText(f *catalog.Field) *Problem {
	problem := &Problem{f.Name, fmt.Sprintf("%s is a single value, not a list or an object", f.Name), "Write it as text."}
	switch {
	case f.Kind == catalog.JSON:
		problem.Advice = "Write the document as text: jsonencode({ … })."
	case f.Kind.Wire() == catalog.WireBool:
		problem.Advice = "Write true or false."
	case f.Kind.Wire() == catalog.WireNumber:
		problem.Advice = "Write a whole number."
	}
	return problem
}

// check holds a value against the field's list and bounds.
func check(f *catalog.Field, value any) *Problem {
	if text, ok := value.(string); ok && text != "" && len(f.OneOf) > 0 && !slices.Contains(f.OneOf, text) {
		return &Problem{f.Name, fmt.Sprintf("%s does not take %q", f.Name, text),
			fmt.Sprintf("Did you mean %q? It is one of %s.", fwtypes.Nearest(text, f.OneOf), list(f.OneOf))}
	}
	number, unit := int64(0), ""
	switch v := value.(type) {
	case int64:
		number = v
	case string:
		if f.Kind != catalog.Size || v == "" {
			return nil
		}
		number, _ = strconv.ParseInt(v, 10, 64) // canonical
		unit = " bytes"
	default:
		return nil
	}
	switch {
	case number < f.Least:
		return &Problem{f.Name, fmt.Sprintf("%s is too small: %d%s", f.Name, number, unit), fmt.Sprintf("Write %d or more.", f.Least)}
	case f.Most > 0 && number > f.Most:
		return &Problem{f.Name, fmt.Sprintf("%s is too large: %d%s", f.Name, number, unit), fmt.Sprintf("Write %d or less.", f.Most)}
	default:
		return nil
	}
}
