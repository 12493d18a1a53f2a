package embedded

import (
	"context"
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

// connectAll verifies n backends, ten at the same time as Terraform does.
func connectAll(b *testing.B, s *storagetest.Service, n int, engineOf func() *Engine) {
	var wait sync.WaitGroup
	turns := make(chan struct{}, 10)
	for range n {
		turns <- struct{}{}
		wait.Go(func() {
			defer func() { <-turns }()
			if _, err := engineOf().Connect(context.Background(), right(s)); err != nil {
				b.Error(err)
			}
		})
	}
	wait.Wait()
}

// BenchmarkFirst is the first verification of a run: it starts a child.
func BenchmarkFirst(b *testing.B) {
	s := benchService(b)
	for b.Loop() {
		e := New(Options{})
		connectAll(b, s, 1, func() *Engine { return e })
		_ = e.Close()
	}
}

// BenchmarkHundred is a run with 100 backends, from its start.
func BenchmarkHundred(b *testing.B) {
	s := benchService(b)
	for b.Loop() {
		e := New(Options{})
		connectAll(b, s, 100, func() *Engine { return e })
		_ = e.Close()
	}
}

// BenchmarkHundredProcesses is the same with a process for each, as
// "rclone lsd" from local-exec would start them.
func BenchmarkHundredProcesses(b *testing.B) {
	s := benchService(b)
	for b.Loop() {
		var mu sync.Mutex
		var engines []*Engine
		connectAll(b, s, 100, func() *Engine {
			e := New(Options{Children: 1})
			mu.Lock()
			defer mu.Unlock()
			engines = append(engines, e)
			return e
		})
		for _, e := range engines {
			_ = e.Close()
		}
	}
}
