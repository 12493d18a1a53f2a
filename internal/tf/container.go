package tf

import (
	"cmp"
	"context"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/hoody/terraform-provider-hoody/internal/engine"
)

// Attributes of what is in a container.
const (
	// ContainerID is the container that a configuration names.
	ContainerID = engine.ContainerID
	// Container is where the thing is.
	Container = "container"
)

// AtContainer is where the container that an engine blames is named.
func AtContainer(field string) (path.Path, bool) {
	return path.Root(ContainerID), field == engine.ContainerID
}

// Container is where the engine is, or null where that is not known.
func (s *Selected) Container() types.String {
	if s.Selection.Container == "" {
		return types.StringNull()
	}
	return types.StringValue(s.Selection.Container)
}

// A place says what a plan makes of the container of what there is.
type place uint8

const (
	// stays is the container that it is in.
	stays place = iota
	// renamed is the container that it is in, by another word: the name was written down,
	// or taken away.
	renamed
	// elsewhere is another container: what there is has to be replaced.
	elsewhere
)

// place compares the container that a plan names with where the thing is. What names
// none follows the provider, and stays: the mark of its origin guards it.
func (s *Selected) place(priorID, prior, plannedID attr.Value) place {
	switch {
	case plannedID.Equal(priorID):
		return stays
	case s.Selection.Name == engine.Embedded:
		return renamed
	case plannedID.IsUnknown():
		return elsewhere
	}
	own := s.Selection.Container
	was := cmp.Or(textOf(priorID), textOf(prior), own)
	if is := cmp.Or(textOf(plannedID), own); is != "" && is == was {
		return renamed
	}
	return elsewhere
}

// PlanContainer says in a plan where a thing will be, and whether that is elsewhere than
// it is. Another container makes it there; to name the one where it is, or not to any
// more, sends nothing. Failed is the summary where a container cannot be looked up.
func (s *Selected) PlanContainer(
	ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse, failed string,
) (moves bool) {
	var was, where, named types.String
	resp.Diagnostics.Append(resp.Plan.GetAttribute(ctx, path.Root(ContainerID), &named)...)
	if req.State.Raw.IsNull() {
		s.PlanNewContainer(ctx, named, resp, failed)
		return false
	}
	resp.Diagnostics.Append(req.State.GetAttribute(ctx, path.Root(ContainerID), &was)...)
	resp.Diagnostics.Append(req.State.GetAttribute(ctx, path.Root(Container), &where)...)
	switch s.place(was, where, named) {
	case elsewhere:
		resp.RequiresReplace.Append(path.Root(ContainerID))
		s.PlanNewContainer(ctx, named, resp, failed)
		return true
	case renamed:
		if s.In(named, failed, &resp.Diagnostics) && where.IsNull() {
			where = s.Container()
		}
	case stays:
	}
	resp.Diagnostics.Append(resp.Plan.SetAttribute(ctx, path.Root(Container), where)...)
	return false
}

// PlanNewContainer says in the plan of a new thing where that will be. Which container is
// the provider's own only the apply knows: it may be another by then.
func (s *Selected) PlanNewContainer(
	ctx context.Context, named types.String, resp *resource.ModifyPlanResponse, failed string,
) {
	where := types.StringUnknown()
	switch {
	case s.Selection.Name == engine.Embedded:
		where = types.StringNull()
	case s.Selection.Name == "" || !s.In(named, failed, &resp.Diagnostics):
	case !named.IsNull():
		where = named
	}
	resp.Diagnostics.Append(resp.Plan.SetAttribute(ctx, path.Root(Container), where)...)
}

// textOf reads a text; null and unknown read as empty.
func textOf(v attr.Value) string {
	text, _ := v.(types.String)
	return text.ValueString()
}
