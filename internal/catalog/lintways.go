package catalog

import (
	"slices"
	"strings"
)

// wayProblems are credentials that no way to authenticate uses, and ways that
// cannot be configured.
func (b *Backend) wayProblems() (p []string) {
	if !slices.ContainsFunc(b.Ways, func(w Way) bool { return !w.Besides }) {
		p = append(p, "has no way to authenticate")
	}
	for i := range b.Fields {
		f := &b.Fields[i]
		used := slices.ContainsFunc(b.Ways, func(w Way) bool { return w.uses(f.Name) })
		if (f.Secret || f.Rotates) && !used {
			p = append(p, "no way to authenticate uses "+f.Name)
		}
	}
	for _, w := range b.Ways {
		for _, problem := range slices.Concat(docProblems("description", w.Doc), b.fieldProblems(w), b.brokenBy(w)) {
			p = append(p, "way "+w.Name+": "+problem)
		}
	}
	return p
}

// uses tells whether a field can be set with the way.
func (w *Way) uses(name string) bool {
	return slices.Contains(w.Fields, name) || slices.Contains(w.With, name)
}

// fieldProblems are fields of a way that are not there, or not where they are
// looked for.
func (b *Backend) fieldProblems(w Way) (p []string) {
	if w.Name == "" {
		p = append(p, "has no name")
	}
	var values []string
	for i, name := range slices.Concat(w.Fields, w.With) {
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

// brokenBy are the rules that a way breaks which is configured with its Fields.
func (b *Backend) brokenBy(w Way) (p []string) {
	if w.Besides {
		return nil
	}
	has := func(name string) bool { return slices.Contains(w.Fields, name) || b.requires(name) }
	for _, r := range b.Rules {
		for _, name := range r.Needs {
			if has(r.If) && !has(name) {
				p = append(p, r.If+" needs "+name)
			}
		}
		if only := slices.DeleteFunc(slices.Clone(r.OnlyOne), func(name string) bool { return !has(name) }); len(only) > 1 {
			p = append(p, strings.Join(only, " and ")+" exclude each other")
		}
		if len(r.AnyOf) > 0 && !slices.ContainsFunc(r.AnyOf, has) {
			p = append(p, "one of "+strings.Join(r.AnyOf, ", ")+" is missing")
		}
	}
	return p
}

func (b *Backend) requires(name string) bool {
	f := b.Field(name)
	return f != nil && f.Required
}
