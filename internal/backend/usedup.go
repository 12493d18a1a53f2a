package backend

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/hoody/terraform-provider-hoody/internal/engine"
)

// warnOfUsedUp warns where a backend is replaced with the same token that is good for
// one use: Hoody renews it as it uses it, and nobody else has what it got.
func (r *Resource) warnOfUsedUp(
	ctx context.Context, m memory, prior map[string]attr.Value, resp *resource.ModifyPlanResponse,
) {
	if stringOf(prior, attrEngine) != engine.API || len(resp.RequiresReplace) == 0 {
		return
	}
	var rotatedAt types.String
	resp.Diagnostics.Append(resp.Plan.GetAttribute(ctx, path.Root(attrRotatedAt), &rotatedAt)...)
	for i := range r.backend.Fields {
		f := &r.backend.Fields[i]
		if !f.OneUse {
			continue
		}
		before, name := prior[f.Attribute()], f.Attribute()
		var after attr.Value = nullLike(before)
		if before.IsNull() {
			name = twinOf(f)
			if m.Sent.Fields[f.Name] == nil || rotatedAt.IsUnknown() {
				continue // there is none, or it is another one now
			}
		} else {
			resp.Diagnostics.Append(resp.Plan.GetAttribute(ctx, path.Root(name), &after)...)
			if !meansSame(f, before, after) {
				continue
			}
		}
		resp.Diagnostics.AddAttributeWarning(path.Root(name), fmt.Sprintf("%s may be used up", name),
			fmt.Sprintf("Backend %s is replaced with the token that it was connected with. Hoody has renewed it since, and "+
				"what %s has of it may have been good for one use.\n"+
				"Authorize once more, and set %s to the new token before you apply.",
				stringOf(prior, attrID), r.backend.Title, name))
	}
}
