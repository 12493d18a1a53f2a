package emulator

import (
	"strings"
	"testing"
)

// TestMountCalls has, before each case, a b2 backend {b2} with a mount {photos}
// that is labelled so.
func TestMountCalls(t *testing.T) {
	t.Parallel()
	refused := func(message string) [2]want {
		return [2]want{{400, `{"success":false,"error":"` + message + `"}`}, {400, `{"success":false,"error":"` + message + `"}`}}
	}
	tests := map[string]struct {
		method, path, body string
		want               [2]want // page, 2026-10
	}{
		"create": {"POST", "/api/v1/mounts", `{"backend_id":"{b2}"}`, [2]want{
			{201, `{"success":true,"message":"Mount created successfully","data":{"id":"MOUNT","backend_id":"BCK","label":"","mount_path":"/hoody/mounts/MOUNT","status":"active"}}`},
			{201, `{"success":true,"message":"Mount created successfully","data":{"id":"MOUNT","backend_id":"BND","label":"","mount_path":"/hoody/mounts/permanent/MOUNT","status":"active"}}`},
		}},
		"create at a relative path": {"POST", "/api/v1/mounts", `{"backend_id":"{b2}","label":"Work","mount_path":"a/../b/"}`, [2]want{
			{201, `{"success":true,"message":"Mount created successfully","data":{"id":"MOUNT","backend_id":"BCK","label":"Work","mount_path":"/hoody/mounts/b","status":"active"}}`},
			{201, `{"success":true,"message":"Mount created successfully","data":{"id":"MOUNT","backend_id":"BND","label":"Work","mount_path":"/hoody/mounts/permanent/b","status":"active"}}`},
		}},
		"create at an absolute path": {"POST", "/api/v1/mounts", `{"backend_id":"{b2}","mount_path":"/hoody/mounts/permanent/x"}`, [2]want{
			{201, `{"success":true,"message":"Mount created successfully","data":{"id":"MOUNT","backend_id":"BCK","label":"","mount_path":"/hoody/mounts/permanent/x","status":"active"}}`},
			{201, `{"success":true,"message":"Mount created successfully","data":{"id":"MOUNT","backend_id":"BND","label":"","mount_path":"/hoody/mounts/permanent/x","status":"active"}}`},
		}},
		"create outside": {"POST", "/api/v1/mounts", `{"backend_id":"{b2}","mount_path":"/mnt/x"}`, [2]want{
			{400, `{"success":false,"error":"Mount path must be under the configured mount directory /hoody/mounts"}`},
			{400, `{"success":false,"error":"Mount path must be under the configured mount directory /hoody/mounts/permanent"}`},
		}},
		"create outside by dots": {"POST", "/api/v1/mounts", `{"backend_id":"{b2}","mount_path":"../../x"}`, [2]want{
			{400, `{"success":false,"error":"Mount path must be under the configured mount directory /hoody/mounts"}`},
			{400, `{"success":false,"error":"Mount path must be under the configured mount directory /hoody/mounts/permanent"}`},
		}},
		"create where one is": {"POST", "/api/v1/mounts", `{"backend_id":"{b2}","mount_path":"photos"}`, [2]want{
			{409, `{"success":false,"error":"Mount path already exists: /hoody/mounts/photos"}`},
			{409, `{"success":false,"error":"Mount path already exists: /hoody/mounts/permanent/photos"}`},
		}},
		"create without a backend": {"POST", "/api/v1/mounts", `{"label":"x"}`, refused("Missing required field 'backend_id'")},
		"create of no backend": {"POST", "/api/v1/mounts", `{"backend_id":"bck_0"}`, [2]want{
			{404, `{"success":false,"error":"Backend not found","code":"BACKEND_NOT_FOUND"}`}, {404, `{"success":false,"error":"Backend not found","code":"BACKEND_NOT_FOUND"}`},
		}},
		"create with an unknown field": {"POST", "/api/v1/mounts", `{"backend_id":"{b2}","path":"x"}`, refused("Unknown field 'path'")},
		"create with a number":         {"POST", "/api/v1/mounts", `{"backend_id":"{b2}","label":1}`, refused("Field 'label' must be of type string")},
		"create with bad settings":     {"POST", "/api/v1/mounts", `{"backend_id":"{b2}","vfs_config":{"cache_mode":"on"}}`, refused("Field 'vfs_config.cache_mode' must be one of off, minimal, writes, full")},

		"list": {"GET", "/api/v1/mounts", "", [2]want{
			{200, `{"count":1,"mounts":[{"id":"MOUNT","backend_id":"BCK","label":"Photos","mount_path":"/hoody/mounts/photos","status":"active","created_at":1785585600}]}`},
			{200, `{"count":1,"mounts":[{"id":"MOUNT","backend_id":"BND","label":"Photos","mount_path":"/hoody/mounts/permanent/photos","status":"active","created_at":1785585600}]}`},
		}},
		"list by another label": {"GET", "/api/v1/mounts?label=photos", "", [2]want{
			{200, `{"count":0,"mounts":[]}`}, {200, `{"count":0,"mounts":[]}`},
		}},
		"list by label": {"GET", "/api/v1/mounts?label=Photos", "", [2]want{
			{200, `{"count":1,"mounts":[{"id":"MOUNT","backend_id":"BCK","label":"Photos","mount_path":"/hoody/mounts/photos","status":"active","created_at":1785585600}]}`},
			{200, `{"count":1,"mounts":[{"id":"MOUNT","backend_id":"BND","label":"Photos","mount_path":"/hoody/mounts/permanent/photos","status":"active","created_at":1785585600}]}`},
		}},
		"list by a broken query": {"GET", "/api/v1/mounts?label=%zz", "", refused("Malformed query")},
		"get": {"GET", "/api/v1/mounts/{photos}", "", [2]want{
			{200, `{"id":"MOUNT","backend_id":"BCK","label":"Photos","mount_path":"/hoody/mounts/photos","status":"active","created_at":1785585600,"vfs_config":{"cache_mode":"writes","cache_max_age":3600,"cache_max_size":10737418240,"dir_cache_time":300}}`},
			{200, `{"id":"MOUNT","backend_id":"BND","label":"Photos","mount_path":"/hoody/mounts/permanent/photos","status":"active","created_at":1785585600,"vfs_config":{"cache_mode":"writes","cache_max_age":3600,"cache_max_size":10737418240,"dir_cache_time":300}}`},
		}},
		"get unknown": {"GET", "/api/v1/mounts/m", "", [2]want{
			{404, `{"success":false,"error":"Mount not found","code":"MOUNT_NOT_FOUND"}`}, {404, ``},
		}},
		"change": {"PATCH", "/api/v1/mounts/{photos}", `{"vfs_config":{"cache_mode":"full","cache_max_size":"512Mi"}}`, [2]want{
			{200, `{"success":true,"message":"Mount updated successfully","data":{"id":"MOUNT","backend_id":"BCK","label":"Photos","mount_path":"/hoody/mounts/photos","status":"active","created_at":1785585600,"vfs_config":{"cache_mode":"full","cache_max_age":3600,"cache_max_size":536870912,"dir_cache_time":300}}}`},
			{200, `{"success":true,"message":"Mount updated successfully","data":{"id":"MOUNT","backend_id":"BND","label":"Photos","mount_path":"/hoody/mounts/permanent/photos","status":"active","created_at":1785585600,"vfs_config":{"cache_mode":"full","cache_max_age":3600,"cache_max_size":536870912,"dir_cache_time":300}}}`},
		}},
		"change the label": {"PATCH", "/api/v1/mounts/{photos}", `{"label":"x","vfs_config":{}}`, refused("Field 'label' cannot be updated in place")},
		"change nothing":   {"PATCH", "/api/v1/mounts/{photos}", `{}`, refused("Field 'vfs_config' must be an object")},
		"change unknown": {"PATCH", "/api/v1/mounts/m", `{"vfs_config":{}}`, [2]want{
			{404, `{"success":false,"error":"Mount not found","code":"MOUNT_NOT_FOUND"}`}, {404, `{"success":false,"error":"Mount not found","code":"MOUNT_NOT_FOUND"}`},
		}},
		"delete": {"DELETE", "/api/v1/mounts/{photos}", "", [2]want{
			{200, `{"success":true,"message":"Mount removed successfully"}`}, {204, ``},
		}},
		"delete unknown": {"DELETE", "/api/v1/mounts/m", "", [2]want{
			{404, `{"success":false,"error":"Mount not found","code":"MOUNT_NOT_FOUND"}`}, {404, `{"success":false,"error":"Mount not found","code":"MOUNT_NOT_FOUND"}`},
		}},
		"rotate while mounted": {"PUT", "/api/v1/backends/{b2}", `{"key":"k2"}`, [2]want{
			{409, `{"success":false,"error":"Cannot update backend: it is mounted at /hoody/mounts/photos"}`},
			{409, `{"success":false,"error":"Cannot update backend: it is mounted at /hoody/mounts/permanent/photos"}`},
		}},
		"disconnect while mounted": {"DELETE", "/api/v1/backends/{b2}", "", [2]want{
			{409, `{"success":false,"error":"Cannot disconnect backend: it is mounted at /hoody/mounts/photos"}`}, {204, ``},
		}},
		"get a mounted backend": {"GET", "/api/v1/backends", "", [2]want{
			{200, `{"backends":[{"id":"BCK","backend_type":"b2","server":"b2:generic","user":"a","connected":true,"mount_paths":["/hoody/mounts/photos"],"created_at":"2026-08-01T12:00:00Z"}],"count":1}`},
			{200, `{"backends":[{"id":"BND","backend_type":"b2","server":"b2:generic","user":"a","connected":true,"mount_paths":["/hoody/mounts/permanent/photos"],"created_at":"2026-08-01T12:00:00Z"}],"count":1}`},
		}},
	}
	for name, test := range tests {
		for _, dialect := range []Dialect{Page, October} {
			t.Run(name+"/"+speeches[dialect].name, func(t *testing.T) {
				t.Parallel()
				s, h := start(t, Options{Dialect: dialect, RefuseMountedDisconnect: true})
				b2 := s.Add("b2", map[string]any{"account": "a", "key": "k"})
				if status, body := send(t, h, "POST", "/api/v1/mounts", `{"backend_id":"`+b2+`","label":"Photos","mount_path":"photos"}`); status != 201 {
					t.Fatalf("%d %s", status, body)
				}
				fill := strings.NewReplacer("{b2}", b2, "{photos}", s.Mounts()[0].ID)
				status, body := send(t, h, test.method, fill.Replace(test.path), fill.Replace(test.body))
				if w := test.want[dialect]; status != w.status || masked(body) != w.body {
					t.Errorf("got  %d %s\nwant %d %s", status, masked(body), w.status, w.body)
				}
			})
		}
	}
}

func TestDisconnectTakesMountsAlong(t *testing.T) {
	t.Parallel()
	s, h := start(t, Options{})
	id := s.Add("b2", nil)
	kept := s.Mount(s.Add("sia", nil), "kept")
	s.Unmount(s.Mount(id, "gone"))
	s.Mount(id, "one")
	s.Mount(id, "two")
	if got := s.Backends()[0].MountPaths; len(got) != 2 || got[0] != "/hoody/mounts/one" || got[1] != "/hoody/mounts/two" {
		t.Errorf("mounted at %v", got)
	}
	if status, body := send(t, h, "DELETE", "/api/v1/backends/"+id, ""); status != 200 {
		t.Errorf("%d %s", status, body)
	}
	if left := s.Mounts(); len(left) != 1 || left[0].ID != kept {
		t.Errorf("left %v", left)
	}
}

func TestMountStartFails(t *testing.T) {
	t.Parallel()
	s, h := start(t, Options{})
	id := s.Add("b2", nil)
	s.SetProbe(RefuseAsDocumented)
	status, body := send(t, h, "POST", "/api/v1/mounts", `{"backend_id":"`+id+`"}`)
	if status != 502 || body != `{"success":false,"error":"Backblaze authentication failed: invalid application key","code":"MOUNT_START_FAILED"}` {
		t.Errorf("%d %s", status, body)
	}
	if left := s.Mounts(); len(left) != 0 {
		t.Errorf("left %v", left)
	}
}

// TestMountReads follows a mount that takes two reads to start and to stop, and
// keeps its backend from rotating for so long.
func TestMountReads(t *testing.T) {
	t.Parallel()
	s, h := start(t, Options{MountReads: 2})
	id := s.Add("b2", map[string]any{"key": "k"})
	_, created := send(t, h, "POST", "/api/v1/mounts", `{"backend_id":"`+id+`","mount_path":"m"}`)
	if !strings.Contains(created, `"status":"starting"`) {
		t.Errorf("created %s", created)
	}
	path := "/api/v1/mounts/" + s.Mounts()[0].ID
	for _, step := range []struct {
		method, path string
		status       int
		holds        string
	}{
		{"GET", path, 200, `"status":"starting"`},
		{"GET", "/api/v1/mounts", 200, `"status":"starting"`},
		{"GET", path, 200, `"status":"active"`},
		{"DELETE", path, 200, `"success":true`},
		{"GET", path, 200, `"status":"stopping"`},
		{"DELETE", path, 200, `"success":true`},
		{"PUT", "/api/v1/backends/" + id, 409, "mounted at /hoody/mounts/m"},
		{"GET", path, 200, `"status":"stopping"`},
		{"GET", path, 404, "MOUNT_NOT_FOUND"},
		{"PUT", "/api/v1/backends/" + id, 200, `"success":true`},
	} {
		status, body := send(t, h, step.method, step.path, `{"key":"k"}`)
		if status != step.status || !strings.Contains(body, step.holds) {
			t.Fatalf("%s %s: %d %s", step.method, step.path, status, body)
		}
	}
}

func TestVFSConfig(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		config string
		want   vfs
		err    string
	}{
		{`{"c":{}}`, vfs{"writes", 3600, 10737418240, 300}, ""},
		{`{"c":{"cache_mode":"off","cache_max_age":0,"cache_max_size":1,"dir_cache_time":2}}`, vfs{"off", 0, 1, 2}, ""},
		{`{"c":{"cache_max_age":"24h","cache_max_size":"10G","dir_cache_time":"1m30s"}}`, vfs{"writes", 86400, 10737418240, 90}, ""},
		{`{"c":{"cache_max_size":"1KiB"}}`, vfs{"writes", 3600, 1024, 300}, ""},
		{`{"c":{"cache_max_size":"12B"}}`, vfs{"writes", 3600, 12, 300}, ""},
		{`{"c":{"cache_max_size":"9999999T"}}`, vfs{}, "Field 'vfs_config.cache_max_size' must be bytes or a size"},
		{`{"c":{"cache_max_size":"K"}}`, vfs{}, "Field 'vfs_config.cache_max_size' must be bytes or a size"},
		{`{"c":{"cache_max_size":-1}}`, vfs{}, "Field 'vfs_config.cache_max_size' must be bytes or a size"},
		{`{"c":{"cache_max_age":"1 day"}}`, vfs{}, "Field 'vfs_config.cache_max_age' must be seconds or a duration"},
		{`{"c":{"cache_max_age":"1ms"}}`, vfs{}, "Field 'vfs_config.cache_max_age' must be seconds or a duration"},
		{`{"c":{"dir_cache_time":1.5}}`, vfs{}, "Field 'vfs_config.dir_cache_time' must be seconds or a duration"},
		{`{"c":{"dir_cache_time":true}}`, vfs{}, "Field 'vfs_config.dir_cache_time' must be seconds or a duration"},
		{`{"c":{"cache_mode":null}}`, vfs{}, "Field 'vfs_config.cache_mode' must be one of off, minimal, writes, full"},
		{`{"c":{"read_only":true}}`, vfs{}, "Unknown field 'vfs_config.read_only'"},
		{`{"c":"full"}`, vfs{}, "Field 'vfs_config' must be an object"},
	} {
		body, err := object([]byte(test.config))
		if err != nil {
			t.Fatal(err)
		}
		got, err := defaultVFS.with(body["c"])
		if test.err != "" {
			if err == nil || err.Error() != test.err {
				t.Errorf("%s: error %v", test.config, err)
			}
			continue
		}
		if err != nil || got != test.want {
			t.Errorf("%s: %+v, %v", test.config, got, err)
		}
	}
}

// What another client asks is answered past the plan, and leaves no record.
func TestAsk(t *testing.T) {
	t.Parallel()
	s := New(Options{Token: "t", Prefix: "/kit", Enveloped: true})
	s.Plan(Fault{Times: -1})
	b2 := s.Add("b2", map[string]any{"account": "a", "key": "k"})
	for _, step := range []struct {
		method, call, body string
		status             int
		answer             string
	}{
		{"POST", "/mounts", `{"backend_id":"` + b2 + `","label":"Work"}`, 201, `"label":"Work"`},
		{"GET", "/mounts", "", 200, `{"statusCode":200,"message":"OK","data":{"count":1,`},
		{"GET", "/mounts/m", "", 404, `{"success":false,"error":"Mount not found"`},
	} {
		status, answer := s.Ask(step.method, step.call, step.body)
		if status != step.status || !strings.Contains(answer, step.answer) {
			t.Errorf("%s %s: %d %s", step.method, step.call, status, answer)
		}
	}
	if n := len(s.Requests()); n != 0 || len(s.Mounts()) != 1 {
		t.Errorf("recorded %d requests, mounts %v", n, s.Mounts())
	}
}
