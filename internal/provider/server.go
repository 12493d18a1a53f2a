package provider

import (
	"context"
	"sync/atomic"

	"github.com/hashicorp/terraform-plugin-framework/provider"
	"github.com/hashicorp/terraform-plugin-framework/providerserver"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/hoody/terraform-provider-hoody/internal/fastpath"
)

// NewServer returns the constructor of the provider as Terraform speaks to it. From
// the inside out: the framework's server, one that answers for what does not change,
// one that drafts configurations, and one that makes every message safe to show.
func NewServer(version string) func() tfprotov6.ProviderServer {
	return func() tfprotov6.ProviderServer {
		p := &remembering{hoody: &hoody{version: version}}
		quick := fastpath.New(providerserver.NewProtocol6(p)().(fastpath.Framework), p, p.resourceData)
		return plain{drafting{quick}}
	}
}

// A remembering is the provider, and remembers what it gave to its resources.
type remembering struct {
	*hoody
	given atomic.Pointer[any]
}

// Configure chooses the engine and remembers it.
func (p *remembering) Configure(ctx context.Context, req provider.ConfigureRequest, resp *provider.ConfigureResponse) {
	p.hoody.Configure(ctx, req, resp)
	p.given.Store(&resp.ResourceData)
}

// resourceData returns what the resources were last given, or nil.
func (p *remembering) resourceData() any {
	if data := p.given.Load(); data != nil {
		return *data
	}
	return nil
}
