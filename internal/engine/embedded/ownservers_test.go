package embedded

import (
	"context"
	"crypto/ed25519"
	"crypto/rand"
	"errors"
	"maps"
	"net"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"golang.org/x/crypto/ssh"
	"golang.org/x/crypto/ssh/agent"

	"github.com/hoody/terraform-provider-hoody/internal/catalog"
	documented "github.com/hoody/terraform-provider-hoody/internal/catalog/services"
	"github.com/hoody/terraform-provider-hoody/internal/engine"
	"github.com/hoody/terraform-provider-hoody/internal/engine/embedded/services"
	"github.com/hoody/terraform-provider-hoody/internal/storagetest"
)

// serviceAnd starts a service and an engine for it, with more in the environment.
func serviceAnd(t *testing.T, start func(context.Context) (*storagetest.Service, error), env ...string) (*storagetest.Service, *Engine) {
	t.Helper()
	s, err := start(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	e := New(Options{Children: 1})
	t.Cleanup(func() { _ = e.Close() })
	e.pool.env, e.pool.authorities = environmentOf(s)
	e.pool.env = append(e.pool.env, env...)
	return s, e
}

// with is a spec whose values are changed.
func with(spec engine.Spec, values catalog.Values) engine.Spec {
	spec.Values = maps.Clone(spec.Values)
	maps.Copy(spec.Values, values)
	return spec
}

// What would run a program, or is known to Hoody alone, is refused before anything is
// asked, and with the reason.
func TestWhatIsNotUsedIsRefused(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		backend, field string
		value          any
		want           string
	}{
		{"sftp", "ssh", "touch %s", "ssh: The embedded engine does not use ssh: it would run a program on this machine.\n"},
		{"sftp", "server_command", "touch %s", "server_command: The embedded engine does not use server_command: it would run a program on the server.\n"},
		{"sftp", "key", "k", "key: The embedded engine does not use key: only Hoody knows what it does with it, and so it cannot be proven here.\n"},
		{"sftp", "passphrase", "k", "passphrase: The embedded engine does not use passphrase: only Hoody knows what it does with it, and so it cannot be proven here.\n"},
		{"sftp", "password", "k", "password: The embedded engine does not use password: only Hoody knows what it does with it, and so it cannot be proven here.\n"},
		{"mega", "2fa", "424242", "2fa: The embedded engine does not use two_factor_code: the code is good for one sign-in, which is Hoody's.\n"},
		{"mega", "session_id", "k", "session_id: The embedded engine does not use session_id: a wrong master key could not be told from the right one.\n"},
		{"mega", "master_key", "k", "master_key: The embedded engine does not use master_key: a wrong one could not be told from the right one.\n"},
		{"mega", "password", "k", "password: The embedded engine does not use password: only Hoody knows what it does with it, and so it cannot be proven here.\n"},
		{"mailru", "client_credentials", true, "client_credentials: The embedded engine does not use client_credentials: it signs in with user and pass.\n"},
		{"sugarsync", "access_key_id", "k", "access_key_id: The embedded engine does not use access_key_id: its client has an access key of its own, and signs in with no other.\n"},
		{"sugarsync", "private_access_key", "k", "private_access_key: The embedded engine does not use private_access_key: its client has an access key of its own, and signs in with no other.\n"},
		{"webdav", "bearer_token_command", "touch %s", "bearer_token_command: The embedded engine does not use bearer_token_command: it would run a program on this machine.\n"},
	} {
		t.Run(c.backend+"/"+c.field, func(t *testing.T) {
			t.Parallel()
			e := New(Options{Children: 1})
			t.Cleanup(func() { _ = e.Close() })
			made := filepath.Join(t.TempDir(), "made")
			if text, ok := c.value.(string); ok {
				c.value = strings.ReplaceAll(text, "%s", made)
			}
			_, err := e.Connect(t.Context(), engine.Spec{Backend: documented.ByName(c.backend), Values: catalog.Values{
				"host": "127.0.0.1", "port": int64(1), "url": "http://127.0.0.1:1/", "user": "u", "pass": "p", c.field: c.value,
			}})
			if err == nil || err.Error() != c.want+"Remove it, or connect the backend with the API engine." {
				t.Errorf("got %v", err)
			}
			if _, err := os.Stat(made); !errors.Is(err, os.ErrNotExist) {
				t.Errorf("the program ran: %v", err)
			}
		})
	}
}

// Nobody signs in under a name that only a default has.
func TestUserIsNotGuessed(t *testing.T) {
	t.Parallel()
	for _, b := range documented.All() {
		f := b.Field("user")
		if f == nil || !f.Accidental {
			continue
		}
		t.Run(b.Name, func(t *testing.T) {
			t.Parallel()
			e := New(Options{Children: 1})
			t.Cleanup(func() { _ = e.Close() })
			for _, values := range []catalog.Values{{"host": "127.0.0.1", "pass": "p"}, {"host": "127.0.0.1", "pass": "p", "user": ""}} {
				_, err := e.Connect(t.Context(), engine.Spec{Backend: b, Values: values})
				if err == nil || err.Error() != "user: user is not set, so that nothing says who signs in.\nSet user." {
					t.Errorf("got %v", err)
				}
			}
		})
	}
}

// A verification runs no command on the server, not even to learn its shell, and leaves
// no connection open.
func TestNothingRunsOnTheServer(t *testing.T) {
	t.Parallel()
	s, e := serviceAnd(t, storagetest.SFTP)
	spec := right(s)
	spec.VerifyPath, spec.Verify = "photos", engine.VerifyWrite
	if _, err := e.Connect(t.Context(), spec); err != nil {
		t.Fatal(err)
	}
	if ran := s.Commands(); len(ran) > 0 {
		t.Errorf("it ran %q", ran)
	}
	left := make(chan struct{})
	go func() {
		s.Left()
		close(left)
	}()
	select {
	case <-left:
	case <-time.After(30 * time.Second): // half of the idle timeout
		t.Error("the connection is still open")
	}
}

// The key of a server that nothing is known of is told, so that it can be pinned; a
// pinned one needs no words.
func TestHostKeyIsTold(t *testing.T) {
	t.Parallel()
	s, e := serviceAnd(t, storagetest.SFTPUnpinned)
	for _, more := range []catalog.Values{nil, {"pin_host_key": true}, {"host_keys": ""}} {
		remote, err := e.Connect(t.Context(), with(right(s), more))
		if err != nil || len(remote.Notices) != 1 {
			t.Fatalf("with %v: got %+v, %v; want one notice", more, remote, err)
		}
		notice := remote.Notices[0]
		_, key, found := strings.Cut(notice.Detail, `pin it: host_keys = "`)
		key = strings.TrimSuffix(key, `".`)
		if notice.Summary != "The server's key was not checked" || !found || !strings.HasPrefix(key, "ssh-ed25519 AAAA") {
			t.Fatalf("with %v: got %+v", more, notice)
		}
		remote, err = e.Connect(t.Context(), with(right(s), catalog.Values{"host_keys": key}))
		if err != nil || len(remote.Notices) != 0 {
			t.Errorf("pinned: got %+v, %v", remote, err)
		}
	}
}

// What file("id_ed25519") gives has real line breaks.
func TestKeyAsAFileHasIt(t *testing.T) {
	t.Parallel()
	s, e := serviceAnd(t, storagetest.SFTPKey)
	file := strings.ReplaceAll(s.Values["key_pem"].(string), `\n`, "\n") + "\n"
	value, wrong := documented.ByName("sftp").Field("key_pem").Parse(file)
	if wrong != nil {
		t.Fatal(wrong)
	}
	if _, err := e.Connect(t.Context(), with(right(s), catalog.Values{"key_pem": value})); err != nil {
		t.Error(err)
	}
}

// An agent of the machine is asked only by a configuration that says so.
func TestAgentIsAskedOnlyOnDemand(t *testing.T) {
	t.Parallel()
	_, key, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	ring := agent.NewKeyring()
	if err := ring.Add(agent.AddedKey{PrivateKey: key}); err != nil {
		t.Fatal(err)
	}
	socket := filepath.Join(t.TempDir(), "agent")
	l, err := net.Listen("unix", socket)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	var asked atomic.Int32
	go func() {
		for {
			conn, err := l.Accept()
			if err != nil {
				return
			}
			asked.Add(1)
			go func() { _ = agent.ServeAgent(ring, conn) }()
		}
	}()
	public, err := ssh.NewPublicKey(key.Public())
	if err != nil {
		t.Fatal(err)
	}
	byAgent := func(ctx context.Context) (*storagetest.Service, error) { return storagetest.SFTPAgent(ctx, public) }
	s, e := serviceAnd(t, byAgent, "SSH_AUTH_SOCK="+socket)
	if _, err := e.Connect(t.Context(), right(s)); err != nil || asked.Load() == 0 {
		t.Errorf("with key_use_agent: asked %d times, %v", asked.Load(), err)
	}
	asked.Store(0)
	_, err = e.Connect(t.Context(), with(right(s), catalog.Values{"key_use_agent": false, "pass": "p"}))
	if err == nil || asked.Load() != 0 {
		t.Errorf("with a password: asked %d times, %v", asked.Load(), err)
	}
	_, err = e.Connect(t.Context(), with(right(s), catalog.Values{"key_use_agent": false}))
	want := "Nothing says how to sign in at the server.\nSet pass or key_pem; or key_use_agent = true for the keys of this machine's SSH agent."
	if err == nil || err.Error() != want || asked.Load() != 0 {
		t.Errorf("with nothing: asked %d times, %v", asked.Load(), err)
	}
}

// A name node that says nothing is not waited for longer than there is time, and what
// comes after it has a child of its own.
func TestSilentNameNode(t *testing.T) {
	t.Parallel()
	silent, err := storagetest.Silent(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = silent.Close() })
	speaks, err := storagetest.HDFS(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = speaks.Close() })
	e := New(Options{Children: 1, Timeout: 2 * time.Second})
	t.Cleanup(func() { _ = e.Close() })
	begun := time.Now()
	_, err = e.Connect(t.Context(), right(silent))
	if err == nil || !strings.HasPrefix(err.Error(), "namenode: The storage did not answer in time") {
		t.Errorf("got %v", err)
	}
	if took := time.Since(begun); took > 20*time.Second {
		t.Errorf("it took %s", took)
	}
	slow := New(Options{Children: 1}) // a child starts slowly on a busy machine
	t.Cleanup(func() { _ = slow.Close() })
	for range 2 {
		if _, err := slow.Connect(t.Context(), right(speaks)); err != nil {
			t.Error(err)
		}
		if n := len(slow.pool.idle); n != 0 {
			t.Errorf("%d children are kept", n)
		}
	}
}

// Kerberos and Hadoop of the machine are read only by a configuration that asks for them.
func TestKerberosOfTheMachine(t *testing.T) {
	for _, name := range []string{"KRB5_CONFIG", "KRB5CCNAME", "HADOOP_CONF_DIR", "SSH_AUTH_SOCK"} {
		t.Setenv(name, "/of/the/machine")
	}
	for _, c := range []struct {
		service string
		options map[string]string
		hidden  []string
	}{
		{"smb", nil, []string{"KRB5_CONFIG", "KRB5CCNAME"}},
		{"smb", map[string]string{"use_kerberos": "false"}, []string{"KRB5_CONFIG", "KRB5CCNAME"}},
		{"smb", map[string]string{"use_kerberos": "true"}, nil},
		{"hdfs", nil, []string{"KRB5_CONFIG", "KRB5CCNAME", "HADOOP_CONF_DIR"}},
		{"hdfs", map[string]string{"service_principal_name": "hdfs/namenode"}, nil},
		{"sftp", nil, []string{"SSH_AUTH_SOCK"}},
		{"sftp", map[string]string{"key_use_agent": "true"}, nil},
	} {
		restore := services.ByName(c.service).Isolate(c.options)
		for _, name := range []string{"KRB5_CONFIG", "KRB5CCNAME", "HADOOP_CONF_DIR", "SSH_AUTH_SOCK"} {
			if _, there := os.LookupEnv(name); there == slices.Contains(c.hidden, name) {
				t.Errorf("%s with %v: %s is there: %v", c.service, c.options, name, there)
			}
		}
		restore()
		if os.Getenv("KRB5_CONFIG") != "/of/the/machine" || os.Getenv("SSH_AUTH_SOCK") != "/of/the/machine" {
			t.Errorf("%s with %v: it stays hidden", c.service, c.options)
		}
	}
}
