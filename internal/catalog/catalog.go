// Package catalog says how the Hoody storage API's backends are described, as data.
// The descriptions are in the folders below: services has one literal for each
// service, parts what several of them share.
//
// Everything else follows from it: the Terraform schemas, the request bodies,
// the options of the embedded verifier, what is redacted and what rotates.
// A documented name is written there once and nowhere else.
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
	// Type is the documented "backend_type" of the answer where it is not Name.
	Type string
	// Storage is the documented "type" of the answer, where it is not object_storage for
	// a service of the page, and the name for one of another page.
	Storage string
	// Title is the service's name as people write it.
	Title string
	// Category is the page of the documentation that the service is on.
	Category Category
	// Doc introduces the service in a sentence or two.
	Doc string
	// Since is the version of the service that added the backend.
	Since Version
	// Withdrawn says since which version of the service it is gone.
	Withdrawn Withdrawal
	// Synonyms are other backend types that mean the same service: a backend that is listed
	// with one of them is no other kind of backend.
	Synonyms []string
	// Fields are the documented fields: in the page's order, then those that later
	// versions added, then the groups that services share.
	Fields []Field
	// Ways are the ways to authenticate, the usual ones first.
	Ways []Way
	// Presets are what well-known services take, where many speak the backend's protocol.
	Presets Presets
	// Rules are what the page says of fields together that does not follow from the ways.
	Rules []Rule
	// Proves is how far a verification by the embedded engine goes.
	Proves Proof
	// Verified says, in a sentence or two, what the embedded engine asks the
	// service for, and what that does not prove.
	Verified string
	// VerifiedRead and VerifiedWrite say what reading and writing prove of this service in
	// particular, and what they do not prove.
	VerifiedRead, VerifiedWrite string
	// NeverWritten says why the embedded engine refuses to write, where it always does.
	NeverWritten string
}

// Presets are values that go together, by the services that take them.
type Presets struct {
	// Fields are the documented names of what differs between the services.
	Fields []string
	Of     []Preset
}

// A Preset has a value for each of the fields. Empty is a field that is not set, and
// "<…>" stands for a part that is the account's own.
type Preset struct {
	Service string
	Values  []string
	// Doc says what else to know, in a sentence.
	Doc string
}

// Category is what kind of storage a service is, as the documentation has it on its
// pages.
type Category uint8

const (
	// CloudDrives are accounts of people, with files in them.
	CloudDrives Category = iota
	// ObjectStorage is buckets, and what is kept like them.
	ObjectStorage
	// FileProtocols are servers of one's own.
	FileProtocols
)

// Categories are all of them, in the order of the documentation.
var Categories = []Category{ObjectStorage, FileProtocols, CloudDrives}

// String is the page's title, or empty for none that there is.
func (c Category) String() string {
	titles := [...]string{CloudDrives: "Cloud drives", ObjectStorage: "Object storage", FileProtocols: "File protocols"}
	if int(c) >= len(titles) {
		return ""
	}
	return titles[c]
}

// A Field is one documented field of a backend's configuration. The zero value
// of everything but Name and Doc is the common case: an optional string that is
// empty by default, no secret, and changed only by connecting again.
type Field struct {
	// Name is the documented name, on the wire and for rclone.
	Name string
	// Attr is the Terraform attribute where Name cannot be one: Terraform reserves it, or
	// it begins with a digit.
	Attr string
	// Group is under which heading the documentation has the field.
	Group Group
	// Tells says what the service lists of a backend that follows from the field.
	Tells Tells
	// Kind says how the value is written; see the constants.
	Kind Kind
	// Shape says what a text must look like beyond that. Nil is any text.
	Shape Shape
	// Free says that it is a text of one's own, such as a note, a command or patterns:
	// white space is part of it. Any other text is one word or line without any around it.
	Free bool
	// Encrypts marks a passphrase that encrypts what is stored: white space around it
	// is part of it, and seldom meant.
	Encrypts bool
	// Default is the documented default: a string, a bool or an int, as the
	// Kind is sent. Nil stands for the Kind's zero ("", false or 0).
	Default any
	// Later is the documented default since October, where that is another one. A field
	// that is not set then has none in plans: which it is depends on the version.
	Later any
	// Unset says that the field is documented as unset: it has no default, and a text
	// that is empty means something else.
	Unset bool
	// Rounded says that the default is less than a second, and documented as 0 for that:
	// 0 stands for the service's own.
	Rounded bool
	// Accidental says that the default is what the machine had on which the
	// documentation was made, such as the name of an account. Nobody gets it, and a
	// configuration that leaves the field out is warned.
	Accidental bool
	// Since is the version of the service that added the field.
	Since Version
	// Withdrawn says which version of the service no longer takes it.
	Withdrawn Withdrawal
	// Required marks a field that the page requires.
	Required bool
	// RequiredSince is the version that requires what the page does not.
	RequiredSince Version
	// OptionalSince is the version that does without what the page requires. The
	// field can then be empty, which is not sent and means EmptyMeans; nothing else
	// that is required can.
	OptionalSince Version
	EmptyMeans    string
	// Secret marks a value that must never be shown.
	Secret bool
	// Carries says that a secret may be part of the value, such as the password in an
	// address: what an error would show of it is hidden.
	Carries bool
	// Code marks a secret that is good for one sign-in, such as that of a second factor. It
	// is written only, and has no twin: no state has it, and no change of it is one.
	Code bool
	// OneUse says that what renews the credential is good for one use: Hoody renews it, and
	// a verification must not.
	OneUse bool
	// Rotates marks a credential that the update call takes in place, since a version.
	Rotates      bool
	RotatesSince Version
	// OneOf is the closed list of values. The empty string is allowed as well where the
	// field is not required and its default is empty.
	OneOf []string
	// Known are documented values of an open list: shown, never enforced.
	Known []string
	// Complete says that Known is the whole documented list: another value is
	// accepted with a warning, for the service may know more than the page.
	Complete bool
	// Newer are values that rclone has learned since the page was written. They are
	// accepted as those of Known are.
	Newer []string
	// ClosedSince is the version that takes no values but those of Known.
	ClosedSince Version
	// Least and Most bound a number, or a size in bytes. A number may be less than zero
	// where Least is; a Most of zero is no bound.
	Least, Most int64
	// MultipleOf is what a size must be a multiple of, and PowerOfTwo says that it must be
	// one.
	MultipleOf int64
	PowerOfTwo bool
	// SafeMost warns of numbers above it: they are accepted, and harm as Doc says.
	SafeMost int64
	// Deprecated says why a documented-as-deprecated field should go.
	Deprecated string
	// Doc says what the field does, its unit, and when to touch it.
	Doc string
}

// Group is what a field is about. What is deprecated needs none: the
// documentation has it under a heading of its own.
type Group uint8

const (
	// Advanced is everything else.
	Advanced Group = iota
	// Authentication is where the service is, and how to sign in there.
	Authentication
	// Transfer is how files are written and read, and what they become.
	Transfer
	// Listing is what is seen of what there is.
	Listing
)

// String is the heading of the group, or empty for none that there is.
func (g Group) String() string {
	headings := [...]string{Advanced: "Advanced", Authentication: "Authentication", Transfer: "Transfer", Listing: "Listing"}
	if int(g) >= len(headings) {
		return ""
	}
	return headings[g]
}

// Tells is a property that Hoody lists for every backend, and takes from the fields that
// have it.
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
	// File is the path of a file on the machine where the engine runs: this one
	// for the embedded engine, the service's for the API.
	File
	// PEM is a key or a certificate in PEM. It is sent in one line, as rclone reads it.
	PEM
	// Words are texts with spaces between them, one JSON string. What is empty has no
	// words, which is not the same as not set.
	Words
	// List is texts with commas between them, one JSON string. What is empty has none,
	// which is not the same as not set.
	List
	// Pairs is a List of names that are each followed by a value.
	Pairs
	// Token is the document of an OAuth token, as JSON is.
	Token
	// SizeOrOff is a Size, or "-1", which people write as off.
	SizeOrOff
	// Bits are what may be done with metadata, by names with commas between them. The
	// documented default is a number.
	Bits
)

// Proof is how far a verification by the embedded engine goes.
type Proof uint8

const (
	// Credentials have been accepted by the storage.
	Credentials Proof = iota
	// Reach proves only that the storage answers: it does not ask who connects.
	Reach
	// Unproven storage has not been asked: the embedded engine has no client for it, and
	// Verified says why.
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

// Wire tells the JSON type of the kind.
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

// forms are the kinds that can be written in more than one way, or wrongly.
var forms = map[Kind]*text.Form{
	Size: text.Size, Duration: text.Duration, Encoding: text.Encoding, Tristate: text.Tristate,
	Time: text.Time, URL: text.URL, JSON: text.JSON, PEM: text.PEM, Words: text.Words, List: text.List,
	Pairs: text.Pairs, Token: text.Token, SizeOrOff: text.SizeOrOff, Bits: text.Bits,
}

// Form is how values of the kind may be written.
func (k Kind) Form() *text.Form { return forms[k] }

// Values is a configuration by documented field name: string, bool or int64,
// as the field's Kind is sent. A field that is not set is not in it.
type Values map[string]any

// BackendType is the "backend_type" that the service answers for the backend.
func (b *Backend) BackendType() string {
	if b.Type != "" {
		return b.Type
	}
	return b.Name
}

// StorageType is the documented "type" of the answer to a connect.
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

// ResourceName is the Terraform resource type without the provider's name.
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

// Attribute is the field's name in Terraform.
func (f *Field) Attribute() string {
	if f.Attr != "" {
		return f.Attr
	}
	return f.Name
}

// HasTwin reports whether a secret is kept, and so has a write-only twin that is not.
func (f *Field) HasTwin() bool { return f.Secret && !f.Code }

// DefaultValue is what plans and states show of a field that is not set: the
// page's default. It is nil where the page documents the field as unset, where the
// default is an accident, and for what a later version added: a default would change
// every backend that is there.
func (f *Field) DefaultValue() any {
	if f.Since != Page || f.Accidental {
		return nil
	}
	return f.DocumentedDefault()
}

// DocumentedDefault is the documented default as a string, bool or int64, or nil
// where the field is documented as unset, or where versions have different ones.
func (f *Field) DocumentedDefault() any {
	if f.Later != nil {
		return nil
	}
	return f.DefaultIn(Page)
}

// DefaultIn is the default that a version documents, or nil where there is none.
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
