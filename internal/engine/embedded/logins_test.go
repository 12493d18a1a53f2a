package embedded

import (
	"strings"
	"testing"

	"github.com/hoody/terraform-provider-hoody/internal/catalog"
	"github.com/hoody/terraform-provider-hoody/internal/storagetest"
)

// A library that is encrypted needs its password.
func TestSeafileLibraryWithoutItsKey(t *testing.T) {
	t.Parallel()
	s, e := serviceAnd(t, storagetest.SeafileEncrypted)
	_, err := e.Connect(t.Context(), with(right(s), catalog.Values{"library_key": ""}))
	want := "library_key: The library is encrypted.\nSet library to its name, and library_key to its password."
	if err == nil || err.Error() != want {
		t.Errorf("got %v", err)
	}
}

// A verification creates no library, whatever is configured.
func TestSeafileCreatesNoLibrary(t *testing.T) {
	t.Parallel()
	s, e := serviceAnd(t, storagetest.Seafile)
	for _, c := range []struct {
		create bool
		want   string
	}{
		{true, "library: There is no such library, and a verification creates none.\n"},
		{true, "library: There is no such library, and a verification creates none.\n"},
		{false, "library: There is no such library.\n"},
	} {
		_, err := e.Connect(t.Context(), with(right(s), catalog.Values{"library": "new", "create_library": c.create}))
		if err == nil || !strings.HasPrefix(err.Error(), c.want) {
			t.Errorf("with create_library = %v: got %v", c.create, err)
		}
	}
}
