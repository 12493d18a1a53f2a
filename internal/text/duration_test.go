package text

import (
	"testing"
)

func TestDuration(t *testing.T) {
	t.Parallel()
	const advice = "\n" + `Write whole seconds with a unit, such as "90s", "5m" or "1h30m".`
	for _, c := range []struct{ text, want, wrong string }{
		{text: ""},
		{text: "0", want: "0"},
		{text: "300", want: "300"},
		{text: "90s", want: "90"},
		{text: "1h30m", want: "5400"},
		{text: "1.5h", want: "5400"},
		{text: "60000ms", want: "60"},
		{text: "1d", wrong: `"1d" is not a duration` + advice},
		{text: "an hour", wrong: `"an hour" is not a duration` + advice},
		{text: "-5m", wrong: `The duration "-5m" is negative` + advice},
		{text: "1500ms", wrong: `The duration "1500ms" is not in whole seconds` + advice},
		{text: "99999999999999999999", wrong: `The duration "99999999999999999999" is too long` + advice},
	} {
		got, err := Duration.Canonical(c.text)
		switch {
		case c.wrong != "" && (err == nil || err.Error() != c.wrong):
			t.Errorf("%q: error %v, want %q", c.text, err, c.wrong)
		case c.wrong == "" && (err != nil || got != c.want):
			t.Errorf("%q is %q, %v; want %q", c.text, got, err, c.want)
		}
	}
}
