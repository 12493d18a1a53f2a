package api

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"time"

	"github.com/hoody/terraform-provider-hoody/internal/engine"
	"github.com/hoody/terraform-provider-hoody/internal/engine/api/internal/lost"
	"github.com/hoody/terraform-provider-hoody/internal/engine/api/internal/shared"
	"github.com/hoody/terraform-provider-hoody/internal/engine/api/internal/wire"
)

// A making is a create through the API, of a backend or a mount.
type making[T any] struct {
	client *wire.Client
	ledger *lost.Ledger[T]
	// before is the list of what was there before.
	before *shared.List[T]
	post   wire.Call
	decode func([]byte) (T, error)
	// fits says whether a thing may be what is created, and sure whether one that
	// was found may be taken for it without asking a person.
	fits, sure func(T) bool
	found      func(T) engine.Found
	// explain says why a try made nothing.
	explain func(wire.Outcome) *engine.Error
	// thing is what people call it, and all the path of their list.
	thing, all string
	// only says that there can be one at most.
	only bool

	last wire.Outcome // of the latest try
}

// run makes the thing. One that comes with an error is there.
func (m *making[T]) run(ctx context.Context) (made T, notices []engine.Notice, err error) {
	if err := m.list(ctx); err != nil {
		return made, nil, err
	}
	started, tries := time.Now(), 0
	p := m.client.Pace()
	r := m.ledger.Make(ctx, &lost.Create[T]{
		Send: func(ctx context.Context, take func(string) bool) (T, lost.Outcome) {
			tries++
			return m.send(ctx, take)
		},
		Wait: func(ctx context.Context) bool { return p.Wait(ctx, m.last) },
		Fits: m.fits,
		Only: m.only,
	})
	wire.LogCall(ctx, m.post, m.last, tries, started)
	switch {
	case r.Outcome == lost.Made:
		return r.Thing, m.besides(r), nil
	case len(r.Found) == 1 && !r.Shared && m.sure(r.Found[0]):
		one, notices := m.adopted(r)
		return one, notices, nil
	}
	return made, nil, m.unmade(r)
}

// list sees to it that what was there before is known. Without that nothing is sent,
// and the list's error is the create's.
func (m *making[T]) list(ctx context.Context) error {
	err := m.ledger.Before(ctx, func(ctx context.Context) error {
		_, err := m.before.Get(ctx, wire.AllRetries)
		return err
	})
	if ctx.Err() != nil {
		return m.client.Interrupted(ctx)
	}
	return err
}

// outcomes are what verdicts mean for a create.
var outcomes = map[wire.Verdict]lost.Outcome{
	wire.Done: lost.Made, wire.Refused: lost.Refused, wire.Again: lost.Again,
	wire.Unknown: lost.Broken, wire.Silent: lost.Silent,
}

func (m *making[T]) send(ctx context.Context, take func(string) bool) (made T, o lost.Outcome) {
	k := m.post
	k.Accept = func(body []byte) (err error) {
		if made, err = m.decode(body); err == nil && !take(m.found(made).ID) {
			return errKnownID
		}
		return err
	}
	m.last = m.client.Try(ctx, k)
	return made, outcomes[m.last.Verdict]
}

// adopted takes what was found for a lost create.
func (m *making[T]) adopted(r lost.Result[T]) (T, []engine.Notice) {
	one := r.Found[0]
	m.ledger.Own(m.found(one).ID)
	return one, []engine.Notice{{
		Summary: fmt.Sprintf("The %s %s was adopted", m.thing, m.found(one).ID),
		Detail: m.reason() + " The answer to its creation is lost. It is the only new one that matches the configuration, " +
			"and adopt_lost_creates is true on the provider.",
	}}
}

// besides warns of what a create may have made besides what it has.
func (m *making[T]) besides(r lost.Result[T]) []engine.Notice {
	if !r.Lost || r.Unseen == nil && len(r.Found) == 0 {
		return nil
	}
	n := engine.Notice{Summary: fmt.Sprintf("A second %s may exist besides %s", m.thing, m.found(r.Thing).ID)}
	if r.Unseen != nil {
		n.Detail = "An answer to its creation was lost, and it cannot be checked whether Hoody acted on that request too: " +
			wire.Reason(r.Unseen) + "\nCompare with what you manage: " + m.client.Curl(http.MethodGet, m.all)
		return []engine.Notice{n}
	}
	n.Detail = "An answer to its creation was lost, and since then Hoody made " + names(m.strays(r)) +
		", perhaps from that request. If nobody needs it, remove it:\n"
	for _, f := range m.strays(r) {
		n.Detail += f.Remove + "\n"
	}
	return []engine.Notice{n}
}

// unmade is the error of a create that made nothing, as far as anybody can see.
func (m *making[T]) unmade(r lost.Result[T]) error {
	if !r.Lost {
		return m.explain(m.last)
	}
	u := &engine.Unknown{
		Thing: m.thing, Reason: m.reason(), Found: m.strays(r),
		List: m.client.Curl(http.MethodGet, m.all),
	}
	if r.Silent {
		u.Advice = fmt.Sprintf("It needs longer than request_timeout (%s). "+
			"Set a longer one on the provider, or an apply ends here again.", m.client.Timeout())
	}
	switch {
	case r.Unseen != nil:
		if unseen := wire.Reason(r.Unseen); unseen != u.Reason {
			u.Reason += " The list of what is there cannot be read: " + unseen
		}
	case len(u.Found) == 0 && !r.Silent:
		return m.explain(m.last)
	}
	return u
}

// strays are what was found, as a person is told of it.
func (m *making[T]) strays(r lost.Result[T]) []engine.Found {
	all := make([]engine.Found, len(r.Found))
	for i, one := range r.Found {
		all[i] = m.found(one)
		all[i].Path = m.client.Quote(wire.Call{}, all[i].Path)
		all[i].Remove = m.client.Curl(http.MethodDelete, m.all+"/"+all[i].ID)
	}
	return all
}

func names(all []engine.Found) string {
	said := make([]string, len(all))
	for i, f := range all {
		said[i] = f.String()
	}
	return strings.Join(said, ", ")
}

// reason says in one line how the last try ended.
func (m *making[T]) reason() string { return m.explain(m.last).Message }
