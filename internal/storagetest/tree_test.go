package storagetest

import (
	"slices"
	"testing"
)

func TestTreeList(t *testing.T) {
	t.Parallel()
	files := tree{"a.txt": "", "b/c.txt": "", "b/d.txt": "", "bb/e/f.txt": ""}
	tests := []struct {
		name, prefix, delimiter string
		files, folders          []string
	}{
		{"root", "", "/", []string{"a.txt"}, []string{"b/", "bb/"}},
		{"everything", "", "", []string{"a.txt", "b/c.txt", "b/d.txt", "bb/e/f.txt"}, nil},
		{"folder", "b/", "/", []string{"b/c.txt", "b/d.txt"}, nil},
		{"folder of a folder", "bb/", "/", nil, []string{"bb/e/"}},
		{"part of a name", "b", "/", nil, []string{"b/", "bb/"}},
		{"nothing", "z", "/", nil, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			got, folders := files.list(tt.prefix, tt.delimiter)
			if !slices.Equal(got, tt.files) || !slices.Equal(folders, tt.folders) {
				t.Errorf("got %q and %q, want %q and %q", got, folders, tt.files, tt.folders)
			}
		})
	}
	if got := files.buckets(); !slices.Equal(got, []string{"b", "bb"}) {
		t.Errorf("buckets are %q", got)
	}
	if got, _ := files.in("bb").list("", ""); !slices.Equal(got, []string{"e/f.txt"}) {
		t.Errorf("bb holds %q", got)
	}
}
