package storagetest

import (
	"slices"
	"strings"
)

// A tree is files by their slash-separated path. The first segment is the
// bucket, container or share.
type tree map[string]string

// sample is what the services hold to begin with.
var sample = tree{
	"photos/cat.jpg":       "not really a cat",
	"photos/2026/lake.jpg": "not really a lake",
	"letters/draft.txt":    "Dear Sir or Madam,",
}

// buckets are the first segments, sorted.
func (t tree) buckets() []string {
	_, folders := t.list("", "/")
	for i := range folders {
		folders[i] = strings.TrimSuffix(folders[i], "/")
	}
	return folders
}

// in is what a bucket or folder holds, by the path in it; nothing when there is
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

// list tells the files that start with the prefix, and instead of those that
// have the delimiter after it, what they have in common up to and with the
// delimiter. An empty delimiter is never met.
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
