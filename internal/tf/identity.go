package tf

import (
	"context"
	"encoding/json"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/identityschema"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// An Identity is how Terraform 1.12 and newer identify a thing in a container: by one
// of its attributes, which an import needs, and by the container if the configuration
// names one.
type Identity struct {
	Attribute, Description string
	// Version grows when the identity gets other parts.
	Version int64
	// Separator stands between the container and the attribute in an import by text.
	Separator string
}

// Schema describes the identity.
func (i Identity) Schema() identityschema.Schema {
	return identityschema.Schema{
		Version: i.Version,
		Attributes: map[string]identityschema.Attribute{
			ContainerID: identityschema.StringAttribute{
				OptionalForImport: true, Description: "The container that it is in. Without one, the provider's own.",
			},
			i.Attribute: identityschema.StringAttribute{RequiredForImport: true, Description: i.Description},
		},
	}
}

// Behavior allows an identity to change: a configuration may start to name the
// container that a thing is already in.
func (i Identity) Behavior() resource.ResourceBehavior {
	return resource.ResourceBehavior{MutableIdentity: true}
}

// Set sets an identity if there is one to set: older versions of Terraform keep none.
func (i Identity) Set(
	ctx context.Context, identity *tfsdk.ResourceIdentity, container, attribute attr.Value,
) (diags diag.Diagnostics) {
	if identity == nil {
		return nil
	}
	diags.Append(identity.SetAttribute(ctx, path.Root(ContainerID), container)...)
	diags.Append(identity.SetAttribute(ctx, path.Root(i.Attribute), attribute)...)
	return diags
}

// Imported returns what an import names, in an identity or as text with the container
// in front. The container is null if none is named.
func (i Identity) Imported(
	ctx context.Context, req resource.ImportStateRequest,
) (container types.String, attribute string) {
	container = types.StringNull()
	if req.ID == "" && req.Identity != nil {
		var named types.String
		req.Identity.GetAttribute(ctx, path.Root(ContainerID), &container)
		req.Identity.GetAttribute(ctx, path.Root(i.Attribute), &named)
		return container, named.ValueString()
	}
	before, after, found := strings.Cut(req.ID, i.Separator)
	if !found || before == "" || strings.HasPrefix(before, "/") {
		return container, req.ID
	}
	return types.StringValue(before), after
}

// Upgraders read the identities of every earlier version. They keep what the present
// version still has, and the next read or update fills in the rest.
func (i Identity) Upgraders() map[int64]resource.IdentityUpgrader {
	upgraders := map[int64]resource.IdentityUpgrader{}
	for version := range i.Version {
		upgraders[version] = resource.IdentityUpgrader{IdentityUpgrader: i.upgrade}
	}
	return upgraders
}

func (i Identity) upgrade(
	ctx context.Context, req resource.UpgradeIdentityRequest, resp *resource.UpgradeIdentityResponse,
) {
	var before map[string]*string
	// A state written by Terraform before 1.12 has no identity, and newer versions ask to
	// upgrade it all the same.
	if stored := req.RawIdentity.JSON; len(stored) > 0 {
		if err := json.Unmarshal(stored, &before); err != nil {
			resp.Diagnostics.AddError("The identity cannot be read", err.Error())
			return
		}
	}
	text, now := map[string]attr.Type{}, map[string]attr.Value{}
	for _, name := range []string{ContainerID, i.Attribute} {
		text[name], now[name] = types.StringType, types.StringPointerValue(before[name])
	}
	resp.Diagnostics.Append(resp.Identity.Set(ctx, types.ObjectValueMust(text, now))...)
}
