package docs

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// readOnly reports whether no configuration can set an attribute.
func (a *attribute) readOnly() bool { return !a.Required && !a.Optional }

// names returns the sorted names of the attributes that are wanted.
func names(attributes map[string]*attribute, wanted func(*attribute) bool) []string {
	all := slices.Sorted(maps.Keys(attributes))
	return slices.DeleteFunc(all, func(name string) bool { return !wanted(attributes[name]) })
}

// lines returns a description of each attribute, one a line, as other providers' pages
// have it.
func lines(attributes map[string]*attribute, names []string) []string {
	all := make([]string, len(names))
	for i, name := range names {
		a := attributes[name]
		all[i] = fmt.Sprintf("- `%s` (%s) %s", name, strings.Join(traits(a), ", "), strings.TrimSpace(a.Description))
		if a.Nested != nil {
			all[i] += fmt.Sprintf(" (see [below for nested schema](#nestedatt--%s))", name)
		}
	}
	return all
}

// writeOnly links to what Terraform says about write-only arguments.
const writeOnly = "[Write-only]" +
	"(https://developer.hashicorp.com/terraform/language/resources/ephemeral#write-only-arguments)"

// traits returns an attribute's type and what else matters about it.
func traits(a *attribute) []string {
	all := []string{typeName(a)}
	for _, t := range []struct {
		has  bool
		name string
	}{{a.Required, "Required"}, {a.Secret, "Sensitive"}, {a.Deprecated, "Deprecated"}, {a.Unstored, writeOnly}} {
		if t.has {
			all = append(all, t.name)
		}
	}
	return all
}

func typeName(a *attribute) string {
	switch {
	case a.Nested != nil && a.Nested.Nesting == "list":
		return "Attributes List"
	case a.Nested != nil:
		return "Attributes"
	default:
		return nameOfType(a.Type)
	}
}

func nameOfType(t tftypes.Type) string {
	switch t := t.(type) {
	case tftypes.List:
		return "List of " + nameOfType(t.ElementType)
	case tftypes.Map:
		return "Map of " + nameOfType(t.ElementType)
	}
	switch {
	case t.Is(tftypes.Bool):
		return "Boolean"
	case t.Is(tftypes.Number):
		return "Number"
	case t.Is(tftypes.DynamicPseudoType):
		return "Dynamic"
	default:
		return "String"
	}
}

// nestedSections describes the attributes inside attributes.
func nestedSections(attributes map[string]*attribute) (all []string) {
	for _, name := range names(attributes, func(a *attribute) bool { return a.Nested != nil }) {
		inner := attributes[name].Nested.Attributes
		section := fmt.Sprintf("<a id=\"nestedatt--%s\"></a>\n### Nested Schema for `%s`", name, name)
		for _, part := range []struct {
			title string
			in    func(*attribute) bool
		}{
			{"Required", func(a *attribute) bool { return a.Required }},
			{"Optional", func(a *attribute) bool { return a.Optional }},
			{"Read-Only", (*attribute).readOnly},
		} {
			if found := lines(inner, names(inner, part.in)); len(found) > 0 {
				section += "\n\n" + part.title + ":\n\n" + strings.Join(found, "\n")
			}
		}
		all = append(all, section)
	}
	return all
}

// operation replaces what the framework says about a timeout.
const operation = "How long %s may take in all, retries and waiting included, as a duration such as `90s` or `5m`."

// timeoutTexts are for attributes that the framework describes in words that fit every
// provider and help nobody.
var timeoutTexts = map[string]string{
	"create": fmt.Sprintf(operation, "a create"),
	"read":   fmt.Sprintf(operation, "a refresh"),
	"update": fmt.Sprintf(operation, "an update"),
	"delete": fmt.Sprintf(operation, "a destroy") + " Terraform reads it from the state, so apply it before you destroy.",
}

// DescribeTimeouts gives the timeouts of every resource better descriptions.
func (s *Schemas) DescribeTimeouts() {
	for _, p := range s.Providers {
		for _, resource := range p.Resources {
			t := resource.Block.Attributes["timeouts"]
			if t == nil || t.Nested == nil {
				continue
			}
			t.Description = "How long each operation on this resource may take. Without it, an operation has the time of one " +
				"request (`request_timeout` on the provider) and 60 seconds for retries and waiting."
			for name, a := range t.Nested.Attributes {
				a.Description = timeoutTexts[name]
			}
		}
	}
}
