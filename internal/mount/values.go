package mount

import (
	"path"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/hoody/terraform-provider-hoody/internal/engine"
)

// refTo returns the reference to a mount that a person named by its path or by Hoody's
// id.
func refTo(name string) engine.MountRef {
	if path.IsAbs(name) {
		return engine.MountRef{Path: path.Clean(name)}
	}
	return engine.MountRef{ID: name}
}

// ref returns the engine's reference to the mount. Only an import asks for the
// settings.
func (m *model) ref() engine.MountRef {
	return engine.MountRef{
		Path:         m.Path.ValueString(),
		ID:           m.MountID.ValueString(),
		BackendID:    m.BackendID.ValueString(),
		WithSettings: m.VFS.IsNull(),
	}
}

// record writes what Hoody said about a new mount. A mount path keeps the
// configuration's spelling.
func (m *model) record(made engine.Mount) {
	m.MountID = types.StringValue(made.ID)
	m.Path = types.StringNull()
	if made.Path != "" {
		m.Path = types.StringValue(made.Path)
	}
	m.ID = m.Path
	if m.MountPath.IsUnknown() || m.MountPath.IsNull() {
		m.MountPath = m.Path
	}
	m.Status = types.StringValue(made.Status)
}

// refresh records what Hoody says now.
func (m *model) refresh(now engine.Mount) diag.Diagnostics {
	// If none is configured, the label may be Hoody's own choice, unless this is not the
	// same mount as before, or was imported.
	if !m.Label.IsNull() || m.VFS.IsNull() || m.MountID.ValueString() != now.ID {
		m.Label = types.StringNull()
		if now.Label != "" {
			m.Label = types.StringValue(now.Label)
		}
	}
	m.BackendID = types.StringValue(now.BackendID)
	m.record(now)
	if now.Settings == nil {
		return nil
	}
	s := settingsOf(m.VFS)
	s.refresh(now.Settings, m.VFS.IsNull())
	vfs, diags := types.ObjectValue(vfsTypes, s)
	m.VFS = vfs
	return diags
}
