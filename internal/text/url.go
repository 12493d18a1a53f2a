package text

import (
	"net/url"
	"strings"
)

// canonicalURL checks an address, which must have a scheme and a host, and returns it
// unchanged; the empty text means that it is not set. Its error shows nothing of the
// address: some addresses are signed, which makes them credentials.
func canonicalURL(s string) (string, error) {
	if s == "" {
		return "", nil
	}
	u, err := url.Parse(s)
	switch {
	case err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Host != "":
		return s, nil
	case strings.TrimSpace(s) != s:
		return "", &Error{
			Message: "The address has white space around it", Advice: "Remove it, for instance with trimspace(…).",
		}
	default:
		return "", &Error{
			Message: "The address is not a URL", Advice: `Write it with its scheme, such as "https://storage.example.com".`,
		}
	}
}
