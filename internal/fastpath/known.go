package fastpath

import (
	"reflect"

	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/booldefault"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/boolplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/int64default"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/int64planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/listplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringdefault"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// constant has the types of the defaults that never change.
var constant = typesOf(stringdefault.StaticString(""), int64default.StaticInt64(0), booldefault.StaticBool(false))

// idle has the types of the plan modifiers that do nothing to a plan that equals the
// state.
var idle = typesOf(
	stringplanmodifier.UseStateForUnknown(), stringplanmodifier.RequiresReplace(),
	int64planmodifier.UseStateForUnknown(), int64planmodifier.RequiresReplace(),
	boolplanmodifier.UseStateForUnknown(), boolplanmodifier.RequiresReplace(),
	listplanmodifier.UseStateForUnknown(), listplanmodifier.RequiresReplace(),
)

func typesOf(all ...any) map[reflect.Type]bool {
	set := map[reflect.Type]bool{}
	for _, one := range all {
		set[reflect.TypeOf(one)] = true
	}
	return set
}

// unknownOf returns which part of an attribute is not understood here, or "".
func unknownOf(a schema.Attribute) string {
	var (
		def       any
		modifiers []any
	)
	switch a := a.(type) {
	case schema.StringAttribute:
		def, modifiers = a.Default, anys(a.PlanModifiers)
	case schema.Int64Attribute:
		def, modifiers = a.Default, anys(a.PlanModifiers)
	case schema.BoolAttribute:
		def, modifiers = a.Default, anys(a.PlanModifiers)
	case schema.ListAttribute:
		def, modifiers = a.Default, anys(a.PlanModifiers)
		if !types.StringType.Equal(a.ElementType) {
			return "its elements are more than plain texts"
		}
	case schema.SingleNestedAttribute:
		def, modifiers = a.Default, anys(a.PlanModifiers)
		if !isPlain(a) {
			return "what is inside is more than plain texts"
		}
	default:
		return "its type is not known here"
	}
	if def != nil && !constant[reflect.TypeOf(def)] {
		return "its default is not known to be constant"
	}
	for _, m := range modifiers {
		if !idle[reflect.TypeOf(m)] {
			return "a plan modifier is not known to leave a plan alone that equals the state"
		}
	}
	return ""
}

// isPlain reports whether an attribute consists of texts and decides nothing.
func isPlain(a schema.SingleNestedAttribute) bool {
	for _, inner := range a.Attributes {
		deeper, nested := inner.(schema.SingleNestedAttribute)
		text, isText := inner.(schema.StringAttribute)
		isText = isText && len(text.PlanModifiers) == 0 && types.StringType.Equal(text.GetType())
		nested = nested && len(deeper.PlanModifiers) == 0 && isPlain(deeper)
		if inner.IsComputed() || inner.IsWriteOnly() || !isText && !nested {
			return false
		}
	}
	return true
}

func anys[T any](all []T) []any {
	out := make([]any, len(all))
	for i, one := range all {
		out[i] = one
	}
	return out
}
