package emulator

import (
	"container/list"
	"iter"
)

// ordered keeps things by id in the order in which they were added. To find, add or
// remove one costs the same, however many there are.
type ordered[T any] struct {
	byID map[string]*list.Element
	all  *list.List
}

func newOrdered[T any]() ordered[T] {
	return ordered[T]{byID: map[string]*list.Element{}, all: list.New()}
}

func (o *ordered[T]) add(id string, v *T) {
	o.byID[id] = o.all.PushBack(v)
}

// get finds a thing, or nil.
func (o *ordered[T]) get(id string) *T {
	e, ok := o.byID[id]
	if !ok {
		return nil
	}
	return e.Value.(*T)
}

func (o *ordered[T]) remove(id string) {
	if e, ok := o.byID[id]; ok {
		o.all.Remove(e)
		delete(o.byID, id)
	}
}

// each returns all things in order. The current one may be removed.
func (o *ordered[T]) each() iter.Seq[*T] {
	return func(yield func(*T) bool) {
		for e := o.all.Front(); e != nil; {
			next := e.Next()
			if !yield(e.Value.(*T)) {
				return
			}
			e = next
		}
	}
}
