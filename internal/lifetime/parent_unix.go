//go:build unix

package lifetime

import (
	"os"
	"syscall"
	"time"
)

// signals are those that go to a whole process group, and the one for a log that
// nobody reads any more.
var signals = []os.Signal{syscall.SIGTERM, syscall.SIGHUP, syscall.SIGPIPE}

// waitForParent returns when the process that started this one is gone: another
// process then becomes the parent.
func waitForParent() {
	parent := os.Getppid()
	for range time.Tick(lookEvery) {
		if os.Getppid() != parent {
			return
		}
	}
}
