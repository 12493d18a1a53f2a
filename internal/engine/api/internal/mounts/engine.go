// Package mounts makes, reads, changes and removes mounts, and brings back those that
// a rotation removed. It calls Hoody through package wire only, and knows no more of
// backends than their ids. Begin with Engine.Mount.
package mounts

import (
	"context"
	"fmt"
	"net/http"
	"sync"
	"sync/atomic"

	"github.com/hoody/terraform-provider-hoody/internal/engine"
	"github.com/hoody/terraform-provider-hoody/internal/engine/api/internal/things"
	"github.com/hoody/terraform-provider-hoody/internal/engine/api/internal/wire"
)

// Options are what an engine for mounts needs.
type Options struct {
	Client *wire.Client
	Mounts *things.Kind[engine.Mount]
	// Adopt accepts what is found for a create whose answer was lost, if it can only be
	// that.
	Adopt bool
	// WithSettings makes every read ask for the settings.
	WithSettings bool
	// Changed is called when what is known of backends may be out of date, because of
	// their mounts.
	Changed func()
	// TestCall returns the request that probes a backend, for a person to send.
	TestCall func(backend string) string
}

// An Engine implements the calls of an engine.Service about mounts.
type Engine struct {
	client *wire.Client
	mounts *things.Kind[engine.Mount]
	away   *away
	// freeing counts the paths that this process is about to free.
	freeing atomic.Int32
	// made has the ids of the mounts that Mount made. unmountSuccessor leaves these alone:
	// the mount that is unmounted at the same path at the same time is another one.
	made         sync.Map
	adopt        bool
	withSettings bool
	changed      func()
	testCall     func(backend string) string
}

// New makes an engine.
func New(o Options) *Engine {
	return &Engine{
		client: o.Client, mounts: o.Mounts, away: newAway(),
		adopt: o.Adopt, withSettings: o.WithSettings, changed: o.Changed, testCall: o.TestCall,
	}
}

// All returns the kind for the mounts of a service. A mount that is down counts as not
// there.
func All(c *wire.Client) *things.Kind[engine.Mount] {
	id := func(m engine.Mount) string { return m.ID }
	all := things.NewKind(c, "mounts", id, func(ctx context.Context, retries int) ([]engine.Mount, error) {
		return fetch(ctx, c, retries)
	})
	all.Absent = func(m engine.Mount) bool { return m.Phase() == engine.Down }
	return all
}

// drop makes the next reads list again, because this process has just changed
// something.
func (e *Engine) drop() {
	e.mounts.Drop()
	e.changed()
}

const mountsPath = "/api/v1/mounts"

// onMount makes a call about one mount.
func (e *Engine) onMount(method, id string) (wire.Call, error) {
	if !wire.IsID(id) {
		return wire.Call{}, &engine.Error{
			Message: fmt.Sprintf("%q is not the id of a mount.", id),
			Advice: "Ids look like mount_0123456789abcdef…; this lists them: " +
				e.client.Curl(http.MethodGet, mountsPath),
		}
	}
	return wire.Call{
		Method: method,
		Path:   mountsPath + "/" + id,
		Accept: wire.DecodeDone,
		Blame:  blameMount,
		Advice: "Check the mount at Hoody.",
	}, nil
}
