package mount

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/hoody/terraform-provider-hoody/internal/origin"
	"github.com/hoody/terraform-provider-hoody/internal/tf"
)

// memoryVersion is the format that is written. A newer one is not read. Version 1 kept
// the origin under a key of its own.
const memoryVersion = 2

// A memory is what a mount keeps about itself in its private state. Each call reads it
// once and writes it once.
type memory struct {
	Version int `json:"version"`
	// Origin is where the mount was made.
	Origin origin.Mark `json:"origin,omitzero"`
	// Doubt has the settings that were sent and got no answer. Hoody may have the old ones
	// or the new ones, until an answer shows which.
	Doubt []string `json:"doubt,omitempty"`
}

func readMemory(ctx context.Context, private tf.PrivateReader) (m memory, diags diag.Diagnostics) {
	version, diags := tf.ReadMemory(ctx, private, memoryVersion, &m)
	if version < memoryVersion && !diags.HasError() {
		var d diag.Diagnostics
		m.Origin, d = origin.ReadOld(ctx, private)
		diags.Append(d...)
	}
	m.Version = memoryVersion
	return m, diags
}

// save writes the memory, and removes what was kept beside it.
func (m memory) save(ctx context.Context, private tf.PrivateWriter) diag.Diagnostics {
	m.Version = memoryVersion
	return tf.SaveMemory(ctx, private, m, origin.OldKey)
}
