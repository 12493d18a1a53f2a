package mounts

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"time"

	"github.com/hoody/terraform-provider-hoody/internal/engine"
	"github.com/hoody/terraform-provider-hoody/internal/engine/api/internal/wire"
)

// Mounts tells all mounts of the service.
func (e *Engine) Mounts(ctx context.Context) ([]engine.Mount, error) {
	ctx, cancel := e.client.Bounded(wire.Logging(ctx))
	defer cancel()
	return e.mounts.All(ctx)
}

// InspectMount tells what a mount is now. All reads of a moment share one list;
// what is not in it is asked for by its id before it is called gone.
func (e *Engine) InspectMount(ctx context.Context, r engine.MountRef) (engine.Mount, error) {
	ctx, cancel := e.client.Bounded(wire.Logging(ctx))
	defer cancel()
	r.WithSettings = r.WithSettings || e.withSettings
	m, err := e.inspectMount(ctx, r)
	switch {
	case errors.Is(err, engine.ErrNotFound) && e.away.isExpected(r):
		return engine.Mount{}, engine.ErrAway
	case err == nil && r.Path != "":
		m.Notices = append(m.Notices, e.claims.shared(m, r.ID)...)
	}
	return m, err
}

func (e *Engine) inspectMount(ctx context.Context, r engine.MountRef) (engine.Mount, error) {
	m, known, all, err := e.mounts.Find(ctx, r.ID)
	if err != nil {
		return engine.Mount{}, err
	}
	listed := known
	if !listed {
		// Whoever mounted it anew may have done so with other settings.
		m, listed = e.anew(r, all)
	}
	if !listed {
		m.ID = r.ID
	} else if known && !isMoving(m) && (!r.WithSettings || m.Settings != nil) {
		return m, nil
	}
	now, gone := e.awaited(ctx, m.ID)
	switch {
	case !errors.Is(gone, engine.ErrNotFound):
		return now, gone
	case !listed:
		return engine.Mount{}, engine.ErrNotFound
	}
	if m, err = e.findAnew(ctx, r); err != nil {
		return engine.Mount{}, err
	}
	return e.awaited(ctx, m.ID)
}

// awaited is a mount once it is no longer on its way, or as it is when there is no
// time left: one that starts or stops very slowly is said to.
func (e *Engine) awaited(ctx context.Context, id string) (engine.Mount, error) {
	m, err := e.readUntil(ctx, id, func(m engine.Mount) bool { return !isMoving(m) })
	if errors.Is(err, context.DeadlineExceeded) && m.ID != "" {
		return m, nil
	}
	if err != nil {
		return engine.Mount{}, err
	}
	return m, nil
}

// anew finds a mount that was made again at the same place.
func (e *Engine) anew(r engine.MountRef, all []engine.Mount) (engine.Mount, bool) {
	for _, m := range all {
		if r.Path != "" && m.BackendID == r.BackendID && m.Path == r.Path &&
			m.Phase() != engine.Falling && e.claims.inherit(m.ID, r.ID) {
			return m, true
		}
	}
	return engine.Mount{}, false
}

// findAnew asks the service now for a mount that was made again.
func (e *Engine) findAnew(ctx context.Context, r engine.MountRef) (engine.Mount, error) {
	all, err := e.mounts.Now(ctx)
	if err != nil {
		return engine.Mount{}, err
	}
	if m, ok := e.anew(r, all); ok {
		return m, nil
	}
	if slices.ContainsFunc(all, func(m engine.Mount) bool { return m.ID == r.ID }) {
		return engine.Mount{}, e.client.Contradictory(r.ID)
	}
	return engine.Mount{}, engine.ErrNotFound
}

// fetch lists all mounts. A 404 is an error like any other: a gateway without a route
// answers so too.
func fetch(ctx context.Context, c *wire.Client, retries int) (all []engine.Mount, err error) {
	o, err := c.DoTimes(ctx, wire.Call{
		Method: http.MethodGet,
		Path:   mountsPath,
		Accept: func(body []byte) (err error) {
			all, err = decodeMounts(body)
			return err
		},
		Advice: "Check the endpoint.",
	}, retries)
	if o.Is404() {
		return nil, &engine.Error{
			Message: "Hoody has no list of mounts: " + wire.Reason(err),
			Advice:  "Check the endpoint, and the version of Hoody.",
		}
	}
	return all, err
}

// readMount asks for one mount by its id, or ErrNotFound.
func (e *Engine) readMount(ctx context.Context, id string) (engine.Mount, error) {
	k, err := onMount(http.MethodGet, id)
	if err != nil {
		return engine.Mount{}, err
	}
	var m engine.Mount
	k.Accept = func(body []byte) (err error) {
		m, err = decodeMount(body)
		if err == nil && m.ID != id {
			return wire.ErrAnother
		}
		return err
	}
	o, err := e.client.Do(ctx, k)
	if o.Is404() || err == nil && m.Phase() == engine.Down {
		return engine.Mount{}, engine.ErrNotFound
	}
	if err != nil {
		return engine.Mount{}, err
	}
	return m, nil
}

// readUntil reads a mount until it is as wanted.
func (e *Engine) readUntil(ctx context.Context, id string, wanted func(engine.Mount) bool) (engine.Mount, error) {
	var last engine.Mount
	for {
		m, err := e.readMount(ctx, id)
		switch {
		case err == nil && wanted(m):
			return m, nil
		case err == nil:
			last = m
		case last.ID == "" || ctx.Err() == nil:
			return engine.Mount{}, err
		}
		if !wire.Sleep(ctx, mountPause) {
			return last, e.still(ctx, last)
		}
	}
}

// still says that time ended before a mount was what it should be.
func (e *Engine) still(ctx context.Context, m engine.Mount) *engine.Error {
	return &engine.Error{
		Message: fmt.Sprintf("The mount %s is still %s.", m.ID, e.client.Quote(wire.Call{}, m.Status)),
		Advice:  "Apply again in a while; the resource's timeouts give it longer.",
		Cause:   ctx.Err(),
	}
}

// mountPause is the time between two looks at a mount that starts or stops.
const mountPause = time.Second

// isMoving says that a mount is on its way up or down.
func isMoving(m engine.Mount) bool {
	return m.Phase() == engine.Rising || m.Phase() == engine.Falling
}

// isSettled says that a mount is up, or has failed. Nobody knows what follows a
// status that no version documents.
func isSettled(m engine.Mount) bool {
	return m.Phase() == engine.Up || m.Phase() == engine.Failed
}

// awaitGone waits until a mount is not there any more.
func (e *Engine) awaitGone(ctx context.Context, id string) error {
	_, err := e.readUntil(ctx, id, func(engine.Mount) bool { return false })
	if errors.Is(err, engine.ErrNotFound) {
		return nil
	}
	return err
}
