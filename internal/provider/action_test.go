package provider_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/zclconf/go-cty/cty"

	"github.com/hoody/terraform-provider-hoody/internal/emulator"
)

const testAction = "hoody_backend_test"

// planAction validates and plans the action, as Terraform does before anything is
// changed.
func (s *core) planAction(t *testing.T, config map[string]cty.Value) []*tfprotov6.Diagnostic {
	t.Helper()
	packed := encode(t, s.schema.ActionSchemas[testAction].Schema, config)
	valid, err := s.server.ValidateActionConfig(t.Context(), &tfprotov6.ValidateActionConfigRequest{ActionType: testAction, Config: packed})
	if err != nil || len(valid.Diagnostics) > 0 {
		t.Fatal(err, details(valid.Diagnostics))
	}
	planned, err := s.server.PlanAction(t.Context(), &tfprotov6.PlanActionRequest{ActionType: testAction, Config: packed})
	if err != nil {
		t.Fatal(err)
	}
	return planned.Diagnostics
}

// invoke runs the action: what it says on the way, and what came of it.
func (s *core) invoke(t *testing.T, id string, more ...string) (progress []string, problems []*tfprotov6.Diagnostic) {
	t.Helper()
	stream, err := s.server.InvokeAction(t.Context(), &tfprotov6.InvokeActionRequest{
		ActionType: testAction, Config: encode(t, s.schema.ActionSchemas[testAction].Schema, texts(append([]string{"id", id}, more...)...)),
	})
	if err != nil {
		t.Fatal(err)
	}
	for event := range stream.Events {
		switch e := event.Type.(type) {
		case tfprotov6.ProgressInvokeActionEventType:
			progress = append(progress, e.Message)
		case tfprotov6.CompletedInvokeActionEventType:
			problems = e.Diagnostics
		}
	}
	return progress, problems
}

// The action passes where the storage answers, and fails in Hoody's words
// where it does not.
func TestBackendTestActionFails(t *testing.T) {
	t.Parallel()
	const advice = "\nCheck that the storage is up and that the backend's credentials are allowed to list it, then apply again."
	for name, test := range map[string]struct {
		probe           emulator.Probe
		id              string // another than the backend's
		summary, detail string // a summary without the backend's name
	}{
		"connected": {},
		"disconnected": {
			probe:   silent,
			summary: "is not connected", detail: "Hoody cannot reach its storage: Its status is disconnected." + advice,
		},
		"refused": {
			probe:   failing("InvalidAccessKeyId: the key does not exist"),
			summary: "is not connected", detail: "Hoody cannot reach its storage: InvalidAccessKeyId: the key does not exist" + advice,
		},
		"not there": {
			id: "bck_00", summary: "Backend not tested", detail: "Hoody has no backend bck_00.\n" +
				"Refer to a backend's id, such as hoody_backend_s3.example.id; the data source hoody_backends lists all there are.",
		},
	} {
		for _, dialect := range []emulator.Dialect{emulator.Page, emulator.October} {
			word, _ := dialect.MarshalText()
			t.Run(name+"/"+string(word), func(t *testing.T) {
				t.Parallel()
				service, url := serveEmulator(t, emulator.Options{Dialect: dialect})
				id, summary := service.Add("s3", nil), test.summary
				if test.id != "" {
					id = test.id
				} else if summary != "" {
					summary = "Backend " + id + " " + summary
				}
				service.SetProbe(test.probe)
				s := newCore(t, url)
				if planned := s.planAction(t, texts("id", id)); len(planned) > 0 {
					t.Errorf("the plan said %q", details(planned))
				}
				progress, problems := s.invoke(t, id)
				said := []string{"Asking Hoody whether the storage of backend " + id + " answers."}
				if test.summary == "" {
					said = append(said, "The storage of backend "+id+" answers.")
				}
				if !slices.Equal(progress, said) {
					t.Errorf("on the way it said %q, want %q", progress, said)
				}
				switch {
				case test.summary == "" && len(problems) > 0:
					t.Errorf("failed: %q", details(problems))
				case test.summary != "" && (len(problems) != 1 || problems[0].Severity != tfprotov6.DiagnosticSeverityError ||
					problems[0].Summary != summary || problems[0].Detail != test.detail):
					t.Errorf("said %v, want the error %q: %q", problems, summary, test.detail)
				}
			})
		}
	}
}

// What no apply could do is refused at plan where that is known, and at the
// latest when it is done.
func TestActionThatCannotAsk(t *testing.T) {
	t.Parallel()
	for name, test := range unaskable(t) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newCoreWith(t, test.provider)
			var atPlan []string
			if name == "embedded" {
				atPlan = []string{test.want}
			}
			// A resource's id is not known before it is created.
			for _, id := range []cty.Value{cty.StringVal("bck_00"), cty.UnknownVal(cty.String)} {
				if got := details(s.planAction(t, map[string]cty.Value{"id": id})); !slices.Equal(got, atPlan) {
					t.Errorf("the plan said %q, want %q", got, atPlan)
				}
			}
			if _, problems := s.invoke(t, "bck_00"); !slices.Equal(details(problems), []string{test.want}) {
				t.Errorf("said %q, want %q", details(problems), test.want)
			}
		})
	}
}

// What the page shows for this version of Terraform tests the backend after each change;
// older ones refuse the blocks, and take the rest.
func TestExampleOfTheAction(t *testing.T) {
	t.Parallel()
	needs(t, ephemeralResources)
	for _, name := range []string{"action.tf", "action-before-1.16.tf"} {
		e := readExample(t, "actions/"+testAction+"/"+name)
		blocks := blocksOf(t, e, "action")
		if len(blocks) != 1 || blocks[0].labels[0] != testAction {
			t.Fatalf("%s has the actions %v", name, blocks)
		}
		tf := newTerraform(t, "TF_VAR_secret_access_key=secret")
		tf.write(e.without("action", "lifecycle"))
		tf.mustRun("init", "-input=false")
		tf.mustRun("validate")
	}
}

// The page's action runs on a create, a rotation, a replacement and by itself.
func TestActionOfThePage(t *testing.T) {
	t.Parallel()
	needs(t, callersOfActions)
	testActionOfThePage(t, "action.tf", "answers")
}

// The page's action for earlier versions of Terraform runs on the same.
func TestActionOfThePageBefore16(t *testing.T) {
	t.Parallel()
	needs(t, queriesAndActions)
	needsBefore(t, callersOfActions)
	testActionOfThePage(t, "action-before-1.16.tf", "media")
}

func testActionOfThePage(t *testing.T, file, action string) {
	service, url := serveEmulator(t, emulator.Options{})
	tf := newTerraform(t, "HOODY_BASE_URL="+url, "TF_VAR_secret_access_key=first")
	tf.write(textOf(t, "examples/actions/"+testAction+"/"+file))
	tf.mustRun("init", "-input=false")
	tested := func(args ...string) {
		t.Helper()
		before := len(service.Requests())
		tf.mustRun(append([]string{"apply", "-auto-approve", "-no-color"}, args...)...)
		tests := 0
		for _, r := range service.Requests()[before:] {
			if strings.HasSuffix(r.Path, "/test") {
				tests++
			}
		}
		if tests != 1 {
			t.Errorf("apply %v: %d tests, want one", args, tests)
		}
	}
	tested()
	tf.env = append(tf.env, "TF_VAR_secret_access_key=second")
	tested()
	tested("-replace=hoody_backend_s3.media")
	tested("-invoke=action.hoody_backend_test." + action)
}
