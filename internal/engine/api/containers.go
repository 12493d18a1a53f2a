package api

import (
	"errors"

	"github.com/hoody/terraform-provider-hoody/internal/engine"
	"github.com/hoody/terraform-provider-hoody/internal/engine/api/internal/containers"
	"github.com/hoody/terraform-provider-hoody/internal/engine/api/internal/wire"
)

// An Account makes engines for the containers of one account. Each has its own lists,
// mounts and retries, so that one that is silent costs the others no time; where they
// are, one list says for all.
type Account struct {
	options Options
	known   *containers.Account
}

// NewAccount makes an account of the options' container: its id is open, and its
// control plane is asked. It contacts nobody; its errors are *engine.Error.
func NewAccount(o Options) (*Account, error) {
	client, err := wire.NewAccount(o.wire())
	if err != nil {
		return nil, err
	}
	return &Account{options: o, known: containers.New(client)}, nil
}

// Engine makes the engine of one container. It contacts nobody; its errors are
// *engine.Error, and blame what names the container.
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
