package main

import (
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/hoody/terraform-provider-hoody/internal/facts"
)

// root of the project, seen from here.
const root = "../../.."

// project is a copy of the part of the project that a new backend touches.
func project(t *testing.T) string {
	t.Helper()
	copied := t.TempDir()
	for _, path := range []string{
		"go.mod", "go.sum", "CONTRIBUTING.md", "internal/catalog", "internal/text", "internal/facts",
		"internal/engine", "internal/redact",
	} {
		err := filepath.WalkDir(filepath.Join(root, path), func(file string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			content, err := os.ReadFile(file)
			if err != nil {
				return err
			}
			inside, err := filepath.Rel(root, file)
			if err != nil {
				return err
			}
			to := filepath.Join(copied, inside)
			return errors.Join(os.MkdirAll(filepath.Dir(to), 0o755), os.WriteFile(to, content, 0o644))
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return copied
}

// gone runs the go command in a project.
func gone(t *testing.T, in string, arguments ...string) (string, error) {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), "go", arguments...)
	cmd.Dir = in
	cmd.Env = append(os.Environ(), "GOFLAGS=-trimpath -mod=mod", "GOPROXY=off", "GOWORK=off")
	out, err := cmd.CombinedOutput()
	return string(out), err
}

// forget takes a service out of a project, and returns its description, or nothing where
// it has none.
func forget(t *testing.T, in, name string) []byte {
	t.Helper()
	s := service{facts.Of(name), in}
	described, err := os.ReadFile(s.at(s.catalogFile()))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range []string{s.catalogFile(), s.verifierFile()} {
		if err := os.Remove(s.at(file)); err != nil {
			t.Fatal(err)
		}
	}
	line := func(pattern string) func(string) (string, error) {
		return func(content string) (string, error) {
			return regexp.MustCompile("(?m)^.*"+pattern+".*\n").ReplaceAllString(content, ""), nil
		}
	}
	variable := regexp.MustCompile(`var (\w+) = catalog\.Backend`).FindSubmatch(described)
	for file, pattern := range map[string]string{
		"internal/catalog/services/all.go":              "\t&" + string(variable[1]) + ",",
		"internal/engine/embedded/services/services.go": "\t&" + string(variable[1]) + ",",
		"internal/engine/embedded/backends.go":          "/backend/" + s.file() + `"`,
	} {
		if err := s.edit(file, line(pattern)); err != nil {
			t.Fatal(err)
		}
	}
	return described
}

// A service is added to a copy of the project as CONTRIBUTING.md says: what was
// written is understood, the tests name what is missing, and pass with it.
func TestNewBackend(t *testing.T) {
	t.Parallel()
	in := project(t)
	described := forget(t, in, "ftp")
	var out strings.Builder
	if err := run(in, "ftp", &out); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"ftp is begun. What is left:\n\n1. ", "\n2. `internal/catalog/services/ftp.go`: ", "\n7. `make test`",
		"`examples/resources/hoody_backend_ftp`",
	} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("it does not say %q:\n%s", want, out.String())
		}
	}
	for path, want := range map[string]string{
		"internal/catalog/services/all.go":                 "\n\t\t&ftp,\n",
		"internal/catalog/services/ftp.go":                 "\t\t\tName: \"host\", Group: catalog.Authentication, Required: true,\n\t\t\tDoc: \"\", // FTP host to connect to.\n",
		"internal/engine/embedded/services/services.go":    "\n\t\t&ftp,\n",
		"internal/engine/embedded/services/ftp.go":         "var ftp = Service{\n\tName:      \"ftp\",\n\tAddresses: []string{\"host\"},\n}\n",
		"internal/engine/embedded/backends.go":             "\n\t_ \"github.com/rclone/rclone/backend/ftp\"\n",
		"examples/resources/hoody_backend_ftp/resource.tf": "resource \"hoody_backend_ftp\" \"example\" {\n  host = \"example\"\n  pass = var.pass\n}\n",
	} {
		content, err := os.ReadFile(filepath.Join(in, path))
		if err != nil || !strings.Contains(string(content), want) {
			t.Errorf("%s lacks %q: %v\n%s", path, want, err, content)
		}
	}
	if out, err := gone(t, in, "vet", "./internal/catalog/services", "./internal/engine/embedded/services"); err != nil {
		t.Fatalf("what was written is not understood: %v\n%s", err, out)
	}

	said, err := gone(t, in, "test", "./internal/catalog/services")
	for _, want := range []string{
		"ftp: has no way to authenticate", "ftp.host: description is no sentence of 6 words or more",
		"ftp.no_check_certificate: does not say in a sentence what to use instead",
	} {
		if err == nil || !strings.Contains(said, want) {
			t.Errorf("the tests do not say %q: %v\n%s", want, err, said)
		}
	}

	if err := os.WriteFile(filepath.Join(in, "internal/catalog/services/ftp.go"), described, 0o644); err != nil {
		t.Fatal(err)
	}
	if out, err := gone(t, in, "test", "./internal/catalog/...", "./internal/facts"); err != nil {
		t.Errorf("a service that is described does not pass: %v\n%s", err, out)
	}
}

func TestNewBackendRefuses(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]string{
		"ftpd": "internal/facts/services.json has no service \"ftpd\"\nAdd what is documented of it there first",
		"s3":   "internal/catalog/services/s3.go is there already",
	} {
		if err := run(root, name, &strings.Builder{}); err == nil || err.Error() != want {
			t.Errorf("%s: said %v, want %s", name, err, want)
		}
	}
}

// Every service that is documented can be begun: what is written is Go.
func TestEveryServiceCanBeBegun(t *testing.T) {
	t.Parallel()
	in, begun := project(t), 0
	for _, s := range facts.All() {
		if s.In(facts.Page) {
			continue
		}
		forget(t, in, s.Name)
		if err := run(in, s.Name, &strings.Builder{}); err != nil {
			t.Errorf("%s: %v", s.Name, err)
		}
		begun++
	}
	if begun != 47 {
		t.Errorf("%d services were begun, want 47", begun)
	}
	if out, err := gone(t, in, "vet", "./internal/catalog/services", "./internal/engine/embedded/services"); err != nil {
		t.Errorf("what was written is not understood: %v\n%s", err, out)
	}
}
