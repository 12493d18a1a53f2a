package storagetest

import (
	"slices"
	"testing"
)

func TestStore(t *testing.T) {
	t.Parallel()
	s, another := &Service{store: newStore()}, newStore()
	if text, found := s.store.open("photos/cat.jpg"); text != "not really a cat" || !found {
		t.Errorf("got %q, %v", text, found)
	}
	s.store.put("photos/dog.jpg", "not really a dog")
	if !s.store.remove("photos/cat.jpg") || s.store.remove("photos/cat.jpg") {
		t.Error("what is removed is gone")
	}
	got, err := s.Names()
	if want := []string{"letters/draft.txt", "photos/2026/lake.jpg", "photos/dog.jpg"}; err != nil || !slices.Equal(got, want) {
		t.Errorf("got %q, %v", got, err)
	}
	if _, found := another.open("photos/cat.jpg"); !found {
		t.Error("services share what they hold")
	}
}

func TestDeny(t *testing.T) {
	t.Parallel()
	s := &Service{store: newStore()}
	refused := func() (ops []Operation) {
		for _, op := range []Operation{0, Reading, Writing, Removing} {
			if s.store.denies(op) {
				ops = append(ops, op)
			}
		}
		return ops
	}
	for _, c := range []struct {
		deny Operation
		want []Operation
	}{{0, nil}, {Reading | Removing, []Operation{Reading, Removing}}, {Writing, []Operation{Writing}}, {0, nil}} {
		if err := s.Deny(c.deny); err != nil {
			t.Fatal(err)
		}
		if got := refused(); !slices.Equal(got, c.want) {
			t.Errorf("denied %b: got %b, want %b", c.deny, got, c.want)
		}
	}
}
