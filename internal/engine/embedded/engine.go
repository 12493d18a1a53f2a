// Package embedded connects no backend: it verifies a configuration with rclone, on the
// machine where Terraform runs, and keeps nothing. It knows of a backend only what the
// Terraform state knows. Only it and its subpackages run rclone.
//
// rclone runs in child processes, which are this same program started with "-verify":
// in the provider's own process it could exit, ignore a deadline for minutes, and
// share state between backends. Begin with Engine.Connect here, and with RunVerifier
// in the child.
package embedded

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"maps"
	"path"
	"strings"
	"time"

	"github.com/hoody/terraform-provider-hoody/internal/catalog"
	"github.com/hoody/terraform-provider-hoody/internal/engine"
	"github.com/hoody/terraform-provider-hoody/internal/engine/embedded/services"
	"github.com/hoody/terraform-provider-hoody/internal/redact"
)

// Defaults of Options.
const (
	// defaultTimeout bounds one verification.
	defaultTimeout = 30 * time.Second
	// defaultChildren is as many resources as Terraform works on at once.
	defaultChildren = 10
)

// Options are set by the provider's configuration, and by tests.
type Options struct {
	// Timeout is the limit for one verification as a whole; zero means 30 seconds.
	Timeout time.Duration
	// MaxMemory is the limit for the memory of one verification, in bytes; zero means 512
	// MiB.
	MaxMemory int64
	// Authorities are certificates to trust besides the system's, in PEM. On Windows and
	// macOS they are trusted besides Mozilla's, in place of the system's.
	Authorities []byte
	// VerifyOnRefresh makes Inspect verify again.
	VerifyOnRefresh bool
	// Executable is the program to start as a verifier; empty means this one, whose main
	// must then call IsVerifier.
	Executable string
	// Children bounds how many verifications run at once; zero means ten, which is
	// Terraform's own parallelism. Fewer are started where services answer fast.
	Children int
}

// An Engine verifies with rclone. It is an engine.Engine.
type Engine struct {
	pool            *pool
	verifyOnRefresh bool
}

var _ engine.Engine = (*Engine)(nil)

// New makes an engine. It starts nothing before the first verification.
func New(o Options) *Engine {
	if o.Timeout == 0 {
		o.Timeout = defaultTimeout
	}
	if o.Children == 0 {
		o.Children = defaultChildren
	}
	p := newPool(o.Executable, o.Children, o.Timeout)
	p.maxMemory, p.authorities = o.MaxMemory, o.Authorities
	return &Engine{pool: p, verifyOnRefresh: o.VerifyOnRefresh}
}

// Close ends the children. They also end by themselves with the provider.
func (e *Engine) Close() error {
	e.pool.close()
	return nil
}

// Connect verifies the configuration and makes up an id for it.
func (e *Engine) Connect(ctx context.Context, s engine.Spec) (engine.Remote, error) {
	if s.Verify == engine.VerifyNone {
		remote := connected(newID(), s)
		remote.Connected, remote.Notices = false, []engine.Notice{unasked}
		return remote, nil
	}
	saw, err := e.verify(ctx, s)
	if err != nil {
		return engine.Remote{}, err
	}
	remote := connected(newID(), s)
	if saw != nil {
		remote.Notices = []engine.Notice{*saw}
	}
	return remote, nil
}

// unasked is the notice for a backend that was not verified.
var unasked = engine.Notice{
	Summary: "Nothing was verified",
	Detail:  "The configuration has verify = \"none\", so that the storage was not asked whether it works.",
}

// Inspect verifies again if it is set to, and if the state has every credential. If
// the configuration no longer works, it returns a disconnected backend with a notice,
// and no error.
func (e *Engine) Inspect(ctx context.Context, r engine.Ref) (engine.Remote, error) {
	remote := connected(r.ID, r.Spec)
	remote.Connected = r.Connected && r.Verify != engine.VerifyNone
	if r.Verify == engine.VerifyNone || r.Partial || !e.verifyOnRefresh {
		return remote, nil
	}
	s := r.Spec
	if s.Verify == engine.VerifyWrite {
		s.Verify = engine.VerifyList
	}
	var refusal *engine.Error
	switch _, err := e.verify(ctx, s); {
	case err == nil:
		remote.Connected = true
	case errors.Is(err, errUsesUp): // so it stays as it was
	case errors.As(err, &refusal):
		remote.Connected = false
		remote.Notices = []engine.Notice{{
			Summary: r.Backend.Title + " can no longer be verified",
			Detail:  refusal.Error(),
		}}
	default:
		return engine.Remote{}, err
	}
	return remote, nil
}

// Rotate verifies the configuration with the new credentials.
func (e *Engine) Rotate(ctx context.Context, r engine.Ref, credentials map[string]*string) error {
	values := make(catalog.Values, len(r.Values)+len(credentials))
	for name, value := range r.Values {
		values[name] = value
	}
	for name, value := range credentials {
		if value == nil {
			delete(values, name)
		} else {
			values[name] = *value
		}
	}
	s := r.Spec
	if s.Verify == engine.VerifyNone {
		return nil
	}
	s.Values = values
	_, err := e.verify(ctx, s)
	return err
}

// Disconnect has nothing to remove.
func (e *Engine) Disconnect(context.Context, engine.Ref) error { return nil }

// verify returns a notice for a person, an *engine.Error for what a person can change,
// or the error of a context that has ended.
func (e *Engine) verify(ctx context.Context, s engine.Spec) (*engine.Notice, error) {
	service := services.ByName(s.Backend.Name)
	// A slash at the end means nothing. Some clients would add another and list a name
	// that nothing has, which is empty and no error.
	s.VerifyPath = strings.TrimRight(s.VerifyPath, "/")
	if err := refuse(service, s); err != nil {
		return nil, err
	}
	options, err := translate(s.Backend, s.Values)
	if err != nil {
		return nil, err
	}
	if err := spareTokens(s.Backend, s.Values, options); err != nil {
		return nil, err
	}
	m := maskOf(s.Backend, s.Values)
	r := request{
		Service: s.Backend.Name,
		Type:    s.Backend.BackendType(),
		Options: options,
		Path:    s.VerifyPath,
		Depth:   s.Verify,
		Alone:   service.Alone,
	}
	if r.Depth == engine.VerifyWrite {
		r.Object = newObject()
		maps.Copy(r.Options, service.Writes)
	}
	a, err := e.pool.verify(ctx, r, m)
	if r.Object != "" && (err != nil || a.Doubt) {
		// Nobody knows how far it got.
		a.Object, a.Left = path.Join(r.Path, r.Object), true
	}
	return a.Saw, verdict(ctx, s, a, err, m)
}

// refuse says, without the network, what a verification would do wrong or could not do
// at all.
func refuse(service *services.Service, s engine.Spec) error {
	if unproven := engine.Unproven(s.Backend, catalog.Config{Values: s.Values}); unproven != nil {
		return unproven
	}
	for i := range s.Backend.Fields {
		f := &s.Backend.Fields[i]
		isSet := services.IsSet(s.Values, f.Name)
		if why, ok := service.Unused[f.Name]; ok && isSet {
			return &engine.Error{
				Field: f.Name, Message: "The embedded engine does not use " + f.Attribute() + ": " + why + ".",
				Advice: "Remove it, or connect the backend with the API engine.",
			}
		}
		if f.Accidental && !isSet {
			return &engine.Error{
				Field: f.Name, Message: f.Attribute() + " is not set, so that nothing says who signs in.",
				Advice: "Set " + f.Attribute() + ".",
			}
		}
	}
	if err := staysInOneFolder(s, service.Flat); err != nil {
		return err
	}
	if service.Keeps != "" && s.Verify == engine.VerifyWrite {
		return &engine.Error{
			Field:   engine.Verify,
			Message: service.Keeps + ", so that nothing is written.",
			Advice:  "Set verify = \"read\" or \"list\".",
		}
	}
	if service.Refuse != nil {
		if err := service.Refuse(s.Backend, s.Values); err != nil {
			return err
		}
	}
	return needsFiles(s.Backend, s.Values)
}

// staysInOneFolder refuses to go below a folder that has no subfolders, or to write
// there. The configuration names such a folder if the field is set.
func staysInOneFolder(s engine.Spec, field string) error {
	switch {
	case field == "" || !services.IsSet(s.Values, field):
		return nil
	case s.Verify == engine.VerifyWrite:
		return &engine.Error{
			Field:   engine.Verify,
			Message: "Nothing can be written with " + field + ".",
			Advice:  `Set verify = "read".`,
		}
	case s.VerifyPath != "":
		return &engine.Error{
			Field:   engine.VerifyPath,
			Message: "There are no folders with " + field + ".",
			Advice:  "Remove verify_path.",
		}
	default:
		return nil
	}
}

// verdict returns the error of a verification that was refused or not answered.
func verdict(ctx context.Context, s engine.Spec, a answer, err error, m redact.Mask) error {
	switch {
	case ctx.Err() != nil && a.Left:
		return &engine.Error{Message: "The verification was interrupted.", Advice: leftBehind(a), Cause: ctx.Err()}
	case ctx.Err() != nil:
		return ctx.Err()
	case errors.Is(err, context.DeadlineExceeded):
		a.Refusal = err.Error()
		return explain(s, a, m)
	case errors.Is(err, errTooLarge):
		return &engine.Error{
			Field:   configuredAddress(s),
			Message: "The answer is too large.",
			Advice: "Check that the address is the storage's. The provider's embedded = { max_memory } allows a verification " +
				"more than 512Mi.",
			Cause: err,
		}
	case err != nil:
		return &engine.Error{
			Message: "The configuration could not be verified: " + err.Error() + ".",
			Advice:  "This says nothing about your configuration. Run again, and if it stays so, report it with these words.",
			Cause:   err,
		}
	case a.Refusal != "":
		return explain(s, a, m)
	default:
		return nil
	}
}

// configuredAddress returns the field that names the storage's address, if it is set.
func configuredAddress(s engine.Spec) string {
	for _, field := range services.ByName(s.Backend.Name).Addresses {
		if services.IsSet(s.Values, field) {
			return field
		}
	}
	return ""
}

func connected(id string, s engine.Spec) engine.Remote {
	return engine.Remote{
		ID:          id,
		BackendType: s.Backend.BackendType(),
		MountPaths:  []string{},
		Connected:   true,
	}
}

// newObject returns a name for what a verification writes, which nothing else has.
func newObject() string { return "hoody-verify-" + strings.TrimPrefix(newID(), "bck_") + ".txt" }

// newID returns an id as the service makes them: bck_ and 16 hexadecimal digits.
func newID() string {
	var id [8]byte
	_, _ = rand.Read(id[:]) // never fails
	return "bck_" + hex.EncodeToString(id[:])
}

// executable returns the program to start as a verifier.
func executable(configured string) (string, error) {
	if configured != "" {
		return configured, nil
	}
	return image()
}
