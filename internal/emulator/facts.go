package emulator

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"reflect"
	"slices"
	"strings"
	"sync"

	"github.com/hoody/terraform-provider-hoody/internal/facts"
)

// A service is what a version documents of one storage service.
type service struct {
	fields  []facts.Field
	version facts.Version
}

// documentedIn returns the services of a version, by name.
func documentedIn(v facts.Version) func() map[string]*service {
	return sync.OnceValue(func() map[string]*service {
		byName := map[string]*service{}
		for _, s := range facts.In(v) {
			byName[s.Name] = &service{s.FieldsIn(v), v}
		}
		return byName
	})
}

// service returns what the dialect's version has under a name. A service that it does
// not have, such as a stored one that was withdrawn, has no fields to set.
func (s speech) service(provider string) *service {
	if f, ok := s.services()[provider]; ok {
		return f
	}
	return &service{}
}

// withdrew reports whether the dialect's version no longer has a documented service:
// stored backends of it are kept and are not connected.
func (s speech) withdrew(provider string) bool {
	return s.services()[provider] == nil && facts.Of(provider) != nil
}

// RefuseAsDocumented is a Probe that refuses everything in the words of each
// provider's documented 400.
func RefuseAsDocumented(provider string, _ map[string]any) error {
	if f := facts.Of(provider); f != nil && f.Error != "" {
		return errors.New(f.Error)
	}
	return complain("Connection failed")
}

// A complaint is an error in Hoody's words.
type complaint string

func (c complaint) Error() string { return string(c) }

func complain(format string, args ...any) error {
	return complaint(fmt.Sprintf(format, args...))
}

// wireTypes reads a value of each documented type from JSON; false refuses it. Stored
// values are strings, bools or int64s.
var wireTypes = map[string]func(v any) (any, bool){
	"string": func(v any) (any, bool) {
		s, ok := v.(string)
		return s, ok
	},
	"boolean": func(v any) (any, bool) {
		b, ok := v.(bool)
		return b, ok
	},
	"integer": func(v any) (any, bool) {
		n, ok := v.(json.Number)
		if !ok {
			return nil, false
		}
		i, err := n.Int64()
		return i, err == nil
	},
}

// field finds a documented field, or nil.
func (f *service) field(name string) *facts.Field {
	i := slices.IndexFunc(f.fields, func(d facts.Field) bool { return d.Name == name })
	if i < 0 {
		return nil
	}
	return &f.fields[i]
}

// config reads the body of a connect by the table of fields. The error names the first
// field that is wrong.
func (f *service) config(body map[string]any) (map[string]any, error) {
	for _, name := range slices.Sorted(maps.Keys(body)) {
		if f.field(name) == nil {
			return nil, complain("Unknown field '%s'", name)
		}
	}
	config := make(map[string]any, len(body))
	for _, d := range f.fields {
		given, ok := body[d.Name]
		if !ok && d.Required {
			return nil, complain("Missing required field '%s'", d.Name)
		}
		if !ok {
			continue
		}
		v, err := f.read(d, given)
		if err != nil {
			return nil, err
		}
		if v != nil {
			config[d.Name] = v
		}
	}
	return config, nil
}

// read reads one value; nil stands for unset.
func (f *service) read(d facts.Field, given any) (any, error) {
	if d.TriState() {
		return f.readTriState(d, given)
	}
	v, ok := wireTypes[d.Type](given)
	switch {
	case !ok:
		return nil, complain("Field '%s' must be of type %s", d.Name, d.Type)
	case d.OnlyFalse() && v != false:
		return nil, complain("Field '%s' must be false", d.Name)
	case len(d.OneOf) > 0 && !slices.Contains(d.OneOf, v):
		return nil, complain("Field '%s' must be one of %s", d.Name, listed(d.OneOf))
	}
	return v, nil
}

// unset is how a version writes a tri-state that is neither true nor false. October
// has a word for it; before, the vendor's command-line tool sent Go's own form.
var unset = map[facts.Version]any{
	facts.August:  map[string]any{"Valid": false, "Value": false},
	facts.October: "unset",
}

func (f *service) readTriState(d facts.Field, given any) (any, error) {
	switch {
	case given == "true" || given == "false":
		return given, nil
	case reflect.DeepEqual(given, unset[f.version]):
		return nil, nil
	}
	allowed := []any{"true", "false"}
	if word, ok := unset[f.version].(string); ok {
		allowed = append(allowed, word)
	}
	return nil, complain("Field '%s' must be one of %s", d.Name, listed(allowed))
}

func listed(values []any) string {
	return strings.Trim(strings.ReplaceAll(fmt.Sprintf("%q", values), `" "`, `", "`), "[]")
}

// checkCredentials checks an update's body: documented credentials that rotate,
// each a string, or nil to remove it. The error names the first that is wrong.
func (f *service) checkCredentials(body map[string]any) error {
	if len(body) == 0 {
		return complain("No credentials to update")
	}
	for _, name := range slices.Sorted(maps.Keys(body)) {
		d := f.field(name)
		if d == nil || !d.Rotates {
			return complain("Field '%s' cannot be updated in place", name)
		}
		if body[name] == nil {
			if d.Required {
				return complain("Missing required field '%s'", name)
			}
			continue
		}
		if _, ok := body[name].(string); !ok {
			return complain("Field '%s' must be a string or null", name)
		}
	}
	return nil
}

// object reads a body that must be one JSON object and nothing else.
func object(body []byte) (map[string]any, error) {
	d := json.NewDecoder(bytes.NewReader(body))
	d.UseNumber()
	var o map[string]any
	if err := d.Decode(&o); err != nil || o == nil {
		return nil, complain("The body must be a JSON object")
	}
	if _, err := d.Token(); err != io.EOF {
		return nil, complain("The body must be one JSON object")
	}
	return o, nil
}
