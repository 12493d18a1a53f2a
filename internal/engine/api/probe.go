package api

import (
	"cmp"
	"context"
	"net/http"

	"github.com/hoody/terraform-provider-hoody/internal/engine"
	"github.com/hoody/terraform-provider-hoody/internal/engine/api/internal/wire"
)

// Test makes Hoody probe the backend now. If Hoody cannot reach it, the result is a
// Probe and not an error.
func (e *Engine) Test(ctx context.Context, r engine.Ref) (engine.Probe, error) {
	ctx, cancel := e.client.Bounded(wire.Logging(ctx))
	defer cancel()
	k, err := e.on(http.MethodGet, r, "/test")
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
	case o.Is404():
		return engine.Probe{}, e.backends.Gone(ctx, r.ID)
	case err == nil && status == "connected":
		return engine.Probe{OK: true, Status: status}, nil
	case err == nil:
		return engine.Probe{Status: status, Message: "Its status is " + e.client.Quote(k, status) + "."}, nil
	case unreachable(o):
		said := cmp.Or(e.client.Quote(k, o.Answer.Words.Text), wire.Reason(err))
		return engine.Probe{Status: "disconnected", Message: said}, nil
	default:
		return engine.Probe{}, err
	}
}

// unreachable reports whether the API says that the storage behind it did not answer.
func unreachable(o wire.Outcome) bool {
	return o.Failure == nil && o.Answer.Words.API &&
		(o.Answer.Status == http.StatusBadRequest || o.Answer.Status == http.StatusBadGateway)
}
