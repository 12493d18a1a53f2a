package main

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// A text is a licence, or what must be passed on with one, and all the files that have
// the same text below their copyright lines.
type text struct {
	words string
	files []file
	// grants says that the text is a licence, not only a notice.
	grants bool
	// licenses is filled in by review.
	licenses string
}

// A file is where a text was found, with the copyright lines at its top.
type file struct {
	module, path string
	holders      []string
}

func (f file) String() string { return f.module + ": " + f.path }

var (
	licenseFile = regexp.MustCompile(`(?i)^(licen[cs]e|unlicense|copying|copyright)([-._].*)?$`)
	noticeFile  = regexp.MustCompile(`(?i)^(notice|patents)([-._].*)?$`)
)

// gather reads the licences that apply to the linked packages: those in their folders
// and in all folders above, up to the module's root. Equal texts become one.
func gather(modules []*module) ([]*text, error) {
	var texts []*text
	known := map[string]*text{}
	for _, m := range modules {
		licensed := false
		for _, folder := range foldersUpToRoot(m) {
			entries, err := os.ReadDir(folder)
			if err != nil {
				return nil, err
			}
			for _, entry := range entries {
				grants := licenseFile.MatchString(entry.Name())
				if !grants && !noticeFile.MatchString(entry.Name()) || !entry.Type().IsRegular() ||
					filepath.Ext(entry.Name()) == ".go" {
					continue
				}
				path := filepath.Join(folder, entry.Name())
				content, err := os.ReadFile(path)
				if err != nil {
					return nil, err
				}
				holders, words := splitHolders(tidy(string(content)))
				if known[words] == nil {
					known[words] = &text{words: words}
					texts = append(texts, known[words])
				}
				t := known[words]
				t.grants = t.grants || grants
				name, err := filepath.Rel(m.root, path)
				if err != nil {
					return nil, err
				}
				t.files = append(t.files, file{m.String(), filepath.ToSlash(name), holders})
				licensed = licensed || grants
			}
		}
		if !licensed {
			return nil, fmt.Errorf("%s is linked and has no licence\nUse another module, or ask its authors for a licence", m)
		}
	}
	return texts, nil
}

// foldersUpToRoot returns every folder of a linked package and all folders above it.
func foldersUpToRoot(m *module) []string {
	all := map[string]bool{}
	for folder := range m.folders {
		for ; !all[folder]; folder = filepath.Dir(folder) {
			all[folder] = true
			if folder == m.root {
				break
			}
		}
	}
	return slices.Sorted(maps.Keys(all))
}

// splitHolders removes the copyright lines from the top of a text.
func splitHolders(s string) (holders []string, rest string) {
	lines := strings.Split(s, "\n")
	for len(lines) > 1 && (lines[0] == "" || holder.MatchString(lines[0])) {
		if lines[0] != "" {
			holders = append(holders, strings.TrimSpace(lines[0]))
		}
		lines = lines[1:]
	}
	return holders, strings.Join(lines, "\n")
}

// tidy makes texts equal that differ only in line ends and in surrounding blank lines.
func tidy(s string) string {
	lines := strings.Split(strings.ReplaceAll(s, "\r\n", "\n"), "\n")
	for i, line := range lines {
		lines[i] = strings.TrimRight(line, " \t\f")
	}
	return strings.Trim(strings.Join(lines, "\n"), "\n")
}
