// Package fwtypes has the Terraform types of texts that can be written in more
// than one way: a size as 4194304 or 4Mi, a mask of encodings by number or by
// names. A wrong text is an error on its attribute when a configuration is
// validated, and every right one has a canonical form: the one that is sent.
// Two texts of one canonical form are the same value.
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
)

// A form says how the texts of one kind may be written.
type form struct {
	// name is the type's name in messages of the framework.
	name string
	// canonical is the one spelling that is sent, or an *Error.
	canonical func(string) (string, error)
	// hidden marks a kind whose texts hold secrets and are never shown.
	hidden bool
}

// forms lists the kinds that can be written in more than one way, or wrongly.
var forms = map[catalog.Kind]form{
	catalog.Size:     {name: "Size", canonical: canonicalSize},
	catalog.Duration: {name: "Duration", canonical: canonicalDuration},
	catalog.Encoding: {name: "Encoding", canonical: canonicalEncoding},
	catalog.Tristate: {name: "Tristate", canonical: canonicalTristate},
	catalog.Time:     {name: "Time", canonical: canonicalTime},
	catalog.URL:      {name: "URL", canonical: canonicalURL, hidden: true},
	catalog.JSON:     {name: "JSON", canonical: canonicalJSON, hidden: true},
}

// An Error says what is wrong with a text. It never holds a secret.
type Error struct {
	// Message says in one line what is wrong.
	Message string
	// Advice says in one line what to write instead.
	Advice string
}

func (e *Error) Error() string { return e.Message + "\n" + e.Advice }

// ForKind is the type of an attribute of the kind, or nil where a plain string
// will do.
func ForKind(k catalog.Kind) basetypes.StringTypable {
	if _, ok := forms[k]; !ok {
		return nil
	}
	return Text{kind: k}
}

// Canonical is the text as it is sent, or an *Error. A text of a kind that is
// written in one way only is sent as it is.
func Canonical(k catalog.Kind, s string) (string, error) {
	f, ok := forms[k]
	if !ok {
		return s, nil
	}
	return f.canonical(s)
}

// Same tells whether two texts are the same value. A wrong text is the same as
// itself only.
func Same(k catalog.Kind, a, b string) bool {
	if a == b {
		return true
	}
	x, errX := Canonical(k, a)
	y, errY := Canonical(k, b)
	return errX == nil && errY == nil && x == y
}

// Text is the type of an attribute; ForKind makes one. Its values are Values.
type Text struct {
	basetypes.StringType
	kind catalog.Kind
}

var _ basetypes.StringTypable = Text{}

// Equal tells whether the other type is of the same kind.
func (t Text) Equal(other attr.Type) bool {
	o, ok := other.(Text)
	return ok && t.kind == o.kind
}

func (t Text) String() string { return "fwtypes." + forms[t.kind].name }

// ValueType is a Value of the type's kind.
func (t Text) ValueType(context.Context) attr.Value { return Value{kind: t.kind} }

// ValueFromString makes a Value of any string: validation is the Value's.
func (t Text) ValueFromString(_ context.Context, s basetypes.StringValue) (basetypes.StringValuable, diag.Diagnostics) {
	return Value{StringValue: s, kind: t.kind}, nil
}

// ValueFromTerraform makes a Value of what Terraform sent.
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

// Known is a Value of a kind.
func Known(k catalog.Kind, s string) Value {
	return Value{StringValue: basetypes.NewStringValue(s), kind: k}
}

// Null is the Value of a kind that is not set.
func Null(k catalog.Kind) Value {
	return Value{StringValue: basetypes.NewStringNull(), kind: k}
}

// Null is a Value of the same kind that is not set.
func (v Value) Null() Value { return Null(v.kind) }

var (
	_ basetypes.StringValuableWithSemanticEquals = Value{}
	_ xattr.ValidateableAttribute                = Value{}
)

// Type is the Text of the value's kind.
func (v Value) Type(context.Context) attr.Type { return Text{kind: v.kind} }

// Equal tells whether the other value is spelled the same. Same and
// StringSemanticEquals look through spellings.
func (v Value) Equal(other attr.Value) bool {
	o, ok := other.(Value)
	return ok && v.kind == o.kind && v.StringValue.Equal(o.StringValue)
}

// String is for people. The framework writes it to its trace log, so it does
// not show a text that may be a secret.
func (v Value) String() string {
	if forms[v.kind].hidden && !v.IsNull() && !v.IsUnknown() {
		return "(hidden)"
	}
	return v.StringValue.String()
}

// Canonical is the text as it is sent; empty while it is null or unknown. A
// wrong text, which validation refuses, is left as it is.
func (v Value) Canonical() string {
	s, err := Canonical(v.kind, v.ValueString())
	if v.IsNull() || v.IsUnknown() || err != nil {
		return v.ValueString()
	}
	return s
}

// StringSemanticEquals tells whether both are the same value, however written.
// The framework asks it after a create, a read and an update, never in a plan.
func (v Value) StringSemanticEquals(_ context.Context, other basetypes.StringValuable) (bool, diag.Diagnostics) {
	o, ok := other.(Value)
	if !ok || o.kind != v.kind || o.IsNull() != v.IsNull() || o.IsUnknown() != v.IsUnknown() {
		return false, nil
	}
	return Same(v.kind, v.ValueString(), o.ValueString()), nil
}

// ValidateAttribute refuses a wrong text, with what to write instead.
func (v Value) ValidateAttribute(_ context.Context, req xattr.ValidateAttributeRequest, resp *xattr.ValidateAttributeResponse) {
	if v.IsNull() || v.IsUnknown() {
		return
	}
	_, err := Canonical(v.kind, v.ValueString())
	var wrong *Error
	if errors.As(err, &wrong) {
		resp.Diagnostics.AddAttributeError(req.Path, wrong.Message, wrong.Advice)
	}
}
