// Windows runs the tests of packages as Windows programs: on Windows, or where Wine and a
// compiler for Windows are installed (apt-get install wine64 wine gcc-mingw-w64-x86-64).
//
//	go run ./internal/tools/windows ./internal/engine/api ./internal/text
//
// What fails there for a reason that is not the provider's is named below, with the
// reason.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
)

// excused are tests that cannot pass on Windows, and why. A name stands for what is
// below it too.
var excused = map[string]string{
	"TestChildNoise":         "the noisy child ends by a signal, which Windows has none of",
	"TestPoolFailures/stale": "the killed child ends by a signal, which Windows has none of",
	"TestPoolWithoutProgram": "the words for a program that is not there are the system's",
}

// unavailable are words that say what is missing under Wine, and why that is so.
var unavailable = map[string]string{
	"unlinkat ":                   "Wine does not remove files as Go asks Windows to",
	`exec: "go": `:                "the test builds a server, or asks rclone, with Go, which is not in Wine",
	"socket: winapi error #10047": "Wine has no sockets that are files",
}

const isWindows = runtime.GOOS == "windows"

// folder is where everything is built, and Wine has its disk.
const folder = "build/windows"

func main() {
	log.SetFlags(0)
	if len(os.Args) < 2 {
		log.Fatal("Name the packages to test: go run ./internal/tools/windows ./internal/text")
	}
	if err := run(context.Background(), os.Args[1:]); err != nil {
		log.Fatal(err)
	}
}

func run(ctx context.Context, packages []string) error {
	env, err := prepare(ctx)
	if err != nil {
		return err
	}
	var failed []string
	for _, p := range packages {
		problems, err := test(ctx, env, p)
		if err != nil {
			return fmt.Errorf("%s: %w", p, err)
		}
		for _, problem := range problems {
			failed = append(failed, p+": "+problem)
		}
	}
	if len(failed) > 0 {
		return errors.New(strings.Join(failed, "\n"))
	}
	return nil
}

// prepare gives Wine a disk of its own, with the library that it lacks. Windows needs
// nothing. The provider's tests run without Terraform on both: those in process.
func prepare(ctx context.Context) (env []string, err error) {
	env = append(os.Environ(), "TF_ACC_TERRAFORM_PATH=none")
	if isWindows {
		return env, os.MkdirAll(folder, 0o755)
	}
	for _, program := range []string{"wine", "x86_64-w64-mingw32-gcc"} {
		if _, err := exec.LookPath(program); err != nil {
			return nil, fmt.Errorf("%w\nInstall it: apt-get install wine64 wine gcc-mingw-w64-x86-64", err)
		}
	}
	disk, err := filepath.Abs(filepath.Join(folder, "disk"))
	if err != nil {
		return nil, err
	}
	if err := os.MkdirAll(disk, 0o755); err != nil {
		return nil, err
	}
	env = append(env, "WINEPREFIX="+disk, "WINEDEBUG=-all")
	if err := command(ctx, env, ".", "wineboot", "-i").Run(); err != nil {
		return nil, fmt.Errorf("wineboot: %w", err)
	}
	library := filepath.Join(disk, "drive_c/windows/system32/bcryptprimitives.dll")
	compile := command(ctx, env, ".", "x86_64-w64-mingw32-gcc",
		"-shared", "-s", "-o", library, "internal/tools/windows/library/prng.c", "-ladvapi32")
	return env, compile.Run()
}

func command(ctx context.Context, env []string, dir, name string, args ...string) *exec.Cmd {
	c := exec.CommandContext(ctx, name, args...)
	c.Dir, c.Env, c.Stdout, c.Stderr = dir, env, os.Stdout, os.Stderr
	return c
}

// test runs the tests of a package, and returns those that fail and are not excused.
func test(ctx context.Context, env []string, pkg string) (problems []string, err error) {
	program, err := filepath.Abs(filepath.Join(folder, strings.NewReplacer("/", "-", ".", "").Replace(pkg)+".exe"))
	if err != nil {
		return nil, err
	}
	windows := append(slices.Clone(env), "GOOS=windows", "GOARCH=amd64")
	build := command(ctx, windows, ".", "go", "test", "-c", "-o", program, pkg)
	if err := build.Run(); err != nil {
		return nil, err
	}
	var said strings.Builder
	run := []string{"wine", program, "-test.v", "-test.timeout", "25m"}
	if isWindows {
		run = run[1:]
	}
	tests := command(ctx, env, pkg, run[0], run[1:]...)
	tests.Stdout = io.MultiWriter(&said, progress{})
	ended := tests.Run()
	results := read(said.String())
	problems = results.problems(os.Stdout)
	if ended != nil && len(results.failed) == 0 {
		return nil, fmt.Errorf("%w\n%s", ended, tail(said.String()))
	}
	return problems, nil
}

// progress shows each test at the top as it ends.
type progress struct{}

func (progress) Write(p []byte) (int, error) {
	for line := range strings.Lines(string(p)) {
		if strings.HasPrefix(line, "--- ") && !strings.HasPrefix(line, "--- SKIP") {
			fmt.Print(strings.TrimRight(line, "\r\n") + "\n")
		}
	}
	return len(p), nil
}

// tail is the end of a text.
func tail(text string) string {
	return text[max(0, len(text)-4096):]
}
