package provider_test

import (
	"context"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/hoody/terraform-provider-hoody/internal/provider"
)

// ownAttributes are what every backend has besides its documented fields.
var ownAttributes = []string{
	"id", "container_id", "container", "backend_type", "type", "mount_paths", "connected", "engine", "verify", "verify_path", "timeouts",
	"credentials_rotated_at", "credentials_wo_version", "unmount_on_destroy", "remount_on_rotate", "uploads_on_destroy",
}

// The schema that Terraform is shown has the documented fields, of the
// documented types, required and secret where documented, and nothing else.
func TestSchemaIsTheDocumentedOne(t *testing.T) {
	t.Parallel()
	server := provider.NewServer("test")()
	resp, err := server.GetProviderSchema(context.Background(), &tfprotov6.GetProviderSchemaRequest{})
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range resp.Diagnostics {
		t.Errorf("%s: %s", d.Summary, d.Detail)
	}
	if got := len(resp.ResourceSchemas); got != len(documentedBackends(t))+1 {
		t.Errorf("%d resources, want one of each backend and one of mounts", got)
	}
	documentedTypes := map[string]string{"string": "string", "boolean": "bool", "integer": "number"}
	for _, d := range documentedBackends(t) {
		schema := resp.ResourceSchemas[d.resourceType()]
		if schema == nil {
			t.Errorf("no resource %s", d.resourceType())
			continue
		}
		got := map[string]*tfprotov6.SchemaAttribute{}
		for _, a := range schema.Block.Attributes {
			got[a.Name] = a
		}
		for _, name := range ownAttributes {
			if got[name] == nil {
				t.Errorf("%s lacks %s", d.resourceType(), name)
			}
			delete(got, name)
		}
		for _, f := range d.Service.Fields { // of all versions
			name := attributeOf(d.Name, f.Name)
			a := got[name]
			if a == nil {
				t.Errorf("%s lacks the documented %s", d.resourceType(), name)
				continue
			}
			delete(got, name)
			if want := documentedTypes[f.Type]; typeName(a) != want {
				t.Errorf("%s.%s is a %s, want %s", d.resourceType(), name, typeName(a), want)
			}
			// A required secret may be given by its twin instead.
			if want := f.Required && !f.Secret && !f.October.Added; a.Required != want || a.Sensitive != f.Secret {
				t.Errorf("%s.%s: required %t, sensitive %t; want %t, %t", d.resourceType(), name, a.Required, a.Sensitive, want, f.Secret)
			}
			if isCode := name == "two_factor_code"; isCode != (a.WriteOnly) {
				t.Errorf("%s.%s: written only %t", d.resourceType(), name, a.WriteOnly)
			} else if f.Secret && !isCode {
				twin := got[name+"_wo"]
				if twin == nil || !twin.WriteOnly || !twin.Sensitive || !twin.Optional {
					t.Errorf("%s.%s has no write-only twin", d.resourceType(), name)
				}
				delete(got, name+"_wo")
			}
			if a.Description == "" {
				t.Errorf("%s.%s has no description", d.resourceType(), name)
			}
		}
		for name := range got {
			t.Errorf("%s has %s, which is not documented", d.resourceType(), name)
		}
	}
}

func typeName(a *tfprotov6.SchemaAttribute) string {
	switch t := a.Type.String(); t {
	case "tftypes.String":
		return "string"
	case "tftypes.Bool":
		return "bool"
	case "tftypes.Number":
		return "number"
	default:
		return t
	}
}
