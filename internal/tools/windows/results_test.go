package main

import (
	"slices"
	"strings"
	"testing"
)

const output = `=== RUN   TestPoolFailures
=== PAUSE TestPoolFailures
=== RUN   TestB
    b_test.go:1: wrong
--- FAIL: TestB (0.00s)
=== CONT  TestPoolFailures
=== RUN   TestPoolFailures/stale
=== NAME  TestPoolFailures/stale
    a_test.go:9: exit status 1
--- FAIL: TestPoolFailures (0.01s)
    --- FAIL: TestPoolFailures/stale (0.01s)
    --- PASS: TestPoolFailures/other (0.00s)
--- PASS: TestC (0.00s)
--- PASS: TestChildNoise (0.00s)
--- FAIL: TestD (0.00s)
    d_test.go:1: said after its end
FAIL
`

func TestResults(t *testing.T) {
	t.Parallel()
	var told strings.Builder
	got := read(strings.ReplaceAll(output, "\n", "\r\n")).problems(&told)
	want := []string{
		"TestB\n    b_test.go:1: wrong",
		"TestD\n    d_test.go:1: said after its end",
		"TestChildNoise\n    passes, and is excused all the same",
	}
	if !slices.Equal(got, want) {
		t.Errorf("problems %q, want %q", got, want)
	}
	if s := "excused: TestPoolFailures/stale: its child ends by a signal, which Windows has none of\n"; told.String() != s {
		t.Errorf("told %q, want %q", told.String(), s)
	}
}
