package provider_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/hoody/terraform-provider-hoody/internal/emulator"
)

// Two resources that hold one id are told, by the import that makes it so and by each
// refresh that sees both, under one name of a service or two.
func TestOneIDHeldByTwoResources(t *testing.T) {
	t.Parallel()
	for name, types := range map[string][2]string{
		"one type":            {"storj", "storj"},
		"two names of a type": {"storj", "tardigrade"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			service, url := serveEmulator(t, emulator.Options{})
			id := service.Add("storj", map[string]any{"access_grant": "grant"})
			tf := newTerraform(t, "HOODY_BASE_URL="+url)
			var config strings.Builder
			config.WriteString(requiringHoody)
			for i, typ := range types {
				fmt.Fprintf(&config, "resource \"hoody_backend_%s\" \"r%d\" {\n  access_grant = \"grant\"\n}\n"+
					"import {\n  to = hoody_backend_%s.r%d\n  id = %q\n}\n", typ, i, typ, i, id)
			}
			tf.write(config.String())
			tf.mustRun("init")
			want := "Two resources manage backend " + id
			for _, command := range [][]string{{"apply", "-auto-approve"}, {"plan"}, {"plan"}} {
				tf.output.Reset()
				tf.mustRun(append(command, "-no-color")...)
				if n := strings.Count(tf.output.String(), want); n != 1 {
					t.Errorf("%s: told %d times:\n%s", command, n, tf.output.String())
				}
			}
			tf.mustRun("state", "rm", fmt.Sprintf("hoody_backend_%s.r1", types[1]))
			tf.write(requiringHoody + "resource \"hoody_backend_storj\" \"r0\" {\n  access_grant = \"grant\"\n}\n")
			tf.output.Reset()
			tf.mustRun("plan", "-detailed-exitcode", "-no-color")
			if said := tf.output.String(); strings.Contains(said, "Two resources") {
				t.Errorf("one resource is told: %s", said)
			}
		})
	}
}

// Two mounts of the state at one path are told as well, however they were imported.
func TestOnePathHeldByTwoResources(t *testing.T) {
	t.Parallel()
	service, url := serveEmulator(t, emulator.Options{})
	backend := service.Add("b2", map[string]any{"account": "a", "key": "k"})
	id := service.Mount(backend, "media")
	tf := newTerraform(t, "HOODY_BASE_URL="+url)
	var config strings.Builder
	config.WriteString(requiringHoody)
	for i, name := range []string{"/hoody/mounts/media", id} {
		fmt.Fprintf(&config, "resource \"hoody_mount\" \"m%d\" {\n  backend_id = %q\n}\n"+
			"import {\n  to = hoody_mount.m%d\n  id = %q\n}\n", i, backend, i, name)
	}
	tf.write(config.String())
	tf.mustRun("init")
	for _, command := range [][]string{{"apply", "-auto-approve"}, {"plan"}} {
		text, err := tf.said(command...)
		if n := strings.Count(text, "Two resources manage the mount at /hoody/mounts/media"); err != nil || n != 1 {
			t.Errorf("%s: told %d times, %v:\n%s", command, n, err, text)
		}
	}
	tf.mustRun("state", "rm", "hoody_mount.m1")
	tf.write(requiringHoody + fmt.Sprintf("resource \"hoody_mount\" \"m0\" {\n  backend_id = %q\n}\n", backend))
	if text, err := tf.said(noChanges...); err != nil || strings.Contains(text, "Two resources") {
		t.Errorf("one resource is told: %v, %s", err, text)
	}
}
