package provider

import (
	"fmt"
	"net/http/httptest"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/providerserver"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/zclconf/go-cty/cty"
	ctyjson "github.com/zclconf/go-cty/cty/json"
	"github.com/zclconf/go-cty/cty/msgpack"

	"github.com/hoody/terraform-provider-hoody/internal/emulator"
)

// These measure the provider in process, as Terraform speaks to it, at an emulated
// service. The time of Hoody is in them.

// parallelism is Terraform's own.
const parallelism = 10

// session is a server as Terraform uses it.
type session struct {
	b       *testing.B
	server  tfprotov6.ProviderServer
	schemas map[string]*tfprotov6.Schema
}

func newSession(b *testing.B, url string) *session {
	b.Helper()
	return newSessionOf(b, NewServer("bench")(), url)
}

func newSessionOf(b *testing.B, server tfprotov6.ProviderServer, url string) *session {
	b.Helper()
	return newSessionWith(b, server, at(url))
}

func newSessionWith(b *testing.B, server tfprotov6.ProviderServer, config map[string]cty.Value) *session {
	b.Helper()
	s := &session{b: b, server: server}
	all, err := s.server.GetProviderSchema(b.Context(), &tfprotov6.GetProviderSchemaRequest{})
	if err != nil || len(all.Diagnostics) > 0 {
		b.Fatal(err, all)
	}
	s.schemas = all.ResourceSchemas
	typ, _ := typesOf(b, all.Provider)
	configured, err := s.server.ConfigureProvider(b.Context(), &tfprotov6.ConfigureProviderRequest{Config: encoded(b, typ, object(typ, config))})
	if err != nil || len(configured.Diagnostics) > 0 {
		b.Fatal(err, configured)
	}
	return s
}

// A benchedBackend is one as Terraform knows it.
type benchedBackend struct {
	typeName string
	typ      cty.Type
	config   *tfprotov6.DynamicValue
	state    *tfprotov6.DynamicValue
	private  []byte
	// stored is the state in JSON, once it was asked for.
	stored []byte
}

// planned is a backend that is to be connected.
func (s *session) planned(typeName string, config map[string]cty.Value) *benchedBackend {
	typ, _ := typesOf(s.b, s.schemas[typeName])
	one := &benchedBackend{typeName: typeName, typ: typ, config: encoded(s.b, typ, object(typ, config))}
	proposed := map[string]cty.Value{}
	for _, a := range s.schemas[typeName].Block.Attributes {
		if a.Computed {
			proposed[a.Name] = cty.UnknownVal(typ.AttributeType(a.Name))
		}
		if v, ok := config[a.Name]; ok {
			proposed[a.Name] = v
		}
	}
	planned, err := s.server.PlanResourceChange(s.b.Context(), &tfprotov6.PlanResourceChangeRequest{
		TypeName: typeName, PriorState: encoded(s.b, typ, cty.NullVal(typ)),
		ProposedNewState: encoded(s.b, typ, object(typ, proposed)), Config: one.config,
	})
	if err != nil || len(planned.Diagnostics) > 0 {
		s.b.Fatal(err, planned)
	}
	one.state, one.private = planned.PlannedState, planned.PlannedPrivate
	return one
}

// apply connects a planned backend.
func (s *session) apply(one benchedBackend) *benchedBackend {
	applied, err := s.server.ApplyResourceChange(s.b.Context(), &tfprotov6.ApplyResourceChangeRequest{
		TypeName: one.typeName, PriorState: encoded(s.b, one.typ, cty.NullVal(one.typ)),
		PlannedState: one.state, PlannedPrivate: one.private, Config: one.config,
	})
	if err != nil || len(applied.Diagnostics) > 0 {
		s.b.Error(err, applied)
		return &one
	}
	one.state, one.private = applied.NewState, applied.Private
	return &one
}

// create plans and applies.
func (s *session) create(typeName string, config map[string]cty.Value) *benchedBackend {
	return s.apply(*s.planned(typeName, config))
}

// refresh reads a backend, and has the state say what was read.
func (s *session) refresh(one *benchedBackend) {
	read, err := s.server.ReadResource(s.b.Context(), &tfprotov6.ReadResourceRequest{TypeName: one.typeName, CurrentState: one.state, Private: one.private})
	if err != nil || len(read.Diagnostics) > 0 {
		s.b.Error(err, read)
		return
	}
	one.state, one.private = read.NewState, read.Private
}

// plan plans to change nothing. What Terraform proposes is then what there is.
func (s *session) plan(one *benchedBackend) {
	planned, err := s.server.PlanResourceChange(s.b.Context(), &tfprotov6.PlanResourceChangeRequest{
		TypeName: one.typeName, PriorState: one.state, ProposedNewState: one.state, Config: one.config, PriorPrivate: one.private,
	})
	if err != nil || len(planned.Diagnostics) > 0 {
		s.b.Error(err, planned)
	}
}

// upgrade reads a backend from a stored state.
func (s *session) upgrade(one *benchedBackend) {
	if one.stored == nil {
		v, err := msgpack.Unmarshal(one.state.MsgPack, one.typ)
		if err == nil {
			one.stored, err = ctyjson.Marshal(v, one.typ)
		}
		if err != nil {
			s.b.Fatal(err)
		}
	}
	read, err := s.server.UpgradeResourceState(s.b.Context(), &tfprotov6.UpgradeResourceStateRequest{
		TypeName: one.typeName, Version: s.schemas[one.typeName].Version, RawState: &tfprotov6.RawState{JSON: one.stored},
	})
	if err != nil || len(read.Diagnostics) > 0 {
		s.b.Error(err, read)
	}
}

func (s *session) validate(one *benchedBackend) {
	valid, err := s.server.ValidateResourceConfig(s.b.Context(), &tfprotov6.ValidateResourceConfigRequest{TypeName: one.typeName, Config: one.config})
	if err != nil || len(valid.Diagnostics) > 0 {
		s.b.Error(err, valid)
	}
}

// documentedS3 is the type with the most fields, configured as the documentation
// shows it, and documentedB2 one with few.
var (
	documentedS3 = map[string]cty.Value{
		"provider_type": cty.StringVal("AWS"), "region": cty.StringVal("us-east-1"), "endpoint": cty.StringVal("s3.us-east-1.amazonaws.com"),
		"access_key_id": cty.StringVal("AKIAIOSFODNN7EXAMPLE"), "secret_access_key": cty.StringVal("example"),
	}
	documentedB2 = map[string]cty.Value{"account": cty.StringVal("005a"), "key": cty.StringVal("example")}
)

func BenchmarkSchema(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		resp, err := NewServer("bench")().GetProviderSchema(b.Context(), &tfprotov6.GetProviderSchemaRequest{})
		if err != nil || len(resp.Diagnostics) > 0 {
			b.Fatal(err, resp)
		}
	}
}

func BenchmarkConfigureToFirstAnswer(b *testing.B) {
	_, url := agreementService(b)
	one := newSession(b, url).create("hoody_backend_s3", documentedS3)
	b.ReportAllocs()
	for b.Loop() {
		newSession(b, url).refresh(one)
	}
}

// BenchmarkUnchanged asks about one backend of the most fields that is as it was:
// the provider, and the framework alone.
func BenchmarkUnchanged(b *testing.B) {
	service, url := agreementService(b)
	// Two resources of one id in one session would be warned of.
	all := connected(b, service, url, "hoody_backend_s3", documentedS3, 1_000)
	for _, by := range []struct {
		name   string
		server func() tfprotov6.ProviderServer
	}{
		{"provider", NewServer("bench")},
		{"framework", func() tfprotov6.ProviderServer { return providerserver.NewProtocol6(New("bench")())() }},
	} {
		for _, c := range []struct {
			name string
			call func(*session, *benchedBackend)
		}{{"upgrade", (*session).upgrade}, {"validate", (*session).validate}, {"refresh", (*session).refresh}, {"plan", (*session).plan}} {
			b.Run(c.name+"/"+by.name, func(b *testing.B) {
				b.ReportAllocs()
				var s *session
				for i := 0; b.Loop(); i++ {
					if i%len(all) == 0 {
						b.StopTimer()
						s = newSessionOf(b, by.server(), url)
						b.StartTimer()
					}
					c.call(s, all[i%len(all)])
				}
			})
		}
	}
}

// many are numbers of backends: what one costs must not grow with them.
var many = []int{100, 1_000, 10_000}

// BenchmarkApply connects backends that were planned once.
func BenchmarkApply(b *testing.B) {
	for _, n := range many {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			b.ReportAllocs()
			requests := 0
			for b.Loop() {
				b.StopTimer()
				service, url := agreementService(b)
				s := newSession(b, url)
				planned := s.planned("hoody_backend_b2", documentedB2)
				b.StartTimer()
				each(n, func(int) { s.apply(*planned) })
				requests += len(service.Requests())
			}
			report(b, n, requests)
		})
	}
}

func BenchmarkRefresh(b *testing.B) {
	for _, n := range many {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			service, url := agreementService(b)
			all := connected(b, service, url, "hoody_backend_b2", documentedB2, n)
			b.ReportAllocs()
			before := len(service.Requests())
			for b.Loop() {
				s := newSession(b, url)
				each(n, func(i int) { s.refresh(all[i]) })
			}
			report(b, n, len(service.Requests())-before)
		})
	}
}

// BenchmarkContainers refreshes backends in one container or spread over many, whose
// account is asked where they are.
func BenchmarkContainers(b *testing.B) {
	const n = 1000
	for _, containers := range []int{1, 50} {
		b.Run(fmt.Sprint(containers), func(b *testing.B) {
			var all []emulator.Container
			for i := range containers {
				all = append(all, emulator.Container{ID: fmt.Sprintf("c%d", i), Project: "p", Server: "s", Status: "running"})
			}
			account := emulator.NewAccount("token", emulator.Options{}, all...)
			server := httptest.NewServer(account)
			defer server.Close()
			requests := func() int {
				sent := len(account.Requests())
				for _, c := range all {
					sent += len(account.Service(c.ID).Requests())
				}
				return sent
			}
			config := map[string]cty.Value{
				"endpoint": cty.StringVal(server.URL), "token": cty.StringVal("token"),
				"container_endpoint": cty.StringVal(server.URL + "/{container_id}"),
			}
			backends := make([]*benchedBackend, n)
			for i := range backends {
				in := all[i%containers].ID
				backends[i] = inContainer(b, in, account.Service(in).Add("b2", map[string]any{}))
			}
			first := newSessionWith(b, NewServer("bench")(), config)
			each(n, func(i int) { first.refresh(backends[i]) }) // which records what there is
			before, runs := requests(), 0
			for b.Loop() {
				s := newSessionWith(b, NewServer("bench")(), config)
				each(n, func(i int) { s.refresh(backends[i]) })
				runs++
			}
			b.ReportMetric(float64(requests()-before)/float64(runs), "requests/refresh")
		})
	}
}

// inContainer is a backend as a state has it that nothing has refreshed yet.
func inContainer(b *testing.B, container, id string) *benchedBackend {
	b.Helper()
	const typeName = "hoody_backend_b2"
	s := newSession(b, "http://127.0.0.1:1")
	typ, _ := typesOf(b, s.schemas[typeName])
	return &benchedBackend{typeName: typeName, typ: typ, state: encoded(b, typ, object(typ, map[string]cty.Value{
		"id": cty.StringVal(id), "engine": cty.StringVal("api"), "container_id": cty.StringVal(container),
	}))}
}

// connected are backends that Hoody has: one that was applied, and others of
// the same state but for the id (as stored it is the same).
func connected(
	b *testing.B, service *emulator.Server, url, typeName string, config map[string]cty.Value, n int,
) []*benchedBackend {
	b.Helper()
	first := newSession(b, url).create(typeName, config)
	again := newSession(b, url)
	again.refresh(first)
	again.upgrade(first)
	all := make([]*benchedBackend, n)
	for i := range all {
		id := service.Add(strings.TrimPrefix(typeName, "hoody_backend_"), map[string]any{})
		one := *first
		state, err := msgpack.Unmarshal(first.state.MsgPack, first.typ)
		if err != nil {
			b.Fatal(err)
		}
		values := state.AsValueMap()
		values["id"] = cty.StringVal(id)
		one.state = encoded(b, one.typ, cty.ObjectVal(values))
		all[i] = &one
	}
	return all
}

// each calls f for every number below n, ten at a time.
func each(n int, f func(int)) {
	var next atomic.Int64
	var all sync.WaitGroup
	for range parallelism {
		all.Go(func() {
			for i := next.Add(1) - 1; i < int64(n); i = next.Add(1) - 1 {
				f(int(i))
			}
		})
	}
	all.Wait()
}

// report tells what one of n backends cost.
func report(b *testing.B, n, requests int) {
	b.Helper()
	backends := float64(b.N * n)
	b.ReportMetric(float64(b.Elapsed().Microseconds())/backends, "µs/backend")
	b.ReportMetric(float64(requests)/backends, "requests/backend")
}
