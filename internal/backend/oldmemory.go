package backend

import (
	"context"
	"encoding/json"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/hoody/terraform-provider-hoody/internal/origin"
	"github.com/hoody/terraform-provider-hoody/internal/tf"
)

// These keys had parts of the private state before the memory had all of it. They are
// read until a memory is written.
const (
	unmountedKey = "unmounted"
	mountedKey   = "mounted"
	// These are older than the memory.
	fingerprintKey = "write_only"
	importedKey    = "imported"
)

var oldKeys = []string{origin.OldKey, unmountedKey, mountedKey, fingerprintKey, importedKey}

// readOld adds to a memory of some version, or to none, what was kept beside it.
func (m *memory) readOld(ctx context.Context, private tf.PrivateReader, version int) (diags diag.Diagnostics) {
	m.Origin, diags = origin.ReadOld(ctx, private)
	read := func(key string, take func([]byte) error) {
		data, d := private.GetKey(ctx, key)
		diags.Append(d...)
		if len(data) == 0 {
			return
		}
		if err := take(data); err != nil {
			diags.AddError("The private state cannot be read", err.Error())
		}
	}
	read(unmountedKey, func(data []byte) (err error) { m.Owed, err = readOldMounts(data); return err })
	read(mountedKey, func(data []byte) (err error) { m.Mounted, err = readOldMounts(data); return err })
	if version == 0 {
		read(fingerprintKey, func(data []byte) error { return json.Unmarshal(data, &m.Sent) })
		read(importedKey, func(data []byte) error { return json.Unmarshal(data, &m.Imported) })
	}
	return diags
}
