package provider_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"
	"github.com/zclconf/go-cty/cty"

	"github.com/hoody/terraform-provider-hoody/internal/emulator"
)

// noon is when the services of these tests begin, in Unix seconds:
// 2026-08-01T12:00:00Z.
const noon = 1785585600

// A shelf is a service with a few backends and mounts of other clients.
type shelf struct {
	*emulator.Server
	url string
	// now is Hoody's clock.
	now atomic.Int64
	// Ids of backends; sftp is of another page.
	s3, b2, storj, tardigrade, sftp string
	// Ids of mounts.
	media, archive string
}

// newShelf connects backends in another order than that of their ages, so that
// Hoody's order is not the sorted one.
func newShelf(t *testing.T, o emulator.Options) *shelf {
	t.Helper()
	s := &shelf{}
	o.Now = func() time.Time { return time.Unix(s.now.Load(), 0) }
	s.Server, s.url = serveEmulator(t, o)
	s.now.Store(noon + 2)
	s.s3 = s.Add("s3", map[string]any{"endpoint": "https://s3.example.com", "access_key_id": "AKIAEXAMPLE"})
	s.now.Store(noon + 1)
	s.b2 = s.Add("b2", map[string]any{"account": "005a", "key": "K005"})
	s.now.Store(noon + 3)
	s.storj = s.Add("storj", map[string]any{"access_grant": "grant"})
	s.tardigrade = s.Add("tardigrade", map[string]any{"access_grant": "grant"})
	s.sftp = s.Add("sftp", map[string]any{"host": "files.example.com", "user": "ops"})
	s.now.Store(noon + 5)
	s.media = s.mount(t, fmt.Sprintf(`{"backend_id":%q,"label":"shared","mount_path":"media","vfs_config":{"cache_mode":"full","cache_max_age":5400,"cache_max_size":536870912,"dir_cache_time":90}}`, s.s3))
	s.now.Store(noon + 4)
	s.archive = s.mount(t, fmt.Sprintf(`{"backend_id":%q,"mount_path":"archive"}`, s.b2))
	return s
}

// mount mounts as another client does.
func (s *shelf) mount(t *testing.T, body string) (id string) {
	t.Helper()
	resp, err := http.Post(s.url+"/api/v1/mounts", "application/json", strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	if err := resp.Body.Close(); err != nil || resp.StatusCode != http.StatusCreated {
		t.Fatal(err, resp.Status)
	}
	mounts := s.Mounts()
	return mounts[len(mounts)-1].ID
}

// asked lists the requests since the first n.
func (s *shelf) asked(n int) []string {
	var out []string
	for _, r := range s.Requests()[n:] {
		out = append(out, r.Method+" "+r.Path)
	}
	return out
}

// backend is one of the objects of hoody_backends.
func (s *shelf) backend(id, typ, server, user, createdAt string, mounts ...knownvalue.Check) map[string]knownvalue.Check {
	return map[string]knownvalue.Check{
		"id":           knownvalue.StringExact(id),
		"backend_type": knownvalue.StringExact(typ),
		"server":       knownvalue.StringExact(server),
		"user":         stringOrNull(user),
		"connected":    knownvalue.Bool(true),
		"mount_paths":  knownvalue.ListExact(mounts),
		"created_at":   knownvalue.StringExact(createdAt),
	}
}

func stringOrNull(s string) knownvalue.Check {
	if s == "" {
		return knownvalue.Null()
	}
	return knownvalue.StringExact(s)
}

func TestDataSourcesTellWhatTheServiceKnows(t *testing.T) {
	t.Parallel()
	s := newShelf(t, emulator.Options{})
	last := []string{s.storj, s.tardigrade, s.sftp}
	slices.Sort(last)
	types := map[string]string{s.storj: "storj", s.tardigrade: "tardigrade", s.sftp: "sftp"}
	servers := map[string]string{s.storj: "storj:generic", s.tardigrade: "tardigrade:generic", s.sftp: "files.example.com"}
	users := map[string]string{s.sftp: "ops"}
	all := []knownvalue.Check{
		knownvalue.ObjectExact(s.backend(s.b2, "b2", "b2:generic", "005a", "2026-08-01T12:00:01Z", knownvalue.StringExact("/hoody/mounts/archive"))),
		knownvalue.ObjectExact(s.backend(s.s3, "s3", "s3.example.com", "AKIAEXAMPLE", "2026-08-01T12:00:02Z", knownvalue.StringExact("/hoody/mounts/media"))),
	}
	for _, id := range last {
		all = append(all, knownvalue.ObjectExact(s.backend(id, types[id], servers[id], users[id], "2026-08-01T12:00:03Z")))
	}
	media := map[string]knownvalue.Check{
		"id":         knownvalue.StringExact("/hoody/mounts/media"),
		"mount_id":   knownvalue.StringExact(s.media),
		"backend_id": knownvalue.StringExact(s.s3),
		"label":      knownvalue.StringExact("shared"),
		"mount_path": knownvalue.StringExact("/hoody/mounts/media"),
		"status":     knownvalue.StringExact("active"),
		"created_at": knownvalue.StringExact("2026-08-01T12:00:05Z"),
	}
	archive := map[string]knownvalue.Check{
		"id":         knownvalue.StringExact("/hoody/mounts/archive"),
		"mount_id":   knownvalue.StringExact(s.archive),
		"backend_id": knownvalue.StringExact(s.b2),
		"label":      knownvalue.Null(),
		"mount_path": knownvalue.StringExact("/hoody/mounts/archive"),
		"status":     knownvalue.StringExact("active"),
		"created_at": knownvalue.StringExact("2026-08-01T12:00:04Z"),
	}
	checks := []statecheck.StateCheck{
		statecheck.ExpectKnownValue("data.hoody_backends.all", tfjsonpath.New("backends"), knownvalue.ListExact(all)),
		statecheck.ExpectKnownValue("data.hoody_mounts.all", tfjsonpath.New("mounts"), knownvalue.ListExact([]knownvalue.Check{
			knownvalue.ObjectExact(archive), knownvalue.ObjectExact(media),
		})),
		statecheck.ExpectKnownValue("data.hoody_backend.sftp", tfjsonpath.New("last_used"), knownvalue.Null()),
		statecheck.ExpectKnownValue("data.hoody_backend.s3", tfjsonpath.New("last_used"), knownvalue.StringExact("2026-08-01T12:00:05Z")),
		statecheck.ExpectKnownValue("data.hoody_mount.media", tfjsonpath.New("vfs"), knownvalue.ObjectExact(withNulls(map[string]knownvalue.Check{
			"cache_mode":     knownvalue.StringExact("full"),
			"cache_max_age":  knownvalue.StringExact("1h30m"),
			"cache_max_size": knownvalue.StringExact("512Mi"),
			"dir_cache_time": knownvalue.StringExact("1m30s"),
		}))),
		statecheck.ExpectKnownValue("data.hoody_mount.archive", tfjsonpath.New("vfs"), knownvalue.ObjectExact(withNulls(map[string]knownvalue.Check{
			"cache_mode":     knownvalue.StringExact("writes"),
			"cache_max_age":  knownvalue.StringExact("1h"),
			"cache_max_size": knownvalue.StringExact("10Gi"),
			"dir_cache_time": knownvalue.StringExact("5m"),
		}))),
	}
	for name, value := range s.backend(s.s3, "s3", "s3.example.com", "AKIAEXAMPLE", "2026-08-01T12:00:02Z", knownvalue.StringExact("/hoody/mounts/media")) {
		checks = append(checks, statecheck.ExpectKnownValue("data.hoody_backend.s3", tfjsonpath.New(name), value))
	}
	for name, value := range media {
		checks = append(checks, statecheck.ExpectKnownValue("data.hoody_mount.media", tfjsonpath.New(name), value))
	}
	for name, value := range archive {
		checks = append(checks, statecheck.ExpectKnownValue("data.hoody_mount.archive", tfjsonpath.New(name), value))
	}
	acceptance(t, resource.TestCase{
		Steps: []resource.TestStep{{
			Config: atService(s.url) + fmt.Sprintf(`
data "hoody_backends" "all" {}
data "hoody_mounts" "all" {}
data "hoody_backend" "s3" {
  id = %q
}
data "hoody_backend" "sftp" {
  id = %q
}
data "hoody_mount" "media" {
  id = %q
}
data "hoody_mount" "archive" {
  mount_id = %q
}
`, s.s3, s.sftp, "/hoody/mounts/media", s.archive),
			ConfigStateChecks: checks,
		}},
	})
}

// A list that was read before is not the answer to what depends on a resource
// that the same apply makes.
func TestDataSourcesSeeWhatTheSameApplyMakes(t *testing.T) {
	t.Parallel()
	_, url := serveEmulator(t, emulator.Options{})
	has := func(source, list string, n int) statecheck.StateCheck {
		return statecheck.ExpectKnownValue("data."+source, tfjsonpath.New(list), knownvalue.ListSizeExact(n))
	}
	acceptance(t, resource.TestCase{
		Steps: []resource.TestStep{{
			Config: s3At(url, "first", "us-east-1", "") + `
data "hoody_backends" "one" {
  depends_on = [hoody_backend_s3.media]
}
data "hoody_mounts" "none" {
  depends_on = [hoody_backend_s3.media]
}
resource "hoody_backend_b2" "backup" {
  account    = "005a"
  key        = "K005"
  depends_on = [data.hoody_backends.one]
}
resource "hoody_mount" "media" {
  backend_id = hoody_backend_s3.media.id
  depends_on = [data.hoody_mounts.none, data.hoody_backends.two]
}
data "hoody_backends" "two" {
  depends_on = [hoody_backend_b2.backup]
}
data "hoody_mounts" "one" {
  depends_on = [hoody_mount.media]
}
`,
			ConfigStateChecks: []statecheck.StateCheck{
				has("hoody_backends.one", "backends", 1), has("hoody_backends.two", "backends", 2),
				has("hoody_mounts.none", "mounts", 0), has("hoody_mounts.one", "mounts", 1),
			},
		}},
	})
}

// Filters narrow a list, and names for one service are the same type.
func TestFiltersOfBackendsAndMounts(t *testing.T) {
	t.Parallel()
	s := newShelf(t, emulator.Options{})
	google := s.Add("google-cloud-storage", map[string]any{"anonymous": true})
	p := newCore(t, s.url)
	everything := []string{s.s3, s.b2, s.storj, s.tardigrade, s.sftp, google}
	without := func(ids ...string) []string {
		return slices.DeleteFunc(slices.Clone(everything), func(id string) bool { return slices.Contains(ids, id) })
	}
	for name, test := range map[string]struct {
		source, list string
		filter       map[string]cty.Value
		want         []string
	}{
		"no filter":                   {"hoody_backends", "backends", nil, everything},
		"the endpoint's name":         {"hoody_backends", "backends", texts("backend_type", "google-cloud-storage"), []string{google}},
		"the answered type":           {"hoody_backends", "backends", texts("backend_type", "google cloud storage"), []string{google}},
		"a synonym":                   {"hoody_backends", "backends", texts("backend_type", "storj"), []string{s.storj, s.tardigrade}},
		"the other synonym":           {"hoody_backends", "backends", texts("backend_type", "tardigrade"), []string{s.storj, s.tardigrade}},
		"a type of another page":      {"hoody_backends", "backends", texts("backend_type", "sftp"), []string{s.sftp}},
		"a type that there is not":    {"hoody_backends", "backends", texts("backend_type", "webdav"), nil},
		"connected":                   {"hoody_backends", "backends", map[string]cty.Value{"connected": cty.True}, everything},
		"not connected":               {"hoody_backends", "backends", map[string]cty.Value{"connected": cty.False}, nil},
		"mounted":                     {"hoody_backends", "backends", map[string]cty.Value{"mounted": cty.True}, []string{s.s3, s.b2}},
		"not mounted":                 {"hoody_backends", "backends", map[string]cty.Value{"mounted": cty.False}, without(s.s3, s.b2)},
		"two filters":                 {"hoody_backends", "backends", map[string]cty.Value{"mounted": cty.True, "backend_type": cty.StringVal("b2")}, []string{s.b2}},
		"all mounts":                  {"hoody_mounts", "mounts", nil, []string{"/hoody/mounts/archive", "/hoody/mounts/media"}},
		"mounts of a backend":         {"hoody_mounts", "mounts", texts("backend_id", s.b2), []string{"/hoody/mounts/archive"}},
		"mounts with a label":         {"hoody_mounts", "mounts", texts("label", "shared"), []string{"/hoody/mounts/media"}},
		"a label in part is none":     {"hoody_mounts", "mounts", texts("label", "share"), nil},
		"another backend's label":     {"hoody_mounts", "mounts", texts("label", "shared", "backend_id", s.b2), nil},
		"mounts of a backend without": {"hoody_mounts", "mounts", texts("backend_id", s.storj), nil},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			state, problems := p.readData(t, test.source, test.filter)
			if len(problems) > 0 {
				t.Fatal(problems)
			}
			var got []string
			for _, one := range state.GetAttr(test.list).AsValueSlice() {
				got = append(got, one.GetAttr("id").AsString())
			}
			slices.Sort(got)
			slices.Sort(test.want)
			if !slices.Equal(got, test.want) {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

// All lists of a run share one request for each kind, and one backend is one.
func TestRequestsOfDataSources(t *testing.T) {
	t.Parallel()
	s := newShelf(t, emulator.Options{})
	p := newCore(t, s.url)
	for _, step := range []struct {
		source string
		config map[string]cty.Value
		want   []string
	}{
		{"hoody_backends", nil, []string{"GET /api/v1/backends"}},
		{"hoody_backends", texts("backend_type", "s3"), nil},
		{"hoody_mounts", nil, []string{"GET /api/v1/mounts"}},
		{"hoody_mounts", texts("label", "shared"), nil},
		{"hoody_backend", texts("id", s.s3), []string{"GET /api/v1/backends/" + s.s3}},
		{"hoody_backend_test", texts("id", s.s3), []string{"GET /api/v1/backends/" + s.s3 + "/test"}},
		{"hoody_mount", texts("id", "/hoody/mounts/media"), []string{"GET /api/v1/mounts/" + s.media}},
		{"hoody_mount", texts("mount_id", s.archive), []string{"GET /api/v1/mounts/" + s.archive}},
	} {
		before := len(s.Requests())
		if _, problems := p.readData(t, step.source, step.config); len(problems) > 0 {
			t.Fatal(problems)
		}
		if got := s.asked(before); !slices.Equal(got, step.want) {
			t.Errorf("%s %v asked %q, want %q", step.source, step.config, got, step.want)
		}
	}
}

// A probe reports: no answer of the storage, and no backend, are results.
func TestBackendTestReports(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		probe           emulator.Probe
		id              string // another than the backend's
		ok              bool
		status, message string
	}{
		"connected":    {ok: true, status: "connected"},
		"disconnected": {probe: silent, status: "disconnected", message: "Its status is disconnected."},
		"refused":      {probe: failing("InvalidAccessKeyId: the key does not exist"), status: "disconnected", message: "InvalidAccessKeyId: the key does not exist"},
		"not there":    {id: "bck_ffffffffffffffff", status: "not found", message: "Hoody has no backend bck_ffffffffffffffff."},
	} {
		for _, dialect := range []emulator.Dialect{emulator.Page, emulator.October} {
			word, _ := dialect.MarshalText()
			t.Run(name+"/"+string(word), func(t *testing.T) {
				t.Parallel()
				service, url := serveEmulator(t, emulator.Options{Dialect: dialect})
				id := service.Add("s3", nil)
				if test.id != "" {
					id = test.id
				}
				service.SetProbe(test.probe)
				state, problems := newCore(t, url).readData(t, "hoody_backend_test", texts("id", id))
				if len(problems) > 0 {
					t.Fatal(problems)
				}
				want := cty.ObjectVal(map[string]cty.Value{
					"container_id": cty.NullVal(cty.String), "id": cty.StringVal(id), "ok": cty.BoolVal(test.ok),
					"status": cty.StringVal(test.status), "message": cty.StringVal(test.message),
				})
				if !state.RawEquals(want) {
					t.Errorf("got %#v, want %#v", state, want)
				}
			})
		}
	}
}

// silent is a probe whose storage does not answer.
func silent(string, map[string]any) error { return emulator.ErrDisconnected }

// failing is a probe whose storage refuses in the given words.
func failing(why string) emulator.Probe {
	return func(string, map[string]any) error { return errors.New(why) }
}

// A check block warns of a storage that does not answer, and of a backend that is
// gone, and the apply passes.
func TestCheckBlockWarnsAndDoesNotFail(t *testing.T) {
	t.Parallel()
	service, url := serveEmulator(t, emulator.Options{})
	id := service.Add("s3", nil)
	tf := newTerraform(t)
	tf.write("terraform {\n  required_providers {\n    hoody = { source = \"hoody/hoody\" }\n  }\n}\n" + atService(url) + fmt.Sprintf(`
check "media" {
  data "hoody_backend_test" "media" {
    id = %q
  }
  assert {
    condition     = data.hoody_backend_test.media.ok
    error_message = "The backend is ${data.hoody_backend_test.media.status}: ${data.hoody_backend_test.media.message}"
  }
}
`, id))
	tf.mustRun("init", "-input=false")
	for _, step := range []struct {
		change func()
		want   string // empty for no warning
	}{
		{func() {}, ""},
		{func() { service.SetProbe(failing("the storage is down")) }, "The backend is disconnected: the storage is down"},
		{func() { service.Remove(id) }, "The backend is not found: Hoody has no backend " + id + "."},
	} {
		step.change()
		tf.output.Reset()
		tf.mustRun("apply", "-auto-approve")
		said := tf.output.String()
		if step.want == "" && strings.Contains(said, "Warning") {
			t.Errorf("the apply warned of a backend that works:\n%s", said)
		}
		if step.want != "" && (!strings.Contains(said, "Check block assertion failed") || !words(step.want).MatchString(said)) {
			t.Errorf("the apply lacks the warning %q:\n%s", step.want, said)
		}
	}
}

// What is not there is an error at the attribute that asks for it.
func TestUnknownIdsAreErrorsAtTheirAttribute(t *testing.T) {
	t.Parallel()
	for _, dialect := range []emulator.Dialect{emulator.Page, emulator.October} {
		_, url := serveEmulator(t, emulator.Options{Dialect: dialect})
		acceptance(t, resource.TestCase{
			Steps: []resource.TestStep{
				{
					Config:      atService(url) + "data \"hoody_backend\" \"gone\" {\n  id = \"bck_00\"\n}\n",
					ExpectError: words(`id = "bck_00" Hoody has no backend bck_00. Refer to a backend's id, such as hoody_backend_s3.example.id; the data source hoody_backends lists all there are.`),
				},
				{
					Config:      atService(url) + "data \"hoody_mount\" \"gone\" {\n  id = \"/srv/a\"\n}\n",
					ExpectError: words(`id = "/srv/a" Nothing is mounted at /srv/a. Refer to a mount, such as hoody_mount.example.id; the data source hoody_mounts lists all there are.`),
				},
				{
					Config:      atService(url) + "data \"hoody_mount\" \"gone\" {\n  mount_id = \"mount_00\"\n}\n",
					ExpectError: words(`mount_id = "mount_00" Hoody has no mount mount_00. Refer to a mount, such as hoody_mount.example.mount_id; the data source hoody_mounts lists all there are.`),
				},
				{
					Config:      atService(url) + "data \"hoody_mount\" \"gone\" {\n  id = \"mount_00\"\n}\n",
					ExpectError: words(`id = "mount_00" "mount_00" is not one. Write a path such as /hoody/mounts/media, or set mount_id to Hoody's identifier.`),
				},
				{
					Config:      atService(url) + "data \"hoody_mount\" \"gone\" {\n  id = \"/srv/a\"\n  mount_id = \"mount_00\"\n}\n",
					ExpectError: words(`2 attributes specified when one (and only one) of [mount_id] is required`),
				},
			},
		})
	}
}

// dataSources are all of them with a configuration that is complete.
var dataSources = map[string]map[string]cty.Value{
	"hoody_backend":      texts("id", "bck_00"),
	"hoody_backends":     nil,
	"hoody_backend_test": texts("id", "bck_00"),
	"hoody_container":    texts("id", "c1"),
	"hoody_containers":   nil,
	"hoody_mount":        texts("id", "/hoody/mounts/a"),
	"hoody_mounts":       nil,
}

// unaskable are providers that no service can be asked through, and what is said
// of that.
func unaskable(t *testing.T) map[string]struct {
	provider map[string]cty.Value
	want     string
} {
	t.Helper()
	_, url := serveEmulator(t, emulator.Options{Token: "right"})
	return map[string]struct {
		provider map[string]cty.Value
		want     string
	}{
		"embedded": {texts("engine", "embedded"), "The embedded engine does not call Hoody: it only verifies credentials.\n" +
			`The provider block says engine = "embedded": take that out, or set it to "api", to use the API.`},
		"unknown provider": {map[string]cty.Value{"endpoint": cty.UnknownVal(cty.String)}, "The provider's configuration is not known yet.\n" +
			"Apply what it depends on first, for instance with -target."},
		"wrong token": {texts("endpoint", url, "token", "wrong"), `Hoody answered 401 Unauthorized to GET: "Missing or invalid token".` + "\n" +
			"The token comes from the argument token of the provider block. Put a valid one there. If a proxy or gateway stands before Hoody, check the provider's headers."},
	}
}

func TestDataSourcesThatCannotAsk(t *testing.T) {
	t.Parallel()
	for name, test := range unaskable(t) {
		p := newCoreWith(t, test.provider)
		for source, config := range dataSources {
			t.Run(name+"/"+source, func(t *testing.T) {
				t.Parallel()
				_, problems := p.readData(t, source, config)
				if len(problems) != 1 || problems[0].Severity != tfprotov6.DiagnosticSeverityError || problems[0].Detail != test.want {
					t.Errorf("said %q, want one error %q", details(problems), test.want)
				}
			})
		}
	}
}

// newSettings are those of a mount that the page's service does not know.
var newSettings = map[string]cty.Type{
	"poll_interval": cty.String, "write_back": cty.String, "read_only": cty.Bool, "read_chunk_size": cty.String,
	"timeout": cty.String, "contimeout": cty.String, "low_level_retries": cty.Number,
}

func withNulls(all map[string]knownvalue.Check) map[string]knownvalue.Check {
	for name := range newSettings {
		all[name] = knownvalue.Null()
	}
	return all
}

// What waits to be uploaded is told by a service that has it, and an older one is an
// error that names the version.
func TestExampleOfPendingUploads(t *testing.T) {
	t.Parallel()
	for dialect, want := range map[emulator.Dialect]string{emulator.October: "files_that_wait = 0", emulator.Page: "2026-10"} {
		service, url := serveEmulator(t, emulator.Options{Dialect: dialect})
		tf := newTerraform(t, "HOODY_BASE_URL="+url, "TF_VAR_media_backend_id="+service.Add("b2", map[string]any{"account": "a", "key": "k"}))
		tf.write(requiringHoody + textOf(t, "examples/data-sources/hoody_pending_uploads/data-source.tf"))
		tf.mustRun("init", "-input=false")
		failed := tf.run("apply", "-auto-approve", "-no-color")
		if said := tf.output.String(); !strings.Contains(said, want) || (failed == nil) != (dialect == emulator.October) {
			t.Errorf("%v: %v\n%s", dialect, failed, said)
		}
	}
}

// What waits is told of all backends, or of one.
func TestPendingUploads(t *testing.T) {
	t.Parallel()
	service, url := serveEmulator(t, emulator.Options{Dialect: emulator.October})
	var backends, mounts []string
	for i, name := range []string{"one", "two"} {
		backends = append(backends, service.Add("b2", nil))
		mounts = append(mounts, service.Mount(backends[i], name))
		service.Write(mounts[i], i+3, -1)
	}
	p := newCore(t, url)
	for name, c := range map[string]struct {
		config map[string]cty.Value
		want   []int
	}{
		"all":    {nil, []int{0, 1}},
		"of one": {texts("backend_id", backends[1]), []int{1}},
	} {
		got, problems := p.readData(t, "hoody_pending_uploads", c.config)
		if len(problems) > 0 {
			t.Fatal(details(problems))
		}
		waiting := got.GetAttr("uploads").AsValueSlice()
		if len(waiting) != len(c.want) {
			t.Errorf("%s: %#v", name, waiting)
			continue
		}
		for i, at := range c.want {
			for attribute, want := range map[string]cty.Value{
				"backend_id": cty.StringVal(backends[at]), "mount_id": cty.StringVal(mounts[at]),
				"mount_path": cty.StringVal("/hoody/mounts/permanent/" + []string{"one", "two"}[at]),
				"status":     cty.StringVal("pending"), "files": cty.NumberIntVal(int64(at + 3)), "bytes": cty.NullVal(cty.Number),
			} {
				if is := waiting[i].GetAttr(attribute); !is.RawEquals(want) {
					t.Errorf("%s: %s is %#v, want %#v", name, attribute, is, want)
				}
			}
		}
	}
}

// The examples of the documentation work as they are.
func TestExamplesOfDataSources(t *testing.T) {
	t.Parallel()
	s := newShelf(t, emulator.Options{})
	tf := newTerraform(t)
	const requires = "terraform {\n  required_providers {\n    hoody = { source = \"hoody/hoody\" }\n  }\n}\n"
	main := requires + atService(s.url)
	for source, variables := range map[string]string{
		"hoody_backend":      fmt.Sprintf("archive_backend_id = %q", s.b2),
		"hoody_backends":     "",
		"hoody_backend_test": fmt.Sprintf("archive_backend_id = %q", s.b2),
		"hoody_mount":        `archive_path = "/hoody/mounts/archive"`,
		"hoody_mounts":       "",
	} {
		example, err := os.ReadFile(filepath.Join("..", "..", "examples", "data-sources", source, "data-source.tf"))
		if err != nil {
			t.Fatal(err)
		}
		write(t, filepath.Join(tf.dir, source, "example.tf"), requires+string(example))
		main += fmt.Sprintf("module %q {\n  source = \"./%s\"\n  %s\n}\noutput %q {\n  value = module.%s\n}\n", source, source, variables, source, source)
	}
	tf.write(main)
	tf.mustRun("init", "-input=false")
	tf.mustRun("apply", "-auto-approve")
	if said := tf.output.String(); strings.Contains(said, "Check block assertion failed") {
		t.Errorf("the apply warned:\n%s", said)
	}
	tf.output.Reset()
	tf.mustRun("output", "-json")
	var got map[string]struct{ Value any }
	if err := json.Unmarshal([]byte(tf.output.String()), &got); err != nil {
		t.Fatal(err)
	}
	for source, want := range map[string]map[string]any{
		"hoody_backend": {"archive_is_mounted_at": []any{"/hoody/mounts/archive"}},
		"hoody_backends": {
			"idle_backends": map[string]any{
				s.storj: "storj at storj:generic", s.tardigrade: "tardigrade at tardigrade:generic", s.sftp: "sftp at files.example.com",
			},
			"broken_s3_backends": map[string]any{},
		},
		"hoody_backend_test": {},
		"hoody_mount":        {"archive_backend": s.b2, "archive_cache": "writes, at most 10Gi"},
		"hoody_mounts":       {"shared_folders": map[string]any{"/hoody/mounts/media": s.s3}},
	} {
		if !reflect.DeepEqual(got[source].Value, any(want)) {
			t.Errorf("the outputs of the example of %s are %v, want %v", source, got[source].Value, want)
		}
	}
}
