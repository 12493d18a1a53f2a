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
	"github.com/hoody/terraform-provider-hoody/internal/storagetest"
)

// workingCopy is Terraform in a copy of one of the examples, initialised.
func workingCopy(t *testing.T, example string, env ...string) *program {
	t.Helper()
	tf := newTerraform(t, env...)
	copyExample(t, example, tf.dir)
	tf.mustRun("init", "-input=false")
	return tf
}

func copyExample(t *testing.T, example, to string) {
	t.Helper()
	if err := os.CopyFS(to, os.DirFS(filepath.Join(exampleFolder, filepath.FromSlash(example)))); err != nil {
		t.Fatal(err)
	}
}

// wantTested runs the example's own tests and wants what they say at the end.
func (tf *program) wantTested(want string, args ...string) {
	tf.t.Helper()
	failed := tf.run(append([]string{"test", "-no-color"}, args...)...)
	if said := tf.output.String(); !strings.Contains(said, want) || strings.HasPrefix(want, "Success!") != (failed == nil) {
		tf.t.Errorf("the tests did not say %q (%v):\n%s", want, failed, said)
	}
}

// The module's own tests pass at the emulator, as the guides say, and rotate
// under a mount.
func TestModuleOfManyBackends(t *testing.T) {
	t.Parallel()
	needs(t, writeOnlyArguments)
	service, url := serveEmulator(t, emulator.Options{})
	workingCopy(t, "modules/backends", "HOODY_BASE_URL="+url).wantTested("Success! 9 passed, 0 failed.")

	sent := requestsSince(service, 0)
	slices.Sort(sent)
	// How often something is taken away between the runs is up to each version of Terraform.
	sent = slices.DeleteFunc(sent, func(r string) bool { return strings.HasPrefix(r, "DELETE ") })
	want := []string{
		`POST /backends/azureblob {"account":"reports","key":"Zmlyc3Q="}`,
		`POST /backends/b2 {"account":"005a1b2c3d4e5f0000000001","key":"first"}`,
		`POST /backends/s3 {"access_key_id":"AKIAIOSFODNN7EXAMPLE","description":"Media files","endpoint":"s3.us-east-1.amazonaws.com",` +
			`"provider":"AWS","region":"us-east-1","secret_access_key":"first"}`,
		`POST /mounts {"backend_id":"ID","label":"shared","mount_path":"/hoody/mounts/media",` +
			`"vfs_config":{"cache_max_age":3600,"cache_max_size":10737418240,"cache_mode":"full","dir_cache_time":300}}`,
		`POST /mounts {"backend_id":"ID","label":"shared","mount_path":"media","vfs_config":{"cache_max_age":3600,"cache_mode":"full"}}`,
		`POST /mounts {"backend_id":"ID","mount_path":"finance/reports","vfs_config":{"cache_max_age":3600,"cache_mode":"writes"}}`,
		// Refused because of the mount, and once more without it.
		`PUT /backends/ID {"secret_access_key":"second"}`,
		`PUT /backends/ID {"secret_access_key":"second"}`,
	}
	if !slices.Equal(sent, want) {
		t.Errorf("Hoody was sent\n%s\nwant\n%s", strings.Join(sent, "\n"), strings.Join(want, "\n"))
	}
	if b, m := len(service.Backends()), len(service.Mounts()); b != 0 || m != 0 {
		t.Errorf("left %d backends and %d mounts", b, m)
	}
}

// The module's test of real credentials tells those that work from those that
// do not.
func TestModuleVerifiesCredentials(t *testing.T) {
	t.Parallel()
	needs(t, writeOnlyArguments)
	wantVerified(t, "modules/backends", func(s3 *storagetest.Service, secret string) []string {
		return []string{
			fmt.Sprintf(`TF_VAR_backends={ media = { s3 = { provider_type = "Other", endpoint = %q, access_key_id = %q } } }`, s3.Values["endpoint"], s3.Values["access_key_id"]),
			fmt.Sprintf(`TF_VAR_credentials={ media = %q }`, secret),
		}
	}, "-test-directory=tests/live")
}

// So does that of the first guide.
func TestQuickstartVerifiesCredentials(t *testing.T) {
	t.Parallel()
	needs(t, testFiles)
	wantVerified(t, "quickstart", quickstart)
}

// quickstart are the variables of the first guide's configuration.
func quickstart(s3 *storagetest.Service, secret string) []string {
	return []string{
		fmt.Sprintf("TF_VAR_endpoint=%s", s3.Values["endpoint"]),
		fmt.Sprintf("TF_VAR_access_key_id=%s", s3.Values["access_key_id"]),
		"TF_VAR_secret_access_key=" + secret,
	}
}

// wantVerified runs an example's test with a secret that works and with another.
func wantVerified(t *testing.T, example string, variables func(s3 *storagetest.Service, secret string) []string, args ...string) {
	t.Helper()
	s3 := runningS3(t)
	for secret, want := range map[string]string{
		rightSecret(s3):  "Success! 1 passed, 0 failed.",
		"not-the-secret": "Failure! 0 passed, 1 failed.",
	} {
		t.Run(want, func(t *testing.T) {
			t.Parallel()
			workingCopy(t, example, variables(s3, secret)...).wantTested(want, args...)
		})
	}
}

// One bucket is in every running container, and nothing is sent to the others.
func TestModuleOfEveryContainer(t *testing.T) {
	t.Parallel()
	needs(t, writeOnlyArguments)
	account, url := serveAccount(t, 3)
	account.SetStatus("c2", "stopped")
	workingCopy(t, "modules/everywhere", "HOODY_BASE_URL="+url, "HOODY_CONTAINER_ENDPOINT="+url+"/{container_id}", "HOODY_TOKEN="+accountToken).
		wantTested("Success! 2 passed, 0 failed.")
	for id, want := range map[string][]string{"c1": {"POST", "POST", "DELETE", "DELETE"}, "c2": nil, "c3": {"POST", "POST", "DELETE", "DELETE"}} {
		if got := changesIn(account, id); !slices.Equal(got, want) {
			t.Errorf("%s was sent %v, want %v", id, got, want)
		}
	}
	if n := len(account.Service("c2").Requests()); n != 0 {
		t.Errorf("the stopped container was sent %d requests", n)
	}
}

// The jobs of the workflow that the documentation shows run what passes: that of the
// module at the emulator, and that of the first guide with credentials.
func TestWorkflow(t *testing.T) {
	t.Parallel()
	needs(t, writeOnlyArguments)
	workflow := textOf(t, "examples/workflows/storage.yml")
	_, jobs, _ := strings.Cut(workflow, "\njobs:\n")
	module, credentials, found := strings.Cut(jobs, "\n  credentials:\n")
	if !found || !strings.Contains(module, "\n        working-directory: modules/backends\n") {
		t.Fatalf("the jobs are others:\n%s", jobs)
	}
	const started = "terraform-provider-hoody_v* -emulator 127.0.0.1:8080 &\n"
	if guide := textOf(t, "templates/guides/verify-in-ci.md.tmpl"); !strings.Contains(module, started) || !strings.Contains(guide, started) {
		t.Error("the emulator is started in another way than the guide says")
	}
	_, url := serveEmulator(t, emulator.Options{})
	s3 := runningS3(t)
	for example, job := range map[string]struct {
		text   string
		env    []string
		passed string
	}{
		"modules/backends": {module, []string{"HOODY_BASE_URL=" + url}, "9 passed"},
		"quickstart":       {credentials, quickstart(s3, rightSecret(s3)), "1 passed"},
	} {
		t.Run(example, func(t *testing.T) {
			t.Parallel()
			for _, variable := range job.env {
				if name, _, _ := strings.Cut(variable, "="); !strings.Contains(job.text, name) {
					t.Errorf("the job does not set %s", name)
				}
			}
			tf := workingCopy(t, example, job.env...)
			commands := regexp.MustCompile(`(?m)^      - run: terraform (.*)$`).FindAllStringSubmatch(job.text, -1)
			if len(commands) != 2 {
				t.Fatalf("the job runs %q", commands)
			}
			for _, c := range commands {
				args := strings.Fields(c[1])
				if registryHost() != "registry.terraform.io" {
					args = slices.DeleteFunc(args, func(arg string) bool { return strings.HasPrefix(arg, "-junit-xml") })
				}
				if err := tf.run(args...); err != nil {
					t.Error(err)
				}
			}
			if said := tf.output.String(); !strings.Contains(said, job.passed) {
				t.Errorf("the tests do not say %q:\n%s", job.passed, said)
			}
		})
	}
}
