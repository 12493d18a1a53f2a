package storagetest

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"io"
	"log"
	"math/big"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// impersonate answers for HTTPS hosts whose names no documented field can change. It
// runs a proxy that tunnels to h and to nothing else (CONNECT, RFC 9110 section
// 9.3.6), with a certificate of its own for the hosts. It puts into s.Env what leads a
// Go program there: HTTPS_PROXY, and SSL_CERT_FILE, which Go reads on every system
// except Windows and macOS.
func (s *Service) impersonate(h http.Handler, hosts ...string) error {
	cert, err := selfSigned(hosts)
	if err != nil {
		return err
	}
	if err := s.trust(cert); err != nil {
		return err
	}
	l, err := tls.Listen("tcp", "127.0.0.1:0", &tls.Config{Certificates: []tls.Certificate{cert}})
	if err != nil {
		return err
	}
	origin := &http.Server{
		Handler: s.disguised(h), ReadHeaderTimeout: 10 * time.Second, ErrorLog: log.New(io.Discard, "", 0),
	}
	s.atClose(origin.Close)
	go func() { _ = origin.Serve(l) }()

	proxy, err := s.serveBare(tunnel(hosts, l.Addr().String()))
	if err != nil {
		return err
	}
	// An inherited NO_PROXY could name one of the hosts; this one names only loopback.
	s.Env = append(s.Env, "HTTPS_PROXY="+proxy, "NO_PROXY=127.0.0.1")
	return nil
}

// trust puts into s.Env what makes a Go program trust a certificate.
func (s *Service) trust(cert tls.Certificate) error {
	dir, err := s.tempDir()
	if err != nil {
		return err
	}
	root := filepath.Join(dir, "root.pem")
	s.Env = append(s.Env, "SSL_CERT_FILE="+root)
	block := &pem.Block{Type: "CERTIFICATE", Bytes: cert.Certificate[0]}
	return os.WriteFile(root, pem.EncodeToMemory(block), 0o600)
}

// tunnel returns a proxy that connects clients of the hosts' HTTPS port to addr. When
// either side hangs up, so does the other.
func tunnel(hosts []string, addr string) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		host, isHTTPS := strings.CutSuffix(r.Host, ":443")
		if r.Method != http.MethodConnect || !isHTTPS || !slices.Contains(hosts, host) {
			http.Error(w, "this proxy leads to "+strings.Join(hosts, " and ")+" only", http.StatusForbidden)
			return
		}
		origin, err := net.Dial("tcp", addr)
		if err != nil {
			http.Error(w, err.Error(), http.StatusBadGateway)
			return
		}
		defer origin.Close()
		client, buffered, err := http.NewResponseController(w).Hijack()
		if err != nil {
			return
		}
		defer client.Close()
		_, _ = io.WriteString(client, "HTTP/1.1 200 Connection established\r\n\r\n")
		go func() {
			_, _ = io.Copy(origin, buffered)
			_ = origin.Close()
		}()
		_, _ = io.Copy(client, origin)
	})
}

// selfSigned makes a certificate for hosts and addresses that is its own root.
func selfSigned(hosts []string, addresses ...net.IP) (tls.Certificate, error) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return tls.Certificate{}, err
	}
	now := time.Now()
	template := &x509.Certificate{
		SerialNumber:          big.NewInt(1),
		Subject:               pkix.Name{CommonName: "storagetest"},
		DNSNames:              hosts,
		IPAddresses:           addresses,
		NotBefore:             now.Add(-time.Hour),
		NotAfter:              now.Add(24 * time.Hour),
		KeyUsage:              x509.KeyUsageDigitalSignature | x509.KeyUsageCertSign,
		ExtKeyUsage:           []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth},
		BasicConstraintsValid: true,
		IsCA:                  true,
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, key.Public(), key)
	if err != nil {
		return tls.Certificate{}, err
	}
	return tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key}, nil
}
