package provider_test

import (
	"strings"
	"testing"

	"github.com/hoody/terraform-provider-hoody/internal/emulator"
)

// A rotation that was killed while it had a mount away can have written nothing
// down. What the refresh before it saw tells the next one.
func TestARefreshMissesAMountThatAKilledRotationTookAway(t *testing.T) {
	t.Parallel()
	needs(t, writeOnlyArguments)
	service, url := serveEmulator(t, emulator.Options{})
	tf := newTerraform(t)
	config := func(remount string) string {
		return "terraform {\n  required_providers {\n    hoody = { source = \"hoody/hoody\" }\n  }\n}\n" +
			s3At(url, "first", "us-east-1", remount)
	}
	tf.write(config("remount_on_rotate = true"))
	tf.mustRun("init", "-input=false")
	tf.mustRun("apply", "-auto-approve")
	backend := service.Backends()[0].ID
	mount := service.Mount(backend, "/hoody/mounts/media") // by another client
	tf.mustRun("apply", "-auto-approve", "-refresh-only")
	service.Unmount(mount)

	said := func() string {
		before := tf.output.Len()
		tf.mustRun("apply", "-auto-approve", "-no-color", "-refresh-only")
		return strings.Join(strings.Fields(strings.ReplaceAll(tf.output.String()[before:], "│", " ")), " ")
	}
	want := "Backend " + backend + " was mounted at /hoody/mounts/media at the last refresh, and is no longer."
	call := `curl --json '{"backend_id":"` + backend + `","mount_path":"/hoody/mounts/media"}' "` + url + `/api/v1/mounts"`
	if got := said(); !strings.Contains(got, want) || !strings.Contains(got, call) {
		t.Errorf("got %s\nwant %s\nand %s", got, want, call)
	}
	if got := said(); strings.Contains(got, "A mount is gone") {
		t.Errorf("it was said twice: %s", got)
	}
}

// A replacement warns of what happens to the mounts of a backend. A destroy, of which
// resources are to unmount first, says nothing.
func TestPlansWarnOfMounts(t *testing.T) {
	t.Parallel()
	needs(t, writeOnlyArguments)
	service, url := serveEmulator(t, emulator.Options{})
	tf := newTerraform(t)
	config := func(region string) string {
		return "terraform {\n  required_providers {\n    hoody = { source = \"hoody/hoody\" }\n  }\n}\n" +
			s3At(url, "first", region, "") +
			"resource \"hoody_mount\" \"media\" {\n  backend_id = hoody_backend_s3.media.id\n  mount_path = \"media\"\n}\n"
	}
	tf.write(config("us-east-1"))
	tf.mustRun("init", "-input=false")
	tf.mustRun("apply", "-auto-approve")
	planned := func(args ...string) string {
		before := tf.output.Len()
		tf.mustRun(append([]string{"plan", "-no-color"}, args...)...)
		return strings.Join(strings.Fields(strings.ReplaceAll(tf.output.String()[before:], "│", " ")), " ")
	}
	if got := planned("-destroy"); strings.Contains(got, "Warning") {
		t.Errorf("a destroy warns: %s", got)
	}
	tf.write(config("eu-central-1"))
	want := "Backend " + service.Backends()[0].ID + " is mounted at /hoody/mounts/media. " +
		"A hoody_mount of this configuration is replaced with it; any other mount stops the apply."
	if got := planned(); !strings.Contains(got, want) {
		t.Errorf("got %s\nwant %s", got, want)
	}
}
