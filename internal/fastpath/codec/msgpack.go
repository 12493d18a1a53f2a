package codec

// A class says what a value in MessagePack consists of, and what its n counts.
type class uint8

const (
	never   class = iota // Terraform writes these only for unknown values
	scalar               // n bytes follow
	text                 // n bytes follow
	list                 // n values follow
	mapping              // n pairs of values follow
)

const (
	codeNil   = 0xc0
	codeFalse = 0xc2
	codeTrue  = 0xc3
)

// longest is the largest n that appendHead can write.
const longest = 1<<16 - 1

// A head is the first byte of a value: what the value is made of, and of how much.
type head struct {
	class class
	n     int
	// width is how many of the bytes that follow hold n.
	width int
}

// heads has the head for each first byte.
var heads = func() (h [256]head) {
	for code := range 0x80 {
		h[code] = head{class: scalar} // a small number
	}
	for n := range 0x10 {
		h[0x80+n] = head{class: mapping, n: n}
		h[0x90+n] = head{class: list, n: n}
	}
	for n := range 0x20 {
		h[0xa0+n] = head{class: text, n: n}
		h[0xe0+n] = head{class: scalar} // a small negative number
	}
	h[codeNil], h[codeFalse], h[codeTrue] = head{class: scalar}, head{class: scalar}, head{class: scalar}
	h[0xca], h[0xcb] = head{class: scalar, n: 4}, head{class: scalar, n: 8} // floating point
	for i, n := range []int{1, 2, 4, 8} {
		h[0xcc+i] = head{class: scalar, n: n} // unsigned
		h[0xd0+i] = head{class: scalar, n: n} // signed
	}
	for i, width := range []int{1, 2, 4} {
		h[0xd9+i] = head{class: text, width: width}
	}
	for i, width := range []int{2, 4} {
		h[0xdc+i] = head{class: list, width: width}
		h[0xde+i] = head{class: mapping, width: width}
	}
	return h
}()

// readHead reads the start of a value and returns what follows it.
func readHead(b []byte) (head, []byte, bool) {
	if len(b) == 0 {
		return head{}, nil, false
	}
	h, b := heads[b[0]], b[1:]
	if h.class == never || len(b) < h.width {
		return head{}, nil, false
	}
	for _, digit := range b[:h.width] {
		h.n = h.n<<8 | int(digit)
	}
	return h, b[h.width:], true
}

// skip returns what follows a value, or false if something in the value is unknown.
func skip(b []byte) ([]byte, bool) {
	for left := 1; left > 0; left-- {
		h, rest, ok := readHead(b)
		if !ok || h.n > len(rest) {
			return nil, false
		}
		switch h.class {
		case list:
			left += h.n
		case mapping:
			left += 2 * h.n
		default:
			rest = rest[h.n:]
		}
		b = rest
	}
	return b, true
}

// appendHead writes the start of an object or a text whose n is at most longest.
func appendHead(b []byte, c class, n int) []byte {
	switch {
	case c == mapping && n < 0x10:
		return append(b, 0x80+byte(n))
	case c == mapping:
		return append(b, 0xde, byte(n>>8), byte(n))
	case n < 0x20:
		return append(b, 0xa0+byte(n))
	default:
		return append(b, 0xda, byte(n>>8), byte(n))
	}
}
