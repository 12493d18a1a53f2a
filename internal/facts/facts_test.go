package facts

import (
	"maps"
	"reflect"
	"slices"
	"testing"
)

// The totals of the documentation, as literals. Everybody else asks for Total.
func TestTotals(t *testing.T) {
	t.Parallel()
	for v, want := range map[Version]Totals{
		Page:    {Services: 15, Fields: 273, Required: 15, Secrets: 37, Rotates: 26},
		August:  {Services: 62, Fields: 822, Required: 52, Secrets: 115, Rotates: 92},
		October: {Services: 49, Fields: 773, Required: 39, Secrets: 116, Rotates: 96},
	} {
		if got := Total(v); got != want {
			t.Errorf("%s has %+v, want %+v", v, got, want)
		}
	}
	var names []string
	for _, s := range In(Page) {
		names = append(names, s.Name)
	}
	if got, want := TotalOf(append(names, "nobody's")), (Totals{Services: 15, Fields: 311, Required: 15, Secrets: 40, Rotates: 26}); got != want {
		t.Errorf("the services of the page have %+v in all versions, want %+v", got, want)
	}
}

// What October did to the services of the page, and to all.
func TestChanges(t *testing.T) {
	t.Parallel()
	var ofPage, all changes
	for _, s := range In(October) {
		all.count(s)
		if s.In(Page) {
			ofPage.count(s)
		}
	}
	if want := (changes{services: 13, added: 38, removed: 11, onlyFalse: 12}); ofPage != want {
		t.Errorf("the page's: %+v, want %+v", ofPage, want)
	}
	if want := (changes{services: 49, added: 76, removed: 26, onlyFalse: 14}); all != want {
		t.Errorf("all: %+v, want %+v", all, want)
	}
}

type changes struct{ services, added, removed, onlyFalse int }

func (c *changes) count(s *Service) {
	c.services++
	for _, f := range s.Fields {
		c.added += one(f.October.Added)
		c.removed += one(f.October.Removed)
		c.onlyFalse += one(f.as(October).OnlyFalse())
	}
}

func TestWithdrawn(t *testing.T) {
	t.Parallel()
	var got []string
	for _, s := range All() {
		if s.Withdrawn() {
			got = append(got, s.Name)
		}
	}
	want := []string{
		"storj", "tardigrade", "alias", "cache", "chunker", "combine", "compress", "crypt", "hasher", "local", "memory",
		"union", "uptobox",
	}
	if !slices.Equal(got, want) {
		t.Errorf("withdrawn are %q", got)
	}
}

// A field is what its version says of it.
func TestFieldsByVersion(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		service, field string
		page, october  *Field // what is compared of it; nil where there is none
	}{
		{"s3", "endpoint", &Field{Required: true, Default: ""}, &Field{Default: ""}},
		{"sia", "api_url", &Field{Default: "http://127.0.0.1:9980"}, &Field{Required: true}},
		{"s3", "might_gzip", &Field{}, &Field{Default: "unset"}},
		{"s3", "env_auth", &Field{Default: false}, &Field{Default: false, OneOf: []any{false}}},
		{"oracleobjectstorage", "provider", &Field{Required: true, Default: "env_auth"}, &Field{Required: true, Default: "no_auth", OneOf: []any{"no_auth"}}},
		{"s3", "ibm_api_key", nil, &Field{Default: "", Secret: true}},
		{"azureblob", "client_certificate_path", &Field{Default: ""}, nil},
		{"azureblob", "list_chunk", &Field{Default: int64(5000)}, &Field{Default: int64(5000)}},
		{"azureblob", "copy_concurrency", nil, &Field{Default: int64(512)}},
		{"pikpak", "upload_concurrency", &Field{Default: int64(5)}, &Field{Default: int64(4)}},
		{"sftp", "key_pem", &Field{Default: "", Secret: true}, &Field{Default: "", Secret: true, Rotates: true}},
		{"s3", "zone", nil, nil},
	} {
		for v, want := range map[Version]*Field{Page: c.page, October: c.october} {
			f, ok := Of(c.service).Field(v, c.field)
			if ok != (want != nil) {
				t.Errorf("%s: %s.%s is there: %v", v, c.service, c.field, ok)
			}
			got := Field{Required: f.Required, Default: f.Default, OneOf: f.OneOf, Secret: f.Secret, Rotates: f.Rotates}
			if want != nil && !reflect.DeepEqual(got, *want) {
				t.Errorf("%s: %s.%s is %+v, want %+v", v, c.service, c.field, got, *want)
			}
		}
	}
	if f, _ := Of("webdav").Field(October, "vendor"); len(f.OneOf) != 8 {
		t.Errorf("webdav.vendor is one of %v", f.OneOf)
	}
}

// What is read of one version changes nothing of another.
func TestVersionsShareNothing(t *testing.T) {
	t.Parallel()
	before := Of("s3").FieldsIn(Page)
	Of("s3").FieldsIn(October)
	if after := Of("s3").FieldsIn(Page); !reflect.DeepEqual(before, after) {
		t.Error("the page's s3 changed")
	}
}

func TestFactsAreWhole(t *testing.T) {
	t.Parallel()
	if Of("dropbox").Name != "dropbox" || Of("drop") != nil {
		t.Error("found by another name")
	}
	for _, s := range All() {
		seen := map[string]bool{}
		for _, f := range s.Fields {
			if seen[f.Name] || f.Name == "" || f.Type != "string" && f.Type != "boolean" && f.Type != "integer" {
				t.Errorf("%s.%s is there twice, or of the type %q", s.Name, f.Name, f.Type)
			}
			seen[f.Name] = true
			if f.October.properties != nil && reflect.DeepEqual(f.as(October), f.as(Page)) {
				t.Errorf("%s.%s: %s is no change", s.Name, f.Name, f.October.properties)
			}
		}
		for name := range maps.Keys(s.Example) {
			if !seen[name] {
				t.Errorf("%s: the example sets %s", s.Name, name)
			}
		}
		if s.BackendType == "" || len(s.Fields) == 0 || s.Page == "" {
			t.Errorf("%s: of type %q, with %d fields, on the page %q", s.Name, s.BackendType, len(s.Fields), s.Page)
		}
		if s.In(Page) && (s.Type != "object_storage" || len(s.Example) == 0 || s.Error == "") {
			t.Errorf("%s: the page has type %q, example %v, error %q", s.Name, s.Type, s.Example, s.Error)
		}
	}
}
