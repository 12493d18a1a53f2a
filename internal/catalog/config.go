package catalog

import "github.com/hoody/terraform-provider-hoody/internal/text"

// A Config is what is known of a configuration before anybody is asked.
type Config struct {
	// Values are those that it sets, each in its canonical form. They include what is set
	// to an empty text.
	Values Values
	// Unknown are the fields whose values only an apply will know.
	Unknown map[string]bool
	// Wrong is what Parse said of values that it refused.
	Wrong map[string]*Finding
	// Written returns the name under which a field was written. Nil means the documented
	// name.
	Written func(*Field) string
}

// named returns a field's name for messages.
func (c *Config) named(f *Field) string {
	if c.Written == nil {
		return f.Name
	}
	return c.Written(f)
}

// presence says whether a configuration sets a field.
type presence uint8

const (
	absent presence = iota
	present
	undecided // not known yet, or wrong
)

// presence reports whether a field is set to something: an empty text, false, zero and
// the time of the year 1 count as absent.
func (c *Config) presence(name string) presence {
	if c.Unknown[name] || c.Wrong[name] != nil {
		return undecided
	}
	switch c.Values[name] {
	case nil, "", false, int64(0), text.TimeNotSet:
		return absent
	default:
		return present
	}
}
