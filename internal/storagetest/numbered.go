package storagetest

import (
	"encoding/hex"
	"hash/fnv"
	"path"
	"strconv"
	"strings"
)

// Some services know folders and files by ids alone. Here an id is the path in
// hexadecimal digits, so that it never changes and nothing has to remember it.

// idOf is the id of a path, which is not the root.
func idOf(name string) string { return hex.EncodeToString([]byte(name)) }

// pathOf is the path of an id. What is no id is nowhere.
func pathOf(id string) (name string, found bool) {
	text, err := hex.DecodeString(id)
	return string(text), err == nil
}

// folderOf is the folder in which a path is, or empty for the root.
func folderOf(name string) string { return strings.TrimPrefix(path.Dir("/"+name), "/") }

// inFolder is the path of a name in a folder, which may be the root.
func inFolder(folder, name string) string {
	return strings.TrimPrefix(path.Join("/", folder, name), "/")
}

// isFolder reports whether there is a folder; the root always is.
func (s *store) isFolder(name string) bool {
	info, err := s.info(name)
	return err == nil && info.IsDir()
}

// numberOf is the id of a path where ids are numbers; that of the root is 0.
func numberOf(name string) int64 {
	if name == "" {
		return 0
	}
	h := fnv.New32a()
	_, _ = h.Write([]byte(name)) // never fails
	return int64(h.Sum32())
}

// named is the path of the file or the folder that has a number, or empty.
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
