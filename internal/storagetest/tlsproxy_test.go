package storagetest

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"strings"
	"testing"
	"time"
)

// impersonated is a client that does what a Go program does with s.Env.
func impersonated(t *testing.T, s *Service) *http.Client {
	t.Helper()
	env := make(map[string]string)
	for _, e := range s.Env {
		name, value, _ := strings.Cut(e, "=")
		env[name] = value
	}
	proxy, err := url.Parse(env["HTTPS_PROXY"])
	if err != nil {
		t.Fatal(err)
	}
	root, err := os.ReadFile(env["SSL_CERT_FILE"])
	if err != nil {
		t.Fatal(err)
	}
	roots := x509.NewCertPool()
	if !roots.AppendCertsFromPEM(root) {
		t.Fatal("SSL_CERT_FILE holds no certificate")
	}
	transport := &http.Transport{Proxy: http.ProxyURL(proxy), TLSClientConfig: &tls.Config{RootCAs: roots}}
	t.Cleanup(transport.CloseIdleConnections)
	return &http.Client{Transport: transport}
}

func serveGreeting(ctx context.Context) (*Service, error) {
	return start(ctx, "greeting", func(s *Service) error {
		return s.impersonate(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			answer(w, http.StatusOK, "text/plain", "hello "+r.Host)
		}), "api.example.com", "cdn.example.com")
	})
}

func TestImpersonateLeadsToItsHosts(t *testing.T) {
	t.Parallel()
	c := impersonated(t, running(t, serveGreeting))

	for _, host := range []string{"api.example.com", "cdn.example.com"} {
		res, body := roundTrip(t, c, http.MethodGet, "https://"+host+"/", "")
		if res.StatusCode != 200 || body != "hello "+host {
			t.Errorf("got %d %q", res.StatusCode, body)
		}
	}
	for _, other := range []string{"https://example.com/", "https://api.example.com:8443/"} {
		if _, err := c.Get(other); err == nil || !strings.HasSuffix(err.Error(), "Forbidden") {
			t.Errorf("%s: got %v, want it forbidden", other, err)
		}
	}
	if res, _ := roundTrip(t, c, http.MethodGet, "http://api.example.com:443/", ""); res.StatusCode != 403 {
		t.Errorf("a request without a tunnel: got %d, want 403", res.StatusCode)
	}
}

func TestImpersonateNeedsItsRoot(t *testing.T) {
	t.Parallel()
	c := impersonated(t, running(t, serveGreeting))
	c.Transport.(*http.Transport).TLSClientConfig = &tls.Config{RootCAs: x509.NewCertPool()}
	if _, err := c.Get("https://api.example.com/"); err == nil || !strings.Contains(err.Error(), "unknown authority") {
		t.Errorf("got %v, want an unknown authority", err)
	}
}

func TestImpersonateEndsWithTheService(t *testing.T) {
	t.Parallel()
	s := running(t, serveGreeting)
	c := impersonated(t, s)
	res, err := c.Get("https://api.example.com/")
	if err != nil {
		t.Fatal(err)
	}
	// Reading all of the answer keeps the connection for the next request.
	if _, err := io.Copy(io.Discard, res.Body); err != nil {
		t.Fatal(err)
	}
	_ = res.Body.Close()
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if res, err := c.Get("https://api.example.com/"); err == nil {
		t.Errorf("got %s from a closed service", res.Status)
	}
}

func TestImpersonateHangsUpWithTheClient(t *testing.T) {
	t.Parallel()
	arrived, gone := make(chan struct{}), make(chan struct{})
	s := running(t, func(ctx context.Context) (*Service, error) {
		return start(ctx, "patience", func(s *Service) error {
			return s.impersonate(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
				close(arrived)
				<-r.Context().Done()
				close(gone)
			}), "api.example.com")
		})
	})
	// A killed client says no good-bye in TLS: its TCP connection just ends.
	c := impersonated(t, s)
	c.Transport.(*http.Transport).DialContext = func(ctx context.Context, network, addr string) (net.Conn, error) {
		conn, err := new(net.Dialer).DialContext(ctx, network, addr)
		if err == nil {
			go func() { <-arrived; _ = conn.Close() }()
		}
		return conn, err
	}
	if res, err := c.Get("https://api.example.com/"); err == nil {
		t.Fatalf("got %s on a closed connection", res.Status)
	}
	select {
	case <-gone:
	case <-time.After(10 * time.Second):
		t.Error("the host does not learn that its client hung up")
	}
}
