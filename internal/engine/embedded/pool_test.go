package embedded

import (
	"bytes"
	"context"
	"errors"
	"net"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-log/tflogtest"
	"github.com/hashicorp/terraform-plugin-log/tfsdklog"

	"github.com/hoody/terraform-provider-hoody/internal/catalog"
	"github.com/hoody/terraform-provider-hoody/internal/catalog/services"
	"github.com/hoody/terraform-provider-hoody/internal/engine"
)

// badPool is a pool of one child that misbehaves.
func badPool(t *testing.T, how string, limit time.Duration) *pool {
	t.Helper()
	program, err := executable("")
	if err != nil {
		t.Fatal(err)
	}
	p := newPool(program, 1, limit)
	p.env = []string{mischief + "=" + how}
	t.Cleanup(p.close)
	return p
}

func TestPoolKeepsChildWarm(t *testing.T) {
	t.Parallel()
	p := badPool(t, "fine", time.Minute)
	first, err := p.verify(t.Context(), request{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	second, err := p.verify(t.Context(), request{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if first.Refusal == "" || first.Refusal != second.Refusal {
		t.Errorf("served by processes %q and %q, want one", first.Refusal, second.Refusal)
	}
}

func TestPoolReplacesChild(t *testing.T) {
	t.Parallel()
	t.Run("in doubt", func(t *testing.T) {
		t.Parallel()
		p := badPool(t, "doubt", time.Minute)
		first, err := p.verify(t.Context(), request{}, nil)
		if err != nil {
			t.Fatal(err)
		}
		second, err := p.verify(t.Context(), request{}, nil)
		if err != nil {
			t.Fatal(err)
		}
		if first.Refusal == second.Refusal {
			t.Errorf("process %s served again", first.Refusal)
		}
	})
	t.Run("that died idle", func(t *testing.T) {
		t.Parallel()
		p := badPool(t, "fine", time.Minute)
		first, err := p.verify(t.Context(), request{}, nil)
		if err != nil {
			t.Fatal(err)
		}
		child := <-p.idle
		child.kill()
		<-child.ended
		p.idle <- child
		second, err := p.verify(t.Context(), request{}, nil)
		if err != nil {
			t.Fatal(err)
		}
		if first.Refusal == second.Refusal {
			t.Errorf("process %s served again", first.Refusal)
		}
	})
}

func TestPoolFailures(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		how   string
		limit time.Duration
		is    error
		text  string
	}{
		{"crash", time.Minute, errEnded, "the verifying process ended: exit status 3"},
		{"panic", time.Minute, errEnded, "the verifying process ended: exit status 2: panic: as rclone may"},
		{"stale", time.Minute, errEnded, "the verifying process ended: signal: killed"},
		{"hang", 200 * time.Millisecond, context.DeadlineExceeded, "context deadline exceeded"},
	} {
		t.Run(c.how, func(t *testing.T) {
			t.Parallel()
			p := badPool(t, c.how, c.limit)
			_, err := p.verify(t.Context(), request{}, nil)
			if !errors.Is(err, c.is) || err.Error() != c.text {
				t.Errorf("got %v, want %s", err, c.text)
			}
			if len(p.idle) != 0 || len(p.places) != 0 {
				t.Error("the child may serve again, or still takes a place")
			}
		})
	}
}

func TestCancellationIsPrompt(t *testing.T) {
	t.Parallel()
	asked := make(chan struct{}, 1)
	addr := listen(t, func(c net.Conn) {
		asked <- struct{}{}
		untilClosed(c)
	})
	e := New(Options{Timeout: time.Hour, Children: 1})
	t.Cleanup(func() { _ = e.Close() })
	ctx, cancel := context.WithCancel(t.Context())
	var wait sync.WaitGroup
	connect := func() {
		_, err := e.Connect(ctx, engine.Spec{Backend: services.ByName("s3"), Values: catalog.Values{
			"endpoint": "http://" + addr, "access_key_id": "id", "secret_access_key": "secret",
		}})
		if !errors.Is(err, context.Canceled) {
			t.Errorf("got %v, want %v", err, context.Canceled)
		}
	}
	wait.Go(connect)
	<-asked
	wait.Go(connect) // waits for its turn
	start := time.Now()
	cancel()
	wait.Wait()
	if took := time.Since(start); took > 2*time.Second {
		t.Errorf("cancelled after %s", took)
	}
}

// A pool starts another child only when waiting for the busy ones takes long.
func TestPoolGrows(t *testing.T) {
	t.Parallel()
	release := make(chan struct{})
	asked := make(chan struct{}, 5)
	addr := listen(t, func(c net.Conn) {
		asked <- struct{}{}
		<-release
	})
	e := New(Options{Children: 5})
	t.Cleanup(func() { _ = e.Close() })
	var wait sync.WaitGroup
	for range 5 {
		wait.Go(func() {
			_, err := e.Connect(t.Context(), engine.Spec{Backend: services.ByName("s3"), Values: catalog.Values{
				"endpoint": "http://" + addr, "access_key_id": "id", "secret_access_key": "secret",
			}})
			if err == nil {
				t.Error("want an error of the connection that was cut off")
			}
		})
	}
	for range 5 {
		<-asked // each of them has a child of its own
	}
	close(release)
	wait.Wait()
}

func TestPoolClosed(t *testing.T) {
	t.Parallel()
	p := badPool(t, "fine", time.Minute)
	if _, err := p.verify(t.Context(), request{}, nil); err != nil {
		t.Fatal(err)
	}
	child := <-p.idle
	p.idle <- child
	p.close()
	if child.isAlive() {
		t.Error("the child outlives its pool")
	}
	if _, err := p.verify(t.Context(), request{}, nil); !errors.Is(err, errClosed) {
		t.Errorf("got %v, want %v", err, errClosed)
	}
}

func TestPoolWithoutProgram(t *testing.T) {
	t.Parallel()
	e := New(Options{Executable: "/no/such/program"})
	defer e.Close()
	_, err := e.Connect(t.Context(), engine.Spec{Backend: services.ByName("s3")})
	want := "The configuration could not be verified: fork/exec /no/such/program: no such file or directory.\n" +
		"This says nothing about your configuration. Run again, and if it stays so, report it with these words."
	if err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
}

// A child ends with its input, so none outlives a provider that was killed.
func TestChildEndsWithItsInput(t *testing.T) {
	t.Parallel()
	program, err := executable("")
	if err != nil {
		t.Fatal(err)
	}
	v, err := startVerifier(program, nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := v.requests.Close(); err != nil {
		t.Fatal(err)
	}
	select {
	case <-v.ended:
	case <-time.After(10 * time.Second):
		v.kill()
		t.Error("the child is still there")
	}
}

// What a library prints must not be taken for an answer.
func TestChildNoise(t *testing.T) {
	t.Parallel()
	p := badPool(t, "noise", time.Minute)
	a, err := p.verify(t.Context(), request{Type: "no such type"}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if want := `didn't find backend called "no such type"`; a.Refusal != want {
		t.Errorf("got %q, want %q", a.Refusal, want)
	}
}

func TestChildLogIsMasked(t *testing.T) {
	t.Parallel()
	var log syncBuffer
	ctx := tflogtest.RootLogger(tfsdklog.NewRootSDKLogger(t.Context()), &log)
	e := New(Options{Children: 1})
	e.pool.env = []string{mischief + "=indiscreet"}
	_, err := e.Connect(ctx, engine.Spec{Backend: services.ByName("s3"), Values: catalog.Values{
		"endpoint": "https://s3.example.com", "secret_access_key": "wJalrXUtnFEMI/K7MDENG", "session_token": "AQoEXAMPLEH4aoAH0gNCAPy",
	}})
	if err == nil || strings.Contains(err.Error(), "wJalr") || strings.Contains(err.Error(), "AQoEX") {
		t.Errorf("the error tells a secret: %v", err)
	}
	if err := e.Close(); err != nil { // the child has said all by then
		t.Fatal(err)
	}
	text := log.String()
	if strings.Contains(text, "wJalr") || strings.Contains(text, "AQoEX") {
		t.Errorf("the log tells a secret: %s", text)
	}
	for _, want := range []string{`"@module":"provider.embedded"`, "secret_access_key:***", "session_token:***", "endpoint:https://s3.example.com"} {
		if !strings.Contains(text, want) {
			t.Errorf("the log lacks %s: %s", want, text)
		}
	}
}

// A syncBuffer may be written to by the goroutine that drains a child.
type syncBuffer struct {
	mu sync.Mutex
	bytes.Buffer
}

func (b *syncBuffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.Buffer.Write(p)
}

func (b *syncBuffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.Buffer.String()
}
