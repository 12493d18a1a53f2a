package provider

import (
	"context"
	"sync"

	"github.com/hoody/terraform-provider-hoody/internal/engine"
	"github.com/hoody/terraform-provider-hoody/internal/engine/api"
)

// containers has an engine for each container that a resource names, made when a
// resource first names it.
type containers struct {
	// account makes the account that knows where the containers are. It does so once.
	account func() (*api.Account, error)
	// own is the provider's own selection.
	own engine.Selection

	mu    sync.Mutex
	known map[string]engine.Selection
}

func newContainers(o api.Options, own engine.Selection) *containers {
	return &containers{
		account: sync.OnceValues(func() (*api.Account, error) { return api.NewAccount(o) }),
		own:     own, known: map[string]engine.Selection{},
	}
}

// All returns the account's containers.
func (c *containers) All(ctx context.Context) ([]engine.Container, error) {
	account, err := c.account()
	if err != nil {
		return nil, err
	}
	return account.All(ctx)
}

// In returns the engine of one container.
func (c *containers) In(id string) (engine.Selection, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if known, ok := c.known[id]; ok {
		return known, nil
	}
	account, err := c.account()
	if err != nil {
		return engine.Selection{}, err
	}
	e, err := account.Engine(id)
	if err != nil {
		return engine.Selection{}, err
	}
	c.known[id] = engine.Selection{
		Name: c.own.Name, Engine: e, Origin: e.Origin(), Account: e.Account(),
		AllowOriginChange: c.own.AllowOriginChange, Held: new(engine.Seen), Told: c.own.Told,
		Container: id, Others: c,
	}
	return c.known[id], nil
}
