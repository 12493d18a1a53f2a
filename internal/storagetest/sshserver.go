package storagetest

import (
	"errors"
	"io"
	"net"
	"os"
	"path"
	"slices"
	"strings"
	"sync"

	"github.com/pkg/sftp"
	"golang.org/x/crypto/ssh"
)

// An sshServer speaks SSH, and SFTP inside it. It runs no commands, and remembers
// those that it was asked to run.
type sshServer struct {
	config   ssh.ServerConfig
	key      ssh.Signer
	files    sftpFiles
	listener net.Listener

	// speaking counts the connections.
	speaking sync.WaitGroup
	mu       sync.Mutex
	open     map[net.Conn]bool
	commands []string
}

// hostKeys returns the server's key as it is pinned.
func (s *sshServer) hostKeys() string { return authorized(s.key.PublicKey()) }

// allow lets a key sign in.
func (s *sshServer) allow(key ssh.PublicKey) {
	s.config.PublicKeyCallback = func(c ssh.ConnMetadata, offered ssh.PublicKey) (*ssh.Permissions, error) {
		if c.User() != sftpUser || !same(offered, key) {
			return nil, errors.New("wrong user or key")
		}
		return &ssh.Permissions{}, nil
	}
}

func (s *sshServer) serve() {
	for {
		conn, err := s.listener.Accept()
		if err != nil {
			return
		}
		s.mu.Lock()
		if s.open == nil {
			s.open = map[net.Conn]bool{}
		}
		s.open[conn] = true
		s.mu.Unlock()
		s.speaking.Go(func() { s.speak(conn) })
	}
}

// close also ends the connections.
func (s *sshServer) close() error {
	err := s.listener.Close()
	s.mu.Lock()
	defer s.mu.Unlock()
	for conn := range s.open {
		_ = conn.Close()
	}
	return err
}

func (s *sshServer) speak(conn net.Conn) {
	defer func() {
		_ = conn.Close()
		s.mu.Lock()
		delete(s.open, conn)
		s.mu.Unlock()
	}()
	_, channels, requests, err := ssh.NewServerConn(conn, &s.config)
	if err != nil {
		return
	}
	go ssh.DiscardRequests(requests)
	for offered := range channels {
		if offered.ChannelType() != "session" {
			_ = offered.Reject(ssh.UnknownChannelType, "only sessions")
			continue
		}
		if channel, asked, err := offered.Accept(); err == nil {
			go s.session(channel, asked)
		}
	}
}

// session answers in one channel, where SFTP is the only subsystem.
func (s *sshServer) session(channel ssh.Channel, asked <-chan *ssh.Request) {
	for r := range asked {
		isSFTP := r.Type == "subsystem" && strings.HasSuffix(string(r.Payload), "sftp")
		if r.Type == "exec" || r.Type == "shell" {
			s.mu.Lock()
			s.commands = append(s.commands, string(r.Payload))
			s.mu.Unlock()
		}
		if r.WantReply {
			_ = r.Reply(isSFTP, nil)
		}
		if isSFTP {
			go func() {
				_ = sftp.NewRequestServer(channel, s.files.handlers()).Serve()
				_ = channel.Close()
			}()
		}
	}
}

func (s *sshServer) commandsRun() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.commands)
}

// sftpFiles are the files of a store below a home folder, the root.
type sftpFiles struct{ *store }

func (f sftpFiles) handlers() sftp.Handlers {
	return sftp.Handlers{FileGet: f, FilePut: f, FileCmd: f, FileList: f}
}

func fileName(r *sftp.Request) string { return strings.TrimPrefix(path.Clean(r.Filepath), "/") }

// Fileread opens a file for reading.
func (f sftpFiles) Fileread(r *sftp.Request) (io.ReaderAt, error) {
	text, found := f.store.open(fileName(r))
	switch {
	case f.denies(Reading):
		return nil, sftp.ErrSSHFxPermissionDenied
	case !found:
		return nil, os.ErrNotExist
	default:
		return strings.NewReader(text), nil
	}
}

// Filewrite opens a file for writing.
func (f sftpFiles) Filewrite(r *sftp.Request) (io.WriterAt, error) {
	if f.denies(Writing) {
		return nil, sftp.ErrSSHFxPermissionDenied
	}
	f.put(fileName(r), "")
	return &sftpWriter{files: f, name: fileName(r)}, nil
}

// An sftpWriter is a file that is being written.
type sftpWriter struct {
	files sftpFiles
	name  string
	mu    sync.Mutex
	bytes []byte
}

func (w *sftpWriter) WriteAt(p []byte, at int64) (int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if missing := int(at) + len(p) - len(w.bytes); missing > 0 {
		w.bytes = append(w.bytes, make([]byte, missing)...)
	}
	copy(w.bytes[at:], p)
	w.files.put(w.name, string(w.bytes))
	return len(p), nil
}

// Filecmd changes what is there.
func (f sftpFiles) Filecmd(r *sftp.Request) error {
	name := fileName(r)
	switch r.Method {
	case "Setstat", "Mkdir": // a folder exists when a file is in it
		return nil
	case "Remove":
		if f.denies(Removing) {
			return sftp.ErrSSHFxPermissionDenied
		}
		if !f.remove(name) {
			return os.ErrNotExist
		}
		return nil
	case "Rename", "PosixRename":
		return f.move(name, strings.TrimPrefix(path.Clean(r.Target), "/"))
	default:
		return sftp.ErrSSHFxOpUnsupported
	}
}

// Filelist lists a folder, or describes what a name stands for.
func (f sftpFiles) Filelist(r *sftp.Request) (sftp.ListerAt, error) {
	info, err := f.info(fileName(r))
	if err != nil || r.Method == "Stat" {
		return fileList{info}, err
	}
	return fileList(f.list(fileName(r))), nil
}

// A fileList is given out in parts.
type fileList []os.FileInfo

// ListAt copies what comes after some.
func (l fileList) ListAt(into []os.FileInfo, at int64) (int, error) {
	if at >= int64(len(l)) {
		return 0, io.EOF
	}
	n := copy(into, l[at:])
	if n < len(into) {
		return n, io.EOF
	}
	return n, nil
}
