package storagetest

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"os"
	"strings"
	"testing"
	"time"
)

// small is a service of a server and a folder.
func small(t *testing.T, ctx context.Context) (s *Service, addr, dir string) {
	t.Helper()
	s, err := start(ctx, "small", func(s *Service) error {
		url, err := s.serve(http.NotFoundHandler())
		if err != nil {
			return err
		}
		addr = strings.TrimPrefix(url, "http://")
		dir, err = s.tempDir()
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return s, addr, dir
}

// connect opens a connection that the server knows of, and not only the kernel:
// an answer shows it. To dial a port again would not show that its server ended,
// because somebody else may have it by then.
func connect(t *testing.T, addr string) net.Conn {
	t.Helper()
	c, err := net.Dial("tcp", addr)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	if err := c.SetDeadline(time.Now().Add(10 * time.Second)); err != nil {
		t.Fatal(err)
	}
	if _, err := io.WriteString(c, "GET / HTTP/1.1\r\nHost: small\r\n\r\n"); err != nil {
		t.Fatal(err)
	}
	if _, err := c.Read(make([]byte, 1)); err != nil {
		t.Fatal(err)
	}
	return c
}

// checkEnded waits for the end of a connection and looks for the folder, which
// was made after the server, so that it goes first.
func checkEnded(t *testing.T, c net.Conn, dir string) {
	t.Helper()
	if _, err := io.Copy(io.Discard, c); err != nil {
		t.Errorf("the server goes on: %v", err)
	}
	if _, err := os.Stat(dir); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the folder is still there: %v", err)
	}
}

func TestCloseStopsAndRemoves(t *testing.T) {
	t.Parallel()
	s, addr, dir := small(t, t.Context())
	c := connect(t, addr)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	checkEnded(t, c, dir)
	if err := s.Close(); err != nil {
		t.Errorf("closed twice: %v", err)
	}
}

func TestContextEndsTheService(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	_, addr, dir := small(t, ctx)
	c := connect(t, addr)
	cancel()
	checkEnded(t, c, dir)
}

func TestFailedStartCleansUp(t *testing.T) {
	t.Parallel()
	broken, ended := errors.New("broken"), false
	s, err := start(t.Context(), "small", func(s *Service) error {
		s.atClose(func() error { ended = true; return nil })
		return broken
	})
	if s != nil || !errors.Is(err, broken) || !ended {
		t.Errorf("got %v, %v, ended %v", s, err, ended)
	}
}

func TestNothingStartsInAnEndedContext(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	var dir string
	s, err := start(ctx, "small", func(s *Service) (err error) {
		dir, err = s.tempDir()
		return err
	})
	if s != nil || !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, %v", s, err)
	}
	if _, err := os.Stat(dir); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the folder is still there: %v", err)
	}
}
