package provider_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/msgpack"

	"github.com/hoody/terraform-provider-hoody/internal/emulator"
	"github.com/hoody/terraform-provider-hoody/internal/provider"
)

// A core asks a configured provider in this process as a newer Terraform's core
// does, with values encoded as it encodes them: for lists and actions, which the
// Terraform of these tests may be too old for.
type core struct {
	server everything
	schema *tfprotov6.GetProviderSchemaResponse
}

// everything is what a server offers, with what the protocol's interface does not
// demand yet.
type everything interface {
	tfprotov6.ProviderServer
	tfprotov6.ListResourceServer
	tfprotov6.ActionServer
}

// newCore is the core of a provider for a service.
func newCore(t *testing.T, url string) *core {
	t.Helper()
	return newCoreWith(t, texts("endpoint", url))
}

func newCoreWith(t *testing.T, config map[string]cty.Value) *core {
	t.Helper()
	server := provider.NewServer("test")().(everything)
	schema, err := server.GetProviderSchema(t.Context(), &tfprotov6.GetProviderSchemaRequest{})
	if err != nil || len(schema.Diagnostics) > 0 {
		t.Fatal(err, details(schema.Diagnostics))
	}
	s := &core{server, schema}
	configured, err := server.ConfigureProvider(t.Context(), &tfprotov6.ConfigureProviderRequest{Config: encode(t, schema.Provider, config)})
	if err != nil || len(configured.Diagnostics) > 0 {
		t.Fatal(err, details(configured.Diagnostics))
	}
	return s
}

// texts are attributes with string values, given as name, value, name, value.
func texts(pairs ...string) map[string]cty.Value {
	values := map[string]cty.Value{}
	for pair := range slices.Chunk(pairs, 2) {
		values[pair[0]] = cty.StringVal(pair[1])
	}
	return values
}

// vfsWith are a mount's settings; those that are not given are null.
func vfsWith(pairs ...string) cty.Value {
	all := texts(pairs...)
	for name, typ := range newSettings {
		all[name] = cty.NullVal(typ)
	}
	return cty.ObjectVal(all)
}

func details(diagnostics []*tfprotov6.Diagnostic) (all []string) {
	for _, d := range diagnostics {
		all = append(all, d.Detail)
	}
	return all
}

// ctyType is the type in Terraform's own terms.
func ctyType(t tftypes.Type) cty.Type {
	switch t := t.(type) {
	case tftypes.Object:
		attributes := map[string]cty.Type{}
		for name, of := range t.AttributeTypes {
			attributes[name] = ctyType(of)
		}
		return cty.Object(attributes)
	case tftypes.List:
		return cty.List(ctyType(t.ElementType))
	case tftypes.Map:
		return cty.Map(ctyType(t.ElementType))
	}
	switch {
	case t.Is(tftypes.String):
		return cty.String
	case t.Is(tftypes.Bool):
		return cty.Bool
	case t.Is(tftypes.Number):
		return cty.Number
	}
	panic("no type of Terraform for " + t.String())
}

// object is an object of the schema with the given attributes; the others are
// null, as in a configuration.
func object(schema *tfprotov6.Schema, values map[string]cty.Value) cty.Value {
	all := map[string]cty.Value{}
	for name, of := range ctyType(schema.ValueType()).AttributeTypes() {
		all[name] = cty.NullVal(of)
	}
	maps.Copy(all, values)
	return cty.ObjectVal(all)
}

func encode(t *testing.T, schema *tfprotov6.Schema, values map[string]cty.Value) *tfprotov6.DynamicValue {
	t.Helper()
	return pack(t, object(schema, values), ctyType(schema.ValueType()))
}

func pack(t *testing.T, value cty.Value, of cty.Type) *tfprotov6.DynamicValue {
	t.Helper()
	packed, err := msgpack.Marshal(value, of)
	if err != nil {
		t.Fatal(err)
	}
	return &tfprotov6.DynamicValue{MsgPack: packed}
}

func decode(t *testing.T, value *tfprotov6.DynamicValue, schema *tfprotov6.Schema) cty.Value {
	t.Helper()
	got, err := msgpack.Unmarshal(value.MsgPack, ctyType(schema.ValueType()))
	if err != nil {
		t.Fatal(err)
	}
	return got
}

// readData reads a data source.
func (s *core) readData(t *testing.T, source string, config map[string]cty.Value) (cty.Value, []*tfprotov6.Diagnostic) {
	t.Helper()
	schema := s.schema.DataSourceSchemas[source]
	packed := encode(t, schema, config)
	valid, err := s.server.ValidateDataResourceConfig(t.Context(), &tfprotov6.ValidateDataResourceConfigRequest{TypeName: source, Config: packed})
	if err != nil || len(valid.Diagnostics) > 0 {
		t.Fatal(err, details(valid.Diagnostics))
	}
	read, err := s.server.ReadDataSource(t.Context(), &tfprotov6.ReadDataSourceRequest{TypeName: source, Config: packed})
	if err != nil {
		t.Fatal(err)
	}
	if len(read.Diagnostics) > 0 {
		return cty.NilVal, read.Diagnostics
	}
	return decode(t, read.State, schema), nil
}

// list runs a list block.
func (s *core) list(t *testing.T, resource string, limit int64, include bool, config map[string]cty.Value) []tfprotov6.ListResourceResult {
	t.Helper()
	packed := encode(t, s.schema.ListResourceSchemas[resource], config)
	valid, err := s.server.ValidateListResourceConfig(t.Context(), &tfprotov6.ValidateListResourceConfigRequest{
		TypeName: resource, Config: packed,
		IncludeResourceObject: pack(t, cty.BoolVal(include), cty.Bool), Limit: pack(t, cty.NumberIntVal(limit), cty.Number),
	})
	if err != nil || len(valid.Diagnostics) > 0 {
		t.Fatal(err, details(valid.Diagnostics))
	}
	stream, err := s.server.ListResource(t.Context(), &tfprotov6.ListResourceRequest{
		TypeName: resource, Config: packed, IncludeResource: include, Limit: limit,
	})
	if err != nil {
		t.Fatal(err)
	}
	return slices.Collect(stream.Results)
}

// identityOf is what the identity of a type of resource has: a mount is where it is.
func identityOf(resource string) string {
	if resource == "hoody_mount" {
		return "path"
	}
	return "id"
}

// identityType is the type of a whole identity.
func identityType(resource string) cty.Type {
	return cty.Object(map[string]cty.Type{"container_id": cty.String, identityOf(resource): cty.String})
}

// identityIn is the identity of a resource in a container, or in the provider's own.
func identityIn(resource string, container, id cty.Value) cty.Value {
	return cty.ObjectVal(map[string]cty.Value{"container_id": container, identityOf(resource): id})
}

// idIn is the id, or the path, that an identity is.
func idIn(t *testing.T, resource string, identity *tfprotov6.ResourceIdentityData) string {
	t.Helper()
	name := identityOf(resource)
	got, err := msgpack.Unmarshal(identity.IdentityData.MsgPack, identityType(resource))
	if err != nil {
		t.Fatal(err)
	}
	return got.GetAttr(name).AsString()
}

// idsOf are the ids, or the paths, of results, in their order.
func idsOf(t *testing.T, resource string, results []tfprotov6.ListResourceResult) (ids []string) {
	t.Helper()
	for _, r := range results {
		if len(r.Diagnostics) > 0 {
			t.Fatal(details(r.Diagnostics))
		}
		ids = append(ids, idIn(t, resource, r.Identity))
	}
	return ids
}

// imported is what an import by identity and the read after it record.
func (s *core) imported(t *testing.T, resource string, identity *tfprotov6.ResourceIdentityData) (*tfprotov6.DynamicValue, []byte, *tfprotov6.ResourceIdentityData) {
	t.Helper()
	got, err := s.server.ImportResourceState(t.Context(), &tfprotov6.ImportResourceStateRequest{TypeName: resource, Identity: identity})
	if err != nil || len(got.Diagnostics) > 0 {
		t.Fatal(err, details(got.Diagnostics))
	}
	one := got.ImportedResources[0]
	read, err := s.server.ReadResource(t.Context(), &tfprotov6.ReadResourceRequest{
		TypeName: resource, CurrentState: one.State, Private: one.Private, CurrentIdentity: one.Identity,
	})
	if err != nil || len(read.Diagnostics) > 0 {
		t.Fatal(err, details(read.Diagnostics))
	}
	return read.NewState, read.Private, read.NewIdentity
}

// plan plans a configuration over a state as Terraform does: what the
// configuration leaves open and the provider computes is proposed as it was.
func (s *core) plan(t *testing.T, resource string, state *tfprotov6.DynamicValue, private []byte, identity *tfprotov6.ResourceIdentityData, config map[string]cty.Value) (*tfprotov6.PlanResourceChangeResponse, cty.Value) {
	t.Helper()
	schema := s.schema.ResourceSchemas[resource]
	prior := decode(t, state, schema)
	proposed := maps.Clone(config)
	for _, a := range schema.Block.Attributes {
		if _, set := config[a.Name]; !set && a.Computed {
			proposed[a.Name] = prior.GetAttr(a.Name)
		}
	}
	planned, err := s.server.PlanResourceChange(t.Context(), &tfprotov6.PlanResourceChangeRequest{
		TypeName: resource, PriorState: state, PriorPrivate: private, PriorIdentity: identity,
		Config: encode(t, schema, config), ProposedNewState: encode(t, schema, proposed),
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range planned.Diagnostics {
		if d.Severity == tfprotov6.DiagnosticSeverityError {
			t.Fatal(d.Summary, d.Detail)
		}
	}
	return planned, decode(t, planned.PlannedState, schema)
}

// exampleConfig is the documented example as a configuration.
func (d documented) exampleConfig() map[string]cty.Value {
	values := map[string]cty.Value{}
	for name, value := range d.Example {
		switch v := value.(type) {
		case string:
			values[attributeOf(d.Name, name)] = cty.StringVal(v)
		case bool:
			values[attributeOf(d.Name, name)] = cty.BoolVal(v)
		case float64:
			values[attributeOf(d.Name, name)] = cty.NumberFloatVal(v)
		}
	}
	return values
}

// Every backend is listed under one resource type, which is that of its own name,
// and all lists take one request.
func TestEveryBackendIsListedOnce(t *testing.T) {
	t.Parallel()
	for _, dialect := range []emulator.Dialect{emulator.Page, emulator.October} {
		word, _ := dialect.MarshalText()
		t.Run(string(word), func(t *testing.T) {
			t.Parallel()
			service, url := serveEmulator(t, emulator.Options{Dialect: dialect})
			want := map[string][]string{}
			for _, d := range documentedBackends(t) {
				typ := d.resourceType()
				if dialect == emulator.October && d.Name == "tardigrade" {
					typ = "hoody_backend_storj" // as that service calls it
				}
				for range 2 {
					want[typ] = append(want[typ], service.Add(d.Name, d.Example))
				}
			}
			service.Add("memory", nil) // of no type here
			s := newCore(t, url)
			for _, d := range documentedBackends(t) {
				if got := idsOf(t, d.resourceType(), s.list(t, d.resourceType(), 100, false, nil)); !slices.Equal(got, want[d.resourceType()]) {
					t.Errorf("%s lists %q, want %q", d.resourceType(), got, want[d.resourceType()])
				}
			}
			if got := calls(service, "GET"); !slices.Equal(got, []string{"GET /api/v1/backends "}) {
				t.Errorf("the lists asked %q, want one list", got)
			}
		})
	}
}

func TestNamesOfListedBackends(t *testing.T) {
	t.Parallel()
	for want, config := range map[string]map[string]any{
		"AKIAEXAMPLE@s3.example.com (%s)": {"endpoint": "https://s3.example.com", "access_key_id": "AKIAEXAMPLE"},
		"s3.example.com (%s)":             {"endpoint": "https://s3.example.com"},
		"AKIAEXAMPLE (%s)":                {"access_key_id": "AKIAEXAMPLE"},
		"%s":                              {},
	} {
		t.Run(want, func(t *testing.T) {
			t.Parallel()
			service, url := serveEmulator(t, emulator.Options{})
			id := service.Add("s3", config)
			results := newCore(t, url).list(t, "hoody_backend_s3", 100, false, nil)
			if got, want := results[0].DisplayName, fmt.Sprintf(want, id); got != want {
				t.Errorf("it is called %q, want %q", got, want)
			}
			if results[0].Resource != nil {
				t.Error("the resource is there, and was not asked for")
			}
		})
	}
}

func TestListsAreFilteredAndLimited(t *testing.T) {
	t.Parallel()
	service, url := serveEmulator(t, emulator.Options{})
	var backends, mounts []string
	for range 5 {
		id := service.Add("b2", map[string]any{"account": "005a", "key": "K005"})
		backends = append(backends, id)
		service.Mount(id, id)
		mounts = append(mounts, "/hoody/mounts/"+id)
	}
	s := newCore(t, url)
	for name, test := range map[string]struct {
		resource string
		limit    int64
		include  bool
		config   map[string]cty.Value
		want     []string
	}{
		"more than there are":        {"hoody_backend_b2", 100, false, nil, backends},
		"as many as there are":       {"hoody_backend_b2", 5, true, nil, backends},
		"fewer":                      {"hoody_backend_b2", 3, false, nil, backends[:3]},
		"no limit":                   {"hoody_backend_b2", 0, false, nil, backends},
		"connected":                  {"hoody_backend_b2", 100, false, map[string]cty.Value{"connected": cty.True}, backends},
		"not connected":              {"hoody_backend_b2", 100, false, map[string]cty.Value{"connected": cty.False}, nil},
		"mounts":                     {"hoody_mount", 100, false, nil, mounts},
		"fewer mounts":               {"hoody_mount", 2, true, nil, mounts[:2]},
		"one mount":                  {"hoody_mount", 1, false, nil, mounts[:1]},
		"mounts without a limit":     {"hoody_mount", 0, false, nil, mounts},
		"mounts of a backend":        {"hoody_mount", 100, true, texts("backend_id", backends[1]), mounts[1:2]},
		"mounts with another label":  {"hoody_mount", 100, false, texts("label", "shared"), nil},
		"mounts of no backend there": {"hoody_mount", 100, false, texts("backend_id", "bck_00"), nil},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := idsOf(t, test.resource, s.list(t, test.resource, test.limit, test.include, test.config)); !slices.Equal(got, test.want) {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

// A reader that has enough ends the stream.
func TestListEndsWithItsReader(t *testing.T) {
	t.Parallel()
	s := newShelf(t, emulator.Options{})
	s.Add("s3", nil) // after the one that is read
	p := newCore(t, s.url)
	before := len(s.Requests())
	for _, resource := range []string{"hoody_backend_s3", "hoody_mount"} {
		stream, err := p.server.ListResource(t.Context(), &tfprotov6.ListResourceRequest{
			TypeName: resource, IncludeResource: true, Limit: 100, Config: encode(t, p.schema.ListResourceSchemas[resource], nil),
		})
		if err != nil {
			t.Fatal(err)
		}
		for range stream.Results {
			break
		}
	}
	want := []string{"GET /api/v1/backends", "GET /api/v1/mounts", "GET /api/v1/mounts/" + s.media}
	if got := s.asked(before); !slices.Equal(got, want) {
		t.Errorf("asked %q, want %q", got, want)
	}
}

// What a list includes is what an import by the listed identity records, so that
// generated configurations and imports agree; and the first plan after it
// replaces nothing.
func TestListedBackendsAreImportedAsListed(t *testing.T) {
	t.Parallel()
	service, url := serveEmulator(t, emulator.Options{})
	ids := map[string]string{}
	for _, d := range documentedBackends(t) {
		ids[d.Name] = service.Add(d.Name, d.Example)
		service.Mount(ids[d.Name], d.Name)
	}
	s := newCore(t, url)
	for _, d := range documentedBackends(t) {
		t.Run(d.Name, func(t *testing.T) {
			t.Parallel()
			results := s.list(t, d.resourceType(), 100, true, map[string]cty.Value{"connected": cty.True})
			if got := idsOf(t, d.resourceType(), results); !slices.Equal(got, []string{ids[d.Name]}) {
				t.Fatalf("listed %q, want %q", got, ids[d.Name])
			}
			state, private, identity := s.imported(t, d.resourceType(), results[0].Identity)
			schema := s.schema.ResourceSchemas[d.resourceType()]
			listed, read := decode(t, results[0].Resource, schema), decode(t, state, schema)
			if !listed.RawEquals(read) {
				t.Errorf("listed %#v, and an import reads %#v", listed, read)
			}
			for name, want := range map[string]cty.Value{
				"id": cty.StringVal(ids[d.Name]), "engine": cty.StringVal("api"), "backend_type": cty.StringVal(d.BackendType),
				"mount_paths": cty.ListVal([]cty.Value{cty.StringVal("/hoody/mounts/" + d.Name)}),
			} {
				if got := listed.GetAttr(name); !got.RawEquals(want) {
					t.Errorf("%s is %#v, want %#v", name, got, want)
				}
			}
			plan, planned := s.plan(t, d.resourceType(), state, private, identity, d.exampleConfig())
			if len(plan.RequiresReplace) > 0 || !planned.GetAttr("id").RawEquals(cty.StringVal(ids[d.Name])) {
				t.Errorf("the plan after the import replaces because of %v", plan.RequiresReplace)
			}
		})
	}
}

func TestListedMountsAreImportedAsListed(t *testing.T) {
	t.Parallel()
	s := newShelf(t, emulator.Options{})
	p := newCore(t, s.url)
	before := len(s.Requests())
	results := p.list(t, "hoody_mount", 100, true, nil)
	if got, want := idsOf(t, "hoody_mount", results), []string{"/hoody/mounts/media", "/hoody/mounts/archive"}; !slices.Equal(got, want) {
		t.Fatalf("listed %q, want %q", got, want)
	}
	if got, want := s.asked(before), []string{"GET /api/v1/mounts", "GET /api/v1/mounts/" + s.media, "GET /api/v1/mounts/" + s.archive}; !slices.Equal(got, want) {
		t.Errorf("asked %q, want %q", got, want)
	}
	schema := p.schema.ResourceSchemas["hoody_mount"]
	for i, want := range []struct {
		name, id string
		config   map[string]cty.Value
	}{
		{"/hoody/mounts/media", s.media, map[string]cty.Value{
			"backend_id": cty.StringVal(s.s3), "label": cty.StringVal("shared"), "mount_path": cty.StringVal("media"),
			"vfs": vfsWith("cache_mode", "full", "cache_max_age", "90m", "cache_max_size", "512Mi", "dir_cache_time", "90s"),
		}},
		{"/hoody/mounts/archive", s.archive, map[string]cty.Value{
			"backend_id": cty.StringVal(s.b2), "mount_path": cty.StringVal("/hoody/mounts/archive"),
			"vfs": vfsWith("cache_mode", "writes", "cache_max_age", "1h", "cache_max_size", "10Gi", "dir_cache_time", "5m"),
		}},
	} {
		if got := results[i].DisplayName; got != want.name {
			t.Errorf("it is called %q, want %q", got, want.name)
		}
		state, private, identity := p.imported(t, "hoody_mount", results[i].Identity)
		listed, read := decode(t, results[i].Resource, schema), decode(t, state, schema)
		if !listed.RawEquals(read) {
			t.Errorf("listed %#v, and an import reads %#v", listed, read)
		}
		for name, value := range texts("id", want.name, "path", want.name, "mount_id", want.id) {
			if got := listed.GetAttr(name); !got.RawEquals(value) {
				t.Errorf("%s is %#v, want %#v", name, got, value)
			}
		}
		plan, planned := p.plan(t, "hoody_mount", state, private, identity, want.config)
		if len(plan.RequiresReplace) > 0 || !planned.RawEquals(read) {
			t.Errorf("the plan after the import changes %#v to %#v", read, planned)
		}
	}
}

// A mount that goes away while the list is read, and one that is about to, are
// not listed.
func TestMountsThatGoAreNotListed(t *testing.T) {
	t.Parallel()
	s := newShelf(t, emulator.Options{})
	p := newCore(t, s.url)
	p.list(t, "hoody_mount", 100, false, nil) // now the list is known
	s.Unmount(s.media)
	if got, want := idsOf(t, "hoody_mount", p.list(t, "hoody_mount", 100, true, nil)), []string{"/hoody/mounts/archive"}; !slices.Equal(got, want) {
		t.Errorf("listed %q, want %q", got, want)
	}
	s.Plan(emulator.Fault{Path: "/api/v1/mounts", Status: 200, Body: fmt.Sprintf(
		`{"count":1,"mounts":[{"id":%q,"backend_id":%q,"label":"","mount_path":"/hoody/mounts/archive","status":"stopping","created_at":1785585604}]}`, s.archive, s.b2)})
	if got := idsOf(t, "hoody_mount", newCore(t, s.url).list(t, "hoody_mount", 100, false, nil)); len(got) != 0 {
		t.Errorf("listed %q, want none", got)
	}
}

// A refusal in the middle of a list ends it: the others would be refused too.
func TestAListThatFailsOnTheWayEnds(t *testing.T) {
	t.Parallel()
	s := newShelf(t, emulator.Options{})
	s.Plan(emulator.Fault{Path: "/api/v1/mounts/*", Times: -1, Status: 403, Body: `{"success":false,"error":"Remote backends are disabled"}`})
	results := newCore(t, s.url).list(t, "hoody_mount", 100, true, nil)
	const want = `Hoody answered 403 Forbidden to GET: "Remote backends are disabled".` + "\n" +
		"Enable remote backends at Hoody. If they are enabled already, check what the token or the gate before Hoody allows."
	if len(results) != 1 || len(results[0].Diagnostics) != 1 || results[0].Diagnostics[0].Detail != want {
		t.Errorf("got %d results with %q, want one error %q", len(results), details(results[0].Diagnostics), want)
	}
}

func TestListsThatCannotAsk(t *testing.T) {
	t.Parallel()
	for name, test := range unaskable(t) {
		s := newCoreWith(t, test.provider)
		for _, resource := range []string{"hoody_backend_s3", "hoody_mount"} {
			t.Run(name+"/"+resource, func(t *testing.T) {
				t.Parallel()
				results := s.list(t, resource, 100, true, nil)
				if len(results) != 1 || !slices.Equal(details(results[0].Diagnostics), []string{test.want}) {
					t.Errorf("got %d results, want one with the error %q", len(results), test.want)
				}
			})
		}
	}
}

// block is a block of an example.
type block struct {
	labels []string
	// config is what its config block sets.
	config map[string]cty.Value
}

// blocksOf are the blocks of a type in an example. Terraform formats such files,
// and may be too old to read them.
func blocksOf(t *testing.T, e example, typ string) []block {
	t.Helper()
	var found []block
	for _, b := range e.body.Blocks {
		if b.Type != typ {
			continue
		}
		one := block{labels: b.Labels, config: map[string]cty.Value{}}
		for _, inner := range b.Body.Blocks {
			for name, a := range inner.Body.Attributes {
				// A reference to something else is not known here.
				value, problems := a.Expr.Value(nil)
				if problems.HasErrors() {
					value = cty.UnknownVal(cty.String)
				}
				one.config[name] = value
			}
		}
		found = append(found, one)
	}
	return found
}

// Every list resource has an example, which the provider takes: a file, or the one
// that its page has where there is none.
func TestExamplesOfListResources(t *testing.T) {
	t.Parallel()
	s := newCore(t, newShelf(t, emulator.Options{}).url)
	if got := len(s.schema.ListResourceSchemas); got != len(documentedBackends(t))+1 {
		t.Errorf("%d list resources, want one of each backend and one of mounts", got)
	}
	made := fenced.FindStringSubmatch(textOf(t, "templates/list-resources.md.tmpl"))
	if made == nil {
		t.Fatal("the template of lists has no example")
	}
	files := exampleFiles(t, "list-resource.tfquery.hcl")
	if len(files) != 2 {
		t.Errorf("%d examples of lists are files, want those of s3 and mounts", len(files))
	}
	for name := range s.schema.ListResourceSchemas {
		e := parseExample(t, name, strings.ReplaceAll(made[2], "{{ .Name }}", name))
		if file := "list-resources/" + name + "/list-resource.tfquery.hcl"; slices.Contains(files, file) {
			e = readExample(t, file)
		}
		blocks := blocksOf(t, e, "list")
		if len(blocks) != 1 || blocks[0].labels[0] != name {
			t.Errorf("the example of %s has the lists %v", name, blocks)
			continue
		}
		idsOf(t, name, s.list(t, name, 100, true, blocks[0].config))
	}
}
