package api

import (
	"context"

	"github.com/hoody/terraform-provider-hoody/internal/engine"
	"github.com/hoody/terraform-provider-hoody/internal/engine/api/internal/wire"
)

// Listed tells of a backend what Inspect would, where the list that all reads share
// is enough to know. It says false where Inspect has more to ask, or to explain.
func (e *Engine) Listed(ctx context.Context, id string) (engine.Remote, bool) {
	if e.verifyOnRefresh {
		return engine.Remote{}, false
	}
	ctx, cancel := e.client.Bounded(wire.Logging(ctx))
	defer cancel()
	e.ledger.Saw(id)
	all, err := e.backends.get(ctx, wire.RefreshRetries)
	if err != nil {
		return engine.Remote{}, false
	}
	remote, ok := all.byID[id]
	return remote, ok
}
