package provider

import (
	"context"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/hoody/terraform-provider-hoody/internal/fastpath"
)

// A mount that another client called so.
const hostilePath = "/hoody/mounts/\x1b[2J\u202egpj"

func hostile() []*tfprotov6.Diagnostic {
	return []*tfprotov6.Diagnostic{{Summary: "Mounted at " + hostilePath, Detail: "Unmount " + hostilePath + "\nfirst."}}
}

// No message of others' making steers a terminal, whichever call it comes from.
func TestNoMessageSteersATerminal(t *testing.T) {
	t.Parallel()
	s, ctx := plain{hostileServer{}}, t.Context()
	for name, ask := range map[string]func() []*tfprotov6.Diagnostic{
		"configure": func() []*tfprotov6.Diagnostic { r, _ := s.ConfigureProvider(ctx, nil); return r.Diagnostics },
		"refresh":   func() []*tfprotov6.Diagnostic { r, _ := s.ReadResource(ctx, nil); return r.Diagnostics },
		"plan":      func() []*tfprotov6.Diagnostic { r, _ := s.PlanResourceChange(ctx, nil); return r.Diagnostics },
		"apply":     func() []*tfprotov6.Diagnostic { r, _ := s.ApplyResourceChange(ctx, nil); return r.Diagnostics },
		"import":    func() []*tfprotov6.Diagnostic { r, _ := s.ImportResourceState(ctx, nil); return r.Diagnostics },
		"data":      func() []*tfprotov6.Diagnostic { r, _ := s.ReadDataSource(ctx, nil); return r.Diagnostics },
		"ephemeral": func() []*tfprotov6.Diagnostic { r, _ := s.OpenEphemeralResource(ctx, nil); return r.Diagnostics },
		"list": func() (all []*tfprotov6.Diagnostic) {
			stream, _ := s.ListResource(ctx, nil)
			for r := range stream.Results {
				if want := `/hoody/mounts/ [2J\u202egpj`; r.DisplayName != want {
					t.Errorf("list: the name is %q, want %q", r.DisplayName, want)
				}
				all = append(all, r.Diagnostics...)
			}
			return all
		},
		"action": func() (all []*tfprotov6.Diagnostic) {
			stream, _ := s.InvokeAction(ctx, nil)
			for e := range stream.Events {
				all = append(all, e.Type.(tfprotov6.CompletedInvokeActionEventType).Diagnostics...)
			}
			return all
		},
	} {
		got := ask()
		const summary, detail = `Mounted at /hoody/mounts/ [2J\u202egpj`, "Unmount /hoody/mounts/ [2J\\u202egpj\nfirst."
		if len(got) != 1 || got[0].Summary != summary || got[0].Detail != detail {
			t.Errorf("%s: %+v", name, got)
		}
	}
}

// A hostileServer has something to say to every call.
type hostileServer struct{ fastpath.Framework }

func (hostileServer) ConfigureProvider(context.Context, *tfprotov6.ConfigureProviderRequest) (*tfprotov6.ConfigureProviderResponse, error) {
	return &tfprotov6.ConfigureProviderResponse{Diagnostics: hostile()}, nil
}

func (hostileServer) ReadResource(context.Context, *tfprotov6.ReadResourceRequest) (*tfprotov6.ReadResourceResponse, error) {
	return &tfprotov6.ReadResourceResponse{Diagnostics: hostile()}, nil
}

func (hostileServer) PlanResourceChange(context.Context, *tfprotov6.PlanResourceChangeRequest) (*tfprotov6.PlanResourceChangeResponse, error) {
	return &tfprotov6.PlanResourceChangeResponse{Diagnostics: hostile()}, nil
}

func (hostileServer) ApplyResourceChange(context.Context, *tfprotov6.ApplyResourceChangeRequest) (*tfprotov6.ApplyResourceChangeResponse, error) {
	return &tfprotov6.ApplyResourceChangeResponse{Diagnostics: hostile()}, nil
}

func (hostileServer) ImportResourceState(context.Context, *tfprotov6.ImportResourceStateRequest) (*tfprotov6.ImportResourceStateResponse, error) {
	return &tfprotov6.ImportResourceStateResponse{Diagnostics: hostile()}, nil
}

func (hostileServer) ReadDataSource(context.Context, *tfprotov6.ReadDataSourceRequest) (*tfprotov6.ReadDataSourceResponse, error) {
	return &tfprotov6.ReadDataSourceResponse{Diagnostics: hostile()}, nil
}

func (hostileServer) OpenEphemeralResource(context.Context, *tfprotov6.OpenEphemeralResourceRequest) (*tfprotov6.OpenEphemeralResourceResponse, error) {
	return &tfprotov6.OpenEphemeralResourceResponse{Diagnostics: hostile()}, nil
}

func (hostileServer) ListResource(context.Context, *tfprotov6.ListResourceRequest) (*tfprotov6.ListResourceServerStream, error) {
	return &tfprotov6.ListResourceServerStream{Results: func(yield func(tfprotov6.ListResourceResult) bool) {
		yield(tfprotov6.ListResourceResult{DisplayName: hostilePath, Diagnostics: hostile()})
	}}, nil
}

func (hostileServer) InvokeAction(context.Context, *tfprotov6.InvokeActionRequest) (*tfprotov6.InvokeActionServerStream, error) {
	return &tfprotov6.InvokeActionServerStream{Events: func(yield func(tfprotov6.InvokeActionEvent) bool) {
		yield(tfprotov6.InvokeActionEvent{Type: tfprotov6.CompletedInvokeActionEventType{Diagnostics: hostile()}})
	}}, nil
}
