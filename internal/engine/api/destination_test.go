package api

import (
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/hoody/terraform-provider-hoody/internal/emulator"
)

func TestTrustOf(t *testing.T) {
	t.Parallel()
	for endpoint, want := range map[string]Trust{
		"https://api.hoody.com":                            Account,
		"https://API.Hoody.com./":                          Account,
		"https://team.api.hoody.com":                       Account,
		"http://127.0.0.1:8080":                            Account,
		"http://[::1]:8080":                                Account,
		"http://localhost":                                 Account,
		"http://hoody.localhost:80":                        Account,
		"https://p1-c2-files-1.srv3.containers.hoody.com":  Untrusted,
		"https://P1-C2-FILES-1.srv3.Containers.hoody.com.": Untrusted,
		"https://x.containers.example.com":                 Untrusted,
		"https://containers.hoody.com":                     Untrusted,
		"http://x.containers.localhost":                    Untrusted,
		"https://x.ｃontainers.hoody.com":                   Untrusted, // a wide c, which is dialed as c
		"https://x.containers。hoody。com":                   Untrusted,
		"https://x.%EF%BD%83ontainers.hoody.com":           Untrusted,
		"https://api.hoody.com@x.containers.hoody.com":     Untrusted,
		"https://x.containers.hoody.com@api.hoody.com":     Account,
		"https://api.hoody.com.":                           Account,
		"https://hoody.example.com":                        Foreign,
		"https://api.hoody.com.example.com":                Foreign,
		"https://evilapi.hoody.com":                        Foreign,
		"https://mycontainers.example.com":                 Foreign,
		"https://%zz":                                      Foreign,
		"":                                                 Foreign,
	} {
		if got := TrustOf(endpoint); got != want {
			t.Errorf("%s: %d, want %d", endpoint, got, want)
		}
	}
}

// The account's token goes to no container, whatever the options say.
func TestTokenStaysAtHome(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		options Options
		want    string // Authorization
	}{
		"control plane":              {Options{Endpoint: ControlPlane}, "Bearer account"},
		"this machine":               {Options{Endpoint: "http://127.0.0.1:1"}, "Bearer account"},
		"an endpoint of one's own":   {Options{Endpoint: "https://hoody.example.com"}, "Bearer account"},
		"a container's URL":          {Options{Endpoint: "https://p-c-files-1.s.containers.hoody.com"}, ""},
		"this machine's container":   {Options{Endpoint: "http://127.0.0.1:1", ToContainer: true}, ""},
		"a container by its id":      {Options{Container: &Container{ID: "c", ControlPlane: ControlPlane}}, ""},
		"a gate's token":             {Options{Container: &Container{ID: "c", ControlPlane: ControlPlane}, Gate: Gate{Token: "gate"}}, "Bearer gate"},
		"a gate's user":              {Options{Endpoint: "http://127.0.0.1:1", ToContainer: true, Gate: Gate{User: "u", Password: "p"}}, "Basic dTpw"},
		"a gate with its own header": {Options{Endpoint: "http://127.0.0.1:1", ToContainer: true, Gate: Gate{Token: "gate", Header: "X-Gate"}}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c.options.Token = "account"
			e, err := New(c.options)
			if err != nil {
				t.Fatal(err)
			}
			if got := e.client.header.Get("Authorization"); got != c.want {
				t.Errorf("Authorization is %q, want %q", got, c.want)
			}
			if got := e.client.header.Get("X-Gate"); (got == "gate") != (c.options.Gate.Header != "") {
				t.Errorf("X-Gate is %q", got)
			}
		})
	}
}

func TestAddresses(t *testing.T) {
	t.Parallel()
	a := Address{Project: "p1", Container: "c2", Server: "node-3", Index: 4}
	for _, c := range []struct{ controlPlane, template, want string }{
		{"https://api.hoody.com", "", "https://p1-c2-files-4.node-3.containers.hoody.com"},
		{"https://team.api.hoody.com", "", "https://p1-c2-files-4.node-3.containers.hoody.com"},
		{"https://api.example.org", "", "https://p1-c2-files-4.node-3.containers.example.org"},
		{"http://127.0.0.1:1", "http://127.0.0.1:1/{container_id}/{index}?{server}{project_id}", "http://127.0.0.1:1/c2/4?node-3p1"},
	} {
		if got := a.In(c.controlPlane, c.template); got != c.want {
			t.Errorf("%s, %s: %s, want %s", c.controlPlane, c.template, got, c.want)
		}
	}
}

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
		e, err := New(Options{Endpoint: "http://" + net.JoinHostPort(host, port)})
		if err != nil {
			t.Fatal(err)
		}
		if proxy, err := e.client.http.Transport.(*http.Transport).Proxy(&http.Request{URL: e.client.base}); proxy != nil || err != nil {
			t.Errorf("%s: asks %v (%v)", host, proxy, err)
		}
		if _, err := e.List(t.Context()); err != nil {
			t.Errorf("%s: %v", host, err)
		}
	}
}

// A gate and a header of one's own do not overwrite each other.
func TestGateBesideItsHeader(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		gate   Gate
		header string
		want   string // error
	}{
		"token":        {Gate{Token: "t"}, "authorization", "gate: The provider has a gate and the header \"Authorization\", in which the gate's credentials are sent.\nKeep one of them."},
		"user":         {Gate{User: "u", Password: "p"}, "Authorization", "gate: The provider has a gate and the header \"Authorization\", in which the gate's credentials are sent.\nKeep one of them."},
		"own header":   {Gate{Token: "t", Header: "X-Gate"}, "x-gate", "gate: The provider has a gate and the header \"X-Gate\", in which the gate's credentials are sent.\nKeep one of them."},
		"another":      {Gate{Token: "t", Header: "X-Gate"}, "Authorization", ""},
		"without gate": {Gate{}, "Authorization", ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := New(Options{Endpoint: "http://127.0.0.1:1", ToContainer: true, Gate: c.gate, Headers: map[string]string{c.header: "mine"}})
			if got := fmt.Sprint(err); got != c.want && !(err == nil && c.want == "") {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

func TestRealms(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ controlPlane, realm, want string }{
		{"https://api.hoody.com", "", "https://api.hoody.com"},
		{"https://api.hoody.com", "team", "https://team.api.hoody.com"},
		{"https://api.example.org:8443/x", "team", "https://team.api.example.org:8443/x"},
		{"https://team.api.hoody.com", "team", "https://team.api.hoody.com"},
		{"http://127.0.0.1:8080", "team", "http://127.0.0.1:8080"},
		{"https://hoody.example.com", "team", "https://hoody.example.com"},
	} {
		if got := InRealm(c.controlPlane, c.realm); got != c.want {
			t.Errorf("%s in %s: %s, want %s", c.realm, c.controlPlane, got, c.want)
		}
	}
}
