package tf

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

var mountIdentity = Identity{Attribute: "path", Separator: ":"}

// identityOf is one of a path in a container; either may be null.
func identityOf(t *testing.T, container, at *string) *tfsdk.ResourceIdentity {
	schema := mountIdentity.Schema()
	return &tfsdk.ResourceIdentity{Schema: schema, Raw: tftypes.NewValue(schema.Type().TerraformType(t.Context()), map[string]tftypes.Value{
		"container_id": tftypes.NewValue(tftypes.String, container), "path": tftypes.NewValue(tftypes.String, at),
	})}
}

func TestIdentitySet(t *testing.T) {
	t.Parallel()
	container, at := types.StringValue("c1"), types.StringValue("/a")
	if diags := mountIdentity.Set(t.Context(), nil, container, at); diags != nil {
		t.Errorf("an older Terraform: %v, want nothing", diags)
	}
	one := identityOf(t, nil, nil)
	diags := mountIdentity.Set(t.Context(), one, container, at)
	var named, got types.String
	diags.Append(one.GetAttribute(t.Context(), path.Root("container_id"), &named)...)
	diags.Append(one.GetAttribute(t.Context(), path.Root("path"), &got)...)
	if !got.Equal(at) || !named.Equal(container) || diags.HasError() {
		t.Errorf("%s in %s, %v, want /a in c1", got, named, diags)
	}
}

func TestImported(t *testing.T) {
	t.Parallel()
	in, at := "c2", "/b"
	for _, c := range []struct {
		req                  resource.ImportStateRequest
		separator            string
		container, attribute string
	}{
		{resource.ImportStateRequest{ID: "c1/bck_1"}, "/", "c1", "bck_1"},
		{resource.ImportStateRequest{ID: "bck_1"}, "/", "", "bck_1"},
		{resource.ImportStateRequest{ID: "/bck_1"}, "/", "", "/bck_1"},
		{resource.ImportStateRequest{ID: "c1:/hoody/mounts/a"}, ":", "c1", "/hoody/mounts/a"},
		{resource.ImportStateRequest{ID: "/hoody/mounts/a"}, ":", "", "/hoody/mounts/a"},
		{resource.ImportStateRequest{ID: "/hoody/mounts/a:/b"}, ":", "", "/hoody/mounts/a:/b"},
		{resource.ImportStateRequest{ID: "mount_1"}, ":", "", "mount_1"},
		{resource.ImportStateRequest{ID: "/a", Identity: identityOf(t, &in, &at)}, ":", "", "/a"},
		{resource.ImportStateRequest{Identity: identityOf(t, &in, &at)}, ":", "c2", "/b"},
		{resource.ImportStateRequest{Identity: identityOf(t, nil, &at)}, ":", "", "/b"},
		{resource.ImportStateRequest{}, ":", "", ""},
	} {
		identity := Identity{Attribute: "path", Separator: c.separator}
		container, attribute := identity.Imported(t.Context(), c.req)
		if container.ValueString() != c.container || container.IsNull() != (c.container == "") || attribute != c.attribute {
			t.Errorf("%+v: %s and %s, want %s and %s", c.req, container, attribute, c.container, c.attribute)
		}
	}
}
