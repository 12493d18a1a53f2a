package embedded

import (
	"github.com/hoody/terraform-provider-hoody/internal/catalog"
	"github.com/hoody/terraform-provider-hoody/internal/redact"
)

// maskOf returns a mask that hides the secrets of a configuration.
func maskOf(b *catalog.Backend, values catalog.Values) redact.Mask {
	secrets, carriers := b.Secrets(values)
	return redact.Of(append(secrets, redact.Carried(carriers...)...)...)
}
