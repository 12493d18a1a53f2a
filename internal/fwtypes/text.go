// Package fwtypes has the Terraform types for texts that can be written in more than
// one way, as package text defines them, and reads backends that are written as
// objects. A wrong text is an error on its attribute when a configuration is
// validated. It contacts nobody. Begin with ForKind.
package fwtypes

import (
	"context"
	"errors"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/attr/xattr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types/basetypes"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/hoody/terraform-provider-hoody/internal/catalog"
	"github.com/hoody/terraform-provider-hoody/internal/text"
)

// ForKind returns the type of an attribute of the kind, or nil if a plain string will
// do.
func ForKind(k catalog.Kind) basetypes.StringTypable {
	if k.Form() == nil {
		return nil
	}
	return Text{kind: k}
}

// Text is the type of an attribute; ForKind makes one. Its values are Values.
type Text struct {
	basetypes.StringType
	kind catalog.Kind
}

var _ basetypes.StringTypable = Text{}

// Equal reports whether the other type is of the same kind.
func (t Text) Equal(other attr.Type) bool {
	o, ok := other.(Text)
	return ok && t.kind == o.kind
}

func (t Text) String() string { return "fwtypes." + t.kind.Form().String() }

// ValueType returns a Value of the type's kind.
func (t Text) ValueType(context.Context) attr.Value { return Value{kind: t.kind} }

// ValueFromString makes a Value from any string: the Value validates it.
func (t Text) ValueFromString(_ context.Context, s basetypes.StringValue) (basetypes.StringValuable, diag.Diagnostics) {
	return Value{StringValue: s, kind: t.kind}, nil
}

// ValueFromTerraform makes a Value from what Terraform sent.
func (t Text) ValueFromTerraform(ctx context.Context, in tftypes.Value) (attr.Value, error) {
	v, err := t.StringType.ValueFromTerraform(ctx, in)
	if err != nil {
		return nil, err
	}
	return Value{StringValue: v.(basetypes.StringValue), kind: t.kind}, nil
}

// A Value is a text as it was written, or null, or not known yet.
type Value struct {
	basetypes.StringValue
	kind catalog.Kind
}

// Known returns a Value of a kind that is set.
func Known(k catalog.Kind, s string) Value {
	return Value{StringValue: basetypes.NewStringValue(s), kind: k}
}

// Null returns a Value of a kind that is not set.
func Null(k catalog.Kind) Value {
	return Value{StringValue: basetypes.NewStringNull(), kind: k}
}

// Null returns a Value of the same kind that is not set.
func (v Value) Null() Value { return Null(v.kind) }

var (
	_ basetypes.StringValuableWithSemanticEquals = Value{}
	_ xattr.ValidateableAttribute                = Value{}
)

// Type returns the Text of the value's kind.
func (v Value) Type(context.Context) attr.Type { return Text{kind: v.kind} }

// Equal reports whether the other value is spelled the same. Same and
// StringSemanticEquals ignore the spelling.
func (v Value) Equal(other attr.Value) bool {
	o, ok := other.(Value)
	return ok && v.kind == o.kind && v.StringValue.Equal(o.StringValue)
}

// String describes the value to people. The framework writes it to its trace log, so
// it does not show a text that may be a secret.
func (v Value) String() string {
	if v.kind.Form().IsHidden() && !v.IsNull() && !v.IsUnknown() {
		return "(hidden)"
	}
	return v.StringValue.String()
}

// Canonical returns the text as it is sent; it is empty while the value is null or
// unknown. A wrong text, which validation refuses, is returned unchanged.
func (v Value) Canonical() string {
	s, err := v.kind.Form().Canonical(v.ValueString())
	if v.IsNull() || v.IsUnknown() || err != nil {
		return v.ValueString()
	}
	return s
}

// StringSemanticEquals reports whether both are the same value, however they are
// spelled. The framework calls it after a create, a read and an update, never in a
// plan.
func (v Value) StringSemanticEquals(_ context.Context, other basetypes.StringValuable) (bool, diag.Diagnostics) {
	o, ok := other.(Value)
	if !ok || o.kind != v.kind || o.IsNull() != v.IsNull() || o.IsUnknown() != v.IsUnknown() {
		return false, nil
	}
	return v.kind.Form().Same(v.ValueString(), o.ValueString()), nil
}

// ValidateAttribute refuses a wrong text, with what to write instead.
func (v Value) ValidateAttribute(
	_ context.Context, req xattr.ValidateAttributeRequest, resp *xattr.ValidateAttributeResponse,
) {
	if v.IsNull() || v.IsUnknown() {
		return
	}
	_, err := v.kind.Form().Canonical(v.ValueString())
	var wrong *text.Error
	if errors.As(err, &wrong) {
		resp.Diagnostics.AddAttributeError(req.Path, ownerOf(req.Path)+wrong.Message, wrong.Advice)
	}
}
