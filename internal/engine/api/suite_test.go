package api_test

import (
	"errors"
	"net/http/httptest"
	"testing"

	"github.com/hoody/terraform-provider-hoody/internal/catalog"
	"github.com/hoody/terraform-provider-hoody/internal/catalog/services"
	"github.com/hoody/terraform-provider-hoody/internal/emulator"
	"github.com/hoody/terraform-provider-hoody/internal/engine"
	"github.com/hoody/terraform-provider-hoody/internal/engine/api"
	"github.com/hoody/terraform-provider-hoody/internal/engine/enginetest"
)

func TestSuite(t *testing.T) {
	t.Parallel()
	for name, options := range map[string]emulator.Options{
		"page":      {Dialect: emulator.Page, Token: "the-token"},
		"enveloped": {Dialect: emulator.Page, Enveloped: true},
		"2026-10":   {Dialect: emulator.October},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			service := emulator.New(options)
			service.SetProbe(func(_ string, config map[string]any) error {
				if config["secret_access_key"] != "right" {
					return errors.New("Invalid AWS credentials")
				}
				return nil
			})
			server := httptest.NewServer(service)
			t.Cleanup(server.Close)
			e, err := api.New(api.Options{Endpoint: server.URL, Token: options.Token})
			if err != nil {
				t.Fatal(err)
			}
			enginetest.Run(t, enginetest.Case{
				Engine: e,
				Spec: engine.Spec{Backend: services.ByName("s3"), Values: catalog.Values{
					"endpoint": "s3.us-east-1.amazonaws.com", "access_key_id": "AKIAIOSFODNN7EXAMPLE", "secret_access_key": "right",
				}},
				Credential: "secret_access_key",
				WrongValue: "wrong-secret-2b7f",
			})
		})
	}
}
