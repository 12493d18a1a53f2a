// Package containers finds the containers of an account, with one list that all who
// ask share. It knows only the control plane, and no container's own API. Begin with
// Account.Find.
package containers

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"slices"

	"github.com/hoody/terraform-provider-hoody/internal/engine/api/internal/shared"
	"github.com/hoody/terraform-provider-hoody/internal/engine/api/internal/wire"
)

// An Account has the containers of one account. It is safe for concurrent use.
type Account struct {
	client *wire.Client
	list   *shared.List[wire.FoundContainer]
}

// New makes the account that a client of the control plane can list. It contacts
// nobody.
func New(controlPlane *wire.Client) *Account {
	a := &Account{client: controlPlane}
	a.list = &shared.List[wire.FoundContainer]{
		Fetch: a.fetch, ID: func(c wire.FoundContainer) string { return c.ID },
		Limit: controlPlane.Timeout() + wire.Budget, Lasts: true,
	}
	return a
}

// Find looks for a container in the list, which is fetched once in a run. With a token
// that may not list containers it finds none.
func (a *Account) Find(ctx context.Context, id string) (wire.FoundContainer, bool, error) {
	l, err := a.get(ctx)
	if errors.Is(err, errWithheld) {
		return wire.FoundContainer{}, false, nil
	}
	if err != nil {
		return wire.FoundContainer{}, false, err
	}
	found, ok := l.ByID[id]
	return found, ok, nil
}

// All returns every container in the list.
func (a *Account) All(ctx context.Context) ([]wire.FoundContainer, error) {
	l, err := a.get(ctx)
	if err != nil {
		return nil, err
	}
	return slices.Clone(l.All), nil
}

func (a *Account) get(ctx context.Context) (*shared.Listing[wire.FoundContainer], error) {
	l, err := a.list.Get(ctx, wire.AllRetries)
	if ctx.Err() != nil {
		return nil, a.client.Interrupted(ctx)
	}
	return l, err
}

// perPage is how many containers one request asks for. mostPages is where to stop with
// a control plane that never comes to an end.
const (
	perPage   = 100
	mostPages = 1000
)

// A page is one part of the list.
type page struct {
	Containers []wire.FoundContainer `json:"containers"`
	Pagination struct {
		Pages int `json:"totalPages"`
	} `json:"pagination"`
}

// errWithheld says that the token may read single containers at most.
var errWithheld = errors.New("containers are not listed")

var errNoList = errors.New("it is no list of containers")

func (a *Account) fetch(ctx context.Context, retries int) (all []wire.FoundContainer, err error) {
	ctx, cancel := a.client.Bounded(ctx)
	defer cancel()
	for n := 1; n <= mostPages; n++ {
		var one page
		o, err := a.client.DoTimes(ctx, wire.Call{
			Method: http.MethodGet,
			Path:   "/api/v1/containers",
			Query:  fmt.Sprintf("page=%d&limit=%d", n, perPage),
			Accept: func(body []byte) error {
				data, err := wire.Payload(body)
				if err == nil {
					err = json.Unmarshal(data, &one)
				}
				if err != nil || one.Containers == nil {
					return errNoList
				}
				return nil
			},
			Advice: "Check the address of the control plane (endpoint, or HOODY_BASE_URL).",
		}, retries)
		if err != nil && isWithheld(o) {
			failure := *wire.AsError(err)
			failure.Advice = "Check that endpoint is the control plane, and that HOODY_TOKEN may list the account's containers."
			failure.Cause = errWithheld
			return nil, &failure
		}
		if err != nil {
			return nil, a.client.CommonOf(err, "Hoody's list of containers cannot be read")
		}
		all = append(all, one.Containers...)
		if n >= one.Pagination.Pages || len(one.Containers) == 0 {
			break
		}
	}
	return all, nil
}

// isWithheld reports whether an answer refuses this token the list.
func isWithheld(o wire.Outcome) bool {
	return o.Is404() || o.Failure == nil && o.Answer.Status == http.StatusForbidden && o.Answer.Words.API
}
