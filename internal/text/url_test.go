package text

import (
	"strings"
	"testing"
)

func TestURL(t *testing.T) {
	t.Parallel()
	for text, says := range map[string]string{
		"":                              "",
		"https://storage.example.com":   "",
		"http://127.0.0.1:9980/prefix":  "",
		"https://a.example.com/c?sig=s": "",
		"storage.example.com":           "not a URL",
		"storage.example.com:443":       "not a URL",
		"https://":                      "not a URL",
		"ftp://storage.example.com":     "not a URL",
		" https://storage.example.com":  "white space",
		"https://%zz":                   "not a URL",
	} {
		got, err := URL.Canonical(text)
		switch {
		case says == "" && (err != nil || got != text):
			t.Errorf("%q: got %q, %v; want it as it is", text, got, err)
		case says != "" && (err == nil || !strings.Contains(err.Error(), says)):
			t.Errorf("%q: got %v, want an error with %q", text, err, says)
		case says != "" && strings.Contains(err.Error(), "sig="):
			t.Errorf("%q: the error shows the signature", text)
		}
	}
}
