package catalog_test

import (
	"testing"

	"github.com/hoody/terraform-provider-hoody/internal/catalog"
)

func TestKindWire(t *testing.T) {
	t.Parallel()
	for kind, want := range map[catalog.Kind]catalog.Wire{
		catalog.String:   catalog.WireString,
		catalog.Bool:     catalog.WireBool,
		catalog.Int:      catalog.WireNumber,
		catalog.Seconds:  catalog.WireNumber,
		catalog.Size:     catalog.WireString,
		catalog.Encoding: catalog.WireString,
		catalog.Tristate: catalog.WireString,
		catalog.Time:     catalog.WireString,
		catalog.JSON:     catalog.WireString,
		catalog.File:     catalog.WireString,
	} {
		if got := kind.Wire(); got != want {
			t.Errorf("kind %d travels as %d, want %d", kind, got, want)
		}
	}
}

func TestDefaultValue(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name  string
		field catalog.Field
		want  any
	}{
		{"string", catalog.Field{}, ""},
		{"string with default", catalog.Field{Default: "https"}, "https"},
		{"bool", catalog.Field{Kind: catalog.Bool}, false},
		{"bool with default", catalog.Field{Kind: catalog.Bool, Default: true}, true},
		{"int", catalog.Field{Kind: catalog.Int}, int64(0)},
		{"int with default", catalog.Field{Kind: catalog.Int, Default: 5000}, int64(5000)},
		{"seconds", catalog.Field{Kind: catalog.Seconds, Default: 604800}, int64(604800)},
		{"size", catalog.Field{Kind: catalog.Size}, ""},
		{"size with default", catalog.Field{Kind: catalog.Size, Default: "4194304"}, "4194304"},
		{"time", catalog.Field{Kind: catalog.Time, Default: "0001-01-01T00:00:00Z"}, "0001-01-01T00:00:00Z"},
		{"file", catalog.Field{Kind: catalog.File, Default: "~/.oci/config"}, "~/.oci/config"},
		{"tristate", catalog.Field{Kind: catalog.Tristate}, nil},
		{"added later", catalog.Field{Since: catalog.October}, nil},
		{"added later with default", catalog.Field{Since: catalog.October, Kind: catalog.Int, Default: 512}, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			if got := c.field.DefaultValue(); got != c.want {
				t.Errorf("got %#v, want %#v", got, c.want)
			}
		})
	}
}

func TestIsType(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		backend, answered string
		want              bool
	}{
		{"s3", "s3", true},
		{"s3", "b2", false},
		{"s3", "", false},
		{"google-cloud-storage", "google cloud storage", true},
		{"google-cloud-storage", "google-cloud-storage", true},
		{"google-cloud-storage", "gcs", false},
		{"storj", "storj", true},
		{"storj", "tardigrade", true},
		{"tardigrade", "storj", true},
		{"tardigrade", "sia", false},
		{"azureblob", "azurefiles", false},
	} {
		if got := catalog.ByName(c.backend).IsType(c.answered); got != c.want {
			t.Errorf("%s: IsType(%q) is %v, want %v", c.backend, c.answered, got, c.want)
		}
	}
}

func TestStorageType(t *testing.T) {
	t.Parallel()
	if got := catalog.ByName("s3").StorageType(); got != "object_storage" {
		t.Errorf("s3 is %q", got)
	}
	if got := (&catalog.Backend{Name: "compress", Storage: "compress"}).StorageType(); got != "compress" {
		t.Errorf("compress is %q", got)
	}
}

func TestResourceName(t *testing.T) {
	t.Parallel()
	for backend, want := range map[string]string{
		"s3":                   "backend_s3",
		"google-cloud-storage": "backend_google_cloud_storage",
		"oracleobjectstorage":  "backend_oracleobjectstorage",
	} {
		if got := catalog.ByName(backend).ResourceName(); got != want {
			t.Errorf("%s: got %q, want %q", backend, got, want)
		}
	}
}

func TestAttribute(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ backend, field, want string }{
		{"s3", "provider", "provider_type"},
		{"oracleobjectstorage", "provider", "provider_type"},
		{"storj", "provider", "provider_type"},
		{"tardigrade", "provider", "provider_type"},
		{"b2", "lifecycle", "lifecycle_days"},
		{"b2", "key", "key"},
	} {
		if got := catalog.ByName(c.backend).Field(c.field).Attribute(); got != c.want {
			t.Errorf("%s.%s: got %q, want %q", c.backend, c.field, got, c.want)
		}
	}
}

func TestUnknownNames(t *testing.T) {
	t.Parallel()
	if b := catalog.ByName("google cloud storage"); b != nil {
		t.Errorf("ByName takes endpoint names only, but found %s", b.Name)
	}
	if f := catalog.ByName("b2").Field("lifecycle_days"); f != nil {
		t.Errorf("Field takes documented names only, but found %s", f.Name)
	}
}
