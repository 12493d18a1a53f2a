package text

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// metadataBits are what may be done with metadata, by their values: 1, 2 and 4.
var metadataBits = []string{"read", "write", "failok"}

// off means none of them.
const off = "off"

const bitsAdvice = `Write "off", or one or more of "read", "write" and "failok" with commas between them.`

// canonicalBits returns a choice of what may be done with metadata, by names. It may
// be written as a number, as the documentation writes a default.
func canonicalBits(s string) (string, error) {
	if s == "" {
		return "", nil
	}
	if n, err := strconv.ParseUint(s, 10, 8); err == nil {
		return bitsOf(s, n)
	}
	var set uint64
	for name := range strings.SplitSeq(s, ",") {
		name = strings.ToLower(strings.TrimSpace(name))
		i := slices.Index(metadataBits, name)
		if i < 0 && name != off {
			return "", &Error{Message: fmt.Sprintf("%q is no choice of metadata", s), Advice: bitsAdvice}
		}
		if i >= 0 {
			set |= 1 << i
		}
	}
	return bitsOf(s, set)
}

// bitsOf returns the names that a number stands for.
func bitsOf(written string, n uint64) (string, error) {
	var names []string
	for i, name := range metadataBits {
		if n&(1<<i) != 0 {
			names = append(names, name)
		}
	}
	switch {
	case n >= 1<<len(metadataBits):
		return "", &Error{Message: fmt.Sprintf("%q is no choice of metadata", written), Advice: bitsAdvice}
	case n == 0:
		return off, nil
	default:
		return strings.Join(names, ","), nil
	}
}
