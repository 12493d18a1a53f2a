package backend_test

import (
	"maps"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/hoody/terraform-provider-hoody/internal/catalog"
	"github.com/hoody/terraform-provider-hoody/internal/catalog/services"
	"github.com/hoody/terraform-provider-hoody/internal/engine"
)

// with is a configuration that sets one more attribute.
func with(config map[string]any, name string, value any) map[string]any {
	config = maps.Clone(config)
	config[name] = value
	return config
}

// A twinned is a field that has a write-only twin, and its backend.
type twinned struct {
	*catalog.Backend
	field *catalog.Field
}

// twinsOfEachSort are one field for each sort of them that there is: the resource
// knows no service by name, so it treats alike what the catalog describes alike, and
// each hash of a secret takes its time.
func twinsOfEachSort() []twinned {
	type sort struct {
		kind                                catalog.Kind
		since                               catalog.Version
		encrypts, required, rotates, oneUse bool
		shaped, inAWay, atAPlace            bool
	}
	seen := map[sort]bool{}
	var twins []twinned
	for _, b := range services.All() {
		for i := range b.Fields {
			f := &b.Fields[i]
			if !f.HasTwin() {
				continue
			}
			s := sort{f.Kind, f.RotatesSince, f.Encrypts, f.Required, f.Rotates, f.OneUse, f.Shape != nil, false, false}
			for i := range b.Ways {
				way := &b.Ways[i]
				s.inAWay = s.inAWay || way.Sets(f.Name)
				s.atAPlace = s.atAPlace || len(way.At) > 0
			}
			if !seen[s] {
				seen[s] = true
				twins = append(twins, twinned{b, f})
			}
		}
	}
	return twins
}

// Terraform plans with the configuration that ignore_changes leaves and applies
// with the whole one. No write-only value of any sort is sent for that, or
// removed, or replaces the backend: at most one plan records that it is ignored.
func TestIgnoreChangesOfAWriteOnlyValue(t *testing.T) {
	t.Parallel()
	for _, twin := range twinsOfEachSort() {
		t.Run(twin.Name+"/"+twin.field.Name, func(t *testing.T) {
			t.Parallel()
			ignoreTwin(t, twin.Backend, twin.field)
		})
	}
}

func ignoreTwin(t *testing.T, b *catalog.Backend, f *catalog.Field) {
	w, twin := workshopOf(t, b), f.Attribute()+"_wo"
	first, second := textFor(f, "first"), textFor(f, "second")
	left := requiredOf(b)
	for _, way := range b.Ways {
		for _, place := range way.At {
			left[place] = textFor(b.Field(place), "somewhere") // or a warning says that it is missing
		}
	}
	delete(left, f.Attribute())
	state := w.create(t, with(left, twin, first))
	planned, replaced := w.change(t, state.value, left, state.private)
	if (f.Required || !f.Rotates) && !planned.value.Equal(state.value) {
		t.Errorf("planned %s", planned.value)
	}
	if len(replaced) > 0 {
		t.Fatalf("replaced for %s", replaced)
	}
	if !planned.value.Equal(state.value) {
		state = w.update(t, state, planned, with(left, twin, first))
	}
	if planned, replaced = w.change(t, state.value, left, state.private); !planned.value.Equal(state.value) || len(replaced) > 0 {
		t.Errorf("planned again, replaced for %s:\n%s", replaced, planned.value)
	}

	// An update for another reason does not send what is ignored either.
	left["verify_path"] = "media"
	planned, _ = w.change(t, state.value, left, state.private)
	state = w.update(t, state, planned, with(left, twin, second))
	if len(w.engine.rotated) > 0 || len(w.engine.connected) != 1 {
		t.Errorf("rotated %v and connected %d", w.engine.rotated, len(w.engine.connected))
	}
	if strings.Contains(string(state.private), "second") {
		t.Error("the private state has the secret")
	}

	// Ignored no more, the value that was never sent is a change.
	planned, replaced = w.change(t, state.value, with(left, twin, second), state.private)
	if f.Rotates == (len(replaced) > 0) || planned.value.Equal(state.value) {
		t.Errorf("replaced for %s, planned %s", replaced, planned.value)
	}
}

// textFor is a text that a field takes.
func textFor(f *catalog.Field, word string) string {
	switch f.Kind {
	case catalog.URL:
		return "https://" + word + ".example"
	case catalog.JSON:
		return `{"a":"` + word + `"}`
	case catalog.Token:
		return `{"access_token":"` + word + `"}`
	case catalog.PEM:
		return "-----BEGIN KEY-----\n" + word + "\n-----END KEY-----\n"
	default:
		return word
	}
}

// A value that rotates and is not needed goes when its line goes.
func TestRemovedWriteOnlyValueIsRemovedAtTheService(t *testing.T) {
	t.Parallel()
	w := workshopOf(t, services.ByName("s3"))
	config := map[string]any{"endpoint": "s3.example"}
	state := w.create(t, with(config, "session_token_wo", "temporary"))
	planned, _ := w.change(t, state.value, config, state.private)
	w.update(t, state, planned, config)
	if got := w.engine.rotated; len(got) != 1 || len(got[0]) != 1 || got[0]["session_token"] != nil {
		t.Errorf("rotated %v, want a session_token that is removed", got)
	}
}

// A variable of CI that is not set is an empty text, and no credential.
func TestEmptyRequiredFieldIsMissing(t *testing.T) {
	t.Parallel()
	for _, b := range services.All() {
		w := workshopOf(t, b)
		for i := range b.Fields {
			f := &b.Fields[i]
			if !f.Required || f.Unsets("") {
				continue
			}
			config := requiredOf(b)
			if got := w.validate(t, with(config, f.Attribute(), "")); !strings.Contains(got, f.Attribute()+" is missing") {
				t.Errorf("%s.%s: said %q", b.Name, f.Name, got)
			}
			if !f.HasTwin() {
				continue
			}
			delete(config, f.Attribute())
			if got := w.validate(t, with(config, f.Attribute()+"_wo", "")); !strings.Contains(got, f.Attribute()+" is missing") {
				t.Errorf("%s.%s_wo: said %q", b.Name, f.Name, got)
			}
		}
	}
}

// What turns out to be empty in the apply is missing then: nothing is connected with
// it, sent or removed for it.
func TestRequiredFieldThatTurnsOutEmpty(t *testing.T) {
	t.Parallel()
	for _, b := range services.All() {
		for i := range b.Fields {
			f := &b.Fields[i]
			if !f.Required || f.Unsets("") {
				continue
			}
			attributes := []string{f.Attribute()}
			if f.HasTwin() {
				attributes = append(attributes, f.Attribute()+"_wo")
			}
			for _, name := range attributes {
				t.Run(b.Name+"/"+name, func(t *testing.T) {
					t.Parallel()
					turnsOutEmpty(t, b, f, name)
				})
			}
		}
	}
}

func turnsOutEmpty(t *testing.T, b *catalog.Backend, f *catalog.Field, name string) {
	w := workshopOf(t, b)
	config := requiredOf(b)
	delete(config, f.Attribute())
	empty := with(config, name, "")
	planned := w.plan(t, with(config, name, tftypes.UnknownValue))
	if !planned[f.Attribute()].IsKnown() {
		planned[f.Attribute()] = tftypes.NewValue(tftypes.String, "")
	}
	nothing := tftypes.NewValue(w.shape, nil)
	if got := w.refused(t, nothing, made{value: tftypes.NewValue(w.shape, planned)}, empty); !strings.Contains(got, f.Attribute()+" is missing") {
		t.Errorf("a create said %q", got)
	}
	if len(w.engine.connected) > 0 {
		t.Error("connected")
	}

	state := w.create(t, with(config, name, "https://something.example"))
	resp := w.planOver(t, state.value, with(config, name, ""), state.private)
	if got := said(resp.Diagnostics); !strings.Contains(got, f.Attribute()+" is missing") {
		t.Errorf("a plan in the apply said %q", got)
	}
	private := state.private
	was := map[string]tftypes.Value{}
	if err := state.value.As(&was); err != nil {
		t.Fatal(err)
	}
	if name == f.Attribute() {
		was[name] = tftypes.NewValue(tftypes.String, "")
	}
	if got := w.refused(t, state.value, made{tftypes.NewValue(w.shape, was), private}, empty); !strings.Contains(got, f.Attribute()+" is missing") {
		t.Errorf("an update said %q", got)
	}
	if len(w.engine.rotated) > 0 || len(w.engine.connected) != 1 {
		t.Errorf("rotated %v and connected %d", w.engine.rotated, len(w.engine.connected))
	}
}

// A rotation whose answer was lost is taken back: Hoody may have the new
// secret, so the old one is sent, and once an answer came nothing is in doubt.
func TestLostRotationThatIsTakenBack(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"secret_access_key", "secret_access_key_wo"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := workshopOf(t, services.ByName("s3"))
			config := map[string]any{"endpoint": "s3.example", "access_key_id": "id"}
			first := with(config, name, "first")
			state := w.create(t, first)
			w.engine.answers = []error{&engine.Error{Message: "The answer was lost.", Cause: engine.ErrInDoubt}}
			planned, _ := w.change(t, state.value, with(config, name, "second"), state.private)
			failed := w.applyOver(t, state.value, planned, with(config, name, "second"))
			state = made{w.whole(t, failed.NewState), failed.Private}

			planned, replaced := w.change(t, state.value, first, state.private)
			if planned.value.Equal(state.value) || len(replaced) > 0 {
				t.Fatalf("planned %s, replaced for %s", planned.value, replaced)
			}
			state = w.update(t, state, planned, first)
			if got := w.engine.rotated; len(got) != 2 || *got[1]["secret_access_key"] != "first" {
				t.Errorf("rotated %v", got)
			}
			if planned, _ = w.change(t, state.value, first, state.private); !planned.value.Equal(state.value) {
				t.Errorf("still planned: %s", planned.value)
			}
		})
	}
}

// refused is what an apply says that fails.
func (w *workshop) refused(t *testing.T, prior tftypes.Value, planned made, config map[string]any) string {
	t.Helper()
	return said(w.applyOver(t, prior, planned, config).Diagnostics)
}

func (w *workshop) applyOver(t *testing.T, prior tftypes.Value, planned made, config map[string]any) *tfprotov6.ApplyResourceChangeResponse {
	t.Helper()
	resp, err := w.server.ApplyResourceChange(t.Context(), &tfprotov6.ApplyResourceChangeRequest{
		TypeName: w.typ, Config: pack(t, w.values(config)), PlannedPrivate: planned.private,
		PriorState: pack(t, prior), PlannedState: pack(t, planned.value),
	})
	if err != nil {
		t.Fatal(err)
	}
	return resp
}
