package main

import (
	"slices"
	"strings"
	"testing"
)

const output = `=== RUN   TestA
=== PAUSE TestA
=== RUN   TestB
    b_test.go:1: wrong
--- FAIL: TestB (0.00s)
=== CONT  TestA
=== RUN   TestA/one
=== NAME  TestA/one
    testing.go:9: TempDir RemoveAll cleanup: unlinkat C:\a: Invalid function.
--- FAIL: TestA (0.01s)
    --- FAIL: TestA/one (0.01s)
    --- PASS: TestA/two (0.00s)
--- PASS: TestC (0.00s)
--- FAIL: TestD (0.00s)
    d_test.go:1: said after its end
FAIL
`

func TestResults(t *testing.T) {
	t.Parallel()
	var told strings.Builder
	got := read(strings.ReplaceAll(output, "\n", "\r\n")).problems(&told)
	want := []string{"TestB\n    b_test.go:1: wrong", "TestD\n    d_test.go:1: said after its end"}
	if !slices.Equal(got, want) {
		t.Errorf("problems %q, want %q", got, want)
	}
	if s := "excused: TestA/one: Wine does not remove files as Go asks Windows to\n"; told.String() != s {
		t.Errorf("told %q, want %q", told.String(), s)
	}
}
