package provider

import (
	"context"
	"crypto/pbkdf2"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/providerserver"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
	"github.com/zclconf/go-cty/cty"
	ctyjson "github.com/zclconf/go-cty/cty/json"
	ctymsgpack "github.com/zclconf/go-cty/cty/msgpack"

	"github.com/hoody/terraform-provider-hoody/internal/catalog"
	"github.com/hoody/terraform-provider-hoody/internal/catalog/services"
	"github.com/hoody/terraform-provider-hoody/internal/emulator"
	"github.com/hoody/terraform-provider-hoody/internal/fastpath"
)

// The tests in this file hold the server that answers for what does not change
// against the framework's: on random requests, encoded as Terraform encodes them,
// both say the same. They are the same requests in every run.

// errLeft is the answer to what is left to the framework, which would agree with
// itself.
var errLeft = errors.New("left to the framework")

// A leaving framework answers none of the calls that the server in front of it may
// answer.
type leaving struct{ fastpath.Framework }

func (leaving) UpgradeResourceState(context.Context, *tfprotov6.UpgradeResourceStateRequest) (*tfprotov6.UpgradeResourceStateResponse, error) {
	return nil, errLeft
}

func (leaving) ValidateResourceConfig(context.Context, *tfprotov6.ValidateResourceConfigRequest) (*tfprotov6.ValidateResourceConfigResponse, error) {
	return nil, errLeft
}

func (leaving) ReadResource(context.Context, *tfprotov6.ReadResourceRequest) (*tfprotov6.ReadResourceResponse, error) {
	return nil, errLeft
}

func (leaving) PlanResourceChange(context.Context, *tfprotov6.PlanResourceChangeRequest) (*tfprotov6.PlanResourceChangeResponse, error) {
	return nil, errLeft
}

// A pair is the framework's server and the one in front of another of its kind,
// configured the same.
type pair struct {
	framework tfprotov6.ProviderServer
	server    *fastpath.Server
	kinds     map[string]shape
	names     []string
}

// A shape is a type of resource as Terraform sees it.
type shape struct {
	typ   cty.Type
	wire  tftypes.Type
	block *tfprotov6.SchemaBlock
	// defaults are what a plan makes of a configuration that sets nothing.
	defaults map[string]cty.Value
}

// newPair configures both servers, or neither where there is no configuration.
func newPair(t testing.TB, config map[string]cty.Value) *pair {
	t.Helper()
	remembers := &remembering{hoody: &hoody{version: "test"}}
	behind := leaving{providerserver.NewProtocol6(remembers)().(fastpath.Framework)}
	p := &pair{
		framework: providerserver.NewProtocol6(&hoody{version: "test"})(),
		server:    fastpath.New(behind, remembers, remembers.resourceData),
		kinds:     map[string]shape{},
	}
	schemas, err := p.framework.GetProviderSchema(t.Context(), &tfprotov6.GetProviderSchemaRequest{})
	if err != nil || len(schemas.Diagnostics) > 0 {
		t.Fatal(err, schemas)
	}
	// Before an engine is chosen, which may refuse to plan one that it cannot prove.
	for name, s := range schemas.ResourceSchemas {
		if strings.HasPrefix(name, "hoody_backend_") {
			p.kinds[name] = p.shapeOf(t, name, s)
			p.names = append(p.names, name)
		}
	}
	slices.Sort(p.names)
	if config != nil {
		typ, _ := typesOf(t, schemas.Provider)
		for _, server := range []tfprotov6.ProviderServer{p.framework, p.server} {
			resp, err := server.ConfigureProvider(t.Context(), &tfprotov6.ConfigureProviderRequest{Config: encoded(t, typ, object(typ, config))})
			if err != nil || len(resp.Diagnostics) > 0 {
				t.Fatal(err, resp)
			}
		}
	}
	return p
}

func (p *pair) shapeOf(t testing.TB, name string, s *tfprotov6.Schema) shape {
	t.Helper()
	k := shape{block: s.Block}
	k.typ, k.wire = typesOf(t, s)
	nothing := encoded(t, k.typ, object(k.typ, nil))
	planned, err := p.framework.PlanResourceChange(t.Context(), &tfprotov6.PlanResourceChangeRequest{
		TypeName: name, PriorState: encoded(t, k.typ, cty.NullVal(k.typ)), ProposedNewState: nothing, Config: nothing,
	})
	if err != nil || len(planned.Diagnostics) > 0 {
		t.Fatal(err, planned)
	}
	v, err := ctymsgpack.Unmarshal(planned.PlannedState.MsgPack, k.typ)
	if err != nil {
		t.Fatal(err)
	}
	k.defaults = v.AsValueMap()
	return k
}

// typesOf are a schema's type, for Terraform and for the protocol.
func typesOf(t testing.TB, s *tfprotov6.Schema) (cty.Type, tftypes.Type) {
	t.Helper()
	wire := s.ValueType()
	return ctyOf(t, wire), wire
}

// ctyOf is a type of the protocol as Terraform has it.
func ctyOf(t testing.TB, wire tftypes.Type) cty.Type {
	t.Helper()
	switch wire := wire.(type) {
	case tftypes.Object:
		attributes := map[string]cty.Type{}
		for name, inner := range wire.AttributeTypes {
			attributes[name] = ctyOf(t, inner)
		}
		return cty.Object(attributes)
	case tftypes.List:
		return cty.List(ctyOf(t, wire.ElementType))
	case tftypes.Map:
		return cty.Map(ctyOf(t, wire.ElementType))
	}
	simple := map[string]cty.Type{tftypes.String.String(): cty.String, tftypes.Number.String(): cty.Number, tftypes.Bool.String(): cty.Bool}
	typ, ok := simple[wire.String()]
	if !ok {
		t.Fatalf("no type for %s", wire)
	}
	return typ
}

// object is a value with some attributes, and null for the others.
func object(typ cty.Type, set map[string]cty.Value) cty.Value {
	values := map[string]cty.Value{}
	for name, typ := range typ.AttributeTypes() {
		values[name] = cty.NullVal(typ)
		if v, ok := set[name]; ok && v != cty.NilVal {
			values[name] = v
		}
	}
	return cty.ObjectVal(values)
}

func encoded(t testing.TB, typ cty.Type, v cty.Value) *tfprotov6.DynamicValue {
	t.Helper()
	data, err := ctymsgpack.Marshal(v, typ)
	if err != nil {
		t.Fatal(err)
	}
	return &tfprotov6.DynamicValue{MsgPack: data}
}

// decoded shows a value of the protocol, however it was encoded.
func decoded(v *tfprotov6.DynamicValue, typ tftypes.Type) string {
	if v == nil {
		return "none"
	}
	value, err := v.Unmarshal(typ)
	if err != nil {
		return err.Error()
	}
	return value.String()
}

var backendIdentity = tftypes.Object{AttributeTypes: map[string]tftypes.Type{"container_id": tftypes.String, "id": tftypes.String}}

func shownIdentity(i *tfprotov6.ResourceIdentityData) string {
	if i == nil {
		return "none"
	}
	return decoded(i.IdentityData, backendIdentity)
}

// shownDiagnostics are in an order of their own: the framework's is random.
func shownDiagnostics(all []*tfprotov6.Diagnostic) string {
	var lines []string
	for _, d := range all {
		lines = append(lines, fmt.Sprintf("%s at %s: %s\n%s", d.Severity, d.Attribute, d.Summary, d.Detail))
	}
	slices.Sort(lines)
	return strings.Join(lines, "\n")
}

func agreementService(t testing.TB) (*emulator.Server, string) {
	t.Helper()
	service := emulator.New(emulator.Options{})
	server := httptest.NewServer(service)
	t.Cleanup(server.Close)
	return service, server.URL
}

// A tally counts what was answered without the framework.
type tally struct{ asked, fast, plain, plainFast atomic.Int64 }

// add counts an answer; plain is a backend that nothing was done to.
func (c *tally) add(plain bool, err error) (fast bool) {
	fast = err == nil
	for _, count := range []struct {
		of   bool
		into *atomic.Int64
	}{{true, &c.asked}, {fast, &c.fast}, {plain, &c.plain}, {plain && fast, &c.plainFast}} {
		if count.of {
			count.into.Add(1)
		}
	}
	return fast
}

// hold wants most of what nothing was done to, so many of a hundred, to be answered
// fast: agreement that comes from leaving everything to the framework is worthless.
func (c *tally) hold(t *testing.T, percent int64) {
	t.Helper()
	plain, fast := c.plain.Load(), c.plainFast.Load()
	t.Logf("%d requests; %d were answered without the framework, %d of the %d about what nothing was done to",
		c.asked.Load(), c.fast.Load(), fast, plain)
	if plain < 100 || fast*100 < plain*percent {
		t.Errorf("%d of %d were answered without the framework, want %d%% at least", fast, plain, percent)
	}
}

// pick is one of several.
func pick[T any](r *rand.Rand, of ...T) T { return of[r.IntN(len(of))] }

// chance is true in so many of a hundred cases.
func chance(r *rand.Rand, percent int) bool { return r.IntN(100) < percent }

// A draft is a request under way: a backend as a configuration and a state have it.
type draft struct {
	r             *rand.Rand
	shape         shape
	name          string
	config, prior map[string]cty.Value
	private       map[string]string
	// rawPrivate is the private state where it is not JSON as the framework writes
	// it.
	rawPrivate []byte
	identity   *string
	// named is the container in the identity.
	named   cty.Value
	destroy bool
	create  bool
	// changed says that something was done to it.
	changed bool
}

const agreedID = "bck_0123456789abcdef"

// newDraft is a backend that is as its configuration says, made by an engine.
func newDraft(r *rand.Rand, p *pair, engine, origin string) *draft {
	d := &draft{r: r, config: map[string]cty.Value{}, private: map[string]string{}}
	// The framework's time grows with the square of the attributes: rather a small one.
	d.name = slices.MinFunc([]string{pick(r, p.names...), pick(r, p.names...)}, func(a, b string) int {
		return len(p.kinds[a].block.Attributes) - len(p.kinds[b].block.Attributes)
	})
	d.shape = p.kinds[d.name]
	for _, a := range d.shape.block.Attributes {
		if (a.Required || a.Optional) && !a.WriteOnly && (a.Required || chance(r, 15)) {
			d.config[a.Name] = d.value(a)
			if a.Required && d.config[a.Name].RawEquals(cty.StringVal("")) {
				d.changed = true // nobody has applied this
			}
			if a.Name == "container_id" {
				d.changed = true // no container can be looked up here
			}
		}
	}
	d.prior = map[string]cty.Value{}
	for name, v := range d.shape.defaults {
		if v.IsKnown() {
			d.prior[name] = v
		}
	}
	for name, v := range d.config {
		d.prior[name] = v
	}
	d.set("id", agreedID)
	d.set("engine", engine)
	d.prior["connected"] = cty.True
	d.prior["mount_paths"] = cty.ListValEmpty(cty.String)
	if origin != "" {
		d.private["origin"] = originMark(origin)
	}
	d.private["write_only"] = `{"salt":null,"all":null,"fields":null}`
	if chance(r, 30) {
		d.private["imported"] = "false"
	}
	if chance(r, 50) {
		delete(d.private, "imported")
		delete(d.private, "write_only")
		d.private["memory"] = `{"version":1}`
	}
	if chance(r, 20) {
		d.private["unmounted"] = pick(r, "null", "[]")
	}
	if chance(r, 50) {
		d.private = map[string]string{"memory": memoryOf(origin, "")}
	}
	if chance(r, 50) {
		d.identity = ref(agreedID)
	}
	d.named = cty.NullVal(cty.String)
	if is, ok := d.config["container_id"]; ok && chance(r, 90) {
		d.named = is
	}
	return d
}

func ref(s string) *string { return &s }

func (d *draft) set(name, value string) { d.prior[name] = cty.StringVal(value) }

// texts are values for fields of any kind: sizes, encodings, times, JSON, and
// several spellings of one.
var texts = []string{
	"", "a", "b", "5Mi", "5242880", "5120Ki", "true", "false", "unset", "https://example.com", "50331650", "Slash,LeftSpace",
	`{"type":"service_account","a":1}`, `{ "a": 1, "type": "service_account" }`, "0001-01-01T00:00:00Z", "2026-01-01T00:00:00Z",
	"2026-01-01T01:00:00+01:00", "-1", "é", strings.Repeat("long", 80),
}

// value is one for an attribute: its default, one that is right, or rarely a wrong
// one.
func (d *draft) value(a *tfprotov6.SchemaAttribute) cty.Value {
	typ, def := d.shape.typ.AttributeType(a.Name), d.shape.defaults[a.Name]
	if def.IsKnown() && !def.IsNull() && chance(d.r, 20) {
		return def
	}
	switch {
	case typ == cty.Bool:
		return cty.BoolVal(chance(d.r, 50))
	case typ == cty.Number:
		return cty.NumberIntVal(pick[int64](d.r, -1, 0, 1, 4, 127, 128, 65536, 1<<40))
	case typ == cty.String:
		return cty.StringVal(d.text(strings.TrimSuffix(a.Name, "_wo")))
	case typ.IsObjectType(): // timeouts
		if chance(d.r, 10) {
			d.changed = true // nobody has applied this
			return object(typ, map[string]cty.Value{"read": cty.StringVal("soon")})
		}
		return object(typ, map[string]cty.Value{"read": pick(d.r, cty.StringVal("1m"), cty.NullVal(cty.String))})
	default:
		return cty.NullVal(typ)
	}
}

// text is one for an attribute; a wrong one is an error in every call of the
// framework.
func (d *draft) text(attribute string) string {
	kind := catalog.String
	for _, b := range services.All() {
		if "hoody_"+b.ResourceName() != d.name {
			continue
		}
		for _, f := range b.Fields {
			if f.Attribute() == attribute {
				kind = f.Kind
			}
		}
	}
	for {
		text := pick(d.r, texts...)
		if _, err := kind.Form().Canonical(text); err == nil || chance(d.r, 1) {
			return text
		}
	}
}

// optional is a random attribute that a configuration may set, or nil: a backend may
// have no secret, and so none that is write-only.
func (d *draft) optional(writeOnly bool) *tfprotov6.SchemaAttribute {
	var all []*tfprotov6.SchemaAttribute
	for _, a := range d.shape.block.Attributes {
		if a.Optional && a.WriteOnly == writeOnly {
			all = append(all, a)
		}
	}
	if len(all) == 0 {
		return nil
	}
	return pick(d.r, all...)
}

// hidden sets write-only values, as they were sent before or others, pinned or not.
func (d *draft) hidden() {
	a := d.optional(true)
	if a == nil {
		return
	}
	name := strings.TrimSuffix(a.Name, "_wo")
	delete(d.config, name)
	d.prior[name] = d.shape.defaults[name]
	if chance(d.r, 20) {
		// Never sent so far, and not known before the apply.
		d.config[a.Name] = cty.UnknownVal(cty.String)
		return
	}
	d.private["write_only"] = fingerprintOf(name, "first")
	if chance(d.r, 80) {
		d.config[a.Name] = cty.StringVal(pick(d.r, "first", "first", "first", "second"))
	}
	// Comparing costs a slow hash, so that most are pinned here.
	if chance(d.r, 97) {
		d.config["credentials_wo_version"] = cty.StringVal("1")
		d.prior["credentials_wo_version"] = cty.StringVal(pick(d.r, "1", "1", "1", "2"))
	}
}

// changes are what makes a draft other than what its configuration says, or seem
// so.
var changes = []func(*draft){
	func(d *draft) { a := d.optional(false); d.prior[a.Name] = d.value(a) },
	func(d *draft) { a := d.optional(false); d.config[a.Name] = d.value(a) },
	func(d *draft) { a := d.optional(false); delete(d.config, a.Name) },
	func(d *draft) {
		for _, a := range d.shape.block.Attributes {
			if a.Required {
				delete(d.config, a.Name)
			}
		}
	},
	func(d *draft) {
		a := d.optional(false)
		d.prior[a.Name] = cty.NullVal(d.shape.typ.AttributeType(a.Name))
	},
	func(d *draft) {
		a := d.optional(false)
		d.config[a.Name] = cty.UnknownVal(d.shape.typ.AttributeType(a.Name))
	},
	func(d *draft) {
		if a := d.optional(false); d.shape.typ.AttributeType(a.Name) == cty.String {
			d.config[a.Name], d.prior[a.Name] = cty.StringVal(pick(d.r, "5Mi", "5120Ki")), cty.StringVal("5242880")
		}
	},
	(*draft).hidden,
	(*draft).hidden,
	func(d *draft) {
		if a := d.optional(true); a != nil {
			d.prior[a.Name] = cty.StringVal("kept")
		}
	},
	func(d *draft) { d.set("engine", pick(d.r, "api", "embedded")) },
	func(d *draft) { d.prior["engine"] = cty.NullVal(cty.String) },
	func(d *draft) { d.prior["connected"] = cty.False },
	func(d *draft) { d.prior["mount_paths"] = cty.ListVal([]cty.Value{cty.StringVal("/hoody/mounts/a")}) },
	func(d *draft) { d.prior["mount_paths"] = cty.NullVal(cty.List(cty.String)) },
	func(d *draft) { d.set("backend_type", "other") },
	func(d *draft) { d.set("id", "bck_fedcba9876543210") },
	func(d *draft) { d.private["imported"] = "true" },
	func(d *draft) {
		d.private["memory"] = pick(d.r, "null", "1", "{}", `{"version":2}`, `{"version":3}`, `{"version":1,"imported":true}`,
			`{"version":1,"imported":true,"listed":{"server":"a.example"}}`, `{"version":1,"doubt":["key","secret_access_key"]}`,
			`{"version":1,"unrecorded":["api_secret"],"ignored":["key"],"planned":{"twins":[]}}`)
	},
	func(d *draft) {
		d.private["unmounted"] = `[{"backend_id":"` + agreedID + `","mount_path":"/hoody/mounts/a"}]`
	},
	func(d *draft) {
		const mount = `[{"backend":"` + agreedID + `","path":"/hoody/mounts/a"}]`
		d.private = map[string]string{"memory": memoryOf("elsewhere", pick(d.r, "", `,"imported":true`, `,"owed":`+mount, `,"mounted":`+mount))}
	},
	func(d *draft) { d.private["later"] = "true" },
	func(d *draft) { d.private[".import_before_read"] = "true" },
	func(d *draft) { d.private["origin"] = originMark("elsewhere") },
	func(d *draft) { delete(d.private, "origin") },
	func(d *draft) { d.private["write_only"] = pick(d.r, "null", "1", "{}", fingerprintOf("key", "first")) },
	func(d *draft) { d.private = map[string]string{} },
	func(d *draft) {
		d.rawPrivate = []byte(pick(d.r, "null", "{}", `{"origin":1}`, "{ }", `{"origin":"bm90IGpzb24="}`))
	},
	func(d *draft) { d.identity = ref(pick(d.r, "", "bck_other")) },
	func(d *draft) { d.named = cty.StringVal("other") },
	func(d *draft) { d.destroy = true },
	func(d *draft) { d.create = true },
}

// change changes about half of all drafts, some of them twice.
func (d *draft) change() {
	for chance(d.r, 55) {
		d.changed = true
		pick(d.r, changes...)(d)
	}
}

// proposed is what Terraform proposes: what the configuration sets, and of computed
// attributes that it does not set what was before.
func (d *draft) proposed() map[string]cty.Value {
	proposed := map[string]cty.Value{}
	for _, a := range d.shape.block.Attributes {
		v, set := d.config[a.Name]
		switch {
		case set && !v.IsNull() && a.WriteOnly && chance(d.r, 50):
			// Terraform may leave it to the provider to remove it.
		case set && !v.IsNull():
			proposed[a.Name] = v
		case a.Computed && d.create:
			proposed[a.Name] = cty.UnknownVal(d.shape.typ.AttributeType(a.Name))
		case a.Computed:
			proposed[a.Name] = d.prior[a.Name]
		}
	}
	return proposed
}

func (d *draft) encodedPrivate(t *testing.T) []byte {
	t.Helper()
	if d.rawPrivate != nil || len(d.private) == 0 {
		return d.rawPrivate
	}
	values := map[string][]byte{}
	for key, value := range d.private {
		values[key] = []byte(value)
	}
	data, err := json.Marshal(values)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func (d *draft) encodedIdentity(t *testing.T) *tfprotov6.ResourceIdentityData {
	t.Helper()
	if d.identity == nil {
		return nil
	}
	id := cty.NullVal(cty.String)
	if *d.identity != "" {
		id = cty.StringVal(*d.identity)
	}
	whole := cty.ObjectVal(map[string]cty.Value{"container_id": d.named, "id": id})
	return &tfprotov6.ResourceIdentityData{IdentityData: encoded(t, whole.Type(), whole)}
}

func (d *draft) encodedPrior(t *testing.T) *tfprotov6.DynamicValue {
	t.Helper()
	if d.create {
		return encoded(t, d.shape.typ, cty.NullVal(d.shape.typ))
	}
	return encoded(t, d.shape.typ, object(d.shape.typ, d.prior))
}

// plan is the request of a plan.
func (d *draft) plan(t *testing.T) *tfprotov6.PlanResourceChangeRequest {
	t.Helper()
	req := &tfprotov6.PlanResourceChangeRequest{
		TypeName: d.name, PriorState: d.encodedPrior(t), PriorPrivate: d.encodedPrivate(t), PriorIdentity: d.encodedIdentity(t),
		Config:           encoded(t, d.shape.typ, object(d.shape.typ, d.config)),
		ProposedNewState: encoded(t, d.shape.typ, object(d.shape.typ, d.proposed())),
	}
	if d.destroy {
		req.Config = encoded(t, d.shape.typ, cty.NullVal(d.shape.typ))
		req.ProposedNewState = req.Config
	}
	return req
}

// originMark is the mark of a service without accounts, with a salt of its own. It is
// a slow hash, so that it is kept.
func originMark(origin string) string {
	if m, ok := originMarks.Load(origin); ok {
		return m.(string)
	}
	sum, err := pbkdf2.Key(sha256.New, origin+"\x00", []byte("salt"), 20_000, 32)
	if err != nil {
		panic(err)
	}
	m := fmt.Sprintf(`{"salt":%q,"slow":%q}`, base64.StdEncoding.EncodeToString([]byte("salt")), base64.StdEncoding.EncodeToString(sum))
	originMarks.Store(origin, m)
	return m
}

var originMarks sync.Map

// memoryOf is the newest memory of what was made somewhere, with more in it.
func memoryOf(origin, more string) string {
	if origin == "" {
		return `{"version":2` + more + `}`
	}
	return `{"version":2,"origin":` + originMark(origin) + more + `}`
}

// fingerprintOf is the fingerprint of one write-only value. Each costs two slow
// hashes, so that they are kept.
func fingerprintOf(name, value string) string {
	key := name + "\x00" + value
	if f, ok := fingerprints.Load(key); ok {
		return f.(string)
	}
	hash := func(text string) string {
		sum, err := pbkdf2.Key(sha256.New, text, []byte("salt"), 60_000, 32)
		if err != nil {
			panic(err)
		}
		return base64.StdEncoding.EncodeToString(sum)
	}
	f := fmt.Sprintf(`{"salt":%q,"all":%q,"fields":{%q:%q}}`,
		base64.StdEncoding.EncodeToString([]byte("salt")), hash(fmt.Sprintf(`{%q:%q}`, name, value)), name, hash(key))
	fingerprints.Store(key, f)
	return f
}

var fingerprints sync.Map

// At Hoody, as the provider's configuration says it.
func at(url string) map[string]cty.Value {
	return map[string]cty.Value{"endpoint": cty.StringVal(url)}
}

var unconnected = map[string]cty.Value{"engine": cty.StringVal("embedded"), "verify_on_refresh": cty.False}

// No backend has in its schema what the server would leave to the framework: it would
// be right, and forty times as slow.
func TestSchemasLeaveNothingToTheFramework(t *testing.T) {
	t.Parallel()
	fast := 0
	for _, fresh := range (&hoody{}).Resources(t.Context()) {
		r := fresh()
		var named resource.MetadataResponse
		r.Metadata(t.Context(), resource.MetadataRequest{ProviderTypeName: "hoody"}, &named)
		want := ""
		if named.TypeName == "hoody_mount" {
			want = "it is no fastpath.Resource"
		} else {
			fast++
		}
		if got := strings.Join(fastpath.Left(t.Context(), r), "\n"); got != want {
			t.Errorf("%s: %q, want %q", named.TypeName, got, want)
		}
	}
	if fast != len(services.All()) {
		t.Errorf("%d backends, want %d", fast, len(services.All()))
	}
}

func TestUnchangedPlansAgreeWithTheFramework(t *testing.T) {
	t.Parallel()
	_, url := agreementService(t)
	here := strings.TrimPrefix(url, "http://")
	var counts tally
	t.Run("engines", func(t *testing.T) {
		for i, c := range []struct {
			name, engine, origin string
			config               map[string]cty.Value
		}{
			{"api", "api", here, at(url)},
			{"api that is not known yet", "api", here, map[string]cty.Value{"endpoint": cty.UnknownVal(cty.String)}},
			{"embedded", "embedded", "", unconnected},
			{"api again", "api", here, at(url)},
		} {
			t.Run(c.name, func(t *testing.T) {
				t.Parallel()
				p := newPair(t, c.config)
				r := rand.New(rand.NewPCG(1, uint64(i)))
				for range 2500 {
					d := newDraft(r, p, c.engine, c.origin)
					d.change()
					p.comparePlan(t, d, &counts)
				}
			})
		}
	})
	counts.hold(t, 90)
}

// comparePlan has the framework plan what was planned without it.
func (p *pair) comparePlan(t *testing.T, d *draft, counts *tally) {
	t.Helper()
	req := d.plan(t)
	got, err := p.server.PlanResourceChange(t.Context(), req)
	if !counts.add(!d.changed, err) {
		return
	}
	want, err := p.framework.PlanResourceChange(t.Context(), req)
	if err != nil {
		t.Fatal(err)
	}
	show := func(resp *tfprotov6.PlanResourceChangeResponse) string {
		return fmt.Sprintf("%s\nprivate %s\nidentity %s\nreplaced %v\ndeferred %v\n%s", decoded(resp.PlannedState, d.shape.wire),
			resp.PlannedPrivate, shownIdentity(resp.PlannedIdentity), resp.RequiresReplace, resp.Deferred, shownDiagnostics(resp.Diagnostics))
	}
	if show(got) != show(want) {
		t.Errorf("%s %v\nplanned\n%s\nwant\n%s", d.name, d.private, show(got), show(want))
	}
}

// read is the request of a refresh.
func (d *draft) read(t *testing.T) *tfprotov6.ReadResourceRequest {
	t.Helper()
	return &tfprotov6.ReadResourceRequest{
		TypeName: d.name, CurrentState: encoded(t, d.shape.typ, object(d.shape.typ, d.prior)),
		Private: d.encodedPrivate(t), CurrentIdentity: d.encodedIdentity(t),
	}
}

func TestUnchangedReadsAgreeWithTheFramework(t *testing.T) {
	t.Parallel()
	var counts tally
	t.Run("engines", func(t *testing.T) {
		for i, c := range []struct {
			name, engine string
			plain        bool
			more         map[string]cty.Value
			storage      error
		}{
			{"api", "api", true, nil, nil},
			{"api that does not verify", "api", true, nil, emulator.ErrDisconnected},
			{"api that verifies", "api", false, map[string]cty.Value{"verify_on_refresh": cty.True}, emulator.ErrDisconnected},
			{"api that may be another", "api", true, map[string]cty.Value{"allow_endpoint_change": cty.True}, nil},
			{"embedded", "embedded", false, unconnected, nil},
		} {
			t.Run(c.name, func(t *testing.T) {
				t.Parallel()
				service, url := agreementService(t)
				service.SetProbe(func(string, map[string]any) error { return c.storage })
				config := at(url)
				if c.engine == "embedded" {
					config = map[string]cty.Value{} // beside an endpoint it would be an error
				}
				maps.Copy(config, c.more)
				r := rand.New(rand.NewPCG(2, uint64(i)))
				for range 4 {
					// A server lists backends once: changes at Hoody come before it.
					p := newPair(t, config)
					var all []*draft
					for range 60 {
						all = append(all, placed(r, p, service, c.engine, strings.TrimPrefix(url, "http://")))
					}
					for _, d := range all {
						p.compareRead(t, d, c.plain, &counts)
					}
				}
			})
		}
	})
	counts.hold(t, 90)
}

// placed is a draft of a backend that Hoody has, or had. Something happened
// to it since, or not.
func placed(r *rand.Rand, p *pair, service *emulator.Server, engine, origin string) *draft {
	d := newDraft(r, p, engine, origin)
	named := strings.ReplaceAll(strings.TrimPrefix(d.name, "hoody_backend_"), "_", "-")
	id := service.Add(named, map[string]any{})
	d.set("id", id)
	if d.identity != nil {
		d.identity = &id
	}
	switch r.IntN(12) {
	case 0:
		service.Mount(id, "/hoody/mounts/"+id)
	case 1:
		d.changed = true
		service.Remove(id)
	case 2:
		d.changed = true
		service.Add("b2", map[string]any{})
		d.set("id", service.Backends()[len(service.Backends())-1].ID)
	}
	d.change()
	return d
}

// compareRead has the framework read what was read without it.
func (p *pair) compareRead(t *testing.T, d *draft, plain bool, counts *tally) {
	t.Helper()
	req := d.read(t)
	got, err := p.server.ReadResource(t.Context(), req)
	if !counts.add(plain && !d.changed, err) {
		return
	}
	want, err := p.framework.ReadResource(t.Context(), req)
	if err != nil {
		t.Fatal(err)
	}
	show := func(resp *tfprotov6.ReadResourceResponse) string {
		return fmt.Sprintf("%s\nprivate %s\nidentity %s\ndeferred %v\n%s", decoded(resp.NewState, d.shape.wire),
			resp.Private, shownIdentity(resp.NewIdentity), resp.Deferred, shownDiagnostics(resp.Diagnostics))
	}
	if show(got) != show(want) {
		t.Errorf("%s %v\nread\n%s\nwant\n%s", d.name, d.private, show(got), show(want))
	}
}

// What a later version keeps in the private state may mean anything.
func TestPrivateStateThatIsNotUnderstoodIsLeft(t *testing.T) {
	t.Parallel()
	service, url := agreementService(t)
	here := strings.TrimPrefix(url, "http://")
	service.Add("b2", map[string]any{})
	r := rand.New(rand.NewPCG(5, 0))
	p := newPair(t, at(url))
	for _, c := range []struct {
		key  string
		want error
	}{{"unmounted", nil}, {"later", errLeft}} {
		d := newDraft(r, p, "api", here)
		for d.name != "hoody_backend_b2" || d.config["timeouts"] != cty.NilVal || d.changed {
			d = newDraft(r, p, "api", here)
		}
		d.set("id", service.Backends()[0].ID)
		d.identity = nil
		d.private[c.key] = "null"
		if _, err := p.server.PlanResourceChange(t.Context(), d.plan(t)); !errors.Is(err, c.want) {
			t.Errorf("planned with %q: %v, want %v", c.key, err, c.want)
		}
		if _, err := p.server.ReadResource(t.Context(), d.read(t)); !errors.Is(err, c.want) {
			t.Errorf("read with %q: %v, want %v", c.key, err, c.want)
		}
	}
}

func TestValidConfigurationsAgreeWithTheFramework(t *testing.T) {
	t.Parallel()
	p := newPair(t, nil)
	r := rand.New(rand.NewPCG(3, 0))
	var counts tally
	for range 3000 {
		d := newDraft(r, p, "api", "")
		d.change()
		req := &tfprotov6.ValidateResourceConfigRequest{TypeName: d.name, Config: encoded(t, d.shape.typ, object(d.shape.typ, d.config))}
		if chance(r, 80) {
			req.ClientCapabilities = &tfprotov6.ValidateResourceConfigClientCapabilities{WriteOnlyAttributesAllowed: chance(r, 80)}
		}
		_, err := p.server.ValidateResourceConfig(t.Context(), req)
		want, failed := p.framework.ValidateResourceConfig(t.Context(), req)
		if failed != nil {
			t.Fatal(failed)
		}
		plain := len(want.Diagnostics) == 0 && d.config["timeouts"] == cty.NilVal && !d.changed
		if counts.add(plain, err) && len(want.Diagnostics) > 0 {
			t.Errorf("%s is valid, want\n%s", d.name, shownDiagnostics(want.Diagnostics))
		}
	}
	counts.hold(t, 99)
}

func TestUpgradesAgreeWithTheFramework(t *testing.T) {
	t.Parallel()
	p := newPair(t, nil)
	r := rand.New(rand.NewPCG(4, 0))
	var counts tally
	for range 500 {
		d := newDraft(r, p, "api", "")
		d.change()
		state, err := ctyjson.Marshal(object(d.shape.typ, d.prior), d.shape.typ)
		if err != nil {
			t.Fatal(err)
		}
		req := &tfprotov6.UpgradeResourceStateRequest{TypeName: d.name, Version: 1, RawState: &tfprotov6.RawState{JSON: state}}
		if d.changed {
			pick(r, spoil...)(req)
		}
		got, err := p.server.UpgradeResourceState(t.Context(), req)
		if !counts.add(!d.changed, err) {
			continue
		}
		want, err := p.framework.UpgradeResourceState(t.Context(), req)
		if err != nil {
			t.Fatal(err)
		}
		if decoded(got.UpgradedState, d.shape.wire) != decoded(want.UpgradedState, d.shape.wire) || len(want.Diagnostics) > 0 {
			t.Errorf("%s\nis\n%s\nwant\n%s\n%s", req.RawState.JSON, decoded(got.UpgradedState, d.shape.wire),
				decoded(want.UpgradedState, d.shape.wire), shownDiagnostics(want.Diagnostics))
		}
	}
	counts.hold(t, 100)
}

// spoil are what may be wrong with a stored state.
var spoil = []func(*tfprotov6.UpgradeResourceStateRequest){
	func(*tfprotov6.UpgradeResourceStateRequest) {},
	func(req *tfprotov6.UpgradeResourceStateRequest) { req.Version = 0 },
	func(req *tfprotov6.UpgradeResourceStateRequest) { req.Version = 2 },
	func(req *tfprotov6.UpgradeResourceStateRequest) { req.RawState.JSON = []byte("null") },
	func(req *tfprotov6.UpgradeResourceStateRequest) { req.RawState.JSON = []byte(`{"id":1}`) },
	func(req *tfprotov6.UpgradeResourceStateRequest) {
		req.RawState.JSON = []byte(`{"id":"a","gone":{"b":1}}`)
	},
	func(req *tfprotov6.UpgradeResourceStateRequest) { req.RawState.JSON = req.RawState.JSON[1:] },
	func(req *tfprotov6.UpgradeResourceStateRequest) {
		req.RawState = &tfprotov6.RawState{Flatmap: map[string]string{"id": "a"}}
	},
	func(req *tfprotov6.UpgradeResourceStateRequest) { req.RawState = nil },
}
