package redact

import (
	"encoding/csv"
	"net/url"
	"slices"
	"strings"
)

// Carried returns the secrets in values that are not secret as a whole: the password
// in an address, with or without a scheme, what a query holds, the values in a list of
// headers and their values, and what is passed to a command or set for it.
func Carried(values ...string) (secrets []string) {
	for _, value := range values {
		secrets = append(secrets, slices.Concat(inURL(value), inAddress(value), inHeaders(value), inWords(value))...)
	}
	return secrets
}

// inAddress returns the password in user:password@host:port, as it is written and
// decoded. An address that is not a URL may have one too.
func inAddress(value string) []string {
	_, rest, isURL := strings.Cut(value, "://")
	if !isURL {
		rest = value
	}
	user, _, found := cutLast(rest, "@")
	if _, password, has := strings.Cut(user, ":"); found && has {
		if plain, err := url.PathUnescape(password); err == nil {
			return []string{password, plain}
		}
		return []string{password}
	}
	return nil
}

func cutLast(s, sep string) (before, after string, found bool) {
	i := strings.LastIndex(s, sep)
	if i < 0 {
		return s, "", false
	}
	return s[:i], s[i+len(sep):], true
}

// inHeaders returns the values in name,value,name,value, and what follows the scheme
// in a value, such as Bearer.
func inHeaders(value string) (values []string) {
	list, err := csv.NewReader(strings.NewReader(value)).Read()
	if err != nil || len(list)%2 != 0 {
		return nil
	}
	for i := 1; i < len(list); i += 2 {
		values = append(values, list[i])
		if _, credential, ok := strings.Cut(list[i], " "); ok {
			values = append(values, credential)
		}
	}
	return values
}

// shortestWord is the least length of what inWords takes for a secret, in bytes: to
// hide "no" or "ssh" would make a text unreadable.
const shortestWord = 4

// inWords returns the words of a command after its name, and what assignments between
// spaces assign. An address has none.
func inWords(value string) (secrets []string) {
	for i, word := range strings.Fields(value) {
		_, secret, isAssignment := strings.Cut(word, "=")
		if !isAssignment && i > 0 && !strings.HasPrefix(word, "-") {
			secret = word
		}
		if len(secret) >= shortestWord && !strings.Contains(word, "://") {
			secrets = append(secrets, secret)
		}
	}
	return secrets
}
