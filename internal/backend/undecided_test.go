package backend_test

import (
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/hoody/terraform-provider-hoody/internal/catalog"
	"github.com/hoody/terraform-provider-hoody/internal/catalog/services"
)

// A secret that cannot rotate and that only the apply will know disconnects nothing: it
// may turn out to be empty, or the same. The plan that knows it decides.
func TestASecretThatIsNotKnownYetReplacesNothing(t *testing.T) {
	t.Parallel()
	for _, twin := range twinsOfEachSort() {
		if twin.field.Rotates {
			continue
		}
		for _, name := range []string{twin.field.Attribute(), twin.field.Attribute() + "_wo"} {
			t.Run(twin.Name+"/"+name, func(t *testing.T) {
				t.Parallel()
				waitsForTheNextPlan(t, twin.Backend, twin.field, name)
			})
		}
	}
}

func waitsForTheNextPlan(t *testing.T, b *catalog.Backend, f *catalog.Field, name string) {
	w := workshopOf(t, b)
	config := requiredOf(b)
	delete(config, f.Attribute())
	first, unknown := with(config, name, textFor(f, "first")), with(config, name, tftypes.UnknownValue)
	state := w.create(t, first)

	resp := w.planOver(t, state.value, unknown, state.private)
	if planned := w.whole(t, resp.PlannedState); !planned.Equal(state.value) || len(resp.RequiresReplace) > 0 {
		t.Errorf("replaced for %s, planned %s", resp.RequiresReplace, planned)
	}
	const keeps = " is not known yet, and cannot rotate\nBackend bck_5ca1ab1e5ca1ab1e keeps what it was connected with. " +
		"If the value is another one, the next plan replaces the backend."
	if got := said(resp.Diagnostics); got != name+keeps {
		t.Errorf("said %q", got)
	}

	const refused = " is not known yet, and cannot rotate\nIf it changes, the backend must be replaced, and this plan updates it.\n" +
		"Apply what the value comes from first (-target)"
	other := f.Attribute()
	if name == other {
		other += "_wo"
	}
	for what, config := range map[string]map[string]any{
		name:  with(unknown, "verify_path", "media"),     // an update for another reason
		other: with(config, other, tftypes.UnknownValue), // a value that moves
	} {
		resp := w.planOver(t, state.value, config, state.private)
		if got := said(resp.Diagnostics); !strings.Contains(got, what+refused) || len(resp.RequiresReplace) > 0 {
			t.Errorf("%s: replaced for %s, said %q", what, resp.RequiresReplace, got)
		}
	}

	if planned, replaced := w.change(t, state.value, first, state.private); !planned.value.Equal(state.value) || len(replaced) > 0 {
		t.Errorf("the same value is replaced for %s", replaced)
	}
	if _, replaced := w.change(t, state.value, with(config, name, textFor(f, "second")), state.private); len(replaced) == 0 {
		t.Error("another value replaces nothing")
	}
	if got := said(w.planOver(t, state.value, with(config, name, ""), state.private).Diagnostics); f.Required && !strings.Contains(got, f.Attribute()+" is missing") {
		t.Errorf("an empty value: said %q", got)
	}
}

// What is replaced for another reason is connected again with what the apply knows.
func TestASecretThatIsNotKnownYetGoesWithAReplacement(t *testing.T) {
	t.Parallel()
	w := workshopOf(t, services.ByName("cloudinary"))
	config := map[string]any{"cloud_name": "one", "api_key": "k", "api_secret": "s"}
	state := w.create(t, config)
	planned, replaced := w.change(t, state.value, with(with(config, "cloud_name", "two"), "api_secret", tftypes.UnknownValue), state.private)
	attributes := map[string]tftypes.Value{}
	if err := planned.value.As(&attributes); err != nil {
		t.Fatal(err)
	}
	if len(replaced) != 1 || replaced[0].String() != `AttributeName("cloud_name")` || attributes["api_secret"].IsKnown() {
		t.Errorf("replaced for %s, planned %s", replaced, attributes["api_secret"])
	}
}

// A secret that was never set has nothing to keep.
func TestANewSecretThatIsNotKnownYetReplaces(t *testing.T) {
	t.Parallel()
	w := workshopOf(t, services.ByName("b2"))
	config := map[string]any{"account": "a", "key": "k"}
	state := w.create(t, config)
	if _, replaced := w.change(t, state.value, with(config, "sse_customer_key", tftypes.UnknownValue), state.private); len(replaced) != 1 {
		t.Errorf("replaced for %s", replaced)
	}
}
