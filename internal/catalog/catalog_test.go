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
		{"another default since a version", catalog.Field{Kind: catalog.Int, Default: 5, Later: 4}, nil},
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

func TestDefaultIn(t *testing.T) {
	t.Parallel()
	f := catalog.Field{Kind: catalog.Int, Default: 5, Later: 4}
	for v, want := range map[catalog.Version]any{catalog.Page: int64(5), catalog.August: int64(5), catalog.October: int64(4)} {
		if got := f.DefaultIn(v); got != want {
			t.Errorf("%s: got %#v, want %#v", v, got, want)
		}
	}
}

func TestStorageType(t *testing.T) {
	t.Parallel()
	if got := (&catalog.Backend{Name: "s3"}).StorageType(); got != "object_storage" {
		t.Errorf("s3 is %q", got)
	}
	if got := (&catalog.Backend{Name: "compress", Storage: "compress"}).StorageType(); got != "compress" {
		t.Errorf("compress is %q", got)
	}
}
