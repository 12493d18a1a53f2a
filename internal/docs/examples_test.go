package docs

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/hoody/terraform-provider-hoody/internal/catalog"
)

// shelved is a backend with secrets that rotate and secrets that do not.
var shelved = &catalog.Backend{Name: "shelf", Fields: []catalog.Field{
	{Name: "user"}, {Name: "pass", Secret: true, Rotates: true}, {Name: "grant", Secret: true}, {Name: "provider", Attr: "provider_type", Secret: true},
}}

func TestWriteOnlyExamples(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, text, want string }{
		{"no secret", "resource \"hoody_backend_shelf\" \"example\" {\n  user = var.user\n}", ""},
		{"a secret that is no variable", "resource \"hoody_backend_shelf\" \"example\" {\n  pass = \"p\"\n}", ""},
		{
			"one that rotates", `variable "word" {
  type      = string
  sensitive = true
}

# The reader.
resource "hoody_backend_shelf" "example" {
  user = "reader"
  pass = var.word
}`, `variable "word" {
  type      = string
  sensitive = true
  ephemeral = true
}

# The reader.
resource "hoody_backend_shelf" "example" {
  user    = "reader"
  pass_wo = var.word
}`,
		},
		{
			"several, of which some do not", `variable "pass" {
  type      = string
  sensitive = true
}

variable "grant" {
  type      = string
  sensitive = true
}

variable "provider" {
  type      = string
  sensitive = true
}

resource "hoody_backend_shelf" "example" {
  grant         = var.grant
  pass          = var.pass
  provider_type = var.provider
}`, `variable "pass" {
  type      = string
  sensitive = true
  ephemeral = true
}

variable "grant" {
  type      = string
  sensitive = true
  ephemeral = true
}

variable "provider" {
  type      = string
  sensitive = true
  ephemeral = true
}

# Not rotated in place, so that a change replaces the backend: grant_wo, provider_type_wo.
resource "hoody_backend_shelf" "example" {
  grant_wo         = var.grant
  pass_wo          = var.pass
  provider_type_wo = var.provider
}`,
		},
	} {
		if got := writeOnlyOf(shelved, c.text); got != c.want {
			t.Errorf("%s:\n%s\nwant\n%s", c.name, got, c.want)
		}
	}
}

// What people wrote comes before what is made of it.
func TestExamplesOfAPage(t *testing.T) {
	t.Parallel()
	const (
		secret = "variable \"pass\" {\n  type      = string\n  sensitive = true\n}\nresource \"hoody_backend_shelf\" \"example\" {\n  pass = var.pass\n}"
		made   = "variable \"pass\" {\n  type      = string\n  sensitive = true\n  ephemeral = true\n}\nresource \"hoody_backend_shelf\" \"example\" {\n  pass_wo = var.pass\n}"
	)
	for _, c := range []struct {
		name  string
		files map[string]string
		want  []example
	}{
		{"none", nil, nil},
		{"the documented one", map[string]string{"resource.tf": "a"}, []example{{"Minimal", "a"}}},
		{
			"all", map[string]string{"resource.tf": "b", "resource-minimal.tf": "a\n", "resource-realistic.tf": "c", "resource-write-only.tf": "d"},
			[]example{{"Minimal", "a"}, {"As the API documents it", "b"}, {"Realistic", "c"}, {"Write-only", "d"}},
		},
		{
			"one made of the first with a secret", map[string]string{"resource.tf": "b", "resource-realistic.tf": secret},
			[]example{{"Minimal", "b"}, {"Realistic", secret}, {"Write-only", made}},
		},
		{
			"one that is written", map[string]string{"resource.tf": secret, "resource-write-only.tf": "d"},
			[]example{{"Minimal", secret}, {"Write-only", "d"}},
		},
	} {
		folder := t.TempDir()
		for name, text := range c.files {
			if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		got, err := examplesOf(shelved, folder)
		if !slices.Equal(got, c.want) || (err != nil) != (c.want == nil) {
			t.Errorf("%s: %q, %v, want %q", c.name, got, err, c.want)
		}
	}
}
