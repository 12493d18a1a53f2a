package embedded

import (
	"os"
	"os/exec"
	"unsafe"

	"golang.org/x/sys/windows"
)

// attach gives the command the file for its answers: its standard output, since
// Windows passes on no other files.
func attach(cmd *exec.Cmd, answers *os.File) {
	cmd.Stdout = answers
	cmd.SysProcAttr = &windows.SysProcAttr{CreationFlags: windows.CREATE_NEW_PROCESS_GROUP}
}

// protocolOut returns the file for this child's answers. From here on, whatever is
// written to standard output goes to standard error.
func protocolOut() *os.File {
	answers := os.Stdout
	os.Stdout = os.Stderr
	return answers
}

// A group is a child with everything that it started: a job object, which ends its
// processes when its last handle is closed, even by the end of the provider.
type group struct{ job windows.Handle }

// groupOf must be called before the child has received a request, and so before it can
// have started anything.
func groupOf(p *os.Process) (group, error) {
	job, err := windows.CreateJobObject(nil, nil)
	if err != nil {
		return group{}, err
	}
	g := group{job}
	limits := windows.JOBOBJECT_EXTENDED_LIMIT_INFORMATION{
		BasicLimitInformation: windows.JOBOBJECT_BASIC_LIMIT_INFORMATION{
			LimitFlags: windows.JOB_OBJECT_LIMIT_KILL_ON_JOB_CLOSE,
		},
	}
	_, err = windows.SetInformationJobObject(job, windows.JobObjectExtendedLimitInformation,
		uintptr(unsafe.Pointer(&limits)), uint32(unsafe.Sizeof(limits)))
	if err == nil {
		err = g.assign(p)
	}
	if err != nil {
		g.close()
	}
	return g, err
}

func (g group) assign(p *os.Process) error {
	const access = windows.PROCESS_SET_QUOTA | windows.PROCESS_TERMINATE
	process, err := windows.OpenProcess(access, false, uint32(p.Pid))
	if err != nil {
		return err
	}
	defer windows.CloseHandle(process)
	return windows.AssignProcessToJobObject(g.job, process)
}

// kill ends the group at once.
func (g group) kill() { _ = windows.TerminateJobObject(g.job, 1) }

// close releases what the group holds.
func (g group) close() { _ = windows.CloseHandle(g.job) }

// endGroup has nothing to do: the job object ends with the provider.
func endGroup() {}
