package engine

import (
	"context"
	"errors"
	"fmt"
	"time"
)

// A Service is an engine with a Hoody service behind it, which can probe and mount
// backends. Only package api implements it.
//
// Errors are those of Engine. Fields that an *Error blames are documented names
// of a mount: MountBackend, MountLabel, MountPath, or one of AllSettings.
type Service interface {
	Engine
	// List returns all backends, in Hoody's order.
	List(ctx context.Context) ([]Remote, error)
	// Backend returns all that Hoody shows of one backend now, or ErrNotFound.
	Backend(ctx context.Context, id string) (Remote, error)
	// Test makes Hoody probe a backend now. A storage that does not answer is a Probe, not
	// an error.
	Test(ctx context.Context, r Ref) (Probe, error)

	// Mount mounts a backend and waits until the mount is active. When it returns an error
	// together with a Mount that has an ID, the mount exists and must be remembered.
	Mount(ctx context.Context, s MountSpec) (Mount, error)
	// InspectMount returns what is mounted at a path now, whichever backend it is of, or
	// ErrNotFound, or ErrAway.
	InspectMount(ctx context.Context, r MountRef) (Mount, error)
	// ChangeMount changes settings in place, and waits until the mount is active.
	ChangeMount(ctx context.Context, r MountRef, changes Settings) (Mount, error)
	// Unmount removes a mount and waits until it is gone. It is no error if the mount is
	// gone already. If another mount is at its path by then, Unmount removes it too when
	// it is of the same backend, and leaves it when it is of another backend or when Mount
	// made it in this process.
	Unmount(ctx context.Context, r MountRef) error
	// Mounts returns all mounts, in Hoody's order. Whether they come with their settings
	// depends on Hoody's version.
	Mounts(ctx context.Context) ([]Mount, error)
	// PendingUploads returns what waits to be uploaded, of one backend or, if backendID is
	// empty, of all. ErrNoUploads says that Hoody has no such list.
	PendingUploads(ctx context.Context, backendID string) ([]Upload, error)

	// UnmountAll removes the mounts of a backend. It returns what Mount needs to bring
	// back those that it removed, even when it also returns an error.
	UnmountAll(ctx context.Context, r Ref) ([]MountSpec, error)
	// MountAll brings back the mounts that UnmountAll removed. It has a time limit of its
	// own: the end of its context does not stop it. It skips those that are there already,
	// and those that Unmount was asked to remove meanwhile. It returns those that it could
	// not bring back, with an error that names the calls left to do. An error that comes
	// without any of them is about a mount that is there.
	MountAll(ctx context.Context, all []MountSpec) ([]MountSpec, error)
	// MountCall returns the command that makes a mount, for a person to run.
	MountCall(s MountSpec) string
	// Expect says that mounts are away and that MountAll will bring them back. It returns
	// them, except for those that InspectMount has already called gone: Terraform makes
	// these again.
	Expect(all []MountSpec) []MountSpec
}

// A Probe is Hoody's answer to whether it reaches a backend now.
type Probe struct {
	OK bool
	// Status is Hoody's: "connected" or "disconnected".
	Status string
	// Message says why not, in Hoody's words where it has any.
	Message string
}

// Documented names of a mount's fields, as an Error blames them: one of these, or
// one of AllSettings.
const (
	MountBackend  = "backend_id"
	MountLabel    = "label"
	MountPath     = "mount_path"
	MountSettings = "vfs_config"
)

// A MountSpec is a mount to be made. Hoody decides what is left empty.
type MountSpec struct {
	BackendID, Label string
	// Path is relative to Hoody's mount folder, or absolute in it.
	Path     string
	Settings Settings
	// AutoDeliver is as Hoody gave it, for a mount that is brought back.
	AutoDeliver *bool
}

// Uploads says what happens to what was written on a mount and has not reached the
// storage, when the mount or its backend is removed.
type Uploads string

const (
	// KeepUploads leaves it to be uploaded later. It is the zero value, and what a service
	// does that is told nothing.
	KeepUploads Uploads = "keep"
	// WaitForUploads waits until there is none.
	WaitForUploads Uploads = "wait"
	// DiscardUploads throws it away.
	DiscardUploads Uploads = "discard"
)

// UploadsChoices are the values that a person can choose.
var UploadsChoices = []string{string(KeepUploads), string(WaitForUploads), string(DiscardUploads)}

// An Upload is what was written on a mount and has not reached the storage.
type Upload struct {
	ID, BackendID, MountID string
	// Path is the mount's, where Hoody says it.
	Path, Status string
	// Files and Bytes are nil while unknown.
	Files, Bytes *int64
}

// A MountRef points at a mount that was made before: at what is mounted at a path.
type MountRef struct {
	// Path is absolute. It is empty where only the ID is known.
	Path string
	// ID is what the mount's id was when it was last seen. It changes when the backend is
	// mounted there again, and is empty where only the path is known.
	ID string
	// BackendID is the backend that should be mounted there.
	BackendID string
	// WithSettings asks for the settings too, which costs a request where the list
	// does not have them.
	WithSettings bool
	// Repair makes ChangeMount send all the settings that Hoody has, with the changes
	// made: what Hoody documents for a mount that has failed.
	Repair bool
	// Uploads says what Unmount does with what is not uploaded yet.
	Uploads Uploads
}

// A Mount is what a service knows of a mount.
type Mount struct {
	ID, BackendID, Label string
	// Path is absolute.
	Path   string
	Status string
	// Problem is what Hoody says of a mount that has failed.
	Problem string
	// CreatedAt is the zero time while unknown: the answer to a mount's creation
	// does not have it.
	CreatedAt time.Time
	// Settings are nil where the answer has none.
	Settings Settings
	// AutoDeliver is nil where the answer has none.
	AutoDeliver *bool
	// TellsUploads says that Hoody knows of uploads that are pending.
	TellsUploads bool
	// Notices are surprises that a person should read.
	Notices []Notice
}

// Spec returns what brings the mount back as it is.
func (m Mount) Spec() MountSpec {
	s := MountSpec{
		BackendID: m.BackendID, Label: m.Label, Path: m.Path,
		Settings: m.Settings, AutoDeliver: m.AutoDeliver,
	}
	if s.Settings.areDefaults() {
		s.Settings = nil // with any, it would be a mount with settings of its own
	}
	return s
}

// ErrUnsettled says that a mount's settings were sent and no answer came: it may
// have the old ones or the new ones.
var ErrUnsettled = errors.New("it is not known whether the settings were changed")

// ErrNoUploads says that a service has no list of pending uploads.
var ErrNoUploads error = &Error{
	Message: "This version of Hoody has no list of pending uploads: it came with 2026-10.",
	Advice:  "Ask for them where Hoody is newer, or leave this out.",
	Cause:   ErrUnsupported,
}

// ErrMounted is the ErrRefused of a rotation that the backend's mounts prevent.
var ErrMounted = mountedError{}

type mountedError struct{}

func (mountedError) Error() string        { return "the backend is mounted" }
func (mountedError) Is(target error) bool { return target == ErrRefused }

// NoBackend is the ErrNotFound of a backend that somebody named by its id.
func NoBackend(id string) *Error {
	return &Error{
		Field:   MountBackend,
		Message: fmt.Sprintf("Hoody has no backend %s.", id),
		Advice: "Refer to a backend's id, such as hoody_backend_s3.example.id; " +
			"the data source hoody_backends lists all there are.",
		Cause: ErrNotFound,
	}
}

// ErrAway says that nothing is at a path because a rotation removed the mount for a
// while. The next update of its backend brings it back.
var ErrAway = errors.New("the mount is away until its backend brings it back")

// ErrUnknownProvider says that the provider's configuration is not wholly known, which
// can only be during a plan.
var ErrUnknownProvider error = &Error{
	Message: "The provider's configuration is not known yet.",
	Advice:  "Apply what it depends on first, for instance with -target.",
}

// Unserved returns an error if the embedded engine was chosen, which has no service.
func (s Selection) Unserved() error {
	if s.Name != Embedded {
		return nil
	}
	return &Error{
		Message: "The embedded engine does not call Hoody: it only verifies credentials.",
		Advice:  s.ToAPI,
		Cause:   ErrUnsupported,
	}
}

// Service returns the service behind the engine, or an error such as
// ErrUnknownProvider.
func (s Selection) Service() (Service, error) {
	if err := s.Unserved(); err != nil {
		return nil, err
	}
	if service, ok := s.Engine.(Service); ok {
		return service, nil
	}
	return nil, ErrUnknownProvider
}
