package tf

import (
	"context"
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
)

// ContainerIDDoc and ContainerDoc describe the attributes "container_id" and
// "container", wherever they are.
const (
	ContainerIDDoc = "Identifier of the container, where it is not the provider's own. It is looked up with the " +
		"account's token."
	ContainerDoc = "Identifier of the container where it is: `container_id`, or the provider's own. Not set where the " +
		"provider's endpoint does not say which."
)

// ValidContainerID is the validator of a container's id.
type ValidContainerID struct{}

var _ validator.String = ValidContainerID{}

// ContextFree says that the id can be checked without the rest of the configuration.
func (ValidContainerID) ContextFree() {}

// Description says what is allowed.
func (ValidContainerID) Description(context.Context) string { return "must be the id of a container" }

// MarkdownDescription is Description.
func (c ValidContainerID) MarkdownDescription(ctx context.Context) string { return c.Description(ctx) }

// ValidateString refuses what is not an id: it must not hold any other part of an
// address.
func (ValidContainerID) ValidateString(_ context.Context, req validator.StringRequest, resp *validator.StringResponse) {
	said := req.ConfigValue
	if said.IsNull() || said.IsUnknown() || isContainerID(said.ValueString()) {
		return
	}
	resp.Diagnostics.AddAttributeError(req.Path, fmt.Sprintf("%q is not the id of a container", said.ValueString()),
		"An id has letters, digits, hyphens and underscores only.\nThe data source hoody_containers lists them. "+
			"Without container_id (or with null) the provider's own container is used.")
}

func isContainerID(id string) bool {
	outside := func(r rune) bool {
		return (r < 'a' || 'z' < r) && (r < 'A' || 'Z' < r) && (r < '0' || '9' < r) && r != '-' && r != '_'
	}
	return id != "" && !strings.ContainsFunc(id, outside)
}
