package catalog

import (
	"fmt"
	"slices"
)

// A Way is one way to authenticate. Fields are named as documented; required fields
// belong to every way and are not listed.
//
// Rules follow from the ways. A field needs what all ways that have it need. If those
// need different things, a field for which no way is complete is reported as idle. Two
// ways that are both configured are one too many.
type Way struct {
	// Name is what people call the way.
	Name string
	// At are the fields that say where to sign in, if the page does not require them: they
	// are set together with Fields, and left out only if something else says where.
	At []string
	// Fields must all be set, and With may be set as well.
	Fields, With []string
	// Is is the value for that one of Fields which has a closed list of values.
	Is string
	// Besides says that this is not a separate way, but goes with any other, such as the
	// key of encrypted objects.
	Besides bool
	// Unproven says why the embedded engine cannot prove the way; "" if it can.
	Unproven string
	// Doc says in a sentence what the way is good for.
	Doc string
}

// Unproven says why the embedded engine proves nothing about a configuration. It
// returns "" if it proves something, or may once everything is known.
func (b *Backend) Unproven(c Config) string {
	if b.Proves == Unproven {
		return b.Verified
	}
	why := ""
	for _, w := range (&check{Backend: b, Config: c}).complete() {
		if w.Unproven == "" || len(c.Unknown) > 0 {
			return ""
		}
		why = w.Unproven
	}
	return why
}

// Sets reports whether a field is one that configures the way.
func (w *Way) Sets(name string) bool {
	return slices.Contains(w.Fields, name) || slices.Contains(w.At, name)
}

// has reports whether a field can be set with the way.
func (w *Way) has(name string) bool {
	return w.Sets(name) || slices.Contains(w.With, name)
}

// waysWith returns the ways with which a field can be set.
func (b *Backend) waysWith(name string) (ways []*Way) {
	for i := range b.Ways {
		if w := &b.Ways[i]; w.has(name) {
			ways = append(ways, w)
		}
	}
	return ways
}

// companions returns the other fields that all ways with a field need.
func (b *Backend) companions(name string) (all []string) {
	ways := b.waysWith(name)
	if len(ways) == 0 {
		return nil
	}
	for _, other := range ways[0].Fields {
		everywhere := !slices.ContainsFunc(ways, func(w *Way) bool { return !slices.Contains(w.Fields, other) })
		if everywhere && other != name && !b.requires(other) {
			all = append(all, other)
		}
	}
	return all
}

// nearest returns the fields that would complete a way with a field, and those ways:
// one of several fields if one is enough, otherwise all that the nearest way lacks. It
// returns none if a way with the field is complete, or may be once everything is
// known.
func (k *check) nearest(name string) (missing []string, word string, ways []*Way) {
	fewest := 0
	for _, w := range k.waysWith(name) {
		lacks := k.lacks(w.Fields)
		switch {
		case len(lacks) == 0:
			return nil, "", nil
		case fewest == 0 || len(lacks) < fewest:
			fewest, missing, ways = len(lacks), lacks, []*Way{w}
		case len(lacks) == 1 && fewest == 1:
			ways = append(ways, w)
			if !slices.Contains(missing, lacks[0]) {
				missing = append(missing, lacks[0])
			}
		}
	}
	if fewest == 1 {
		return missing, "or", ways
	}
	return missing, "and", ways
}

// ways checks a configuration against the ways to authenticate.
func (k *check) ways() {
	for i := range k.Fields {
		f := &k.Fields[i]
		if k.presence(f.Name) == present && !k.hasRule(f.Name) && !f.isAlwaysThere() {
			k.company(f)
		}
	}
	for i := range k.Fields {
		f := &k.Fields[i]
		if k.presence(f.Name) == present && f.Tells != Server && k.signsIn(f.Name) &&
			!k.hasRule(f.Name) && !k.isAccused(f.Name) {
			k.idle(f)
		}
	}
	if complete := k.complete(); len(complete) > 1 {
		k.tooManyWays(complete)
	} else if len(complete) == 1 {
		k.place(complete[0])
	} else {
		k.emptySecrets()
	}
}

// emptySecrets warns of secrets that are written but empty, if nothing signs in.
func (k *check) emptySecrets() {
	if slices.ContainsFunc(k.Ways, func(w Way) bool { return !w.Besides && len(k.lacks(w.Fields)) < len(w.Fields) }) {
		return // a way is begun, or not known yet
	}
	for i := range k.Fields {
		f := &k.Fields[i]
		if value, set := k.Values[f.Name]; f.Secret && !f.Required && f.Group == Authentication && set && value == "" {
			k.warn(f, k.named(f)+" is an empty text, and nothing else signs in",
				"Access is anonymous then. A variable of CI that is not set may be behind it: set it, or leave the field out.")
		}
	}
}

// hasRule reports whether a rule says what a field needs.
func (b *Backend) hasRule(name string) bool {
	return slices.ContainsFunc(b.Rules, func(r Rule) bool { return r.If == name && len(r.Needs)+len(r.AnyOf) > 0 })
}

// isAlwaysThere reports whether the field has a value even if it is not written.
func (f *Field) isAlwaysThere() bool { return f.Required || f.Default != nil }

// company reports that a field is set without what all ways with it need.
func (k *check) company(f *Field) {
	missing := k.lacks(k.companions(f.Name))
	if len(missing) == 0 || k.asks(missing) {
		return
	}
	k.lacking(f, !k.isHalf(f), k.isFor(k.waysWith(f.Name), missing, "and"), "and", missing)
}

// isFor explains what a field lacks, by the ways that take it.
func (k *check) isFor(ways []*Way, missing []string, word string) string {
	names := make([]string, len(ways))
	for i, w := range ways {
		names[i] = fmt.Sprintf("%q", w.Name)
	}
	takes := "takes"
	if len(ways) > 1 {
		takes = "take"
	}
	return fmt.Sprintf("It is for %s, which %s %s.", enumerate(names, "and"), takes, enumerate(k.written(missing), word))
}

// signsIn reports whether a field belongs to a separate way to authenticate.
func (k *check) signsIn(name string) bool {
	return slices.ContainsFunc(k.Ways, func(w Way) bool { return !w.Besides && slices.Contains(w.Fields, name) })
}

// isAccused reports whether something was already reported about a field, or about one
// that goes with it.
func (k *check) isAccused(name string) bool {
	ways := k.waysWith(name)
	return slices.ContainsFunc(k.found, func(f Finding) bool {
		return slices.Contains(f.Missing, name) || len(f.Missing) > 0 &&
			slices.ContainsFunc(ways, func(w *Way) bool { return w.has(f.Field) })
	})
}

// idle warns of a field for which no way is complete. That is not an error, since
// without any way some services are open to everybody.
func (k *check) idle(f *Field) {
	if missing, word, ways := k.nearest(f.Name); len(missing) > 0 && !k.asks(missing) {
		k.lacking(f, true, k.isFor(ways, missing, word), word, missing)
	}
}

// asks reports whether an error already asks for some fields.
func (k *check) asks(missing []string) bool {
	return slices.ContainsFunc(k.found, func(f Finding) bool {
		return !f.Warns && !slices.ContainsFunc(missing, func(name string) bool { return !slices.Contains(f.Missing, name) })
	})
}

// isHalf reports whether a field without its companions is half of a way to
// authenticate, which nobody wants: it is a credential, or nothing else authenticates.
// It is not half of a way if it only adds to one, or if another way works without it.
func (k *check) isHalf(f *Field) bool {
	if !slices.ContainsFunc(k.Ways, func(w Way) bool { return slices.Contains(w.Fields, f.Name) }) {
		return f.Secret
	}
	return f.Secret || f.Kind == File || !slices.ContainsFunc(k.Ways, func(w Way) bool {
		return !w.Besides && len(w.Fields) > 0 && len(k.lacks(w.Fields)) == 0
	})
}

// complete returns the ways that are certainly configured, except those that are part
// of another.
func (k *check) complete() []Way {
	var all []Way
	for _, w := range k.Ways {
		if !w.Besides && len(w.Fields) > 0 && len(k.sets(w.Fields)) == len(w.Fields) && k.is(w) {
			all = append(all, w)
		}
	}
	return slices.DeleteFunc(slices.Clone(all), func(w Way) bool {
		return slices.ContainsFunc(all, func(other Way) bool { return other.Name != w.Name && w.isPartOf(other) })
	})
}

// is reports whether the field with a closed list has the way's value.
func (k *check) is(w Way) bool {
	return w.Is == "" || slices.ContainsFunc(w.Fields, func(name string) bool { return k.Values[name] == w.Is })
}

// isPartOf reports whether a configuration of another way may have set all fields of this one.
func (w *Way) isPartOf(other Way) bool {
	return !slices.ContainsFunc(w.Fields, func(name string) bool { return !other.has(name) })
}

// tooManyWays warns of two ways to authenticate, since one of them is not used. It
// does not warn if there is an error anyway.
func (k *check) tooManyWays(complete []Way) {
	if slices.ContainsFunc(k.found, func(f Finding) bool { return !f.Warns }) {
		return
	}
	one, other := complete[0], complete[1]
	own := func(w, than Way) string {
		i := slices.IndexFunc(w.Fields, func(name string) bool { return !slices.Contains(than.Fields, name) })
		return w.Fields[i]
	}
	first, second := k.Field(own(one, other)), k.Field(own(other, one))
	k.warn(second, fmt.Sprintf("%s and %s are two ways to authenticate", k.named(first), k.named(second)),
		fmt.Sprintf("They are %q and %q, and only one of them is used.\nRemove %s or %s.",
			one.Name, other.Name, k.named(first), k.named(second)))
}

// place warns of a way to authenticate that lacks where to sign in.
func (k *check) place(w Way) {
	missing := k.lacks(w.At)
	if len(missing) == 0 || k.asks(missing) {
		return
	}
	names, are := enumerate(k.written(missing), "and"), "is"
	if len(missing) > 1 {
		are = "are"
	}
	k.warn(k.Field(missing[0]), fmt.Sprintf("%s %s not set", names, are),
		fmt.Sprintf("Without %s, %q reaches nothing.\nSet %s.", names, w.Name, names), missing...)
}
