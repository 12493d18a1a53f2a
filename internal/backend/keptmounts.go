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

// A sentMount is how version 0.1 kept a mount: as it was sent.
type sentMount struct {
	Backend     string          `json:"backend_id"`
	Label       string          `json:"label"`
	Path        string          `json:"mount_path"`
	Settings    engine.Settings `json:"vfs_config"`
	AutoDeliver *bool           `json:"auto_deliver"`
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

// keptMounts reads mounts out of the private state.
func keptMounts(
	ctx context.Context, private privateReader, key string,
) (specs []engine.MountSpec, diags diag.Diagnostics) {
	data, diags := private.GetKey(ctx, key)
	if len(data) == 0 {
		return nil, diags
	}
	var k kept
	var sent []sentMount
	if json.Unmarshal(data, &sent) == nil {
		for _, m := range sent {
			k.Mounts = append(k.Mounts, keptMount(m))
		}
		return k.specs(), diags
	}
	switch err := json.Unmarshal(data, &k); {
	case err != nil:
		addUnreadable(&diags, err.Error())
	case k.Version > keptVersion:
		addUnreadable(&diags, fmt.Sprintf("A newer provider wrote it (version %d, and this one reads %d).\n"+
			"Use that provider, or a newer one.", k.Version, keptVersion))
	}
	return k.specs(), diags
}

// specs are the mounts as Mount takes them.
func (k kept) specs() (all []engine.MountSpec) {
	for _, m := range k.Mounts {
		all = append(all, engine.MountSpec{
			BackendID: m.Backend, Label: m.Label, Path: m.Path, Settings: m.Settings, AutoDeliver: m.AutoDeliver,
		})
	}
	return all
}
