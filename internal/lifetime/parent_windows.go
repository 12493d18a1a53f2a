package lifetime

import (
	"os"

	"golang.org/x/sys/windows"
)

// signals are those sent when a console is closed.
var signals = []os.Signal{windows.SIGTERM}

// waitForParent returns when the process that started this one is gone. If that
// process cannot be watched, the provider goes on serving.
func waitForParent() {
	parent, err := windows.OpenProcess(windows.SYNCHRONIZE, false, uint32(os.Getppid()))
	if err == nil {
		_, err = windows.WaitForSingleObject(parent, windows.INFINITE)
	}
	if err != nil {
		select {}
	}
}
