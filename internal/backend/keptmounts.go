package backend

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/hoody/terraform-provider-hoody/internal/engine"
)

// keptVersion is the format of mounts that is written. A newer one is not read.
const keptVersion = 1

// A kept is how the private state keeps mounts. It is apart from what is sent, so
// that neither has to follow the other.
type kept struct {
	Version int         `json:"version"`
	Mounts  []keptMount `json:"mounts"`
}

type keptMount struct {
	Backend     string          `json:"backend"`
	Label       string          `json:"label,omitempty"`
	Path        string          `json:"path"`
	Settings    engine.Settings `json:"settings,omitempty"`
	AutoDeliver *bool           `json:"auto_deliver,omitempty"`
}

// keepMounts writes mounts into the private state.
func keepMounts(
	ctx context.Context, private privateWriter, key string, specs []engine.MountSpec,
) (diags diag.Diagnostics) {
	k := kept{Version: keptVersion, Mounts: []keptMount{}}
	for _, s := range specs {
		k.Mounts = append(k.Mounts, keptMount{s.BackendID, s.Label, s.Path, s.Settings, s.AutoDeliver})
	}
	data, err := json.Marshal(k)
	if err != nil {
		diags.AddError("The private state cannot be written", err.Error())
		return diags
	}
	return private.SetKey(ctx, key, data)
}

// keptMounts reads mounts out of the private state. Version 0.1 wrote a list of
// them as they are sent.
func keptMounts(
	ctx context.Context, private privateReader, key string,
) (specs []engine.MountSpec, diags diag.Diagnostics) {
	data, diags := private.GetKey(ctx, key)
	if len(data) == 0 || json.Unmarshal(data, &specs) == nil {
		return specs, diags
	}
	var k kept
	switch err := json.Unmarshal(data, &k); {
	case err != nil:
		addUnreadable(&diags, err.Error())
	case k.Version > keptVersion:
		addUnreadable(&diags, fmt.Sprintf("A newer provider wrote it (version %d, and this one reads %d).\n"+
			"Use that provider, or a newer one.", k.Version, keptVersion))
	}
	for _, m := range k.Mounts {
		specs = append(specs, engine.MountSpec{
			BackendID: m.Backend, Label: m.Label, Path: m.Path, Settings: m.Settings, AutoDeliver: m.AutoDeliver,
		})
	}
	return specs, diags
}
