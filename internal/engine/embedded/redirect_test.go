package embedded

import (
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/hoody/terraform-provider-hoody/internal/catalog"
	"github.com/hoody/terraform-provider-hoody/internal/catalog/services"
	"github.com/hoody/terraform-provider-hoody/internal/engine"
)

// A storage that redirects gets Google's token for itself and for no other host,
// whichever way the token came about.
func TestGooglesTokenFollowsNoRedirect(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name   string
		values catalog.Values
	}{
		{"an access token", catalog.Values{"access_token": "ya29.canary"}},
		{"a token of OAuth", catalog.Values{"token": `{"access_token":"ya29.canary","token_type":"Bearer","expiry":"2999-01-02T03:04:05Z"}`}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			other := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
				t.Errorf("another host got %s with %q", r.URL, r.Header.Get("Authorization"))
			}))
			t.Cleanup(other.Close)
			asked := make(chan string, 10)
			storage := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				asked <- r.Header.Get("Authorization")
				http.Redirect(w, r, other.URL+r.URL.Path, http.StatusTemporaryRedirect)
			}))
			t.Cleanup(storage.Close)
			c.values["endpoint"], c.values["project_number"] = storage.URL, "1"
			e := New(Options{Children: 1})
			t.Cleanup(func() { _ = e.Close() })
			_, err := e.Connect(t.Context(), engine.Spec{Backend: services.ByName("google-cloud-storage"), Values: c.values})
			refusal, ok := errors.AsType[*engine.Error](err)
			host := strings.TrimPrefix(other.URL, "http://")
			want := "the storage redirects to another host, " + host + ", which was not followed: the token would go along."
			if !ok || !strings.Contains(refusal.Message, want) || strings.Contains(err.Error(), "canary") {
				t.Errorf("got %v, want %s", err, want)
			}
			if got := <-asked; got != "Bearer ya29.canary" || len(asked) > 0 {
				t.Errorf("the storage got %q and %d requests more", got, len(asked))
			}
		})
	}
}
