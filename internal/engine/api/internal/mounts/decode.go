package mounts

import (
	"cmp"
	"encoding/json"
	"errors"
	"maps"
	"time"

	"github.com/hoody/terraform-provider-hoody/internal/engine"
	"github.com/hoody/terraform-provider-hoody/internal/engine/api/internal/wire"
)

var (
	errNoMountID   = errors.New("it names no mount id")
	errFewerMounts = errors.New("it counts more mounts than it lists")
)

// mountAnswer is a mount as any answer describes it.
type mountAnswer struct {
	ID            string          `json:"id"`
	BackendID     string          `json:"backend_id"`
	Label         string          `json:"label"`
	MountPath     string          `json:"mount_path"`
	Status        string          `json:"status"`
	Error         string          `json:"error"`
	StatusMessage string          `json:"status_message"`
	CreatedAt     wire.Instant    `json:"created_at"`
	VFSConfig     engine.Settings `json:"vfs_config"`
	AutoDeliver   *bool           `json:"auto_deliver"`
	Uploads       json.RawMessage `json:"pending_uploads"`
}

func (m mountAnswer) mount() engine.Mount {
	one := engine.Mount{
		ID: m.ID, BackendID: m.BackendID, Label: m.Label, Path: m.MountPath, Status: m.Status,
		CreatedAt: time.Time(m.CreatedAt), Settings: m.VFSConfig, AutoDeliver: m.AutoDeliver,
		TellsUploads: m.Uploads != nil,
	}
	// Null means that a setting is not set, and some versions refuse to be sent it.
	maps.DeleteFunc(one.Settings, func(_ string, raw json.RawMessage) bool { return string(raw) == "null" })
	if one.Phase() == engine.Failed {
		one.Problem = cmp.Or(m.Error, m.StatusMessage)
	}
	return one
}

// decodeMount reads the answer to a mount's creation, to a change or to a read of it.
func decodeMount(body []byte) (engine.Mount, error) {
	data, err := wire.Payload(body)
	if err != nil {
		return engine.Mount{}, err
	}
	var a mountAnswer
	if err := json.Unmarshal(data, &a); err != nil {
		return engine.Mount{}, wire.ErrNotJSON
	}
	if !wire.IsID(a.ID) {
		return engine.Mount{}, errNoMountID
	}
	return a.mount(), nil
}

// decodeMounts reads the list of mounts. A list that is visibly incomplete is an
// error, as for backends.
func decodeMounts(body []byte) ([]engine.Mount, error) {
	data, err := wire.Payload(body)
	if err != nil {
		return nil, err
	}
	var list struct {
		Mounts *[]mountAnswer `json:"mounts"`
		Count  int            `json:"count"`
	}
	if err := json.Unmarshal(data, &list); err != nil || list.Mounts == nil {
		return nil, wire.ErrNotJSON
	}
	if list.Count > len(*list.Mounts) {
		return nil, errFewerMounts
	}
	all := make([]engine.Mount, len(*list.Mounts))
	for i, m := range *list.Mounts {
		if !wire.IsID(m.ID) {
			return nil, errNoMountID
		}
		all[i] = m.mount()
	}
	return all, nil
}
