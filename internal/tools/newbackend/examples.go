package main

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/hoody/terraform-provider-hoody/internal/facts"
)

// alike are the examples that differ between services in the resource's name only.
var alike = map[string]string{
	"examples/resources/<resource>/import.sh": `# By the id that the service gave the backend.
terraform import <resource>.example bck_3e4f5a6b7c8d9e0f
`,
	"examples/resources/<resource>/import-by-string-id.tf": `import {
  to = <resource>.example
  id = "bck_3e4f5a6b7c8d9e0f"
}
`,
	"examples/resources/<resource>/import-by-identity.tf": `import {
  to = <resource>.example

  identity = {
    id = "bck_3e4f5a6b7c8d9e0f"
  }
}
`,
	"examples/list-resources/<resource>/list-resource.tfquery.hcl": `# terraform query -generate-config-out=imported.tf
list "<resource>" "all" {
  provider         = hoody
  include_resource = true
}
`,
}

// writeExamples begins the examples of the service.
func (s service) writeExamples() error {
	files := map[string]string{"examples/resources/<resource>/resource.tf": s.example(false)}
	if slices.ContainsFunc(s.shown(), func(f facts.Field) bool { return f.Secret }) {
		files["examples/resources/<resource>/resource-write-only.tf"] = s.example(true)
	}
	maps.Copy(files, alike)
	replace := strings.NewReplacer("<resource>", s.resource())
	for path, content := range files {
		if err := s.write(replace.Replace(path), []byte(replace.Replace(content))); err != nil {
			return err
		}
	}
	return nil
}

// shown are the fields that an example sets: those of the documented one, or else
// what is required and what signs in.
func (s service) shown() (fields []facts.Field) {
	for _, f := range s.Fields {
		_, documented := s.Example[f.Name]
		if documented || len(s.Example) == 0 && (f.Required || f.Secret && f.Rotates) {
			fields = append(fields, f)
		}
	}
	return fields
}

// example is a resource, its secrets variables. They are write-only on demand.
func (s service) example(writeOnly bool) string {
	var variables, arguments strings.Builder
	width := 0
	for _, f := range s.shown() {
		width = max(width, len(argument(f, writeOnly)))
	}
	for _, f := range s.shown() {
		value := "\"example\""
		if v, ok := s.Example[f.Name]; ok {
			value = literal(v)
		}
		if f.Secret {
			ephemeral := ""
			if writeOnly {
				ephemeral = "  ephemeral = true\n"
			}
			fmt.Fprintf(&variables, "variable %q {\n  type      = string\n  sensitive = true\n%s}\n\n", f.Name, ephemeral)
			value = "var." + f.Name
		}
		fmt.Fprintf(&arguments, "  %-*s = %s\n", width, argument(f, writeOnly), value)
	}
	return fmt.Sprintf("%sresource %q \"example\" {\n%s}\n", variables.String(), s.resource(), arguments.String())
}

// argument is a field's attribute, or its write-only twin.
func argument(f facts.Field, writeOnly bool) string {
	name := f.Name
	if attribute := instead[name]; attribute != "" {
		name = attribute
	}
	if f.Secret && writeOnly {
		name += "_wo"
	}
	return name
}
