package provider_test

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/msgpack"

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

// A mount of version 0 of the schema had Hoody's id for its own. Its path becomes
// the id, from what the state has; one without a path is found by Hoody's id in the
// first refresh. Versions 0 and 1 had created_at. What the state lacks is null.
func TestMountsOfEarlierVersions(t *testing.T) {
	t.Parallel()
	const mount, path = "hoody_mount", "/hoody/mounts/media"
	service, url := serveEmulator(t, emulator.Options{})
	backend := service.Add("b2", map[string]any{"account": "a", "key": "k"})
	id := service.Mount(backend, "media")
	for name, c := range map[string]struct {
		version         int64
		state, identity string
		want            map[string]cty.Value // but for the settings
	}{
		"whole": {
			state: `{"id":"` + id + `","backend_id":"` + backend + `","label":null,"mount_path":"media","path":"/hoody/mounts/media","status":"active",` +
				`"created_at":"2026-11-29T06:04:08Z","uploads_on_destroy":"wait","timeouts":null,` +
				`"vfs":{"cache_mode":"writes","cache_max_age":"1h","cache_max_size":"10Gi","dir_cache_time":"5m"}}`,
			identity: `{"id":"` + id + `"}`,
			want: texts("id", path, "mount_id", id, "backend_id", backend, "mount_path", "media", "path", path, "status", "active",
				"uploads_on_destroy", "wait"),
		},
		"of version 1": {
			version: 1,
			state: `{"id":"` + path + `","mount_id":"` + id + `","backend_id":"` + backend + `","container_id":null,"container":null,"label":null,` +
				`"mount_path":"media","path":"` + path + `","status":"active","created_at":"2026-11-29T06:04:08Z","uploads_on_destroy":null,` +
				`"timeouts":null,` +
				`"vfs":{"cache_mode":"writes","cache_max_age":"1h","cache_max_size":"10Gi","dir_cache_time":"5m"}}`,
			want: texts("id", path, "mount_id", id, "backend_id", backend, "mount_path", "media", "path", path, "status", "active"),
		},
		"of version 1, never refreshed": {
			version: 1,
			state: `{"id":"` + path + `","mount_id":"` + id + `","backend_id":"` + backend + `","mount_path":"media","path":"` + path + `",` +
				`"status":"active","created_at":null}`,
			want: texts("id", path, "mount_id", id, "backend_id", backend, "mount_path", "media", "path", path, "status", "active"),
		},
		"without what came later": {
			state: `{"id":"` + id + `","backend_id":"` + backend + `","mount_path":"` + path + `","path":"` + path + `","status":"active"}`,
			want:  texts("id", path, "mount_id", id, "backend_id", backend, "mount_path", path, "path", path, "status", "active"),
		},
		"made and never read": {
			state:    `{"id":"` + id + `","backend_id":"` + backend + `","mount_path":"media","path":"","status":"starting"}`,
			identity: `{"id":"` + id + `"}`,
			want:     texts("mount_id", id, "backend_id", backend, "mount_path", "media", "status", "starting"),
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newCore(t, url)
			schema := s.schema.ResourceSchemas[mount]
			upgraded, err := s.server.UpgradeResourceState(t.Context(), &tfprotov6.UpgradeResourceStateRequest{
				TypeName: mount, Version: c.version, RawState: &tfprotov6.RawState{JSON: []byte(c.state)},
			})
			if err != nil || len(upgraded.Diagnostics) > 0 {
				t.Fatal(err, details(upgraded.Diagnostics))
			}
			got, want := decode(t, upgraded.UpgradedState, schema).AsValueMap(), object(schema, c.want).AsValueMap()
			vfs := got["vfs"]
			want["vfs"] = vfs
			if !reflect.DeepEqual(got, want) {
				t.Errorf("upgraded to %#v\nwant %#v", got, want)
			}
			if name == "whole" && !vfs.RawEquals(vfsWith("cache_mode", "writes", "cache_max_age", "1h", "cache_max_size", "10Gi", "dir_cache_time", "5m")) {
				t.Errorf("its settings are %#v", vfs)
			}
			var identity *tfprotov6.ResourceIdentityData
			if c.identity != "" {
				identity = s.upgradedIdentity(t, mount, c.identity)
			}
			read, err := s.server.ReadResource(t.Context(), &tfprotov6.ReadResourceRequest{
				TypeName: mount, CurrentState: upgraded.UpgradedState, CurrentIdentity: identity,
			})
			if err != nil || len(read.Diagnostics) > 0 {
				t.Fatal(err, details(read.Diagnostics))
			}
			now := decode(t, read.NewState, schema)
			for name, value := range texts("id", path, "path", path, "mount_id", id, "mount_path", c.want["mount_path"].AsString()) {
				if is := now.GetAttr(name); !is.RawEquals(value) {
					t.Errorf("refreshed, %s is %#v, want %#v", name, is, value)
				}
			}
			if got := idIn(t, mount, read.NewIdentity); got != path {
				t.Errorf("the identity is %q", got)
			}
		})
	}
}

// What an identity of an earlier version has is kept, and what it has not is open.
func TestIdentitiesOfEarlierVersions(t *testing.T) {
	t.Parallel()
	_, url := serveEmulator(t, emulator.Options{})
	s := newCore(t, url)
	open := cty.NullVal(cty.String)
	for _, c := range []struct {
		resource string
		version  int64
		stored   string
		want     cty.Value
	}{
		{"hoody_backend_b2", 0, `{"id":"bck_1"}`, cty.StringVal("bck_1")},
		{"hoody_backend_b2", 0, "", open}, // of a Terraform that kept none
		{"hoody_mount", 0, `{"id":"mount_1"}`, open},
		{"hoody_mount", 1, `{"path":"/hoody/mounts/a"}`, cty.StringVal("/hoody/mounts/a")},
	} {
		upgraded, err := s.server.UpgradeResourceIdentity(t.Context(), &tfprotov6.UpgradeResourceIdentityRequest{
			TypeName: c.resource, Version: c.version, RawIdentity: &tfprotov6.RawState{JSON: []byte(c.stored)},
		})
		if err != nil || len(upgraded.Diagnostics) > 0 {
			t.Fatal(c.resource, err, details(upgraded.Diagnostics))
		}
		got, err := msgpack.Unmarshal(upgraded.UpgradedIdentity.IdentityData.MsgPack, identityType(c.resource))
		if want := identityIn(c.resource, open, c.want); err != nil || !got.RawEquals(want) {
			t.Errorf("%s of version %d: %#v and %v, want %#v", c.resource, c.version, got, err, want)
		}
	}
}

// An identity of version 0 tells nothing of the path. An update that no refresh came
// before fills it in too.
func TestIdentityOfVersion0WithoutRefresh(t *testing.T) {
	t.Parallel()
	const mount, path = "hoody_mount", "/hoody/mounts/media"
	service, url := serveEmulator(t, emulator.Options{})
	backend := service.Add("b2", map[string]any{"account": "a", "key": "k"})
	id := service.Mount(backend, "media")
	s := newCore(t, url)
	identity := s.upgradedIdentity(t, mount, `{"id":"`+id+`"}`)
	schema := s.schema.ResourceSchemas[mount]
	prior := texts("id", path, "mount_id", id, "path", path, "mount_path", "media", "backend_id", backend, "status", "active")
	prior["vfs"] = vfsWith("cache_mode", "writes", "cache_max_age", "1h", "cache_max_size", "10Gi", "dir_cache_time", "5m")
	config := map[string]cty.Value{
		"backend_id": prior["backend_id"], "mount_path": prior["mount_path"],
		"vfs": vfsWith("cache_mode", "full", "cache_max_age", "1h", "cache_max_size", "10Gi", "dir_cache_time", "5m"),
	}
	state := encode(t, schema, prior)
	planned, _ := s.plan(t, mount, state, nil, identity, config)
	if len(planned.RequiresReplace) > 0 {
		t.Errorf("the plan replaces because of %v", planned.RequiresReplace)
	}
	applied, err := s.server.ApplyResourceChange(t.Context(), &tfprotov6.ApplyResourceChangeRequest{
		TypeName: mount, PriorState: state, PlannedState: planned.PlannedState, Config: encode(t, schema, config),
		PlannedPrivate: planned.PlannedPrivate, PlannedIdentity: planned.PlannedIdentity,
	})
	if err != nil || len(applied.Diagnostics) > 0 {
		t.Fatal(err, details(applied.Diagnostics))
	}
	if got := idIn(t, mount, applied.NewIdentity); got != path {
		t.Errorf("the identity is %q", got)
	}
}

// upgradedIdentity is an identity of version 0 in the present schema.
func (s *core) upgradedIdentity(t *testing.T, resource, identity string) *tfprotov6.ResourceIdentityData {
	t.Helper()
	upgraded, err := s.server.UpgradeResourceIdentity(t.Context(), &tfprotov6.UpgradeResourceIdentityRequest{
		TypeName: resource, Version: 0, RawIdentity: &tfprotov6.RawState{JSON: []byte(identity)},
	})
	if err != nil || len(upgraded.Diagnostics) > 0 {
		t.Fatal(err, details(upgraded.Diagnostics))
	}
	return upgraded.UpgradedIdentity
}

// Every version that a stored state may have is read into the present schema: also one
// that lacks all that a later version added, and that has what none has any more.
func TestEveryVersionOfASchemaIsRead(t *testing.T) {
	t.Parallel()
	_, url := serveEmulator(t, emulator.Options{})
	s := newCore(t, url)
	for name, schema := range s.schema.ResourceSchemas {
		want := int64(1)
		if name == "hoody_mount" {
			want = 2
		}
		if schema.Version != want {
			t.Errorf("%s is at version %d, want %d: add the one before to this test", name, schema.Version, want)
		}
		wire := schema.ValueType()
		for version := range schema.Version + 1 {
			resp, err := s.server.UpgradeResourceState(t.Context(), &tfprotov6.UpgradeResourceStateRequest{
				TypeName: name, Version: version, RawState: &tfprotov6.RawState{JSON: []byte(`{"of_no_version":[{"a":1}]}`)},
			})
			if err != nil || len(resp.Diagnostics) > 0 {
				t.Errorf("%s: version %d is not read: %v %v", name, version, err, resp)
				continue
			}
			value, err := resp.UpgradedState.Unmarshal(wire)
			var attributes map[string]tftypes.Value
			if err == nil {
				err = value.As(&attributes)
			}
			if err != nil || len(attributes) != len(schema.Block.Attributes) {
				t.Errorf("%s: version %d has %d attributes, %v, want %d", name, version, len(attributes), err, len(schema.Block.Attributes))
			}
			for attribute, v := range attributes {
				if !v.IsNull() {
					t.Errorf("%s: version %d: %s is %s, want null", name, version, attribute, v)
				}
			}
		}
	}
}
