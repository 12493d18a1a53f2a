package backend

import (
	"encoding/json"

	"github.com/hoody/terraform-provider-hoody/internal/engine"
)

// A keptMount is a mount as a memory stores it. It is separate from what is sent, so
// that either can change without the other.
type keptMount struct {
	Backend     string          `json:"backend"`
	Label       string          `json:"label,omitempty"`
	Path        string          `json:"path"`
	Settings    engine.Settings `json:"settings,omitempty"`
	AutoDeliver *bool           `json:"auto_deliver,omitempty"`
}

// keepMounts turns mounts into what a memory stores.
func keepMounts(specs []engine.MountSpec) (kept []keptMount) {
	for _, s := range specs {
		kept = append(kept, keptMount{s.BackendID, s.Label, s.Path, s.Settings, s.AutoDeliver})
	}
	return kept
}

// specsOf turns what a memory stores into what Mount takes.
func specsOf(kept []keptMount) (specs []engine.MountSpec) {
	for _, m := range kept {
		specs = append(specs, engine.MountSpec{
			BackendID: m.Backend, Label: m.Label, Path: m.Path, Settings: m.Settings, AutoDeliver: m.AutoDeliver,
		})
	}
	return specs
}

// versionedMounts is how mounts were once stored under a key of their own.
type versionedMounts struct {
	Mounts []keptMount `json:"mounts"`
}

// readOldMounts reads mounts that were stored under a key of their own: in a list as
// they were sent, or in a format with a version.
func readOldMounts(data []byte) ([]keptMount, error) {
	var sent []struct {
		Backend     string          `json:"backend_id"`
		Label       string          `json:"label"`
		Path        string          `json:"mount_path"`
		Settings    engine.Settings `json:"vfs_config"`
		AutoDeliver *bool           `json:"auto_deliver"`
	}
	if json.Unmarshal(data, &sent) != nil {
		var kept versionedMounts
		err := json.Unmarshal(data, &kept)
		return kept.Mounts, err
	}
	var kept []keptMount
	for _, m := range sent {
		kept = append(kept, keptMount(m))
	}
	return kept, nil
}

func pathsOf(specs []engine.MountSpec) []string {
	paths := make([]string, len(specs))
	for i, s := range specs {
		paths[i] = s.Path
	}
	return paths
}

func keptPaths(kept []keptMount) []string { return pathsOf(specsOf(kept)) }
