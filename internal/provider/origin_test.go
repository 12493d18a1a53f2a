package provider_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"

	"github.com/hoody/terraform-provider-hoody/internal/emulator"
)

// twoAccounts is one address where a token says whose backends are seen.
func twoAccounts(t *testing.T) (production, staging *emulator.Server, url string) {
	t.Helper()
	production, staging = emulator.New(emulator.Options{Token: "production"}), emulator.New(emulator.Options{Token: "staging"})
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") == "Bearer staging" {
			staging.ServeHTTP(w, r)
			return
		}
		production.ServeHTTP(w, r)
	}))
	t.Cleanup(server.Close)
	return production, staging, server.URL
}

// withToken is a mounted backend, by a token.
func withToken(url, token, secret string) string {
	config := s3At(url, secret, "us-east-1", "") + "resource \"hoody_mount\" \"media\" {\n  backend_id = hoody_backend_s3.media.id\n}\n"
	return strings.Replace(config, "endpoint =", fmt.Sprintf("token = %q\n  endpoint =", token), 1)
}

// Staging's token on production's state takes nothing for gone, and makes nothing.
func TestTokenOfAnotherAccountIsNotAVanishedBackend(t *testing.T) {
	t.Parallel()
	production, staging, url := twoAccounts(t)
	acceptance(t, resource.TestCase{
		Steps: []resource.TestStep{
			{Config: withToken(url, "production", "first")},
			{Config: withToken(url, "staging", "first"), ExpectError: words("This backend was connected elsewhere")},
			{Config: withToken(url, "staging", "first"), Destroy: true, ExpectError: words("This backend was connected elsewhere")},
			{PreConfig: func() {
				if n := len(production.Backends()) + len(production.Mounts()); n != 2 || len(staging.Backends()) != 0 {
					t.Errorf("production has %d things, staging %d backends", n, len(staging.Backends()))
				}
			}, Config: withToken(url, "production", "first"), ConfigPlanChecks: nothingPlanned()},
		},
	})
}

// In CI the token is another at every run: what somebody removed is gone all the same.
func TestBackendRemovedUnderAShortLivedToken(t *testing.T) {
	t.Parallel()
	service, url := serveEmulator(t, emulator.Options{})
	config := func(token string) string {
		return strings.Replace(atService(url), "endpoint =", fmt.Sprintf("token = %q\n  endpoint =", token), 1) +
			"resource \"hoody_backend_b2\" \"many\" {\n  count   = 2\n  account = \"005a\"\n  key     = \"K005\"\n}\n"
	}
	acceptance(t, resource.TestCase{
		Steps: []resource.TestStep{
			{Config: config("monday")},
			{Config: config("tuesday"), ConfigPlanChecks: nothingPlanned()},
			{
				PreConfig:        func() { service.Remove(service.Backends()[0].ID) },
				Config:           config("wednesday"),
				ConfigPlanChecks: resource.ConfigPlanChecks{PreApply: []plancheck.PlanCheck{plancheck.ExpectNonEmptyPlan()}},
			},
		},
	})
}

// A rotation and a mount's change that are applied at another endpoint than they were
// planned at send nothing there.
func TestUpdateAtAnotherEndpointSendsNothing(t *testing.T) {
	t.Parallel()
	here, hereURL := serveEmulator(t, emulator.Options{})
	there, thereURL := serveEmulator(t, emulator.Options{})
	config := func(secret, mode string) string {
		return strings.Replace(s3At("URL", secret, "us-east-1", ""), "\"URL\"", "var.url", 1) + fmt.Sprintf(`
variable "url" {}
terraform {
  required_providers { hoody = { source = "hoody/hoody" } }
}
resource "hoody_mount" "media" {
  backend_id = hoody_backend_s3.media.id
  vfs        = { cache_mode = %q }
}
`, mode)
	}
	tf := newTerraform(t)
	tf.write(config("first", "writes"))
	tf.mustRun("init")
	tf.mustRun("apply", "-auto-approve", "-var", "url="+hereURL)
	before := len(here.Requests())
	for name, change := range map[string]string{
		"This backend was connected elsewhere": config("second", "writes"),
		"This mount was connected elsewhere":   config("first", "full"),
	} {
		tf.write(change)
		err := tf.run("apply", "-auto-approve", "-no-color", "-refresh=false", "-var", "url="+thereURL)
		if err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("error %v, want %q", err, name)
		}
	}
	for _, r := range there.Requests() {
		if r.Method != "GET" {
			t.Errorf("%s %s was sent to the other service: %s", r.Method, filepath.Base(r.Path), r.Body)
		}
	}
	if n := len(here.Requests()); n != before {
		t.Errorf("%d requests to the first one", n-before)
	}
}
