package redact

import "encoding/base64"

// inBase64 finds secrets inside base64, together with whatever was encoded before and
// after them, such as a user and a colon.
func (m Mask) inBase64(whole reading) []span {
	if len(m) == 0 {
		return nil
	}
	var found []span
	for at := 0; at < len(whole.text); {
		r := whole.run(at)
		for shift := range min(4, len(r.digits)) {
			found = append(found, m.inRun(whole, r, shift)...)
		}
		if whole.isTired() {
			return append(found, span{at, len(whole.text), Hidden})
		}
		at = max(at+1, r.end)
	}
	return found
}

// A run is base64 without a gap, or what could be base64: any word could.
type run struct {
	digits []byte
	// at has the index of each digit in the text, and end the index after the last.
	at  []int
	end int
}

// run reads as much base64 as there is from an index on. Lines may be wrapped and
// digits escaped.
func (r reading) run(at int) run {
	found := run{end: at}
	for at < len(r.text) {
		c, ok := r.meant(at, deepest)
		if ok && isBase64(c.value) {
			found.digits, found.at = append(found.digits, standard(c.value)), append(found.at, at)
			at, found.end = c.end, c.end
			continue
		}
		after, broken := at, false
		if len(found.digits) > 0 {
			after, broken = r.blanks(at)
		}
		if !broken {
			found.end = r.afterPadding(found.end)
			return found
		}
		at = after
	}
	return found
}

func (r reading) afterPadding(at int) int {
	for range 2 {
		if c, ok := r.meant(at, deepest); ok && c.value == '=' {
			at = c.end
		}
	}
	return at
}

// inRun decodes a run from one of its first digits on, since what stands before the
// base64 may look like base64.
func (m Mask) inRun(whole reading, r run, shift int) []span {
	decoded := make([]byte, base64.RawStdEncoding.DecodedLen(len(r.digits)))
	digits := r.digits[shift:]
	if len(digits)%4 == 1 {
		digits = digits[:len(digits)-1] // Six bits do not make a byte.
	}
	n, err := base64.RawStdEncoding.Decode(decoded, digits)
	if err != nil {
		return nil
	}
	var found []span
	for _, s := range m.find(whole.of(string(decoded[:n]))) {
		first, last := shift+s.start*4/3, shift+(s.end*4+2)/3
		found = append(found, r.word(first, min(last, len(r.digits))))
	}
	return found
}

// word returns the piece of the text that some digits of a run are in. The secret may
// end in the middle of a digit, so the letters around it are hidden too.
func (r run) word(first, last int) span {
	for first > 0 && isLetterOrDigit(r.digits[first-1]) {
		first--
	}
	for last < len(r.digits) && isLetterOrDigit(r.digits[last]) {
		last++
	}
	end := r.end
	if last < len(r.digits) {
		end = r.at[last]
	}
	return span{r.at[first], end, Hidden}
}

func isLetterOrDigit(b byte) bool {
	return 'a' <= b && b <= 'z' || 'A' <= b && b <= 'Z' || '0' <= b && b <= '9'
}

// isBase64 reports whether a character is a digit of either alphabet.
func isBase64(r rune) bool {
	switch r {
	case '+', '/', '-', '_':
		return true
	}
	return r < 0x80 && isLetterOrDigit(byte(r))
}

// standard returns a digit as the standard alphabet has it.
func standard(r rune) byte {
	switch r {
	case '-':
		return '+'
	case '_':
		return '/'
	}
	return byte(r)
}
