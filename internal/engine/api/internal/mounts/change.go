package mounts

import (
	"context"
	"errors"
	"fmt"
	"net/http"

	"github.com/hoody/terraform-provider-hoody/internal/engine"
	"github.com/hoody/terraform-provider-hoody/internal/engine/api/internal/wire"
)

// ChangeMount changes settings in place, and waits until the mount is active.
func (e *Engine) ChangeMount(ctx context.Context, r engine.MountRef, changes engine.Settings) (engine.Mount, error) {
	ctx, cancel := e.client.Bounded(wire.Logging(ctx))
	defer cancel()
	defer e.mounts.Drop()
	m, err := e.changeOrRepair(ctx, r, changes)
	if !errors.Is(err, engine.ErrNotFound) {
		return m, err
	}
	if m, err = e.successor(ctx, r); err != nil {
		return engine.Mount{}, err
	}
	r.ID = m.ID
	return e.changeOrRepair(ctx, r, changes)
}

// changeOrRepair sends one PATCH and handles its outcome. It returns ErrNotFound if
// there is no such mount.
func (e *Engine) changeOrRepair(ctx context.Context, r engine.MountRef, changes engine.Settings) (engine.Mount, error) {
	if r.Repair {
		now, err := e.readMount(ctx, r.ID)
		if err != nil {
			return engine.Mount{}, err
		}
		changes = now.Settings.With(changes)
	}
	m, err := e.change(ctx, r, changes)
	if err == nil && m.Phase() != engine.Up {
		m, err = e.readUntil(ctx, r.ID, isSettled)
	}
	if err == nil && m.Phase() == engine.Failed {
		err = e.failed(m)
	}
	return m, err
}

// change changes settings by the mount's id, or returns ErrNotFound. It returns the
// mount as the answer shows it, which is not active yet if Hoody had to mount it
// again.
func (e *Engine) change(ctx context.Context, r engine.MountRef, changes engine.Settings) (m engine.Mount, err error) {
	k, err := e.onMount(http.MethodPatch, r.ID)
	if err != nil {
		return m, err
	}
	k.Advice = "Correct the setting; nothing was changed."
	k.Slow = wire.SlowChange
	k.Accept = func(body []byte) error {
		m, _ = decodeMount(body) // if the answer does not show the mount, it is read
		return wire.DecodeDone(body)
	}
	if k.Body, err = wire.Encode(map[string]engine.Settings{engine.MountSettings: changes}); err != nil {
		return m, &engine.Error{Message: "The settings cannot be written as JSON.", Cause: err}
	}
	o, err := e.client.Do(ctx, k)
	switch {
	case o.Is404():
		return m, engine.ErrNotFound
	case err != nil && o.Verdict >= wire.Unknown:
		return m, &engine.Error{
			Message: wire.Reason(err), Cause: errors.Join(engine.ErrUnsettled, errors.Unwrap(err)),
			Advice: "Whether the settings were changed is not known. Apply again: sending them twice does no harm.",
		}
	}
	err = refusedSettings(o, err)
	if r.Repair && refusesSettings(o) {
		said := wire.AsError(err)
		said.Field, said.Advice = "", adviceReplace
	}
	return m, err
}

// failed returns the error of a mount that does not come up, in Hoody's words.
func (e *Engine) failed(m engine.Mount) *engine.Error {
	said := fmt.Sprintf("The status of the mount %s is %q", m.ID, e.client.Quote(wire.Call{}, m.Status))
	if m.Problem != "" {
		said += `: "` + e.client.Quote(wire.Call{}, m.Problem) + `"`
	}
	return &engine.Error{
		Message: said + ".",
		Advice:  "Check that its backend works, then apply again: " + e.testCall(m.BackendID),
	}
}

// adviceReplace is for a mount that has failed and accepts no settings: nothing can
// repair it in place.
const adviceReplace = "A mount of such a backend cannot be repaired in place. " +
	"Replace it: terraform apply -replace=ADDRESS"

// refusedSettings adds to a refusal what it means for a mount's settings.
func refusedSettings(o wire.Outcome, err error) error {
	said, ok := errors.AsType[*engine.Error](err)
	if !ok || o.Answer == nil {
		return err
	}
	switch {
	case refusesSettings(o):
		said.Field = engine.MountSettings
		said.Advice = "Leave vfs out: this version of Hoody mounts such a backend with the default settings only."
	case o.Answer.Status == http.StatusNotImplemented && o.Answer.Words.API:
		said.Advice = "This version of Hoody cannot do that in place. Replace the mount: terraform apply -replace=ADDRESS"
	}
	return said
}

// refusesSettings reports whether mounts of such a backend have no settings of their
// own.
func refusesSettings(o wire.Outcome) bool {
	return o.Answer != nil && o.Answer.Words.Code == "VFS_CONFIG_UNSUPPORTED_BACKEND"
}
