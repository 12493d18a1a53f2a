package backend_test

import (
	"encoding/base64"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/hoody/terraform-provider-hoody/internal/catalog"
	"github.com/hoody/terraform-provider-hoody/internal/catalog/services"
)

// A later release may add any fields, with a default too: a state that lacks attributes
// is recorded, and nothing is replaced or sent for them. Each attribute is lacking where a
// bit of its number is set, so that it is beside some that are there and others that lack.
func TestStateThatLacksAnAttribute(t *testing.T) {
	t.Parallel()
	for _, b := range services.All() {
		t.Run(b.Name, func(t *testing.T) {
			t.Parallel()
			w, config := workshopOf(t, b), requiredOf(b)
			state := w.create(t, config)
			names := []string{"connected", "mount_paths", "credentials_rotated_at", "backend_type", "type", "verify_path",
				"credentials_wo_version", "timeouts", "unmount_on_destroy", "remount_on_rotate", "container", "container_id"}
			for i := range b.Fields {
				if f := &b.Fields[i]; !f.Required {
					names = append(names, f.Attribute())
				}
			}
			for bit := 1; bit <= len(names); bit <<= 1 {
				var lacking []string
				for i, name := range names {
					if (i+1)&bit != 0 {
						lacking = append(lacking, name)
					}
				}
				w.recordsWithout(t, lacking, state, config)
			}
			if len(w.engine.rotated) > 0 || len(w.engine.connected) != 1 {
				t.Errorf("rotated %v and connected %d", w.engine.rotated, len(w.engine.connected))
			}
		})
	}
}

func (w *workshop) recordsWithout(t *testing.T, names []string, state made, config map[string]any) {
	t.Helper()
	file := state.json(t)
	for _, name := range names {
		delete(file, name)
	}
	old := made{w.upgrade(t, file), state.private}
	planned, replaced := w.change(t, old.value, config, old.private)
	if len(replaced) > 0 {
		t.Errorf("without %s: replaced for %s", names, replaced)
		return
	}
	if planned.value.Equal(old.value) {
		return
	}
	recorded := w.update(t, old, planned, config)
	if again, _ := w.change(t, recorded.value, config, recorded.private); !again.value.Equal(recorded.value) {
		t.Errorf("without %s: planned again\n%s", names, again.value)
	}
}

// A state of the first version of the schema has an empty text for each secret that
// is not set, and created_at. An upgrade plans nothing over it.
func TestStateOfSchemaVersion0(t *testing.T) {
	t.Parallel()
	for _, b := range services.All() {
		t.Run(b.Name, func(t *testing.T) {
			t.Parallel()
			w, config := workshopOf(t, b), requiredOf(b)
			for i := range b.Fields {
				if f := &b.Fields[i]; f.Required && f.Secret {
					delete(config, f.Attribute())
					config[f.Attribute()+"_wo"] = "https://something.example"
				}
			}
			state := w.create(t, config)
			file := state.json(t)
			file["created_at"] = "2026-08-01T12:00:00Z"
			for i := range b.Fields {
				if f := &b.Fields[i]; f.Secret && f.Since == catalog.Page {
					file[f.Attribute()] = ""
				}
			}
			old := w.upgradeFrom(t, 0, file)
			if planned, replaced := w.change(t, old, config, state.private); !planned.value.Equal(old) || len(replaced) > 0 {
				t.Errorf("planned %s, replaced for %s", planned.value, replaced)
			}
		})
	}
}

// What an earlier provider kept in the private state is read: it knows the secrets
// that were sent, and that a state was imported.
func TestPrivateStateOfBefore(t *testing.T) {
	t.Parallel()
	w := workshopOf(t, services.ByName("s3"))
	config := map[string]any{"endpoint": "s3.example", "region": "eu-central-1"}
	state := w.create(t, map[string]any{"endpoint": "s3.example"})
	for private, want := range map[string]string{
		`{"imported":"dHJ1ZQ=="}`: "",
		`{"imported":"ZmFsc2U=","write_only":"eyJzYWx0IjpudWxsLCJhbGwiOm51bGwsImZpZWxkcyI6bnVsbH0="}`: `AttributeName("region")`,
	} {
		_, replaced := w.change(t, state.value, config, []byte(private))
		var got []string
		for _, at := range replaced {
			got = append(got, at.String())
		}
		if strings.Join(got, ",") != want {
			t.Errorf("%s: replaced for %s, want %q", private, got, want)
		}
	}
}

func TestPrivateStateOfANewerProvider(t *testing.T) {
	t.Parallel()
	w := workshopOf(t, services.ByName("s3"))
	config := map[string]any{"endpoint": "s3.example"}
	state := w.create(t, config)
	resp := w.planOver(t, state.value, config, []byte(`{"memory":"eyJ2ZXJzaW9uIjozfQ=="}`))
	want := "The private state cannot be read\nA newer provider wrote it (version 3, and this one reads 2).\nUse that provider, or a newer one."
	if got := said(resp.Diagnostics); got != want {
		t.Errorf("said %q, want %q", got, want)
	}
}

// ignore_changes over an import sends nothing that it hides. What it hid is still
// not known afterwards: to ignore it no more records it, and replaces nothing.
func TestImportWithIgnoreChanges(t *testing.T) {
	t.Parallel()
	w := workshopOf(t, services.ByName("cloudinary"))
	imported := w.values(map[string]any{"id": "bck_5ca1ab1e5ca1ab1e", "engine": "api", "backend_type": "cloudinary", "type": "object_storage",
		"connected": true, "mount_paths": []tftypes.Value{}})
	state := made{imported, []byte(`{"memory":"eyJ2ZXJzaW9uIjoxLCJpbXBvcnRlZCI6dHJ1ZX0="}`)} // {"version":1,"imported":true}
	whole := map[string]any{"cloud_name": "c", "api_key": "k", "api_secret": "s"}
	left := map[string]any{"cloud_name": "c"}

	planned, replaced := w.change(t, state.value, left, state.private)
	if len(replaced) > 0 {
		t.Fatalf("replaced for %s", replaced)
	}
	state = w.update(t, state, planned, whole)
	planned, replaced = w.change(t, state.value, whole, state.private)
	if len(replaced) > 0 {
		t.Fatalf("ignored no more: replaced for %s", replaced)
	}
	state = w.update(t, state, planned, whole)
	if _, replaced = w.change(t, state.value, with(whole, "api_secret", "other"), state.private); len(replaced) != 1 {
		t.Errorf("another secret: replaced for %s", replaced)
	}
	if len(w.engine.rotated) > 0 || len(w.engine.connected) > 0 {
		t.Errorf("rotated %v and connected %v", w.engine.rotated, w.engine.connected)
	}
}

// An import of another backend than the configured one is refused where Hoody
// tells: its list has server and user.
func TestImportThatTheListContradicts(t *testing.T) {
	t.Parallel()
	w := workshopOf(t, services.ByName("b2"))
	for name, c := range map[string]struct{ listed, endpoint, want string }{
		"the same user": {`"user":"005a"`, "", ""},
		"another user": {`"user":"005b"`, "", "account is not that of the imported backend\n" +
			"Hoody lists bck_5ca1ab1e5ca1ab1e with the user \"005b\".\nImport the id of the backend that this resource describes, or correct account."},
		"nothing listed": {"", "", ""},
		"another server": {`"server":"other.example"`, "https://b2.example", "endpoint is not that of the imported backend\n" +
			"Hoody lists bck_5ca1ab1e5ca1ab1e with the server \"other.example\".\nImport the id of the backend that this resource describes, or correct endpoint."},
		"a server that is not configured": {`"server":"other.example"`, "", ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			imported := w.values(map[string]any{"id": "bck_5ca1ab1e5ca1ab1e", "engine": "api", "connected": true, "mount_paths": []tftypes.Value{}})
			config := map[string]any{"account": "005a", "key": "k"}
			if c.endpoint != "" {
				config["endpoint"] = c.endpoint
			}
			private := `{"memory":"` + base64.StdEncoding.EncodeToString([]byte(`{"version":1,"imported":true,"listed":{`+c.listed+`}}`)) + `"}`
			var got []string
			for _, d := range w.planOver(t, imported, config, []byte(private)).Diagnostics {
				if d.Severity == tfprotov6.DiagnosticSeverityError {
					got = append(got, d.Summary+"\n"+d.Detail)
				}
			}
			if strings.Join(got, "; ") != c.want {
				t.Errorf("said %q, want %q", got, c.want)
			}
		})
	}
}

// upgradeFrom reads a state of a version of the schema from a file.
func (w *workshop) upgradeFrom(t *testing.T, version int64, file map[string]any) tftypes.Value {
	t.Helper()
	resp, err := w.server.UpgradeResourceState(t.Context(), &tfprotov6.UpgradeResourceStateRequest{
		TypeName: w.typ, Version: version, RawState: &tfprotov6.RawState{JSON: raw(t, file)},
	})
	if err != nil || len(resp.Diagnostics) > 0 {
		t.Fatal(err, said(resp.Diagnostics))
	}
	return w.whole(t, resp.UpgradedState)
}
