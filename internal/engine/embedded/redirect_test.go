package embedded

import (
	"encoding/pem"
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/hoody/terraform-provider-hoody/internal/catalog"
	"github.com/hoody/terraform-provider-hoody/internal/catalog/services"
	"github.com/hoody/terraform-provider-hoody/internal/engine"
)

// A storage that redirects gets Google's token for itself and for no other host,
// whichever way the token came about.
func TestGooglesTokenFollowsNoRedirect(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name   string
		values catalog.Values
	}{
		{"an access token", catalog.Values{"access_token": "ya29.canary"}},
		{"a token of OAuth", catalog.Values{"token": `{"access_token":"ya29.canary","token_type":"Bearer","expiry":"2999-01-02T03:04:05Z"}`}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			other := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
				t.Errorf("another host got %s with %q", r.URL, r.Header.Get("Authorization"))
			}))
			t.Cleanup(other.Close)
			asked := make(chan string, 10)
			storage := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				asked <- r.Header.Get("Authorization")
				http.Redirect(w, r, other.URL+r.URL.Path, http.StatusTemporaryRedirect)
			}))
			t.Cleanup(storage.Close)
			c.values["endpoint"], c.values["project_number"] = storage.URL, "1"
			e := New(Options{Children: 1})
			t.Cleanup(func() { _ = e.Close() })
			_, err := e.Connect(t.Context(), engine.Spec{Backend: services.ByName("google-cloud-storage"), Values: c.values})
			refusal, ok := errors.AsType[*engine.Error](err)
			host := strings.TrimPrefix(other.URL, "http://")
			want := "the storage redirects to another host, " + host + ", which was not followed: the token would go along."
			if !ok || !strings.Contains(refusal.Message, want) || strings.Contains(err.Error(), "canary") {
				t.Errorf("got %v, want %s", err, want)
			}
			if got := <-asked; got != "Bearer ya29.canary" || len(asked) > 0 {
				t.Errorf("the storage got %q and %d requests more", got, len(asked))
			}
		})
	}
}

// A bucket of another region is not listed, though rclone says nothing against it: the
// storage leads to the region in words of its own, which no client follows.
func TestABucketOfAnotherRegion(t *testing.T) {
	t.Parallel()
	storage := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/xml")
		w.Header().Set("X-Amz-Bucket-Region", "eu-central-1")
		w.WriteHeader(http.StatusMovedPermanently)
		_, _ = io.WriteString(w, "<Error><Code>PermanentRedirect</Code><Message>The bucket must be addressed using the "+
			"specified endpoint.</Message><Endpoint>photos.s3.eu-central-1.amazonaws.com</Endpoint></Error>")
	}))
	t.Cleanup(storage.Close)
	e := New(Options{Children: 1})
	t.Cleanup(func() { _ = e.Close() })
	for _, path := range []string{"photos", "photos/2026", ""} {
		for _, depth := range []engine.Depth{engine.VerifyList, engine.VerifyRead, engine.VerifyWrite} {
			_, err := e.Connect(t.Context(), engine.Spec{
				Backend: services.ByName("s3"), VerifyPath: path, Verify: depth, Values: catalog.Values{
					"endpoint": storage.URL, "region": "us-east-1", "access_key_id": "id", "secret_access_key": "secret",
				},
			})
			want := "region: The bucket is in another region.\n" +
				"Set region to the bucket's region, and the endpoint to that region's."
			if path == "" {
				want = "region: The region is not the one that the storage expects: PermanentRedirect: " +
					"The bucket must be addressed using the specified endpoint.\nSet region to the storage's or the bucket's region."
			}
			if err == nil || err.Error() != want {
				t.Errorf("%s at %q: got %v\nwant %s", depth, path, err, want)
			}
		}
	}
}

// What is read follows from http to https, and what is written arrives as something that
// reads. What only reads is not told of it.
func TestFromHTTPToHTTPS(t *testing.T) {
	t.Parallel()
	secured := httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch {
		case strings.HasPrefix(r.URL.Path, "/pages"):
			w.Header().Set("Content-Type", "text/html")
			_, _ = io.WriteString(w, `<html><body><a href="cat.jpg">cat.jpg</a></body></html>`)
		case r.Method == http.MethodGet:
			w.Header().Set("Content-Type", "application/xml")
			_, _ = io.WriteString(w, `<ListAllMyBucketsResult><Buckets><Bucket><Name>photos</Name>`+
				`<CreationDate>2026-01-01T00:00:00.000Z</CreationDate></Bucket></Buckets></ListAllMyBucketsResult>`)
		default:
			http.Error(w, "by the wrong way", http.StatusMethodNotAllowed)
		}
	}))
	t.Cleanup(secured.Close)
	plain := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, secured.URL+r.URL.Path, http.StatusMovedPermanently)
	}))
	t.Cleanup(plain.Close)
	authority := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: secured.Certificate().Raw})
	e := New(Options{Children: 1, Authorities: authority})
	t.Cleanup(func() { _ = e.Close() })
	const says = "The storage redirects from http:// to https://, and what is to be written gets lost on the way.\n" +
		"Write https:// in the address."
	for _, c := range []struct {
		name, backend string
		values        catalog.Values
		want          string
	}{
		{"s3", "s3", catalog.Values{"endpoint": plain.URL, "access_key_id": "id", "secret_access_key": "secret"},
			"endpoint: " + says},
		{"s3 by https", "s3", catalog.Values{
			"endpoint": secured.URL, "access_key_id": "id", "secret_access_key": "secret",
		}, ""},
		{"webdav", "webdav", catalog.Values{"url": plain.URL, "user": "user", "pass": "pass"}, "url: " + says},
		{"swift", "swift", catalog.Values{"auth": plain.URL + "/v1.0", "user": "user", "key": "key"}, "auth: " + says},
		{"http", "http", catalog.Values{"url": plain.URL + "/pages/"}, ""},
	} {
		got := ""
		if _, err := e.Connect(t.Context(), engine.Spec{Backend: services.ByName(c.backend), Values: c.values}); err != nil {
			got = err.Error()
		}
		if got != c.want {
			t.Errorf("%s: got %s\nwant %s", c.name, got, c.want)
		}
	}
}

// A proxy that leads nowhere says so with a status, of which a client hears the words. The
// host that was meant is named.
func TestAProxyThatLeadsNowhere(t *testing.T) {
	t.Parallel()
	const (
		refuses = "The proxy refuses to connect to %s.\n" +
			"Have the proxy of HTTPS_PROXY allow this host, or name the host in NO_PROXY if this machine reaches it " +
			"without the proxy."
		fails = "The proxy does not reach %s.\n" +
			"Check the spelling of the host, where it is configured, and the proxy of HTTPS_PROXY; or name the host in " +
			"NO_PROXY if this machine reaches it without the proxy."
		asks = "The proxy asks for a password.\n" +
			"Set HTTPS_PROXY and HTTP_PROXY with user and password (http://user:password@host:port), or name the host in " +
			"NO_PROXY."
	)
	for status, says := range map[string]string{
		"403 Forbidden":                     refuses,
		"500 Internal Server Error":         strings.Replace(fails, "%s", "%s: Internal Server Error", 1),
		"502 Bad Gateway":                   strings.Replace(fails, "%s", "%s: Bad Gateway", 1),
		"503 Service Unavailable":           strings.Replace(fails, "%s", "%s: Service Unavailable", 1),
		"504 Gateway Timeout":               strings.Replace(fails, "%s", "%s: Gateway Timeout", 1),
		"407 Proxy Authentication Required": asks,
	} {
		t.Run(status, func(t *testing.T) {
			t.Parallel()
			proxy := listen(t, func(c net.Conn) {
				_, _ = c.Read(make([]byte, 4096))
				_, _ = io.WriteString(c, "HTTP/1.1 "+status+"\r\nContent-Length: 0\r\n\r\n")
			})
			e := New(Options{Children: 1})
			t.Cleanup(func() { _ = e.Close() })
			e.pool.env = []string{"HTTPS_PROXY=http://" + proxy}
			for _, c := range []struct {
				backend, host string
				values        catalog.Values
			}{
				{"opendrive", "dev.opendrive.com", catalog.Values{"username": "user", "password": "password"}},
				{"dropbox", "api.dropboxapi.com", catalog.Values{"token": longToken}},
				{"zoho", "workdrive.zoho.eu", catalog.Values{"region": "eu", "root_folder_id": "1", "token": longToken}},
				{"s3", "museum.example:8443", catalog.Values{
					"endpoint": "https://museum.example:8443", "access_key_id": "id", "secret_access_key": "secret",
				}},
				{"azureblob", "museum.example", catalog.Values{
					"account": "account", "key": "c2VjcmV0", "endpoint": "https://museum.example",
				}},
			} {
				_, err := e.Connect(t.Context(), engine.Spec{Backend: services.ByName(c.backend), Values: c.values})
				want := strings.Replace(says, "%s", c.host, 1)
				if c.backend == "zoho" && says == refuses {
					want = "The proxy refuses to connect to Zoho in this region.\nCheck region, which is how the address of the " +
						"account ends in a browser, or have the proxy of HTTPS_PROXY allow Zoho's hosts there."
				}
				if err == nil || err.Error() != want {
					t.Errorf("%s: got %v\nwant %s", c.backend, err, want)
				}
			}
		})
	}
}
