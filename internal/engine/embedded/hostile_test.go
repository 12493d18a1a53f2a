package embedded

import (
	"bytes"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"storj.io/common/macaroon"

	"github.com/hoody/terraform-provider-hoody/internal/catalog"
	"github.com/hoody/terraform-provider-hoody/internal/catalog/services"
	"github.com/hoody/terraform-provider-hoody/internal/engine"
)

// hostileTimeout bounds a verification against a host that never answers
// properly. Whatever the backend does about it, that is when it ends.
const hostileTimeout = 2 * time.Second

// A target is a backend that is led to a host of the test's own.
type target struct {
	backend string
	values  func(t *testing.T, addr string) catalog.Values
	// field is the one to blame for the host.
	field string
	// said is how the error may begin besides.
	said []string
}

func fixed(values func(addr string) catalog.Values) func(*testing.T, string) catalog.Values {
	return func(_ *testing.T, addr string) catalog.Values { return values(addr) }
}

func storjValues(t *testing.T, addr string) catalog.Values {
	return catalog.Values{
		"provider": "new", "api_key": storjKey(t), "passphrase": "pass", "satellite_address": storjNode + "@" + addr,
	}
}

// proxySaid is how the error may begin when the host is a proxy.
var proxySaid = []string{
	"The proxy does not work: ", "The proxy does not reach ", "What answers there does not speak TLS: ",
	"The connection was cut off: ",
}

var targets = []target{
	{backend: "azureblob", field: "endpoint", values: fixed(func(addr string) catalog.Values {
		return catalog.Values{"account": "account", "key": "c2VjcmV0", "endpoint": "http://" + addr}
	})},
	{backend: "azurefiles", said: []string{"Something answered that is no Azure Files service"}, field: "endpoint", values: fixed(func(addr string) catalog.Values {
		return catalog.Values{"account": "account", "key": "c2VjcmV0", "endpoint": "http://" + addr, "share_name": "share"}
	})},
	{backend: "google-cloud-storage", said: []string{"Something answered that is not the storage"}, field: "endpoint", values: fixed(func(addr string) catalog.Values {
		return catalog.Values{"access_token": "token", "endpoint": "http://" + addr, "project_number": "1"}
	})},
	{backend: "oracleobjectstorage", field: "endpoint", values: func(t *testing.T, addr string) catalog.Values {
		return catalog.Values{
			"provider": "user_principal_auth", "config_file": ociConfig(t), "config_profile": "DEFAULT",
			"namespace": "ns", "region": "us-phoenix-1", "compartment": "ocid1.compartment.oc1..a", "endpoint": "http://" + addr,
		}
	}},
	{backend: "s3", field: "endpoint", values: fixed(func(addr string) catalog.Values {
		return catalog.Values{"endpoint": "http://" + addr, "access_key_id": "id", "secret_access_key": "secret"}
	})},
	{backend: "b2", field: "endpoint", values: fixed(func(addr string) catalog.Values {
		return catalog.Values{"account": "account", "key": "key", "endpoint": "http://" + addr}
	})},
	{backend: "qingstor", said: []string{"Something answered that is not QingStor"}, field: "endpoint", values: fixed(func(addr string) catalog.Values {
		return catalog.Values{"access_key_id": "id", "secret_access_key": "secret", "endpoint": "http://" + addr}
	})},
	{backend: "cloudinary", said: proxySaid, values: fixed(func(string) catalog.Values {
		return catalog.Values{"cloud_name": "cloud", "api_key": "key", "api_secret": "secret"}
	})},
	{backend: "imagekit", said: proxySaid, values: fixed(func(string) catalog.Values {
		return catalog.Values{"endpoint": "https://ik.imagekit.io/id", "public_key": "public", "private_key": "private"}
	})},
	{backend: "swift", field: "auth", values: fixed(func(addr string) catalog.Values {
		return catalog.Values{"user": "user", "key": "key", "auth": "http://" + addr + "/v1.0"}
	})},
	{backend: "netstorage", field: "host", values: fixed(func(addr string) catalog.Values {
		return catalog.Values{"host": addr + "/1234", "account": "account", "secret": "secret", "protocol": "http"}
	})},
	{backend: "storj", said: []string{"What answers there does not speak TLS"}, field: "satellite_address", values: storjValues},
	{backend: "tardigrade", said: []string{"What answers there does not speak TLS"}, field: "satellite_address", values: storjValues},
	{backend: "sia", field: "api_url", values: fixed(func(addr string) catalog.Values {
		return catalog.Values{"api_url": "http://" + addr, "api_password": "password"}
	})},
	{backend: "internetarchive", field: "endpoint", values: fixed(func(addr string) catalog.Values {
		return catalog.Values{
			"endpoint": "http://" + addr, "front_endpoint": "http://" + addr,
			"access_key_id": "id", "secret_access_key": "secret",
		}
	})},
	{backend: "koofr", said: []string{"Something answered that is not Koofr"}, field: "endpoint", values: fixed(func(addr string) catalog.Values {
		return catalog.Values{"endpoint": "http://" + addr, "user": "user", "password": "password"}
	})},
	{backend: "pixeldrain", said: []string{"Something answered that is not Pixeldrain"}, field: "api_url", values: fixed(func(addr string) catalog.Values {
		return catalog.Values{"api_url": "http://" + addr + "/api", "api_key": "key"}
	})},
	{backend: "opendrive", said: proxySaid, values: fixed(func(string) catalog.Values {
		return catalog.Values{"username": "user", "password": "password"}
	})},
	{backend: "gofile", said: proxySaid, values: fixed(func(string) catalog.Values {
		return catalog.Values{"access_token": "token"}
	})},
	{backend: "filescom", said: proxySaid, values: fixed(func(string) catalog.Values {
		return catalog.Values{"api_key": "key"}
	})},
	{backend: "fichier", said: proxySaid, values: fixed(func(string) catalog.Values {
		return catalog.Values{"api_key": "key"}
	})},
	{backend: "premiumizeme", said: proxySaid, values: fixed(func(string) catalog.Values {
		return catalog.Values{"api_key": "key"}
	})},
	{backend: "ulozto", said: proxySaid, values: fixed(func(string) catalog.Values {
		return catalog.Values{"app_token": "token", "username": "user", "password": "password"}
	})},
	{backend: "drive", said: proxySaid, values: fixed(func(string) catalog.Values {
		return catalog.Values{"token": longToken}
	})},
	{backend: "box", said: proxySaid, values: fixed(func(string) catalog.Values {
		return catalog.Values{"token": longToken}
	})},
	{backend: "dropbox", said: proxySaid, values: fixed(func(string) catalog.Values {
		return catalog.Values{"token": longToken}
	})},
	{backend: "onedrive", said: proxySaid, values: fixed(func(string) catalog.Values {
		return catalog.Values{"drive_id": "b!1", "drive_type": "business", "token": longToken}
	})},
	{backend: "pcloud", said: proxySaid, values: fixed(func(string) catalog.Values {
		return catalog.Values{"token": longToken}
	})},
	{backend: "putio", said: proxySaid, values: fixed(func(string) catalog.Values {
		return catalog.Values{"token": longToken}
	})},
	{backend: "yandex", said: proxySaid, values: fixed(func(string) catalog.Values {
		return catalog.Values{"token": longToken}
	})},
	{backend: "zoho", said: proxySaid, values: fixed(func(string) catalog.Values {
		return catalog.Values{"region": "eu", "root_folder_id": "1", "token": longToken}
	})},
	{backend: "hidrive", field: "endpoint", values: fixed(func(addr string) catalog.Values {
		return catalog.Values{"endpoint": "http://" + addr + "/2.1", "token": longToken}
	})},
	{backend: "google-photos", said: proxySaid, values: fixed(func(string) catalog.Values {
		return catalog.Values{"token": longToken}
	})},
	{backend: "jottacloud", said: proxySaid, values: fixed(func(string) catalog.Values {
		return catalog.Values{"token": longToken}
	})},
	{backend: "sharefile", field: "endpoint", values: fixed(func(addr string) catalog.Values {
		return catalog.Values{"endpoint": "http://" + addr, "token": longToken}
	})},
}

// longToken is good for long, and for nothing.
const longToken = `{"access_token":"access","refresh_token":"refresh","token_type":"Bearer","expiry":"2096-01-02T03:04:05Z"}`

// atOnce is how many of the targets are met side by side, each by a child of its own.
const atOnce = 15

// storjNode is the node id of a satellite.
const storjNode = "12EayRS2V1kEsWESU9QMRseFhdxYxKicsiFmxrsLZHeLUtdps3S"

// storjKey makes a well-formed API key that no satellite knows.
func storjKey(t *testing.T) string {
	t.Helper()
	key, err := macaroon.NewAPIKey([]byte("a secret of nobody"))
	if err != nil {
		t.Fatal(err)
	}
	return key.Serialize()
}

// ociConfig writes an OCI configuration with a key of its own.
func ociConfig(t *testing.T) string {
	t.Helper()
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	keyFile, configFile := filepath.Join(dir, "key.pem"), filepath.Join(dir, "config")
	block := &pem.Block{Type: "RSA PRIVATE KEY", Bytes: x509.MarshalPKCS1PrivateKey(key)}
	config := "[DEFAULT]\nuser=ocid1.user.oc1..a\ntenancy=ocid1.tenancy.oc1..a\nregion=us-phoenix-1\n" +
		"fingerprint=00:11:22:33:44:55:66:77:88:99:aa:bb:cc:dd:ee:ff\nkey_file=" + keyFile + "\n"
	if err := os.WriteFile(keyFile, pem.EncodeToMemory(block), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(configFile, []byte(config), 0o600); err != nil {
		t.Fatal(err)
	}
	return configFile
}

// listen has serve talk to every client, until the test ends.
func listen(t *testing.T, serve func(net.Conn)) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			go func() {
				defer c.Close()
				serve(c)
			}()
		}
	}()
	return l.Addr().String()
}

// untilClosed reads what a client sends until it hangs up.
func untilClosed(c net.Conn) {
	_, _ = bytes.NewBuffer(nil).ReadFrom(c)
}

// A hostile host is what a verification can be led to.
type hostile struct {
	name   string
	start  func(t *testing.T) string
	within time.Duration
	// blamed says that the address is at fault.
	blamed bool
	// said is how the error may begin.
	said []string
}

// slack is what a busy machine may add to a limit.
const slack = 3 * time.Second

var hosts = []hostile{
	{name: "refuses", start: refuses, blamed: true, within: 5 * time.Second, said: []string{"Nothing listens at the address: "}},
	{name: "hangs", start: answers(untilClosed), blamed: true, within: hostileTimeout + slack, said: []string{"The storage did not answer in time."}},
	{name: "talks garbage", start: answers(func(c net.Conn) {
		_, _ = c.Read(make([]byte, 4096))
		_, _ = c.Write([]byte("\x00\x01 this is no protocol at all\r\n\r\n"))
	}), blamed: true, within: hostileTimeout + slack, said: []string{"Something answered that is not the storage: "}},
	{name: "fails", start: answers(func(c net.Conn) {
		_, _ = c.Read(make([]byte, 4096))
		_, _ = c.Write([]byte("HTTP/1.1 500 Internal Server Error\r\nContent-Length: 4\r\nConnection: close\r\n\r\noops"))
	}), within: hostileTimeout + slack, said: []string{"The storage failed", "The storage kept failing"}},
	{name: "is a web page", start: answers(func(c net.Conn) {
		const page = "<!doctype html><html><head><title>Hello</title></head><body><p>Hello</p></body></html>"
		_, _ = c.Read(make([]byte, 4096))
		_, _ = fmt.Fprintf(c, "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %d\r\nConnection: close\r\n\r\n%s", len(page), page)
	}), blamed: true, within: hostileTimeout + slack, said: []string{"A web page answered instead of the storage"}},
	{name: "trickles", start: answers(func(c net.Conn) {
		_, _ = c.Read(make([]byte, 4096))
		_, err := c.Write([]byte("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n"))
		for tick := time.NewTicker(100 * time.Millisecond); err == nil; <-tick.C {
			_, err = c.Write([]byte(" "))
		}
	}), blamed: true, within: hostileTimeout + slack, said: []string{"The storage did not answer in time."}},
}

// refuses tells an address where nothing listens.
func refuses(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	return l.Addr().String()
}

func answers(serve func(net.Conn)) func(*testing.T) string {
	return func(t *testing.T) string {
		t.Helper()
		return listen(t, serve)
	}
}

// Every backend comes to an end with every host, and says what is wrong.
func TestHostileHosts(t *testing.T) {
	t.Parallel()
	for _, host := range hosts {
		t.Run(host.name, func(t *testing.T) {
			addr := host.start(t)
			for some := range slices.Chunk(targets, atOnce) {
				e := New(Options{Timeout: hostileTimeout, Children: len(some)})
				t.Cleanup(func() { _ = e.Close() })
				// Fixed hosts are led there by the proxy.
				e.pool.env = []string{"HTTPS_PROXY=http://" + addr}
				warm(t, e, len(some))
				var wait sync.WaitGroup
				for _, to := range some {
					values := to.values(t, addr)
					wait.Go(func() { meet(t, e, host, to, values) })
				}
				wait.Wait()
			}
		})
	}
}

// warm starts children, which takes long on a busy machine.
func warm(t *testing.T, e *Engine, children int) {
	t.Helper()
	program, err := executable("")
	if err != nil {
		t.Fatal(err)
	}
	for range children {
		v, err := startVerifier(program, e.pool.env)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := v.ask(t.Context(), request{Type: "none", Deadline: time.Now().Add(time.Minute)}); err != nil {
			t.Fatal(err)
		}
		e.pool.places <- struct{}{}
		e.pool.put(v)
	}
}

func meet(t *testing.T, e *Engine, host hostile, to target, values catalog.Values) {
	start := time.Now()
	_, err := e.Connect(t.Context(), engine.Spec{Backend: services.ByName(to.backend), Values: values})
	took := time.Since(start)
	var refusal *engine.Error
	if !errors.As(err, &refusal) {
		t.Errorf("%s: got %v, want an *engine.Error", to.backend, err)
		return
	}
	if took > host.within {
		t.Errorf("%s took %s, want at most %s", to.backend, took, host.within)
	}
	said := false
	for _, what := range slices.Concat(host.said, to.said) {
		said = said || strings.HasPrefix(refusal.Message, what)
	}
	if !said {
		t.Errorf("%s: the message is %q", to.backend, refusal.Message)
	}
	if host.blamed && refusal.Field != to.field || !host.blamed && refusal.Field != "" && refusal.Field != to.field {
		t.Errorf("%s: blames %q, want %q", to.backend, refusal.Field, to.field)
	}
}
