package storagetest

import (
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"time"
)

// versityModule is the module that pins versitygw, below the project's root. It is
// separate so that the provider does not depend on what versitygw needs.
const versityModule = "internal/tools/versitygw"

var versityBuilt struct {
	sync.Mutex
	path string
}

// versitygw builds the pinned server into Go's build cache, unless it is there, and
// returns its path. It needs the go command, the project's sources around the working
// directory and, the very first time, the module proxy and a minute. If there is no go
// command, STORAGETEST_VERSITYGW can name a built server.
func versitygw(ctx context.Context) (string, error) {
	if path := os.Getenv("STORAGETEST_VERSITYGW"); path != "" {
		return path, nil
	}
	versityBuilt.Lock()
	defer versityBuilt.Unlock()
	if versityBuilt.path != "" {
		return versityBuilt.path, nil
	}
	mod, err := goCommand(ctx, "env", "GOMOD")
	if err != nil {
		return "", err
	}
	dir := filepath.Join(filepath.Dir(mod), filepath.FromSlash(versityModule))
	path, err := goCommand(ctx, "-C", dir, "tool", "-n", "versitygw")
	if err != nil {
		return "", err
	}
	versityBuilt.path = path
	return path, nil
}

// goCommand runs the go command and returns what it printed. The flags are the
// project's own, so that whatever else builds versitygw shares the cache.
func goCommand(ctx context.Context, args ...string) (string, error) {
	cmd := exec.CommandContext(ctx, "go", args...)
	cmd.Env = append(os.Environ(), "GOFLAGS=-trimpath", "GOWORK=off")
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		return "", fmt.Errorf("go %s: %w: %s", strings.Join(args, " "), err, bytes.TrimSpace(stderr.Bytes()))
	}
	return strings.TrimSpace(string(out)), nil
}

// versityHTTP runs versitygw on a free port of loopback and returns its URL. Another
// process can take the port between finding it and using it, so the sign that the
// server is up is a path that only this one can know.
func (s *Service) versityHTTP(ctx context.Context, args []string) (string, error) {
	var err error
	for range 5 {
		var addr string
		if addr, err = freeAddress(); err != nil {
			return "", err
		}
		health := "/" + rand.Text()
		ready := func() bool { return answersOK(ctx, "http://"+addr+health) }
		all := append([]string{"--port", addr, "--health", health}, args...)
		if err = s.versity(ctx, all, ready); err == nil {
			return "http://" + addr, nil
		}
		if !errors.Is(err, errVersityExited) {
			return "", err
		}
	}
	return "", err
}

// versitySocket runs versitygw and waits until it listens at a Unix socket.
func (s *Service) versitySocket(ctx context.Context, socket string, args []string) error {
	return s.versity(ctx, args, func() bool {
		c, err := net.Dial("unix", socket)
		if err != nil {
			return false
		}
		return c.Close() == nil
	})
}

func freeAddress() (string, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	return l.Addr().String(), l.Close()
}

func answersOK(ctx context.Context, url string) bool {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return false
	}
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		return false
	}
	return res.Body.Close() == nil && res.StatusCode == http.StatusOK
}

var errVersityExited = errors.New("versitygw ended while starting")

// versity runs versitygw until the service is closed, and returns when it is
// ready. Its environment holds the root account and nothing of ours.
func (s *Service) versity(ctx context.Context, args []string, ready func() bool) error {
	path, err := versitygw(ctx)
	if err != nil {
		return err
	}
	var output bytes.Buffer // read only after the process has ended
	cmd := exec.Command(path, append([]string{"--quiet"}, args...)...)
	cmd.Env = []string{"ROOT_ACCESS_KEY_ID=" + s3Key, "ROOT_SECRET_ACCESS_KEY=" + s3Secret}
	cmd.Stdout, cmd.Stderr = &output, &output
	exited, err := s.run(cmd)
	if err != nil {
		return err
	}
	// A separate process does not report that it listens, so this has to ask.
	ask := time.NewTicker(2 * time.Millisecond)
	defer ask.Stop()
	for !ready() {
		select {
		case <-exited:
			return fmt.Errorf("%w: %s", errVersityExited, bytes.TrimSpace(output.Bytes()))
		case <-ctx.Done():
			return ctx.Err()
		case <-ask.C:
		}
	}
	return nil
}

// run starts a process that ends when the service is closed or this process
// dies. The channel is closed when it has ended.
func (s *Service) run(cmd *exec.Cmd) (exited <-chan struct{}, err error) {
	endWithParent(cmd)
	started, ended := make(chan error), make(chan struct{})
	go func() {
		// The kernel treats the thread that started a process as its parent, so this thread
		// must live as long as the process.
		runtime.LockOSThread()
		defer close(ended)
		err := cmd.Start()
		started <- err
		if err == nil {
			_ = cmd.Wait()
		}
	}()
	if err := <-started; err != nil {
		return nil, err
	}
	s.atClose(func() error {
		err := cmd.Process.Kill()
		<-ended
		if errors.Is(err, os.ErrProcessDone) {
			return nil
		}
		return err
	})
	return ended, nil
}
