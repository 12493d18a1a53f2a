package mounts

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/hashicorp/terraform-plugin-log/tflog"

	"github.com/hoody/terraform-provider-hoody/internal/engine"
	"github.com/hoody/terraform-provider-hoody/internal/engine/api/internal/lost"
	"github.com/hoody/terraform-provider-hoody/internal/engine/api/internal/wire"
)

// UnmountAll removes the mounts of a backend and waits until they are gone. It reads
// what brings them back before it removes the first. It leaves out those that are
// stopping already: somebody else is removing them, and does not want them back.
func (e *Engine) UnmountAll(ctx context.Context, r engine.Ref) ([]engine.MountSpec, error) {
	ctx, cancel := e.client.Bounded(wire.Logging(ctx))
	defer cancel()
	mounted, err := e.mountsOf(ctx, r.ID)
	if err != nil {
		return nil, err
	}
	defer e.drop()
	var going, present []engine.Mount
	for _, m := range mounted {
		now, err := e.whole(ctx, m)
		if errors.Is(err, engine.ErrNotFound) {
			continue
		}
		if err != nil {
			return nil, err
		}
		if present = append(present, now); now.Phase() != engine.Falling {
			e.away.sees(now)
			going = append(going, now)
		}
	}
	if len(going) > 0 {
		// Should this process be killed meanwhile, nothing else says how to bring them back.
		tflog.SubsystemWarn(ctx, wire.Subsystem,
			"The mounts of a backend are removed for a moment. These calls bring them back.",
			map[string]any{"calls": e.mountCalls(specsOf(going))})
	}
	removed, err := e.removeAll(ctx, going, len(mounted) > 1)
	if err != nil {
		return removed, err
	}
	for _, m := range present {
		if err := e.awaitGone(ctx, m.ID); err != nil {
			return removed, err
		}
	}
	return removed, nil
}

// whole returns a mount with its settings, which a list may not have.
func (e *Engine) whole(ctx context.Context, m engine.Mount) (engine.Mount, error) {
	if m.Settings != nil {
		return m, nil
	}
	now, err := e.readMount(ctx, m.ID)
	m.Status, m.Settings, m.AutoDeliver, m.TellsUploads = now.Status, now.Settings, now.AutoDeliver, now.TellsUploads
	return m, err
}

// removeAll removes mounts. Even after an error it returns what brings back each mount
// that may be gone; a mount that is still there is not mounted twice. With lookAgain
// it reads each mount once more when its turn comes: removing those before it can take
// minutes, and what others do to it meanwhile must stay done.
func (e *Engine) removeAll(ctx context.Context, mounts []engine.Mount, lookAgain bool) ([]engine.MountSpec, error) {
	var removed []engine.MountSpec
	for _, m := range mounts {
		if lookAgain {
			now, err := e.readMount(ctx, m.ID)
			if errors.Is(err, engine.ErrNotFound) || now.Phase() == engine.Falling {
				continue
			}
			if err != nil {
				return removed, err
			}
			m = now
		}
		var u engine.Uploads
		if m.TellsUploads {
			u = engine.WaitForUploads // pending ones would keep the credentials from changing
		}
		tries, err := e.remove(ctx, m.ID, u)
		if tries == 1 && errors.Is(err, engine.ErrNotFound) {
			continue // somebody else was first, and does not want it back
		}
		removed = append(removed, m.Spec())
		if err == nil || errors.Is(err, engine.ErrNotFound) {
			continue
		}
		if tries > 1 || errors.Is(err, errLost) {
			// Hoody may yet act on one of the requests: until then nobody knows what is there.
			wire.Sleep(context.WithoutCancel(ctx), lost.Lateness)
		}
		return removed, err
	}
	return removed, nil
}

func specsOf(mounts []engine.Mount) []engine.MountSpec {
	specs := make([]engine.MountSpec, len(mounts))
	for i, m := range mounts {
		specs[i] = m.Spec()
	}
	return specs
}

// mountsOf lists a backend's mounts, whatever their status.
func (e *Engine) mountsOf(ctx context.Context, backend string) ([]engine.Mount, error) {
	all, err := e.mounts.Now(ctx)
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(all, func(m engine.Mount) bool { return m.BackendID != backend }), nil
}

// MountAll brings back what UnmountAll removed, even if the operation was interrupted
// meanwhile: the people who use the mounts did not ask for that.
func (e *Engine) MountAll(ctx context.Context, all []engine.MountSpec) ([]engine.MountSpec, error) {
	ctx, cancel := e.beyond(wire.Logging(ctx), len(all))
	defer cancel()
	var (
		left           []engine.MountSpec
		missing, wrong error
	)
	for _, s := range all {
		there, err := e.bringBackOnce(ctx, s)
		switch {
		case !there:
			left = append(left, s)
			missing = cmp.Or(missing, err)
		case err != nil:
			wrong = cmp.Or(wrong, err)
		}
	}
	if len(left) == 0 {
		return nil, wrong
	}
	return left, &engine.Error{
		Message: fmt.Sprintf("%d of %d mounts could not be brought back: %s", len(left), len(all), wire.Reason(missing)),
		Advice:  "Apply again to mount them, or do so yourself:\n" + strings.Join(e.mountCalls(left), "\n"),
		Cause:   missing,
	}
}

// beyond returns a context that an interrupt does not end. It allows each of the
// mounts the time of one try, and the time of one operation for what goes wrong.
func (e *Engine) beyond(ctx context.Context, mounts int) (context.Context, context.CancelFunc) {
	limit := time.Duration(mounts)*e.client.Timeout() + wire.Budget
	if end, ok := ctx.Deadline(); ok && ctx.Err() == nil {
		limit = max(limit, time.Until(end))
	}
	return context.WithTimeout(context.WithoutCancel(ctx), limit)
}

// bringBackOnce brings back a mount if it is still wanted. An unwanted one counts as
// there.
func (e *Engine) bringBackOnce(ctx context.Context, s engine.MountSpec) (there bool, err error) {
	err = e.inTurn(ctx, func() (err error) {
		if there = e.away.isUnwanted(s); there {
			return nil
		}
		if there, err = e.bringBack(ctx, s); there {
			e.away.isBack(s)
		}
		return err
	})
	return there, err
}

// bringBack mounts again, unless it is mounted there already. It reports whether the
// mount is there, which can be so even when it returns an error.
func (e *Engine) bringBack(ctx context.Context, s engine.MountSpec) (there bool, err error) {
	for {
		mounted, err := e.mountsOf(ctx, s.BackendID)
		if err != nil {
			return false, err
		}
		m, ok := at(s.Path, mounted)
		if !ok {
			made, o, err := e.mount(ctx, s, true)
			if err != nil && refusesSettings(o) && len(s.Settings) > 0 {
				s.Settings = nil
				made, _, err = e.mount(ctx, s, true)
			}
			return made.ID != "", err
		}
		if m.Phase() != engine.Falling {
			return true, nil
		}
		if err := e.awaitGone(ctx, m.ID); err != nil {
			return false, err
		}
	}
}

// mountCalls returns the requests that make mounts, for a person to send.
func (e *Engine) mountCalls(specs []engine.MountSpec) []string {
	calls := make([]string, len(specs))
	for i, s := range specs {
		calls[i] = e.MountCall(s)
	}
	return calls
}
