package storagetest

import (
	"net"
	"strconv"
	"strings"
	"testing"

	"github.com/pkg/sftp"
	"golang.org/x/crypto/ssh"
)

// sshClient signs in at a service.
func sshClient(t *testing.T, s *Service, user string, auth ...ssh.AuthMethod) (*ssh.Client, error) {
	t.Helper()
	var seen ssh.PublicKey
	client, err := ssh.Dial("tcp", net.JoinHostPort("127.0.0.1", strconv.FormatInt(s.Values["port"].(int64), 10)), &ssh.ClientConfig{
		User: user, Auth: auth,
		HostKeyCallback: func(_ string, _ net.Addr, key ssh.PublicKey) error {
			seen = key
			return nil
		},
	})
	if err == nil {
		t.Cleanup(func() { _ = client.Close() })
		if want, pinned := s.Values["host_keys"]; pinned && strings.TrimSpace(string(ssh.MarshalAuthorizedKey(seen))) != want {
			t.Errorf("the server showed %s, and is said to have %s", seen.Type(), want)
		}
	}
	return client, err
}

func TestSFTP(t *testing.T) {
	t.Parallel()
	s := running(t, SFTP)
	if _, err := sshClient(t, s, "deploy", ssh.Password("wrong")); err == nil {
		t.Error("a wrong password signs in")
	}
	if _, err := sshClient(t, s, "root", ssh.Password("correct-horse-battery")); err == nil {
		t.Error("another user signs in")
	}
	client, err := sshClient(t, s, "deploy", ssh.Password("correct-horse-battery"))
	if err != nil {
		t.Fatal(err)
	}
	files, err := sftp.NewClient(client)
	if err != nil {
		t.Fatal(err)
	}
	list, err := files.ReadDir("photos")
	if err != nil || len(list) != 2 || list[0].Name() != "2026" || !list[0].IsDir() || list[1].Name() != "cat.jpg" || list[1].Size() != 16 {
		t.Errorf("got %v, %v", list, err)
	}
	if _, err := files.ReadDir("missing"); err == nil {
		t.Error("a folder that is not there is listed")
	}
	session, err := client.NewSession()
	if err != nil {
		t.Fatal(err)
	}
	if err := session.Run("whoami"); err == nil {
		t.Error("it runs commands")
	}
	if ran := s.Commands(); len(ran) != 1 || !strings.HasSuffix(ran[0], "whoami") {
		t.Errorf("it remembers %q", ran)
	}
}

func TestSFTPKeys(t *testing.T) {
	t.Parallel()
	s := running(t, SFTPKey)
	right, err := ssh.ParsePrivateKey([]byte(strings.ReplaceAll(s.Values["key_pem"].(string), `\n`, "\n")))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := sshClient(t, s, "deploy", ssh.PublicKeys(right)); err != nil {
		t.Errorf("the right key: %v", err)
	}
	for name, auth := range map[string]ssh.AuthMethod{
		"another key": ssh.PublicKeys(newSigner()), "a password": ssh.Password("correct-horse-battery"),
	} {
		if _, err := sshClient(t, s, "deploy", auth); err == nil {
			t.Errorf("%s signs in", name)
		}
	}
}

// Only what the authority has signed, for this user, signs in.
func TestSFTPCertificates(t *testing.T) {
	t.Parallel()
	s := running(t, SFTPCertificate)
	key, err := ssh.ParsePrivateKey([]byte(strings.ReplaceAll(s.Values["key_pem"].(string), `\n`, "\n")))
	if err != nil {
		t.Fatal(err)
	}
	public, _, _, _, err := ssh.ParseAuthorizedKey([]byte(s.Values["pubkey"].(string)))
	if err != nil {
		t.Fatal(err)
	}
	certified, err := ssh.NewCertSigner(public.(*ssh.Certificate), key)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := sshClient(t, s, "deploy", ssh.PublicKeys(certified)); err != nil {
		t.Errorf("the right certificate: %v", err)
	}
	if _, err := sshClient(t, s, "root", ssh.PublicKeys(certified)); err == nil {
		t.Error("the certificate signs in another user")
	}
	if _, err := sshClient(t, s, "deploy", ssh.PublicKeys(key)); err == nil {
		t.Error("the key signs in without its certificate")
	}
}
