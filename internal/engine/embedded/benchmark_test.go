package embedded

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"

	"github.com/hoody/terraform-provider-hoody/internal/storagetest"
)

func benchService(b *testing.B) *storagetest.Service {
	b.Helper()
	s, err := storagetest.S3(context.Background())
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = s.Close() })
	return s
}

// inTens does something n times, ten at the same time as Terraform does.
func inTens(n int, do func()) {
	var wait sync.WaitGroup
	turns := make(chan struct{}, 10)
	for range n {
		turns <- struct{}{}
		wait.Go(func() {
			defer func() { <-turns }()
			do()
		})
	}
	wait.Wait()
}

// connect verifies n backends with one engine.
func connect(b *testing.B, s *storagetest.Service, n int) {
	e := New(Options{})
	inTens(n, func() {
		if _, err := e.Connect(context.Background(), right(s)); err != nil {
			b.Error(err)
		}
	})
	_ = e.Close()
}

// BenchmarkFirst is the first verification of a run: it starts a child.
func BenchmarkFirst(b *testing.B) {
	s := benchService(b)
	for b.Loop() {
		connect(b, s, 1)
	}
}

// BenchmarkHundred is a run with 100 backends, from its start.
func BenchmarkHundred(b *testing.B) {
	s := benchService(b)
	for b.Loop() {
		connect(b, s, 100)
	}
}

// BenchmarkHundredLsd is what people do instead: "rclone lsd" from local-exec
// for each backend, here an rclone that links nothing but the one backend.
func BenchmarkHundredLsd(b *testing.B) {
	s := benchService(b)
	program := filepath.Join(b.TempDir(), "lsd")
	if out, err := exec.Command("go", "build", "-C", "../../tools/lsd", "-o", program, ".").CombinedOutput(); err != nil {
		b.Fatalf("%v\n%s", err, out)
	}
	env := append(os.Environ(), "RCLONE_CONFIG=",
		"RCLONE_CONFIG_R_TYPE=s3", "RCLONE_CONFIG_R_PROVIDER=Other",
		fmt.Sprint("RCLONE_CONFIG_R_ENDPOINT=", s.Values["endpoint"]),
		fmt.Sprint("RCLONE_CONFIG_R_REGION=", s.Values["region"]),
		fmt.Sprint("RCLONE_CONFIG_R_ACCESS_KEY_ID=", s.Values["access_key_id"]),
		fmt.Sprint("RCLONE_CONFIG_R_SECRET_ACCESS_KEY=", s.Values["secret_access_key"]))
	for b.Loop() {
		inTens(100, func() {
			cmd := exec.Command(program, "lsd", "r:")
			cmd.Env = env
			if out, err := cmd.CombinedOutput(); err != nil {
				b.Errorf("%v\n%s", err, out)
			}
		})
	}
}
