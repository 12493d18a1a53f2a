package text

import (
	"testing"
)

func TestTime(t *testing.T) {
	t.Parallel()
	testSpellings(t, Time, []spelling{
		{"", "0001-01-01T00:00:00Z"},
		{"0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z"},
		{"2026-08-31T13:30:00Z", "2026-08-31T13:30:00Z"},
		{"2026-08-31T15:30:00+02:00", "2026-08-31T13:30:00Z"},
		{"2026-12-31T23:59:59.500-00:30", "2027-01-01T00:29:59.5Z"},
		{"2026-08-31T13:30:00.123456789+00:00", "2026-08-31T13:30:00.123456789Z"},
		{"0001-01-01T00:00:00+01:00", "0000-12-31T23:00:00Z"},
	})
}

func TestTimeMistakes(t *testing.T) {
	t.Parallel()
	const general = `Write it as "2026-08-31T13:30:00Z", or with an offset as "2026-08-31T15:30:00+02:00".`
	testMistakes(t, Time, []mistake{
		{"2026-08-31", `"2026-08-31" is not an RFC 3339 time`, `Write "2026-08-31T00:00:00Z".`},
		{"2026-08-31T13:30:00", `"2026-08-31T13:30:00" is not an RFC 3339 time`, `Write "2026-08-31T13:30:00Z".`},
		{"2026-08-31 13:30", `"2026-08-31 13:30" is not an RFC 3339 time`, `Write "2026-08-31T13:30:00Z".`},
		{"2026-08-31 13:30:00+02:00", `"2026-08-31 13:30:00+02:00" is not an RFC 3339 time`, `Write "2026-08-31T13:30:00+02:00".`},
		{"2026-08-31t13:30:00z", `"2026-08-31t13:30:00z" is not an RFC 3339 time`, `Write "2026-08-31T13:30:00Z".`},
		{"2026-08-31T13:30:00Z\n", `"2026-08-31T13:30:00Z\n" is not an RFC 3339 time`, `Write "2026-08-31T13:30:00Z".`},
		{"2026-02-30T00:00:00Z", `"2026-02-30T00:00:00Z" is not an RFC 3339 time`, general},
		{"0000-01-01T00:00:00+01:00", `"0000-01-01T00:00:00+01:00" is not an RFC 3339 time`, general},
		{"1788183000", `"1788183000" is not an RFC 3339 time`, general},
		{"yesterday", `"yesterday" is not an RFC 3339 time`, general},
	})
}
