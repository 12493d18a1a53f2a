package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func TestReleasedPlatforms(t *testing.T) {
	t.Parallel()
	got, err := releasedPlatforms([]byte("builds:\n  - env: [CGO_ENABLED=0]\n    targets: [linux_amd64, linux_arm_6, windows_386]\n"))
	if want := []string{"linux_amd64", "linux_arm_6", "windows_386"}; err != nil || !slices.Equal(got, want) {
		t.Errorf("got %q, %v, want %q", got, err, want)
	}
	if _, err := releasedPlatforms([]byte("builds:\n  - goos: [linux]\n")); err == nil {
		t.Error("a configuration without targets passed")
	}
}

func TestGather(t *testing.T) {
	t.Parallel()
	root := t.TempDir()
	for name, words := range map[string]string{
		"LICENSE":                      "Copyright 2015 A\n\nDo what you like.\n",
		"notice.txt":                   "Made by A.",
		"LICENSE.go":                   "package a",
		"licenses.md":                  "no licence",
		"inner/deep/COPYING":           "Copyright 2016 B\r\n\r\nDo what you like.  \r\n",
		"elsewhere/LICENSE":            "not linked",
		"inner/deep/testdata/LICENSE":  "not linked either",
		"inner/LICENSE-APACHE/LICENSE": "a folder, and not linked",
	} {
		write(t, filepath.Join(root, name), words)
	}
	m := &module{path: "example.com/a", version: "v1.0.0", root: root, folders: map[string]bool{filepath.Join(root, "inner", "deep"): true}}
	texts, err := gather([]*module{m})
	if err != nil {
		t.Fatal(err)
	}
	got := string(render([]*module{m}, texts))
	want := `example.com/a v1.0.0: 

------------------------------------------------------------------------
example.com/a v1.0.0: LICENSE
    Copyright 2015 A
example.com/a v1.0.0: inner/deep/COPYING
    Copyright 2016 B
------------------------------------------------------------------------

Do what you like.

------------------------------------------------------------------------
example.com/a v1.0.0: notice.txt
------------------------------------------------------------------------

Made by A.
`
	if _, got, _ = strings.Cut(got, "\"make licenses\".\n\n"); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestModuleWithoutALicence(t *testing.T) {
	t.Parallel()
	root := t.TempDir()
	write(t, filepath.Join(root, "NOTICE"), "Made by A.")
	_, err := gather([]*module{{path: "example.com/a", version: "v1.0.0", root: root, folders: map[string]bool{root: true}}})
	if err == nil || !strings.Contains(err.Error(), "example.com/a v1.0.0 is linked and has no licence") {
		t.Errorf("got %v", err)
	}
}

func TestReview(t *testing.T) {
	t.Parallel()
	const permissive = "Do what you like."
	for _, c := range []struct {
		name, words, table string
		notice             bool
		want               string
	}{
		{name: "read", words: permissive, table: "36cec8084ec54da0 MIT example.com/a: LICENSE\n"},
		{name: "case, breaks and holders do not matter", words: "Copyright (c) 2020 Somebody\nAll rights reserved.\nDO WHAT\nYOU LIKE", table: "36cec8084ec54da0 MIT example.com/a: LICENSE\n"},
		{name: "words matter", words: "Do not do what you like.", table: "", want: "add to internal/tools/licenses/reviewed.txt: 83718bce1cb3e7af LICENCE example.com/a: LICENSE"},
		{name: "notices need no reading", words: "Made by A.", notice: true},
		{name: "AGPL", words: "GNU AFFERO\n GENERAL PUBLIC LICENSE", want: "must not carry the licence of example.com/a: LICENSE"},
		{name: "AGPL in a notice", words: "Parts are under the GNU Affero licence.", notice: true, want: "must not carry"},
		{name: "GPL that was waved through", words: "GNU General Public License", table: "e80f87405eccfe1b MIT example.com/a: LICENSE\n", want: "must not carry"},
		{name: "LGPL", words: "GNU Lesser General Public License", want: "must not carry"},
		{name: "BUSL", words: "Business Source License 1.1", want: "must not carry"},
		{name: "SSPL", words: "Server Side Public License", want: "must not carry"},
		{name: "Commons Clause", words: permissive + "\n\"Commons Clause\" License Condition v1.0", want: "must not carry"},
		{name: "a name that is not allowed", words: permissive, table: "36cec8084ec54da0 AGPL-3.0 example.com/a: LICENSE\n", want: "AGPL-3.0 is not allowed in a release"},
		{name: "one of two names", words: permissive, table: "36cec8084ec54da0 MIT+GPL-2.0 example.com/a: LICENSE\n", want: "GPL-2.0 is not allowed in a release"},
		{name: "a line that nothing needs", words: "Made by A.", notice: true, table: "36cec8084ec54da0 MIT example.com/a: LICENSE\n", want: "Remove the line"},
		{name: "a broken line", words: "Made by A.", notice: true, table: "36cec8084ec54da0 MIT\n", want: "is not a fingerprint, licences and a place"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			texts := []*text{{words: c.words, grants: !c.notice, files: []file{{module: "example.com/a", path: "LICENSE"}}}}
			err := review(texts, c.table)
			switch {
			case c.want == "" && err != nil:
				t.Errorf("refused: %v", err)
			case c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)):
				t.Errorf("got %v, want %s", err, c.want)
			}
		})
	}
}

// The Mozilla licence, the provider's own, speaks of the GNU licences and
// passes.
func TestMozillaLicenceIsNoGNULicence(t *testing.T) {
	t.Parallel()
	words, err := os.ReadFile("../../../LICENSE")
	if err != nil {
		t.Fatal(err)
	}
	texts := []*text{{words: string(words), grants: true, files: []file{{module: "example.com/a", path: "LICENSE"}}}}
	if err := review(texts, "f82071285728ca3e MPL-2.0 example.com/a: LICENSE\n"); err != nil || texts[0].licenses != "MPL-2.0" {
		t.Errorf("got %q, %v", texts[0].licenses, err)
	}
}

func write(t *testing.T, name, words string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(words), 0o644); err != nil {
		t.Fatal(err)
	}
}

// What is somebody else's needs a licence, wherever it is.
func TestReplacements(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		replaced *replacement
		own      bool
	}{
		{nil, false},
		{&replacement{Path: "./internal/engine/embedded/sddl"}, true},
		{&replacement{Path: "../sddl"}, false},
		{&replacement{Path: "/home/me/sddl"}, false},
		{&replacement{Path: "github.com/me/sddl", Version: "v1.0.0"}, false},
		{&replacement{Path: "./third_party/sddl"}, false},
	} {
		if got := c.replaced.isOwn(); got != c.own {
			t.Errorf("%+v: own %v", c.replaced, got)
		}
	}
}
