package provider_test

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/zclconf/go-cty/cty"

	"github.com/hoody/terraform-provider-hoody/internal/emulator"
	"github.com/hoody/terraform-provider-hoody/internal/provider"
)

// Requests say which Terraform sends them, and what the person who runs it adds.
func TestUserAgent(t *testing.T) {
	t.Setenv("TF_APPEND_USER_AGENT", "team-storage/7")
	service, url := serveEmulator(t, emulator.Options{})
	server := provider.NewServer("1.2.3")()
	schema, err := server.GetProviderSchema(t.Context(), &tfprotov6.GetProviderSchemaRequest{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := server.ConfigureProvider(t.Context(), &tfprotov6.ConfigureProviderRequest{
		TerraformVersion: "1.16.4", Config: encode(t, schema.Provider, texts("endpoint", url)),
	}); err != nil {
		t.Fatal(err)
	}
	c := &core{server.(everything), schema}
	if _, problems := c.readData(t, "hoody_backends", nil); len(problems) > 0 {
		t.Fatal(details(problems))
	}
	const want = "Terraform/1.16.4 (+https://www.terraform.io) terraform-provider-hoody/1.2.3 team-storage/7"
	if got := service.Requests()[0].Header.Get("User-Agent"); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// A provider block that is not known yet defers its resources where the client
// allows that: the plan goes on without them.
func TestUnknownProviderBlockDefers(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		token   cty.Value
		allowed bool
		want    bool
	}{
		"unknown, and allowed":     {cty.UnknownVal(cty.String), true, true},
		"unknown, and not allowed": {cty.UnknownVal(cty.String), false, false},
		"known":                    {cty.StringVal("token"), true, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			server := provider.NewServer("test")()
			schema, err := server.GetProviderSchema(t.Context(), &tfprotov6.GetProviderSchemaRequest{})
			if err != nil {
				t.Fatal(err)
			}
			resp, err := server.ConfigureProvider(t.Context(), &tfprotov6.ConfigureProviderRequest{
				Config:             encode(t, schema.Provider, map[string]cty.Value{"token": c.token}),
				ClientCapabilities: &tfprotov6.ConfigureProviderClientCapabilities{DeferralAllowed: c.allowed},
			})
			if err != nil || len(resp.Diagnostics) > 0 {
				t.Fatal(err, details(resp.Diagnostics))
			}
			planned := (&core{server.(everything), schema}).create(t, "hoody_backend_b2", texts("account", "a", "key", "k"))
			if deferred := planned.Deferred != nil; deferred != c.want {
				t.Errorf("deferred %t, want %t: %v", deferred, c.want, details(planned.Diagnostics))
			}
		})
	}
}

// create plans a new resource.
func (s *core) create(t *testing.T, resource string, config map[string]cty.Value) *tfprotov6.PlanResourceChangeResponse {
	t.Helper()
	schema := s.schema.ResourceSchemas[resource]
	raw, of := encode(t, schema, config), ctyType(schema.ValueType())
	resp, err := s.server.PlanResourceChange(t.Context(), &tfprotov6.PlanResourceChangeRequest{
		TypeName: resource, Config: raw, ProposedNewState: raw, PriorState: pack(t, cty.NullVal(of), of),
		ClientCapabilities: &tfprotov6.PlanResourceChangeClientCapabilities{DeferralAllowed: true},
	})
	if err != nil {
		t.Fatal(err)
	}
	return resp
}
