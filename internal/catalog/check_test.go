package catalog

import (
	"strings"
	"testing"
)

func TestCatalogIsSound(t *testing.T) {
	t.Parallel()
	if err := Check(); err != nil {
		t.Error(err)
	}
}

const soundDoc = "This sentence describes the field well enough."

// sound is a backend without a fault, with the given fields.
func sound(name string, fields ...Field) *Backend {
	return &Backend{Name: name, Title: "Sound", Doc: soundDoc, Fields: fields}
}

func TestCheckAccepts(t *testing.T) {
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
			if err := check([]*Backend{sound("one", f)}); err != nil {
				t.Error(err)
			}
		})
	}
}

func TestCheckRefusesFields(t *testing.T) {
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
		{"reserved name", Field{Name: "lifecycle", Doc: soundDoc}, "one.lifecycle: Attr must be set where Terraform reserves the name, and only there"},
		{"renamed without need", Field{Name: "f", Attr: "g", Doc: soundDoc}, "one.f: Attr must be set where Terraform reserves the name, and only there"},
		{"renamed to a reserved name", Field{Name: "provider", Attr: "count", Doc: soundDoc}, "one.provider: Attr is reserved by Terraform too"},
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
		{"attribute of the resource", Field{Name: "connected", Kind: Bool, Doc: soundDoc}, "one: attribute connected exists twice"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			expectError(t, check([]*Backend{sound("one", c.field)}), c.want)
		})
	}
}

func TestCheckRefusesBackends(t *testing.T) {
	t.Parallel()
	key := Field{Name: "key", Secret: true, Doc: soundDoc}
	for _, c := range []struct {
		name     string
		backends []*Backend
		want     string
	}{
		{"no title", []*Backend{{Name: "one", Doc: soundDoc}}, "one: has no name or title"},
		{"no description", []*Backend{{Name: "one", Title: "One"}}, `one: description is no sentence of 6 words or more: ""`},
		{"same name", []*Backend{sound("one"), sound("one")}, "one: another resource is called backend_one"},
		{"same resource", []*Backend{sound("o-ne"), sound("o_ne")}, "o_ne: another resource is called backend_o_ne"},
		{"same field", []*Backend{sound("one", key, key)}, "one: attribute key exists twice\none: attribute key_wo exists twice"},
		{"name of a twin", []*Backend{sound("one", Field{Name: "key_wo", Doc: soundDoc}, key)}, "one: attribute key_wo exists twice"},
		{"one-sided synonym", []*Backend{
			sound("one"),
			{Name: "two", Title: "Two", Doc: soundDoc, Synonyms: []string{"one"}},
		}, "two: synonym one does not name it in return"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			expectError(t, check(c.backends), c.want)
		})
	}
}

func TestCheckReportsEverything(t *testing.T) {
	t.Parallel()
	expectError(t,
		check([]*Backend{sound("one", Field{Name: "a"}, Field{Name: "b", Doc: soundDoc, Default: 1})}),
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
