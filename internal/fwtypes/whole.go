package fwtypes

import (
	"context"
	"math/big"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/attr/xattr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types/basetypes"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/hoody/terraform-provider-hoody/internal/text"
)

// WholeNumber is the type of a number without a fraction. The framework's own type
// treats a fraction as a fault of the provider; with this one it is an error on the
// attribute.
type WholeNumber struct{ basetypes.Int64Type }

var _ basetypes.Int64Typable = WholeNumber{}

// Equal reports whether the other type is the same.
func (WholeNumber) Equal(other attr.Type) bool { _, ok := other.(WholeNumber); return ok }

func (WholeNumber) String() string { return "fwtypes.WholeNumber" }

// ValueType returns a Whole.
func (WholeNumber) ValueType(context.Context) attr.Value { return Whole{} }

// ValueFromInt64 makes a Whole from any number.
func (WholeNumber) ValueFromInt64(
	_ context.Context, n basetypes.Int64Value,
) (basetypes.Int64Valuable, diag.Diagnostics) {
	return Whole{Int64Value: n}, nil
}

// ValueFromTerraform makes a Whole from what Terraform sent, even from a fraction.
func (t WholeNumber) ValueFromTerraform(ctx context.Context, in tftypes.Value) (attr.Value, error) {
	v, err := t.Int64Type.ValueFromTerraform(ctx, in)
	if err == nil {
		return Whole{Int64Value: v.(basetypes.Int64Value)}, nil
	}
	var number big.Float
	if in.As(&number) != nil {
		return nil, err
	}
	nearest, wrong := text.WholeFrom(&number)
	if wrong == nil {
		return nil, err
	}
	return Whole{Int64Value: basetypes.NewInt64Value(nearest), wrong: *wrong}, nil
}

// A Whole is a number, or null, or not known yet.
type Whole struct {
	basetypes.Int64Value
	// wrong says why what was written is not a whole number, or is empty.
	wrong text.Error
}

var _ xattr.ValidateableAttribute = Whole{}

// Type returns a WholeNumber.
func (Whole) Type(context.Context) attr.Type { return WholeNumber{} }

// Equal reports whether the other value is the same number.
func (w Whole) Equal(other attr.Value) bool {
	o, ok := other.(Whole)
	return ok && w.wrong == o.wrong && w.Int64Value.Equal(o.Int64Value)
}

// ValidateAttribute refuses a number that is not whole or is too large.
func (w Whole) ValidateAttribute(
	_ context.Context, req xattr.ValidateAttributeRequest, resp *xattr.ValidateAttributeResponse,
) {
	if w.wrong != (text.Error{}) {
		resp.Diagnostics.AddAttributeError(req.Path, ownerOf(req.Path)+w.wrong.Message, w.wrong.Advice)
	}
}
