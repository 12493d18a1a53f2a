package backend

import (
	"context"
	"path"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/hoody/terraform-provider-hoody/internal/catalog"
	"github.com/hoody/terraform-provider-hoody/internal/catalog/services"
)

// MoveState takes over a backend from the resource type of a synonym, which is the
// same service with the same fields. It contacts nobody.
func (r *Resource) MoveState(ctx context.Context) []resource.StateMover {
	var movers []resource.StateMover
	for _, other := range services.All() {
		if other == r.backend || !r.backend.IsType(other.BackendType()) {
			continue
		}
		source := newSchema(ctx, other)
		movers = append(movers, resource.StateMover{
			SourceSchema: &source,
			StateMover: func(ctx context.Context, req resource.MoveStateRequest, resp *resource.MoveStateResponse) {
				// Some versions of OpenTofu give another registry's address, or the name alone.
				if path.Base(req.SourceProviderAddress) != "hoody" || req.SourceTypeName != "hoody_"+other.ResourceName() ||
					req.SourceState == nil {
					return
				}
				r.takeOver(ctx, req, resp)
			},
		})
	}
	return movers
}

func (r *Resource) takeOver(ctx context.Context, req resource.MoveStateRequest, resp *resource.MoveStateResponse) {
	var state types.Object
	resp.Diagnostics.Append(req.SourceState.Get(ctx, &state)...)
	if resp.Diagnostics.HasError() {
		return
	}
	attributes := state.Attributes()
	forgetEmptySecrets(r.backend, attributes)
	attributes[attrBackendType] = types.StringValue(r.backend.BackendType())
	resp.Diagnostics.Append(setObject(ctx, &resp.TargetState, state, attributes)...)
	resp.Diagnostics.Append(identify(ctx, resp.TargetIdentity, attributes)...)
	resp.TargetPrivate = req.SourcePrivate
}

// forgetEmptySecrets replaces empty texts with null: version 0 of the schema wrote an
// empty text for a secret without a value.
func forgetEmptySecrets(b *catalog.Backend, attributes map[string]attr.Value) {
	for i := range b.Fields {
		f := &b.Fields[i]
		if text, ok := textOf(attributes[f.Attribute()]); ok && f.Secret && text == "" {
			attributes[f.Attribute()] = nullLike(attributes[f.Attribute()])
		}
	}
}
