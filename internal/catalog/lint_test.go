package catalog

import (
	"strings"
	"testing"
)

const soundDoc = "This sentence describes the field well enough."

// sound is a backend without a fault, with the given fields. Its credentials go
// with any way to authenticate.
func sound(name string, fields ...Field) *Backend {
	credentials := Way{Name: "Credentials", Doc: soundDoc, Besides: true}
	for _, f := range fields {
		if f.Secret || f.Rotates {
			credentials.With = append(credentials.With, f.Name)
		}
	}
	return &Backend{
		Name: name, Title: "Sound", Doc: soundDoc, Verified: soundDoc, Fields: fields,
		Ways: []Way{{Name: "Anonymous", Doc: soundDoc}, credentials},
	}
}

// change is a sound backend with a fault.
func change(b *Backend, fault func(*Backend)) []*Backend {
	fault(b)
	return []*Backend{b}
}

func TestLintAccepts(t *testing.T) {
	t.Parallel()
	for name, f := range map[string]Field{
		"zero value":            {},
		"renamed":               {Name: "provider", Attr: "provider_type"},
		"rotating secret":       {Secret: true, Rotates: true},
		"secret JSON":           {Kind: JSON, Secret: true},
		"default of a list":     {Default: "a", OneOf: []string{"a", "b"}},
		"default beyond known":  {Default: "0", Known: []string{"a", "b"}},
		"size":                  {Kind: Size, Default: "4194304"},
		"time":                  {Kind: Time, Default: "0001-01-01T00:00:00Z"},
		"deprecated":            {Deprecated: "It has no effect."},
		"number":                {Kind: Seconds, Default: 60},
		"switched on":           {Kind: Bool, Default: true},
		"file with its default": {Kind: File, Default: "~/.oci/config"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if f.Name == "" {
				f.Name = "field"
			}
			f.Doc = soundDoc
			if err := Lint([]*Backend{sound("one", f)}); err != nil {
				t.Error(err)
			}
		})
	}
}

func TestLintRefusesPresets(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		presets Presets
		want    string
	}{
		{Presets{Fields: []string{"host"}}, "one: presets have values for host, which is no field"},
		{
			Presets{Fields: []string{"provider"}, Of: []Preset{{Service: "Made up", Values: []string{"Known", "more"}}}},
			"one: the preset of Made up has 2 values for 1 fields",
		},
		{
			Presets{Fields: []string{"provider"}, Of: []Preset{{Service: "Made up", Values: []string{"MadeUp"}}}},
			`one: the preset of Made up has provider "MadeUp", which is not documented`,
		},
	} {
		b := sound("one", Field{Name: "provider", Attr: "provider_type", Known: []string{"Known"}, Newer: []string{"New"}, Complete: true, Doc: soundDoc})
		b.Presets = c.presets
		if err := Lint([]*Backend{b}); err == nil || err.Error() != c.want {
			t.Errorf("got %v, want %s", err, c.want)
		}
	}
}

func TestLintRefusesFields(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name  string
		field Field
		want  string
	}{
		{"no name", Field{Doc: soundDoc}, "one.: has no name"},
		{"no description", Field{Name: "f"}, `one.f: description is no sentence of 6 words or more: ""`},
		{"five words", Field{Name: "f", Doc: "Secret of the access key."}, `one.f: description is no sentence of 6 words or more: "Secret of the access key."`},
		{"no period", Field{Name: "f", Doc: "Secret of the access key in use"}, `one.f: description is no sentence of 6 words or more: "Secret of the access key in use"`},
		{"deprecation without a period", Field{Name: "f", Doc: soundDoc, Deprecated: "gone"}, "one.f: deprecation does not end with a period"},
		{"reserved name", Field{Name: "lifecycle", Doc: soundDoc}, "one.lifecycle: Attr must be set where the name cannot be an attribute, and only there"},
		{"renamed without need", Field{Name: "f", Attr: "g", Doc: soundDoc}, "one.f: Attr must be set where the name cannot be an attribute, and only there"},
		{"renamed to a reserved name", Field{Name: "provider", Attr: "count", Doc: soundDoc}, "one.provider: Attr cannot be an attribute either"},
		{"a digit in front", Field{Name: "2fa", Doc: soundDoc}, "one.2fa: Attr must be set where the name cannot be an attribute, and only there"},
		{"renamed to a digit in front", Field{Name: "2fa", Attr: "2_factors", Doc: soundDoc}, "one.2fa: Attr cannot be an attribute either"},
		{"another default of another type", Field{Name: "f", Kind: Int, Default: 5, Later: "4", Doc: soundDoc}, `one.f: another default "4" since a version does not fit it`},
		{"another default of what was added later", Field{Name: "f", Kind: Int, Later: 4, Since: October, Doc: soundDoc}, "one.f: another default 4 since a version does not fit it"},
		{"a code that is no secret", Field{Name: "f", Code: true, Doc: soundDoc}, "one.f: only a secret that is not required and does not rotate is a code"},
		{"a code that rotates", Field{Name: "f", Code: true, Secret: true, Rotates: true, Doc: soundDoc}, "one.f: only a secret that is not required and does not rotate is a code"},
		{"secret number", Field{Name: "f", Kind: Int, Secret: true, Doc: soundDoc}, "one.f: only strings can be secret or rotate"},
		{"rotating bool", Field{Name: "f", Kind: Bool, Rotates: true, Doc: soundDoc}, "one.f: only strings can be secret or rotate"},
		{"both lists", Field{Name: "f", OneOf: []string{"a"}, Known: []string{"b"}, Doc: soundDoc}, "one.f: its values are either a closed list or an open one"},
		{"list of numbers", Field{Name: "f", Kind: Int, OneOf: []string{"1"}, Doc: soundDoc}, "one.f: only plain strings have lists of values"},
		{"default off the list", Field{Name: "f", Default: "c", OneOf: []string{"a", "b"}, Doc: soundDoc}, "one.f: default c is not one of its values"},
		{"bool as string", Field{Name: "f", Kind: Bool, Default: "true", Doc: soundDoc}, `one.f: default "true" does not fit its kind`},
		{"number as string", Field{Name: "f", Kind: Int, Default: "16", Doc: soundDoc}, `one.f: default "16" does not fit its kind`},
		{"string as number", Field{Name: "f", Default: 16, Doc: soundDoc}, "one.f: default 16 does not fit its kind"},
		{"size with a suffix", Field{Name: "f", Kind: Size, Default: "4Mi", Doc: soundDoc}, `one.f: default "4Mi" does not fit its kind`},
		{"encoding by names", Field{Name: "f", Kind: Encoding, Default: "Slash,Ctl", Doc: soundDoc}, `one.f: default "Slash,Ctl" does not fit its kind`},
		{"time without a zone", Field{Name: "f", Kind: Time, Default: "0001-01-01", Doc: soundDoc}, `one.f: default "0001-01-01" does not fit its kind`},
		{"tristate with a default", Field{Name: "f", Kind: Tristate, Default: "true", Doc: soundDoc}, `one.f: default "true" does not fit its kind`},
		{"unknown group", Field{Name: "f", Group: 4, Doc: soundDoc}, "one.f: group 4 is unknown"},
		{"unknown property", Field{Name: "f", Tells: 3, Doc: soundDoc}, "one.f: tells 3, which is unknown"},
		{"withdrawn in no version", Field{Name: "f", Doc: soundDoc, Withdrawn: Withdrawal{Instead: "Use g."}}, "one.f: is withdrawn in no version"},
		{"withdrawn without advice", Field{Name: "f", Doc: soundDoc, Withdrawn: Withdrawal{In: October}}, "one.f: does not say in a sentence what to use instead"},
		{"withdrawn at once", Field{Name: "f", Doc: soundDoc, Since: October, Withdrawn: Withdrawal{In: October, Instead: "Use g."}}, "one.f: is withdrawn before anything could use it"},
		{"a version to come", Field{Name: "f", Doc: soundDoc, Since: October + 1}, "one.f: speaks of a version that does not exist"},
		{"a value of another type is left", Field{Name: "f", Kind: Bool, Doc: soundDoc, Withdrawn: Withdrawal{In: October, But: "false", Instead: "Use g."}}, `one.f: the value "false" that is left does not fit its kind`},
		{"required twice", Field{Name: "f", Doc: soundDoc, Required: true, RequiredSince: October}, "one.f: what the page requires cannot be required since a later version"},
		{"empty without a meaning", Field{Name: "f", Doc: soundDoc, Required: true, OptionalSince: October}, "one.f: only what is required can be optional later, and says what it means to be empty"},
		{"unset with a default", Field{Name: "f", Default: "a", Unset: true, Doc: soundDoc}, "one.f: only a text without a default is documented as unset"},
		{"accident without a default", Field{Name: "f", Accidental: true, Doc: soundDoc}, "one.f: only a default that everybody would get is an accident"},
		{"rounded text", Field{Name: "f", Rounded: true, Doc: soundDoc}, "one.f: only seconds whose default is 0 are rounded"},
		{"rotates only later", Field{Name: "f", RotatesSince: October, Doc: soundDoc}, "one.f: rotates since a version, and does not rotate"},
		{"a secret that carries one", Field{Name: "f", Kind: Bool, Carries: true, Doc: soundDoc}, "one.f: only a text that is no secret carries one"},
		{"closed without values", Field{Name: "f", ClosedSince: October, Doc: soundDoc}, "one.f: is Complete and knows no values"},
		{"attribute of the resource", Field{Name: "connected", Kind: Bool, Doc: soundDoc}, "one: attribute connected exists twice"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			expectError(t, Lint([]*Backend{sound("one", c.field)}), c.want)
		})
	}
}

func TestLintRefusesBackends(t *testing.T) {
	t.Parallel()
	key := Field{Name: "key", Secret: true, Doc: soundDoc}
	for _, c := range []struct {
		name     string
		backends []*Backend
		want     string
	}{
		{"no title", change(sound("one"), func(b *Backend) { b.Title = "" }), "one: has no name or title"},
		{"no description", change(sound("one"), func(b *Backend) { b.Doc = "" }), `one: description is no sentence of 6 words or more: ""`},
		{"no verification", change(sound("one"), func(b *Backend) { b.Verified = "It lists." }), `one: verification is no sentence of 6 words or more: "It lists."`},
		{"no sentence of reading", change(sound("one"), func(b *Backend) { b.VerifiedRead = "It reads." }), `one: verification is no sentence of 6 words or more: "It reads."`},
		{"no sentence of writing", change(sound("one"), func(b *Backend) { b.VerifiedWrite = "It writes." }), `one: verification is no sentence of 6 words or more: "It writes."`},
		{"never written to, and what that proves", change(sound("one"), func(b *Backend) {
			b.VerifiedWrite, b.NeverWritten = "It stores a file, and removes it.", "Nothing can be written over this protocol."
		}), "one: is never written to, and says what that would prove"},
		{"unproven, and written to", change(sound("one"), func(b *Backend) { b.Proves, b.VerifiedWrite = Unproven, "It stores a file, and removes it." }),
			"one: is unproven, and says what more would be proven"},
		{"same name", []*Backend{sound("one"), sound("one")}, "one: another resource is called backend_one"},
		{"same resource", []*Backend{sound("o-ne"), sound("o_ne")}, "o_ne: another resource is called backend_o_ne"},
		{"same field", []*Backend{sound("one", key, key)}, "one: attribute key exists twice\none: attribute key_wo exists twice"},
		{"name of a twin", []*Backend{sound("one", Field{Name: "key_wo", Doc: soundDoc}, key)}, "one: attribute key_wo exists twice"},
		{"one-sided synonym", append(
			change(sound("two"), func(b *Backend) { b.Synonyms = []string{"one"} }),
			sound("one"),
		), "two: synonym one does not name it in return"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			expectError(t, Lint(c.backends), c.want)
		})
	}
}

func TestLintRefusesWays(t *testing.T) {
	t.Parallel()
	var (
		id     = Field{Name: "id_of_key", Group: Authentication, Rotates: true, Doc: soundDoc}
		secret = Field{Name: "secret", Group: Authentication, Secret: true, Doc: soundDoc}
		how    = Field{Name: "how", Group: Authentication, OneOf: []string{"a", "b"}, Doc: soundDoc}
		size   = Field{Name: "size", Kind: Size, Doc: soundDoc}
		old    = Field{Name: "old", Deprecated: "It has no effect.", Doc: soundDoc}
	)
	for _, c := range []struct {
		name  string
		ways  []Way
		rules []Rule
		want  string
	}{
		{name: "a pair", ways: []Way{{Name: "W", Doc: soundDoc, Fields: []string{"id_of_key", "secret"}}}},
		{name: "a value", ways: []Way{{Name: "W", Doc: soundDoc, Fields: []string{"how"}, Is: "b", With: []string{"id_of_key", "secret"}}}},
		{name: "a companion of another group", ways: []Way{
			{Name: "W", Doc: soundDoc, Fields: []string{"id_of_key", "secret"}},
			{Name: "B", Doc: soundDoc, Besides: true, With: []string{"size"}},
		}},
		{name: "none", want: "one: has no way to authenticate\none: no way to authenticate uses id_of_key\none: no way to authenticate uses secret"},
		{
			name: "only a companion",
			ways: []Way{{Name: "W", Doc: soundDoc, Besides: true, Fields: []string{"id_of_key", "secret"}}},
			want: "one: has no way to authenticate",
		},
		{
			name: "a rotating field unused",
			ways: []Way{{Name: "W", Doc: soundDoc, Fields: []string{"secret"}}},
			want: "one: no way to authenticate uses id_of_key",
		},
		{
			name: "no name and no description",
			ways: []Way{{Fields: []string{"id_of_key", "secret"}}},
			want: "one: way : description is no sentence of 6 words or more: \"\"\none: way : has no name",
		},
		{
			name: "fields that are not there or do not belong",
			ways: []Way{{Name: "W", Doc: soundDoc, Fields: []string{"id_of_key", "secret", "password"}, With: []string{"size", "old"}}},
			want: "one: way W: password is no field\none: way W: size is in another group\none: way W: old is deprecated",
		},
		{
			name: "a place that is none",
			ways: []Way{{Name: "W", Doc: soundDoc, At: []string{"size", "gate"}, Fields: []string{"id_of_key", "secret"}}},
			want: "one: way W: size is in another group\none: way W: gate is no field",
		},
		{
			name: "a part of another",
			ways: []Way{
				{Name: "W", Doc: soundDoc, Fields: []string{"id_of_key", "secret"}},
				{Name: "V", Doc: soundDoc, Fields: []string{"how"}, Is: "b", With: []string{"secret"}},
			},
			rules: []Rule{{If: "how", Needs: []string{"secret"}, Because: soundDoc}},
			want:  "one: way V: how needs secret",
		},
		{
			name:  "a rule of two shapes",
			ways:  []Way{{Name: "W", Doc: soundDoc, Fields: []string{"id_of_key", "secret"}}},
			rules: []Rule{{If: "size", Needs: []string{"how"}, Without: []string{"old"}, Because: soundDoc}},
			want: "one: rule {If:size Needs:[how] AnyOf:[] OnlyOne:[] Where: Is: Without:[old] Fits:<nil> To:[] Never:false Idle:false Warns:false Unless:[] Case:<nil> " +
				"Because:This sentence describes the field well enough.} is not of one shape, with a reason",
		},
		{
			name:  "advice that is idle",
			ways:  []Way{{Name: "W", Doc: soundDoc, Fields: []string{"id_of_key", "secret"}}},
			rules: []Rule{{If: "size", AnyOf: []string{"how", "old"}, Idle: true, Warns: true, Because: soundDoc}},
			want: "one: rule {If:size Needs:[] AnyOf:[how old] OnlyOne:[] Where: Is: Without:[] Fits:<nil> To:[] Never:false Idle:true Warns:true Unless:[] Case:<nil> " +
				"Because:This sentence describes the field well enough.} is not of one shape, with a reason",
		},
		{
			name:  "a rule that is idle of nothing",
			ways:  []Way{{Name: "W", Doc: soundDoc, Fields: []string{"id_of_key", "secret"}}},
			rules: []Rule{{OnlyOne: []string{"how", "old"}, Idle: true, Because: soundDoc}},
			want: "one: rule {If: Needs:[] AnyOf:[] OnlyOne:[how old] Where: Is: Without:[] Fits:<nil> To:[] Never:false Idle:true Warns:false Unless:[] Case:<nil> " +
				"Because:This sentence describes the field well enough.} is not of one shape, with a reason",
		},
		{
			name: "a value of a field that is only optional",
			ways: []Way{{Name: "W", Doc: soundDoc, Fields: []string{"id_of_key", "secret"}, With: []string{"how"}, Is: "a"}},
			want: "one: way W: a is no value of its fields",
		},
		{
			name:  "half a pair",
			ways:  []Way{{Name: "W", Doc: soundDoc, Fields: []string{"secret"}, With: []string{"id_of_key"}}},
			rules: []Rule{{If: "secret", Needs: []string{"id_of_key"}, Because: soundDoc}},
			want:  "one: way W: secret needs id_of_key",
		},
		{
			name:  "what excludes each other",
			ways:  []Way{{Name: "W", Doc: soundDoc, Fields: []string{"secret", "id_of_key"}}},
			rules: []Rule{{OnlyOne: []string{"id_of_key", "how", "secret"}, Because: soundDoc}},
			want:  "one: way W: id_of_key and secret exclude each other",
		},
		{
			name:  "none of what is needed",
			ways:  []Way{{Name: "W", Doc: soundDoc, With: []string{"secret", "id_of_key"}}},
			rules: []Rule{{AnyOf: []string{"id_of_key", "secret"}, Because: soundDoc}},
			want:  "one: way W: One of id_of_key, secret is missing",
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			err := Lint(change(sound("one", id, secret, how, size, old), func(b *Backend) { b.Ways, b.Rules = c.ways, c.rules }))
			if c.want != "" {
				expectError(t, err, c.want)
			} else if err != nil {
				t.Error(err)
			}
		})
	}
}

// A service that asks nobody who they are needs no way to authenticate.
func TestLintAcceptsNoWays(t *testing.T) {
	t.Parallel()
	open := change(sound("one", Field{Name: "f", Doc: soundDoc}), func(b *Backend) { b.Ways = nil })
	if err := Lint(open); err != nil {
		t.Error(err)
	}
}

func TestLintReportsEverything(t *testing.T) {
	t.Parallel()
	expectError(t,
		Lint([]*Backend{sound("one", Field{Name: "a"}, Field{Name: "b", Doc: soundDoc, Default: 1})}),
		strings.Join([]string{
			`one.a: description is no sentence of 6 words or more: ""`,
			"one.b: default 1 does not fit its kind",
		}, "\n"))
}

func expectError(t *testing.T, err error, want string) {
	t.Helper()
	if err == nil || err.Error() != want {
		t.Errorf("got  %v\nwant %s", err, want)
	}
}
