package tf

import (
	"errors"
	"fmt"
	"testing"
	"testing/synctest"
	"time"

	"github.com/hashicorp/terraform-plugin-framework-timeouts/resource/timeouts"
	"github.com/hashicorp/terraform-plugin-framework/action"
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/ephemeral"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/hoody/terraform-provider-hoody/internal/engine"
)

// shown are diagnostics as one text.
func shown(diags diag.Diagnostics) (text string) {
	for _, d := range diags {
		at := ""
		if on, ok := d.(diag.DiagnosticWithPath); ok {
			at = on.Path().String()
		}
		text += fmt.Sprintf("%s [%s] %s: %s\n", d.Severity(), at, d.Summary(), d.Detail())
	}
	return text
}

// All that Terraform configures takes the engine; while only validating there is none.
func TestConfigure(t *testing.T) {
	t.Parallel()
	var (
		r Resource
		d DataSource
		a Action
		e Ephemeral
	)
	all := map[string]struct {
		has  *Selected
		give func(any)
	}{
		"a resource":    {&r.Selected, func(v any) { r.Configure(t.Context(), resource.ConfigureRequest{ProviderData: v}, nil) }},
		"a data source": {&d.Selected, func(v any) { d.Configure(t.Context(), datasource.ConfigureRequest{ProviderData: v}, nil) }},
		"an action":     {&a.Selected, func(v any) { a.Configure(t.Context(), action.ConfigureRequest{ProviderData: v}, nil) }},
		"an ephemeral":  {&e.Selected, func(v any) { e.Configure(t.Context(), ephemeral.ConfigureRequest{ProviderData: v}, nil) }},
	}
	for name, one := range all {
		for _, step := range []struct {
			given any
			want  string
		}{{nil, ""}, {engine.Selection{Name: engine.API}, "api"}, {"something else", "api"}} {
			if one.give(step.given); one.has.Selection.Name != step.want {
				t.Errorf("%s has %q after %v, want %q", name, one.has.Selection.Name, step.given, step.want)
			}
		}
	}
}

func TestService(t *testing.T) {
	t.Parallel()
	s := Selected{engine.Selection{Name: engine.Embedded, ToAPI: "Set HOODY_TOKEN."}}
	var diags diag.Diagnostics
	if service := s.Service("Mounts not listed", &diags); service != nil {
		t.Error("there is a service, want none")
	}
	if len(diags) != 1 || diags[0].Summary() != "Mounts not listed" || diags[0].Detail() == "" {
		t.Errorf("says %q, want why the mounts are not listed", shown(diags))
	}
}

func TestReport(t *testing.T) {
	t.Parallel()
	r := Reporter{Resource: "hoody_backend_s3", Gone: "It is gone.", At: func(field string) (path.Path, bool) {
		return path.Root(field + "_wo"), field == "key"
	}}
	blaming := func(field string) error {
		return fmt.Errorf("rotate: %w", &engine.Error{Field: field, Message: "It is wrong", Advice: "Write another."})
	}
	for _, c := range []struct {
		name     string
		reporter Reporter
		err      error
		want     string
	}{
		{"a field", r, blaming("key"), "Error [key_wo] Not done: It is wrong\nWrite another.\n"},
		{"a field that is no attribute", r, blaming("other"), "Error [] Not done: It is wrong\nWrite another.\n"},
		{"no field", r, blaming(""), "Error [] Not done: It is wrong\nWrite another.\n"},
		{"a field in a line for all", Reporter{Names: true, At: func(string) (path.Path, bool) { return path.Root("fields"), true }}, blaming("key"), "Error [fields] Not done: key: It is wrong\nWrite another.\n"},
		{"nothing to blame", Reporter{}, blaming("key"), "Error [] Not done: It is wrong\nWrite another.\n"},
		{"gone", r, fmt.Errorf("read: %w", engine.ErrNotFound), "Error [] Not done: It is gone.\n"},
		{"any other", r, errors.New("no idea"), "Error [] Not done: no idea\n"},
		{
			"unknown", r, &engine.Unknown{Thing: "backend", Reason: "no answer", List: "list them"},
			"Error [] Not done: It is not known whether Hoody made the backend: no answer\nNobody has seen it so far. Look for a new one before you apply again:\nlist them\n",
		},
		{
			"unknown, and seen", r, &engine.Unknown{Thing: "backend", Reason: "no answer", Found: []engine.Found{{ID: "bck_1", Remove: "remove it"}}},
			"Error [] Not done: It is not known whether Hoody made the backend: no answer\nThis is new, and may be it. Import it or, if nobody else needs it, remove it before you apply again:\n" +
				"\nbck_1\nimport {\n  to = hoody_backend_s3.NAME\n  id = \"bck_1\"\n}\nremove it\n\n",
		},
	} {
		var diags diag.Diagnostics
		c.reporter.Add(&diags, "Not done", c.err)
		if got := shown(diags); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func TestNotices(t *testing.T) {
	t.Parallel()
	var diags diag.Diagnostics
	AddNotices(&diags, []engine.Notice{{Summary: "Adopted", Detail: "It was there."}, {Summary: "Late", Detail: "It took long."}})
	if got, want := shown(diags), "Warning [] Adopted: It was there.\nWarning [] Late: It took long.\n"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestDeadline(t *testing.T) {
	t.Parallel()
	limits := func(create attr.Value) timeouts.Value {
		in := map[string]attr.Type{"create": types.StringType}
		return timeouts.Value{Object: types.ObjectValueMust(in, map[string]attr.Value{"create": create})}
	}
	for _, c := range []struct {
		name   string
		limits timeouts.Value
		want   time.Duration
		wrong  bool
	}{
		{"said", limits(types.StringValue("90s")), 90 * time.Second, false},
		{"not said", limits(types.StringNull()), 0, false},
		{"no block", timeouts.Value{}, 0, false},
		{"no duration", limits(types.StringValue("soon")), 0, true},
	} {
		synctest.Test(t, func(t *testing.T) {
			var diags diag.Diagnostics
			ctx, cancel := Deadline(t.Context(), timeouts.Value.Create, c.limits, &diags)
			defer cancel()
			at, has := ctx.Deadline()
			if has != (c.want > 0) || has && time.Until(at) != c.want || diags.HasError() != c.wrong {
				t.Errorf("%s: %s, %t, %v, want %s", c.name, time.Until(at), has, diags, c.want)
			}
		})
	}
}

// Errors name what they are about, and warnings stay as they are.
func TestNaming(t *testing.T) {
	t.Parallel()
	diags := diag.Diagnostics{diag.NewErrorDiagnostic("Not read", "No idea."), diag.NewWarningDiagnostic("Late", "It took long.")}
	if got, want := shown(Naming("/a (hoody_mount)", diags)), "Error [] Not read: /a (hoody_mount): No idea.\nWarning [] Late: It took long.\n"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	if got, want := shown(Naming("", diags)), "Error [] Not read: No idea.\nWarning [] Late: It took long.\n"; got != want {
		t.Errorf("without a name: %q, want %q", got, want)
	}
}
