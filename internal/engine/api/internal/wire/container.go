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
)

// A Container is a container that is known by its id: the control plane says
// where its storage service is.
type Container struct {
	ID string
	// Index says which of its storage services; 0 stands for 1.
	Index int64
	// ControlPlane is the URL to ask, with the account's token.
	ControlPlane string
	// Template is the address of a container where no domain follows from the
	// control plane's: {project_id}, {container_id}, {server} and {index} are
	// filled in.
	Template string
}

// A locator looks up, when the first request is made, where a container is. It
// asks once: containers do not move during a run. What fails is asked again by the
// next try of a request, so that the tries and the time of an operation are its own.
type locator struct {
	container Container
	// account asks the control plane, one try at a time.
	account *Client

	mu      sync.Mutex
	current *lookUp
}

// A lookUp is one question to the control plane, shared by all who wait for it. Its
// results may be read once done is closed.
type lookUp struct {
	done   chan struct{}
	at     *url.URL
	failed *Failure
}

func newLocator(o Options) (*locator, error) {
	account, once := o, 0
	account.Container, account.ToContainer, account.Gate, account.Headers = nil, false, Gate{}, nil
	account.Endpoint, account.MaxRetries = o.Container.ControlPlane, &once
	c, err := New(account)
	if err != nil {
		return nil, err
	}
	if o.Token == "" {
		return nil, &engine.Error{
			Message: "A container is named by its id, and there is no token to look it up with.",
			Advice:  "Set HOODY_TOKEN, or write down the container's project_id and server too.",
		}
	}
	l := &locator{container: *o.Container, account: c}
	if l.container.Index == 0 {
		l.container.Index = 1
	}
	return l, l.check()
}

// check refuses, before there is a request, what can lead to no container.
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

// where is the container's address. After a failure the request itself was not sent.
func (l *locator) where(ctx context.Context) (*url.URL, *Failure) {
	u := l.join(ctx)
	select {
	case <-u.done:
		return u.at, u.failed
	case <-ctx.Done():
		return nil, l.account.explain(ctx, ctx, ctx.Err(), false)
	}
}

// join is the look-up that is under way or has succeeded, or a new one.
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

// foundContainer is a container as the control plane answers it.
type foundContainer struct {
	ID      string  `json:"id"`
	Project string  `json:"project_id"`
	Server  *string `json:"server_name"`
	Status  string  `json:"status"`
}

var errNoContainer = errors.New("it is not about that container")

// ask tries once.
func (l *locator) ask(ctx context.Context) (*url.URL, *Failure) {
	id := l.container.ID
	if !IsID(id) {
		return nil, final(&engine.Error{
			Message: fmt.Sprintf("%q is not the id of a container.", id),
			Advice:  "Check container, or HOODY_CONTAINER.",
		})
	}
	var found foundContainer
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
		Advice: "Check the id of the container (container, or HOODY_CONTAINER).",
	}
	if o, err := l.account.Do(ctx, k); err != nil {
		failed := final(l.unfound(o, err))
		failed.final = o.Verdict == Refused
		return nil, failed
	}
	at, err := l.address(found)
	if err != nil {
		return nil, final(err)
	}
	return at, nil
}

// unfound says whose fault it is that a look-up has no answer.
func (l *locator) unfound(o Outcome, err error) error {
	if o.Failure != nil {
		return err
	}
	id := l.container.ID
	switch {
	case o.Is404():
		return &engine.Error{
			Message: fmt.Sprintf("Your account has no container %s.", id),
			Advice:  "Check the id (container, or HOODY_CONTAINER), and that HOODY_TOKEN is of the account that has it.",
		}
	case o.Answer.Status == http.StatusForbidden && o.Answer.Words.API:
		return &engine.Error{
			Message: fmt.Sprintf("The token may not see container %s: it is of another account, or limited.", id),
			Advice:  "Set HOODY_TOKEN to a token of the account that has the container.",
		}
	}
	return err
}

// Problem says why a container that there is cannot be called.
func (c foundContainer) problem() *engine.Error {
	switch {
	case c.Server == nil || *c.Server == "":
		return &engine.Error{
			Message: fmt.Sprintf("Container %s has no server, so nothing runs in it yet.", c.ID),
			Advice:  "Start it at Hoody, then apply again.",
		}
	case strings.EqualFold(c.Status, "stopped"):
		return &engine.Error{
			Message: fmt.Sprintf("Container %s is stopped.", c.ID),
			Advice:  "Start it at Hoody, then apply again.",
		}
	}
	return nil
}

func (l *locator) address(c foundContainer) (*url.URL, error) {
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
