package engine_test

import (
	"testing"

	"github.com/hoody/terraform-provider-hoody/internal/catalog"
	"github.com/hoody/terraform-provider-hoody/internal/catalog/services"
	"github.com/hoody/terraform-provider-hoody/internal/engine"
)

func TestContradiction(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name         string
		backend      string
		values       catalog.Values
		server, user string
		want         string // the field that contradicts
		matches      bool
	}{
		{name: "nothing on either side", backend: "s3"},
		{"no server listed", "s3", catalog.Values{"endpoint": "https://a.example"}, "", "", "", false},
		{"a generic server", "s3", catalog.Values{"endpoint": "https://a.example"}, "s3:generic", "", "", false},
		{"no server configured", "s3", catalog.Values{"region": "eu"}, "a.example", "", "", false},
		{"the same host", "s3", catalog.Values{"endpoint": "https://A.example:9000/x"}, "a.example", "", "", false},
		{"the same host, listed as a URL", "netstorage", catalog.Values{"host": "a.example"}, "https://a.example", "", "", false},
		{"below the host", "s3", catalog.Values{"endpoint": "a.example"}, "bucket.a.example", "", "", false},
		{"a satellite", "storj", catalog.Values{"satellite_address": "12Eay@us1.storj.io:7777"}, "us1.storj.io", "", "", false},
		{"one of two", "swift", catalog.Values{"auth": "https://auth.example/v3", "storage_url": "https://data.example"}, "data.example", "", "", false},
		{"none of two", "swift", catalog.Values{"auth": "https://auth.example/v3", "storage_url": "https://data.example"}, "b.example", "", "auth", false},
		{"nobody can read what is configured", "s3", catalog.Values{"endpoint": "%zz"}, "a.example", "", "", false},
		{"another host", "s3", catalog.Values{"endpoint": "https://a.example"}, "b.example", "", "endpoint", false},
		{"another host that ends alike", "s3", catalog.Values{"endpoint": "https://a.example"}, "aa.example", "", "endpoint", false},
		{"the same user", "azureblob", catalog.Values{"account": "one"}, "", "one", "", false},
		{"no user listed", "azureblob", catalog.Values{"account": "one"}, "", "", "", false},
		{"no user configured", "azureblob", catalog.Values{"endpoint": "a.example"}, "a.example", "one", "", false},
		{"another user", "azureblob", catalog.Values{"account": "one"}, "azureblob:generic", "two", "account", false},
		{"the same host and another user", "s3", catalog.Values{"endpoint": "a.example", "access_key_id": "AK1"}, "a.example", "AK2", "access_key_id", false},
		{"the same host and the same user", "s3", catalog.Values{"endpoint": "a.example", "access_key_id": "AK1"}, "a.example", "AK1", "", true},
	} {
		spec := engine.Spec{Backend: services.ByName(c.backend), Values: c.values}
		listed := engine.Remote{Server: c.server, User: c.user}
		got := ""
		if f := spec.Contradiction(listed); f != nil {
			got = f.Name
		}
		if got != c.want || spec.Matches(listed) != c.matches {
			t.Errorf("%s: %q contradicts, matches %t", c.name, got, spec.Matches(listed))
		}
	}
}

// FuzzContradiction reads hosts from anything, and always finds what is listed as
// it is configured.
func FuzzContradiction(f *testing.F) {
	f.Add("https://a.example:9000/x")
	f.Add("12Eay@us1.storj.io:7777")
	f.Add("s3:generic")
	f.Add("[::1]:80")
	f.Add("%zz")
	f.Fuzz(func(t *testing.T, server string) {
		b2 := engine.Spec{Backend: services.ByName("b2"), Values: catalog.Values{"endpoint": server, "account": server}}
		if f := b2.Contradiction(engine.Remote{Server: server, User: server}); f != nil {
			t.Errorf("%q contradicts itself in %s", server, f.Name)
		}
	})
}
