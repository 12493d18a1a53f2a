package text

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

const durationAdvice = `Write whole seconds with a unit, such as "90s", "5m" or "1h30m".`

// canonicalDuration returns a duration as it is sent: whole seconds in decimal digits.
// It may be written with units (90s, 1h30m) or as seconds without a unit. The empty
// text means that it is not set.
func canonicalDuration(s string) (string, error) {
	if s == "" {
		return "", nil
	}
	if strings.Trim(s, "0123456789") == "" {
		n, err := strconv.ParseInt(s, 10, 64)
		if err != nil {
			return "", &Error{Message: fmt.Sprintf("The duration %q is too long", s), Advice: durationAdvice}
		}
		return strconv.FormatInt(n, 10), nil
	}
	d, err := time.ParseDuration(s)
	switch {
	case err != nil:
		return "", &Error{Message: fmt.Sprintf("%q is not a duration", s), Advice: durationAdvice}
	case d < 0:
		return "", &Error{Message: fmt.Sprintf("The duration %q is negative", s), Advice: durationAdvice}
	case d%time.Second != 0:
		return "", &Error{Message: fmt.Sprintf("The duration %q is not in whole seconds", s), Advice: durationAdvice}
	}
	return strconv.FormatInt(int64(d/time.Second), 10), nil
}

// spelledDuration writes seconds as people do: 1h30m for 5400.
func spelledDuration(seconds int64) string {
	var b strings.Builder
	for _, unit := range []struct {
		name    string
		seconds int64
	}{{"h", 3600}, {"m", 60}, {"s", 1}} {
		if n := seconds / unit.seconds; n > 0 {
			fmt.Fprintf(&b, "%d%s", n, unit.name)
			seconds %= unit.seconds
		}
	}
	if b.Len() == 0 {
		return "0s"
	}
	return b.String()
}
