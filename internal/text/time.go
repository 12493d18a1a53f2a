package text

import (
	"fmt"
	"strings"
	"time"
)

// TimeNotSet is how the page writes a time that is not set.
const TimeNotSet = "0001-01-01T00:00:00Z"

// timeEndings complete a time that lacks nothing, its zone, or its seconds, and a
// date.
var timeEndings = []string{"", "Z", ":00Z", "T00:00:00Z"}

// canonicalTime returns an RFC 3339 time in UTC, with only as many digits of a second
// as it needs. The empty text is the documented time that means "not set".
func canonicalTime(s string) (string, error) {
	if s == "" {
		return TimeNotSet, nil
	}
	if utc, ok := inUTC(s); ok {
		return utc, nil
	}
	advice := `Write it as "2026-08-31T13:30:00Z", or with an offset as "2026-08-31T15:30:00+02:00".`
	almost := strings.Replace(strings.ToUpper(strings.TrimSpace(s)), " ", "T", 1)
	for _, ending := range timeEndings {
		if _, ok := inUTC(almost + ending); ok {
			advice = fmt.Sprintf("Write %q.", almost+ending)
			break
		}
	}
	return "", &Error{Message: fmt.Sprintf("%q is not an RFC 3339 time", s), Advice: advice}
}

// inUTC returns a time moved to UTC. An offset can move it out of the years that the
// RFC can write, which only MarshalText notices.
func inUTC(s string) (string, bool) {
	t, err := time.Parse(time.RFC3339, s)
	if err != nil {
		return "", false
	}
	utc, err := t.UTC().MarshalText()
	return string(utc), err == nil
}
