package catalog

import (
	"fmt"
	"slices"
)

// A Version is one of the service. Deployments differ, and the provider works with all
// versions without being told which one it meets.
type Version uint8

const (
	// Page is the documented page: whatever does not name a version is on it.
	Page Version = iota
	// August has the calls of the page and the services of the other pages.
	August
	// October accepts no field that it does not know, and no credentials or files of the
	// machine that it runs on.
	October
)

// Versions returns all versions, the oldest first.
func Versions() []Version { return []Version{Page, August, October} }

// String returns the version as the documentation calls it, or "" if there is no such
// version.
func (v Version) String() string {
	names := [...]string{Page: "page", August: "2026-08", October: "2026-10"}
	if int(v) >= len(names) {
		return ""
	}
	return names[v]
}

// A Withdrawal says that a version of the service no longer has something. The
// zero value withdraws nothing.
type Withdrawal struct {
	// In is the first version without it.
	In Version
	// But is the one value that is still accepted, as the field's Kind is sent; nil if the
	// field is gone.
	But any
	// Instead says in a sentence what to use.
	Instead string
}

// Has reports whether a version of the service accepts the field at all.
func (f *Field) Has(v Version) bool {
	return f.Since <= v && (f.Withdrawn.In == Page || v < f.Withdrawn.In || f.Withdrawn.But != nil)
}

// Has reports whether a version of the service has the backend.
func (b *Backend) Has(v Version) bool {
	return b.Since <= v && (b.Withdrawn.In == Page || v < b.Withdrawn.In)
}

// Refuses reports whether the version that withdrew the field refuses a value of it.
func (f *Field) Refuses(value any) bool {
	return f.Withdrawn.In != Page && value != nil && value != f.Withdrawn.But
}

// Differs reports whether some versions accept and others refuse a value of the field;
// nil means that the field is not set.
func (f *Field) Differs(value any) bool {
	if value == nil {
		return f.RequiredSince != Page || f.OptionalSince != Page
	}
	text, _ := value.(string)
	return f.Since != Page || f.Refuses(value) || f.ClosedSince != Page && !slices.Contains(f.Known, text)
}

// Unsets reports whether a value of the field means that none is sent.
func (f *Field) Unsets(value any) bool {
	return value == "" && (f.Kind == Tristate || f.OptionalSince != Page)
}

// WithoutWay returns the version of the service that withdrew a way to authenticate,
// or Page if all versions have it.
func (b *Backend) WithoutWay(w Way) Version {
	for _, name := range w.Fields {
		f := b.Field(name)
		var value any = true // what a way sets is not empty
		if len(f.OneOf) > 0 && w.Is != "" {
			value = w.Is
		}
		if f.Refuses(value) {
			return f.Withdrawn.In
		}
	}
	return Page
}

// History says, in a sentence or two, which versions of the service have the field, or
// "" if all do.
func (f *Field) History() string {
	w := f.Withdrawn
	switch {
	case w.In != Page && f.Since == w.In:
		return fmt.Sprintf("Added in version %s of Hoody, which accepts only `%v`. %s", f.Since, w.But, w.Instead)
	case w.In != Page && w.But != nil:
		return fmt.Sprintf("Version %s of Hoody accepts only `%v`. %s", w.In, w.But, w.Instead)
	case w.In != Page:
		return fmt.Sprintf("Withdrawn in version %s of Hoody. %s", w.In, w.Instead)
	case f.RequiredSince != Page:
		return fmt.Sprintf("Version %s of Hoody requires it.", f.RequiredSince)
	case f.OptionalSince != Page:
		return fmt.Sprintf("An empty text (`\"\"`) is not sent and means %s, which Hoody accepts from version %s on.", f.EmptyMeans, f.OptionalSince)
	case f.Since != Page:
		return fmt.Sprintf("Added in version %s of Hoody.", f.Since)
	case f.Later != nil:
		return fmt.Sprintf("If it is not set, Hoody uses %s, or %s from version %s on.",
			written(f.DefaultIn(Page)), written(f.DefaultIn(October)), October)
	case f.ClosedSince != Page:
		return fmt.Sprintf("Version %s of Hoody accepts no other values.", f.ClosedSince)
	case f.RotatesSince != Page:
		return fmt.Sprintf("Hoody rotates it from version %s on.", f.RotatesSince)
	default:
		return ""
	}
}

// written writes a default in a sentence.
func written(def any) string {
	switch def {
	case nil:
		return "its own"
	case "":
		return "none"
	}
	return fmt.Sprintf("`%v`", def)
}

// History says, in a sentence or two, which versions of the service have the backend,
// or "" if all do.
func (b *Backend) History() string {
	switch w := b.Withdrawn; {
	case w.In != Page:
		return fmt.Sprintf("Withdrawn in version %s of Hoody, which keeps existing backends but no longer connects them. %s", w.In, w.Instead)
	case b.Since != Page:
		return fmt.Sprintf("Added in version %s of Hoody.", b.Since)
	default:
		return ""
	}
}
