package backend

import (
	"encoding/json"
	"reflect"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/hoody/terraform-provider-hoody/internal/engine"
)

// What is owed may have come back and have been changed: a rotation that takes it away
// brings it back as it was then, once.
func TestRotationKnowsBetterThanWhatIsOwed(t *testing.T) {
	t.Parallel()
	aged := func(path, age string) engine.MountSpec {
		return engine.MountSpec{BackendID: "b", Path: path, Settings: engine.Settings{"cache_max_age": json.RawMessage(age)}}
	}
	removed := []engine.MountSpec{aged("/m/a", "9"), aged("/m/b", "1")}
	owed := []engine.MountSpec{aged("/m/a", "7"), aged("/m/c", "3")}
	want := []engine.MountSpec{aged("/m/a", "9"), aged("/m/b", "1"), aged("/m/c", "3")}
	if got := andOwed(removed, owed); !reflect.DeepEqual(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

// Mounts that are owed are named where they are given up, by an update or with the backend.
func TestOwedMountsThatStayAway(t *testing.T) {
	t.Parallel()
	owed := func() memory {
		return memory{Owed: []keptMount{{Backend: "bck_1", Path: "/m/a"}, {Backend: "bck_1", Path: "/m/b"}}}
	}
	for name, c := range map[string]struct {
		tell func(diags *diag.Diagnostics)
		want string
	}{
		"by an update": {
			func(diags *diag.Diagnostics) { m := owed(); giveUp(&m, diags) },
			"Mounts not remounted: An earlier rotation unmounted /m/a, /m/b and could not mount them again. remount_on_rotate is off now, so they are not remounted.",
		},
		"with the backend": {
			func(diags *diag.Diagnostics) {
				warnOfMounts(t.Context(), owed(), map[string]attr.Value{attrID: types.StringValue("bck_1")}, true, diags)
			},
			"Mounts will not be remounted: An earlier rotation of backend bck_1 unmounted /m/a, /m/b and could not mount them again. This plan removes the backend, so they are not remounted.",
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var diags diag.Diagnostics
			c.tell(&diags)
			if len(diags) != 1 || diags[0].Summary()+": "+diags[0].Detail() != c.want {
				t.Errorf("says %v, want %q", diags, c.want)
			}
		})
	}
}
