package redact

import (
	"html"
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// deepest is how many times escapes may be escaped again, as in JSON in a text in JSON
// in a text in JSON.
const deepest = 3

// wraps is the least length of a secret that is found across the end of a line, in
// characters.
const wraps = 8

// cut is how much of a secret must be left, in characters, if a text was cut off in
// the middle of it.
const cut = 6

// longestEscape is the length of the longest escape that is likely to be cut off,
// such as \\U0001f600, in bytes.
const longestEscape = 12

// A char is a character that a text can mean at some index.
type char struct {
	value rune
	// end is the index where the next one begins.
	end int
}

// A reading is a text together with what its escapes mean.
type reading struct {
	text string
	// known has the escapes that were read, by level and index, because they are needed
	// again and again.
	known *[deepest + 1]map[int][]char
	// left is how much of the patience is left.
	left *int
}

// patience is how often characters of one text are examined before the rest of it is
// hidden without a look. A text of 64 KiB takes a tenth of it, unless somebody wrote
// it to take long.
const patience = 8 << 20

func read(text string) reading {
	left := patience
	return (&reading{left: &left}).of(text)
}

// of returns the reading of a text inside this one.
func (r *reading) of(text string) reading {
	inner := reading{text, new([deepest + 1]map[int][]char), r.left}
	for level := range inner.known {
		inner.known[level] = map[int][]char{}
	}
	return inner
}

// isTired reports whether the patience with the text is used up.
func (r reading) isTired() bool { return *r.left <= 0 }

// literal returns the character that the text has at an index.
func (r reading) literal(at int) char {
	*r.left--
	value, size := utf8.DecodeRuneInString(r.text[at:])
	return char{value, at + size}
}

// escapes returns what the text can mean at an index if an escape begins there. The
// escape may itself be escaped, and so may what is in it, as many times as level says.
func (r reading) escapes(at, level int) []char {
	first := r.literal(at)
	if level == 0 || !beginsEscape(first.value) {
		return nil
	}
	if known, ok := r.known[level][at]; ok {
		return known
	}
	chars := []char{first}
	for inner := range level {
		for _, c := range chars {
			if !beginsEscape(c.value) {
				continue
			}
			if meant, ok := r.unescape(c, inner); ok && !slices.Contains(chars, meant) {
				chars = append(chars, meant)
			}
		}
	}
	r.known[level][at] = slices.Clip(chars[1:])
	return r.known[level][at]
}

func beginsEscape(r rune) bool { return r == '%' || r == '\\' || r == '&' }

// unescape reads the escape that begins with a character, if one does. What is in it
// is escaped as many times as inner says.
func (r reading) unescape(start char, inner int) (char, bool) {
	switch start.value {
	case '%':
		if c, ok := r.number(start.end, inner, 2, 2, 16); ok {
			return c, true
		}
		return r.prefixed(start.end, inner, 'u', 4)
	case '&':
		return r.entity(start.end, inner)
	default:
		return r.backslashed(start.end, inner)
	}
}

// letters has the escapes that are one letter.
var letters = map[rune]rune{
	'n': '\n', 't': '\t', 'r': '\r', 'b': '\b', 'f': '\f', 'v': '\v', 'a': '\a', 'e': '\x1b',
}

// backslashed reads the escapes of JSON, JavaScript, Python, Go and C.
func (r reading) backslashed(at, inner int) (char, bool) {
	c, ok := r.meant(at, inner)
	if !ok {
		return char{}, false
	}
	switch c.value {
	case 'x':
		return r.prefixed(at, inner, 'x', 2)
	case 'U':
		return r.prefixed(at, inner, 'U', 8)
	case 'u':
		if c, ok := r.prefixed(at, inner, 'u', 4); ok {
			return c, true
		}
		return r.braced(c.end, inner)
	case '0', '1', '2', '3':
		return r.number(at, inner, 3, 3, 8)
	}
	if letter, ok := letters[c.value]; ok {
		return char{letter, c.end}, true
	}
	return c, c.value >= utf8.RuneSelf || !isLetterOrDigit(byte(c.value))
}

// braced reads {1F600}.
func (r reading) braced(at, inner int) (char, bool) {
	open, ok := r.meant(at, inner)
	if !ok || open.value != '{' {
		return char{}, false
	}
	c, ok := r.number(open.end, inner, 1, 6, 16)
	if !ok {
		return char{}, false
	}
	end, ok := r.meant(c.end, inner)
	return char{c.value, end.end}, ok && end.value == '}'
}

// prefixed reads a letter and hexadecimal digits.
func (r reading) prefixed(at, inner int, letter rune, digits int) (char, bool) {
	c, ok := r.meant(at, inner)
	if !ok || c.value != letter {
		return char{}, false
	}
	return r.number(c.end, inner, digits, digits, 16)
}

// number reads the number of a character.
func (r reading) number(at, inner, least, most, base int) (char, bool) {
	var digits []rune
	for len(digits) < most {
		c, ok := r.meant(at, inner)
		if _, err := strconv.ParseUint(string(c.value), base, 8); !ok || err != nil {
			break
		}
		digits, at = append(digits, c.value), c.end
	}
	if len(digits) < least {
		return char{}, false
	}
	value, err := strconv.ParseUint(string(digits), base, 31)
	return char{rune(value), at}, err == nil
}

// longestEntity bounds the length of a character's name in HTML.
const longestEntity = 32

// entity reads what follows an ampersand in HTML.
func (r reading) entity(at, inner int) (char, bool) {
	name := []rune{'&'}
	for len(name) < longestEntity {
		c, ok := r.meant(at, inner)
		if !ok {
			return char{}, false
		}
		name, at = append(name, c.value), c.end
		if c.value == ';' {
			break
		}
		if c.value != '#' && (c.value >= utf8.RuneSelf || !isLetterOrDigit(byte(c.value))) {
			return char{}, false
		}
	}
	value := []rune(html.UnescapeString(string(name)))
	return char{value[0], at}, len(value) == 1
}

// meant returns the character at an index after so many levels of escapes are removed.
func (r reading) meant(at, level int) (char, bool) {
	if at >= len(r.text) {
		return char{}, false
	}
	if chars := r.escapes(at, level); len(chars) > 0 {
		return chars[len(chars)-1], true
	}
	return r.literal(at), true
}

// unitsOf returns the ways to write a character as escapes: as one, as the bytes of
// its UTF-8, as the halves of its UTF-16.
func unitsOf(r rune) [][]rune {
	if r < utf8.RuneSelf {
		return [][]rune{{r}}
	}
	var bytes []rune
	for _, b := range []byte(string(r)) {
		bytes = append(bytes, rune(b))
	}
	units := [][]rune{{r}, bytes}
	if high, low := utf16.EncodeRune(r); high != utf8.RuneError {
		units = append(units, []rune{high, low})
	}
	return units
}

// end returns where a needle ends that begins at an index of a text, or 0.
func (n needle) end(r reading, at int) int {
	ends := []int{at}
	for i, value := range n.text {
		if value == '\n' || i > 0 && len(n.text) >= wraps {
			ends = r.withBlanks(ends, value == '\n')
		}
		if i >= cut && r.isCutOff(ends) {
			return len(r.text)
		}
		if value == '\n' {
			continue // A line break in the secret may be a blank in the text, or missing.
		}
		if ends = r.step(ends, value); len(ends) == 0 || r.isTired() {
			return 0
		}
	}
	return slices.Max(ends)
}

// isCutOff reports whether a text was cut off at one of these indices.
func (r reading) isCutOff(ends []int) bool {
	return slices.ContainsFunc(ends, func(end int) bool {
		rest := strings.TrimSuffix(strings.TrimSuffix(r.text[end:], "…"), "...")
		return rest == "" || len(rest) < longestEscape && !strings.ContainsAny(rest, " \t\r\n") && r.isHalf(end)
	})
}

// isHalf reports whether an escape begins at an index and does not end.
func (r reading) isHalf(at int) bool {
	isWhole := func(c char) bool { return !beginsEscape(c.value) }
	return beginsEscape(r.literal(at).value) && !slices.ContainsFunc(r.escapes(at, deepest), isWhole)
}

// step moves past one character from each index where it can begin.
func (r reading) step(from []int, value rune) []int {
	if value < utf8.RuneSelf {
		return r.stepUnit(from, value)
	}
	var ends []int
	for _, units := range unitsOf(value) {
		at := from
		for _, unit := range units {
			at = r.stepUnit(at, unit)
		}
		ends = append(ends, at...)
	}
	slices.Sort(ends)
	return slices.Compact(ends)
}

func (r reading) stepUnit(from []int, unit rune) []int {
	var ends []int
	for _, at := range from {
		if at >= len(r.text) {
			continue
		}
		for _, c := range append(r.escapes(at, deepest), r.literal(at)) {
			// Forms write a blank as a plus.
			if c.value == unit || c.value == '+' && unit == ' ' {
				ends = append(ends, c.end)
			}
		}
	}
	slices.Sort(ends)
	return slices.Compact(ends)
}

// withBlanks returns the indices, and those after a line break or, if any is set,
// after any blanks.
func (r reading) withBlanks(places []int, any bool) []int {
	for _, at := range places {
		if after, broken := r.blanks(at); after > at && (broken || any) {
			places = append(places, after)
		}
	}
	return places
}

// blanks returns the index after the blanks at an index, and whether they break the
// line.
func (r reading) blanks(at int) (after int, broken bool) {
	for at < len(r.text) {
		c, _ := r.meant(at, deepest)
		if !strings.ContainsRune(" \t\r\n", c.value) {
			break
		}
		broken = broken || c.value == '\r' || c.value == '\n'
		at = c.end
	}
	return at, broken
}
