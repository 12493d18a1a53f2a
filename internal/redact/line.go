package redact

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Line makes the words of others fit for a terminal: one line of at most so many
// characters. Control characters, which would move the cursor or colour the text,
// are blanks; what nobody sees or what turns the direction of a text is shown as
// an escape such as \u202e. Hide first: what Line cuts off in the middle
// of a secret is no longer known.
func Line(text string, longest int) string {
	var b strings.Builder
	length, blank := 0, false
	for _, r := range text {
		if unicode.IsSpace(r) || unicode.IsControl(r) {
			blank = b.Len() > 0
			continue
		}
		if length >= longest {
			return b.String() + "…"
		}
		if blank {
			b.WriteByte(' ')
			length, blank = length+1, false
		}
		shown := visible(r)
		b.WriteString(shown)
		length += utf8.RuneCountInString(shown)
	}
	return b.String()
}

// longestText is how much of a message a person is shown, in characters.
const longestText = 32 << 10

// Text makes a message fit for a terminal like Line, and keeps its lines and their
// indentation.
func Text(text string) string {
	if isPlain(text) {
		return text
	}
	var b strings.Builder
	length := 0
	for _, r := range text {
		if length++; length > longestText {
			return b.String() + "…"
		}
		switch {
		case r == '\n' || r == '\t' || r == ' ':
			b.WriteRune(r)
		case unicode.IsSpace(r) || unicode.IsControl(r):
			b.WriteByte(' ')
		default:
			b.WriteString(visible(r))
		}
	}
	return b.String()
}

// isPlain reports whether a text is short and printable ASCII, as most are.
func isPlain(text string) bool {
	return len(text) <= longestText && !strings.ContainsFunc(text, func(r rune) bool {
		return r != '\n' && r != '\t' && (r < ' ' || r > '~')
	})
}

// visible is a character as a person can see it.
func visible(r rune) string {
	if r != utf8.RuneError && !strconv.IsPrint(r) {
		quoted := strconv.QuoteRuneToASCII(r)
		return quoted[1 : len(quoted)-1]
	}
	return string(r)
}
