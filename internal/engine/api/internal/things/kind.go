// Package things has what backends and mounts have in common: a list that reads share,
// what a 404 means beside that list, and creates that lose nothing.
package things

import (
	"context"
	"slices"

	"github.com/hoody/terraform-provider-hoody/internal/engine"
	"github.com/hoody/terraform-provider-hoody/internal/engine/api/internal/lost"
	"github.com/hoody/terraform-provider-hoody/internal/engine/api/internal/shared"
	"github.com/hoody/terraform-provider-hoody/internal/engine/api/internal/wire"
)

// A Kind is all things of one kind at a service. It is safe for concurrent use.
type Kind[T any] struct {
	client *wire.Client
	fetch  func(ctx context.Context, retries int) ([]T, error)
	list   *shared.List[T]
	// Absent, unless nil, says of what is listed that it is as good as not there.
	Absent func(T) bool
	// Ledger is what this process saw, made, and may have made. Ids are opaque, and
	// those of a mount and of a backend may be the same: each kind has its own.
	Ledger *lost.Ledger[T]
}

// NewKind makes a kind of things, such as "backends", that have an id and are listed by
// fetch, which lists once and may repeat that so many times.
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

// Now lists all things there are now.
func (k *Kind[T]) Now(ctx context.Context) ([]T, error) { return k.fetch(ctx, wire.AllRetries) }

// All are all things there are, by a list that reads share.
func (k *Kind[T]) All(ctx context.Context) ([]T, error) {
	l, err := k.get(ctx, wire.AllRetries)
	if err != nil {
		return nil, err
	}
	return slices.Clone(l.All), nil
}

// Find looks for a thing in the list that all reads of a refresh share. A list that
// fails is the error of everybody who reads.
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

// Read asks for one thing by its id, by a call that is a GET. A 404, and what is as good as
// not there, is ErrNotFound: a caller that takes it for gone has seen a list that lacks the
// id, or asks Gone.
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

// Gone says what the 404 to a call about a thing means: ErrNotFound where a list that
// succeeded lacks it too. That may be one that others asked for, and where it still has
// the thing, one of now.
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
