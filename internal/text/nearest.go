package text

import (
	"slices"
	"strings"

	"github.com/agext/levenshtein"
)

// Nearest returns the value that was most likely meant: one that begins with what was
// written, or else the one that takes the fewest changes. It ignores case, since
// people forget a service's capitals.
func Nearest(written string, values []string) string {
	written = strings.ToLower(written)
	changes := func(value string) int {
		if strings.HasPrefix(strings.ToLower(value), written) {
			return 0
		}
		return distance(written, value)
	}
	return slices.MinFunc(values, func(a, b string) int { return changes(a) - changes(b) })
}

// Close returns Nearest if that is close enough to have been meant, or "". An open
// list may lack values that exist, so there only a typing mistake is close enough.
func Close(written string, values []string, open bool) string {
	near := Nearest(written, values)
	changes, most := distance(written, near), (len(written)+1)/2
	switch {
	case open && strings.ContainsAny(written, "0123456789"):
		most = 0 // the next code in a series, and not a typing mistake
	case open && len(written) < 8:
		most = 1
	case open:
		most = 2
	case strings.Contains(strings.ToLower(near), strings.ToLower(written)):
		return near
	}
	if changes > most {
		return ""
	}
	return near
}

// distance returns how many letters change between two words, ignoring case.
func distance(a, b string) int {
	return levenshtein.Distance(strings.ToLower(a), strings.ToLower(b), nil)
}
