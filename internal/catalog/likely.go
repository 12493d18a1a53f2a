package catalog

import "slices"

// Likely are the fields that most configurations set: what is required, what the first of
// the ways to authenticate takes, and what says where the storage is and who signs in.
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

// locates reports whether a field says where the storage is, whatever the way to
// authenticate: a text of that group that is no secret, and has no default.
func (b *Backend) locates(f *Field) bool {
	return f.Group == Authentication && (f.Kind == String || f.Kind == URL) && !f.Secret && f.Default == nil &&
		f.Deprecated == "" && f.Withdrawn.In == 0 && f.Since <= August &&
		!slices.ContainsFunc(b.Ways, func(w Way) bool { return w.has(f.Name) })
}

// SignsIn reports whether a configuration has all of some way to authenticate, or may
// have it once all is known. So has one of a backend without any way.
func (b *Backend) SignsIn(c Config) bool {
	k := check{Backend: b, Config: c}
	return len(b.Ways) == 0 || len(c.Unknown) > 0 || len(k.complete()) > 0
}
