package backend

import (
	"context"
	"fmt"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/hoody/terraform-provider-hoody/internal/catalog"
	"github.com/hoody/terraform-provider-hoody/internal/engine"
)

// isOnlyRecorded reports whether a credential is not sent, although Hoody may have
// another one: Hoody renews a credential that works only once, and an import does not
// show whether it has.
func isOnlyRecorded(f *catalog.Field, m memory) bool { return f.OneUse && m.trusts(f) }

// warnOfUsedUp warns of a credential that works only once and may be used up: Hoody
// renews it when it uses it, and nobody else has the new one.
func (r *Resource) warnOfUsedUp(
	ctx context.Context, m memory, prior map[string]attr.Value, req resource.ModifyPlanRequest,
	resp *resource.ModifyPlanResponse,
) {
	if stringOf(prior, attrEngine) != engine.API || resp.Plan.Raw.Equal(req.State.Raw) {
		return
	}
	var whole types.Object
	resp.Diagnostics.Append(req.Config.Get(ctx, &whole)...)
	config := whole.Attributes()
	before, after, id := valuesOf(r.backend, prior), valuesOf(r.backend, config), stringOf(prior, attrID)
	for i := range r.backend.Fields {
		f := &r.backend.Fields[i]
		value, _ := after[f.Name].(string)
		if !f.OneUse && !f.Code || value == "" && !slices.Contains(m.Ignored, f.Name) {
			continue
		}
		name := blamed(f, config)
		if value == "" {
			name = twinOf(f)
		}
		summary, detail := name+" may be used up", ""
		switch isReplaced := len(resp.RequiresReplace) > 0; {
		case isReplaced && f.Code:
			detail = fmt.Sprintf("Backend %s is replaced, which signs in again, and a code is good for one sign-in.\n"+
				"Set %s to a new code right before you apply.", id, name)
		case isReplaced && (value == "" || value == before[f.Name] || m.Sent.has(f.Name, value)):
			detail = fmt.Sprintf("Backend %s is replaced with the %s that it was connected with. Hoody has renewed it since, "+
				"and what %s has of it may have been good for one use.\n"+
				"Authorize again, and set %s to the result before you apply.", id, f.Attribute(), r.backend.Title, name)
		case isReplaced:
		case isOnlyRecorded(f, m):
			summary = name + " is recorded, and not sent"
			detail = fmt.Sprintf("Hoody may have renewed what the imported backend %s signs in with, and would lose that.\n"+
				"If the backend needs a new one: authorize again after this apply, and set %s to the result.", id, name)
		case m.doubts(f):
			detail = fmt.Sprintf("The rotation of backend %s got no answer, and the apply sends %s again. If Hoody got it "+
				"the first time, it may have renewed it since.\n"+
				"Authorize again, and set %s to the result before you apply.", id, f.Attribute(), name)
		}
		if detail != "" {
			resp.Diagnostics.AddAttributeWarning(path.Root(name), summary, detail)
		}
	}
}
