package provider_test

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/hoody/terraform-provider-hoody/internal/emulator"
)

// oldState is a state that an earlier provider wrote, as Terraform keeps it.
type oldState struct {
	Resources []struct {
		Type      string
		Instances []struct {
			Attributes map[string]any
		}
	}
}

// A state that the provider of version 0.1 wrote, through the API, means no
// change after an upgrade: nothing is sent but reads, to either version of the
// service. It has each documented example, write-only credentials, pinned ones too,
// and mounts with settings and without.
func TestStateOfVersion01PlansNothing(t *testing.T) {
	t.Parallel()
	needs(t, writeOnlyArguments)
	for name, dialect := range dialects {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			service, tf := upgraded(t, dialect)
			before := len(service.Requests())
			if err := tf.run("plan", "-detailed-exitcode", "-no-color"); err != nil {
				t.Errorf("the plan is not empty: %v", err)
			}
			tf.mustRun("apply", "-auto-approve", "-no-color")
			tf.mustRun("plan", "-detailed-exitcode", "-no-color")
			wantReads(t, service.Requests()[before:])
		})
	}
}

// Without a refresh, Terraform itself plans an update in place of what has new
// attributes that are sensitive (b2 and s3): its state does not say yet that they
// are. That update changes nothing and sends nothing.
func TestStateOfVersion01WithoutRefreshSendsNothing(t *testing.T) {
	t.Parallel()
	needs(t, writeOnlyArguments)
	for name, dialect := range dialects {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			service, tf := upgraded(t, dialect)
			before := len(service.Requests())
			tf.mustRun("apply", "-auto-approve", "-no-color", "-refresh=false")
			if said := tf.output.String(); !strings.Contains(said, "0 added, 4 changed, 0 destroyed") {
				t.Errorf("the apply said %s", said)
			}
			tf.mustRun("plan", "-detailed-exitcode", "-no-color", "-refresh=false")
			tf.mustRun("plan", "-detailed-exitcode", "-no-color")
			wantReads(t, service.Requests()[before:])
		})
	}
}

var dialects = map[string]emulator.Dialect{"page": emulator.Page, "2026-10": emulator.October}

func wantReads(t *testing.T, requests []emulator.Request) {
	t.Helper()
	for _, r := range requests {
		if r.Method != "GET" {
			t.Errorf("%s %s was sent", r.Method, r.Path)
		}
	}
}

// upgraded is a folder with a state and the configuration of version 0.1, and the
// service that has what they speak of.
func upgraded(t *testing.T, dialect emulator.Dialect) (*emulator.Server, *program) {
	t.Helper()
	folder := filepath.Join("testdata", "upgrade-0.1")
	text, err := os.ReadFile(filepath.Join(folder, "state.json"))
	if err != nil {
		t.Fatal(err)
	}
	service, url := serveEmulator(t, emulator.Options{Dialect: dialect})
	tf := newTerraform(t, "HOODY_BASE_URL="+url)
	if err := os.CopyFS(tf.dir, os.DirFS(folder)); err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(tf.dir, "terraform.tfstate"), atThisService(t, service, string(text)))
	tf.mustRun("init")
	return service, tf
}

// atThisService gives a service the backends and mounts of a state, and the state
// their new ids and paths.
func atThisService(t *testing.T, service *emulator.Server, text string) string {
	t.Helper()
	var state oldState
	if err := json.Unmarshal([]byte(text), &state); err != nil {
		t.Fatal(err)
	}
	examples := map[string]map[string]any{}
	for _, d := range documentedBackends(t) {
		examples[d.resourceType()] = d.Example
	}
	ids := map[string]string{}
	for _, r := range state.Resources {
		if example, ok := examples[r.Type]; ok {
			name := strings.ReplaceAll(strings.TrimPrefix(r.Type, "hoody_backend_"), "_", "-")
			ids[r.Instances[0].Attributes["id"].(string)] = service.Add(name, example)
		}
	}
	for _, r := range state.Resources {
		if r.Type == "hoody_mount" {
			a := r.Instances[0].Attributes
			m := addMount(t, service, ids[a["backend_id"].(string)], a)
			ids[a["id"].(string)], ids[a["path"].(string)] = m.ID, m.Path
		}
	}
	for old, now := range ids {
		text = strings.ReplaceAll(text, old, now)
	}
	return text
}

// settingsOfVersion01 are those of the mounts in the state, as the API takes them.
var settingsOfVersion01 = map[any]string{
	"shared": `,"label":"shared","vfs_config":{"cache_mode":"full","cache_max_age":86400,"cache_max_size":53687091200,"dir_cache_time":60}`,
	nil:      "",
}

func addMount(t *testing.T, service *emulator.Server, backend string, a map[string]any) emulator.Mount {
	t.Helper()
	below := strings.TrimPrefix(a["path"].(string), "/hoody/mounts/")
	status, answer := service.Ask("POST", "/mounts",
		fmt.Sprintf(`{"backend_id":%q,"mount_path":%q%s}`, backend, below, settingsOfVersion01[a["label"]]))
	if status != 201 {
		t.Fatalf("the mount at %s was answered %d %s", a["path"], status, answer)
	}
	mounts := service.Mounts()
	return mounts[len(mounts)-1]
}
