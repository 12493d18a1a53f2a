package embedded

import (
	"errors"
	"path/filepath"
	"testing"

	"github.com/hoody/terraform-provider-hoody/internal/catalog"
	"github.com/hoody/terraform-provider-hoody/internal/catalog/services"
	"github.com/hoody/terraform-provider-hoody/internal/engine"
)

// A file that somebody named must be there. The documented default, which every
// state has, need not: only one way to authenticate reads it.
func TestNamedFilesMustExist(t *testing.T) {
	t.Setenv("HOME", t.TempDir())
	oracle := services.ByName("oracleobjectstorage")
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
