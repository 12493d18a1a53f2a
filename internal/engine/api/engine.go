// Package api connects backends through the Hoody storage API, over HTTP.
//
// It repeats what may be repeated, never leaves a backend behind that nobody
// knows of, reads all backends at once, and shows no secret.
package api

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/hoody/terraform-provider-hoody/internal/catalog"
	"github.com/hoody/terraform-provider-hoody/internal/engine"
)

// Options say where the service is and how to speak to it.
type Options struct {
	// Endpoint is the base URL. It may be a kit URL, which is a credential.
	Endpoint string
	// Container is looked up instead, when the first request is made.
	Container *Container
	// ToContainer says that the endpoint leads to a container, whatever its host
	// is called.
	ToContainer bool
	// Token is the account's bearer token. It is never sent to a container.
	Token string
	// Gate is what a gate before the service asks for.
	Gate Gate
	// Headers are sent with every request, for gates before the service. Their
	// values are credentials.
	Headers map[string]string
	// Version of the provider, for the User-Agent.
	Version string
	// CACertFile is a PEM file of certificates to trust besides the system's.
	CACertFile string
	// RequestTimeout bounds one try; 0 stands for 30 seconds.
	RequestTimeout time.Duration
	// MaxRetries is how often one call is sent again; nil stands for 4.
	MaxRetries *int
	// VerifyOnRefresh makes Inspect probe the backend through the service, which
	// otherwise calls every backend connected.
	VerifyOnRefresh bool
	// NoAdoption makes a create whose answer was lost an error even where the
	// backend that it made is found.
	NoAdoption bool
}

// An Engine is the engine.Engine for one service.
type Engine struct {
	client          *client
	ledger          *ledger
	backends        *snapshot[engine.Remote]
	mounts          *snapshot[engine.Mount]
	mounting        mounting
	away            *away
	verifyOnRefresh bool
	noAdoption      bool
}

var _ engine.Service = (*Engine)(nil)

// New makes an engine. It contacts nobody; its errors are *engine.Error.
func New(o Options) (*Engine, error) {
	c, err := newClient(o)
	if err != nil {
		return nil, err
	}
	e := &Engine{
		client: c, ledger: newLedger(), mounting: newMounting(), away: newAway(),
		verifyOnRefresh: o.VerifyOnRefresh, noAdoption: o.NoAdoption,
	}
	wait := c.timeout + budget/2
	e.backends = &snapshot[engine.Remote]{
		fetch: func(ctx context.Context) ([]engine.Remote, outcome, error) {
			v, o, err := e.fetch(ctx)
			return v.remotes, o, err
		},
		id:       func(r engine.Remote) string { return r.ID },
		patience: wait,
	}
	e.mounts = &snapshot[engine.Mount]{
		fetch: func(ctx context.Context) ([]engine.Mount, outcome, error) {
			all, o, err := e.fetchMounts(ctx)
			return all, o, err
		},
		id:       func(m engine.Mount) string { return m.ID },
		patience: wait,
	}
	return e, nil
}

// Origin is the host and path of the endpoint, or the container's id, to be hashed
// and compared. It is as secret as the endpoint.
func (e *Engine) Origin() string {
	if l := e.client.locator; l != nil {
		return "container " + l.container.ID
	}
	return strings.ToLower(e.client.base.Host) + e.client.base.Path
}

const backendsPath = "/api/v1/backends"

// on makes a call about one backend.
func on(method string, r engine.Ref, suffix string) (call, error) {
	if !isID(r.ID) {
		return call{}, &engine.Error{
			Message: fmt.Sprintf("%q is not the id of a backend.", r.ID),
			Advice:  "Ids look like bck_0123456789abcdef; GET " + backendsPath + " lists them.",
		}
	}
	return call{
		method:  method,
		path:    backendsPath + "/" + r.ID + suffix,
		accept:  decodeDone,
		blame:   blames(r.Backend),
		secrets: secretsOf(r.Backend, r.Values),
		advice:  "Check the backend at the service.",
	}, nil
}

// Inspect tells what the backend is now. All reads of a moment share one list;
// what is not in it is asked for by its id before it is called gone.
func (e *Engine) Inspect(ctx context.Context, r engine.Ref) (engine.Remote, error) {
	ctx, cancel := e.client.bounded(logging(ctx))
	defer cancel()
	e.ledger.saw(time.Now(), r.ID)
	remote, err := e.find(ctx, r)
	if err != nil || !e.verifyOnRefresh {
		return remote, err
	}
	probe, err := e.Test(ctx, r)
	if err != nil {
		return engine.Remote{}, err
	}
	if remote.Connected = probe.OK; !probe.OK {
		remote.Notices = append(remote.Notices, engine.Notice{
			Summary: "Backend " + r.ID + " is not connected",
			Detail:  "The service cannot reach its storage: " + probe.Message,
		})
	}
	return remote, nil
}

func (e *Engine) find(ctx context.Context, r engine.Ref) (engine.Remote, error) {
	all, err := e.backends.get(ctx)
	switch {
	case ctx.Err() != nil:
		return engine.Remote{}, e.client.interrupted(ctx)
	case err != nil && !all.answered:
		return engine.Remote{}, err
	case err == nil:
		if remote, ok := all.byID[r.ID]; ok {
			return remote, nil
		}
	}
	return e.read(ctx, r)
}

// read asks for one backend by its id. Only the API itself can say that it is
// gone: with its JSON, or in a later version without a body. A page of HTML is
// a proxy's.
func (e *Engine) read(ctx context.Context, r engine.Ref) (engine.Remote, error) {
	k, err := on(http.MethodGet, r, "")
	if err != nil {
		return engine.Remote{}, err
	}
	var remote engine.Remote
	k.accept = func(body []byte) (err error) {
		remote, err = decodeBackend(body)
		return err
	}
	o, err := e.client.do(ctx, k)
	if gone(o) {
		return engine.Remote{}, engine.ErrNotFound
	}
	if err != nil {
		return engine.Remote{}, err
	}
	return remote, nil
}

// gone tells the API's 404 from a proxy's.
func gone(o outcome) bool {
	return o.failure == nil && o.answer.status == http.StatusNotFound && o.answer.cut == "" &&
		(len(o.answer.body) == 0 || o.answer.words.api)
}

// Test makes the service probe the backend now. A backend that cannot be
// reached is a Probe and not an error.
func (e *Engine) Test(ctx context.Context, r engine.Ref) (engine.Probe, error) {
	ctx, cancel := e.client.bounded(logging(ctx))
	defer cancel()
	k, err := on(http.MethodGet, r, "/test")
	if err != nil {
		return engine.Probe{}, err
	}
	var status string
	k.accept = func(body []byte) (err error) {
		status, err = decodeStatus(body)
		return err
	}
	o, err := e.client.do(ctx, k)
	switch {
	case gone(o):
		return engine.Probe{}, engine.ErrNotFound
	case err == nil && status == "connected":
		return engine.Probe{OK: true, Status: status}, nil
	case err == nil:
		return engine.Probe{Status: status, Message: "Its status is " + e.client.quote(k, status) + "."}, nil
	case unreachable(o):
		return engine.Probe{Status: "disconnected", Message: reason(err)}, nil
	default:
		return engine.Probe{}, err
	}
}

// unreachable tells the API's word that the storage behind it did not answer.
func unreachable(o outcome) bool {
	return o.failure == nil && o.answer.words.api &&
		(o.answer.status == http.StatusBadRequest || o.answer.status == http.StatusBadGateway)
}

// Rotate replaces credentials in place. The call may be repeated: what is stored
// already is accepted without a probe.
func (e *Engine) Rotate(ctx context.Context, r engine.Ref, credentials map[string]*string) error {
	ctx, cancel := e.client.bounded(logging(ctx))
	defer cancel()
	defer e.backends.drop()
	k, err := on(http.MethodPut, r, "")
	if err != nil {
		return err
	}
	if k.body, err = encode(credentials); err != nil {
		return &engine.Error{Message: "The credentials cannot be written as JSON.", Cause: err}
	}
	k.secrets = append(k.secrets, newSecrets(r.Backend, credentials)...)
	k.advice = "Nothing was changed. The service tries new credentials on the root of the storage: keys that may not list it are refused too, and then replacing the backend (terraform apply -replace) is the way."
	o, err := e.client.do(ctx, k)
	switch {
	case err == nil:
		return nil
	case gone(o):
		return engine.ErrNotFound
	case isMounted(o):
		refusal := e.mounted(ctx, r, err, "Set remount_on_rotate = true on the backend and apply again, or unmount it, apply again and mount it anew.")
		refusal.Cause = engine.ErrMounted
		return refusal
	case isRefusal(o):
		refusal := *err.(*engine.Error)
		refusal.Cause = engine.ErrRefused
		return &refusal
	case o.verdict == lost:
		return &engine.Error{
			Message: reason(err),
			Advice:  "Whether the credentials were replaced is not known. Apply again: sending them twice does no harm.",
			Cause:   errors.Join(engine.ErrInDoubt, errors.Unwrap(err)),
		}
	default:
		return err
	}
}

// isRefusal tells the API's word on new credentials from other failures.
func isRefusal(o outcome) bool {
	return o.failure == nil && o.answer.words.api && o.verdict == refused &&
		(o.answer.status == http.StatusBadRequest || o.answer.status == http.StatusUnprocessableEntity || o.answer.status == http.StatusBadGateway)
}

// newSecrets are the new values that are secret; without a catalog entry, all.
func newSecrets(b *catalog.Backend, credentials map[string]*string) []string {
	var secrets []string
	for name, value := range credentials {
		if value == nil {
			continue
		}
		if b != nil {
			if f := b.Field(name); f != nil && !f.Secret {
				continue
			}
		}
		secrets = append(secrets, *value)
	}
	return secrets
}

// adviceUnmount is for who disconnects what is mounted.
const adviceUnmount = "Unmount it first, or set unmount_on_destroy = true on the backend and apply that before you destroy."

// Disconnect removes a backend. Some versions of the service take its mounts
// along without a word, so who has not agreed to that is asked first.
func (e *Engine) Disconnect(ctx context.Context, r engine.Ref) error {
	ctx, cancel := e.client.bounded(logging(ctx))
	defer cancel()
	k, err := on(http.MethodDelete, r, "")
	if err != nil {
		return err
	}
	if !r.Unmount {
		err := e.wantUnmounted(ctx, r)
		if errors.Is(err, engine.ErrNotFound) {
			return nil
		}
		if err != nil {
			return err
		}
	}
	defer e.drop()
	o, err := e.client.do(ctx, k)
	if isMounted(o) && r.Unmount {
		if _, err := e.UnmountAll(ctx, r); err != nil {
			return err
		}
		o, err = e.client.do(ctx, k)
	}
	switch {
	case err == nil, gone(o):
		return nil
	case isMounted(o):
		return e.mounted(ctx, r, err, adviceUnmount)
	default:
		return err
	}
}

// wantUnmounted refuses a backend that is mounted, by what the service says of it
// now.
func (e *Engine) wantUnmounted(ctx context.Context, r engine.Ref) error {
	remote, err := e.read(ctx, r)
	switch {
	case err != nil:
		return err
	case len(remote.MountPaths) == 0:
		return nil
	}
	return &engine.Error{
		Message: "The backend is mounted at " + strings.Join(remote.MountPaths, ", ") + ", outside of what is destroyed here.",
		Advice:  adviceUnmount,
	}
}

// drop makes the next reads list anew, because this process has just changed
// something.
func (e *Engine) drop() {
	e.backends.drop()
	e.mounts.drop()
}

// isMounted tells a refusal because of mounts: 409, or in some versions a 400
// that speaks of them.
func isMounted(o outcome) bool {
	if o.failure != nil {
		return false
	}
	w := o.answer.words
	return w.api && (o.answer.status == http.StatusConflict ||
		o.answer.status == http.StatusBadRequest && strings.Contains(strings.ToLower(w.text), "mount"))
}

// mounted says where the backend is mounted. That costs a read of it, and only
// here, where a person needs it.
func (e *Engine) mounted(ctx context.Context, r engine.Ref, err error, advice string) *engine.Error {
	said := &engine.Error{Message: reason(err), Advice: advice}
	if remote, err := e.read(ctx, r); err == nil {
		unsaid := slices.DeleteFunc(slices.Clone(remote.MountPaths), func(path string) bool { return strings.Contains(said.Message, path) })
		if len(unsaid) > 0 {
			said.Message = strings.TrimSuffix(said.Message, ".") + ". It is mounted at " + strings.Join(unsaid, ", ") + "."
		}
	}
	return said
}

// Backend tells all there is to see of one backend.
func (e *Engine) Backend(ctx context.Context, id string) (engine.Remote, error) {
	ctx, cancel := e.client.bounded(logging(ctx))
	defer cancel()
	return e.read(ctx, engine.Ref{ID: id})
}

// List tells all backends of the service, in its order.
func (e *Engine) List(ctx context.Context) ([]engine.Remote, error) {
	ctx, cancel := e.client.bounded(logging(ctx))
	defer cancel()
	all, err := e.backends.get(ctx)
	if ctx.Err() != nil {
		return nil, e.client.interrupted(ctx)
	}
	if err != nil {
		return nil, err
	}
	return slices.Clone(all.all), nil
}

// fetch lists all backends.
func (e *Engine) fetch(ctx context.Context) (view, outcome, error) {
	ctx, cancel := e.client.bounded(ctx)
	defer cancel()
	var remotes []engine.Remote
	o, err := e.client.do(ctx, call{
		method: http.MethodGet,
		path:   backendsPath,
		accept: func(body []byte) (err error) {
			remotes, err = decodeList(body)
			return err
		},
		advice: "Check the endpoint.",
	})
	if err != nil {
		return view{}, o, err
	}
	v := view{momentOf(o.answer), remotes}
	e.ledger.sawAll(v)
	return v, o, nil
}
