package tf

import (
	"cmp"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/path"
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

// A Place says what a plan makes of the container of what there is.
type Place uint8

const (
	// Stays is the container that it is in.
	Stays Place = iota
	// Named is the container that it is in, by another word: the name was written down,
	// or taken away.
	Named
	// Moves is another container: what there is has to be replaced.
	Moves
)

// Place compares the container that a plan names with where the thing is. What names
// none follows the provider, and Stays: the mark of its origin guards it.
func (s *Selected) Place(priorID, prior, plannedID attr.Value) Place {
	switch {
	case plannedID.Equal(priorID):
		return Stays
	case s.Selection.Name == engine.Embedded:
		return Named
	case plannedID.IsUnknown():
		return Moves
	}
	own := s.Selection.Container
	was := cmp.Or(textOf(priorID), textOf(prior), own)
	if is := cmp.Or(textOf(plannedID), own); is != "" && is == was {
		return Named
	}
	return Moves
}

// textOf reads a text; null and unknown read as empty.
func textOf(v attr.Value) string {
	text, _ := v.(types.String)
	return text.ValueString()
}
