package text

import (
	"errors"
	"strconv"
	"strings"
	"testing"

	"github.com/rclone/rclone/lib/encoder"
)

func TestEncoding(t *testing.T) {
	t.Parallel()
	testSpellings(t, Encoding, []spelling{
		{"", ""},
		{"0", "0"},
		{"None", "0"},
		{"Raw", "1"},
		{"Slash", "2"},
		{"010", "10"},
		{"21078018", "21078018"},
		{"Slash,BackSlash,Del,Ctl,RightPeriod,InvalidUtf8", "21078018"},
		{"Slash, InvalidUtf8 ,Dot", "50331650"},
		{"Dot,Slash,Slash,InvalidUtf8", "50331650"},
		{"16777218,Dot", "50331650"},
		{"Slash,LtGt,DoubleQuote,Question,Asterisk,Pipe,Hash,Percent,BackSlash,Del,Ctl,RightSpace,InvalidUtf8,Dot", "52543246"},
		{"4294967295", "4294967295"},
	})
}

func TestEncodingMistakes(t *testing.T) {
	t.Parallel()
	const names = "Asterisk, BackQuote, BackSlash, Colon, CrLf, Ctl, Del, Dollar, Dot, DoubleQuote, Exclamation, Hash, " +
		"InvalidUtf8, LeftCrLfHtVt, LeftPeriod, LeftSpace, LeftTilde, LtGt, None, Percent, Pipe, Question, Raw, " +
		"RightCrLfHtVt, RightPeriod, RightSpace, Semicolon, SingleQuote, Slash, SquareBracket."
	const general = "Write a mask in decimal digits, or any of these with commas between them: " + names
	const empty = "Remove the extra comma."
	testMistakes(t, Encoding, []mistake{
		{"slash", `There is no encoding "slash"`, `Did you mean "Slash"? ` + general},
		{"Slash,Backslash", `There is no encoding "Backslash"`, `Did you mean "BackSlash"? ` + general},
		{"Slsh", `There is no encoding "Slsh"`, `Did you mean "Slash"? ` + general},
		{"InvalidUTF-8", `There is no encoding "InvalidUTF-8"`, `Did you mean "InvalidUtf8"? ` + general},
		{"Slash Dot", `There is no encoding "Slash Dot"`, general},
		{"Slash;Dot", `There is no encoding "Slash;Dot"`, general},
		{"everything", `There is no encoding "everything"`, general},
		{"0x3000002", `There is no encoding "0x3000002"`, general},
		{"1_000", `There is no encoding "1_000"`, general},
		{"-2", `There is no encoding "-2"`, general},
		{"2.5", `There is no encoding "2.5"`, general},
		{"Slash,", "An encoding between commas is empty", empty},
		{" ", "An encoding between commas is empty", empty},
		{"4294967296", `The encoding mask "4294967296" is too large`, "Write the names of the encodings instead: " + names},
		{"18446744073709551616", `The encoding mask "18446744073709551616" is too large`, "Write the names of the encodings instead: " + names},
	})
}

func FuzzEncoding(f *testing.F) {
	for _, s := range []string{"", "0", "21078018", "Slash,LtGt", "None", "Raw, 2", "010", "0x10", "Slash,", "slash", "4294967296"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		sent, err := Encoding.Canonical(s)
		if err != nil {
			var wrong *Error
			if !errors.As(err, &wrong) || wrong.Message == "" || wrong.Advice == "" || sent != "" {
				t.Errorf("%q: %q, %#v", s, sent, err)
			}
			return
		}
		if s == "" {
			return
		}
		mask, err := strconv.ParseUint(sent, 10, 32)
		if err != nil {
			t.Fatalf("%q is sent as %q: %v", s, sent, err)
		}
		if again, err := Encoding.Canonical(sent); again != sent || err != nil {
			t.Errorf("%q is sent as %q, which is sent as %q, %v", s, sent, again, err)
		}
		compareWithRclone(t, s, encoder.MultiEncoder(mask))
	})
}

// compareWithRclone wants rclone to read the text as the same mask, but for
// numbers that begin with a zero, and to name that mask as we read it.
func compareWithRclone(t *testing.T, s string, mask encoder.MultiEncoder) {
	t.Helper()
	octal := false
	for part := range strings.SplitSeq(s, ",") {
		octal = octal || strings.HasPrefix(strings.TrimSpace(part), "0")
	}
	var theirs encoder.MultiEncoder
	if err := theirs.Set(s); !octal && (err != nil || theirs != mask) {
		t.Errorf("%q is %d, and rclone reads %d, %v", s, mask, theirs, err)
	}
	if mask >= 1<<29 {
		return // rclone writes bits without a name in hexadecimal.
	}
	if got, err := Encoding.Canonical(mask.String()); got != strconv.FormatUint(uint64(mask), 10) || err != nil {
		t.Errorf("%d is named %s, which is sent as %q, %v", mask, mask, got, err)
	}
}
