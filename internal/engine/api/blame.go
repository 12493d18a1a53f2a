package api

import (
	"github.com/hoody/terraform-provider-hoody/internal/catalog"
	"github.com/hoody/terraform-provider-hoody/internal/engine/api/internal/wire"
)

// blames returns a function that finds the one documented field of a backend that a
// refusal names as `field`, "field", 'field' or "field: …". A word that merely looks
// like a field is prose.
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
		if !wire.Names(message, name) {
			continue
		}
		if found != "" {
			return ""
		}
		found = name
	}
	return found
}
