package tf

import (
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
	if s.Selection.Name == engine.Embedded || plannedID.Equal(priorID) {
		if plannedID.Equal(priorID) {
			return Stays
		}
		return Named
	}
	if plannedID.IsUnknown() {
		return Moves
	}
	was, is := textOf(priorID), textOf(plannedID)
	if was == "" {
		was = textOf(prior)
	}
	if was == "" {
		was = s.Selection.Container
	}
	if is == "" {
		is = s.Selection.Container
	}
	if is == was && is != "" {
		return Named
	}
	return Moves
}

// textOf reads a text; null and unknown read as empty.
func textOf(v attr.Value) string {
	text, _ := v.(types.String)
	return text.ValueString()
}
