package api_test

import (
	"errors"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"github.com/hoody/terraform-provider-hoody/internal/catalog/services"
	"github.com/hoody/terraform-provider-hoody/internal/emulator"
	"github.com/hoody/terraform-provider-hoody/internal/engine"
	"github.com/hoody/terraform-provider-hoody/internal/engine/api"
)

// A mounted backend that Hoody refuses to disconnect stays, unless it was
// said that its mounts may go: then they go first, and only they.
func TestDisconnectMounted(t *testing.T) {
	t.Parallel()
	for name, unmount := range map[string]bool{"refused": false, "unmounted first": true} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			service := emulator.New(emulator.Options{RefuseMountedDisconnect: true, MountReads: 1})
			server := httptest.NewServer(service)
			t.Cleanup(server.Close)
			config := map[string]any{"account": "005a", "key": "K005"}
			mine, other := service.Add("b2", config), service.Add("b2", config)
			for _, id := range []string{mine, other} {
				service.Mount(id, "")
			}
			e, err := api.New(api.Options{Endpoint: server.URL})
			if err != nil {
				t.Fatal(err)
			}
			err = e.Disconnect(t.Context(), engine.Ref{ID: mine, Unmount: unmount, Spec: engine.Spec{Backend: services.ByName("b2")}})
			if !unmount {
				var refusal *engine.Error
				if !errors.As(err, &refusal) || !strings.Contains(refusal.Advice, "unmount_on_destroy = true") {
					t.Errorf("got %v, want advice to set unmount_on_destroy", err)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			var left []string
			for _, b := range service.Backends() {
				left = append(left, b.ID)
			}
			if !slices.Equal(left, []string{other}) || len(service.Mounts()) != 1 {
				t.Errorf("left %v with %d mounts, want %s with its mount", left, len(service.Mounts()), other)
			}
		})
	}
}
