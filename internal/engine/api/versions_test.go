package api

import (
	"errors"
	"testing"

	"github.com/hoody/terraform-provider-hoody/internal/catalog"
	"github.com/hoody/terraform-provider-hoody/internal/catalog/services"
	"github.com/hoody/terraform-provider-hoody/internal/emulator"
	"github.com/hoody/terraform-provider-hoody/internal/engine"
)

// A refusal that is about the version of Hoody names the version, and what to
// use there.
func TestVersionsRefuse(t *testing.T) {
	t.Parallel()
	const (
		correct = "Correct the backend's configuration; nothing was connected."
		envAuth = "env_auth: Version 2026-10 of Hoody accepts only `false`. " +
			"Set `access_key_id` and `secret_access_key`, with `role_arn` for a role."
		profile = "profile: Withdrawn in version 2026-10 of Hoody. " +
			"Set `access_key_id` and `secret_access_key`, with `role_arn` for a role."
	)
	ambient := catalog.Values{"endpoint": "s3.example", "env_auth": true, "profile": "ci"}
	for _, c := range []struct {
		name, backend string
		values        catalog.Values
		said          string
		want          engine.Error
	}{
		{
			"a withdrawn field, by name", "s3", ambient, "Unknown field 'profile'",
			engine.Error{Field: "profile", Message: `Hoody answered 400 Bad Request to POST: "Unknown field 'profile'".`, Advice: profile + " Nothing was connected."},
		},
		{
			"a field that is only false, as a word", "s3", ambient, "env_auth must be false",
			engine.Error{Field: "env_auth", Message: `Hoody answered 400 Bad Request to POST: "env_auth must be false".`, Advice: envAuth + " Nothing was connected."},
		},
		{
			"both by name", "s3", ambient, "profile and env_auth are not supported",
			engine.Error{Message: `Hoody answered 400 Bad Request to POST: "profile and env_auth are not supported".`, Advice: envAuth + " " + profile + " Nothing was connected."},
		},
		{
			"no name", "s3", ambient, "Invalid request body",
			engine.Error{Message: `Hoody answered 400 Bad Request to POST: "Invalid request body".`, Advice: envAuth + " " + profile + " Nothing was connected."},
		},
		{
			"what is only false, and is", "s3", catalog.Values{"endpoint": "s3.example", "env_auth": false}, "Invalid credentials",
			engine.Error{Message: `Hoody answered 400 Bad Request to POST: "Invalid credentials".`, Advice: correct},
		},
		{
			"a way to sign in that is left out", "oracleobjectstorage",
			catalog.Values{"provider": "user_principal_auth", "namespace": "n", "region": "r"}, "Field 'provider' does not take 'user_principal_auth'",
			engine.Error{
				Field: "provider", Message: `Hoody answered 400 Bad Request to POST: "Field 'provider' does not take 'user_principal_auth'".`,
				Advice: "provider_type: Version 2026-10 of Hoody accepts only `no_auth`. For anything but public buckets, use " +
					"`hoody_backend_s3` with Oracle's S3-compatible endpoint and a customer secret key. Nothing was connected.",
			},
		},
		{
			"the way that is left", "oracleobjectstorage", catalog.Values{"provider": "no_auth", "namespace": "n", "region": "r"}, "No such namespace",
			engine.Error{Message: `Hoody answered 400 Bad Request to POST: "No such namespace".`, Advice: correct},
		},
		{
			"a new field, at an old service", "s3", catalog.Values{"endpoint": "s3.example", "object_lock_mode": "GOVERNANCE"},
			"Unknown field 'object_lock_mode'",
			engine.Error{
				Field: "object_lock_mode", Message: `Hoody answered 400 Bad Request to POST: "Unknown field 'object_lock_mode'".`,
				Advice: "object_lock_mode: Added in version 2026-10 of Hoody. Nothing was connected.",
			},
		},
		{
			"a new field is not to blame for everything", "s3", catalog.Values{"endpoint": "s3.example", "object_lock_mode": "GOVERNANCE"},
			"Invalid credentials",
			engine.Error{Message: `Hoody answered 400 Bad Request to POST: "Invalid credentials".`, Advice: correct},
		},
		{
			"no endpoint, at an old service", "s3", catalog.Values{"region": "eu-west-1"}, "Field 'endpoint' is required",
			engine.Error{
				Field: "endpoint", Message: `Hoody answered 400 Bad Request to POST: "Field 'endpoint' is required".`,
				Advice: "endpoint: An empty text (`\"\"`) is not sent and means AWS's own endpoint of the `region`, which Hoody accepts from version 2026-10 on. Nothing was connected.",
			},
		},
		{
			"no address, at a new service", "sia", catalog.Values{"api_password": "pa55w0rd"}, "Field 'api_url' is required",
			engine.Error{
				Field: "api_url", Message: `Hoody answered 400 Bad Request to POST: "Field 'api_url' is required".`,
				Advice: "api_url: Version 2026-10 of Hoody requires it. Nothing was connected.",
			},
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			refusedConnect(t, c.backend, c.values, emulator.Fault{Status: 400, Body: `{"success":false,"error":"` + c.said + `"}`}, c.want)
		})
	}
}

// A 404 to a connect says that Hoody has no such type of backend.
func TestServiceWithoutTheBackend(t *testing.T) {
	t.Parallel()
	const storj = "Withdrawn in version 2026-10 of Hoody, which keeps existing backends but no longer connects them. " +
		"Use `hoody_backend_s3` with Storj's S3-compatible gateway: `provider_type = \"Storj\"`, " +
		"`endpoint = \"gateway.storjshare.io\"` and S3 credentials made in the Storj console."
	for _, c := range []struct {
		name, backend, body string
		want                engine.Error
	}{
		{
			"withdrawn", "storj", `{"success":false,"error":"Not found"}`,
			engine.Error{Message: `Hoody has no backend type storj. Hoody answered 404 Not Found to POST: "Not found".`, Advice: storj},
		},
		{
			"withdrawn, under its old name", "tardigrade", `{"statusCode":404,"message":"Cannot POST"}`,
			engine.Error{Message: `Hoody has no backend type tardigrade. Hoody answered 404 Not Found to POST: "Cannot POST".`, Advice: storj},
		},
		{
			"withdrawn, without a word", "storj", "",
			engine.Error{Message: "Hoody has no backend type storj.", Advice: storj},
		},
		{
			"of all versions", "s3", `{"success":false,"error":"Not found"}`,
			engine.Error{
				Message: `Hoody has no backend type s3. Hoody answered 404 Not Found to POST: "Not found".`,
				Advice:  "Check the endpoint, and the version of Hoody that answers there.",
			},
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			refusedConnect(t, c.backend, catalog.Values{"description": "one"}, emulator.Fault{Status: 404, Body: c.body}, c.want)
		})
	}
}

func refusedConnect(t *testing.T, backend string, values catalog.Values, fault emulator.Fault, want engine.Error) {
	t.Helper()
	inWorld(t, settings{}, func(t *testing.T, w *world) {
		fault.Method = "POST"
		w.Plan(fault)
		_, err := w.engine.Connect(t.Context(), engine.Spec{Backend: services.ByName(backend), Values: values})
		e, ok := errors.AsType[*engine.Error](err)
		if !ok || *e != want {
			t.Errorf("got  %#v\nwant %#v", err, &want)
		}
		w.expectCalls(t, anyBackend, "POST /backends/"+backend)
	})
}

// A credential that only a later version rotates is refused with that reason.
func TestCredentialsThatRotateLater(t *testing.T) {
	t.Parallel()
	for dialect, want := range map[emulator.Dialect]string{
		emulator.Page: "key_pem: Hoody answered 400 Bad Request to PUT: \"Field 'key_pem' cannot be updated in place\".\n" +
			"Hoody rotates it from version 2026-10 on. Replace the backend: terraform apply -replace=ADDRESS",
		emulator.October: "",
	} {
		inWorld(t, settings{service: emulator.Options{Dialect: dialect}}, func(t *testing.T, w *world) {
			spec := engine.Spec{Backend: services.ByName("sftp"), Values: catalog.Values{"host": "h", "user": "u", "key_pem": "old"}}
			id, key := w.Add("sftp", spec.Values), "new"
			got := ""
			if err := w.engine.Rotate(t.Context(), engine.Ref{ID: id, Spec: spec}, map[string]*string{"key_pem": &key}); err != nil {
				got = err.Error()
			}
			if got != want {
				t.Errorf("got %s", got)
			}
		})
	}
}
