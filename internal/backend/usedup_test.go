package backend_test

import (
	"testing"

	"github.com/hoody/terraform-provider-hoody/internal/catalog"
)

// A backend that is replaced with a token that Hoody has used up would connect nothing.
func TestReplacementWithATokenForOneUse(t *testing.T) {
	t.Parallel()
	const (
		old     = `{"access_token":"old","refresh_token":"old"}`
		other   = `{"access_token":"new","refresh_token":"new"}`
		warning = " may be used up\nBackend bck_5ca1ab1e5ca1ab1e is replaced with the token that it was connected with. Hoody has renewed it since, " +
			"and what Tape vault has of it may have been good for one use.\nAuthorize once more, and set "
	)
	vault := &catalog.Backend{Name: "tape-vault", Title: "Tape vault", Doc: "Tapes in a vault.", Fields: []catalog.Field{
		{Name: "room", Required: true, Doc: "Where the vault is."},
		{Name: "token", Kind: catalog.Token, Secret: true, Rotates: true, OneUse: true, Doc: "What opens it."},
	}}
	for _, c := range []struct {
		name          string
		before, after map[string]any
		want          string
	}{
		{"the same", map[string]any{"room": "1", "token": old}, map[string]any{"room": "2", "token": old},
			"token" + warning + "token to the new token before you apply."},
		{"the same, write-only", map[string]any{"room": "1", "token_wo": old}, map[string]any{"room": "2", "token_wo": old},
			"token_wo" + warning + "token_wo to the new token before you apply."},
		{"another", map[string]any{"room": "1", "token": old}, map[string]any{"room": "2", "token": other}, ""},
		{"another, write-only", map[string]any{"room": "1", "token_wo": old}, map[string]any{"room": "2", "token_wo": other}, ""},
		{"none", map[string]any{"room": "1"}, map[string]any{"room": "2"}, ""},
		{"rotated in place", map[string]any{"room": "1", "token": old}, map[string]any{"room": "1", "token": other}, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			w := workshopOf(t, vault)
			state := w.create(t, c.before)
			if got := said(w.planOver(t, state.value, c.after, state.private).Diagnostics); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}
