// Package dynamic reads the documented fields of a backend from an object, where
// the type of the backend is a value too and no schema can list its fields. They
// have their documented names, and values may be written in every way that loses
// nothing: a size as 5242880 or "5Mi", a tri-state as true or "true".
package dynamic

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/hoody/terraform-provider-hoody/internal/catalog"
	"github.com/hoody/terraform-provider-hoody/internal/catalog/services"
	"github.com/hoody/terraform-provider-hoody/internal/fwtypes"
)

// A Problem is something that a person must change. It never holds a secret.
type Problem struct {
	// Field is the name to blame as it was written, documented or not; empty
	// where it is the whole.
	Field string
	// Message says in one line what is wrong.
	Message string
	// Advice says what to write instead.
	Advice string
}

func (p *Problem) Error() string { return p.Message + "\n" + p.Advice }

// Backend finds a backend by the last segment of its documented endpoint.
func Backend(name string) (*catalog.Backend, *Problem) {
	if b := services.ByName(name); b != nil {
		return b, nil
	}
	var names []string
	for _, b := range services.All() {
		names = append(names, b.Name)
	}
	return nil, &Problem{
		Message: fmt.Sprintf("There is no backend type %q", name),
		Advice:  fmt.Sprintf("Did you mean %q? It is one of %s.", fwtypes.Nearest(name, names), list(names)),
	}
}

// Fields are the documented fields that an object sets.
type Fields struct {
	// Values are those that are set and known, as they are sent.
	Values catalog.Values
	// Unknown says that not all of them are known yet.
	Unknown bool
	// Problems are what is wrong with those that are known, in the documented
	// order and with names that are no fields last.
	Problems []*Problem
}

// Read collects the documented fields of a backend. A field that is null is not
// set.
func Read(b *catalog.Backend, object types.Dynamic) Fields {
	fields := Fields{Values: catalog.Values{}}
	if object.IsUnknown() || object.IsUnderlyingValueUnknown() {
		fields.Unknown = true
		return fields
	}
	given, ok := attributes(object)
	if !ok {
		fields.Problems = []*Problem{{
			Message: "The fields are not an object",
			Advice:  fmt.Sprintf("Write them as { %s = … }.", b.Fields[0].Name),
		}}
		return fields
	}
	undecided := map[string]bool{}
	for i := range b.Fields {
		f := &b.Fields[i]
		if !fields.read(f, given[f.Name]) {
			undecided[f.Name] = true
		}
		delete(given, f.Name)
	}
	for _, rule := range b.Rules {
		if breach := rule.Broken(reading{fields.Values, undecided}); breach != nil && !breach.Harmless {
			fields.Problems = append(fields.Problems, &Problem{breach.Field, breach.Message, breach.Advice})
		}
	}
	for _, name := range slices.Sorted(maps.Keys(given)) {
		fields.Problems = append(fields.Problems, notAField(b, name))
	}
	return fields
}

// read takes the value of one field, and says whether it is known what is sent of it.
func (fields *Fields) read(f *catalog.Field, v attr.Value) bool {
	v = inside(v)
	if v != nil && v.IsUnknown() {
		fields.Unknown = true
		return false
	}
	value, problem := valueOf(f, v)
	switch {
	case problem != nil:
		fields.Problems = append(fields.Problems, problem)
		return false
	case value != nil && !f.Unsets(value):
		fields.Values[f.Name] = value
	}
	return true
}

// valueOf is what a field is sent as, or nil where it is not set.
func valueOf(f *catalog.Field, v attr.Value) (value any, problem *Problem) {
	set := v != nil && !v.IsNull()
	if set {
		if value, problem = convert(f, v); problem != nil {
			return nil, problem
		}
	}
	switch {
	case f.Required && !set:
		return nil, &Problem{f.Name, f.Name + " is missing", "The field is required: give it a value."}
	case f.Required && value == "" && !f.Unsets(value):
		wrong := fwtypes.Missing(f.Name)
		return nil, &Problem{f.Name, wrong.Message, wrong.Advice}
	case set:
		return value, check(f, value)
	}
	return nil, nil
}

// A reading is what an object says of fields.
type reading struct {
	values    catalog.Values
	undecided map[string]bool // or wrong, so that nothing follows from them
}

var _ catalog.Reading = reading{}

// Presence tells whether a field is set.
func (r reading) Presence(name string) catalog.Presence {
	if r.undecided[name] {
		return catalog.Undecided
	}
	switch r.values[name] {
	case nil, "", false:
		return catalog.Absent
	default:
		return catalog.Present
	}
}

// Text is what a field says.
func (r reading) Text(name string) (string, bool) {
	text, ok := r.values[name].(string)
	return text, ok
}

// Called is the documented name of a field.
func (r reading) Called(name string) string { return name }

// attributes are the values of an object or a map by name, in a map of their
// own.
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

// inside is the value that a dynamic one holds.
func inside(v attr.Value) attr.Value {
	if d, ok := v.(types.Dynamic); ok && !d.IsNull() && !d.IsUnknown() {
		return d.UnderlyingValue()
	}
	return v
}

// notAField says why a name is none of the documented ones.
func notAField(b *catalog.Backend, name string) *Problem {
	problem := &Problem{Field: name, Message: fmt.Sprintf("There is no field %q of %s", name, b.Name)}
	var names []string
	for i := range b.Fields {
		f := &b.Fields[i]
		if f.Attribute() == name {
			problem.Advice = fmt.Sprintf("Here it has its documented name: write %q.", f.Name)
			return problem
		}
		names = append(names, f.Name)
	}
	problem.Advice = fmt.Sprintf("The nearest name is %q.", fwtypes.Nearest(name, names))
	return problem
}

// list names values in a sentence.
func list(values []string) string { return "`" + strings.Join(values, "`, `") + "`" }
