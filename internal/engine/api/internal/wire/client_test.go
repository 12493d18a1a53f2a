package wire

import (
	"fmt"
	"testing"

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
