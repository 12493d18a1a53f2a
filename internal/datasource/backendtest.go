package datasource

import (
	"context"
	"errors"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/hoody/terraform-provider-hoody/internal/engine"
	"github.com/hoody/terraform-provider-hoody/internal/tf"
)

// backendTest is the data source hoody_backend_test. It reports and never fails, so
// that a check block can judge the result.
type backendTest struct{ tf.DataSource }

func newBackendTest() datasource.DataSource { return &backendTest{} }

type backendTestModel struct {
	ID        string       `tfsdk:"id"`
	Container types.String `tfsdk:"container_id"`
	OK        bool         `tfsdk:"ok"`
	Status    string       `tfsdk:"status"`
	Message   string       `tfsdk:"message"`
}

// statusNotFound is this data source's own word: Hoody has no status for a backend
// that it does not have.
const statusNotFound = "not found"

// Metadata names the data source.
func (d *backendTest) Metadata(_ context.Context, req datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_backend_test"
}

// Schema describes the data source.
func (d *backendTest) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "Makes Hoody ask the storage behind a backend whether it answers, each time this is read, and " +
			"reports what came of it. A storage that does not answer and a backend that does not exist are results, not " +
			"errors, so that a `check` block can judge them. It is an error only when Hoody itself cannot be asked." + needs,
		Attributes: map[string]schema.Attribute{
			"id":           backendID(),
			tf.ContainerID: containerID(),
			"ok": schema.BoolAttribute{
				Computed:            true,
				MarkdownDescription: "Whether the storage answered.",
			},
			"status": schema.StringAttribute{
				Computed: true,
				MarkdownDescription: "What Hoody calls the backend: `connected` or `disconnected`. It is `not found` where Hoody " +
					"has no such backend.",
			},
			"message": schema.StringAttribute{
				Computed:            true,
				MarkdownDescription: "Why `ok` is `false`, in Hoody's words where it has any; empty while it is `true`.",
			},
		},
	}
}

// Read probes the backend.
func (d *backendTest) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	const notTested = "Backend not tested"
	var id string
	var container types.String
	resp.Diagnostics.Append(req.Config.GetAttribute(ctx, path.Root(tf.ContainerID), &container)...)
	resp.Diagnostics.Append(req.Config.GetAttribute(ctx, path.Root("id"), &id)...)
	if resp.Diagnostics.HasError() {
		return
	}
	service := d.ServiceIn(container, notTested, &resp.Diagnostics)
	if service == nil {
		return
	}
	probe, err := service.Test(ctx, engine.Ref{ID: id})
	switch {
	case errors.Is(err, engine.ErrNotFound):
		probe = engine.Probe{Status: statusNotFound, Message: engine.NoBackend(id).Message}
	case err != nil:
		failures.Add(&resp.Diagnostics, notTested, err)
		return
	}
	resp.Diagnostics.Append(resp.State.Set(ctx, backendTestModel{
		ID: id, Container: container, OK: probe.OK, Status: probe.Status, Message: probe.Message,
	})...)
}
