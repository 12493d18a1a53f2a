package catalog

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/hoody/terraform-provider-hoody/internal/text"
)

// reserved are the names that Terraform keeps for itself in a resource: a field with
// such a name needs an Attr.
var reserved = []string{
	"connection", "count", "depends_on", "for_each", "lifecycle", "provider", "provisioner",
}

// resourceAttributes are the attributes that every backend's resource has besides the
// documented fields.
var resourceAttributes = []string{
	"backend_type", "connected", "container", "container_id", "credentials_rotated_at", "credentials_wo_version",
	"engine", "id", "mount_paths", "remount_on_rotate", "timeouts", "type", "unmount_on_destroy", "uploads_on_destroy",
	"verify", "verify_path",
}

// minWords is the least number of words in a useful description.
const minWords = 6

// Lint returns every way in which the descriptions of backends contradict themselves
// or what other packages assume about them, or nil. Only tests call it.
func Lint(backends []*Backend) error {
	var errs []error
	report := func(where string, problems []string) {
		for _, p := range problems {
			errs = append(errs, fmt.Errorf("%s: %s", where, p))
		}
	}
	seen := map[string]bool{}
	for _, b := range backends {
		report(b.Name, b.problems(backends))
		if seen[b.ResourceName()] {
			report(b.Name, []string{"another resource is called " + b.ResourceName()})
		}
		seen[b.ResourceName()] = true
		for i := range b.Fields {
			f := &b.Fields[i]
			report(b.Name+"."+f.Name, slices.Concat(f.problems(), f.valueProblems(), f.versionProblems()))
		}
	}
	return errors.Join(errs...)
}

// problems returns what is wrong with the backend as a whole, among the others.
func (b *Backend) problems(backends []*Backend) (p []string) {
	if b.Name == "" || b.Title == "" {
		p = append(p, "has no name or title")
	}
	p = append(p, docProblems("description", b.Doc)...)
	for _, s := range b.Synonyms {
		i := slices.IndexFunc(backends, func(o *Backend) bool { return o.BackendType() == s })
		if i >= 0 && !slices.Contains(backends[i].Synonyms, b.BackendType()) {
			p = append(p, "synonym "+s+" does not name it in return")
		}
	}
	p = append(p, docProblems("verification", b.Verified)...)
	for _, more := range []string{b.VerifiedRead, b.VerifiedWrite, b.NeverWritten} {
		if more != "" {
			p = append(p, docProblems("verification", more)...)
		}
	}
	if b.Proves == Unproven && b.VerifiedRead+b.VerifiedWrite+b.NeverWritten != "" {
		p = append(p, "is unproven, and says what more would be proven")
	}
	if b.VerifiedWrite != "" && b.NeverWritten != "" {
		p = append(p, "is never written to, and says what that would prove")
	}
	p = append(p, b.Withdrawn.problems(b.Since)...)
	p = append(p, b.ruleProblems()...)
	p = append(p, b.wayProblems()...)
	p = append(p, b.Presets.problems(b)...)
	return append(p, b.collisions()...)
}

// ruleProblems returns rules about fields that do not exist, and rules that do not
// have exactly one shape.
func (b *Backend) ruleProblems() (p []string) {
	for _, r := range b.Rules {
		shapes := 0
		for _, used := range []bool{
			r.If != "" && len(r.Needs) > 0, r.If == "" && len(r.AnyOf) == 1 || len(r.AnyOf) > 1, r.If == "" && len(r.OnlyOne) > 1,
			r.If != "" && r.Where != "" && r.Is != "", r.If != "" && len(r.Without) > 0,
			r.If != "" && r.Never, r.If != "" && r.Fits != nil && len(r.To) > 0,
		} {
			if used {
				shapes++
			}
		}
		if shapes != 1 || r.Idle && r.If == "" || r.Warns && (r.Idle || len(r.Needs)+len(r.AnyOf) == 0) ||
			!strings.HasSuffix(r.Because, ".") {
			p = append(p, fmt.Sprintf("rule %+v is not of one shape, with a reason", r))
		}
		for _, name := range slices.Concat([]string{r.If, r.Where}, r.Needs, r.AnyOf, r.OnlyOne, r.Without, r.To, r.Unless) {
			if name != "" && b.Field(name) == nil {
				p = append(p, "a rule speaks of "+name+", which is no field")
			}
		}
	}
	return p
}

// problems returns presets for fields that do not exist, and presets with values that
// a list does not have.
func (all Presets) problems(b *Backend) (p []string) {
	for _, name := range all.Fields {
		if b.Field(name) == nil {
			return append(p, "presets have values for "+name+", which is no field")
		}
	}
	for _, preset := range all.Of {
		if len(preset.Values) != len(all.Fields) {
			p = append(p, fmt.Sprintf("the preset of %s has %d values for %d fields", preset.Service, len(preset.Values), len(all.Fields)))
			continue
		}
		for i, value := range preset.Values {
			f := b.Field(all.Fields[i])
			if f.Complete && value != "" && !slices.Contains(f.known(), value) {
				p = append(p, fmt.Sprintf("the preset of %s has %s %q, which is not documented", preset.Service, f.Name, value))
			}
		}
	}
	return p
}

// collisions returns attributes that the resource would have twice: every field adds
// one, and every secret its write-only twin.
func (b *Backend) collisions() (p []string) {
	taken := map[string]bool{}
	for _, a := range resourceAttributes {
		taken[a] = true
	}
	for i := range b.Fields {
		f := &b.Fields[i]
		attributes := []string{f.Attribute()}
		if f.HasTwin() {
			attributes = append(attributes, f.Attribute()+"_wo")
		}
		for _, a := range attributes {
			if taken[a] {
				p = append(p, "attribute "+a+" exists twice")
			}
			taken[a] = true
		}
	}
	return p
}

// problems returns what is wrong with the field's name, description and flags.
func (f *Field) problems() (p []string) {
	if f.Name == "" {
		p = append(p, "has no name")
	}
	if isNoAttribute(f.Name) != (f.Attr != "") {
		p = append(p, "Attr must be set where the name cannot be an attribute, and only there")
	}
	if isNoAttribute(f.Attr) {
		p = append(p, "Attr cannot be an attribute either")
	}
	p = append(p, docProblems("description", f.Doc)...)
	if f.Group.String() == "" {
		p = append(p, fmt.Sprintf("group %d is unknown", f.Group))
	}
	if f.Tells > User {
		p = append(p, fmt.Sprintf("tells %d, which is unknown", f.Tells))
	}
	if f.Deprecated != "" && !strings.HasSuffix(f.Deprecated, ".") {
		p = append(p, "deprecation does not end with a period")
	}
	if (f.Secret || f.Rotates) && f.Kind.Wire() != WireString {
		p = append(p, "only strings can be secret or rotate")
	}
	return p
}

// isNoAttribute reports whether Terraform keeps a name for itself, or the name begins
// with a digit.
func isNoAttribute(name string) bool {
	return slices.Contains(reserved, name) || name != "" && '0' <= name[0] && name[0] <= '9'
}

// valueProblems returns what is wrong with the field's default and its lists of
// values.
func (f *Field) valueProblems() (p []string) {
	isText := f.Kind.Wire() == WireString
	later := Field{Kind: f.Kind, Default: f.Later}
	bounded := f.Least != 0 || f.Most != 0 || f.SafeMost != 0 || f.MultipleOf != 0 || f.PowerOfTwo
	listed := len(f.OneOf) > 0 || len(f.Known) > 0
	def, _ := f.Default.(string)
	for _, is := range []struct {
		wrong bool
		said  string
	}{
		{!f.defaultFits(), fmt.Sprintf("default %#v does not fit its kind", f.Default)},
		{len(f.Newer) > 0 && !f.Complete, "has newer values of a list that nothing is held against"},
		{(f.Complete || f.ClosedSince != Page) && len(f.Known) == 0, "is Complete and knows no values"},
		{
			!later.defaultFits() || f.Later != nil && (f.Since != Page || f.Required || f.Secret),
			fmt.Sprintf("another default %#v since a version does not fit it", f.Later),
		},
		{f.Unset && (f.Default != nil || !isText), "only a text without a default is documented as unset"},
		{f.Rounded && (f.Default != nil || f.Kind != Seconds), "only seconds whose default is 0 are rounded"},
		{f.Free && (!f.couldBeOneLine() || f.Secret), "only a plain text that is no secret is one of one's own"},
		{f.Accidental && (f.Default == nil || f.Required || f.Since != Page), "only a default that everybody would get is an accident"},
		{f.Code && (!f.Secret || f.Required || f.Rotates), "only a secret that is not required and does not rotate is a code"},
		{f.OneUse && !f.Secret, "only a secret is good for one use"},
		{f.RotatesSince != Page && !f.Rotates, "rotates since a version, and does not rotate"},
		{f.Carries && (f.Secret || !isText), "only a text that is no secret carries one"},
		{bounded && f.Kind.Wire() != WireNumber && !f.isSize(), "only numbers and sizes have bounds"},
		{len(f.OneOf) > 0 && len(f.Known) > 0, "its values are either a closed list or an open one"},
		{listed && f.Kind != String, "only plain strings have lists of values"},
		{def != "" && len(f.OneOf) > 0 && !slices.Contains(f.OneOf, def), "default " + def + " is not one of its values"},
	} {
		if is.wrong {
			p = append(p, is.said)
		}
	}
	return p
}

// versionProblems returns what is wrong with what is said about versions of the
// service.
func (f *Field) versionProblems() (p []string) {
	p = f.Withdrawn.problems(f.Since)
	if but := (Field{Kind: f.Kind, Default: f.Withdrawn.But}); !but.defaultFits() {
		p = append(p, fmt.Sprintf("the value %#v that is left does not fit its kind", f.Withdrawn.But))
	}
	if f.RequiredSince != Page && f.Required {
		p = append(p, "what the page requires cannot be required since a later version")
	}
	if (f.OptionalSince != Page) != (f.EmptyMeans != "") || f.OptionalSince != Page && !f.Required {
		p = append(p, "only what is required can be optional later, and says what it means to be empty")
	}
	return p
}

// problems returns what is wrong with a withdrawal of something that exists since a
// version.
func (w Withdrawal) problems(since Version) (p []string) {
	if since > October || w.In > October {
		p = append(p, "speaks of a version that does not exist")
	}
	switch {
	case w.In == Page && w != Withdrawal{}:
		p = append(p, "is withdrawn in no version")
	case w.In == Page:
	case w.In < since || w.In == since && w.But == nil:
		p = append(p, "is withdrawn before anything could use it")
	case !strings.HasSuffix(w.Instead, "."):
		p = append(p, "does not say in a sentence what to use instead")
	}
	return p
}

// defaultFits reports whether the default is written as the kind is sent.
func (f *Field) defaultFits() bool {
	if f.Default == nil {
		return true
	}
	switch f.Kind.Wire() {
	case WireBool:
		_, ok := f.Default.(bool)
		return ok
	case WireNumber:
		_, ok := f.Default.(int)
		return ok
	case WireString: // by its kind, below
	}
	s, ok := f.Default.(string)
	if !ok {
		return false
	}
	switch f.Kind {
	case Size, Encoding:
		return strings.Trim(s, "0123456789") == ""
	case SizeOrOff:
		return s == text.Off || strings.Trim(s, "0123456789") == ""
	case Bits:
		_, err := text.Bits.Canonical(s)
		return err == nil
	case Time:
		_, err := time.Parse(time.RFC3339, s)
		return err == nil
	case Tristate:
		return false
	default:
		return true
	}
}

// docProblems returns what is wrong with a text that people read.
func docProblems(what, text string) []string {
	if len(strings.Fields(text)) < minWords || !strings.HasSuffix(text, ".") {
		return []string{fmt.Sprintf("%s is no sentence of %d words or more: %q", what, minWords, text)}
	}
	return nil
}
