package backend

import (
	"context"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/hoody/terraform-provider-hoody/internal/catalog"
	"github.com/hoody/terraform-provider-hoody/internal/origin"
	"github.com/hoody/terraform-provider-hoody/internal/tf"
)

// memoryVersion is the format that is written. A newer one is not read. Version 1 kept
// the origin and the mounts under keys of their own.
const memoryVersion = 2

// A memory is what a resource keeps about itself in its private state. Each call reads
// it once and writes it once.
type memory struct {
	Version int `json:"version"`
	// Origin is where the backend was made.
	Origin origin.Mark `json:"origin,omitzero"`
	// Imported says that the state comes from an import: Hoody never returns a
	// configuration, so null values say nothing until the first update has recorded them.
	// Unrecorded are the fields that it could not record, because ignore_changes hides
	// what the configuration says.
	Imported   bool     `json:"imported,omitempty"`
	Unrecorded []string `json:"unrecorded,omitempty"`
	// Listed is what Hoody listed of an imported backend.
	Listed *listed `json:"listed,omitempty"`
	// Sent is the fingerprint of the write-only values that were sent last.
	Sent fingerprint `json:"sent,omitzero"`
	// Doubt has the credentials whose rotation got no answer. Hoody may have the old ones
	// or the new ones, until rotating them succeeds.
	Doubt []string `json:"doubt,omitempty"`
	// Ignored has the write-only values that ignore_changes was seen to hide.
	Ignored []string `json:"ignored,omitempty"`
	// Owed has the mounts that a rotation removed and could not bring back. The next
	// update brings them back.
	Owed []keptMount `json:"owed,omitempty"`
	// Mounted is how a backend with remount_on_rotate was mounted at the last refresh. If
	// the provider is killed while a rotation has removed the mounts, it can write
	// nothing, so what was written before shows the next refresh what is missing.
	Mounted []keptMount `json:"mounted,omitempty"`
	// Planned is what a plan passes on to its apply.
	Planned *planned `json:"planned,omitempty"`
}

// A planned is what only the plan knows. Terraform plans with what ignore_changes
// leaves of the configuration, and applies with the whole of it.
type planned struct {
	// Twins are the fields whose write-only values the plan could see.
	Twins []string `json:"twins"`
}

// A listed is what Hoody lists of the backend that an import found.
type listed struct {
	Server string `json:"server,omitempty"`
	User   string `json:"user,omitempty"`
}

func readMemory(ctx context.Context, private tf.PrivateReader) (m memory, diags diag.Diagnostics) {
	version, diags := tf.ReadMemory(ctx, private, memoryVersion, &m)
	if version < memoryVersion && !diags.HasError() {
		diags.Append(m.readOld(ctx, private, version)...)
	}
	m.Version = memoryVersion
	return m, diags
}

// save writes the memory, and removes what was kept beside it.
func (m memory) save(ctx context.Context, private tf.PrivateWriter) diag.Diagnostics {
	m.Version = memoryVersion
	return tf.SaveMemory(ctx, private, m, oldKeys...)
}

// trusts reports whether the state does not know what Hoody has for a field, so that
// the configuration has to be believed.
func (m memory) trusts(f *catalog.Field) bool {
	return m.Imported || slices.Contains(m.Unrecorded, f.Name)
}

func (m memory) doubts(f *catalog.Field) bool { return slices.Contains(m.Doubt, f.Name) }
