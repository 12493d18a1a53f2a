package provider_test

import (
	"archive/zip"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-testing/config"
	"github.com/hashicorp/terraform-plugin-testing/echoprovider"
	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"

	"github.com/hoody/terraform-provider-hoody/internal/emulator"
	"github.com/hoody/terraform-provider-hoody/internal/storagetest"
)

// echoing are the factories with a provider that makes ephemeral values visible.
func echoing() map[string]func() (tfprotov6.ProviderServer, error) {
	all := factories()
	all["echo"] = echoprovider.NewProviderServer()
	return all
}

// checkS3 checks the running server with a secret, which is an expression; more
// is added to its body.
func checkS3(s *storagetest.Service, secret, more string) string {
	return fmt.Sprintf(`
ephemeral "hoody_backend_check" "media" {
  type = "s3"
  fields = {
    provider          = "Other"
    endpoint          = %q
    region            = %q
    access_key_id     = %q
    secret_access_key = %s
    chunk_size        = "5Mi"
    list_chunk        = "500"
    env_auth          = null
  }
  %s
}
`, s.Values["endpoint"], s.Values["region"], s.Values["access_key_id"], secret, more)
}

func quotedSecret(s *storagetest.Service) string { return fmt.Sprintf("%q", rightSecret(s)) }

// echoed shows what the check answers.
const echoed = `
provider "echo" {
  data = {
    verified     = ephemeral.hoody_backend_check.media.verified
    backend_type = ephemeral.hoody_backend_check.media.backend_type
  }
}
resource "echo" "check" {}
`

func TestCheckVerifiesWhicheverEngineIsChosen(t *testing.T) {
	t.Parallel()
	needs(t, ephemeralResources)
	s3 := runningS3(t)
	service, url := serveEmulator(t, emulator.Options{})
	for name, provider := range map[string]string{"embedded": verifyOnly, "api": atService(url)} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			acceptance(t, resource.TestCase{
				ProtoV6ProviderFactories: echoing(),
				Steps: []resource.TestStep{{
					Config: provider + checkS3(s3, quotedSecret(s3), `verify_path = "photos"`) + echoed,
					ConfigStateChecks: []statecheck.StateCheck{
						statecheck.ExpectKnownValue("echo.check", tfjsonpath.New("data"), knownvalue.ObjectExact(map[string]knownvalue.Check{
							"verified":     knownvalue.Bool(true),
							"backend_type": knownvalue.StringExact("s3"),
						})),
					},
				}},
			})
			if sent := service.Requests(); len(sent) > 0 {
				t.Errorf("Hoody was asked %s %s", sent[0].Method, sent[0].Path)
			}
		})
	}
}

func TestCheckFailsThePlan(t *testing.T) {
	t.Parallel()
	needs(t, ephemeralResources)
	s3 := runningS3(t)
	const unknownTimeout = "resource \"terraform_data\" \"timeout\" {\n  input = \"30s\"\n}\n" +
		"provider \"hoody\" {\n  engine = \"embedded\"\n  embedded = { timeout = terraform_data.timeout.output }\n}\n"
	for name, c := range map[string]struct{ config, want string }{
		"a wrong secret": {verifyOnly + checkS3(s3, `"not-the-secret"`, ""),
			"Error: Backend not verified with ephemeral.hoody_backend_check.media, on terraform_plugin_test.tf line"},
		"a bucket that does not exist": {verifyOnly + checkS3(s3, quotedSecret(s3), `verify_path = "no-such-bucket"`),
			`: verify_path = "no-such-bucket"`},
		"a value that is not documented": {verifyOnly + strings.Replace(checkS3(s3, quotedSecret(s3), ""), `"500"`, `"many"`, 1),
			`Error: list_chunk does not take "many"`},
		"a type that is none": {verifyOnly + strings.Replace(checkS3(s3, quotedSecret(s3), ""), `"s3"`, `"s4"`, 1),
			`Error: There is no backend type "s4"`},
		"a provider that is not known yet": {unknownTimeout + checkS3(s3, quotedSecret(s3), ""),
			"The provider's configuration is not known yet. Apply what it depends on first, for instance with -target."},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			acceptance(t, resource.TestCase{
				Steps: []resource.TestStep{{Config: c.config, PlanOnly: true, ExpectError: words(c.want)}},
			})
		})
	}
}

// Terraform itself puts the check off while its fields are not known.
func TestCheckWaitsForTheApply(t *testing.T) {
	t.Parallel()
	needs(t, ephemeralResources)
	s3 := runningS3(t)
	laterSecret := func(secret string) string {
		return verifyOnly + fmt.Sprintf("resource \"terraform_data\" \"secret\" {\n  input = %q\n}\n", secret) +
			checkS3(s3, "terraform_data.secret.output", "") +
			"resource \"terraform_data\" \"after\" {\n  depends_on = [ephemeral.hoody_backend_check.media]\n}\n"
	}
	created := func(address string) plancheck.PlanCheck {
		return plancheck.ExpectResourceAction(address, plancheck.ResourceActionCreate)
	}
	acceptance(t, resource.TestCase{
		Steps: []resource.TestStep{
			{Config: laterSecret("not-the-secret"), ExpectError: words("Error: Backend not verified")},
			{
				// What depends on the check was not made.
				Config:           laterSecret(rightSecret(s3)),
				ConfigPlanChecks: resource.ConfigPlanChecks{PreApply: []plancheck.PlanCheck{created("terraform_data.after")}},
			},
		},
	})
}

// The example of the documentation works for a key that cannot be stored.
func TestExampleOfTheCheck(t *testing.T) {
	t.Parallel()
	needs(t, ephemeralResources)
	s3 := runningS3(t)
	source, err := os.ReadFile(filepath.Join("..", "..", "examples", "ephemeral-resources", "hoody_backend_check", "ephemeral-resource.tf"))
	if err != nil {
		t.Fatal(err)
	}
	variables := func(secret string) config.Variables {
		media := map[string]config.Variable{"bucket": config.StringVariable("photos")}
		for _, name := range []string{"endpoint", "region", "access_key_id"} {
			media[name] = config.StringVariable(s3.Values[name].(string))
		}
		return config.Variables{"media": config.ObjectVariable(media), "media_secret": config.StringVariable(secret)}
	}
	acceptance(t, resource.TestCase{
		Steps: []resource.TestStep{
			{
				Config: verifyOnly + string(source), ConfigVariables: variables("not-the-secret"),
				ExpectError: words("Error: Backend not verified with ephemeral.hoody_backend_check.media"),
			},
			{
				Config: verifyOnly + string(source), ConfigVariables: variables(rightSecret(s3)),
				Check: resource.ComposeTestCheckFunc(resource.TestCheckResourceAttr(media, "connected", "true"), stateLacks(rightSecret(s3))),
			},
		},
	})
}

// Nothing of the check is in the state or the plan, and neither its secret nor
// that of a section for rclone is shown or logged, right or wrong.
func TestCheckLeavesNothingBehind(t *testing.T) {
	t.Parallel()
	needs(t, ephemeralResources)
	s3 := runningS3(t)
	const canary = "canary-secret-5f0e"
	configuration := "terraform {\n  required_providers {\n    hoody = { source = \"hoody/hoody\" }\n  }\n}\n" + verifyOnly + `
variable "secret" {
  type      = string
  ephemeral = true
}
variable "canary" {
  type      = string
  ephemeral = true
}
locals {
  section = provider::hoody::rclone_config("netstorage", { host = "h", account = "a", secret = var.canary })
}
` + checkS3(s3, `startswith(local.section, "[netstorage]") ? var.secret : null`, "") + `
resource "terraform_data" "after" {
  depends_on = [ephemeral.hoody_backend_check.media]
}
`
	tf := newTerraform(t, everyLog, "TF_VAR_secret="+rightSecret(s3), "TF_VAR_canary="+canary)
	tf.write(configuration)
	tf.mustRun("init", "-input=false")
	tf.mustRun("plan", "-input=false", "-out=plan")
	tf.mustRun("apply", "-input=false", "plan")
	wrong := newTerraform(t, everyLog, "TF_VAR_secret="+canary, "TF_VAR_canary="+canary)
	wrong.write(configuration)
	wrong.mustRun("init", "-input=false")
	if err := wrong.run("plan", "-input=false"); err == nil || !strings.Contains(err.Error(), "Backend not verified") {
		t.Errorf("a wrong secret: %v", err)
	}

	kept := map[string]string{"plan": unzipped(t, filepath.Join(tf.dir, "plan"))}
	for name, file := range map[string]string{
		"state": filepath.Join(tf.dir, "terraform.tfstate"), "log": tf.log, "log of the wrong secret": wrong.log,
	} {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		kept[name] = string(text)
	}
	kept["terminal"], kept["terminal for the wrong secret"] = tf.output.String(), wrong.output.String()
	for name, text := range kept {
		if strings.Contains(text, rightSecret(s3)) || strings.Contains(text, canary) {
			t.Errorf("the %s has a secret", name)
		}
	}
	if state := kept["state"]; !strings.Contains(state, `"terraform_data"`) || strings.Contains(state, `"hoody_backend_check"`) {
		t.Errorf("the state is %s", state)
	}
	if !strings.Contains(kept["log"], "OpenEphemeralResource") {
		t.Error("the log has no line of the check: it proves nothing")
	}
}

// unzipped is all that is in a plan file, which quotes the configuration.
func unzipped(t *testing.T, name string) string {
	t.Helper()
	archive, err := zip.OpenReader(name)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = archive.Close() }()
	var all strings.Builder
	for _, file := range archive.File {
		part, err := file.Open()
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.Copy(&all, part); err != nil {
			t.Fatal(err)
		}
		_ = part.Close()
	}
	if !strings.Contains(all.String(), "hoody_backend_check") {
		t.Error("the plan file lacks even the configuration: it proves nothing")
	}
	return all.String()
}

// A destroy refreshes first, and the check is asked in that too. Without the refresh
// nobody is asked.
func TestCheckIsAskedByTheRefreshOfADestroy(t *testing.T) {
	t.Parallel()
	needs(t, ephemeralResources)
	s3 := runningS3(t)
	tf := newTerraform(t, "TF_VAR_secret="+rightSecret(s3))
	tf.write(requiringHoody + verifyOnly + "variable \"secret\" {\n  type      = string\n  ephemeral = true\n}\n" + checkS3(s3, "var.secret", "") +
		"resource \"terraform_data\" \"after\" {\n  depends_on = [ephemeral.hoody_backend_check.media]\n}\n")
	tf.mustRun("init", "-input=false")
	tf.mustRun("apply", "-input=false", "-auto-approve")
	destroy := []string{"destroy", "-input=false", "-auto-approve", "-no-color"}
	tf.env = append(tf.env, "TF_VAR_secret=not-the-secret")
	if err := tf.run(destroy...); err == nil || !strings.Contains(err.Error(), "Error: Backend not verified\n") {
		t.Errorf("a destroy with another secret: %v", err)
	}
	if err := tf.run(append(destroy, "-refresh=false")...); err != nil {
		t.Errorf("without a refresh: %v", err)
	} else if said := tf.output.String(); !strings.Contains(said, "Destroy complete! Resources: 1 destroyed.") {
		t.Errorf("it ends with %q", said[max(0, len(said)-300):])
	}
}
