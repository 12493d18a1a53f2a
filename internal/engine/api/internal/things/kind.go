// Package things has what backends and mounts share: a list that reads share, what a
// 404 means beside that list, and creates that lose nothing. It joins the packages
// lost and shared to wire, and does not know what a backend or a mount is. Begin with
// Kind.
package things

import (
	"context"
	"slices"

	"github.com/hoody/terraform-provider-hoody/internal/engine"
	"github.com/hoody/terraform-provider-hoody/internal/engine/api/internal/lost"
	"github.com/hoody/terraform-provider-hoody/internal/engine/api/internal/shared"
	"github.com/hoody/terraform-provider-hoody/internal/engine/api/internal/wire"
)

// A Kind has all things of one kind at a service. It is safe for concurrent use.
type Kind[T any] struct {
	client *wire.Client
	fetch  func(ctx context.Context, retries int) ([]T, error)
	list   *shared.List[T]
	// Absent, unless nil, reports whether a listed thing counts as not there.
	Absent func(T) bool
	// Ledger has what this process saw, made, and may have made. Ids are opaque, and a
	// mount may have the same id as a backend, so each kind has a ledger of its own.
	Ledger *lost.Ledger[T]
}

// NewKind makes a kind of things, such as "backends". The function id returns a
// thing's id; fetch lists all things, and may retry up to that many times.
func NewKind[T any](
	c *wire.Client, things string, id func(T) string, fetch func(ctx context.Context, retries int) ([]T, error),
) *Kind[T] {
	k := &Kind[T]{client: c}
	k.fetch = func(ctx context.Context, retries int) ([]T, error) {
		ctx, cancel := c.Bounded(ctx)
		defer cancel()
		all, err := fetch(ctx, retries)
		if err != nil {
			return nil, c.CommonOf(err, "Hoody's list of "+things+" cannot be read")
		}
		k.Ledger.SawAll(all)
		if k.Absent != nil {
			all = slices.DeleteFunc(all, k.Absent)
		}
		return all, nil
	}
	k.list = &shared.List[T]{Fetch: k.fetch, ID: id, Limit: c.Timeout() + wire.Budget}
	k.Ledger = (&lost.Ledger[T]{ID: id, List: k.Now, Budget: wire.Budget, Try: c.Timeout()}).Init()
	return k
}

// Now lists all things that exist now.
func (k *Kind[T]) Now(ctx context.Context) ([]T, error) { return k.fetch(ctx, wire.AllRetries) }

// All returns all things, from the list that reads share.
func (k *Kind[T]) All(ctx context.Context) ([]T, error) {
	l, err := k.get(ctx, wire.AllRetries)
	if err != nil {
		return nil, err
	}
	return slices.Clone(l.All), nil
}

// Find looks for a thing in the list that all reads of a refresh share. If the list
// fails, everybody who reads gets its error.
func (k *Kind[T]) Find(ctx context.Context, id string) (one T, listed bool, all []T, err error) {
	k.Ledger.Saw(id)
	l, err := k.get(ctx, wire.RefreshRetries)
	if err != nil {
		return one, false, nil, err
	}
	one, listed = l.ByID[id]
	return one, listed, l.All, nil
}

func (k *Kind[T]) get(ctx context.Context, retries int) (*shared.Listing[T], error) {
	l, err := k.list.Get(ctx, retries)
	if ctx.Err() != nil {
		return nil, k.client.Interrupted(ctx)
	}
	return l, err
}

// Read asks for one thing by its id; get must be a GET. It returns ErrNotFound after a
// 404, and for a thing that counts as not there. Before a caller takes that for gone,
// it must have seen a list that lacks the id, or ask Gone.
func (k *Kind[T]) Read(ctx context.Context, id string, get wire.Call, decode func([]byte) (T, error)) (T, error) {
	var one, none T
	get.Accept = func(body []byte) (err error) {
		one, err = decode(body)
		if err == nil && k.Ledger.ID(one) != id {
			return wire.ErrAnother
		}
		return err
	}
	o, err := k.client.Do(ctx, get)
	if o.Is404() || err == nil && k.Absent != nil && k.Absent(one) {
		return none, engine.ErrNotFound
	}
	if err != nil {
		return none, err
	}
	return one, nil
}

// Gone returns what the 404 to a call about a thing means: ErrNotFound if a list that
// succeeded lacks the thing too. That may be a list that others asked for; if it still
// has the thing, Gone looks at a new one.
func (k *Kind[T]) Gone(ctx context.Context, id string) error {
	for range 2 {
		l, err := k.get(ctx, wire.AllRetries)
		if err != nil {
			return err
		}
		if _, listed := l.ByID[id]; !listed {
			return engine.ErrNotFound
		}
		k.Drop()
	}
	return k.client.Contradictory(id)
}

// Drop makes the next reads list again, because this process has just changed
// something.
func (k *Kind[T]) Drop() { k.list.Drop() }
