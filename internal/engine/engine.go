// Package engine is the contract between a Terraform resource and whatever connects
// its backend: the HTTP API (package api) or the verifier inside the provider (package
// embedded). It knows no Terraform, no HTTP and no rclone. Begin with the interfaces
// Engine and Service; both implementations pass the suite in package enginetest.
package engine

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"time"

	"github.com/hoody/terraform-provider-hoody/internal/catalog"
)

// Names of the engines, as the provider's "engine" attribute and the state
// write them.
const (
	API      = "api"
	Embedded = "embedded"
)

// VerifyPath is what an Error blames when Spec.VerifyPath is wrong; no documented
// field has that name.
const VerifyPath = "verify_path"

// Verify is what an Error blames when the listing worked and what Spec.Verify asks for
// beyond it failed; no documented field has that name.
const Verify = "verify"

// ContainerID is what an Error blames when the container that a resource names cannot
// be asked; no documented field has that name.
const ContainerID = "container_id"

// A Depth is how much a verification proves. Only the embedded engine asks.
type Depth string

const (
	// VerifyNone contacts nobody. It is for what can be proven only by using it up, such
	// as a token that works once.
	VerifyNone Depth = "none"
	// VerifyList lists the root, or the path to verify. The zero value means the same.
	VerifyList Depth = "list"
	// VerifyRead opens the first object there as well.
	VerifyRead Depth = "read"
	// VerifyWrite writes an object of its own there, reads it back and removes it. It
	// needs a path to verify; a refresh never writes.
	VerifyWrite Depth = "write"
)

// Depths are the choices for a check, and DepthsOrNone those for a backend.
var (
	Depths       = []string{string(VerifyList), string(VerifyRead), string(VerifyWrite)}
	DepthsOrNone = append([]string{string(VerifyNone)}, Depths...)
)

// An Engine connects backends. It is safe for concurrent use, and every method
// returns promptly when its context ends.
//
// Errors are ErrNotFound, ErrUnsupported, *Error or *Unknown, possibly wrapped.
// None of them ever holds a secret.
type Engine interface {
	// Connect creates a backend. When it returns an error together with a
	// Remote that has an ID, the backend exists and must be remembered.
	Connect(ctx context.Context, s Spec) (Remote, error)
	// Inspect returns what is known of the backend now. ErrNotFound means that it is gone.
	Inspect(ctx context.Context, r Ref) (Remote, error)
	// Rotate replaces credentials in place, by documented field name; nil
	// removes one. Either all of them are replaced or none.
	Rotate(ctx context.Context, r Ref, credentials map[string]*string) error
	// Disconnect removes a backend. It is no error if the backend is gone already.
	Disconnect(ctx context.Context, r Ref) error
}

// A Spec is a backend to be connected.
type Spec struct {
	Backend *catalog.Backend
	// Values holds what the configuration sets, and nothing else.
	Values catalog.Values
	// VerifyPath is the "bucket" or "bucket/prefix" to verify instead of the
	// root, for keys that may not list buckets. Only the embedded engine asks.
	VerifyPath string
	// Verify is how much to prove. Only the embedded engine asks.
	Verify Depth
}

// A Ref points at a backend that was connected before. The values known from
// state come along because the embedded engine has no server to ask.
type Ref struct {
	ID string
	Spec
	// Unmount lets Disconnect remove the mounts of a backend that Hoody
	// will not disconnect while it has any.
	Unmount bool
	// Uploads says what Disconnect does with what is not uploaded yet.
	Uploads Uploads
	// Partial says that the state lacks some credentials, so Values cannot prove anything.
	Partial bool
	// Connected is what the state says. It stays so where nobody is asked.
	Connected bool
}

// A Remote is what an engine knows of a connected backend.
type Remote struct {
	ID string
	// BackendType is Hoody's spelling: compare it with catalog.Backend.IsType.
	BackendType string
	MountPaths  []string
	Connected   bool
	// CreatedAt is in whole seconds, and the zero time while unknown: the answer to
	// a connect does not have it.
	CreatedAt time.Time
	// Server and User are what the backend points at; either may be empty.
	Server, User string
	// LastUsed is the zero time while unknown.
	LastUsed time.Time
	// Notices are surprises that a person should read, such as an adoption.
	Notices []Notice
}

// Host returns the Server, or "" where Hoody names no host: it then answers
// "s3:generic" or the like.
func (r Remote) Host() string {
	if strings.HasSuffix(r.Server, ":generic") {
		return ""
	}
	return r.Server
}

// A Notice is shown as a warning.
type Notice struct {
	Summary, Detail string
}

var (
	// ErrNotFound says that a backend is certainly gone.
	ErrNotFound = errors.New("no such backend")
	// ErrRefused says that new credentials were refused, by the storage or
	// because of mounts, and nothing was changed.
	ErrRefused = errors.New("the credentials were refused")
	// ErrInDoubt says that new credentials were sent and no answer came: the
	// storage may be used with the old ones or with the new ones.
	ErrInDoubt = errors.New("it is not known whether the credentials were replaced")
	// ErrUnsupported says that this engine cannot do what was asked.
	ErrUnsupported = errors.New("this engine cannot do that")
)

// An Error is a failure that a person can act on.
type Error struct {
	// Field is the documented name of the field to blame, or VerifyPath, or
	// empty where no single field is: never a guess.
	Field string
	// Message says in one line what is wrong, in Hoody's own words where
	// it has any.
	Message string
	// Advice says in one line what to do next.
	Advice string
	// Waivable says that the resource can do without what failed, by VerifyNone.
	Waivable bool
	// Cause is what it wraps, if anything; its text is not shown.
	Cause error
}

func (e *Error) Error() string {
	var b strings.Builder
	if e.Field != "" {
		b.WriteString(e.Field)
		b.WriteString(": ")
	}
	b.WriteString(e.Text())
	return b.String()
}

// Text returns the error for a person who can see which field it blames: what is
// wrong, and on the next line what to do.
func (e *Error) Text() string {
	if e.Advice == "" {
		return e.Message
	}
	return e.Message + "\n" + e.Advice
}

func (e *Error) Unwrap() error { return e.Cause }

// Common is the Cause of an Error that is not the fault of one resource. Everything
// that is asked of the same place fails with it, for instance because the provider's
// credentials are refused.
type Common struct {
	// At is the place, as it is shown.
	At string
	// Summary says what is wrong there.
	Summary string
}

func (c Common) Error() string { return c.Summary }

// Unknown says that a create may have made something that no state has. It was found,
// or nobody has seen it yet.
type Unknown struct {
	// Thing is "backend" or "mount".
	Thing string
	// Reason says in one line how the answer was lost.
	Reason string
	// Found lists what the create may have made. At most one of these is its own.
	Found []Found
	// List is a command that lists everything of that kind.
	List string
	// Advice says what else to do, in one line, or is empty.
	Advice string
}

// A Found is something that a lost create may have made.
type Found struct {
	ID string
	// Path is where a mount is.
	Path string
	// Remove is a command that removes it.
	Remove string
}

func (f Found) String() string {
	if f.Path == "" {
		return f.ID
	}
	return f.ID + " at " + f.Path
}

func (u *Unknown) Error() string { return u.Text("hoody_" + u.Thing) }

// Text returns the error for a person whose resource is of a type such as
// "hoody_mount".
func (u *Unknown) Text(resource string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "It is not known whether Hoody made the %s: %s\n", u.Thing, u.Reason)
	if u.Advice != "" {
		b.WriteString(u.Advice + "\n")
	}
	if len(u.Found) == 0 {
		fmt.Fprintf(&b, "Nobody has seen it so far. Look for a new one before you apply again:\n%s", u.List)
		return b.String()
	}
	b.WriteString("This is new, and may be it. Import it or, if nobody else needs it, remove it before you apply again:\n")
	for _, f := range u.Found {
		fmt.Fprintf(&b, "\n%s\nimport {\n  to = %s.NAME\n  id = %q\n}\n%s\n", f, resource, f.ID, f.Remove)
	}
	return b.String()
}

// A Selection is the engine that the provider's configuration chose.
type Selection struct {
	// Name is API or Embedded.
	Name string
	// ToAPI says how to use the API instead, where the embedded engine was chosen.
	ToAPI string
	// Engine is nil while the provider's configuration is not wholly known,
	// which can only be during a plan.
	Engine Engine
	// Origin tells one service from another. It can be a credential (a kit URL
	// is): hash it, never show it. Empty where no service is behind the engine.
	Origin string
	// Account tells one account from another at one service: the token, or empty where
	// the Origin says it all. Hash it, never show it.
	Account string
	// AllowOriginChange lets what was made elsewhere count as gone.
	AllowOriginChange bool
	// Verifier verifies configurations on this machine, whichever engine was
	// chosen. It is nil while its settings are not known.
	Verifier Engine
	// Held has the ids that this run has refreshed, or is nil.
	Held *Seen
	// Told has the places whose Common error has been reported, or is nil.
	Told *Seen
	// Container is the id of the container behind the engine, or empty where that is
	// not known.
	Container string
	// Others are the account's other containers, or nil.
	Others Containers
}

// Containers are the containers that resources can name, besides the provider's own.
type Containers interface {
	// In returns the engine of one container. It contacts nobody.
	In(id string) (Selection, error)
	// All returns the account's containers, sorted by id.
	All(ctx context.Context) ([]Container, error)
}

// A Container is what the account shows of one of its containers.
type Container struct {
	ID, Name, Project, Status string
	// Server is the name of the server that runs it; empty while none does.
	Server string
	// Address is where it can be called, or empty. It is a credential.
	Address string
}

// Containers returns the account's containers, or an error such as ErrUnknownProvider.
func (s Selection) Containers() (Containers, error) {
	if err := s.Unserved(); err != nil {
		return nil, err
	}
	if s.Others == nil {
		return nil, ErrUnknownProvider
	}
	return s.Others, nil
}

// In narrows the selection to the container that a resource names, if any. The
// selection stays as it is where there is no choice: under the embedded engine, and
// while the engine is not known.
func (s Selection) In(id string) (Selection, error) {
	if id == "" || id == s.Container || s.Others == nil {
		return s, nil
	}
	return s.Others.In(id)
}

// Seen remembers what the resources of a run have met. Terraform refreshes each
// resource once in a run, so an id that comes twice belongs to two resources.
type Seen struct{ all sync.Map }

// First reports whether nobody met this one before, and remembers it. A nil Seen
// remembers nothing and reports true.
func (s *Seen) First(one string) bool {
	if s == nil {
		return true
	}
	_, before := s.all.LoadOrStore(one, true)
	return !before
}
