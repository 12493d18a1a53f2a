// Package action has the provider's actions: what Terraform can make Hoody do without
// changing a resource. It reaches Hoody through engine.Service only. Begin with
// NewBackendTest.
package action

import (
	"context"
	"errors"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/action"
	"github.com/hashicorp/terraform-plugin-framework/action/schema"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/hoody/terraform-provider-hoody/internal/engine"
	"github.com/hoody/terraform-provider-hoody/internal/tf"
)

// backendTest is the action hoody_backend_test. It fails where the data source of that
// name only reports.
type backendTest struct{ tf.Action }

var (
	_ action.ActionWithConfigure  = (*backendTest)(nil)
	_ action.ActionWithModifyPlan = (*backendTest)(nil)
)

// NewBackendTest makes the action hoody_backend_test. The framework calls it for
// every request.
func NewBackendTest() action.Action { return &backendTest{} }

const notTested = "Backend not tested"

var atID = path.Root("id")

// Metadata names the action.
func (a *backendTest) Metadata(_ context.Context, req action.MetadataRequest, resp *action.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_backend_test"
}

// Schema describes the action.
func (a *backendTest) Schema(_ context.Context, _ action.SchemaRequest, resp *action.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "Makes Hoody ask the storage behind a backend whether it answers, and fails when it does not. " +
			"Triggered after a backend is updated, it ends an apply whose rotation left a backend that does not work. To " +
			"judge without failing, use the data source of the same name.\n\n" +
			"Needs the API engine, and Terraform 1.14 or newer. OpenTofu has no actions yet.",
		Attributes: map[string]schema.Attribute{
			"id": schema.StringAttribute{
				Required:   true,
				Validators: []validator.String{stringvalidator.LengthAtLeast(1)},
				MarkdownDescription: "Identifier of the backend. In an action that a resource triggers it is `caller.id` from " +
					"Terraform 1.16 on, and the address of that one backend before, such as `hoody_backend_s3.example.id`.",
			},
			tf.ContainerID: schema.StringAttribute{
				Optional:            true,
				Validators:          []validator.String{tf.ValidContainerID{}},
				MarkdownDescription: tf.ContainerIDDoc,
			},
		},
	}
}

// ModifyPlan refuses what no apply could do, before an apply has changed anything.
func (a *backendTest) ModifyPlan(_ context.Context, _ action.ModifyPlanRequest, resp *action.ModifyPlanResponse) {
	if err := a.Selection.Unserved(); err != nil {
		resp.Diagnostics.AddError(notTested, err.Error())
	}
}

// Invoke probes the backend.
func (a *backendTest) Invoke(ctx context.Context, req action.InvokeRequest, resp *action.InvokeResponse) {
	var id string
	var container types.String
	resp.Diagnostics.Append(req.Config.GetAttribute(ctx, atID, &id)...)
	resp.Diagnostics.Append(req.Config.GetAttribute(ctx, path.Root(tf.ContainerID), &container)...)
	if resp.Diagnostics.HasError() {
		return
	}
	service := a.ServiceIn(container, notTested, &resp.Diagnostics)
	if service == nil {
		return
	}
	resp.SendProgress(action.InvokeProgressEvent{Message: fmt.Sprintf("Asking Hoody whether the storage of backend %s "+
		"answers.", id)})
	probe, err := service.Test(ctx, engine.Ref{ID: id})
	switch {
	case errors.Is(err, engine.ErrNotFound):
		resp.Diagnostics.AddAttributeError(atID, notTested, engine.NoBackend(id).Text())
	case err != nil:
		tf.Reporter{At: tf.AtContainer}.Add(&resp.Diagnostics, notTested, err)
	case !probe.OK:
		resp.Diagnostics.AddError("Backend "+id+" is not connected",
			"Hoody cannot reach its storage: "+probe.Message+"\n"+
				"Check that the storage is up and that the backend's credentials are allowed to list it, then apply again.")
	default:
		resp.SendProgress(action.InvokeProgressEvent{Message: fmt.Sprintf("The storage of backend %s answers.", id)})
	}
}
