package mounts

import (
	"encoding/json"
	"errors"
	"reflect"
	"slices"
	"testing"
	"time"

	"github.com/hoody/terraform-provider-hoody/internal/engine"
	"github.com/hoody/terraform-provider-hoody/internal/engine/api/internal/wire"
)

func TestDecodeMount(t *testing.T) {
	t.Parallel()
	made := time.Date(2026, 8, 1, 12, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		name, body string
		want       engine.Mount
		err        error
	}{
		{
			name: "a creation",
			body: `{"success":true,"message":"Mount created successfully","data":{"id":"mount_a1","backend_id":"bck_1","label":"Work","mount_path":"/hoody/mounts/a","status":"starting"}}`,
			want: engine.Mount{ID: "mount_a1", BackendID: "bck_1", Label: "Work", Path: "/hoody/mounts/a", Status: "starting"},
		},
		{
			name: "a read",
			body: `{"id":"mount_a1","backend_id":"bck_1","label":null,"mount_path":"/hoody/mounts/a","status":"active","created_at":1785585600,"vfs_config":{"cache_mode":"full","cache_max_age":86400,"cache_max_size":10737418240,"dir_cache_time":300}}`,
			want: engine.Mount{
				ID: "mount_a1", BackendID: "bck_1", Path: "/hoody/mounts/a", Status: "active", CreatedAt: made,
				Settings: vfs("cache_mode", `"full"`, "cache_max_age", `86400`, "cache_max_size", `10737418240`, "dir_cache_time", `300`),
			},
		},
		{
			name: "an enveloped read, spelled",
			body: `{"statusCode":200,"message":"OK","data":{"id":"mount_a1","created_at":"2026-08-01T14:00:00+02:00","vfs_config":{"cache_mode":null,"cache_max_age":"24h0m0s","cache_max_size":"10Gi","dir_cache_time":"5m"}}}`,
			want: engine.Mount{ID: "mount_a1", CreatedAt: made, Settings: vfs("cache_max_age", `"24h0m0s"`, "cache_max_size", `"10Gi"`, "dir_cache_time", `"5m"`)},
		},
		{name: "no settings", body: `{"id":"a","vfs_config":null,"created_at":null}`, want: engine.Mount{ID: "a"}},
		{name: "empty settings", body: `{"id":"a","vfs_config":{"cache_max_age":null,"cache_max_size":""}}`, want: engine.Mount{ID: "a", Settings: vfs("cache_max_size", `""`)}},
		{name: "milliseconds", body: `{"id":"a","created_at":1785585600000}`, want: engine.Mount{ID: "a"}},
		{name: "a time before all", body: `{"id":"a","created_at":"0000-01-01T00:00:00+23:59"}`, want: engine.Mount{ID: "a"}},
		{name: "a time that is none", body: `{"id":"a","created_at":{"s":1}}`, want: engine.Mount{ID: "a"}},
		{
			name: "a setting that is none", body: `{"id":"a","vfs_config":{"cache_max_age":"for ever","dir_cache_time":300}}`,
			want: engine.Mount{ID: "a", Settings: vfs("cache_max_age", `"for ever"`, "dir_cache_time", `300`)},
		},
		{name: "a setting that is an object", body: `{"id":"a","vfs_config":{"cache_max_size":{}}}`, want: engine.Mount{ID: "a", Settings: vfs("cache_max_size", `{}`)}},
		{
			name: "of October",
			body: `{"id":"a","status":"error","error":"no space","status_message":"not mounted","vfs_config":{"read_only":true,"write_back":60,"vfs_new":[1]},"auto_deliver":false,"pending_uploads":0}`,
			want: engine.Mount{
				ID: "a", Status: "error", Problem: "no space", AutoDeliver: new(bool), TellsUploads: true,
				Settings: vfs("read_only", `true`, "write_back", `60`, "vfs_new", `[1]`),
			},
		},
		{name: "no body", body: ``, err: wire.ErrNotJSON},
		{name: "a page", body: `<html>`, err: wire.ErrNotJSON},
		{name: "half", body: `{"data":{"id":"mount_`, err: wire.ErrNotJSON},
		{name: "no id", body: `{"success":true,"data":{"mount_path":"/a"}}`, err: errNoMountID},
		{name: "an id that walks", body: `{"id":"../x"}`, err: errNoMountID},
		{name: "an id that is a number", body: `{"id":7}`, err: wire.ErrNotJSON},
		{name: "settings that are none", body: `{"id":"a","vfs_config":"full"}`, err: wire.ErrNotJSON},
	} {
		got, err := decodeMount([]byte(c.body))
		if !errors.Is(err, c.err) || !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s: %+v, %v", c.name, got, err)
		}
	}
}

func TestDecodeMounts(t *testing.T) {
	t.Parallel()
	a := engine.Mount{ID: "a", Path: "/a", CreatedAt: time.Unix(7, 0).UTC()}
	for body, c := range map[string]struct {
		want []engine.Mount
		err  error
	}{
		`{"count":2,"mounts":[{"id":"a","mount_path":"/a","created_at":7},{"id":"b"}]}`:                                          {want: []engine.Mount{a, {ID: "b"}}},
		`{"statusCode":200,"message":"OK","data":{"mounts":[{"id":"a","mount_path":"/a","created_at":"1970-01-01T00:00:07Z"}]}}`: {want: []engine.Mount{a}},
		`{"mounts":[{"id":"b","vfs_config":{"cache_max_age":"for ever"}}]}`:                                                      {want: []engine.Mount{{ID: "b", Settings: vfs("cache_max_age", `"for ever"`)}}},
		`{"count":0,"mounts":[]}`:           {want: []engine.Mount{}},
		`{"count":2,"mounts":[{"id":"a"}]}`: {err: errFewerMounts},
		`{"count":1,"mounts":[{"id":""}]}`:  {err: errNoMountID},
		`{"count":0,"mounts":null}`:         {err: wire.ErrNotJSON},
		`{"count":0}`:                       {err: wire.ErrNotJSON},
		`{"mounts":{"id":"a"}}`:             {err: wire.ErrNotJSON},
		`[{"id":"a"}]`:                      {err: wire.ErrNotJSON},
		`{"mounts":[{"id":"a"}`:             {err: wire.ErrNotJSON},
	} {
		got, err := decodeMounts([]byte(body))
		if !errors.Is(err, c.err) || !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s: %+v, %v", body, got, err)
		}
	}
}

// FuzzMountAnswers decodes anything as the answers about mounts. Whatever it is,
// an id that comes out can stand in a path, a time can be written, and nothing
// that is not JSON is accepted.
func FuzzMountAnswers(f *testing.F) {
	for _, s := range []string{
		`{"success":true,"message":"","data":{"id":"mount_0123","backend_id":"bck_1","label":"","mount_path":"/hoody/mounts/a","status":"active"}}`,
		`{"count":1,"mounts":[{"id":"mount_0123","backend_id":"bck_1","label":"Work","mount_path":"/a","status":"stopping","created_at":1785585600}]}`,
		`{"id":"a","created_at":"2026-08-01T12:00:00Z","vfs_config":{"cache_mode":"full","cache_max_age":"1.5d","cache_max_size":"10.5GiB","dir_cache_time":"1h1ms"}}`,
		`{"id":"a","created_at":-1,"vfs_config":{"cache_max_age":9223372036854775807,"cache_max_size":"off","dir_cache_time":1e308}}`,
		`{"id":"a","created_at":"9999-12-31T23:59:59-23:59","vfs_config":{"cache_max_age":"-9223372036.854775808s","cache_max_size":"4E"}}`,
		`{"statusCode":200,"data":{"count":-1,"mounts":[]}}`,
		`{"id":"a","vfs_config":{"cache_max_age":"\"","cache_max_size":"\"\"","dir_cache_time":""}}`,
		`{"success":false,"error":"Field 'label' must be of type string","code":"BAD"}`,
		`<html><body>502</body></html>`, `{"data":{"data":{"id":"x"}}}`,
		`[`, `null`, `{}`, `"`, ``, `{"data":null}`, "\xff\xfe", `{"id":"\ud800"}`,
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		valid := json.Valid(body)
		check := func(m engine.Mount) {
			if !valid || !wire.IsID(m.ID) {
				t.Errorf("a mount %q", m.ID)
			}
			written := m.CreatedAt.Format(time.RFC3339)
			if again, err := time.Parse(time.RFC3339, written); err != nil || !again.Equal(m.CreatedAt) {
				t.Errorf("a time %s, %v", written, err)
			}
		}
		m, err := decodeMount(body)
		if err == nil {
			check(m)
			bringsBack(t, m)
		}
		if all, err := decodeMounts(body); err == nil {
			for _, m := range all {
				check(m)
			}
		}
		if field := blameMount(string(body)); field != "" && !slices.Contains(mountFields, field) {
			t.Errorf("blames %q", field)
		}
	})
}

// bringsBack holds that what is read of a mount and sent to bring it back is read
// as the same.
func bringsBack(t *testing.T, m engine.Mount) {
	sent, err := encodeMount(engine.MountSpec{BackendID: m.BackendID, Label: m.Label, Path: m.Path, Settings: m.Settings})
	if err != nil {
		t.Fatal(err)
	}
	var back map[string]json.RawMessage
	if err := json.Unmarshal(sent, &back); err != nil {
		t.Fatal(err)
	}
	back["id"] = json.RawMessage(`"a"`)
	body, err := json.Marshal(back)
	if err != nil {
		t.Fatal(err)
	}
	again, err := decodeMount(body)
	if err != nil || again.BackendID != m.BackendID || again.Label != m.Label || again.Path != m.Path || len(again.Settings) != len(m.Settings) || again.Settings.Contradict(m.Settings) {
		t.Errorf("%s is %+v, %v, want %+v", body, again, err, m)
	}
}

// vfs are settings of a mount: names and their JSON in turn.
func vfs(pairs ...string) engine.Settings {
	s := engine.Settings{}
	for i := 0; i < len(pairs); i += 2 {
		s[pairs[i]] = json.RawMessage(pairs[i+1])
	}
	return s
}
