package embedded

import (
	"github.com/hoody/terraform-provider-hoody/internal/catalog"
	"github.com/hoody/terraform-provider-hoody/internal/redact"
)

// maskOf hides the secret fields of a configuration.
func maskOf(b *catalog.Backend, values catalog.Values) redact.Mask {
	var secrets []string
	for i := range b.Fields {
		if s, ok := values[b.Fields[i].Name].(string); ok && b.Fields[i].Secret {
			secrets = append(secrets, s)
		}
	}
	return redact.Of(secrets...)
}
