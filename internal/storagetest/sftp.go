package storagetest

import (
	"context"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/rand"
	"encoding/pem"
	"errors"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/crypto/ssh"
)

const (
	sftpUser       = "deploy"
	sftpPassword   = "correct-horse-battery"
	sftpPassphrase = "a-passphrase-of-the-key"
)

// SFTP is an SSH server that takes a password, and whose key is pinned.
func SFTP(ctx context.Context) (*Service, error) {
	return startSFTP(ctx, func(s *Service, server *sshServer) error {
		server.config.PasswordCallback = sftpByPassword
		s.Values["pass"] = sftpPassword
		s.Values["host_keys"] = server.hostKeys()
		s.Wrong = append(sftpWrong(s),
			change("wrong password", "pass", "wrong-password", ""),
			change("unknown user", "user", "nobody", ""),
			change("other host key", "host_keys", authorized(newSigner().PublicKey()), "host_keys"),
			change("host key of another kind", "host_keys", authorized(otherKind()), "host_keys"),
			change("no host key", "host_keys", "ssh-ed25519 nonsense", "host_keys"),
			change("cipher that it lacks", "ciphers", "aes128-cbc", "ciphers"),
			change("other subsystem", "subsystem", "files", "subsystem"),
		)
		return nil
	})
}

// SFTPUnpinned is the same server for clients that do not know its key.
func SFTPUnpinned(ctx context.Context) (*Service, error) {
	return startSFTP(ctx, func(s *Service, server *sshServer) error {
		server.config.PasswordCallback = sftpByPassword
		s.Values["pass"] = sftpPassword
		s.Wrong = append(sftpWrong(s), change("wrong password", "pass", "wrong-password", ""))
		return nil
	})
}

// SFTPKnownHosts is an SSH server whose key is in a file in the form of OpenSSH's
// known_hosts.
func SFTPKnownHosts(ctx context.Context) (*Service, error) {
	return startSFTP(ctx, func(s *Service, server *sshServer) error {
		dir, err := s.tempDir()
		if err != nil {
			return err
		}
		file := func(name, host string, key ssh.PublicKey) (string, error) {
			path := filepath.Join(dir, name)
			return path, os.WriteFile(path, []byte(host+" "+authorized(key)+"\n"), 0o600)
		}
		host := fmt.Sprintf("[127.0.0.1]:%d", s.Values["port"])
		right, err := file("known_hosts", host, server.key.PublicKey())
		other, err2 := file("other_key", host, newSigner().PublicKey())
		unknown, err3 := file("other_host", "files.example.com", server.key.PublicKey())
		if err := errors.Join(err, err2, err3); err != nil {
			return err
		}
		server.config.PasswordCallback = sftpByPassword
		s.Values["pass"] = sftpPassword
		s.Values["known_hosts_file"] = right
		s.Wrong = append(sftpWrong(s),
			change("other key in the file", "known_hosts_file", other, "known_hosts_file"),
			change("server not in the file", "known_hosts_file", unknown, "known_hosts_file"),
		)
		return nil
	})
}

// SFTPKeyboard is an SSH server that asks for the password as a question.
func SFTPKeyboard(ctx context.Context) (*Service, error) {
	return startSFTP(ctx, func(s *Service, server *sshServer) error {
		server.config.KeyboardInteractiveCallback = func(
			c ssh.ConnMetadata, ask ssh.KeyboardInteractiveChallenge,
		) (*ssh.Permissions, error) {
			answers, err := ask("", "", []string{"Password: "}, []bool{false})
			if err != nil || len(answers) != 1 {
				return nil, errors.New("no answer")
			}
			return sftpByPassword(c, []byte(answers[0]))
		}
		s.Values["pass"] = sftpPassword
		s.Values["host_keys"] = server.hostKeys()
		s.Wrong = append(sftpWrong(s), change("wrong password", "pass", "wrong-password", ""))
		return nil
	})
}

// SFTPKey is one that takes a key, given as a file has it.
func SFTPKey(ctx context.Context) (*Service, error) {
	return startSFTP(ctx, func(s *Service, server *sshServer) error {
		key, text, err := newKey("")
		if err != nil {
			return err
		}
		server.allow(key.PublicKey())
		return sftpKeys(s, server, text,
			change("passphrase of a key that has none", "key_file_pass", sftpPassphrase, "key_file_pass"))
	})
}

// SFTPEncryptedKey is one that takes a key, which is encrypted.
func SFTPEncryptedKey(ctx context.Context) (*Service, error) {
	return startSFTP(ctx, func(s *Service, server *sshServer) error {
		key, text, err := newKey(sftpPassphrase)
		if err != nil {
			return err
		}
		server.allow(key.PublicKey())
		s.Values["key_file_pass"] = sftpPassphrase
		return sftpKeys(s, server, text,
			change("wrong passphrase", "key_file_pass", "another-passphrase", "key_file_pass"),
			change("no passphrase", "key_file_pass", "", "key_file_pass"))
	})
}

// SFTPKeyFile is one that takes a key from a file.
func SFTPKeyFile(ctx context.Context) (*Service, error) {
	return startSFTP(ctx, func(s *Service, server *sshServer) error {
		key, text, err := newKey("")
		if err != nil {
			return err
		}
		dir, err := s.tempDir()
		if err != nil {
			return err
		}
		path := filepath.Join(dir, "id_ed25519")
		server.allow(key.PublicKey())
		s.Values["key_file"] = path
		s.Values["host_keys"] = server.hostKeys()
		s.Wrong = append(sftpWrong(s), change("no such file", "key_file", path+".missing", "key_file"))
		return os.WriteFile(path, []byte(text), 0o600)
	})
}

// SFTPAgent is one that takes a key, which an agent holds.
func SFTPAgent(ctx context.Context, key ssh.PublicKey) (*Service, error) {
	return startSFTP(ctx, func(s *Service, server *sshServer) error {
		server.allow(key)
		s.Values["key_use_agent"] = true
		s.Values["host_keys"] = server.hostKeys()
		return nil
	})
}

// SFTPCertificate is one that takes keys which its authority has signed.
func SFTPCertificate(ctx context.Context) (*Service, error) {
	return startSFTP(ctx, func(s *Service, server *sshServer) error {
		authority := newSigner()
		key, text, err := newKey("")
		if err != nil {
			return err
		}
		certificate := &ssh.Certificate{
			Key: key.PublicKey(), CertType: ssh.UserCert, ValidPrincipals: []string{sftpUser}, ValidBefore: ssh.CertTimeInfinity,
		}
		if err := certificate.SignCert(rand.Reader, authority); err != nil {
			return err
		}
		checker := &ssh.CertChecker{IsUserAuthority: func(k ssh.PublicKey) bool { return same(k, authority.PublicKey()) }}
		server.config.PublicKeyCallback = checker.Authenticate
		s.Values["pubkey"] = authorized(certificate)
		return sftpKeys(s, server, text,
			change("no certificate", "pubkey", authorized(key.PublicKey()), "pubkey"))
	})
}

// startSFTP starts an SSH server whose home folder has photos and letters, and for
// which setup makes the rules.
func startSFTP(ctx context.Context, setup func(*Service, *sshServer) error) (*Service, error) {
	return start(ctx, "sftp", func(s *Service) error {
		l, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			return err
		}
		server := &sshServer{key: newSigner(), files: sftpFiles{s.store}, listener: l}
		server.config.AddHostKey(server.key)
		s.Values = map[string]any{
			"host": "127.0.0.1", "port": int64(l.Addr().(*net.TCPAddr).Port), "user": sftpUser,
		}
		s.commands, s.left = server.commandsRun, server.speaking.Wait
		if err := setup(s, server); err != nil {
			return errors.Join(err, l.Close())
		}
		s.atClose(server.close)
		go server.serve()
		return nil
	})
}

func sftpByPassword(c ssh.ConnMetadata, password []byte) (*ssh.Permissions, error) {
	if c.User() != sftpUser || string(password) != sftpPassword {
		return nil, errors.New("wrong user or password")
	}
	return &ssh.Permissions{}, nil
}

// sftpWrong returns what is wrong with every way to sign in.
func sftpWrong(*Service) []Wrong {
	return []Wrong{{Name: "missing folder", VerifyPath: "missing", Field: "verify_path"}}
}

// noKey has the form of a key.
const noKey = `-----BEGIN OPENSSH PRIVATE KEY-----\nYWJj\n-----END OPENSSH PRIVATE KEY-----`

// sftpKeys sets the correct and the wrong values for a server that accepts keys.
func sftpKeys(s *Service, server *sshServer, text string, more ...Wrong) error {
	_, other, err := newKey("")
	s.Values["key_pem"] = inOneLine(text)
	s.Values["host_keys"] = server.hostKeys()
	wrong := []Wrong{
		change("unknown user", "user", "nobody", ""),
		change("no key", "key_pem", noKey, "key_pem"),
	}
	if s.Values["key_file_pass"] == nil && s.Values["pubkey"] == nil {
		wrong = append(wrong, change("other key", "key_pem", inOneLine(other), ""))
	}
	if s.Values["pubkey"] != nil {
		wrong = append(wrong, change("certificate of another key", "key_pem", inOneLine(other), "pubkey"))
	}
	s.Wrong = append(append(sftpWrong(s), wrong...), more...)
	return err
}

// inOneLine returns a document in PEM as it is sent.
func inOneLine(text string) string { return strings.ReplaceAll(strings.TrimSpace(text), "\n", `\n`) }

// newKey makes a key and its file, encrypted with a passphrase if there is one.
func newKey(passphrase string) (ssh.Signer, string, error) {
	_, key, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		return nil, "", err
	}
	var block *pem.Block
	if passphrase == "" {
		block, err = ssh.MarshalPrivateKey(key, "deploy@example.com")
	} else {
		block, err = ssh.MarshalPrivateKeyWithPassphrase(key, "deploy@example.com", []byte(passphrase))
	}
	if err != nil {
		return nil, "", err
	}
	signer, err := ssh.NewSignerFromKey(key)
	return signer, string(pem.EncodeToMemory(block)), err
}

// newSigner makes a key that is used here only.
func newSigner() ssh.Signer {
	signer, _, err := newKey("")
	if err != nil {
		panic("no key can be made: " + err.Error())
	}
	return signer
}

// otherKind returns a host key of a kind that the server does not have.
func otherKind() ssh.PublicKey {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		panic("no key can be made: " + err.Error())
	}
	public, err := ssh.NewPublicKey(key.Public())
	if err != nil {
		panic("no key can be made: " + err.Error())
	}
	return public
}

// authorized returns a key as ssh-keyscan prints it, without the host.
func authorized(key ssh.PublicKey) string {
	return strings.TrimSpace(string(ssh.MarshalAuthorizedKey(key)))
}

func same(a, b ssh.PublicKey) bool { return string(a.Marshal()) == string(b.Marshal()) }
