package provider

import (
	"context"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/hoody/terraform-provider-hoody/internal/engine"
	"github.com/hoody/terraform-provider-hoody/internal/engine/api"
)

var (
	containerTypes = map[string]attr.Type{
		"id": types.StringType, "project_id": types.StringType, "container_id": types.StringType, "server": types.StringType, "service_index": types.Int64Type,
	}
	gateTypes = map[string]attr.Type{
		"token": types.StringType, "token_header": types.StringType, "user": types.StringType, "password": types.StringType,
	}
	embeddedTypes = map[string]attr.Type{"timeout": types.StringType, "max_memory": types.StringType}
)

// empty is a provider block that says nothing.
func empty() model {
	return model{
		Container: types.ObjectNull(containerTypes),
		Gate:      types.ObjectNull(gateTypes),
		Embedded:  types.ObjectNull(embeddedTypes),
		Headers:   types.MapNull(types.StringType),
	}
}

// objectOf has texts, given as name, value, name, value, and null for the rest.
func objectOf(of map[string]attr.Type, pairs []string) types.Object {
	values := map[string]attr.Value{}
	for name, t := range of {
		values[name] = t.ValueType(context.Background())
		if t == types.Int64Type {
			values[name] = types.Int64Null()
		}
	}
	for i := 0; i < len(pairs); i += 2 {
		values[pairs[i]] = types.StringValue(pairs[i+1])
	}
	return types.ObjectValueMust(of, values)
}

func TestChoose(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		set     func(*model)
		want    string // engine
		ready   bool   // the engine can be used now
		summary string // of the one diagnostic, if any
	}{
		"nothing at all verifies, with a warning": {
			set: func(*model) {}, want: engine.Embedded, ready: true, summary: "Backends will be verified, not connected",
		},
		"embedded on purpose is silent": {
			set: func(m *model) { m.Engine = types.StringValue("embedded") }, want: engine.Embedded, ready: true,
		},
		"embedded on purpose, and a token": {
			set:  func(m *model) { m.Engine, m.Token = types.StringValue("embedded"), types.StringValue("t") },
			want: engine.Embedded, summary: "The provider block contradicts itself",
		},
		"embedded on purpose, and an endpoint": {
			set: func(m *model) {
				m.Engine, m.Endpoint = types.StringValue("embedded"), types.StringValue("http://127.0.0.1:1")
			},
			want: engine.Embedded, summary: "The provider block contradicts itself",
		},
		"embedded on purpose, and a token that may be empty": {
			set:  func(m *model) { m.Engine, m.Token = types.StringValue("embedded"), types.StringUnknown() },
			want: engine.Embedded, ready: true,
		},
		"a token means the API": {
			set: func(m *model) { m.Token = types.StringValue("t") }, want: engine.API, ready: true,
		},
		"an endpoint means the API": {
			set: func(m *model) { m.Endpoint = types.StringValue("https://storage.example.com") }, want: engine.API, ready: true,
		},
		"a token that is unknown yet counts as set": {
			set: func(m *model) { m.Token = types.StringUnknown() }, want: engine.API,
		},
		"a container that is unknown yet counts as set": {
			set: func(m *model) { m.Container = types.ObjectUnknown(containerTypes) }, want: engine.API,
		},
		"an engine that is unknown yet is no choice": {
			set: func(m *model) { m.Engine = types.StringUnknown() }, want: "",
		},
		"the API needs a service": {
			set: func(m *model) { m.Engine = types.StringValue("api") }, want: engine.API, summary: "The API engine does not know where Hoody is",
		},
		"a misspelt engine from the environment": {
			set: func(m *model) { m.Engine = types.StringValue("apy") }, want: "", summary: "Unknown engine",
		},
		"a timeout that is none": {
			set: func(m *model) {
				m.Token, m.RequestTimeout = types.StringValue("t"), types.StringValue("soon")
			}, want: engine.API, summary: "Not a duration",
		},
		"too little memory for the embedded engine": {
			set: func(m *model) {
				m.Engine, m.Embedded = types.StringValue("embedded"), types.ObjectValueMust(embeddedTypes,
					map[string]attr.Value{"timeout": types.StringNull(), "max_memory": types.StringValue("64Mi")})
			}, want: engine.Embedded, summary: "Not an amount of memory",
		},
		"plain http to another host": {
			set: func(m *model) {
				m.Token, m.Endpoint = types.StringValue("t"), types.StringValue("http://storage.example.com")
			}, want: engine.API, summary: "Hoody cannot be called",
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			m := empty()
			test.set(&m)
			var diags diag.Diagnostics
			got := (&hoody{version: "test"}).choose(t.Context(), m, &diags)
			if got.Name != test.want || (got.Engine != nil) != test.ready {
				t.Errorf("chose %q (ready %t), want %q (ready %t)", got.Name, got.Engine != nil, test.want, test.ready)
			}
			var summary string
			for _, d := range diags {
				summary += d.Summary()
			}
			if summary != test.summary {
				t.Errorf("said %q, want %q", summary, test.summary)
			}
		})
	}
}

// What the block says is not changed by a variable.
func TestBlockBeatsEnvironment(t *testing.T) {
	set := types.StringValue
	container := func(pairs ...string) types.Object { return objectOf(containerTypes, pairs) }
	gate := func(pairs ...string) types.Object { return objectOf(gateTypes, pairs) }
	const kit = "https://p-c-files-1.s.containers.hoody.com"
	for name, c := range map[string]struct {
		set  func(*model)
		env  map[string]string
		want string // engine, endpoint or container, token
		said string // the one summary, if any
	}{
		"a token alone": {func(*model) {}, map[string]string{"HOODY_TOKEN": "t"}, "api https://api.hoody.com t", ""},
		"a realm": {func(*model) {}, map[string]string{"HOODY_TOKEN": "t", "HOODY_REALM": "team"},
			"api https://team.api.hoody.com t", ""},
		"a realm beside the control plane's variable": {func(m *model) { m.Realm = set("team") },
			map[string]string{"HOODY_TOKEN": "t", "HOODY_BASE_URL": "https://api.hoody.com"}, "api https://team.api.hoody.com t", ""},
		"a realm of a container": {func(m *model) { m.Realm, m.Endpoint = set("team"), set(kit) }, nil, "api", "The endpoint has no such realm"},
		"another realm than the endpoint's": {func(m *model) { m.Realm, m.Endpoint = set("team"), set("https://other.api.hoody.com") },
			map[string]string{"HOODY_TOKEN": "t"}, "api", "The endpoint has no such realm"},
		"a realm's variable beside the emulator": {func(m *model) { m.Endpoint = set("http://127.0.0.1:8080") }, map[string]string{"HOODY_REALM": "team"},
			"api http://127.0.0.1:8080 ", "HOODY_REALM is not used"},
		"a realm's variable beside that realm": {func(m *model) { m.Endpoint = set("https://team.api.hoody.com") },
			map[string]string{"HOODY_REALM": "team", "HOODY_TOKEN": "t"}, "api https://team.api.hoody.com t", ""},
		"a realm's variable beside a container by its URL": {func(m *model) { m.Container = container("id", "c") },
			map[string]string{"HOODY_TOKEN": "t", "HOODY_BASE_URL": kit, "HOODY_REALM": "team"}, "api container c at https://team.api.hoody.com t", ""},
		"a realm that leads elsewhere": {func(m *model) { m.Realm = set("evil.example/") }, map[string]string{"HOODY_TOKEN": "t"},
			"api", "Not a realm"},
		"a container in the block beats another's URL": {func(m *model) { m.Container = container("id", "c") },
			map[string]string{"HOODY_TOKEN": "t", "HOODY_BASE_URL": kit}, "api container c at https://api.hoody.com t", ""},
		"a container whose server leads elsewhere": {
			func(m *model) {
				m.Container = container("project_id", "p", "container_id", "c", "server", "evil.example/")
			},
			map[string]string{"HOODY_KIT_TOKEN": "gate"}, "api", "Not the parts of a container's address"},
		"a container's URL in letters of another script": {func(m *model) { m.Endpoint = set("https://p-c-files-1.s.ｃontainers.hoody.com") },
			map[string]string{"HOODY_TOKEN": "t"}, "api https://p-c-files-1.s.ｃontainers.hoody.com t", "The account's token is not sent to the container"},
		"a gate's variable does not reach the control plane": {func(*model) {}, map[string]string{"HOODY_TOKEN": "t", "HOODY_KIT_TOKEN": "gate"},
			"api https://api.hoody.com t", ""},
		"a control plane of one's own, by variable": {func(*model) {}, map[string]string{"HOODY_TOKEN": "t", "HOODY_BASE_URL": "https://hoody.example.com"},
			"api https://hoody.example.com t", ""},
		"an endpoint of one's own gets no token of the environment": {func(m *model) { m.Endpoint = set("https://hoody.example.com") },
			map[string]string{"HOODY_TOKEN": "t"}, "api https://hoody.example.com ", "HOODY_TOKEN is not sent to the endpoint"},
		"which an empty gate says is known": {
			func(m *model) {
				m.Endpoint, m.Gate = set("https://hoody.example.com"), gate()
			},
			map[string]string{"HOODY_TOKEN": "t"}, "api https://hoody.example.com ", ""},
		"nor does it to look a container up": {
			func(m *model) { m.Endpoint, m.Container = set("https://api.example.org"), container("id", "c") },
			map[string]string{"HOODY_TOKEN": "t"}, "api", "There is no token to look the container up with"},
		"but its own token": {
			func(m *model) {
				m.Endpoint, m.Container, m.Token = set("https://api.example.org"), container("id", "c"), set("own")
			},
			map[string]string{"HOODY_TOKEN": "t"}, "api container c at https://api.example.org own", ""},
		"a header in the block beats the variable's token": {
			func(m *model) {
				m.Endpoint = set("http://127.0.0.1:1")
				m.Headers = types.MapValueMust(types.StringType, map[string]attr.Value{"authorization": set("Basic dTpw")})
			},
			map[string]string{"HOODY_TOKEN": "t"}, "api http://127.0.0.1:1 ", ""},
		"a gate in the block beats the variable's token": {
			func(m *model) { m.Endpoint, m.Gate = set("http://127.0.0.1:1"), gate("token", "gate") },
			map[string]string{"HOODY_TOKEN": "t"}, "api http://127.0.0.1:1 ", ""},
		"a gate with a header of its own leaves the token": {
			func(m *model) {
				m.Endpoint, m.Gate = set("http://127.0.0.1:1"), gate("token", "gate", "token_header", "X-Gate")
			},
			map[string]string{"HOODY_TOKEN": "t"}, "api http://127.0.0.1:1 t", ""},
		"a gate for the containers that resources name": {func(m *model) { m.Gate = gate("token", "gate") }, map[string]string{"HOODY_TOKEN": "t"},
			"api https://api.hoody.com t", ""},
		"the control plane in the block, and a container by variable": {func(m *model) { m.Endpoint = set("https://api.hoody.com") },
			map[string]string{"HOODY_CONTAINER": "c", "HOODY_TOKEN": "t"}, "api container c at https://api.hoody.com t", ""},
		"an endpoint in the block beats a container's URL": {func(m *model) { m.Endpoint = set("https://api.hoody.com") },
			map[string]string{"HOODY_BASE_URL": kit, "HOODY_TOKEN": "t"}, "api https://api.hoody.com t", ""},
		"an endpoint of one's own gets the block's": {func(m *model) { m.Endpoint, m.Token = set("https://hoody.example.com"), set("own") },
			map[string]string{"HOODY_TOKEN": "t"}, "api https://hoody.example.com own", ""},
		"this machine gets the environment's": {func(m *model) { m.Endpoint = set("http://127.0.0.1:1") },
			map[string]string{"HOODY_TOKEN": "t"}, "api http://127.0.0.1:1 t", ""},
		"an endpoint in the block is not the variable's container": {func(m *model) { m.Endpoint = set("http://127.0.0.1:1") },
			map[string]string{"HOODY_CONTAINER": "c", "HOODY_TOKEN": "t"}, "api http://127.0.0.1:1 t", ""},
		"containers below an endpoint": {func(m *model) {
			m.Endpoint, m.ContainerEndpoint = set("http://127.0.0.1:1"), set("http://127.0.0.1:1/{container_id}")
		},
			map[string]string{"HOODY_CONTAINER": "c", "HOODY_TOKEN": "t"}, "api container c at http://127.0.0.1:1 t", ""},
		"a container by variable": {func(*model) {}, map[string]string{"HOODY_CONTAINER_ID": "c", "HOODY_TOKEN": "t"},
			"api container c at https://api.hoody.com t", ""},
		"a container's URL beats its id": {func(*model) {}, map[string]string{"HOODY_BASE_URL": kit, "HOODY_CONTAINER": "x"}, "api " + kit + " ", ""},
		"a container spelled out": {func(m *model) { m.Container = container("project_id", "p", "container_id", "c", "server", "s") }, nil,
			"api " + kit + " ", ""},
		"half a container": {func(m *model) { m.Container = container("container_id", "c") }, nil, "api", "The container is not named"},
		"two containers":   {func(m *model) { m.Endpoint, m.Container = set(kit), container("id", "c") }, nil, "api", "Two containers are named"},
		"a token for a container that is not sent": {func(m *model) { m.Endpoint = set(kit) }, map[string]string{"HOODY_TOKEN": "t"},
			"api " + kit + " t", "The account's token is not sent to the container"},
		"a gate says that this is known": {func(m *model) { m.Endpoint = set(kit) },
			map[string]string{"HOODY_TOKEN": "t", "HOODY_KIT_TOKEN": "gate"}, "api " + kit + " t", ""},
		"an endpoint beats HOODY_ENGINE": {func(m *model) { m.Endpoint = set("http://127.0.0.1:1") },
			map[string]string{"HOODY_ENGINE": "embedded"}, "api http://127.0.0.1:1 ", "HOODY_ENGINE is not used"},
		"a token beats HOODY_ENGINE": {func(m *model) { m.Token = set("t") },
			map[string]string{"HOODY_ENGINE": "embedded"}, "api https://api.hoody.com t", "HOODY_ENGINE is not used"},
		"a container beats a HOODY_ENGINE that there is not": {func(m *model) { m.Container = container("id", "c") },
			map[string]string{"HOODY_ENGINE": "rclone", "HOODY_TOKEN": "t"}, "api container c at https://api.hoody.com t", "HOODY_ENGINE is not used"},
		"the block's engine beats HOODY_ENGINE": {func(m *model) { m.Engine = set("api") },
			map[string]string{"HOODY_ENGINE": "embedded", "HOODY_TOKEN": "t"}, "api https://api.hoody.com t", ""},
		"HOODY_ENGINE beats variables": {func(*model) {}, map[string]string{"HOODY_ENGINE": "embedded", "HOODY_TOKEN": "t"}, "embedded", ""},
	} {
		t.Run(name, func(t *testing.T) {
			for variable, value := range c.env {
				t.Setenv(variable, value)
			}
			m := empty()
			c.set(&m)
			var diags diag.Diagnostics
			got := (&hoody{version: "test"}).choose(t.Context(), m, &diags).Name
			if got == engine.API {
				var ignored diag.Diagnostics
				if d, ok := destinationOf(t.Context(), m, &ignored); ok && d.byID != nil {
					got += " container " + d.byID.ID + " at " + d.endpoint + " " + d.token
				} else if ok {
					got += " " + d.endpoint + " " + d.token
				}
			}
			if got != c.want {
				t.Errorf("chose %q, want %q", got, c.want)
			}
			var said string
			for _, d := range diags {
				said += d.Summary()
			}
			if said != c.said {
				t.Errorf("said %q, want %q", said, c.said)
			}
		})
	}
}

// The variables of the official tools say what a gate asks for.
func TestGateFromEnv(t *testing.T) {
	both := map[string]string{"HOODY_KIT_TOKEN": "t", "HOODY_KIT_USER": "u", "HOODY_KIT_PASSWORD": "p"}
	for name, c := range map[string]struct {
		env  map[string]string
		more string // HOODY_KIT_AUTH
		want api.Gate
	}{
		"nothing":                {nil, "", api.Gate{}},
		"a token":                {map[string]string{"HOODY_KIT_TOKEN": "t", "HOODY_KIT_TOKEN_HEADER": "X-Gate"}, "", api.Gate{Token: "t", Header: "X-Gate"}},
		"a password":             {map[string]string{"HOODY_KIT_USER": "u", "HOODY_KIT_PASS": "p"}, "", api.Gate{User: "u", Password: "p"}},
		"both, and the token":    {both, "jwt", api.Gate{Token: "t"}},
		"both, and the password": {both, "password", api.Gate{User: "u", Password: "p"}},
		"both, and no word":      {both, "", api.Gate{Token: "t"}},
	} {
		t.Run(name, func(t *testing.T) {
			for variable, value := range c.env {
				t.Setenv(variable, value)
			}
			t.Setenv("HOODY_KIT_AUTH", c.more)
			if got := gateFromEnv(); got != c.want {
				t.Errorf("got %+v, want %+v", got, c.want)
			}
		})
	}
}

// What the block says of the gate beats the variables, and may say how their token is
// sent.
func TestGateOfTheBlock(t *testing.T) {
	t.Setenv("HOODY_KIT_TOKEN", "variable")
	for name, c := range map[string]struct {
		block types.Object
		want  api.Gate
		own   bool
	}{
		"none":            {types.ObjectNull(gateTypes), api.Gate{Token: "variable"}, false},
		"an empty one":    {objectOf(gateTypes, nil), api.Gate{Token: "variable"}, false},
		"an empty token":  {objectOf(gateTypes, []string{"token", ""}), api.Gate{Token: "variable"}, false},
		"a header's name": {objectOf(gateTypes, []string{"token_header", "X-Gate"}), api.Gate{Token: "variable", Header: "X-Gate"}, false},
		"a token":         {objectOf(gateTypes, []string{"token", "t"}), api.Gate{Token: "t"}, true},
		"a user":          {objectOf(gateTypes, []string{"user", "u", "password", "p"}), api.Gate{User: "u", Password: "p"}, true},
	} {
		t.Run(name, func(t *testing.T) {
			var diags diag.Diagnostics
			if got, own, ok := gateOf(t.Context(), c.block, &diags); got != c.want || own != c.own || !ok {
				t.Errorf("got %+v (own %t, %v), want %+v", got, own, diags, c.want)
			}
		})
	}
}

// A gate's variables are for a container, and a header in the block beats them.
func TestGateOfTheEnvironmentIsForContainers(t *testing.T) {
	const kit = "https://p-c-files-1.s.containers.hoody.com"
	t.Setenv("HOODY_KIT_TOKEN", "gate")
	for name, c := range map[string]struct {
		endpoint, header string
		want             api.Gate
	}{
		"a container":                    {kit, "X-Other", api.Gate{Token: "gate"}},
		"a container behind a header":    {kit, "authorization", api.Gate{}},
		"the control plane":              {"https://api.hoody.com", "X-Other", api.Gate{}},
		"a host that nobody vouches for": {"https://hoody.example.com", "X-Other", api.Gate{}},
	} {
		t.Run(name, func(t *testing.T) {
			m := empty()
			m.Endpoint = types.StringValue(c.endpoint)
			m.Headers = types.MapValueMust(types.StringType, map[string]attr.Value{c.header: types.StringValue("mine")})
			var diags diag.Diagnostics
			d, ok := destinationOf(t.Context(), m, &diags)
			if !ok || d.gate != c.want || len(diags) > 0 {
				t.Errorf("got %+v (%t, %v), want %+v", d.gate, ok, diags, c.want)
			}
		})
	}
}

// The environment's first name that is set fills what the block leaves out.
func TestFromEnv(t *testing.T) {
	t.Setenv("HOODY_TOKEN", "")
	t.Setenv("HOODY_API_TOKEN", "second")
	if got := fromEnv(types.StringNull(), tokenEnv).ValueString(); got != "second" {
		t.Errorf("got %q, want the second name's value", got)
	}
	if got := fromEnv(types.StringValue(""), tokenEnv).ValueString(); got != "second" {
		t.Errorf("got %q, want the environment's: an empty token is none", got)
	}
	t.Setenv("HOODY_TOKEN", "first")
	if got := fromEnv(types.StringNull(), tokenEnv).ValueString(); got != "first" {
		t.Errorf("got %q, want the first name's value", got)
	}
	if got := fromEnv(types.StringValue("configured"), tokenEnv).ValueString(); got != "configured" {
		t.Errorf("got %q, want the configured value", got)
	}
	if got := fromEnv(types.StringUnknown(), tokenEnv); !got.IsUnknown() {
		t.Errorf("got %v, want unknown: it is set, only not known yet", got)
	}
}

// Who asks the embedded engine for what only the API has reads what to change.
func TestWayToTheAPI(t *testing.T) {
	for name, c := range map[string]struct {
		block, variable string
		want            string
	}{
		"by the block":    {"embedded", "", `The provider block says engine = "embedded": take that out, or set it to "api", to use the API.`},
		"by the variable": {"", "embedded", `HOODY_ENGINE is "embedded": unset it, or set it to "api", to use the API.`},
		"by nothing":      {"", "", "Set HOODY_TOKEN (or the provider's token, endpoint or container) to use the API."},
	} {
		t.Run(name, func(t *testing.T) {
			t.Setenv("HOODY_ENGINE", c.variable)
			m := empty()
			m.Engine = types.StringValue(c.block)
			var diags diag.Diagnostics
			if got := (&hoody{version: "test"}).choose(t.Context(), m, &diags).ToAPI; got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

// What leads to the containers that resources name: the control plane with the token,
// and the gate before each of them.
func TestOthers(t *testing.T) {
	const kit = "https://p-c-files-1.s.containers.hoody.com"
	for name, c := range map[string]struct {
		set  func(*model)
		env  map[string]string
		own  string // own container, own gate
		want others
	}{
		"beside the control plane": {
			func(m *model) { m.Gate = objectOf(gateTypes, []string{"token", "gate"}) }, map[string]string{"HOODY_TOKEN": "t"}, " ",
			others{api.Container{Index: 1, ControlPlane: "https://api.hoody.com"}, "t", api.Gate{Token: "gate"}},
		},
		"beside a container by its id": {
			func(m *model) { m.Container = objectOf(containerTypes, []string{"id", "c"}) },
			map[string]string{"HOODY_TOKEN": "t", "HOODY_KIT_TOKEN": "gate"}, "c gate",
			others{api.Container{Index: 1, ControlPlane: "https://api.hoody.com"}, "t", api.Gate{Token: "gate"}},
		},
		"beside a container that is spelled out": {
			func(m *model) {
				m.Container = objectOf(containerTypes, []string{"project_id", "p", "container_id", "c", "server", "s"})
			},
			map[string]string{"HOODY_KIT_TOKEN": "gate"}, "c gate",
			others{api.Container{Index: 1, ControlPlane: "https://api.hoody.com"}, "", api.Gate{Token: "gate"}},
		},
		"beside a container's URL": {
			func(m *model) { m.Endpoint = types.StringValue(kit) },
			map[string]string{"HOODY_TOKEN": "t", "HOODY_KIT_TOKEN": "gate", "HOODY_CONTAINER": "x"}, " gate",
			others{api.Container{Index: 1, ControlPlane: "https://api.hoody.com"}, "t", api.Gate{Token: "gate"}},
		},
		"beside the emulator": {
			func(m *model) { m.Endpoint = types.StringValue("http://127.0.0.1:1") },
			map[string]string{"HOODY_CONTAINER_ENDPOINT": "http://127.0.0.1:1/{container_id}", "HOODY_TOKEN": "t"}, " ",
			others{api.Container{Index: 1, ControlPlane: "http://127.0.0.1:1", Template: "http://127.0.0.1:1/{container_id}"}, "t", api.Gate{}},
		},
		"not with a token for another host": {
			func(m *model) { m.Endpoint = types.StringValue("https://api.example.org") }, map[string]string{"HOODY_TOKEN": "t"}, " ",
			others{api.Container{Index: 1, ControlPlane: "https://api.example.org"}, "", api.Gate{}},
		},
	} {
		t.Run(name, func(t *testing.T) {
			for variable, value := range c.env {
				t.Setenv(variable, value)
			}
			m := empty()
			c.set(&m)
			var diags diag.Diagnostics
			d, ok := destinationOf(t.Context(), m, &diags)
			if own := d.container + " " + d.gate.Token; !ok || d.others != c.want || own != c.own {
				t.Errorf("others %+v beside %q, want %+v beside %q: %v", d.others, own, c.want, c.own, diags)
			}
		})
	}
}
