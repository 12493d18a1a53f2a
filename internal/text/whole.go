package text

import (
	"math/big"
	"strconv"
)

// precision is that of Terraform's own numbers, in bits.
const precision = 512

// Whole returns the whole number that a text stands for; a fraction of zero is fine.
// If the text is another number the error is an *Error that says why; if it is not a
// number at all the error says nothing of use.
func Whole(s string) (int64, error) {
	number, _, err := big.ParseFloat(s, 10, precision, big.ToNearestEven)
	switch {
	case err != nil:
		return 0, err
	case number.IsInf():
		return 0, strconv.ErrRange
	}
	whole, wrong := WholeFrom(number)
	if wrong != nil {
		return 0, wrong
	}
	return whole, nil
}

// WholeFrom returns a number as it is sent. If the number has a fraction or is too
// large, it returns what is wrong and the nearest whole number.
func WholeFrom(number *big.Float) (int64, *Error) {
	nearest, exact := number.Int64()
	written := number.Text('g', -1)
	switch {
	case exact == big.Exact:
		return nearest, nil
	case !number.IsInt():
		return nearest, &Error{
			Message: written + " is not a whole number",
			Advice:  "Write a number without a fraction, such as " + strconv.FormatInt(nearest, 10) + ".",
		}
	case number.Signbit():
		return nearest, &Error{Message: written + " is too small", Advice: "Write 0 or more."}
	default:
		return nearest, &Error{
			Message: written + " is too large",
			Advice:  "Write " + strconv.FormatInt(nearest, 10) + " or less.",
		}
	}
}
