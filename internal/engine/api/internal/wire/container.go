package wire

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"sync"

	"github.com/hoody/terraform-provider-hoody/internal/engine"
	"github.com/hoody/terraform-provider-hoody/internal/engine/api/address"
	"github.com/hoody/terraform-provider-hoody/internal/redact"
)

// A Container is known by its id: the control plane says where its storage service is.
type Container struct {
	ID string
	// Index is the number of its storage service; 0 means 1.
	Index int64
	// ControlPlane is the URL to ask, with the account's token.
	ControlPlane string
	// Template is the address of a container, with {project_id}, {container_id}, {server}
	// and {index} to be filled in. It is for a control plane whose own address does not
	// tell the containers' domain.
	Template string
}

// A locator finds out where a container is, when the first request is made. It asks
// once, and once more if nothing can be reached there or only a proxy answers:
// containers seldom move or disappear during a run. After a failure the next try of a
// request asks again, so that an operation's tries and time limit apply to the look-up
// too.
type locator struct {
	container Container
	// account asks the control plane, with one try at a time.
	account *Client
	// listed finds the container in the list of all the account's containers, or is nil.
	listed Listed

	mu      sync.Mutex
	current *lookUp
	// doubted says that one address was given up, and asked for again: that happens once.
	doubted bool
}

// Listed finds a container in a list of all containers that many share. One that is
// not in it, or that the token may not list, is asked for by its id.
type Listed func(ctx context.Context, id string) (FoundContainer, bool, error)

// A lookUp is one question to the control plane, shared by all that wait for it. Its
// results may be read once done is closed.
type lookUp struct {
	done   chan struct{}
	at     *url.URL
	failed *Failure
}

func newLocator(o Options) (*locator, error) {
	account, once := o, 0
	account.MaxRetries = &once
	c, err := NewAccount(account)
	if err != nil {
		return nil, err
	}
	if o.Token == "" {
		return nil, &engine.Error{
			Message: "A container is named by its id, and there is no token to look it up with.",
			Advice:  "Set HOODY_TOKEN, or write down the container's project_id and server too.",
		}
	}
	l := &locator{container: *o.Container, account: c, listed: o.Listed}
	if l.container.Index == 0 {
		l.container.Index = 1
	}
	return l, l.check()
}

// NewAccount makes a client for the control plane that the options' container belongs
// to. The client has the account's token, and nothing that is meant for a container.
func NewAccount(o Options) (*Client, error) {
	o.Endpoint = o.Container.ControlPlane
	o.Container, o.Listed, o.ToContainer, o.Gate, o.Headers = nil, nil, false, Gate{}, nil
	return New(o)
}

// check refuses, before there is a request, what cannot lead to a container.
func (l *locator) check() error {
	if _, ok := address.DomainOf(l.account.base); !ok && l.container.Template == "" {
		return &engine.Error{
			Message: "Where containers are does not follow from the address of the control plane, " + l.account.place + ".",
			Advice: "Set container_endpoint on the provider (HOODY_CONTAINER_ENDPOINT), " +
				"such as \"http://127.0.0.1:8080/{container_id}\".",
		}
	}
	some := address.Parts{Project: "p", Container: "c", Server: "s", Index: 1}
	_, err := address.ParseEndpoint(some.URL(l.container.ControlPlane, l.container.Template))
	if e, ok := errors.AsType[*engine.Error](err); ok {
		return &engine.Error{Field: "container_endpoint", Message: e.Message, Advice: e.Advice}
	}
	return nil
}

// where returns the container's address. If it fails, the request itself was not sent.
func (l *locator) where(ctx context.Context) (*url.URL, *Failure) {
	u := l.join(ctx)
	select {
	case <-u.done:
		return u.at, u.failed
	case <-ctx.Done():
		return nil, l.account.explain(ctx, ctx, ctx.Err(), false)
	}
}

// join returns the look-up that is under way or has succeeded, or starts a new one.
func (l *locator) join(ctx context.Context) *lookUp {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.current == nil {
		l.current = &lookUp{done: make(chan struct{})}
		// It belongs to all that wait for it; request_timeout bounds it.
		go l.run(context.WithoutCancel(ctx), l.current)
	}
	return l.current
}

func (l *locator) run(ctx context.Context, u *lookUp) {
	defer close(u.done)
	if u.at, u.failed = l.ask(ctx); u.failed == nil {
		return
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	l.current = nil
}

// doubt forgets an address, once, if the container is not there or not awake.
func (l *locator) doubt(at *url.URL) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.doubted || l.current == nil {
		return
	}
	select {
	case <-l.current.done:
		if l.current.at == at {
			l.current, l.doubted = nil, true
		}
	default:
	}
}

// isDoubted reports whether the list may be as old as the address that was forgotten.
func (l *locator) isDoubted() bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.doubted
}

// A FoundContainer is a container as the control plane describes it.
type FoundContainer struct {
	ID      string  `json:"id"`
	Name    string  `json:"name"`
	Project string  `json:"project_id"`
	Server  *string `json:"server_name"`
	Status  string  `json:"status"`
}

var errNoContainer = errors.New("it is not about that container")

// errUnknownContainer says that the account has no such container. It is reported for
// each resource in it, since each must be forgotten by its own address.
var errUnknownContainer = errors.New("the account has no such container")

// ask makes one try.
func (l *locator) ask(ctx context.Context) (*url.URL, *Failure) {
	id := l.container.ID
	if !IsID(id) {
		return nil, l.failed(&engine.Error{
			Message: fmt.Sprintf("%q is not the id of a container.", id),
			Advice:  "Check " + l.names() + ".",
		})
	}
	if l.listed != nil && !l.isDoubted() {
		found, ok, err := l.listed(ctx, id)
		if err != nil {
			return nil, l.failed(err)
		}
		if ok {
			return l.found(found)
		}
	}
	var found FoundContainer
	k := Call{
		Method: http.MethodGet,
		Path:   "/api/v1/containers/" + id,
		Accept: func(body []byte) error {
			data, err := Payload(body)
			if err == nil {
				err = json.Unmarshal(data, &found)
			}
			if err != nil || found.ID != id {
				return errNoContainer
			}
			return nil
		},
		Advice: "Check the id of the container (" + l.names() + ").",
	}
	if o, err := l.account.Do(ctx, k); err != nil {
		failed := l.failed(l.unfound(o, err))
		failed.final = o.Verdict == Refused || o.isStopped()
		return nil, failed
	}
	return l.found(found)
}

func (l *locator) found(c FoundContainer) (*url.URL, *Failure) {
	at, err := l.address(c)
	if err != nil {
		return nil, l.failed(err)
	}
	return at, nil
}

// failed returns why there is no address. The field that names the container is to
// blame.
func (l *locator) failed(err error) *Failure {
	f := final(err)
	if l.listed != nil {
		f.field = engine.ContainerID
	}
	return f
}

// names returns where the container's id is written.
func (l *locator) names() string {
	if l.listed != nil {
		return "container_id"
	}
	return "container, or HOODY_CONTAINER"
}

// unfound returns an error that says whose fault it is that a look-up has no answer.
func (l *locator) unfound(o Outcome, err error) error {
	if o.Failure != nil {
		return err
	}
	id := l.container.ID
	switch {
	case o.Is404():
		advice := "Check the id (" + l.names() + "), and that HOODY_TOKEN is of the account that has it."
		if l.listed != nil {
			advice += " What was in a container that is deleted is gone with it: terraform state rm ADDRESS forgets that."
		}
		return &engine.Error{
			Message: fmt.Sprintf("Your account has no container %s.", id), Advice: advice, Cause: errUnknownContainer,
		}
	case o.Answer.Status == http.StatusForbidden && o.Answer.Words.API:
		return &engine.Error{
			Message: fmt.Sprintf("The token may not see container %s: it is of another account, or limited.", id),
			Advice:  "Set HOODY_TOKEN to a token of the account that has the container.",
		}
	}
	return err
}

// named returns the container as a person knows it: c1 (build).
func (c FoundContainer) named() string {
	if c.Name == "" {
		return c.ID
	}
	return c.ID + " (" + redact.Line(c.Name, longestName) + ")"
}

// longestName is how much of a container's name a message shows, in characters.
const longestName = 80

// problem returns why a container that exists cannot be called.
func (c FoundContainer) problem() *engine.Error {
	switch {
	case c.Server == nil || *c.Server == "":
		return &engine.Error{
			Message: fmt.Sprintf("Container %s has no server, so nothing runs in it yet.", c.named()),
			Advice:  "Start it at Hoody, then apply again.",
		}
	case strings.EqualFold(c.Status, "stopped"):
		return &engine.Error{
			Message: fmt.Sprintf("Container %s is stopped.", c.named()),
			Advice:  "Start it at Hoody, then apply again.",
		}
	}
	return nil
}

func (l *locator) address(c FoundContainer) (*url.URL, error) {
	if problem := c.problem(); problem != nil {
		return nil, problem
	}
	if !address.IsLabel(c.Project) || !address.IsLabel(*c.Server) {
		return nil, &engine.Error{
			Message: "The control plane's answer about container " + c.ID +
				" has a project or a server that can be in no address.",
			Advice: "Check the address of the control plane (endpoint, or HOODY_BASE_URL).",
		}
	}
	a := address.Parts{Project: c.Project, Container: c.ID, Server: *c.Server, Index: l.container.Index}
	return address.ParseEndpoint(a.URL(l.container.ControlPlane, l.container.Template))
}
