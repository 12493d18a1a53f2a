package mounts

import (
	"strings"

	"github.com/hoody/terraform-provider-hoody/internal/engine"
	"github.com/hoody/terraform-provider-hoody/internal/engine/api/internal/wire"
)

// mountFields are the documented names that a refusal of a mount may blame.
var mountFields = func() []string {
	names := []string{engine.MountBackend, engine.MountLabel, engine.MountPath, engine.MountSettings}
	for _, one := range engine.AllSettings {
		names = append(names, one.Name)
	}
	return names
}()

// mountPhrases are how refusals begin that name no field.
var mountPhrases = []struct{ said, field string }{
	{"mount path ", engine.MountPath},
	{"backend not found", engine.MountBackend},
}

// blameMount finds the one field that a refusal names or is about. It ignores words of
// the configuration that the refusal repeats: a label may be "mount_path".
func blameMount(message string) string {
	var found string
	for _, field := range mountFields {
		if !wire.Names(message, field) && !wire.Names(message, engine.MountSettings+"."+field) {
			continue
		}
		if field == "timeout" && !strings.Contains(message, engine.MountSettings+".timeout") {
			continue // "timeout: …" alone is about the network
		}
		if found != "" {
			return ""
		}
		found = field
	}
	if found != "" {
		return found
	}
	said := strings.ToLower(message)
	for _, p := range mountPhrases {
		if strings.HasPrefix(said, p.said) || strings.Contains(said, ": "+p.said) {
			return p.field
		}
	}
	return ""
}
