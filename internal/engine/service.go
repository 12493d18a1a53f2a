package engine

import (
	"context"
	"errors"
	"fmt"
	"time"
)

// A Service is an engine with a Hoody service behind it, where backends are
// probed and mounted. Only package api has one.
//
// Errors are those of Engine. Fields that an *Error blames are documented names
// of a mount: MountBackend, MountLabel, MountPath, or one of a Cache.
type Service interface {
	Engine
	// Backend tells all there is to see of one backend now, or ErrNotFound.
	Backend(ctx context.Context, id string) (Remote, error)
	// Test makes the service probe a backend now. A storage that does not answer
	// is a Probe and no error.
	Test(ctx context.Context, r Ref) (Probe, error)

	// Mount mounts a backend and waits until that is active. When it returns an
	// error together with a Mount that has an ID, the mount exists and must be
	// remembered.
	Mount(ctx context.Context, s MountSpec) (Mount, error)
	// InspectMount tells what a mount is now, or ErrNotFound, or ErrAway. One whose
	// id is gone is found again by its backend and path.
	InspectMount(ctx context.Context, r MountRef) (Mount, error)
	// ChangeMount changes the cache settings that are set in c, in place.
	ChangeMount(ctx context.Context, r MountRef, c Cache) error
	// Unmount removes a mount and waits until it is gone. One that is gone
	// already is no error.
	Unmount(ctx context.Context, r MountRef) error
	// Mounts tells all mounts there are, in the service's order and without
	// their cache settings.
	Mounts(ctx context.Context) ([]Mount, error)

	// UnmountAll removes the mounts of a backend, and tells what Mount takes to
	// bring back those that it removed: also when it returns an error.
	UnmountAll(ctx context.Context, r Ref) ([]MountSpec, error)
	// MountAll brings back the mounts that UnmountAll removed, in a time of its own:
	// the end of its context does not stop it. Those that are there already are
	// fine. It returns those that it could not bring back, with an error that names
	// the calls left to do. An error without any of them is about one that is there.
	// Those that Unmount was asked to remove meanwhile are wanted no more.
	MountAll(ctx context.Context, all []MountSpec) ([]MountSpec, error)
	// Expect says that mounts are away and that MountAll is to bring them back. It
	// returns them without those that InspectMount has called gone already: whoever
	// manages these makes them anew.
	Expect(all []MountSpec) []MountSpec
}

// A Probe is the service's answer to whether it reaches a backend now.
type Probe struct {
	OK bool
	// Status is the service's: "connected" or "disconnected".
	Status string
	// Message says why not, in the service's words where it has any.
	Message string
}

// Documented names of a mount's fields, as an Error blames them.
const (
	MountBackend      = "backend_id"
	MountLabel        = "label"
	MountPath         = "mount_path"
	MountCache        = "vfs_config"
	CacheMode         = "cache_mode"
	CacheMaxAge       = "cache_max_age"
	CacheMaxSize      = "cache_max_size"
	CacheDirCacheTime = "dir_cache_time"
)

// A MountSpec is a mount to be made. What is empty is left to the service.
type MountSpec struct {
	BackendID string `json:"backend_id"`
	Label     string `json:"label,omitempty"`
	// Path is relative to the service's mount folder, or absolute in it.
	Path  string `json:"mount_path,omitempty"`
	Cache Cache  `json:"vfs_config,omitzero"`
}

// A Cache has the cache settings of a mount ("vfs_config"); nil is not set.
type Cache struct {
	// Mode is off, minimal, writes or full.
	Mode *string `json:"cache_mode,omitempty"`
	// MaxAge and DirCacheTime are in seconds.
	MaxAge *int64 `json:"cache_max_age,omitempty"`
	// MaxSize is in bytes.
	MaxSize      *int64 `json:"cache_max_size,omitempty"`
	DirCacheTime *int64 `json:"dir_cache_time,omitempty"`
}

// A MountRef points at a mount that was made before.
type MountRef struct {
	ID string
	// BackendID and Path, absolute, find a mount again that was mounted anew.
	// Both are empty right after an import.
	BackendID, Path string
	// WithCache asks for the cache settings too, which costs a request.
	WithCache bool
}

// Statuses of a mount.
const (
	MountStarting = "starting"
	MountActive   = "active"
	MountStopping = "stopping"
)

// A Mount is what a service knows of a mount.
type Mount struct {
	ID, BackendID, Label string
	// Path is absolute.
	Path   string
	Status string
	// CreatedAt is the zero time while unknown: the answer to a mount's creation
	// does not have it.
	CreatedAt time.Time
	// Cache is empty where it was not asked for.
	Cache Cache
	// Notices are surprises that a person should read.
	Notices []Notice
}

// ErrMounted is the ErrRefused of a rotation that mounts stand in the way of.
var ErrMounted = mountedError{}

type mountedError struct{}

func (mountedError) Error() string        { return "the backend is mounted" }
func (mountedError) Is(target error) bool { return target == ErrRefused }

// NoBackend is the ErrNotFound of a backend that somebody named by its id.
func NoBackend(id string) *Error {
	return &Error{
		Field:   MountBackend,
		Message: fmt.Sprintf("The service has no backend %s.", id),
		Advice:  "Refer to a backend's id, such as hoody_backend_s3.example.id; the data source hoody_backends lists all there are.",
		Cause:   ErrNotFound,
	}
}

// ErrAway says that a mount is not there because a rotation took it away: the
// next update of its backend brings it back.
var ErrAway = errors.New("the mount is away until its backend brings it back")

// What Selection.Service answers where there is no service.
var (
	// ErrEmbedded says that the embedded engine was chosen.
	ErrEmbedded error = &Error{
		Message: "The embedded engine has no service behind it: it only verifies credentials.",
		Advice:  "Set HOODY_TOKEN (or the provider's token or endpoint) to use the API.",
		Cause:   ErrUnsupported,
	}
	// ErrUnknownProvider says that the provider's configuration is not wholly
	// known, which can only be during a plan.
	ErrUnknownProvider error = &Error{
		Message: "The provider's configuration is not known yet.",
		Advice:  "Apply what it depends on first, for instance with -target.",
	}
)

// Service is the service behind the engine, or ErrEmbedded or ErrUnknownProvider.
func (s Selection) Service() (Service, error) {
	if s.Name == Embedded {
		return nil, ErrEmbedded
	}
	if service, ok := s.Engine.(Service); ok {
		return service, nil
	}
	return nil, ErrUnknownProvider
}
