// Package enginetest is the test suite that every engine must pass: what a resource
// may rely on with any of them. It knows the contract in package engine and none of
// its implementations. Begin with Run.
package enginetest

import (
	"context"
	"errors"
	"maps"
	"strings"
	"sync"
	"testing"

	"github.com/hoody/terraform-provider-hoody/internal/catalog"
	"github.com/hoody/terraform-provider-hoody/internal/engine"
)

// A Case is one engine over one storage service.
type Case struct {
	Engine engine.Engine
	// Spec is a configuration that connects.
	Spec engine.Spec
	// Credential is the documented name of a rotating secret in Spec, and WrongValue is a
	// value for it that the storage refuses.
	Credential, WrongValue string
}

// Run runs the suite as subtests.
func Run(t *testing.T, c Case) {
	t.Helper()
	for _, test := range []struct {
		name string
		run  func(*testing.T, Case)
	}{
		{"connect and inspect", connectAndInspect},
		{"connect refused", connectRefused},
		{"rotate", rotate},
		{"rotation refused changes nothing", rotationRefused},
		{"disconnect is repeatable", disconnectIsRepeatable},
		{"ids differ", idsDiffer},
		{"an ended context ends calls", endedContext},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			test.run(t, c)
		})
	}
}

func connectAndInspect(t *testing.T, c Case) {
	remote := connect(t, c)
	if remote.ID == "" || !remote.Connected || len(remote.MountPaths) != 0 {
		t.Errorf("connected as %+v, want an id, connected, and no mounts", remote)
	}
	seen, err := c.Engine.Inspect(t.Context(), c.ref(remote.ID))
	if err != nil {
		t.Fatal(err)
	}
	if seen.ID != remote.ID || !seen.Connected || !c.Spec.Backend.IsType(seen.BackendType) {
		t.Errorf("inspected %+v, want %s, connected, of type %s", seen, remote.ID, c.Spec.Backend.BackendType())
	}
}

func connectRefused(t *testing.T, c Case) {
	spec := c.Spec
	spec.Values = c.wrongValues()
	remote, err := c.Engine.Connect(t.Context(), spec)
	c.wantRefusal(t, err)
	if remote.ID != "" {
		t.Errorf("a refused backend got the id %s", remote.ID)
	}
}

func rotate(t *testing.T, c Case) {
	remote := connect(t, c)
	same := c.Spec.Values[c.Credential].(string)
	if err := c.Engine.Rotate(t.Context(), c.ref(remote.ID), map[string]*string{c.Credential: &same}); err != nil {
		t.Error(err)
	}
}

func rotationRefused(t *testing.T, c Case) {
	remote := connect(t, c)
	c.wantRefusal(t, c.Engine.Rotate(t.Context(), c.ref(remote.ID), map[string]*string{c.Credential: &c.WrongValue}))
	seen, err := c.Engine.Inspect(t.Context(), c.ref(remote.ID))
	if err != nil || !seen.Connected {
		t.Errorf("after a refused rotation: %+v, %v; want it connected as before", seen, err)
	}
}

func disconnectIsRepeatable(t *testing.T, c Case) {
	remote := connect(t, c)
	for range 2 {
		if err := c.Engine.Disconnect(t.Context(), c.ref(remote.ID)); err != nil {
			t.Error(err)
		}
	}
}

func idsDiffer(t *testing.T, c Case) {
	const n = 8
	ids := make([]string, n)
	var wait sync.WaitGroup
	for i := range ids {
		wait.Go(func() {
			remote, err := c.Engine.Connect(t.Context(), c.Spec)
			if err != nil {
				t.Error(err)
			}
			ids[i] = remote.ID
		})
	}
	wait.Wait()
	seen := map[string]bool{}
	for _, id := range ids {
		if seen[id] {
			t.Errorf("id %q was given twice", id)
		}
		seen[id] = true
	}
}

func endedContext(t *testing.T, c Case) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := c.Engine.Connect(ctx, c.Spec); !errors.Is(err, context.Canceled) {
		t.Errorf("connect with an ended context: %v, want context.Canceled within", err)
	}
}

func connect(t *testing.T, c Case) engine.Remote {
	t.Helper()
	remote, err := c.Engine.Connect(t.Context(), c.Spec)
	if err != nil {
		t.Fatal(err)
	}
	return remote
}

func (c Case) ref(id string) engine.Ref { return engine.Ref{ID: id, Spec: c.Spec} }

func (c Case) wrongValues() catalog.Values {
	values := maps.Clone(c.Spec.Values)
	values[c.Credential] = c.WrongValue
	return values
}

// wantRefusal fails unless the error says what is wrong and what to do, and has no
// secret in it.
func (c Case) wantRefusal(t *testing.T, err error) {
	t.Helper()
	var failure *engine.Error
	if !errors.As(err, &failure) {
		t.Fatalf("refused with %v, want an *engine.Error", err)
	}
	if failure.Message == "" || failure.Advice == "" {
		t.Errorf("refused with message %q and advice %q, want both", failure.Message, failure.Advice)
	}
	if strings.Contains(err.Error(), c.WrongValue) {
		t.Errorf("the refusal shows the secret: %q", err)
	}
}
