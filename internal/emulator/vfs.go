package emulator

import (
	"bytes"
	"encoding/json"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"
)

// vfs has a mount's settings as they are read: times in seconds, sizes in bytes.
type vfs map[string]any

// A setting is one that a mount may have.
type setting struct {
	name string
	// wanted is what a refusal says that it must be.
	wanted string
	read   func(v any) (any, bool)
	// def is its value when it is not set; nil means none.
	def any
}

// pageSettings are the settings on the page.
var pageSettings = []setting{
	{"cache_mode", "one of off, minimal, writes, full", choice("off", "minimal", "writes", "full"), "writes"},
	{"cache_max_age", "seconds or a duration", number(seconds, 0, most), 3600},
	{"cache_max_size", "bytes or a size", number(size, 0, most), 10737418240},
	{"dir_cache_time", "seconds or a duration", number(seconds, 0, most), 300},
}

const (
	most = 1<<63 - 1
	day  = 24 * 60 * 60
)

// octoberSettings are the settings of October, with its ranges.
var octoberSettings = []setting{
	pageSettings[0],
	{"cache_max_age", "0 to 30 days", number(seconds, 0, 30*day), 3600},
	{"cache_max_size", "0, or from 1 MiB", sizeOrNone, 10737418240},
	{"dir_cache_time", "0 to 30 days", number(seconds, 0, 30*day), 300},
	{"poll_interval", "0 to 30 days", number(seconds, 0, 30*day), 60},
	{"write_back", "0 to 1h", number(seconds, 0, 3600), 5},
	{"read_only", "a boolean", boolean, false},
	{"read_chunk_size", "a size", number(size, 0, most), 134217728},
	{"timeout", "1s to 10m", number(seconds, 1, 600), nil},
	{"contimeout", "1s to 2m", number(seconds, 1, 120), nil},
	{"low_level_retries", "0 to 10", number(whole, 0, 10), nil},
	{"allow_other", "false", onlyFalse, false},
	{"allow_non_empty", "false", onlyFalse, false},
}

// later returns settings that neither version has. They accept anything.
func later(names []string) []setting {
	var all []setting
	for _, name := range names {
		all = append(all, setting{name, "anything", func(v any) (any, bool) { return v, true }, nil})
	}
	return all
}

// defaults returns the settings of a mount that sets none.
func defaults(all []setting) vfs {
	c := vfs{}
	for _, one := range all {
		if one.def != nil {
			c[one.name] = one.def
		}
	}
	return c
}

// with returns the settings with the changes of a "vfs_config"; the others stay.
func (c vfs) with(all []setting, config any) (vfs, error) {
	changes, ok := config.(map[string]any)
	if !ok {
		return c, complain("Field 'vfs_config' must be an object")
	}
	changed := maps.Clone(c)
	for _, name := range slices.Sorted(maps.Keys(changes)) {
		i := slices.IndexFunc(all, func(s setting) bool { return s.name == name })
		if i < 0 {
			return c, complain("Unknown field 'vfs_config.%s'", name)
		}
		v, ok := all[i].read(changes[name])
		if !ok {
			return c, complain("Field 'vfs_config.%s' must be %s", name, all[i].wanted)
		}
		changed[name] = v
	}
	return changed, nil
}

// MarshalJSON writes the settings in the order of the documentation, followed by those
// that the documentation does not have.
func (c vfs) MarshalJSON() ([]byte, error) {
	names := slices.Sorted(maps.Keys(c))
	place := func(name string) int {
		i := slices.IndexFunc(octoberSettings, func(s setting) bool { return s.name == name })
		return (i + len(octoberSettings) + 1) % (len(octoberSettings) + 1)
	}
	slices.SortStableFunc(names, func(a, b string) int { return place(a) - place(b) })
	var b bytes.Buffer
	for i, name := range names {
		value, err := json.Marshal(c[name])
		if err != nil {
			return nil, err
		}
		b.WriteString([]string{"{", ","}[min(i, 1)] + strconv.Quote(name) + ":")
		b.Write(value)
	}
	if len(names) == 0 {
		return []byte("{}"), nil
	}
	return append(b.Bytes(), '}'), nil
}

func choice(all ...string) func(any) (any, bool) {
	return func(v any) (any, bool) {
		text, _ := v.(string)
		return text, slices.Contains(all, text)
	}
}

func boolean(v any) (any, bool) {
	yes, ok := v.(bool)
	return yes, ok
}

func onlyFalse(v any) (any, bool) { return v, v == false }

// number reads a whole number in a range, or its spelling as text.
func number(spelled func(string) (int64, bool), from, to int64) func(any) (any, bool) {
	return func(v any) (any, bool) {
		n, ok := amount(v, spelled)
		return n, ok && n >= from && n <= to
	}
}

func sizeOrNone(v any) (any, bool) {
	n, ok := amount(v, size)
	return n, ok && (n == 0 || n >= 1<<20)
}

// amount reads a whole number that is not negative, or its spelling as text.
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

// whole is for numbers that have no spelling as text.
func whole(string) (int64, bool) { return 0, false }

// seconds reads a duration such as "90s" or "24h", in whole seconds.
func seconds(text string) (int64, bool) {
	d, err := time.ParseDuration(text)
	return int64(d / time.Second), err == nil && d%time.Second == 0
}

// size reads a size such as "512M" or "10Gi", with binary units, as rclone has them.
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
