package docs

import (
	"testing"

	"github.com/hoody/terraform-provider-hoody/internal/catalog"
)

// made is a backend of every kind of field.
var made = &catalog.Backend{
	Name: "made-up", Title: "Made up", Doc: "It is made up.", Verified: "It lists what there is.",
	Fields: []catalog.Field{
		{Name: "id_of_key", Group: catalog.Authentication, Rotates: true},
		{Name: "secret", Group: catalog.Authentication, Secret: true, Rotates: true},
		{Name: "certificate", Group: catalog.Authentication, Secret: true},
		{
			Name: "env_auth", Group: catalog.Authentication, Kind: catalog.Bool,
			Withdrawn: catalog.Withdrawal{In: catalog.October, But: false, Instead: "Set a key."},
		},
		{Name: "provider", Attr: "provider_type", Group: catalog.Authentication, OneOf: []string{"one", "two"}},
		{Name: "token", Group: catalog.Authentication, Required: true, Secret: true, Rotates: true},
		{Name: "chunk_size", Group: catalog.Transfer, Kind: catalog.Size},
		{Name: "list_chunk", Group: catalog.Listing, Kind: catalog.Int},
		{Name: "encoding", Kind: catalog.Encoding},
		{Name: "old", Deprecated: "It has no effect."},
	},
	Ways: []catalog.Way{
		{Name: "Key", Fields: []string{"id_of_key", "secret"}, With: []string{"certificate", "provider"}, Doc: "The usual one."},
		{Name: "Two", Fields: []string{"provider"}, Is: "two", Doc: "Another one."},
		{Name: "Environment", Fields: []string{"env_auth"}, Doc: "What is there."},
		{Name: "Anonymous", Doc: "Nothing at all."},
		{Name: "Encryption", Besides: true, With: []string{"chunk_size"}, Doc: "On top."},
	},
}

func TestWayTables(t *testing.T) {
	t.Parallel()
	const want = "" +
		"| Way | Fields | What it is |\n" +
		"|---|---|---|\n" +
		"| Key | `id_of_key` (rotates), `secret` (secret, rotates); optionally `certificate` (secret), `provider_type` | The usual one. |\n" +
		"| Two | `provider_type = \"two\"` | Another one. |\n" +
		"| Environment | `env_auth = true` | What is there. Version 2026-10 of Hoody does not have it. |\n" +
		"| Anonymous | none | Nothing at all. |\n" +
		"\n" +
		"And with any of these:\n" +
		"\n" +
		"| Way | Fields | What it is |\n" +
		"|---|---|---|\n" +
		"| Encryption | none; optionally `chunk_size` | On top. |"
	if got := wayTables(made); got != want {
		t.Errorf("got\n%s", got)
	}
}

func TestRotation(t *testing.T) {
	t.Parallel()
	const compared = " With a new `credentials_wo_version`, write-only values are compared with what was sent, and those that changed are sent."
	for _, c := range []struct {
		fields []catalog.Field
		want   string
	}{
		{made.Fields[2:4], "Hoody rotates none of this backend's credentials in place: a changed one replaces the backend."},
		{made.Fields[1:4], "`secret` is rotated in place: Hoody replaces it without disconnecting the backend." + compared},
		{made.Fields, "`id_of_key`, `secret` and `token` are rotated in place: Hoody replaces them without disconnecting the backend, " +
			"and those that change together in one step." + compared},
	} {
		if got := rotation(&catalog.Backend{Fields: c.fields}); got != c.want {
			t.Errorf("got  %s\nwant %s", got, c.want)
		}
	}
}

func TestPresetTable(t *testing.T) {
	t.Parallel()
	b := &catalog.Backend{
		Fields: []catalog.Field{{Name: "provider", Attr: "provider_type"}, {Name: "host"}},
		Presets: catalog.Presets{Fields: []string{"provider", "host"}, Of: []catalog.Preset{
			{Service: "One", Values: []string{"one", "<account>.example.com"}, Doc: "Much to say."}, {Service: "Two", Values: []string{"two", ""}},
		}},
	}
	const want = "| Service | `provider_type` | `host` |  |\n|---|---|---|---|\n" +
		"| One | `one` | `<account>.example.com` | Much to say. |\n| Two | `two` | not set |  |"
	if got := presetTable(b); got != want {
		t.Errorf("got\n%s", got)
	}
	if got := presetTable(made); got != "" {
		t.Errorf("got %s of none", got)
	}
}
