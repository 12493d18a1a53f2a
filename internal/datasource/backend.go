package datasource

import (
	"context"
	"errors"
	"maps"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/hoody/terraform-provider-hoody/internal/engine"
	"github.com/hoody/terraform-provider-hoody/internal/tf"
)

const backendNotRead = "Backend not read"

// backend is the data source hoody_backend.
type backend struct{ tf.DataSource }

func newBackend() datasource.DataSource { return &backend{} }

// backendView is a backend as Hoody's list shows it.
type backendView struct {
	ID          string   `tfsdk:"id"`
	BackendType string   `tfsdk:"backend_type"`
	Server      *string  `tfsdk:"server"`
	User        *string  `tfsdk:"user"`
	Connected   bool     `tfsdk:"connected"`
	MountPaths  []string `tfsdk:"mount_paths"`
	CreatedAt   *string  `tfsdk:"created_at"`
}

// backendDetail is all that Hoody shows of one backend.
type backendDetail struct {
	backendView
	Container types.String `tfsdk:"container_id"`
	LastUsed  *string      `tfsdk:"last_used"`
}

func viewOfBackend(r engine.Remote) backendView {
	return backendView{
		ID: r.ID, BackendType: r.BackendType, Server: orNull(r.Server), User: orNull(r.User),
		Connected: r.Connected, MountPaths: append([]string{}, r.MountPaths...), CreatedAt: whenKnown(r.CreatedAt),
	}
}

// backendAttributes returns the attributes of a backendView, except its id.
func backendAttributes() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"backend_type": schema.StringAttribute{
			Computed: true,
			MarkdownDescription: "Hoody's name for the type of backend, such as `s3`. It can be one that no resource of this " +
				"provider manages.",
		},
		"server": schema.StringAttribute{
			Computed:            true,
			MarkdownDescription: "The host that the backend points at, or `<type>:generic` where Hoody names none.",
		},
		"user": schema.StringAttribute{
			Computed:            true,
			MarkdownDescription: "The account or key id that the backend is connected with, where Hoody returns it.",
		},
		"connected": schema.BoolAttribute{
			Computed: true,
			MarkdownDescription: "Whether Hoody calls the backend connected, which by its documentation is always so: ask " +
				"`hoody_backend_test` whether its storage answers.",
		},
		"mount_paths": schema.ListAttribute{
			Computed: true, ElementType: types.StringType,
			MarkdownDescription: "Where the backend is mounted.",
		},
		"created_at": schema.StringAttribute{
			Computed:            true,
			MarkdownDescription: "When Hoody connected the backend, as an RFC 3339 time.",
		},
	}
}

// backendID returns the required id of a data source about one backend.
func backendID() schema.Attribute {
	return schema.StringAttribute{
		Required:            true,
		Validators:          []validator.String{stringvalidator.LengthAtLeast(1)},
		MarkdownDescription: "Identifier of the backend, as `hoody_backend_<type>` and `hoody_backends` have it.",
	}
}

// Metadata names the data source.
func (d *backend) Metadata(_ context.Context, req datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_backend"
}

// Schema describes the data source.
func (d *backend) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	attributes := backendAttributes()
	maps.Copy(attributes, map[string]schema.Attribute{
		"id": backendID(), tf.ContainerID: containerID(),
		"last_used": schema.StringAttribute{
			Computed:            true,
			MarkdownDescription: "When the backend was last used, as an RFC 3339 time; not set while it never was.",
		},
	})
	resp.Schema = schema.Schema{
		MarkdownDescription: "One connected backend, as Hoody sees it now, no matter who connected it. Hoody never returns " +
			"how a backend is configured, so neither its fields nor its secrets are here. Reading it takes one request." + needs,
		Attributes: attributes,
	}
}

// Read asks for the backend by its id.
func (d *backend) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	var id string
	var container types.String
	resp.Diagnostics.Append(req.Config.GetAttribute(ctx, path.Root(tf.ContainerID), &container)...)
	resp.Diagnostics.Append(req.Config.GetAttribute(ctx, path.Root("id"), &id)...)
	if resp.Diagnostics.HasError() {
		return
	}
	service := d.ServiceIn(container, backendNotRead, &resp.Diagnostics)
	if service == nil {
		return
	}
	remote, err := service.Backend(ctx, id)
	switch {
	case errors.Is(err, engine.ErrNotFound):
		resp.Diagnostics.AddAttributeError(path.Root("id"), backendNotRead, engine.NoBackend(id).Text())
		return
	case err != nil:
		failures.Add(&resp.Diagnostics, backendNotRead, err)
		return
	}
	resp.Diagnostics.Append(resp.State.Set(ctx,
		backendDetail{viewOfBackend(remote), container, whenKnown(remote.LastUsed)})...)
}
