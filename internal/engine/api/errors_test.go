package api

import (
	"errors"
	"strings"
	"testing"

	"github.com/hoody/terraform-provider-hoody/internal/catalog"
	"github.com/hoody/terraform-provider-hoody/internal/emulator"
	"github.com/hoody/terraform-provider-hoody/internal/engine"
)

func TestConnectErrors(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name  string
		fault emulator.Fault
		want  engine.Error
	}{
		{
			"the documented 400",
			emulator.Fault{Status: 400, Body: `{"success":false,"error":"Invalid storage account credentials"}`},
			engine.Error{Message: "Invalid storage account credentials", Advice: "Correct the backend's configuration; nothing was connected."},
		},
		{
			"a field",
			emulator.Fault{Status: 400, Body: `{"success":false,"error":"Field 'use_msi' must be false"}`},
			engine.Error{Field: "use_msi", Message: "Field 'use_msi' must be false", Advice: "Correct the backend's configuration; nothing was connected."},
		},
		{
			"an error with a code",
			emulator.Fault{Status: 400, Body: `{"error":{"code":"BAD_KEY","message":"The key is malformed"}}`},
			engine.Error{Message: "The key is malformed (BAD_KEY)", Advice: "Correct the backend's configuration; nothing was connected."},
		},
		{
			"an envelope",
			emulator.Fault{Status: 422, Body: `{"statusCode":422,"message":["account: too short","key: not base64"]}`},
			engine.Error{Message: "account: too short; key: not base64", Advice: "Correct the backend's configuration; nothing was connected."},
		},
		{
			"success with a refusal inside",
			emulator.Fault{Status: 200, Body: `{"success":false,"error":"Quota exceeded"}`},
			engine.Error{Message: "Quota exceeded", Advice: "Correct the backend's configuration; nothing was connected."},
		},
		{
			"nothing to say",
			emulator.Fault{Status: 400, Body: `{"success":false}`},
			engine.Error{Message: "The service answered 400 Bad Request.", Advice: "Correct the backend's configuration; nothing was connected."},
		},
		{
			"401",
			emulator.Fault{Status: 401, Body: `<html>`},
			engine.Error{Message: "The service does not accept the token.", Advice: "Check the provider's token (HOODY_TOKEN), or the headers if a gate stands before the service."},
		},
		{
			"403",
			emulator.Fault{Status: 403, Body: `{"success":false,"error":"Remote backends are disabled","code":"REMOTE_DISABLED"}`},
			engine.Error{Message: "Remote backends are disabled (REMOTE_DISABLED)", Advice: "Enable remote backends on the service; if they are, check what the token or the gate before the service allows."},
		},
		{
			"404 of something else",
			emulator.Fault{Status: 404, Body: `<html>`},
			engine.Error{Message: "http://127.0.0.1 answered 404 Not Found, but not as the storage API does.", Advice: "Check the endpoint: something else than the storage API answers there."},
		},
		{
			"500 of the service",
			emulator.Fault{Status: 500, Body: `{"success":false,"error":"Disk full"}`},
			engine.Error{Message: "Disk full", Advice: "The service failed, not the configuration. Try again; if it stays so, look at the service."},
		},
		{
			"secrets, line breaks and control characters",
			emulator.Fault{Status: 400, Body: `{"success":false,"error":"Wrong key\nthe-key-of-one\u0007 for 'one'"}`},
			engine.Error{Message: "Wrong key *** for 'one'", Advice: "Correct the backend's configuration; nothing was connected."},
		},
		{
			"more words than a person reads",
			emulator.Fault{Status: 400, Body: `{"success":false,"error":"` + strings.Repeat("é", 600) + `"}`},
			engine.Error{Message: strings.Repeat("é", 500) + "…", Advice: "Correct the backend's configuration; nothing was connected."},
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			inWorld(t, settings{}, func(t *testing.T, w *world) {
				w.Plan(c.fault)
				_, err := w.engine.Connect(t.Context(), azure("one"))
				e, ok := errors.AsType[*engine.Error](err)
				if !ok || *e != c.want {
					t.Errorf("got  %#v\nwant %#v", err, &c.want)
				}
				w.expectCalls(t, newAzure)
			})
		})
	}
}

func TestBlame(t *testing.T) {
	t.Parallel()
	azure := catalog.ByName("azureblob")
	for message, want := range map[string]string{
		"Field 'use_msi' must be false":                                  "use_msi",
		"`account` is required":                                          "account",
		`unknown value for "access_tier"`:                                "access_tier",
		"key: illegal base64 data":                                       "key",
		"failed to make azureblob: key: illegal base64":                  "key",
		"'account' and 'account' differ":                                 "account",
		"'account' needs 'key'":                                          "",
		"Invalid storage account credentials":                            "",
		"Could not access share 'myshare' on account 'mystorageaccount'": "",
		"the monkey: hungry":                                             "",
		"'accounts' is unknown":                                          "",
		"":                                                               "",
	} {
		if got := blame(azure, message); got != want {
			t.Errorf("%q blames %q, want %q", message, got, want)
		}
	}
	if got := blame(nil, "'account'"); got != "" {
		t.Errorf("without a backend it blames %q", got)
	}
}

// adviceRemount is for who rotates what is mounted.
const adviceRemount = "Set remount_on_rotate = true on the backend and apply again, or unmount it, apply again and mount it anew."

func TestRotateAnswers(t *testing.T) {
	t.Parallel()
	refusal := errors.New("Invalid key")
	const atRoot = "Nothing was changed. The service tries new credentials on the root of the storage: keys that may not list it are refused too, and then replacing the backend (terraform apply -replace) is the way."
	for _, c := range []struct {
		name    string
		service emulator.Options
		probe   error
		fault   emulator.Fault
		mount   bool
		key     string
		want    string
		calls   string
	}{
		{name: "page", key: "new", calls: "PUT /backends/ID"},
		{name: "2026-10", service: emulator.Options{Dialect: emulator.October}, key: "new", calls: "PUT /backends/ID"},
		{name: "refused by the remote", key: "new", probe: refusal, want: "Invalid key\n" + atRoot, calls: "PUT /backends/ID"},
		{name: "refused by the remote, later", service: emulator.Options{Dialect: emulator.October}, key: "new", probe: refusal, want: "Invalid key\n" + atRoot, calls: "PUT /backends/ID"},
		{name: "what is stored", key: "old", probe: refusal, calls: "PUT /backends/ID"},
		{
			name: "mounted", key: "new", mount: true, calls: "PUT /backends/ID GET /backends/ID",
			want: "Cannot update backend: it is mounted at /hoody/mounts/data\n" + adviceRemount,
		},
		{
			name: "mounted, in few words", key: "new", mount: true, calls: "PUT /backends/ID GET /backends/ID",
			fault: emulator.Fault{Status: 409, Body: `{"success":false,"error":"Backend is in use."}`},
			want:  "Backend is in use. It is mounted at /hoody/mounts/data.\n" + adviceRemount,
		},
		{
			name: "mounted, as a 400", key: "new", calls: "PUT /backends/ID GET /backends/ID",
			fault: emulator.Fault{Status: 400, Body: `{"success":false,"error":"A mount is stopping"}`},
			want:  "A mount is stopping\n" + adviceRemount,
		},
		{
			name: "never answered", key: "new", calls: "PUT /backends/ID PUT /backends/ID PUT /backends/ID PUT /backends/ID PUT /backends/ID",
			fault: emulator.Fault{Kind: emulator.Drop, Times: -1},
			want:  "The connection to http://127.0.0.1 broke before an answer came.\nWhether the credentials were replaced is not known. Apply again: sending them twice does no harm.",
		},
		{name: "gone", key: "new", fault: emulator.Fault{Status: 404, Body: `{"success":false,"error":"Backend not found"}`}, want: "no such backend", calls: "PUT /backends/ID"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			inWorld(t, settings{service: c.service}, func(t *testing.T, w *world) {
				id := w.Add("azureblob", map[string]any{"account": "one", "key": "old"})
				n := 0
				if c.mount {
					mount(t, w, id, "data")
					n = 1
				}
				w.SetProbe(func(string, map[string]any) error { return c.probe })
				if c.fault.Body != "" || c.fault.Kind != emulator.Replace {
					w.Plan(c.fault)
				}
				err := w.engine.Rotate(t.Context(), engine.Ref{ID: id, Spec: azure("one")}, map[string]*string{"key": &c.key})
				if got := told(engine.Remote{}, err); got != c.want {
					t.Errorf("error %q\nwant  %q", got, c.want)
				}
				if got := strings.ReplaceAll(strings.Join(w.calls()[n:], " "), id, "ID"); got != c.calls {
					t.Errorf("requests %q, want %q", got, c.calls)
				}
			})
		})
	}
}

func TestDisconnectAnswers(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name    string
		service emulator.Options
		fault   emulator.Fault
		mount   bool
		unmount bool
		want    string
		left    int
	}{
		{name: "page"},
		{name: "2026-10", service: emulator.Options{Dialect: emulator.October}},
		{
			name: "mounted, and the service would unmount", mount: true, left: 1,
			want: "The backend is mounted at /hoody/mounts/data, outside of what is destroyed here.\nUnmount it first, or set unmount_on_destroy = true on the backend and apply that before you destroy.",
		},
		{name: "mounted, and the service unmounts", mount: true, unmount: true},
		{name: "mounted, and the service refuses", mount: true, unmount: true, service: emulator.Options{RefuseMountedDisconnect: true, MountReads: 2}},
		{
			name: "mounted meanwhile", left: 1,
			fault: emulator.Fault{Method: "DELETE", Status: 409, Body: `{"success":false,"error":"Cannot disconnect backend: it is mounted at /hoody/mounts/data"}`},
			want:  "Cannot disconnect backend: it is mounted at /hoody/mounts/data\nUnmount it first, or set unmount_on_destroy = true on the backend and apply that before you destroy.",
		},
		{name: "gone before anybody looked", fault: emulator.Fault{Method: "GET", Status: 404, Body: `{"success":false,"error":"Backend not found"}`}, left: 1},
		{
			name: "nobody can tell", left: 1,
			fault: emulator.Fault{Method: "GET", Status: 403, Body: `{"success":false,"error":"Not yours"}`},
			want:  "Not yours\nEnable remote backends on the service; if they are, check what the token or the gate before the service allows.",
		},
		{name: "gone already", fault: emulator.Fault{Method: "DELETE", Status: 404, Body: `{"success":false,"error":"Backend not found"}`}, left: 1},
		{name: "gone already, without a body", fault: emulator.Fault{Method: "DELETE", Status: 404}, left: 1},
		{
			name: "a proxy's 404", fault: emulator.Fault{Method: "DELETE", Status: 404, Body: "<html>"}, left: 1,
			want: "http://127.0.0.1 answered 404 Not Found, but not as the storage API does.\nCheck the endpoint: something else than the storage API answers there.",
		},
		{name: "takes longer than a try", fault: emulator.Fault{Method: "DELETE", Kind: emulator.Drop, Acts: emulator.Late, Hold: within(40e9)}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			inWorld(t, settings{service: c.service}, func(t *testing.T, w *world) {
				id := w.Add("azureblob", map[string]any{"account": "one"})
				if c.mount {
					mount(t, w, id, "data")
				}
				if c.fault.Status != 0 || c.fault.Kind != emulator.Replace {
					w.Plan(c.fault)
				}
				err := w.engine.Disconnect(t.Context(), engine.Ref{ID: id, Spec: azure("one"), Unmount: c.unmount})
				if got := told(engine.Remote{}, err); got != c.want {
					t.Errorf("error %q\nwant  %q", got, c.want)
				}
				if n := len(w.Backends()); n != c.left {
					t.Errorf("%d backends, want %d", n, c.left)
				}
			})
		})
	}
}
