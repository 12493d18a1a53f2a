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
	const refusal = "The embedded engine cannot prove Tape vault\nThe embedded engine has no client of the vault.\n" +
		"Connect the backend with the API engine, or set verify = \"none\" to do without a proof."
	for _, c := range []struct {
		name, engine string
		config       map[string]any
		want         string
	}{
		{"embedded", engine.Embedded, map[string]any{"room": "1"}, refusal},
		{"embedded, read", engine.Embedded, map[string]any{"room": "1", "verify": "read"}, refusal},
		{"embedded, without a proof", engine.Embedded, map[string]any{"room": "1", "verify": "none"}, ""},
		{"embedded, not known yet", engine.Embedded, map[string]any{"room": "1", "verify": tftypes.UnknownValue}, ""},
		{"API", engine.API, map[string]any{"room": "1"}, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			w := workshopWith(t, vault, c.engine)
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
