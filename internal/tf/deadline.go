package tf

import (
	"context"
	"time"

	"github.com/hashicorp/terraform-plugin-framework-timeouts/resource/timeouts"
	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/hoody/terraform-provider-hoody/internal/fastpath"
)

// An Operation is one of the timeouts of a resource, such as timeouts.Value.Create.
type Operation func(timeouts.Value, context.Context, time.Duration) (time.Duration, diag.Diagnostics)

// Deadline puts a resource's own timeout on the context of an operation. The time
// counts from when the request came. Without a timeout the engine's budget applies.
func Deadline(
	ctx context.Context, of Operation, limits timeouts.Value, diags *diag.Diagnostics,
) (context.Context, context.CancelFunc) {
	const notSaid = time.Duration(0)
	limit, d := of(limits, ctx, notSaid)
	diags.Append(d...)
	if limit == notSaid {
		return ctx, func() {}
	}
	return context.WithDeadline(ctx, fastpath.Begun(ctx).Add(limit))
}
