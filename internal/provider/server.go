package provider

import (
	"context"
	"sync/atomic"

	"github.com/hashicorp/terraform-plugin-framework/provider"
	"github.com/hashicorp/terraform-plugin-framework/providerserver"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/hoody/terraform-provider-hoody/internal/fastpath"
)

// NewServer returns the constructor of the provider as Terraform speaks to it: the
// framework's server, behind one that answers for what does not change, behind one
// that drafts configurations, behind one that makes every message fit for a terminal.
func NewServer(version string) func() tfprotov6.ProviderServer {
	return func() tfprotov6.ProviderServer {
		p := &remembering{hoody: &hoody{version: version}}
		quick := fastpath.New(providerserver.NewProtocol6(p)().(fastpath.Framework), p, p.resourceData)
		return plain{drafting{quick}}
	}
}

// A remembering is the provider, and remembers what it gives to its resources.
type remembering struct {
	*hoody
	given atomic.Pointer[any]
}

// Configure chooses the engine and remembers it.
func (p *remembering) Configure(ctx context.Context, req provider.ConfigureRequest, resp *provider.ConfigureResponse) {
	p.hoody.Configure(ctx, req, resp)
	p.given.Store(&resp.ResourceData)
}

// resourceData is what the resources were given last, or nil.
func (p *remembering) resourceData() any {
	if data := p.given.Load(); data != nil {
		return *data
	}
	return nil
}
