package provider_test

import (
	"encoding/json"
	"errors"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/config"
	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"

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
		backends = append(backends, documented{s, s.FieldsIn(facts.Page), s.Example, ""})
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

// example is the resource's example in the documentation, with its provider.
func (d documented) example(t *testing.T, url string) string {
	t.Helper()
	if d.written != "" {
		return atService(url) + d.written
	}
	source, err := os.ReadFile(filepath.Join("..", "..", "examples", "resources", d.resourceType(), "resource.tf"))
	if err != nil {
		t.Fatal(err)
	}
	return atService(url) + string(source)
}

// variables are the values that the documented example has for the secrets
// which the example in the documentation takes as variables.
func (d documented) variables() config.Variables {
	v := config.Variables{}
	for _, f := range d.Fields {
		if s, ok := d.Example[f.Name].(string); ok && f.Secret {
			v[f.Name] = config.StringVariable(s)
		}
	}
	return v
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

// hasOtherDefault says that versions of Hoody have different defaults of a field.
func (d documented) hasOtherDefault(f facts.Field) bool {
	later, has := d.Service.Field(facts.October, f.Name)
	return has && f.Default != nil && later.Default != f.Default && len(later.OneOf) == 0 && !later.Required
}

// wantState is every documented field of the example's state: its value, else
// its documented default. What a later version added is not set, nor what it has another
// default for.
func (d documented) wantState() []statecheck.StateCheck {
	var checks []statecheck.StateCheck
	for _, f := range d.Fields {
		value, set := d.Example[f.Name]
		if !set {
			value = f.Default
			if f.Secret || d.hasOtherDefault(f) {
				value = nil // one that is not set is null, whatever is documented
			}
		}
		checks = append(checks, statecheck.ExpectKnownValue(d.address(), tfjsonpath.New(attributeOf(d.Name, f.Name)), known(value)))
	}
	for _, f := range d.Service.Fields {
		if f.October.Added {
			value := known(d.Example[f.Name]) // null, where it is not set
			checks = append(checks, statecheck.ExpectKnownValue(d.address(), tfjsonpath.New(attributeOf(d.Name, f.Name)), value))
		}
	}
	return checks
}

// wantAnswer is what the state has of Hoody's answers: in the page's words,
// whatever the version of Hoody.
func (d documented) wantAnswer(id knownvalue.Check) []statecheck.StateCheck {
	return []statecheck.StateCheck{
		statecheck.ExpectKnownValue(d.address(), tfjsonpath.New("id"), id),
		statecheck.ExpectKnownValue(d.address(), tfjsonpath.New("backend_type"), knownvalue.StringExact(d.BackendType)),
		statecheck.ExpectKnownValue(d.address(), tfjsonpath.New("type"), knownvalue.StringExact(d.storage())),
		statecheck.ExpectKnownValue(d.address(), tfjsonpath.New("mount_paths"), knownvalue.ListExact(nil)),
		statecheck.ExpectKnownValue(d.address(), tfjsonpath.New("connected"), knownvalue.Bool(true)),
		statecheck.ExpectKnownValue(d.address(), tfjsonpath.New("engine"), knownvalue.StringExact("api")),
	}
}

// storage is the kind of storage that the state has.
func (d documented) storage() string {
	if d.In(facts.Page) {
		return "object_storage"
	}
	return d.Name
}

func known(value any) knownvalue.Check {
	switch v := value.(type) {
	case bool:
		return knownvalue.Bool(v)
	case int64:
		return knownvalue.Int64Exact(v)
	case string:
		return knownvalue.StringExact(v)
	default:
		return knownvalue.Null()
	}
}

var (
	documentedID = knownvalue.StringRegexp(regexp.MustCompile(`^bck_[0-9a-f]{16}$`))
	octoberID    = knownvalue.StringRegexp(regexp.MustCompile(`^[0-9a-f]{16}$`))
)

// Each documented example goes to Hoody as documented, comes back as a
// state with every documented default, is stable, and is disconnected: whatever
// the version of Hoody, the state is the documented one.
func TestDocumentedExamplesThroughTheAPI(t *testing.T) {
	t.Parallel()
	for dialect, id := range map[emulator.Dialect]knownvalue.Check{emulator.Page: documentedID, emulator.October: octoberID} {
		version, _ := dialect.MarshalText()
		for _, d := range documentedBackends(t) {
			d, ok := d.in(dialect)
			if !ok {
				continue
			}
			t.Run(d.Name+"/"+string(version), func(t *testing.T) {
				t.Parallel()
				service, url := serveEmulator(t, emulator.Options{Dialect: dialect})
				resource.UnitTest(t, resource.TestCase{
					ProtoV6ProviderFactories: factories(),
					Steps: []resource.TestStep{
						{
							Config:            d.example(t, url),
							ConfigVariables:   d.variables(),
							ConfigStateChecks: append(d.wantState(), d.wantAnswer(id)...),
						},
						{
							Config:           d.example(t, url),
							ConfigVariables:  d.variables(),
							ConfigPlanChecks: nothingPlanned(),
						},
					},
				})
				wantSent(t, service, "POST /api/v1/backends/"+d.Name, d.Example)
				if left := service.Backends(); len(left) != 0 {
					t.Errorf("destroy left %d backends", len(left))
				}
			})
		}
	}
}

// The documented refusal of each service fails the apply in Hoody's own
// words and leaves nothing in the state.
func TestDocumentedRefusals(t *testing.T) {
	t.Parallel()
	for _, d := range documentedBackends(t) {
		t.Run(d.Name, func(t *testing.T) {
			t.Parallel()
			service, url := serveEmulator(t, emulator.Options{})
			service.SetProbe(func(string, map[string]any) error { return errors.New(d.Error) })
			resource.UnitTest(t, resource.TestCase{
				ProtoV6ProviderFactories: factories(),
				Steps: []resource.TestStep{
					{
						Config:          d.example(t, url),
						ConfigVariables: d.variables(),
						ExpectError:     words(d.Error),
					},
					{
						// Had the refused backend been recorded, this would plan
						// to destroy it.
						Config:           atService(url),
						ConfigPlanChecks: nothingPlanned(),
					},
				},
			})
			if got := len(calls(service, "POST")); got != 1 {
				t.Errorf("Hoody was asked %d times, want once: a refusal is final", got)
			}
		})
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
