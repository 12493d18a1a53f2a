package provider_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/hoody/terraform-provider-hoody/internal/emulator"
)

// A token that is refused is one error, which says where the token comes from, for all that
// a refresh reads. What has to fail for itself says so shortly. Nothing is forgotten, and
// the next run with another token knows nothing of it.
func TestOneErrorForATokenThatIsRefused(t *testing.T) {
	t.Parallel()
	service, url := serveEmulator(t, emulator.Options{Token: "right"})
	tf := newTerraform(t, "HOODY_BASE_URL="+url)
	environment := tf.env
	with := func(token string) { tf.env = append(environment[:len(environment):len(environment)], token) }
	const twenty = requiringHoody + `
resource "hoody_backend_b2" "b" {
  count   = 20
  account = "a${count.index}"
  key     = "k"
}
resource "hoody_mount" "m" {
  count      = 2
  backend_id = hoody_backend_b2.b[count.index].id
  mount_path = "m${count.index}"
}
`
	more := `
resource "hoody_backend_b2" "more" {
  count   = 20
  account = "more${count.index}"
  key     = "k"
}
`
	found := service.Add("b2", map[string]any{"account": "found", "key": "k"})
	imported := `
resource "hoody_backend_b2" "found" {
  account = "found"
  key     = "k"
}
import {
  to = hoody_backend_b2.found
  id = "` + found + `"
}
`
	tf.write(twenty)
	with("HOODY_TOKEN=right")
	tf.mustRun("init")
	tf.mustRun("apply", "-auto-approve", "-no-color")
	for _, c := range []struct {
		name, config, token string
		command             []string
		errors              int
		from                string
	}{
		{"a plan", twenty, "HOODY_TOKEN=wrong", []string{"plan"}, 1, "The token comes from the variable HOODY_TOKEN. "},
		{"the other name", twenty, "HOODY_API_TOKEN=wrong", []string{"plan"}, 1, "The token comes from the variable HOODY_API_TOKEN. "},
		{
			"the provider block", twenty + "provider \"hoody\" {\n  token = \"wrong\"\n}\n", "HOODY_TOKEN=right", []string{"plan"}, 1,
			"The token comes from the argument token of the provider block. ",
		},
		{"none", twenty, "NONE=", []string{"plan"}, 1, "Set HOODY_TOKEN (or the provider's token)."},
		{"an apply", twenty, "HOODY_TOKEN=wrong", []string{"apply", "-auto-approve"}, 1, "The token comes from the variable HOODY_TOKEN. "},
		{"a destroy", twenty, "HOODY_TOKEN=wrong", []string{"destroy", "-auto-approve"}, 1, "The token comes from the variable HOODY_TOKEN. "},
		{"creates", twenty + more, "HOODY_TOKEN=wrong", []string{"apply", "-auto-approve", "-refresh=false"}, 20, "The token comes from the variable HOODY_TOKEN. "},
		// The backends wait for the mounts.
		{"removals", twenty, "HOODY_TOKEN=wrong", []string{"destroy", "-auto-approve", "-refresh=false"}, 2, "The token comes from the variable HOODY_TOKEN. "},
	} {
		tf.write(c.config)
		with(c.token)
		said, err := tf.said(c.command...)
		if err == nil {
			t.Errorf("%s: no error", c.name)
		}
		if n := strings.Count(said, "Error: "); n != c.errors {
			t.Errorf("%s: %d errors, want %d:\n%s", c.name, n, c.errors, said)
		}
		if n := strings.Count(said, c.from); n != 1 {
			t.Errorf("%s: said %d times: %s\n%s", c.name, n, c.from, said)
		}
		if n := strings.Count(said, ": another of the errors says what to do."); n != c.errors-1 {
			t.Errorf("%s: %d errors point to another:\n%s", c.name, n, said)
		}
	}
	// An import has nothing to be left as it was: it fails, first of all or not.
	tf.write(twenty + imported)
	with("HOODY_TOKEN=wrong")
	said, err := tf.said("plan")
	whole, own := strings.Count(said, "The token comes from the variable HOODY_TOKEN. "), strings.Count(said, "Error: Backend not refreshed: "+found)
	if n := strings.Count(said, "Error: "); err == nil || whole != 1 || own != 1 || n > 2 {
		t.Errorf("an import: %d errors, %d of them whole and %d of it, %v:\n%s", n, whole, own, err, said)
	}
	tf.write(twenty)
	with("HOODY_TOKEN=right")
	if text, err := tf.said(noChanges...); err != nil {
		t.Errorf("with the right token again: %v\n%s", err, text)
	}
	if n := len(service.Backends()); n != 21 {
		t.Errorf("%d backends, want 21", n)
	}
}

// What the list of all backends fails with is one error for all that a refresh reads, and
// the whole of it is told once by what has to fail for itself.
func TestOneErrorForAListThatFails(t *testing.T) {
	t.Parallel()
	service, url := serveEmulator(t, emulator.Options{})
	tf := newTerraform(t, "HOODY_BASE_URL="+url)
	const six = requiringHoody + `
resource "hoody_backend_b2" "b" {
  count   = 6
  account = "a${count.index}"
  key     = "k"
}
`
	tf.write(six)
	tf.mustRun("init")
	tf.mustRun("apply", "-auto-approve", "-no-color")
	const title = "Error: Hoody's list of backends cannot be read"
	for _, c := range []struct {
		name, more string
		fault      emulator.Fault
		command    []string
		errors     int
		// refresh says that nothing did not happen, so that the title is of the list.
		refresh      bool
		whole, short string
	}{
		{
			name: "a plan", command: []string{"plan"}, errors: 1, refresh: true,
			fault: emulator.Fault{Status: 403, Body: `{"success":false,"error":"Off","code":"REMOTE_DISABLED"}`},
			whole: `Hoody answered 403 Forbidden to GET: "Off (REMOTE_DISABLED)".`,
		},
		{
			name: "a page", command: []string{"plan"}, errors: 1, refresh: true, fault: emulator.Fault{Status: 200, Body: "<html><title>Sign in</title>"},
			whole: `answered 200 OK to GET with a web page ("Sign in"), not as the Hoody API does.`,
		},
		{
			name: "creates", command: []string{"apply", "-auto-approve", "-refresh=false"}, errors: 5,
			more: `resource "hoody_backend_b2" "more" {
  count   = 5
  account = "more"
  key     = "k"
}
`,
			fault: emulator.Fault{Status: 400, Body: `{"success":false,"error":"No"}`},
			whole: `Hoody answered 400 Bad Request to GET: "No".`,
			short: "Hoody's list of backends cannot be read: another of the errors says what to do.",
		},
	} {
		tf.write(six + c.more)
		c.fault.Times, c.fault.Path = -1, "/api/v1/backends"
		service.Plan(c.fault)
		said, err := tf.said(c.command...)
		if n := strings.Count(said, "Error: "); err == nil || n != c.errors {
			t.Errorf("%s: %d errors, want %d:\n%s", c.name, n, c.errors, said)
		}
		if n := strings.Count(said, c.whole); n != 1 || strings.Contains(said, title) != c.refresh {
			t.Errorf("%s: said %d times: %s\n%s", c.name, n, c.whole, said)
		}
		if n := strings.Count(said, ": another of the errors says what to do."); n != c.errors-1 {
			t.Errorf("%s: %d errors point to another:\n%s", c.name, n, said)
		}
		if c.short != "" && !strings.Contains(said, c.short) {
			t.Errorf("%s: nothing says %s\n%s", c.name, c.short, said)
		}
	}
	service.Plan()
	tf.write(six)
	if text, err := tf.said(noChanges...); err != nil {
		t.Errorf("afterwards: %v\n%s", err, text)
	}
}

// In a check block an error of a data source is a warning: it must not stand for the error of
// a refresh, or Terraform would plan with what the state says.
func TestACheckSilencesNoRefresh(t *testing.T) {
	t.Parallel()
	service, url := serveEmulator(t, emulator.Options{})
	s := newCore(t, url)
	service.Plan(emulator.Fault{Times: -1, Status: 400, Body: `{"success":false,"error":"No"}`})
	if _, problems := s.readData(t, "hoody_backends", nil); len(problems) != 1 {
		t.Errorf("the data source said %q", details(problems))
	}
	const b2 = "hoody_backend_b2"
	for i, want := range []int{1, 0} {
		read, err := s.server.ReadResource(t.Context(), &tfprotov6.ReadResourceRequest{
			TypeName:     b2,
			CurrentState: encode(t, s.schema.ResourceSchemas[b2], texts("id", "bck_0123456789abcdef", "engine", "api", "account", "a")),
		})
		if err != nil || len(read.Diagnostics) != want {
			t.Errorf("refresh %d: %v, %q, want %d errors", i+1, err, details(read.Diagnostics), want)
		}
	}
}

// What a container's gate refuses is one error for each container; the account's token is
// one for all of them.
func TestOneErrorForWhatAGateRefuses(t *testing.T) {
	t.Parallel()
	account, url := serveAccount(t, 2)
	tf := newTerraform(t)
	config := requiringHoody + atAccount(url, "c1")
	for i := range 6 {
		config += backendIn(fmt.Sprintf("b%d", i), []string{"", "c2"}[i%2])
	}
	tf.write(config)
	tf.mustRun("init")
	tf.mustRun("apply", "-auto-approve", "-no-color")
	gated := emulator.Fault{Times: -1, Status: 401, Body: `{"success":false,"error":"Who?"}`}
	account.Service("c1").Plan(gated)
	account.Service("c2").Plan(gated)
	const gate = "Error: The container is behind a gate"
	if said, err := tf.said("plan"); err == nil || strings.Count(said, "Error: ") != 2 || strings.Count(said, gate) != 2 {
		t.Errorf("want an error for each container: %v\n%s", err, said)
	}
	account.Service("c1").Plan(emulator.Fault{Times: -1, Status: 502, Body: "<html>"})
	if said, err := tf.said("plan"); err == nil || strings.Count(said, "Error: ") != 2 ||
		strings.Count(said, "Error: Hoody's list of backends cannot be read") != 1 || strings.Count(said, gate) != 1 {
		t.Errorf("want an error for the container that sleeps, and one for the other: %v\n%s", err, said)
	}
	account.Service("c1").Plan()
	account.Service("c2").Plan()
	// What is in a container that is gone is to be forgotten by each address.
	account.Plan(emulator.Fault{Times: -1, Path: "/api/v1/containers/c2", Status: 404}, emulator.Fault{Times: -1, Path: "/api/v1/containers", Status: 403, Body: `{"success":false,"error":"No"}`})
	if said, err := tf.said("plan"); err == nil || strings.Count(said, "Error: ") != 3 || strings.Count(said, "Your account has no container c2.") != 3 {
		t.Errorf("want an error for each resource of the container that is gone: %v\n%s", err, said)
	}
	account.Plan()
	tf.write(strings.ReplaceAll(config, accountToken, "wrong"))
	if said, err := tf.said("plan"); err == nil || strings.Count(said, "Error: ") != 1 || !strings.Contains(said, "Error: Hoody refuses the token") {
		t.Errorf("want one error for both containers: %v\n%s", err, said)
	}
	tf.write(config)
	if said, err := tf.said(noChanges...); err != nil {
		t.Errorf("with the right token again: %v\n%s", err, said)
	}
}
