package provider_test

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"encoding/pem"
	"fmt"
	"io"
	"log"
	"math/big"
	"net"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/zclconf/go-cty/cty"

	"github.com/hoody/terraform-provider-hoody/internal/emulator"
)

const accountToken = "the-account-token-a6c1"

// A recorder is the world's HTTPS: a proxy that ends TLS for every host and writes
// down what each was sent. Behind it are Hoody's control plane and a container.
type recorder struct {
	account *emulator.Account
	// redirect, where it is set, is where the container sends everybody.
	redirect string
	url      string
	// root is the file of its certificate authority.
	root string

	mu   sync.Mutex
	sent map[string][]http.Header // by host
}

const kitHost = "p1-c1-files-1.node-1.containers.hoody.com"

func newRecorder(t *testing.T) *recorder {
	t.Helper()
	r := &recorder{
		account: emulator.NewAccount(accountToken, emulator.Options{},
			emulator.Container{ID: "c1", Project: "p1", Server: "node-1", Status: "running"}),
		sent: map[string][]http.Header{},
		root: filepath.Join(t.TempDir(), "root.pem"),
	}
	certificate := authority(t, r.root)
	proxy := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
		if req.Method != http.MethodConnect {
			http.Error(w, "only tunnels", http.StatusMethodNotAllowed)
			return
		}
		client, _, err := http.NewResponseController(w).Hijack()
		if err != nil {
			return
		}
		_, _ = io.WriteString(client, "HTTP/1.1 200 Connection established\r\n\r\n")
		host, _, _ := strings.Cut(req.Host, ":")
		r.serve(tls.Server(client, &tls.Config{Certificates: []tls.Certificate{certificate}}), host)
	}))
	t.Cleanup(proxy.Close)
	r.url = proxy.URL
	return r
}

// authority makes a certificate for every host that these tests call, and writes it
// down as one to trust.
func authority(t *testing.T, file string) tls.Certificate {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), IsCA: true, BasicConstraintsValid: true,
		DNSNames:  []string{"api.hoody.com", "team.api.hoody.com", kitHost, "elsewhere.example"},
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour),
		KeyUsage:    x509.KeyUsageDigitalSignature | x509.KeyUsageCertSign,
		ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth},
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, key.Public(), key)
	if err != nil {
		t.Fatal(err)
	}
	write(t, file, string(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der})))
	return tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key}
}

// serve answers one connection as a host.
func (r *recorder) serve(conn net.Conn, host string) {
	server := &http.Server{
		ReadHeaderTimeout: 10 * time.Second, ErrorLog: log.New(io.Discard, "", 0),
		Handler: http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) { r.answer(w, req, host) }),
	}
	_ = server.Serve(&oneConn{conn: conn})
}

func (r *recorder) answer(w http.ResponseWriter, req *http.Request, host string) {
	r.mu.Lock()
	r.sent[host] = append(r.sent[host], req.Header.Clone())
	r.mu.Unlock()
	switch {
	case host == kitHost && r.redirect != "":
		http.Redirect(w, req, r.redirect+req.URL.Path, http.StatusTemporaryRedirect)
	case host == kitHost:
		req.URL.Path = "/c1" + req.URL.Path
		r.account.ServeHTTP(w, req)
	default:
		r.account.ServeHTTP(w, req)
	}
}

// oneConn is a listener of one connection.
type oneConn struct {
	conn net.Conn
	once sync.Once
}

func (l *oneConn) Accept() (conn net.Conn, err error) {
	err = net.ErrClosed
	l.once.Do(func() { conn, err = l.conn, nil })
	return conn, err
}

func (l *oneConn) Close() error   { return nil }
func (l *oneConn) Addr() net.Addr { return l.conn.LocalAddr() }

// wantTokenAtHome fails where a container's host was sent the account's token, in
// whatever header, or was sent nothing at all.
func (r *recorder) wantTokenAtHome(t *testing.T) {
	t.Helper()
	r.mu.Lock()
	defer r.mu.Unlock()
	if len(r.sent[kitHost]) == 0 {
		t.Error("nothing was sent to the container")
	}
	for host, all := range r.sent {
		for _, header := range all {
			if strings.Contains(host, "containers.") && strings.Contains(fmt.Sprint(header), accountToken) {
				t.Errorf("%s was sent the account's token", host)
			}
		}
	}
}

const anythingStored = `
resource "hoody_backend_azureblob" "a" {
  account = "a"
  key     = "key"
}

resource "hoody_mount" "m" {
  backend_id = hoody_backend_azureblob.a.id
}

data "hoody_backends" "all" {
  depends_on = [hoody_mount.m]
}

data "hoody_mounts" "all" {
  depends_on = [hoody_mount.m]
}
`

// However a container is named, no request to its host holds the account's token.
func TestTokenNeverReachesAContainer(t *testing.T) {
	t.Parallel()
	spelledOut := `container = { project_id = "p1", container_id = "c1", server = "node-1" }`
	for name, c := range map[string]struct {
		block string
		env   []string
		// plane is the host that is asked where the container is.
		plane string
	}{
		"container by id":          {`container = { id = "c1" }`, []string{"HOODY_TOKEN=" + accountToken}, "api.hoody.com"},
		"container spelled out":    {spelledOut, []string{"HOODY_TOKEN=" + accountToken}, ""},
		"endpoint and token":       {fmt.Sprintf("endpoint = \"https://%s\"\n  token = %q", kitHost, accountToken), nil, ""},
		"HOODY_BASE_URL":           {"", []string{"HOODY_BASE_URL=https://" + kitHost, "HOODY_TOKEN=" + accountToken}, ""},
		"HOODY_API_URL":            {"", []string{"HOODY_API_URL=https://" + kitHost, "HOODY_API_TOKEN=" + accountToken}, ""},
		"HOODY_CONTAINER":          {"", []string{"HOODY_CONTAINER=c1", "HOODY_TOKEN=" + accountToken}, "api.hoody.com"},
		"HOODY_CONTAINER_ID":       {"", []string{"HOODY_CONTAINER_ID=c1", "HOODY_REALM=team", "HOODY_TOKEN=" + accountToken}, "team.api.hoody.com"},
		"endpoint, variable token": {fmt.Sprintf("endpoint = \"https://%s\"", kitHost), []string{"HOODY_TOKEN=" + accountToken}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := newRecorder(t)
			tf := newTerraform(t, append([]string{"TF_LOG=", "HTTPS_PROXY=" + r.url, "NO_PROXY="}, c.env...)...)
			tf.write(fmt.Sprintf("%sprovider \"hoody\" {\n  ca_cert_file = %q\n  %s\n}\n%s", requiringHoody, r.root, c.block, anythingStored))
			tf.mustRun("init")
			tf.mustRun("apply", "-auto-approve")
			tf.mustRun("destroy", "-auto-approve")
			r.wantTokenAtHome(t)
			for host := range r.sent {
				if host != kitHost && host != c.plane {
					t.Errorf("%s was called", host)
				}
			}
			if asked := len(r.sent[c.plane]); c.plane != "" && asked == 0 {
				t.Errorf("%s was not asked", c.plane)
			}
		})
	}
}

// A container that redirects gets nothing from its visitors, nor does the host that
// it sends them to.
func TestRedirectFromAContainerIsNotFollowed(t *testing.T) {
	t.Parallel()
	for _, to := range []string{"https://elsewhere.example", "https://api.hoody.com"} {
		t.Run(to, func(t *testing.T) {
			t.Parallel()
			r := newRecorder(t)
			r.redirect = to
			tf := newTerraform(t, "TF_LOG=", "HTTPS_PROXY="+r.url, "NO_PROXY=", "HOODY_TOKEN="+accountToken)
			tf.write(fmt.Sprintf("%sprovider \"hoody\" {\n  ca_cert_file = %q\n  container = { project_id = \"p1\", container_id = \"c1\", server = \"node-1\" }\n}\n%s",
				requiringHoody, r.root, anythingStored))
			tf.mustRun("init")
			if err := tf.run("apply", "-auto-approve", "-no-color"); err == nil || !strings.Contains(err.Error(), "redirects to another address") {
				t.Error(err)
			}
			r.wantTokenAtHome(t)
			if len(r.sent) != 1 {
				t.Errorf("called %d hosts", len(r.sent))
			}
		})
	}
}

// What a newer Terraform asks of an action and a list goes the same way, on this
// machine too.
func TestListsAndActionsKeepTheTokenAtHome(t *testing.T) {
	t.Parallel()
	account := emulator.NewAccount(accountToken, emulator.Options{},
		emulator.Container{ID: "c1", Project: "p1", Server: "node-1", Status: "running"})
	server := httptest.NewServer(account)
	t.Cleanup(server.Close)
	service := account.Service("c1")
	id := service.Add("azureblob", map[string]any{"account": "a", "key": "key"})
	config := texts("endpoint", server.URL, "token", accountToken, "container_endpoint", server.URL+"/{container_id}")
	config["container"] = cty.ObjectVal(map[string]cty.Value{
		"id": cty.StringVal("c1"), "project_id": cty.NullVal(cty.String), "container_id": cty.NullVal(cty.String),
		"server": cty.NullVal(cty.String), "service_index": cty.NullVal(cty.Number),
	})
	c := newCoreWith(t, config)
	if _, problems := c.invoke(t, id); len(problems) > 0 {
		t.Error(details(problems))
	}
	if found := c.list(t, "hoody_backend_azureblob", 10, true, nil); len(found) != 1 {
		t.Errorf("listed %d backends", len(found))
	}
	asked := service.Requests()
	if len(asked) < 2 {
		t.Fatalf("%d requests", len(asked))
	}
	for _, r := range asked {
		if strings.Contains(fmt.Sprint(r.Header), accountToken) {
			t.Errorf("%s %s carries the account's token", r.Method, r.Path)
		}
	}
}
