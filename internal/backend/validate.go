package backend

import (
	"regexp"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/hoody/terraform-provider-hoody/internal/catalog"
)

var digits = stringvalidator.RegexMatches(regexp.MustCompile(`^[0-9]*$`), "must be a whole number in decimal digits")

// byKind holds what every string of a kind must satisfy.
var byKind = map[catalog.Kind][]validator.String{
	catalog.Size:     {digits},
	catalog.Encoding: {digits},
	catalog.Tristate: {stringvalidator.OneOf("true", "false")},
}

// stringValidators are the checks that a field's catalog entry asks for.
func stringValidators(f *catalog.Field) []validator.String {
	checks := byKind[f.Kind]
	if len(f.OneOf) == 0 {
		return checks
	}
	allowed := f.OneOf
	if !f.Required && f.DefaultValue() == "" {
		allowed = append([]string{""}, allowed...)
	}
	return append([]validator.String{stringvalidator.OneOf(allowed...)}, checks...)
}
