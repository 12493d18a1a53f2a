package fastpath

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/attr/xattr"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/defaults"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types/basetypes"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// A ContextFree validator looks only at the value, not at the rest of the
// configuration, so it can be called without a configuration.
type ContextFree interface{ ContextFree() }

// An attribute is what is known of one attribute of a resource.
type attribute struct {
	schema.Attribute
	name string
	typ  attr.Type
	wire tftypes.Type
	null attr.Value
	// def is the default, or nil.
	def attr.Value
	// passes reports whether the validators have nothing to say about a value that is set;
	// nil if only the framework can tell.
	passes func(context.Context, attr.Value) bool
}

// newAttribute reads everything that the schema says about an attribute, or returns
// which part of it is not understood here.
func newAttribute(ctx context.Context, name string, described schema.Attribute) (attribute, string) {
	a := attribute{Attribute: described, name: name, typ: described.GetType()}
	if unknown := unknownOf(described); unknown != "" {
		return a, unknown
	}
	a.wire = a.typ.TerraformType(ctx)
	var err error
	if a.null, err = a.value(ctx, nil); err != nil {
		return a, "its type has no null: " + err.Error()
	}
	at := path.Root(name)
	switch described := described.(type) {
	case schema.StringAttribute:
		if described.Default != nil {
			var resp defaults.StringResponse
			described.Default.DefaultString(ctx, defaults.StringRequest{Path: at}, &resp)
			a.def, err = a.value(ctx, resp.PlanValue.ValueString())
		}
		if allContextFree(described.Validators) {
			a.passes = func(ctx context.Context, v attr.Value) bool { return passesString(ctx, at, v, described.Validators) }
		}
	case schema.Int64Attribute:
		if described.Default != nil {
			var resp defaults.Int64Response
			described.Default.DefaultInt64(ctx, defaults.Int64Request{Path: at}, &resp)
			a.def, err = a.value(ctx, resp.PlanValue.ValueInt64())
		}
		if allContextFree(described.Validators) {
			a.passes = func(ctx context.Context, v attr.Value) bool { return passesInt64(ctx, at, v, described.Validators) }
		}
	case schema.BoolAttribute:
		if described.Default != nil {
			var resp defaults.BoolResponse
			described.Default.DefaultBool(ctx, defaults.BoolRequest{Path: at}, &resp)
			a.def, err = a.value(ctx, resp.PlanValue.ValueBool())
		}
		if len(described.Validators) == 0 {
			a.passes = func(context.Context, attr.Value) bool { return true }
		}
	}
	if err != nil {
		return a, "its default is not of its type: " + err.Error()
	}
	return a, ""
}

// value makes a value of the attribute's type.
func (a *attribute) value(ctx context.Context, v any) (attr.Value, error) {
	return a.typ.ValueFromTerraform(ctx, tftypes.NewValue(a.wire, v))
}

func allContextFree[V any](validators []V) bool {
	for _, v := range validators {
		if _, ok := any(v).(ContextFree); !ok {
			return false
		}
	}
	return true
}

func passesString(ctx context.Context, at path.Path, v attr.Value, validators []validator.String) bool {
	text, ok := v.(basetypes.StringValuable)
	if !ok {
		return false
	}
	plain, diags := text.ToStringValue(ctx)
	for _, one := range validators {
		var resp validator.StringResponse
		one.ValidateString(ctx, validator.StringRequest{Path: at, PathExpression: at.Expression(), ConfigValue: plain}, &resp)
		diags.Append(resp.Diagnostics...)
	}
	return len(diags) == 0
}

func passesInt64(ctx context.Context, at path.Path, v attr.Value, validators []validator.Int64) bool {
	number, ok := v.(basetypes.Int64Valuable)
	if !ok {
		return false
	}
	plain, diags := number.ToInt64Value(ctx)
	for _, one := range validators {
		var resp validator.Int64Response
		one.ValidateInt64(ctx, validator.Int64Request{Path: at, PathExpression: at.Expression(), ConfigValue: plain}, &resp)
		diags.Append(resp.Diagnostics...)
	}
	return len(diags) == 0
}

// passesItself reports whether the value's own type accepts it.
func (a *attribute) passesItself(ctx context.Context, v attr.Value) bool {
	judge, ok := v.(xattr.ValidateableAttribute)
	if !ok {
		return true
	}
	var resp xattr.ValidateAttributeResponse
	judge.ValidateAttribute(ctx, xattr.ValidateAttributeRequest{Path: path.Root(a.name)}, &resp)
	return len(resp.Diagnostics) == 0
}
