package datasource

import (
	"context"
	"fmt"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/hoody/terraform-provider-hoody/internal/engine"
	"github.com/hoody/terraform-provider-hoody/internal/tf"
)

// containers is the data source hoody_containers, and container is hoody_container.
type (
	containers struct{ tf.DataSource }
	container  struct{ tf.DataSource }
)

func newContainers() datasource.DataSource { return &containers{} }
func newContainer() datasource.DataSource  { return &container{} }

// containerView is a container as the account shows it.
type containerView struct {
	ID      string  `tfsdk:"id"`
	Name    *string `tfsdk:"name"`
	Project string  `tfsdk:"project"`
	Server  *string `tfsdk:"server"`
	Status  string  `tfsdk:"status"`
	Address *string `tfsdk:"address"`
}

type containersModel struct {
	Project    types.String    `tfsdk:"project"`
	Status     types.String    `tfsdk:"status"`
	Containers []containerView `tfsdk:"containers"`
}

func viewOfContainer(c engine.Container) containerView {
	return containerView{
		ID: c.ID, Name: orNull(c.Name), Project: c.Project, Server: orNull(c.Server), Status: c.Status,
		Address: orNull(c.Address),
	}
}

// containerAttributes returns the attributes of a containerView, except its id.
func containerAttributes() map[string]schema.Attribute {
	text := func(doc string) schema.Attribute {
		return schema.StringAttribute{Computed: true, MarkdownDescription: doc}
	}
	return map[string]schema.Attribute{
		"name":    text("The container's name, where it has one."),
		"project": text("Identifier of the container's project."),
		"server":  text("The server that runs the container; not set while none does."),
		"status":  text("What Hoody calls the container, such as `running` or `stopped`."),
		"address": schema.StringAttribute{
			Computed: true, Sensitive: true,
			MarkdownDescription: "URL of the container's storage service; not set while it has no server. It is a credential: " +
				"anyone who has it may call the container.",
		},
	}
}

// Metadata names the data source.
func (d *containers) Metadata(_ context.Context, req datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_containers"
}

// Metadata names the data source.
func (d *container) Metadata(_ context.Context, req datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_container"
}

// Schema describes the data source.
func (d *containers) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	one := containerAttributes()
	one["id"] = schema.StringAttribute{
		Computed: true, MarkdownDescription: "Identifier of the container, as `container_id` takes it.",
	}
	resp.Schema = schema.Schema{
		MarkdownDescription: "The containers of the account: all, or those that match all filters. They come " +
			"from the control plane, with the account's token, and no container is called. The list is asked for once " +
			"in a run." + needs,
		Attributes: map[string]schema.Attribute{
			"project": schema.StringAttribute{
				Optional: true, MarkdownDescription: "Only containers of the project with this identifier.",
			},
			"status": schema.StringAttribute{
				Optional: true, MarkdownDescription: "Only containers with this status, such as `running`.",
			},
			"containers": schema.ListNestedAttribute{
				Computed:            true,
				NestedObject:        schema.NestedAttributeObject{Attributes: one},
				MarkdownDescription: "The containers, in the order of their identifiers.",
			},
		},
	}
}

// Schema describes the data source.
func (d *container) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	attributes := containerAttributes()
	attributes["id"] = schema.StringAttribute{
		Required:            true,
		Validators:          []validator.String{tf.ValidContainerID{}},
		MarkdownDescription: "Identifier of the container.",
	}
	resp.Schema = schema.Schema{
		MarkdownDescription: "One container of the account, as the control plane shows it. The container itself is not " +
			"called." + needs,
		Attributes: attributes,
	}
}

// Read lists the containers.
func (d *containers) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	var m containersModel
	resp.Diagnostics.Append(req.Config.Get(ctx, &m)...)
	all := listContainers(ctx, d.Selection, "Containers not listed", &resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}
	m.Containers = []containerView{}
	for _, c := range all {
		if m.lets(c) {
			m.Containers = append(m.Containers, viewOfContainer(c))
		}
	}
	resp.Diagnostics.Append(resp.State.Set(ctx, m)...)
}

// lets reports whether the filters let a container through.
func (m containersModel) lets(c engine.Container) bool {
	return (m.Project.IsNull() || m.Project.ValueString() == c.Project) &&
		(m.Status.IsNull() || m.Status.ValueString() == c.Status)
}

// Read looks for the container among all of the account's.
func (d *container) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	const notRead = "Container not read"
	var id string
	resp.Diagnostics.Append(req.Config.GetAttribute(ctx, path.Root("id"), &id)...)
	all := listContainers(ctx, d.Selection, notRead, &resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}
	i := slices.IndexFunc(all, func(c engine.Container) bool { return c.ID == id })
	if i < 0 {
		resp.Diagnostics.AddAttributeError(path.Root("id"), notRead, fmt.Sprintf(
			"Your account has no container %s.\nCheck the id; the data source hoody_containers lists all there are.", id))
		return
	}
	resp.Diagnostics.Append(resp.State.Set(ctx, viewOfContainer(all[i]))...)
}

// listContainers returns the account's containers, or none if the diagnostics say why.
func listContainers(
	ctx context.Context, s engine.Selection, summary string, diags *diag.Diagnostics,
) []engine.Container {
	account, err := s.Containers()
	if err == nil {
		var all []engine.Container
		if all, err = account.All(ctx); err == nil {
			return all
		}
	}
	failures.Add(diags, summary, err)
	return nil
}
