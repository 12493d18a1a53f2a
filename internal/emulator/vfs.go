package emulator

import (
	"encoding/json"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"
)

// vfs are a mount's cache settings, as they are read: times in seconds, the
// size in bytes.
type vfs struct {
	CacheMode    string `json:"cache_mode"`
	CacheMaxAge  int64  `json:"cache_max_age"`
	CacheMaxSize int64  `json:"cache_max_size"`
	DirCacheTime int64  `json:"dir_cache_time"`
}

// defaultVFS are the documented defaults.
var defaultVFS = vfs{CacheMode: "writes", CacheMaxAge: 3600, CacheMaxSize: 10737418240, DirCacheTime: 300}

var cacheModes = []string{"off", "minimal", "writes", "full"}

// vfsSettings read one setting each; false refuses the value.
var vfsSettings = map[string]struct {
	wanted string
	set    func(c *vfs, v any) bool
}{
	"cache_mode": {"one of off, minimal, writes, full", func(c *vfs, v any) bool {
		c.CacheMode, _ = v.(string)
		return slices.Contains(cacheModes, c.CacheMode)
	}},
	"cache_max_age": {"seconds or a duration", func(c *vfs, v any) (ok bool) {
		c.CacheMaxAge, ok = amount(v, seconds)
		return ok
	}},
	"cache_max_size": {"bytes or a size", func(c *vfs, v any) (ok bool) {
		c.CacheMaxSize, ok = amount(v, size)
		return ok
	}},
	"dir_cache_time": {"seconds or a duration", func(c *vfs, v any) (ok bool) {
		c.DirCacheTime, ok = amount(v, seconds)
		return ok
	}},
}

// with is the settings changed by a "vfs_config"; the others stay.
func (c vfs) with(config any) (vfs, error) {
	settings, ok := config.(map[string]any)
	if !ok {
		return c, complain("Field 'vfs_config' must be an object")
	}
	for _, name := range slices.Sorted(maps.Keys(settings)) {
		s, ok := vfsSettings[name]
		if !ok {
			return c, complain("Unknown field 'vfs_config.%s'", name)
		}
		if !s.set(&c, settings[name]) {
			return c, complain("Field 'vfs_config.%s' must be %s", name, s.wanted)
		}
	}
	return c, nil
}

// amount is a whole number that is not negative, or its spelling in text.
func amount(v any, spelled func(string) (int64, bool)) (int64, bool) {
	var n int64
	ok := false
	switch v := v.(type) {
	case json.Number:
		i, err := v.Int64()
		n, ok = i, err == nil
	case string:
		n, ok = spelled(v)
	}
	return n, ok && n >= 0
}

// seconds reads a duration such as "90s" or "24h", in whole seconds.
func seconds(text string) (int64, bool) {
	d, err := time.ParseDuration(text)
	return int64(d / time.Second), err == nil && d%time.Second == 0
}

// size reads a size such as "512M" or "10Gi": binary units, as rclone has them.
func size(text string) (int64, bool) {
	const units = "KMGT"
	number := strings.TrimSuffix(strings.TrimSuffix(text, "B"), "i")
	shift := 0
	if last := len(number) - 1; last > 0 {
		if i := strings.IndexByte(units, number[last]); i >= 0 {
			number, shift = number[:last], 10*(i+1)
		}
	}
	n, err := strconv.ParseInt(number, 10, 64)
	return n << shift, err == nil && n<<shift>>shift == n
}
