package provider_test

import (
	"cmp"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"log"
	"net/http/httptest"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-testing/helper/resource"

	"github.com/hoody/terraform-provider-hoody/internal/emulator"
	"github.com/hoody/terraform-provider-hoody/internal/engine/embedded"
	"github.com/hoody/terraform-provider-hoody/internal/lifetime"
	"github.com/hoody/terraform-provider-hoody/internal/provider"
)

// TestMain lets this binary be the verifying child that the embedded engine
// starts, or the provider that Terraform starts, and insists on what the acceptance tests need.
func TestMain(m *testing.M) {
	if embedded.IsVerifier(os.Args) {
		os.Exit(embedded.RunVerifier())
	}
	if len(os.Args) > 1 && os.Args[1] == serveArgument {
		serve(os.Args[2:])
		return
	}
	if _, err := exec.LookPath(terraformProgram()); err != nil && terraformProgram() != noTerraform {
		fmt.Fprintf(os.Stderr, "the acceptance tests need Terraform or OpenTofu: %v\nPut terraform on PATH (https://developer.hashicorp.com/terraform/install), or set TF_ACC_TERRAFORM_PATH.\n", err)
		os.Exit(1)
	}
	// Nobody's own settings decide what is tested.
	_ = os.Unsetenv("TF_CLI_CONFIG_FILE")
	for _, set := range os.Environ() {
		if name, _, _ := strings.Cut(set, "="); strings.HasPrefix(name, "HOODY_") {
			_ = os.Unsetenv(name)
		}
	}
	os.Exit(m.Run())
}

// terraformProgram is the Terraform or OpenTofu of these tests, and registryHost
// the registry that it takes providers from where a configuration names none.
// The testing framework reads the same variables.
func terraformProgram() string {
	return cmp.Or(os.Getenv("TF_ACC_TERRAFORM_PATH"), "terraform")
}

// noTerraform in its place leaves the tests that run in process: make test-windows has no
// Terraform under Wine.
const noTerraform = "none"

func needsTerraform(t *testing.T) {
	t.Helper()
	if terraformProgram() == noTerraform {
		t.Skip("without Terraform, only what runs in process is tested")
	}
}

// acceptance is a test with Terraform and, if it says nothing else, this provider alone.
func acceptance(t *testing.T, c resource.TestCase) {
	t.Helper()
	needsTerraform(t)
	if c.ProtoV6ProviderFactories == nil {
		c.ProtoV6ProviderFactories = factories()
	}
	resource.UnitTest(t, c)
}

func registryHost() string {
	return cmp.Or(os.Getenv("TF_ACC_PROVIDER_HOST"), "registry.terraform.io")
}

// The minor versions of both that brought what some tests are about. On the oldest
// Terraform that make test takes, what is newer is skipped by name, and tested in process
// all the same; make test-tofu and the workflows run the same tests on others.
const (
	testFiles          = 6
	movesBetweenTypes  = 8
	providerFunctions  = 8
	ephemeralResources = 11 // Terraform had them in 1.10
	writeOnlyArguments = 11
	importsByIdentity  = 12
	queriesAndActions  = 14
	callersOfActions   = 16
)

// needs skips a test of a feature that this Terraform or OpenTofu lacks.
func needs(t *testing.T, minor int) {
	t.Helper()
	needsTerraform(t)
	have, err := minorVersion()
	if err != nil {
		t.Fatal(err)
	}
	if have < minor {
		t.Skipf("%s is 1.%d, the feature came with 1.%d", terraformProgram(), have, minor)
	}
}

// needsBefore skips a test of what a version of Terraform has changed.
func needsBefore(t *testing.T, minor int) {
	t.Helper()
	needsTerraform(t)
	have, err := minorVersion()
	if err != nil {
		t.Fatal(err)
	}
	if have >= minor {
		t.Skipf("%s is 1.%d, and 1.%d has changed this", terraformProgram(), have, minor)
	}
}

var minorVersion = sync.OnceValues(func() (minor int, err error) {
	said, err := exec.Command(terraformProgram(), "version", "-json").Output()
	if err != nil {
		return 0, fmt.Errorf("%s version: %w", terraformProgram(), err)
	}
	var v struct {
		Version string `json:"terraform_version"`
	}
	if err := json.Unmarshal(said, &v); err != nil {
		return 0, err
	}
	_, err = fmt.Sscanf(v.Version, "1.%d.", &minor)
	return minor, err
})

// serveArgument makes this binary the provider's program, as a process of its own that
// Terraform starts, or a reader of the documentation.
const serveArgument = "-serve-provider"

func serve(args []string) {
	flags := flag.NewFlagSet(serveArgument, flag.ExitOnError)
	address := flags.String("emulator", "", "")
	var o emulator.Options
	flags.IntVar(&o.Containers, "containers", 0, "")
	err := flags.Parse(args)
	switch {
	case err != nil:
	case *address != "":
		err = emulator.Serve(context.Background(), *address, o, os.Stdout)
	default:
		err = lifetime.Serve(provider.Address, provider.NewServer("test"))
	}
	if err != nil {
		log.Fatal(err)
	}
}

// factories serve the provider inside this process.
func factories() map[string]func() (tfprotov6.ProviderServer, error) {
	return map[string]func() (tfprotov6.ProviderServer, error){
		"hoody": func() (tfprotov6.ProviderServer, error) { return provider.NewServer("test")(), nil },
	}
}

// serveEmulator runs an emulated service for one test.
func serveEmulator(t *testing.T, o emulator.Options) (*emulator.Server, string) {
	t.Helper()
	service := emulator.New(o)
	server := httptest.NewServer(service)
	t.Cleanup(server.Close)
	return service, server.URL
}

// atService is the provider block for a service.
func atService(url string) string {
	return fmt.Sprintf("provider \"hoody\" {\n  endpoint = %q\n}\n", url)
}
