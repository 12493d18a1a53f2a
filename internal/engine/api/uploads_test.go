package api

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/hoody/terraform-provider-hoody/internal/emulator"
	"github.com/hoody/terraform-provider-hoody/internal/engine"
)

// asked are the requests so far with their queries, without ids.
func (w *world) asked() []string {
	var all []string
	for _, r := range w.Requests() {
		line := r.Method + " " + strings.TrimPrefix(r.Path, "/api/v1")
		if r.Query != "" {
			line += "?" + r.Query
		}
		all = append(all, anonymous(line))
	}
	return all
}

// What is not uploaded yet stays, is waited for, or is lost, as a mount's removal says.
// How long Hoody may wait is what the operation's time leaves for it.
func TestUnmountUploads(t *testing.T) {
	t.Parallel()
	const never = -1
	for _, c := range []struct {
		name    string
		uploads engine.Uploads
		looks   int
		limit   time.Duration
		delay   time.Duration // how long Hoody takes
		query   string
		left    int
		says    string
	}{
		{name: "nothing said", looks: 1, left: 3},
		{name: "keep", uploads: engine.KeepUploads, looks: 1, query: "?uploads=keep", left: 3},
		{name: "discard", uploads: engine.DiscardUploads, looks: never, query: "?uploads=discard"},
		{name: "wait", uploads: engine.WaitForUploads, looks: 1, query: "?uploads=wait&wait_seconds=50"},
		{name: "wait, with more time", uploads: engine.WaitForUploads, looks: 1, limit: 10 * time.Minute, query: "?uploads=wait&wait_seconds=560"},
		{name: "wait, with little time", uploads: engine.WaitForUploads, looks: 1, limit: 20 * time.Second, query: "?uploads=wait&wait_seconds=1"},
		{name: "wait, and Hoody does", uploads: engine.WaitForUploads, looks: 1, delay: 85 * time.Second, query: "?uploads=wait&wait_seconds=50"},
		{name: "the documented 35 seconds", looks: 1, delay: 35 * time.Second, left: 3},
		{
			name: "wait in vain", uploads: engine.WaitForUploads, looks: never, limit: 42 * time.Second, query: "?uploads=wait&wait_seconds=2", left: 3,
			says: `Hoody answered 409 Conflict to DELETE: "Uploads of the mount are still pending (MOUNT_UPLOADS_PENDING)". It asks to wait 1s.` + "\n" +
				"What was written on the mount is still being uploaded. Wait until it is done, or set uploads_on_destroy, then apply again.",
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			in := settings{service: emulator.Options{Dialect: emulator.October}}
			if c.delay > 0 {
				in.wrap = slowTo("DELETE", c.delay)
			}
			inWorld(t, in, func(t *testing.T, w *world) {
				backend := w.Add("azureblob", nil)
				id := w.Mount(backend, "photos")
				w.Write(id, 3, c.looks)
				ctx := t.Context()
				if c.limit > 0 {
					limited, cancel := context.WithTimeout(ctx, c.limit)
					defer cancel()
					ctx = limited
				}
				err := w.engine.Unmount(ctx, engine.MountRef{ID: id, Uploads: c.uploads})
				if got := told(engine.Remote{}, err); got != c.says {
					t.Errorf("says %q, want %q", got, c.says)
				}
				if got := w.asked()[0]; got != "DELETE /mounts/MOUNT"+c.query {
					t.Errorf("asked %s", got)
				}
				if files, mounts := w.Pending(backend), len(w.Mounts()); files != c.left || (mounts > 0) != (c.says != "") {
					t.Errorf("left %d files and %d mounts", files, mounts)
				}
			})
		})
	}
}

// What is not uploaded yet stays, is asked for until there is nothing more, or is lost,
// as a backend's removal says.
func TestDisconnectUploads(t *testing.T) {
	t.Parallel()
	const (
		gets  = "GET /backends/BACKEND"
		looks = "GET /pending-uploads?backend_id=BACKEND"
	)
	for _, c := range []struct {
		name    string
		dialect emulator.Dialect
		uploads engine.Uploads
		looks   int
		limit   time.Duration
		delay   time.Duration // how long Hoody takes
		asked   []string
		left    int
		says    string
	}{
		{name: "nothing said", dialect: emulator.October, looks: 1, asked: []string{gets, "DELETE /backends/BACKEND"}, left: 3},
		{name: "the documented 35 seconds", dialect: emulator.October, looks: 1, delay: 35 * time.Second, asked: []string{gets, "DELETE /backends/BACKEND"}, left: 3},
		{name: "keep", dialect: emulator.October, uploads: engine.KeepUploads, looks: 1, asked: []string{gets, "DELETE /backends/BACKEND?uploads=keep"}, left: 3},
		{name: "discard", dialect: emulator.October, uploads: engine.DiscardUploads, looks: -1, asked: []string{gets, "DELETE /backends/BACKEND?uploads=discard"}},
		{name: "wait", dialect: emulator.October, uploads: engine.WaitForUploads, looks: 2, asked: []string{looks, looks, looks, gets, "DELETE /backends/BACKEND"}},
		{
			name: "wait in vain", dialect: emulator.October, uploads: engine.WaitForUploads, looks: -1, limit: 5 * time.Second,
			asked: []string{looks, looks, looks}, left: 3,
			says: "What was written on mounts of the backend is not uploaded yet.\n" +
				`Destroy again in a while, or lengthen timeouts.delete. This shows what waits: curl "http://127.0.0.1/api/v1/pending-uploads"`,
		},
		{
			name: "wait, where Hoody cannot tell", uploads: engine.WaitForUploads, asked: []string{looks},
			says: "This version of Hoody cannot list what is not uploaded yet: that came with 2026-10.\n" +
				"Remove uploads_on_destroy from the backend and apply that, then destroy it.",
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			in := settings{service: emulator.Options{Dialect: c.dialect}}
			if c.delay > 0 {
				in.wrap = slowTo("DELETE", c.delay)
			}
			inWorld(t, in, func(t *testing.T, w *world) {
				backend, other := w.Add("azureblob", nil), w.Add("azureblob", nil)
				for _, id := range []string{backend, other} {
					m := w.Mount(id, "m-"+id)
					w.Write(m, 3, c.looks)
					w.Unmount(m)
				}
				ctx := t.Context()
				if c.limit > 0 {
					limited, cancel := context.WithTimeout(ctx, c.limit)
					defer cancel()
					ctx = limited
				}
				err := w.engine.Disconnect(ctx, engine.Ref{ID: backend, Spec: azure("one"), Uploads: c.uploads})
				if got := told(engine.Remote{}, err); got != c.says {
					t.Errorf("says %q, want %q", got, c.says)
				}
				if got := w.asked(); !slices.Equal(got, c.asked) {
					t.Errorf("asked %q, want %q", got, c.asked)
				}
				if c.dialect == emulator.October && w.Pending(backend) != c.left || w.Pending(other) != 3 {
					t.Errorf("left %d files, and %d of the other", w.Pending(backend), w.Pending(other))
				}
				if slices.Contains(w.ids(), backend) != (c.says != "") {
					t.Errorf("left %v", w.ids())
				}
			})
		})
	}
}

// A rotation waits for what was written on the mounts that it takes away, or Hoody
// would not take the credentials; a service that knows no uploads is told nothing.
func TestRotationWaitsForUploads(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		dialect emulator.Dialect
		looks   int
		query   string
		says    string
	}{
		"page":            {dialect: emulator.Page, looks: 1},
		"2026-10":         {dialect: emulator.October, looks: 1, query: "?uploads=wait&wait_seconds=50"},
		"2026-10, never ": {dialect: emulator.October, looks: -1, query: "?uploads=wait&wait_seconds=50", says: "What was written on the mount is still being uploaded."},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			inWorld(t, settings{service: emulator.Options{Dialect: c.dialect}}, func(t *testing.T, w *world) {
				backend := w.Add("azureblob", map[string]any{"key": "old"})
				id := w.Mount(backend, "photos")
				if c.dialect == emulator.October {
					w.Write(id, 1, c.looks)
				}
				ref := engine.Ref{ID: backend, Spec: azure("one")}
				specs, err := w.engine.UnmountAll(t.Context(), ref)
				if got := fmt.Sprint(err); c.says == "" && err != nil || !strings.Contains(got, c.says) {
					t.Errorf("unmounted: %v", err)
				}
				if !slices.Contains(w.asked(), "DELETE /mounts/MOUNT"+c.query) {
					t.Errorf("asked %q", w.asked())
				}
				key := "new"
				if err := w.engine.Rotate(t.Context(), ref, map[string]*string{"key": &key}); (err != nil) != (c.says != "") {
					t.Errorf("rotated: %v", err)
				}
				if left, err := w.engine.MountAll(t.Context(), specs); err != nil || len(left) > 0 || len(w.Mounts()) != 1 {
					t.Errorf("left %q, %v", pathsOf(left), err)
				}
			})
		})
	}
}
