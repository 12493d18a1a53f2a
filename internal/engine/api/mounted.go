package api

import (
	"context"
	"slices"
	"strings"

	"github.com/hoody/terraform-provider-hoody/internal/engine"
	"github.com/hoody/terraform-provider-hoody/internal/engine/api/internal/wire"
)

// What to do about a backend that is mounted, and about one that is in use.
const (
	adviceUnmount = "Unmount it first, or set unmount_on_destroy = true on the backend and apply that before you destroy."
	adviceRemount = "Set remount_on_rotate = true on the backend and apply again, " +
		"or unmount it, apply again and mount it again."
	adviceBusy = "Hoody still works on it, such as on uploads that are pending. " +
		"Wait until it is done, then apply again."
)

// mountPaths returns where a backend is mounted. That costs a read of the backend,
// which is made only if a person needs to know.
func (e *Engine) mountPaths(ctx context.Context, r engine.Ref) []string {
	remote, err := e.read(ctx, r)
	if err != nil {
		return nil
	}
	return remote.MountPaths
}

// whereMounted returns the error of a backend that Hoody leaves as it is because it is
// mounted, and names the mounts.
func whereMounted(err error, paths []string, advice string) *engine.Error {
	said := &engine.Error{Message: wire.Reason(err), Advice: advice}
	unsaid := slices.DeleteFunc(slices.Clone(paths), func(path string) bool {
		return strings.Contains(said.Message, path)
	})
	if len(unsaid) > 0 {
		said.Message = strings.TrimSuffix(said.Message, ".") + ". It is mounted at " + strings.Join(unsaid, ", ") + "."
	}
	return said
}
