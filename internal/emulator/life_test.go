package emulator

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/hoody/terraform-provider-hoody/internal/facts"
)

// Every service that a dialect has, with a value in every field of it, is
// connected, read, tested, rotated, mounted, unmounted and disconnected.
func TestEveryServiceLivesItsWholeLife(t *testing.T) {
	t.Parallel()
	for dialect, v := range map[Dialect]facts.Version{Page: facts.August, October: facts.October} {
		lives := 0
		for _, f := range facts.In(v) {
			lives++
			t.Run(speeches[dialect].name+"/"+f.Name, func(t *testing.T) {
				t.Parallel()
				s, h := start(t, Options{Dialect: dialect})
				wholeLife(t, s, h, f.Name, f.FieldsIn(v))
			})
		}
		if want := map[Dialect]int{Page: 62, October: 49}[dialect]; lives != want {
			t.Errorf("%s has %d services, want %d", speeches[dialect].name, lives, want)
		}
	}
}

func wholeLife(t *testing.T, s *Server, h *httptest.Server, name string, fields []facts.Field) {
	t.Helper()
	must := func(status int, method, path, body string) {
		t.Helper()
		if got, text := send(t, h, method, "/api/v1"+path, body); got != status {
			t.Fatalf("%s %s: %d %s, want %d", method, path, got, text, status)
		}
	}
	everything, credentials := map[string]any{}, map[string]any{}
	for _, f := range fields {
		everything[f.Name] = filled(f)
		if f.Rotates {
			credentials[f.Name] = "new"
		}
	}
	must(http.StatusCreated, "POST", "/backends/"+name, text(everything))
	b := s.Backends()[0]
	if b.Provider != name || len(b.Config) != len(fields) {
		t.Errorf("%s has %d fields, want %d", b.Provider, len(b.Config), len(fields))
	}
	must(http.StatusOK, "GET", "/backends", "")
	must(http.StatusOK, "GET", "/backends/"+b.ID, "")
	must(http.StatusOK, "GET", "/backends/"+b.ID+"/test", "")
	if len(credentials) > 0 {
		must(http.StatusOK, "PUT", "/backends/"+b.ID, text(credentials))
	}
	for field := range credentials {
		if got := s.Backends()[0].Config[field]; got != "new" {
			t.Errorf("%s is %v after the rotation", field, got)
		}
	}
	must(http.StatusCreated, "POST", "/mounts", text(map[string]any{"backend_id": b.ID, "mount_path": "data"}))
	must(http.StatusOK, "GET", "/mounts/"+s.Mounts()[0].ID, "")
	if status, body := send(t, h, "DELETE", "/api/v1/mounts/"+s.Mounts()[0].ID, ""); status/100 != 2 {
		t.Errorf("unmounted: %d %s", status, body)
	}
	if status, body := send(t, h, "DELETE", "/api/v1/backends/"+b.ID, ""); status/100 != 2 || len(s.Backends()) != 0 {
		t.Errorf("disconnected: %d %s", status, body)
	}
}

// filled is a value that a field takes.
func filled(f facts.Field) any {
	switch {
	case f.TriState():
		return "true"
	case len(f.OneOf) > 0:
		return f.OneOf[0]
	case f.Type == "boolean":
		return true
	case f.Type == "integer":
		return 7
	}
	return strings.ToUpper(f.Name)
}

func text(v any) string {
	raw, err := json.Marshal(v)
	if err != nil {
		panic(err) // strings, numbers and booleans
	}
	return string(raw)
}
