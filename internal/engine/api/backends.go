package api

import (
	"context"
	"errors"
	"fmt"
	"net/http"

	"github.com/hoody/terraform-provider-hoody/internal/engine"
	"github.com/hoody/terraform-provider-hoody/internal/engine/api/internal/wire"
)

const backendsPath = "/api/v1/backends"

// on makes a call about one backend.
func (e *Engine) on(method string, r engine.Ref, suffix string) (wire.Call, error) {
	if !wire.IsID(r.ID) {
		return wire.Call{}, &engine.Error{
			Message: fmt.Sprintf("%q is not the id of a backend.", r.ID),
			Advice:  "Ids look like bck_0123456789abcdef; this lists them: " + e.client.Curl(http.MethodGet, backendsPath),
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

// Inspect returns what the backend is now. All reads of a moment share one list; a
// backend that is not in it is asked for by its id before it is called gone.
func (e *Engine) Inspect(ctx context.Context, r engine.Ref) (engine.Remote, error) {
	ctx, cancel := e.client.Bounded(wire.Logging(ctx))
	defer cancel()
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
			Detail:  "Hoody cannot reach its storage: " + probe.Message,
		})
	}
	return remote, nil
}

// Listed returns what Inspect would, if the list that all reads share is enough to
// know it. It reports false if Inspect has more to ask or to explain.
func (e *Engine) Listed(ctx context.Context, id string) (engine.Remote, bool) {
	if e.verifyOnRefresh {
		return engine.Remote{}, false
	}
	ctx, cancel := e.client.Bounded(wire.Logging(ctx))
	defer cancel()
	remote, listed, _, err := e.backends.Find(ctx, id)
	return remote, listed && err == nil
}

// find looks for a backend in the list of all backends, and asks for it by its id if
// it is not listed.
func (e *Engine) find(ctx context.Context, r engine.Ref) (engine.Remote, error) {
	remote, listed, _, err := e.backends.Find(ctx, r.ID)
	if err != nil || listed {
		return remote, err
	}
	return e.read(ctx, r)
}

// read asks for one backend by its id. ErrNotFound is only as good as a list that lacks
// the id: see things.Kind.Read.
func (e *Engine) read(ctx context.Context, r engine.Ref) (engine.Remote, error) {
	k, err := e.on(http.MethodGet, r, "")
	if err != nil {
		return engine.Remote{}, err
	}
	return e.backends.Read(ctx, r.ID, k, decodeBackend)
}

// Backend returns all that Hoody shows of one backend.
func (e *Engine) Backend(ctx context.Context, id string) (engine.Remote, error) {
	ctx, cancel := e.client.Bounded(wire.Logging(ctx))
	defer cancel()
	remote, err := e.read(ctx, engine.Ref{ID: id})
	if errors.Is(err, engine.ErrNotFound) {
		err = e.backends.Gone(ctx, id)
	}
	return remote, err
}

// List returns all backends, in Hoody's order.
func (e *Engine) List(ctx context.Context) ([]engine.Remote, error) {
	ctx, cancel := e.client.Bounded(wire.Logging(ctx))
	defer cancel()
	return e.backends.All(ctx)
}

// fetch lists all backends.
func (e *Engine) fetch(ctx context.Context, retries int) (remotes []engine.Remote, err error) {
	_, err = e.client.DoTimes(ctx, wire.Call{
		Method: http.MethodGet,
		Path:   backendsPath,
		Accept: func(body []byte) (err error) {
			remotes, err = decodeList(body)
			return err
		},
		Advice: "Check the endpoint.",
	}, retries)
	return remotes, err
}
