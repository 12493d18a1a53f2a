package embedded

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/hoody/terraform-provider-hoody/internal/catalog"
	documented "github.com/hoody/terraform-provider-hoody/internal/catalog/services"
	"github.com/hoody/terraform-provider-hoody/internal/engine"
	"github.com/hoody/terraform-provider-hoody/internal/engine/embedded/services"
)

// A file that somebody named must be there. The documented default, which every
// state has, need not: only one way to authenticate reads it.
func TestNamedFilesMustExist(t *testing.T) {
	t.Setenv("HOME", t.TempDir())
	oracle := documented.ByName("oracleobjectstorage")
	values := catalog.Values{"provider": "no_auth", "config_file": "~/.oci/config"}
	if err := needsFiles(oracle, values); err != nil {
		t.Errorf("the default is refused: %v", err)
	}
	values["config_file"] = filepath.Join(t.TempDir(), "missing")
	var refusal *engine.Error
	if err := needsFiles(oracle, values); !errors.As(err, &refusal) || refusal.Field != "config_file" {
		t.Errorf("got %v, want config_file refused", err)
	}
}

// A profile that Oracle's tools would silently do without is looked for in the file that
// they would read, also where none is named.
func TestAProfileThatOracleDoesNotKnow(t *testing.T) {
	home := t.TempDir()
	t.Setenv("HOME", home)
	t.Setenv("USERPROFILE", home)
	if err := os.Mkdir(filepath.Join(home, ".oci"), 0o700); err != nil {
		t.Fatal(err)
	}
	usual, other := filepath.Join(home, ".oci", "config"), filepath.Join(home, "other")
	for file, text := range map[string]string{usual: "[DEFAULT]\n[usual]\n", other: "[DEFAULT]\n[other]\n"} {
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	oracle := documented.ByName("oracleobjectstorage")
	for _, c := range []struct{ file, profile, unknownIn string }{
		{"", "usual", ""},
		{"", "usuall", usual},
		{"", "default", ""},
		{"", "", ""},
		{"~/.oci/config", "other", usual},
		{"~/other", "other", ""},
		{other, "other", ""},
		{other, "usual", other},
	} {
		values := catalog.Values{"provider": "user_principal_auth", "config_profile": c.profile}
		if c.file != "" {
			values["config_file"] = c.file
		}
		want := ""
		if c.unknownIn != "" {
			want = fmt.Sprintf("config_profile: %s has no profile %q.\nCheck the spelling of config_profile: Oracle's tools "+
				"would take the profile DEFAULT instead, which may be of another tenancy.", c.unknownIn, c.profile)
		}
		got := ""
		if err := services.ByName("oracleobjectstorage").Refuse(oracle, values); err != nil {
			got = err.Error()
		}
		if got != want {
			t.Errorf("%q in %q: got %s\nwant %s", c.profile, c.file, got, want)
		}
	}
}
