package mounts

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"time"

	"github.com/hoody/terraform-provider-hoody/internal/engine"
	"github.com/hoody/terraform-provider-hoody/internal/engine/api/internal/wire"
)

// Unmount removes a mount and waits until it is gone.
func (e *Engine) Unmount(ctx context.Context, r engine.MountRef) error {
	ctx, cancel := e.client.Bounded(wire.Logging(ctx))
	defer cancel()
	defer e.drop()
	e.freeing.Add(1)
	defer e.freeing.Add(-1)
	err := e.inTurn(ctx, func() error {
		e.away.giveUp(r, r.ID)
		return nil
	})
	if err != nil {
		return err
	}
	err = e.unmount(ctx, r.ID, r.Uploads)
	if errors.Is(err, engine.ErrNotFound) {
		err = e.inTurn(ctx, func() error { return e.unmountSuccessor(ctx, r) })
	}
	if err != nil {
		e.away.keep(r)
	}
	return err
}

// unmountSuccessor removes what is now at the path of a mount that is gone, such as
// one that a rotation brought back. A mount that Mount made there belongs to another
// resource, and stays.
func (e *Engine) unmountSuccessor(ctx context.Context, r engine.MountRef) error {
	m, err := e.successor(ctx, r)
	_, made := e.made.Load(m.ID)
	switch {
	case made, errors.Is(err, engine.ErrNotFound):
		e.away.giveUp(r, r.ID) // the mount that was there before may be away
		return nil
	case err != nil:
		return err
	}
	e.away.giveUp(r, m.ID)
	if err := e.unmount(ctx, m.ID, r.Uploads); !errors.Is(err, engine.ErrNotFound) {
		return err
	}
	return nil
}

// inTurn calls do while no mount is being brought back.
func (e *Engine) inTurn(ctx context.Context, do func() error) error {
	if err := e.away.turn.Acquire(ctx, 1); err != nil {
		return e.client.Interrupted(ctx)
	}
	defer e.away.turn.Release(1)
	return do()
}

// unmount removes a mount by its id and waits until it is gone. It returns ErrNotFound
// if there was none.
func (e *Engine) unmount(ctx context.Context, id string, u engine.Uploads) error {
	if _, err := e.remove(ctx, id, u); err != nil {
		return err
	}
	return e.awaitGone(ctx, id)
}

// remove asks Hoody to remove a mount, which may take a while. It returns ErrNotFound
// if there was none, and how often it asked.
func (e *Engine) remove(ctx context.Context, id string, u engine.Uploads) (tries int, err error) {
	k, err := e.onMount(http.MethodDelete, id)
	if err != nil {
		return 0, err
	}
	k.Slow = wire.SlowRemoval
	if u != "" {
		k.Query = "uploads=" + string(u)
	}
	if u == engine.WaitForUploads {
		wait := e.timeForUploads(ctx)
		k.Query += fmt.Sprintf("&wait_seconds=%d", wait/time.Second)
		k.Slow += wait
	}
	o, err := e.client.Do(ctx, k)
	switch {
	case o.Is404():
		return o.Tries, engine.ErrNotFound
	case err != nil && o.IsConflict() && o.IsBusy():
		return o.Tries, &engine.Error{Message: wire.Reason(err), Advice: adviceUploads}
	case err != nil && o.IsConflict():
		return o.Tries, &engine.Error{Message: wire.Reason(err), Advice: "Close what uses it, then apply again."}
	case err != nil && (o.Verdict >= wire.Unknown || o.ByOthers()):
		said := *wire.AsError(err)
		said.Cause = errors.Join(errLost, said.Cause)
		return o.Tries, &said
	}
	return o.Tries, err
}

// errLost says that it is not known whether Hoody did what was asked.
var errLost = errors.New("the answer was lost")

// timeForUploads returns how long Hoody may wait for uploads and still have the time
// that it needs to unmount.
func (e *Engine) timeForUploads(ctx context.Context) time.Duration {
	end, ok := ctx.Deadline()
	if !ok {
		return time.Second
	}
	return max(time.Second, (time.Until(end) - wire.SlowRemoval).Truncate(time.Second))
}

const adviceUploads = "What was written on the mount is still being uploaded. " +
	"Wait until it is done, or set uploads_on_destroy, then apply again."
