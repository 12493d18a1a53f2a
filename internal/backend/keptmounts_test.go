package backend

import (
	"context"
	"encoding/json"
	"reflect"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/hoody/terraform-provider-hoody/internal/engine"
)

// drawer is a private state.
type drawer map[string][]byte

func (d drawer) GetKey(_ context.Context, key string) ([]byte, diag.Diagnostics) { return d[key], nil }

func (d drawer) SetKey(_ context.Context, key string, value []byte) diag.Diagnostics {
	d[key] = value
	return nil
}

// Settings that nobody here knows come back from the private state as they went in.
func TestMountsAreKeptWhole(t *testing.T) {
	t.Parallel()
	no, d := false, drawer{}
	specs := []engine.MountSpec{
		{
			BackendID: "bck_1", Label: "Work", Path: "/hoody/mounts/a", AutoDeliver: &no,
			Settings: engine.Settings{"read_only": json.RawMessage("true"), "vfs_new": json.RawMessage(`{"a":[1]}`)},
		},
		{BackendID: "bck_1", Path: "/hoody/mounts/b"},
	}
	if diags := keepMounts(t.Context(), d, "key", specs); diags.HasError() {
		t.Fatal(diags)
	}
	const want = `{"version":1,"mounts":[{"backend":"bck_1","label":"Work","path":"/hoody/mounts/a",` +
		`"settings":{"read_only":true,"vfs_new":{"a":[1]}},"auto_deliver":false},{"backend":"bck_1","path":"/hoody/mounts/b"}]}`
	if got := string(d["key"]); got != want {
		t.Errorf("kept %s", got)
	}
	if got, diags := keptMounts(t.Context(), d, "key"); diags.HasError() || !reflect.DeepEqual(got, specs) {
		t.Errorf("read %+v, %v", got, diags)
	}
}

func TestMountsAsVersion01KeptThemAreRead(t *testing.T) {
	t.Parallel()
	for data, want := range map[string][]engine.MountSpec{
		"":     nil,
		"null": nil,
		"[]":   nil,
		`[{"backend_id":"bck_1","label":"Work","mount_path":"/a","vfs_config":{"cache_mode":"off","cache_max_age":7}}]`: {{
			BackendID: "bck_1", Label: "Work", Path: "/a",
			Settings: engine.Settings{"cache_mode": json.RawMessage(`"off"`), "cache_max_age": json.RawMessage("7")},
		}},
		`{"version":1,"mounts":[]}`: nil,
	} {
		got, diags := keptMounts(t.Context(), drawer{"key": []byte(data)}, "key")
		if diags.HasError() || !reflect.DeepEqual(got, want) {
			t.Errorf("%s: %+v, %v", data, got, diags)
		}
	}
	for data, want := range map[string]string{
		`{"version":2,"mounts":[]}`: "A newer provider wrote it (version 2, and this one reads 1).\nUse that provider, or a newer one.",
		`"mounts"`:                  "json: cannot unmarshal string into Go value of type backend.kept",
	} {
		_, diags := keptMounts(t.Context(), drawer{"key": []byte(data)}, "key")
		if len(diags) != 1 || diags[0].Detail() != want {
			t.Errorf("%s: %v", data, diags)
		}
	}
}
