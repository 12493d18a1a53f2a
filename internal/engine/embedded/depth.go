package embedded

import (
	"bytes"
	"context"
	"errors"
	"io"
	"path"
	"time"

	"github.com/rclone/rclone/fs"
	"github.com/rclone/rclone/fs/object"

	"github.com/hoody/terraform-provider-hoody/internal/engine"
	"github.com/hoody/terraform-provider-hoody/internal/engine/embedded/services"
)

const (
	// mostFolders bounds the search for an object to read.
	mostFolders = 100
	// mostRead is how much of an object is read, in bytes: enough to show a wrong key or a
	// wrong checksum.
	mostRead = 1 << 20
)

// A step is what a verification was doing when it failed.
type step string

// A verification lists first. It takes the other steps only if more than a listing is
// asked for.
const (
	listing  step = ""
	finding  step = "find"
	reading  step = "read"
	writing  step = "write"
	removing step = "remove"
)

// A stepError is a failure after the listing.
type stepError struct {
	step step
	// object is what was read, written or removed.
	object string
	// left says that the object was written and may still be there.
	left bool
	err  error
}

func (e *stepError) Error() string { return e.err.Error() }

func (e *stepError) Unwrap() error { return e.err }

var (
	errNothingToRead = errors.New("no object was found")
	errOtherBytes    = errors.New("what was read is not what was written")
	errStillThere    = errors.New("it is still there")
	errOtherLength   = errors.New("something else was answered")
)

// prove does what is asked for beyond a listing.
func prove(ctx context.Context, f fs.Fs, r request, s *services.Service, j *journal) error {
	switch r.Depth {
	case engine.VerifyRead:
		return readFirst(ctx, f, r.Path, s.Unheard)
	case engine.VerifyWrite:
		return writeAndRemove(ctx, f, path.Join(r.Path, r.Object), s.Quiet, j)
	default:
		return nil
	}
}

// readFirst opens the first object that is found below a folder. With unheard, a
// backend may hide a refusal, so the object must be as long as it was listed.
func readFirst(ctx context.Context, f fs.Fs, folder string, unheard bool) error {
	o, err := first(ctx, f, folder)
	if errors.Is(err, errNothingToRead) {
		return &stepError{step: finding, object: folder, err: err}
	}
	if err != nil {
		return err
	}
	n, err := readObject(ctx, o, io.Discard)
	if err == nil && unheard && n != min(o.Size(), mostRead) {
		err = errOtherLength
	}
	if err != nil {
		return &stepError{step: reading, object: o.Remote(), err: err}
	}
	return nil
}

// first looks for an object, in each folder before its subfolders.
func first(ctx context.Context, f fs.Fs, folder string) (fs.Object, error) {
	folders := []string{folder}
	for n := 0; n < len(folders) && n < mostFolders; n++ {
		entries, err := f.List(ctx, folders[n])
		if err != nil {
			return nil, err
		}
		for _, entry := range entries {
			switch e := entry.(type) {
			case fs.Object:
				return e, nil
			case fs.Directory:
				folders = append(folders, e.Remote())
			}
		}
	}
	return nil, errNothingToRead
}

// readObject reads the beginning of an object, and returns how much it read. It reads
// a short object to its end, where some backends notice a wrong checksum.
func readObject(ctx context.Context, o fs.Object, into io.Writer) (int64, error) {
	in, err := o.Open(ctx)
	if err != nil {
		return 0, err
	}
	n, err := io.CopyN(into, in, mostRead)
	if errors.Is(err, io.EOF) {
		err = nil
	}
	return n, errors.Join(err, in.Close())
}

// writeAndRemove stores a few bytes under a name that nothing else has, reads them
// back and removes them. It touches nothing else. Writing and reading get half of the
// time left, so that the other half remains to remove the object.
func writeAndRemove(ctx context.Context, f fs.Fs, name string, quiet bool, j *journal) error {
	half, cancel := context.WithTimeout(ctx, untilDeadline(ctx)/2)
	defer cancel()
	o, failed := writeAndRead(half, f, name)
	if failed != nil && failed.step == writing && j.refusedToWrite() {
		return failed // so nothing is there
	}
	if err := remove(ctx, f, name, o, quiet); err != nil {
		if failed == nil {
			failed = &stepError{step: removing, object: name, err: err}
		}
		failed.left = true
	}
	if failed == nil {
		return nil
	}
	if failed.step == writing && half.Err() != nil {
		failed.left = true // it may yet arrive
	}
	return failed
}

// writeAndRead returns what was written too, whether or not it is there.
func writeAndRead(ctx context.Context, f fs.Fs, name string) (fs.Object, *stepError) {
	// Once rclone has listed a bucket to its end it knows that the bucket exists, and does
	// not try to create it, which not every key may do. Nothing is below this name, so the
	// list is short.
	_, _ = f.List(ctx, name)
	content := []byte("Written and removed by a verification: " + path.Base(name) + "\n")
	info := object.NewStaticObjectInfo(name, time.Now(), int64(len(content)), true, nil, f)
	o, err := f.Put(ctx, bytes.NewReader(content), info)
	if err != nil {
		return o, &stepError{step: writing, object: name, err: err}
	}
	var back bytes.Buffer
	_, err = readObject(ctx, o, &back)
	if err == nil && !bytes.Equal(back.Bytes(), content) {
		err = errOtherBytes
	}
	if err != nil {
		return o, &stepError{step: reading, object: name, err: err}
	}
	return o, nil
}

// remove removes what was written, even if the answer to the write was lost, or if the
// storage says that an object which may not be read does not exist. With quiet, rclone
// may hide a refusal, so it looks once more.
func remove(ctx context.Context, f fs.Fs, name string, written fs.Object, quiet bool) error {
	found, err := f.NewObject(ctx, name)
	if err == nil {
		err = found.Remove(ctx)
		if err == nil && quiet {
			if _, gone := f.NewObject(ctx, name); gone == nil {
				return errStillThere
			}
		}
		return err
	}
	if written != nil && written.Remove(ctx) == nil {
		return nil
	}
	if errors.Is(err, fs.ErrorObjectNotFound) || errors.Is(err, fs.ErrorDirNotFound) {
		return nil
	}
	return err
}

func untilDeadline(ctx context.Context) time.Duration {
	deadline, ok := ctx.Deadline()
	if !ok {
		return time.Minute
	}
	return time.Until(deadline)
}

// isCertain reports whether a symptom also explains a failure after the listing: one
// that has a field to blame, or one on the way to the storage. A symptom that blames
// credentials in general does not, since the listing has proven them.
func isCertain(s services.Symptom) bool {
	if s.Root || s.Listing || s.Permission || s.Field == engine.VerifyPath {
		return false
	}
	return s.Field != "" || s.Address || len(s.OneOf) > 0
}

// beyondListing explains what failed after the listing had succeeded. It blames the
// credential if that holds its own permissions, as a SAS URL does.
func (h heard) beyondListing(found services.Symptom) services.Symptom {
	s := services.Symptom{Field: engine.Verify}
	if (found.Listing || found.Permission) && h.blamed(found) != "" {
		s.Field = h.blamed(found)
	}
	switch h.step {
	case listing: // already explained by the error itself
	case finding:
		s.Field, s.Plain = engine.VerifyPath, true
		s.What = "There is no object to read" + below(h.object)
		s.Next = `Set verify_path to a folder that holds one, or verify = "write"`
	case reading:
		s.What = "The credentials may list, but " + h.object + " cannot be read"
		s.Next = "Allow them to read objects, and check the fields about encryption"
	case writing:
		s.What = "The credentials may list, but not write " + h.object
		s.Next = `Allow them to write there, or set verify = "read" for a backend that only reads`
	case removing:
		s.What = "The credentials may write, but not remove " + h.object
		s.Next = "Allow them to delete objects"
	}
	return s
}

// below names the place of a search; the root has no name.
func below(folder string) string {
	if folder == "" {
		return ""
	}
	return " below " + folder
}
