package api

import (
	"sync"

	"github.com/hoody/terraform-provider-hoody/internal/catalog"
	"github.com/hoody/terraform-provider-hoody/internal/catalog/services"
)

// secretsOf are the values that the catalog calls secret.
func secretsOf(b *catalog.Backend, values catalog.Values) []string {
	if b == nil {
		return nil
	}
	var secrets []string
	for i := range b.Fields {
		if s, ok := values[b.Fields[i].Name].(string); ok && b.Fields[i].Secret && s != "" {
			secrets = append(secrets, s)
		}
	}
	return secrets
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
