package catalog_test

import (
	"slices"
	"testing"

	"github.com/hoody/terraform-provider-hoody/internal/catalog"
)

func TestSecrets(t *testing.T) {
	t.Parallel()
	b := catalog.Backend{Fields: []catalog.Field{
		{Name: "host"}, {Name: "pass", Secret: true}, {Name: "key", Secret: true}, {Name: "proxy", Carries: true}, {Name: "port", Kind: catalog.Int},
	}}
	secrets, carriers := b.Secrets(catalog.Values{"host": "h", "pass": "p", "key": "", "proxy": "u:p@h", "port": int64(1)})
	if !slices.Equal(secrets, []string{"p"}) || !slices.Equal(carriers, []string{"u:p@h"}) {
		t.Errorf("got %q, %q", secrets, carriers)
	}
}
