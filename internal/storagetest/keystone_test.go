package storagetest

import (
	"context"
	"encoding/json"
	"net/http"
	"strings"
	"testing"
)

func TestKeystone(t *testing.T) {
	t.Parallel()
	const (
		media     = `"scope":{"project":{"name":"media","domain":{"name":"Default"}}}`
		elsewhere = `"scope":{"project":{"name":"elsewhere","domain":{"name":"Default"}}}`
		alice     = `{"name":"alice","password":"Gm4tYx8Qv1Ls","domain":{"name":"Default"}}`
	)
	password := func(user, scope string) string {
		return `{"auth":{"identity":{"methods":["password"],"password":{"user":` + user + `}},` + scope + `}}`
	}
	credential := func(id, secret string) string {
		return `{"auth":{"identity":{"methods":["application_credential"],"application_credential":{"id":"` + id + `","secret":"` + secret + `"}}}}`
	}
	const id, secret = "21dced0fd20347869b93710d2b98aae0", "rEaqvJka48mpv2Xn"
	tests := []struct {
		name   string
		start  func(context.Context) (*Service, error)
		body   string
		status int
	}{
		{"password", SwiftKeystone, password(alice, media), 201},
		{"password, domain by id", SwiftKeystone, password(`{"name":"alice","password":"Gm4tYx8Qv1Ls","domain":{"id":"default"}}`, media), 201},
		{"wrong password", SwiftKeystone, password(`{"name":"alice","password":"wrong","domain":{"name":"Default"}}`, media), 401},
		{"unknown user", SwiftKeystone, password(`{"name":"bob","password":"Gm4tYx8Qv1Ls","domain":{"name":"Default"}}`, media), 401},
		{"wrong domain", SwiftKeystone, password(`{"name":"alice","password":"Gm4tYx8Qv1Ls","domain":{"name":"elsewhere"}}`, media), 401},
		{"wrong project", SwiftKeystone, password(alice, elsewhere), 401},
		{"project of another domain", SwiftKeystone, password(alice, `"scope":{"project":{"name":"media","domain":{"name":"elsewhere"}}}`), 401},
		{"no project", SwiftKeystone, password(alice, `"scope":{}`), 401},
		{"credential", SwiftApplicationCredential, credential(id, secret), 201},
		{"wrong secret", SwiftApplicationCredential, credential(id, "wrong"), 401},
		{"unknown credential", SwiftApplicationCredential, credential("unknown", secret), 404},
		{"other method", SwiftKeystone, `{"auth":{"identity":{"methods":["token"],"token":{"id":"x"}}}}`, 401},
		{"unsigned", SwiftKeystone, `{}`, 400},
		{"no JSON", SwiftKeystone, `name=alice`, 400},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			s := running(t, tt.start)
			res, body := roundTrip(t, http.DefaultClient, "POST", s.Values["auth"].(string)+"/auth/tokens", tt.body)
			if res.StatusCode != tt.status {
				t.Fatalf("got %d %s, want %d", res.StatusCode, body, tt.status)
			}
			if tt.status != 201 {
				if res.Header.Get("X-Subject-Token") != "" || !strings.HasPrefix(body, `{"error":{"code":`) {
					t.Errorf("a refusal with a token or without an error: %s", body)
				}
				return
			}
			checkContainers(t, objectStore(t, body), res.Header.Get("X-Subject-Token"))
		})
	}
}

// objectStore is the address that the catalog in a token has for Swift.
func objectStore(t *testing.T, token string) string {
	t.Helper()
	var body struct {
		Token struct {
			Catalog []struct {
				Type      string
				Endpoints []struct{ Interface, Region, URL string }
			}
		}
	}
	if err := json.Unmarshal([]byte(token), &body); err != nil {
		t.Fatal(err)
	}
	for _, service := range body.Token.Catalog {
		for _, e := range service.Endpoints {
			if service.Type == "object-store" && e.Interface == "public" && e.Region == "RegionOne" {
				return e.URL
			}
		}
	}
	t.Fatalf("no object store in %s", token)
	return ""
}
