package dynamic

import (
	"errors"
	"fmt"
	"math/big"
	"strconv"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/hoody/terraform-provider-hoody/internal/catalog"
	"github.com/hoody/terraform-provider-hoody/internal/fwtypes"
)

// precision is that of Terraform's own numbers, in bits.
const precision = 512

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
		number, _, err := big.ParseFloat(text, 10, precision, big.ToNearestEven)
		if err != nil || number.IsInf() {
			return nil, &Problem{f.Name, fmt.Sprintf("%s does not take %q", f.Name, text), "Write a whole number."}
		}
		whole, wrong := fwtypes.WholeFrom(number)
		if wrong != nil {
			return nil, &Problem{f.Name, f.Name + ": " + wrong.Message, wrong.Advice}
		}
		return whole, nil
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

// check holds a value against the field's entry in the catalog.
func check(f *catalog.Field, value any) *Problem {
	var wrong *fwtypes.Error
	switch v := value.(type) {
	case int64:
		wrong = fwtypes.CheckNumber(f, f.Name, v)
	case string:
		wrong = fwtypes.CheckText(f, f.Name, v)
	}
	if wrong == nil {
		return nil
	}
	return &Problem{f.Name, wrong.Message, wrong.Advice}
}
