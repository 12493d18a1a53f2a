package text

import (
	"encoding/csv"
	"errors"
	"io"
	"strings"
)

// canonicalWords checks a list with spaces between its texts, and returns it
// unchanged.
func canonicalWords(s string) (string, error) {
	_, err := listOf(s, ' ', "spaces")
	return s, err
}

// canonicalList checks a list with commas between its texts, and returns it unchanged.
func canonicalList(s string) (string, error) {
	_, err := listOf(s, ',', "commas")
	return s, err
}

// canonicalPairs checks such a list of names and values, and returns it unchanged.
func canonicalPairs(s string) (string, error) {
	list, err := listOf(s, ',', "commas")
	if err == nil && len(list)%2 != 0 {
		return s, &Error{
			Message: "The last name in the list has no value",
			Advice:  `Write names and values by turns: "Cookie,session=1". A value with commas goes into quotes.`,
		}
	}
	return s, err
}

// listOf splits a list as rclone does. Its error shows nothing of the list, since
// headers are lists and hold secrets.
func listOf(s string, comma rune, commas string) ([]string, error) {
	if strings.ContainsAny(s, "\r\n") {
		return nil, &Error{
			Message: "The list has a line break", Advice: "Write it in one line, with " + commas + " between its texts.",
		}
	}
	r := csv.NewReader(strings.NewReader(s))
	r.Comma = comma
	list, err := r.Read()
	if err != nil && !errors.Is(err, io.EOF) { // EOF is all that an empty text has
		return nil, &Error{
			Message: "The list has a quotation mark in the wrong place",
			Advice:  "Put a text with " + commas + ` or quotation marks into quotes, and double those in it: "a ""b"" c".`,
		}
	}
	return list, nil
}
