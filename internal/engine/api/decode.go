package api

import (
	"encoding/json"
	"errors"
	"time"

	"github.com/hoody/terraform-provider-hoody/internal/engine"
	"github.com/hoody/terraform-provider-hoody/internal/engine/api/internal/wire"
)

// The errors of decoding quote nothing of an answer: it may echo secrets.
var (
	errNoID       = errors.New("it names no backend id")
	errIncomplete = errors.New("it counts more backends than it lists")
	errNoStatus   = errors.New("it has no status")
)

// backend is a backend as any answer of either dialect describes it.
type backend struct {
	ID             string       `json:"id"`
	BackendType    string       `json:"backend_type"`
	VFSBackendType string       `json:"vfs_backend_type"` // later specification
	Server         string       `json:"server"`
	User           string       `json:"user"`
	Connected      *bool        `json:"connected"`
	MountPaths     []string     `json:"mount_paths"`
	CreatedAt      wire.Instant `json:"created_at"`
	LastUsed       wire.Instant `json:"last_used"`
}

func (b backend) remote() engine.Remote {
	r := engine.Remote{
		ID:          b.ID,
		BackendType: b.BackendType,
		MountPaths:  b.MountPaths,
		// Documented as always true, so an answer without it says the same.
		Connected: b.Connected == nil || *b.Connected,
		CreatedAt: time.Time(b.CreatedAt),
		Server:    b.Server,
		User:      b.User,
		LastUsed:  time.Time(b.LastUsed),
	}
	if r.BackendType == "" {
		r.BackendType = b.VFSBackendType
	}
	return r
}

// decodeBackend reads the answer to a connect or to a read of one backend.
func decodeBackend(body []byte) (engine.Remote, error) {
	data, err := wire.Payload(body)
	if err != nil {
		return engine.Remote{}, err
	}
	var b backend
	if err := json.Unmarshal(data, &b); err != nil {
		return engine.Remote{}, wire.ErrNotJSON
	}
	if !wire.IsID(b.ID) {
		return engine.Remote{}, errNoID
	}
	return b.remote(), nil
}

// decodeList reads the list of backends. A list that is visibly incomplete is an
// error: a backend that it lacks must not be called gone.
func decodeList(body []byte) ([]engine.Remote, error) {
	data, err := wire.Payload(body)
	if err != nil {
		return nil, err
	}
	var list struct {
		Backends *[]backend `json:"backends"`
		Count    int        `json:"count"`
	}
	if err := json.Unmarshal(data, &list); err != nil || list.Backends == nil {
		return nil, wire.ErrNotJSON
	}
	if list.Count > len(*list.Backends) {
		return nil, errIncomplete
	}
	remotes := make([]engine.Remote, len(*list.Backends))
	for i, b := range *list.Backends {
		if !wire.IsID(b.ID) {
			return nil, errNoID
		}
		remotes[i] = b.remote()
	}
	return remotes, nil
}

// decodeStatus reads the "status" of a probe.
func decodeStatus(body []byte) (string, error) {
	data, err := wire.Payload(body)
	if err != nil {
		return "", err
	}
	var probe struct {
		Status string `json:"status"`
	}
	if err := json.Unmarshal(data, &probe); err != nil {
		return "", wire.ErrNotJSON
	}
	if probe.Status == "" {
		return "", errNoStatus
	}
	return probe.Status, nil
}
