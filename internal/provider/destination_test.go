package provider_test

import (
	"cmp"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"encoding/pem"
	"fmt"
	"io"
	"log"
	"maps"
	"math/big"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
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
	// redirect is where a host sends everybody.
	redirect map[string]string
	url      string
	// root is the file of its certificate authority.
	root string

	mu   sync.Mutex
	sent map[string][]http.Header // by host
}

const (
	kitHost = "p1-c1-files-1.node-1.containers.hoody.com"
	// ownHost is where a template finds containers.
	ownHost = "storage.example"
)

// controlPlanes are the hosts that the account's token may reach.
var controlPlanes = []string{"api.hoody.com", "team.api.hoody.com"}

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
		DNSNames:  append([]string{kitHost, ownHost, "elsewhere.example"}, controlPlanes...),
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
	if to := r.redirect[host]; to != "" {
		http.Redirect(w, req, to+req.URL.Path, http.StatusTemporaryRedirect)
		return
	}
	if host == kitHost {
		req.URL.Path = "/c1" + req.URL.Path
	}
	r.account.ServeHTTP(w, req)
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

// wantTokenAtHome fails where another host than a control plane was sent the account's
// token, in any header.
func (r *recorder) wantTokenAtHome(t *testing.T) {
	t.Helper()
	r.mu.Lock()
	defer r.mu.Unlock()
	for host, all := range r.sent {
		for _, header := range all {
			if !slices.Contains(controlPlanes, host) && strings.Contains(fmt.Sprint(header), accountToken) {
				t.Errorf("%s was sent the account's token", host)
			}
		}
	}
}

// wantHosts fails where others were called than these; an empty one is none.
func (r *recorder) wantHosts(t *testing.T, hosts ...string) {
	t.Helper()
	r.mu.Lock()
	defer r.mu.Unlock()
	want := slices.DeleteFunc(slices.Sorted(slices.Values(hosts)), func(host string) bool { return host == "" })
	if called := slices.Sorted(maps.Keys(r.sent)); !slices.Equal(called, want) {
		t.Errorf("called %v, want %v", called, want)
	}
}

// wantGate fails where the container was sent anything but the gate's credentials, or
// somebody else was sent them.
func (r *recorder) wantGate(t *testing.T, container, authorization string) {
	t.Helper()
	r.mu.Lock()
	defer r.mu.Unlock()
	for host, all := range r.sent {
		for _, header := range all {
			if got := header.Get("Authorization"); (got == authorization) != (host == container) {
				t.Errorf("%s was sent %q, and the container is to be sent %q", host, got, authorization)
			}
		}
	}
}

// anythingStored asks everything that there is to ask of a service; its key rotates
// under a mount.
const anythingStored = `
variable "key" {
  default = "a2V5"
}

resource "hoody_backend_azureblob" "a" {
  account           = "a"
  key               = var.key
  remount_on_rotate = true
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

data "hoody_backend" "a" {
  id = hoody_backend_azureblob.a.id
}

data "hoody_mount" "m" {
  id = hoody_mount.m.id
}

data "hoody_backend_test" "a" {
  id = hoody_backend_azureblob.a.id
}
`

// However a container is named, no request to its host holds the account's token: it
// is sent what is its gate's, and nobody else is sent that.
func TestTokenNeverReachesAContainer(t *testing.T) {
	t.Parallel()
	needsTerraform(t)
	const (
		spelledOut = `container = { project_id = "p1", container_id = "c1", server = "node-1" }`
		byID       = `container = { id = "c1" }`
		template   = "https://" + ownHost + "/{container_id}"
		token      = "HOODY_TOKEN=" + accountToken
	)
	for name, c := range map[string]struct {
		block string
		env   []string
		// plane is asked where the container is, which is at at or else at kitHost.
		plane, at string
		gate      string
	}{
		"container by id":                        {byID, []string{token}, "api.hoody.com", "", ""},
		"container by id, and a gate's variable": {byID, []string{token, "HOODY_KIT_TOKEN=gate"}, "api.hoody.com", "", "Bearer gate"},
		"container by id, and a gate": {
			byID + "\n  gate = { user = \"u\", password = \"p\" }\n  token = \"" + accountToken + `"`, nil, "api.hoody.com", "", "Basic dTpw",
		},
		"container by id, and a header": {
			byID + "\n  headers = { Authorization = \"mine\" }", []string{token, "HOODY_KIT_TOKEN=gate"}, "api.hoody.com", "", "mine",
		},
		"container spelled out":         {spelledOut, []string{token}, "", "", ""},
		"endpoint and token":            {"endpoint = \"https://" + kitHost + "\"\n  token = \"" + accountToken + `"`, nil, "", "", ""},
		"endpoint, variable token":      {"endpoint = \"https://" + kitHost + `"`, []string{token}, "", "", ""},
		"container_endpoint":            {byID + "\n  container_endpoint = \"" + template + `"`, []string{token}, "api.hoody.com", ownHost, ""},
		"container_endpoint, and parts": {spelledOut + "\n  container_endpoint = \"" + template + `"`, []string{token}, "", ownHost, ""},
		"HOODY_BASE_URL":                {"", []string{"HOODY_BASE_URL=https://" + kitHost, token}, "", "", ""},
		"HOODY_API_URL":                 {"", []string{"HOODY_API_URL=https://" + kitHost, "HOODY_API_TOKEN=" + accountToken}, "", "", ""},
		"HOODY_CONTAINER":               {"", []string{"HOODY_CONTAINER=c1", token}, "api.hoody.com", "", ""},
		"HOODY_CONTAINER_ID":            {"", []string{"HOODY_CONTAINER_ID=c1", "HOODY_REALM=team", token}, "team.api.hoody.com", "", ""},
		"HOODY_CONTAINER_ENDPOINT": {
			"", []string{"HOODY_CONTAINER=c1", "HOODY_CONTAINER_ENDPOINT=" + template, "HOODY_BASE_URL=https://api.hoody.com", token},
			"api.hoody.com", ownHost, "",
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := newRecorder(t)
			tf := newTerraform(t, append([]string{"HTTPS_PROXY=" + r.url, "NO_PROXY="}, c.env...)...)
			tf.write(fmt.Sprintf("%sprovider \"hoody\" {\n  ca_cert_file = %q\n  %s\n}\n%s", requiringHoody, r.root, c.block, anythingStored))
			tf.mustRun("init")
			tf.mustRun("apply", "-auto-approve")
			if slices.Contains([]string{"container by id", "container spelled out", "HOODY_BASE_URL"}, name) {
				tf.mustRun("apply", "-auto-approve", "-var", "key=cm90YXRlZA==")
			}
			tf.mustRun("destroy", "-auto-approve")
			container := cmp.Or(c.at, kitHost)
			r.wantTokenAtHome(t)
			r.wantHosts(t, container, c.plane)
			r.wantGate(t, container, c.gate)
		})
	}
}

// Who redirects gets nothing from those that it sends elsewhere, nor does the host
// that it sends them to.
func TestRedirectsAreNotFollowed(t *testing.T) {
	t.Parallel()
	needsTerraform(t)
	const (
		spelledOut = `container = { project_id = "p1", container_id = "c1", server = "node-1" }`
		byID       = `container = { id = "c1" }`
	)
	for name, c := range map[string]struct{ block, from, to, shown string }{
		"a container, elsewhere":              {spelledOut, kitHost, "https://elsewhere.example", "https://elsewhere.example"},
		"a container, to the control plane":   {spelledOut, kitHost, "https://api.hoody.com", "https://api.hoody.com"},
		"the control plane, to a container":   {byID, "api.hoody.com", "https://" + kitHost, "https://***.node-1.containers.hoody.com"},
		"the control plane, to another realm": {byID, "api.hoody.com", "https://team.api.hoody.com", "https://team.api.hoody.com"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := newRecorder(t)
			r.redirect = map[string]string{c.from: c.to}
			tf := newTerraform(t, "HTTPS_PROXY="+r.url, "NO_PROXY=", "HOODY_TOKEN="+accountToken)
			tf.write(fmt.Sprintf("%sprovider \"hoody\" {\n  ca_cert_file = %q\n  %s\n}\n%s", requiringHoody, r.root, c.block, anythingStored))
			tf.mustRun("init")
			err := tf.run("apply", "-auto-approve", "-no-color")
			if err == nil || !strings.Contains(strings.Join(strings.Fields(err.Error()), " "), "redirects to "+c.shown+", which was not followed") {
				t.Error(err)
			}
			r.wantTokenAtHome(t)
			r.wantHosts(t, c.from)
		})
	}
}

// askedLists tells this binary to ask for lists and the action in a process of its
// own: a process reads its proxy's variable once.
const askedLists = "RECORDED_LISTS"

// What a newer Terraform asks of lists and an action goes the same way.
func TestListsAndActionsKeepTheTokenAtHome(t *testing.T) {
	if id := os.Getenv(askedLists); id != "" {
		askForLists(t, id)
		return
	}
	t.Parallel()
	for name, c := range map[string]struct {
		env   []string
		plane string
	}{
		"HOODY_BASE_URL":  {[]string{"BASE_URL=https://" + kitHost}, ""},
		"HOODY_CONTAINER": {[]string{"CONTAINER=c1"}, "api.hoody.com"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := newRecorder(t)
			id := r.account.Service("c1").Add("azureblob", map[string]any{"account": "a", "key": "a2V5"})
			self, err := os.Executable()
			if err != nil {
				t.Fatal(err)
			}
			cmd := exec.CommandContext(t.Context(), self, "-test.run=^TestListsAndActionsKeepTheTokenAtHome$")
			cmd.Env = []string{
				"PATH=" + os.Getenv("PATH"), "HTTPS_PROXY=" + r.url, "NO_PROXY=", askedLists + "=" + id, "RECORDED_ROOT=" + r.root,
				"RECORDED_TOKEN=" + accountToken, "RECORDED_KIT_TOKEN=gate",
				"TF_ACC_TERRAFORM_PATH=" + os.Getenv("TF_ACC_TERRAFORM_PATH"), // which it does not run
			}
			for _, set := range c.env {
				cmd.Env = append(cmd.Env, "RECORDED_"+set)
			}
			if said, err := cmd.CombinedOutput(); err != nil {
				t.Fatalf("%v\n%s", err, said)
			}
			r.wantTokenAtHome(t)
			r.wantHosts(t, kitHost, c.plane)
			r.wantGate(t, kitHost, "Bearer gate")
		})
	}
}

func askForLists(t *testing.T, id string) {
	t.Helper()
	for _, name := range []string{"BASE_URL", "CONTAINER", "TOKEN", "KIT_TOKEN"} {
		t.Setenv("HOODY_"+name, os.Getenv("RECORDED_"+name))
	}
	c := newCoreWith(t, texts("ca_cert_file", os.Getenv("RECORDED_ROOT")))
	if _, problems := c.invoke(t, id); len(problems) > 0 {
		t.Error(details(problems))
	}
	if found := c.list(t, "hoody_backend_azureblob", 10, true, nil); len(found) != 1 {
		t.Errorf("listed %d backends", len(found))
	}
	if found := c.list(t, "hoody_mount", 10, true, nil); len(found) != 0 {
		t.Errorf("listed %d mounts", len(found))
	}
}

// On this machine the control plane and its containers may have one address: the token
// is for the first of them alone.
func TestTokenAndContainersAtOneAddress(t *testing.T) {
	t.Parallel()
	account := emulator.NewAccount(accountToken, emulator.Options{},
		emulator.Container{ID: "c1", Project: "p1", Server: "node-1", Status: "running"})
	server := httptest.NewServer(account)
	t.Cleanup(server.Close)
	service := account.Service("c1")
	id := service.Add("azureblob", map[string]any{"account": "a", "key": "a2V5"})
	config := texts("endpoint", server.URL, "token", accountToken, "container_endpoint", server.URL+"/{container_id}")
	config["container"] = cty.ObjectVal(map[string]cty.Value{
		"id": cty.StringVal("c1"), "project_id": cty.NullVal(cty.String), "container_id": cty.NullVal(cty.String),
		"server": cty.NullVal(cty.String), "service_index": cty.NullVal(cty.Number),
	})
	c := newCoreWith(t, config)
	if _, problems := c.invoke(t, id); len(problems) > 0 {
		t.Error(details(problems))
	}
	asked := service.Requests()
	if len(asked) == 0 {
		t.Fatal("nothing was asked")
	}
	for _, r := range asked {
		if strings.Contains(fmt.Sprint(r.Header), accountToken) {
			t.Errorf("%s %s carries the account's token", r.Method, r.Path)
		}
	}
}
