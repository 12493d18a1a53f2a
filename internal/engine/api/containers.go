package api

import (
	"cmp"
	"context"
	"errors"
	"slices"

	"github.com/hoody/terraform-provider-hoody/internal/engine"
	"github.com/hoody/terraform-provider-hoody/internal/engine/api/address"
	"github.com/hoody/terraform-provider-hoody/internal/engine/api/internal/containers"
	"github.com/hoody/terraform-provider-hoody/internal/engine/api/internal/wire"
)

// An Account makes engines for the containers of one account. Each engine has its own
// lists, mounts and retries, so that a container that does not answer costs the others
// no time. Where the containers are comes from one list that all of them share.
type Account struct {
	options Options
	known   *containers.Account
}

// NewAccount makes the account that the options' container belongs to, and ignores
// that container's id. It contacts nobody; its errors are *engine.Error.
func NewAccount(o Options) (*Account, error) {
	client, err := wire.NewAccount(o.wire())
	if err != nil {
		return nil, err
	}
	return &Account{options: o, known: containers.New(client)}, nil
}

// All returns the account's containers, sorted by id.
func (a *Account) All(ctx context.Context) ([]engine.Container, error) {
	all, err := a.known.All(wire.Logging(ctx))
	if err != nil {
		return nil, err
	}
	shown := make([]engine.Container, len(all))
	for i, c := range all {
		shown[i] = engine.Container{ID: c.ID, Name: c.Name, Project: c.Project, Status: c.Status}
		if c.Server == nil || *c.Server == "" {
			continue
		}
		shown[i].Server = *c.Server
		shown[i].Address = a.address(address.Parts{
			Project: c.Project, Container: c.ID, Server: *c.Server, Index: cmp.Or(a.options.Container.Index, 1),
		})
	}
	slices.SortFunc(shown, func(a, b engine.Container) int { return cmp.Compare(a.ID, b.ID) })
	return shown, nil
}

// address returns where a container can be called, or "" if that does not follow from
// what is known.
func (a *Account) address(parts address.Parts) string {
	in := a.options.Container
	plane, err := address.ParseEndpoint(in.ControlPlane)
	if err != nil || !parts.Valid() {
		return ""
	}
	if _, ok := address.DomainOf(plane); !ok && in.Template == "" {
		return ""
	}
	return parts.URL(in.ControlPlane, in.Template)
}

// Engine makes the engine of one container. It contacts nobody; its errors are
// *engine.Error, and blame the field that names the container.
func (a *Account) Engine(id string) (*Engine, error) {
	o := a.options
	container := *o.Container
	container.ID = id
	o.Container, o.listed = &container, a.known.Find
	e, err := New(o)
	if failure, ok := errors.AsType[*engine.Error](err); ok {
		return nil, &engine.Error{
			Field: engine.ContainerID, Message: failure.Message, Advice: failure.Advice, Cause: failure.Cause,
		}
	}
	return e, err
}
