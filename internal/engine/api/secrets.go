package api

import (
	"sync"

	"github.com/hoody/terraform-provider-hoody/internal/catalog"
	"github.com/hoody/terraform-provider-hoody/internal/catalog/services"
	"github.com/hoody/terraform-provider-hoody/internal/redact"
)

// secretsOf returns the secrets in a configuration.
func secretsOf(b *catalog.Backend, values catalog.Values) []string {
	if b == nil {
		return nil
	}
	secrets, carriers := b.Secrets(values)
	return append(secrets, redact.Carried(carriers...)...)
}

// secretNames are the documented names of all secrets of all backends.
var secretNames = sync.OnceValue(func() map[string]bool {
	names := map[string]bool{}
	for _, b := range services.All() {
		for i := range b.Fields {
			if b.Fields[i].Secret {
				names[b.Fields[i].Name] = true
			}
		}
	}
	return names
})

func isSecretName(name string) bool { return secretNames()[name] }
