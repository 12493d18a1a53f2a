package main

import (
	"strings"
	"testing"
)

const changelog = `# Changelog

All changes.

## [Unreleased]

### Added

- Something to come.

## [1.2.0] - 2026-02-03

### Added

- A resource, see [the guide](https://example.com).

### Fixed

- An error.

## [1.2.0-rc.1] - 2026-01-03

- A preview.

## [1.1.0]

- No date.

## [1.0.0] - 2026-01-01

[1.2.0]: https://example.com/compare/v1.1.0...v1.2.0
`

func TestNotes(t *testing.T) {
	t.Parallel()
	const whole = "### Added\n\n- A resource, see [the guide](https://example.com).\n\n### Fixed\n\n- An error."
	for version, want := range map[string]string{
		"v1.2.0": whole, "1.2.0": whole, "v1.2.0-rc.1": "- A preview.",
	} {
		if got, err := notes(changelog, version); err != nil || got != want {
			t.Errorf("%s: got %q, %v, want %q", version, got, err, want)
		}
	}
	for version, want := range map[string]string{
		"v1.1.0": "no date for 1.1.0", "v1.0.0": "says nothing of 1.0.0", "v1.2": "says nothing of 1.2", "v9.0.0": "says nothing of 9.0.0", "Unreleased": "no date for Unreleased",
	} {
		if got, err := notes(changelog, version); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: got %q, %v, want an error with %q", version, got, err, want)
		}
	}
}
