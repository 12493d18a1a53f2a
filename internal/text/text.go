// Package text says how values may be written: a size as 4194304 or 4Mi, a mask of
// encodings as a number or as names. Every correct text has a canonical form, which is
// what is sent, and two texts with the same canonical form are the same value. It
// knows no service and no Terraform. Begin with Form.
package text

// A Form is how the values of a kind may be written. Nil is the form of a text that
// can be written in only one way.
type Form struct {
	name      string
	canonical func(string) (string, error)
	hidden    bool
	// spell writes a number as people do, if the form is for numbers.
	spell func(int64) string
}

// These are the forms of texts that can be written in more than one way, or wrongly.
var (
	// Size is a number of bytes.
	Size = &Form{name: "Size", canonical: canonicalSize, spell: spelledSize}
	// SizeOrOff is a number of bytes, or off.
	SizeOrOff = &Form{name: "SizeOrOff", canonical: canonicalSizeOrOff}
	// Bits are what may be done with metadata.
	Bits = &Form{name: "Bits", canonical: canonicalBits}
	// Duration is a time in whole seconds.
	Duration = &Form{name: "Duration", canonical: canonicalDuration, spell: spelledDuration}
	// Encoding is a mask of characters.
	Encoding = &Form{name: "Encoding", canonical: canonicalEncoding}
	// Tristate is true, false, or not set.
	Tristate = &Form{name: "Tristate", canonical: canonicalTristate}
	// Time is a moment.
	Time = &Form{name: "Time", canonical: canonicalTime}
	// URL is an address with its scheme.
	URL = &Form{name: "URL", canonical: canonicalURL, hidden: true}
	// JSON is a document.
	JSON = &Form{name: "JSON", canonical: canonicalJSON, hidden: true}
	// Token is the document of an OAuth token.
	Token = &Form{name: "Token", canonical: canonicalToken, hidden: true}
	// PEM is a key or a certificate.
	PEM = &Form{name: "PEM", canonical: canonicalPEM, hidden: true}
	// Words are texts with spaces between them, and List is texts with commas.
	Words = &Form{name: "Words", canonical: canonicalWords, hidden: true}
	List  = &Form{name: "List", canonical: canonicalList, hidden: true}
	// Pairs is a List of names and values.
	Pairs = &Form{name: "Pairs", canonical: canonicalPairs, hidden: true}
)

// An Error says what is wrong with a text. It never holds a secret.
type Error struct {
	// Message says in one line what is wrong.
	Message string
	// Advice says in one line what to write instead.
	Advice string
}

func (e *Error) Error() string { return e.Message + "\n" + e.Advice }

// String returns the form's name.
func (f *Form) String() string {
	if f == nil {
		return "plain"
	}
	return f.name
}

// IsHidden reports whether texts of the form may hold secrets, and are never shown.
func (f *Form) IsHidden() bool { return f != nil && f.hidden }

// Canonical returns a text as it is sent, or an *Error.
func (f *Form) Canonical(s string) (string, error) {
	if f == nil {
		return s, nil
	}
	return f.canonical(s)
}

// Same reports whether two texts are the same value. A wrong text is the same as itself
// only.
func (f *Form) Same(a, b string) bool {
	if a == b {
		return true
	}
	x, errX := f.Canonical(a)
	y, errY := f.Canonical(b)
	return errX == nil && errY == nil && x == y
}
