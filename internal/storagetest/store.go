package storagetest

import (
	"maps"
	"slices"
	"sync"
)

// An Operation is something that credentials which may list may do in addition.
// Several of them are joined with |.
type Operation uint8

// The operations on an object.
const (
	Reading Operation = 1 << iota
	Writing
	Removing
)

// A store is what one service holds and refuses. It is safe for concurrent use.
type store struct {
	mu     sync.Mutex
	files  tree
	denied Operation
}

func newStore() *store { return &store{files: maps.Clone(sample)} }

// all returns what the store holds at this moment.
func (s *store) all() tree {
	s.mu.Lock()
	defer s.mu.Unlock()
	return maps.Clone(s.files)
}

// open returns what a file holds, and whether the file exists.
func (s *store) open(name string) (text string, found bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	text, found = s.files[name]
	return text, found
}

func (s *store) put(name, text string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.files[name] = text
}

// remove reports whether there was such a file.
func (s *store) remove(name string) (found bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	_, found = s.files[name]
	delete(s.files, name)
	return found
}

func (s *store) deny(what Operation) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.denied = what
}

// denies reports whether an operation is refused; no operation at all never is.
func (s *store) denies(what Operation) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.denied&what != 0
}

// Empty removes everything from the service, and reports whether it could.
func (s *Service) Empty() bool {
	if s.names != nil {
		return false // another program holds it
	}
	s.store.mu.Lock()
	defer s.store.mu.Unlock()
	clear(s.store.files)
	return true
}

// Deny makes the service refuse these operations, and no others, to its credentials
// from now on, as the real one answers those who lack the permission. Listing stays
// allowed.
func (s *Service) Deny(what Operation) error {
	if s.deny != nil {
		return s.deny(what)
	}
	s.store.deny(what)
	return nil
}

// Names returns the paths of the files that the service holds, sorted.
func (s *Service) Names() ([]string, error) {
	if s.names != nil {
		return s.names()
	}
	return slices.Sorted(maps.Keys(s.store.all())), nil
}
