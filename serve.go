package main

import (
	"os"
	"strings"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6/tf6server"

	"github.com/hoody/terraform-provider-hoody/internal/lifetime"
	"github.com/hoody/terraform-provider-hoody/internal/provider"
)

// serveProvider serves Terraform until it ends the process.
func serveProvider(debug bool) error {
	if debug {
		return tf6server.Serve(provider.Address, provider.NewServer(version), tf6server.WithManagedDebug())
	}
	for name, value := range quiet(os.Environ()) {
		if err := os.Setenv(name, value); err != nil {
			return err
		}
	}
	return lifetime.Serve(provider.Address, provider.NewServer(version))
}

// quiet is what to set in an environment so that nothing is logged that nobody
// reads: nothing where a TF_LOG variable asks for logs. Without one Terraform drops
// what a provider logs; but the SDK formats each of its steps first, and that is
// half of what a plan costs. These are the SDK's own switches.
func quiet(environment []string) map[string]string {
	for _, variable := range environment {
		if name, value, _ := strings.Cut(variable, "="); strings.HasPrefix(name, "TF_LOG") && value != "" {
			return nil
		}
	}
	return map[string]string{"TF_LOG_SDK": "off", "TF_LOG_PROVIDER_HOODY": "off"}
}
