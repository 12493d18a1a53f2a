package storagetest

import (
	"maps"
	"os"
	"path"
	"slices"
	"strings"
	"time"
)

// A fileInfo is what a server says about a file or a folder.
type fileInfo struct {
	name   string
	size   int64
	folder bool
}

// fileTime is when everything was last changed.
var fileTime = time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)

func (f fileInfo) Name() string       { return f.name }
func (f fileInfo) Size() int64        { return f.size }
func (f fileInfo) ModTime() time.Time { return fileTime }
func (f fileInfo) IsDir() bool        { return f.folder }
func (f fileInfo) Sys() any           { return nil }

func (f fileInfo) Mode() os.FileMode {
	if f.folder {
		return os.ModeDir | 0o755
	}
	return 0o644
}

// info describes what a name stands for, in a protocol of files and folders; the root
// is the empty name.
func (s *store) info(name string) (os.FileInfo, error) {
	text, found := s.open(name)
	switch {
	case found:
		return fileInfo{path.Base(name), int64(len(text)), false}, nil
	case name == "" || len(s.all().in(name)) > 0:
		return fileInfo{path.Base("/" + name), 0, true}, nil
	default:
		return nil, os.ErrNotExist
	}
}

// list returns the files and the folders in a folder, sorted.
func (s *store) list(folder string) (list []os.FileInfo) {
	inner := s.all()
	if folder != "" {
		inner = inner.in(folder)
	}
	for _, name := range slices.Sorted(maps.Keys(inner)) {
		if folder, _, deeper := strings.Cut(name, "/"); !deeper {
			list = append(list, fileInfo{name, int64(len(inner[name])), false})
		} else if len(list) == 0 || list[len(list)-1].Name() != folder {
			list = append(list, fileInfo{folder, 0, true})
		}
	}
	return list
}

// move gives a file another name.
func (s *store) move(from, to string) error {
	text, found := s.open(from)
	if !found {
		return os.ErrNotExist
	}
	s.put(to, text)
	s.remove(from)
	return nil
}
