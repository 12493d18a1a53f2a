package api

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/hoody/terraform-provider-hoody/internal/catalog"
	"github.com/hoody/terraform-provider-hoody/internal/engine"
	"github.com/hoody/terraform-provider-hoody/internal/engine/api/address"
	"github.com/hoody/terraform-provider-hoody/internal/engine/api/internal/lost"
	"github.com/hoody/terraform-provider-hoody/internal/engine/api/internal/wire"
)

// A Container is a container that is known by its id.
type Container = wire.Container

// A Gate is what may stand before a container.
type Gate = wire.Gate

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
	// UserAgent says who calls.
	UserAgent string
	// CACertFile is a PEM file of certificates to trust besides the system's.
	CACertFile string
	// RequestTimeout bounds one try; 0 stands for 30 seconds.
	RequestTimeout time.Duration
	// MaxRetries is how often one call is sent again; nil stands for 4.
	MaxRetries *int
	// VerifyOnRefresh makes Inspect probe the backend through the service, which
	// otherwise calls every backend connected.
	VerifyOnRefresh bool
	// Adopt takes what is found for a create whose answer was lost, where it can
	// only be that; otherwise it is an error that names it.
	Adopt bool

	// adjust changes how connections are made: tests do.
	adjust func(*http.Transport)
}

// An Engine is the engine.Engine for one service.
type Engine struct {
	client          *wire.Client
	ledger          *lost.Ledger[engine.Remote]
	backends        *snapshot[engine.Remote]
	mounts          *snapshot[engine.Mount]
	mounting        mounting
	away            *away
	verifyOnRefresh bool
	adopt           bool
	account         string
}

var _ engine.Service = (*Engine)(nil)

// New makes an engine. It contacts nobody; its errors are *engine.Error.
func New(o Options) (*Engine, error) {
	c, err := wire.New(wire.Options{
		Endpoint: o.Endpoint, Container: o.Container, ToContainer: o.ToContainer,
		Token: o.Token, Gate: o.Gate, Headers: o.Headers, UserAgent: o.UserAgent,
		CACertFile: o.CACertFile, RequestTimeout: o.RequestTimeout, MaxRetries: o.MaxRetries,
		IsSecret: isSecretName, Adjust: o.adjust,
	})
	if err != nil {
		return nil, err
	}
	e := &Engine{
		client: c, away: newAway(),
		verifyOnRefresh: o.VerifyOnRefresh, adopt: o.Adopt,
	}
	if o.Container == nil && !o.ToContainer && address.TrustOf(o.Endpoint) != address.Untrusted {
		e.account = o.Token
	}
	e.ledger = newLedger(c, idOf, e.fetch)
	e.mounting = newMounting(newLedger(c, idOfMount, e.fetchMounts))
	e.backends = &snapshot[engine.Remote]{fetch: e.fetch, id: idOf, limit: c.Timeout() + wire.Budget}
	e.mounts = &snapshot[engine.Mount]{fetch: e.fetchMounts, id: idOfMount, limit: c.Timeout() + wire.Budget}
	return e, nil
}

func idOf(r engine.Remote) string { return r.ID }

func idOfMount(m engine.Mount) string { return m.ID }

// newLedger makes the ledger of what is listed by fetch.
func newLedger[T any](c *wire.Client, id func(T) string, fetch func(context.Context, int) ([]T, error)) *lost.Ledger[T] {
	l := &lost.Ledger[T]{
		ID: id, Budget: wire.Budget, Try: c.Timeout(),
		List: func(ctx context.Context) ([]T, error) { return fetch(ctx, wire.AllRetries) },
	}
	return l.Init()
}

// Origin is the host and path of the endpoint, or the container's id, to be hashed
// and compared. It is as secret as the endpoint.
func (e *Engine) Origin() string { return e.client.Origin() }

// Account is the account's token, to be hashed and compared: at one address there are
// many accounts. A container is one account's, and its Origin says which.
func (e *Engine) Account() string { return e.account }

const backendsPath = "/api/v1/backends"

// on makes a call about one backend.
func on(method string, r engine.Ref, suffix string) (wire.Call, error) {
	if !wire.IsID(r.ID) {
		return wire.Call{}, &engine.Error{
			Message: fmt.Sprintf("%q is not the id of a backend.", r.ID),
			Advice:  "Ids look like bck_0123456789abcdef; GET " + backendsPath + " lists them.",
		}
	}
	return wire.Call{
		Method:  method,
		Path:    backendsPath + "/" + r.ID + suffix,
		Accept:  wire.DecodeDone,
		Blame:   blames(r.Backend),
		Secrets: secretsOf(r.Backend, r.Values),
		Advice:  "Check the backend at the service.",
	}, nil
}

// Inspect tells what the backend is now. All reads of a moment share one list;
// what is not in it is asked for by its id before it is called gone.
func (e *Engine) Inspect(ctx context.Context, r engine.Ref) (engine.Remote, error) {
	ctx, cancel := e.client.Bounded(wire.Logging(ctx))
	defer cancel()
	e.ledger.Saw(r.ID)
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

// find looks for a backend in the list of all, and asks for one that is not there
// by its id. A list that fails is the error of everybody who reads.
func (e *Engine) find(ctx context.Context, r engine.Ref) (engine.Remote, error) {
	all, err := e.backends.get(ctx, wire.RefreshRetries)
	switch {
	case ctx.Err() != nil:
		return engine.Remote{}, e.client.Interrupted(ctx)
	case err != nil:
		return engine.Remote{}, err
	}
	if remote, ok := all.byID[r.ID]; ok {
		return remote, nil
	}
	return e.read(ctx, r)
}

// read asks for one backend by its id. A 404 is only as good as a list that lacks
// the id: whoever calls it gone has seen one, or asks e.gone.
func (e *Engine) read(ctx context.Context, r engine.Ref) (engine.Remote, error) {
	k, err := on(http.MethodGet, r, "")
	if err != nil {
		return engine.Remote{}, err
	}
	var remote engine.Remote
	k.Accept = func(body []byte) (err error) {
		remote, err = decodeBackend(body)
		if err == nil && remote.ID != r.ID {
			return errAnother
		}
		return err
	}
	o, err := e.client.Do(ctx, k)
	if wire.Is404(o) {
		return engine.Remote{}, engine.ErrNotFound
	}
	if err != nil {
		return engine.Remote{}, err
	}
	return remote, nil
}

// gone says what the 404 to a call about a backend means: ErrNotFound where a list
// that succeeded lacks the backend too.
func (e *Engine) gone(ctx context.Context, id string) error {
	return missing(ctx, e.client, e.backends, id)
}

// missing looks for an id in a list, which may be one that others asked for, and
// where that still has it, in one of now.
func missing[T any](ctx context.Context, c *wire.Client, all *snapshot[T], id string) error {
	for range 2 {
		l, err := all.get(ctx, wire.AllRetries)
		switch {
		case ctx.Err() != nil:
			return c.Interrupted(ctx)
		case err != nil:
			return err
		}
		if _, listed := l.byID[id]; !listed {
			return engine.ErrNotFound
		}
		all.drop()
	}
	return contradictory(c, id)
}

// contradictory is the error of a 404 about something that is in the list.
func contradictory(c *wire.Client, id string) *engine.Error {
	return &engine.Error{
		Message: fmt.Sprintf("%s answered 404 Not Found to a call about %s, and lists it.", c.Place(), id),
		Advice:  "A gateway between Hoody and this machine may have answered. Try again.",
	}
}

// Test makes the service probe the backend now. A backend that cannot be
// reached is a Probe and not an error.
func (e *Engine) Test(ctx context.Context, r engine.Ref) (engine.Probe, error) {
	ctx, cancel := e.client.Bounded(wire.Logging(ctx))
	defer cancel()
	k, err := on(http.MethodGet, r, "/test")
	if err != nil {
		return engine.Probe{}, err
	}
	var status string
	k.Accept = func(body []byte) (err error) {
		status, err = decodeStatus(body)
		return err
	}
	o, err := e.client.Do(ctx, k)
	switch {
	case wire.Is404(o):
		return engine.Probe{}, e.gone(ctx, r.ID)
	case err == nil && status == "connected":
		return engine.Probe{OK: true, Status: status}, nil
	case err == nil:
		return engine.Probe{Status: status, Message: "Its status is " + e.client.Quote(k, status) + "."}, nil
	case unreachable(o):
		return engine.Probe{Status: "disconnected", Message: cmp.Or(e.client.Quote(k, o.Answer.Words.Text), wire.Reason(err))}, nil
	default:
		return engine.Probe{}, err
	}
}

// unreachable tells the API's word that the storage behind it did not answer.
func unreachable(o wire.Outcome) bool {
	return o.Failure == nil && o.Answer.Words.API &&
		(o.Answer.Status == http.StatusBadRequest || o.Answer.Status == http.StatusBadGateway)
}

// Rotate replaces credentials in place. The call may be repeated: what is stored
// already is accepted without a probe.
func (e *Engine) Rotate(ctx context.Context, r engine.Ref, credentials map[string]*string) error {
	ctx, cancel := e.client.Bounded(wire.Logging(ctx))
	defer cancel()
	defer e.backends.drop()
	k, err := on(http.MethodPut, r, "")
	if err != nil {
		return err
	}
	if k.Body, err = wire.Encode(credentials); err != nil {
		return &engine.Error{Message: "The credentials cannot be written as JSON.", Cause: err}
	}
	k.Secrets = append(k.Secrets, newSecrets(r.Backend, credentials)...)
	k.Advice = "Nothing was changed. The service tries new credentials on the root of the storage: keys that may not list it are refused too, and then replacing the backend (terraform apply -replace) is the way."
	o, err := e.client.Do(ctx, k)
	switch {
	case err == nil:
		return nil
	case wire.Is404(o):
		return e.gone(ctx, r.ID)
	case isConflict(o):
		paths := e.mountPaths(ctx, r)
		if len(paths) == 0 && (isBusy(o) || !speaksOf(o, "mount")) {
			return &engine.Error{Message: wire.Reason(err), Advice: adviceBusy}
		}
		refusal := whereMounted(err, paths, adviceRemount)
		refusal.Cause = engine.ErrMounted
		return refusal
	case isRefusal(o):
		refusal := *err.(*engine.Error)
		refusal.Cause = engine.ErrRefused
		return &refusal
	case o.Verdict >= wire.Unknown:
		return &engine.Error{
			Message: wire.Reason(err),
			Advice:  "Whether the credentials were replaced is not known. Apply again: sending them twice does no harm.",
			Cause:   errors.Join(engine.ErrInDoubt, errors.Unwrap(err)),
		}
	default:
		return err
	}
}

// isRefusal tells the API's word on new credentials from other failures.
func isRefusal(o wire.Outcome) bool {
	return o.Failure == nil && o.Answer.Words.API && o.Verdict == wire.Refused &&
		(o.Answer.Status == http.StatusBadRequest || o.Answer.Status == http.StatusUnprocessableEntity || o.Answer.Status == http.StatusBadGateway)
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

// What to do about a backend that is mounted, and about one that is in use.
const (
	adviceUnmount = "Unmount it first, or set unmount_on_destroy = true on the backend and apply that before you destroy."
	adviceRemount = "Set remount_on_rotate = true on the backend and apply again, or unmount it, apply again and mount it anew."
	adviceUploads = "What was written on the mount is still being uploaded. Wait until it is done, or set uploads_on_destroy, then apply again."
	adviceBusy    = "Hoody still works on it, such as on uploads that are pending. Wait until it is done, then apply again."
)

// Disconnect removes a backend. Some versions of the service take its mounts
// along without a word, so who has not agreed to that is asked first.
func (e *Engine) Disconnect(ctx context.Context, r engine.Ref) error {
	ctx, cancel := e.client.Bounded(wire.Logging(ctx))
	defer cancel()
	k, err := on(http.MethodDelete, r, "")
	if err != nil {
		return err
	}
	switch r.Uploads {
	case engine.WaitForUploads:
		if err := e.awaitUploads(ctx, r.ID); err != nil {
			return err
		}
	case engine.KeepUploads, engine.DiscardUploads:
		k.Query = "uploads=" + string(r.Uploads)
	}
	k.Slow = slowRemoval
	if !r.Unmount {
		err := e.wantUnmounted(ctx, r)
		if errors.Is(err, engine.ErrNotFound) {
			return e.certainlyGone(ctx, r.ID)
		}
		if err != nil {
			return err
		}
	}
	defer e.drop()
	o, err := e.client.Do(ctx, k)
	if isConflict(o) && !isBusy(o) && r.Unmount {
		if _, err := e.UnmountAll(ctx, r); err != nil {
			return err
		}
		o, err = e.client.Do(ctx, k)
	}
	switch {
	case err == nil:
		return nil
	case wire.Is404(o):
		return e.certainlyGone(ctx, r.ID)
	case !isConflict(o):
		return err
	case isBusy(o):
		return &engine.Error{Message: wire.Reason(err), Advice: adviceBusy}
	}
	return whereMounted(err, e.mountPaths(ctx, r), adviceUnmount)
}

// certainlyGone is no error where a backend that was to go is gone.
func (e *Engine) certainlyGone(ctx context.Context, id string) error {
	if err := e.gone(ctx, id); !errors.Is(err, engine.ErrNotFound) {
		return err
	}
	return nil
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

// isConflict tells a refusal because of what is under way: 409, or in some versions
// a 400 that speaks of mounts.
func isConflict(o wire.Outcome) bool {
	if o.Failure != nil || !o.Answer.Words.API {
		return false
	}
	return o.Answer.Status == http.StatusConflict || o.Answer.Status == http.StatusBadRequest && speaksOf(o, "mount")
}

// isBusy tells a conflict that passes by itself from one because of mounts.
func isBusy(o wire.Outcome) bool {
	return o.Answer.Header.Get("Retry-After") != "" || speaksOf(o, "upload", "deliver", "retry", "try again")
}

var absolutePath = regexp.MustCompile(`/\S+`)

// speaksOf looks for words in what the API says, and not in the paths in it.
func speaksOf(o wire.Outcome, words ...string) bool {
	said := strings.ToLower(absolutePath.ReplaceAllString(o.Answer.Words.Text, ""))
	return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(said, w) })
}

// mountPaths are where a backend is mounted. They cost a read of it, and only where
// a person needs them.
func (e *Engine) mountPaths(ctx context.Context, r engine.Ref) []string {
	remote, err := e.read(ctx, r)
	if err != nil {
		return nil
	}
	return remote.MountPaths
}

// whereMounted says where a backend is mounted that the service leaves as it is for that.
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

// Backend tells all there is to see of one backend.
func (e *Engine) Backend(ctx context.Context, id string) (engine.Remote, error) {
	ctx, cancel := e.client.Bounded(wire.Logging(ctx))
	defer cancel()
	remote, err := e.read(ctx, engine.Ref{ID: id})
	if errors.Is(err, engine.ErrNotFound) {
		err = e.gone(ctx, id)
	}
	return remote, err
}

// List tells all backends of the service, in its order.
func (e *Engine) List(ctx context.Context) ([]engine.Remote, error) {
	ctx, cancel := e.client.Bounded(wire.Logging(ctx))
	defer cancel()
	all, err := e.backends.get(ctx, wire.AllRetries)
	if ctx.Err() != nil {
		return nil, e.client.Interrupted(ctx)
	}
	if err != nil {
		return nil, err
	}
	return slices.Clone(all.all), nil
}

// fetch lists all backends.
func (e *Engine) fetch(ctx context.Context, retries int) (remotes []engine.Remote, err error) {
	ctx, cancel := e.client.Bounded(ctx)
	defer cancel()
	_, err = e.client.DoTimes(ctx, wire.Call{
		Method: http.MethodGet,
		Path:   backendsPath,
		Accept: func(body []byte) (err error) {
			remotes, err = decodeList(body)
			return err
		},
		Advice: "Check the endpoint.",
	}, retries)
	if err != nil {
		return nil, err
	}
	e.ledger.SawAll(remotes)
	return remotes, nil
}
