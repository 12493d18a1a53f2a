package text

import (
	"net/url"
	"strings"
)

// canonicalURL is an address as it is written, which must have its scheme and a
// host; the empty text is not set. Its error shows nothing of it: some addresses
// are signed, and so are credentials.
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
