package provider_test

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/terraform"

	"github.com/hoody/terraform-provider-hoody/internal/emulator"
)

// mountsAt are mounts of one backend, by their names, at paths; more is added to the
// body of each.
func mountsAt(url string, paths map[string]string, more string) string {
	config := s3At(url, "first", "us-east-1", "")
	for _, name := range slices.Sorted(maps.Keys(paths)) {
		config += fmt.Sprintf(`
resource "hoody_mount" %q {
  backend_id = hoody_backend_s3.media.id
  mount_path = %q
  %s
}
`, name, paths[name], more)
	}
	return config
}

// Terraform destroys and creates at the same time: what a run unmounts is waited for
// where it is mounted again, whatever it is called. Three services take 22 applies.
func TestMountsThatAreRenamedAndSwapPaths(t *testing.T) {
	t.Parallel()
	for name, o := range map[string]emulator.Options{
		"page": {}, "2026-10": {Dialect: emulator.October}, "slow to start and stop": {MountReads: 2},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			service, url := serveEmulator(t, o)
			folder := "/hoody/mounts/"
			if o.Dialect == emulator.October {
				folder = "/hoody/mounts/permanent/"
			}
			stranger := service.Mount(service.Add("b2", nil), "theirs")
			var steps []resource.TestStep
			for _, change := range []struct {
				what  string
				paths map[string]string
				label string
			}{
				{"three are made", map[string]string{"one": "a", "two": "b", "three": "c"}, ""},
				{"one is renamed without moved", map[string]string{"uno": "a", "two": "b", "three": "c"}, ""},
				{"two swap paths", map[string]string{"uno": "a", "two": "c", "three": "b"}, ""},
				{"three change round", map[string]string{"uno": "c", "two": "b", "three": "a"}, ""},
				{"one is renamed while two swap", map[string]string{"eins": "c", "two": "a", "three": "b"}, ""},
				{"all are renamed", map[string]string{"one": "c", "zwei": "a", "drei": "b"}, ""},
				{"all get a label where they are", map[string]string{"one": "c", "zwei": "a", "drei": "b"}, `label = "media"`},
				{"two are renamed and all change round", map[string]string{"one": "b", "two": "c", "three": "a"}, `label = "media"`},
			} {
				if o.Dialect == emulator.October && change.label != "" {
					continue // where it is, and not how it is called, differs there
				}
				steps = append(steps, resource.TestStep{
					PreConfig: func() { createsComeFirst(service) },
					Config:    mountsAt(url, change.paths, change.label),
					Check: func(*terraform.State) error {
						want := []string{folder + "theirs " + stranger}
						for _, path := range change.paths {
							want = append(want, folder+path)
						}
						var got []string
						for _, m := range service.Mounts() {
							if m.ID == stranger {
								m.Path += " " + m.ID
							}
							got = append(got, m.Path)
						}
						slices.Sort(want)
						slices.Sort(got)
						if !slices.Equal(got, want) {
							return fmt.Errorf("%s: mounted at %q, want %q", change.what, got, want)
						}
						return nil
					},
				})
			}
			acceptance(t, resource.TestCase{Steps: steps})
		})
	}
}

// Mounts of two backends swap their paths in one apply, and back.
func TestMountsOfTwoBackendsSwapPaths(t *testing.T) {
	t.Parallel()
	service, url := serveEmulator(t, emulator.Options{MountReads: 1})
	one, two := service.Add("b2", nil), service.Add("s3", nil)
	config := func(first, second string) string {
		return atService(url) + fmt.Sprintf(
			"resource \"hoody_mount\" \"one\" {\n  backend_id = %q\n  mount_path = %q\n}\n"+
				"resource \"hoody_mount\" \"two\" {\n  backend_id = %q\n  mount_path = %q\n}\n", one, first, two, second)
	}
	var steps []resource.TestStep
	for _, at := range [][2]string{{"a", "b"}, {"b", "a"}, {"a", "b"}} {
		steps = append(steps, resource.TestStep{
			PreConfig: func() {
				if len(service.Mounts()) > 0 {
					createsComeFirst(service)
				}
			},
			Config: config(at[0], at[1]),
			Check: func(*terraform.State) error {
				got := map[string]string{}
				for _, m := range service.Mounts() {
					got[m.Path] = m.BackendID
				}
				if want := map[string]string{"/hoody/mounts/" + at[0]: one, "/hoody/mounts/" + at[1]: two}; !maps.Equal(got, want) {
					return fmt.Errorf("mounted %v, want %v", got, want)
				}
				return nil
			},
		}, resource.TestStep{Config: config(at[0], at[1]), ConfigPlanChecks: nothingPlanned()})
	}
	acceptance(t, resource.TestCase{Steps: steps})
}

// createsComeFirst lets nothing be unmounted before somebody has tried to mount.
func createsComeFirst(service *emulator.Server) {
	if len(service.Mounts()) == 1 {
		return // nothing is to be unmounted
	}
	tried := make(chan struct{})
	service.Plan(
		emulator.Fault{Method: "DELETE", Path: "/api/v1/mounts/*", Kind: emulator.Pass, Hold: func(ctx context.Context) {
			select {
			case <-tried:
			case <-ctx.Done():
			}
		}},
		emulator.Fault{Method: "POST", Path: "/api/v1/mounts", Kind: emulator.Pass, Acts: emulator.First, Hold: func(context.Context) {
			close(tried)
		}},
	)
}

// What cannot work says why: nothing can be mounted at a path before the mount that is
// there has gone. Nothing is lost by it, and taking it out is enough.
func TestAMountWithCreateBeforeDestroyAtItsPath(t *testing.T) {
	t.Parallel()
	service, url := serveEmulator(t, emulator.Options{})
	config := func(label, lifecycle string) string {
		return mountsAt(url, map[string]string{"media": "media"}, fmt.Sprintf("label = %q\n  %s", label, lifecycle))
	}
	const first = "lifecycle { create_before_destroy = true }"
	var id string
	acceptance(t, resource.TestCase{
		Steps: []resource.TestStep{
			{
				Config: config("films", first),
				Check:  resource.TestCheckResourceAttrWith(mounted, "mount_id", func(v string) error { id = v; return nil }),
			},
			{
				Config: config("videos", first),
				ExpectError: words("Choose another mount_path, import the mount that is there, or unmount it. " +
					"A mount with create_before_destroy cannot be replaced at its path: remove that."),
			},
			{
				PreConfig: func() {
					if all := service.Mounts(); len(all) != 1 || all[0].ID != id {
						t.Errorf("mounted is %v, want %s alone", all, id)
					}
				},
				Config:           config("videos", ""),
				ConfigPlanChecks: plannedMount(plancheck.ResourceActionDestroyBeforeCreate),
			},
			// Where the new path is another, it works.
			{
				Config:            strings.Replace(config("videos", first), "mount_path = \"media\"", "mount_path = \"films\"", 1),
				ConfigPlanChecks:  plannedMount(plancheck.ResourceActionCreateBeforeDestroy),
				ConfigStateChecks: []statecheck.StateCheck{mountValue("path", knownvalue.StringExact("/hoody/mounts/films"))},
			},
		},
	})
}
