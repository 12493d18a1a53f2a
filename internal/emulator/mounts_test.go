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
			{201, `{"success":true,"message":"Mount created successfully","data":{"id":"MOUNT","backend_id":"BND","mount_path":"/hoody/mounts/permanent/MOUNT","status":"active","created_at":1785585600,"updated_at":1785585600,"vfs_config":{"cache_mode":"writes","cache_max_age":3600,"cache_max_size":10737418240,"dir_cache_time":300,"poll_interval":60,"write_back":5,"read_only":false,"read_chunk_size":134217728,"allow_other":false,"allow_non_empty":false},"auto_deliver":true,"pending_uploads":0}}`},
		}},
		"create at a relative path": {"POST", "/api/v1/mounts", `{"backend_id":"{b2}","label":"Work","mount_path":"a/../b/"}`, [2]want{
			{201, `{"success":true,"message":"Mount created successfully","data":{"id":"MOUNT","backend_id":"BCK","label":"Work","mount_path":"/hoody/mounts/b","status":"active"}}`},
			{201, `{"success":true,"message":"Mount created successfully","data":{"id":"MOUNT","backend_id":"BND","label":"Work","mount_path":"/hoody/mounts/permanent/b","status":"active","created_at":1785585600,"updated_at":1785585600,"vfs_config":{"cache_mode":"writes","cache_max_age":3600,"cache_max_size":10737418240,"dir_cache_time":300,"poll_interval":60,"write_back":5,"read_only":false,"read_chunk_size":134217728,"allow_other":false,"allow_non_empty":false},"auto_deliver":true,"pending_uploads":0}}`},
		}},
		"create at an absolute path": {"POST", "/api/v1/mounts", `{"backend_id":"{b2}","mount_path":"/hoody/mounts/permanent/x"}`, [2]want{
			{201, `{"success":true,"message":"Mount created successfully","data":{"id":"MOUNT","backend_id":"BCK","label":"","mount_path":"/hoody/mounts/permanent/x","status":"active"}}`},
			{201, `{"success":true,"message":"Mount created successfully","data":{"id":"MOUNT","backend_id":"BND","mount_path":"/hoody/mounts/permanent/x","status":"active","created_at":1785585600,"updated_at":1785585600,"vfs_config":{"cache_mode":"writes","cache_max_age":3600,"cache_max_size":10737418240,"dir_cache_time":300,"poll_interval":60,"write_back":5,"read_only":false,"read_chunk_size":134217728,"allow_other":false,"allow_non_empty":false},"auto_deliver":true,"pending_uploads":0}}`},
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
			{409, `{"success":false,"error":"Mount path already exists: /hoody/mounts/permanent/photos","code":"MOUNT_PATH_IN_USE"}`},
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
			{200, `{"count":1,"mounts":[{"id":"MOUNT","backend_id":"BND","label":"Photos","mount_path":"/hoody/mounts/permanent/photos","status":"active","created_at":1785585600,"updated_at":1785585600,"vfs_config":{"cache_mode":"writes","cache_max_age":3600,"cache_max_size":10737418240,"dir_cache_time":300,"poll_interval":60,"write_back":5,"read_only":false,"read_chunk_size":134217728,"allow_other":false,"allow_non_empty":false},"auto_deliver":true,"pending_uploads":0}]}`},
		}},
		"list by another label": {"GET", "/api/v1/mounts?label=photos", "", [2]want{
			{200, `{"count":0,"mounts":[]}`}, {200, `{"count":0,"mounts":[]}`},
		}},
		"list by label": {"GET", "/api/v1/mounts?label=Photos", "", [2]want{
			{200, `{"count":1,"mounts":[{"id":"MOUNT","backend_id":"BCK","label":"Photos","mount_path":"/hoody/mounts/photos","status":"active","created_at":1785585600}]}`},
			{200, `{"count":1,"mounts":[{"id":"MOUNT","backend_id":"BND","label":"Photos","mount_path":"/hoody/mounts/permanent/photos","status":"active","created_at":1785585600,"updated_at":1785585600,"vfs_config":{"cache_mode":"writes","cache_max_age":3600,"cache_max_size":10737418240,"dir_cache_time":300,"poll_interval":60,"write_back":5,"read_only":false,"read_chunk_size":134217728,"allow_other":false,"allow_non_empty":false},"auto_deliver":true,"pending_uploads":0}]}`},
		}},
		"list by a broken query": {"GET", "/api/v1/mounts?label=%zz", "", refused("Malformed query")},
		"get": {"GET", "/api/v1/mounts/{photos}", "", [2]want{
			{200, `{"id":"MOUNT","backend_id":"BCK","label":"Photos","mount_path":"/hoody/mounts/photos","status":"active","created_at":1785585600,"vfs_config":{"cache_mode":"writes","cache_max_age":3600,"cache_max_size":10737418240,"dir_cache_time":300}}`},
			{200, `{"id":"MOUNT","backend_id":"BND","label":"Photos","mount_path":"/hoody/mounts/permanent/photos","status":"active","created_at":1785585600,"updated_at":1785585600,"vfs_config":{"cache_mode":"writes","cache_max_age":3600,"cache_max_size":10737418240,"dir_cache_time":300,"poll_interval":60,"write_back":5,"read_only":false,"read_chunk_size":134217728,"allow_other":false,"allow_non_empty":false},"auto_deliver":true,"pending_uploads":0}`},
		}},
		"get unknown": {"GET", "/api/v1/mounts/m", "", [2]want{
			{404, `{"success":false,"error":"Mount not found","code":"MOUNT_NOT_FOUND"}`}, {404, ``},
		}},
		"change": {"PATCH", "/api/v1/mounts/{photos}", `{"vfs_config":{"cache_mode":"full","cache_max_size":"512Mi"}}`, [2]want{
			{200, `{"success":true,"message":"Mount updated successfully","data":{"id":"MOUNT","backend_id":"BCK","label":"Photos","mount_path":"/hoody/mounts/photos","status":"active","created_at":1785585600,"vfs_config":{"cache_mode":"full","cache_max_age":3600,"cache_max_size":536870912,"dir_cache_time":300}}}`},
			{200, `{"success":true,"message":"Mount updated successfully","data":{"id":"MOUNT","backend_id":"BND","label":"Photos","mount_path":"/hoody/mounts/permanent/photos","status":"active","created_at":1785585600,"updated_at":1785585600,"vfs_config":{"cache_mode":"full","cache_max_age":3600,"cache_max_size":536870912,"dir_cache_time":300,"poll_interval":60,"write_back":5,"read_only":false,"read_chunk_size":134217728,"allow_other":false,"allow_non_empty":false},"auto_deliver":true,"pending_uploads":0},"remounted":true}`},
		}},
		"change the label": {"PATCH", "/api/v1/mounts/{photos}", `{"label":"x","vfs_config":{}}`, refused("Field 'label' cannot be updated in place")},
		"change nothing":   {"PATCH", "/api/v1/mounts/{photos}", `{}`, refused("Field 'vfs_config' must be an object")},
		"change unknown": {"PATCH", "/api/v1/mounts/m", `{"vfs_config":{}}`, [2]want{
			{404, `{"success":false,"error":"Mount not found","code":"MOUNT_NOT_FOUND"}`}, {404, `{"success":false,"error":"Mount not found","code":"MOUNT_NOT_FOUND"}`},
		}},
		"delete": {"DELETE", "/api/v1/mounts/{photos}", "", [2]want{
			{200, `{"success":true,"message":"Mount removed successfully"}`}, {200, `{"success":true,"message":"Mount removed successfully"}`},
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
	refused := func(name, wanted string) string { return "Field 'vfs_config." + name + "' must be " + wanted }
	for _, test := range []struct {
		config       string
		page, newest string
	}{
		{`{}`, "", ""},
		{`{"cache_mode":"off","cache_max_age":0,"cache_max_size":1048576,"dir_cache_time":2}`, "", ""},
		{`{"cache_max_age":"24h","cache_max_size":"10G","dir_cache_time":"1m30s"}`, "", ""},
		{`{"cache_max_size":"1KiB"}`, "", refused("cache_max_size", "0, or from 1 MiB")},
		{`{"cache_max_size":0}`, "", ""},
		{`{"cache_max_size":"9999999T"}`, refused("cache_max_size", "bytes or a size"), refused("cache_max_size", "0, or from 1 MiB")},
		{`{"cache_max_size":"K"}`, refused("cache_max_size", "bytes or a size"), refused("cache_max_size", "0, or from 1 MiB")},
		{`{"cache_max_age":-1}`, refused("cache_max_age", "seconds or a duration"), refused("cache_max_age", "0 to 30 days")},
		{`{"cache_max_age":2592001}`, "", refused("cache_max_age", "0 to 30 days")},
		{`{"cache_max_age":"1 day"}`, refused("cache_max_age", "seconds or a duration"), refused("cache_max_age", "0 to 30 days")},
		{`{"dir_cache_time":"1ms"}`, refused("dir_cache_time", "seconds or a duration"), refused("dir_cache_time", "0 to 30 days")},
		{`{"dir_cache_time":1.5}`, refused("dir_cache_time", "seconds or a duration"), refused("dir_cache_time", "0 to 30 days")},
		{`{"cache_mode":null}`, refused("cache_mode", "one of off, minimal, writes, full"), refused("cache_mode", "one of off, minimal, writes, full")},
		{`{"read_only":true}`, "Unknown field 'vfs_config.read_only'", ""},
		{`{"read_only":"yes"}`, "Unknown field 'vfs_config.read_only'", refused("read_only", "a boolean")},
		{`{"timeout":0}`, "Unknown field 'vfs_config.timeout'", refused("timeout", "1s to 10m")},
		{`{"timeout":"10m","contimeout":120,"low_level_retries":10,"write_back":3600}`, "Unknown field 'vfs_config.contimeout'", ""},
		{`{"contimeout":121}`, "Unknown field 'vfs_config.contimeout'", refused("contimeout", "1s to 2m")},
		{`{"low_level_retries":11}`, "Unknown field 'vfs_config.low_level_retries'", refused("low_level_retries", "0 to 10")},
		{`{"write_back":"61m"}`, "Unknown field 'vfs_config.write_back'", refused("write_back", "0 to 1h")},
		{`{"allow_other":false}`, "Unknown field 'vfs_config.allow_other'", ""},
		{`{"allow_other":true}`, "Unknown field 'vfs_config.allow_other'", refused("allow_other", "false")},
		{`"full"`, "Field 'vfs_config' must be an object", "Field 'vfs_config' must be an object"},
	} {
		for dialect, want := range []string{test.page, test.newest} {
			body, err := object([]byte(`{"c":` + test.config + `}`))
			if err != nil {
				t.Fatal(err)
			}
			all := speeches[dialect].settings
			got := ""
			if _, err := defaults(all).with(all, body["c"]); err != nil {
				got = err.Error()
			}
			if got != want {
				t.Errorf("%s, %s: %q, want %q", speeches[dialect].name, test.config, got, want)
			}
		}
	}
}

// A mount of October with settings of its own fails in a restart, until it is changed;
// one that has none comes back, whatever its settings are.
func TestRestart(t *testing.T) {
	t.Parallel()
	s, h := start(t, Options{Dialect: October, MountReads: 1})
	b2 := s.Add("b2", nil)
	plain := s.Mount(b2, "plain")
	send(t, h, "POST", "/api/v1/mounts", `{"backend_id":"`+b2+`","mount_path":"own","vfs_config":{"read_only":false}}`)
	own := "/api/v1/mounts/" + s.Mounts()[1].ID
	s.Restart()
	for _, step := range []struct {
		method, path, body string
		status             int
		holds              string
	}{
		{"GET", "/api/v1/mounts/" + plain, "", 200, `"status":"active"`},
		{"GET", own, "", 200, `"status":"error","error":"The mount was not restored after a restart","status_message":"The mount is not usable"`},
		{"PATCH", own, `{"vfs_config":{}}`, 400, `VFS_PATCH_EMPTY`},
		{"PATCH", own, `{"vfs_config":null}`, 400, `must be an object`},
		{"PATCH", own, `{"vfs_config":{"read_only":false}}`, 200, `"status":"mounting"`},
		{"GET", own, "", 200, `"status":"mounting"`},
		{"PATCH", own, `{"vfs_config":{"read_only":false}}`, 200, `"status":"mounting"`},
		{"PATCH", own, `{"vfs_config":{"read_only":true}}`, 409, `MOUNT_BUSY`},
		{"GET", own, "", 200, `"status":"active"`},
		{"DELETE", own, "", 200, `"success":true`},
		{"GET", own, "", 200, `"status":"unmounting"`},
		{"GET", own, "", 404, ``},
	} {
		if status, body := send(t, h, step.method, step.path, step.body); status != step.status || !strings.Contains(body, step.holds) {
			t.Errorf("%s %s: %d %s", step.method, step.path, status, body)
		}
	}
}

// Of the 62 services, 31 may have mounts with settings of their own.
func TestSettingsOfOnesOwn(t *testing.T) {
	t.Parallel()
	s, h := start(t, Options{Dialect: October})
	for provider, want := range map[string]int{"b2": 201, "cloudinary": 400} {
		id := s.Add(provider, nil)
		status, body := send(t, h, "POST", "/api/v1/mounts", `{"backend_id":"`+id+`","vfs_config":{"cache_mode":"writes"}}`)
		if status != want || status == 400 && !strings.Contains(body, "VFS_CONFIG_UNSUPPORTED_BACKEND") {
			t.Errorf("%s: %d %s", provider, status, body)
		}
	}
}

// What was written and is not uploaded keeps credentials as they are, and stays,
// goes or is waited for as a removal says.
func TestPendingUploads(t *testing.T) {
	t.Parallel()
	s, h := start(t, Options{Dialect: October})
	b2 := s.Add("b2", map[string]any{"key": "k"})
	one, two, three := s.Mount(b2, "one"), s.Mount(b2, "two"), s.Mount(b2, "three")
	s.Write(one, 1, 2)
	s.Write(two, 2, -1)
	s.Write(three, 3, -1)
	for _, step := range []struct {
		method, path string
		status       int
		holds        string
		left         int
	}{
		{"GET", "/mounts/" + two, 200, `"pending_uploads":2`, 6},
		{"GET", "/pending-uploads?backend_id=other", 200, `{"count":0,"pending_uploads":[]}`, 6},
		{"DELETE", "/mounts/" + one + "?uploads=later", 400, "must be keep, wait or discard", 6},
		{"DELETE", "/mounts/" + one + "?uploads=wait&wait_seconds=9", 200, "", 5},
		{"DELETE", "/mounts/" + two + "?uploads=wait", 409, "MOUNT_UPLOADS_PENDING", 5},
		{"DELETE", "/mounts/" + two + "?uploads=discard", 200, "", 3},
		{"DELETE", "/mounts/" + three, 200, "", 3},
		{"PUT", "/backends/" + b2, 409, "uploads are pending", 3},
		{"GET", "/pending-uploads", 200, `"mount_path":"/hoody/mounts/permanent/three","status":"pending","files":3`, 3},
		{"DELETE", "/backends/" + b2 + "?uploads=wait", 400, "must be keep or discard", 3},
		{"DELETE", "/backends/" + b2 + "?uploads=discard", 204, "", 0},
	} {
		status, body := send(t, h, step.method, "/api/v1"+step.path, `{"key":"k2"}`)
		if status != step.status || !strings.Contains(body, step.holds) || s.Pending(b2) != step.left {
			t.Errorf("%s %s: %d %s, %d left", step.method, step.path, status, body, s.Pending(b2))
		}
	}
	_, page := start(t, Options{})
	if status, _ := send(t, page, "GET", "/api/v1/pending-uploads", ""); status != 404 {
		t.Errorf("the page's service has a list of pending uploads: %d", status)
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
