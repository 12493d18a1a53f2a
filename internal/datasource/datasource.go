// Package datasource has the data sources: what Hoody knows of backends, mounts and
// containers now, and whether it reaches their storage. It changes nothing at Hoody, and
// reaches it through package engine only. Begin with All.
package datasource

import (
	"time"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/hoody/terraform-provider-hoody/internal/tf"
)

// All lists every data source.
func All() []func() datasource.DataSource {
	return []func() datasource.DataSource{
		newBackend,
		newBackends,
		newBackendTest,
		newContainer,
		newContainers,
		newMount,
		newMounts,
		newPendingUploads,
	}
}

// needs ends every description with what it takes to read the data source.
const needs = "\n\nNeeds the API engine, and Terraform 1.5 or newer, or OpenTofu."

// containerID returns the optional attribute that names the container to read from.
func containerID() schema.Attribute {
	return schema.StringAttribute{
		Optional:            true,
		Validators:          []validator.String{tf.ValidContainerID{}},
		MarkdownDescription: tf.ContainerIDDoc,
	}
}

// failures shows an engine's errors, of which some blame the container.
var failures = tf.Reporter{At: tf.AtContainer}

// orNull returns a text, or null if it is empty because Hoody does not know it.
func orNull(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

// whenKnown returns a time as an attribute has it, or null for the zero time.
func whenKnown(t time.Time) *string {
	if t.IsZero() {
		return nil
	}
	text := t.UTC().Format(time.RFC3339)
	return &text
}
