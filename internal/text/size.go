package text

import (
	"errors"
	"fmt"
	"math"
	"math/big"
	"regexp"
	"strings"
)

// sizeText matches a size: a number of bytes (4194304), or a number with a binary
// unit, Ki, Mi, Gi, Ti or Pi. Either may end in B. A fraction is fine if the bytes are
// whole (1.5Gi). K, M, G and the like are refused, because rclone reads them as powers
// of 1024 and most other tools as powers of 1000. The empty text means that the size
// is not set.
var sizeText = regexp.MustCompile(`^([0-9]+(?:\.[0-9]+)?)(?:([KMGTP])i)?B?$`)

// almostSize matches what people write for a size, and serves only to offer the right
// text.
var almostSize = regexp.MustCompile(`(?i)^\s*(-?)([0-9]+(?:\.[0-9]+)?)\s*(?:([KMGTP])(i?))?B?\s*$`)

const sizeAdvice = `Write a number of bytes, such as "4194304", or a number with one of Ki, Mi, Gi, Ti and Pi ` +
	`(powers of 1024), such as "4Mi".`

// canonicalSize returns a size in bytes, in decimal digits.
func canonicalSize(s string) (string, error) {
	if s == "" {
		return "", nil
	}
	match := sizeText.FindStringSubmatch(s)
	if match == nil {
		return "", notASize(s)
	}
	bytes := multiply(match[1], 1024, match[2])
	if bytes.Cmp(new(big.Rat).SetInt64(math.MaxInt64)) > 0 {
		return "", &Error{
			Message: fmt.Sprintf("The size %q is too large", s),
			Advice:  `The largest is "9223372036854775807", a byte less than 8192Pi.`,
		}
	}
	if !bytes.IsInt() {
		below := new(big.Int).Quo(bytes.Num(), bytes.Denom())
		return "", &Error{
			Message: fmt.Sprintf("The size %q is not a whole number of bytes", s),
			Advice:  fmt.Sprintf("Write %q, the whole number of bytes just below it.", below.String()),
		}
	}
	return bytes.Num().String(), nil
}

// Off is the canonical form of a size that is off.
const Off = "-1"

// canonicalSizeOrOff returns a size, or -1 for one that is off.
func canonicalSizeOrOff(s string) (string, error) {
	if s == off || s == Off {
		return Off, nil
	}
	bytes, err := canonicalSize(s)
	if wrong := (*Error)(nil); errors.As(err, &wrong) {
		wrong.Advice += ` Write "off" for no size at all.`
	}
	return bytes, err
}

// notASize returns what is wrong with a text that is not a size, and offers the sizes
// that it could mean.
func notASize(s string) *Error {
	wrong := &Error{Message: fmt.Sprintf("%q is not a size", s), Advice: sizeAdvice}
	match := almostSize.FindStringSubmatch(s)
	if match == nil {
		return wrong
	}
	sign, number, letter, binary := match[1], match[2], strings.ToUpper(match[3]), match[4]
	if sign != "" {
		wrong.Message = fmt.Sprintf("The size %q is negative", s)
		return wrong
	}
	if letter == "" {
		wrong.Advice = fmt.Sprintf("Write %q.", number)
		return wrong
	}
	wrong.Advice = fmt.Sprintf("Write %q.", number+letter+"i")
	if decimal := multiply(number, 1000, letter); binary == "" && decimal.IsInt() {
		wrong.Advice = fmt.Sprintf("Write %q for powers of 1024, or %q for powers of 1000.",
			number+letter+"i", decimal.Num().String())
	}
	return wrong
}

// multiply returns a number in decimal digits, with or without a fraction, times the
// power of the base for a unit's letter; without a letter that is the zeroth power.
func multiply(number string, base int64, letter string) *big.Rat {
	power := strings.Index("KMGTP", letter) + min(len(letter), 1)
	factor := new(big.Int).Exp(big.NewInt(base), big.NewInt(int64(power)), nil)
	product, _ := new(big.Rat).SetString(number)
	return product.Mul(product, new(big.Rat).SetInt(factor))
}
