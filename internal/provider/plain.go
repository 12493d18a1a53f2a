package provider

import (
	"context"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/hoody/terraform-provider-hoody/internal/fastpath"
	"github.com/hoody/terraform-provider-hoody/internal/redact"
)

// A plain server keeps diagnostics from controlling a terminal: the paths, labels and
// words in them come from a service, or from another of its clients. It stands in
// front of everything else, so that no message gets past it.
type plain struct{ fastpath.Framework }

// shown makes diagnostics safe to show in a terminal.
func shown(diagnostics []*tfprotov6.Diagnostic) {
	for _, d := range diagnostics {
		d.Summary, d.Detail = redact.Text(d.Summary), redact.Text(d.Detail)
	}
}

// ConfigureProvider chooses the engine.
func (s plain) ConfigureProvider(
	ctx context.Context, req *tfprotov6.ConfigureProviderRequest,
) (*tfprotov6.ConfigureProviderResponse, error) {
	resp, err := s.Framework.ConfigureProvider(ctx, req)
	if resp != nil {
		shown(resp.Diagnostics)
	}
	return resp, err
}

// ReadResource refreshes.
func (s plain) ReadResource(
	ctx context.Context, req *tfprotov6.ReadResourceRequest,
) (*tfprotov6.ReadResourceResponse, error) {
	resp, err := s.Framework.ReadResource(ctx, req)
	if resp != nil {
		shown(resp.Diagnostics)
	}
	return resp, err
}

// PlanResourceChange plans.
func (s plain) PlanResourceChange(
	ctx context.Context, req *tfprotov6.PlanResourceChangeRequest,
) (*tfprotov6.PlanResourceChangeResponse, error) {
	resp, err := s.Framework.PlanResourceChange(ctx, req)
	if resp != nil {
		shown(resp.Diagnostics)
	}
	return resp, err
}

// ApplyResourceChange creates, updates or destroys.
func (s plain) ApplyResourceChange(
	ctx context.Context, req *tfprotov6.ApplyResourceChangeRequest,
) (*tfprotov6.ApplyResourceChangeResponse, error) {
	resp, err := s.Framework.ApplyResourceChange(ctx, req)
	if resp != nil {
		shown(resp.Diagnostics)
	}
	return resp, err
}

// ImportResourceState imports.
func (s plain) ImportResourceState(
	ctx context.Context, req *tfprotov6.ImportResourceStateRequest,
) (*tfprotov6.ImportResourceStateResponse, error) {
	resp, err := s.Framework.ImportResourceState(ctx, req)
	if resp != nil {
		shown(resp.Diagnostics)
	}
	return resp, err
}

// ReadDataSource reads a data source.
func (s plain) ReadDataSource(
	ctx context.Context, req *tfprotov6.ReadDataSourceRequest,
) (*tfprotov6.ReadDataSourceResponse, error) {
	resp, err := s.Framework.ReadDataSource(ctx, req)
	if resp != nil {
		shown(resp.Diagnostics)
	}
	return resp, err
}

// OpenEphemeralResource verifies, and keeps nothing.
func (s plain) OpenEphemeralResource(
	ctx context.Context, req *tfprotov6.OpenEphemeralResourceRequest,
) (*tfprotov6.OpenEphemeralResourceResponse, error) {
	resp, err := s.Framework.OpenEphemeralResource(ctx, req)
	if resp != nil {
		shown(resp.Diagnostics)
	}
	return resp, err
}

// ListResource lists what exists. Terraform shows the display names.
func (s plain) ListResource(
	ctx context.Context, req *tfprotov6.ListResourceRequest,
) (*tfprotov6.ListResourceServerStream, error) {
	stream, err := s.Framework.ListResource(ctx, req)
	if stream == nil || stream.Results == nil {
		return stream, err
	}
	results := stream.Results
	stream.Results = func(yield func(tfprotov6.ListResourceResult) bool) {
		for r := range results {
			shown(r.Diagnostics)
			r.DisplayName = redact.Text(r.DisplayName)
			if !yield(r) {
				return
			}
		}
	}
	return stream, err
}

// InvokeAction tests a backend.
func (s plain) InvokeAction(
	ctx context.Context, req *tfprotov6.InvokeActionRequest,
) (*tfprotov6.InvokeActionServerStream, error) {
	stream, err := s.Framework.InvokeAction(ctx, req)
	if stream == nil || stream.Events == nil {
		return stream, err
	}
	events := stream.Events
	stream.Events = func(yield func(tfprotov6.InvokeActionEvent) bool) {
		for e := range events {
			if done, ok := e.Type.(tfprotov6.CompletedInvokeActionEventType); ok {
				shown(done.Diagnostics)
			}
			if !yield(e) {
				return
			}
		}
	}
	return stream, err
}
