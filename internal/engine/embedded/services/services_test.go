package services_test

import (
	"slices"
	"testing"

	documented "github.com/hoody/terraform-provider-hoody/internal/catalog/services"
	"github.com/hoody/terraform-provider-hoody/internal/engine"
	"github.com/hoody/terraform-provider-hoody/internal/engine/embedded/services"
)

// A service under a name that no backend has would never be asked.
func TestEveryBackendHasItsServiceAndEveryServiceItsBackend(t *testing.T) {
	t.Parallel()
	listed := map[string]bool{}
	for _, s := range services.All() {
		if documented.ByName(s.Name) == nil {
			t.Errorf("the service %q has no backend", s.Name)
		}
		if listed[s.Name] {
			t.Errorf("the service %q is listed twice", s.Name)
		}
		listed[s.Name] = true
	}
	for _, b := range documented.All() {
		if !listed[b.Name] {
			t.Errorf("the backend %q has no service", b.Name)
		}
	}
}

// Whatever a service speaks of is a documented field of its backend.
func TestServicesSpeakOfDocumentedFields(t *testing.T) {
	t.Parallel()
	for _, s := range services.All() {
		b := documented.ByName(s.Name)
		isField := func(name string) bool { return b.Field(name) != nil }
		names := append([]string{}, s.Addresses...)
		for field := range s.Renamed {
			names = append(names, field)
		}
		for _, symptom := range s.Symptoms {
			if len(symptom.OneOf) > 0 && !slices.ContainsFunc(symptom.OneOf, isField) {
				t.Errorf("%s: none of %v is a field", s.Name, symptom.OneOf)
			}
			names = append(append(names, symptom.Field, symptom.If), symptom.Unless...)
		}
		for _, name := range names {
			if name != "" && name != engine.VerifyPath && name != engine.Verify && !isField(name) {
				t.Errorf("%s: %q is no field", s.Name, name)
			}
		}
	}
}

// A message says what is wrong, and what to do next.
func TestSymptomsHaveWords(t *testing.T) {
	t.Parallel()
	tables := map[string][]services.Symptom{"on the way": services.OnTheWay, "last resort": services.LastResort}
	for _, s := range services.All() {
		tables[s.Name] = s.Symptoms
	}
	for name, table := range tables {
		for _, s := range table {
			if s.What == "" || s.Next == "" && !s.Listing {
				t.Errorf("%s: %v lacks words", name, s.Texts)
			}
		}
	}
}
