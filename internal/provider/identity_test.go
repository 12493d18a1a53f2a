package provider_test

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/providerserver"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/hoody/terraform-provider-hoody/internal/emulator"
	"github.com/hoody/terraform-provider-hoody/internal/provider"
)

// Terraform 1.12 and newer import by identity; in process, for the Terraform of
// these tests may be older.
func TestImportByIdentity(t *testing.T) {
	t.Parallel()
	service, url := serveEmulator(t, emulator.Options{})
	id := service.Add("b2", map[string]any{"account": "005a", "key": "K005"})
	server := providerserver.NewProtocol6(provider.New("test")())()
	schema, err := server.GetProviderSchema(t.Context(), &tfprotov6.GetProviderSchemaRequest{})
	if err != nil {
		t.Fatal(err)
	}
	shape := schema.Provider.ValueType().(tftypes.Object)
	values := map[string]tftypes.Value{}
	for name, typ := range shape.AttributeTypes {
		values[name] = tftypes.NewValue(typ, nil)
	}
	values["endpoint"] = tftypes.NewValue(tftypes.String, url)
	config, err := tfprotov6.NewDynamicValue(shape, tftypes.NewValue(shape, values))
	if err != nil {
		t.Fatal(err)
	}
	configured, err := server.ConfigureProvider(t.Context(), &tfprotov6.ConfigureProviderRequest{Config: &config})
	if err != nil || len(configured.Diagnostics) > 0 {
		t.Fatal(err, configured)
	}

	identityType := tftypes.Object{AttributeTypes: map[string]tftypes.Type{"id": tftypes.String}}
	identity, err := tfprotov6.NewDynamicValue(identityType, tftypes.NewValue(identityType, map[string]tftypes.Value{
		"id": tftypes.NewValue(tftypes.String, id),
	}))
	if err != nil {
		t.Fatal(err)
	}
	imported, err := server.ImportResourceState(t.Context(), &tfprotov6.ImportResourceStateRequest{
		TypeName: "hoody_backend_b2", Identity: &tfprotov6.ResourceIdentityData{IdentityData: &identity},
	})
	if err != nil || len(imported.Diagnostics) > 0 {
		t.Fatal(err, imported)
	}
	one := imported.ImportedResources[0]
	read, err := server.ReadResource(t.Context(), &tfprotov6.ReadResourceRequest{
		TypeName: "hoody_backend_b2", CurrentState: one.State, Private: one.Private, CurrentIdentity: one.Identity,
	})
	if err != nil || len(read.Diagnostics) > 0 {
		t.Fatal(err, read)
	}

	state, err := read.NewState.Unmarshal(schema.ResourceSchemas["hoody_backend_b2"].ValueType())
	if err != nil {
		t.Fatal(err)
	}
	var attributes map[string]tftypes.Value
	var gotID, gotEngine string
	if err := state.As(&attributes); err != nil {
		t.Fatal(err)
	}
	_, _ = attributes["id"].As(&gotID), attributes["engine"].As(&gotEngine)
	if gotID != id || gotEngine != "api" {
		t.Errorf("imported id %q by engine %q, want %q by api", gotID, gotEngine, id)
	}
	said, err := read.NewIdentity.IdentityData.Unmarshal(identityType)
	if err != nil {
		t.Fatal(err)
	}
	want := tftypes.NewValue(identityType, map[string]tftypes.Value{"id": tftypes.NewValue(tftypes.String, id)})
	if !said.Equal(want) {
		t.Errorf("the identity is %s, want %s", said, want)
	}
}
