package backend

import (
	"encoding/json"
	"reflect"
	"testing"

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
