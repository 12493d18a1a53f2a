package fastpath

import (
	"bytes"
	"context"
	"fmt"
	"maps"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/hoody/terraform-provider-hoody/internal/fastpath/codec"
)

// A kind is what is known of a resource type.
type kind struct {
	fresh   func() resource.Resource
	version int64
	object  tftypes.Object
	// left says why the framework decides, one reason a line.
	left []string
	// attributes are in the order of their names; nil if the framework decides.
	attributes []attribute
	// names and types are those of the attributes.
	names []string
	types []tftypes.Type
	// identity has the names of the identity's attributes, in order; needed says which of
	// them must not be null.
	identity []string
	needed   []bool
	// validates says that only ConfigIsValid looks at a configuration as a whole.
	validates bool
}

// newKind examines a resource. It returns nil if the framework decides everything.
func newKind(ctx context.Context, fresh func() resource.Resource) *kind {
	r := fresh()
	var described resource.SchemaResponse
	r.Schema(ctx, resource.SchemaRequest{}, &described)
	object, ok := described.Schema.Type().TerraformType(ctx).(tftypes.Object)
	if !ok || len(described.Schema.Blocks) > 0 || len(described.Diagnostics) > 0 {
		return nil
	}
	k := &kind{fresh: fresh, version: described.Schema.Version, object: object}
	if _, ok := r.(Resource); !ok {
		k.leave("it is no fastpath.Resource")
		return k
	}
	k.readIdentitySchema(ctx, r, described.Schema)
	k.readAttributes(ctx, described.Schema)
	_, elsewhere := r.(resource.ResourceWithConfigValidators)
	k.validates = !elsewhere && described.Schema.DeprecationMessage == ""
	return k
}

// leave notes why the framework decides.
func (k *kind) leave(format string, args ...any) {
	k.left = append(k.left, fmt.Sprintf(format, args...))
}

// readIdentitySchema requires that the state has each attribute of the identity.
func (k *kind) readIdentitySchema(ctx context.Context, r resource.Resource, s schema.Schema) {
	identified, ok := r.(resource.ResourceWithIdentity)
	if !ok {
		k.leave("it has no identity")
		return
	}
	var identity resource.IdentitySchemaResponse
	identified.IdentitySchema(ctx, resource.IdentitySchemaRequest{}, &identity)
	k.identity = slices.Sorted(maps.Keys(identity.IdentitySchema.Attributes))
	for _, name := range k.identity {
		k.needed = append(k.needed, identity.IdentitySchema.Attributes[name].IsRequiredForImport())
		same := s.Attributes[name]
		if same == nil || !same.GetType().Equal(identity.IdentitySchema.Attributes[name].GetType()) {
			k.leave("%s: the identity has it, and the state has not the same", name)
		}
	}
}

// readAttributes reads a schema's attributes. It must understand all of them, or none
// is of use.
func (k *kind) readAttributes(ctx context.Context, s schema.Schema) {
	names := slices.Sorted(maps.Keys(s.Attributes))
	all := make([]attribute, len(names))
	wires := make([]tftypes.Type, len(names))
	for i, name := range names {
		var unknown string
		if all[i], unknown = newAttribute(ctx, name, s.Attributes[name]); unknown != "" {
			k.leave("%s: %s", name, unknown)
		}
		wires[i] = all[i].wire
	}
	if len(k.left) == 0 {
		k.attributes, k.names, k.types = all, names, wires
	}
}

// allows reports whether a configuration sets everything that is required, and nothing
// that must not be set, that is warned of, or that only the framework can judge.
func (k *kind) allows(config codec.Object, c *tfprotov6.ValidateResourceConfigClientCapabilities) bool {
	for i := range k.attributes {
		a := &k.attributes[i]
		switch {
		case config.IsNull(i):
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

// passes reports whether each value is accepted by itself.
func (k *kind) passes(ctx context.Context, config map[string]attr.Value) bool {
	for i := range k.attributes {
		a := &k.attributes[i]
		if v := config[a.name]; !v.IsNull() && !a.passes(ctx, v) {
			return false
		}
	}
	return true
}

// hasWriteOnly reports whether a state has a value that the framework would remove.
func (k *kind) hasWriteOnly(state codec.Object) bool {
	for i := range k.attributes {
		if k.attributes[i].IsWriteOnly() && !state.IsNull(i) {
			return true
		}
	}
	return false
}

// equal reports whether a proposed state is the prior one, apart from write-only
// values, which the framework removes.
func (k *kind) equal(prior, proposed codec.Object) bool {
	for i := range k.attributes {
		if !k.attributes[i].IsWriteOnly() && !bytes.Equal(prior[i], proposed[i]) {
			return false
		}
	}
	return true
}

// hasDefaults reports whether what the configuration does not set has its default: the
// proposed state still has a value that was removed from the configuration.
func (k *kind) hasDefaults(prior, config map[string]attr.Value) bool {
	for i := range k.attributes {
		a := &k.attributes[i]
		if a.def != nil && config[a.name].IsNull() && !a.def.Equal(prior[a.name]) {
			return false
		}
	}
	return true
}

// values returns the attributes of an object. It returns false if one is not of its
// type, or if the type has something to say about it, which the framework would repeat
// in every call.
func (k *kind) values(ctx context.Context, o codec.Object) (map[string]attr.Value, bool) {
	values := make(map[string]attr.Value, len(o))
	for i := range k.attributes {
		a := &k.attributes[i]
		if o.IsNull(i) {
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

// record writes what was found into the pieces of a state. It returns false if that
// cannot be written.
func (k *kind) record(ctx context.Context, state codec.Object, values, found map[string]attr.Value) bool {
	for name, value := range found {
		i := codec.Index(k.names, name, 0)
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
