package emulator

import (
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/hoody/terraform-provider-hoody/internal/facts"
)

// noon is the clock of the tests; Hoody knows whole seconds of it.
var noon = time.Date(2026, 8, 1, 12, 0, 0, 987_000_000, time.UTC)

func start(t *testing.T, o Options) (*Server, *httptest.Server) {
	t.Helper()
	if o.Now == nil {
		o.Now = func() time.Time { return noon }
	}
	s := New(o)
	h := httptest.NewServer(s)
	t.Cleanup(h.Close)
	return s, h
}

// send fails the test when there is no whole answer.
func send(t *testing.T, h *httptest.Server, method, path, body string) (int, string) {
	t.Helper()
	status, text, err := try(h, method, path, body)
	if err != nil {
		t.Fatalf("%s %s: %v", method, path, err)
	}
	return status, text
}

func try(h *httptest.Server, method, path, body string) (int, string, error) {
	req, err := http.NewRequest(method, h.URL+path, strings.NewReader(body))
	if err != nil {
		return 0, "", err
	}
	req.Header.Set("Content-Type", "application/json")
	resp, err := h.Client().Do(req)
	if err != nil {
		return 0, "", err
	}
	defer func() { _ = resp.Body.Close() }()
	text, err := io.ReadAll(resp.Body)
	return resp.StatusCode, string(text), err
}

// masked has every id replaced by the form it has: BCK, BND or MOUNT.
func masked(text string) string {
	text = regexp.MustCompile(`\bmount_[0-9a-f]{32}\b`).ReplaceAllString(text, "MOUNT")
	text = regexp.MustCompile(`\bbck_[0-9a-f]{16}\b`).ReplaceAllString(text, "BCK")
	return regexp.MustCompile(`\b[0-9a-f]{16}\b`).ReplaceAllString(text, "BND")
}

type want struct {
	status int
	body   string
}

// TestBackendCalls has, before each case, an s3 backend {s3}, an {sftp} that the
// object storage page does not document, and a {storj} that October withdrew if
// the case names it; nothing is mounted.
func TestBackendCalls(t *testing.T) {
	t.Parallel()
	same := func(status int, body string) [2]want {
		return [2]want{{status, body}, {status, body}}
	}
	refused := func(message string) [2]want {
		return same(400, `{"success":false,"error":"`+message+`"}`)
	}
	tests := map[string]struct {
		method, path, body string
		want               [2]want // page, 2026-10
	}{
		"connect": {"POST", "/api/v1/backends/google-cloud-storage", `{"location":"us-central1","service_account_credentials":"{}"}`, [2]want{
			{201, `{"success":true,"message":"Backend connected successfully","data":{"id":"BCK","backend_type":"google cloud storage","type":"object_storage","mount_paths":[]}}`},
			{201, `{"success":true,"message":"Backend connected successfully","data":{"id":"BND","type":"google-cloud-storage","vfs_backend_type":"google-cloud-storage","config":{"location":"***","service_account_credentials":"***"},"mount_paths":[]}}`},
		}},
		"connect masks": {"POST", "/api/v1/backends/swift", `{"user":"u","region":"r","key":"k","chunk_size":"1","no_chunk":true}`, [2]want{
			{201, `{"success":true,"message":"Backend connected successfully","data":{"id":"BCK","backend_type":"swift","type":"object_storage","mount_paths":[]}}`},
			{201, `{"success":true,"message":"Backend connected successfully","data":{"id":"BND","type":"swift","vfs_backend_type":"swift","config":{"chunk_size":"***","key":"***","no_chunk":"***","region":"r","user":"u"},"mount_paths":[]}}`},
		}},
		"booleans that are only false in October": {"POST", "/api/v1/backends/azureblob", `{"use_emulator":true}`, [2]want{
			{201, `{"success":true,"message":"Backend connected successfully","data":{"id":"BCK","backend_type":"azureblob","type":"object_storage","mount_paths":[]}}`},
			{400, `{"success":false,"error":"Field 'use_emulator' must be false"}`},
		}},
		"unknown provider": {"POST", "/api/v1/backends/gopher", `{}`, same(404, `{"success":false,"error":"Unknown backend type 'gopher'"}`)},
		"connect by another page": {"POST", "/api/v1/backends/sftp", `{"host":"h","port":2222,"user":"u","pass":"p"}`, [2]want{
			{201, `{"success":true,"message":"Backend connected successfully","data":{"id":"BCK","backend_type":"sftp","type":"sftp","mount_paths":[]}}`},
			{201, `{"success":true,"message":"Backend connected successfully","data":{"id":"BND","type":"sftp","vfs_backend_type":"ssh","config":{"host":"h","pass":"***","port":2222,"user":"u"},"mount_paths":[]}}`},
		}},
		"connect what October withdrew": {"POST", "/api/v1/backends/storj", `{"access_grant":"a"}`, [2]want{
			{201, `{"success":true,"message":"Backend connected successfully","data":{"id":"BCK","backend_type":"storj","type":"object_storage","mount_paths":[]}}`},
			{404, `{"success":false,"error":"Unknown backend type 'storj'"}`},
		}},
		"a field that October removed": {"POST", "/api/v1/backends/azureblob", `{"client_certificate_path":"c.pem"}`, [2]want{
			{201, `{"success":true,"message":"Backend connected successfully","data":{"id":"BCK","backend_type":"azureblob","type":"object_storage","mount_paths":[]}}`},
			{400, `{"success":false,"error":"Unknown field 'client_certificate_path'"}`},
		}},
		"a field that October added": {"POST", "/api/v1/backends/azureblob", `{"copy_concurrency":64}`, [2]want{
			{400, `{"success":false,"error":"Unknown field 'copy_concurrency'"}`},
			{201, `{"success":true,"message":"Backend connected successfully","data":{"id":"BND","type":"azureblob","vfs_backend_type":"azureblob","config":{"copy_concurrency":"***"},"mount_paths":[]}}`},
		}},
		"a value that October refuses": {"POST", "/api/v1/backends/oracleobjectstorage", `{"provider":"env_auth","namespace":"n","region":"r"}`, [2]want{
			{201, `{"success":true,"message":"Backend connected successfully","data":{"id":"BCK","backend_type":"oracleobjectstorage","type":"object_storage","mount_paths":[]}}`},
			{400, `{"success":false,"error":"Field 'provider' must be one of \"no_auth\""}`},
		}},
		"what October requires": {"POST", "/api/v1/backends/sia", `{}`, [2]want{
			{201, `{"success":true,"message":"Backend connected successfully","data":{"id":"BCK","backend_type":"sia","type":"object_storage","mount_paths":[]}}`},
			{400, `{"success":false,"error":"Missing required field 'api_url'"}`},
		}},
		"unset, in October's word": {"POST", "/api/v1/backends/s3", `{"endpoint":"e","might_gzip":"unset"}`, [2]want{
			{400, `{"success":false,"error":"Field 'might_gzip' must be one of \"true\", \"false\""}`},
			{201, `{"success":true,"message":"Backend connected successfully","data":{"id":"BND","type":"s3","vfs_backend_type":"s3","config":{"endpoint":"e"},"mount_paths":[]}}`},
		}},
		"unset, as the vendor's tool writes it": {"POST", "/api/v1/backends/s3", `{"endpoint":"e","might_gzip":{"Valid":false,"Value":false}}`, [2]want{
			{201, `{"success":true,"message":"Backend connected successfully","data":{"id":"BCK","backend_type":"s3","type":"object_storage","mount_paths":[]}}`},
			{400, `{"success":false,"error":"Field 'might_gzip' must be one of \"true\", \"false\", \"unset\""}`},
		}},
		"neither true nor false nor unset": {"POST", "/api/v1/backends/s3", `{"endpoint":"e","might_gzip":{"Valid":true,"Value":true}}`, [2]want{
			{400, `{"success":false,"error":"Field 'might_gzip' must be one of \"true\", \"false\""}`},
			{400, `{"success":false,"error":"Field 'might_gzip' must be one of \"true\", \"false\", \"unset\""}`},
		}},
		"unknown field":       {"POST", "/api/v1/backends/s3", `{"endpoint":"e","zone":"z"}`, refused("Unknown field 'zone'")},
		"number for a string": {"POST", "/api/v1/backends/s3", `{"endpoint":"e","chunk_size":5242880}`, refused("Field 'chunk_size' must be of type string")},
		"string for a number": {"POST", "/api/v1/backends/s3", `{"endpoint":"e","max_upload_parts":"1"}`, refused("Field 'max_upload_parts' must be of type integer")},
		"fraction":            {"POST", "/api/v1/backends/s3", `{"endpoint":"e","max_upload_parts":1.5}`, refused("Field 'max_upload_parts' must be of type integer")},
		"string for a bool":   {"POST", "/api/v1/backends/s3", `{"endpoint":"e","env_auth":"true"}`, refused("Field 'env_auth' must be of type boolean")},
		"null":                {"POST", "/api/v1/backends/s3", `{"endpoint":null}`, refused("Field 'endpoint' must be of type string")},
		"missing field": {"POST", "/api/v1/backends/s3", `{"region":"r"}`, [2]want{
			{400, `{"success":false,"error":"Missing required field 'endpoint'"}`},
			{201, `{"success":true,"message":"Backend connected successfully","data":{"id":"BND","type":"s3","vfs_backend_type":"s3","config":{"region":"r"},"mount_paths":[]}}`},
		}},
		"no JSON":     {"POST", "/api/v1/backends/s3", `endpoint=e`, refused("The body must be a JSON object")},
		"no object":   {"POST", "/api/v1/backends/s3", `null`, refused("The body must be a JSON object")},
		"two objects": {"POST", "/api/v1/backends/s3", `{"endpoint":"e"}{}`, refused("The body must be one JSON object")},
		"too long":    {"POST", "/api/v1/backends/s3", strings.Repeat(" ", 1<<20+1), same(413, `{"success":false,"error":"The body is too large"}`)},

		"list": {"GET", "/api/v1/backends", "", [2]want{
			{200, `{"backends":[{"id":"BCK","backend_type":"s3","server":"s3.example.com","user":"AKIA","connected":true,"mount_paths":[],"created_at":"2026-08-01T12:00:00Z"},{"id":"BCK","backend_type":"sftp","server":"sftp:generic","user":"","connected":true,"mount_paths":[],"created_at":"2026-08-01T12:00:00Z"}],"count":2}`},
			{200, `{"backends":[{"id":"BND","backend_type":"s3","server":"s3.example.com","user":"AKIA","connected":true,"mount_paths":[],"created_at":"2026-08-01T12:00:00Z"},{"id":"BND","backend_type":"ssh","server":"ssh:generic","user":"","connected":true,"mount_paths":[],"created_at":"2026-08-01T12:00:00Z"}],"count":2}`},
		}},
		"get": {"GET", "/api/v1/backends/{s3}", "", [2]want{
			{200, `{"id":"BCK","backend_type":"s3","server":"s3.example.com","user":"AKIA","connected":true,"mount_paths":[],"created_at":"2026-08-01T12:00:00Z","last_used":null}`},
			{200, `{"id":"BND","backend_type":"s3","server":"s3.example.com","user":"AKIA","connected":true,"mount_paths":[],"created_at":"2026-08-01T12:00:00Z","last_used":null}`},
		}},
		"get unknown": {"GET", "/api/v1/backends/bck_0", "", [2]want{
			{404, `{"success":false,"error":"Backend not found","code":"BACKEND_NOT_FOUND"}`}, {404, ``},
		}},
		"test": {"GET", "/api/v1/backends/{s3}/test", "", [2]want{
			{200, `{"id":"BCK","status":"connected"}`}, {200, `{"id":"BND","status":"connected"}`},
		}},
		"test unknown": {"GET", "/api/v1/backends/bck_0/test", "", [2]want{
			{404, `{"success":false,"error":"Backend not found","code":"BACKEND_NOT_FOUND"}`}, {404, `{"success":false,"error":"Backend not found","code":"BACKEND_NOT_FOUND"}`},
		}},

		"rotate": {"PUT", "/api/v1/backends/{s3}", `{"secret_access_key":"new"}`, [2]want{
			{200, `{"success":true,"message":"Backend credentials updated successfully","data":{"id":"BCK"}}`},
			{200, `{"success":true,"message":"Backend credentials updated successfully","data":{"id":"BND"}}`},
		}},
		"rotate another field": {"PUT", "/api/v1/backends/{s3}", `{"secret_access_key":"new","region":"r"}`, refused("Field 'region' cannot be updated in place")},
		"rotate unknown field": {"PUT", "/api/v1/backends/{s3}", `{"pass":"new"}`, refused("Field 'pass' cannot be updated in place")},
		"rotate to a number":   {"PUT", "/api/v1/backends/{s3}", `{"secret_access_key":1}`, refused("Field 'secret_access_key' must be a string or null")},
		"rotate nothing":       {"PUT", "/api/v1/backends/{s3}", `{}`, refused("No credentials to update")},
		"rotate by another page": {"PUT", "/api/v1/backends/{sftp}", `{"pass":"new"}`, [2]want{
			{200, `{"success":true,"message":"Backend credentials updated successfully","data":{"id":"BCK"}}`},
			{200, `{"success":true,"message":"Backend credentials updated successfully","data":{"id":"BND"}}`},
		}},
		"rotate what rotates since October": {"PUT", "/api/v1/backends/{sftp}", `{"key_pem":"new"}`, [2]want{
			{400, `{"success":false,"error":"Field 'key_pem' cannot be updated in place"}`},
			{200, `{"success":true,"message":"Backend credentials updated successfully","data":{"id":"BND"}}`},
		}},
		"rotate too much":              {"PUT", "/api/v1/backends/{s3}", `{"secret_access_key":"` + strings.Repeat("x", 16<<10) + `"}`, same(413, `{"success":false,"error":"The body is too large"}`)},
		"rotate what October withdrew": {"PUT", "/api/v1/backends/{storj}", `{"access_grant":"new"}`, refused("Field 'access_grant' cannot be updated in place")},
		"test what October withdrew": {"GET", "/api/v1/backends/{storj}/test", "", [2]want{
			{200, `{"id":"BCK","status":"connected"}`}, {200, `{"id":"BND","status":"disconnected"}`},
		}},
		"get what October withdrew": {"GET", "/api/v1/backends/{storj}", "", [2]want{
			{200, `{"id":"BCK","backend_type":"storj","server":"storj:generic","user":"","connected":true,"mount_paths":[],"created_at":"2026-08-01T12:00:00Z","last_used":null}`},
			{200, `{"id":"BND","backend_type":"storj","server":"storj:generic","user":"","connected":false,"mount_paths":[],"created_at":"2026-08-01T12:00:00Z","last_used":null}`},
		}},
		"rotate what is no JSON": {"PUT", "/api/v1/backends/{s3}", `{`, refused("The body must be a JSON object")},
		"rotate what is not there": {"PUT", "/api/v1/backends/bck_0", `{"secret_access_key":"new"}`, [2]want{
			{404, `{"success":false,"error":"Backend not found","code":"BACKEND_NOT_FOUND"}`}, {404, `{"success":false,"error":"Backend not found","code":"BACKEND_NOT_FOUND"}`},
		}},

		"disconnect": {"DELETE", "/api/v1/backends/{s3}", "", [2]want{
			{200, `{"success":true,"message":"Backend disconnected successfully"}`}, {204, ``},
		}},
		"disconnect unknown": {"DELETE", "/api/v1/backends/bck_0", "", [2]want{
			{404, `{"success":false,"error":"Backend not found","code":"BACKEND_NOT_FOUND"}`}, {404, `{"success":false,"error":"Backend not found","code":"BACKEND_NOT_FOUND"}`},
		}},

		"version": {"GET", "/api/v1/version", "", [2]want{{200, `{"version":"1.0.0-beta.12"}`}, {200, `{"version":"1.0.0-beta.17"}`}}},
		"health":  {"GET", "/api/v1/files/health", "", same(200, `{"status":"ok"}`)},

		"wrong method": {"PATCH", "/api/v1/backends/{s3}", `{}`, same(405, `{"success":false,"error":"Method not allowed"}`)},
		"wrong path":   {"GET", "/api/v1/backends/{s3}/mounts", "", same(404, `{"success":false,"error":"Not found"}`)},
		"no path":      {"GET", "/", "", same(404, `{"success":false,"error":"Not found"}`)},
	}
	for name, test := range tests {
		for _, dialect := range []Dialect{Page, October} {
			t.Run(name+"/"+speeches[dialect].name, func(t *testing.T) {
				t.Parallel()
				s, h := start(t, Options{Dialect: dialect})
				path := test.path
				if before, after, found := strings.Cut(path, "{storj}"); found {
					path = before + s.Add("storj", nil) + after
				}
				path = strings.NewReplacer(
					"{s3}", s.Add("s3", map[string]any{"endpoint": "https://s3.example.com:9000/x", "access_key_id": "AKIA", "secret_access_key": "old"}),
					"{sftp}", s.Add("sftp", nil),
				).Replace(path)
				status, body := send(t, h, test.method, path, test.body)
				if w := test.want[dialect]; status != w.status || masked(body) != w.body {
					t.Errorf("got  %d %s\nwant %d %s", status, masked(body), w.status, w.body)
				}
			})
		}
	}
}

func TestAccess(t *testing.T) {
	t.Parallel()
	const empty = `{"backends":[],"count":0}`
	tests := map[string]struct {
		options       Options
		path          string
		authorization string
		want          want
	}{
		"no token asked for": {Options{}, "/api/v1/backends", "", want{200, empty}},
		"right token":        {Options{Token: "t0"}, "/api/v1/backends", "Bearer t0", want{200, empty}},
		"no token":           {Options{Token: "t0"}, "/api/v1/backends", "", want{401, `{"success":false,"error":"Missing or invalid token"}`}},
		"wrong token":        {Options{Token: "t0"}, "/api/v1/backends", "Bearer t1", want{401, `{"success":false,"error":"Missing or invalid token"}`}},
		"small b":            {Options{Token: "t0"}, "/api/v1/backends", "bearer t0", want{401, `{"success":false,"error":"Missing or invalid token"}`}},
		"two spaces":         {Options{Token: "t0"}, "/api/v1/backends", "Bearer  t0", want{401, `{"success":false,"error":"Missing or invalid token"}`}},
		"prefix":             {Options{Prefix: "/kit"}, "/kit/api/v1/backends", "", want{200, empty}},
		"prefix left out":    {Options{Prefix: "/kit"}, "/api/v1/backends", "", want{404, `{"success":false,"error":"Not found"}`}},
		"enveloped":          {Options{Enveloped: true}, "/api/v1/backends", "", want{200, `{"statusCode":200,"message":"OK","data":` + empty + `}`}},
		"enveloped error":    {Options{Enveloped: true}, "/api/v1/backends/x", "", want{404, `{"success":false,"error":"Backend not found","code":"BACKEND_NOT_FOUND"}`}},
		"disabled":           {Options{RemoteDisabled: true}, "/api/v1/backends", "", want{403, `{"success":false,"error":"Remote backends are disabled","code":"REMOTE_DISABLED"}`}},
		"disabled mounts":    {Options{RemoteDisabled: true}, "/api/v1/mounts", "", want{403, `{"success":false,"error":"Remote backends are disabled","code":"REMOTE_DISABLED"}`}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, h := start(t, test.options)
			req, err := http.NewRequest("GET", h.URL+test.path, nil)
			if err != nil {
				t.Fatal(err)
			}
			if test.authorization != "" {
				req.Header.Set("Authorization", test.authorization)
			}
			resp, err := h.Client().Do(req)
			if err != nil {
				t.Fatal(err)
			}
			defer func() { _ = resp.Body.Close() }()
			body, err := io.ReadAll(resp.Body)
			if err != nil {
				t.Fatal(err)
			}
			if resp.StatusCode != test.want.status || string(body) != test.want.body {
				t.Errorf("got %d %s, want %d %s", resp.StatusCode, body, test.want.status, test.want.body)
			}
			if got := resp.Header.Get("Date"); got != "Sat, 01 Aug 2026 12:00:00 GMT" {
				t.Errorf("Date is %s", got)
			}
		})
	}
}

// What a browser sends: a page cannot drive the emulator, by any name.
func TestWebPagesAreRefused(t *testing.T) {
	t.Parallel()
	h := httptest.NewServer(guard(Options{}))
	t.Cleanup(h.Close)
	for name, c := range map[string]struct {
		host, origin, contentType string
		status                    int
	}{
		"the provider":             {"", "", "application/json", 201},
		"with a charset":           {"", "", "application/json; charset=utf-8", 201},
		"by name":                  {"localhost:8080", "", "application/json", 201},
		"by its other address":     {"[::1]:8080", "", "application/json", 201},
		"a page's script":          {"", "https://evil.example", "application/json", 403},
		"a sandboxed page":         {"", "null", "application/json", 403},
		"a page by its own name":   {"evil.example:8080", "", "application/json", 421},
		"a name that begins so":    {"localhost.evil.example", "", "application/json", 421},
		"an address that is wider": {"192.0.2.1", "", "application/json", 421},
		"a page's form":            {"", "", "text/plain", 415},
		"no type":                  {"", "", "", 415},
	} {
		req := httptest.NewRequest("POST", h.URL+connectSia, strings.NewReader(`{}`))
		req.RequestURI = ""
		if c.host != "" {
			req.Host = c.host
		}
		for header, value := range map[string]string{"Origin": c.origin, "Content-Type": c.contentType} {
			if value != "" {
				req.Header.Set(header, value)
			}
		}
		resp, err := h.Client().Do(req)
		if err != nil {
			t.Fatal(err)
		}
		_ = resp.Body.Close()
		if resp.StatusCode != c.status {
			t.Errorf("%s: status %d, want %d", name, resp.StatusCode, c.status)
		}
	}
}

func TestLogIsBounded(t *testing.T) {
	t.Parallel()
	s, h := start(t, Options{Log: 2})
	for _, path := range []string{"/1", "/2", "/3", "/4"} {
		send(t, h, "GET", path, "")
	}
	if got := s.Requests(); len(got) != 2 || got[0].Path != "/3" || got[1].Path != "/4" {
		t.Errorf("kept %+v", got)
	}
}

func TestProbeIsAskedWithWhatWouldBe(t *testing.T) {
	t.Parallel()
	s, h := start(t, Options{})
	id := s.Add("b2", map[string]any{"account": "a", "key": "k1", "hard_delete": true})
	var asked []map[string]any
	s.SetProbe(func(provider string, config map[string]any) error {
		if provider != "b2" {
			t.Errorf("asked for %s", provider)
		}
		asked = append(asked, config)
		if config["key"] == "wrong" {
			return errors.New("invalid application key")
		}
		return nil
	})
	for _, step := range []struct {
		body   string
		status int
		asked  int
		key    any
	}{
		{`{"key":"k1"}`, 200, 0, "k1"},    // what is stored
		{`{"key":"k2"}`, 200, 1, "k2"},    // new
		{`{"key":"wrong"}`, 400, 2, "k2"}, // refused: nothing changes
		{`{"key":null}`, 400, 2, "k2"},    // required
	} {
		status, body := send(t, h, "PUT", "/api/v1/backends/"+id, step.body)
		if status != step.status || len(asked) != step.asked || s.Backends()[0].Config["key"] != step.key {
			t.Fatalf("%s: %d %s, asked %d times, key %v", step.body, status, body, len(asked), s.Backends()[0].Config["key"])
		}
	}
	if last := asked[1]; last["account"] != "a" || last["hard_delete"] != true {
		t.Errorf("asked with %v", last)
	}
}

func TestRefusedConnect(t *testing.T) {
	t.Parallel()
	s, h := start(t, Options{})
	s.SetProbe(RefuseAsDocumented)
	for _, test := range [][3]string{
		{"azureblob", `{}`, "Invalid storage account credentials"},
		{"azurefiles", `{}`, "Could not access share 'myshare' on account 'mystorageaccount'"},
		{"google-cloud-storage", `{}`, "Failed to load service account credentials from /etc/hoody/gcs-sa.json"},
		{"oracleobjectstorage", `{"provider":"no_auth","namespace":"n","region":"r"}`, "Authentication failed: OCI config file not found"},
		{"s3", `{"endpoint":"e"}`, "Invalid AWS credentials"},
		{"b2", `{"account":"a","key":"k"}`, "Backblaze authentication failed: invalid application key"},
		{"qingstor", `{}`, "Invalid QingStor credentials"},
		{"cloudinary", `{"cloud_name":"c","api_key":"k","api_secret":"s"}`, "Cloudinary authentication failed"},
		{"imagekit", `{"endpoint":"e","public_key":"p","private_key":"k"}`, "ImageKit authentication failed"},
		{"swift", `{}`, "OpenStack authentication request failed"},
		{"netstorage", `{"host":"h","account":"a","secret":"s"}`, "Could not authenticate with the provided NetStorage credentials"},
		{"storj", `{}`, "Storj authentication failed: invalid API key or passphrase"},
		{"tardigrade", `{}`, "Invalid access grant"},
		{"sia", `{}`, "Could not connect to Sia daemon at http://127.0.0.1:9980"},
		{"internetarchive", `{}`, "Internet Archive authentication failed"},
	} {
		status, body := send(t, h, "POST", "/api/v1/backends/"+test[0], test[1])
		if want := `{"success":false,"error":"` + test[2] + `"}`; status != 400 || body != want {
			t.Errorf("%s: %d %s", test[0], status, body)
		}
	}
	if left := s.Backends(); len(left) != 0 {
		t.Errorf("left: %v", left)
	}
}

func TestBackendTest(t *testing.T) {
	t.Parallel()
	s, h := start(t, Options{Dialect: October})
	id := s.Add("sia", nil)
	for _, test := range []struct {
		probe Probe
		want  want
	}{
		{nil, want{200, `{"id":"BND","status":"connected"}`}},
		{func(string, map[string]any) error { return ErrDisconnected }, want{200, `{"id":"BND","status":"disconnected"}`}},
		{RefuseAsDocumented, want{400, `{"success":false,"error":"Could not connect to Sia daemon at http://127.0.0.1:9980"}`}},
	} {
		s.SetProbe(test.probe)
		status, body := send(t, h, "GET", "/api/v1/backends/"+id+"/test", "")
		if status != test.want.status || masked(body) != test.want.body {
			t.Errorf("got %d %s, want %d %s", status, masked(body), test.want.status, test.want.body)
		}
	}
	const used = `{"id":"BND","backend_type":"sia","server":"sia:generic","user":"","connected":true,"mount_paths":[],"created_at":"2026-08-01T12:00:00Z","last_used":"2026-08-01T12:00:00Z"}`
	if _, body := send(t, h, "GET", "/api/v1/backends/"+id, ""); masked(body) != used {
		t.Errorf("got %s", masked(body))
	}
}

func TestOctoberRefusedRotation(t *testing.T) {
	t.Parallel()
	s, h := start(t, Options{Dialect: October})
	id := s.Add("swift", map[string]any{"key": "k"})
	s.SetProbe(RefuseAsDocumented)
	status, body := send(t, h, "PUT", "/api/v1/backends/"+id, `{"key":null}`)
	if status != 502 || body != `{"success":false,"error":"OpenStack authentication request failed"}` {
		t.Errorf("got %d %s", status, body)
	}
	s.SetProbe(nil)
	if status, body = send(t, h, "PUT", "/api/v1/backends/"+id, `{"key":null}`); status != 200 {
		t.Errorf("got %d %s", status, body)
	}
	if config := s.Backends()[0].Config; len(config) != 0 {
		t.Errorf("kept %v", config)
	}
}

func TestFacts(t *testing.T) {
	t.Parallel()
	for _, s := range facts.All() {
		for _, d := range s.Fields {
			if d.Secret && shown[d.Name] {
				t.Errorf("%s.%s is a secret and would be shown", s.Name, d.Name)
			}
			if wireTypes[d.Type] == nil {
				t.Errorf("%s.%s is of type %s", s.Name, d.Name, d.Type)
			}
		}
	}
}

func TestRequests(t *testing.T) {
	t.Parallel()
	s, h := start(t, Options{})
	send(t, h, "POST", "/api/v1/backends/sia?x=1", `{"api_url":"u"}`)
	send(t, h, "GET", "/api/v1/mounts/m", "")
	got := s.Requests()
	if len(got) != 2 {
		t.Fatalf("%d requests", len(got))
	}
	if r := got[0]; r.Method != "POST" || r.Path != "/api/v1/backends/sia" || r.Query != "x=1" || string(r.Body) != `{"api_url":"u"}` || r.Header.Get("User-Agent") == "" || r.Faulted || r.Status != 201 {
		t.Errorf("first: %+v", r)
	}
	if r := got[1]; r.Method != "GET" || r.Path != "/api/v1/mounts/m" || r.Status != 404 {
		t.Errorf("second: %+v", r)
	}
}

func TestRemove(t *testing.T) {
	t.Parallel()
	s, h := start(t, Options{})
	first, second, third := s.Add("sia", nil), s.Add("b2", nil), s.Add("s3", nil)
	s.Mount(second, "m")
	s.Remove(second)
	s.Remove("bck_0")
	left := s.Backends()
	if len(left) != 2 || left[0].ID != first || left[1].ID != third || len(s.Mounts()) != 0 {
		t.Errorf("left %v and %v", left, s.Mounts())
	}
	if status, _ := send(t, h, "GET", "/api/v1/backends/"+second, ""); status != 404 {
		t.Errorf("status %d", status)
	}
}

func TestDialectText(t *testing.T) {
	t.Parallel()
	var d Dialect
	if err := d.UnmarshalText([]byte("2026-10")); err != nil || d != October {
		t.Errorf("%v, %v", d, err)
	}
	if text, err := d.MarshalText(); err != nil || string(text) != "2026-10" {
		t.Errorf("%s, %v", text, err)
	}
	if err := d.UnmarshalText([]byte("earlier")); err == nil || err.Error() != `there is no dialect "earlier": it is page or 2026-10` {
		t.Errorf("%v", err)
	}
}

func TestDialectFlag(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]struct {
		dialect Dialect
		told    string
	}{
		"page":    {Page, ""},
		"2026-10": {October, ""},
		"later":   {October, "-dialect later is called -dialect 2026-10 now.\n"},
	} {
		var d Dialect
		var told strings.Builder
		if err := d.Flag(&told)(name); err != nil || d != want.dialect || told.String() != want.told {
			t.Errorf("%s: %v, told %q, %v", name, d, told.String(), err)
		}
	}
	if err := new(Dialect).Flag(io.Discard)("earlier"); err == nil {
		t.Error("earlier is taken")
	}
}

func BenchmarkList(b *testing.B) {
	s := New(Options{})
	for range 10_000 {
		s.Add("s3", map[string]any{"endpoint": "s3.example.com"})
	}
	for b.Loop() {
		s.ServeHTTP(httptest.NewRecorder(), httptest.NewRequest("GET", "/api/v1/backends", nil))
	}
}
