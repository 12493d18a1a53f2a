// Package facts has what is documented of the service: every storage service that it
// connects, and every field of these, in each version.
//
// It is the only copy. The emulator checks requests against it; tests check the
// catalog against it and take their totals from it. It imports nothing of the
// provider: if it shared the catalog's table, it would share its mistakes. Begin with
// All and Service.
package facts

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"slices"
	"sync"
)

// services.json has the services of the object storage page first, in its order.
//
//go:embed services.json
var servicesJSON []byte

// A Version is a version of the service, by its name.
type Version string

const (
	// Page is the service of the documented object storage page.
	Page Version = "page"
	// August 2026 has the calls of the page, and the services of other pages.
	August Version = "2026-08"
	// October 2026 withdrew services, and closed and added fields.
	October Version = "2026-10"
)

// A Service is what is documented of one storage service.
type Service struct {
	// Name is the name in the path of a connect, such as "s3".
	Name  string `json:"name"`
	Title string `json:"title"` // "" for those of the object storage page
	// BackendType is the type in lists, and Type the "type" in the answer to a connect,
	// both as the page has them; Type is "" if no page says it.
	BackendType string `json:"backend_type"`
	Type        string `json:"answer_type"`
	// Page is the documentation page: object, cloud, protocols and so on.
	Page     string    `json:"page"`
	Versions []Version `json:"in"`
	// CustomVFS says that, in October, a mount may have settings of its own.
	CustomVFS bool `json:"custom_vfs"`
	// Example is the documented request, and Error the text of the documented
	// refusal. Only pages that were captured whole have them.
	Example map[string]any `json:"example"`
	Error   string         `json:"error"`
	// Fields has the fields of all versions; see FieldsIn.
	Fields []Field `json:"fields"`
}

// A Field is a documented field as the page or August has it, or as October has it if
// it was added then.
type Field struct {
	Name string `json:"name"`
	// Type is string, boolean or integer; Default is a string, a bool, an int64 or
	// nil.
	Type     string `json:"type"`
	Required bool   `json:"required"`
	Default  any    `json:"default"`
	// Values are documented values, and OneOf the only ones that are accepted.
	Values []any `json:"values"`
	OneOf  []any `json:"one_of"`
	Secret bool  `json:"secret"`
	// Rotates says that the update call accepts it, since RotatesSince if that is set.
	Rotates      bool    `json:"rotates"`
	RotatesSince Version `json:"rotates_since"`
	// Obscured says that rclone wants it obscured; it is documented in plain text.
	Obscured bool `json:"rclone_obscured"`
	// MayCarrySecret says which part of a value may be secret; "" if none is.
	MayCarrySecret string `json:"may_carry_secret"`
	// Documented is the page's own sentence.
	Documented string `json:"about"`
	// October says how the field changed then.
	October Change `json:"2026-10"`
}

// A Change is how a field changed in a version. The zero value means not at all.
type Change struct {
	Added, Removed bool
	// properties are those that changed, by their names in Field; the others stay.
	properties json.RawMessage
}

// UnmarshalJSON reads "added", "removed", or the properties that changed.
func (c *Change) UnmarshalJSON(data []byte) error {
	switch string(data) {
	case `"added"`:
		c.Added = true
	case `"removed"`:
		c.Removed = true
	default:
		c.properties = slices.Clone(data)
	}
	return nil
}

// read panics if the data is wrong, because the data is part of the program.
var read = sync.OnceValue(func() []*Service {
	var all []*Service
	if err := json.Unmarshal(servicesJSON, &all); err != nil {
		panic("services.json: " + err.Error())
	}
	for _, s := range all {
		for i := range s.Fields {
			s.Fields[i].Default = whole(s.Fields[i].Default)
		}
	}
	return all
})

// whole returns a value as it is documented: JSON has no separate type for whole
// numbers.
func whole(v any) any {
	if n, ok := v.(float64); ok {
		return int64(n)
	}
	return v
}

var byName = sync.OnceValue(func() map[string]*Service {
	named := map[string]*Service{}
	for _, s := range read() {
		named[s.Name] = s
	}
	return named
})

// All returns the services of all versions. Callers must not change them.
func All() []*Service { return read() }

// In returns the services that a version has.
func In(v Version) []*Service {
	var have []*Service
	for _, s := range All() {
		if s.In(v) {
			have = append(have, s)
		}
	}
	return have
}

// Of returns the service with a name, or nil.
func Of(name string) *Service { return byName()[name] }

// In reports whether the version has the service.
func (s *Service) In(v Version) bool { return slices.Contains(s.Versions, v) }

// Withdrawn reports whether October no longer connects the service.
func (s *Service) Withdrawn() bool { return !s.In(October) }

// Field returns the field with a name, as FieldsIn has it; false if the version has
// none.
func (s *Service) Field(v Version, name string) (Field, bool) {
	i := slices.IndexFunc(s.Fields, func(f Field) bool { return f.Name == name })
	if i < 0 || !s.Fields[i].in(v) {
		return Field{}, false
	}
	return s.Fields[i].as(v), true
}

// FieldsIn returns the fields that the service has in a version, as that version has
// them.
func (s *Service) FieldsIn(v Version) []Field {
	var have []Field
	for _, f := range s.Fields {
		if f.in(v) {
			have = append(have, f.as(v))
		}
	}
	return have
}

func (f Field) in(v Version) bool {
	if v == October {
		return !f.October.Removed
	}
	return !f.October.Added
}

// as returns the field as a version has it, which must have it.
func (f Field) as(v Version) Field {
	if f.RotatesSince == October && v != October {
		f.Rotates = false
	}
	if v == October && f.October.properties != nil {
		f.OneOf = slices.Clone(f.OneOf) // or what is read would be written into the old slice
		if err := json.Unmarshal(f.October.properties, &f); err != nil {
			panic(fmt.Sprintf("services.json: %s: %v", f.Name, err))
		}
	}
	f.Default = whole(f.Default)
	return f
}

// OnlyFalse reports whether the boolean accepts only false.
func (f Field) OnlyFalse() bool { return len(f.OneOf) == 1 && f.OneOf[0] == false }

// TriState reports whether the field is true, false or unset; October documents the
// word for it.
func (f Field) TriState() bool {
	return f.as(October).Default == "unset"
}

// Totals are the counts for everything that a version has.
type Totals struct{ Services, Fields, Required, Secrets, Rotates int }

// Total counts everything that a version has.
func Total(v Version) Totals {
	n := Totals{Services: len(In(v))}
	for _, s := range In(v) {
		n.add(s.FieldsIn(v))
	}
	return n
}

// TotalOf counts what any version has of some services. A service that is not
// documented counts for nothing.
func TotalOf(names []string) (n Totals) {
	for _, name := range names {
		if s := Of(name); s != nil {
			n.Services++
			n.add(s.Fields)
		}
	}
	return n
}

func (n *Totals) add(fields []Field) {
	for _, f := range fields {
		n.Fields++
		n.Required += one(f.Required)
		n.Secrets += one(f.Secret)
		n.Rotates += one(f.Rotates)
	}
}

func one(b bool) int {
	if b {
		return 1
	}
	return 0
}
