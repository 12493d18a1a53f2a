// Package datasource has the data sources: what the service knows of backends
// and mounts now, and whether it reaches their storage.
package datasource

import (
	"context"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/hoody/terraform-provider-hoody/internal/engine"
)

// All lists every data source.
func All() []func() datasource.DataSource {
	return []func() datasource.DataSource{
		newBackend,
		newBackends,
		newBackendTest,
		newMount,
		newMounts,
		newPendingUploads,
	}
}

// needs ends every description: what has to be there to read the data source.
const needs = "\n\nNeeds the API engine, and Terraform 1.5 or newer."

// asking is the part that all data sources have: the service to ask.
type asking struct {
	selection engine.Selection
}

// Configure takes the engine that the provider chose. While only validating,
// the framework has none to give.
func (a *asking) Configure(_ context.Context, req datasource.ConfigureRequest, _ *datasource.ConfigureResponse) {
	if s, ok := req.ProviderData.(engine.Selection); ok {
		a.selection = s
	}
}

// service is the service to ask, or nil where there is none: then the diagnostics
// say why, under the summary of what is not done.
func (a *asking) service(summary string, diags *diag.Diagnostics) engine.Service {
	service, err := a.selection.Service()
	if err != nil {
		diags.AddError(summary, err.Error())
	}
	return service
}

// orNull is a text that the service may not know.
func orNull(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

// whenKnown is a time as an attribute has it, or null for the zero time.
func whenKnown(t time.Time) *string {
	if t.IsZero() {
		return nil
	}
	text := t.UTC().Format(time.RFC3339)
	return &text
}
