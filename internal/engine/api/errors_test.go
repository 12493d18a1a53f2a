package api

import (
	"cmp"
	"errors"
	"net/http"
	"strings"
	"testing"

	"github.com/hoody/terraform-provider-hoody/internal/catalog/services"
	"github.com/hoody/terraform-provider-hoody/internal/emulator"
	"github.com/hoody/terraform-provider-hoody/internal/engine"
	"github.com/hoody/terraform-provider-hoody/internal/engine/api/internal/wire"
)

func TestConnectErrors(t *testing.T) {
	t.Parallel()
	const correct = "Correct the backend's configuration; nothing was connected."
	for _, c := range []struct {
		name  string
		fault emulator.Fault
		want  engine.Error
	}{
		{
			"the documented 400",
			emulator.Fault{Status: 400, Body: `{"success":false,"error":"Invalid storage account credentials"}`},
			engine.Error{Message: `Hoody answered 400 Bad Request to POST: "Invalid storage account credentials".`, Advice: correct},
		},
		{
			"a field",
			emulator.Fault{Status: 400, Body: `{"success":false,"error":"Field 'use_msi' must be true"}`},
			engine.Error{Field: "use_msi", Message: `Hoody answered 400 Bad Request to POST: "Field 'use_msi' must be true".`, Advice: correct},
		},
		{
			"an error with a code",
			emulator.Fault{Status: 400, Body: `{"error":{"code":"BAD_KEY","message":"The key is malformed"}}`},
			engine.Error{Message: `Hoody answered 400 Bad Request to POST: "The key is malformed (BAD_KEY)".`, Advice: correct},
		},
		{
			"an envelope",
			emulator.Fault{Status: 422, Body: `{"statusCode":422,"message":["account: too short","key: not base64"]}`},
			engine.Error{Message: `Hoody answered 422 Unprocessable Entity to POST: "account: too short; key: not base64".`, Advice: correct},
		},
		{
			"success with a refusal inside",
			emulator.Fault{Status: 200, Body: `{"success":false,"error":"Quota exceeded"}`},
			engine.Error{Message: `Hoody answered 200 OK to POST: "Quota exceeded".`, Advice: correct},
		},
		{
			"nothing to say",
			emulator.Fault{Status: 400, Body: `{"success":false}`},
			engine.Error{Message: "Hoody answered 400 Bad Request to POST.", Advice: correct},
		},
		{
			"401",
			emulator.Fault{Status: 401, Body: `{"error":"Unauthorized"}`},
			engine.Error{
				Message: `Hoody answered 401 Unauthorized to POST: "Unauthorized".`,
				Advice:  "Set HOODY_TOKEN (or the provider's token). If a proxy or gateway stands before Hoody, check the provider's headers.",
				Cause:   engine.Common{At: "http://127.0.0.1", Summary: "Hoody asks for a token"},
			},
		},
		{
			"403",
			emulator.Fault{Status: 403, Body: `{"success":false,"error":"Remote backends are disabled","code":"REMOTE_DISABLED"}`},
			engine.Error{
				Message: `Hoody answered 403 Forbidden to POST: "Remote backends are disabled (REMOTE_DISABLED)".`,
				Advice:  "Enable remote backends at Hoody. If they are enabled already, check what the token or the gate before Hoody allows.",
			},
		},
		{
			"500 of Hoody",
			emulator.Fault{Status: 500, Body: `{"success":false,"error":"Disk full"}`},
			engine.Error{
				Message: `Hoody answered 500 Internal Server Error to POST: "Disk full".`,
				Advice:  "Your configuration is not to blame. Try again; if it stays so, ask Hoody's support, with the time of the request.",
			},
		},
		{
			"secrets, line breaks and control characters",
			emulator.Fault{Status: 400, Body: `{"success":false,"error":"Wrong key\nthe-key-of-one\u0007 for 'one'"}`},
			engine.Error{Message: `Hoody answered 400 Bad Request to POST: "Wrong key *** for 'one'".`, Advice: correct},
		},
		{
			"more words than a person reads",
			emulator.Fault{Status: 400, Body: `{"success":false,"error":"` + strings.Repeat("é", 600) + `"}`},
			engine.Error{Message: `Hoody answered 400 Bad Request to POST: "` + strings.Repeat("é", 500) + `…".`, Advice: correct},
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			inWorld(t, settings{}, func(t *testing.T, w *world) {
				c.fault.Method = "POST"
				w.Plan(c.fault)
				_, err := w.engine.Connect(t.Context(), azure("one"))
				e, ok := errors.AsType[*engine.Error](err)
				if !ok || *e != c.want {
					t.Errorf("got  %#v\nwant %#v", err, &c.want)
				}
				w.expectCalls(t, anyBackend, newAzure)
			})
		})
	}
}

// What others answer in Hoody's place is said to be theirs, and Hoody's words are
// quoted as its own. A page is recognised at once, but for that of a container that sleeps.
func TestWhoAnswered(t *testing.T) {
	t.Parallel()
	const (
		endpoint = "Check the endpoint: a proxy or a login gate may be in the way, or something else answers there."
		asleep   = "The container behind it may still be asleep, or down. Try again in a minute."
		way      = "Check the network between this machine and Hoody, and try again."
		later    = "Try again later."
	)
	for _, c := range []struct {
		name   string
		fault  emulator.Fault
		tries  int
		want   string
		advice string
	}{
		{"a login page", emulator.Fault{Status: 200, Body: "<html><head><title>Sign in &amp; go - Corp\nSSO</title>"}, 1, `http://127.0.0.1 answered 200 OK to GET with a web page ("Sign in & go - Corp SSO"), not as the Hoody API does.`, endpoint},
		{"a gate that wants a password", emulator.Fault{Status: 401, Body: "<html><title>Authorization Required</title>"}, 1, `http://127.0.0.1 answered 401 Unauthorized to GET with a web page ("Authorization Required"), not as the Hoody API does.`, "Set HOODY_TOKEN (or the provider's token). If a proxy or gateway stands before Hoody, check the provider's headers."},
		{"a web filter", emulator.Fault{Status: 403, Body: "<html>"}, 1, "http://127.0.0.1 answered 403 Forbidden to GET with a web page, not as the Hoody API does.", endpoint},
		{"a storage service", emulator.Fault{Status: 405}, 1, "http://127.0.0.1 answered 405 Method Not Allowed to GET, not as the Hoody API does.", endpoint},
		{"a sleeping container", emulator.Asleep(1), 5, "http://127.0.0.1 answered 502 Bad Gateway with a page of a proxy.", asleep},
		{"too many requests", emulator.Fault{Status: 429, Header: http.Header{"Retry-After": {"3600"}}, Body: `{"error":"Too many requests"}`}, 1, `Hoody answered 429 Too Many Requests to GET: "Too many requests". It asks to wait 1h.`, "Try again later, or lower Terraform's -parallelism."},
		{"maintenance", emulator.Fault{Status: 503, Body: `{"error":"maintenance"}`}, 5, `Hoody answered 503 Service Unavailable to GET: "maintenance".`, later},
		{"a storage service that signs", emulator.Fault{Status: 403, Body: `<?xml version="1.0"?><Error><Code>AccessDenied</Code></Error>`}, 1, "http://127.0.0.1 answered 403 Forbidden to GET with XML, not as the Hoody API does.", endpoint},
		{"a page that is XML", emulator.Fault{Status: 403, Body: `<?xml version="1.0"?><html><title>Blocked</title></html>`}, 1, `http://127.0.0.1 answered 403 Forbidden to GET with a web page ("Blocked"), not as the Hoody API does.`, endpoint},
		{"a gateway without a route", emulator.Fault{Status: 404, Body: `{"message":"no Route matched with those values"}`}, 1, `http://127.0.0.1 answered 404 Not Found to GET ("no Route matched with those values"), not as the Hoody API does.`, endpoint},
		{"a gateway that reaches nobody", emulator.Fault{Status: 503, Body: "no healthy upstream"}, 5, "http://127.0.0.1 answered 503 Service Unavailable to GET, not as the Hoody API does.", asleep},
		{"a proxy that waited", emulator.Fault{Status: 504, Body: "<html><title>504 Gateway Time-out</title>"}, 5, `http://127.0.0.1 answered 504 Gateway Timeout to GET with a web page ("504 Gateway Time-out"), not as the Hoody API does.`, asleep},
		{"another API", emulator.Fault{Status: 200, Body: `{"swagger":"2.0"}`}, 5, "http://127.0.0.1 answered 200 OK to GET, not as the Hoody API does.", endpoint},
		{"nothing", emulator.Fault{Status: 200}, 5, "http://127.0.0.1 answered 200 OK to GET, not as the Hoody API does.", endpoint},
		{"half a list", emulator.Fault{Status: 200, Body: `{"backends":[],"count":3}`}, 5, "http://127.0.0.1 answered 200 OK to GET, which cannot be understood: it counts more backends than it lists.", endpoint},
		{"an answer that is no gzip", emulator.Fault{Status: 200, Header: http.Header{"Content-Encoding": {"gzip"}}, Body: "garbage"}, 5, "The answer of http://127.0.0.1 ends too early, or is garbled.", way},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			inWorld(t, settings{}, func(t *testing.T, w *world) {
				c.fault.Times = -1
				w.Plan(c.fault)
				_, err := w.engine.List(t.Context())
				if want := c.want + "\n" + c.advice; err == nil || err.Error() != want {
					t.Errorf("error %v\nwant  %s", err, want)
				}
				if n := len(w.Requests()); n != c.tries {
					t.Errorf("%d tries, want %d", n, c.tries)
				}
			})
		})
	}
}

// A 401 is about what was sent, and says where that is written. Who refuses it refuses all
// that is asked there.
func TestWhoseCredentialsAreRefused(t *testing.T) {
	t.Parallel()
	const before = " If a proxy or gateway stands before Hoody, check the provider's headers."
	const page = "<html><title>Sign in</title>"
	for name, c := range map[string]struct {
		options         Options
		body            string
		summary, advice string
	}{
		"a token": {
			options: Options{Token: "t0ken", TokenFrom: "the variable HOODY_TOKEN"},
			summary: "Hoody refuses the token", advice: "The token comes from the variable HOODY_TOKEN. Put a valid one there." + before,
		},
		"a token of nowhere": {
			options: Options{Token: "t0ken"},
			summary: "Hoody refuses the token", advice: "The token comes from HOODY_TOKEN (or the provider's token). Put a valid one there." + before,
		},
		"no token": {summary: "Hoody asks for a token", advice: "Set HOODY_TOKEN (or the provider's token)." + before},
		"a header": {
			options: Options{Headers: map[string]string{"Authorization": "Basic YTpi"}},
			summary: "The provider's headers are refused", advice: "Check headers in the provider block.",
		},
		"a page": {
			options: Options{Token: "t0ken", TokenFrom: "the variable HOODY_TOKEN"}, body: page,
			summary: "Something before Hoody asks for credentials", advice: "The token comes from the variable HOODY_TOKEN. Put a valid one there." + before,
		},
		"a container's gate": {
			options: Options{ToContainer: true, Token: "t0ken", Gate: Gate{Token: "g4te"}, GateFrom: "the variable HOODY_KIT_TOKEN"},
			summary: "The gate's credentials are refused", advice: "The gate's credentials come from the variable HOODY_KIT_TOKEN. Put valid ones there.",
		},
		"a container's gate with a header": {
			options: Options{ToContainer: true, Gate: Gate{Token: "g4te", Header: "X-Gate"}},
			summary: "The gate's credentials are refused", advice: "The gate's credentials come from HOODY_KIT_TOKEN (or the provider's gate). Put valid ones there.",
		},
		"a container with a header": {
			options: Options{ToContainer: true, Headers: map[string]string{"X-Gate": "g4te"}},
			summary: "The provider's headers are refused", advice: "Check headers in the provider block.",
		},
		"nothing to a container": {
			options: Options{ToContainer: true, Token: "t0ken"},
			summary: "The container is behind a gate", advice: "Set HOODY_KIT_TOKEN (or the provider's gate) to what the gate before the container asks for.",
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			inWorld(t, settings{options: c.options}, func(t *testing.T, w *world) {
				w.Plan(emulator.Fault{Times: -1, Status: 401, Body: cmp.Or(c.body, `{"success":false,"error":"Who?"}`)})
				_, err := w.engine.List(t.Context())
				denied, _ := errors.AsType[engine.Common](err)
				if want := (engine.Common{At: "http://127.0.0.1", Summary: c.summary}); denied != want {
					t.Errorf("got  %+v\nwant %+v", denied, want)
				}
				if got := wire.AsError(err).Advice; got != c.advice {
					t.Errorf("advice %s\nwant   %s", got, c.advice)
				}
				if said := err.Error(); strings.Contains(said, "t0ken") || strings.Contains(said, "g4te") {
					t.Errorf("says %s", said)
				}
			})
		})
	}
}

// What a list that all share fails with is no fault of who reads it, whatever it says.
func TestWhatAListFailsWithIsCommon(t *testing.T) {
	t.Parallel()
	for name, fault := range map[string]emulator.Fault{
		"Hoody's words": {Status: 403, Body: `{"success":false,"error":"Off","code":"REMOTE_DISABLED"}`},
		"a page":        {Status: 200, Body: "<html>"},
		"a reset":       {Kind: emulator.Drop},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			inWorld(t, settings{}, func(t *testing.T, w *world) {
				fault.Times = -1
				w.Plan(fault)
				_, listed := w.engine.List(t.Context())
				_, read := w.engine.Inspect(t.Context(), engine.Ref{ID: "bck_0"})
				_, made := w.engine.Connect(t.Context(), azure("one"))
				_, mounted := w.engine.Mount(t.Context(), engine.MountSpec{BackendID: "bck_0"})
				for err, want := range map[error]string{
					listed: "backends", read: "backends", made: "backends", mounted: "mounts",
				} {
					got, _ := errors.AsType[engine.Common](err)
					if want := (engine.Common{At: "http://127.0.0.1", Summary: "Hoody's list of " + want + " cannot be read"}); got != want {
						t.Errorf("%v: got %+v, want %+v", err, got, want)
					}
				}
				if removed := w.engine.Disconnect(t.Context(), engine.Ref{ID: "bck_0"}); errors.As(removed, new(engine.Common)) {
					t.Errorf("what one removal fails with is common: %v", removed)
				}
			})
		})
	}
}

func TestBlame(t *testing.T) {
	t.Parallel()
	azure := services.ByName("azureblob")
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

func TestRotateAnswers(t *testing.T) {
	t.Parallel()
	refusal := errors.New("Invalid key")
	const atRoot = "The old credentials stay in use. Hoody tries new ones on the root of the storage, and also refuses a key that may not list it. If the new key is right, replace the backend: terraform apply -replace=ADDRESS"
	for _, c := range []struct {
		name    string
		service emulator.Options
		probe   error
		fault   emulator.Fault
		mount   bool
		gone    bool
		key     string
		want    string
		calls   string
	}{
		{name: "page", key: "new", calls: "PUT /backends/ID"},
		{name: "later", service: emulator.Options{Dialect: emulator.October}, key: "new", calls: "PUT /backends/ID"},
		{name: "refused by the remote", key: "new", probe: refusal, want: `Hoody answered 400 Bad Request to PUT: "Invalid key".` + "\n" + atRoot, calls: "PUT /backends/ID"},
		{name: "refused by the remote, later", service: emulator.Options{Dialect: emulator.October}, key: "new", probe: refusal, want: `Hoody answered 502 Bad Gateway to PUT: "Invalid key".` + "\n" + atRoot, calls: "PUT /backends/ID"},
		{name: "what is stored", key: "old", probe: refusal, calls: "PUT /backends/ID"},
		{
			name: "mounted", key: "new", mount: true, calls: "PUT /backends/ID GET /backends/ID",
			want: `Hoody answered 409 Conflict to PUT: "Cannot update backend: it is mounted at /hoody/mounts/data".` + "\n" + adviceRemount,
		},
		{
			name: "mounted, in few words", key: "new", mount: true, calls: "PUT /backends/ID GET /backends/ID",
			fault: emulator.Fault{Status: 409, Body: `{"success":false,"error":"Backend is in use."}`},
			want:  `Hoody answered 409 Conflict to PUT: "Backend is in use.". It is mounted at /hoody/mounts/data.` + "\n" + adviceRemount,
		},
		{
			name: "mounted, as a 400", key: "new", calls: "PUT /backends/ID GET /backends/ID",
			fault: emulator.Fault{Status: 400, Body: `{"success":false,"error":"A mount is stopping"}`},
			want:  `Hoody answered 400 Bad Request to PUT: "A mount is stopping".` + "\n" + adviceRemount,
		},
		{
			name: "in use without a mount", key: "new", calls: "PUT /backends/ID GET /backends/ID",
			fault: emulator.Fault{Status: 409, Body: `{"success":false,"error":"Uploads of a former mount are pending"}`},
			want:  `Hoody answered 409 Conflict to PUT: "Uploads of a former mount are pending".` + "\n" + adviceBusy,
		},
		{name: "busy for a moment", key: "new", fault: emulator.Busy("2"), calls: "PUT /backends/ID PUT /backends/ID"},
		{
			name: "busy for long", key: "new", calls: "PUT /backends/ID GET /backends/ID",
			fault: emulator.Busy("600"),
			want:  `Hoody answered 409 Conflict to PUT: "Another operation is in progress (MOUNT_BUSY)". It asks to wait 10m.` + "\n" + adviceBusy,
		},
		{
			name: "never answered", key: "new", calls: "PUT /backends/ID PUT /backends/ID PUT /backends/ID PUT /backends/ID PUT /backends/ID",
			fault: emulator.Fault{Kind: emulator.Drop, Times: -1},
			want:  "The connection to http://127.0.0.1 broke before an answer came.\nWhether the credentials were replaced is not known. Apply again: sending them twice does no harm.",
		},
		{name: "gone", key: "new", gone: true, want: "no such backend", calls: "PUT /backends/ID GET /backends"},
		{
			name: "a gateway's 404", key: "new", fault: emulator.Fault{Status: 404, Body: `{"success":false,"error":"Container not found"}`},
			want: "http://127.0.0.1 answered 404 Not Found to a call about ID, and lists it.\nA gateway between Hoody and this machine may have answered. Try again.", calls: "PUT /backends/ID GET /backends GET /backends",
		},
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
				if c.gone {
					w.Remove(id)
				}
				err := w.engine.Rotate(t.Context(), engine.Ref{ID: id, Spec: azure("one")}, map[string]*string{"key": &c.key})
				if got := strings.ReplaceAll(told(engine.Remote{}, err), id, "ID"); got != c.want {
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
		gone    bool
		want    string
		left    int
	}{
		{name: "page"},
		{name: "2026-10", service: emulator.Options{Dialect: emulator.October}},
		{
			name: "mounted, and Hoody would unmount", mount: true, left: 1,
			want: "The backend is mounted at /hoody/mounts/data, outside of what is destroyed here.\nUnmount it first, or set unmount_on_destroy = true on the backend and apply that before you destroy.",
		},
		{name: "mounted, and Hoody unmounts", mount: true, unmount: true},
		{name: "mounted, and Hoody refuses", mount: true, unmount: true, service: emulator.Options{RefuseMountedDisconnect: true, MountReads: 2}},
		{
			name: "mounted meanwhile", left: 1,
			fault: emulator.Fault{Method: "DELETE", Status: 409, Body: `{"success":false,"error":"Cannot disconnect backend: it is mounted at /hoody/mounts/uploads"}`},
			want:  `Hoody answered 409 Conflict to DELETE: "Cannot disconnect backend: it is mounted at /hoody/mounts/uploads".` + "\n" + adviceUnmount,
		},
		{
			name: "a conflict that says retry", left: 1,
			fault: emulator.Fault{Method: "DELETE", Status: 409, Body: `{"success":false,"error":"Backend is being changed, please retry"}`},
			want:  `Hoody answered 409 Conflict to DELETE: "Backend is being changed, please retry".` + "\n" + adviceBusy,
		},
		{name: "busy for a moment", fault: emulator.Fault{Method: "DELETE", Status: 409, Header: http.Header{"Retry-After": {"2"}}, Body: `{"success":false,"error":"Busy"}`}},
		{name: "gone before anybody looked", gone: true},
		{
			name: "a gateway without a route", left: 1, unmount: true,
			fault: emulator.Fault{Status: 404, Body: `{"success":false,"error":"Container not found"}`, Times: -1},
			want:  `Hoody answered 404 Not Found to GET: "Container not found".` + "\nCheck the endpoint.",
		},
		{
			name: "a gateway without a route, for a moment", left: 1,
			fault: emulator.Fault{Method: "DELETE", Status: 404, Body: `{"success":false,"error":"Container not found"}`},
			want:  "http://127.0.0.1 answered 404 Not Found to a call about ID, and lists it.\nA gateway between Hoody and this machine may have answered. Try again.",
		},
		{
			name: "nobody can tell", left: 1,
			fault: emulator.Fault{Method: "GET", Status: 403, Body: `{"success":false,"error":"Not yours"}`},
			want:  `Hoody answered 403 Forbidden to GET: "Not yours".` + "\nEnable remote backends at Hoody. If they are enabled already, check what the token or the gate before Hoody allows.",
		},
		{name: "gone already", gone: true, unmount: true},
		{name: "gone already, without a body", gone: true, unmount: true, service: emulator.Options{Dialect: emulator.October}},
		{
			name: "a proxy's 404", fault: emulator.Fault{Method: "DELETE", Status: 404, Body: "<html>"}, left: 1,
			want: "http://127.0.0.1 answered 404 Not Found to DELETE with a web page, not as the Hoody API does.\nCheck the endpoint: a proxy or a login gate may be in the way, or something else answers there.",
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
				if c.gone {
					w.Remove(id)
				}
				err := w.engine.Disconnect(t.Context(), engine.Ref{ID: id, Spec: azure("one"), Unmount: c.unmount})
				if got := strings.ReplaceAll(told(engine.Remote{}, err), id, "ID"); got != c.want {
					t.Errorf("error %q\nwant  %q", got, c.want)
				}
				if n := len(w.Backends()); n != c.left {
					t.Errorf("%d backends, want %d", n, c.left)
				}
			})
		})
	}
}
