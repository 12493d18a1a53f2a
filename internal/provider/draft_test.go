package provider_test

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/zclconf/go-cty/cty"

	"github.com/hoody/terraform-provider-hoody/internal/emulator"
)

// generated is the configuration that Terraform is given for what it imports.
func (s *core) generated(t *testing.T, resource, id string) map[string]cty.Value {
	t.Helper()
	state, _, _ := s.imported(t, resource, &tfprotov6.ResourceIdentityData{
		IdentityData: pack(t, identityIn(resource, cty.NullVal(cty.String), cty.StringVal(id)), identityType(resource)),
	})
	got, err := s.server.GenerateResourceConfig(t.Context(), &tfprotov6.GenerateResourceConfigRequest{TypeName: resource, State: state})
	if err != nil || len(got.Diagnostics) > 0 {
		t.Fatal(err, details(got.Diagnostics))
	}
	return decode(t, got.Config, s.schema.ResourceSchemas[resource]).AsValueMap()
}

// A generated configuration shows what most people set: with what Hoody lists, and empty
// where it is to be filled in. Terraform writes every secret by itself, without a value.
func TestGeneratedConfiguration(t *testing.T) {
	t.Parallel()
	service, url := serveEmulator(t, emulator.Options{})
	s := newCore(t, url)
	for resource, c := range map[string]struct {
		made map[string]any
		want map[string]string
	}{
		"hoody_backend_s3": {
			map[string]any{"endpoint": "s3.example.com", "access_key_id": "AKIA", "secret_access_key": "hush"},
			map[string]string{"endpoint": "s3.example.com", "access_key_id": "AKIA", "provider_type": "", "region": ""},
		},
		"hoody_backend_b2":       {map[string]any{"account": "005a", "key": "hush"}, map[string]string{"account": "005a", "endpoint": ""}},
		"hoody_backend_sftp":     {map[string]any{"host": "files.example.com", "user": "ops"}, map[string]string{"host": "files.example.com", "user": "ops"}},
		"hoody_backend_imagekit": {map[string]any{"endpoint": "https://ik.example.com/a"}, map[string]string{"endpoint": "https://ik.example.com"}},
	} {
		id := service.Add(strings.TrimPrefix(resource, "hoody_backend_"), c.made)
		got := s.generated(t, resource, id)
		for name, want := range c.want {
			if !got[name].RawEquals(cty.StringVal(want)) {
				t.Errorf("%s: %s is %#v, want %q", resource, name, got[name], want)
			}
		}
		for name, v := range got {
			if _, said := c.want[name]; !said && !v.IsNull() {
				t.Errorf("%s: %s is %#v, want it left out", resource, name, v)
			}
		}
	}
	if got := s.generated(t, "hoody_mount", service.Mount(service.Add("b2", nil), "media")); got["backend_id"].IsNull() {
		t.Errorf("the mount has %v", got)
	}
}

// A query writes what it finds, and what it wrote plans once it is filled in.
func TestQueryGeneratesConfiguration(t *testing.T) {
	t.Parallel()
	needs(t, queriesAndActions)
	service, url := serveEmulator(t, emulator.Options{})
	id := service.Add("s3", map[string]any{"endpoint": "s3.example.com", "access_key_id": "AKIA", "secret_access_key": "hush"})
	tf := newTerraform(t, "HOODY_BASE_URL="+url)
	tf.write(requiresHoody)
	write(t, filepath.Join(tf.dir, "find.tfquery.hcl"), "list \"hoody_backend_s3\" \"all\" {\n  provider = hoody\n}\n")
	tf.mustRun("init", "-input=false")
	tf.mustRun("query", "-no-color", "-generate-config-out=found.tf")
	written, err := os.ReadFile(filepath.Join(tf.dir, "found.tf"))
	if err != nil {
		t.Fatal(err)
	}
	found := string(written)
	for _, line := range []string{`endpoint `, `"s3.example.com"`, `access_key_id `, `"AKIA"`, `region `, `secret_access_key `, id} {
		if !strings.Contains(found, line) {
			t.Errorf("%s is not in\n%s", line, found)
		}
	}
	if err := tf.run("plan", "-no-color"); err == nil || !strings.Contains(err.Error(), "Set secret_access_key as well") {
		t.Errorf("error %v, want what is to be filled in", err)
	}
	filled := regexp.MustCompile(`(secret_access_key +)= null`).ReplaceAllString(found, `$1= "hush"`)
	if filled == found {
		t.Fatalf("nothing to fill in:\n%s", found)
	}
	write(t, filepath.Join(tf.dir, "found.tf"), filled)
	tf.mustRun("apply", "-auto-approve", "-no-color")
	tf.mustRun("plan", "-detailed-exitcode", "-no-color")
}

// The first plan of an import without any credential says so; none does where there are
// some, or where nobody signs in.
func TestImportWithoutCredentials(t *testing.T) {
	t.Parallel()
	service, url := serveEmulator(t, emulator.Options{})
	const warning = "The configuration of the imported backend has no credentials"
	for name, c := range map[string]struct {
		resource string
		config   map[string]cty.Value
		warns    bool
	}{
		"none":             {"hoody_backend_s3", texts("endpoint", "s3.example.com"), true},
		"a key":            {"hoody_backend_s3", texts("endpoint", "s3.example.com", "access_key_id", "AKIA", "secret_access_key", "hush"), false},
		"a write-only key": {"hoody_backend_s3", texts("endpoint", "s3.example.com", "access_key_id", "AKIA", "secret_access_key_wo", "hush"), false},
		"another way":      {"hoody_backend_s3", map[string]cty.Value{"endpoint": cty.StringVal("s3.example.com"), "env_auth": cty.True}, false},
		"nobody signs in":  {"hoody_backend_http", texts("url", "https://example.com/"), false},
		"only known later": {"hoody_backend_s3", map[string]cty.Value{"endpoint": cty.StringVal("s3.example.com"), "role_arn": cty.UnknownVal(cty.String)}, false},
	} {
		s := newCore(t, url)
		id := service.Add(strings.TrimPrefix(c.resource, "hoody_backend_"), map[string]any{"endpoint": "s3.example.com", "url": "https://example.com/"})
		state, private, identity := s.imported(t, c.resource, &tfprotov6.ResourceIdentityData{
			IdentityData: pack(t, identityIn(c.resource, cty.NullVal(cty.String), cty.StringVal(id)), identityType(c.resource)),
		})
		planned, _ := s.plan(t, c.resource, state, private, identity, c.config)
		warned := slices.ContainsFunc(planned.Diagnostics, func(d *tfprotov6.Diagnostic) bool { return d.Summary == warning })
		if warned != c.warns {
			t.Errorf("%s: warned %t, want %t: %q", name, warned, c.warns, details(planned.Diagnostics))
		}
	}
}
