// Windows runs the tests of packages as Windows programs: on Windows, or where Wine and a
// compiler for Windows are installed (apt-get install wine64 wine gcc-mingw-w64-x86-64).
//
//	go run ./internal/tools/windows ./internal/engine/api ./internal/text
//
// A test that fails there for a reason which is not the provider's fault is named
// below with the reason; and a test that is named must fail.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
)

// excused are tests that cannot pass on Windows, and why. A name includes its
// subtests.
var excused = map[string]string{
	"TestChildNoise":         noSignals,
	"TestPoolFailures/stale": noSignals,
	"TestPoolWithoutProgram": "the words for a program that is not there are the system's",

	"TestServicesAreAll":                             noSocket,
	"TestServices/s3_by_bucket_key":                  noSocket,
	"TestMutations/s3_by_bucket_key":                 noSocket,
	"TestDepths/s3_by_bucket_key":                    noSocket,
	"TestDepthsOfS3/a_key_that_reads_lists":          noSocket,
	"TestDepthsOfS3/a_key_that_reads_reads":          noSocket,
	"TestDepthsOfS3/a_key_that_reads_does_not_write": noSocket,
	"TestRefreshDoesNotWrite":                        noSocket,
}

// excusedUnderWine are tests that pass on Windows, but not under Wine.
var excusedUnderWine = map[string]string{
	"TestAgentIsAskedOnlyOnDemand": "Wine has no sockets that are files",

	"TestConfigIsReadAsWhatIsVerified": noRclone,
	"TestConfigNames":                  noRclone,
	"TestConfigOfRandomValues":         noRclone,
	"TestConfigQuotes":                 noRclone,
	"TestConfigServesRclone":           noRclone,
	"TestConfigWritesJSONInOneLine":    noRclone,
}

const (
	noSignals = "its child ends by a signal, which Windows has none of"
	noSocket  = "versitygw takes no Windows path for the socket at which it asks about users"
	noRclone  = "it builds and asks rclone, and there is no Go in Wine"
)

const isWindows = runtime.GOOS == "windows"

// folder is where everything is built, and where Wine has its disk.
const folder = "build/windows"

func main() {
	log.SetFlags(0)
	if !isWindows {
		maps.Copy(excused, excusedUnderWine)
	}
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

// prepare gives Wine a disk of its own, with the library that it lacks, and an S3
// server, which the tests build with Go elsewhere. Windows needs none of this. On
// both, the provider's tests run without Terraform, and so only those that run in
// process.
func prepare(ctx context.Context) (env []string, err error) {
	env = append(os.Environ(), "TF_ACC_TERRAFORM_PATH=none")
	dir, err := filepath.Abs(folder)
	if err != nil {
		return nil, err
	}
	disk, server := filepath.Join(dir, "disk"), filepath.Join(dir, "versitygw.exe")
	if err := os.MkdirAll(disk, 0o755); isWindows || err != nil {
		return env, err
	}
	for _, program := range []string{"wine", "x86_64-w64-mingw32-gcc"} {
		if _, err := exec.LookPath(program); err != nil {
			return nil, fmt.Errorf("%w\nInstall it: apt-get install wine64 wine gcc-mingw-w64-x86-64", err)
		}
	}
	env = append(env, "WINEPREFIX="+disk, "WINEDEBUG=-all", "STORAGETEST_VERSITYGW="+server)
	if err := command(ctx, env, ".", "wineboot", "-i").Run(); err != nil {
		return nil, fmt.Errorf("wineboot: %w", err)
	}
	library := filepath.Join(disk, "drive_c/windows/system32/bcryptprimitives.dll")
	compile := command(ctx, env, ".", "x86_64-w64-mingw32-gcc",
		"-shared", "-s", "-o", library, "internal/tools/windows/library/wine.c", "-ladvapi32")
	if err := compile.Run(); err != nil {
		return nil, err
	}
	build := command(ctx, forWindows(env), "internal/tools/versitygw",
		"go", "build", "-o", server, "github.com/versity/versitygw/cmd/versitygw")
	return env, build.Run()
}

func forWindows(env []string) []string {
	return append(slices.Clone(env), "GOOS=windows", "GOARCH=amd64")
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
	build := command(ctx, forWindows(env), ".", "go", "test", "-c", "-o", program, pkg)
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

// progress shows each top-level test as it ends.
type progress struct{}

func (progress) Write(p []byte) (int, error) {
	for line := range strings.Lines(string(p)) {
		if strings.HasPrefix(line, "--- ") && !strings.HasPrefix(line, "--- SKIP") {
			fmt.Print(strings.TrimRight(line, "\r\n") + "\n")
		}
	}
	return len(p), nil
}

// tail returns the end of a text.
func tail(text string) string {
	return text[max(0, len(text)-4096):]
}
