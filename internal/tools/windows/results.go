package main

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
)

// results are what tests printed that ran with -test.v.
type results struct {
	// failed has the tests that failed, and what each printed itself.
	failed map[string][]string
	passed []string
}

// read reads the output of tests.
func read(output string) results {
	r := results{failed: map[string][]string{}}
	said, name := map[string][]string{}, ""
	for line := range strings.Lines(output) {
		line = strings.TrimRight(line, "\r\n")
		text := strings.TrimSpace(line)
		switch {
		case strings.HasPrefix(text, "=== "):
			name = last(text)
		case strings.HasPrefix(text, "--- "):
			name = strings.Fields(text)[2]
			switch {
			case strings.HasPrefix(text, "--- FAIL: "):
				r.failed[name] = said[name]
			case strings.HasPrefix(text, "--- PASS: "):
				r.passed = append(r.passed, name)
			}
		case text != "" && strings.HasPrefix(line, " "):
			said[name] = append(said[name], text)
			if _, failed := r.failed[name]; failed {
				r.failed[name] = said[name]
			}
		}
	}
	return r
}

func last(text string) string {
	words := strings.Fields(text)
	return words[len(words)-1]
}

// problems returns the failures that nothing excuses, and the excuses that were not
// needed. It also writes which failures were excused.
func (r results) problems(tell io.Writer) (all []string) {
	for _, name := range slices.Sorted(maps.Keys(r.failed)) {
		if r.isParent(name) && len(r.failed[name]) == 0 {
			continue // its subtests say why
		}
		if reason := excuse(name); reason != "" {
			fmt.Fprintf(tell, "excused: %s: %s\n", name, reason)
			continue
		}
		all = append(all, name+"\n    "+strings.Join(r.failed[name], "\n    "))
	}
	for _, name := range r.passed {
		if excused[name] != "" {
			all = append(all, name+"\n    passes, and is excused all the same")
		}
	}
	return all
}

func (r results) isParent(name string) bool {
	for other := range r.failed {
		if strings.HasPrefix(other, name+"/") {
			return true
		}
	}
	return false
}

// excuse returns why a failure is not the provider's fault, or "".
func excuse(name string) string {
	for top, reason := range excused {
		if name == top || strings.HasPrefix(name, top+"/") {
			return reason
		}
	}
	return ""
}
