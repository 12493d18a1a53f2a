package fastpath

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// Left says what of a resource leaves requests about it to the framework, a line each,
// or that it breaks the promise of a ContextFree validator. A server is right without
// it, and slow: tests ask.
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
		// Timeouts and their like are left to the framework where they are set.
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

// isContextFree asks the validators as a server does: without a configuration those
// that look at it panic.
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
