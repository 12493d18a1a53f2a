package tf

import (
	"slices"
	"testing"
)

// What was in doubt stays so, once, in the order of the names.
func TestInDoubt(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ before, sent, want []string }{
		{nil, []string{"token", "key"}, []string{"key", "token"}},
		{[]string{"key", "token"}, []string{"token"}, []string{"key", "token"}},
		{[]string{"token"}, []string{"secret", "token"}, []string{"secret", "token"}},
		{[]string{"token"}, nil, []string{"token"}},
	} {
		sent := map[string]bool{}
		for _, name := range c.sent {
			sent[name] = true
		}
		before := slices.Clone(c.before)
		if got := InDoubt(before, sent); !slices.Equal(got, c.want) || !slices.Equal(before, c.before) {
			t.Errorf("%v and %v are %v, want %v", c.before, c.sent, got, c.want)
		}
	}
}
