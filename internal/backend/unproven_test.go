package backend_test

import (
	"maps"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/hoody/terraform-provider-hoody/internal/catalog"
	"github.com/hoody/terraform-provider-hoody/internal/engine"
)

// What the embedded engine has no client of fails in the plan, and not in the apply; but
// where nobody is to be asked, or with the API, which has one.
func TestPlanOfWhatCannotBeProven(t *testing.T) {
	t.Parallel()
	vault := &catalog.Backend{
		Name: "tape-vault", Title: "Tape vault", Doc: "Tapes in a vault.", Proves: catalog.Unproven,
		Verified: "The embedded engine has no client of the vault.",
		Fields:   []catalog.Field{{Name: "room", Required: true, Doc: "Where the vault is."}},
	}
	// One way to open it, of two.
	door := &catalog.Backend{
		Name: "tape-vault", Title: "Tape vault", Doc: "Tapes in a vault.",
		Fields: []catalog.Field{
			{Name: "room", Required: true, Doc: "Where the vault is."},
			{Name: "pin", Doc: "What opens it."}, {Name: "card", Doc: "What opens it too."},
		},
		Ways: []catalog.Way{
			{Name: "Card", Fields: []string{"card"}, With: []string{"pin"}},
			{Name: "Pin", Fields: []string{"pin"}, Unproven: "The embedded engine has no client of the vault."},
		},
	}
	const refusal = "Credentials not verified\nThe embedded engine cannot prove Tape vault.\n" +
		"The embedded engine has no client of the vault. Connect the backend with the API engine. " +
		"To do without a proof, set verify = \"none\"."
	for _, c := range []struct {
		name, engine string
		backend      *catalog.Backend
		config       map[string]any
		want         string
	}{
		{"embedded", engine.Embedded, vault, map[string]any{"room": "1"}, refusal},
		{"embedded, read", engine.Embedded, vault, map[string]any{"room": "1", "verify": "read"}, refusal},
		{"embedded, without a proof", engine.Embedded, vault, map[string]any{"room": "1", "verify": "none"}, ""},
		{"embedded, not known yet", engine.Embedded, vault, map[string]any{"room": "1", "verify": tftypes.UnknownValue}, ""},
		{"API", engine.API, vault, map[string]any{"room": "1"}, ""},
		{"a way", engine.Embedded, door, map[string]any{"room": "1", "pin": "1234"}, refusal},
		{"a way, without a proof", engine.Embedded, door, map[string]any{"room": "1", "pin": "1234", "verify": "none"}, ""},
		{"another way", engine.Embedded, door, map[string]any{"room": "1", "card": "c"}, ""},
		{"a way that goes with another", engine.Embedded, door, map[string]any{"room": "1", "card": "c", "pin": "1234"}, ""},
		{"a way that may be another", engine.Embedded, door, map[string]any{"room": "1", "card": tftypes.UnknownValue, "pin": "1234"}, ""},
		{"a way, with the API", engine.API, door, map[string]any{"room": "1", "pin": "1234"}, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			w := workshopWith(t, c.backend, c.engine)
			nothing := tftypes.NewValue(w.shape, nil)
			if got := said(w.planOver(t, nothing, c.config, nil).Diagnostics); got != c.want {
				t.Errorf("a new one: got %s", got)
			}
			without := maps.Clone(c.config)
			without["verify"] = "none"
			state := w.create(t, without)
			c.config["room"] = "2"
			if got := said(w.planOver(t, state.value, c.config, state.private).Diagnostics); got != c.want {
				t.Errorf("a changed one: got %s", got)
			}
		})
	}
}
