//go:build !windows && !darwin

package embedded

import "crypto/x509"

// systemRoots returns the authorities that the system trusts.
func systemRoots() *x509.CertPool {
	roots, err := x509.SystemCertPool()
	if err != nil {
		return x509.NewCertPool()
	}
	return roots
}
