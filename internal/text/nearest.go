package text

import (
	"slices"
	"strings"

	"github.com/agext/levenshtein"
)

// Nearest is the value that was most likely meant: the one that was begun to be
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

// distance is how many letters change between two words, case aside.
func distance(a, b string) int {
	return levenshtein.Distance(strings.ToLower(a), strings.ToLower(b), nil)
}
