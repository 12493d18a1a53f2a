package provider_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/hoody/terraform-provider-hoody/internal/emulator"
	"github.com/hoody/terraform-provider-hoody/internal/facts"
)

// documented is one backend of the documented pages, read from the facts that
// the catalog is held against, never from the catalog.
type documented struct {
	*facts.Service
	Fields  []facts.Field
	Example map[string]any
	// written is the example in Terraform's language, where it is not the one in
	// the documentation.
	written string
}

func documentedBackends(*testing.T) []documented {
	var backends []documented
	for _, s := range facts.In(facts.Page) {
		example := maps.Clone(s.Example)
		maps.Copy(example, completed[s.Name])
		backends = append(backends, documented{s, s.FieldsIn(facts.Page), example, ""})
	}
	for _, other := range otherPages() {
		s := *other
		s.Error = "The storage refused the credentials" // no page tells one
		if len(s.Example) == 0 {
			s.Example = ownExamples[s.Name]
		}
		backends = append(backends, documented{&s, s.FieldsIn(facts.August), s.Example, ""})
	}
	return backends
}

// otherPages are the services of other pages that Hoody connects today.
func otherPages() []*facts.Service {
	return slices.DeleteFunc(facts.In(facts.August), func(s *facts.Service) bool { return s.In(facts.Page) || s.Withdrawn() })
}

// completed is what the examples of the documentation have that those of the page lack.
var completed = map[string]map[string]any{
	"swift": {"domain": "Default"}, // without which version 3 of the identity API knows no user
}

// ownExamples are what the examples of the documentation send, where no page has one.
var ownExamples = map[string]map[string]any{
	"jottacloud":    {"token": oauthToken},
	"google-photos": {"token": oauthToken},
	"sharefile":     {"token": oauthToken, "endpoint": "https://museum.sf-api.com"},
	"hidrive":       {"token": oauthToken},
	"zoho":          {"token": oauthToken, "region": "eu"},
	"yandex":        {"token": oauthToken},
	"putio":         {"token": oauthToken},
	"pcloud":        {"token": oauthToken},
	"onedrive":      {"token": oauthToken, "drive_id": "b!Ck9zq0aT", "drive_type": "business"},
	"dropbox":       {"token": oauthToken},
	"box":           {"token": oauthToken},
	"koofr":         {"endpoint": "https://app.koofr.net", "user": "curator@example.com", "password": "a-password"},
	"pixeldrain":    {"api_url": "https://pixeldrain.com/api", "api_key": "a-key"},
	"opendrive":     {"username": "curator@example.com", "password": "a-password"},
	"gofile":        {"access_token": "a-token"},
	"fichier":       {"api_key": "a-key"},
	"filescom":      {"site": "museum", "api_key": "a-key"},
	"quatrix":       {"host": "museum.quatrix.it", "api_key": "a-key"},
	"ulozto":        {"app_token": "a-token", "username": "curator", "password": "a-password"},
	"premiumizeme":  {"api_key": "a-key"},
	"seafile":       {"url": "https://seafile.example.com", "user": "curator@example.com", "pass": "a-password"},
	"filefabric":    {"url": "https://eu.storagemadeeasy.com", "permanent_token": "a-permanent-token"},
	"protondrive":   {"username": "curator@proton.me", "password": "a-password"},
	"iclouddrive":   {"apple_id": "curator@example.com", "password": "a-password", "trust_token": "a-trust-token"},
	"mega":          {"user": "curator@example.com", "pass": "a-password"},
	"linkbox":       {"token": "a-token"},
	"pikpak":        {"user": "curator@example.com", "pass": "a-password"},
	"mailru":        {"user": "curator@mail.ru", "pass": "a-password"},
	"sugarsync":     {"refresh_token": "https://api.sugarsync.com/app-authorization/a-token"},
	"ftp":           {"host": "ftp.example.com", "user": "uploader", "pass": "a-password"},
	"webdav":        {"url": "https://dav.example.com/files/", "vendor": "other", "user": "curator", "pass": "a-password"},
	"smb":           {"host": "nas.example.com", "user": "hoody", "pass": "a-password"},
	"hdfs":          {"namenode": "namenode.example.com:8020", "username": "analyst"},
	"http":          {"url": "https://mirror.example.com/pub/"},
	"drive": {
		"client_id": "123456789012-abcdef.apps.googleusercontent.com", "client_secret": "a-client-secret", "token": oauthToken,
	},
}

// oauthToken is the document of a token, in its canonical form.
const oauthToken = `{"access_token":"value-of-access","refresh_token":"value-of-refresh","token_type":"Bearer"}`

// in is the backend with an example that October takes; false where October
// withdrew Hoody.
func (d documented) in(dialect emulator.Dialect) (documented, bool) {
	if dialect == emulator.Page {
		return d, true
	}
	if e, ok := octoberExamples[d.Name]; ok {
		d.Example, d.written = e.sent, e.written
	}
	return d, d.In(facts.October)
}

// octoberExamples stand in for documented examples that October refuses: they
// name a file or a credential of Hoody's machine, or lack what it wants besides.
var octoberExamples = map[string]struct {
	sent    map[string]any
	written string
}{
	"google-cloud-storage": {
		sent: map[string]any{"location": "us-central1", "service_account_credentials": serviceAccountKey},
		written: `
variable "service_account_credentials" {
  type      = string
  sensitive = true
}

resource "hoody_backend_google_cloud_storage" "example" {
  location                    = "us-central1"
  service_account_credentials = var.service_account_credentials
}
`,
	},
	"linkbox": {
		sent: map[string]any{"token": "a-token", "email": "curator@example.com", "password": "a-password"},
		written: `
resource "hoody_backend_linkbox" "example" {
  token    = "a-token"
  email    = "curator@example.com"
  password = "a-password"
}
`,
	},
	"oracleobjectstorage": {
		sent: map[string]any{"provider": "no_auth", "namespace": "id3nxb4ktwxa", "region": "us-phoenix-1"},
		written: `
resource "hoody_backend_oracleobjectstorage" "example" {
  provider_type = "no_auth"
  namespace     = "id3nxb4ktwxa"
  region        = "us-phoenix-1"
}
`,
	},
}

func (d documented) resourceType() string {
	return "hoody_backend_" + strings.ReplaceAll(d.Name, "-", "_")
}

func (d documented) hasSecrets() bool {
	return slices.ContainsFunc(d.Fields, func(f facts.Field) bool { return f.Secret })
}

func (d documented) address() string { return d.resourceType() + ".example" }

// example is the resource's example in the documentation.
func (d documented) example(t *testing.T) string {
	t.Helper()
	if d.written != "" {
		return d.written
	}
	source, err := os.ReadFile(filepath.Join("..", "..", "examples", "resources", d.resourceType(), "resource.tf"))
	if err != nil {
		t.Fatal(err)
	}
	return string(source)
}

// module is a call of the example as a module, with the values that the documented
// example has for the secrets which it takes as variables.
func (d documented) module(example string) string {
	call := fmt.Sprintf("module %q {\n  source = \"./%s\"\n", d.Name, d.Name)
	for _, f := range d.Fields {
		if s, ok := d.Example[f.Name].(string); ok && strings.Contains(example, fmt.Sprintf("variable %q", f.Name)) {
			call += fmt.Sprintf("  %s = %q\n", f.Name, s)
		}
	}
	return call + "}\n"
}

// documentedExamples is Terraform in a folder with the examples of all backends, each in a
// module of its own: one run takes a hundredth of what a run of each would.
func documentedExamples(t *testing.T, url string, all []documented) *program {
	t.Helper()
	const source = "terraform {\n  required_providers {\n    hoody = { source = \"hoody/hoody\" }\n  }\n}\n"
	tf := newTerraform(t)
	config := source + atService(url)
	for _, d := range all {
		example := d.example(t)
		write(t, filepath.Join(tf.dir, d.Name, "main.tf"), source+example)
		config += d.module(example)
	}
	tf.write(config)
	tf.mustRun("init", "-input=false")
	return tf
}

// renamed are the documented names that cannot be attributes of Terraform: of any
// service, or of one.
var renamed = map[string]string{"provider": "provider_type", "lifecycle": "lifecycle_days", "seafile.2fa": "two_factor", "mega.2fa": "two_factor_code",
	"protondrive.2fa": "two_factor_code",
}

func attributeOf(service, field string) string {
	for _, name := range []string{service + "." + field, field} {
		if attribute, ok := renamed[name]; ok {
			return attribute
		}
	}
	return field
}

// hasOtherDefault reports whether versions of Hoody have different defaults of a field.
func (d documented) hasOtherDefault(f facts.Field) bool {
	later, has := d.Service.Field(facts.October, f.Name)
	return has && f.Default != nil && later.Default != f.Default && len(later.OneOf) == 0 && !later.Required
}

// wantState is every documented field of the example's state: its value, else
// its documented default. What a later version added is not set, nor what it has another
// default for. The rest is what Hoody answered: in the page's words, whatever its version.
func (d documented) wantState() map[string]any {
	want := map[string]any{
		"backend_type": d.BackendType, "type": d.storage(), "mount_paths": []any{}, "connected": true, "engine": "api",
	}
	for _, f := range d.Fields {
		value, set := d.Example[f.Name]
		if !set {
			value = f.Default
			if f.Secret || d.hasOtherDefault(f) {
				value = nil // one that is not set is null, whatever is documented
			}
		}
		want[attributeOf(d.Name, f.Name)] = value
	}
	for _, f := range d.Service.Fields {
		if f.October.Added {
			want[attributeOf(d.Name, f.Name)] = d.Example[f.Name] // null, where it is not set
		}
	}
	return want
}

// storage is the kind of storage that the state has.
func (d documented) storage() string {
	if d.In(facts.Page) {
		return "object_storage"
	}
	return d.Name
}

var (
	documentedID = regexp.MustCompile(`^bck_[0-9a-f]{16}$`)
	octoberID    = regexp.MustCompile(`^[0-9a-f]{16}$`)
)

// Each documented example goes to Hoody as documented, comes back as a
// state with every documented default, is stable, and is disconnected: whatever
// the version of Hoody, the state is the documented one.
func TestDocumentedExamplesThroughTheAPI(t *testing.T) {
	t.Parallel()
	for dialect, id := range map[emulator.Dialect]*regexp.Regexp{emulator.Page: documentedID, emulator.October: octoberID} {
		version, _ := dialect.MarshalText()
		t.Run(string(version), func(t *testing.T) {
			t.Parallel()
			var all []documented
			for _, d := range documentedBackends(t) {
				if d, ok := d.in(dialect); ok {
					all = append(all, d)
				}
			}
			service, url := serveEmulator(t, emulator.Options{Dialect: dialect})
			tf := documentedExamples(t, url, all)
			tf.mustRun("apply", "-auto-approve", "-no-color")
			have := tf.backends()
			for _, d := range all {
				d.wantIn(t, have[d.Name], id)
				wantSent(t, service, "POST /api/v1/backends/"+d.Name, d.Example)
			}
			tf.mustRun("plan", "-detailed-exitcode", "-no-color")
			tf.mustRun("destroy", "-auto-approve", "-no-color")
			if left := service.Backends(); len(left) != 0 {
				t.Errorf("destroy left %d backends", len(left))
			}
		})
	}
}

// wantIn wants the state to have what is documented.
func (d documented) wantIn(t *testing.T, have map[string]any, id *regexp.Regexp) {
	t.Helper()
	if got, _ := have["id"].(string); !id.MatchString(got) {
		t.Errorf("%s has the id %q", d.Name, got)
	}
	for name, want := range d.wantState() {
		got, has := have[name]
		if n, ok := got.(float64); ok {
			got = int64(n)
		}
		if !has || !reflect.DeepEqual(got, want) {
			t.Errorf("%s: %s is %v, want %v", d.Name, name, got, want)
		}
	}
}

// backends are the attributes of the one backend of each module, by its name.
func (tf *program) backends() map[string]map[string]any {
	tf.t.Helper()
	text, err := tf.show("terraform.tfstate")
	if err != nil {
		tf.t.Fatal(err)
	}
	var state struct {
		Values struct {
			Root struct {
				Children []struct {
					Address   string
					Resources []struct {
						Type   string
						Values map[string]any
					}
				} `json:"child_modules"`
			} `json:"root_module"`
		}
	}
	if err := json.Unmarshal([]byte(text), &state); err != nil {
		tf.t.Fatal(err)
	}
	found := map[string]map[string]any{}
	for _, module := range state.Values.Root.Children {
		for _, r := range module.Resources {
			if strings.HasPrefix(r.Type, "hoody_backend_") {
				found[strings.TrimPrefix(module.Address, "module.")] = r.Values
			}
		}
	}
	return found
}

// The documented refusal of each service fails the apply in Hoody's own
// words and leaves nothing in the state.
func TestDocumentedRefusals(t *testing.T) {
	t.Parallel()
	all := documentedBackends(t)
	service, url := serveEmulator(t, emulator.Options{})
	service.SetProbe(func(provider string, _ map[string]any) error {
		i := slices.IndexFunc(all, func(d documented) bool { return d.Name == provider })
		return errors.New(all[i].Error)
	})
	tf := documentedExamples(t, url, all)
	if err := tf.run("apply", "-auto-approve", "-no-color"); err == nil {
		t.Error("the apply passed")
	}
	refusals := strings.Split(tf.output.String(), "Error: ")[1:]
	if len(refusals) != len(all) {
		t.Errorf("%d errors, want one of each of %d backends", len(refusals), len(all))
	}
	for _, d := range all {
		said := slices.ContainsFunc(refusals, func(refusal string) bool {
			return strings.Contains(refusal, d.address()+",") && words(d.Error).MatchString(refusal)
		})
		if !said {
			t.Errorf("%s: no refusal says %q", d.Name, d.Error)
		}
		wantSent(t, service, "POST /api/v1/backends/"+d.Name, d.Example) // once: a refusal is final
	}
	// Had a refused backend been recorded, it would be here.
	if have := tf.backends(); len(have) != 0 {
		t.Errorf("the state has %v", have)
	}
}

// words matches a text however Terraform breaks its lines.
func words(text string) *regexp.Regexp {
	parts := strings.Fields(text)
	for i := range parts {
		parts[i] = regexp.QuoteMeta(parts[i])
	}
	return regexp.MustCompile(strings.Join(parts, `[\s│]+`))
}

// wantSent asserts that exactly one request of the given method and path was
// sent, with exactly the given JSON object as its body.
func wantSent(t *testing.T, service *emulator.Server, methodAndPath string, want map[string]any) {
	t.Helper()
	var bodies []string
	for _, r := range service.Requests() {
		if r.Method+" "+r.Path == methodAndPath {
			bodies = append(bodies, string(r.Body))
		}
	}
	if len(bodies) != 1 {
		t.Fatalf("%s was sent %d times, want once", methodAndPath, len(bodies))
	}
	var got map[string]any
	if err := json.Unmarshal([]byte(bodies[0]), &got); err != nil {
		t.Fatal(err)
	}
	if !maps.Equal(got, want) {
		t.Errorf("%s sent %s, want %s", methodAndPath, strconv.Quote(bodies[0]), want)
	}
}
