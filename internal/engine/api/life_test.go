package api

import (
	"errors"
	"maps"
	"strings"
	"testing"

	"github.com/hoody/terraform-provider-hoody/internal/catalog"
	"github.com/hoody/terraform-provider-hoody/internal/catalog/services"
	"github.com/hoody/terraform-provider-hoody/internal/emulator"
	"github.com/hoody/terraform-provider-hoody/internal/engine"
	"github.com/hoody/terraform-provider-hoody/internal/facts"
)

// inOctober are the services whose documented example October refuses, with one
// that it takes.
var inOctober = map[string]catalog.Values{
	"google-cloud-storage": {"service_account_credentials": `{"type":"service_account"}`, "location": "us-central1"},
	"oracleobjectstorage":  {"provider": "no_auth", "namespace": "id3nxb4ktwxa", "region": "us-phoenix-1"},
}

// exampleIn is a configuration of a service that a deployment's dialect takes.
func exampleIn(d emulator.Dialect, s *facts.Service) catalog.Values {
	if values, ok := inOctober[s.Name]; ok && d == emulator.October {
		return values
	}
	return s.Example
}

// versionOf is what a dialect speaks.
func versionOf(d emulator.Dialect) facts.Version {
	return map[emulator.Dialect]facts.Version{emulator.Page: facts.Page, emulator.October: facts.October}[d]
}

// Every service that a version has is connected, read, listed, tested, rotated,
// mounted, unmounted and disconnected.
func TestEveryServiceLivesItsWholeLife(t *testing.T) {
	t.Parallel()
	for deployment, service := range deployments {
		v := versionOf(service.Dialect)
		for _, s := range facts.In(facts.Page) {
			if !s.In(v) {
				continue
			}
			t.Run(deployment+"/"+s.Name, func(t *testing.T) {
				t.Parallel()
				inWorld(t, settings{service: service}, func(t *testing.T, w *world) {
					spec := engine.Spec{Backend: services.ByName(s.Name), Values: exampleIn(service.Dialect, s)}
					wholeLife(t, w, spec, newCredentials(s, v))
				})
			})
		}
	}
}

// newCredentials are one for each credential of Hoody that rotates in the
// version.
func newCredentials(s *facts.Service, v facts.Version) map[string]*string {
	fresh := map[string]*string{}
	for _, f := range s.FieldsIn(v) {
		if f.Rotates {
			value := "new-" + f.Name
			fresh[f.Name] = &value
		}
	}
	return fresh
}

func wholeLife(t *testing.T, w *world, spec engine.Spec, fresh map[string]*string) {
	t.Helper()
	made, err := w.engine.Connect(t.Context(), spec)
	if err != nil {
		t.Fatal(err)
	}
	if got := w.Backends(); len(got) != 1 || got[0].ID != made.ID || !maps.Equal(got[0].Config, spec.Values) {
		t.Fatalf("connected %+v as %s, want %v", got, made.ID, spec.Values)
	}
	ref := refOf(made, spec)
	seen, err := w.engine.Inspect(t.Context(), ref)
	if err != nil || seen.ID != made.ID || !spec.Backend.IsType(seen.BackendType) || !seen.Connected {
		t.Errorf("inspected %+v, %v", seen, err)
	}
	if all, err := w.engine.List(t.Context()); err != nil || len(all) != 1 || all[0].ID != made.ID {
		t.Errorf("listed %+v, %v", all, err)
	}
	if probe, err := w.engine.Test(t.Context(), ref); err != nil || !probe.OK {
		t.Errorf("tested %+v, %v", probe, err)
	}
	rotated(t, w, ref, fresh)
	mounted(t, w, ref)
	if err := w.engine.Disconnect(t.Context(), ref); err != nil || len(w.Backends()) != 0 {
		t.Errorf("disconnected, %v; left %+v", err, w.Backends())
	}
	if _, err := w.engine.Inspect(t.Context(), ref); !errors.Is(err, engine.ErrNotFound) {
		t.Errorf("in the end %v", err)
	}
}

func rotated(t *testing.T, w *world, ref engine.Ref, fresh map[string]*string) {
	t.Helper()
	if len(fresh) == 0 {
		return
	}
	if err := w.engine.Rotate(t.Context(), ref, fresh); err != nil {
		t.Error(err)
	}
	for name := range fresh {
		if got := w.Backends()[0].Config[name]; got != "new-"+name {
			t.Errorf("%s is %v after the rotation", name, got)
		}
	}
}

func mounted(t *testing.T, w *world, ref engine.Ref) {
	t.Helper()
	m, err := w.engine.Mount(t.Context(), engine.MountSpec{BackendID: ref.ID, Path: "data"})
	if err != nil {
		t.Fatal(err)
	}
	if got := w.Mounts(); len(got) != 1 || got[0].ID != m.ID || !strings.HasSuffix(got[0].Path, "/data") {
		t.Errorf("mounted %+v as %s", got, m.ID)
	}
	at := engine.MountRef{ID: m.ID, BackendID: ref.ID, Path: m.Path}
	if seen, err := w.engine.InspectMount(t.Context(), at); err != nil || seen.ID != m.ID {
		t.Errorf("inspected %+v, %v", seen, err)
	}
	if err := w.engine.Unmount(t.Context(), at); err != nil || len(w.Mounts()) != 0 {
		t.Errorf("unmounted, %v; left %+v", err, w.Mounts())
	}
}
