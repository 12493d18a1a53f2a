package api

import (
	"encoding/json"
	"errors"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/hoody/terraform-provider-hoody/internal/catalog/services"
	"github.com/hoody/terraform-provider-hoody/internal/engine"
	"github.com/hoody/terraform-provider-hoody/internal/engine/api/internal/wire"
	"github.com/hoody/terraform-provider-hoody/internal/redact"
)

func TestDecodeBackend(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, body string
		want       engine.Remote
		err        error
	}{
		{
			name: "a connect of the page",
			body: `{"success":true,"message":"Backend connected successfully","data":{"id":"bck_a1","backend_type":"s3","type":"object_storage","mount_paths":[]}}`,
			want: engine.Remote{ID: "bck_a1", BackendType: "s3", MountPaths: []string{}, Connected: true},
		},
		{
			name: "a later connect",
			body: `{"success":true,"message":"","data":{"id":"bnd_a1","type":"s3","vfs_backend_type":"s3","config":{"region":"eu"},"mount_paths":[]}}`,
			want: engine.Remote{ID: "bnd_a1", BackendType: "s3", MountPaths: []string{}, Connected: true},
		},
		{
			name: "a connect with the least",
			body: `{"data":{"id":"a1"}}`,
			want: engine.Remote{ID: "a1", Connected: true},
		},
		{
			name: "a read",
			body: `{"id":"bck_a1","backend_type":"google cloud storage","server":"a.example","user":"u","connected":false,"mount_paths":["/x"],"created_at":"2026-08-01T12:00:00Z","last_used":"2026-08-02T12:00:00Z"}`,
			want: engine.Remote{ID: "bck_a1", BackendType: "google cloud storage", Server: "a.example", User: "u", MountPaths: []string{"/x"}, CreatedAt: time.Date(2026, 8, 1, 12, 0, 0, 0, time.UTC), LastUsed: time.Date(2026, 8, 2, 12, 0, 0, 0, time.UTC)},
		},
		{
			name: "an enveloped read",
			body: `{"statusCode":200,"message":"OK","data":{"id":"bck_a1","backend_type":"b2","connected":true,"mount_paths":null,"last_used":null}}`,
			want: engine.Remote{ID: "bck_a1", BackendType: "b2", Connected: true},
		},
		{name: "times that are none", body: `{"id":"a1","created_at":"yesterday","last_used":{}}`, want: engine.Remote{ID: "a1", Connected: true}},
		{name: "no body", body: ``, err: wire.ErrNotJSON},
		{name: "a page", body: `<html>`, err: wire.ErrNotJSON},
		{name: "half", body: `{"data":{"id":"bck_`, err: wire.ErrNotJSON},
		{name: "a list", body: `[]`, err: wire.ErrNotJSON},
		{name: "no id", body: `{"success":true,"data":{}}`, err: errNoID},
		{name: "an id that walks", body: `{"id":"../x"}`, err: errNoID},
		{name: "an id that is a number", body: `{"id":7}`, err: wire.ErrNotJSON},
		{name: "mount paths that are none", body: `{"id":"a","mount_paths":"x"}`, err: wire.ErrNotJSON},
	} {
		got, err := decodeBackend([]byte(c.body))
		if !errors.Is(err, c.err) || !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s: %+v, %v", c.name, got, err)
		}
	}
}

func TestDecodeList(t *testing.T) {
	t.Parallel()
	for body, c := range map[string]struct {
		ids string
		err error
	}{
		`{"backends":[{"id":"a"},{"id":"b"}],"count":2}`:                     {ids: "a b"},
		`{"statusCode":200,"message":"OK","data":{"backends":[{"id":"a"}]}}`: {ids: "a"},
		`{"backends":[],"count":0}`:                                          {},
		`{"backends":[{"id":"a"}],"count":2}`:                                {err: errIncomplete},
		`{"backends":[{"id":""}],"count":1}`:                                 {err: errNoID},
		`{"backends":null,"count":0}`:                                        {err: wire.ErrNotJSON},
		`{"count":0}`:                                                        {err: wire.ErrNotJSON},
		`{"backends":{"id":"a"}}`:                                            {err: wire.ErrNotJSON},
		`[{"id":"a"}]`:                                                       {err: wire.ErrNotJSON},
		`{"backends":[{"id":"a"}`:                                            {err: wire.ErrNotJSON},
	} {
		remotes, err := decodeList([]byte(body))
		var all []string
		for _, r := range remotes {
			all = append(all, r.ID)
		}
		if got := strings.Join(all, " "); got != c.ids || !errors.Is(err, c.err) {
			t.Errorf("%s: %q, %v", body, got, err)
		}
	}
}

func TestDecodeStatus(t *testing.T) {
	t.Parallel()
	for body, c := range map[string]struct {
		status string
		err    error
	}{
		`{"id":"a","status":"connected"}`:                                  {status: "connected"},
		`{"statusCode":200,"message":"","data":{"status":"disconnected"}}`: {status: "disconnected"},
		`{"success":true,"data":{"status":"connected"}}`:                   {status: "connected"},
		`{}`:           {err: errNoStatus},
		`{"status":1}`: {err: wire.ErrNotJSON},
		`ok`:           {err: wire.ErrNotJSON},
	} {
		status, err := decodeStatus([]byte(body))
		if status != c.status || !errors.Is(err, c.err) {
			t.Errorf("%s: %q, %v", body, status, err)
		}
	}
}

// seeds are answers of both dialects and what may come instead.
var seeds = []string{
	`{"success":true,"message":"Backend connected successfully","data":{"id":"bck_0123456789abcdef","backend_type":"s3","type":"object_storage","mount_paths":[]}}`,
	`{"success":true,"message":"","data":{"id":"bnd_0123","type":"s3","vfs_backend_type":"s3","config":{"region":"eu","secret_access_key":"***"},"mount_paths":[]}}`,
	`{"backends":[{"id":"a","backend_type":"google cloud storage","server":"gcs:generic","user":"","connected":true,"mount_paths":["/hoody/mounts/x"],"created_at":"2026-08-01T12:00:00Z"}],"count":1}`,
	`{"statusCode":200,"message":"OK","data":{"backends":[],"count":0}}`,
	`{"id":"a","status":"connected","last_used":null}`,
	`{"success":false,"error":"Field 'use_msi' must be false","code":"BAD"}`,
	`{"statusCode":422,"message":["account: too short"]}`,
	`{"error":{"code":"X","message":"Y"}}`,
	`<html><body>502</body></html>`,
	`{"data":{"data":{"id":"x"}}}`,
	`[`, `null`, `{}`, `"`, ``, `{"data":null}`, "\xff\xfe", `{"id":"\ud800"}`,
}

// FuzzAnswers decodes anything as every answer. Whatever it is, an id that comes
// out can stand in a path, and nothing that is not JSON is accepted or logged.
func FuzzAnswers(f *testing.F) {
	for _, s := range seeds {
		f.Add([]byte(s))
	}
	azure := services.ByName("azureblob")
	f.Fuzz(func(t *testing.T, body []byte) {
		valid := json.Valid(body)
		if r, err := decodeBackend(body); err == nil && (!valid || !wire.IsID(r.ID)) {
			t.Errorf("a backend %q", r.ID)
		}
		if all, err := decodeList(body); err == nil {
			for _, r := range all {
				if !valid || !wire.IsID(r.ID) {
					t.Errorf("a list with %q", r.ID)
				}
			}
		}
		if status, err := decodeStatus(body); err == nil && (!valid || status == "") {
			t.Errorf("a status %q", status)
		}
		if field := blame(azure, string(body)); field != "" && azure.Field(field) == nil {
			t.Errorf("blames %q", field)
		}
		if shown := redact.Mask(nil).JSON(body, isSecretName); !valid && len(body) > 0 && !strings.HasSuffix(shown, "bytes that are not JSON)") {
			t.Errorf("shows %q", shown)
		}
	})
}
