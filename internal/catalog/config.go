package catalog

import "github.com/hoody/terraform-provider-hoody/internal/text"

// A Config is what is known of a configuration before anybody is asked.
type Config struct {
	// Values are what it sets, each in its canonical form. What is set to an empty
	// text is among them.
	Values Values
	// Unknown are the fields whose values only an apply will know.
	Unknown map[string]bool
	// Wrong is what Parse said of values that it refused.
	Wrong map[string]*Finding
	// Written is the name under which a field was written. Nil stands for the
	// documented names.
	Written func(*Field) string
}

// named is a field's name in words for people.
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

// presence of a field: it is present when it is set to something that is not
// nothing, as an empty text, false, zero and the time of the year 1 are.
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
