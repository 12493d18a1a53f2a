package storagetest

import (
	"os/exec"
	"syscall"
)

// endWithParent has the kernel end the process when this one dies, even when it
// is killed and can close nothing.
func endWithParent(cmd *exec.Cmd) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL}
}
