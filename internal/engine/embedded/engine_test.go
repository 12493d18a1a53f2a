package embedded

import (
	"context"
	"errors"
	"net"
	"reflect"
	"regexp"
	"sync/atomic"
	"testing"

	"github.com/hoody/terraform-provider-hoody/internal/catalog"
	"github.com/hoody/terraform-provider-hoody/internal/catalog/services"
	"github.com/hoody/terraform-provider-hoody/internal/engine"
	"github.com/hoody/terraform-provider-hoody/internal/storagetest"
)

// s3Service is a real S3 service and an engine to verify it with.
func s3Service(t *testing.T, o Options) (*storagetest.Service, *Engine) {
	t.Helper()
	s, err := storagetest.S3(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	e := New(o)
	t.Cleanup(func() { _ = e.Close() })
	return s, e
}

// wrongSecret is the service's configuration with a secret that it refuses.
func wrongSecret(s *storagetest.Service) engine.Spec {
	return spoilt(s, storagetest.Wrong{Values: map[string]any{"secret_access_key": "not the secret"}})
}

func TestConnect(t *testing.T) {
	t.Parallel()
	s, e := s3Service(t, Options{})
	got, err := e.Connect(t.Context(), right(s))
	if err != nil {
		t.Fatal(err)
	}
	if !regexp.MustCompile(`^bck_[0-9a-f]{16}$`).MatchString(got.ID) {
		t.Errorf("the id is %q", got.ID)
	}
	want := engine.Remote{ID: got.ID, BackendType: "s3", MountPaths: []string{}, Connected: true}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v, want %+v", got, want)
	}
	again, err := e.Connect(t.Context(), right(s))
	if err != nil {
		t.Fatal(err)
	}
	if again.ID == got.ID {
		t.Errorf("two backends have the id %s", got.ID)
	}
}

func TestConnectRefuses(t *testing.T) {
	t.Parallel()
	e := New(Options{Executable: "/no/such/program"}) // nothing of this starts a child
	for _, c := range []struct {
		name, backend string
		values        catalog.Values
		want          string
	}{
		{"google without a way to authenticate", "google-cloud-storage", catalog.Values{"project_number": "1", "anonymous": false, "token": ""},
			"Nothing says how to authenticate with Google Cloud Storage.\nSet service_account_credentials, service_account_file, access_token or token; or env_auth = true for the credentials of this machine; or anonymous = true for public buckets."},
		{"missing file", "azureblob", catalog.Values{"account": "a", "client_certificate_path": "/no/such/cert.pem"},
			"client_certificate_path: The file /no/such/cert.pem does not exist.\nWith the embedded engine a file is looked for on the machine where Terraform runs."},
		{"impossible value", "s3", catalog.Values{"upload_cutoff": "much"},
			"upload_cutoff: The value cannot be used: a size is a number of bytes in decimal digits.\nWrite the value as the documentation of upload_cutoff shows."},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			got, err := e.Connect(t.Context(), engine.Spec{Backend: services.ByName(c.backend), Values: c.values})
			if err == nil || err.Error() != c.want {
				t.Errorf("got %v, want %s", err, c.want)
			}
			if got.ID != "" {
				t.Errorf("refused, but with the id %s", got.ID)
			}
		})
	}
}

func TestConnectAfterCancellation(t *testing.T) {
	t.Parallel()
	e := New(Options{Executable: "/no/such/program"})
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := e.Connect(ctx, engine.Spec{Backend: services.ByName("s3")}); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want %v", err, context.Canceled)
	}
}

func TestInspect(t *testing.T) {
	t.Parallel()
	s, e := s3Service(t, Options{VerifyOnRefresh: true})
	connected := engine.Remote{ID: "bck_0123456789abcdef", BackendType: "s3", MountPaths: []string{}, Connected: true}
	stillDisconnected := connected
	stillDisconnected.Connected = false
	disconnected := stillDisconnected
	disconnected.Notices = []engine.Notice{{
		Summary: "Amazon S3 and compatible storage can no longer be verified",
		Detail: "secret_access_key: The secret access key does not belong to the access key id: SignatureDoesNotMatch: " +
			"The request signature we calculated does not match the signature you provided. Check your key and signing method.\n" +
			"Set secret_access_key to the secret of that key; if it is, a proxy before the storage changes the Host header or the path.",
	}}
	never := New(Options{Executable: "/no/such/program"})
	for _, c := range []struct {
		name string
		e    *Engine
		ref  engine.Ref
		want engine.Remote
	}{
		{"still right", e, engine.Ref{ID: connected.ID, Spec: right(s), Connected: true}, connected},
		{"right again", e, engine.Ref{ID: connected.ID, Spec: right(s)}, connected},
		{"wrong by now", e, engine.Ref{ID: connected.ID, Spec: wrongSecret(s), Connected: true}, disconnected},
		{"not wholly known", e, engine.Ref{ID: connected.ID, Spec: wrongSecret(s), Partial: true, Connected: true}, connected},
		{"not wholly known, and wrong before", e, engine.Ref{ID: connected.ID, Spec: right(s), Partial: true}, stillDisconnected},
		{"not to be verified", never, engine.Ref{ID: connected.ID, Spec: wrongSecret(s), Connected: true}, connected},
		{"not to be verified, and wrong before", never, engine.Ref{ID: connected.ID, Spec: right(s)}, stillDisconnected},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := c.e.Inspect(t.Context(), c.ref)
			if err != nil {
				t.Fatal(err)
			}
			if !reflect.DeepEqual(got, c.want) {
				t.Errorf("got %+v\nwant %+v", got, c.want)
			}
		})
	}
}

func TestRotate(t *testing.T) {
	t.Parallel()
	s, e := s3Service(t, Options{})
	good, bad := s.Values["secret_access_key"].(string), "not the secret"
	if err := e.Rotate(t.Context(), engine.Ref{Spec: wrongSecret(s)}, map[string]*string{"secret_access_key": &good}); err != nil {
		t.Errorf("to the right secret: %v", err)
	}
	ref := engine.Ref{Spec: right(s)}
	for name, credentials := range map[string]map[string]*string{
		"to a wrong secret": {"secret_access_key": &bad},
		"to no secret":      {"secret_access_key": nil},
	} {
		var refusal *engine.Error
		if err := e.Rotate(t.Context(), ref, credentials); !errors.As(err, &refusal) || refusal.Field != "secret_access_key" {
			t.Errorf("%s: got %v, want an error on secret_access_key", name, err)
		}
	}
	if ref.Values["secret_access_key"] != good {
		t.Error("the caller's values were changed")
	}
}

func TestStateless(t *testing.T) {
	t.Parallel()
	e := New(Options{Executable: "/no/such/program"})
	if err := e.Disconnect(t.Context(), engine.Ref{ID: "bck_0123456789abcdef"}); err != nil {
		t.Errorf("disconnect: %v", err)
	}
}

// Google's own libraries would take the machine's credentials for a token that
// cannot be read.
func TestGoogleTakesNoCredentialsOfTheMachine(t *testing.T) {
	t.Parallel()
	machine, err := storagetest.GoogleCloudStorageFile(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = machine.Close() })
	e := New(Options{Children: 1})
	t.Cleanup(func() { _ = e.Close() })
	e.pool.env = []string{"GOOGLE_APPLICATION_CREDENTIALS=" + machine.Values["service_account_file"].(string)}
	spec := right(machine)
	spec.Values = catalog.Values{"endpoint": machine.Values["endpoint"], "project_number": machine.Values["project_number"]}

	spec.Values["token"] = "{"
	var refusal *engine.Error
	if _, err := e.Connect(t.Context(), spec); !errors.As(err, &refusal) || refusal.Field != "token" {
		t.Errorf("an unreadable token: got %v, want an error on token", err)
	}
	delete(spec.Values, "token")
	spec.Values["env_auth"] = true
	if _, err := e.Connect(t.Context(), spec); err != nil {
		t.Errorf("env_auth in the same child: %v", err)
	}
}

// A refused connection is not asked for again and again.
func TestOneConnectionForASecretThatIsWrong(t *testing.T) {
	t.Parallel()
	var connections atomic.Int32
	addr := listen(t, func(c net.Conn) {
		connections.Add(1)
		_, _ = c.Read(make([]byte, 4096))
		_, _ = c.Write([]byte("HTTP/1.1 403 Forbidden\r\nContent-Type: application/xml\r\nConnection: close\r\n\r\n<Error><Code>SignatureDoesNotMatch</Code></Error>"))
	})
	e := New(Options{Children: 1})
	t.Cleanup(func() { _ = e.Close() })
	_, err := e.Connect(t.Context(), engine.Spec{Backend: services.ByName("s3"), Values: catalog.Values{
		"endpoint": "http://" + addr, "access_key_id": "id", "secret_access_key": "secret",
	}})
	if err == nil {
		t.Error("want an error")
	}
	if n := connections.Load(); n != 1 {
		t.Errorf("%d connections, want 1", n)
	}
}
