package tf

import (
	"cmp"
	"context"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// Identify sets the one attribute of an identity, which Terraform 1.12 and newer keep:
// an older one gives none to set.
func Identify(
	ctx context.Context, identity *tfsdk.ResourceIdentity, attribute string, value attr.Value,
) diag.Diagnostics {
	if identity == nil {
		return nil
	}
	return identity.SetAttribute(ctx, path.Root(attribute), value)
}

// Imported is what an import names, by itself or by the one attribute of an identity.
func Imported(ctx context.Context, req resource.ImportStateRequest, attribute string) string {
	var named types.String
	if req.ID == "" && req.Identity != nil {
		req.Identity.GetAttribute(ctx, path.Root(attribute), &named)
	}
	return cmp.Or(req.ID, named.ValueString())
}
