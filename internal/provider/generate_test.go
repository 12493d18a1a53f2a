package provider_test

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/hoody/terraform-provider-hoody/internal/emulator"
)

// The configuration that Terraform writes for an import block needs nothing but
// what is required and the secrets, which nobody can know.
func TestGeneratedConfigurationNeedsOnlyWhatNobodyKnows(t *testing.T) {
	t.Parallel()
	service, url := serveEmulator(t, emulator.Options{})
	id := service.Add("b2", map[string]any{"account": "005a", "key": "K005"})
	tf := newTerraform(t)
	tf.write(fmt.Sprintf(`terraform {
  required_providers {
    hoody = { source = "hoody/hoody" }
  }
}
provider "hoody" {
  endpoint = %q
}
import {
  to = hoody_backend_b2.backup
  id = %q
}
`, url, id))
	tf.mustRun("init", "-input=false")
	// Terraform writes the file, and then misses what is required.
	if err := tf.run("plan", "-generate-config-out=backup.tf"); err == nil {
		t.Error("the plan passed without the required account")
	}
	file := filepath.Join(tf.dir, "backup.tf")
	generated, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	filled := fill(string(generated), map[string]string{"account": "005a", "key": "K005"})
	if err := os.WriteFile(file, []byte(filled), 0o600); err != nil {
		t.Fatal(err)
	}
	tf.mustRun("apply", "-auto-approve")
	tf.mustRun("plan", "-detailed-exitcode")
	if got, want := puts(service), []string{`{"key":"K005"}`}; !slices.Equal(got, want) {
		t.Errorf("the apply sent %q, want %q", got, want)
	}
}

// fill writes values for attributes that the generated configuration leaves null.
func fill(generated string, values map[string]string) string {
	for name, value := range values {
		line := regexp.MustCompile(`(?m)^(\s*` + name + `\s*=).*$`)
		generated = line.ReplaceAllString(generated, `$1 "`+strings.ReplaceAll(value, "$", "$$")+`"`)
	}
	return generated
}
