package catalog

import (
	"slices"
)

// wayProblems returns credentials that no way to authenticate uses, and ways that
// cannot be configured.
func (b *Backend) wayProblems() (p []string) {
	isCredential := func(f Field) bool { return f.Secret || f.Rotates }
	if !slices.ContainsFunc(b.Ways, func(w Way) bool { return !w.Besides }) &&
		(len(b.Ways) > 0 || slices.ContainsFunc(b.Fields, isCredential)) {
		p = append(p, "has no way to authenticate")
	}
	for i := range b.Fields {
		f := &b.Fields[i]
		used := slices.ContainsFunc(b.Ways, func(w Way) bool { return w.has(f.Name) })
		if isCredential(*f) && !used {
			p = append(p, "no way to authenticate uses "+f.Name)
		}
	}
	report := func(problems func(Way) []string) {
		for _, w := range b.Ways {
			for _, problem := range problems(w) {
				p = append(p, "way "+w.Name+": "+problem)
			}
		}
	}
	report(func(w Way) []string { return slices.Concat(docProblems("description", w.Doc), b.fieldProblems(w)) })
	if len(p)+len(b.ruleProblems()) == 0 {
		report(b.brokenBy)
	}
	return p
}

// fieldProblems returns fields of a way that do not exist, or that are not where they
// should be.
func (b *Backend) fieldProblems(w Way) (p []string) {
	if w.Name == "" {
		p = append(p, "has no name")
	}
	var values []string
	for i, name := range slices.Concat(w.Fields, w.At, w.With) {
		f := b.Field(name)
		switch {
		case f == nil:
			p = append(p, name+" is no field")
			continue
		case f.Deprecated != "":
			p = append(p, name+" is deprecated")
		case !w.Besides && f.Group != Authentication:
			p = append(p, name+" is in another group")
		}
		if i < len(w.Fields) {
			values = append(values, f.OneOf...)
		}
	}
	if w.Is != "" && !slices.Contains(values, w.Is) {
		p = append(p, w.Is+" is no value of its fields")
	}
	return p
}

// brokenBy returns the findings for a configuration that sets the fields of a way and no
// others.
func (b *Backend) brokenBy(w Way) (p []string) {
	k := check{Backend: b, Config: Config{Values: Values{}}}
	for i := range b.Fields {
		if f := &b.Fields[i]; f.Required || w.Sets(f.Name) {
			k.Values[f.Name] = f.sample(w.Is)
		}
	}
	for _, r := range b.Rules {
		// Advice is not part of a way. A way that goes with any other does not have to
		// fulfil the rules that hold for every configuration.
		if !r.Warns && !(w.Besides && r.If == "") {
			k.rule(r)
		}
	}
	k.ways()
	for _, f := range k.found {
		p = append(p, f.Summary)
	}
	return p
}

// sample returns a value for a field; for a closed list it is the way's own.
func (f *Field) sample(is string) any {
	switch {
	case slices.Contains(f.OneOf, is):
		return is
	case f.Kind.Wire() == WireBool:
		return true
	case f.Kind.Wire() == WireNumber:
		return max(f.Least, 1)
	default:
		return "a text"
	}
}

func (b *Backend) requires(name string) bool {
	f := b.Field(name)
	return f != nil && f.Required
}
