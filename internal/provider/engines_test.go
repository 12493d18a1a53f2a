package provider_test

import (
	"context"
	"fmt"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"regexp"
	"sync"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"

	"github.com/hoody/terraform-provider-hoody/internal/emulator"
	"github.com/hoody/terraform-provider-hoody/internal/storagetest"
)

// s3Server is one S3 server for all tests here; the end of the process ends it.
var s3Server = sync.OnceValues(func() (*storagetest.Service, error) {
	return storagetest.S3(context.Background())
})

func runningS3(t *testing.T) *storagetest.Service {
	t.Helper()
	s, err := s3Server()
	if err != nil {
		t.Fatal(err)
	}
	return s
}

const (
	verifyOnly = "provider \"hoody\" {\n  engine = \"embedded\"\n}\n"
	unset      = "provider \"hoody\" {}\n"
)

// realS3 is a backend of the running server with the given secret.
func realS3(s *storagetest.Service, secret, more string) string {
	return fmt.Sprintf(`
resource "hoody_backend_s3" "media" {
  provider_type     = "Other"
  endpoint          = %q
  region            = %q
  access_key_id     = %q
  secret_access_key = %q
  %s
}
`, s.Values["endpoint"], s.Values["region"], s.Values["access_key_id"], secret, more)
}

func rightSecret(s *storagetest.Service) string { return s.Values["secret_access_key"].(string) }

func TestEmbeddedEngineVerifies(t *testing.T) {
	t.Parallel()
	s3 := runningS3(t)
	acceptance(t, resource.TestCase{
		Steps: []resource.TestStep{
			{
				Config: verifyOnly + realS3(s3, rightSecret(s3), ""),
				ConfigStateChecks: []statecheck.StateCheck{
					statecheck.ExpectKnownValue(media, tfjsonpath.New("id"), knownvalue.StringRegexp(documentedID)),
					statecheck.ExpectKnownValue(media, tfjsonpath.New("engine"), knownvalue.StringExact("embedded")),
					statecheck.ExpectKnownValue(media, tfjsonpath.New("connected"), knownvalue.Bool(true)),
					statecheck.ExpectKnownValue(media, tfjsonpath.New("mount_paths"), knownvalue.ListExact(nil)),
				},
			},
			{
				Config:      verifyOnly + realS3(s3, "not-the-secret", ""),
				ExpectError: words("Credentials not verified with hoody_backend_s3.media"),
			},
			{
				// The refused rotation left the working secret in the state.
				Config:           verifyOnly + realS3(s3, rightSecret(s3), ""),
				ConfigPlanChecks: nothingPlanned(),
			},
		},
	})
}

func TestEmbeddedEngineRefusesAWrongSecretOnItsAttribute(t *testing.T) {
	t.Parallel()
	s3 := runningS3(t)
	acceptance(t, resource.TestCase{
		Steps: []resource.TestStep{{
			Config: verifyOnly + realS3(s3, "not-the-secret", ""),
			// Terraform shows the line of the attribute that is to blame.
			ExpectError: regexp.MustCompile(`(?s)Error: Credentials not verified.*:\s+secret_access_key = "not-the-secret"`),
		}},
	})
}

func TestVerifyPathMustExist(t *testing.T) {
	t.Parallel()
	s3 := runningS3(t)
	acceptance(t, resource.TestCase{
		Steps: []resource.TestStep{
			{Config: verifyOnly + realS3(s3, rightSecret(s3), `verify_path = "no-such-bucket"`), ExpectError: words(`: verify_path = "no-such-bucket"`)},
			{Config: verifyOnly + realS3(s3, rightSecret(s3), `verify_path = "photos"`)},
		},
	})
}

// Storage that went away is a warning and connected = false, and no reason to
// replace anything or to fail a plan.
func TestRefreshTellsThatTheStorageIsGone(t *testing.T) {
	t.Parallel()
	front := newDoor(t, runningS3(t))
	config := verifyOnly + fmt.Sprintf(`
resource "hoody_backend_s3" "media" {
  provider_type     = "Other"
  endpoint          = %q
  region            = "us-east-1"
  access_key_id     = %q
  secret_access_key = %q
}
`, front.URL, front.s3.Values["access_key_id"], rightSecret(front.s3))
	acceptance(t, resource.TestCase{
		Steps: []resource.TestStep{
			{Config: config},
			{
				PreConfig:        front.shut,
				Config:           config,
				ConfigPlanChecks: nothingPlanned(),
				ConfigStateChecks: []statecheck.StateCheck{
					statecheck.ExpectKnownValue(media, tfjsonpath.New("connected"), knownvalue.Bool(false)),
				},
			},
		},
	})
}

// What was only verified is replaced as soon as there is a service; what the
// service connected is never touched by the embedded engine.
func TestFromVerifiedToConnectedAndNoWayBack(t *testing.T) {
	t.Parallel()
	s3 := runningS3(t)
	service, url := serveEmulator(t, emulator.Options{Token: "the-token"})
	backend := realS3(s3, rightSecret(s3), "")
	withService := fmt.Sprintf("provider \"hoody\" {\n  endpoint = %q\n  token = \"the-token\"\n}\n", url)
	acceptance(t, resource.TestCase{
		Steps: []resource.TestStep{
			{
				Config:            unset + backend,
				ConfigStateChecks: []statecheck.StateCheck{statecheck.ExpectKnownValue(media, tfjsonpath.New("engine"), knownvalue.StringExact("embedded"))},
			},
			{
				Config:            withService + backend,
				ConfigPlanChecks:  planned(plancheck.ResourceActionDestroyBeforeCreate),
				ConfigStateChecks: []statecheck.StateCheck{statecheck.ExpectKnownValue(media, tfjsonpath.New("engine"), knownvalue.StringExact("api"))},
			},
			{Config: verifyOnly + backend, ExpectError: words("the provider uses the embedded engine")},
			{Config: verifyOnly + backend, Destroy: true, ExpectError: words("the provider uses the embedded engine")},
			{
				Config:           withService + backend,
				ConfigPlanChecks: nothingPlanned(),
			},
		},
	})
	var sent []string
	for _, r := range service.Requests() {
		if r.Method != "GET" {
			sent = append(sent, r.Method)
		}
	}
	if want := "[POST DELETE]"; fmt.Sprint(sent) != want {
		t.Errorf("Hoody was sent %v, want %s", sent, want)
	}
}

func TestNothingToImportFromWithTheEmbeddedEngine(t *testing.T) {
	t.Parallel()
	s3 := runningS3(t)
	acceptance(t, resource.TestCase{
		Steps: []resource.TestStep{{
			Config:        verifyOnly + realS3(s3, rightSecret(s3), ""),
			ResourceName:  media,
			ImportState:   true,
			ImportStateId: "bck_0123456789abcdef",
			ExpectError:   words(`The provider block says engine = "embedded": take that out, or set it to "api", to use the API.`),
		}},
	})
}

// A door stands before a storage service and can be shut.
type door struct {
	*httptest.Server
	s3   *storagetest.Service
	shut func()
}

func newDoor(t *testing.T, s3 *storagetest.Service) *door {
	t.Helper()
	target, err := url.Parse(s3.Values["endpoint"].(string))
	if err != nil {
		t.Fatal(err)
	}
	// The signature covers the host that the client called, so it stays.
	proxy := &httputil.ReverseProxy{Rewrite: func(r *httputil.ProxyRequest) {
		r.Out.URL.Scheme, r.Out.URL.Host = target.Scheme, target.Host
		r.Out.Host = r.In.Host
	}}
	server := httptest.NewServer(proxy)
	t.Cleanup(server.Close)
	return &door{Server: server, s3: s3, shut: sync.OnceFunc(server.Close)}
}
