package datasource

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/hoody/terraform-provider-hoody/internal/engine"
	"github.com/hoody/terraform-provider-hoody/internal/tf"
)

// pendingUploads is the data source hoody_pending_uploads.
type pendingUploads struct{ tf.DataSource }

func newPendingUploads() datasource.DataSource { return &pendingUploads{} }

type pendingUploadsModel struct {
	Container types.String `tfsdk:"container_id"`
	BackendID types.String `tfsdk:"backend_id"`
	Uploads   []uploadView `tfsdk:"uploads"`
}

// uploadView is what was written on one mount and waits to be uploaded.
type uploadView struct {
	ID        string  `tfsdk:"id"`
	BackendID string  `tfsdk:"backend_id"`
	MountID   *string `tfsdk:"mount_id"`
	MountPath *string `tfsdk:"mount_path"`
	Status    *string `tfsdk:"status"`
	Files     *int64  `tfsdk:"files"`
	Bytes     *int64  `tfsdk:"bytes"`
}

func viewOfUpload(u engine.Upload) uploadView {
	return uploadView{
		ID: u.ID, BackendID: u.BackendID, MountID: orNull(u.MountID), MountPath: orNull(u.Path), Status: orNull(u.Status),
		Files: u.Files, Bytes: u.Bytes,
	}
}

// Metadata names the data source.
func (d *pendingUploads) Metadata(
	_ context.Context, req datasource.MetadataRequest, resp *datasource.MetadataResponse,
) {
	resp.TypeName = req.ProviderTypeName + "_pending_uploads"
}

// Schema describes the data source.
func (d *pendingUploads) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	text := func(doc string) schema.Attribute {
		return schema.StringAttribute{Computed: true, MarkdownDescription: doc}
	}
	number := func(doc string) schema.Attribute {
		return schema.Int64Attribute{Computed: true, MarkdownDescription: doc}
	}
	resp.Schema = schema.Schema{
		MarkdownDescription: "What was written on mounts and has not reached the storage yet. " +
			"It needs version 2026-10 of Hoody; an older one is an error." + needs,
		Attributes: map[string]schema.Attribute{
			tf.ContainerID: containerID(),
			"backend_id": schema.StringAttribute{
				Optional:            true,
				Validators:          []validator.String{stringvalidator.LengthAtLeast(1)},
				MarkdownDescription: "Only what is to be uploaded to this backend.",
			},
			"uploads": schema.ListNestedAttribute{
				Computed:            true,
				MarkdownDescription: "What waits, in Hoody's order. It is empty when all is uploaded.",
				NestedObject: schema.NestedAttributeObject{Attributes: map[string]schema.Attribute{
					"id":         text("Identifier of what waits."),
					"backend_id": text("Identifier of the backend."),
					"mount_id":   text("Identifier of the mount, where Hoody returns it."),
					"mount_path": text("Path of the mount, where Hoody returns it."),
					"status":     text("What Hoody calls it, such as `pending`."),
					"files":      number("How many files wait."),
					"bytes":      number("How many bytes wait."),
				}},
			},
		},
	}
}

// Read lists the pending uploads.
func (d *pendingUploads) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	const notListed = "Pending uploads not listed"
	var m pendingUploadsModel
	resp.Diagnostics.Append(req.Config.Get(ctx, &m)...)
	if resp.Diagnostics.HasError() {
		return
	}
	service := d.ServiceIn(m.Container, notListed, &resp.Diagnostics)
	if service == nil {
		return
	}
	all, err := service.PendingUploads(ctx, m.BackendID.ValueString())
	if err != nil {
		failures.Add(&resp.Diagnostics, notListed, err)
		return
	}
	m.Uploads = []uploadView{}
	for _, u := range all {
		m.Uploads = append(m.Uploads, viewOfUpload(u))
	}
	resp.Diagnostics.Append(resp.State.Set(ctx, m)...)
}
