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

// Mounts returns all mounts of Hoody.
func (e *Engine) Mounts(ctx context.Context) ([]engine.Mount, error) {
	ctx, cancel := e.client.Bounded(wire.Logging(ctx))
	defer cancel()
	return e.mounts.All(ctx)
}

// InspectMount returns what is mounted at a path now. All reads of a moment share one
// list; if that has nothing at the path, the mount that was there last is asked for by
// its id before it is called gone.
func (e *Engine) InspectMount(ctx context.Context, r engine.MountRef) (engine.Mount, error) {
	ctx, cancel := e.client.Bounded(wire.Logging(ctx))
	defer cancel()
	r.WithSettings = r.WithSettings || e.withSettings
	m, err := e.inspectMount(ctx, r)
	if errors.Is(err, engine.ErrNotFound) && e.away.isExpected(r) {
		return engine.Mount{}, engine.ErrAway
	}
	return m, err
}

func (e *Engine) inspectMount(ctx context.Context, r engine.MountRef) (engine.Mount, error) {
	m, listed, all, err := e.mounts.Find(ctx, r.ID)
	if err != nil {
		return engine.Mount{}, err
	}
	if r.Path != "" {
		m, listed = at(r.Path, all)
	}
	// Whoever mounted there again may have used other settings.
	r.WithSettings = r.WithSettings || m.ID != r.ID
	switch {
	case !listed && r.ID == "":
		return engine.Mount{}, engine.ErrNotFound
	case !listed:
		return e.awaited(ctx, r.ID)
	case !isMoving(m) && (!r.WithSettings || m.Settings != nil):
		return m, nil
	}
	now, err := e.awaited(ctx, m.ID)
	if !errors.Is(err, engine.ErrNotFound) {
		return now, err
	}
	if m, err = e.lookAgain(ctx, r.Path, m.ID); err != nil {
		return engine.Mount{}, err
	}
	return e.awaited(ctx, m.ID)
}

// awaited returns a mount once it has stopped moving, or as it is when no time is
// left: its Status then says that it is still starting or stopping.
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

// lookAgain asks Hoody now what is at the path of a mount that is gone.
func (e *Engine) lookAgain(ctx context.Context, path, gone string) (engine.Mount, error) {
	all, err := e.mounts.Now(ctx)
	if err != nil {
		return engine.Mount{}, err
	}
	if m, ok := at(path, all); ok && path != "" && m.ID != gone && m.Phase() != engine.Falling {
		return m, nil
	}
	if slices.ContainsFunc(all, func(m engine.Mount) bool { return m.ID == gone }) {
		return engine.Mount{}, e.client.Contradictory(gone)
	}
	return engine.Mount{}, engine.ErrNotFound
}

// successor returns the mount of the same backend that is now at the path of a mount
// that is gone.
func (e *Engine) successor(ctx context.Context, r engine.MountRef) (engine.Mount, error) {
	m, err := e.lookAgain(ctx, r.Path, r.ID)
	if err == nil && m.BackendID != r.BackendID {
		return engine.Mount{}, engine.ErrNotFound
	}
	return m, err
}

// fetch lists all mounts. A 404 is an error like any other, since a gateway without a
// route answers 404 too.
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

// readMount asks for one mount by its id. It returns ErrNotFound if there is none.
func (e *Engine) readMount(ctx context.Context, id string) (engine.Mount, error) {
	k, err := e.onMount(http.MethodGet, id)
	if err != nil {
		return engine.Mount{}, err
	}
	return e.mounts.Read(ctx, id, k, decodeMount)
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

// still returns the error of a mount that was not what it should be when time ran out.
func (e *Engine) still(ctx context.Context, m engine.Mount) *engine.Error {
	return &engine.Error{
		Message: fmt.Sprintf("The mount %s is still %s.", m.ID, e.client.Quote(wire.Call{}, m.Status)),
		Advice:  "Apply again in a while; the resource's timeouts give it longer.",
		Cause:   ctx.Err(),
	}
}

// mountPause is the pause between two looks at a mount that starts or stops.
const mountPause = time.Second

// isMoving reports whether a mount is on its way up or down.
func isMoving(m engine.Mount) bool {
	return m.Phase() == engine.Rising || m.Phase() == engine.Falling
}

// isSettled reports whether a mount is up, or has failed. A status that no version
// documents is not settled: nobody knows what follows it.
func isSettled(m engine.Mount) bool {
	return m.Phase() == engine.Up || m.Phase() == engine.Failed
}

// awaitGone waits until a mount is gone.
func (e *Engine) awaitGone(ctx context.Context, id string) error {
	_, err := e.readUntil(ctx, id, func(engine.Mount) bool { return false })
	if errors.Is(err, engine.ErrNotFound) {
		return nil
	}
	return err
}
