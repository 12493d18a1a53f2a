// Package tf has, once, what every package that Terraform sees needs: the engine that
// the provider chose, an engine's errors and notices as diagnostics, the identity of a
// resource, the deadline of an operation, what a resource keeps in its private state,
// and states of earlier schemas. It knows no backend, no mount and no service. Begin
// with Selected.
package tf

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/action"
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/ephemeral"
	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/hoody/terraform-provider-hoody/internal/engine"
)

// Selected is what everything that Terraform configures has. While the framework only
// validates it has no engine to pass on, and Selection is the zero value.
type Selected struct{ Selection engine.Selection }

func (s *Selected) take(given any) {
	if selection, ok := given.(engine.Selection); ok {
		s.Selection = selection
	}
}

// In narrows the engine to the container that is named, if any. If it cannot, the
// diagnostics say why, on the attribute that names the container and under the
// summary.
func (s *Selected) In(container attr.Value, summary string, diags *diag.Diagnostics) (ok bool) {
	narrowed, err := s.Selection.In(textOf(container))
	if err != nil {
		Reporter{At: AtContainer}.Add(diags, summary, err)
		return false
	}
	s.Selection = narrowed
	return true
}

// Report reports an engine's error about a resource, in full only once if it is not
// the fault of what was asked about. It is not for data sources: inside a check block
// their errors are only warnings, and a refresh would stay silent because such a
// warning came first. summary says what did not happen.
func (s *Selected) Report(r Reporter, diags *diag.Diagnostics, summary string, err error) {
	if !r.AddCommon(s.Selection, diags, summary, err) {
		r.Add(diags, summary, err)
	}
}

// Service returns the service to ask, or nil if there is none: then the diagnostics
// say why, under the summary.
func (s *Selected) Service(summary string, diags *diag.Diagnostics) engine.Service {
	service, err := s.Selection.Service()
	if err != nil {
		diags.AddError(summary, err.Error())
	}
	return service
}

// ServiceIn returns the service of a container that is named, if any, or nil if there
// is none: then the diagnostics say why, under the summary.
func (s *Selected) ServiceIn(container attr.Value, summary string, diags *diag.Diagnostics) engine.Service {
	if diags.HasError() || !s.In(container, summary, diags) {
		return nil
	}
	return s.Service(summary, diags)
}

// A Resource, or the list of one, takes the engine that the provider chose.
type Resource struct{ Selected }

// Configure takes the engine that the provider chose.
func (r *Resource) Configure(_ context.Context, req resource.ConfigureRequest, _ *resource.ConfigureResponse) {
	r.take(req.ProviderData)
}

// A DataSource takes the engine that the provider chose.
type DataSource struct{ Selected }

// Configure takes the engine that the provider chose.
func (d *DataSource) Configure(_ context.Context, req datasource.ConfigureRequest, _ *datasource.ConfigureResponse) {
	d.take(req.ProviderData)
}

// An Action takes the engine that the provider chose.
type Action struct{ Selected }

// Configure takes the engine that the provider chose.
func (a *Action) Configure(_ context.Context, req action.ConfigureRequest, _ *action.ConfigureResponse) {
	a.take(req.ProviderData)
}

// An Ephemeral resource takes the engine that the provider chose.
type Ephemeral struct{ Selected }

// Configure takes the engine that the provider chose.
func (e *Ephemeral) Configure(_ context.Context, req ephemeral.ConfigureRequest, _ *ephemeral.ConfigureResponse) {
	e.take(req.ProviderData)
}
