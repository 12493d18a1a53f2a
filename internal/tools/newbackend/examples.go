package main

import (
	"fmt"
	"strings"

	"github.com/hoody/terraform-provider-hoody/internal/facts"
)

// writeExamples begins the one example of the service that people write. What is the
// same for all services is made from it, for the page.
func (s service) writeExamples() error {
	return s.write("examples/resources/"+s.resource()+"/resource.tf", []byte(s.example()))
}

// shown returns the fields that an example sets: those of the documented example, or
// else those that are required and those that sign in.
func (s service) shown() (fields []facts.Field) {
	for _, f := range s.Fields {
		_, documented := s.Example[f.Name]
		if documented || len(s.Example) == 0 && (f.Required || f.Secret && f.Rotates) {
			fields = append(fields, f)
		}
	}
	return fields
}

// example returns a resource whose secrets are variables.
func (s service) example() string {
	var variables, arguments strings.Builder
	width := 0
	for _, f := range s.shown() {
		width = max(width, len(argument(f)))
	}
	for _, f := range s.shown() {
		value := "\"example\""
		if v, ok := s.Example[f.Name]; ok {
			value = literal(v)
		}
		if f.Secret {
			fmt.Fprintf(&variables, "variable %q {\n  type      = string\n  sensitive = true\n}\n\n", f.Name)
			value = "var." + f.Name
		}
		fmt.Fprintf(&arguments, "  %-*s = %s\n", width, argument(f), value)
	}
	return fmt.Sprintf("%sresource %q \"example\" {\n%s}\n", variables.String(), s.resource(), arguments.String())
}

// argument returns a field's attribute.
func argument(f facts.Field) string {
	if attribute := instead[f.Name]; attribute != "" {
		return attribute
	}
	return f.Name
}
