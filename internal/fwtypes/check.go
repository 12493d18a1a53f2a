package fwtypes

import (
	"fmt"
	"math/big"
	"slices"
	"strconv"
	"strings"

	"github.com/hoody/terraform-provider-hoody/internal/catalog"
)

// CheckText holds a text against the field's entry in the catalog, and says what is
// wrong in the words of a configuration that calls the field by a name. How texts of
// the field's kind are written is left to Canonical, and what is missing to others.
func CheckText(f *catalog.Field, name, text string) *Error {
	switch {
	case endsInBreak(f, text):
		return &Error{
			Message: name + " ends in a line break",
			Advice: "A file or a command that it comes from has one at its end.\n" +
				fmt.Sprintf("Remove it: %s = trimspace(…), or chomp(…).", name),
		}
	case text == "" && refusesEmpty(f):
		return &Error{
			Message: name + ` does not take ""`,
			Advice:  fmt.Sprintf("Leave it out, or write null, for the default of %q.", f.DocumentedDefault()),
		}
	case text == "":
		return nil
	case f.Kind == catalog.Size:
		if bytes, ok := Amount(f.Kind, text); ok {
			return checkBounds(f, name, bytes, " bytes")
		}
	case len(f.OneOf) > 0 && !slices.Contains(f.OneOf, text):
		return &Error{
			Message: fmt.Sprintf("%s does not take %q", name, text),
			Advice: fmt.Sprintf("It is one of `%s`.\nDid you mean %q?",
				strings.Join(f.OneOf, "`, `"), Nearest(text, f.OneOf)),
		}
	}
	return nil
}

// Missing says that a field which is required is an empty text.
func Missing(name string) *Error {
	return &Error{
		Message: name + " is missing",
		Advice: "It is an empty text, and the field is required.\n" +
			"Give it a value: a variable that is not set may be behind it.",
	}
}

// CheckNumber holds a number against the field's bounds.
func CheckNumber(f *catalog.Field, name string, number int64) *Error {
	return checkBounds(f, name, number, "")
}

func checkBounds(f *catalog.Field, name string, value int64, unit string) *Error {
	switch {
	case value < f.Least:
		return &Error{
			Message: fmt.Sprintf("%s is too small: %d%s", name, value, unit),
			Advice:  fmt.Sprintf("Write %d or more.", f.Least),
		}
	case f.Most > 0 && value > f.Most:
		return &Error{
			Message: fmt.Sprintf("%s is too large: %d%s", name, value, unit),
			Advice:  fmt.Sprintf("Write %d or less.", f.Most),
		}
	}
	return nil
}

// refusesEmpty says that an empty text is not the same as nothing: a size or one of a
// closed list that has a default. (What is required is missing, see there.)
func refusesEmpty(f *catalog.Field) bool {
	return !f.Required && (f.Kind == catalog.Size || len(f.OneOf) > 0) && f.DocumentedDefault() != ""
}

// endsInBreak says that the one line of a secret, or of what signs in, has a line
// break at its end. A text of many lines, such as a key in PEM, may have one.
func endsInBreak(f *catalog.Field, value string) bool {
	line := strings.TrimRight(value, "\r\n")
	return f.Kind == catalog.String && (f.Secret || f.Group == catalog.Authentication) &&
		line != value && !strings.ContainsAny(line, "\r\n")
}

// WholeFrom makes of a number the one that is sent, or says what is wrong: it has a
// fraction, or is too large. Then the nearest one comes along.
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
