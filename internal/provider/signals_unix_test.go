//go:build unix

package provider_test

import (
	"bufio"
	"context"
	"io"
	"os/exec"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/hoody/terraform-provider-hoody/internal/emulator"
)

// A person who ends Terraform and its providers at once, or twice because it takes too
// long, gets the mounts back that a rotation took away.
func TestSignalsLetARemountFinish(t *testing.T) {
	t.Parallel()
	needs(t, writeOnlyArguments)
	for _, c := range []struct {
		name    string
		signals []syscall.Signal
	}{
		{"SIGTERM to the group", []syscall.Signal{syscall.SIGTERM}},
		{"SIGTERM to the group, twice", []syscall.Signal{syscall.SIGTERM, syscall.SIGTERM}},
		{"two Ctrl-C", []syscall.Signal{syscall.SIGINT, syscall.SIGINT}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			service, url := serveEmulator(t, emulator.Options{})
			tf := newTerraform(t)
			config := func(secret string) string {
				return "terraform {\n  required_providers {\n    hoody = { source = \"hoody/hoody\" }\n  }\n}\n" +
					mountOf(url, secret, "us-east-1", "remount_on_rotate = true", `mount_path = "media"`)
			}
			tf.write(config("first"))
			tf.mustRun("init", "-input=false")
			tf.mustRun("apply", "-auto-approve")
			// Hoody takes a second to mount again, and by then all signals have come.
			var once sync.Once
			mounting := make(chan struct{})
			service.Plan(emulator.Fault{Method: "POST", Path: "/api/v1/mounts", Kind: emulator.Pass, Hold: func(ctx context.Context) {
				once.Do(func() { close(mounting) })
				select {
				case <-time.After(time.Second):
				case <-ctx.Done():
				}
			}})
			tf.write(config("second"))
			cmd := exec.CommandContext(t.Context(), terraformProgram(), "apply", "-auto-approve")
			said, writer := io.Pipe()
			cmd.Dir, cmd.Env, cmd.Stdout, cmd.Stderr = tf.dir, tf.env, writer, writer
			cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
			if err := cmd.Start(); err != nil {
				t.Fatal(err)
			}
			go func() {
				_ = cmd.Wait()
				_ = writer.Close()
			}()
			lines := bufio.NewScanner(said)
			for _, s := range c.signals {
				<-mounting
				if err := syscall.Kill(-cmd.Process.Pid, s); err != nil {
					t.Fatal(err)
				}
				// Two signals at once would be one.
				for lines.Scan() && !strings.Contains(lines.Text(), "nterrupt") {
					tf.output.WriteString(lines.Text() + "\n")
				}
			}
			rest, err := io.ReadAll(said)
			if err != nil {
				t.Fatal(err)
			}
			tf.output.Write(rest)
			if got := service.Mounts(); len(got) != 1 || got[0].Path != "/hoody/mounts/media" {
				t.Errorf("the mounts are %v\n%s", got, tf.output.String())
			}
		})
	}
}
