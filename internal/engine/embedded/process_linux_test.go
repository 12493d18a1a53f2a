package embedded

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-log/tflogtest"
	"github.com/hashicorp/terraform-plugin-log/tfsdklog"
	"golang.org/x/sys/unix"

	"github.com/hoody/terraform-provider-hoody/internal/catalog"
	"github.com/hoody/terraform-provider-hoody/internal/catalog/services"
	"github.com/hoody/terraform-provider-hoody/internal/engine"
)

// While a verification runs, nobody who lists processes sees its secrets.
func TestProcessShowsNoSecret(t *testing.T) {
	t.Parallel()
	asked := make(chan struct{}, 1)
	addr := listen(t, func(c net.Conn) {
		asked <- struct{}{}
		untilClosed(c)
	})
	e := New(Options{Timeout: time.Hour, Children: 1})
	// The mark tells this test's child from others.
	mark := fmt.Sprintf("EMBEDDED_TEST_MARK=%d", time.Now().UnixNano())
	e.pool.env = []string{mark}
	done := make(chan struct{})
	go func() {
		defer close(done)
		_, _ = e.Connect(t.Context(), engine.Spec{Backend: services.ByName("s3"), Values: catalog.Values{
			"endpoint": "http://" + addr, "access_key_id": "AKIAIOSFODNN7EXAMPLE", "secret_access_key": "wJalrXUtnFEMI/K7MDENG",
		}})
	}()
	<-asked
	child := processWith(t, mark)
	for _, file := range []string{"cmdline", "environ"} {
		text := readProc(t, child, file)
		for _, secret := range []string{"wJalrXUtnFEMI", "AKIAIOSFODNN7EXAMPLE"} {
			if strings.Contains(text, secret) {
				t.Errorf("%s of the child holds %s", file, secret)
			}
		}
	}
	if got := readProc(t, child, "cmdline"); !strings.HasSuffix(got, "\x00-verify\x00") {
		t.Errorf("the command line is %q, want one argument, -verify", got)
	}
	if err := syscall.Kill(child, syscall.SIGKILL); err != nil {
		t.Fatal(err)
	}
	<-done
}

// processWith finds the process with an entry in its environment.
func processWith(t *testing.T, entry string) int {
	t.Helper()
	environs, err := filepath.Glob("/proc/[0-9]*/environ")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range environs {
		environ, err := os.ReadFile(file)
		if err != nil || !bytes.Contains(environ, []byte(entry)) {
			continue
		}
		pid, err := strconv.Atoi(filepath.Base(filepath.Dir(file)))
		if err != nil {
			t.Fatal(err)
		}
		return pid
	}
	t.Fatalf("no process with %s", entry)
	return 0
}

func readProc(t *testing.T, pid int, file string) string {
	t.Helper()
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/%s", pid, file))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// With a child ends what it has started.
func TestKillEndsOffspring(t *testing.T) {
	t.Parallel()
	lines := make(lineWriter, 16)
	v, err := startVerifier(os.Args[0], []string{mischief + "=offspring"})
	if err != nil {
		t.Fatal(err)
	}
	v.log.serve(tflogtest.RootLogger(tfsdklog.NewRootSDKLogger(t.Context()), lines), nil)
	ctx, cancel := context.WithCancel(t.Context())
	asked := make(chan error, 1)
	go func() {
		_, err := v.ask(ctx, request{})
		asked <- err
	}()
	_, after, found := strings.Cut(<-lines, "offspring ")
	digits, _, _ := strings.Cut(after, `"`)
	pid, err := strconv.Atoi(digits)
	if !found || err != nil {
		t.Fatalf("no offspring in the log: %s", after)
	}
	// The kernel tells through this when it has ended, even as a zombie.
	offspring, err := unix.PidfdOpen(pid, 0)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = unix.Close(offspring) })
	cancel()
	if err := <-asked; !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want %v", err, context.Canceled)
	}
	<-v.ended
	const patience = 10_000 // milliseconds
	if n, err := unix.Poll([]unix.PollFd{{Fd: int32(offspring), Events: unix.POLLIN}}, patience); n != 1 {
		t.Errorf("process %d is still there (%v)", pid, err)
	}
}
