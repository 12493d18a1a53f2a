package backend

import (
	"context"
	"encoding/json"
	"reflect"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/hoody/terraform-provider-hoody/internal/engine"
	"github.com/hoody/terraform-provider-hoody/internal/origin"
)

// drawer is a private state.
type drawer map[string]string

func (d drawer) GetKey(_ context.Context, key string) ([]byte, diag.Diagnostics) {
	return []byte(d[key]), nil
}

func (d drawer) SetKey(_ context.Context, key string, value []byte) diag.Diagnostics {
	if len(value) == 0 {
		delete(d, key) // as the framework's
		return nil
	}
	d[key] = string(value)
	return nil
}

// Every format that was ever written is read, and what is saved is in the newest, and
// nowhere else.
func TestFormatsOfTheMemory(t *testing.T) {
	t.Parallel()
	no := false
	mark := origin.Mark{Salt: []byte("salt"), Slow: []byte("slow")}
	whole := engine.Settings{"read_only": json.RawMessage("true"), "vfs_new": json.RawMessage(`{"a":[1]}`)}
	mounts := []keptMount{
		{Backend: "bck_1", Label: "Work", Path: "/hoody/mounts/a", AutoDeliver: &no, Settings: whole},
		{Backend: "bck_1", Path: "/hoody/mounts/b"},
	}
	const inOld = `"salt":"c2FsdA==","slow":"c2xvdw=="`
	const keptOld = `{"backend":"bck_1","label":"Work","path":"/hoody/mounts/a","settings":{"read_only":true,"vfs_new":{"a":[1]}},"auto_deliver":false},` +
		`{"backend":"bck_1","path":"/hoody/mounts/b"}`
	for _, c := range []struct {
		name string
		kept drawer
		want memory
		// saved is the memory that is written of it.
		saved string
	}{
		{"nothing", drawer{}, memory{Version: 2}, `{"version":2}`},
		{
			"before there was a memory",
			drawer{
				"origin":   `{"salt":"c2FsdA==","hash":"aGFzaA=="}`,
				"imported": "true",
				"write_only": `{"salt":"c2FsdA==","all":"YWxs",` +
					`"fields":{"key":"b25l"}}`,
				"unmounted": `[{"backend_id":"bck_1","label":"Work","mount_path":"/hoody/mounts/a","vfs_config":{"cache_mode":"off","cache_max_age":7}}]`,
				"mounted":   "null",
			},
			memory{
				Version: 2, Imported: true, Origin: origin.Mark{Salt: []byte("salt"), Hash: []byte("hash")},
				Sent: fingerprint{Salt: []byte("salt"), All: []byte("all"), Fields: map[string][]byte{"key": []byte("one")}},
				Owed: []keptMount{{
					Backend: "bck_1", Label: "Work", Path: "/hoody/mounts/a",
					Settings: engine.Settings{"cache_mode": json.RawMessage(`"off"`), "cache_max_age": json.RawMessage("7")},
				}},
			},
			`{"version":2,"origin":{"salt":"c2FsdA==","hash":"aGFzaA=="},"imported":true,"sent":{"salt":"c2FsdA==","all":"YWxs","fields":{"key":"b25l"}},` +
				`"owed":[{"backend":"bck_1","label":"Work","path":"/hoody/mounts/a","settings":{"cache_max_age":7,"cache_mode":"off"}}]}`,
		},
		{
			"not imported", drawer{"imported": "false", "write_only": `{"salt":null,"all":null,"fields":null}`, "unmounted": "[]"},
			memory{Version: 2}, `{"version":2}`,
		},
		{
			"version 1, with the rest under keys of its own",
			drawer{
				"memory":    `{"version":1,"imported":true,"unrecorded":["a"],"listed":{"server":"s","user":"u"},"doubt":["d"],"ignored":["i"],"planned":{"twins":["t"]}}`,
				"origin":    "{" + inOld + "}",
				"unmounted": `{"version":1,"mounts":[` + keptOld + `]}`,
				"mounted":   `{"version":1,"mounts":[]}`,
			},
			memory{
				Version: 2, Origin: mark, Imported: true, Unrecorded: []string{"a"}, Listed: &listed{Server: "s", User: "u"},
				Doubt: []string{"d"}, Ignored: []string{"i"}, Planned: &planned{Twins: []string{"t"}}, Owed: mounts, Mounted: []keptMount{},
			},
			`{"version":2,"origin":{` + inOld + `},"imported":true,"unrecorded":["a"],"listed":{"server":"s","user":"u"},"doubt":["d"],"ignored":["i"],` +
				`"owed":[` + keptOld + `],"planned":{"twins":["t"]}}`,
		},
		{
			"version 1 does not look at what was before it",
			drawer{"memory": `{"version":1}`, "imported": "true", "write_only": `{"fields":{"key":"b25l"}}`},
			memory{Version: 2}, `{"version":2}`,
		},
		{
			"version 2", drawer{"memory": `{"version":2,"origin":{` + inOld + `},"mounted":[` + keptOld + `]}`},
			memory{Version: 2, Origin: mark, Mounted: mounts}, `{"version":2,"origin":{` + inOld + `},"mounted":[` + keptOld + `]}`,
		},
		{
			"version 2 does not look at what was before it",
			drawer{"memory": `{"version":2}`, "origin": "{" + inOld + "}", "unmounted": "[1]"},
			memory{Version: 2}, `{"version":2}`,
		},
		{"a mark that nobody can read", drawer{"origin": "7"}, memory{Version: 2}, `{"version":2}`},
	} {
		m, diags := readMemory(t.Context(), c.kept)
		if diags.HasError() || !reflect.DeepEqual(m, c.want) {
			t.Errorf("%s: %+v, %v, want %+v", c.name, m, diags, c.want)
		}
		if diags := m.save(t.Context(), c.kept); diags.HasError() {
			t.Errorf("%s: %v", c.name, diags)
		}
		if want := (drawer{"memory": c.saved}); !reflect.DeepEqual(c.kept, want) {
			t.Errorf("%s: saved %s, want %s", c.name, c.kept, want)
		}
		if again, _ := readMemory(t.Context(), c.kept); len(specsOf(again.Owed)) != len(m.Owed) || !reflect.DeepEqual(again.Origin, m.Origin) {
			t.Errorf("%s: saved and read again it is %+v, want %+v", c.name, again, m)
		}
	}
}

// What cannot be read is never taken for nothing.
func TestMemoryThatCannotBeRead(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name string
		kept drawer
		want string
	}{
		{"newer", drawer{"memory": `{"version":3,"owed":{}}`}, "A newer provider wrote it (version 3, and this one reads 2).\nUse that provider, or a newer one."},
		{"no object", drawer{"memory": "[]"}, "json: cannot unmarshal array into Go value of type tf.versioned"},
		{"mounts", drawer{"unmounted": "7"}, "json: cannot unmarshal number into Go value of type backend.versionedMounts"},
		{"what was sent", drawer{"write_only": "7"}, "json: cannot unmarshal number into Go value of type backend.fingerprint"},
	} {
		_, diags := readMemory(t.Context(), c.kept)
		if len(diags) != 1 || diags[0].Summary() != "The private state cannot be read" || diags[0].Detail() != c.want {
			t.Errorf("%s: %v, want %s", c.name, diags, c.want)
		}
	}
}
