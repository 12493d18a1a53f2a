package catalog

import (
	"errors"
	"fmt"
	"math/bits"
	"slices"
	"strconv"

	"github.com/hoody/terraform-provider-hoody/internal/text"
)

// Check returns everything that can be said about a configuration without asking
// anybody: what is missing, values that a field does not accept, and contradictions.
// It does not judge what is not known yet. Values that are not in the form of their
// kind are refused by Parse.
func (b *Backend) Check(c Config) []Finding {
	k := check{Backend: b, Config: c}
	for i := range b.Fields {
		k.field(&b.Fields[i])
	}
	for _, r := range b.Rules {
		k.rule(r)
	}
	k.ways()
	return k.found
}

// A check is one call of Check.
type check struct {
	*Backend
	Config
	found []Finding
}

// refuse adds an error about a field, or about the whole configuration.
func (k *check) refuse(f *Field, summary, detail string, missing ...string) {
	k.add(f, false, summary, detail, missing)
}

// warn adds a warning on a field.
func (k *check) warn(f *Field, summary, detail string, missing ...string) {
	k.add(f, true, summary, detail, missing)
}

func (k *check) add(f *Field, warns bool, summary, detail string, missing []string) {
	found := Finding{Summary: summary, Detail: detail, Warns: warns, Missing: missing}
	if f != nil {
		found.Field = f.Name
	}
	k.found = append(k.found, found)
}

// field checks a value against its field.
func (k *check) field(f *Field) {
	value, set := k.Values[f.Name]
	name := k.named(f)
	if f.Deprecated != "" && (set || k.Unknown[f.Name]) {
		k.warn(f, name+" is deprecated", f.Deprecated)
	}
	switch {
	case k.Wrong[f.Name] != nil:
		k.found = append(k.found, *k.Wrong[f.Name])
	case k.Unknown[f.Name]:
	case f.Accidental && (!set || value == ""):
		k.warn(f, name+" is not set",
			fmt.Sprintf("Hoody would use %q, which is nobody's choice.\nSet %s.", f.Default, name), f.Name)
	case f.Required && !set:
		k.refuse(f, name+" is missing", "The field is required: give it a value.", f.Name)
	case f.Required && value == "" && !f.Unsets(value):
		k.refuse(f, name+" is missing", emptyAdvice, f.Name)
	default:
		k.value(f, value)
	}
}

// A variable that is not set in CI is an empty text.
const emptyAdvice = "It is an empty text, and the field is required.\nGive it a value: a variable that is not set may be behind it."

func (k *check) value(f *Field, value any) {
	switch v := value.(type) {
	case int64:
		k.bounds(f, v, "")
	case string:
		if f.isSize() && v != text.Off {
			if bytes, err := strconv.ParseInt(v, 10, 64); err == nil {
				k.bounds(f, bytes, " bytes")
			}
		}
		k.text(f, v)
	}
}

// text checks a text against the lists of its field.
func (k *check) text(f *Field, value string) {
	name := k.named(f)
	switch {
	case value == "" && f.refusesEmpty():
		k.refuse(f, name+` does not take ""`,
			fmt.Sprintf("Leave it out, or write null, for the default of %q.", f.DocumentedDefault()))
	case value == "", k.spaced(f, value), k.misshapen(f, value):
	case len(f.OneOf) > 0 && !slices.Contains(f.OneOf, value):
		k.refuse(f, fmt.Sprintf("%s does not take %q", name, value),
			fmt.Sprintf("It is one of %s.%s", quoted(f.OneOf), meant(value, f.OneOf, false)))
	case f.ClosedSince != Page && !slices.Contains(f.Known, value):
		k.warn(f, fmt.Sprintf("%q is not a documented %s", value, name),
			fmt.Sprintf("Version %s of Hoody refuses it.%s", f.ClosedSince, meant(value, f.Known, true)))
	case f.Complete && !slices.Contains(f.known(), value):
		k.warn(f, fmt.Sprintf("%q is not a documented %s", value, name),
			"It is sent unchanged."+meant(value, f.known(), true))
	}
}

// known returns the values of an open list that need no warning.
func (f *Field) known() []string { return slices.Concat(f.Known, f.Newer) }

// meant offers the value of a list that is close to another, if there is one. It must
// be closer if the list is open and may lack values that exist.
func meant(value string, list []string, open bool) string {
	if near := text.Close(value, list, open); near != "" {
		return fmt.Sprintf("\nDid you mean %q?", near)
	}
	return ""
}

// refusesEmpty reports whether an empty text differs from no value: for a size or a
// closed list that has a default. (An empty required field is missing, see field.)
func (f *Field) refusesEmpty() bool {
	return !f.Required && (f.isSize() || len(f.OneOf) > 0) && f.DocumentedDefault() != ""
}

func (f *Field) isSize() bool { return f.Kind == Size || f.Kind == SizeOrOff }

func (k *check) bounds(f *Field, value int64, unit string) {
	name := k.named(f)
	switch {
	case value < f.Least:
		k.refuse(f, fmt.Sprintf("%s is too small: %d%s", name, value, unit), fmt.Sprintf("Write %d or more.", f.Least))
	case f.Most > 0 && value > f.Most:
		k.refuse(f, fmt.Sprintf("%s is too large: %d%s", name, value, unit), fmt.Sprintf("Write %d or less.", f.Most))
	case f.SafeMost > 0 && value > f.SafeMost:
		k.warn(f, fmt.Sprintf("%s above %d does harm", name, f.SafeMost), f.Doc)
	case f.MultipleOf > 0 && value%f.MultipleOf != 0:
		below := value - value%f.MultipleOf
		k.refuse(f, fmt.Sprintf("%s is no multiple of %d: %d%s", name, f.MultipleOf, value, unit),
			fmt.Sprintf("Write %d or %d.", below, below+f.MultipleOf))
	case f.PowerOfTwo && bits.OnesCount64(uint64(value)) != 1:
		above := uint64(1) << bits.Len64(uint64(value))
		k.refuse(f, fmt.Sprintf("%s is no power of two: %d%s", name, value, unit),
			fmt.Sprintf("Write %d or %d.", above/2, above))
	}
}

// Parse returns the value, in canonical form, of a field that was written as text. If
// there is none, the finding says why.
func (f *Field) Parse(written string) (any, *Finding) {
	var value any
	var err error
	switch f.Kind.Wire() {
	case WireBool:
		if written == "true" || written == "false" {
			return written == "true", nil
		}
		return nil, f.takesNo(written, "Write true or false.")
	case WireNumber:
		value, err = text.Whole(written)
	default:
		value, err = f.Kind.Form().Canonical(written)
	}
	wrong := (*text.Error)(nil)
	switch {
	case err == nil:
		return value, nil
	case errors.As(err, &wrong):
		return nil, &Finding{Field: f.Name, Summary: f.Name + ": " + wrong.Message, Detail: wrong.Advice}
	default:
		return nil, f.takesNo(written, "Write a whole number.")
	}
}

func (f *Field) takesNo(written, advice string) *Finding {
	return &Finding{Field: f.Name, Summary: fmt.Sprintf("%s does not take %q", f.Name, written), Detail: advice}
}
