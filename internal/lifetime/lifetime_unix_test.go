//go:build unix

package lifetime

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
)

// role is the variable that makes this binary a process of a test.
const role = "LIFETIME_TEST_ROLE"

func TestMain(m *testing.M) {
	switch os.Getenv(role) {
	case "terraform":
		beTerraform()
	case "provider":
		beProvider()
	default:
		os.Exit(m.Run())
	}
}

// beTerraform starts the provider, says its process id, and waits to be killed.
func beTerraform() {
	provider := exec.Command(os.Args[0])
	provider.Env = append(os.Environ(), role+"=provider",
		"TF_PLUGIN_MAGIC_COOKIE=d602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2")
	provider.ExtraFiles = []*os.File{os.NewFile(3, "report")}
	handshake, err := provider.StdoutPipe()
	if err == nil {
		err = provider.Start()
	}
	if err == nil {
		_, err = bufio.NewReader(handshake).ReadString('\n')
	}
	if err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
	fmt.Println(provider.Process.Pid)
	select {}
}

// beProvider serves, and reports how that ended.
func beProvider() {
	report := os.NewFile(3, "report")
	err := Serve("registry.terraform.io/hoody/hoody", func() tfprotov6.ProviderServer { return slow{} })
	fmt.Fprintln(report, "ended", err)
}

// A provider whose Terraform is killed ends by itself, and a signal that came to
// both of them before did not end it.
func TestAProviderEndsWithItsTerraform(t *testing.T) {
	t.Parallel()
	reports, report, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	terraform := exec.CommandContext(t.Context(), os.Args[0])
	terraform.Env = append(os.Environ(), role+"=terraform")
	terraform.ExtraFiles = []*os.File{report}
	said, err := terraform.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := terraform.Start(); err != nil {
		t.Fatal(err)
	}
	_ = report.Close()
	line, err := bufio.NewReader(said).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	pid, err := strconv.Atoi(strings.TrimSpace(line))
	if err != nil {
		t.Fatalf("Terraform said %q", line)
	}
	for _, s := range []syscall.Signal{syscall.SIGTERM, syscall.SIGHUP, syscall.SIGTERM} {
		if err := syscall.Kill(pid, s); err != nil {
			t.Fatal(err)
		}
	}
	killed := time.Now()
	if err := terraform.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = terraform.Wait()
	// The pipe ends when the last process that has it does.
	text, err := io.ReadAll(reports)
	if string(text) != "ended <nil>\n" || err != nil {
		t.Errorf("the provider said %q, %v, and was to end by itself", text, err)
	}
	if took := time.Since(killed); took > 5*time.Second {
		t.Errorf("that took %s", took)
	}
}

// What is under way when the end comes is waited for, but not for ever.
func TestWhatIsUnderWaySettles(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name        string
		takes, want time.Duration
	}{
		{"nothing", 0, 0},
		{"a remount", 3 * time.Second, 3 * time.Second},
		{"a service that never answers", time.Hour, settleLimit},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				var underWay calls
				s := &server{slow{takes: c.takes}, &underWay}
				if c.takes > 0 {
					go func() { _, _ = s.ApplyResourceChange(t.Context(), nil) }()
				}
				synctest.Wait()
				start := time.Now()
				underWay.settle(settleLimit)
				if took := time.Since(start); took != c.want {
					t.Errorf("waited %s, want %s", took, c.want)
				}
			})
		})
	}
}

type slow struct {
	Server
	takes time.Duration
}

func (s slow) ApplyResourceChange(
	ctx context.Context, _ *tfprotov6.ApplyResourceChangeRequest,
) (*tfprotov6.ApplyResourceChangeResponse, error) {
	select {
	case <-time.After(s.takes):
	case <-ctx.Done():
	}
	return nil, nil
}
