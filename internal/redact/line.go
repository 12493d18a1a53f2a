package redact

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Line makes text from elsewhere safe to show in a terminal: one line of at most that
// many characters. Control characters, which would move the cursor or colour the text,
// become blanks; characters that are invisible or change the direction of text are
// shown as escapes such as \u202e. Hide secrets first: a mask does not recognise one
// that Line has cut in half.
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

// Text makes a message safe to show in a terminal as Line does, but keeps its lines
// and their indentation.
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

// visible returns a character in a form that a person can see.
func visible(r rune) string {
	if r != utf8.RuneError && !strconv.IsPrint(r) {
		quoted := strconv.QuoteRuneToASCII(r)
		return quoted[1 : len(quoted)-1]
	}
	return string(r)
}
