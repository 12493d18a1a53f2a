package catalog

import "slices"

// Likely returns the fields that most configurations set: those that are required,
// those of the first way to authenticate, and those that say where the storage is and
// who signs in.
func (b *Backend) Likely() (all []*Field) {
	var first Way
	if len(b.Ways) > 0 {
		first = b.Ways[0]
	}
	for i := range b.Fields {
		f := &b.Fields[i]
		if f.Required || f.Tells != Nothing || first.Sets(f.Name) || b.locates(f) {
			all = append(all, f)
		}
	}
	return all
}

// locates reports whether a field says where the storage is, whichever way is used to
// authenticate: a text of that group that is not secret and has no default.
func (b *Backend) locates(f *Field) bool {
	return f.Group == Authentication && (f.Kind == String || f.Kind == URL) && !f.Secret && f.Default == nil &&
		f.Deprecated == "" && f.Withdrawn.In == 0 && f.Since <= August &&
		!slices.ContainsFunc(b.Ways, func(w Way) bool { return w.has(f.Name) })
}

// SignsIn reports whether a configuration has everything for some way to authenticate,
// or may have it once everything is known. A backend without any way always has.
func (b *Backend) SignsIn(c Config) bool {
	k := check{Backend: b, Config: c}
	return len(b.Ways) == 0 || len(c.Unknown) > 0 || len(k.complete()) > 0
}
