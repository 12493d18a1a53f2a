package api

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"github.com/hoody/terraform-provider-hoody/internal/engine"
)

// UnmountAll removes the mounts of a backend and waits until they are gone. What
// brings them back is read before the first one goes.
func (e *Engine) UnmountAll(ctx context.Context, r engine.Ref) ([]engine.MountSpec, error) {
	ctx, cancel := e.client.bounded(logging(ctx))
	defer cancel()
	defer e.drop()
	mounted, err := e.mountsOf(ctx, r.ID)
	if err != nil {
		return nil, err
	}
	specs := make([]engine.MountSpec, len(mounted))
	for i, m := range mounted {
		now, err := e.readMount(ctx, m.ID)
		if err != nil && !errors.Is(err, engine.ErrNotFound) {
			return nil, err
		}
		specs[i] = engine.MountSpec{BackendID: r.ID, Label: m.Label, Path: m.Path, Cache: now.Cache}
	}
	var removed []engine.MountSpec
	for i, m := range mounted {
		if m.Status != engine.MountStopping {
			// Whatever comes of the call, bringing it back does no harm.
			removed = append(removed, specs[i])
		}
		if _, err := e.remove(ctx, m.ID); err != nil {
			return removed, err
		}
	}
	return removed, nil
}

// mountsOf lists a backend's mounts, whatever their status.
func (e *Engine) mountsOf(ctx context.Context, backend string) ([]engine.Mount, error) {
	all, _, err := e.fetchMounts(ctx)
	if err != nil && !errors.Is(err, errNoMounts) {
		return nil, err
	}
	var mounted []engine.Mount
	for _, m := range all {
		if m.BackendID == backend {
			mounted = append(mounted, m)
		}
	}
	return mounted, nil
}

// MountAll brings back what UnmountAll removed. It does so even when the
// operation was interrupted meanwhile: who uses the mounts did not ask for that.
func (e *Engine) MountAll(ctx context.Context, all []engine.MountSpec) ([]engine.MountSpec, error) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), e.client.timeout+budget)
	defer cancel()
	var (
		left  []engine.MountSpec
		first error
	)
	for _, s := range all {
		if err := e.bringBack(ctx, s); err != nil {
			left = append(left, s)
			if first == nil {
				first = err
			}
		}
	}
	if first == nil {
		return nil, nil
	}
	return left, &engine.Error{
		Message: fmt.Sprintf("%d of %d mounts could not be brought back: %s", len(left), len(all), reason(first)),
		Advice:  "Apply again to mount them, or do so yourself:\n" + strings.Join(mountCalls(left), "\n"),
		Cause:   first,
	}
}

// bringBack mounts again, unless it is mounted there already.
func (e *Engine) bringBack(ctx context.Context, s engine.MountSpec) error {
	for {
		mounted, err := e.mountsOf(ctx, s.BackendID)
		if err != nil {
			return err
		}
		m, ok := at(mounted, s.Path)
		switch {
		case !ok:
			made, err := e.Mount(ctx, s)
			if err == nil {
				e.mounting.release(made.ID)
			}
			return err
		case m.Status != engine.MountStopping:
			return nil
		}
		if !sleep(ctx, mountPause) {
			return e.client.interrupted(ctx)
		}
	}
}

func at(mounted []engine.Mount, path string) (engine.Mount, bool) {
	for _, m := range mounted {
		if m.Path == path {
			return m, true
		}
	}
	return engine.Mount{}, false
}

// mountCalls are the requests that make mounts, for a person to send.
func mountCalls(specs []engine.MountSpec) []string {
	calls := make([]string, len(specs))
	for i, s := range specs {
		body, _ := json.Marshal(s) // of strings and numbers: it cannot fail
		calls[i] = "POST " + mountsPath + " " + string(body)
	}
	return calls
}
