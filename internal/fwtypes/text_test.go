package fwtypes

import (
	"context"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/attr/xattr"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/hoody/terraform-provider-hoody/internal/catalog"
	"github.com/hoody/terraform-provider-hoody/internal/catalog/services"
)

func TestForKind(t *testing.T) {
	t.Parallel()
	for kind, want := range map[catalog.Kind]string{
		catalog.Size:     "fwtypes.Size",
		catalog.Encoding: "fwtypes.Encoding",
		catalog.Tristate: "fwtypes.Tristate",
		catalog.Time:     "fwtypes.Time",
		catalog.JSON:     "fwtypes.JSON",
	} {
		if got := ForKind(kind); got == nil || got.String() != want {
			t.Errorf("ForKind(%d) = %v, want %s", kind, got, want)
		}
	}
	for _, kind := range []catalog.Kind{catalog.String, catalog.File, catalog.Bool, catalog.Int, catalog.Seconds} {
		if got := ForKind(kind); got != nil {
			t.Errorf("ForKind(%d) = %v, want nil", kind, got)
		}
	}
	if got, err := catalog.File.Form().Canonical("~/.oci/config"); got != "~/.oci/config" || err != nil {
		t.Errorf("a file's path is sent as %q, %v", got, err)
	}
}

// Texts of every kind but JSON are quoted in errors, so no secret may be of one.
func TestSecretsAreHidden(t *testing.T) {
	t.Parallel()
	for _, b := range services.All() {
		for i := range b.Fields {
			f := &b.Fields[i]
			if form := f.Kind.Form(); form != nil && f.Secret && !form.IsHidden() {
				t.Errorf("%s.%s is a secret, and errors would show it", b.Name, f.Name)
			}
		}
	}
}

// Every documented default is right, and sent as documented.
func TestDefaults(t *testing.T) {
	t.Parallel()
	checked := 0
	for _, b := range services.All() {
		for i := range b.Fields {
			f := &b.Fields[i]
			text, _ := f.DefaultValue().(string)
			if text == "" || ForKind(f.Kind) == nil {
				continue
			}
			checked++
			if f.Kind == catalog.Bits { // whose default is documented as a number, and names as what is sent
				text = map[string]string{"0": "off", "1": "read"}[text]
			}
			if got, err := f.Kind.Form().Canonical(text); got != text || err != nil {
				t.Errorf("%s.%s: the default %q is sent as %q, %v", b.Name, f.Name, text, got, err)
			}
		}
	}
	if checked < 20 {
		t.Errorf("only %d defaults were checked", checked)
	}
}

func TestTypes(t *testing.T) {
	t.Parallel()
	size, other := ForKind(catalog.Size), ForKind(catalog.Encoding)
	if !size.Equal(ForKind(catalog.Size)) || size.Equal(other) || size.Equal(types.StringType) {
		t.Error("a type must equal those of its own kind only")
	}
	if got := size.TerraformType(context.Background()); !got.Equal(tftypes.String) {
		t.Errorf("Terraform sees %s", got)
	}
	if v := size.ValueType(context.Background()); !v.Type(context.Background()).Equal(size) {
		t.Errorf("values are of type %s", v.Type(context.Background()))
	}
	if _, err := size.ValueFromTerraform(context.Background(), tftypes.NewValue(tftypes.Bool, true)); err == nil {
		t.Error("a bool was taken for a text")
	}
}

// value makes a Value as the framework does.
func value(t *testing.T, k catalog.Kind, content any) Value {
	t.Helper()
	v, err := ForKind(k).ValueFromTerraform(context.Background(), tftypes.NewValue(tftypes.String, content))
	if err != nil {
		t.Fatal(err)
	}
	return v.(Value)
}

func TestValue(t *testing.T) {
	t.Parallel()
	unknown := tftypes.UnknownValue
	for _, c := range []struct {
		name            string
		value           Value
		sent, forPeople string
	}{
		{"size", value(t, catalog.Size, "4Mi"), "4194304", `"4Mi"`},
		{"wrong size", value(t, catalog.Size, "4M"), "4M", `"4M"`},
		{"time not set", value(t, catalog.Time, ""), "0001-01-01T00:00:00Z", `""`},
		{"null", value(t, catalog.Time, nil), "", "<null>"},
		{"unknown", value(t, catalog.Time, unknown), "", "<unknown>"},
		{"JSON", value(t, catalog.JSON, `{"b":1, "a":"hush"}`), `{"a":"hush","b":1}`, "(hidden)"},
		{"null JSON", value(t, catalog.JSON, nil), "", "<null>"},
		{"unknown JSON", value(t, catalog.JSON, unknown), "", "<unknown>"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			if got := c.value.Canonical(); got != c.sent {
				t.Errorf("Canonical() = %q, want %q", got, c.sent)
			}
			if got := c.value.String(); got != c.forPeople {
				t.Errorf("String() = %s, want %s", got, c.forPeople)
			}
		})
	}
}

func TestEquality(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name            string
		a, b            Value
		equal, semantic bool
	}{
		{"same spelling", value(t, catalog.Size, "4Mi"), value(t, catalog.Size, "4Mi"), true, true},
		{"other spelling", value(t, catalog.Size, "4Mi"), value(t, catalog.Size, "4MiB"), false, true},
		{"other size", value(t, catalog.Size, "4Mi"), value(t, catalog.Size, "5Mi"), false, false},
		{"other kind", value(t, catalog.Size, "2"), value(t, catalog.Encoding, "2"), false, false},
		{"null and not set", value(t, catalog.Time, nil), value(t, catalog.Time, ""), false, false},
		{"unknown and not set", value(t, catalog.Size, tftypes.UnknownValue), value(t, catalog.Size, ""), false, false},
		{"nulls", value(t, catalog.Tristate, nil), value(t, catalog.Tristate, nil), true, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			if got := c.a.Equal(c.b); got != c.equal {
				t.Errorf("Equal = %t", got)
			}
			got, diags := c.a.StringSemanticEquals(context.Background(), c.b)
			if got != c.semantic || diags.HasError() {
				t.Errorf("StringSemanticEquals = %t, %v", got, diags)
			}
		})
	}
	plain := types.StringValue("4Mi")
	if value(t, catalog.Size, "4Mi").Equal(plain) {
		t.Error("a size equals a plain string")
	}
	if same, _ := value(t, catalog.Size, "4Mi").StringSemanticEquals(context.Background(), plain); same {
		t.Error("a size is the same as a plain string")
	}
}

func TestValidateAttribute(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name            string
		value           Value
		summary, detail string
	}{
		{"right", value(t, catalog.Size, "4Mi"), "", ""},
		{"null", value(t, catalog.Tristate, nil), "", ""},
		{"unknown", value(t, catalog.Tristate, tftypes.UnknownValue), "", ""},
		{"wrong", value(t, catalog.Tristate, "True"), `"True" is neither "true" nor "false"`, `Write "true".`},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			var resp xattr.ValidateAttributeResponse
			c.value.ValidateAttribute(context.Background(), xattr.ValidateAttributeRequest{Path: path.Root("field")}, &resp)
			if c.summary == "" {
				if len(resp.Diagnostics) != 0 {
					t.Errorf("refused: %v", resp.Diagnostics)
				}
				return
			}
			if len(resp.Diagnostics) != 1 {
				t.Fatalf("%d diagnostics, want 1", len(resp.Diagnostics))
			}
			d := resp.Diagnostics[0]
			if d.Summary() != c.summary || d.Detail() != c.detail {
				t.Errorf("says %q, %q", d.Summary(), d.Detail())
			}
			if at, ok := d.(interface{ Path() path.Path }); !ok || !at.Path().Equal(path.Root("field")) {
				t.Errorf("not on the attribute: %#v", d)
			}
		})
	}
}
