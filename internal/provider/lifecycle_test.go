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

const media = "hoody_backend_s3.media"

// s3At is a small S3 backend; more is added to its body.
func s3At(url, secret, region, more string) string {
	return atService(url) + fmt.Sprintf(`
resource "hoody_backend_s3" "media" {
  endpoint          = "s3.us-east-1.amazonaws.com"
  access_key_id     = "AKIAIOSFODNN7EXAMPLE"
  secret_access_key = %q
  region            = %q
  %s
}
`, secret, region, more)
}

func planned(action plancheck.ResourceActionType) resource.ConfigPlanChecks {
	return resource.ConfigPlanChecks{PreApply: []plancheck.PlanCheck{plancheck.ExpectResourceAction(media, action)}}
}

// calls lists what Hoody was asked, without the bodies.
func calls(service *emulator.Server, method string) []string {
	var out []string
	for _, r := range service.Requests() {
		if r.Method == method {
			out = append(out, r.Method+" "+r.Path+" "+string(r.Body))
		}
	}
	return out
}

func TestChangedSecretRotatesInPlace(t *testing.T) {
	t.Parallel()
	service, url := serveEmulator(t, emulator.Options{})
	var id string
	acceptance(t, resource.TestCase{
		Steps: []resource.TestStep{
			{
				Config: s3At(url, "first", "us-east-1", ""),
				Check:  resource.TestCheckResourceAttrWith(media, "id", func(v string) error { id = v; return nil }),
			},
			{
				Config:           s3At(url, "second", "us-east-1", ""),
				ConfigPlanChecks: planned(plancheck.ResourceActionUpdate),
				ConfigStateChecks: []statecheck.StateCheck{
					statecheck.ExpectKnownValue(media, tfjsonpath.New("secret_access_key"), knownvalue.StringExact("second")),
					statecheck.ExpectKnownValue(media, tfjsonpath.New("connected"), knownvalue.Bool(true)),
				},
			},
		},
	})
	want := []string{"PUT /api/v1/backends/" + id + ` {"secret_access_key":"second"}`}
	if got := calls(service, "PUT"); !slices.Equal(got, want) {
		t.Errorf("sent %q, want %q", got, want)
	}
	if got := len(calls(service, "POST")); got != 1 {
		t.Errorf("connected %d times, want once", got)
	}
}

func TestRemovedCredentialIsSentAsNull(t *testing.T) {
	t.Parallel()
	service, url := serveEmulator(t, emulator.Options{})
	acceptance(t, resource.TestCase{
		Steps: []resource.TestStep{
			{Config: s3At(url, "first", "us-east-1", `session_token = "temporary"`)},
			{Config: s3At(url, "second", "us-east-1", ""), ConfigPlanChecks: planned(plancheck.ResourceActionUpdate)},
		},
	})
	got := calls(service, "PUT")
	if len(got) != 1 || !regexp.MustCompile(`\{"secret_access_key":"second","session_token":null\}$`).MatchString(got[0]) {
		t.Errorf("sent %q, want one PUT that sets the secret and removes the token", got)
	}
}

func TestChangedRegionReplaces(t *testing.T) {
	t.Parallel()
	service, url := serveEmulator(t, emulator.Options{})
	acceptance(t, resource.TestCase{
		Steps: []resource.TestStep{
			{Config: s3At(url, "first", "us-east-1", "")},
			{
				// A rotation besides changes nothing about that.
				Config:           s3At(url, "second", "eu-west-1", ""),
				ConfigPlanChecks: planned(plancheck.ResourceActionDestroyBeforeCreate),
			},
		},
	})
	if got := calls(service, "PUT"); len(got) != 0 {
		t.Errorf("sent %q, want no PUT", got)
	}
}

// What never reaches Hoody changes in place and asks nobody.
func TestVerifyPathAndTimeoutsAreOnlyRecorded(t *testing.T) {
	t.Parallel()
	service, url := serveEmulator(t, emulator.Options{})
	acceptance(t, resource.TestCase{
		Steps: []resource.TestStep{
			{Config: s3At(url, "first", "us-east-1", "")},
			{
				Config:           s3At(url, "first", "us-east-1", "verify_path = \"media\"\n  timeouts = { update = \"2m\" }"),
				ConfigPlanChecks: planned(plancheck.ResourceActionUpdate),
			},
		},
	})
	if got := calls(service, "PUT"); len(got) != 0 {
		t.Errorf("sent %q, want no PUT", got)
	}
}

func TestBackendRemovedElsewhereIsCreatedAgain(t *testing.T) {
	t.Parallel()
	service, url := serveEmulator(t, emulator.Options{})
	acceptance(t, resource.TestCase{
		Steps: []resource.TestStep{
			{Config: s3At(url, "first", "us-east-1", "")},
			{
				PreConfig:        func() { service.Remove(service.Backends()[0].ID) },
				Config:           s3At(url, "first", "us-east-1", ""),
				ConfigPlanChecks: planned(plancheck.ResourceActionCreate),
			},
		},
	})
}

// An import knows only what Hoody tells; the first apply records the
// configuration and sends the credentials, and replaces nothing.
func TestImportAdopts(t *testing.T) {
	t.Parallel()
	service, url := serveEmulator(t, emulator.Options{})
	id := service.Add("s3", map[string]any{
		"endpoint": "s3.us-east-1.amazonaws.com", "access_key_id": "AKIAIOSFODNN7EXAMPLE",
		"secret_access_key": "first", "region": "us-east-1",
	})
	acceptance(t, resource.TestCase{
		Steps: []resource.TestStep{
			{
				Config:             s3At(url, "first", "us-east-1", ""),
				ResourceName:       media,
				ImportState:        true,
				ImportStatePersist: true,
				ImportStateId:      id,
				ImportStateCheck: func(states []*terraform.InstanceState) error {
					got := states[0].Attributes
					if got["id"] != id || got["engine"] != "api" || got["backend_type"] != "s3" {
						return fmt.Errorf("imported %v", got)
					}
					return nil
				},
			},
			{
				Config:           s3At(url, "first", "us-east-1", ""),
				ConfigPlanChecks: planned(plancheck.ResourceActionUpdate),
				ConfigStateChecks: []statecheck.StateCheck{
					statecheck.ExpectKnownValue(media, tfjsonpath.New("id"), knownvalue.StringExact(id)),
					statecheck.ExpectKnownValue(media, tfjsonpath.New("chunk_size"), knownvalue.StringExact("5242880")),
				},
			},
			{
				Config:           s3At(url, "first", "us-east-1", ""),
				ConfigPlanChecks: nothingPlanned(),
			},
		},
	})
	want := []string{"PUT /api/v1/backends/" + id + ` {"access_key_id":"AKIAIOSFODNN7EXAMPLE","secret_access_key":"first"}`}
	if got := calls(service, "PUT"); !slices.Equal(got, want) {
		t.Errorf("sent %q, want %q", got, want)
	}
}

func TestImportRefusesAnotherType(t *testing.T) {
	t.Parallel()
	service, url := serveEmulator(t, emulator.Options{})
	id := service.Add("b2", map[string]any{"account": "005a", "key": "K005"})
	acceptance(t, resource.TestCase{
		Steps: []resource.TestStep{{
			Config:        s3At(url, "first", "us-east-1", ""),
			ResourceName:  media,
			ImportState:   true,
			ImportStateId: id,
			ExpectError:   words(`is of type "b2". Import it as hoody_backend_b2.`),
		}},
	})
}

// A provider that was pointed at another service does not take its backends
// for gone, unless told to.
func TestAnotherEndpointIsNotAVanishedBackend(t *testing.T) {
	t.Parallel()
	here, hereURL := serveEmulator(t, emulator.Options{})
	there, thereURL := serveEmulator(t, emulator.Options{})
	allowed := strings.Replace(s3At(thereURL, "first", "us-east-1", ""), "endpoint =", "allow_endpoint_change = true\n  endpoint =", 1)
	acceptance(t, resource.TestCase{
		Steps: []resource.TestStep{
			{Config: s3At(hereURL, "first", "us-east-1", "")},
			{Config: s3At(thereURL, "first", "us-east-1", ""), ExpectError: words("This backend was connected elsewhere")},
			{Config: s3At(thereURL, "first", "us-east-1", ""), Destroy: true, ExpectError: words("This backend was connected elsewhere")},
			{Config: allowed, ConfigPlanChecks: planned(plancheck.ResourceActionCreate)},
		},
	})
	if got := len(here.Backends()); got != 1 {
		t.Errorf("the first service has %d backends, want its one untouched", got)
	}
	if got := len(there.Backends()); got != 0 {
		t.Errorf("the second service has %d backends after the destroy", got)
	}
}

// posted is the first create that a service was sent.
func posted(service *emulator.Server) emulator.Request {
	for _, r := range service.Requests() {
		if r.Method == "POST" {
			return r
		}
	}
	return emulator.Request{}
}

// One request for each new backend and a list before them, and another for a refresh
// of them all.
func TestRequestsForAHundredBackends(t *testing.T) {
	t.Parallel()
	service, url := serveEmulator(t, emulator.Options{})
	config := atService(url) + `
resource "hoody_backend_b2" "many" {
  count   = 100
  account = "005a${count.index}"
  key     = "K005"
}
`
	var applied []emulator.Request
	acceptance(t, resource.TestCase{
		Steps: []resource.TestStep{
			{Config: config, Check: func(*terraform.State) error { applied = service.Requests(); return nil }},
		},
	})
	var posts, gets int
	for _, r := range applied {
		switch r.Method {
		case "POST":
			posts++
		case "GET":
			gets++
		}
	}
	// Each of the framework's later refreshes is a new provider with a list of
	// its own; the apply itself reads nothing.
	if posts != 100 || gets > 2 {
		t.Errorf("%d POST and %d GET, want 100 and at most 2", posts, gets)
	}
}

// A value written another way is the same value: nothing is planned, and the
// sent form is canonical.
func TestAnotherSpellingIsNoChange(t *testing.T) {
	t.Parallel()
	service, url := serveEmulator(t, emulator.Options{})
	acceptance(t, resource.TestCase{
		Steps: []resource.TestStep{
			{Config: s3At(url, "first", "us-east-1", "chunk_size = \"8Mi\"\n  encoding = \"Slash,Dot\"\n  version_at = \"2026-01-01T01:00:00+01:00\"")},
			{Config: s3At(url, "first", "us-east-1", "chunk_size = \"8388608\"\n  encoding = \"Dot,Slash\"\n  version_at = \"2026-01-01T00:00:00Z\""), ConfigPlanChecks: nothingPlanned()},
			{Config: s3At(url, "first", "us-east-1", "chunk_size = \"16Mi\"\n  encoding = \"Slash,Dot\"\n  version_at = \"2026-01-01T00:00:00Z\""), ConfigPlanChecks: planned(plancheck.ResourceActionDestroyBeforeCreate)},
		},
	})
	const want = `"chunk_size":"8388608"`
	if sent := calls(service, "POST")[0]; !strings.Contains(sent, want) || !strings.Contains(sent, `"version_at":"2026-01-01T00:00:00Z"`) {
		t.Errorf("sent %s, want %s and the time in UTC", sent, want)
	}
}

// Tardigrade is Storj's old name: a moved block takes a backend over as it is.
func TestMovedFromTardigradeToStorj(t *testing.T) {
	t.Parallel()
	needs(t, movesBetweenTypes)
	service, url := serveEmulator(t, emulator.Options{})
	var id string
	acceptance(t, resource.TestCase{
		Steps: []resource.TestStep{
			{
				Config: atService(url) + "resource \"hoody_backend_tardigrade\" \"archive\" {\n  access_grant = \"grant\"\n}\n",
				Check:  resource.TestCheckResourceAttrWith("hoody_backend_tardigrade.archive", "id", func(v string) error { id = v; return nil }),
			},
			{
				Config: atService(url) + `
resource "hoody_backend_storj" "archive" {
  access_grant = "grant"
}

moved {
  from = hoody_backend_tardigrade.archive
  to   = hoody_backend_storj.archive
}
`,
				Check: resource.ComposeTestCheckFunc(
					resource.TestCheckResourceAttrPtr("hoody_backend_storj.archive", "id", &id),
					resource.TestCheckResourceAttr("hoody_backend_storj.archive", "backend_type", "storj"),
				),
			},
		},
	})
	if got := len(calls(service, "POST")); got != 1 {
		t.Errorf("connected %d times, want once", got)
	}
}

// An import whose credentials Hoody refuses stands, with a warning: the
// backend works as it is.
func TestImportStandsWhereItsCredentialsAreRefused(t *testing.T) {
	t.Parallel()
	service, url := serveEmulator(t, emulator.Options{})
	id := service.Add("b2", map[string]any{"account": "005a", "key": "K005"})
	service.SetProbe(func(string, map[string]any) error { return errors.New("not this key") })
	config := atService(url) + "resource \"hoody_backend_b2\" \"backup\" {\n  account = \"005a\"\n  key = \"another\"\n}\n"
	acceptance(t, resource.TestCase{
		Steps: []resource.TestStep{
			{Config: config, ResourceName: "hoody_backend_b2.backup", ImportState: true, ImportStatePersist: true, ImportStateId: id},
			{Config: config},
			{Config: config, ConfigPlanChecks: nothingPlanned()},
		},
	})
	if got := len(service.Backends()); got != 0 {
		t.Errorf("destroy left %d backends", got)
	}
}

// Only a refusal of the credentials leaves an import standing: what was never
// tried fails, and is tried again.
func TestImportFailsWhereItsCredentialsWereNotTried(t *testing.T) {
	t.Parallel()
	service, url := serveEmulator(t, emulator.Options{})
	id := service.Add("b2", map[string]any{"account": "005a", "key": "K005"})
	config := atService(url) + "resource \"hoody_backend_b2\" \"backup\" {\n  account = \"005a\"\n  key = \"another\"\n}\n"
	acceptance(t, resource.TestCase{
		Steps: []resource.TestStep{
			{Config: config, ResourceName: "hoody_backend_b2.backup", ImportState: true, ImportStatePersist: true, ImportStateId: id},
			{
				PreConfig: func() {
					service.Plan(emulator.Fault{Method: "PUT", Path: "/api/v1/backends/" + id, Times: -1, Status: 401, Body: `{"success":false,"error":"Unauthorized"}`})
				},
				Config:      config,
				ExpectError: words(`Hoody answered 401 Unauthorized to PUT: "Unauthorized".`),
			},
			{PreConfig: func() { service.Plan() }, Config: config},
			{Config: config, ConfigPlanChecks: nothingPlanned()},
		},
	})
	if got := puts(service); len(got) != 2 {
		t.Errorf("rotated %q, want it refused once and done once", got)
	}
}

// A header that only the apply knows is no reason for a plan to fail.
func TestHeaderThatIsUnknownAtThePlan(t *testing.T) {
	t.Parallel()
	_, url := serveEmulator(t, emulator.Options{})
	acceptance(t, resource.TestCase{
		Steps: []resource.TestStep{{
			Config: fmt.Sprintf("provider \"hoody\" {\n  endpoint = %q\n  headers  = { X-Gate = terraform_data.gate.output }\n}\n", url) + `
resource "terraform_data" "gate" {
  input = "open"
}
resource "hoody_backend_b2" "backup" {
  account = "005a"
  key     = "K005"
}
`,
		}},
	})
}

// JSON means the same however it is laid out.
func TestReorderedJSONIsNoChange(t *testing.T) {
	t.Parallel()
	service, url := serveEmulator(t, emulator.Options{})
	config := func(credentials string) string {
		return atService(url) + fmt.Sprintf("resource \"hoody_backend_google_cloud_storage\" \"media\" {\n  token = %q\n}\n", credentials)
	}
	acceptance(t, resource.TestCase{
		Steps: []resource.TestStep{
			{Config: config(`{"token_type": "Bearer", "access_token": "t"}`)},
			{Config: config("{\n  \"access_token\": \"t\",\n  \"token_type\": \"Bearer\"\n}\n"), ConfigPlanChecks: nothingPlanned()},
		},
	})
	const want = `{"token":"{\"access_token\":\"t\",\"token_type\":\"Bearer\"}"}`
	if got := string(posted(service).Body); got != want {
		t.Errorf("sent %s, want %s", got, want)
	}
}

// A write-only secret is sent to an imported backend like any other.
func TestImportWithAWriteOnlySecret(t *testing.T) {
	t.Parallel()
	needs(t, writeOnlyArguments)
	service, url := serveEmulator(t, emulator.Options{})
	id := service.Add("b2", map[string]any{"account": "005a", "key": "K005"})
	config := atService(url) + "resource \"hoody_backend_b2\" \"backup\" {\n  account = \"005a\"\n  key_wo = \"K005\"\n}\n"
	acceptance(t, resource.TestCase{
		Steps: []resource.TestStep{
			{Config: config, ResourceName: "hoody_backend_b2.backup", ImportState: true, ImportStatePersist: true, ImportStateId: id},
			{Config: config, Check: resource.TestCheckResourceAttrPtr("hoody_backend_b2.backup", "id", &id)},
			{Config: config, ConfigPlanChecks: nothingPlanned()},
		},
	})
	if got, want := puts(service), []string{`{"key":"K005"}`}; !slices.Equal(got, want) {
		t.Errorf("sent %q, want %q", got, want)
	}
}

// A destroy that Hoody refuses because of mounts names them; with
// unmount_on_destroy they go first.
func TestDestroyOfAMountedBackend(t *testing.T) {
	t.Parallel()
	service, url := serveEmulator(t, emulator.Options{RefuseMountedDisconnect: true})
	acceptance(t, resource.TestCase{
		Steps: []resource.TestStep{
			{Config: s3At(url, "first", "us-east-1", "")},
			{
				PreConfig:   func() { service.Mount(service.Backends()[0].ID, "media") },
				Config:      s3At(url, "first", "us-east-1", ""),
				Destroy:     true,
				ExpectError: words("/hoody/mounts/media"),
			},
			{Config: s3At(url, "first", "us-east-1", "unmount_on_destroy = true"), ConfigPlanChecks: planned(plancheck.ResourceActionUpdate)},
		},
	})
	if backends, mounts := len(service.Backends()), len(service.Mounts()); backends != 0 || mounts != 0 {
		t.Errorf("destroy left %d backends and %d mounts", backends, mounts)
	}
}
