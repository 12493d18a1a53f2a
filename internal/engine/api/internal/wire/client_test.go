package wire

import (
	"fmt"
	"net"
	"net/http"
	"testing"
	"time"

	"github.com/hoody/terraform-provider-hoody/internal/engine/api/address"
)

// The account's token goes to no container, whatever the options say.
func TestTokenStaysAtHome(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		options Options
		want    string // Authorization
	}{
		"control plane":              {Options{Endpoint: address.ControlPlane}, "Bearer account"},
		"this machine":               {Options{Endpoint: "http://127.0.0.1:1"}, "Bearer account"},
		"an endpoint of one's own":   {Options{Endpoint: "https://hoody.example.com"}, "Bearer account"},
		"a container's URL":          {Options{Endpoint: "https://p-c-files-1.s.containers.hoody.com"}, ""},
		"this machine's container":   {Options{Endpoint: "http://127.0.0.1:1", ToContainer: true}, ""},
		"a container by its id":      {Options{Container: &Container{ID: "c", ControlPlane: address.ControlPlane}}, ""},
		"a gate's token":             {Options{Container: &Container{ID: "c", ControlPlane: address.ControlPlane}, Gate: Gate{Token: "gate"}}, "Bearer gate"},
		"a gate's user":              {Options{Endpoint: "http://127.0.0.1:1", ToContainer: true, Gate: Gate{User: "u", Password: "p"}}, "Basic dTpw"},
		"a gate with its own header": {Options{Endpoint: "http://127.0.0.1:1", ToContainer: true, Gate: Gate{Token: "gate", Header: "X-Gate"}}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c.options.Token = "account"
			client, err := New(c.options)
			if err != nil {
				t.Fatal(err)
			}
			if got := client.header.Get("Authorization"); got != c.want {
				t.Errorf("Authorization is %q, want %q", got, c.want)
			}
			if got := client.header.Get("X-Gate"); (got == "gate") != (c.options.Gate.Header != "") {
				t.Errorf("X-Gate is %q", got)
			}
		})
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

// The public control plane is no container, which sleeps and can be deleted.
func TestContainersAreToldFromTheControlPlane(t *testing.T) {
	t.Parallel()
	const container = "https://p-c-files-1.s.containers.hoody.com"
	const deleted = "Was the container deleted? If it was not, check the endpoint and this machine's name resolution."
	for _, c := range []struct {
		options         Options
		unknown, asleep string
	}{
		{
			Options{Endpoint: address.ControlPlane},
			"The host name of https://api.hoody.com is not known.\nCheck the endpoint and this machine's name resolution.",
			"https://api.hoody.com answered 502 Bad Gateway with a page of a proxy.\nHoody may be down, or starting. Try again in a minute.",
		},
		{
			Options{Endpoint: container},
			"The host name of https://***.s.containers.hoody.com is not known.\n" + deleted,
			"https://***.s.containers.hoody.com answered 502 Bad Gateway with a page of a proxy.\n" +
				"The container behind it may still be asleep, or down. Try again in a minute.",
		},
		{
			Options{Container: &Container{ID: "c", ControlPlane: address.ControlPlane}},
			"The host name of Container c is not known.\n" + deleted,
			"Container c answered 502 Bad Gateway with a page of a proxy.\n" +
				"The container behind it may still be asleep, or down. Try again in a minute.",
		},
	} {
		c.options.Token = "account"
		client, err := New(c.options)
		if err != nil {
			t.Fatal(err)
		}
		ctx := t.Context()
		f := client.explain(ctx, ctx, &net.DNSError{IsNotFound: true}, false)
		if got := client.Problem(Call{Method: "GET"}, Outcome{Failure: f}).Text(); got != c.unknown {
			t.Errorf("without a name: %q, want %q", got, c.unknown)
		}
		a := &Answer{Status: http.StatusBadGateway, Body: []byte("<html>")}
		if got := client.Problem(Call{Method: "GET"}, Outcome{Answer: a}).Text(); got != c.asleep {
			t.Errorf("asleep: %q, want %q", got, c.asleep)
		}
	}
}

func TestShortly(t *testing.T) {
	t.Parallel()
	for d, want := range map[time.Duration]string{
		time.Second: "1s", 10 * time.Second: "10s", 10 * time.Minute: "10m", time.Hour: "1h",
		90 * time.Second: "1m30s", 90 * time.Minute: "1h30m",
	} {
		if got := shortly(d); got != want {
			t.Errorf("%s: %q, want %q", d, got, want)
		}
	}
}

// A 404 of an endpoint with a path asks for the path.
func TestPathOfTheEndpoint(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ endpoint, want string }{
		{"https://api.hoody.com", "Correct it."},
		{"https://api.hoody.com/dashboard", "Check the endpoint: is its path (/dashboard) right?"},
		{"https://api.hoody.com/k1t-cr3dential/x", "Check the endpoint: is its path (/***/x) right?"},
	} {
		client, err := New(Options{Endpoint: c.endpoint, Token: "account"})
		if err != nil {
			t.Fatal(err)
		}
		a := &Answer{Status: http.StatusNotFound, Words: Words{API: true, Text: "Not Found"}}
		got := client.Problem(Call{Method: "POST", Advice: "Correct it."}, Outcome{Answer: a}).Text()
		if want := "Hoody answered 404 Not Found to POST: \"Not Found\".\n" + c.want; got != want {
			t.Errorf("%s: %q, want %q", c.endpoint, got, want)
		}
	}
}
