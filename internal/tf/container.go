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

// These attributes say which container a thing is in.
const (
	// ContainerID is the container that a configuration names.
	ContainerID = engine.ContainerID
	// Container is where the thing is.
	Container = "container"
)

// AtContainer returns the attribute that names the container, and whether the engine
// blames it.
func AtContainer(field string) (path.Path, bool) {
	return path.Root(ContainerID), field == engine.ContainerID
}

// Container returns the id of the container that the engine works in, or null if it is
// not known.
func (s *Selected) Container() types.String {
	if s.Selection.Container == "" {
		return types.StringNull()
	}
	return types.StringValue(s.Selection.Container)
}

// A place says what a plan means for the container of an existing thing.
type place uint8

const (
	// stays means that the thing stays in its container.
	stays place = iota
	// renamed means that the thing stays in its container too, but the configuration now
	// names it, or no longer does.
	renamed
	// elsewhere means another container, so the thing has to be replaced.
	elsewhere
)

// place compares the container that a plan names with the one that the thing is in. A
// plan that names none follows the provider, and the thing stays: the mark of its
// origin guards it.
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

// PlanContainer plans where a thing will be, and reports whether it moves. Another
// container means that the thing is made there. To name the container that it is in,
// or to stop naming it, sends nothing. failed is the summary of the error if a
// container cannot be looked up.
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

// PlanNewContainer plans where a new thing will be. If no container is named, only the
// apply knows: by then the provider may use another one.
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
