package api

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"math/big"
	"strconv"
	"strings"
	"time"

	"github.com/hoody/terraform-provider-hoody/internal/engine"
)

var (
	errNoMountID   = errors.New("it names no mount id")
	errFewerMounts = errors.New("it counts more mounts than it lists")
)

// mountAnswer is a mount as any answer describes it.
type mountAnswer struct {
	ID        string  `json:"id"`
	BackendID string  `json:"backend_id"`
	Label     string  `json:"label"`
	MountPath string  `json:"mount_path"`
	Status    string  `json:"status"`
	CreatedAt instant `json:"created_at"`
	VFSConfig struct {
		CacheMode    *string  `json:"cache_mode"`
		CacheMaxAge  *seconds `json:"cache_max_age"`
		CacheMaxSize *size    `json:"cache_max_size"`
		DirCacheTime *seconds `json:"dir_cache_time"`
	} `json:"vfs_config"`
}

func (m mountAnswer) mount() engine.Mount {
	v := m.VFSConfig
	return engine.Mount{
		ID: m.ID, BackendID: m.BackendID, Label: m.Label, Path: m.MountPath, Status: m.Status,
		CreatedAt: time.Time(m.CreatedAt),
		Cache: engine.Cache{
			Mode: v.CacheMode, MaxAge: (*int64)(v.CacheMaxAge), MaxSize: (*int64)(v.CacheMaxSize), DirCacheTime: (*int64)(v.DirCacheTime),
		},
	}
}

// decodeMount reads the answer to a mount's creation or to a read of it.
func decodeMount(body []byte) (engine.Mount, error) {
	data, err := payload(body)
	if err != nil {
		return engine.Mount{}, err
	}
	var m mountAnswer
	if err := json.Unmarshal(data, &m); err != nil {
		return engine.Mount{}, errNotJSON
	}
	if !isID(m.ID) {
		return engine.Mount{}, errNoMountID
	}
	return m.mount(), nil
}

// decodeMounts reads the list of mounts. One that is visibly not whole is an
// error, as it is for backends.
func decodeMounts(body []byte) ([]engine.Mount, error) {
	data, err := payload(body)
	if err != nil {
		return nil, err
	}
	var list struct {
		Mounts *[]mountAnswer `json:"mounts"`
		Count  int            `json:"count"`
	}
	if err := json.Unmarshal(data, &list); err != nil || list.Mounts == nil {
		return nil, errNotJSON
	}
	if list.Count > len(*list.Mounts) {
		return nil, errFewerMounts
	}
	all := make([]engine.Mount, len(*list.Mounts))
	for i, m := range *list.Mounts {
		if !isID(m.ID) {
			return nil, errNoMountID
		}
		all[i] = m.mount()
	}
	return all, nil
}

// instant is a time in Unix seconds, as documented, or in RFC 3339, as backends
// have it.
type instant time.Time

// UnmarshalJSON leaves the zero time where there is none that it can read: no
// answer is worth less for that.
func (t *instant) UnmarshalJSON(raw []byte) error {
	text := string(bytes.Trim(raw, `"`))
	if n, err := strconv.ParseInt(text, 10, 64); err == nil && n > 0 {
		*t = instant(time.Unix(n, 0).UTC())
	} else if at, err := time.Parse(time.RFC3339, text); err == nil {
		*t = instant(at.UTC())
	}
	return nil
}

// seconds are a number of seconds, or a duration in text such as "1h0m0s".
type seconds int64

// UnmarshalJSON reads either.
func (s *seconds) UnmarshalJSON(raw []byte) error {
	text := string(bytes.Trim(raw, `"`))
	if n, err := strconv.ParseInt(text, 10, 64); err == nil {
		*s = seconds(n)
		return nil
	}
	d, err := time.ParseDuration(text)
	if err != nil {
		return fmt.Errorf("not a duration: %w", err)
	}
	*s = seconds(d / time.Second)
	return nil
}

// size is a number of bytes, or a size in text with a binary unit such as
// "10Gi" or "10G".
type size int64

// UnmarshalJSON reads either.
func (s *size) UnmarshalJSON(raw []byte) error {
	text := string(bytes.Trim(raw, `"`))
	number := strings.TrimRight(text, "KMGTPiB")
	factor := int64(1)
	if unit := strings.IndexByte("BKMGTP", (text + "B")[len(number)]); unit > 0 {
		factor = 1 << (10 * unit)
	}
	n, ok := new(big.Rat).SetString(number)
	if !ok {
		return errors.New("not a size")
	}
	bytes := n.Mul(n, new(big.Rat).SetInt64(factor))
	if !bytes.IsInt() || !bytes.Num().IsInt64() {
		return errors.New("not a size in whole bytes")
	}
	*s = size(bytes.Num().Int64())
	return nil
}
