package backend

import (
	"context"
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/hoody/terraform-provider-hoody/internal/catalog"
	"github.com/hoody/terraform-provider-hoody/internal/engine"
	"github.com/hoody/terraform-provider-hoody/internal/tf"
)

// identity is a backend's id. Version 0 had no container.
var identity = tf.Identity{Version: 1, Attribute: attrID, Description: "Identifier of the connected backend.",
	Separator: "/"}

// IdentitySchema describes the identity (Terraform 1.12 or newer).
func (r *Resource) IdentitySchema(
	_ context.Context, _ resource.IdentitySchemaRequest, resp *resource.IdentitySchemaResponse,
) {
	resp.IdentitySchema = identity.Schema()
}

// UpgradeIdentity reads the identities of earlier versions.
func (r *Resource) UpgradeIdentity(context.Context) map[int64]resource.IdentityUpgrader {
	return identity.Upgraders()
}

// identify sets the identity from the state.
func identify(
	ctx context.Context, in *tfsdk.ResourceIdentity, attributes map[string]attr.Value,
) diag.Diagnostics {
	return identity.Set(ctx, in, attributes[attrContainerID], attributes[attrID])
}

// ImportState adopts a backend by its id, by CONTAINER/ID or by its identity. The read
// that follows finds out whether it exists and which type it has.
func (r *Resource) ImportState(
	ctx context.Context, req resource.ImportStateRequest, resp *resource.ImportStateResponse,
) {
	container, id := identity.Imported(ctx, req)
	if r.Selection.Name == engine.Embedded {
		resp.Diagnostics.AddError("Nothing to import from",
			"The embedded engine keeps no backends, and so not "+r.named(id)+
				": it does not call Hoody.\n"+r.Selection.ToAPI)
		return
	}
	if r.Selection.Engine == nil {
		resp.Diagnostics.AddError(r.about(notImported, id), engine.ErrUnknownProvider.Error())
		return
	}
	resp.Diagnostics.Append(resp.State.SetAttribute(ctx, path.Root(attrID), id)...)
	resp.Diagnostics.Append(resp.State.SetAttribute(ctx, path.Root(attrContainerID), container)...)
	resp.Diagnostics.Append(identity.Set(ctx, resp.Identity, container, types.StringValue(id))...)
	resp.Diagnostics.Append(memory{Imported: true}.save(ctx, resp.Private)...)
}

const notImported = "Backend not imported"

// addUnproven warns, at the first plan after an import, of the fields that the service
// never returns: it may have other values for them.
func addUnproven(diags *diag.Diagnostics, m memory, changes []change) {
	var names []string
	for _, c := range changes {
		if !c.field.Rotates && m.trusts(c.field) {
			names = append(names, c.field.Attribute())
		}
	}
	if len(names) > 0 {
		diags.AddWarning("An imported configuration cannot be checked",
			"Hoody does not return a backend's configuration, so this plan takes your word for "+strings.Join(names, ", ")+".\n"+
				"If one of them differs at Hoody, replace the backend: terraform apply -replace=ADDRESS")
	}
}

// warnOfNoCredentials warns, at the first plan after an import, that nothing in the
// configuration signs in. That works until something has to be sent.
func (r *Resource) warnOfNoCredentials(m memory, config map[string]attr.Value, diags *diag.Diagnostics) {
	if !m.Imported || r.backend.SignsIn(r.asConfig(config)) {
		return
	}
	var set []string
	for _, name := range r.backend.Ways[0].Fields {
		set = append(set, r.backend.Field(name).Attribute())
	}
	diags.AddWarning("The configuration of the imported backend has no credentials",
		"Hoody keeps those that the backend has, and never returns them. A replacement would connect it without any.\n"+
			"Set "+strings.Join(set, " and ")+", or another way to authenticate; this apply then sends what rotates in place.")
}

// contradicted refuses to import another backend than the configured one. It compares
// with what Hoody lists.
func (r *Resource) contradicted(m memory, id string, config map[string]attr.Value) (diags diag.Diagnostics) {
	if !m.Imported || m.Listed == nil {
		return nil
	}
	found := engine.Remote{Server: m.Listed.Server, User: m.Listed.User}
	f := r.spec(config).Contradiction(found)
	if f == nil {
		return nil
	}
	told := fmt.Sprintf("the server %q", found.Server)
	if f.Tells == catalog.User {
		told = fmt.Sprintf("the user %q", found.User)
	}
	name := blamed(f, config)
	diags.AddAttributeError(path.Root(name), name+" is not that of the imported backend",
		fmt.Sprintf("Hoody lists %s with %s.\nImport the id of the backend that this resource describes, or correct %s.", id,
			told, name))
	return diags
}
