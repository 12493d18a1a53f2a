package api

import (
	"testing"

	"github.com/hoody/terraform-provider-hoody/internal/catalog"
	"github.com/hoody/terraform-provider-hoody/internal/catalog/services"
	"github.com/hoody/terraform-provider-hoody/internal/engine"
)

func TestContradicts(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name         string
		backend      string
		values       catalog.Values
		server, user string
		want         bool
	}{
		{name: "nothing on either side", backend: "s3"},
		{"no server listed", "s3", catalog.Values{"endpoint": "https://a.example"}, "", "", false},
		{"a generic server", "s3", catalog.Values{"endpoint": "https://a.example"}, "s3:generic", "", false},
		{"no server configured", "s3", catalog.Values{"region": "eu"}, "a.example", "", false},
		{"the same host", "s3", catalog.Values{"endpoint": "https://A.example:9000/x"}, "a.example", "", false},
		{"the same host, listed as a URL", "netstorage", catalog.Values{"host": "a.example"}, "https://a.example", "", false},
		{"below the host", "s3", catalog.Values{"endpoint": "a.example"}, "bucket.a.example", "", false},
		{"a satellite", "storj", catalog.Values{"satellite_address": "12Eay@us1.storj.io:7777"}, "us1.storj.io", "", false},
		{"one of two", "swift", catalog.Values{"auth": "https://auth.example/v3", "storage_url": "https://data.example"}, "data.example", "", false},
		{"nobody can read what is configured", "s3", catalog.Values{"endpoint": "%zz"}, "a.example", "", false},
		{"another host", "s3", catalog.Values{"endpoint": "https://a.example"}, "b.example", "", true},
		{"another host that ends alike", "s3", catalog.Values{"endpoint": "https://a.example"}, "aa.example", "", true},
		{"the same user", "azureblob", catalog.Values{"account": "one"}, "", "one", false},
		{"no user listed", "azureblob", catalog.Values{"account": "one"}, "", "", false},
		{"no user configured", "azureblob", catalog.Values{"endpoint": "a.example"}, "a.example", "one", false},
		{"another user", "azureblob", catalog.Values{"account": "one"}, "azureblob:generic", "two", true},
		{"the same host and another user", "s3", catalog.Values{"endpoint": "a.example", "access_key_id": "AK1"}, "a.example", "AK2", true},
	} {
		if got := contradicts(engine.Spec{Backend: services.ByName(c.backend), Values: c.values}, engine.Remote{Server: c.server, User: c.user}); got != c.want {
			t.Errorf("%s: %t", c.name, got)
		}
	}
}
