package address

import (
	"net/url"
	"testing"
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

func TestAddresses(t *testing.T) {
	t.Parallel()
	a := Parts{Project: "p1", Container: "c2", Server: "node-3", Index: 4}
	for _, c := range []struct{ controlPlane, template, want string }{
		{"https://api.hoody.com", "", "https://p1-c2-files-4.node-3.containers.hoody.com"},
		{"https://team.api.hoody.com", "", "https://p1-c2-files-4.node-3.containers.hoody.com"},
		{"https://api.example.org", "", "https://p1-c2-files-4.node-3.containers.example.org"},
		{"http://127.0.0.1:1", "http://127.0.0.1:1/{container_id}/{index}?{server}{project_id}", "http://127.0.0.1:1/c2/4?node-3p1"},
	} {
		if got := a.URL(c.controlPlane, c.template); got != c.want {
			t.Errorf("%s, %s: %s, want %s", c.controlPlane, c.template, got, c.want)
		}
	}
}

func TestRealms(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		controlPlane, realm, want string
		ok                        bool
	}{
		{"https://api.hoody.com", "", "https://api.hoody.com", true},
		{"https://api.hoody.com", "team", "https://team.api.hoody.com", true},
		{"https://api.example.org:8443/x", "team", "https://team.api.example.org:8443/x", true},
		{"https://team.api.hoody.com", "team", "https://team.api.hoody.com", true},
		{"https://Team.api.hoody.com", "tEam", "https://Team.api.hoody.com", true},
		{"https://team.api.hoody.com", "other", "https://team.api.hoody.com", false},
		{"http://127.0.0.1:8080", "team", "http://127.0.0.1:8080", false},
		{"http://127.0.0.1:8080", "", "http://127.0.0.1:8080", true},
		{"https://hoody.example.com", "team", "https://hoody.example.com", false},
		{"https://p-c-files-1.s.containers.hoody.com", "team", "https://p-c-files-1.s.containers.hoody.com", false},
		{"https://%zz", "team", "https://%zz", true},
	} {
		if got, ok := InRealm(c.controlPlane, c.realm); got != c.want || ok != c.ok {
			t.Errorf("%s in %s: %s, %t, want %s", c.realm, c.controlPlane, got, ok, c.want)
		}
	}
}

func TestMaskedHost(t *testing.T) {
	t.Parallel()
	for endpoint, want := range map[string]string{
		"https://p1-c2-files-1.srv3.containers.hoody.com": "https://***.srv3.containers.hoody.com",
		"https://p1-c2-files-1.node.example.com:8443/x":   "https://***.node.example.com:8443",
		"https://kit:8443/path":                           "https://kit:8443",
		"https://user:password@hoody.example.com:8443/x":  "https://hoody.example.com:8443",
		"https://api.hoody.com":                           "https://api.hoody.com",
		"https://team.api.hoody.com":                      "https://team.api.hoody.com",
		"http://127.0.0.1:9000":                           "http://127.0.0.1:9000",
		"https://192.0.2.7":                               "https://192.0.2.7",
		"http://localhost:80":                             "http://localhost:80",
	} {
		u, err := url.Parse(endpoint)
		if err != nil {
			t.Fatal(err)
		}
		if got := Shown(u); got != want {
			t.Errorf("%s: %s, want %s", endpoint, got, want)
		}
	}
}
