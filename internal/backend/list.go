package backend

import (
	"context"
	"fmt"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/list"
	"github.com/hashicorp/terraform-plugin-framework/list/schema"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/hoody/terraform-provider-hoody/internal/catalog"
	"github.com/hoody/terraform-provider-hoody/internal/catalog/services"
	"github.com/hoody/terraform-provider-hoody/internal/engine"
	"github.com/hoody/terraform-provider-hoody/internal/tf"
)

var _ list.ListResourceWithConfigure = (*Resource)(nil)

// NewList returns the constructor of the list resource for a backend. It is the
// resource itself, because whatever is listed can be imported as one.
func NewList(b *catalog.Backend) func() list.ListResource {
	return func() list.ListResource { return &Resource{backend: b} }
}

// ListResourceConfigSchema describes the config of a list block.
func (r *Resource) ListResourceConfigSchema(
	_ context.Context, _ list.ListResourceSchemaRequest, resp *list.ListResourceSchemaResponse,
) {
	resp.Schema = schema.Schema{
		MarkdownDescription: fmt.Sprintf("The %s backends that are connected at Hoody, no matter who "+
			"connected them, to be found and "+
			"imported with `terraform query`. A backend is listed under the resource type of its own name: what Hoody calls "+
			"`%s`. All lists of a run share one request. Hoody never returns how a backend is configured, so the fields of "+
			"generated resources are to be filled in.\n\n"+
			"Needs the API engine, and Terraform 1.14 or newer. OpenTofu has no lists yet.", r.backend.Title,
			r.backend.BackendType()),
		Attributes: tf.WithContainers(map[string]schema.Attribute{
			attrConnected: schema.BoolAttribute{
				Optional:            true,
				MarkdownDescription: "Only backends that Hoody calls connected (`true`), or only the others (`false`).",
			},
		}),
	}
}

// List streams the backends of the resource's type.
func (r *Resource) List(ctx context.Context, req list.ListRequest, stream *list.ListResultsStream) {
	var connected types.Bool
	diags := req.Config.GetAttribute(ctx, path.Root(attrConnected), &connected)
	found, more := tf.Search(ctx, r.Selected, req.Config, "Backends not listed",
		func(ctx context.Context, service engine.Service) ([]engine.Remote, error) {
			all, err := service.List(ctx)
			return slices.DeleteFunc(all, func(remote engine.Remote) bool {
				return listedAs(remote.BackendType) != r.backend || !connected.IsNull() && connected.ValueBool() != remote.Connected
			}), err
		})
	tf.Stream(append(diags, more...), req.Limit, found, stream,
		func(in tf.Found[engine.Remote], remote engine.Remote) (list.ListResult, bool) {
			return r.listed(ctx, req, in, remote), true
		})
}

// listed returns a backend as one of the results, and if asked for, with what an
// import and the read after it would record.
func (r *Resource) listed(
	ctx context.Context, req list.ListRequest, in tf.Found[engine.Remote], remote engine.Remote,
) list.ListResult {
	result := req.NewListResult(ctx)
	result.DisplayName = displayName(remote)
	result.Diagnostics.Append(identity.Set(ctx, result.Identity, in.Named, types.StringValue(remote.ID))...)
	if req.IncludeResource {
		result.Diagnostics.Append(r.include(ctx, &result, in, remote)...)
	}
	return result
}

func (r *Resource) include(
	ctx context.Context, result *list.ListResult, in tf.Found[engine.Remote], remote engine.Remote,
) diag.Diagnostics {
	state := tfsdk.State(*result.Resource)
	diags := state.SetAttribute(ctx, path.Root(attrID), remote.ID)
	diags.Append(state.SetAttribute(ctx, path.Root(attrContainerID), in.Named)...)
	var imported types.Object
	diags.Append(state.Get(ctx, &imported)...)
	if diags.HasError() {
		return diags
	}
	attributes := imported.Attributes()
	attributes[attrEngine] = types.StringValue(engine.API)
	attributes[attrContainer] = in.Container()
	diags.Append(r.record(ctx, &state, result.Identity, imported, attributes, remote)...)
	*result.Resource = tfsdk.Resource(state)
	return diags
}

// listedAs returns the backend under whose resource type Hoody's backends of a type
// are listed, so that each is listed only once: the backend with that very name, or
// else the first that the name is a synonym of, or nil.
func listedAs(backendType string) *catalog.Backend {
	all := services.All()
	for _, is := range []func(*catalog.Backend) bool{
		func(b *catalog.Backend) bool { return backendType == b.BackendType() || backendType == b.Name },
		func(b *catalog.Backend) bool { return b.IsType(backendType) },
	} {
		if i := slices.IndexFunc(all, is); i >= 0 {
			return all[i]
		}
	}
	return nil
}

// displayName returns a backend's name for people: user@server (id), as far as Hoody
// knows these.
func displayName(r engine.Remote) string {
	switch server := r.Host(); {
	case r.User != "" && server != "":
		return fmt.Sprintf("%s@%s (%s)", r.User, server, r.ID)
	case r.User != "" || server != "":
		return fmt.Sprintf("%s (%s)", r.User+server, r.ID)
	default:
		return r.ID
	}
}
