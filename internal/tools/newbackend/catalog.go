package main

import (
	"fmt"
	"go/format"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/hoody/terraform-provider-hoody/internal/facts"
)

// writeCatalog begins the service's description: everything that is documented, and
// the page's words as a comment wherever we need our own.
func (s service) writeCatalog() error {
	const folder = "internal/catalog/services"
	variable, err := s.variable(folder)
	if err != nil {
		return err
	}
	content, err := format.Source([]byte(s.literal(variable)))
	if err != nil {
		return err
	}
	if err := s.write(s.catalogFile(), content); err != nil {
		return err
	}
	return s.list(folder+"/all.go", variable)
}

// categories has the categories of the documentation's pages, except cloud drives:
// that is the category of a description that names none.
var categories = map[string]string{"object": "ObjectStorage", "protocols": "FileProtocols"}

// literal returns the file with the description.
func (s service) literal(variable string) string {
	var b strings.Builder
	b.WriteString("package services\n\nimport (\n\t\"github.com/hoody/terraform-provider-hoody/internal/catalog\"\n")
	fields := s.fields()
	if strings.Contains(fields, "parts.") {
		b.WriteString("\t\"github.com/hoody/terraform-provider-hoody/internal/catalog/parts\"\n")
	}
	fmt.Fprintf(&b, ")\n\nvar %s = catalog.Backend{\nName: %q,\n", variable, s.Name)
	if s.BackendType != s.Name {
		fmt.Fprintf(&b, "Type: %q,\n", s.BackendType)
	}
	if s.Type != "" && s.Type != "object_storage" {
		fmt.Fprintf(&b, "Storage: %q,\n", s.Type)
	}
	fmt.Fprintf(&b, "Title: %q,\n", s.title())
	if category := categories[s.Page]; category != "" {
		fmt.Fprintf(&b, "Category: catalog.%s,\n", category)
	}
	b.WriteString("Doc: \"\",\n")
	if !s.In(facts.Page) {
		b.WriteString("Since: catalog.August,\n")
	}
	if s.Withdrawn() {
		b.WriteString("Withdrawn: catalog.Withdrawal{In: catalog.October, Instead: \"\"},\n")
	}
	fmt.Fprintf(&b, "Fields: []catalog.Field{\n%s},\nWays: []catalog.Way{},\nVerified: \"\",\n}\n", fields)
	return b.String()
}

// fields returns the fields of the description.
func (s service) fields() string {
	var b strings.Builder
	for _, f := range s.Fields {
		switch {
		case f.Name == "description":
			b.WriteString("parts.Description,\n")
		case f.Name == "encoding" && !f.October.Added:
			fmt.Fprintf(&b, "parts.Encoding(%q),\n", f.Default)
		default:
			fmt.Fprintf(&b, "{\n%s,\nDoc: \"\",%s\n},\n", strings.Join(properties(f), ", "), asComment(f.Documented))
		}
	}
	return b.String()
}

// asComment returns the page's sentence, for whoever writes one of our own.
func asComment(documented string) string {
	if documented == "" {
		return ""
	}
	return " // " + strings.Join(strings.Fields(documented), " ")
}

// properties returns what is documented of a field, as a description has it.
func properties(f facts.Field) []string {
	all := []string{fmt.Sprintf("Name: %q", f.Name)}
	add := func(format string, a ...any) { all = append(all, fmt.Sprintf(format, a...)) }
	if attribute := instead[f.Name]; attribute != "" {
		add("Attr: %q", attribute)
	}
	if f.Required || f.Secret || f.Rotates || slices.Contains(signsIn, f.Name) {
		add("Group: catalog.Authentication")
	}
	if kind := kindOf(f); kind != "" {
		add("Kind: catalog.%s", kind)
	}
	if f.Required {
		add("Required: true")
	}
	if f.Secret {
		add("Secret: true")
	}
	if f.Rotates {
		add("Rotates: true")
	}
	if v := f.Default; v != nil && v != "" && v != false && v != int64(0) && v != "unset" {
		add("Default: %s", literal(v))
	}
	if values := texts(f.OneOf); len(values) > 0 {
		add("OneOf: %#v", values)
	} else if values := texts(f.Values); len(values) > 0 && kindOf(f) == "" {
		add("Known: %#v", values)
	}
	return append(all, versions(f)...)
}

// signsIn are the names of fields that say where to sign in, and who does.
var signsIn = []string{"account", "auth", "client_id", "endpoint", "host", "port", "url", "user", "username"}

// instead has attributes for names that Terraform keeps for itself or does not accept.
var instead = map[string]string{
	"2fa":        "two_factor_code",
	"connection": "connection_type", "count": "count_value", "for_each": "for_each_value", "lifecycle": "lifecycle_days",
	"provider": "provider_type", "provisioner": "provisioner_type",
}

// kindOf returns how a value is written, as far as that can be guessed from the facts.
func kindOf(f facts.Field) string {
	text, _ := f.Default.(string)
	_, notATime := time.Parse(time.RFC3339, text)
	_, notANumber := strconv.ParseUint(text, 10, 64)
	switch {
	case f.Name == "encoding":
		return "Encoding"
	case f.Type == "boolean":
		return "Bool"
	case f.Type == "integer" && (strings.HasSuffix(f.Name, "_timeout") || strings.HasSuffix(f.Name, "_duration")):
		return "Seconds"
	case f.Type == "integer":
		return "Int"
	case f.TriState():
		return "Tristate"
	case text != "" && notATime == nil:
		return "Time"
	case notANumber == nil && slices.ContainsFunc([]string{"size", "cutoff", "limit"}, func(word string) bool {
		return strings.Contains(f.Name, word)
	}):
		return "Size"
	default:
		return ""
	}
}

// versions returns what later versions changed about a field.
func versions(f facts.Field) (all []string) {
	if f.October.Added {
		all = append(all, "Since: catalog.October")
	}
	october, has := (&facts.Service{Fields: []facts.Field{f}}).Field(facts.October, f.Name)
	if !has {
		return append(all, `Withdrawn: catalog.Withdrawal{In: catalog.October, Instead: ""}`)
	}
	if len(f.OneOf) == 0 && len(october.OneOf) == 1 {
		all = append(all, fmt.Sprintf(`Withdrawn: catalog.Withdrawal{In: catalog.October, But: %s, Instead: ""}`,
			literal(october.OneOf[0])))
	}
	switch {
	case f.Required && !october.Required:
		all = append(all, `OptionalSince: catalog.October, EmptyMeans: ""`)
	case !f.Required && october.Required:
		all = append(all, "RequiredSince: catalog.October")
	}
	return all
}

// literal returns a default as it is written.
func literal(v any) string {
	if s, ok := v.(string); ok {
		return strconv.Quote(s)
	}
	return fmt.Sprint(v)
}

// texts returns the texts among values, except the empty one.
func texts(values []any) (all []string) {
	for _, v := range values {
		if s, ok := v.(string); ok && s != "" {
			all = append(all, s)
		}
	}
	return all
}
