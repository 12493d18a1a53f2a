package datasource

import (
	"cmp"
	"context"
	"maps"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/hoody/terraform-provider-hoody/internal/engine"
	"github.com/hoody/terraform-provider-hoody/internal/tf"
)

// mounts is the data source hoody_mounts.
type mounts struct{ tf.DataSource }

func newMounts() datasource.DataSource { return &mounts{} }

type mountsModel struct {
	Container types.String `tfsdk:"container_id"`
	BackendID types.String `tfsdk:"backend_id"`
	Label     types.String `tfsdk:"label"`
	Mounts    []mountView  `tfsdk:"mounts"`
}

// Metadata names the data source.
func (d *mounts) Metadata(_ context.Context, req datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_mounts"
}

// Schema describes the data source.
func (d *mounts) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	one := mountAttributes()
	maps.Copy(one, map[string]schema.Attribute{
		"id": schema.StringAttribute{Computed: true, MarkdownDescription: "The absolute path where the backend is mounted."},
		"mount_id": schema.StringAttribute{
			Computed: true,
			MarkdownDescription: "Hoody's identifier of the mount, which changes when the backend is " +
				"mounted again at the same path.",
		},
	})
	resp.Schema = schema.Schema{
		MarkdownDescription: "The mounts that there are at Hoody, no matter who made them: all, or those that match all " +
			"filters. All data sources and resources of a run share one request for the list, which does not have the cache " +
			"settings; `hoody_mount` does." + needs,
		Attributes: map[string]schema.Attribute{
			tf.ContainerID: containerID(),
			"backend_id":   schema.StringAttribute{Optional: true, MarkdownDescription: "Only mounts of this backend."},
			"label":        schema.StringAttribute{Optional: true, MarkdownDescription: "Only mounts with exactly this label."},
			"mounts": schema.ListNestedAttribute{
				Computed:            true,
				NestedObject:        schema.NestedAttributeObject{Attributes: one},
				MarkdownDescription: "The mounts, the oldest first.",
			},
		},
	}
}

// Read lists the mounts.
func (d *mounts) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	const notListed = "Mounts not listed"
	var m mountsModel
	resp.Diagnostics.Append(req.Config.Get(ctx, &m)...)
	if resp.Diagnostics.HasError() {
		return
	}
	service := d.ServiceIn(m.Container, notListed, &resp.Diagnostics)
	if service == nil {
		return
	}
	all, err := service.Mounts(ctx)
	if err != nil {
		failures.Add(&resp.Diagnostics, notListed, err)
		return
	}
	slices.SortFunc(all, func(a, b engine.Mount) int {
		return cmp.Or(a.CreatedAt.Compare(b.CreatedAt), cmp.Compare(a.ID, b.ID))
	})
	m.Mounts = []mountView{}
	for _, one := range all {
		if m.lets(one) {
			m.Mounts = append(m.Mounts, viewOfMount(one))
		}
	}
	resp.Diagnostics.Append(resp.State.Set(ctx, m)...)
}

// lets reports whether the filters let a mount through.
func (m mountsModel) lets(one engine.Mount) bool {
	return (m.BackendID.IsNull() || m.BackendID.ValueString() == one.BackendID) &&
		(m.Label.IsNull() || m.Label.ValueString() == one.Label)
}
