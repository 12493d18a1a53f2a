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

func TestCloseStopsAndRemoves(t *testing.T) {
	t.Parallel()
	s, addr, dir := small(t, t.Context())
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if c, err := net.Dial("tcp", addr); err == nil {
		c.Close()
		t.Error("the server still listens")
	}
	if _, err := os.Stat(dir); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the folder is still there: %v", err)
	}
	if err := s.Close(); err != nil {
		t.Errorf("closed twice: %v", err)
	}
}

func TestContextEndsTheService(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	_, addr, dir := small(t, ctx)
	c, err := net.Dial("tcp", addr)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	// An answer shows that the server has the connection, and not only the
	// kernel: else it might not be closed.
	if _, err := io.WriteString(c, "GET / HTTP/1.1\r\nHost: small\r\n\r\n"); err != nil {
		t.Fatal(err)
	}
	if _, err := c.Read(make([]byte, 1)); err != nil {
		t.Fatal(err)
	}
	cancel()
	if _, err := io.Copy(io.Discard, c); err != nil {
		t.Fatal(err)
	}
	// The folder was made after the server, so it went first.
	if _, err := os.Stat(dir); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the folder is still there: %v", err)
	}
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

func TestLateEndRunsAtOnce(t *testing.T) {
	t.Parallel()
	s, _, _ := small(t, t.Context())
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	ended := false
	s.atClose(func() error { ended = true; return nil })
	if !ended {
		t.Error("what was started after the end goes on")
	}
}
