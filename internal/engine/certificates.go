package engine

import (
	"crypto/x509"
	"fmt"
	"os"
)

// Certificates reads a PEM file of authorities to trust besides the system's. It must
// hold at least one certificate. An error is an *Error on ca_cert_file.
func Certificates(file string) ([]byte, error) {
	const (
		field  = "ca_cert_file"
		advice = "Give the path of a readable file with certificates in PEM form (-----BEGIN CERTIFICATE-----)."
	)
	pem, err := os.ReadFile(file)
	if err != nil {
		return nil, &Error{
			Field: field, Message: fmt.Sprintf("The file %q in ca_cert_file cannot be read.", file), Advice: advice, Cause: err,
		}
	}
	if !x509.NewCertPool().AppendCertsFromPEM(pem) {
		return nil, &Error{
			Field: field, Message: fmt.Sprintf("The file %q in ca_cert_file holds no certificate.", file), Advice: advice,
		}
	}
	return pem, nil
}
