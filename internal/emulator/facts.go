package emulator

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"sync"

	"github.com/hoody/terraform-provider-hoody/internal/facts"
)

// A service is what is documented of one storage service, in the version that
// the emulator speaks.
type service struct {
	*facts.Service
	fields []facts.Field
}

var documented = sync.OnceValue(func() map[string]*service {
	byName := map[string]*service{}
	for _, s := range facts.In(facts.Page) {
		byName[s.Name] = &service{s, s.FieldsIn(facts.Page)}
	}
	return byName
})

// RefuseAsDocumented is a Probe that refuses everything in the words of each
// provider's documented 400.
func RefuseAsDocumented(provider string, _ map[string]any) error {
	return errors.New(factsOf(provider).Error)
}

// factsOf finds what is documented of a provider. Nothing is of those of other
// clients that another page documents.
func factsOf(provider string) *service {
	if s, ok := documented()[provider]; ok {
		return s
	}
	return &service{Service: &facts.Service{Name: provider, BackendType: provider, Error: "Connection failed"}}
}

// A complaint is an error in the service's words.
type complaint string

func (c complaint) Error() string { return string(c) }

func complain(format string, args ...any) error {
	return complaint(fmt.Sprintf(format, args...))
}

// wireTypes say how a value of a documented type is read from JSON; false
// refuses it. What is stored is a string, a bool or an int64.
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

// config reads a connect's body as the field table says. The error names the
// first field that is wrong.
func (f *service) config(body map[string]any) (map[string]any, error) {
	for _, name := range slices.Sorted(maps.Keys(body)) {
		if f.field(name) == nil {
			return nil, complain("Unknown field '%s'", name)
		}
	}
	config := make(map[string]any, len(body))
	for _, d := range f.fields {
		given, ok := body[d.Name]
		if !ok {
			if d.Required {
				return nil, complain("Missing required field '%s'", d.Name)
			}
			continue
		}
		v, ok := wireTypes[d.Type](given)
		if !ok {
			return nil, complain("Field '%s' must be of type %s", d.Name, d.Type)
		}
		config[d.Name] = v
	}
	return config, nil
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
