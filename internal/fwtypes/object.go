package fwtypes

import (
	"fmt"
	"maps"
	"slices"
	"strconv"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/hoody/terraform-provider-hoody/internal/catalog"
	"github.com/hoody/terraform-provider-hoody/internal/text"
)

// An Object is the configuration of a backend in a dynamic value. The type of the
// backend is a value too, so no schema can list its fields. The fields have their
// documented names, and their values may be written in every way that loses nothing: a
// size as 5242880 or "5Mi", a tri-state as true or "true".
type Object struct {
	// Values has the fields that are set and known, as they are sent.
	Values catalog.Values
	// Unknown says that some of them are not known yet.
	Unknown bool
	// Findings are what the catalog says about the fields that are known, in the
	// documented order; names that are not fields come last.
	Findings []catalog.Finding
}

// ReadObject reads the fields of a backend. A field that is null is not set.
func ReadObject(b *catalog.Backend, object types.Dynamic) Object {
	read := Object{Values: catalog.Values{}}
	if object.IsUnknown() || object.IsUnderlyingValueUnknown() {
		read.Unknown = true
		return read
	}
	given, ok := attributes(object)
	if !ok {
		read.Findings = []catalog.Finding{{
			Summary: "The fields are not an object",
			Detail:  fmt.Sprintf("Write them as { %s = … }.", b.Fields[0].Name),
		}}
		return read
	}
	c := catalog.Config{Values: catalog.Values{}, Unknown: map[string]bool{}, Wrong: map[string]*catalog.Finding{}}
	for i := range b.Fields {
		f := &b.Fields[i]
		v := inside(given[f.Name])
		delete(given, f.Name)
		if v == nil || v.IsNull() {
			continue
		}
		value, mistake := valueOf(f, v)
		switch {
		case v.IsUnknown():
			c.Unknown[f.Name], read.Unknown = true, true
		case mistake != nil:
			c.Wrong[f.Name] = mistake
		default:
			c.Values[f.Name] = value
			if !f.Unsets(value) {
				read.Values[f.Name] = value
			}
		}
	}
	read.Findings = b.Check(c)
	for _, name := range slices.Sorted(maps.Keys(given)) {
		read.Findings = append(read.Findings, notAField(b, name))
	}
	return read
}

// valueOf returns a field's value as it is sent. Every value is first turned into
// text, so that all ways of writing it give the same value.
func valueOf(f *catalog.Field, v attr.Value) (any, *catalog.Finding) {
	written, ok := textOf(v)
	if !ok {
		return nil, notText(f)
	}
	return f.Parse(written)
}

// textOf returns a single value as the text that Terraform itself would turn it into.
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

// notText refuses a value that has parts, such as a list.
func notText(f *catalog.Field) *catalog.Finding {
	advice := "Write it as text."
	switch {
	case f.Kind == catalog.JSON, f.Kind == catalog.Token:
		advice = "Write the document as text: jsonencode({ … })."
	case f.Kind.Wire() == catalog.WireBool:
		advice = "Write true or false."
	case f.Kind.Wire() == catalog.WireNumber:
		advice = "Write a whole number."
	}
	return &catalog.Finding{
		Field: f.Name, Summary: f.Name + " is a single value, not a list or an object", Detail: advice,
	}
}

// attributes returns the values of an object or a map by name, in a new map.
func attributes(object types.Dynamic) (map[string]attr.Value, bool) {
	switch v := object.UnderlyingValue().(type) {
	case types.Object:
		return v.Attributes(), !v.IsNull()
	case types.Map:
		return v.Elements(), !v.IsNull()
	default:
		return nil, false
	}
}

// inside returns the value that a dynamic value holds.
func inside(v attr.Value) attr.Value {
	if d, ok := v.(types.Dynamic); ok && !d.IsNull() && !d.IsUnknown() {
		return d.UnderlyingValue()
	}
	return v
}

// notAField says that a name is not one of the documented fields.
func notAField(b *catalog.Backend, name string) catalog.Finding {
	found := catalog.Finding{Field: name, Summary: fmt.Sprintf("There is no field %q of %s", name, b.Name)}
	var names []string
	for i := range b.Fields {
		f := &b.Fields[i]
		if f.Attribute() == name {
			found.Detail = fmt.Sprintf("Here it has its documented name: write %q.", f.Name)
			return found
		}
		names = append(names, f.Name)
	}
	found.Detail = fmt.Sprintf("The nearest name is %q.", text.Nearest(name, names))
	return found
}
