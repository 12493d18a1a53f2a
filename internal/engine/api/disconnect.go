package api

import (
	"context"
	"errors"
	"net/http"
	"strings"

	"github.com/hoody/terraform-provider-hoody/internal/engine"
	"github.com/hoody/terraform-provider-hoody/internal/engine/api/internal/wire"
)

// Disconnect removes a backend. Some versions of Hoody remove its mounts with it and
// do not say so, so Disconnect first makes sure that nothing is mounted, unless
// Unmount is set.
func (e *Engine) Disconnect(ctx context.Context, r engine.Ref) error {
	ctx, cancel := e.client.Bounded(wire.Logging(ctx))
	defer cancel()
	k, err := e.on(http.MethodDelete, r, "")
	if err != nil {
		return err
	}
	switch r.Uploads {
	case engine.WaitForUploads:
		if err := e.awaitUploads(ctx, r.ID); err != nil {
			return err
		}
	case engine.KeepUploads, engine.DiscardUploads:
		k.Query = "uploads=" + string(r.Uploads)
	}
	k.Slow = wire.SlowRemoval
	if !r.Unmount {
		err := e.wantUnmounted(ctx, r)
		if errors.Is(err, engine.ErrNotFound) {
			return e.certainlyGone(ctx, r.ID)
		}
		if err != nil {
			return err
		}
	}
	defer e.drop()
	o, err := e.client.Do(ctx, k)
	if o.IsConflict() && !o.IsBusy() && r.Unmount {
		if _, err := e.UnmountAll(ctx, r); err != nil {
			return err
		}
		o, err = e.client.Do(ctx, k)
	}
	switch {
	case err == nil:
		return nil
	case o.Is404():
		return e.certainlyGone(ctx, r.ID)
	case !o.IsConflict():
		return err
	case o.IsBusy():
		return &engine.Error{Message: wire.Reason(err), Advice: adviceBusy}
	}
	return whereMounted(err, e.mountPaths(ctx, r), adviceUnmount)
}

// certainlyGone returns nil if the backend is gone, which is what was wanted.
func (e *Engine) certainlyGone(ctx context.Context, id string) error {
	if err := e.backends.Gone(ctx, id); !errors.Is(err, engine.ErrNotFound) {
		return err
	}
	return nil
}

// wantUnmounted refuses a backend that Hoody says is mounted now.
func (e *Engine) wantUnmounted(ctx context.Context, r engine.Ref) error {
	remote, err := e.read(ctx, r)
	switch {
	case err != nil:
		return err
	case len(remote.MountPaths) == 0:
		return nil
	}
	return &engine.Error{
		Message: "The backend is mounted at " + strings.Join(remote.MountPaths, ", ") +
			", outside of what is destroyed here.",
		Advice: adviceUnmount,
	}
}
