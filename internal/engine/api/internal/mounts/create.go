package mounts

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"time"

	"github.com/hoody/terraform-provider-hoody/internal/engine"
	"github.com/hoody/terraform-provider-hoody/internal/engine/api/internal/things"
	"github.com/hoody/terraform-provider-hoody/internal/engine/api/internal/wire"
)

// Mount mounts a backend, and waits until the mount is active or has failed.
func (e *Engine) Mount(ctx context.Context, s engine.MountSpec) (engine.Mount, error) {
	ctx, cancel := e.client.Bounded(wire.Logging(ctx))
	defer cancel()
	for again := false; ; again = true {
		m, o, err := e.mount(ctx, s, false)
		if err == nil || m.ID != "" || isInDoubt(err) || !e.awaitPath(ctx, s, o, again) {
			return m, err
		}
	}
}

// mount mounts a backend, and returns how the last try ended. With back it was mounted
// there before, so whatever is at its path will do.
func (e *Engine) mount(ctx context.Context, s engine.MountSpec, back bool) (engine.Mount, wire.Outcome, error) {
	body, err := encodeMount(s)
	if err != nil {
		return engine.Mount{}, wire.Outcome{}, &engine.Error{Message: "The mount cannot be written as JSON.", Cause: err}
	}
	ctx, cancel := e.client.Bounded(wire.Logging(ctx))
	defer cancel()
	defer e.drop()
	c := things.Create[engine.Mount]{
		Kind: e.mounts,
		Post: wire.Call{
			Method: http.MethodPost,
			Path:   mountsPath,
			Body:   body,
			Blame:  blameMount,
			Advice: "Correct the mount's configuration; nothing was mounted.",
		},
		Decode: decodeMount,
		Fits:   func(one engine.Mount) bool { return fits(s, one) },
		Sure: func(one engine.Mount) bool {
			return back || e.adopt && s.Path != "" && e.hasSettings(ctx, one, s.Settings)
		},
		Found: func(one engine.Mount) engine.Found { return engine.Found{ID: one.ID, Path: one.Path} },
		Thing: "mount", All: mountsPath, Only: back,
	}
	c.Explain = func(o wire.Outcome) *engine.Error { return e.notMounted(s, c.Post, o) }
	made, notices, err := c.Run(ctx)
	if err != nil {
		return engine.Mount{}, c.Last, err
	}
	if !back {
		e.made.Store(made.ID, true)
	}
	made.Notices = append(made.Notices, notices...)
	made, err = e.started(ctx, made)
	return made, c.Last, err
}

// isInDoubt reports whether a create may have made something, which the error names
// and a person must hear of.
func isInDoubt(err error) bool {
	_, ok := errors.AsType[*engine.Unknown](err)
	return ok
}

// pathPause is the time between two looks at a path that is taken, and pathGrace how
// long to look if nobody seems to free it: Terraform destroys and creates at the same
// time.
const (
	pathPause = 2 * time.Second
	pathGrace = 10 * time.Second
)

// awaitPath waits, after a create was refused because its path is taken, until nothing
// is mounted there. It reports whether to try again. While this run or somebody else
// unmounts what is there, it waits as long as there is time.
func (e *Engine) awaitPath(ctx context.Context, s engine.MountSpec, o wire.Outcome, again bool) bool {
	if o.Answer == nil || !isTaken(o) || s.Path == "" || !isAboutPath(o) {
		return false
	}
	grace := time.Now().Add(pathGrace)
	for ; ; again = false {
		all, err := e.mounts.Now(ctx)
		if err != nil {
			return false
		}
		m, taken := at(s.Path, all)
		switch {
		case !taken:
			return !again // refused twice with no mount there: something else is in the way
		case m.Phase() == engine.Falling, e.freeing.Load() > 0:
		case time.Now().After(grace):
			return false
		}
		if end, ok := ctx.Deadline(); ok && time.Until(end) <= pathPause || !wire.Sleep(ctx, pathPause) {
			return false
		}
	}
}

// mountRequest is the body of a request for a mount.
type mountRequest struct {
	BackendID   string          `json:"backend_id"`
	Label       string          `json:"label,omitempty"`
	MountPath   string          `json:"mount_path,omitempty"`
	VFSConfig   engine.Settings `json:"vfs_config,omitempty"`
	AutoDeliver *bool           `json:"auto_deliver,omitempty"`
}

// encodeMount writes a mount as it is sent, and as it is shown to a person.
func encodeMount(s engine.MountSpec) ([]byte, error) {
	return wire.Encode(mountRequest{s.BackendID, s.Label, s.Path, s.Settings, s.AutoDeliver})
}

// MountCall returns the command that makes a mount, for a person to run.
func (e *Engine) MountCall(s engine.MountSpec) string {
	body, _ := encodeMount(s) // only strings and numbers: it cannot fail
	return e.client.CurlJSON(mountsPath, body)
}

// notMounted returns why a create made nothing.
func (e *Engine) notMounted(s engine.MountSpec, post wire.Call, o wire.Outcome) *engine.Error {
	failed := e.client.Problem(post, o)
	if o.Failure != nil {
		return failed
	}
	w := o.Answer.Words
	switch {
	case o.Is404() && (w.Text == "" || strings.Contains(strings.ToLower(w.Text), "backend")):
		return engine.NoBackend(s.BackendID)
	case isTaken(o) && isAboutPath(o):
		failed.Field = engine.MountPath
		failed.Advice = adviceTaken
	case failed.Field == engine.MountPath && o.Answer.Status == http.StatusBadRequest:
		failed.Advice = adviceBelow
	case refusesSettings(o):
		return wire.AsError(refusedSettings(o, failed))
	case w.Code == "MOUNT_START_FAILED":
		failed.Advice = "Check that the backend works, then apply again: " +
			e.testCall(s.BackendID)
	}
	return failed
}

// adviceBelow is for a path outside the folder where Hoody has its mounts.
const adviceBelow = `Write a path below Hoody's mount folder, or a relative one, such as "media"; nothing was mounted.`

// adviceTaken is for a path where something is mounted already.
const adviceTaken = "Choose another mount_path, import the mount that is there, or unmount it. " +
	"A mount with create_before_destroy cannot be replaced at its path: remove that."

// isTaken reports whether a path was refused because something is mounted there.
func isTaken(o wire.Outcome) bool {
	return o.Failure == nil && o.Answer.Status == http.StatusConflict && o.Answer.Words.API
}

// isAboutPath reports whether the path is the reason for a refusal.
func isAboutPath(o wire.Outcome) bool {
	return strings.HasPrefix(o.Answer.Words.Code, "MOUNT_PATH_") || blameMount(o.Answer.Words.Text) == engine.MountPath
}

// hasSettings reports whether none of a mount's settings contradicts those that a
// create sets. Reading them costs a request if the list does not have them.
func (e *Engine) hasSettings(ctx context.Context, m engine.Mount, set engine.Settings) bool {
	if len(set) == 0 {
		return true
	}
	now, err := e.readMount(context.WithoutCancel(ctx), m.ID)
	return err == nil && !set.Contradict(now.Settings)
}

// started waits until a new mount is active. A mount that does not become active
// exists all the same.
func (e *Engine) started(ctx context.Context, m engine.Mount) (engine.Mount, error) {
	if m.Phase() == engine.Up && m.Path != "" && m.BackendID != "" {
		return m, nil
	}
	now, err := e.readUntil(ctx, m.ID, isSettled)
	if errors.Is(err, engine.ErrNotFound) {
		return engine.Mount{}, &engine.Error{
			Message: fmt.Sprintf("The mount %s was made and is gone again.", m.ID),
			Advice:  "Hoody could not start it, or somebody unmounted it: look at Hoody, then apply again.",
		}
	}
	if now.ID != "" {
		now.Notices = m.Notices
		m = now
	}
	if (m.Phase() == engine.Rising || m.Phase() == engine.Unclear) && errors.Is(err, context.DeadlineExceeded) {
		// An error would taint the mount, and the next apply would start over.
		m.Notices = append(m.Notices, engine.Notice{
			Summary: fmt.Sprintf("Mount %s is still %s", m.ID, e.client.Quote(wire.Call{}, m.Status)),
			Detail:  "The next refresh waits for it again; the resource's timeouts give it longer.",
		})
		return m, nil
	}
	if err == nil && m.Phase() == engine.Failed {
		err = e.failed(m)
	}
	return m, err
}
