// Demo shows the provider at work on one machine: a real S3 server, both
// engines, a refusal, and nothing left behind.
package main

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"

	"github.com/hoody/terraform-provider-hoody/internal/storagetest"
)

const quickstart = "examples/quickstart"

func main() {
	log.SetFlags(0)
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if len(os.Args) != 2 {
		log.Fatal("usage: demo PROVIDER-BINARY")
	}
	if err := run(ctx, os.Args[1], os.Stdout); err != nil {
		log.Fatal("demo: ", err)
	}
}

func run(ctx context.Context, binary string, out io.Writer) (err error) {
	binary, err = filepath.Abs(binary)
	if err != nil {
		return err
	}
	dir, err := os.MkdirTemp("", "hoody-demo-")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()

	say(out, "A real S3 server on this machine, with a bucket and an object in it")
	s3, err := storagetest.S3(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s3.Close()) }()
	fmt.Fprintf(out, "versitygw listens on %s\n", s3.Values["endpoint"])

	t, err := prepare(ctx, dir, binary, out)
	if err != nil {
		return err
	}
	t.setenv("TF_VAR_endpoint", fmt.Sprint(s3.Values["endpoint"]))
	t.setenv("TF_VAR_access_key_id", fmt.Sprint(s3.Values["access_key_id"]))
	t.setenv("TF_VAR_secret_access_key", fmt.Sprint(s3.Values["secret_access_key"]))
	return show(t, out)
}

// show is the story that the demo tells.
func show(t *terraform, out io.Writer) error {
	say(out, "The embedded engine proves the credentials from here")
	if err := t.apply(); err != nil {
		return err
	}
	say(out, "What the state knows")
	if err := t.showState(); err != nil {
		return err
	}

	say(out, "A wrong secret is refused, on the attribute to blame")
	if err := t.with("TF_VAR_secret_access_key", "not-the-secret").apply(); err == nil {
		return errors.New("a wrong secret was accepted")
	}

	say(out, "The same configuration through the API, against the built-in emulator of the service of October 2026")
	emulator, url, err := t.emulate()
	if err != nil {
		return err
	}
	defer func() {
		_ = emulator.Process.Signal(os.Interrupt)
		_ = emulator.Wait()
	}()
	t.setenv("HOODY_BASE_URL", url)
	t.setenv("TF_VAR_engine", "api")
	if err := t.apply(); err != nil {
		return err
	}
	say(out, "Disconnect it")
	return t.apply("-destroy")
}

// A terraform runs commands in a working copy of the quickstart, with nothing
// of the user's own configuration.
type terraform struct {
	ctx    context.Context
	dir    string
	binary string
	env    []string
	out    io.Writer
}

// prepare makes the working copy, a provider mirror with the built binary, and
// initialises it.
func prepare(ctx context.Context, dir, binary string, out io.Writer) (*terraform, error) {
	work, mirror, cli := filepath.Join(dir, "quickstart"), filepath.Join(dir, "mirror"), filepath.Join(dir, "cli.tfrc")
	if err := os.CopyFS(work, os.DirFS(quickstart)); err != nil {
		return nil, err
	}
	plugin := filepath.Join(mirror, "registry.terraform.io", "hoody", "hoody", "0.0.1", runtime.GOOS+"_"+runtime.GOARCH)
	if err := os.MkdirAll(plugin, 0o755); err != nil {
		return nil, err
	}
	if err := os.Symlink(binary, filepath.Join(plugin, "terraform-provider-hoody_v0.0.1")); err != nil {
		return nil, err
	}
	config := fmt.Sprintf("provider_installation {\n  filesystem_mirror {\n    path = %q\n  }\n}\n", mirror)
	if err := os.WriteFile(cli, []byte(config), 0o600); err != nil {
		return nil, err
	}
	t := &terraform{ctx: ctx, dir: work, binary: binary, out: out}
	for _, v := range os.Environ() {
		if !strings.HasPrefix(v, "TF_") && !strings.HasPrefix(v, "HOODY_") {
			t.env = append(t.env, v)
		}
	}
	t.setenv("TF_CLI_CONFIG_FILE", cli)
	t.setenv("TF_IN_AUTOMATION", "1")
	t.setenv("CHECKPOINT_DISABLE", "1")
	_, err := t.capture("init", "-input=false")
	return t, err
}

func (t *terraform) setenv(name, value string) {
	t.env = append(t.env, name+"="+value)
}

// with is t with one more variable, for one command.
func (t *terraform) with(name, value string) *terraform {
	changed := *t
	changed.env = append(append([]string{}, t.env...), name+"="+value)
	return &changed
}

func (t *terraform) command(name string, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(t.ctx, name, args...)
	cmd.Dir, cmd.Env, cmd.Stdout, cmd.Stderr = t.dir, t.env, t.out, t.out
	cmd.Cancel = func() error { return cmd.Process.Signal(os.Interrupt) }
	return cmd
}

// apply plans, tells the plan in a few lines, and carries it out.
func (t *terraform) apply(planFlags ...string) error {
	plan, err := t.capture(append([]string{"plan", "-out=plan"}, planFlags...)...)
	if err != nil {
		return err
	}
	for line := range strings.Lines(plan) {
		if gist.MatchString(line) {
			fmt.Fprint(t.out, line)
		}
	}
	fmt.Fprintln(t.out, "$ terraform apply plan")
	if err := t.command("terraform", "apply", "plan").Run(); err != nil {
		return fmt.Errorf("terraform apply: %w", err)
	}
	return nil
}

// gist matches the lines of a plan that say what will happen and why.
var gist = regexp.MustCompile(`^ +# hoody_|forces replacement|^Plan: `)

// showState shows what the quickstart set and what the backend became, and
// counts the rest.
func (t *terraform) showState() error {
	state, err := t.capture("state", "show", "hoody_backend_s3.media")
	if err != nil {
		return err
	}
	defaults := 0
	for line := range strings.Lines(state) {
		name, value, isAttribute := strings.Cut(line, " = ")
		if strings.HasPrefix(value, "(write-only") {
			continue
		}
		if isAttribute && !slices.Contains(worthALook, strings.TrimSpace(name)) {
			defaults++
			continue
		}
		if strings.HasPrefix(line, "}") {
			fmt.Fprintf(t.out, "    # and %d documented defaults\n", defaults)
		}
		fmt.Fprint(t.out, line)
	}
	return nil
}

// worthALook are the attributes that the quickstart sets or the engine answers.
var worthALook = []string{
	"id", "backend_type", "type", "engine", "connected", "mount_paths",
	"provider_type", "endpoint", "region", "access_key_id", "secret_access_key", "description",
}

// capture runs a command for what it prints, in plain text.
func (t *terraform) capture(args ...string) (string, error) {
	fmt.Fprintf(t.out, "$ terraform %s\n", strings.Join(args, " "))
	var said bytes.Buffer
	cmd := t.command("terraform", append(args, "-no-color")...)
	cmd.Stdout, cmd.Stderr = &said, &said
	if err := cmd.Run(); err != nil {
		return "", fmt.Errorf("terraform %s: %w\n%s", args[0], err, said.String())
	}
	return said.String(), nil
}

// emulate starts the provider's own emulator and returns the URL that it prints.
func (t *terraform) emulate() (*exec.Cmd, string, error) {
	cmd := t.command(t.binary, "-emulator", "127.0.0.1:0", "-dialect", "2026-10")
	cmd.Stdout = nil
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		return nil, "", err
	}
	fmt.Fprintln(t.out, "$ terraform-provider-hoody -emulator 127.0.0.1:0 -dialect 2026-10")
	if err := cmd.Start(); err != nil {
		return nil, "", err
	}
	url, err := announced(stdout)
	return cmd, url, err
}

// announced reads the emulator's words up to its URL, and the rest for as long
// as it speaks.
func announced(stdout io.Reader) (string, error) {
	lines := bufio.NewScanner(stdout)
	for lines.Scan() {
		if _, url, ok := strings.Cut(lines.Text(), "HOODY_BASE_URL="); ok {
			go func() { _, _ = io.Copy(io.Discard, stdout) }()
			return url, nil
		}
	}
	return "", errors.Join(errors.New("the emulator did not tell its URL"), lines.Err())
}

func say(out io.Writer, title string) {
	fmt.Fprintf(out, "\n\033[1m── %s\033[0m\n\n", title)
}
