package api

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"

	"github.com/hoody/terraform-provider-hoody/internal/engine"
	"github.com/hoody/terraform-provider-hoody/internal/engine/api/internal/shared"
	"github.com/hoody/terraform-provider-hoody/internal/engine/api/internal/wire"
)

const backendsPath = "/api/v1/backends"

// on makes a call about one backend.
func on(method string, r engine.Ref, suffix string) (wire.Call, error) {
	if !wire.IsID(r.ID) {
		return wire.Call{}, &engine.Error{
			Message: fmt.Sprintf("%q is not the id of a backend.", r.ID),
			Advice:  "Ids look like bck_0123456789abcdef; GET " + backendsPath + " lists them.",
		}
	}
	return wire.Call{
		Method:  method,
		Path:    backendsPath + "/" + r.ID + suffix,
		Accept:  wire.DecodeDone,
		Blame:   blames(r.Backend),
		Secrets: secretsOf(r.Backend, r.Values),
		Advice:  "Check the backend at Hoody.",
	}, nil
}

// Inspect tells what the backend is now. All reads of a moment share one list;
// what is not in it is asked for by its id before it is called gone.
func (e *Engine) Inspect(ctx context.Context, r engine.Ref) (engine.Remote, error) {
	ctx, cancel := e.client.Bounded(wire.Logging(ctx))
	defer cancel()
	e.ledger.Saw(r.ID)
	remote, err := e.find(ctx, r)
	if err != nil || !e.verifyOnRefresh {
		return remote, err
	}
	probe, err := e.Test(ctx, r)
	if err != nil {
		return engine.Remote{}, err
	}
	if remote.Connected = probe.OK; !probe.OK {
		remote.Notices = append(remote.Notices, engine.Notice{
			Summary: "Backend " + r.ID + " is not connected",
			Detail:  "The service cannot reach its storage: " + probe.Message,
		})
	}
	return remote, nil
}

// Listed tells of a backend what Inspect would, where the list that all reads share
// is enough to know. It says false where Inspect has more to ask, or to explain.
func (e *Engine) Listed(ctx context.Context, id string) (engine.Remote, bool) {
	if e.verifyOnRefresh {
		return engine.Remote{}, false
	}
	ctx, cancel := e.client.Bounded(wire.Logging(ctx))
	defer cancel()
	e.ledger.Saw(id)
	all, err := e.backends.Get(ctx, wire.RefreshRetries)
	if err != nil {
		return engine.Remote{}, false
	}
	remote, ok := all.ByID[id]
	return remote, ok
}

// find looks for a backend in the list of all, and asks for one that is not there
// by its id. A list that fails is the error of everybody who reads.
func (e *Engine) find(ctx context.Context, r engine.Ref) (engine.Remote, error) {
	all, err := e.backends.Get(ctx, wire.RefreshRetries)
	switch {
	case ctx.Err() != nil:
		return engine.Remote{}, e.client.Interrupted(ctx)
	case err != nil:
		return engine.Remote{}, err
	}
	if remote, ok := all.ByID[r.ID]; ok {
		return remote, nil
	}
	return e.read(ctx, r)
}

// read asks for one backend by its id. A 404 is only as good as a list that lacks
// the id: whoever calls it gone has seen one, or asks e.gone.
func (e *Engine) read(ctx context.Context, r engine.Ref) (engine.Remote, error) {
	k, err := on(http.MethodGet, r, "")
	if err != nil {
		return engine.Remote{}, err
	}
	var remote engine.Remote
	k.Accept = func(body []byte) (err error) {
		remote, err = decodeBackend(body)
		if err == nil && remote.ID != r.ID {
			return errAnother
		}
		return err
	}
	o, err := e.client.Do(ctx, k)
	if wire.Is404(o) {
		return engine.Remote{}, engine.ErrNotFound
	}
	if err != nil {
		return engine.Remote{}, err
	}
	return remote, nil
}

// Backend tells all there is to see of one backend.
func (e *Engine) Backend(ctx context.Context, id string) (engine.Remote, error) {
	ctx, cancel := e.client.Bounded(wire.Logging(ctx))
	defer cancel()
	remote, err := e.read(ctx, engine.Ref{ID: id})
	if errors.Is(err, engine.ErrNotFound) {
		err = e.gone(ctx, id)
	}
	return remote, err
}

// List tells all backends of the service, in its order.
func (e *Engine) List(ctx context.Context) ([]engine.Remote, error) {
	ctx, cancel := e.client.Bounded(wire.Logging(ctx))
	defer cancel()
	all, err := e.backends.Get(ctx, wire.AllRetries)
	if ctx.Err() != nil {
		return nil, e.client.Interrupted(ctx)
	}
	if err != nil {
		return nil, err
	}
	return slices.Clone(all.All), nil
}

// fetch lists all backends.
func (e *Engine) fetch(ctx context.Context, retries int) (remotes []engine.Remote, err error) {
	ctx, cancel := e.client.Bounded(ctx)
	defer cancel()
	_, err = e.client.DoTimes(ctx, wire.Call{
		Method: http.MethodGet,
		Path:   backendsPath,
		Accept: func(body []byte) (err error) {
			remotes, err = decodeList(body)
			return err
		},
		Advice: "Check the endpoint.",
	}, retries)
	if err != nil {
		return nil, err
	}
	e.ledger.SawAll(remotes)
	return remotes, nil
}

// gone says what the 404 to a call about a backend means: ErrNotFound where a list
// that succeeded lacks the backend too.
func (e *Engine) gone(ctx context.Context, id string) error {
	return missing(ctx, e.client, e.backends, id)
}

// missing looks for an id in a list, which may be one that others asked for, and
// where that still has it, in one of now.
func missing[T any](ctx context.Context, c *wire.Client, all *shared.List[T], id string) error {
	for range 2 {
		l, err := all.Get(ctx, wire.AllRetries)
		switch {
		case ctx.Err() != nil:
			return c.Interrupted(ctx)
		case err != nil:
			return err
		}
		if _, listed := l.ByID[id]; !listed {
			return engine.ErrNotFound
		}
		all.Drop()
	}
	return contradictory(c, id)
}

// contradictory is the error of a 404 about something that is in the list.
func contradictory(c *wire.Client, id string) *engine.Error {
	return &engine.Error{
		Message: fmt.Sprintf("%s answered 404 Not Found to a call about %s, and lists it.", c.Place(), id),
		Advice:  "A gateway between Hoody and this machine may have answered. Try again.",
	}
}
