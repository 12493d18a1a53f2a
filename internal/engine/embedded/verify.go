package embedded

import (
	"context"
	"errors"
	"fmt"
	"path"
	"strings"

	"github.com/rclone/rclone/fs"
	"github.com/rclone/rclone/fs/config/configmap"

	"github.com/hoody/terraform-provider-hoody/internal/engine"
	"github.com/hoody/terraform-provider-hoody/internal/engine/embedded/services"
)

// errPanicked says that one of rclone's clients panicked, and is in an unknown state.
var errPanicked = errors.New("the client panicked")

// remoteName is what rclone calls the remote in its log.
const remoteName = "hoody"

// guarded verifies. If a client panics over an answer, it takes the answer to be from
// another service: some clients trust that a document has what the right service
// always sends.
func guarded(ctx context.Context, r request, j *journal) (saw *engine.Notice, err error) {
	defer func() {
		panicked := recover()
		if panicked == nil {
			return
		}
		if j.peek().Status == 0 {
			panic(panicked) // there was no answer to blame
		}
		err = fmt.Errorf("%w: %w: %v", errPanicked, services.ErrOtherService, panicked)
	}()
	return verify(ctx, r, j)
}

// verify builds the remote, lists its root or the request's path, and proves what else
// is asked for. It returns what a person should know. It runs in the child.
func verify(ctx context.Context, r request, j *journal) (*engine.Notice, error) {
	info, err := fs.Find(r.Type)
	if err != nil {
		return nil, err
	}
	service, options := services.ByName(r.Service), configmap.Simple(r.Options)
	if service.Isolate != nil {
		defer service.Isolate(options)()
	}
	if err := check(ctx, service, options, j); err != nil {
		return nil, err
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
	if err := listFirst(ctx, f, service, options); err != nil {
		return nil, err
	}
	empty, err := list(ctx, f, r.Path, service.NeverEmpty)
	if err != nil {
		return nil, err
	}
	if err := service.Believe(j.peek(), options); err != nil {
		return nil, err
	}
	if empty {
		if err := doubt(ctx, f, r, service, j); err != nil {
			return nil, err
		}
	}
	if err := prove(ctx, f, r, service, j); err != nil || service.Saw == nil {
		return nil, err
	}
	return service.Saw(options), nil
}

// check makes sure that there is somebody to ask, and proves what a listing cannot.
func check(ctx context.Context, s *services.Service, options configmap.Simple, j *journal) error {
	if err := reach(ctx, s, options); err != nil {
		return err
	}
	j.take() // whatever answered did not get the credentials
	if s.Check == nil {
		return nil
	}
	if err := s.Check(ctx, options); err != nil {
		return err
	}
	j.take() // a check that passes has judged its answer
	return nil
}

// listFirst lists the folder that has to be listed before any other, if there is one.
func listFirst(ctx context.Context, f fs.Fs, s *services.Service, options configmap.Simple) error {
	if s.First == "" {
		return nil
	}
	empty, err := list(ctx, f, s.First, false)
	if err == nil && empty && s.Doubt != nil {
		err = s.Doubt(ctx, options)
	}
	return err
}

// doubt looks closer at what seems to be empty. Parsers read whatever they do not know
// as nothing, so it asks for a name that nobody has: a server of something else finds
// that too.
func doubt(ctx context.Context, f fs.Fs, r request, s *services.Service, j *journal) error {
	if r.Path == "" && s.Doubt != nil {
		if err := s.Doubt(ctx, configmap.Simple(r.Options)); err != nil {
			return err
		}
	}
	if j.peek().Status == 0 || s.Flat != "" && r.Options[s.Flat] != "" {
		return nil // other protocols identify themselves, and a flat folder takes no path
	}
	nobodys := strings.TrimSuffix(newObject(), ".txt")
	if _, err := list(ctx, f, nobodys, s.NeverEmpty); err == nil {
		return services.ErrOtherService
	}
	if _, err := f.NewObject(ctx, path.Join(r.Path, nobodys)); err == nil {
		return services.ErrOtherService
	}
	return nil
}

// errEnough ends a listing that has proven enough.
var errEnough = errors.New("enough")

// list asks for the first page of a folder, if the backend has pages, and reports
// whether the folder is empty.
func list(ctx context.Context, f fs.Fs, folder string, neverEmpty bool) (empty bool, err error) {
	if paged := f.Features().ListP; paged != nil {
		empty = true
		err := paged(ctx, folder, func(page fs.DirEntries) error {
			empty = len(page) == 0
			return errEnough
		})
		if errors.Is(err, errEnough) {
			err = nil
		}
		return empty, err
	}
	entries, err := f.List(ctx, folder)
	if err == nil && len(entries) == 0 && folder != "" && neverEmpty {
		return true, fs.ErrorDirNotFound
	}
	return len(entries) == 0, err
}
