package provider_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/zclconf/go-cty/cty"

	"github.com/hoody/terraform-provider-hoody/internal/emulator"
)

// Ids that nobody has.
const (
	noBackend = "bck_0123456789abcdef0123456789abcdef"
	noMount   = "mount_0123456789abcdef0123456789abcdef"
	noPath    = "/hoody/mounts/media" // where nothing is
)

// Terraform prints no address with the errors of an import and a destroy, so each of
// them names the id, the type and, of a mount, the path.
func TestErrorsOfImportsAndDestroysNameTheirObject(t *testing.T) {
	t.Parallel()
	const (
		b2, mount = "hoody_backend_b2", "hoody_mount"
		failing   = `{"success":false,"error":"Out of order"}`
		failed    = "Your configuration is not to blame. Try again; if it stays so, ask Hoody's support, with the time of the request."
		unknown   = "The provider's configuration is not known yet.\nApply what it depends on first, for instance with -target."
		embedded  = "The provider block says engine = \"embedded\": take that out, or set it to \"api\", to use the API."
	)
	var (
		offline   = texts("engine", "embedded")
		undecided = map[string]cty.Value{"endpoint": cty.UnknownVal(cty.String)}
		elsewhere = map[string]string{"origin": `{"salt":"AAECAwQFBgcICQoLDA0ODw==","hash":"AAAA"}`}
		broken    = emulator.Fault{Method: "GET", Times: -1, Body: failing}
		backend   = texts("id", noBackend, "engine", "api", "account", "a", "key", "k")
		mounted   = texts("id", noPath, "mount_id", noMount, "backend_id", noBackend, "mount_path", "media", "path", noPath, "status", "active")
	)
	for name, c := range map[string]struct {
		do      func(*core, *testing.T, string, map[string]cty.Value, []byte) []*tfprotov6.Diagnostic
		config  map[string]cty.Value // at the emulator where it is nil
		typ     string
		object  map[string]cty.Value
		private map[string]string
		there   string // the type of what is at Hoody; its id is ID in want
		fault   emulator.Fault
		want    string
	}{
		"an import where nothing is kept": {do: (*core).importing, config: offline, typ: b2, object: backend,
			want: "Nothing to import from: The embedded engine keeps no backends, and so not " + noBackend +
				" (hoody_backend_b2): it does not call Hoody.\n" + embedded},
		"an import by identity where nothing is kept": {do: (*core).importingByIdentity, config: offline, typ: b2, object: backend,
			want: "Nothing to import from: The embedded engine keeps no backends, and so not " + noBackend +
				" (hoody_backend_b2): it does not call Hoody.\n" + embedded},
		"an import while the provider is not known": {do: (*core).importing, config: undecided, typ: b2, object: backend,
			want: "Backend not imported: " + noBackend + " (hoody_backend_b2): " + unknown},
		"an import that cannot be read": {do: (*core).importing, typ: b2, object: backend, fault: broken,
			want: "Backend not refreshed: " + noBackend + " (hoody_backend_b2): Hoody answered 500 Internal Server Error to GET: \"Out of order\".\n" + failed},
		"an import of another type": {do: (*core).importing, typ: b2, object: backend, there: "s3",
			want: "Backend not imported: ID (hoody_backend_b2): Cannot import: ID is of type \"s3\". Import it as hoody_backend_s3."},
		"an import of a type of two names": {do: (*core).importing, typ: b2, object: backend, there: "tardigrade",
			want: "Backend not imported: ID (hoody_backend_b2): Cannot import: ID is of type \"tardigrade\". Import it as hoody_backend_tardigrade."},
		"an import of a type that nobody knows": {do: (*core).importing, typ: b2, object: backend, there: "tape",
			want: "Backend not imported: ID (hoody_backend_b2): It is of type \"tape\", and hoody_backend_b2 manages \"b2\".\n" +
				"Use a version of the provider that knows the type."},
		"an import of a mount where there are none": {do: (*core).importing, config: offline, typ: mount, object: mounted,
			want: "Mount not imported: " + noPath + " (hoody_mount): The embedded engine does not call Hoody: it only verifies credentials.\n" + embedded},
		"an import of a mount while the provider is not known": {do: (*core).importingByIdentity, config: undecided, typ: mount, object: mounted,
			want: "Mount not imported: " + noPath + " (hoody_mount): " + unknown},
		"an import of a mount that cannot be read": {do: (*core).importing, typ: mount, object: mounted, fault: broken,
			want: "Mount not refreshed: " + noPath + " (hoody_mount): Hoody answered 500 Internal Server Error to GET: \"Out of order\".\n" + failed},
		"an import by Hoody's id of a mount that cannot be read": {do: (*core).importing, typ: mount, object: texts("id", noMount), fault: broken,
			want: "Mount not refreshed: " + noMount + " (hoody_mount): Hoody answered 500 Internal Server Error to GET: \"Out of order\".\n" + failed},

		"a destroy with the other engine": {do: (*core).destroying, config: offline, typ: b2, object: backend,
			want: "This backend was created through the Hoody API, and the provider uses the embedded engine: " +
				"The embedded engine cannot see, change or disconnect " + noBackend + " (hoody_backend_b2).\n" + embedded +
				" To forget the backend without disconnecting it: terraform state rm ADDRESS"},
		"a planned destroy with the other engine": {do: (*core).destroyingAsPlanned, config: offline, typ: b2, object: backend,
			want: "This backend was created through the Hoody API, and the provider uses the embedded engine: " +
				"The embedded engine cannot see, change or disconnect " + noBackend + " (hoody_backend_b2).\n" + embedded +
				" To forget the backend without disconnecting it: terraform state rm ADDRESS"},
		"a destroy while the provider is not known": {do: (*core).destroyingAsPlanned, config: undecided, typ: b2, object: backend,
			want: "Backend not disconnected: " + noBackend + " (hoody_backend_b2): " + unknown},
		"a destroy at another endpoint": {do: (*core).destroying, typ: b2, object: backend, private: elsewhere,
			want: "This backend was connected elsewhere: Hoody, as it is configured now, does not know the backend " + noBackend +
				" (hoody_backend_b2), and the endpoint or the account has changed since it was made.\n" +
				"Switch back to that endpoint, or to a token of that account, or name its container with container_id. If it is gone for good, set allow_endpoint_change = true on the provider to make it here."},
		"a destroy where nobody can tell": {do: (*core).destroying, typ: b2, object: backend, private: elsewhere, fault: broken,
			want: "It cannot be checked where the backend " + noBackend + " (hoody_backend_b2) is: Hoody answered 500 Internal Server Error to GET: \"Out of order\".\n" + failed},
		"a destroy that is refused": {do: (*core).destroying, typ: b2, object: backend, there: "b2",
			fault: emulator.Fault{Method: "DELETE", Times: -1, Status: 400, Body: `{"success":false,"error":"Not today"}`},
			want:  "Backend not disconnected: ID (hoody_backend_b2): Hoody answered 400 Bad Request to DELETE: \"Not today\".\nCheck the backend at Hoody."},
		"a destroy of what a newer provider knows": {do: (*core).destroying, typ: b2, object: backend, private: map[string]string{"memory": `{"version":9}`},
			want: "The private state cannot be read: " + noBackend + " (hoody_backend_b2): A newer provider wrote it (version 9, and this one reads 2).\n" +
				"Use that provider, or a newer one."},
		"a destroy of a mount with the other engine": {do: (*core).destroying, config: offline, typ: mount, object: mounted,
			want: "Mounts need Hoody: " + noMount + " at /hoody/mounts/media (hoody_mount): The embedded engine does not call Hoody: it only verifies credentials.\n" + embedded},
		"a planned destroy of a mount with the other engine": {do: (*core).destroyingAsPlanned, config: offline, typ: mount, object: mounted,
			want: "Backend not unmounted: " + noMount + " at /hoody/mounts/media (hoody_mount): The embedded engine does not call Hoody: it only verifies credentials.\n" + embedded},
		"a destroy of a mount while the provider is not known": {do: (*core).destroyingAsPlanned, config: undecided, typ: mount, object: mounted,
			want: "Backend not unmounted: " + noMount + " at /hoody/mounts/media (hoody_mount): " + unknown},
		"a destroy of a mount at another endpoint": {do: (*core).destroying, typ: mount, object: mounted, private: elsewhere,
			want: "This mount was connected elsewhere: Hoody, as it is configured now, does not know the mount " + noMount +
				" at /hoody/mounts/media (hoody_mount), and the endpoint or the account has changed since it was made.\n" +
				"Switch back to that endpoint, or to a token of that account, or name its container with container_id. If it is gone for good, set allow_endpoint_change = true on the provider to make it here."},
		"a destroy of a mount where nobody can tell": {do: (*core).destroying, typ: mount, object: mounted, private: elsewhere, fault: broken,
			want: "It cannot be checked where the mount " + noMount + " at /hoody/mounts/media (hoody_mount) is: " +
				"Hoody answered 500 Internal Server Error to GET: \"Out of order\".\n" + failed},
		"a destroy of a mount that is refused": {do: (*core).destroying, typ: mount, object: mounted,
			fault: emulator.Fault{Method: "DELETE", Times: -1, Status: 400, Body: `{"success":false,"error":"Not today"}`},
			want:  "Backend not unmounted: " + noMount + " at /hoody/mounts/media (hoody_mount): Hoody answered 400 Bad Request to DELETE: \"Not today\".\nCheck the mount at Hoody."},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			service, url := serveEmulator(t, emulator.Options{})
			if c.fault.Times != 0 {
				service.Plan(c.fault)
			}
			config, object, id := c.config, maps.Clone(c.object), "ID"
			if c.there != "" {
				id = service.Add(c.there, nil)
				object["id"] = cty.StringVal(id)
			}
			if config == nil {
				config = texts("endpoint", url)
				config["max_retries"] = cty.NumberIntVal(0)
			}
			private := map[string][]byte{}
			for key, value := range c.private {
				private[key] = []byte(value)
			}
			bytes, err := json.Marshal(private)
			if err != nil {
				t.Fatal(err)
			}
			var got string
			for _, d := range c.do(newCoreWith(t, config), t, c.typ, object, bytes) {
				if d.Severity == tfprotov6.DiagnosticSeverityError {
					got += fmt.Sprintf("%s: %s", d.Summary, d.Detail)
				}
			}
			if got = strings.ReplaceAll(got, id, "ID"); got != c.want {
				t.Errorf("said\n%s\nwant\n%s", got, c.want)
			}
		})
	}
}

// importing imports what an object has as its id, and reads it.
func (s *core) importing(t *testing.T, typ string, object map[string]cty.Value, _ []byte) []*tfprotov6.Diagnostic {
	return s.read(t, typ, &tfprotov6.ImportResourceStateRequest{TypeName: typ, ID: object["id"].AsString()})
}

func (s *core) importingByIdentity(t *testing.T, typ string, object map[string]cty.Value, _ []byte) []*tfprotov6.Diagnostic {
	identity := pack(t, identityIn(typ, cty.NullVal(cty.String), object["id"]), identityType(typ))
	return s.read(t, typ, &tfprotov6.ImportResourceStateRequest{
		TypeName: typ, Identity: &tfprotov6.ResourceIdentityData{IdentityData: identity},
	})
}

func (s *core) read(t *testing.T, typ string, req *tfprotov6.ImportResourceStateRequest) []*tfprotov6.Diagnostic {
	t.Helper()
	imported, err := s.server.ImportResourceState(t.Context(), req)
	if err != nil {
		t.Fatal(err)
	}
	if len(imported.Diagnostics) > 0 {
		return imported.Diagnostics
	}
	one := imported.ImportedResources[0]
	read, err := s.server.ReadResource(t.Context(), &tfprotov6.ReadResourceRequest{
		TypeName: typ, CurrentState: one.State, Private: one.Private, CurrentIdentity: one.Identity,
	})
	if err != nil {
		t.Fatal(err)
	}
	return read.Diagnostics
}

// destroying plans to destroy an object, and does.
func (s *core) destroying(t *testing.T, typ string, object map[string]cty.Value, private []byte) []*tfprotov6.Diagnostic {
	t.Helper()
	schema := s.schema.ResourceSchemas[typ]
	of := ctyType(schema.ValueType())
	nothing := pack(t, cty.NullVal(of), of)
	planned, err := s.server.PlanResourceChange(t.Context(), &tfprotov6.PlanResourceChangeRequest{
		TypeName: typ, PriorState: encode(t, schema, object), ProposedNewState: nothing, Config: nothing, PriorPrivate: private,
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(planned.Diagnostics) > 0 {
		return planned.Diagnostics
	}
	return s.destroyingAsPlanned(t, typ, object, planned.PlannedPrivate)
}

// destroyingAsPlanned destroys an object that another run planned to destroy.
func (s *core) destroyingAsPlanned(t *testing.T, typ string, object map[string]cty.Value, private []byte) []*tfprotov6.Diagnostic {
	t.Helper()
	schema := s.schema.ResourceSchemas[typ]
	of := ctyType(schema.ValueType())
	nothing := pack(t, cty.NullVal(of), of)
	applied, err := s.server.ApplyResourceChange(t.Context(), &tfprotov6.ApplyResourceChangeRequest{
		TypeName: typ, PriorState: encode(t, schema, object), PlannedState: nothing, Config: nothing, PlannedPrivate: private,
	})
	if err != nil {
		t.Fatal(err)
	}
	return applied.Diagnostics
}
