package things

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"time"

	"github.com/hoody/terraform-provider-hoody/internal/engine"
	"github.com/hoody/terraform-provider-hoody/internal/engine/api/internal/lost"
	"github.com/hoody/terraform-provider-hoody/internal/engine/api/internal/wire"
)

// errKnownID says that an answer names something that was there before.
var errKnownID = errors.New("it names an id that was there before")

// A Create makes one thing by a POST.
type Create[T any] struct {
	Kind *Kind[T]
	Post wire.Call
	// Decode reads what was made from the answer.
	Decode func([]byte) (T, error)
	// Fits reports whether a thing may be the one that was created, and Sure whether it
	// may be adopted without asking a person.
	Fits, Sure func(T) bool
	// Found describes a thing to a person.
	Found func(T) engine.Found
	// Explain says why a try made nothing. If it is nil, the client does.
	Explain func(wire.Outcome) *engine.Error
	// Thing is the word for it, and All the path of the list that has it.
	Thing, All string
	// Only says that at most one such thing can exist.
	Only bool
	// Last is the outcome of the latest try.
	Last wire.Outcome
}

// Run makes the thing. A thing that comes with an error exists.
func (c *Create[T]) Run(ctx context.Context) (made T, notices []engine.Notice, err error) {
	if err := c.list(ctx); err != nil {
		return made, nil, err
	}
	started, tries := time.Now(), 0
	p := c.Kind.client.Pace()
	r := c.Kind.Ledger.Make(ctx, &lost.Create[T]{
		Send: func(ctx context.Context, take func(string) bool) (T, lost.Outcome) {
			tries++
			return c.send(ctx, take)
		},
		Wait: func(ctx context.Context) bool { return p.Wait(ctx, c.Last) },
		Fits: c.Fits,
		Only: c.Only,
	})
	wire.LogCall(ctx, c.Post, c.Last, tries, started)
	switch {
	case r.Outcome == lost.Made:
		return r.Thing, c.besides(r), nil
	case len(r.Found) == 1 && !r.Shared && c.Sure(r.Found[0]):
		one, notices := c.adopted(r)
		return one, notices, nil
	}
	return made, nil, c.unmade(r)
}

// list makes sure that it is known what was there before. If that fails nothing is
// sent, and the list's error is the create's.
func (c *Create[T]) list(ctx context.Context) error {
	err := c.Kind.Ledger.Before(ctx, func(ctx context.Context) error {
		_, err := c.Kind.list.Get(ctx, wire.AllRetries)
		return err
	})
	if ctx.Err() != nil {
		return c.Kind.client.Interrupted(ctx)
	}
	return err
}

// outcomes translates verdicts into outcomes of a create.
var outcomes = map[wire.Verdict]lost.Outcome{
	wire.Done: lost.Made, wire.Refused: lost.Refused, wire.Again: lost.Again,
	wire.Unknown: lost.Broken, wire.Silent: lost.Silent,
}

func (c *Create[T]) send(ctx context.Context, take func(string) bool) (made T, o lost.Outcome) {
	k := c.Post
	k.Accept = func(body []byte) (err error) {
		if made, err = c.Decode(body); err == nil && !take(c.Found(made).ID) {
			return errKnownID
		}
		return err
	}
	c.Last = c.Kind.client.Try(ctx, k)
	return made, outcomes[c.Last.Verdict]
}

// adopted returns what was found for a lost create as its own.
func (c *Create[T]) adopted(r lost.Result[T]) (T, []engine.Notice) {
	one := r.Found[0]
	c.Kind.Ledger.Own(c.Found(one).ID)
	return one, []engine.Notice{{
		Summary: fmt.Sprintf("The %s %s was adopted", c.Thing, c.Found(one).ID),
		Detail: c.reason() + " The answer to its creation is lost. It is the only new one that matches the configuration, " +
			"and adopt_lost_creates is true on the provider.",
	}}
}

// besides warns of what a create may have made in addition to what it returns.
func (c *Create[T]) besides(r lost.Result[T]) []engine.Notice {
	if !r.Lost || r.Unseen == nil && len(r.Found) == 0 {
		return nil
	}
	n := engine.Notice{Summary: fmt.Sprintf("A second %s may exist in addition to %s", c.Thing, c.Found(r.Thing).ID)}
	if r.Unseen != nil {
		n.Detail = "An answer to its creation was lost, and it cannot be checked whether Hoody acted on that request too: " +
			wire.Reason(r.Unseen) + "\nCompare with what you manage: " + c.Kind.client.Curl(http.MethodGet, c.All)
		return []engine.Notice{n}
	}
	n.Detail = "An answer to its creation was lost, and since then Hoody made " + names(c.strays(r)) +
		", perhaps from that request. If nobody needs it, remove it:\n"
	for _, f := range c.strays(r) {
		n.Detail += f.Remove + "\n"
	}
	return []engine.Notice{n}
}

// unmade returns the error of a create that made nothing, as far as anybody can see.
func (c *Create[T]) unmade(r lost.Result[T]) error {
	if !r.Lost {
		return c.explain()
	}
	u := &engine.Unknown{
		Thing: c.Thing, Reason: c.reason(), Found: c.strays(r),
		List: c.Kind.client.Curl(http.MethodGet, c.All),
	}
	if r.Silent {
		u.Advice = fmt.Sprintf("It needs longer than request_timeout (%s). "+
			"Set a longer one on the provider, or an apply ends here again.", c.Kind.client.Timeout())
	}
	switch {
	case r.Unseen != nil:
		if unseen := wire.Reason(r.Unseen); unseen != u.Reason {
			u.Reason += " The list of what is there cannot be read: " + unseen
		}
	case len(u.Found) == 0 && !r.Silent:
		return c.explain()
	}
	return u
}

// strays describes what was found to a person.
func (c *Create[T]) strays(r lost.Result[T]) []engine.Found {
	all := make([]engine.Found, len(r.Found))
	for i, one := range r.Found {
		all[i] = c.Found(one)
		all[i].Path = c.Kind.client.Quote(wire.Call{}, all[i].Path)
		all[i].Remove = c.Kind.client.Curl(http.MethodDelete, c.All+"/"+all[i].ID)
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

// explain returns why the last try made nothing.
func (c *Create[T]) explain() *engine.Error {
	if c.Explain == nil {
		return c.Kind.client.Problem(c.Post, c.Last)
	}
	return c.Explain(c.Last)
}

// reason says in one line how the last try ended.
func (c *Create[T]) reason() string { return c.explain().Message }
