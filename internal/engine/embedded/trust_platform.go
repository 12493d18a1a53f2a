//go:build windows || darwin

package embedded

import (
	"crypto/x509"

	"golang.org/x/crypto/x509roots/fallback/bundle"
)

// systemRoots returns the authorities that Mozilla trusts. Those of these systems
// cannot be listed, and Go asks either the system or a list, not both.
func systemRoots() *x509.CertPool {
	roots := x509.NewCertPool()
	for root := range bundle.Roots() {
		certificate, err := x509.ParseCertificate(root.Certificate)
		switch {
		case err != nil:
		case root.Constraint != nil:
			roots.AddCertWithConstraint(certificate, root.Constraint)
		default:
			roots.AddCert(certificate)
		}
	}
	return roots
}
