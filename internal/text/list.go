package text

import (
	"encoding/csv"
	"strings"
)

// canonicalWords is a list with spaces between its texts, as it is written.
func canonicalWords(s string) (string, error) { return s, checkList(s, ' ', "spaces") }

// canonicalList is a list with commas between its texts, as it is written.
func canonicalList(s string) (string, error) { return s, checkList(s, ',', "commas") }

// checkList refuses a list that rclone could not take apart. Its error shows nothing of
// it: headers are lists, and hold secrets.
func checkList(s string, comma rune, commas string) error {
	if strings.ContainsAny(s, "\r\n") {
		return &Error{
			Message: "The list has a line break", Advice: "Write it in one line, with " + commas + " between its texts.",
		}
	}
	r := csv.NewReader(strings.NewReader(s))
	r.Comma = comma
	if _, err := r.ReadAll(); err != nil {
		return &Error{
			Message: "The list has a quotation mark in the wrong place",
			Advice:  "Put a text with " + commas + ` or quotation marks into quotes, and double those in it: "a ""b"" c".`,
		}
	}
	return nil
}
