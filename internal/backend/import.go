package backend

import (
	"context"
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/identityschema"

	"github.com/hoody/terraform-provider-hoody/internal/catalog"
	"github.com/hoody/terraform-provider-hoody/internal/engine"
	"github.com/hoody/terraform-provider-hoody/internal/tf"
)

// IdentitySchema says that a backend is its id (Terraform 1.12 or newer).
func (r *Resource) IdentitySchema(_ context.Context, _ resource.IdentitySchemaRequest, resp *resource.IdentitySchemaResponse) {
	resp.IdentitySchema = identityschema.Schema{Attributes: map[string]identityschema.Attribute{
		attrID: identityschema.StringAttribute{
			RequiredForImport: true,
			Description:       "Identifier of the connected backend.",
		},
	}}
}

// ImportState adopts a backend by its id, by CONTAINER/ID or by its identity; the read
// that follows reports whether there is one and of which type it is.
func (r *Resource) ImportState(ctx context.Context, req resource.ImportStateRequest, resp *resource.ImportStateResponse) {
	if r.Selection.Name == engine.Embedded {
		resp.Diagnostics.AddError("Nothing to import from",
			"The embedded engine keeps no backends, and so not "+r.named(tf.Imported(ctx, req, attrID))+
				": there is no service to ask.\n"+r.Selection.ToAPI)
		return
	}
	if r.Selection.Engine == nil {
		resp.Diagnostics.AddError(r.about(notImported, tf.Imported(ctx, req, attrID)), engine.ErrUnknownProvider.Error())
		return
	}
	resource.ImportStatePassthroughWithIdentity(ctx, path.Root(attrID), path.Root(attrID), req, resp)
	if container, id := tf.CutContainer(req.ID, "/"); !container.IsNull() {
		resp.Diagnostics.Append(resp.State.SetAttribute(ctx, path.Root(attrID), id)...)
		resp.Diagnostics.Append(resp.State.SetAttribute(ctx, path.Root(attrContainerID), container)...)
	}
	resp.Diagnostics.Append(memory{Imported: true}.save(ctx, resp.Private)...)
}

const notImported = "Backend not imported"

// addUnproven warns, at the first plan after an import, of the fields that the
// service never tells: it may have other values for them.
func addUnproven(diags *diag.Diagnostics, m memory, changes []change) {
	var names []string
	for _, c := range changes {
		if !c.field.Rotates && m.trusts(c.field) {
			names = append(names, c.field.Attribute())
		}
	}
	if len(names) > 0 {
		diags.AddWarning("An imported configuration cannot be checked",
			"Hoody does not tell how a backend is configured, so this plan takes your word for "+strings.Join(names, ", ")+".\n"+
				"If one of them differs at Hoody, replace the backend: terraform apply -replace.")
	}
}

// contradicted refuses an import of another backend than the one that is configured:
// Hoody lists what it points at.
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
		fmt.Sprintf("Hoody lists %s with %s.\nImport the id of the backend that this resource describes, or correct %s.", id, told, name))
	return diags
}
