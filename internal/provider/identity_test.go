package provider_test

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/hoody/terraform-provider-hoody/internal/emulator"
	"github.com/hoody/terraform-provider-hoody/internal/provider"
)

// A session is the provider in this process, configured for a service and asked
// as Terraform asks it: for what the Terraform of these tests may be too old for.
type session struct {
	t      *testing.T
	server tfprotov6.ProviderServer
	schema *tfprotov6.GetProviderSchemaResponse
}

func newSession(t *testing.T, url string) *session {
	t.Helper()
	s := &session{t: t, server: provider.NewServer("test")()}
	var err error
	if s.schema, err = s.server.GetProviderSchema(t.Context(), &tfprotov6.GetProviderSchemaRequest{}); err != nil {
		t.Fatal(err)
	}
	config := s.object(s.schema.Provider, map[string]tftypes.Value{"endpoint": tftypes.NewValue(tftypes.String, url)})
	configured, err := s.server.ConfigureProvider(t.Context(), &tfprotov6.ConfigureProviderRequest{Config: config})
	if err != nil || len(configured.Diagnostics) > 0 {
		t.Fatal(err, configured)
	}
	return s
}

// object is a value of a schema whose other attributes are null.
func (s *session) object(schema *tfprotov6.Schema, set map[string]tftypes.Value) *tfprotov6.DynamicValue {
	s.t.Helper()
	shape := schema.ValueType().(tftypes.Object)
	values := map[string]tftypes.Value{}
	for name, typ := range shape.AttributeTypes {
		values[name] = tftypes.NewValue(typ, nil)
	}
	for name, value := range set {
		values[name] = value
	}
	return s.dynamic(shape, values)
}

func (s *session) dynamic(shape tftypes.Object, values map[string]tftypes.Value) *tfprotov6.DynamicValue {
	s.t.Helper()
	v, err := tfprotov6.NewDynamicValue(shape, tftypes.NewValue(shape, values))
	if err != nil {
		s.t.Fatal(err)
	}
	return &v
}

// identity is the identity of a type of resource, and its type.
func identity(typeName string, id any) (tftypes.Object, map[string]tftypes.Value) {
	name := identityOf(typeName)
	return tftypes.Object{AttributeTypes: map[string]tftypes.Type{"container_id": tftypes.String, name: tftypes.String}},
		map[string]tftypes.Value{
			"container_id": tftypes.NewValue(tftypes.String, nil), name: tftypes.NewValue(tftypes.String, id),
		}
}

// imported imports by identity and reads, as Terraform does.
func (s *session) imported(typeName, id string) *tfprotov6.ReadResourceResponse {
	s.t.Helper()
	imported, err := s.server.ImportResourceState(s.t.Context(), &tfprotov6.ImportResourceStateRequest{
		TypeName: typeName, Identity: &tfprotov6.ResourceIdentityData{IdentityData: s.dynamic(identity(typeName, id))},
	})
	if err != nil || len(imported.Diagnostics) > 0 {
		s.t.Fatal(err, imported)
	}
	one := imported.ImportedResources[0]
	return s.read(typeName, one.State, one.Private, one.Identity)
}

func (s *session) read(typeName string, state *tfprotov6.DynamicValue, private []byte, identity *tfprotov6.ResourceIdentityData) *tfprotov6.ReadResourceResponse {
	s.t.Helper()
	read, err := s.server.ReadResource(s.t.Context(), &tfprotov6.ReadResourceRequest{
		TypeName: typeName, CurrentState: state, Private: private, CurrentIdentity: identity,
	})
	if err != nil || len(read.Diagnostics) > 0 {
		s.t.Fatal(err, read)
	}
	return read
}

// text is a string attribute of a state.
func (s *session) text(typeName string, state *tfprotov6.DynamicValue, name string) (text string) {
	s.t.Helper()
	v, err := state.Unmarshal(s.schema.ResourceSchemas[typeName].ValueType())
	if err != nil {
		s.t.Fatal(err)
	}
	var attributes map[string]tftypes.Value
	if err := v.As(&attributes); err != nil {
		s.t.Fatal(err)
	}
	if err := attributes[name].As(&text); err != nil {
		s.t.Fatal(err)
	}
	return text
}

func (s *session) wantIdentity(typeName string, got *tfprotov6.ResourceIdentityData, id any) {
	s.t.Helper()
	of, values := identity(typeName, id)
	said, err := got.IdentityData.Unmarshal(of)
	if err != nil {
		s.t.Fatal(err)
	}
	want := tftypes.NewValue(of, values)
	if !said.Equal(want) {
		s.t.Errorf("the identity is %s, want %s", said, want)
	}
}

// An import block with an identity adopts the backend; older versions refuse the
// block themselves.
func TestImportBlockWithAnIdentity(t *testing.T) {
	t.Parallel()
	service, url := serveEmulator(t, emulator.Options{})
	id := service.Add("b2", map[string]any{"account": "005a", "key": "K005"})
	tf := newTerraform(t)
	tf.write(fmt.Sprintf(`terraform {
  required_providers {
    hoody = { source = "hoody/hoody" }
  }
}
provider "hoody" {
  endpoint = %q
}
import {
  to       = hoody_backend_b2.backup
  identity = { id = %q }
}
resource "hoody_backend_b2" "backup" {
  account = "005a"
  key     = "K005"
}
`, url, id))
	minor, err := minorVersion()
	if err != nil {
		t.Fatal(err)
	}
	if minor < importsByIdentity {
		if err := tf.run("init", "-input=false"); err == nil || !strings.Contains(err.Error(), `"identity"`) {
			t.Errorf("got %v, want Terraform's own refusal of identity", err)
		}
		return
	}
	tf.mustRun("init", "-input=false")
	tf.mustRun("apply", "-auto-approve")
	tf.mustRun("plan", "-detailed-exitcode")
	if got, want := calls(service, "PUT"), []string{"PUT /api/v1/backends/" + id + ` {"key":"K005"}`}; !slices.Equal(got, want) {
		t.Errorf("the import sent %q, want %q", got, want)
	}
	if got := calls(service, "POST"); len(got) > 0 {
		t.Errorf("the import sent %q, which makes another backend", got)
	}
}

// Terraform 1.12 and newer import by identity.
func TestImportByIdentity(t *testing.T) {
	t.Parallel()
	const b2 = "hoody_backend_b2"
	service, url := serveEmulator(t, emulator.Options{})
	id := service.Add("b2", map[string]any{"account": "005a", "key": "K005"})
	s := newSession(t, url)
	read := s.imported(b2, id)
	if gotID, gotEngine := s.text(b2, read.NewState, "id"), s.text(b2, read.NewState, "engine"); gotID != id || gotEngine != "api" {
		t.Errorf("imported id %q by engine %q, want %q by api", gotID, gotEngine, id)
	}
	s.wantIdentity(b2, read.NewIdentity, id)
}

// A mount is where it is: one that was mounted again at its path keeps its identity and
// its id, and only Hoody's identifier changes.
func TestIdentityOfARemountedMount(t *testing.T) {
	t.Parallel()
	const mount, path = "hoody_mount", "/hoody/mounts/media"
	service, url := serveEmulator(t, emulator.Options{})
	backend := service.Add("b2", map[string]any{"account": "005a", "key": "K005"})
	first := service.Mount(backend, "media")
	s := newSession(t, url)
	read := s.imported(mount, path)
	s.wantIdentity(mount, read.NewIdentity, path)
	if got := s.text(mount, read.NewState, "mount_id"); got != first {
		t.Errorf("the state has %s, want %s", got, first)
	}

	service.Unmount(first)
	second := service.Mount(backend, "media")
	later := newSession(t, url)
	again := later.read(mount, read.NewState, read.Private, read.NewIdentity)
	if id, mountID := later.text(mount, again.NewState, "id"), later.text(mount, again.NewState, "mount_id"); id != path || mountID != second {
		t.Errorf("the state has %s and %s, want %s and %s", id, mountID, path, second)
	}
	later.wantIdentity(mount, again.NewIdentity, path)
}

// A mount is imported by its path, however that is written, and by Hoody's identifier;
// both come to the same, its identity too.
func TestImportsOfAMount(t *testing.T) {
	t.Parallel()
	const mount, path = "hoody_mount", "/hoody/mounts/media"
	service, url := serveEmulator(t, emulator.Options{})
	id := service.Mount(service.Add("b2", map[string]any{"account": "005a", "key": "K005"}), "media")
	want := newSession(t, url).imported(mount, path)
	for _, name := range []string{path, path + "/", "/hoody/mounts/./media", id} {
		s := newSession(t, url)
		imported, err := s.server.ImportResourceState(t.Context(), &tfprotov6.ImportResourceStateRequest{TypeName: mount, ID: name})
		if err != nil || len(imported.Diagnostics) > 0 {
			t.Fatal(err, imported)
		}
		one := imported.ImportedResources[0]
		got := s.read(mount, one.State, one.Private, one.Identity)
		if !bytes.Equal(got.NewState.MsgPack, want.NewState.MsgPack) {
			t.Errorf("by %s: the state is not that of %s", name, path)
		}
		s.wantIdentity(mount, got.NewIdentity, path)
	}
	s := newSession(t, url)
	s.wantIdentity(mount, s.imported(mount, path+"/").NewIdentity, path)
}
