package mounts

import (
	"path"
	"strings"

	"github.com/hoody/terraform-provider-hoody/internal/engine"
)

// fits reports whether a mount is what a create asks for.
func fits(s engine.MountSpec, m engine.Mount) bool {
	return m.BackendID == s.BackendID && m.Label == s.Label && m.Phase() != engine.Falling &&
		(s.Path == "" || isAt(s.Path, m.Path))
}

// isAt reports whether an absolute path can be what a service made of a mount path.
// Hoody chooses the folder in front of a relative one.
func isAt(asked, absolute string) bool {
	asked, absolute = path.Clean(asked), path.Clean(absolute)
	return asked == absolute || !path.IsAbs(asked) && strings.HasSuffix(absolute, "/"+asked)
}

// at finds the mount at a mount path. Of several whose paths end alike it is the
// shortest: the others lie deeper.
func at(asked string, all []engine.Mount) (engine.Mount, bool) {
	var found engine.Mount
	for _, m := range all {
		if isAt(asked, m.Path) && (found.ID == "" || len(m.Path) < len(found.Path)) {
			found = m
		}
	}
	return found, found.ID != ""
}
