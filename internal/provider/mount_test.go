package provider_test

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/terraform"
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"

	"github.com/hoody/terraform-provider-hoody/internal/emulator"
)

const mounted = "hoody_mount.media"

// mountAt is a backend and a mount of it; more is added to the mount's body.
func mountAt(url, secret, region, more string) string {
	return mountOf(url, secret, region, "", more)
}

func mountOf(url, secret, region, backend, more string) string {
	return s3At(url, secret, region, backend) + fmt.Sprintf(`
resource "hoody_mount" "media" {
  backend_id = hoody_backend_s3.media.id
  %s
}
`, more)
}

func plannedMount(action plancheck.ResourceActionType) resource.ConfigPlanChecks {
	return resource.ConfigPlanChecks{PreApply: []plancheck.PlanCheck{plancheck.ExpectResourceAction(mounted, action)}}
}

func mountValue(name string, value knownvalue.Check) statecheck.StateCheck {
	path := tfjsonpath.New(name)
	if outer, inner, nested := strings.Cut(name, "."); nested {
		path = tfjsonpath.New(outer).AtMapKey(inner)
	}
	return statecheck.ExpectKnownValue(mounted, path, value)
}

// requestsSince are the calls after the first n, with ids left out.
func requestsSince(service *emulator.Server, n int) []string {
	var out []string
	for _, r := range service.Requests()[n:] {
		if r.Method == "GET" {
			continue
		}
		line := strings.TrimSpace(r.Method + " " + strings.TrimPrefix(r.Path, "/api/v1") + " " + string(r.Body))
		out = append(out, anyID.ReplaceAllString(line, "ID"))
	}
	return out
}

var anyID = regexp.MustCompile(`(bck|bnd|mount)_[0-9a-f]{16,}|\b[0-9a-f]{16}\b`)

func wantRequests(t *testing.T, service *emulator.Server, since int, want ...string) {
	t.Helper()
	if got := requestsSince(service, since); !slices.Equal(got, want) {
		t.Errorf("requests:\n%s\nwant:\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestMountLifecycle(t *testing.T) {
	t.Parallel()
	for name, o := range map[string]emulator.Options{
		"page": {}, "2026-10": {Dialect: emulator.October}, "enveloped": {Enveloped: true}, "slow to start and stop": {MountReads: 2},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			folder := "/hoody/mounts"
			if o.Dialect == emulator.October {
				folder = "/hoody/mounts/permanent"
			}
			service, url := serveEmulator(t, o)
			var before int
			acceptance(t, resource.TestCase{
				Steps: []resource.TestStep{
					{
						Config: mountAt(url, "first", "us-east-1", `
  label      = "videos"
  mount_path = "media"
  vfs        = { cache_mode = "full", cache_max_age = "24h" }`),
						ConfigStateChecks: []statecheck.StateCheck{
							mountValue("mount_path", knownvalue.StringExact("media")),
							mountValue("path", knownvalue.StringExact(folder+"/media")),
							mountValue("id", knownvalue.StringExact(folder+"/media")),
							mountValue("mount_id", knownvalue.StringRegexp(regexp.MustCompile(`^mount_[0-9a-f]{32}$`))),
							mountValue("status", knownvalue.StringExact("active")),
							mountValue("label", knownvalue.StringExact("videos")),
							mountValue("vfs.cache_mode", knownvalue.StringExact("full")),
							mountValue("vfs.cache_max_age", knownvalue.StringExact("24h")),
							mountValue("vfs.cache_max_size", knownvalue.StringExact("10Gi")),
							mountValue("vfs.dir_cache_time", knownvalue.StringExact("5m")),
						},
					},
					{
						// Other spellings of the same place and settings.
						Config: mountAt(url, "first", "us-east-1", `
  label      = "videos"
  mount_path = "`+folder+`/media"
  vfs        = { cache_mode = "full", cache_max_age = "86400", cache_max_size = "10240Mi", dir_cache_time = "300s" }`),
						ConfigPlanChecks: nothingPlanned(),
					},
					{
						PreConfig: func() { before = len(service.Requests()) },
						Config: mountAt(url, "first", "us-east-1", `
  label      = "videos"
  mount_path = "media"
  vfs        = { cache_mode = "full", cache_max_size = "1Gi" }`),
						ConfigPlanChecks: plannedMount(plancheck.ResourceActionUpdate),
						Check: func(*terraform.State) error {
							wantRequests(t, service, before, `PATCH /mounts/ID {"vfs_config":{"cache_max_age":3600,"cache_max_size":1073741824}}`)
							return nil
						},
					},
					{
						Config:           mountAt(url, "first", "us-east-1", `mount_path = "films"`),
						ConfigPlanChecks: plannedMount(plancheck.ResourceActionDestroyBeforeCreate),
						ConfigStateChecks: []statecheck.StateCheck{
							mountValue("path", knownvalue.StringExact(folder+"/films")),
							mountValue("label", knownvalue.Null()),
						},
					},
				},
			})
			if b, m := len(service.Backends()), len(service.Mounts()); b != 0 || m != 0 {
				t.Errorf("left %d backends and %d mounts", b, m)
			}
		})
	}
}

// What is sent is what is configured.
func TestMountSendsWhatIsConfigured(t *testing.T) {
	t.Parallel()
	service, url := serveEmulator(t, emulator.Options{})
	var body string
	acceptance(t, resource.TestCase{
		Steps: []resource.TestStep{
			{
				Config: mountAt(url, "first", "us-east-1", ""),
				ConfigStateChecks: []statecheck.StateCheck{
					mountValue("mount_path", knownvalue.StringRegexp(regexp.MustCompile(`^/hoody/mounts/mount_[0-9a-f]{32}$`))),
				},
				Check: func(*terraform.State) error {
					body = anyID.ReplaceAllString(calls(service, "POST")[1], "ID")
					return nil
				},
			},
			// The path that Hoody chose may be written down.
			{
				Config:           mountAt(url, "first", "us-east-1", ""),
				ConfigPlanChecks: nothingPlanned(),
			},
		},
	})
	if want := `POST /api/v1/mounts {"backend_id":"ID"}`; body != want {
		t.Errorf("sent %s, want %s", body, want)
	}
}

// A backend that is replaced is unmounted, connected again and mounted again, in
// one apply.
func TestReplacedBackendIsMountedAgain(t *testing.T) {
	t.Parallel()
	service, url := serveEmulator(t, emulator.Options{RefuseMountedDisconnect: true})
	var before int
	acceptance(t, resource.TestCase{
		Steps: []resource.TestStep{
			{Config: mountAt(url, "first", "us-east-1", `mount_path = "media"`)},
			{
				PreConfig: func() { before = len(service.Requests()) },
				Config:    mountAt(url, "first", "eu-west-1", `mount_path = "media"`),
				Check: func(*terraform.State) error {
					wantRequests(t, service, before,
						"DELETE /mounts/ID", "DELETE /backends/ID",
						`POST /backends/s3 {"access_key_id":"AKIAIOSFODNN7EXAMPLE","endpoint":"s3.us-east-1.amazonaws.com","region":"eu-west-1","secret_access_key":"first"}`,
						`POST /mounts {"backend_id":"ID","mount_path":"media"}`)
					return nil
				},
			},
		},
	})
}

func TestMountRefused(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		o     emulator.Options
		more  string
		fault emulator.Fault
		want  string
	}{
		"outside of the folder": {
			more: `mount_path = "/srv/media"`,
			want: `on terraform_plugin_test.tf line \d+, in resource "hoody_mount" "media":\s+\d+:\s+mount_path = "/srv/media"\s+Hoody answered 400 Bad Request to POST: "Mount path must be under the configured mount directory`,
		},
		"climbs out":         {more: `mount_path = "../media"`, want: `The mount path leads out of the mount folder`},
		"empty":              {more: `mount_path = ""`, want: `The mount path is empty`},
		"not a size":         {more: `vfs = { cache_max_size = "10G" }`, want: `(?s)vfs\.cache_max_size: "10G" is not a size.*Write "10Gi" for powers of 1024`},
		"not a duration":     {more: `vfs = { cache_max_age = "1d" }`, want: `vfs\.cache_max_age: "1d" is not a duration`},
		"not a mode":         {more: `vfs = { cache_mode = "all" }`, want: `vfs\.cache_mode: There is no cache mode "all"`},
		"remote is disabled": {fault: emulator.Fault{Method: "POST", Path: "/api/v1/mounts", Status: 403, Body: `{"success":false,"error":"Remote is disabled","code":"REMOTE_DISABLED"}`}, want: `"Remote is disabled \(REMOTE_DISABLED\)"\.\s+Enable remote backends`},
		"cannot start":       {fault: emulator.Fault{Method: "POST", Path: "/api/v1/mounts", Status: 502, Body: `{"success":false,"error":"fuse: no device","code":"MOUNT_START_FAILED"}`}, want: `fuse: no device \(MOUNT_START_FAILED\)`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			service, url := serveEmulator(t, c.o)
			if c.fault.Status != 0 {
				service.Plan(c.fault)
			}
			acceptance(t, resource.TestCase{
				Steps: []resource.TestStep{{
					Config:      mountAt(url, "first", "us-east-1", c.more),
					ExpectError: regexp.MustCompile(strings.ReplaceAll(c.want, " ", `\s+`)),
				}},
			})
			if n := len(service.Mounts()); n != 0 {
				t.Errorf("left %d mounts", n)
			}
		})
	}
}

// The embedded engine mounts nothing, and says so before anything is done.
func TestMountNeedsTheService(t *testing.T) {
	t.Parallel()
	acceptance(t, resource.TestCase{
		Steps: []resource.TestStep{{
			Config: `
provider "hoody" {
  engine = "embedded"
}
resource "hoody_mount" "media" {
  backend_id = "bck_0123456789abcdef"
}
`,
			PlanOnly:    true,
			ExpectError: regexp.MustCompile(`(?s)Mounts need Hoody.*take\s+that\s+out`),
		}},
	})
}

func TestMountImport(t *testing.T) {
	t.Parallel()
	service, url := serveEmulator(t, emulator.Options{})
	config := mountAt(url, "first", "us-east-1", `
  label      = "videos"
  mount_path = "media"
  vfs        = { cache_mode = "full", cache_max_age = "90m", cache_max_size = "512Mi", dir_cache_time = "10s" }`)
	acceptance(t, resource.TestCase{
		Steps: []resource.TestStep{
			{Config: config},
			{
				Config: config, ResourceName: mounted, ImportState: true, ImportStateVerify: true,
				// The spellings of the configuration are not Hoody's.
				ImportStateVerifyIgnore: []string{"mount_path", "vfs.cache_max_age"},
			},
			{
				Config: config, ResourceName: mounted, ImportState: true, ImportStateVerify: true,
				ImportStateIdFunc:       func(*terraform.State) (string, error) { return service.Mounts()[0].ID, nil },
				ImportStateVerifyIgnore: []string{"mount_path", "vfs.cache_max_age"},
			},
			{
				Config: config, ResourceName: mounted, ImportState: true, ImportStateId: "mount_00000000000000000000000000000000",
				ExpectError: words("Cannot import non-existent remote object"),
			},
			{
				Config: config, ResourceName: mounted, ImportState: true, ImportStateId: "/hoody/mounts/films",
				ExpectError: words("Cannot import non-existent remote object"),
			},
		},
	})
	if n := len(service.Mounts()); n != 0 {
		t.Errorf("left %d mounts", n)
	}
}

// An imported mount with a relative path in the configuration is no change.
func TestImportedMountNeedsNoChange(t *testing.T) {
	t.Parallel()
	service, url := serveEmulator(t, emulator.Options{})
	backend := service.Add("s3", map[string]any{"region": "us-east-1"})
	id := service.Mount(backend, "media")
	config := func(path string) string {
		return atService(url) + fmt.Sprintf("resource \"hoody_mount\" \"media\" {\n  backend_id = %q\n  mount_path = %q\n}\n", backend, path)
	}
	acceptance(t, resource.TestCase{
		Steps: []resource.TestStep{
			{Config: config("media"), ResourceName: mounted, ImportState: true, ImportStatePersist: true, ImportStateId: id},
			{Config: config("media"), ConfigPlanChecks: nothingPlanned()},
			{Config: config("/hoody/mounts/media/"), ConfigPlanChecks: nothingPlanned()},
			{Config: config("edia"), ConfigPlanChecks: plannedMount(plancheck.ResourceActionDestroyBeforeCreate)},
		},
	})
}

// A mount that was made again at its place by somebody else is found again: the
// plan is empty, changes and the destroy reach it.
func TestMountFindsItselfAgain(t *testing.T) {
	t.Parallel()
	service, url := serveEmulator(t, emulator.Options{})
	remount := func() {
		m := service.Mounts()[0]
		service.Unmount(m.ID)
		service.Mount(m.BackendID, m.Path)
	}
	acceptance(t, resource.TestCase{
		Steps: []resource.TestStep{
			{Config: mountAt(url, "first", "us-east-1", `mount_path = "media"`)},
			{
				PreConfig:        remount,
				Config:           mountAt(url, "first", "us-east-1", `mount_path = "media"`),
				ConfigPlanChecks: nothingPlanned(),
				Check: resource.TestCheckResourceAttrWith(mounted, "mount_id", func(id string) error {
					if want := service.Mounts()[0].ID; id != want {
						return fmt.Errorf("the state has %s, want %s", id, want)
					}
					return nil
				}),
			},
		},
	})
}

func TestMountRemovedElsewhereIsMadeAgain(t *testing.T) {
	t.Parallel()
	service, url := serveEmulator(t, emulator.Options{})
	config := mountAt(url, "first", "us-east-1", `mount_path = "media"`)
	acceptance(t, resource.TestCase{
		Steps: []resource.TestStep{
			{Config: config},
			{
				PreConfig:        func() { service.Unmount(service.Mounts()[0].ID) },
				Config:           config,
				ConfigPlanChecks: plannedMount(plancheck.ResourceActionCreate),
			},
		},
	})
}

func TestMountElsewhereDidNotVanish(t *testing.T) {
	t.Parallel()
	here, hereURL := serveEmulator(t, emulator.Options{})
	_, thereURL := serveEmulator(t, emulator.Options{})
	backend := here.Add("s3", map[string]any{"region": "us-east-1"})
	config := func(url string) string {
		return atService(url) + fmt.Sprintf("resource \"hoody_mount\" \"media\" {\n  backend_id = %q\n}\n", backend)
	}
	acceptance(t, resource.TestCase{
		Steps: []resource.TestStep{
			{Config: config(hereURL)},
			{Config: config(thereURL), ExpectError: words("This mount was connected elsewhere")},
			{Config: config(hereURL), ConfigPlanChecks: nothingPlanned()},
		},
	})
	if n := len(here.Mounts()); n != 0 {
		t.Errorf("left %d mounts", n)
	}
}

// A hundred mounts are refreshed with one list.
func TestRequestsForAHundredMounts(t *testing.T) {
	t.Parallel()
	service, url := serveEmulator(t, emulator.Options{})
	backend := service.Add("s3", map[string]any{"region": "us-east-1"})
	config := atService(url) + fmt.Sprintf("resource \"hoody_mount\" \"many\" {\n  count = 100\n  backend_id = %q\n  mount_path = \"m${count.index}\"\n}\n", backend)
	var before int
	acceptance(t, resource.TestCase{
		Steps: []resource.TestStep{
			{Config: config},
			{RefreshState: true, PreConfig: func() { before = len(service.Requests()) }, Check: func(*terraform.State) error {
				if n := len(service.Requests()) - before; n > 2 { // Terraform plans after the refresh
					return fmt.Errorf("%d requests, want one for each refresh", n)
				}
				return nil
			}},
		},
	})
	if got := len(calls(service, "POST")); got != 100 {
		t.Errorf("%d mounts made, want 100", got)
	}
}

// Hoody rotates no credentials of a mounted backend. The error says so and
// names the mount; with remount_on_rotate the mount is away for the moment, and
// the next plan is empty although it has a new mount_id.
func TestRotationUnderAMount(t *testing.T) {
	t.Parallel()
	const mount = `
  label      = "videos"
  mount_path = "media"
  vfs        = { cache_mode = "full", cache_max_age = "24h" }`
	service, url := serveEmulator(t, emulator.Options{MountReads: 1})
	var before int
	acceptance(t, resource.TestCase{
		Steps: []resource.TestStep{
			{Config: mountAt(url, "first", "us-east-1", mount)},
			{
				Config:      mountAt(url, "second", "us-east-1", mount),
				ExpectError: regexp.MustCompile(`(?s)mounted\s+at\s+/hoody/mounts/media.*remount_on_rotate\s+=\s+true`),
			},
			{
				PreConfig: func() { before = len(service.Requests()) },
				Config:    mountOf(url, "second", "us-east-1", "remount_on_rotate = true", mount),
				Check: func(*terraform.State) error {
					wantRequests(t, service, before,
						`PUT /backends/ID {"secret_access_key":"second"}`,
						"DELETE /mounts/ID",
						`PUT /backends/ID {"secret_access_key":"second"}`,
						`POST /mounts {"backend_id":"ID","label":"videos","mount_path":"/hoody/mounts/media","vfs_config":{"cache_max_age":86400,"cache_max_size":10737418240,"cache_mode":"full","dir_cache_time":300}}`)
					return nil
				},
			},
			{
				Config:           mountOf(url, "second", "us-east-1", "remount_on_rotate = true", mount),
				ConfigPlanChecks: nothingPlanned(),
			},
			{
				// The rotation remounts, and the change of the mount finds it.
				Config: mountOf(url, "third", "us-east-1", "remount_on_rotate = true", strings.Replace(mount, "24h", "12h", 1)),
				ConfigPlanChecks: resource.ConfigPlanChecks{PreApply: []plancheck.PlanCheck{
					plancheck.ExpectResourceAction(mounted, plancheck.ResourceActionUpdate),
					plancheck.ExpectResourceAction(media, plancheck.ResourceActionUpdate),
				}},
			},
			{
				Config:           mountOf(url, "third", "us-east-1", "remount_on_rotate = true", strings.Replace(mount, "24h", "12h", 1)),
				ConfigPlanChecks: nothingPlanned(),
			},
		},
	})
	if n := len(service.Mounts()); n != 0 {
		t.Errorf("left %d mounts", n)
	}
}

// New credentials that the storage refuses leave the mount as it was.
func TestRefusedRotationBringsMountsBack(t *testing.T) {
	t.Parallel()
	service, url := serveEmulator(t, emulator.Options{})
	config := func(secret string) string {
		return mountOf(url, secret, "us-east-1", "remount_on_rotate = true", `mount_path = "media"`)
	}
	acceptance(t, resource.TestCase{
		Steps: []resource.TestStep{
			{Config: config("first")},
			{
				PreConfig: func() {
					service.SetProbe(func(_ string, config map[string]any) error {
						if config["secret_access_key"] == "wrong" {
							return errors.New("SignatureDoesNotMatch")
						}
						return nil
					})
				},
				Config:      config("wrong"),
				ExpectError: words("SignatureDoesNotMatch"),
			},
			{
				Config:           config("first"),
				ConfigPlanChecks: nothingPlanned(),
				Check: func(*terraform.State) error {
					if m := service.Mounts(); len(m) != 1 || m[0].Path != "/hoody/mounts/media" {
						return fmt.Errorf("the mounts are %v, want the one at media", m)
					}
					return nil
				},
			},
		},
	})
}

// A mount that cannot be brought back is said with the call that does it, and the
// next apply brings it back, whether Terraform manages it or not.
func TestSecondApplyBringsMountsBack(t *testing.T) {
	t.Parallel()
	service, url := serveEmulator(t, emulator.Options{})
	config := func(secret string) string {
		return mountOf(url, secret, "us-east-1", "remount_on_rotate = true\n  unmount_on_destroy = true", `mount_path = "media"`)
	}
	acceptance(t, resource.TestCase{
		Steps: []resource.TestStep{
			{Config: config("first")},
			{
				PreConfig: func() {
					service.Mount(service.Backends()[0].ID, "others")
					service.Plan(emulator.Fault{Method: "POST", Path: "/api/v1/mounts", Status: 502, Times: 2, Body: `{"success":false,"error":"no fuse","code":"MOUNT_START_FAILED"}`})
				},
				Config: config("second"),
				ExpectError: regexp.MustCompile(`(?s)Mounts not brought back.*2 of 2 mounts could not be brought back.*no\s+fuse.*` +
					`curl\s+--json\s+'\{"backend_id":"bck_[0-9a-f]{16}","mount_path":"/hoody/mounts/media".*` +
					`curl\s+--json\s+'\{"backend_id":"bck_[0-9a-f]{16}","mount_path":"/hoody/mounts/others"`),
			},
			{
				Config: config("second"),
				Check: func(*terraform.State) error {
					var paths []string
					for _, m := range service.Mounts() {
						paths = append(paths, m.Path)
					}
					if want := []string{"/hoody/mounts/media", "/hoody/mounts/others"}; !slices.Equal(paths, want) {
						return fmt.Errorf("mounted at %v, want %v", paths, want)
					}
					return nil
				},
			},
			{Config: config("second"), ConfigPlanChecks: nothingPlanned()},
		},
	})
}

// A mount that Terraform does not manage stops a destroy, on every version of
// Hoody, unless unmount_on_destroy takes it along.
func TestForeignMountStopsADestroy(t *testing.T) {
	t.Parallel()
	for name, o := range map[string]emulator.Options{
		"takes mounts along": {}, "refuses": {RefuseMountedDisconnect: true}, "2026-10": {Dialect: emulator.October},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			service, url := serveEmulator(t, o)
			acceptance(t, resource.TestCase{
				Steps: []resource.TestStep{
					{Config: mountAt(url, "first", "us-east-1", `mount_path = "media"`)},
					{
						PreConfig:   func() { service.Mount(service.Backends()[0].ID, "others") },
						Config:      mountAt(url, "first", "us-east-1", `mount_path = "media"`),
						Destroy:     true,
						ExpectError: regexp.MustCompile(`(?s)Backend\s+not\s+disconnected.*mounted\s+at\s+/hoody/mounts/(permanent/)?others.*unmount_on_destroy\s+=\s+true`),
					},
					{Config: mountOf(url, "first", "us-east-1", "unmount_on_destroy = true", `mount_path = "media"`)},
				},
			})
			if b, m := len(service.Backends()), len(service.Mounts()); b != 0 || m != 0 {
				t.Errorf("left %d backends and %d mounts", b, m)
			}
		})
	}
}

// What a rotation could not bring back follows the configuration of the next
// apply: it comes back where it is wanted, once, and stays away where it is not.
func TestOwedMountsFollowTheConfiguration(t *testing.T) {
	t.Parallel()
	const remounts = "remount_on_rotate = true"
	for name, c := range map[string]struct {
		first   string // the mount before, in HCL
		backend string // of the second apply
		second  string // the mount then; empty is no mount
		want    []string
		// again says that it takes one more apply to want nothing.
		again bool
	}{
		"Hoody chose the path":          {backend: remounts, second: "# nothing set", want: []string{"chosen"}},
		"nothing changed":               {first: `mount_path = "media"`, backend: remounts, second: `mount_path = "media"`, want: []string{"/hoody/mounts/media"}},
		"the mount was removed":         {first: `mount_path = "media"`, backend: remounts},
		"it goes elsewhere":             {first: `mount_path = "media"`, backend: remounts, second: `mount_path = "films"`, want: []string{"/hoody/mounts/films"}},
		"it has another label":          {first: `mount_path = "media"`, backend: remounts, second: "mount_path = \"media\"\n  label = \"new\"", want: []string{"/hoody/mounts/media new"}},
		"its settings change":           {first: `mount_path = "media"`, backend: remounts, second: "mount_path = \"media\"\n  vfs = { cache_mode = \"full\" }", want: []string{"/hoody/mounts/media"}},
		"the rotation takes it no more": {first: `mount_path = "media"`, second: `mount_path = "media"`, want: []string{"/hoody/mounts/media"}, again: true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			service, url := serveEmulator(t, emulator.Options{})
			var chosen string
			second := mountOf(url, "second", "us-east-1", c.backend, c.second)
			if c.second == "" {
				second = s3At(url, "second", "us-east-1", c.backend)
			}
			steps := []resource.TestStep{
				{Config: mountOf(url, "first", "us-east-1", remounts, c.first)},
				{
					PreConfig: func() {
						chosen = service.Mounts()[0].Path
						service.Plan(emulator.Fault{Method: "POST", Path: "/api/v1/mounts", Status: 502, Body: `{"success":false,"error":"no fuse","code":"MOUNT_START_FAILED"}`})
					},
					Config:      mountOf(url, "second", "us-east-1", remounts, c.first),
					ExpectError: words("With remount_on_rotate = false, the next apply leaves them unmounted."),
				},
				{Config: second, ExpectNonEmptyPlan: c.again},
			}
			if c.again {
				steps = append(steps, resource.TestStep{Config: second})
			}
			steps = append(steps, resource.TestStep{
				Config: second, ConfigPlanChecks: nothingPlanned(),
				Check: func(*terraform.State) error {
					var got []string
					for _, m := range service.Mounts() {
						got = append(got, strings.TrimSpace(strings.Replace(m.Path, chosen, map[bool]string{true: "chosen", false: chosen}[c.first == ""], 1)+" "+m.Label))
					}
					if !slices.Equal(got, c.want) {
						return fmt.Errorf("mounted at %q, want %q", got, c.want)
					}
					return nil
				},
			})
			acceptance(t, resource.TestCase{Steps: steps})
		})
	}
}

// A path that only the apply knows may be another one, and replaces.
func TestMountPathKnownAtApply(t *testing.T) {
	t.Parallel()
	service, url := serveEmulator(t, emulator.Options{})
	config := func(name string) string {
		return mountAt(url, "first", "us-east-1", `mount_path = "m-${terraform_data.name.output}"`) +
			fmt.Sprintf("resource \"terraform_data\" \"name\" {\n  input = %q\n}\n", name)
	}
	acceptance(t, resource.TestCase{
		Steps: []resource.TestStep{
			{Config: config("one")},
			{Config: config("two"), Check: func(*terraform.State) error {
				if m := service.Mounts(); len(m) != 1 || m[0].Path != "/hoody/mounts/m-two" {
					return fmt.Errorf("the mounts are %v", m)
				}
				return nil
			}},
		},
	})
}

// Another mount at the same place shows what differs from the configuration.
func TestAnotherMountAtThePlace(t *testing.T) {
	t.Parallel()
	service, url := serveEmulator(t, emulator.Options{})
	config := mountAt(url, "first", "us-east-1", "mount_path = \"media\"\n  label = \"videos\"\n  vfs = { cache_mode = \"full\" }")
	acceptance(t, resource.TestCase{
		Steps: []resource.TestStep{
			{Config: config},
			{
				PreConfig: func() {
					m := service.Mounts()[0]
					service.Unmount(m.ID)
					service.Mount(m.BackendID, m.Path)
				},
				Config:           config,
				ConfigPlanChecks: plannedMount(plancheck.ResourceActionDestroyBeforeCreate),
				ConfigStateChecks: []statecheck.StateCheck{
					mountValue("label", knownvalue.StringExact("videos")),
					mountValue("vfs.cache_mode", knownvalue.StringExact("full")),
				},
			},
			{Config: config, ConfigPlanChecks: nothingPlanned()},
		},
	})
}

// A mount of another backend at the place is a difference too, which the plan shows. The
// apply puts the configured one there.
func TestAnotherBackendAtThePlace(t *testing.T) {
	t.Parallel()
	service, url := serveEmulator(t, emulator.Options{})
	config := mountAt(url, "first", "us-east-1", `mount_path = "media"`)
	other := service.Add("b2", map[string]any{"account": "a", "key": "k"})
	acceptance(t, resource.TestCase{
		Steps: []resource.TestStep{
			{Config: config},
			{
				PreConfig: func() {
					service.Unmount(service.Mounts()[0].ID)
					service.Mount(other, "media")
				},
				RefreshState: true, ExpectNonEmptyPlan: true,
				Check: resource.TestCheckResourceAttr(mounted, "backend_id", other),
			},
			{
				Config:           config,
				ConfigPlanChecks: plannedMount(plancheck.ResourceActionDestroyBeforeCreate),
				Check: func(*terraform.State) error {
					if all := service.Mounts(); len(all) != 1 || all[0].BackendID == other {
						return fmt.Errorf("the mounts are %+v", all)
					}
					return nil
				},
			},
			{Config: config, ConfigPlanChecks: nothingPlanned()},
		},
	})
}

// A destroy leaves a mount of another backend that came to the path since the last
// refresh; one of its own backend goes, no matter how it came there.
func TestDestroyOfWhatIsAtThePlaceNow(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		others bool
		left   int
	}{"of another backend": {true, 1}, "of its own backend": {false, 0}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			service, url := serveEmulator(t, emulator.Options{})
			other := service.Add("b2", map[string]any{"account": "a", "key": "k"})
			tf := newTerraform(t, "HOODY_BASE_URL="+url)
			tf.write(requiringHoody + mountAt(url, "first", "us-east-1", `mount_path = "media"`))
			tf.mustRun("init")
			tf.mustRun(applying...)
			m := service.Mounts()[0]
			service.Unmount(m.ID)
			if c.others {
				m.BackendID = other
			}
			service.Mount(m.BackendID, "media")
			tf.mustRun("destroy", "-auto-approve", "-refresh=false", "-target=hoody_mount.media")
			if all := service.Mounts(); len(all) != c.left {
				t.Errorf("left %+v", all)
			}
		})
	}
}

// With verify_on_refresh, cache settings that were changed elsewhere are set right;
// also one without a limit, which has no documented spelling.
func TestCacheSettingsChangedElsewhere(t *testing.T) {
	t.Parallel()
	service, url := serveEmulator(t, emulator.Options{})
	config := strings.Replace(mountAt(url, "first", "us-east-1", `mount_path = "media"`), "endpoint =", "verify_on_refresh = true\n  endpoint =", 1)
	var before int
	acceptance(t, resource.TestCase{
		Steps: []resource.TestStep{
			{Config: config},
			{
				PreConfig: func() {
					m := service.Mounts()[0]
					service.Plan(emulator.Fault{Method: "GET", Path: "/api/v1/mounts/" + m.ID, Status: 200, Times: 1, Body: fmt.Sprintf(
						`{"id":%q,"backend_id":%q,"mount_path":%q,"status":"active","vfs_config":{"cache_mode":"off","cache_max_age":60,"cache_max_size":-1,"dir_cache_time":300}}`,
						m.ID, m.BackendID, m.Path)})
					before = len(service.Requests())
				},
				Config:           config,
				ConfigPlanChecks: plannedMount(plancheck.ResourceActionUpdate),
				Check: func(*terraform.State) error {
					wantRequests(t, service, before, `PATCH /mounts/ID {"vfs_config":{"cache_max_age":3600,"cache_max_size":10737418240,"cache_mode":"writes"}}`)
					return nil
				},
			},
		},
	})
}
