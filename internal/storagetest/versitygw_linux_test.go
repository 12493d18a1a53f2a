package storagetest

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"
	"time"
)

// TestVersitygwDiesWithItsParent kills a process that runs the service, which
// is this test again.
func TestVersitygwDiesWithItsParent(t *testing.T) {
	const parent = "STORAGETEST_PARENT"
	if os.Getenv(parent) != "" {
		s := running(t, S3)
		fmt.Println(s.Values["endpoint"])
		_, _ = io.Copy(io.Discard, os.Stdin)
		return
	}
	t.Parallel()
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), exe, "-test.run=^TestVersitygwDiesWithItsParent$")
	// Nobody is left to remove the folder of a process that was killed.
	cmd.Env = append(os.Environ(), parent+"=1", "TMPDIR="+t.TempDir())
	stdin, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	defer stdin.Close()
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	line, err := bufio.NewReader(stdout).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	c, err := net.Dial("tcp", strings.TrimPrefix(strings.TrimSpace(line), "http://"))
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()

	if err := cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	// The connection ends with the server, whether it had taken it up or not.
	if err := c.SetReadDeadline(time.Now().Add(10 * time.Second)); err != nil {
		t.Fatal(err)
	}
	if _, err := c.Read(make([]byte, 1)); !errors.Is(err, io.EOF) && !errors.Is(err, syscall.ECONNRESET) {
		t.Errorf("the server goes on: %v", err)
	}
	_ = cmd.Wait()
}
