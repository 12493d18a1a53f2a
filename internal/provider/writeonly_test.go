package provider_test

import (
	"encoding/json"
	"fmt"
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

// hiddenS3 is a backend whose secret is write-only; more is added to its body.
func hiddenS3(url, secret, more string) string {
	return atService(url) + fmt.Sprintf(`
resource "hoody_backend_s3" "media" {
  endpoint             = "s3.us-east-1.amazonaws.com"
  access_key_id        = "AKIAIOSFODNN7EXAMPLE"
  secret_access_key_wo = %q
  %s
}
`, secret, more)
}

func nothingPlanned() resource.ConfigPlanChecks {
	return resource.ConfigPlanChecks{PreApply: []plancheck.PlanCheck{plancheck.ExpectEmptyPlan()}}
}

// stateLacks wants a text nowhere in the state.
func stateLacks(secret string) resource.TestCheckFunc {
	return func(s *terraform.State) error {
		text, err := json.Marshal(s)
		if err == nil && strings.Contains(string(text), secret) {
			err = fmt.Errorf("the state has the secret")
		}
		return err
	}
}

// puts are the bodies of the update calls, which say what rotated.
func puts(service *emulator.Server) []string {
	var bodies []string
	for _, r := range service.Requests() {
		if r.Method == "PUT" {
			bodies = append(bodies, string(r.Body))
		}
	}
	return bodies
}

func TestWriteOnlySecretRotatesOnceWhenItChanges(t *testing.T) {
	t.Parallel()
	needs(t, writeOnlyArguments)
	service, url := serveEmulator(t, emulator.Options{})
	acceptance(t, resource.TestCase{
		Steps: []resource.TestStep{
			{
				Config:            hiddenS3(url, "canary-first", ""),
				Check:             stateLacks("canary-first"),
				ConfigStateChecks: []statecheck.StateCheck{statecheck.ExpectKnownValue(media, tfjsonpath.New("credentials_rotated_at"), knownvalue.Null())},
			},
			{Config: hiddenS3(url, "canary-first", ""), ConfigPlanChecks: nothingPlanned()},
			{
				Config: hiddenS3(url, "canary-second", ""),
				ConfigPlanChecks: resource.ConfigPlanChecks{PreApply: []plancheck.PlanCheck{
					plancheck.ExpectResourceAction(media, plancheck.ResourceActionUpdate),
					plancheck.ExpectUnknownValue(media, tfjsonpath.New("credentials_rotated_at")),
				}},
				Check:             stateLacks("canary-second"),
				ConfigStateChecks: []statecheck.StateCheck{statecheck.ExpectKnownValue(media, tfjsonpath.New("credentials_rotated_at"), knownvalue.NotNull())},
			},
			{Config: hiddenS3(url, "canary-second", ""), ConfigPlanChecks: nothingPlanned()},
		},
	})
	if got := posted(service); !strings.Contains(string(got.Body), `"secret_access_key":"canary-first"`) {
		t.Errorf("connected with %s, want the secret under its documented name", got.Body)
	}
	if got, want := puts(service), []string{`{"secret_access_key":"canary-second"}`}; !slices.Equal(got, want) {
		t.Errorf("rotated %q, want %q", got, want)
	}
}

func TestPinnedWriteOnlySecretRotatesWithItsVersionOnly(t *testing.T) {
	t.Parallel()
	needs(t, writeOnlyArguments)
	service, url := serveEmulator(t, emulator.Options{})
	acceptance(t, resource.TestCase{
		Steps: []resource.TestStep{
			{Config: hiddenS3(url, "first", `credentials_wo_version = "1"`)},
			{Config: hiddenS3(url, "second", `credentials_wo_version = "1"`), ConfigPlanChecks: nothingPlanned()},
			// An update for another reason sends nothing of it, and forgets nothing.
			{Config: hiddenS3(url, "third", "credentials_wo_version = \"1\"\n  verify_path = \"media\""), ConfigPlanChecks: planned(plancheck.ResourceActionUpdate)},
			{Config: hiddenS3(url, "third", `credentials_wo_version = "2"`), ConfigPlanChecks: planned(plancheck.ResourceActionUpdate)},
			{Config: hiddenS3(url, "third", `credentials_wo_version = "2"`), ConfigPlanChecks: nothingPlanned()},
		},
	})
	if got, want := puts(service), []string{`{"secret_access_key":"third"}`}; !slices.Equal(got, want) {
		t.Errorf("rotated %q, want %q", got, want)
	}
}

// To move a secret out of the state is no rotation: it is the same secret.
func TestMovingASecretToItsTwinSendsNothing(t *testing.T) {
	t.Parallel()
	needs(t, writeOnlyArguments)
	service, url := serveEmulator(t, emulator.Options{})
	shown := strings.Replace(hiddenS3(url, "canary", ""), "secret_access_key_wo", "secret_access_key", 1)
	acceptance(t, resource.TestCase{
		Steps: []resource.TestStep{
			{Config: shown},
			{Config: hiddenS3(url, "canary", ""), ConfigPlanChecks: planned(plancheck.ResourceActionUpdate), Check: stateLacks("canary")},
			{Config: hiddenS3(url, "canary", ""), ConfigPlanChecks: nothingPlanned()},
			{Config: shown, ConfigPlanChecks: planned(plancheck.ResourceActionUpdate)},
			{Config: shown, ConfigPlanChecks: nothingPlanned()},
		},
	})
	if got := puts(service); len(got) != 0 {
		t.Errorf("sent %q, want nothing", got)
	}
}

func TestRemovedWriteOnlySecretIsSentAsNull(t *testing.T) {
	t.Parallel()
	needs(t, writeOnlyArguments)
	service, url := serveEmulator(t, emulator.Options{})
	acceptance(t, resource.TestCase{
		Steps: []resource.TestStep{
			{Config: hiddenS3(url, "first", `session_token_wo = "temporary"`)},
			{Config: hiddenS3(url, "first", ""), ConfigPlanChecks: planned(plancheck.ResourceActionUpdate)},
			{Config: hiddenS3(url, "first", ""), ConfigPlanChecks: nothingPlanned()},
		},
	})
	if got, want := puts(service), []string{`{"session_token":null}`}; !slices.Equal(got, want) {
		t.Errorf("rotated %q, want %q", got, want)
	}
}

// A write-only secret that Hoody cannot rotate replaces the backend.
func TestWriteOnlySecretThatCannotRotateReplaces(t *testing.T) {
	t.Parallel()
	needs(t, writeOnlyArguments)
	service, url := serveEmulator(t, emulator.Options{})
	config := func(secret string) string {
		return atService(url) + fmt.Sprintf("resource \"hoody_backend_cloudinary\" \"media\" {\n  cloud_name = \"c\"\n  api_key_wo = \"k\"\n  api_secret_wo = %q\n}\n", secret)
	}
	acceptance(t, resource.TestCase{
		Steps: []resource.TestStep{
			{Config: config("first")},
			{Config: config("second"), ConfigPlanChecks: resource.ConfigPlanChecks{PreApply: []plancheck.PlanCheck{
				plancheck.ExpectResourceAction("hoody_backend_cloudinary.media", plancheck.ResourceActionDestroyBeforeCreate),
			}}},
			{Config: config("second"), ConfigPlanChecks: nothingPlanned()},
			{
				// The same secret in the state is no other secret.
				Config: strings.Replace(config("second"), "api_secret_wo", "api_secret", 1),
				ConfigPlanChecks: resource.ConfigPlanChecks{PreApply: []plancheck.PlanCheck{
					plancheck.ExpectResourceAction("hoody_backend_cloudinary.media", plancheck.ResourceActionUpdate),
				}},
			},
		},
	})
	if got := puts(service); len(got) != 0 {
		t.Errorf("sent %q, want no PUT", got)
	}
}

// A module may pass a secret to either place and leave the other null.
func TestModuleThatPassesBothPlaces(t *testing.T) {
	t.Parallel()
	needs(t, writeOnlyArguments)
	_, url := serveEmulator(t, emulator.Options{})
	acceptance(t, resource.TestCase{
		Steps: []resource.TestStep{{
			Config: atService(url) + `
variable "shown" {
  type    = string
  default = null
}
variable "hidden" {
  type    = string
  default = "K005"
}
resource "hoody_backend_b2" "media" {
  account = "005a"
  key     = var.shown
  key_wo  = var.hidden
}
`,
		}},
	})
}

// The embedded engine verifies a write-only secret when it is given, blames its
// twin, and leaves refreshes alone: the state does not know it.
func TestEmbeddedEngineWithAWriteOnlySecret(t *testing.T) {
	t.Parallel()
	needs(t, writeOnlyArguments)
	s3 := runningS3(t)
	config := func(secret string) string {
		return verifyOnly + strings.Replace(realS3(s3, secret, ""), "secret_access_key ", "secret_access_key_wo ", 1)
	}
	acceptance(t, resource.TestCase{
		Steps: []resource.TestStep{
			{Config: config("not-the-secret"), ExpectError: words(`: secret_access_key_wo = "not-the-secret"`)},
			{Config: config(rightSecret(s3))},
			{
				Config:            config(rightSecret(s3)),
				ConfigPlanChecks:  nothingPlanned(),
				ConfigStateChecks: []statecheck.StateCheck{statecheck.ExpectKnownValue(media, tfjsonpath.New("connected"), knownvalue.Bool(true))},
			},
		},
	})
}

// A value that only the apply knows rotates in that apply, if it changed. One
// that would have to replace waits for the next plan, and refuses to be part of
// an update.
func TestWriteOnlySecretThatIsUnknownAtThePlan(t *testing.T) {
	t.Parallel()
	needs(t, writeOnlyArguments)
	service, url := serveEmulator(t, emulator.Options{})
	config := func(secret, more string) string {
		return atService(url) + fmt.Sprintf(`
resource "terraform_data" "source" {
  input = %q
}
resource "hoody_backend_s3" "media" {
  endpoint             = "s3.us-east-1.amazonaws.com"
  access_key_id        = "AKIAIOSFODNN7EXAMPLE"
  secret_access_key_wo = terraform_data.source.output
}
resource "hoody_backend_cloudinary" "media" {
  cloud_name    = "c"
  api_key_wo    = "k"
  api_secret_wo = terraform_data.source.output
  %s
}
`, secret, more)
	}
	cloudinary := func(action plancheck.ResourceActionType) plancheck.PlanCheck {
		return plancheck.ExpectResourceAction("hoody_backend_cloudinary.media", action)
	}
	acceptance(t, resource.TestCase{
		Steps: []resource.TestStep{
			{Config: config("first", "")},
			{Config: config("second", `timeouts = { read = "1m" }`), ExpectError: words("api_secret_wo is not known yet, and cannot rotate")},
			{
				Config: config("second", ""),
				ConfigPlanChecks: resource.ConfigPlanChecks{PreApply: []plancheck.PlanCheck{
					plancheck.ExpectResourceAction(media, plancheck.ResourceActionUpdate), cloudinary(plancheck.ResourceActionNoop),
				}},
				ExpectNonEmptyPlan: true,
			},
			{
				Config: config("second", ""),
				ConfigPlanChecks: resource.ConfigPlanChecks{PreApply: []plancheck.PlanCheck{
					plancheck.ExpectResourceAction(media, plancheck.ResourceActionNoop), cloudinary(plancheck.ResourceActionDestroyBeforeCreate),
				}},
			},
		},
	})
	if got, want := puts(service), []string{`{"secret_access_key":"second"}`}; !slices.Equal(got, want) {
		t.Errorf("rotated %q, want %q", got, want)
	}
}

// A plain secret that only the apply knows, and that is empty then, disconnects nothing:
// the plan after that refuses it.
func TestASecretThatTurnsOutEmptyDisconnectsNothing(t *testing.T) {
	t.Parallel()
	service, url := serveEmulator(t, emulator.Options{})
	config := func(secret string) string {
		return atService(url) + fmt.Sprintf(`
resource "terraform_data" "source" {
  input = %q
}
resource "hoody_backend_cloudinary" "media" {
  cloud_name = "c"
  api_key    = "k"
  api_secret = terraform_data.source.output
}
resource "hoody_backend_b2" "backup" {
  account = "a"
  key     = terraform_data.source.output
}
`, secret)
	}
	nothingIsLost := func(*terraform.State) error {
		if n, deleted := len(service.Backends()), calls(service, "DELETE"); n != 2 || len(deleted) > 0 {
			return fmt.Errorf("there are %d backends after %q", n, deleted)
		}
		return nil
	}
	acceptance(t, resource.TestCase{
		Steps: []resource.TestStep{
			{Config: config("first"), Check: nothingIsLost},
			// The secret of b2 rotates, so that the apply itself refuses it.
			{Config: config(""), ExpectError: words("key is missing")},
			{Config: config(""), ExpectError: words("api_secret is missing")},
			{Config: config("first"), Check: nothingIsLost},
			{Config: config("second"), ExpectNonEmptyPlan: true, Check: nothingIsLost},
			{
				Config: config("second"),
				ConfigPlanChecks: resource.ConfigPlanChecks{PreApply: []plancheck.PlanCheck{
					plancheck.ExpectResourceAction("hoody_backend_cloudinary.media", plancheck.ResourceActionDestroyBeforeCreate),
					plancheck.ExpectResourceAction("hoody_backend_b2.backup", plancheck.ResourceActionNoop),
				}},
			},
		},
	})
	if got, want := puts(service), []string{`{"key":"second"}`}; !slices.Equal(got, want) {
		t.Errorf("rotated %q, want %q", got, want)
	}
}
