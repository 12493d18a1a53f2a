package datasource

import (
	"cmp"
	"context"
	"maps"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/hoody/terraform-provider-hoody/internal/catalog"
	"github.com/hoody/terraform-provider-hoody/internal/catalog/services"
	"github.com/hoody/terraform-provider-hoody/internal/engine"
	"github.com/hoody/terraform-provider-hoody/internal/tf"
)

// backends is the data source hoody_backends.
type backends struct{ tf.DataSource }

func newBackends() datasource.DataSource { return &backends{} }

type backendsModel struct {
	Container   types.String  `tfsdk:"container_id"`
	BackendType types.String  `tfsdk:"backend_type"`
	Connected   types.Bool    `tfsdk:"connected"`
	Mounted     types.Bool    `tfsdk:"mounted"`
	Backends    []backendView `tfsdk:"backends"`
}

// Metadata names the data source.
func (d *backends) Metadata(_ context.Context, req datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_backends"
}

// Schema describes the data source.
func (d *backends) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	one := backendAttributes()
	maps.Copy(one, map[string]schema.Attribute{
		"id": schema.StringAttribute{Computed: true, MarkdownDescription: "Identifier of the backend."},
	})
	resp.Schema = schema.Schema{
		MarkdownDescription: "The backends that are connected at Hoody, no matter who connected them: all, or those that " +
			"match all filters. All data sources and resources of a run share one request for the list." + needs,
		Attributes: map[string]schema.Attribute{
			tf.ContainerID: containerID(),
			"backend_type": schema.StringAttribute{
				Optional: true,
				MarkdownDescription: "Only backends of this type: the last part of the name of a resource with `-` for `_` " +
					"(`google-cloud-storage`), or what Hoody calls it (`google cloud storage`). Names for the same service count " +
					"as one, such as `storj` and `tardigrade`. A type that this provider does not know is compared as you write it.",
			},
			"connected": schema.BoolAttribute{
				Optional:            true,
				MarkdownDescription: "Only backends that Hoody calls connected (`true`), or only the others (`false`).",
			},
			"mounted": schema.BoolAttribute{
				Optional:            true,
				MarkdownDescription: "Only backends that are mounted somewhere (`true`), or only those that are not (`false`).",
			},
			"backends": schema.ListNestedAttribute{
				Computed:            true,
				NestedObject:        schema.NestedAttributeObject{Attributes: one},
				MarkdownDescription: "The backends, the oldest first.",
			},
		},
	}
}

// Read lists the backends.
func (d *backends) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	const notListed = "Backends not listed"
	var m backendsModel
	resp.Diagnostics.Append(req.Config.Get(ctx, &m)...)
	if resp.Diagnostics.HasError() {
		return
	}
	service := d.ServiceIn(m.Container, notListed, &resp.Diagnostics)
	if service == nil {
		return
	}
	all, err := service.List(ctx)
	if err != nil {
		failures.Add(&resp.Diagnostics, notListed, err)
		return
	}
	slices.SortFunc(all, func(a, b engine.Remote) int {
		return cmp.Or(a.CreatedAt.Compare(b.CreatedAt), cmp.Compare(a.ID, b.ID))
	})
	m.Backends = []backendView{}
	for _, r := range all {
		if m.lets(r) {
			m.Backends = append(m.Backends, viewOfBackend(r))
		}
	}
	resp.Diagnostics.Append(resp.State.Set(ctx, m)...)
}

// lets reports whether the filters let a backend through.
func (m backendsModel) lets(r engine.Remote) bool {
	return (m.BackendType.IsNull() || sameType(m.BackendType.ValueString(), r.BackendType)) &&
		(m.Connected.IsNull() || m.Connected.ValueBool() == r.Connected) &&
		(m.Mounted.IsNull() || m.Mounted.ValueBool() == (len(r.MountPaths) > 0))
}

// sameType reports whether two names mean the same type of backend. Hoody may know
// types that the catalog does not have.
func sameType(asked, answered string) bool {
	return asked == answered || slices.ContainsFunc(services.All(), func(b *catalog.Backend) bool {
		return b.IsType(asked) && b.IsType(answered)
	})
}
