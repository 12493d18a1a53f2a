package storagetest

import (
	"encoding/hex"
	"hash/fnv"
	"path"
	"strconv"
	"strings"
)

// Some services know folders and files only by ids. Here an id is the path in
// hexadecimal digits, so that it never changes and nothing has to remember it.

// idOf returns the id of a path, which is not the root.
func idOf(name string) string { return hex.EncodeToString([]byte(name)) }

// pathOf returns the path of an id; found is false for what is not an id.
func pathOf(id string) (name string, found bool) {
	text, err := hex.DecodeString(id)
	return string(text), err == nil
}

// folderOf returns the folder that a path is in, or "" for the root.
func folderOf(name string) string { return strings.TrimPrefix(path.Dir("/"+name), "/") }

// inFolder returns the path of a name in a folder, which may be the root.
func inFolder(folder, name string) string {
	return strings.TrimPrefix(path.Join("/", folder, name), "/")
}

// isFolder reports whether a folder exists; the root always does.
func (s *store) isFolder(name string) bool {
	info, err := s.info(name)
	return err == nil && info.IsDir()
}

// numberOf returns the id of a path for services whose ids are numbers; the root's is
// 0.
func numberOf(name string) int64 {
	if name == "" {
		return 0
	}
	h := fnv.New32a()
	_, _ = h.Write([]byte(name)) // never fails
	return int64(h.Sum32())
}

// named returns the path of the file or the folder with a number, or "".
func (s *store) named(number string) string {
	n, err := strconv.ParseInt(number, 10, 64)
	if err != nil {
		return ""
	}
	for name := range s.all() {
		for at := name; at != ""; at = folderOf(at) {
			if numberOf(at) == n {
				return at
			}
		}
	}
	return ""
}
