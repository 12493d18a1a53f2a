package text

import (
	"errors"
	"strings"
	"testing"
)

// spelling is a right text and the form in which it is sent.
type spelling struct{ text, sent string }

// mistake is a wrong text and what is said of it.
type mistake struct{ text, message, advice string }

func testSpellings(t *testing.T, f *Form, spellings []spelling) {
	t.Helper()
	for _, c := range spellings {
		got, err := f.Canonical(c.text)
		if err != nil || got != c.sent {
			t.Errorf("Canonical(%q) = %q, %v; want %q", c.text, got, err, c.sent)
		}
	}
}

func testMistakes(t *testing.T, f *Form, mistakes []mistake) {
	t.Helper()
	for _, c := range mistakes {
		got, err := f.Canonical(c.text)
		var wrong *Error
		if !errors.As(err, &wrong) {
			t.Errorf("Canonical(%q) = %q, %v; want an *Error", c.text, got, err)
			continue
		}
		if wrong.Message != c.message {
			t.Errorf("Canonical(%q) says %q, want %q", c.text, wrong.Message, c.message)
		}
		if wrong.Advice != c.advice {
			t.Errorf("Canonical(%q) advises %q, want %q", c.text, wrong.Advice, c.advice)
		}
	}
}

func TestSame(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name string
		form *Form
		a, b string
		want bool
	}{
		{"size by unit", Size, "4Mi", "4194304", true},
		{"other size", Size, "4Mi", "4194305", false},
		{"size not set", Size, "", "0", false},
		{"mask by name", Encoding, "Slash,InvalidUtf8", "16777218", true},
		{"names in another order", Encoding, "InvalidUtf8,Slash", "Slash, InvalidUtf8", true},
		{"other mask", Encoding, "Slash", "16777218", false},
		{"tri-state", Tristate, "true", "true", true},
		{"other tri-state", Tristate, "true", "false", false},
		{"instant elsewhere", Time, "2026-08-31T15:30:00+02:00", "2026-08-31T13:30:00Z", true},
		{"time not set", Time, "", "0001-01-01T00:00:00Z", true},
		{"other instant", Time, "2026-08-31T15:30:00Z", "2026-08-31T13:30:00Z", false},
		{"reordered JSON", JSON, `{"a":1,"b":[2]}`, "{ \"b\": [2],\n \"a\": 1 }\n", true},
		{"other JSON", JSON, `{"a":[1,2]}`, `{"a":[2,1]}`, false},
		{"reordered token", Token, `{"access_token":"a","expiry":"2026-11-30T12:00:00Z"}`, `{"expiry":"2026-11-30T12:00:00Z", "access_token":"a"}`, true},
		{"bits by number", Bits, "3", "write, read", true},
		{"other bits", Bits, "1", "off", false},
		{"size that is off", SizeOrOff, "-1", "off", true},
		{"size that is not off", SizeOrOff, "4Mi", "-1", false},
		{"key as a file has it", PEM, "-----BEGIN K-----\nYQ==\n-----END K-----\n", `-----BEGIN K-----\nYQ==\n-----END K-----`, true},
		{"other key", PEM, `-----BEGIN K-----\nYQ==\n-----END K-----`, `-----BEGIN K-----\nYg==\n-----END K-----`, false},
		{"wrong, spelled the same", Size, "4M", "4M", true},
		{"both wrong", Size, "4M", "4m", false},
		{"one wrong", Size, "4M", "", false},
		{"plain string", nil, "a", "a", true},
		{"other plain string", nil, "4Mi", "4194304", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			if got := c.form.Same(c.a, c.b); got != c.want {
				t.Errorf("Same(%q, %q) = %t", c.a, c.b, got)
			}
			if got := c.form.Same(c.b, c.a); got != c.want {
				t.Errorf("Same(%q, %q) = %t", c.b, c.a, got)
			}
		})
	}
}

// Both lines of an error are lines, whatever was written.
func TestErrorsAreLines(t *testing.T) {
	t.Parallel()
	for _, form := range []*Form{Size, Duration, Encoding, Tristate, Time, URL, JSON, PEM, Words, List, Pairs, Token, Bits, SizeOrOff} {
		_, err := form.Canonical("two\nlines\u2028and\r more")
		if err == nil {
			t.Errorf("%s takes anything", form)
			continue
		}
		if lines := strings.Split(err.Error(), "\n"); len(lines) != 2 || strings.ContainsAny(err.Error(), "\r\u2028") {
			t.Errorf("%s: not two lines: %q", form, err)
		}
	}
}
