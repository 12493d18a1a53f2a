// Package datasource has the data sources: what Hoody knows of backends
// and mounts now, and whether it reaches their storage.
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

// needs ends every description: what has to be there to read the data source.
const needs = "\n\nNeeds the API engine, and Terraform 1.5 or newer, or OpenTofu."

// containerID is the optional container of what is read.
func containerID() schema.Attribute {
	return schema.StringAttribute{
		Optional:            true,
		Validators:          []validator.String{tf.ValidContainerID{}},
		MarkdownDescription: tf.ContainerIDDoc,
	}
}

// failures are the errors of an engine, of which one may be about the container.
var failures = tf.Reporter{At: tf.AtContainer}

// orNull is a text that Hoody may not know.
func orNull(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

// whenKnown is a time as an attribute has it, or null for the zero time.
func whenKnown(t time.Time) *string {
	if t.IsZero() {
		return nil
	}
	text := t.UTC().Format(time.RFC3339)
	return &text
}
