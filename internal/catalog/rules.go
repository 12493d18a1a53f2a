package catalog

import (
	"fmt"
	"strings"
)

// Presence says whether a configuration sets a field: to something that is neither
// empty nor false.
type Presence uint8

const (
	Absent Presence = iota
	Present
	Undecided // not known before the apply
)

// A Reading is what a configuration says of the fields of a backend, by their
// documented names, whatever it is written in.
type Reading interface {
	Presence(field string) Presence
	// Text is what a field says, and whether that is known.
	Text(field string) (string, bool)
	// Called is what the configuration calls a field.
	Called(field string) string
}

// A Breach is how a configuration breaks a rule, for a person.
type Breach struct {
	// Field is the documented name of the field to blame, or empty where it is none.
	Field string
	// Message says in one line what is wrong, and Advice what to do.
	Message, Advice string
	// Harmless says that nothing fails for it.
	Harmless bool
}

// Broken is how a configuration certainly breaks the rule, or nil.
func (r Rule) Broken(c Reading) *Breach {
	switch {
	case r.Where != "":
		return r.unused(c)
	case r.If != "":
		return r.lacking(c)
	case len(r.OnlyOne) > 0:
		return r.tooMany(c)
	default:
		return r.tooFew(c)
	}
}

func (r Rule) unused(c Reading) *Breach {
	where, known := c.Text(r.Where)
	if c.Presence(r.If) != Present || !known || where == r.Is {
		return nil
	}
	return &Breach{
		Field:    r.If,
		Message:  fmt.Sprintf("%s is not used with %s = %q", c.Called(r.If), c.Called(r.Where), where),
		Advice:   fmt.Sprintf("%s\nRemove it, or set %s = %q.", r.Because, c.Called(r.Where), r.Is),
		Harmless: true,
	}
}

func (r Rule) lacking(c Reading) *Breach {
	if c.Presence(r.If) != Present {
		return nil
	}
	for _, name := range r.Needs {
		if c.Presence(name) == Absent {
			return &Breach{
				Field:   r.If,
				Message: fmt.Sprintf("%s needs %s", c.Called(r.If), c.Called(name)),
				Advice:  fmt.Sprintf("%s\nSet %s as well, or remove %s.", r.Because, c.Called(name), c.Called(r.If)),
			}
		}
	}
	return nil
}

func (r Rule) tooMany(c Reading) *Breach {
	var set []string
	for _, name := range r.OnlyOne {
		if c.Presence(name) == Present {
			set = append(set, name)
		}
	}
	if len(set) < 2 {
		return nil
	}
	return &Breach{
		Field:   set[1],
		Message: fmt.Sprintf("%s and %s exclude each other", c.Called(set[0]), c.Called(set[1])),
		Advice:  r.Because + "\nKeep one of them.",
	}
}

func (r Rule) tooFew(c Reading) *Breach {
	var names []string
	for _, name := range r.AnyOf {
		if c.Presence(name) != Absent {
			return nil
		}
		names = append(names, c.Called(name))
	}
	return &Breach{
		Message: fmt.Sprintf("One of %s is missing", strings.Join(names, ", ")),
		Advice:  fmt.Sprintf("%s\nSet one of `%s`.", r.Because, strings.Join(names, "`, `")),
	}
}
