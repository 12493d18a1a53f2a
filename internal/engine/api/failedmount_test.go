package api

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/hoody/terraform-provider-hoody/internal/emulator"
	"github.com/hoody/terraform-provider-hoody/internal/engine"
)

// A mount that has failed is repaired with one PATCH of all settings that it has, those
// that nobody here knows included.
func TestRepair(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name     string
		provider string
		config   string
		changes  engine.Settings
		broken   string
		body     string
		says     string
	}{
		{
			name: "as it was", provider: "azureblob", config: `{"write_back":60,"prefetch":{"a":[1,2]},"timeout":"30s"}`,
			body: `{"vfs_config":{"allow_non_empty":false,"allow_other":false,"cache_max_age":3600,"cache_max_size":10737418240,"cache_mode":"writes",` +
				`"dir_cache_time":300,"poll_interval":60,"prefetch":{"a":[1,2]},"read_chunk_size":134217728,"read_only":false,"timeout":30,"write_back":60}}`,
		},
		{
			name: "changed", provider: "azureblob", config: `{"cache_mode":"full"}`, changes: vfs("read_only", `true`, "contimeout", `9`),
			body: `{"vfs_config":{"allow_non_empty":false,"allow_other":false,"cache_max_age":3600,"cache_max_size":10737418240,"cache_mode":"full",` +
				`"contimeout":9,"dir_cache_time":300,"poll_interval":60,"read_chunk_size":134217728,"read_only":true,"write_back":5}}`,
		},
		{
			name: "it stays in error", provider: "azureblob", config: `{"cache_mode":"full"}`, broken: "fuse: no device",
			body: `{"vfs_config":{"allow_non_empty":false,"allow_other":false,"cache_max_age":3600,"cache_max_size":10737418240,"cache_mode":"full",` +
				`"dir_cache_time":300,"poll_interval":60,"read_chunk_size":134217728,"read_only":false,"write_back":5}}`,
			says: `The status of the mount MOUNT is "error": "fuse: no device".` + "\n" +
				`Check that its backend works, then apply again: curl "http://127.0.0.1/api/v1/backends/BACKEND/test"`,
		},
		{
			name: "it can have no settings", provider: "filefabric", broken: "fuse: no device",
			body: `{"vfs_config":{"allow_non_empty":false,"allow_other":false,"cache_max_age":3600,"cache_max_size":10737418240,"cache_mode":"writes",` +
				`"dir_cache_time":300,"poll_interval":60,"read_chunk_size":134217728,"read_only":false,"write_back":5}}`,
			says: `Hoody answered 400 Bad Request to PATCH: "This backend type does not support a custom vfs_config (VFS_CONFIG_UNSUPPORTED_BACKEND)".` + "\n" +
				"A mount of such a backend cannot be repaired in place. Replace it: terraform apply -replace=ADDRESS",
		},
	} {
		for _, reads := range waiting {
			t.Run(fmt.Sprintf("%s/%d reads", c.name, reads), func(t *testing.T) {
				t.Parallel()
				inWorld(t, settings{service: emulator.Options{Dialect: emulator.October, MountReads: reads, Settings: []string{"prefetch"}}}, func(t *testing.T, w *world) {
					backend, config := w.Add(c.provider, nil), `,"vfs_config":`+c.config
					if c.config == "" {
						config = ""
						w.BreakMounts(c.broken) // from the beginning: a restart leaves it as it is
					}
					id := mountedBy(t, w, backend, `,"mount_path":"photos"`+config)
					for range reads {
						another(t, w, "GET", "/mounts", "")
					}
					w.Restart()
					w.BreakMounts(c.broken)
					r := engine.MountRef{ID: id, BackendID: backend, Path: "/hoody/mounts/permanent/photos", Repair: true}
					m, err := w.engine.InspectMount(t.Context(), r)
					if err != nil || m.Phase() != engine.Failed || m.Problem == "" {
						t.Errorf("before %+v, %v", m, err)
					}
					m, err = w.engine.ChangeMount(t.Context(), r, c.changes)
					if got := anonymous(told(engine.Remote{}, err)); got != c.says || c.says == "" && m.Status != "active" {
						t.Errorf("%s, says %s\nwant %s", m.Status, got, c.says)
					}
					var sent []string
					for _, r := range w.Requests() {
						if r.Method == http.MethodPatch {
							sent = append(sent, string(r.Body))
						}
					}
					if !slices.Equal(sent, []string{c.body}) {
						t.Errorf("sent %s\nwant %s", strings.Join(sent, "\n"), c.body)
					}
				})
			})
		}
	}
}

// A mount that fails at once is there all the same, and its error has Hoody's words.
func TestMountEndsInError(t *testing.T) {
	t.Parallel()
	for _, reads := range waiting {
		t.Run(fmt.Sprint(reads), func(t *testing.T) {
			t.Parallel()
			inWorld(t, settings{service: emulator.Options{Dialect: emulator.October, MountReads: reads}}, func(t *testing.T, w *world) {
				w.BreakMounts("fuse: no device")
				m, err := w.engine.Mount(t.Context(), engine.MountSpec{BackendID: w.Add("azureblob", nil), Path: "photos"})
				const want = `The status of the mount MOUNT is "error": "fuse: no device".` + "\n" +
					`Check that its backend works, then apply again: curl "http://127.0.0.1/api/v1/backends/BACKEND/test"`
				if got := anonymous(told(engine.Remote{}, err)); got != want || !slices.Contains(w.mountIDs(), m.ID) || m.Status != "error" {
					t.Errorf("made %+v, says %s\nwant %s", m, got, want)
				}
			})
		})
	}
}
