package fastpath

import (
	"bytes"
	"context"
	"maps"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// A kind is what is known of a type of resource.
type kind struct {
	fresh   func() resource.Resource
	version int64
	object  tftypes.Object
	// attributes are in the order of their names; nil where the resource is no
	// Resource, or its schema has what is not understood here.
	attributes []attribute
	// names are those of the attributes.
	names []string
	// identity are the names of the identity's attributes, in order.
	identity []string
	// validates says that nothing but ConfigIsValid looks at a whole configuration.
	validates bool
}

// newKind looks at a resource, or is nil where the framework decides everything.
func newKind(ctx context.Context, fresh func() resource.Resource) *kind {
	r := fresh()
	var described resource.SchemaResponse
	r.Schema(ctx, resource.SchemaRequest{}, &described)
	object, ok := described.Schema.Type().TerraformType(ctx).(tftypes.Object)
	if !ok || len(described.Schema.Blocks) > 0 || len(described.Diagnostics) > 0 {
		return nil
	}
	_, elsewhere := r.(resource.ResourceWithConfigValidators)
	k := &kind{
		fresh: fresh, version: described.Schema.Version, object: object,
		validates: !elsewhere && described.Schema.DeprecationMessage == "",
	}
	identified, ok := r.(resource.ResourceWithIdentity)
	if _, also := r.(Resource); !ok || !also {
		return k
	}
	var identity resource.IdentitySchemaResponse
	identified.IdentitySchema(ctx, resource.IdentitySchemaRequest{}, &identity)
	k.identity = slices.Sorted(maps.Keys(identity.IdentitySchema.Attributes))
	k.names = slices.Sorted(maps.Keys(described.Schema.Attributes))
	k.attributes = attributesOf(ctx, k.names, described.Schema)
	return k
}

// attributesOf are a schema's attributes, or nil where one is not understood.
func attributesOf(ctx context.Context, names []string, s schema.Schema) []attribute {
	all := make([]attribute, 0, len(names))
	for _, name := range names {
		a, ok := newAttribute(ctx, name, s.Attributes[name])
		if !ok {
			return nil
		}
		all = append(all, a)
	}
	return all
}

// allows tells that a configuration sets what is required, and nothing that may
// not be set, or is warned of, or only the framework can judge.
func (k *kind) allows(config object, c *tfprotov6.ValidateResourceConfigClientCapabilities) bool {
	for i := range k.attributes {
		a := &k.attributes[i]
		switch {
		case config.isNull(i):
			if a.IsRequired() {
				return false
			}
		case !a.IsRequired() && !a.IsOptional(), a.GetDeprecationMessage() != "", a.passes == nil,
			a.IsWriteOnly() && (c == nil || !c.WriteOnlyAttributesAllowed):
			return false
		}
	}
	return true
}

// passes tells that nothing is to be said of any value by itself.
func (k *kind) passes(ctx context.Context, config map[string]attr.Value) bool {
	for i := range k.attributes {
		a := &k.attributes[i]
		if v := config[a.name]; !v.IsNull() && !a.passes(ctx, v) {
			return false
		}
	}
	return true
}

// hasWriteOnly tells that a state has a value that the framework would remove.
func (k *kind) hasWriteOnly(state object) bool {
	for i := range k.attributes {
		if k.attributes[i].IsWriteOnly() && !state.isNull(i) {
			return true
		}
	}
	return false
}

// equal tells that a proposed state is the prior one, but for write-only values,
// which the framework removes.
func (k *kind) equal(prior, proposed object) bool {
	for i := range k.attributes {
		if !k.attributes[i].IsWriteOnly() && !bytes.Equal(prior[i], proposed[i]) {
			return false
		}
	}
	return true
}

// hasDefaults tells that what the configuration does not set has its default: a
// value that was removed from the configuration is in the proposed state still.
func (k *kind) hasDefaults(prior, config map[string]attr.Value) bool {
	for i := range k.attributes {
		a := &k.attributes[i]
		if a.def != nil && config[a.name].IsNull() && !a.def.Equal(prior[a.name]) {
			return false
		}
	}
	return true
}

// values are the attributes of an object, or false where one is not of its type or
// the type has something to say of it: the framework says that in every call.
func (k *kind) values(ctx context.Context, o object) (map[string]attr.Value, bool) {
	values := make(map[string]attr.Value, len(o))
	for i := range k.attributes {
		a := &k.attributes[i]
		if o.isNull(i) {
			values[a.name] = a.null
			continue
		}
		raw, err := tfprotov6.DynamicValue{MsgPack: o[i]}.Unmarshal(a.wire)
		if err != nil {
			return nil, false
		}
		v, err := a.typ.ValueFromTerraform(ctx, raw)
		if err != nil || !a.passesItself(ctx, v) {
			return nil, false
		}
		values[a.name] = v
	}
	return values, true
}

// record writes what was found into the pieces of a state. It is false where that
// cannot be written.
func (k *kind) record(ctx context.Context, state object, values, found map[string]attr.Value) bool {
	for name, value := range found {
		i := find(k.names, name, 0)
		if i < 0 {
			return false
		}
		if value.Equal(values[name]) {
			continue
		}
		raw, err := value.ToTerraformValue(ctx)
		if err != nil || !raw.IsFullyKnown() {
			return false
		}
		encoded, err := tfprotov6.NewDynamicValue(k.attributes[i].wire, raw)
		if err != nil {
			return false
		}
		state[i] = encoded.MsgPack
	}
	return true
}
