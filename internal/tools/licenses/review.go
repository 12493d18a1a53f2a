package main

import (
	"crypto/sha256"
	_ "embed"
	"encoding/hex"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// reviewed lists the licences that somebody has read: on each line the
// fingerprint of a text, what it grants, and where it was seen first.
//
//go:embed reviewed.txt
var reviewed string

// allowed are the licences, by their SPDX names, that a release may carry:
// permissive ones, and the one of the provider itself.
var allowed = []string{
	"Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "ISC", "MIT", "MPL-2.0", "UPL-1.0",
}

// refused matches words of licences that must not get into a release even if somebody
// has approved their text.
var refused = regexp.MustCompile(`affero|gnu (lesser )?general public|` +
	`business source license|commons clause|server side public|` +
	`elastic license|functional source license|polyform|sustainable use license`)

// review fills in what the texts grant, from a table like reviewed. The error names
// every text that nobody has read and every one that is not allowed.
func review(texts []*text, lines string) error {
	table, err := parseReviewed(lines)
	if err != nil {
		return err
	}
	var errs []error
	used := map[string]bool{}
	for _, t := range texts {
		print := fingerprint(t.words)
		t.licenses = table[print]
		used[print] = true
		words := plain(t.words)
		switch {
		// The Mozilla licence mentions the GNU ones as secondary licences.
		case refused.MatchString(words) && !strings.Contains(words, "mozilla public license version 2 0"):
			errs = append(errs, fmt.Errorf("a release must not carry the licence of %s\nUse another module", t.files[0]))
		case t.grants && t.licenses == "":
			errs = append(errs, fmt.Errorf("nobody has read the licence of %s\n"+
				"Read it; if it is permissive, add to internal/tools/licenses/reviewed.txt: %s LICENCE %s",
				t.files[0], print, t.files[0]))
		}
	}
	for print := range table {
		if !used[print] {
			errs = append(errs, fmt.Errorf("reviewed.txt has %s, which is no linked module's\nRemove the line", print))
		}
	}
	return errors.Join(errs...)
}

// parseReviewed reads "fingerprint licence[+licence] where" lines.
func parseReviewed(lines string) (map[string]string, error) {
	table := map[string]string{}
	for line := range strings.Lines(lines) {
		fields := strings.Fields(line)
		if len(fields) < 3 {
			return nil, fmt.Errorf("reviewed.txt: %q is not a fingerprint, licences and a place", line)
		}
		for _, license := range strings.Split(fields[1], "+") {
			if !slices.Contains(allowed, license) {
				return nil, fmt.Errorf("reviewed.txt: %s is not allowed in a release\nUse another module than %s", license,
					strings.Join(fields[2:], " "))
			}
		}
		table[fields[0]] = strings.ReplaceAll(fields[1], "+", ", ")
	}
	return table, nil
}

var (
	holder = regexp.MustCompile(`(?i)(copyright|\(c\)|©).*\b(19|20)\d\d\b|^\W*all rights reserved\W*$`)
	word   = regexp.MustCompile(`[a-z0-9]+`)
)

// plain returns a text without case, punctuation and line breaks.
func plain(s string) string {
	return strings.Join(word.FindAllString(strings.ToLower(s), -1), " ")
}

// fingerprint returns the same for the same licence of different copyright holders.
func fingerprint(s string) string {
	lines := slices.DeleteFunc(strings.Split(s, "\n"), holder.MatchString)
	sum := sha256.Sum256([]byte(plain(strings.Join(lines, "\n"))))
	return hex.EncodeToString(sum[:8])
}
