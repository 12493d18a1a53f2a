package embedded

import (
	"crypto/x509"
	"os"
	"strings"
	"sync"
)

// replacesRoots is what has Go take a pool of certificates in the place of the system's.
const replacesRoots = "x509usefallbackroots=1"

// trusting is what the environment of children says, so that they can trust more than the
// system does.
func trusting() string {
	if more := os.Getenv("GODEBUG"); more != "" && !strings.Contains(more, replacesRoots) {
		return "GODEBUG=" + more + "," + replacesRoots
	}
	return "GODEBUG=" + replacesRoots
}

var trustOnce sync.Once

// trust has the process trust authorities, in PEM, besides those of the system.
func trust(authorities []byte) {
	if len(authorities) == 0 {
		return
	}
	trustOnce.Do(func() {
		roots := systemRoots()
		roots.AppendCertsFromPEM(authorities)
		x509.SetFallbackRoots(roots)
	})
}
