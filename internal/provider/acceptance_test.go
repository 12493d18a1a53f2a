package provider_test

import (
	"context"
	"fmt"
	"log"
	"net/http/httptest"
	"os"
	"os/exec"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/providerserver"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/hoody/terraform-provider-hoody/internal/emulator"
	"github.com/hoody/terraform-provider-hoody/internal/engine/embedded"
	"github.com/hoody/terraform-provider-hoody/internal/provider"
)

// TestMain lets this binary be the verifying child that the embedded engine
// starts, or the provider that Terraform starts, and insists on what the acceptance tests need.
func TestMain(m *testing.M) {
	if embedded.IsVerifier(os.Args) {
		os.Exit(embedded.RunVerifier())
	}
	if len(os.Args) == 2 && os.Args[1] == serveArgument {
		serveProvider()
		return
	}
	if _, err := exec.LookPath("terraform"); err != nil {
		fmt.Fprintln(os.Stderr, "the acceptance tests need terraform on PATH: https://developer.hashicorp.com/terraform/install")
		os.Exit(1)
	}
	// Nobody's own settings decide what is tested.
	for _, name := range []string{"HOODY_ENGINE", "HOODY_BASE_URL", "HOODY_API_URL", "HOODY_TOKEN", "HOODY_API_TOKEN", "TF_CLI_CONFIG_FILE"} {
		_ = os.Unsetenv(name)
	}
	os.Exit(m.Run())
}

// serveArgument makes this binary the provider, as a process of its own that
// Terraform starts.
const serveArgument = "-serve-provider"

func serveProvider() {
	err := providerserver.Serve(context.Background(), provider.New("test"), providerserver.ServeOpts{Address: provider.Address})
	if err != nil {
		log.Fatal(err)
	}
}

// factories serve the provider inside this process.
func factories() map[string]func() (tfprotov6.ProviderServer, error) {
	return map[string]func() (tfprotov6.ProviderServer, error){
		"hoody": providerserver.NewProtocol6WithError(provider.New("test")()),
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
