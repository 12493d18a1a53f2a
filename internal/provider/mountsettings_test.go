package provider_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/terraform"
	"github.com/zclconf/go-cty/cty"

	"github.com/hoody/terraform-provider-hoody/internal/emulator"
)

// validated is what validation says of a configuration: "error" or "warning", the
// attribute, and the text.
func (s *core) validated(t *testing.T, resource string, config map[string]cty.Value) string {
	t.Helper()
	resp, err := s.server.ValidateResourceConfig(t.Context(), &tfprotov6.ValidateResourceConfigRequest{
		TypeName: resource, Config: encode(t, s.schema.ResourceSchemas[resource], config),
	})
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, d := range resp.Diagnostics {
		all = append(all, fmt.Sprintf("%s at %s: %s: %s", strings.ToLower(d.Severity.String()), d.Attribute, d.Summary, d.Detail))
	}
	return strings.Join(all, "\n")
}

// What version 2026-10 does not allow is an error for the settings that came with it, and
// a warning for those of the page, of which older versions take more.
func TestRangesOfSettings(t *testing.T) {
	t.Parallel()
	_, url := serveEmulator(t, emulator.Options{})
	p := newCore(t, url)
	wrong := func(severity, name, text string) string {
		return fmt.Sprintf("%s at AttributeName(\"vfs\").AttributeName(%q): %s is out of range: %s", severity, name, name, text)
	}
	old := func(allowed string) string {
		return "Version 2026-10 of Hoody allows " + allowed + ", and refuses this."
	}
	for _, c := range []struct {
		name  string
		value cty.Value
		want  string
	}{
		{"write_back", cty.StringVal("1h"), ""},
		{"write_back", cty.StringVal("0s"), ""},
		{"write_back", cty.StringVal("3601s"), wrong("error", "write_back", "It is from 0s to 1h.")},
		{"poll_interval", cty.StringVal("720h"), ""},
		{"poll_interval", cty.StringVal("721h"), wrong("error", "poll_interval", "It is from 0s to 720h.")},
		{"read_chunk_size", cty.StringVal("0"), ""},
		{"timeout", cty.StringVal("10m"), ""},
		{"timeout", cty.StringVal("0s"), wrong("error", "timeout", "It is from 1s to 10m.")},
		{"timeout", cty.StringVal("11m"), wrong("error", "timeout", "It is from 1s to 10m.")},
		{"contimeout", cty.StringVal("2m"), ""},
		{"contimeout", cty.StringVal("121s"), wrong("error", "contimeout", "It is from 1s to 2m.")},
		{"low_level_retries", cty.NumberIntVal(0), ""},
		{"low_level_retries", cty.NumberIntVal(11), wrong("error", "low_level_retries", "It is from 0 to 10.")},
		{"low_level_retries", cty.NumberIntVal(-1), wrong("error", "low_level_retries", "It is from 0 to 10.")},
		{"read_only", cty.True, ""},
		{"cache_max_age", cty.StringVal("720h"), ""},
		{"cache_max_age", cty.StringVal("721h"), wrong("warning", "cache_max_age", old("from 0s to 720h"))},
		{"dir_cache_time", cty.StringVal("721h"), wrong("warning", "dir_cache_time", old("from 0s to 720h"))},
		{"cache_max_size", cty.StringVal("0"), ""},
		{"cache_max_size", cty.StringVal("1Mi"), ""},
		{"cache_max_size", cty.StringVal("512Ki"), wrong("warning", "cache_max_size", old("0, or 1Mi or more"))},
	} {
		all := vfsWith().AsValueMap()
		for _, name := range []string{"cache_mode", "cache_max_age", "cache_max_size", "dir_cache_time"} {
			all[name] = cty.NullVal(cty.String)
		}
		all[c.name] = c.value
		got := p.validated(t, "hoody_mount", map[string]cty.Value{"backend_id": cty.StringVal("bck_0"), "vfs": cty.ObjectVal(all)})
		if got != c.want {
			t.Errorf("%s = %#v:\n%s\nwant\n%s", c.name, c.value, got, c.want)
		}
	}
}

// patch changes settings as another client does.
func patch(t *testing.T, service *emulator.Server, id, settings string) {
	t.Helper()
	if status, answer := service.Ask("PATCH", "/mounts/"+id, `{"vfs_config":`+settings+`}`); status != 200 {
		t.Fatalf("another client's change: %d %s", status, answer)
	}
}

// The settings of version 2026-10 go as numbers and only when they are set, what others
// change is set right in place, and what is taken away gets its documented value.
func TestSettingsOf202610(t *testing.T) {
	t.Parallel()
	service, url := serveEmulator(t, emulator.Options{Dialect: emulator.October})
	all := `vfs = {
    read_only         = true
    write_back        = "1m"
    poll_interval     = "0s"
    read_chunk_size   = "64Mi"
    timeout           = "5m"
    contimeout        = "30s"
    low_level_retries = 3
  }`
	var before int
	since := func(want ...string) resource.TestCheckFunc {
		return func(*terraform.State) error { wantRequests(t, service, before, want...); return nil }
	}
	acceptance(t, resource.TestCase{
		Steps: []resource.TestStep{
			{
				Config: s3At(url, "first", "us-east-1", ""),
			},
			{
				PreConfig: func() { before = len(service.Requests()) },
				Config:    mountAt(url, "first", "us-east-1", all),
				ConfigStateChecks: []statecheck.StateCheck{
					mountValue("vfs.write_back", knownvalue.StringExact("1m")),
					mountValue("vfs.low_level_retries", knownvalue.Int64Exact(3)),
					mountValue("vfs.cache_mode", knownvalue.StringExact("writes")),
				},
				Check: since(`POST /mounts {"backend_id":"ID","vfs_config":{"contimeout":30,"low_level_retries":3,"poll_interval":0,"read_chunk_size":67108864,"read_only":true,"timeout":300,"write_back":60}}`),
			},
			{
				// Other spellings of the same.
				Config: mountAt(url, "first", "us-east-1", `vfs = {
    read_only = true, write_back = "60", poll_interval = "0", read_chunk_size = "65536Ki", timeout = "300s", contimeout = "30", low_level_retries = 3
  }`),
				ConfigPlanChecks: nothingPlanned(),
			},
			{
				PreConfig: func() {
					patch(t, service, service.Mounts()[0].ID, `{"read_only":false,"write_back":0,"low_level_retries":9,"dir_cache_time":1}`)
					before = len(service.Requests())
				},
				Config:           mountAt(url, "first", "us-east-1", all),
				ConfigPlanChecks: plannedMount(plancheck.ResourceActionUpdate),
				Check:            since(`PATCH /mounts/ID {"vfs_config":{"dir_cache_time":300,"low_level_retries":3,"read_only":true,"write_back":60}}`),
			},
			{Config: mountAt(url, "first", "us-east-1", all), ConfigPlanChecks: nothingPlanned()},
			{
				PreConfig:        func() { before = len(service.Requests()) },
				Config:           mountAt(url, "first", "us-east-1", `vfs = { timeout = "5m", contimeout = "30s", low_level_retries = 3 }`),
				ConfigPlanChecks: plannedMount(plancheck.ResourceActionUpdate),
				Check:            since(`PATCH /mounts/ID {"vfs_config":{"poll_interval":60,"read_chunk_size":134217728,"read_only":false,"write_back":5}}`),
			},
		},
	})
}

// What others set that is not configured goes back to the documented value; where there
// is none, it is left to them.
func TestSettingsThatOthersSet(t *testing.T) {
	t.Parallel()
	service, url := serveEmulator(t, emulator.Options{Dialect: emulator.October})
	config := mountAt(url, "first", "us-east-1", `mount_path = "media"`)
	var before int
	acceptance(t, resource.TestCase{
		Steps: []resource.TestStep{
			{Config: config},
			{
				PreConfig: func() {
					patch(t, service, service.Mounts()[0].ID, `{"timeout":30,"contimeout":9,"low_level_retries":1}`)
				},
				Config:           config,
				ConfigPlanChecks: nothingPlanned(),
			},
			{
				PreConfig: func() {
					patch(t, service, service.Mounts()[0].ID, `{"read_only":true,"read_chunk_size":0}`)
					before = len(service.Requests())
				},
				Config:           config,
				ConfigPlanChecks: plannedMount(plancheck.ResourceActionUpdate),
				Check: func(*terraform.State) error {
					wantRequests(t, service, before, `PATCH /mounts/ID {"vfs_config":{"read_chunk_size":134217728,"read_only":false}}`)
					return nil
				},
			},
			{Config: config, ConfigPlanChecks: nothingPlanned()},
		},
	})
}

// An import has every setting that others set, and the configuration that says the same
// changes nothing.
func TestImportOfSettingsOf202610(t *testing.T) {
	t.Parallel()
	service, url := serveEmulator(t, emulator.Options{Dialect: emulator.October})
	backend := service.Add("s3", map[string]any{"region": "us-east-1"})
	status, answer := service.Ask("POST", "/mounts", fmt.Sprintf(
		`{"backend_id":%q,"mount_path":"media","vfs_config":{"read_only":true,"write_back":60,"read_chunk_size":0,"timeout":90,"contimeout":1,"low_level_retries":3}}`, backend))
	if status != 201 {
		t.Fatal(answer)
	}
	config := atService(url) + fmt.Sprintf(`
resource "hoody_mount" "media" {
  backend_id = %q
  mount_path = "media"
  vfs = {
    read_only = true, write_back = "1m", read_chunk_size = "0", timeout = "90s", contimeout = "1s", low_level_retries = 3
  }
}
`, backend)
	acceptance(t, resource.TestCase{
		Steps: []resource.TestStep{
			{
				Config: config, ResourceName: mounted, ImportState: true, ImportStatePersist: true, ImportStateId: service.Mounts()[0].ID,
				ImportStateCheck: func(states []*terraform.InstanceState) error {
					for name, want := range map[string]string{
						"vfs.read_only": "true", "vfs.write_back": "1m", "vfs.timeout": "1m30s", "vfs.contimeout": "1s", "vfs.low_level_retries": "3",
					} {
						if got := states[0].Attributes[name]; got != want {
							return fmt.Errorf("%s is %q, want %q", name, got, want)
						}
					}
					return nil
				},
			},
			{Config: config, ConfigPlanChecks: nothingPlanned()},
		},
	})
}

// For three settings nothing can be sent that means "not set": to take one away mounts
// again.
func TestTakingASettingAway(t *testing.T) {
	t.Parallel()
	for _, set := range []string{`timeout = "5m"`, `contimeout = "30s"`, `low_level_retries = 3`} {
		t.Run(set, func(t *testing.T) {
			t.Parallel()
			service, url := serveEmulator(t, emulator.Options{Dialect: emulator.October})
			var before int
			acceptance(t, resource.TestCase{
				Steps: []resource.TestStep{
					{Config: mountAt(url, "first", "us-east-1", "mount_path = \"media\"\n  vfs = { read_only = true, "+set+" }")},
					{
						PreConfig:        func() { before = len(service.Requests()) },
						Config:           mountAt(url, "first", "us-east-1", "mount_path = \"media\"\n  vfs = { read_only = true }"),
						ConfigPlanChecks: plannedMount(plancheck.ResourceActionDestroyBeforeCreate),
						Check: func(*terraform.State) error {
							wantRequests(t, service, before, "DELETE /mounts/ID", `POST /mounts {"backend_id":"ID","mount_path":"media","vfs_config":{"read_only":true}}`)
							return nil
						},
					},
				},
			})
		})
	}
}

// A setting that a service does not know, and settings for a backend that can have none,
// are refused in its words, at what is configured.
func TestSettingsThatTheServiceRefuses(t *testing.T) {
	t.Parallel()
	const cloudinary = `
resource "hoody_backend_cloudinary" "media" {
  cloud_name = "demo"
  api_key    = "1234"
  api_secret = "s3cret"
}
resource "hoody_mount" "media" {
  backend_id = hoody_backend_cloudinary.media.id
  vfs        = { cache_mode = "full" }
}
`
	for name, c := range map[string]struct {
		dialect emulator.Dialect
		config  func(url string) string
		want    string
	}{
		"a setting of a later version": {
			emulator.Page, func(url string) string { return mountAt(url, "first", "us-east-1", "vfs = { read_only = true }") },
			`Hoody answered 400 Bad Request to POST: "Unknown field 'vfs_config.read_only'". Correct the mount's configuration; nothing was mounted.`,
		},
		"a backend without settings": {
			emulator.October, func(url string) string { return atService(url) + cloudinary },
			`vfs = { cache_mode = "full" } Hoody answered 400 Bad Request to POST: "This backend type does not support a custom vfs_config ` +
				`(VFS_CONFIG_UNSUPPORTED_BACKEND)". Leave vfs out: this version of Hoody mounts such a backend with the default settings only.`,
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, url := serveEmulator(t, emulator.Options{Dialect: c.dialect})
			acceptance(t, resource.TestCase{
				Steps: []resource.TestStep{{Config: c.config(url), ExpectError: words(c.want)}},
			})
		})
	}
}

// A rotation gives a mount that others made every setting back, those that this provider
// does not know included.
func TestRotationGivesEverySettingBack(t *testing.T) {
	t.Parallel()
	service, url := serveEmulator(t, emulator.Options{Dialect: emulator.October, Settings: []string{"prefetch"}})
	config := func(secret string) string {
		return s3At(url, secret, "us-east-1", "remount_on_rotate = true\n  unmount_on_destroy = true")
	}
	var before int
	acceptance(t, resource.TestCase{
		Steps: []resource.TestStep{
			{Config: config("first")},
			{
				PreConfig: func() {
					backend := service.Backends()[0].ID
					for _, more := range []string{
						`,"label":"ro","mount_path":"a","vfs_config":{"read_only":true,"write_back":60,"prefetch":[1,{"x":"y"}]},"auto_deliver":false`,
						`,"mount_path":"b"`,
					} {
						if status, answer := service.Ask("POST", "/mounts", fmt.Sprintf(`{"backend_id":%q%s}`, backend, more)); status != 201 {
							t.Fatal(answer)
						}
					}
					before = len(service.Requests())
				},
				Config: config("second"),
				Check: func(*terraform.State) error {
					var posts []string
					for _, line := range requestsSince(service, before) {
						if strings.HasPrefix(line, "POST") {
							posts = append(posts, line)
						}
					}
					const a = `POST /mounts {"backend_id":"ID","label":"ro","mount_path":"/hoody/mounts/permanent/a","vfs_config":{"allow_non_empty":false,"allow_other":false,` +
						`"cache_max_age":3600,"cache_max_size":10737418240,"cache_mode":"writes","dir_cache_time":300,"poll_interval":60,` +
						`"prefetch":[1,{"x":"y"}],"read_chunk_size":134217728,"read_only":true,"write_back":60},"auto_deliver":false}`
					const b = `POST /mounts {"backend_id":"ID","mount_path":"/hoody/mounts/permanent/b","auto_deliver":true}`
					if got := strings.Join(posts, "\n"); got != a+"\n"+b {
						return fmt.Errorf("sent\n%s\nwant\n%s\n%s", got, a, b)
					}
					return nil
				},
			},
		},
	})
}
