package storagetest

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// ErrNotHere says that a server cannot be run on this machine, and what it would take.
// What it would prove is then not proven.
var ErrNotHere = errors.New("not proven on this machine")

const (
	// smbUser is an account that every Unix has, and that has no password of its own.
	smbUser     = "daemon"
	smbPassword = "a-password-for-smb"
)

// SMB is Debian's Samba with two shares. It needs root, because Samba runs as the user
// who signs in. The error is ErrNotHere if it cannot be run.
func SMB(ctx context.Context) (*Service, error) {
	return start(ctx, "smb", func(s *Service) error {
		smbd, err := findSamba("smbd")
		if err != nil {
			return err
		}
		smbpasswd, err := findSamba("smbpasswd")
		if err != nil {
			return err
		}
		if os.Getuid() != 0 {
			return fmt.Errorf("%w: Samba takes root", ErrNotHere)
		}
		dir, err := s.tempDir()
		if err != nil {
			return err
		}
		if err := s.shares(dir); err != nil {
			return err
		}
		var port string
		for range 5 { // another process may take a port that was free
			if port, err = s.samba(ctx, dir, smbd, smbpasswd); !errors.Is(err, errSambaExited) {
				break
			}
		}
		if err != nil {
			return err
		}
		number := int64(0)
		if _, err := fmt.Sscan(port, &number); err != nil {
			return err
		}
		s.Values = map[string]any{"host": "127.0.0.1", "port": number, "user": smbUser, "pass": smbPassword}
		s.Wrong = []Wrong{
			{Name: "wrong password", Values: map[string]any{"pass": "wrong-password"}},
			{Name: "unknown user", Values: map[string]any{"user": "nobody-here"}},
			{Name: "missing share", VerifyPath: "missing", Field: "verify_path"},
			{Name: "missing folder", VerifyPath: "photos/missing", Field: "verify_path"},
		}
		return nil
	})
}

// findSamba finds a program of Samba, which Debian puts where only root looks.
func findSamba(name string) (string, error) {
	for _, folder := range append(filepath.SplitList(os.Getenv("PATH")), "/usr/sbin") {
		file := filepath.Join(folder, name)
		if info, err := os.Stat(file); err == nil && info.Mode()&0o111 != 0 {
			return file, nil
		}
	}
	return "", fmt.Errorf("%w: there is no %s, which Debian's package samba has", ErrNotHere, name)
}

// shares writes the files of the store into folders that everybody may use.
func (s *Service) shares(dir string) error {
	root := filepath.Join(dir, "shares")
	for name, content := range s.store.all() {
		file := filepath.Join(root, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
			return err
		}
		if err := os.WriteFile(file, []byte(content), 0o666); err != nil {
			return err
		}
	}
	s.names = func() (names []string, err error) {
		err = filepath.WalkDir(root, func(file string, d fs.DirEntry, err error) error {
			if err == nil && !d.IsDir() {
				name, _ := filepath.Rel(root, file)
				names = append(names, filepath.ToSlash(name))
			}
			return err
		})
		slices.Sort(names)
		return names, err
	}
	// The umask of this process may have removed permissions.
	err := filepath.WalkDir(root, func(file string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			return os.Chmod(file, 0o777)
		}
		return os.Chmod(file, 0o666)
	})
	return errors.Join(err, os.Chmod(dir, 0o755))
}

var errSambaExited = errors.New("smbd ended while starting")

// samba runs the server on a free port, which it returns.
func (s *Service) samba(ctx context.Context, dir, smbd, smbpasswd string) (string, error) {
	address, err := freeAddress()
	if err != nil {
		return "", err
	}
	_, port, err := net.SplitHostPort(address)
	if err != nil {
		return "", err
	}
	config := "[global]\nserver role = standalone server\nworkgroup = WORKGROUP\nmap to guest = Never\n" +
		"interfaces = lo\nbind interfaces only = yes\ndisable netbios = yes\nload printers = no\ndisable spoolss = yes\n" +
		"smb ports = " + port + "\npassdb backend = tdbsam:" + dir + "/passdb.tdb\nlog file = " + dir + "/log\n"
	for _, folder := range []string{
		"private dir", "lock directory", "state directory", "cache directory", "pid directory", "ncalrpc dir",
	} {
		place := filepath.Join(dir, strings.ReplaceAll(folder, " ", "-"))
		if err := os.MkdirAll(place, 0o755); err != nil {
			return "", err
		}
		config += folder + " = " + place + "\n"
	}
	for _, share := range s.store.all().buckets() {
		config += fmt.Sprintf("[%s]\npath = %s\nread only = no\n", share, filepath.Join(dir, "shares", share))
	}
	file := filepath.Join(dir, "smb.conf")
	if err := os.WriteFile(file, []byte(config), 0o600); err != nil {
		return "", err
	}
	add := exec.CommandContext(ctx, smbpasswd, "-c", file, "-L", "-a", "-s", smbUser)
	add.Stdin = strings.NewReader(smbPassword + "\n" + smbPassword + "\n")
	if out, err := add.CombinedOutput(); err != nil {
		return "", fmt.Errorf("smbpasswd: %w: %s", err, out)
	}
	var output bytes.Buffer // read only after the process has ended
	cmd := exec.Command(smbd, "--foreground", "--no-process-group", "--debug-stdout", "-s", file)
	cmd.Stdout, cmd.Stderr = &output, &output
	exited, err := s.run(cmd)
	if err != nil {
		return "", err
	}
	// A separate process does not report that it listens, so this has to ask.
	ask := time.NewTicker(5 * time.Millisecond)
	defer ask.Stop()
	for {
		if c, err := net.Dial("tcp", address); err == nil {
			return port, c.Close()
		}
		select {
		case <-exited:
			return "", fmt.Errorf("%w: %s", errSambaExited, bytes.TrimSpace(output.Bytes()))
		case <-ctx.Done():
			return "", ctx.Err()
		case <-ask.C:
		}
	}
}
