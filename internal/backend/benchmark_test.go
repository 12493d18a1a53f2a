package backend

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/hoody/terraform-provider-hoody/internal/catalog/services"
)

// What a validation costs that finds nothing, by the number of fields and rules.
func BenchmarkValidate(b *testing.B) {
	for name, set := range map[string]map[string]string{
		"azureblob":  {"account": "a", "key": "a2V5", "chunk_size": "4Mi", "encoding": "Slash,Dot"},
		"azurefiles": {"account": "a", "share_name": "s", "key": "a2V5"},
		"s3":         {"endpoint": "e", "access_key_id": "i", "secret_access_key": "s"},
	} {
		b.Run(name, func(b *testing.B) {
			r := New(services.ByName(name))().(*Resource)
			config := map[string]attr.Value{}
			for attribute, a := range newSchema(b.Context(), r.backend).Attributes {
				value := tftypes.NewValue(a.GetType().TerraformType(b.Context()), nil)
				if text, ok := set[attribute]; ok {
					value = tftypes.NewValue(tftypes.String, text)
				}
				v, err := a.GetType().ValueFromTerraform(b.Context(), value)
				if err != nil {
					b.Fatal(err)
				}
				config[attribute] = v
			}
			b.ReportAllocs()
			for b.Loop() {
				if said := r.validate(config); len(said) > 0 {
					b.Fatal(said)
				}
			}
		})
	}
}
