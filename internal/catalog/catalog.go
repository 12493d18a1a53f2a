// Package catalog says how the backends of the Hoody storage API are described, as data.
// The descriptions are in the folders below: services has one literal for each service,
// and parts what several of them share. Of the project it imports package text only.
// Begin with Backend and Field.
//
// Everything else follows from the descriptions: the Terraform schemas, the request
// bodies, the options of the embedded verifier, what is redacted and what rotates. A
// documented name is written there once and nowhere else.
//
// Source of all facts: the "Object Storage" page of the API documentation
// (POST /api/v1/backends/{provider}) and its update call
// (PUT /api/v1/backends/{id}). The descriptions are this project's own.
package catalog

import (
	"strings"

	"github.com/hoody/terraform-provider-hoody/internal/text"
)

// A Backend describes one documented endpoint POST /api/v1/backends/{Name}.
type Backend struct {
	// Name is the last segment of the documented endpoint.
	Name string
	// Type is the documented "backend_type" of the answer if that is not Name.
	Type string
	// Storage is the documented "type" of the answer, if it is not the usual one:
	// object_storage for a service of the page, and Name for a service of another page.
	Storage string
	// Title is the service's name as people write it.
	Title string
	// Category is the page of the documentation that the service is on.
	Category Category
	// Doc introduces the service in a sentence or two.
	Doc string
	// Since is the version of the service that added the backend.
	Since Version
	// Withdrawn says which version of the service no longer has the backend.
	Withdrawn Withdrawal
	// Synonyms are other backend types that mean the same service: a backend that is
	// listed under one of them is of this kind too.
	Synonyms []string
	// Fields are the documented fields: first those of the page, in its order, then those
	// that later versions added, then the groups that services share.
	Fields []Field
	// Ways are the ways to authenticate, the usual ones first.
	Ways []Way
	// Presets are the values for well-known services, if many services speak the backend's
	// protocol.
	Presets Presets
	// Rules are what the page says about fields together and what does not follow from
	// Ways.
	Rules []Rule
	// Proves is how far a verification by the embedded engine goes.
	Proves Proof
	// Verified says, in a sentence or two, what the embedded engine asks the
	// service for, and what that does not prove.
	Verified string
	// VerifiedRead and VerifiedWrite say what reading and writing prove for this service
	// in particular, and what they do not prove.
	VerifiedRead, VerifiedWrite string
	// NeverWritten says why the embedded engine always refuses to write, or is empty.
	NeverWritten string
}

// Presets are values that belong together, for each of some services.
type Presets struct {
	// Fields are the documented names of the fields that differ between the services.
	Fields []string
	Of     []Preset
}

// A Preset has a value for each of the fields. An empty value means that the field is
// not set, and "<…>" stands for a part that belongs to the account.
type Preset struct {
	Service string
	Values  []string
	// Doc says what else to know, in a sentence.
	Doc string
}

// Category is the kind of storage that a service is, by the page of the documentation
// that has it.
type Category uint8

const (
	// CloudDrives are people's accounts with files in them.
	CloudDrives Category = iota
	// ObjectStorage is buckets, and anything that is stored in a similar way.
	ObjectStorage
	// FileProtocols are servers that people run themselves.
	FileProtocols
)

// Categories has all categories, in the order of the documentation.
var Categories = []Category{ObjectStorage, FileProtocols, CloudDrives}

// String returns the page's title, or "" if there is no such category.
func (c Category) String() string {
	titles := [...]string{CloudDrives: "Cloud drives", ObjectStorage: "Object storage", FileProtocols: "File protocols"}
	if int(c) >= len(titles) {
		return ""
	}
	return titles[c]
}

// A Field is one documented field of a backend's configuration. The zero value of
// everything but Name and Doc is the common case: an optional string that is empty by
// default, not secret, and changed only by connecting again.
type Field struct {
	// Name is the documented name, on the wire and for rclone.
	Name string
	// Attr is the Terraform attribute if that cannot be Name, because Terraform reserves
	// it or it begins with a digit.
	Attr string
	// Group is the heading under which the documentation has the field.
	Group Group
	// Tells says which property that the service lists for a backend comes from this
	// field.
	Tells Tells
	// Kind says how the value is written; see the constants.
	Kind Kind
	// Shape checks what a text must look like beyond its Kind. Nil accepts any text.
	Shape Shape
	// Free says that people write the text freely, such as a note, a command or patterns:
	// white space is part of it. Any other text is one word or line without white space
	// around it.
	Free bool
	// Encrypts marks a passphrase that encrypts what is stored: white space around it
	// is part of it, and seldom meant.
	Encrypts bool
	// Default is the documented default: a string, a bool or an int, as the Kind is sent.
	// Nil means the Kind's zero ("", false or 0).
	Default any
	// Later is the documented default since October, if it changed then. Plans then show
	// no default for a field that is not set, because it depends on the version.
	Later any
	// Unset says that the field is documented as unset: it has no default, and an empty
	// text means something else.
	Unset bool
	// Rounded says that the default is less than a second, and therefore documented as 0:
	// a 0 means the service's own default.
	Rounded bool
	// Accidental says that the default is something from the machine on which the
	// documentation was made, such as the name of an account. No backend gets it, and a
	// configuration that leaves the field out gets a warning.
	Accidental bool
	// Since is the version of the service that added the field.
	Since Version
	// Withdrawn says which version of the service no longer takes it.
	Withdrawn Withdrawal
	// Required marks a field that the page requires.
	Required bool
	// RequiredSince is the version since which a field is required that the page does not
	// require.
	RequiredSince Version
	// OptionalSince is the version since which a field is optional that the page requires.
	// Only such a field can be required and empty; an empty one is not sent, and means
	// EmptyMeans.
	OptionalSince Version
	EmptyMeans    string
	// Secret marks a value that must never be shown.
	Secret bool
	// Carries says that part of the value may be a secret, such as the password in an
	// address. Errors hide that part.
	Carries bool
	// Code marks a secret that works for one sign-in only, such as the code of a second
	// factor. It is write-only and has no twin: no state has it, and another value does
	// not count as a change.
	Code bool
	// OneUse says that what renews the credential works only once: Hoody renews it, and a
	// verification must not.
	OneUse bool
	// Rotates marks a credential that the update call changes in place, since
	// RotatesSince.
	Rotates      bool
	RotatesSince Version
	// OneOf is the closed list of values. The empty string is allowed too if the field is
	// not required and its default is empty.
	OneOf []string
	// Known are documented values of an open list. They are shown and not enforced.
	Known []string
	// Complete says that Known is the whole documented list. Another value is accepted
	// with a warning, since the service may know more than the page.
	Complete bool
	// Newer are values that rclone has learned since the page was written. They are
	// accepted like those in Known.
	Newer []string
	// ClosedSince is the version that accepts no values but those in Known.
	ClosedSince Version
	// Least and Most bound a number, or a size in bytes. A number may be negative if Least
	// is; a Most of zero means no bound.
	Least, Most int64
	// MultipleOf is what a size must be a multiple of. PowerOfTwo says that it must be a
	// power of two.
	MultipleOf int64
	PowerOfTwo bool
	// SafeMost is the number above which there is a warning: larger numbers are accepted,
	// and do the harm that Doc describes.
	SafeMost int64
	// Deprecated says why a field that is documented as deprecated should be removed.
	Deprecated string
	// Doc says what the field does, its unit, and when to change it.
	Doc string
}

// Group is what a field is about. A deprecated field needs no group: the documentation
// has it under a heading of its own.
type Group uint8

const (
	// Advanced is everything else.
	Advanced Group = iota
	// Authentication is where the service is, and how to sign in there.
	Authentication
	// Transfer is how files are written and read, and what they become.
	Transfer
	// Listing is which of the existing files are seen.
	Listing
)

// String returns the heading of the group, or "" if there is no such group.
func (g Group) String() string {
	headings := [...]string{Advanced: "Advanced", Authentication: "Authentication", Transfer: "Transfer", Listing: "Listing"}
	if int(g) >= len(headings) {
		return ""
	}
	return headings[g]
}

// Tells is a property that Hoody lists for every backend, and that comes from certain
// fields.
type Tells uint8

const (
	// Nothing is listed from most fields.
	Nothing Tells = iota
	// Server is the host that a backend points at.
	Server
	// User is the account that it signs in with.
	User
)

// Kind is how a value is written. It decides the Terraform type, the JSON type
// on the wire and the translation for rclone.
type Kind uint8

const (
	// String is sent as it is.
	String Kind = iota
	// Bool is a JSON boolean.
	Bool
	// Int is a whole JSON number.
	Int
	// Seconds is a duration in whole seconds, a JSON number.
	Seconds
	// Duration is a time in whole seconds that people write as 90s or 1h. No
	// backend has one; the cache settings of mounts do, as JSON numbers.
	Duration
	// Size is a number of bytes in decimal digits, a JSON string.
	Size
	// Encoding is a bit mask of characters to encode in file names, in decimal
	// digits, a JSON string.
	Encoding
	// Tristate is the JSON string "true" or "false", or not sent at all.
	// It has no default.
	Tristate
	// Time is an RFC 3339 time, a JSON string.
	Time
	// JSON is a JSON document inside a JSON string.
	JSON
	// URL is an address with its scheme, http or https, a JSON string.
	URL
	// File is the path of a file on the machine where the engine runs: this machine for
	// the embedded engine, the service's for the API.
	File
	// PEM is a key or a certificate in PEM. It is sent in one line, as rclone reads it.
	PEM
	// Words are texts with spaces between them, one JSON string. An empty text has no
	// words, which differs from not set.
	Words
	// List is texts with commas between them, one JSON string. An empty text is an empty
	// list, which differs from not set.
	List
	// Pairs is a List of names that are each followed by a value.
	Pairs
	// Token is the document of an OAuth token, a JSON document inside a JSON string.
	Token
	// SizeOrOff is a Size, or "-1", which people write as off.
	SizeOrOff
	// Bits are what may be done with metadata, as names with commas between them. The
	// documented default is a number.
	Bits
)

// Proof is how far a verification by the embedded engine goes.
type Proof uint8

const (
	// Credentials says that the storage has accepted the credentials.
	Credentials Proof = iota
	// Reach says only that the storage answers: it does not ask who connects.
	Reach
	// Unproven says that the storage has not been asked: the embedded engine has no client
	// for it, and Verified says why.
	Unproven
)

// Wire is the JSON type in which a value travels.
type Wire uint8

// The three JSON types of the documented tables.
const (
	WireString Wire = iota
	WireBool
	WireNumber
)

// Wire returns the JSON type of the kind.
func (k Kind) Wire() Wire {
	switch k {
	case Bool:
		return WireBool
	case Int, Seconds, Duration:
		return WireNumber
	default:
		return WireString
	}
}

// forms has the kinds that can be written in more than one way, or wrongly.
var forms = map[Kind]*text.Form{
	Size: text.Size, Duration: text.Duration, Encoding: text.Encoding, Tristate: text.Tristate,
	Time: text.Time, URL: text.URL, JSON: text.JSON, PEM: text.PEM, Words: text.Words, List: text.List,
	Pairs: text.Pairs, Token: text.Token, SizeOrOff: text.SizeOrOff, Bits: text.Bits,
}

// Form returns how values of the kind may be written.
func (k Kind) Form() *text.Form { return forms[k] }

// Values is a configuration by documented field name: strings, bools and int64s, as
// each field's Kind is sent. It does not have fields that are not set.
type Values map[string]any

// BackendType returns the "backend_type" with which the service answers for the
// backend.
func (b *Backend) BackendType() string {
	if b.Type != "" {
		return b.Type
	}
	return b.Name
}

// StorageType returns the documented "type" of the answer to a connect.
func (b *Backend) StorageType() string {
	switch {
	case b.Storage != "":
		return b.Storage
	case b.Since == Page:
		return "object_storage"
	default:
		return b.Name
	}
}

// IsType reports whether a "backend_type" answered by a service means this
// backend, by its own name or by a synonym.
func (b *Backend) IsType(backendType string) bool {
	if backendType == b.BackendType() || backendType == b.Name {
		return true
	}
	for _, s := range b.Synonyms {
		if backendType == s {
			return true
		}
	}
	return false
}

// ResourceName returns the Terraform resource type without the provider's name.
func (b *Backend) ResourceName() string {
	return "backend_" + strings.ReplaceAll(b.Name, "-", "_")
}

// Field finds a field by its documented name, or nil.
func (b *Backend) Field(name string) *Field {
	for i := range b.Fields {
		if b.Fields[i].Name == name {
			return &b.Fields[i]
		}
	}
	return nil
}

// Attribute returns the field's name in Terraform.
func (f *Field) Attribute() string {
	if f.Attr != "" {
		return f.Attr
	}
	return f.Name
}

// HasTwin reports whether the state keeps a secret, which then has a write-only twin
// that the state does not keep.
func (f *Field) HasTwin() bool { return f.Secret && !f.Code }

// DefaultValue returns what plans and states show for a field that is not set: the
// page's default. It is nil if the page documents the field as unset, if the default
// is an accident, and if a later version added the field, since a default would change
// every existing backend.
func (f *Field) DefaultValue() any {
	if f.Since != Page || f.Accidental {
		return nil
	}
	return f.DocumentedDefault()
}

// DocumentedDefault returns the documented default as a string, bool or int64, or nil
// if the field is documented as unset or versions have different defaults.
func (f *Field) DocumentedDefault() any {
	if f.Later != nil {
		return nil
	}
	return f.DefaultIn(Page)
}

// DefaultIn returns the default that a version documents, or nil if it documents none.
func (f *Field) DefaultIn(v Version) any {
	if f.Kind == Tristate || f.Unset && (f.Later == nil || v < October) {
		return nil
	}
	def := f.Default
	if f.Later != nil && v >= October {
		def = f.Later
	}
	switch d := def.(type) {
	case nil:
		switch f.Kind.Wire() {
		case WireBool:
			return false
		case WireNumber:
			return int64(0)
		default:
			return ""
		}
	case int:
		return int64(d)
	default:
		return d
	}
}
