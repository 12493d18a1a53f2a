package api

import (
	"bytes"
	"encoding/json"
	"errors"
	"strconv"
	"strings"
	"time"

	"github.com/hoody/terraform-provider-hoody/internal/engine"
)

var (
	errNoMountID   = errors.New("it names no mount id")
	errFewerMounts = errors.New("it counts more mounts than it lists")
	errSetting     = errors.New("one of its cache settings cannot be read")
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
		CacheMode    *string         `json:"cache_mode"`
		CacheMaxAge  json.RawMessage `json:"cache_max_age"`
		CacheMaxSize json.RawMessage `json:"cache_max_size"`
		DirCacheTime json.RawMessage `json:"dir_cache_time"`
	} `json:"vfs_config"`
}

func (m mountAnswer) mount() engine.Mount {
	return engine.Mount{
		ID: m.ID, BackendID: m.BackendID, Label: m.Label, Path: m.MountPath, Status: m.Status,
		CreatedAt: time.Time(m.CreatedAt),
	}
}

// cache is the settings that can be read; the error says that one cannot.
func (m mountAnswer) cache() (c engine.Cache, err error) {
	c.Mode = m.VFSConfig.CacheMode
	for _, one := range []struct {
		raw  json.RawMessage
		read func(string) (int64, bool)
		into **int64
	}{
		{m.VFSConfig.CacheMaxAge, seconds, &c.MaxAge},
		{m.VFSConfig.CacheMaxSize, size, &c.MaxSize},
		{m.VFSConfig.DirCacheTime, seconds, &c.DirCacheTime},
	} {
		text := string(bytes.Trim(one.raw, `"`))
		if text == "" || text == "null" {
			continue
		}
		if n, ok := one.read(text); ok {
			*one.into = &n
		} else {
			err = errSetting
		}
	}
	return c, err
}

// decodeMount reads the answer to a mount's creation or to a read of it. A cache
// setting that it cannot read it leaves out.
func decodeMount(body []byte) (engine.Mount, error) {
	m, err := decodeWholeMount(body)
	if errors.Is(err, errSetting) {
		err = nil
	}
	return m, err
}

// decodeWholeMount reads a mount of which nothing may be lost.
func decodeWholeMount(body []byte) (engine.Mount, error) {
	data, err := payload(body)
	if err != nil {
		return engine.Mount{}, err
	}
	var a mountAnswer
	if err := json.Unmarshal(data, &a); err != nil {
		return engine.Mount{}, errNotJSON
	}
	if !isID(a.ID) {
		return engine.Mount{}, errNoMountID
	}
	m := a.mount()
	m.Cache, err = a.cache()
	return m, err
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

// farthest is the end of the year 9999: no text of RFC 3339 tells a later time.
const farthest = 253402300799

// UnmarshalJSON leaves the zero time where there is none that it can read: no
// answer is worth less for that.
func (t *instant) UnmarshalJSON(raw []byte) error {
	text := string(bytes.Trim(raw, `"`))
	n, err := strconv.ParseInt(text, 10, 64)
	if at, no := time.Parse(time.RFC3339, text); no == nil {
		n, err = at.Unix(), nil
	}
	if err == nil && n > 0 && n <= farthest {
		*t = instant(time.Unix(n, 0).UTC())
	}
	return nil
}

// longUnits are rclone's units of time that Go does not have.
var longUnits = map[byte]time.Duration{
	'd': 24 * time.Hour, 'w': 7 * 24 * time.Hour, 'M': 30 * 24 * time.Hour, 'y': 365 * 24 * time.Hour,
}

// seconds reads a number of seconds, or a duration such as "1h0m0s" or "7d". A
// fraction of a second counts as a whole one: 0 would mean something else.
func seconds(text string) (int64, bool) {
	if n, err := strconv.ParseInt(text, 10, 64); err == nil {
		return n, true
	}
	if d, err := time.ParseDuration(text); err == nil {
		n := int64(d / time.Second)
		if d%time.Second > 0 {
			n++
		}
		return n, true
	}
	last := len(text) - 1
	if unit := longUnits[text[last]]; unit > 0 {
		return amount(text[:last], unit.Seconds())
	}
	return amount(text, 1)
}

// size reads a number of bytes, or a size with a binary unit such as "10Gi" or
// "10G"; "off" is -1, as rclone has it.
func size(text string) (int64, bool) {
	if n, err := strconv.ParseInt(text, 10, 64); err == nil {
		return n, true
	}
	if text == "off" {
		return -1, true
	}
	number := strings.TrimSuffix(text, "B")
	if bare := strings.TrimSuffix(number, "i"); bare != "" {
		last := len(bare) - 1
		if i := strings.IndexByte("KMGTPE", bare[last]); i >= 0 {
			return amount(bare[:last], float64(int64(1)<<(10*(i+1))))
		}
	}
	return amount(number, 1)
}

// amount is so many times a decimal number, without its fraction.
func amount(number string, times float64) (int64, bool) {
	if strings.Trim(number, "0123456789.") != "" {
		return 0, false // infinities, powers and other bases are none
	}
	f, err := strconv.ParseFloat(number, 64)
	const most = 1 << 62
	if f *= times; err != nil || f > most {
		return 0, false
	}
	return int64(f), true
}
