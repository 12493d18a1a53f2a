package fastpath

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// Left returns why requests about a resource are left to the framework, one reason a
// line, or that it breaks the promise of a ContextFree validator. A server that leaves
// everything to the framework is still right, but slow, so tests call this.
func Left(ctx context.Context, r resource.Resource) []string {
	k := newKind(ctx, func() resource.Resource { return r })
	if k == nil {
		return []string{"its schema has blocks"}
	}
	if k.attributes != nil && !k.validates {
		k.leave("it is deprecated, or has validators beside ConfigIsValid")
	}
	for i := range k.attributes {
		a := &k.attributes[i]
		// Timeouts and the like are left to the framework if they are set.
		_, nested := a.Attribute.(schema.NestedAttribute)
		switch {
		case a.passes == nil && !nested && (a.IsOptional() || a.IsRequired()):
			k.leave("%s: not every validator is ContextFree", a.name)
		case a.passes != nil && !a.isContextFree(ctx):
			k.leave("%s: a validator that says it is ContextFree needs a configuration", a.name)
		}
	}
	return k.left
}

// isContextFree calls the validators as a server does. A validator that looks at the
// configuration panics, since there is none.
func (a *attribute) isContextFree(ctx context.Context) (ok bool) {
	defer func() { ok = recover() == nil }()
	sample := any("a")
	switch {
	case a.wire.Is(tftypes.Number):
		sample = 1
	case a.wire.Is(tftypes.Bool):
		sample = true
	}
	v, err := a.value(ctx, sample)
	return err != nil || a.passes(ctx, v)
}
