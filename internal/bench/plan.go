//go:build unix

package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/hoody/terraform-provider-hoody/internal/emulator"
)

// backends is a configuration with that many backends, each with a secret of its own.
const backends = `terraform {
  required_providers {
    hoody = { source = "hoody/hoody" }
  }
}

resource "hoody_backend_s3" "bench" {
  count             = %d
  provider_type     = "AWS"
  access_key_id     = "AKIAIOSFODNN7EXAMPLE"
  secret_access_key = "example-${count.index}"
  region            = "us-east-1"
  endpoint          = "s3.us-east-1.amazonaws.com"
}
`

// builtin is a configuration with that many of Terraform's own resources.
const builtin = `resource "terraform_data" "bench" {
  count = %d
  input = "example-${count.index}"
}
`

// measurePlans connects backends at an emulated service, makes the same number of
// terraform_data, and plans, by turns, to change neither. The service runs in this
// process, whose CPU does not count.
func (t *table) measurePlans(ctx context.Context, dir, binary string, resources, plans int) (err error) {
	url, closeService, err := serve()
	if err != nil {
		return err
	}
	defer closeService()
	cli := filepath.Join(dir, "cli.tfrc")
	overrides := fmt.Sprintf("provider_installation {\n  dev_overrides {\n    \"hoody/hoody\" = %q\n  }\n  direct {}\n}\n",
		filepath.Dir(binary))
	if err := os.WriteFile(cli, []byte(overrides), 0o600); err != nil {
		return err
	}
	env := cleanEnv("TF_CLI_CONFIG_FILE="+cli, "TF_IN_AUTOMATION=1", "CHECKPOINT_DISABLE=1", "HOODY_BASE_URL="+url)
	ours := workspace{dir: filepath.Join(dir, "backends"), env: env}
	theirs := workspace{dir: filepath.Join(dir, "builtin"), env: env}
	if err := errors.Join(ours.prepare(ctx, backends, resources), theirs.prepare(ctx, builtin, resources)); err != nil {
		return err
	}
	for range plans {
		if err := errors.Join(ours.plan(ctx), theirs.plan(ctx)); err != nil {
			return err
		}
	}
	t.add(fmt.Sprintf("CPU of planning %d unchanged hoody_backend_s3", resources), seconds(median(ours.cpu)))
	t.add(fmt.Sprintf("CPU of planning %d unchanged terraform_data", resources), seconds(median(theirs.cpu)))
	hold(t, "CPU of planning, compared", float64(median(ours.cpu))/float64(median(theirs.cpu)), maxPlanRatio, multiple)
	peak, err := ours.memory(ctx, binary)
	if errors.Is(err, fs.ErrNotExist) {
		t.add("memory of the provider", "not measured: there is no /proc")
		return nil
	}
	hold(t, "memory of the provider, resident", peak, maxMemory, megabytes)
	return err
}

// serve runs the emulated service on loopback.
func serve() (url string, stop func(), err error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", nil, err
	}
	server := &http.Server{Handler: emulator.New(emulator.Options{}), ReadHeaderTimeout: 10 * time.Second}
	go func() { _ = server.Serve(listener) }()
	return "http://" + listener.Addr().String(), func() { _ = server.Close() }, nil
}

// cleanEnv returns this process's environment without what would influence Terraform,
// and with more.
func cleanEnv(more ...string) []string {
	var env []string
	for _, v := range os.Environ() {
		if !strings.HasPrefix(v, "TF_") && !strings.HasPrefix(v, "HOODY_") {
			env = append(env, v)
		}
	}
	return append(env, more...)
}

// A workspace is a configuration to apply and plan.
type workspace struct {
	dir string
	env []string
	cpu []time.Duration
}

// prepare applies twice, so that the state has what only a refresh finds out.
func (w *workspace) prepare(ctx context.Context, config string, resources int) error {
	if err := os.Mkdir(w.dir, 0o700); err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(w.dir, "main.tf"), fmt.Appendf(nil, config, resources), 0o600); err != nil {
		return err
	}
	for range 2 {
		if _, err := w.terraform(ctx, "apply", "-auto-approve"); err != nil {
			return err
		}
	}
	return nil
}

// plan makes a plan without changes, and records its CPU.
func (w *workspace) plan(ctx context.Context) error {
	cmd, err := w.terraform(ctx, "plan", "-detailed-exitcode") // any change is an error
	if err == nil {
		w.cpu = append(w.cpu, used(cmd))
	}
	return err
}

func (w *workspace) terraform(ctx context.Context, args ...string) (*exec.Cmd, error) {
	var said bytes.Buffer
	cmd := exec.CommandContext(ctx, "terraform", append(args, "-input=false", "-no-color")...)
	cmd.Dir, cmd.Env, cmd.Stdout, cmd.Stderr = w.dir, w.env, &said, &said
	cmd.Cancel = func() error { return cmd.Process.Signal(os.Interrupt) }
	if err := cmd.Run(); err != nil {
		return nil, fmt.Errorf("terraform %s: %w\n%s", args[0], err, said.String())
	}
	return cmd, nil
}

// memory returns the most that any of a plan's provider processes kept resident.
func (w *workspace) memory(ctx context.Context, binary string) (int64, error) {
	watching, stop := context.WithCancel(ctx)
	peak := make(chan int64)
	go func() { peak <- watch(watching, binary) }()
	_, err := w.terraform(ctx, "plan")
	stop()
	most := <-peak
	if err == nil && most == 0 {
		err = fs.ErrNotExist
	}
	return most, err
}

// watch looks at the processes of a program until ctx ends. The system keeps the peak
// of each process, so only its last moments can be missed.
func watch(ctx context.Context, program string) (peak int64) {
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	for {
		links, _ := filepath.Glob("/proc/[0-9]*/exe")
		for _, link := range links {
			if at, err := os.Readlink(link); err == nil && at == program {
				peak = max(peak, residentPeak(filepath.Dir(link)))
			}
		}
		select {
		case <-tick.C:
		case <-ctx.Done():
			return peak
		}
	}
}

// residentPeak reads the peak of a process, in bytes.
func residentPeak(process string) int64 {
	status, _ := os.ReadFile(filepath.Join(process, "status"))
	for line := range strings.Lines(string(status)) {
		if fields := strings.Fields(line); len(fields) > 1 && fields[0] == "VmHWM:" {
			kilobytes, _ := strconv.ParseInt(fields[1], 10, 64)
			return kilobytes << 10
		}
	}
	return 0
}
