package mount

import (
	"context"
	"errors"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/list"
	"github.com/hashicorp/terraform-plugin-framework/list/schema"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/hoody/terraform-provider-hoody/internal/engine"
	"github.com/hoody/terraform-provider-hoody/internal/tf"
)

var _ list.ListResourceWithConfigure = (*Resource)(nil)

// NewList makes the list resource. It is the resource itself, because whatever is
// listed can be imported as one.
func NewList() list.ListResource { return &Resource{} }

const notListed = "Mounts not listed"

// ListResourceConfigSchema describes the config of a list block.
func (r *Resource) ListResourceConfigSchema(
	_ context.Context, _ list.ListResourceSchemaRequest, resp *list.ListResourceSchemaResponse,
) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "The mounts that there are at Hoody, no matter who made them, to be found and imported with " +
			"`terraform query`. All lists of a run share one request; with `include_resource`, the settings of each mount " +
			"take one more where the list does not have them. A mount that is just being removed is left out.\n\n" +
			"Needs the API engine, and Terraform 1.14 or newer. OpenTofu has no lists yet.",
		Attributes: tf.WithContainers(map[string]schema.Attribute{
			"backend_id": schema.StringAttribute{Optional: true, MarkdownDescription: "Only mounts of this backend."},
			"label":      schema.StringAttribute{Optional: true, MarkdownDescription: "Only mounts with exactly this label."},
		}),
	}
}

// List streams the mounts.
func (r *Resource) List(ctx context.Context, req list.ListRequest, stream *list.ListResultsStream) {
	var backend, label types.String
	diags := req.Config.GetAttribute(ctx, path.Root("backend_id"), &backend)
	diags.Append(req.Config.GetAttribute(ctx, path.Root("label"), &label)...)
	found, more := tf.Search(ctx, r.Selected, req.Config, notListed,
		func(ctx context.Context, service engine.Service) ([]engine.Mount, error) {
			all, err := service.Mounts(ctx)
			return slices.DeleteFunc(all, func(m engine.Mount) bool {
				return m.Phase() == engine.Falling ||
					!backend.IsNull() && backend.ValueString() != m.BackendID ||
					!label.IsNull() && label.ValueString() != m.Label
			}), err
		})
	tf.Stream(append(diags, more...), req.Limit, found, stream,
		func(in tf.Found[engine.Mount], m engine.Mount) (list.ListResult, bool) {
			return r.listed(ctx, req, in, m)
		})
}

// listed returns a mount as one of the results, and if asked for, with what an import
// and the read after it would record. It reports whether the mount is still there.
func (r *Resource) listed(
	ctx context.Context, req list.ListRequest, in tf.Found[engine.Mount], m engine.Mount,
) (list.ListResult, bool) {
	result := req.NewListResult(ctx)
	result.DisplayName = m.Path
	if req.IncludeResource {
		now, err := in.InspectMount(ctx, engine.MountRef{Path: m.Path, ID: m.ID, WithSettings: true})
		switch {
		case errors.Is(err, engine.ErrNotFound):
			return result, false
		case err != nil:
			result.Diagnostics.AddError(notListed, err.Error())
			return result, true
		}
		result.Diagnostics.Append(r.include(ctx, &result, in, now)...)
	}
	result.Diagnostics.Append(identify(ctx, result.Identity, in.Named, types.StringValue(m.Path))...)
	return result, true
}

func (r *Resource) include(
	ctx context.Context, result *list.ListResult, in tf.Found[engine.Mount], now engine.Mount,
) diag.Diagnostics {
	state := tfsdk.State(*result.Resource)
	diags := state.SetAttribute(ctx, atPath, now.Path)
	var imported model
	diags.Append(state.Get(ctx, &imported)...)
	if diags.HasError() {
		return diags
	}
	diags.Append(imported.refresh(now)...)
	imported.Named, imported.Container = in.Named, in.Container()
	diags.Append(state.Set(ctx, imported)...)
	*result.Resource = tfsdk.Resource(state)
	return diags
}
