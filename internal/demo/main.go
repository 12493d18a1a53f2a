// Demo shows the provider at work on one machine: real S3 servers, both engines,
// mounts, and what is refused. It leaves nothing behind.
package main

import (
	"bufio"
	"bytes"
	"context"
	_ "embed"
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
	"strings"

	"github.com/hoody/terraform-provider-hoody/internal/storagetest"
)

//go:embed story.tf
var configuration []byte

func main() {
	log.SetFlags(0)
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if len(os.Args) != 2 {
		log.Fatal("usage: demo PROVIDER-BINARY")
	}
	out := output{Writer: os.Stdout, colours: coloursTerminal(os.Stdout)}
	if err := run(ctx, os.Args[1], out); err != nil {
		log.Fatal("demo: ", err)
	}
}

// An output is where the demo writes.
type output struct {
	io.Writer
	// colours says that it is a terminal which shows colours.
	colours bool
}

// coloursTerminal reports whether a file is a terminal whose user did not ask for plain text
// (https://no-color.org).
func coloursTerminal(f *os.File) bool {
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0 && os.Getenv("NO_COLOR") == ""
}

// say begins a chapter.
func (o output) say(title string) {
	if o.colours {
		title = "\033[1m" + title + "\033[0m"
	}
	fmt.Fprintf(o, "\n── %s\n\n", title)
}

func run(ctx context.Context, binary string, out output) (err error) {
	fmt.Fprintln(out, "This takes about half a minute, needs no account and leaves nothing behind.\n"+
		"Of each plan you see the lines that say what changes; Terraform itself prints all of it.")
	binary, err = filepath.Abs(binary)
	if err != nil {
		return err
	}
	dir, err := os.MkdirTemp("", "hoody-demo-")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()

	out.say("Two real S3 servers on this machine: one key may do everything, the other may only read")
	servers := map[string]*storagetest.Service{}
	for name, start := range map[string]func(context.Context) (*storagetest.Service, error){
		"full": storagetest.S3, "reading": storagetest.S3BucketKey,
	} {
		s, err := start(ctx)
		if err != nil {
			return err
		}
		defer func() { err = errors.Join(err, s.Close()) }()
		servers[name] = s
	}
	fmt.Fprintf(out, "The S3 server versitygw listens on %s and on %s\n",
		servers["full"].Values["endpoint"], servers["reading"].Values["endpoint"])

	t, err := prepare(ctx, dir, binary, out)
	if err != nil {
		return err
	}
	return story(t.at(servers["full"]), t.at(servers["reading"]), out)
}

// story is the demo itself: full and reading run Terraform with the keys of the two
// servers.
func story(full, reading *terraform, out output) error {
	out.say("No token is set: the embedded engine checks credentials from here, and refuses a wrong secret")
	if err := full.with("TF_VAR_secret_access_key=not-the-secret").refused(); err != nil {
		return err
	}
	out.say("The right secret works; a warning says that nothing is connected")
	if err := full.apply(); err != nil {
		return err
	}
	out.say("verify = \"write\": a key that may only read is refused")
	if err := reading.refused("-var", "verify=write"); err != nil {
		return err
	}

	out.say("Now with an account: the provider's own emulator plays Hoody's control plane and two containers")
	account, stop, err := full.emulate()
	if err != nil {
		return err
	}
	defer stop()
	first := full.with(account...).with("HOODY_CONTAINER=c1")
	mounted := []string{"-var", "mounted=true"}
	out.say("The backend is connected in the container c1, and mounted as a folder there")
	if err := first.apply(mounted...); err != nil {
		return err
	}
	out.say("The secret rotates under the mount, and the mount comes back")
	const next = "TF_VAR_secret_access_key=the-next-secret"
	first = first.with(next)
	if err := first.apply(mounted...); err != nil {
		return err
	}
	out.say("Nothing is left to do")
	if err := first.converged(mounted...); err != nil {
		return err
	}
	out.say("Somebody forgets the token: nothing is lost, and the message says what to set")
	if err := full.with(next).refused(mounted...); err != nil {
		return err
	}
	out.say("The same backend in the container c2: for_each over containers, with one provider block")
	everywhere := append([]string{"-var", `also_in=["c2"]`}, mounted...)
	if err := first.apply(everywhere...); err != nil {
		return err
	}
	out.say("Everything is removed again")
	if err := first.apply(append([]string{"-destroy"}, everywhere...)...); err != nil {
		return err
	}
	fmt.Fprint(out, ending)
	return nil
}

const ending = `
What you saw: credentials checked before they are used, an error that points at the wrong one,
a mount that survived a rotation, a forgotten token that cost nothing, one configuration in two containers.

Next, with your own storage and no account:

  cd examples/quickstart
  terraform init && terraform apply      # asks for an endpoint and a key

or read README.md and docs/guides/first-backend.md: five minutes to a backend at Hoody.
`

// A terraform runs commands with the demo's configuration, and nothing of the user's own.
type terraform struct {
	ctx    context.Context
	dir    string
	binary string
	env    []string
	out    output
}

// prepare makes a working copy, a provider mirror with the built binary, and
// initialises it.
func prepare(ctx context.Context, dir, binary string, out output) (*terraform, error) {
	work, mirror, cli := filepath.Join(dir, "demo"), filepath.Join(dir, "mirror"), filepath.Join(dir, "cli.tfrc")
	if err := os.Mkdir(work, 0o700); err != nil {
		return nil, err
	}
	if err := os.WriteFile(filepath.Join(work, "main.tf"), configuration, 0o600); err != nil {
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

// with returns t with more environment variables.
func (t *terraform) with(variables ...string) *terraform {
	changed := *t
	changed.env = append(append([]string{}, t.env...), variables...)
	return &changed
}

// at returns t with the address and the key of a server.
func (t *terraform) at(s *storagetest.Service) *terraform {
	changed := t
	for _, name := range []string{"endpoint", "access_key_id", "secret_access_key"} {
		changed = changed.with(fmt.Sprintf("TF_VAR_%s=%s", name, s.Values[name]))
	}
	return changed
}

func (t *terraform) command(name string, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(t.ctx, name, args...)
	cmd.Dir, cmd.Env, cmd.Stdout, cmd.Stderr = t.dir, t.env, t.out.Writer, t.out.Writer
	cmd.Cancel = func() error { return cmd.Process.Signal(os.Interrupt) }
	return cmd
}

// apply plans, shows the plan in a few lines, and applies it.
func (t *terraform) apply(planFlags ...string) error {
	plan, err := t.capture(append([]string{"plan", "-out=plan"}, planFlags...)...)
	if err != nil {
		return err
	}
	t.tell(plan, gist)
	args := []string{"apply"}
	if !t.out.colours {
		args = append(args, "-no-color")
	}
	fmt.Fprintln(t.out, "$ terraform apply plan")
	if err := t.command("terraform", append(args, "plan")...).Run(); err != nil {
		return fmt.Errorf("terraform apply: %w", err)
	}
	return nil
}

// refused applies something that must fail, and shows why it fails.
func (t *terraform) refused(flags ...string) error {
	said, err := t.capture(append([]string{"apply", "-auto-approve"}, flags...)...)
	if err == nil {
		return errors.New("it was accepted")
	}
	if _, problem, found := strings.Cut(said, "Error: "); found {
		fmt.Fprint(t.out, "Error: "+problem)
		return nil
	}
	return err
}

// converged plans, and fails if anything would change.
func (t *terraform) converged(flags ...string) error {
	said, err := t.capture(append([]string{"plan", "-detailed-exitcode"}, flags...)...)
	if err != nil {
		return err
	}
	t.tell(said, regexp.MustCompile(`^No changes`))
	return nil
}

// tell shows the lines that match.
func (t *terraform) tell(said string, what *regexp.Regexp) {
	for line := range strings.Lines(said) {
		if what.MatchString(line) {
			fmt.Fprint(t.out, line)
		}
	}
}

// gist matches the lines of a plan that say what will happen and why.
var gist = regexp.MustCompile(`^ +# hoody_|forces replacement|^Plan: |Warning: `)

// capture runs a command and returns what it prints, in plain text.
func (t *terraform) capture(args ...string) (string, error) {
	fmt.Fprintf(t.out, "$ terraform %s\n", strings.Join(args, " "))
	var said bytes.Buffer
	cmd := t.command("terraform", append(args, "-no-color")...)
	cmd.Stdout, cmd.Stderr = &said, &said
	if err := cmd.Run(); err != nil {
		return said.String(), fmt.Errorf("terraform %s: %w\n%s", args[0], err, said.String())
	}
	return said.String(), nil
}

// emulate starts the provider's own emulator, and returns the variables that it prints
// and a function that ends it.
func (t *terraform) emulate() (variables []string, stop func(), err error) {
	cmd := t.command(t.binary, "-emulator", "127.0.0.1:0", "-containers", "2", "-dialect", "2026-10")
	cmd.Stdout = nil
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		return nil, nil, err
	}
	fmt.Fprintln(t.out, "$ terraform-provider-hoody -emulator 127.0.0.1:0 -containers 2 -dialect 2026-10")
	if err := cmd.Start(); err != nil {
		return nil, nil, err
	}
	stop = func() {
		_ = cmd.Process.Signal(os.Interrupt)
		_ = cmd.Wait()
	}
	lines := bufio.NewScanner(stdout)
	for lines.Scan() {
		if _, variable, ok := strings.Cut(lines.Text(), "export "); ok {
			fmt.Fprintln(t.out, "export "+variable)
			variables = append(variables, variable)
		}
		if lines.Text() == "" && len(variables) > 0 { // the variables end here
			go func() { _, _ = io.Copy(io.Discard, stdout) }()
			return variables, stop, nil
		}
	}
	stop()
	return nil, nil, errors.Join(errors.New("the emulator did not say where it is"), lines.Err())
}
