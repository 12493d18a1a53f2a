package api

import (
	"context"
	"net/http"

	"github.com/hoody/terraform-provider-hoody/internal/engine"
	"github.com/hoody/terraform-provider-hoody/internal/engine/api/internal/things"
	"github.com/hoody/terraform-provider-hoody/internal/engine/api/internal/wire"
)

// Connect creates a backend. The call has no key that would make it safe to repeat:
// package lost decides when it is sent again, and what happens after a lost answer.
func (e *Engine) Connect(ctx context.Context, s engine.Spec) (engine.Remote, error) {
	body, err := wire.Encode(s.Values)
	if err != nil {
		return engine.Remote{}, &engine.Error{Message: "The configuration cannot be written as JSON.", Cause: err}
	}
	ctx, cancel := e.client.Bounded(wire.Logging(ctx))
	defer cancel()
	defer e.backends.Drop()
	c := things.Create[engine.Remote]{
		Kind: e.backends,
		Post: wire.Call{
			Method:  http.MethodPost,
			Path:    backendsPath + "/" + s.Backend.Name,
			Body:    body,
			Blame:   blames(s.Backend),
			Dated:   dated(s),
			Secrets: secretsOf(s.Backend, s.Values),
			Advice:  "Correct the backend's configuration; nothing was connected.",
		},
		Decode: decodeBackend,
		Fits: func(r engine.Remote) bool {
			return s.Backend.IsType(r.BackendType) && len(r.MountPaths) == 0 && s.Contradiction(r) == nil
		},
		Sure:  func(r engine.Remote) bool { return e.adopt && s.Matches(r) },
		Found: func(r engine.Remote) engine.Found { return engine.Found{ID: r.ID} },
		Thing: "backend", All: backendsPath,
	}
	remote, notices, err := c.Run(ctx)
	remote.Notices = append(remote.Notices, notices...)
	if err == nil && remote.BackendType == "" {
		remote.BackendType = s.Backend.BackendType()
	}
	return remote, err
}
