package backend_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/hoody/terraform-provider-hoody/internal/catalog"
)

// A backend that is replaced with a token that Hoody has used up would connect nothing.
func TestReplacementWithATokenForOneUse(t *testing.T) {
	t.Parallel()
	const (
		old      = `{"access_token":"old","refresh_token":"old"}`
		other    = `{"access_token":"new","refresh_token":"new"}`
		replaced = " may be used up\nBackend bck_5ca1ab1e5ca1ab1e is replaced with the %s that it was connected with. Hoody has renewed it since, and " +
			"what Tape vault has of it may have been good for one use.\nAuthorize again, and set %s to the result before you apply."
		code = "code may be used up\nBackend bck_5ca1ab1e5ca1ab1e is replaced, which signs in again, and a code is good for one sign-in.\n" +
			"Set code to a new code right before you apply."
	)
	warning := func(field, attribute string) string { return attribute + fmt.Sprintf(replaced, field, attribute) }
	for _, c := range []struct {
		name          string
		before, after map[string]any
		want          string
	}{
		{"the same", map[string]any{"room": "1", "token": old}, map[string]any{"room": "2", "token": old}, warning("token", "token")},
		{"the same, write-only", map[string]any{"room": "1", "token_wo": old}, map[string]any{"room": "2", "token_wo": old},
			warning("token", "token_wo")},
		{"the same, written otherwise", map[string]any{"room": "1", "token": old},
			map[string]any{"room": "2", "token": `{"refresh_token": "old", "access_token": "old"}`}, warning("token", "token")},
		{"moved to its twin", map[string]any{"room": "1", "token": old}, map[string]any{"room": "2", "token_wo": old},
			warning("token", "token_wo")},
		{"moved from its twin", map[string]any{"room": "1", "token_wo": old}, map[string]any{"room": "2", "token": old},
			warning("token", "token")},
		{"another", map[string]any{"room": "1", "token": old}, map[string]any{"room": "2", "token": other}, ""},
		{"another, write-only", map[string]any{"room": "1", "token_wo": old}, map[string]any{"room": "2", "token_wo": other}, ""},
		{"none", map[string]any{"room": "1"}, map[string]any{"room": "2"}, ""},
		{"none any more", map[string]any{"room": "1", "token": old}, map[string]any{"room": "2"}, ""},
		{"rotated in place", map[string]any{"room": "1", "token": old}, map[string]any{"room": "1", "token": other}, ""},
		{"a session, which no token document is", map[string]any{"room": "1", "session": "s"}, map[string]any{"room": "2", "session": "s"},
			warning("session", "session")},
		{"a code", map[string]any{"room": "1", "code": "123456"}, map[string]any{"room": "2", "code": "123456"}, code},
		{"a code, and nothing changes", map[string]any{"room": "1", "code": "123456"}, map[string]any{"room": "1", "code": "654321"}, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			w := workshopOf(t, fragile)
			state := w.create(t, c.before)
			if got := said(w.planOver(t, state.value, c.after, state.private).Diagnostics); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

// fragile is a backend with all that is good for one use.
var fragile = &catalog.Backend{Name: "tape-vault", Title: "Tape vault", Doc: "Tapes in a vault.", Fields: []catalog.Field{
	{Name: "room", Required: true, Doc: "Where the vault is."},
	{Name: "token", Kind: catalog.Token, Secret: true, Rotates: true, OneUse: true, Doc: "What opens it."},
	{Name: "session", Secret: true, OneUse: true, Doc: "What keeps it open."},
	{Name: "code", Secret: true, Code: true, Doc: "What opens it once."},
}}

// knowing is a private state whose memory says more.
func knowing(t *testing.T, private []byte, more string) []byte {
	t.Helper()
	kept := map[string][]byte{}
	if err := json.Unmarshal(private, &kept); err != nil {
		t.Fatal(err)
	}
	remembered := strings.TrimSuffix(string(kept["memory"]), "}")
	if remembered == string(kept["memory"]) {
		t.Fatalf("no memory in %s", private)
	}
	kept["memory"] = []byte(remembered + "," + more + "}")
	return raw(t, map[string]any{"memory": kept["memory"]})
}

// What is good for one use is not sent after an import, or Hoody would lose what it has
// renewed it to; a new one that comes later is.
func TestImportSendsNothingThatIsGoodForOneUse(t *testing.T) {
	t.Parallel()
	const old, other = `{"access_token":"old","refresh_token":"old"}`, `{"access_token":"new","refresh_token":"new"}`
	for _, name := range []string{"token", "token_wo"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := workshopOf(t, fragile)
			state := w.create(t, map[string]any{"room": "1"})
			state.private = knowing(t, state.private, `"imported":true`)

			config := map[string]any{"room": "1", name: old}
			want := name + " is recorded, and not sent\nHoody may have renewed what the imported backend bck_5ca1ab1e5ca1ab1e signs in with, and would lose " +
				"that.\nIf the backend needs a new one: authorize again after this apply, and set " + name + " to the result."
			if got := said(w.planOver(t, state.value, config, state.private).Diagnostics); got != want {
				t.Errorf("got  %s\nwant %s", got, want)
			}
			planned, replaced := w.change(t, state.value, config, state.private)
			state = w.update(t, state, planned, config)
			if len(replaced) > 0 || len(w.engine.rotated) > 0 {
				t.Errorf("replaced for %s, sent %v", replaced, w.engine.rotated)
			}
			if planned, _ := w.change(t, state.value, config, state.private); !planned.value.Equal(state.value) {
				t.Errorf("the next plan has %s", planned.value)
			}

			config[name] = other
			if got := said(w.planOver(t, state.value, config, state.private).Diagnostics); got != "" {
				t.Errorf("a new one: said %s", got)
			}
			planned, _ = w.change(t, state.value, config, state.private)
			w.update(t, state, planned, config)
			if got := w.engine.rotated; len(got) != 1 || len(got[0]) != 1 || *got[0]["token"] != other {
				t.Errorf("a new one: sent %v", got)
			}
		})
	}
}

// A rotation without an answer is sent again, which the plan says may be too late.
func TestDoubtOfWhatIsGoodForOneUse(t *testing.T) {
	t.Parallel()
	w := workshopOf(t, fragile)
	config := map[string]any{"room": "1", "token": `{"access_token":"old","refresh_token":"old"}`}
	state := w.create(t, config)
	state.private = knowing(t, state.private, `"doubt":["token"]`)
	const want = "token may be used up\nThe rotation of backend bck_5ca1ab1e5ca1ab1e got no answer, and the apply sends token again. If Hoody got it the " +
		"first time, it may have renewed it since.\nAuthorize again, and set token to the result before you apply."
	if got := said(w.planOver(t, state.value, config, state.private).Diagnostics); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}
