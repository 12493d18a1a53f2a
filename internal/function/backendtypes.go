package function

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/function"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/hoody/terraform-provider-hoody/internal/catalog/services"
)

// backendTypes is the function that returns the catalog as a value.
type backendTypes struct{}

// backendType is one entry of the catalog.
type backendType struct {
	Resource string   `tfsdk:"resource"`
	Fields   []string `tfsdk:"fields"`
	Secrets  []string `tfsdk:"secrets"`
}

// Metadata names the function.
func (backendTypes) Metadata(_ context.Context, _ function.MetadataRequest, resp *function.MetadataResponse) {
	resp.Name = "backend_types"
}

// Definition describes the function.
func (backendTypes) Definition(_ context.Context, _ function.DefinitionRequest, resp *function.DefinitionResponse) {
	names := types.ListType{ElemType: types.StringType}
	resp.Definition = function.Definition{
		Summary: "The types of backends",
		MarkdownDescription: "All types of backends that there are, by the name of the documented endpoint, such as " +
			"`google-cloud-storage`. Each is an object with `resource`, the type of the resource that manages such a backend; " +
			"`fields`, the documented names of its fields; and `secrets`, those of them that are secret. For modules that " +
			"take the type as a variable." + needsTerraform,
		Return: function.MapReturn{ElementType: types.ObjectType{AttrTypes: map[string]attr.Type{
			"resource": types.StringType, "fields": names, "secrets": names,
		}}},
	}
}

// Run returns every backend type, by name.
func (backendTypes) Run(ctx context.Context, _ function.RunRequest, resp *function.RunResponse) {
	all := map[string]backendType{}
	for _, b := range services.All() {
		t := backendType{Resource: "hoody_" + b.ResourceName(), Secrets: []string{}}
		for i := range b.Fields {
			f := &b.Fields[i]
			t.Fields = append(t.Fields, f.Name)
			if f.Secret {
				t.Secrets = append(t.Secrets, f.Name)
			}
		}
		all[b.Name] = t
	}
	resp.Error = resp.Result.Set(ctx, all)
}
