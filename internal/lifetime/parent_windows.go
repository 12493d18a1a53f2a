package lifetime

import (
	"os"

	"golang.org/x/sys/windows"
)

// signals are those of a console that is closed.
var signals = []os.Signal{windows.SIGTERM}

// waitForParent returns when the process that started this one is gone. Where it
// cannot be watched, the provider serves on.
func waitForParent() {
	parent, err := windows.OpenProcess(windows.SYNCHRONIZE, false, uint32(os.Getppid()))
	if err == nil {
		_, err = windows.WaitForSingleObject(parent, windows.INFINITE)
	}
	if err != nil {
		select {}
	}
}
