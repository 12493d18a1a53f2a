package engine

import (
	"bytes"
	"encoding/json"
	"strconv"
	"strings"
	"time"

	"github.com/hoody/terraform-provider-hoody/internal/catalog"
)

// Settings are those of a mount ("vfs_config"): the JSON of each, by its documented
// name. Settings that the provider does not know are kept as Hoody gave them, so that
// a mount can be brought back as it was.
type Settings map[string]json.RawMessage

// A Setting is a documented one.
type Setting struct {
	Name string
	// Kind is String, Bool, Int, Duration or Size. Durations and sizes are sent as
	// numbers, in seconds and bytes: every version of Hoody accepts those.
	Kind catalog.Kind
	// Default is the documented one, as JSON. Where it is empty, no value means "not set".
	Default string
	// OnPage says that the documented page has it; the others came with October 2026.
	OnPage bool
	// Hidden says that nobody can set it, because it has only one value.
	Hidden bool
}

// AllSettings are the documented settings.
var AllSettings = []Setting{
	{Name: "cache_mode", Default: `"writes"`, OnPage: true},
	{Name: "cache_max_age", Kind: catalog.Duration, Default: "3600", OnPage: true},
	{Name: "cache_max_size", Kind: catalog.Size, Default: "10737418240", OnPage: true},
	{Name: "dir_cache_time", Kind: catalog.Duration, Default: "300", OnPage: true},
	{Name: "poll_interval", Kind: catalog.Duration, Default: "60"},
	{Name: "write_back", Kind: catalog.Duration, Default: "5"},
	{Name: "read_only", Kind: catalog.Bool, Default: "false"},
	{Name: "read_chunk_size", Kind: catalog.Size, Default: "134217728"},
	{Name: "timeout", Kind: catalog.Duration},
	{Name: "contimeout", Kind: catalog.Duration},
	{Name: "low_level_retries", Kind: catalog.Int},
	{Name: "allow_other", Kind: catalog.Bool, Default: "false", Hidden: true},
	{Name: "allow_non_empty", Kind: catalog.Bool, Default: "false", Hidden: true},
}

// settingNamed returns the documented setting of that name.
func settingNamed(name string) (Setting, bool) {
	for _, one := range AllSettings {
		if one.Name == name {
			return one, true
		}
	}
	return Setting{}, false
}

// areDefaults reports whether the settings are nothing but documented defaults: a
// service then makes a mount without settings of its own.
func (s Settings) areDefaults() bool {
	for name, raw := range s {
		if one, ok := settingNamed(name); !ok || one.Default == "" || !one.Same(raw, json.RawMessage(one.Default)) {
			return false
		}
	}
	return true
}

// Contradict reports whether the others have one of these settings with another value.
func (s Settings) Contradict(others Settings) bool {
	for name, raw := range s {
		other, there := others[name]
		one, _ := settingNamed(name)
		if there && !one.Same(raw, other) {
			return true
		}
	}
	return false
}

// With returns a copy of the settings with changes made.
func (s Settings) With(changes Settings) Settings {
	all := Settings{}
	for _, some := range []Settings{s, changes} {
		for name, raw := range some {
			all[name] = raw
		}
	}
	return all
}

// Same reports whether two values mean the same, however they are spelled.
func (one Setting) Same(a, b json.RawMessage) bool {
	x, okX := one.Value(a)
	y, okY := one.Value(b)
	if okX && okY {
		return x == y
	}
	return bytes.Equal(a, b)
}

// Value returns what the JSON means for this setting: a string, a bool, or an int64
// (seconds or bytes), which may be written as a number or as text with a unit. It
// returns false for what it cannot read.
func (one Setting) Value(raw json.RawMessage) (any, bool) {
	if one.Kind == catalog.String {
		var text string
		err := json.Unmarshal(raw, &text)
		return text, err == nil
	}
	if one.Kind == catalog.Bool {
		var yes bool
		err := json.Unmarshal(raw, &yes)
		return yes, err == nil
	}
	text := string(bytes.Trim(raw, `"`))
	if text == "" {
		return nil, false
	}
	read := map[catalog.Kind]func(string) (int64, bool){catalog.Duration: seconds, catalog.Size: size, catalog.Int: whole}
	n, ok := read[one.Kind](text)
	return n, ok
}

// longUnits are rclone's units of time that Go does not have.
var longUnits = map[byte]time.Duration{
	'd': 24 * time.Hour, 'w': 7 * 24 * time.Hour, 'M': 30 * 24 * time.Hour, 'y': 365 * 24 * time.Hour,
}

func whole(text string) (int64, bool) { return amount(text, 1) }

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

// amount returns so many times a decimal number, without the fraction.
func amount(number string, times float64) (int64, bool) {
	if strings.Trim(number, "0123456789.") != "" {
		return 0, false // neither infinities, nor exponents, nor other bases
	}
	f, err := strconv.ParseFloat(number, 64)
	const most = 1 << 62
	if f *= times; err != nil || f > most {
		return 0, false
	}
	return int64(f), true
}
