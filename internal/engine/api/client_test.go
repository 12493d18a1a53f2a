package api

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"fmt"
	"io"
	"log"
	"math/big"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/hoody/terraform-provider-hoody/internal/emulator"
	"github.com/hoody/terraform-provider-hoody/internal/engine"
	"github.com/hoody/terraform-provider-hoody/internal/engine/api/address"
	"github.com/hoody/terraform-provider-hoody/internal/engine/api/internal/wire"
)

func TestNewRefuses(t *testing.T) {
	t.Parallel()
	empty := filepath.Join(t.TempDir(), "empty.pem")
	if err := os.WriteFile(empty, []byte("nothing"), 0o600); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		options Options
		want    string // the message's first line, or empty where it is accepted
	}{
		"https":                  {Options{Endpoint: "https://api.hoody.com/"}, ""},
		"loopback":               {Options{Endpoint: "http://127.0.0.1:8080", Token: "t0ken"}, ""},
		"loopback 6":             {Options{Endpoint: "http://[::1]:8080"}, ""},
		"localhost":              {Options{Endpoint: "http://localhost:8080"}, ""},
		"a gate's basic auth":    {Options{Endpoint: "https://api.hoody.com", Headers: map[string]string{"Authorization": "Basic abc"}}, ""},
		"nothing":                {Options{}, "The endpoint must begin with https:// (or http:// for this machine)."},
		"no scheme":              {Options{Endpoint: "api.hoody.com"}, "The endpoint must begin with https:// (or http:// for this machine)."},
		"no URL":                 {Options{Endpoint: "https://secret-kit%zz"}, "The endpoint is not a URL."},
		"a path it adds itself":  {Options{Endpoint: "https://api.hoody.com/api/v1/"}, "The endpoint ends in /api/v1, which the provider adds itself."},
		"gate with both":         {Options{Endpoint: "https://a.example", Gate: Gate{Token: "secret-gate", Password: "secret-pass"}}, "The gate has a token and a password."},
		"gate's line break":      {Options{Endpoint: "https://a.example", Gate: Gate{Token: "secret-gate\n"}}, "The gate's token contains a space or a line break."},
		"gate's header":          {Options{Endpoint: "https://a.example", Gate: Gate{Token: "secret-gate", Header: "a b"}}, `"a b" is not the name of an HTTP header.`},
		"container, no token":    {Options{Container: &Container{ID: "c1", ControlPlane: address.ControlPlane}}, "A container is named by its id, and there is no token to look it up with."},
		"container, no domain":   {Options{Container: &Container{ID: "c1", ControlPlane: "http://127.0.0.1:1"}, Token: "secret-token"}, "Where containers are does not follow from the address of the control plane, http://127.0.0.1:1."},
		"container, plain http":  {Options{Container: &Container{ID: "c1", ControlPlane: address.ControlPlane, Template: "http://secret-kit.example/{container_id}"}, Token: "t"}, "The endpoint is plain http to another machine: the credentials would travel in the clear."},
		"localhost with a dot":   {Options{Endpoint: "http://Hoody.LOCALHOST.:8080"}, ""},
		"no host":                {Options{Endpoint: "https://"}, "The endpoint names no host."},
		"query":                  {Options{Endpoint: "https://secret-kit.example?x=1"}, "The endpoint has a query or a fragment."},
		"plain http":             {Options{Endpoint: "http://secret-kit.example"}, "The endpoint is plain http to another machine: the credentials would travel in the clear."},
		"plain http, like ours":  {Options{Endpoint: "http://localhost.secret-kit.example"}, "The endpoint is plain http to another machine: the credentials would travel in the clear."},
		"token with line break":  {Options{Endpoint: "https://a.example", Token: "secret-token\n"}, "The token contains a space or a line break."},
		"token with its scheme":  {Options{Endpoint: "https://a.example", Token: "Bearer secret-token"}, "The token contains a space or a line break."},
		"token and header":       {Options{Endpoint: "https://a.example", Token: "secret-token", Headers: map[string]string{"authorization": "x"}}, "The provider has a token and an Authorization header."},
		"header name":            {Options{Endpoint: "https://a.example", Headers: map[string]string{"a b": "secret-header"}}, `"a b" is not the name of an HTTP header.`},
		"header value":           {Options{Endpoint: "https://a.example", Headers: map[string]string{"X-Gate": "secret-header\r\n"}}, `The value of the header "X-Gate" holds characters that cannot be sent.`},
		"certificates not there": {Options{Endpoint: "https://a.example", CACertFile: "no/such.pem"}, `The file "no/such.pem" in ca_cert_file cannot be read.`},
		"no certificates":        {Options{Endpoint: "https://a.example", CACertFile: empty}, fmt.Sprintf("The file %q in ca_cert_file holds no certificate.", empty)},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := New(c.options)
			if c.want == "" {
				if err != nil {
					t.Error(err)
				}
				return
			}
			e, ok := errors.AsType[*engine.Error](err)
			if !ok || e.Message != c.want || e.Advice == "" {
				t.Fatalf("error %v, want %s", err, c.want)
			}
			if strings.Contains(err.Error(), "secret-") {
				t.Errorf("shows a secret: %v", err)
			}
		})
	}
}

func TestOrigin(t *testing.T) {
	t.Parallel()
	e, err := New(Options{Endpoint: "https://Kit.Example.com:8443/Base/"})
	if err != nil {
		t.Fatal(err)
	}
	if got := e.Origin(); got != "kit.example.com:8443/Base" {
		t.Error(got)
	}
}

func TestRequestsAsSent(t *testing.T) {
	t.Parallel()
	service := emulator.Options{Token: "t0ken", Prefix: "/base"}
	options := Options{
		Endpoint: "http://127.0.0.1/base/", Token: "t0ken", UserAgent: "terraform-provider-hoody/1.2.3",
		Headers: map[string]string{"X-Gate": "open"},
	}
	inWorld(t, settings{service: service, options: options}, func(t *testing.T, w *world) {
		spec := azure("one")
		spec.Values["chunk_size"], spec.Values["list_chunk"], spec.Values["use_msi"] = "4194304", int64(5000), false
		spec.Values["description"] = "a <b> & c"
		remote, err := w.engine.Connect(t.Context(), spec)
		if err != nil {
			t.Fatal(err)
		}
		ref, key := refOf(remote, spec), "k2"
		if err := w.engine.Rotate(t.Context(), ref, map[string]*string{"key": &key, "client_secret": nil}); err != nil {
			t.Fatal(err)
		}
		if err := w.engine.Disconnect(t.Context(), ref); err != nil {
			t.Fatal(err)
		}
		want := []struct{ line, body string }{
			{"GET /base/api/v1/backends", ""},
			{"POST /base/api/v1/backends/azureblob", `{"account":"one","chunk_size":"4194304","description":"a <b> & c","key":"the-key-of-one","list_chunk":5000,"use_msi":false}`},
			{"PUT /base/api/v1/backends/" + remote.ID, `{"client_secret":null,"key":"k2"}`},
			{"GET /base/api/v1/backends/" + remote.ID, ""},
			{"DELETE /base/api/v1/backends/" + remote.ID, ""},
		}
		requests := w.Requests()
		if len(requests) != len(want) {
			t.Fatalf("%d requests", len(requests))
		}
		for i, r := range requests {
			if line := r.Method + " " + r.Path; line != want[i].line || string(r.Body) != want[i].body {
				t.Errorf("%s %s\nwant %s %s", line, r.Body, want[i].line, want[i].body)
			}
			for name, value := range map[string]string{
				"Authorization": "Bearer t0ken", "User-Agent": "terraform-provider-hoody/1.2.3", "X-Gate": "open", "Accept": "application/json",
			} {
				if got := r.Header.Get(name); got != value {
					t.Errorf("%s: %q, want %q", name, got, value)
				}
			}
		}
	})
}

// caFile writes a server's certificate where ca_cert_file can name it.
func caFile(t *testing.T, s *httptest.Server) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "ca.pem")
	data := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: s.Certificate().Raw})
	if err := os.WriteFile(file, data, 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

func TestTLS(t *testing.T) {
	t.Parallel()
	none := 0
	for name, c := range map[string]struct {
		newest, oldest uint16
		trusted        bool
		want           string
	}{
		"trusted, HTTP/2": {trusted: true, newest: tls.VersionTLS13},
		"TLS 1.2":         {trusted: true, newest: tls.VersionTLS12},
		"TLS 1.1":         {trusted: true, newest: tls.VersionTLS11, oldest: tls.VersionTLS10, want: "broke before an answer came."},
		"not trusted":     {newest: tls.VersionTLS13, want: "is not trusted.\nCheck the endpoint; a certificate of your own goes into ca_cert_file."},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var protocol atomic.Value
			service := emulator.New(emulator.Options{})
			server := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				protocol.Store(r.Proto)
				service.ServeHTTP(w, r)
			}))
			server.EnableHTTP2 = c.oldest == 0 // HTTP/2 itself refuses less than TLS 1.2
			server.TLS = &tls.Config{MaxVersion: c.newest, MinVersion: c.oldest}
			server.Config.ErrorLog = log.New(io.Discard, "", 0)
			server.StartTLS()
			t.Cleanup(server.Close)
			options := Options{Endpoint: server.URL, MaxRetries: &none, adjust: closedAtTheEnd(t)}
			if c.trusted {
				options.CACertFile = caFile(t, server)
			}
			e, err := New(options)
			if err != nil {
				t.Fatal(err)
			}
			_, err = e.List(t.Context())
			if c.want == "" {
				if err != nil || protocol.Load() != "HTTP/2.0" {
					t.Errorf("error %v over %v", err, protocol.Load())
				}
				return
			}
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("error %v, want %q", err, c.want)
			}
		})
	}
}

// closedAtTheEnd closes a transport's connections at the end of a test.
func closedAtTheEnd(t *testing.T) func(*http.Transport) {
	return func(transport *http.Transport) { t.Cleanup(transport.CloseIdleConnections) }
}

// What is wrong with a certificate is told apart: only of one that nobody trusts does
// ca_cert_file help.
func TestCertificateThatIsWrong(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		host  string
		until time.Duration
		want  string
	}{
		"for another host": {"localhost", time.Hour, "is for another host name.\nCheck the endpoint: its host is not one that the certificate names."},
		"expired":          {"127.0.0.1", -time.Hour, "has expired, or is not valid yet.\nRenew the certificate, or set this machine's clock."},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			server := httptest.NewUnstartedServer(emulator.New(emulator.Options{}))
			server.TLS = &tls.Config{Certificates: []tls.Certificate{certificateUntil(t, time.Now().Add(c.until))}}
			server.Config.ErrorLog = log.New(io.Discard, "", 0)
			server.StartTLS()
			t.Cleanup(server.Close)
			_, port, err := net.SplitHostPort(server.Listener.Addr().String())
			if err != nil {
				t.Fatal(err)
			}
			e, err := New(Options{Endpoint: "https://" + net.JoinHostPort(c.host, port), CACertFile: caFile(t, server)})
			if err != nil {
				t.Fatal(err)
			}
			if _, err := e.List(t.Context()); err == nil || !strings.HasSuffix(err.Error(), c.want) {
				t.Errorf("got  %v\nwant %s", err, c.want)
			}
		})
	}
}

// certificateUntil is one of its own authority for 127.0.0.1.
func certificateUntil(t *testing.T, end time.Time) tls.Certificate {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), IsCA: true, BasicConstraintsValid: true, IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)},
		NotBefore: end.Add(-24 * time.Hour), NotAfter: end, KeyUsage: x509.KeyUsageDigitalSignature | x509.KeyUsageCertSign,
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, key.Public(), key)
	if err != nil {
		t.Fatal(err)
	}
	return tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key}
}

// A proxy that refuses is named, with what it says; one that reaches nobody is asked
// again.
func TestProxyThatRefuses(t *testing.T) {
	t.Parallel()
	for status, c := range map[int]struct {
		want  string
		asked int64
	}{
		http.StatusProxyAuthRequired: {
			"The proxy on the way to https://api.hoody.com answered 407 Proxy Authentication Required.\n" +
				"Put user and password into HTTPS_PROXY, or add the host to NO_PROXY.", 1,
		},
		http.StatusForbidden: {
			"The proxy on the way to https://api.hoody.com answered 403 Forbidden.\n" +
				"Check HTTPS_PROXY and what the proxy allows, or add the host to NO_PROXY.", 1,
		},
		http.StatusBadGateway: {
			"The proxy on the way to https://api.hoody.com answered 502 Bad Gateway.\n" +
				"Check HTTPS_PROXY and what the proxy allows, or add the host to NO_PROXY.", 5,
		},
	} {
		t.Run(http.StatusText(status), func(t *testing.T) {
			t.Parallel()
			var asked atomic.Int64
			refuse := func(http.Handler) http.Handler {
				return http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
					asked.Add(1)
					w.WriteHeader(status)
				})
			}
			proxied := func(transport *http.Transport) {
				transport.Proxy = http.ProxyURL(&url.URL{Scheme: "http", Host: "proxy.example:3128"})
			}
			inWorld(t, settings{options: Options{Endpoint: address.ControlPlane, adjust: proxied}, wrap: refuse}, func(t *testing.T, w *world) {
				if _, err := w.engine.List(t.Context()); err == nil || err.Error() != c.want {
					t.Errorf("got  %v\nwant %s", err, c.want)
				}
				if asked.Load() != c.asked {
					t.Errorf("asked %d times, want %d", asked.Load(), c.asked)
				}
			})
		})
	}
}

// A redirect of a read is followed on the same host. A POST is sent nowhere twice: what
// redirects it may have acted.
func TestRedirects(t *testing.T) {
	t.Parallel()
	var reached atomic.Int32
	away := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { reached.Add(1) }))
	t.Cleanup(away.Close)
	none := 0
	const notFollowed = ", which was not followed: the credentials would go along.\nConfigure that address, if you trust it."
	for name, c := range map[string]struct {
		to     string
		status int
		want   string // error, with HERE and AWAY for the servers
	}{
		"same host":                 {"/moved", 307, ""},
		"another host":              {away.URL, 307, "HERE redirects to AWAY" + notFollowed},
		"another host, as a GET":    {away.URL, 302, "HERE redirects to AWAY" + notFollowed},
		"same host, another scheme": {"https://127.0.0.1/moved", 308, "HERE redirects to https://127.0.0.1" + notFollowed},
		"a container":               {"https://p-c-files-1.s.containers.hoody.com/", 307, "HERE redirects to https://***.s.containers.hoody.com" + notFollowed},
		"in circles":                {"", 307, "HERE redirects to itself.\nCheck the endpoint: a proxy or a login gate may be in the way, or something else answers there."},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var posts atomic.Int32
			server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				switch {
				case r.Method == http.MethodPost:
					posts.Add(1)
				case r.URL.Path == "/moved":
					_, _ = w.Write([]byte(`{"backends":[],"count":0}`))
					return
				}
				http.Redirect(w, r, c.to, c.status)
			}))
			t.Cleanup(server.Close)
			e, err := New(Options{Endpoint: server.URL, Token: "t0ken", MaxRetries: &none})
			if err != nil {
				t.Fatal(err)
			}
			_, err = e.List(t.Context())
			got := strings.NewReplacer(server.URL, "HERE", away.URL, "AWAY").Replace(told(engine.Remote{}, err))
			if got != c.want {
				t.Errorf("the list: %q, want %q", got, c.want)
			}
			o := e.client.Try(t.Context(), wire.Call{Method: http.MethodPost, Path: "/api/v1/backends/s3", Body: []byte("{}")})
			if o.Verdict != wire.Unknown || posts.Load() != 1 {
				t.Errorf("the create: verdict %d after %d requests", o.Verdict, posts.Load())
			}
		})
	}
	t.Cleanup(func() {
		if reached.Load() > 0 {
			t.Error("the other host was asked")
		}
	})
}

// TestHugeAnswer gives up on an answer that has no end.
func TestHugeAnswer(t *testing.T) {
	t.Parallel()
	none := 0
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		piece := []byte(strings.Repeat(" ", 1<<20))
		for {
			if _, err := w.Write(piece); err != nil {
				return
			}
		}
	}))
	t.Cleanup(server.Close)
	e, err := New(Options{Endpoint: server.URL, MaxRetries: &none})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := e.List(t.Context()); err == nil || !strings.Contains(err.Error(), "is larger than 32 MiB") {
		t.Error(err)
	}
}
