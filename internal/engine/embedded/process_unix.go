//go:build unix

package embedded

import (
	"os"
	"os/exec"
	"syscall"
)

// protocolFile is the number of the file to which a child writes its answers. The
// child's standard output is its standard error, so that no library can write into an
// answer.
const protocolFile = 3

// attach gives the command the file for its answers, and a process group of its own,
// so that whatever it starts can be ended with it.
func attach(cmd *exec.Cmd, answers *os.File) {
	cmd.Stdout = cmd.Stderr
	cmd.ExtraFiles = []*os.File{answers}
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
}

// protocolOut returns the file for this child's answers. What the child starts does
// not inherit it.
func protocolOut() *os.File {
	syscall.CloseOnExec(protocolFile)
	return os.NewFile(protocolFile, "answers")
}

// A group is a child with everything that it started.
type group struct{ pid int }

func groupOf(p *os.Process) (group, error) { return group{p.Pid}, nil }

// kill ends the group at once.
func (g group) kill() { _ = syscall.Kill(-g.pid, syscall.SIGKILL) }

// close releases what the group holds.
func (group) close() {}

// endGroup ends this process and everything that it started, if it leads a group of
// its own.
func endGroup() {
	if syscall.Getpgrp() == os.Getpid() {
		_ = syscall.Kill(0, syscall.SIGKILL)
	}
}
