package text

import (
	"slices"
	"strings"

	"github.com/agext/levenshtein"
)

// Nearest is the value that was most likely meant: the one that begins with what was
// written, else the one that takes the fewest changes to write. Case aside, for
// a service's capitals are what people forget.
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

// Close is Nearest if that is close enough to have been meant, or nothing. In an open
// list, which may lack what the world has, only a slip of the pen is.
func Close(written string, values []string, open bool) string {
	near := Nearest(written, values)
	changes, most := distance(written, near), (len(written)+1)/2
	switch {
	case open && strings.ContainsAny(written, "0123456789"):
		most = 0 // the next code, and no slip
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

// distance is how many letters change between two words, case aside.
func distance(a, b string) int {
	return levenshtein.Distance(strings.ToLower(a), strings.ToLower(b), nil)
}
