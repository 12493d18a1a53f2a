// Package tf is what every package that Terraform sees needs, once: the engine that
// the provider chose, an engine's errors and notices as diagnostics, the identity of a
// resource, the time that an operation has, what a resource keeps in its private state,
// and states of earlier schemas.
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

// Selected is what all that Terraform configures has. While only validating, the
// framework has no engine to give: the Selection is the zero one then.
type Selected struct{ Selection engine.Selection }

func (s *Selected) take(given any) {
	if selection, ok := given.(engine.Selection); ok {
		s.Selection = selection
	}
}

// In narrows the engine to the container that is named, if any. Where that cannot be done
// the diagnostics say why, on the attribute that names it and under the summary of what
// is not done.
func (s *Selected) In(container attr.Value, summary string, diags *diag.Diagnostics) (ok bool) {
	narrowed, err := s.Selection.In(textOf(container))
	if err != nil {
		Reporter{At: AtContainer}.Add(diags, summary, err)
		return false
	}
	s.Selection = narrowed
	return true
}

// Report reports an engine's error about a resource: once for all, where it is no fault of
// what was asked about. A data source is no resource here: where a check block asks it, its
// errors are warnings, and a refresh would be silent because of one. Summary says what did
// not happen.
func (s *Selected) Report(r Reporter, diags *diag.Diagnostics, summary string, err error) {
	if !r.AddCommon(s.Selection, diags, summary, err) {
		r.Add(diags, summary, err)
	}
}

// Service is Hoody to ask, or nil where there is none: then the diagnostics say
// why, under the summary of what is not done.
func (s *Selected) Service(summary string, diags *diag.Diagnostics) engine.Service {
	service, err := s.Selection.Service()
	if err != nil {
		diags.AddError(summary, err.Error())
	}
	return service
}

// ServiceIn is Hoody of a container that is named, if any, or nil where there is
// none: then the diagnostics say why, under the summary of what is not done.
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
