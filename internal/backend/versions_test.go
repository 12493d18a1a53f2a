package backend_test

import (
	"encoding/json"
	"maps"
	"math/big"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/hoody/terraform-provider-hoody/internal/catalog"
	"github.com/hoody/terraform-provider-hoody/internal/catalog/services"
)

// A state that was made before Hoody added fields has none of their
// attributes. An upgrade of the provider plans nothing over it.
func TestStateFromBeforeAFieldWasAdded(t *testing.T) {
	t.Parallel()
	for _, b := range services.All() {
		t.Run(b.Name, func(t *testing.T) {
			t.Parallel()
			w, config := workshopOf(t, b), requiredOf(b)
			made := w.create(t, config)
			old := made.json(t)
			for i := range b.Fields {
				if f := &b.Fields[i]; f.Since != catalog.Page {
					delete(old, f.Attribute())
					delete(old, f.Attribute()+"_wo")
				}
			}
			planned, replaced := w.change(t, w.upgrade(t, old), config, made.private)
			if !planned.value.Equal(made.value) || len(replaced) > 0 {
				t.Errorf("a change is planned, which replaces for %s:\n%s", replaced, planned.value)
			}
		})
	}
}

// The third state of a tri-state can be written, sends nothing, and is no change.
func TestUnsetTristate(t *testing.T) {
	t.Parallel()
	s3 := services.ByName("s3")
	for name, c := range map[string]struct{ before, after any }{
		"unset where nothing was": {nil, "unset"},
		"nothing where unset was": {"unset", nil},
		"unset as before":         {"unset", "unset"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := workshopOf(t, s3)
			config := map[string]any{"endpoint": "s3.example", "might_gzip": c.before, "use_x_id": c.before}
			if said := w.validate(t, config); said != "" {
				t.Fatal(said)
			}
			made := w.create(t, config)
			config = map[string]any{"endpoint": "s3.example", "might_gzip": c.after, "use_x_id": c.after}
			planned, replaced := w.change(t, made.value, config, made.private)
			if len(replaced) > 0 {
				t.Errorf("replaced for %s", replaced)
			}
			if c.before == c.after && !planned.value.Equal(made.value) {
				t.Errorf("a change is planned: %s", planned.value)
			}
			w.update(t, made, planned, config)
			want := catalog.Values{"endpoint": "s3.example"}
			if got := w.engine.connected; len(got) != 1 || !maps.Equal(got[0].Values, want) {
				t.Errorf("the engine was asked to connect %v, want %v", got, want)
			}
		})
	}
}

// A tri-state that follows nobody any more is another backend.
func TestTristateThatIsSet(t *testing.T) {
	t.Parallel()
	w := workshopOf(t, services.ByName("s3"))
	made := w.create(t, map[string]any{"endpoint": "s3.example", "might_gzip": "unset"})
	_, replaced := w.change(t, made.value, map[string]any{"endpoint": "s3.example", "might_gzip": "true"}, made.private)
	if len(replaced) != 1 || replaced[0].String() != `AttributeName("might_gzip")` {
		t.Errorf("replaced for %s", replaced)
	}
}

// AWS's own endpoint is an empty one, which is not sent. It cannot be left out.
func TestEmptyEndpointOfS3(t *testing.T) {
	t.Parallel()
	w := workshopOf(t, services.ByName("s3"))
	config := map[string]any{"endpoint": "", "region": "eu-central-1", "use_dual_stack": true, "role_arn": "arn:aws:iam::1:role/r"}
	if said := w.validate(t, config); said != "" {
		t.Fatal(said)
	}
	made := w.create(t, config)
	want := catalog.Values{"region": "eu-central-1", "use_dual_stack": true, "role_arn": "arn:aws:iam::1:role/r"}
	if got := w.engine.connected[0].Values; !maps.Equal(got, want) {
		t.Errorf("the engine was asked to connect %v, want %v", got, want)
	}
	planned, replaced := w.change(t, made.value, config, made.private)
	if !planned.value.Equal(made.value) || len(replaced) > 0 {
		t.Errorf("a change is planned: %s", planned.value)
	}
	for _, a := range w.schema.Block.Attributes {
		if a.Name == "endpoint" && !a.Required {
			t.Error("endpoint can be left out")
		}
	}
}

// What October added is optional and has no default, and a secret its twin.
func TestAddedFieldsAreOptional(t *testing.T) {
	t.Parallel()
	for _, b := range services.All() {
		attributes := map[string]*tfprotov6.SchemaAttribute{}
		for _, a := range workshopOf(t, b).schema.Block.Attributes {
			attributes[a.Name] = a
		}
		for i := range b.Fields {
			f := &b.Fields[i]
			if f.Since == catalog.Page {
				continue
			}
			if a := attributes[f.Attribute()]; !a.Optional || a.Computed || a.Required || a.Sensitive != f.Secret {
				t.Errorf("%s.%s: optional %t, computed %t, required %t, sensitive %t", b.Name, a.Name, a.Optional, a.Computed, a.Required, a.Sensitive)
			}
			if twin := attributes[f.Attribute()+"_wo"]; f.HasTwin() != (twin != nil && twin.WriteOnly) {
				t.Errorf("%s.%s: its twin is %v", b.Name, f.Name, twin)
			}
		}
	}
}

// requiredOf is the least that a backend's configuration must have.
func requiredOf(b *catalog.Backend) map[string]any {
	config := map[string]any{}
	for i := range b.Fields {
		switch f := &b.Fields[i]; {
		case f.Required && len(f.OneOf) > 0:
			config[f.Attribute()] = f.OneOf[0]
		case f.Required:
			config[f.Attribute()] = "https://something.example"
		}
	}
	return config
}

// A made is a state, planned or applied, and what the provider keeps with it.
type made struct {
	value   tftypes.Value
	private []byte
}

// json is the state as a file has it.
func (m made) json(t *testing.T) map[string]any {
	t.Helper()
	attributes := map[string]tftypes.Value{}
	if err := m.value.As(&attributes); err != nil {
		t.Fatal(err)
	}
	all := map[string]any{}
	for name, v := range attributes {
		all[name] = plain(t, v)
	}
	return all
}

func plain(t *testing.T, v tftypes.Value) any {
	t.Helper()
	var (
		text   string
		yes    bool
		number big.Float
	)
	must := func(err error) {
		if err != nil {
			t.Fatal(err)
		}
	}
	switch {
	case v.IsNull():
		return nil
	case v.Type().Is(tftypes.String):
		must(v.As(&text))
		return text
	case v.Type().Is(tftypes.Bool):
		must(v.As(&yes))
		return yes
	case v.Type().Is(tftypes.Number):
		must(v.As(&number))
		return json.Number(number.Text('f', -1))
	case v.Type().Is(tftypes.List{}):
		return []any{}
	}
	t.Fatalf("%s has a type that no attribute has", v)
	return nil
}

// create plans a new resource, and applies that.
func (w *workshop) create(t *testing.T, config map[string]any) made {
	t.Helper()
	planned := tftypes.NewValue(w.shape, w.plan(t, config))
	return w.update(t, made{value: tftypes.NewValue(w.shape, nil)}, made{value: planned}, config)
}

// upgrade reads a state from a file.
func (w *workshop) upgrade(t *testing.T, file map[string]any) tftypes.Value {
	t.Helper()
	return w.upgradeFrom(t, w.schema.Version, file)
}

func raw(t *testing.T, file map[string]any) []byte {
	t.Helper()
	data, err := json.Marshal(file)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// change plans over a state as Terraform does: what is not configured is proposed
// as it is where it is computed, and else as null.
func (w *workshop) change(t *testing.T, prior tftypes.Value, config map[string]any, private []byte) (made, []*tftypes.AttributePath) {
	t.Helper()
	resp := w.planOver(t, prior, config, private)
	for _, d := range resp.Diagnostics {
		if d.Severity == tfprotov6.DiagnosticSeverityError {
			t.Fatal(said(resp.Diagnostics))
		}
	}
	return made{w.whole(t, resp.PlannedState), resp.PlannedPrivate}, resp.RequiresReplace
}

func (w *workshop) planOver(t *testing.T, prior tftypes.Value, config map[string]any, private []byte) *tfprotov6.PlanResourceChangeResponse {
	t.Helper()
	proposed, before := map[string]tftypes.Value{}, map[string]tftypes.Value{}
	if err := prior.As(&before); err != nil {
		t.Fatal(err)
	}
	for _, a := range w.schema.Block.Attributes {
		proposed[a.Name] = tftypes.NewValue(w.shape.AttributeTypes[a.Name], config[a.Name])
		if a.Computed && config[a.Name] == nil {
			proposed[a.Name] = before[a.Name]
			if prior.IsNull() {
				proposed[a.Name] = tftypes.NewValue(w.shape.AttributeTypes[a.Name], tftypes.UnknownValue)
			}
		}
	}
	resp, err := w.server.PlanResourceChange(t.Context(), &tfprotov6.PlanResourceChangeRequest{
		TypeName: w.typ, Config: pack(t, w.values(config)), PriorPrivate: private,
		PriorState: pack(t, prior), ProposedNewState: pack(t, tftypes.NewValue(w.shape, proposed)),
	})
	if err != nil {
		t.Fatal(err)
	}
	return resp
}

// update applies a plan.
func (w *workshop) update(t *testing.T, prior, planned made, config map[string]any) made {
	t.Helper()
	resp, err := w.server.ApplyResourceChange(t.Context(), &tfprotov6.ApplyResourceChangeRequest{
		TypeName: w.typ, Config: pack(t, w.values(config)), PlannedPrivate: planned.private,
		PriorState: pack(t, prior.value), PlannedState: pack(t, planned.value),
	})
	if err != nil || len(resp.Diagnostics) > 0 {
		t.Fatal(err, said(resp.Diagnostics))
	}
	return made{w.whole(t, resp.NewState), resp.Private}
}

func (w *workshop) whole(t *testing.T, d *tfprotov6.DynamicValue) tftypes.Value {
	t.Helper()
	v, err := d.Unmarshal(w.shape)
	if err != nil {
		t.Fatal(err)
	}
	return v
}
