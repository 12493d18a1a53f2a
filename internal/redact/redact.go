// Package redact hides secrets in text that comes from elsewhere, and makes such text
// safe to show in a terminal. Whatever either engine shows of a service, of a storage or
// of rclone goes through it. It imports the standard library only, and knows no backend.
// Begin with Of and Mask.Hide.
//
// A secret is hidden in two ways. By value, if it is known: character by character,
// each in any spelling that text formats have, and inside base64; see Of. By pattern,
// if it is not known, as a write-only value is not at a refresh: what follows "sig=",
// "Authorization:" and the like; see Mask.Hide.
package redact

import (
	"slices"
	"strings"
)

// Hidden replaces what is hidden.
const Hidden = "***"

// shortest is the least length of a secret that is hidden, in characters. Shorter ones
// occur in every second word, and the gaps would give them away.
const shortest = 3

// A Mask knows secrets. The zero Mask knows none, and hides by pattern only.
type Mask []needle

// A needle is a text to hide.
type needle struct {
	text []rune
	// shown replaces it.
	shown string
}

// Of returns a mask that hides some secrets, and the parts of them that are secrets
// too: of a connection string, of a signed URL, of a JSON document, of a key of many
// lines. It leaves what people need to see of these, such as an account's name.
func Of(secrets ...string) Mask { return Mask(nil).With(secrets...) }

// With returns a mask that also hides more secrets.
func (m Mask) With(secrets ...string) Mask {
	all := slices.Clone(m)
	for _, secret := range secrets {
		all = all.add(secret, Hidden)
		for _, part := range partsOf(secret) {
			all = all.add(part, Hidden)
		}
	}
	return all.compact()
}

// Instead returns a mask that also replaces a text by another. It hides the text only
// as a whole, and not its parts.
func (m Mask) Instead(text, shown string) Mask {
	return slices.Clone(m).add(text, shown).compact()
}

// Join returns a mask that hides what either of the two hides.
func (m Mask) Join(other Mask) Mask { return slices.Concat(m, other).compact() }

func (m Mask) add(text, shown string) Mask {
	runes, breaks := withoutBlanks(text)
	if len(runes)-breaks < shortest {
		return m
	}
	return append(m, needle{runes, shown})
}

// withoutBlanks returns a text without blanks around it and around its line breaks,
// and how many line breaks it has.
func withoutBlanks(text string) (runes []rune, breaks int) {
	for line := range strings.FieldsFuncSeq(text, func(r rune) bool { return r == '\r' || r == '\n' }) {
		if line = strings.Trim(line, " \t"); line == "" {
			continue
		}
		if len(runes) > 0 {
			runes, breaks = append(runes, '\n'), breaks+1
		}
		runes = append(runes, []rune(line)...)
	}
	return runes, breaks
}

// compact sorts needles from the longest to the shortest, and keeps each only once.
func (m Mask) compact() Mask {
	slices.SortStableFunc(m, func(a, b needle) int {
		if d := len(b.text) - len(a.text); d != 0 {
			return d
		}
		return slices.Compare(a.text, b.text)
	})
	return slices.CompactFunc(m, func(a, b needle) bool { return slices.Equal(a.text, b.text) })
}

// longest is how much of a text is examined and shown, in bytes: whoever wrote it must
// not decide how long that takes.
const longest = 64 << 10

// Hide returns the text without the secrets that the mask knows, and without what
// looks like a secret. A text of more than 64 KiB is cut off.
func (m Mask) Hide(text string) string {
	if len(text) > longest {
		text = strings.ToValidUTF8(text[:longest], "") + "…"
	}
	var b strings.Builder
	shown := 0
	r := read(text)
	for _, s := range merge(slices.Concat(m.find(r), m.inBase64(r), byPattern(text))) {
		b.WriteString(text[shown:s.start])
		b.WriteString(s.shown)
		shown = s.end
	}
	b.WriteString(text[shown:])
	return b.String()
}

// A span is a piece of a text that must not be shown, in bytes.
type span struct {
	start, end int
	shown      string
}

// find looks for every secret at every position of a text.
func (m Mask) find(r reading) []span {
	if len(m) == 0 {
		return nil
	}
	var found []span
	begin := m.beginnings()
	for at := range r.text {
		longest := span{end: at}
		for _, c := range append(r.escapes(at, deepest), r.literal(at)) {
			for _, n := range begin[c.value] {
				if end := n.end(r, at); end > longest.end {
					longest = span{at, end, n.shown}
				}
			}
		}
		if r.isTired() {
			return append(found, span{at, len(r.text), Hidden})
		}
		if longest.end > at {
			found = append(found, longest)
		}
	}
	return found
}

// beginnings returns the needles by the characters that they can begin with.
func (m Mask) beginnings() map[rune][]needle {
	begin := map[rune][]needle{}
	for _, n := range m {
		for _, units := range unitsOf(n.text[0]) {
			begin[units[0]] = append(begin[units[0]], n)
		}
	}
	return begin
}

// merge sorts spans, and joins those that overlap or touch.
func merge(spans []span) []span {
	slices.SortFunc(spans, func(a, b span) int {
		if d := a.start - b.start; d != 0 {
			return d
		}
		return b.end - a.end
	})
	var merged []span
	for _, s := range spans {
		last := len(merged) - 1
		switch {
		case last < 0 || s.start > merged[last].end:
			merged = append(merged, s)
		case s.end > merged[last].end:
			merged[last] = span{merged[last].start, s.end, Hidden}
		}
	}
	return merged
}
