package api

import (
	"errors"
	"strings"
	"testing"

	"github.com/hoody/terraform-provider-hoody/internal/catalog"
	"github.com/hoody/terraform-provider-hoody/internal/catalog/services"
	"github.com/hoody/terraform-provider-hoody/internal/emulator"
	"github.com/hoody/terraform-provider-hoody/internal/engine"
)

// A service that quotes a part of a secret quotes the secret.
func TestTheKeyInAConnectionStringIsNotShown(t *testing.T) {
	t.Parallel()
	inWorld(t, settings{}, func(t *testing.T, w *world) {
		w.Plan(emulator.Fault{Method: "POST", Status: 400, Body: `{"success":false,"error":"decode account key of mystorage: illegal base64 data in 'c2VjcmV0LWtleQ=='"}`})
		ctx, logs := logged()
		_, err := w.engine.Connect(ctx, engine.Spec{Backend: services.ByName("azurefiles"), Values: catalog.Values{
			"share_name":        "s",
			"connection_string": "AccountName=mystorage;AccountKey=c2VjcmV0LWtleQ==;EndpointSuffix=core.windows.net",
		}})
		e, ok := errors.AsType[*engine.Error](err)
		if want := `Hoody answered 400 Bad Request to POST: "decode account key of mystorage: illegal base64 data in '***'".`; !ok || e.Message != want {
			t.Errorf("got %v, want %s", err, want)
		}
		if strings.Contains(logs.String(), "c2VjcmV0") {
			t.Errorf("the log shows the key:\n%s", logs)
		}
	})
}

// What a probe says can reach a state, and the service knows secrets that a
// refresh does not: those that were write-only.
func TestAProbeTellsNoSecretThatNobodyKnows(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, said, want string }{
		{"a SAS", "GET https://a.blob.core.windows.net/?sv=2022-11-02&sig=abc%2Fdefghij%3D: 403", "GET https://a.blob.core.windows.net/?sv=2022-11-02&sig=***: 403"},
		{"a header", "Authorization: Bearer ya29.abcdefgh was refused", "Authorization: *** was refused"},
		{"escapes of a terminal", "no\x1b[2J\u202eway", `no [2J\u202eway`},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			inWorld(t, settings{}, func(t *testing.T, w *world) {
				id := w.Add("azureblob", nil)
				w.SetProbe(func(string, map[string]any) error { return errors.New(c.said) })
				probe, err := w.engine.Test(t.Context(), engine.Ref{ID: id})
				if err != nil || !strings.Contains(probe.Message, c.want) {
					t.Errorf("got %q, %v, want %q", probe.Message, err, c.want)
				}
			})
		})
	}
}
