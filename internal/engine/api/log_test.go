package api

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/hoody/terraform-provider-hoody/internal/catalog"
	"github.com/hoody/terraform-provider-hoody/internal/catalog/services"
	"github.com/hoody/terraform-provider-hoody/internal/emulator"
	"github.com/hoody/terraform-provider-hoody/internal/engine"
	"github.com/hoody/terraform-provider-hoody/internal/facts"
)

// canaries are a value for every secret field of a backend, none a part of
// another, with characters that some encodings change.
func canaries(b *catalog.Backend) map[string]string {
	all := map[string]string{}
	for _, f := range b.Fields {
		if f.Secret {
			all[f.Name] = "canary/" + f.Name + "+\"of\" " + b.Name
		}
	}
	return all
}

// flies looks for a canary in a text, in any of its encodings.
func flies(text, canary string) bool {
	quoted, _ := json.Marshal(canary)
	twice, _ := json.Marshal(string(quoted))
	for _, form := range []string{
		canary,
		strings.Trim(string(quoted), `"`),
		strings.Trim(string(twice), `"`),
		url.QueryEscape(canary),
		url.PathEscape(canary),
		fmt.Sprintf("%q", canary),
	} {
		if strings.Contains(text, form) {
			return true
		}
	}
	return false
}

// echo answers every request by quoting it whole, in several ways.
func echo(status int) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			var body map[string]any
			_ = json.NewDecoder(r.Body).Decode(&body)
			if r.Method == http.MethodGet {
				next.ServeHTTP(w, r)
				return
			}
			text := fmt.Sprintf("cannot use %v, that is %q; token %s, gate %s, host %s", body, body, r.Header.Get("Authorization"), r.Header.Get("X-Gate"), r.Host)
			for _, v := range body {
				text += fmt.Sprintf(" %s", url.QueryEscape(fmt.Sprint(v)))
			}
			w.WriteHeader(status)
			_ = json.NewEncoder(w).Encode(map[string]any{"success": false, "error": text, "config": body, "nested": map[string]any{"said": []string{text}}})
		})
	}
}

// TestNoCanaryFlies runs a life with every secret field of every backend, well
// and with services that echo what they were sent, and looks at all logs and
// errors.
func TestNoCanaryFlies(t *testing.T) {
	t.Parallel()
	secrets := 0
	echoes := []int{400, 502, 201}
	for i, b := range services.All() {
		cages := canaries(b)
		secrets += len(cages)
		// What is hidden is the same whatever the status, so each backend meets one.
		status := echoes[i%len(echoes)]
		worlds := map[string]func(http.Handler) http.Handler{fmt.Sprintf("echo %d", status): echo(status)}
		if status == echoes[0] {
			worlds["well"] = nil
		}
		for name, wrap := range worlds {
			t.Run(b.Name+"/"+name, func(t *testing.T) {
				t.Parallel()
				s := settings{wrap: wrap, options: Options{
					Endpoint: "http://secret-canary-kit.localhost/canary-base-path",
					Token:    "canary-token", Headers: map[string]string{"X-Gate": "canary-gate"},
				}}
				s.service = emulator.Options{Prefix: "/canary-base-path", Token: "canary-token"}
				inWorld(t, s, func(t *testing.T, w *world) {
					ctx, logs := logged()
					texts := life(ctx, w, b, cages)
					texts += logs.String()
					if !strings.Contains(logs.String(), `"@level":"trace"`) || !strings.Contains(logs.String(), "exchange") {
						t.Fatal("nothing was logged")
					}
					for field, canary := range cages {
						if flies(texts, canary) {
							t.Errorf("%s is shown:\n%s", field, texts)
						}
					}
					for _, canary := range []string{"canary-token", "canary-gate", "canary-base-path"} {
						if strings.Contains(texts, canary) {
							t.Errorf("%s is shown:\n%s", canary, texts)
						}
					}
				})
			})
		}
	}
	if want := facts.TotalOf(services.Names()).Secrets; secrets != want {
		t.Errorf("%d secret fields, and %d are documented", secrets, want)
	}
}

// life connects, reads, rotates and disconnects a backend, and returns all that
// a person is told.
func life(ctx context.Context, w *world, b *catalog.Backend, secrets map[string]string) string {
	values, rotated := catalog.Values{}, map[string]*string{}
	for _, f := range b.Fields {
		secret, ok := secrets[f.Name]
		switch {
		case ok:
			values[f.Name] = secret
			if f.Rotates {
				rotated[f.Name] = &secret
			}
		case f.Required:
			values[f.Name] = "value"
		}
	}
	s := engine.Spec{Backend: b, Values: values}
	w.Plan(emulator.Fault{Method: "POST", Kind: emulator.Cut}, emulator.Fault{Method: "GET", Kind: emulator.Garble})
	r, err := w.engine.Connect(ctx, s)
	texts := told(r, err)
	if r.ID == "" {
		r.ID = w.Add(b.Name, map[string]any{})
	}
	_, inspected := w.engine.Inspect(ctx, refOf(r, s))
	w.SetProbe(func(_ string, config map[string]any) error { return fmt.Errorf("cannot use %v", config) })
	return texts + told(r, errors.Join(inspected, w.engine.Rotate(ctx, engine.Ref{ID: r.ID, Spec: engine.Spec{Backend: b}}, rotated), w.engine.Disconnect(ctx, refOf(r, s))))
}

func TestCallIsLoggedOnce(t *testing.T) {
	t.Parallel()
	inWorld(t, settings{}, func(t *testing.T, w *world) {
		ctx, logs := logged()
		w.Plan(emulator.Fault{Status: 500, Times: 2})
		if err := w.engine.Disconnect(ctx, engine.Ref{ID: w.Add("b2", nil), Unmount: true}); err != nil {
			t.Fatal(err)
		}
		var lines []map[string]any
		for line := range strings.Lines(logs.String()) {
			var l map[string]any
			if err := json.Unmarshal([]byte(line), &l); err != nil {
				t.Fatal(err)
			}
			if l["@level"] == "debug" {
				lines = append(lines, l)
			}
		}
		if len(lines) != 1 {
			t.Fatalf("%d lines:\n%s", len(lines), logs)
		}
		l := lines[0]
		if l["@module"] != "provider.api" || l["method"] != "DELETE" || l["path"] != "/api/v1/backends/"+strings.TrimPrefix(w.Requests()[0].Path, "/api/v1/backends/") ||
			l["status"] != 200.0 || l["tries"] != 3.0 || l["duration_ms"].(float64) < 1500 {
			t.Errorf("%v", l)
		}
	})
}
