package catalog

import (
	"fmt"
	"strings"
)

// A Rule is something that the page says about several fields of a backend and that
// does not follow from the ways to authenticate. Fields are named as documented. A
// field is set if it is not empty, false or zero; a value that is not known yet breaks
// no rule. Exactly one of Needs, AnyOf, OnlyOne, Where, Without, Fits and Never is
// used.
type Rule struct {
	// If is the field that the rule is about. What the rule says that it needs replaces
	// what the ways to authenticate say.
	If string
	// Needs are fields that must all be set with If.
	Needs []string
	// AnyOf are fields of which at least one must be set with If, or always if there is no
	// If.
	AnyOf []string
	// OnlyOne are fields of which at most one may be set.
	OnlyOne []string
	// Where is a field that must have the value Is, or no value, for If to be used.
	Where, Is string
	// Without are fields that must not be set for If to be used.
	Without []string
	// Fits reports whether the value of If belongs to the value of the first field in To
	// that is set.
	Fits func(value, to string) bool
	To   []string
	// Never says that If must not be set, whatever the service would do with it.
	Never bool
	// Idle says that If is not used without what it needs, which is a warning. With Where
	// and Without that is always so.
	Idle bool
	// Warns says that what Needs and AnyOf ask for is only advice.
	Warns bool
	// Unless are fields of which any one, if set, silences the rule. Case reports whether
	// the rule is about a configuration; nil means that it is about all.
	Unless []string
	Case   func(Config) bool
	// Because explains the rule in a sentence.
	Because string
}

// presence is Config.presence, except that a field of nothing but white space is
// undecided.
func (k *check) presence(name string) presence {
	if k.isBlank(name) {
		return undecided
	}
	return k.Config.presence(name)
}

// rule checks a configuration against a rule.
func (k *check) rule(r Rule) {
	if r.If != "" && k.presence(r.If) != present || len(k.lacks(r.Unless)) < len(r.Unless) ||
		r.Case != nil && !r.Case(k.Config) {
		return
	}
	switch {
	case len(r.Needs) > 0:
		k.needs(r)
	case len(r.AnyOf) > 0:
		k.anyOf(r)
	case len(r.OnlyOne) > 0:
		k.onlyOne(r)
	case r.Where != "":
		k.where(r)
	case r.Fits != nil:
		k.fits(r)
	case r.Never:
		name := k.named(k.Field(r.If))
		k.refuse(k.Field(r.If), name+" cannot be used", fmt.Sprintf("%s\nRemove %s.", r.Because, name))
	default:
		k.without(r)
	}
}

// lacks returns those of the fields that are certainly not set.
func (k *check) lacks(names []string) (missing []string) {
	for _, name := range names {
		if k.presence(name) == absent {
			missing = append(missing, name)
		}
	}
	return missing
}

// sets returns those of the fields that are certainly set.
func (k *check) sets(names []string) (set []string) {
	for _, name := range names {
		if k.presence(name) == present {
			set = append(set, name)
		}
	}
	return set
}

// written returns the names under which fields were written.
func (k *check) written(names []string) []string {
	written := make([]string, len(names))
	for i, name := range names {
		written[i] = k.named(k.Field(name))
	}
	return written
}

func (k *check) needs(r Rule) {
	if missing := k.lacks(r.Needs); len(missing) > 0 {
		k.broken(r, "and", missing)
	}
}

// broken reports that the field of a rule is set without others.
func (k *check) broken(r Rule, word string, missing []string) {
	f := k.Field(r.If)
	if !r.Warns {
		k.lacking(f, r.Idle, r.Because, word, missing)
		return
	}
	others := enumerate(k.written(missing), word)
	k.warn(f, fmt.Sprintf("%s is set without %s", k.named(f), others),
		fmt.Sprintf("%s\nSet %s as well.", r.Because, others), missing...)
}

// lacking reports that a field is set without others: without all of them, or without
// any of them.
func (k *check) lacking(f *Field, idle bool, because, word string, missing []string) {
	name, others := k.named(f), enumerate(k.written(missing), word)
	advice := fmt.Sprintf("%s\nSet %s as well, or remove %s.", because, others, name)
	if idle {
		k.warn(f, fmt.Sprintf("%s is not used without %s", name, others), advice, missing...)
	} else {
		k.refuse(f, fmt.Sprintf("%s needs %s", name, others), advice, missing...)
	}
}

func (k *check) anyOf(r Rule) {
	missing := k.lacks(r.AnyOf)
	switch {
	case len(missing) < len(r.AnyOf):
	case r.If != "":
		k.broken(r, "or", missing)
	default:
		names := k.written(missing)
		if r.Warns {
			k.warn(k.Field(missing[0]), fmt.Sprintf("Neither %s is set", enumerate(names, "nor")),
				fmt.Sprintf("%s\nSet one of %s.", r.Because, quoted(names)), missing...)
			return
		}
		if len(names) == 1 {
			k.refuse(nil, names[0]+" is missing", fmt.Sprintf("%s\nSet %s.", r.Because, quoted(names)), missing...)
			return
		}
		k.refuse(nil, fmt.Sprintf("One of %s is missing", strings.Join(names, ", ")),
			fmt.Sprintf("%s\nSet one of %s.", r.Because, quoted(names)), missing...)
	}
}

func (k *check) onlyOne(r Rule) {
	set := k.sets(r.OnlyOne)
	if len(set) < 2 {
		return
	}
	names := k.written(set)
	k.refuse(k.Field(set[1]), fmt.Sprintf("%s and %s exclude each other", names[0], names[1]),
		fmt.Sprintf("%s\nKeep one of them.", r.Because))
}

func (k *check) where(r Rule) {
	value := k.Values[r.Where]
	if k.presence(r.Where) != present || fmt.Sprint(value) == r.Is {
		return
	}
	name, where, is := k.named(k.Field(r.If)), k.named(k.Field(r.Where)), any(r.Is)
	as := "%s is not used with %s = %q"
	if _, isText := value.(string); !isText {
		as = "%s is not used with %s = %v"
	}
	k.warn(k.Field(r.If), fmt.Sprintf(as, name, where, value),
		fmt.Sprintf("%s\nRemove it, or set %s.", r.Because, fmt.Sprintf(as[len("%s is not used with "):], where, is)))
}

func (k *check) fits(r Rule) {
	value, isText := k.Values[r.If].(string)
	for _, name := range k.sets(r.To) {
		to, ok := k.Values[name].(string)
		if !isText || !ok || r.Fits(value, to) {
			continue
		}
		written := k.named(k.Field(r.If))
		k.refuse(k.Field(r.If), fmt.Sprintf("%s does not fit %s", written, k.named(k.Field(name))),
			fmt.Sprintf("%s\nCorrect it, or remove %s.", r.Because, written))
		return
	}
}

func (k *check) without(r Rule) {
	if set := k.sets(r.Without); len(set) > 0 {
		name, other := k.named(k.Field(r.If)), enumerate(k.written(set), "and")
		k.warn(k.Field(r.If), fmt.Sprintf("%s is not used with %s", name, other),
			fmt.Sprintf("%s\nRemove %s or %s.", r.Because, name, other))
	}
}
