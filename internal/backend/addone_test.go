package backend_test

import (
	"context"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/provider"
	"github.com/hashicorp/terraform-plugin-framework/providerserver"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/hoody/terraform-provider-hoody/internal/backend"
	"github.com/hoody/terraform-provider-hoody/internal/catalog"
	"github.com/hoody/terraform-provider-hoody/internal/engine"
)

// tapeRobot is a service that nobody documents: all that CONTRIBUTING.md asks of
// a new backend before it is a resource.
var tapeRobot = catalog.Backend{
	Name:  "tape-robot",
	Type:  "tape robot",
	Title: "Tape robot",
	Doc:   "Tapes that a robot fetches.",
	Fields: []catalog.Field{
		{Name: "address", Required: true, Doc: "Where the robot is."},
		{Name: "pin", Secret: true, Rotates: true, Doc: "What the robot wants to hear."},
		{Name: "provider", Attr: "provider_type", OneOf: []string{"arm", "belt"}, Default: "arm", Doc: "What fetches tapes."},
		{Name: "tape_size", Kind: catalog.Size, Default: "1073741824", Doc: "What fits on a tape."},
		{Name: "eject", Kind: catalog.Bool, Doc: "Whether a tape is ejected after use."},
		{Name: "drives", Kind: catalog.Int, Default: 2, Least: 1, Most: 8, Doc: "How many tapes are read at once."},
	},
	Rules: []catalog.Rule{
		{If: "eject", Needs: []string{"pin"}, Because: "The robot ejects nothing for strangers."},
	},
}

// A backend that is added to the catalog is a resource: its schema, what is
// refused, what is planned and what its engine is asked to connect all come from
// its one variable.
func TestAddOneBackend(t *testing.T) {
	t.Parallel()
	t.Run("schema", tapeRobotHasItsSchema)
	t.Run("validate", tapeRobotIsValidated)
	t.Run("plan and create", tapeRobotIsConnected)
}

func tapeRobotHasItsSchema(t *testing.T) {
	t.Parallel()
	attributes := map[string]*tfprotov6.SchemaAttribute{}
	for _, a := range newWorkshop(t).schema.Block.Attributes {
		attributes[a.Name] = a
	}
	for _, c := range []struct {
		name                                     string
		typ                                      tftypes.Type
		required, computed, sensitive, writeOnly bool
	}{
		{name: "address", typ: tftypes.String, required: true},
		{name: "pin", typ: tftypes.String, sensitive: true},
		{name: "pin_wo", typ: tftypes.String, sensitive: true, writeOnly: true},
		{name: "provider_type", typ: tftypes.String, computed: true},
		{name: "tape_size", typ: tftypes.String, computed: true},
		{name: "eject", typ: tftypes.Bool, computed: true},
		{name: "drives", typ: tftypes.Number, computed: true},
		{name: "id", typ: tftypes.String, computed: true},
		{name: "verify", typ: tftypes.String},
		{name: "verify_path", typ: tftypes.String},
	} {
		a := attributes[c.name]
		if a == nil {
			t.Errorf("there is no attribute %s", c.name)
			continue
		}
		if !a.Type.Equal(c.typ) || a.Required != c.required || a.Computed != c.computed || a.Sensitive != c.sensitive || a.WriteOnly != c.writeOnly {
			t.Errorf("%s: %s, required %t, computed %t, sensitive %t, write-only %t", c.name, a.Type, a.Required, a.Computed, a.Sensitive, a.WriteOnly)
		}
	}
	if attributes["provider"] != nil {
		t.Error("the reserved name provider is an attribute")
	}
}

func tapeRobotIsValidated(t *testing.T) {
	t.Parallel()
	w := newWorkshop(t)
	for _, c := range []struct {
		config map[string]any
		want   string
	}{
		{map[string]any{"address": "tapes.example"}, ""},
		{map[string]any{"address": "tapes.example", "provider_type": "bolt"}, `"belt"`},
		{map[string]any{"address": "tapes.example", "drives": 9}, "drives is too large: 9"},
		{map[string]any{"address": "tapes.example", "tape_size": "2Gb"}, `"2Gb" is not a size`},
		{map[string]any{"address": "tapes.example", "eject": true}, "The robot ejects nothing for strangers."},
		{map[string]any{"address": "tapes.example", "pin": "1", "pin_wo": "2"}, "pin is given twice"},
	} {
		if got := w.validate(t, c.config); c.want == "" && got != "" || !strings.Contains(got, c.want) {
			t.Errorf("%v: said %q, want %q", c.config, got, c.want)
		}
	}
}

func tapeRobotIsConnected(t *testing.T) {
	t.Parallel()
	w := newWorkshop(t)
	config := map[string]any{"address": "tapes.example", "pin_wo": "1234", "tape_size": "4Gi", "eject": true}
	planned := w.plan(t, config)
	wantTexts(t, planned, map[string]string{
		"address": "tapes.example", "provider_type": "arm", "tape_size": "4Gi", "backend_type": "tape robot", "type": "object_storage",
		"engine": "api",
	})
	if two := tftypes.NewValue(tftypes.Number, 2); !planned["drives"].Equal(two) {
		t.Errorf("%s drives are planned, want the documented 2", planned["drives"])
	}
	if planned["id"].IsKnown() || !planned["pin_wo"].IsNull() {
		t.Errorf("the plan has the id %s and the write-only pin %s", planned["id"], planned["pin_wo"])
	}

	state := w.apply(t, config, planned)
	wantTexts(t, state, map[string]string{"id": "bck_5ca1ab1e5ca1ab1e", "tape_size": "4Gi", "backend_type": "tape robot"})
	if len(w.engine.connected) != 1 {
		t.Fatalf("%d backends were connected, want one", len(w.engine.connected))
	}
	spec := w.engine.connected[0]
	want := catalog.Values{"address": "tapes.example", "pin": "1234", "tape_size": "4294967296", "eject": true}
	if spec.Backend.Name != "tape-robot" || !maps.Equal(spec.Values, want) {
		t.Errorf("the engine was asked for %s with %v, want %v", spec.Backend.Name, spec.Values, want)
	}
}

// wantTexts compares attributes that are strings.
func wantTexts(t *testing.T, got map[string]tftypes.Value, want map[string]string) {
	t.Helper()
	for _, name := range slices.Sorted(maps.Keys(want)) {
		if v := tftypes.NewValue(tftypes.String, want[name]); !got[name].Equal(v) {
			t.Errorf("%s is %s, want %q", name, got[name], want[name])
		}
	}
}

// A workshop is a provider in this process with one resource: the tape robot, if
// nothing else is asked for.
type workshop struct {
	typ    string
	server tfprotov6.ProviderServer
	engine *bench
	schema *tfprotov6.Schema
	shape  tftypes.Object
}

func newWorkshop(t *testing.T) *workshop {
	t.Helper()
	return workshopOf(t, &tapeRobot)
}

// workshopOf is a provider in this process with one resource.
func workshopOf(t *testing.T, b *catalog.Backend) *workshop { return workshopWith(t, b, engine.API) }

// workshopWith is one whose provider takes its engine for one of a name.
func workshopWith(t *testing.T, b *catalog.Backend, name string) *workshop {
	t.Helper()
	e := &bench{}
	w := &workshop{
		typ:    "hoody_" + b.ResourceName(),
		server: providerserver.NewProtocol6(&onlyOne{engine: e, backend: b, name: name})(), engine: e,
	}
	resp, err := w.server.GetProviderSchema(t.Context(), &tfprotov6.GetProviderSchemaRequest{})
	if err != nil || len(resp.Diagnostics) > 0 {
		t.Fatal(err, said(resp.Diagnostics))
	}
	if w.schema = resp.ResourceSchemas[w.typ]; w.schema == nil {
		t.Fatalf("there is no resource %s", w.typ)
	}
	w.shape = w.schema.ValueType().(tftypes.Object)
	nothing := tftypes.NewValue(tftypes.Object{}, map[string]tftypes.Value{})
	configured, err := w.server.ConfigureProvider(t.Context(), &tfprotov6.ConfigureProviderRequest{Config: pack(t, nothing)})
	if err != nil || len(configured.Diagnostics) > 0 {
		t.Fatal(err, said(configured.Diagnostics))
	}
	return w
}

// values are all attributes: those that are set, and the others null.
func (w *workshop) values(set map[string]any) tftypes.Value {
	all := map[string]tftypes.Value{}
	for name, typ := range w.shape.AttributeTypes {
		all[name] = tftypes.NewValue(typ, set[name])
	}
	return tftypes.NewValue(w.shape, all)
}

func (w *workshop) validate(t *testing.T, config map[string]any) string {
	t.Helper()
	resp, err := w.server.ValidateResourceConfig(t.Context(), &tfprotov6.ValidateResourceConfigRequest{
		TypeName: w.typ, Config: pack(t, w.values(config)),
		ClientCapabilities: &tfprotov6.ValidateResourceConfigClientCapabilities{WriteOnlyAttributesAllowed: true},
	})
	if err != nil {
		t.Fatal(err)
	}
	return said(resp.Diagnostics)
}

// plan asks for the plan of a new resource, as Terraform does: what is computed
// and not configured is proposed as unknown, and what is write-only as null.
func (w *workshop) plan(t *testing.T, config map[string]any) map[string]tftypes.Value {
	t.Helper()
	proposed := map[string]tftypes.Value{}
	for _, a := range w.schema.Block.Attributes {
		typ := w.shape.AttributeTypes[a.Name]
		proposed[a.Name] = tftypes.NewValue(typ, config[a.Name])
		switch {
		case a.WriteOnly:
			proposed[a.Name] = tftypes.NewValue(typ, nil)
		case a.Computed && config[a.Name] == nil:
			proposed[a.Name] = tftypes.NewValue(typ, tftypes.UnknownValue)
		}
	}
	resp, err := w.server.PlanResourceChange(t.Context(), &tfprotov6.PlanResourceChangeRequest{
		TypeName: w.typ, Config: pack(t, w.values(config)),
		PriorState:       pack(t, tftypes.NewValue(w.shape, nil)),
		ProposedNewState: pack(t, tftypes.NewValue(w.shape, proposed)),
	})
	if err != nil || len(resp.Diagnostics) > 0 {
		t.Fatal(err, said(resp.Diagnostics))
	}
	return w.unpack(t, resp.PlannedState)
}

func (w *workshop) apply(t *testing.T, config map[string]any, planned map[string]tftypes.Value) map[string]tftypes.Value {
	t.Helper()
	resp, err := w.server.ApplyResourceChange(t.Context(), &tfprotov6.ApplyResourceChangeRequest{
		TypeName: w.typ, Config: pack(t, w.values(config)),
		PriorState:   pack(t, tftypes.NewValue(w.shape, nil)),
		PlannedState: pack(t, tftypes.NewValue(w.shape, planned)),
	})
	if err != nil || len(resp.Diagnostics) > 0 {
		t.Fatal(err, said(resp.Diagnostics))
	}
	return w.unpack(t, resp.NewState)
}

func pack(t *testing.T, v tftypes.Value) *tfprotov6.DynamicValue {
	t.Helper()
	d, err := tfprotov6.NewDynamicValue(v.Type(), v)
	if err != nil {
		t.Fatal(err)
	}
	return &d
}

func (w *workshop) unpack(t *testing.T, d *tfprotov6.DynamicValue) map[string]tftypes.Value {
	t.Helper()
	v, err := d.Unmarshal(w.shape)
	if err != nil {
		t.Fatal(err)
	}
	attributes := map[string]tftypes.Value{}
	if err := v.As(&attributes); err != nil {
		t.Fatal(err)
	}
	return attributes
}

func said(diagnostics []*tfprotov6.Diagnostic) string {
	var all []string
	for _, d := range diagnostics {
		all = append(all, d.Summary+"\n"+d.Detail)
	}
	return strings.Join(all, "\n")
}

// onlyOne is a provider of one resource.
type onlyOne struct {
	engine  engine.Engine
	backend *catalog.Backend
	name    string
}

func (p *onlyOne) Metadata(_ context.Context, _ provider.MetadataRequest, resp *provider.MetadataResponse) {
	resp.TypeName = "hoody"
}

func (p *onlyOne) Schema(context.Context, provider.SchemaRequest, *provider.SchemaResponse) {}

func (p *onlyOne) Configure(_ context.Context, _ provider.ConfigureRequest, resp *provider.ConfigureResponse) {
	resp.ResourceData = engine.Selection{Name: p.name, Engine: p.engine}
}

func (p *onlyOne) Resources(context.Context) []func() resource.Resource {
	return []func() resource.Resource{backend.New(p.backend)}
}

func (p *onlyOne) DataSources(context.Context) []func() datasource.DataSource { return nil }

// A bench is an engine that connects everything, and remembers it.
type bench struct {
	engine.Engine
	connected []engine.Spec
	rotated   []map[string]*string
	// answers are the errors of the rotations to come.
	answers []error
}

func (b *bench) Rotate(_ context.Context, _ engine.Ref, credentials map[string]*string) error {
	b.rotated = append(b.rotated, credentials)
	if len(b.answers) == 0 {
		return nil
	}
	err := b.answers[0]
	b.answers = b.answers[1:]
	return err
}

func (b *bench) Connect(_ context.Context, s engine.Spec) (engine.Remote, error) {
	b.connected = append(b.connected, s)
	return engine.Remote{ID: "bck_5ca1ab1e5ca1ab1e", BackendType: s.Backend.BackendType(), Connected: true}, nil
}
