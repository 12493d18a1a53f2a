package api

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/hoody/terraform-provider-hoody/internal/engine"
)

// Connect creates a backend. The call has no key that would make it safe to
// repeat, so it is sent again only when it is known not to have happened; when
// its answer was lost, the list of backends is asked what it did.
func (e *Engine) Connect(ctx context.Context, s engine.Spec) (engine.Remote, error) {
	body, err := encode(s.Values)
	if err != nil {
		return engine.Remote{}, &engine.Error{Message: "The configuration cannot be written as JSON.", Cause: err}
	}
	ctx, cancel := e.client.bounded(logging(ctx))
	defer cancel()
	defer e.backends.drop()
	var made engine.Remote
	post := call{
		method: http.MethodPost,
		path:   backendsPath + "/" + s.Backend.Name,
		body:   body,
		accept: func(body []byte) (err error) {
			made, err = decodeBackend(body)
			return err
		},
		blame:   blames(s.Backend),
		dated:   dated(s),
		secrets: secretsOf(s.Backend, s.Values),
		advice:  "Correct the backend's configuration; nothing was connected.",
	}
	k, c := e.ledger.kinOf(s.Backend), &create{spec: s}
	remote, err := e.create(ctx, k, c, post, &made)
	if len(c.sends) > 0 {
		remote, err = e.settle(ctx, k, c, remote, err)
	}
	if err == nil && remote.BackendType == "" {
		remote.BackendType = s.Backend.BackendType()
	}
	return remote, err
}

// create sends a create until it is known what came of it.
func (e *Engine) create(ctx context.Context, k *kin, c *create, post call, made *engine.Remote) (engine.Remote, error) {
	started, p := time.Now(), patience{left: e.client.retries}
	for tries := 1; ; tries++ {
		o, err := e.send(ctx, k, c, post, made)
		if err != nil {
			return engine.Remote{}, err
		}
		if o.verdict == done {
			logCall(ctx, post, o, tries, started)
			return *made, nil
		}
		failed := e.client.problem(ctx, post, o)
		if o.verdict == lost {
			f, err := e.look(ctx, k, c)
			if err != nil {
				logCall(ctx, post, o, tries, started)
				return engine.Remote{}, &engine.Unknown{Reason: reason(failed) + " Looking for it failed: " + reason(err)}
			}
			if len(f.candidates) > 0 {
				logCall(ctx, post, o, tries, started)
				return e.adopt(f, failed)
			}
		}
		if o.verdict == refused || !p.wait(ctx, o) {
			logCall(ctx, post, o, tries, started)
			return engine.Remote{}, e.client.problem(ctx, post, o) // or of what ended the wait
		}
	}
}

// send sends a create once and enters its outcome into the ledger before anybody
// can look for what is not in it.
func (e *Engine) send(ctx context.Context, k *kin, c *create, post call, made *engine.Remote) (outcome, error) {
	if err := k.gate.Acquire(ctx, 1); err != nil {
		return outcome{}, e.client.interrupted(ctx)
	}
	defer k.gate.Release(1)
	sent := time.Now()
	o := e.client.try(ctx, post)
	switch o.verdict {
	case done:
		e.ledger.own(made.ID)
	case lost:
		e.ledger.lose(k, c, send{sent, time.Now()})
	}
	return o, nil
}

// adopt takes the backend that was found for a lost answer, if it is certain.
func (e *Engine) adopt(f *finding, failed error) (engine.Remote, error) {
	if f.adopted == nil {
		return engine.Remote{}, &engine.Unknown{Candidates: f.candidates, Reason: reason(failed) + " No backend was adopted because " + f.why + "."}
	}
	if e.noAdoption {
		return engine.Remote{}, &engine.Unknown{Candidates: f.candidates, Reason: reason(failed) + " It was not adopted because adopt_lost_creates is false."}
	}
	remote := *f.adopted
	remote.Notices = append(remote.Notices, engine.Notice{
		Summary: "Backend " + remote.ID + " was adopted",
		Detail: reason(failed) + " The answer to the create is lost, but " + remote.ID +
			" is the only new backend of its type that the service made while the request was under way, at " + remote.CreatedAt +
			", and nothing of it contradicts the configuration. Set adopt_lost_creates = false on the provider to get an error instead.",
	})
	return remote, nil
}

// settle looks once more for what a create with a lost answer may have left
// behind, and sees to it that somebody is told.
func (e *Engine) settle(ctx context.Context, k *kin, c *create, remote engine.Remote, err error) (engine.Remote, error) {
	left, failed := e.lookAgain(ctx, k, c)
	if err != nil {
		return engine.Remote{}, unsettled(err, left, failed)
	}
	switch {
	case failed != nil:
		remote.Notices = append(remote.Notices, engine.Notice{
			Summary: "A second backend may exist besides " + remote.ID,
			Detail: "An answer to its create was lost, and whether the service acted on that request late could not be checked: " +
				reason(failed) + " Compare GET " + backendsPath + " with what you manage.",
		})
	case len(left) > 0:
		remote.Notices = append(remote.Notices, engine.Notice{
			Summary: "A second backend may exist besides " + remote.ID,
			Detail: fmt.Sprintf("An answer to its create was lost, and since then the service made %s, perhaps from that request. "+
				"If it is nobody else's, remove it with DELETE %s/{id}, or import it and destroy it.", ids(left), backendsPath),
		})
	}
	return remote, nil
}

// unsettled is the error of a create that failed and of which something may be
// left. With nothing left it is the error that it was.
func unsettled(err error, left []engine.Remote, failed error) error {
	unknown, ok := errors.AsType[*engine.Unknown](err)
	switch {
	case !ok && failed != nil:
		return &engine.Unknown{Reason: "An answer was lost, and whether the service acted on that request could not be checked. " + reason(err)}
	case !ok && len(left) > 0:
		return &engine.Unknown{Candidates: left, Reason: "An answer was lost. " + reason(err)}
	case !ok:
		return err
	}
	all := slices.Clone(unknown.Candidates)
	for _, r := range left {
		if !slices.ContainsFunc(all, func(o engine.Remote) bool { return o.ID == r.ID }) {
			all = append(all, r)
		}
	}
	return &engine.Unknown{Candidates: all, Reason: unknown.Reason}
}

// reason is an error in one line, without its advice.
func reason(err error) string {
	if e, ok := errors.AsType[*engine.Error](err); ok {
		return e.Message
	}
	return err.Error()
}

func ids(remotes []engine.Remote) string {
	all := make([]string, len(remotes))
	for i, r := range remotes {
		all[i] = r.ID
	}
	return strings.Join(all, ", ")
}
