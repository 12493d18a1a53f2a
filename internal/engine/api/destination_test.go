package api

import (
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"testing"

	"github.com/hoody/terraform-provider-hoody/internal/emulator"
)

// A name below localhost means this machine: no proxy is asked for it, and no name
// server.
func TestLocalNamesStayHere(t *testing.T) {
	t.Setenv("HTTP_PROXY", "http://proxy.example:3128")
	server := httptest.NewServer(emulator.New(emulator.Options{}))
	t.Cleanup(server.Close)
	_, port, err := net.SplitHostPort(server.Listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	for _, host := range []string{"localhost", "hoody.localhost", "Hoody.LOCALHOST", "hoody.localhost."} {
		endpoint := &url.URL{Scheme: "http", Host: net.JoinHostPort(host, port)}
		var transport *http.Transport
		e, err := New(Options{Endpoint: endpoint.String(), adjust: func(t *http.Transport) { transport = t }})
		if err != nil {
			t.Fatal(err)
		}
		if proxy, err := transport.Proxy(&http.Request{URL: endpoint}); proxy != nil || err != nil {
			t.Errorf("%s: asks %v (%v)", host, proxy, err)
		}
		if _, err := e.List(t.Context()); err != nil {
			t.Errorf("%s: %v", host, err)
		}
	}
}
