// Package fastpath stands in front of the framework's provider server, and answers
// what Terraform asks about resources that stay as they are: nearly everything that a
// plan asks. The framework takes milliseconds for each such answer, because it walks
// through every attribute again and again; here it takes microseconds.
//
// It answers only if it is certain that the framework would say the same, and leaves
// everything else to it: every change, every warning and every error. It knows no
// backend: the rules for an attribute come from the resource's own schema, and the
// resource itself answers what it decides beyond that (see Resource). Begin with
// Server.
package fastpath

import (
	"context"
	"sync"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/provider"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/hoody/terraform-provider-hoody/internal/fastpath/codec"
)

// A Resource can tell, without the framework, that something stays as it is. Each
// method may report false if it is not certain, and the framework then decides.
//
// Its identity must have the values of the attributes with the same names, and a
// validator in its schema that says it is ContextFree must really be so.
type Resource interface {
	resource.Resource
	// ConfigIsValid reports whether a configuration, all of it known, breaks no rule
	// between its attributes. Each attribute has already been checked by itself.
	ConfigIsValid(ctx context.Context, config map[string]attr.Value) bool
	// QuickRead returns what a refresh would record over the state: attributes, changed or
	// not. It reports false if there is more to say or to do.
	QuickRead(ctx context.Context, state map[string]attr.Value, private Private) (map[string]attr.Value, bool)
	// PlanIsEmpty reports whether a plan leaves the state as it is and has nothing to say.
	// Everything is known, and no attribute differs, even after those that are not set get
	// their defaults.
	PlanIsEmpty(ctx context.Context, prior, config map[string]attr.Value, private Private) bool
}

// A Framework is the framework's provider server, with all that it answers.
type Framework interface {
	tfprotov6.ProviderServer
	tfprotov6.ListResourceServer
	tfprotov6.ActionServer
	tfprotov6.StateStoreServer
}

// A Server is the framework's server for a provider, and itself answers for what does
// not change. It is safe for concurrent use, as the framework's is.
type Server struct {
	Framework
	kinds map[string]func() *kind
	data  func() any
}

var _ Framework = (*Server)(nil)

// New makes a server in front of the framework's server of the provider. Data is
// what the provider's Configure gave to its resources last, or nil. Names and schemas
// wait for nobody, so it needs no context.
//
//nolint:contextcheck
func New(f Framework, p provider.Provider, data func() any) *Server {
	ctx := context.Background()
	var named provider.MetadataResponse
	p.Metadata(ctx, provider.MetadataRequest{}, &named)
	kinds := map[string]func() *kind{}
	for _, fresh := range p.Resources(ctx) {
		var meta resource.MetadataResponse
		fresh().Metadata(ctx, resource.MetadataRequest{ProviderTypeName: named.TypeName}, &meta)
		kinds[meta.TypeName] = sync.OnceValue(func() *kind { return newKind(ctx, fresh) })
	}
	return &Server{Framework: f, kinds: kinds, data: data}
}

// UpgradeResourceState reads a state that this version of the schema wrote.
func (s *Server) UpgradeResourceState(
	ctx context.Context, req *tfprotov6.UpgradeResourceStateRequest,
) (*tfprotov6.UpgradeResourceStateResponse, error) {
	if state := s.upgraded(req); state != nil {
		return &tfprotov6.UpgradeResourceStateResponse{UpgradedState: state}, nil
	}
	return s.Framework.UpgradeResourceState(ctx, req)
}

// ValidateResourceConfig accepts a configuration that would get no diagnostics.
func (s *Server) ValidateResourceConfig(
	ctx context.Context, req *tfprotov6.ValidateResourceConfigRequest,
) (*tfprotov6.ValidateResourceConfigResponse, error) {
	if s.configIsValid(ctx, req) {
		return &tfprotov6.ValidateResourceConfigResponse{}, nil
	}
	return s.Framework.ValidateResourceConfig(ctx, req)
}

// ReadResource returns the state of a resource that still exists, with what was found.
func (s *Server) ReadResource(
	ctx context.Context, req *tfprotov6.ReadResourceRequest,
) (*tfprotov6.ReadResourceResponse, error) {
	ctx = context.WithValue(ctx, begun{}, time.Now())
	if resp := s.quickRead(ctx, req); resp != nil {
		return resp, nil
	}
	return s.Framework.ReadResource(ctx, req)
}

type begun struct{}

// Begun returns when a request came. A time limit counts from then, since the
// framework begins to read only after this server has tried to.
func Begun(ctx context.Context) time.Time {
	if at, ok := ctx.Value(begun{}).(time.Time); ok {
		return at
	}
	return time.Now()
}

// PlanResourceChange leaves a resource alone if its configuration is unchanged.
func (s *Server) PlanResourceChange(
	ctx context.Context, req *tfprotov6.PlanResourceChangeRequest,
) (*tfprotov6.PlanResourceChangeResponse, error) {
	if identity := s.planIsEmpty(ctx, req); identity != nil {
		return &tfprotov6.PlanResourceChangeResponse{
			PlannedState: req.PriorState, PlannedPrivate: req.PriorPrivate, PlannedIdentity: identity,
		}, nil
	}
	return s.Framework.PlanResourceChange(ctx, req)
}

// upgraded returns a stored state in the protocol's encoding, or nil if the framework
// has to decide.
func (s *Server) upgraded(req *tfprotov6.UpgradeResourceStateRequest) *tfprotov6.DynamicValue {
	k := s.kind(req.TypeName)
	if k == nil || req.Version != k.version || req.RawState == nil {
		return nil
	}
	if k.attributes == nil {
		return codec.Reencode(req.RawState, k.object)
	}
	if state, ok := codec.ReadStored(req.RawState.JSON, k.names, k.types); ok {
		return state.Whole(k.names)
	}
	return nil
}

func (s *Server) configIsValid(ctx context.Context, req *tfprotov6.ValidateResourceConfigRequest) bool {
	r, k := s.resource(ctx, req.TypeName)
	if r == nil || !k.validates {
		return false
	}
	config, ok := codec.Cut(req.Config, k.names)
	if !ok || !k.allows(config, req.ClientCapabilities) {
		return false
	}
	values, ok := k.values(ctx, config)
	return ok && k.passes(ctx, values) && r.ConfigIsValid(ctx, values)
}

// quickRead returns the answer to a read, or nil if the framework has to give it.
func (s *Server) quickRead(ctx context.Context, req *tfprotov6.ReadResourceRequest) *tfprotov6.ReadResourceResponse {
	r, k := s.resource(ctx, req.TypeName)
	if r == nil || req.ProviderMeta != nil {
		return nil
	}
	state, ok := codec.Cut(req.CurrentState, k.names)
	if !ok || k.hasWriteOnly(state) {
		return nil
	}
	private, ok := codec.ReadPrivate(req.Private)
	if !ok {
		return nil
	}
	values, ok := k.values(ctx, state)
	if !ok {
		return nil
	}
	found, ok := r.QuickRead(ctx, values, private)
	if !ok || !k.record(ctx, state, values, found) {
		return nil
	}
	identity := k.readIdentity(state, req.CurrentIdentity)
	if identity == nil {
		return nil
	}
	return &tfprotov6.ReadResourceResponse{NewState: state.Whole(k.names), Private: req.Private, NewIdentity: identity}
}

// planIsEmpty returns the identity of a resource that a plan leaves as it is, or nil
// if the framework has to decide.
func (s *Server) planIsEmpty(
	ctx context.Context, req *tfprotov6.PlanResourceChangeRequest,
) *tfprotov6.ResourceIdentityData {
	r, k := s.resource(ctx, req.TypeName)
	if r == nil || req.ProviderMeta != nil {
		return nil
	}
	prior, ok := codec.Cut(req.PriorState, k.names)
	proposed, also := codec.Cut(req.ProposedNewState, k.names)
	if !ok || !also || k.hasWriteOnly(prior) || !k.equal(prior, proposed) {
		return nil
	}
	config, ok := codec.Cut(req.Config, k.names)
	if !ok {
		return nil
	}
	private, ok := codec.ReadPrivate(req.PriorPrivate)
	if !ok {
		return nil
	}
	before, ok := k.values(ctx, prior)
	set, also := k.values(ctx, config)
	if !ok || !also || !k.hasDefaults(before, set) || !r.PlanIsEmpty(ctx, before, set, private) {
		return nil
	}
	return k.plannedIdentity(req.PriorIdentity)
}

// Known returns a new, configured resource of a type, and a state of it by attribute;
// nil if this server does not know them.
func (s *Server) Known(
	ctx context.Context, typeName string, of *tfprotov6.DynamicValue,
) (resource.Resource, map[string]attr.Value) {
	r, k := s.resource(ctx, typeName)
	if r == nil {
		return nil, nil
	}
	state, ok := codec.Cut(of, k.names)
	if !ok {
		return nil, nil
	}
	values, ok := k.values(ctx, state)
	if !ok {
		return nil, nil
	}
	return r, values
}

// resource returns a new, configured resource of a type and what is known of the type,
// or nil if the framework decides everything.
func (s *Server) resource(ctx context.Context, typeName string) (Resource, *kind) {
	k := s.kind(typeName)
	if k == nil || k.attributes == nil {
		return nil, nil
	}
	r := k.fresh().(Resource)
	if c, ok := r.(resource.ResourceWithConfigure); ok {
		var resp resource.ConfigureResponse
		c.Configure(ctx, resource.ConfigureRequest{ProviderData: s.data()}, &resp)
		if len(resp.Diagnostics) > 0 {
			return nil, nil
		}
	}
	return r, k
}

func (s *Server) kind(typeName string) *kind {
	if once := s.kinds[typeName]; once != nil {
		return once()
	}
	return nil
}
