package backend_test

import (
	"maps"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/hoody/terraform-provider-hoody/internal/catalog"
)

// A code for one sign-in is sent when the backend is connected. Neither plan nor state has
// it, and another one, or none, is no change afterwards.
func TestCodeForOneSignIn(t *testing.T) {
	t.Parallel()
	vault := &catalog.Backend{Name: "tape-vault", Title: "Tape vault", Doc: "Tapes in a vault.", Fields: []catalog.Field{
		{Name: "room", Required: true, Doc: "Where the vault is."},
		{Name: "pin", Secret: true, Rotates: true, Doc: "What opens it."},
		{Name: "2fa", Attr: "two_factor_code", Secret: true, Code: true, Doc: "What the guard asks for."},
	}}
	w := workshopOf(t, vault)
	if w.shape.AttributeTypes["two_factor_code_wo"] != nil {
		t.Error("the code has a twin")
	}
	state := w.create(t, map[string]any{"room": "1", "pin": "1234", "two_factor_code": "424242"})
	want := catalog.Values{"room": "1", "pin": "1234", "2fa": "424242"}
	if len(w.engine.connected) != 1 || !maps.Equal(w.engine.connected[0].Values, want) {
		t.Errorf("connected %+v", w.engine.connected)
	}
	attributes := map[string]tftypes.Value{}
	if err := state.value.As(&attributes); err != nil {
		t.Fatal(err)
	}
	if !attributes["two_factor_code"].IsNull() {
		t.Error("the state has the code")
	}
	for name, config := range map[string]map[string]any{
		"the same": {"room": "1", "pin": "1234", "two_factor_code": "424242"},
		"another":  {"room": "1", "pin": "1234", "two_factor_code": "171717"},
		"none":     {"room": "1", "pin": "1234"},
		"unknown":  {"room": "1", "pin": "1234", "two_factor_code": tftypes.UnknownValue},
	} {
		planned, replaced := w.change(t, state.value, config, state.private)
		if !planned.value.Equal(state.value) || len(replaced) > 0 {
			t.Errorf("%s: a change is planned, and a replacement for %s", name, replaced)
		}
	}
	_, replaced := w.change(t, state.value, map[string]any{"room": "1", "pin": "5678", "two_factor_code": "171717"}, state.private)
	if len(replaced) > 0 {
		t.Errorf("another pin is rotated, and replaces for %s", replaced)
	}
}
