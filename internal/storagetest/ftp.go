package storagetest

import (
	"bufio"
	"bytes"
	"context"
	"crypto/tls"
	"errors"
	"io"
	"net"
	"os"
	"path"
	"strconv"
	"strings"
	"sync"

	"goftp.io/server/v2"
)

const (
	ftpUser     = "uploader"
	ftpPassword = "a-password-for-ftp"
)

// FTP is an FTP server without TLS.
func FTP(ctx context.Context) (*Service, error) {
	return startFTP(ctx, func(s *Service, o *server.Options) error {
		s.Wrong = append(s.Wrong,
			change("implicit TLS", "tls", true, "tls"),
			change("explicit TLS", "explicit_tls", true, "explicit_tls"),
		)
		return nil
	})
}

// FTPExplicitTLS is an FTP server that speaks TLS when asked to, and lets nobody sign
// in before that.
func FTPExplicitTLS(ctx context.Context) (*Service, error) {
	return startFTP(ctx, func(s *Service, o *server.Options) error {
		o.TLS, o.ExplicitFTPS, o.ForceTLS = true, true, true
		s.Values["explicit_tls"] = true
		s.Wrong = append(s.Wrong, Wrong{
			Name: "implicit TLS", Values: map[string]any{"tls": true, "explicit_tls": false}, Field: "tls",
		})
		return s.ftpCertificate(o)
	})
}

// FTPImplicitTLS is an FTP server that speaks TLS from the first byte. The server
// itself can only be asked for TLS, so something in front of it asks.
func FTPImplicitTLS(ctx context.Context) (*Service, error) {
	return startFTP(ctx, func(s *Service, o *server.Options) error {
		o.TLS, o.ExplicitFTPS, o.ForceTLS = true, true, true
		s.Values["tls"] = true
		s.Wrong = append(s.Wrong, Wrong{
			Name: "explicit TLS", Values: map[string]any{"tls": false, "explicit_tls": true}, Field: "host",
		})
		return s.ftpCertificate(o)
	})
}

// FTPUntrusted is an FTP server with TLS whose certificate nobody trusts, for clients
// that do not check.
func FTPUntrusted(ctx context.Context) (*Service, error) {
	return startFTP(ctx, func(s *Service, o *server.Options) error {
		o.TLS, o.ExplicitFTPS, o.ForceTLS = true, true, true
		s.Values["explicit_tls"], s.Values["no_check_certificate"] = true, true
		s.Wrong = append(s.Wrong, change("certificate that is looked at", "no_check_certificate", false, "host"))
		err := s.ftpCertificate(o)
		s.Env = nil
		return err
	})
}

// FTPAnonymous is an FTP server for everybody, whatever their password.
func FTPAnonymous(ctx context.Context) (*Service, error) {
	return startFTP(ctx, func(s *Service, o *server.Options) error {
		o.Auth = ftpAnybody{}
		s.Values["user"], s.Values["pass"] = "anonymous", "guest@example.com"
		s.Wrong = []Wrong{
			change("no password", "pass", "", "pass"),
			change("another user", "user", "nobody", ""),
		}
		return nil
	})
}

type ftpAnybody struct{}

// CheckPasswd lets in anyone who calls themselves anonymous.
func (ftpAnybody) CheckPasswd(_ *server.Context, user, _ string) (bool, error) {
	return user == "anonymous", nil
}

// startFTP starts an FTP server whose folder has photos and letters.
func startFTP(ctx context.Context, setup func(*Service, *server.Options) error) (*Service, error) {
	return start(ctx, "ftp", func(s *Service) error {
		s.Values = map[string]any{"host": "127.0.0.1", "user": ftpUser, "pass": ftpPassword}
		s.Wrong = []Wrong{
			change("wrong password", "pass", "wrong-password", ""),
			change("unknown user", "user", "nobody", ""),
			{Name: "missing folder", VerifyPath: "missing", Field: "verify_path"},
		}
		o := &server.Options{
			Driver: ftpFiles{s.store}, Perm: server.NewSimplePerm("owner", "group"),
			Auth: &server.SimpleAuth{Name: ftpUser, Password: ftpPassword}, Hostname: "127.0.0.1",
		}
		if err := setup(s, o); err != nil {
			return err
		}
		var err error
		for range 5 { // another process may take a port that was free
			if err = s.serveFTP(o); err == nil {
				break
			}
		}
		s.Values["port"] = int64(o.Port)
		if err == nil && s.Values["tls"] == true {
			err = s.implicitTLS(o)
		}
		return err
	})
}

// implicitTLS puts something in front of the server that asks it for TLS on behalf of
// its clients.
func (s *Service) implicitTLS(o *server.Options) error {
	l, err := tls.Listen("tcp", "127.0.0.1:0", o.TLSConfig)
	if err != nil {
		return err
	}
	behind := net.JoinHostPort("127.0.0.1", strconv.Itoa(o.Port))
	s.Values["port"] = int64(l.Addr().(*net.TCPAddr).Port)
	s.atClose(l.Close)
	go func() {
		for {
			client, err := l.Accept()
			if err != nil {
				return
			}
			go func() {
				defer client.Close()
				if server, err := askForTLS(behind); err == nil {
					defer server.Close()
					go func() {
						_, _ = io.Copy(server, client)
						_ = server.Close()
					}()
					_, _ = io.WriteString(client, "220 ready\r\n")
					_, _ = io.Copy(client, server)
				}
			}()
		}
	}()
	return nil
}

// askForTLS connects to a server with explicit TLS. It does not check the certificate,
// which is our own.
func askForTLS(address string) (net.Conn, error) {
	plain, err := net.Dial("tcp", address)
	if err != nil {
		return nil, err
	}
	said := bufio.NewReader(plain)
	_, err = said.ReadString('\n')
	if err == nil {
		_, err = io.WriteString(plain, "AUTH TLS\r\n")
	}
	if err == nil {
		_, err = said.ReadString('\n')
	}
	conn := tls.Client(plain, &tls.Config{InsecureSkipVerify: true})
	if err == nil {
		err = conn.Handshake()
	}
	if err != nil {
		return nil, errors.Join(err, plain.Close())
	}
	return conn, nil
}

// serveFTP answers on a free port. The server makes its own listener, and writes to
// its log when it has.
func (s *Service) serveFTP(o *server.Options) error {
	address, err := freeAddress()
	if err != nil {
		return err
	}
	_, port, err := net.SplitHostPort(address)
	if err != nil {
		return err
	}
	if o.Port, err = strconv.Atoi(port); err != nil {
		return err
	}
	listens, serves := make(chan struct{}), make(chan struct{})
	o.Logger = &progress{
		listens: sync.OnceFunc(func() { close(listens) }), serves: sync.OnceFunc(func() { close(serves) }),
	}
	ftp, err := server.NewServer(o)
	if err != nil {
		return err
	}
	ended := make(chan error, 1)
	go func() { ended <- ftp.ListenAndServe() }()
	select {
	case err := <-ended:
		return err
	case <-listens:
	}
	// A server that has served nobody yet must not be shut down: it does not know its
	// listener, and would wait forever.
	first, err := net.Dial("tcp", address)
	if err != nil {
		return err
	}
	<-serves
	s.atClose(func() error {
		err := ftp.Shutdown()
		<-ended
		return err
	})
	return first.Close()
}

// progress is a log that shows how far the server is.
type progress struct {
	server.DiscardLogger
	listens, serves func()
}

// Printf is called when the server listens.
func (p *progress) Printf(string, string, ...any) { p.listens() }

// Print is called when a client is served.
func (p *progress) Print(string, any) { p.serves() }

// ftpCertificate gives the server a certificate, and the client what makes it trust
// that.
func (s *Service) ftpCertificate(o *server.Options) error {
	cert, err := selfSigned(nil, net.IPv4(127, 0, 0, 1))
	if err != nil {
		return err
	}
	o.TLSConfig = &tls.Config{Certificates: []tls.Certificate{cert}}
	return s.trust(cert)
}

// ftpFiles are the files of a store.
type ftpFiles struct{ *store }

func ftpName(name string) string { return strings.TrimPrefix(path.Clean(name), "/") }

var errFTPDenied = errors.New("permission denied")

// Stat describes what a name stands for.
func (f ftpFiles) Stat(_ *server.Context, name string) (os.FileInfo, error) {
	return f.info(ftpName(name))
}

// ListDir lists a folder.
func (f ftpFiles) ListDir(_ *server.Context, name string, found func(os.FileInfo) error) error {
	for _, info := range f.list(ftpName(name)) {
		if err := found(info); err != nil {
			return err
		}
	}
	return nil
}

// GetFile opens a file.
func (f ftpFiles) GetFile(_ *server.Context, name string, offset int64) (int64, io.ReadCloser, error) {
	text, found := f.store.open(ftpName(name))
	switch {
	case f.denies(Reading):
		return 0, nil, errFTPDenied
	case !found:
		return 0, nil, os.ErrNotExist
	default:
		rest := text[min(offset, int64(len(text))):]
		return int64(len(rest)), io.NopCloser(strings.NewReader(rest)), nil
	}
}

// PutFile writes a file.
func (f ftpFiles) PutFile(_ *server.Context, name string, in io.Reader, _ int64) (int64, error) {
	var text bytes.Buffer
	n, err := io.Copy(&text, in)
	if f.denies(Writing) {
		return 0, errFTPDenied
	}
	if err == nil {
		f.put(ftpName(name), text.String())
	}
	return n, err
}

// DeleteFile removes a file.
func (f ftpFiles) DeleteFile(_ *server.Context, name string) error {
	if f.denies(Removing) {
		return errFTPDenied
	}
	if !f.remove(ftpName(name)) {
		return os.ErrNotExist
	}
	return nil
}

// Rename moves a file.
func (f ftpFiles) Rename(_ *server.Context, from, to string) error {
	return f.move(ftpName(from), ftpName(to))
}

// MakeDir has nothing to do: a folder exists when a file is in it.
func (f ftpFiles) MakeDir(*server.Context, string) error { return nil }

// DeleteDir has nothing to do either.
func (f ftpFiles) DeleteDir(*server.Context, string) error { return nil }
