package catalog

import "strings"

// A Finding is something that can be said of a configuration before anybody is
// asked. It never holds a secret.
type Finding struct {
	// Field is the field to blame, or empty for the whole configuration.
	Field string
	// Summary says in one line what is wrong, and Detail what to do.
	Summary, Detail string
	// Warns says that the configuration may stay as it is.
	Warns bool
	// Missing are fields that would have to be set, all of them or one. A required field
	// that is missing is in its own list.
	Missing []string
}

func (f Finding) Error() string { return f.Summary + "\n" + f.Detail }

// enumerate lists names in a sentence.
func enumerate(names []string, word string) string {
	last := len(names) - 1
	if last < 1 {
		return strings.Join(names, "")
	}
	return strings.Join(names[:last], ", ") + " " + word + " " + names[last]
}

// quoted lists values in a sentence.
func quoted(values []string) string { return "`" + strings.Join(values, "`, `") + "`" }
