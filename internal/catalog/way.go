package catalog

import (
	"fmt"
	"slices"
)

// A Way is one way to authenticate. Fields are named as documented, and those
// that are required are with every way.
//
// Rules follow from the ways. A field needs what all ways that have it need; where these
// need different things, a field of which no way is complete is said to be idle. Two ways
// that are both configured are one too many.
type Way struct {
	// Name is what people call the way.
	Name string
	// At says where one signs in, where the page does not require it: it is set with
	// Fields, and left out only where something else says it.
	At []string
	// Fields must all be set, and With can be set as well.
	Fields, With []string
	// Is is the value of the one of Fields that has a closed list of values.
	Is string
	// Besides says that it is no way of its own: it goes with any other, such as
	// the key of encrypted objects.
	Besides bool
	// Unproven says why the embedded engine cannot prove the way; "" where it can.
	Unproven string
	// Doc says in a sentence what the way is good for.
	Doc string
}

// Unproven says why the embedded engine proves nothing of a configuration. It is ""
// where it proves something, or may once all is known.
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

// Sets reports whether a way is configured with a field.
func (w *Way) Sets(name string) bool {
	return slices.Contains(w.Fields, name) || slices.Contains(w.At, name)
}

// has reports whether a field can be set with the way.
func (w *Way) has(name string) bool {
	return w.Sets(name) || slices.Contains(w.With, name)
}

// waysWith are the ways with which a field can be set.
func (b *Backend) waysWith(name string) (ways []*Way) {
	for i := range b.Ways {
		if w := &b.Ways[i]; w.has(name) {
			ways = append(ways, w)
		}
	}
	return ways
}

// companions are the other fields that all ways with a field need.
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

// nearest are the fields that would complete a way with a field, and these ways: one of
// several fields where one is enough, otherwise all that the nearest way lacks. There are
// none where a way with the field is complete, or may be once all is known.
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

// ways holds a configuration against the ways to authenticate.
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

// emptySecrets warns of secrets that are written and empty where nothing signs in.
func (k *check) emptySecrets() {
	if slices.ContainsFunc(k.Ways, func(w Way) bool { return !w.Besides && len(k.lacks(w.Fields)) < len(w.Fields) }) {
		return // begun, or not known yet
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

// isAlwaysThere reports whether the field is set whether or not it was written.
func (f *Field) isAlwaysThere() bool { return f.Required || f.Default != nil }

// company says that a field is set without what all ways with it need.
func (k *check) company(f *Field) {
	missing := k.lacks(k.companions(f.Name))
	if len(missing) == 0 || k.asks(missing) {
		return
	}
	k.lacking(f, !k.isHalf(f), k.isFor(k.waysWith(f.Name), missing, "and"), "and", missing)
}

// isFor explains what a field lacks by the ways that take it.
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

// signsIn reports whether a field is part of a way of its own to authenticate.
func (k *check) signsIn(name string) bool {
	return slices.ContainsFunc(k.Ways, func(w Way) bool { return !w.Besides && slices.Contains(w.Fields, name) })
}

// isAccused reports whether something was said already of a field, or of one that goes with it.
func (k *check) isAccused(name string) bool {
	ways := k.waysWith(name)
	return slices.ContainsFunc(k.found, func(f Finding) bool {
		return slices.Contains(f.Missing, name) || len(f.Missing) > 0 &&
			slices.ContainsFunc(ways, func(w *Way) bool { return w.has(f.Field) })
	})
}

// idle warns of a field of which no way is complete. It is no error, for without any way
// some services are open to everybody.
func (k *check) idle(f *Field) {
	if missing, word, ways := k.nearest(f.Name); len(missing) > 0 && !k.asks(missing) {
		k.lacking(f, true, k.isFor(ways, missing, word), word, missing)
	}
}

// asks reports whether some fields were asked for already.
func (k *check) asks(missing []string) bool {
	return slices.ContainsFunc(k.found, func(f Finding) bool {
		return !f.Warns && !slices.ContainsFunc(missing, func(name string) bool { return !slices.Contains(f.Missing, name) })
	})
}

// isHalf reports whether a field without its company is half of a way to authenticate,
// which nobody means: it is a credential, or nothing else authenticates. It is not
// when it only adds to a way, or when another way does without it.
func (k *check) isHalf(f *Field) bool {
	if !slices.ContainsFunc(k.Ways, func(w Way) bool { return slices.Contains(w.Fields, f.Name) }) {
		return f.Secret
	}
	return f.Secret || f.Kind == File || !slices.ContainsFunc(k.Ways, func(w Way) bool {
		return !w.Besides && len(w.Fields) > 0 && len(k.lacks(w.Fields)) == 0
	})
}

// complete are the ways that are certainly configured, but for those that are part
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

// is reports whether the closed list among a way's fields has the value of the way.
func (k *check) is(w Way) bool {
	return w.Is == "" || slices.ContainsFunc(w.Fields, func(name string) bool { return k.Values[name] == w.Is })
}

// isPartOf reports whether a configuration of another way may have set all fields of this one.
func (w *Way) isPartOf(other Way) bool {
	return !slices.ContainsFunc(w.Fields, func(name string) bool { return !other.has(name) })
}

// tooManyWays warns of two ways to authenticate: one of them is not used. What is
// refused anyway is not warned of.
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

// place warns of a way to authenticate that lacks where.
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
