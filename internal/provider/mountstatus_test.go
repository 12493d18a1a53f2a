package provider_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/terraform"

	"github.com/hoody/terraform-provider-hoody/internal/emulator"
)

// said is what a command printed, in one line and without the frames.
func (tf *program) said(args ...string) (text string, err error) {
	tf.t.Helper()
	before := tf.output.Len()
	err = tf.run(append(args, "-no-color")...)
	text = strings.NewReplacer("│", " ", "╷", " ", "╵", " ").Replace(tf.output.String()[before:])
	return strings.Join(strings.Fields(text), " "), err
}

// wantSaid runs a command that succeeds, or fails, and says all of that.
func (tf *program) wantSaid(succeeds bool, args []string, want ...string) {
	tf.t.Helper()
	text, err := tf.said(args...)
	if (err == nil) != succeeds {
		tf.t.Errorf("terraform %s: %v", args[0], err)
	}
	for _, w := range want {
		if !strings.Contains(text, w) {
			tf.t.Errorf("terraform %s does not say %q:\n%s", args[0], w, text)
		}
	}
}

// mountProgram is a Terraform with a backend and a mount applying.
func mountProgram(t *testing.T, url, backend, mount string) *program {
	t.Helper()
	tf := newTerraform(t)
	tf.write(requiringHoody + mountOf(url, "first", "us-east-1", backend, mount))
	tf.mustRun("init", "-input=false")
	tf.mustRun("apply", "-auto-approve")
	return tf
}

var (
	applying  = []string{"apply", "-auto-approve"}
	noChanges = []string{"plan", "-detailed-exitcode"}
)

// A mount in error is told with Hoody's words, and repaired in place by one PATCH
// of the settings that it has. While that does not help, each apply fails after one.
func TestMountInErrorIsRepaired(t *testing.T) {
	t.Parallel()
	needs(t, writeOnlyArguments)
	service, url := serveEmulator(t, emulator.Options{Dialect: emulator.October, Settings: []string{"prefetch"}})
	tf := mountProgram(t, url, "", "mount_path = \"media\"\n  vfs = { read_only = true }")
	patch(t, service, service.Mounts()[0].ID, `{"prefetch":[1,2]}`)
	id := service.Mounts()[0].ID
	const repair = `PATCH /mounts/ID {"vfs_config":{"allow_non_empty":false,"allow_other":false,"cache_max_age":3600,"cache_max_size":10737418240,` +
		`"cache_mode":"writes","dir_cache_time":300,"poll_interval":60,"prefetch":[1,2],"read_chunk_size":134217728,"read_only":true,"write_back":5}}`
	service.Restart()
	before := len(service.Requests())
	tf.wantSaid(true, []string{"plan"}, "Warning: The mount at /hoody/mounts/permanent/media does not work",
		`Its status is "error": "The mount was not restored after a restart". The next apply repairs it in place, with the settings that it has.`,
		"hoody_mount.media will be updated in-place", `~ status = "error" -> (known after apply)`, "0 to add, 1 to change, 0 to destroy")
	wantRequests(t, service, before)

	service.BreakMounts("fuse: no device")
	for range 2 {
		before = len(service.Requests())
		tf.wantSaid(false, applying, "Error: Mount not changed", `The status of the mount `+id+` is "error": "fuse: no device".`)
		wantRequests(t, service, before, repair)
	}
	service.BreakMounts("")
	before = len(service.Requests())
	tf.wantSaid(true, applying, `Its status is "error": "fuse: no device".`, "0 added, 1 changed, 0 destroyed")
	wantRequests(t, service, before, repair)
	tf.wantSaid(true, noChanges)
	if m := service.Mounts(); len(m) != 1 || m[0].ID != id || m[0].Status != "active" {
		t.Errorf("the mounts are %+v", m)
	}
}

// A mount that fails as it is made stays in the state, with Hoody's words: the next
// apply replaces it.
func TestMountThatFailsIsReplaced(t *testing.T) {
	t.Parallel()
	service, url := serveEmulator(t, emulator.Options{Dialect: emulator.October, MountReads: 1})
	config := mountAt(url, "first", "us-east-1", `mount_path = "media"`)
	var failed string
	var before int
	acceptance(t, resource.TestCase{
		Steps: []resource.TestStep{
			{
				PreConfig:   func() { service.BreakMounts("fuse: no device") },
				Config:      config,
				ExpectError: words(`is "error": "fuse: no device". Check that its backend works, then apply again: curl`),
			},
			{
				PreConfig: func() {
					service.BreakMounts("")
					failed, before = service.Mounts()[0].ID, len(service.Requests())
				},
				Config:           config,
				ConfigPlanChecks: plannedMount(plancheck.ResourceActionDestroyBeforeCreate),
				Check: func(*terraform.State) error {
					wantRequests(t, service, before, "DELETE /mounts/ID", `POST /mounts {"backend_id":"ID","mount_path":"media"}`)
					if m := service.Mounts(); len(m) != 1 || m[0].ID == failed || m[0].Status != "active" {
						return fmt.Errorf("the mounts are %+v, and %s had failed", m, failed)
					}
					return nil
				},
			},
		},
	})
}

// While nobody knows whether settings were changed, a refresh looks, and without one the
// next apply sends what the configuration says, whatever the state has.
func TestSettingsInDoubt(t *testing.T) {
	t.Parallel()
	needs(t, writeOnlyArguments)
	const (
		before = "mount_path = \"media\"\n  vfs = { cache_max_age = \"2h\" }"
		after  = "mount_path = \"media\"\n  vfs = { cache_max_age = \"3h\" }"
		back   = `PATCH /mounts/ID {"vfs_config":{"cache_max_age":7200}}`
		on     = `PATCH /mounts/ID {"vfs_config":{"cache_max_age":10800}}`
	)
	for name, c := range map[string]struct {
		acts emulator.Acts
		// next is the configuration of the apply after the one whose answers are lost.
		next string
		args []string
		want []string
	}{
		"changed, and it stays so":            {emulator.First, after, applying, nil},
		"changed, and taken back":             {emulator.First, before, applying, []string{back}},
		"not changed, and it is to be":        {emulator.Never, after, applying, []string{on}},
		"not changed, and taken back":         {emulator.Never, before, applying, nil},
		"nobody looks, and it stays so":       {emulator.First, after, []string{"apply", "-auto-approve", "-refresh=false"}, []string{on}},
		"nobody looks, and it is taken back":  {emulator.First, before, []string{"apply", "-auto-approve", "-refresh=false"}, []string{back}},
		"nobody looks, and nothing had acted": {emulator.Never, before, []string{"apply", "-auto-approve", "-refresh=false"}, []string{back}},
	} {
		for dialectName, dialect := range dialects {
			t.Run(name+"/"+dialectName, func(t *testing.T) {
				t.Parallel()
				service, url := serveEmulator(t, emulator.Options{Dialect: dialect})
				tf := mountProgram(t, url, "", before)
				at := "max_retries = 0\n  endpoint ="
				tf.write(requiringHoody + strings.Replace(mountAt(url, "first", "us-east-1", after), "endpoint =", at, 1))
				service.Plan(emulator.Fault{Method: "PATCH", Kind: emulator.Drop, Acts: c.acts})
				tf.wantSaid(false, applying, "Whether the settings were changed is not known. Apply again: sending them twice does no harm.")

				since := len(service.Requests())
				tf.write(requiringHoody + mountAt(url, "first", "us-east-1", c.next))
				tf.wantSaid(true, c.args)
				wantRequests(t, service, since, c.want...)
				tf.wantSaid(true, noChanges)
				age := map[string]string{before: "7200", after: "10800"}[c.next]
				if _, mount := service.Ask("GET", "/mounts/"+service.Mounts()[0].ID, ""); !strings.Contains(mount, `"cache_max_age":`+age) {
					t.Errorf("want %s, Hoody has %s", age, mount)
				}
			})
		}
	}
}

// What becomes of files that are not uploaded yet when a mount or a backend goes is
// what the state says; a plan warns of what is lost.
func TestUploadsOnDestroy(t *testing.T) {
	t.Parallel()
	needs(t, writeOnlyArguments)
	const lost = " may be lost"
	for _, c := range []struct {
		set string
		// mount and backend are what their removals ask for.
		mount, backend string
		// left are the files that Hoody still has after the mount is gone.
		left  int
		warns bool
	}{
		{set: "", left: 3},
		{set: `uploads_on_destroy = "keep"`, mount: "uploads=keep", backend: "uploads=keep", left: 3},
		{set: `uploads_on_destroy = "wait"`, mount: "uploads=wait"},
		{set: `uploads_on_destroy = "discard"`, mount: "uploads=discard", backend: "uploads=discard", warns: true},
	} {
		t.Run(c.set, func(t *testing.T) {
			t.Parallel()
			service, url := serveEmulator(t, emulator.Options{Dialect: emulator.October})
			tf := mountProgram(t, url, "", "")
			since := len(service.Requests())
			tf.write(requiringHoody + mountOf(url, "first", "us-east-1", c.set, c.set))
			tf.mustRun(applying...) // it is only recorded
			wantRequests(t, service, since)
			tf.wantSaid(true, noChanges)

			backend := service.Backends()[0].ID
			service.Write(service.Mounts()[0].ID, 3, 2)
			text, err := tf.said("plan", "-destroy")
			if err != nil || strings.Contains(text, lost) != c.warns || c.warns && strings.Count(text, lost) != 2 {
				t.Errorf("the plan says %s, %v", text, err)
			}
			since = len(service.Requests())
			tf.mustRun("destroy", "-auto-approve", "-target=hoody_mount.media")
			if got := service.Pending(backend); got != c.left {
				t.Errorf("left %d files, want %d", got, c.left)
			}
			tf.mustRun("destroy", "-auto-approve")
			var asked []string
			looks := 0
			for _, r := range service.Requests()[since:] {
				switch {
				case r.Method == "DELETE":
					uploads, _, _ := strings.Cut(r.Query, "&")
					asked = append(asked, uploads)
				case strings.HasSuffix(r.Path, "/pending-uploads"):
					looks++
				}
			}
			if want := []string{c.mount, c.backend}; !slices.Equal(asked, want) {
				t.Errorf("asked for %q, want %q", asked, want)
			}
			if waits := strings.Contains(c.set, "wait"); waits != (looks > 0) {
				t.Errorf("looked %d times for what is pending", looks)
			}
		})
	}
}

// Whatever mounts again is warned of where it loses files.
func TestReplacementWarnsOfLoss(t *testing.T) {
	t.Parallel()
	needs(t, writeOnlyArguments)
	_, url := serveEmulator(t, emulator.Options{Dialect: emulator.October})
	const (
		discard = "uploads_on_destroy = \"discard\"\n  "
		warning = "Warning: Files on the mount at /hoody/mounts/permanent/media may be lost"
	)
	tf := mountProgram(t, url, "", discard+`mount_path = "media"
  label = "a"
  vfs = { timeout = "5m", write_back = "1m" }`)
	for mount, warns := range map[string]bool{
		"mount_path = \"films\"\n  label = \"a\"\n  vfs = { timeout = \"5m\", write_back = \"1m\" }": true,
		"mount_path = \"media\"\n  label = \"b\"\n  vfs = { timeout = \"5m\", write_back = \"1m\" }": true,
		"mount_path = \"media\"\n  label = \"a\"\n  vfs = { write_back = \"1m\" }":                   true,
		"mount_path = \"media\"\n  label = \"a\"\n  vfs = { timeout = \"6m\" }":                      false,
	} {
		tf.write(requiringHoody + mountAt(url, "first", "us-east-1", discard+mount))
		if text, err := tf.said("plan"); err != nil || strings.Contains(text, warning) != warns ||
			strings.Contains(text, "must be replaced") != warns {
			t.Errorf("%s: %v, %s", mount, err, text)
		}
	}
}

// A backend waits until nothing of it is pending, and no longer than it may.
func TestBackendWaitsForUploads(t *testing.T) {
	t.Parallel()
	service, url := serveEmulator(t, emulator.Options{Dialect: emulator.October})
	config := s3At(url, "first", "us-east-1", "uploads_on_destroy = \"wait\"\n  timeouts = { delete = \"1s\" }")
	write := func(looks int) {
		m := service.Mount(service.Backends()[0].ID, "others")
		service.Write(m, 1, looks)
		service.Unmount(m)
	}
	acceptance(t, resource.TestCase{
		Steps: []resource.TestStep{
			{Config: config},
			{
				PreConfig: func() { write(-1) },
				Config:    config, Destroy: true,
				ExpectError: words("What was written on mounts of the backend is not uploaded yet. Destroy again in a while, or lengthen timeouts.delete."),
			},
			{Config: s3At(url, "first", "us-east-1", "uploads_on_destroy = \"discard\""), Check: func(*terraform.State) error {
				if n := service.Pending(service.Backends()[0].ID); n != 1 {
					return fmt.Errorf("%d files are pending, want 1", n)
				}
				return nil
			}},
		},
	})
}
