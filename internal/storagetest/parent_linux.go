package storagetest

import (
	"os/exec"
	"syscall"
)

// endWithParent makes the kernel end the process when this one dies, even if this one
// is killed and can close nothing.
func endWithParent(cmd *exec.Cmd) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL}
}
