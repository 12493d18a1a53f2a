package embedded

import (
	"context"
	"errors"

	"github.com/rclone/rclone/fs"
	"github.com/rclone/rclone/fs/config/configmap"

	"github.com/hoody/terraform-provider-hoody/internal/engine"
	"github.com/hoody/terraform-provider-hoody/internal/engine/embedded/services"
)

// remoteName is what rclone calls the remote in its log.
const remoteName = "hoody"

// verify builds the remote, lists its root or the path of the request, and proves what
// else is asked for. It tells what a person should know, and runs in the child.
func verify(ctx context.Context, r request, j *journal) (*engine.Notice, error) {
	info, err := fs.Find(r.Type)
	if err != nil {
		return nil, err
	}
	service, options := services.ByName(r.Service), configmap.Simple(r.Options)
	if service.Isolate != nil {
		defer service.Isolate(options)()
	}
	if err := reach(ctx, service, options); err != nil {
		return nil, err
	}
	j.take() // whatever answered knew no credentials
	if service.Check != nil {
		if err := service.Check(ctx, options); err != nil {
			return nil, err
		}
		j.take() // a check that passes has judged its answer
	}
	f, err := info.NewFs(ctx, remoteName, "", options)
	if err != nil {
		return nil, err
	}
	// Connections would stay open for as long as their service lets them.
	if shutdown := f.Features().Shutdown; shutdown != nil {
		defer func() { _ = shutdown(ctx) }()
	}
	if r.Path == "" && service.Root != nil {
		r.Path = service.Root(options)
	}
	if service.First != "" {
		empty, err := list(ctx, f, service.First, false)
		if err != nil {
			return nil, err
		}
		if empty && service.Doubt != nil {
			if err := service.Doubt(ctx, options); err != nil {
				return nil, err
			}
		}
	}
	empty, err := list(ctx, f, r.Path, service.NeverEmpty)
	if err != nil {
		return nil, err
	}
	if err := service.Believe(j.peek()); err != nil {
		return nil, err
	}
	if empty && r.Path == "" && service.Doubt != nil {
		if err := service.Doubt(ctx, options); err != nil {
			return nil, err
		}
	}
	if err := prove(ctx, f, r, service, j); err != nil || service.Saw == nil {
		return nil, err
	}
	return service.Saw(options), nil
}

// errEnough ends a listing that has proven what it should.
var errEnough = errors.New("enough")

// list asks for the first page of a folder, where the backend has pages, and tells
// whether nothing is there.
func list(ctx context.Context, f fs.Fs, path string, neverEmpty bool) (empty bool, err error) {
	if paged := f.Features().ListP; paged != nil {
		empty = true
		err := paged(ctx, path, func(page fs.DirEntries) error {
			empty = len(page) == 0
			return errEnough
		})
		if errors.Is(err, errEnough) {
			err = nil
		}
		return empty, err
	}
	entries, err := f.List(ctx, path)
	if err == nil && len(entries) == 0 && path != "" && neverEmpty {
		return true, fs.ErrorDirNotFound
	}
	return len(entries) == 0, err
}
