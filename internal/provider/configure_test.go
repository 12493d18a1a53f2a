package provider

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/hoody/terraform-provider-hoody/internal/engine"
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
		"embedded on purpose wins over a token": {
			set: func(m *model) { m.Engine, m.Token = types.StringValue("embedded"), types.StringValue("t") }, want: engine.Embedded, ready: true,
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
			set: func(m *model) { m.Engine = types.StringValue("api") }, want: engine.API, summary: "The API engine has no service to call",
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
