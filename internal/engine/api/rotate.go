package api

import (
	"context"
	"errors"
	"net/http"

	"github.com/hoody/terraform-provider-hoody/internal/catalog"
	"github.com/hoody/terraform-provider-hoody/internal/engine"
	"github.com/hoody/terraform-provider-hoody/internal/engine/api/internal/wire"
)

// Rotate replaces credentials in place. The call may be repeated: Hoody accepts
// credentials that it already has without a probe.
func (e *Engine) Rotate(ctx context.Context, r engine.Ref, credentials map[string]*string) error {
	ctx, cancel := e.client.Bounded(wire.Logging(ctx))
	defer cancel()
	defer e.backends.Drop()
	k, err := e.on(http.MethodPut, r, "")
	if err != nil {
		return err
	}
	if k.Body, err = wire.Encode(credentials); err != nil {
		return &engine.Error{Message: "The credentials cannot be written as JSON.", Cause: err}
	}
	k.Secrets = append(k.Secrets, newSecrets(r.Backend, credentials)...)
	k.Advice = adviceRefused
	o, err := e.client.Do(ctx, k)
	switch {
	case err == nil:
		return nil
	case o.Is404():
		return e.backends.Gone(ctx, r.ID)
	case o.IsConflict():
		paths := e.mountPaths(ctx, r)
		if len(paths) == 0 && (o.IsBusy() || !o.SpeaksOf("mount")) {
			return &engine.Error{Message: wire.Reason(err), Advice: adviceBusy}
		}
		refusal := whereMounted(err, paths, adviceRemount)
		refusal.Cause = engine.ErrMounted
		return refusal
	case isRefusal(o):
		refusal := *wire.AsError(err)
		refusal.Cause = engine.ErrRefused
		if f := rotatedLater(r.Backend, credentials, refusal.Message); f != nil {
			refusal.Field = f.Name
			refusal.Advice = f.History() + " Replace the backend: terraform apply -replace=ADDRESS"
		}
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

const adviceRefused = "The old credentials stay in use. Hoody tries new ones on the root of the storage, and also " +
	"refuses a key that may not list it. If the new key is right, replace the backend: terraform apply -replace=ADDRESS"

// rotatedLater returns the credential that a refusal names and that this version of
// Hoody may not rotate yet, or nil.
func rotatedLater(b *catalog.Backend, credentials map[string]*string, refusal string) *catalog.Field {
	if b == nil {
		return nil
	}
	for i := range b.Fields {
		f := &b.Fields[i]
		if _, sent := credentials[f.Name]; sent && f.RotatesSince != catalog.Page && mentions(refusal, f.Name) {
			return f
		}
	}
	return nil
}

// isRefusal reports whether the API itself refused the new credentials.
func isRefusal(o wire.Outcome) bool {
	if o.Failure != nil || !o.Answer.Words.API || o.Verdict != wire.Refused {
		return false
	}
	switch o.Answer.Status {
	case http.StatusBadRequest, http.StatusUnprocessableEntity, http.StatusBadGateway:
		return true
	}
	return false
}

// newSecrets returns the new values that are secret; without a catalog entry, all of
// them.
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
