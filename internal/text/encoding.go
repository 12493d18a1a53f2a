package text

import (
	"fmt"
	"math/bits"
	"slices"
	"strconv"
	"strings"

	"github.com/rclone/rclone/lib/encoder"
)

// maskBits is how many bits a mask may have. rclone uses 29 so far, and reads as many
// as a machine word has: a plan must not depend on that.
const maskBits = 32

// encodingNames are rclone's names for single encodings, and None.
var encodingNames = strings.Split(encoder.ValidStrings(), ", ")

// canonicalEncoding returns a mask of encodings in decimal digits. It may be written
// as digits, or as names with commas between them; the empty text means that it is not
// set. Digits are always decimal, although rclone itself would read 010 as octal.
func canonicalEncoding(s string) (string, error) {
	if s == "" {
		return "", nil
	}
	var mask uint64
	for part := range strings.SplitSeq(s, ",") {
		bits, err := encodingBits(strings.TrimSpace(part))
		if err != nil {
			return "", err
		}
		mask |= bits
	}
	return strconv.FormatUint(mask, 10), nil
}

// encodingBits returns the mask for one name or number.
func encodingBits(part string) (uint64, error) {
	if part == "" {
		return 0, &Error{Message: "An encoding between commas is empty", Advice: "Remove the extra comma."}
	}
	if strings.Trim(part, "0123456789") == "" {
		bits, err := strconv.ParseUint(part, 10, maskBits)
		if err != nil {
			return 0, &Error{
				Message: fmt.Sprintf("The encoding mask %q is too large", part),
				Advice:  "Write the names of the encodings instead: " + strings.Join(encodingNames, ", ") + ".",
			}
		}
		return bits, nil
	}
	var bits encoder.MultiEncoder
	// By itself, Set would also accept numbers in other bases.
	if !slices.Contains(encodingNames, part) || bits.Set(part) != nil {
		return 0, unknownEncoding(part)
	}
	return uint64(bits), nil
}

func unknownEncoding(name string) *Error {
	advice := "Write a mask in decimal digits, or any of these with commas between them: " +
		strings.Join(encodingNames, ", ") + "."
	if near := nearestEncoding(name); near != "" {
		advice = fmt.Sprintf("Did you mean %q? ", near) + advice
	}
	return &Error{Message: fmt.Sprintf("There is no encoding %q", name), Advice: advice}
}

// nearestEncoding returns the name that a word was most likely meant to be, or "" if
// even the nearest one differs in half of its letters.
func nearestEncoding(word string) string {
	near := Nearest(word, encodingNames)
	if 2*distance(word, near) >= len(near) {
		return ""
	}
	return near
}

// EncodingNames returns the names in a mask, in the order of the bits, and those of
// its bits that have no name.
func EncodingNames(mask uint64) (names []string, nameless uint64) {
	if mask == 0 {
		return []string{encoder.MultiEncoder(0).String()}, 0
	}
	for rest := mask; rest != 0; rest &= rest - 1 {
		bit := uint64(1) << bits.TrailingZeros64(rest)
		// rclone writes a bit without a name as a number.
		name := encoder.MultiEncoder(bit).String()
		if strings.HasPrefix(name, "0x") {
			nameless |= bit
			continue
		}
		names = append(names, name)
	}
	return names, nameless
}
