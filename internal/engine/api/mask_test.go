package api

import (
	"encoding/base64"
	"errors"
	"fmt"
	"net/http"
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

// What a probe says can reach a state, and Hoody knows secrets that a
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

// A person or a gateway may have put a user into an address. What Hoody says of
// it hides the password, or what stands alone, as a token does, in the container's
// address as well.
func TestAUserInAnAddressIsNotShown(t *testing.T) {
	t.Parallel()
	const canary = "canary-5f0e"
	for name, options := range map[string]Options{
		"a password":             {Endpoint: "http://ci:" + canary + "@127.0.0.1"},
		"a token":                {Endpoint: "http://" + canary + "@127.0.0.1/"},
		"a password, escaped":    {Endpoint: "http://ci:canary%2D5f0e@127.0.0.1"},
		"in a container's":       {Endpoint: "unused", Token: "account-token", Container: &Container{ID: "up", ControlPlane: "http://127.0.0.1", Template: "http://ci:" + canary + "@127.0.0.1/{container_id}"}},
		"alone in a container's": {Endpoint: "unused", Token: "account-token", Container: &Container{ID: "up", ControlPlane: "http://127.0.0.1", Template: "http://" + canary + "@127.0.0.1/{container_id}"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			account := emulator.NewAccount("account-token", emulator.Options{}, emulator.Container{ID: "up", Project: "p1", Server: "node-1", Status: "running"})
			repeats := func(http.Handler) http.Handler {
				return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
					if r.URL.Path == "/api/v1/containers/up" {
						account.ServeHTTP(w, r)
						return
					}
					user, password, _ := r.BasicAuth()
					w.Header().Set("Content-Type", "application/json")
					w.WriteHeader(http.StatusBadRequest)
					fmt.Fprintf(w, `{"success":false,"error":"no %s, %s, %s"}`, user, password, r.Header.Get("Authorization"))
				})
			}
			inWorld(t, settings{options: options, wrap: repeats}, func(t *testing.T, w *world) {
				ctx, logs := logged()
				_, err := w.engine.List(ctx)
				if err == nil || !strings.Contains(err.Error(), "***") {
					t.Errorf("got %v, want an error that hides", err)
				}
				w.refuse = 1000
				_, refused := w.engine.List(ctx)
				for _, shown := range []string{fmt.Sprint(err), fmt.Sprint(refused), logs.String()} {
					for _, spelling := range []string{canary, base64.StdEncoding.EncodeToString([]byte("ci:" + canary)), base64.StdEncoding.EncodeToString([]byte(canary + ":"))} {
						if strings.Contains(shown, spelling) {
							t.Errorf("%q is shown in %s", spelling, shown)
						}
					}
				}
			})
		})
	}
}
