package api

import (
	"strings"

	"github.com/hoody/terraform-provider-hoody/internal/catalog"
)

// blames finds the one documented field of a backend that a refusal names as
// `field`, "field", 'field' or "field: …". Words that merely look like a field
// are prose.
func blames(b *catalog.Backend) func(message string) string {
	return func(message string) string { return blame(b, message) }
}

func blame(b *catalog.Backend, message string) string {
	if b == nil {
		return ""
	}
	var found string
	for i := range b.Fields {
		name := b.Fields[i].Name
		if !quotes(message, name) {
			continue
		}
		if found != "" {
			return ""
		}
		found = name
	}
	return found
}

// quotes says that a message names a field.
func quotes(message, field string) bool {
	for _, quote := range []string{"`", `"`, "'"} {
		if strings.Contains(message, quote+field+quote) {
			return true
		}
	}
	label := field + ": "
	for _, before := range []string{": ", ". ", "; "} {
		if strings.Contains(message, before+label) {
			return true
		}
	}
	return strings.HasPrefix(message, label)
}
