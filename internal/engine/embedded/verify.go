package embedded

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/rclone/rclone/fs"
	"github.com/rclone/rclone/fs/config/configmap"
)

// remoteName is what rclone calls the remote in its log.
const remoteName = "hoody"

// checks prove what a listing by rclone does not.
var checks = map[string]func(context.Context, configmap.Simple) error{
	"internetarchive": checkInternetArchive,
	"sia":             checkSia,
}

// neverEmpty are the backends whose buckets always hold something, so that an
// empty listing of one says that it does not exist.
var neverEmpty = map[string]bool{
	"internetarchive": true,
}

// errOtherService says that something answered that is not the service.
var errOtherService = errors.New("not an answer of the service")

// verify builds the remote and lists its root, or the path of the request. It
// runs in the child.
func verify(ctx context.Context, r request, j *journal) error {
	info, err := fs.Find(r.Type)
	if err != nil {
		return err
	}
	defer withoutDefaults(r)()
	options := configmap.Simple(r.Options)
	if err := reach(ctx, r.Type, options); err != nil {
		return err
	}
	j.take() // whatever answered knew no credentials
	if check := checks[r.Type]; check != nil {
		if err := check(ctx, options); err != nil {
			return err
		}
		j.take() // a check that passes has judged its answer
	}
	f, err := info.NewFs(ctx, remoteName, "", options)
	if err != nil {
		return err
	}
	if err := list(ctx, f, r); err != nil {
		return err
	}
	return believe(r.Type, j.peek())
}

// errEnough ends a listing that has proven what it should.
var errEnough = errors.New("enough")

// list asks for the first page of a folder, where the backend has pages.
func list(ctx context.Context, f fs.Fs, r request) error {
	if paged := f.Features().ListP; paged != nil {
		err := paged(ctx, r.Path, func(fs.DirEntries) error { return errEnough })
		if errors.Is(err, errEnough) {
			return nil
		}
		return err
	}
	entries, err := f.List(ctx, r.Path)
	if err == nil && len(entries) == 0 && r.Path != "" && neverEmpty[r.Type] {
		return fs.ErrorDirNotFound
	}
	return err
}

// believe doubts a success when the answer that made it is a web page, which
// the parsers of some SDKs take for an empty list. QingStor's takes anything
// that is not JSON for one.
func believe(backend string, last exchange) error {
	isOther := isWebPage(last) ||
		backend == "qingstor" && !strings.Contains(last.ContentType, "json")
	if isOther {
		return fmt.Errorf("%w: status %d, content type %q", errOtherService, last.Status, last.ContentType)
	}
	return nil
}
