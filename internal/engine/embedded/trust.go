package embedded

import (
	"crypto/x509"
	"os"
	"strings"
	"sync"
)

// replacesRoots makes Go use a pool of certificates in place of the system's.
const replacesRoots = "x509usefallbackroots=1"

// trusting returns what to add to the environment of children, so that they can trust
// more than the system does.
func trusting() string {
	if more := os.Getenv("GODEBUG"); more != "" && !strings.Contains(more, replacesRoots) {
		return "GODEBUG=" + more + "," + replacesRoots
	}
	return "GODEBUG=" + replacesRoots
}

var trustOnce sync.Once

// trust makes the process trust authorities, in PEM, besides the system's.
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
