package storagetest

import (
	"slices"
	"strings"
)

// A tree has files by their path, with slashes. The first segment is the bucket,
// container or share.
type tree map[string]string

// sample is what the services hold at the start.
var sample = tree{
	"photos/cat.jpg":       "not really a cat",
	"photos/2026/lake.jpg": "not really a lake",
	"letters/draft.txt":    "Dear Sir or Madam,",
}

// buckets returns the first segments, sorted.
func (t tree) buckets() []string {
	_, folders := t.list("", "/")
	for i := range folders {
		folders[i] = strings.TrimSuffix(folders[i], "/")
	}
	return folders
}

// in returns what a bucket or folder holds, by the path inside it; nothing if there is
// no such folder.
func (t tree) in(folder string) tree {
	inner := tree{}
	for name, text := range t {
		if rest, ok := strings.CutPrefix(name, folder+"/"); ok {
			inner[rest] = text
		}
	}
	return inner
}

// list returns the files that start with the prefix. Files that have the delimiter
// after the prefix are replaced by what they have in common, up to and including the
// delimiter. An empty delimiter never occurs.
func (t tree) list(prefix, delimiter string) (files, folders []string) {
	for name := range t {
		rest, ok := strings.CutPrefix(name, prefix)
		if !ok {
			continue
		}
		if head, _, deeper := strings.Cut(rest, delimiter); deeper && delimiter != "" {
			folders = append(folders, prefix+head+delimiter)
		} else {
			files = append(files, name)
		}
	}
	slices.Sort(files)
	slices.Sort(folders)
	return files, slices.Compact(folders)
}
