package docs

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// A table grows with the services, in a file that people write. It stands between two
// texts.
type table struct {
	file, after, before string
	rows                func() string
}

var tables = []table{
	{"README.md", "## Services\n\n", "\n[`hoody_mount`]", readmeTable},
	{
		"templates/guides/versions-of-the-service.md.tmpl", "which is the same with every version: nothing is sent.\n\n",
		"\nAdded fields have no default", versionTable,
	},
}

// renewed returns a text with the table that the catalog gives.
func (t table) renewed(text string) (string, error) {
	head, rest, begins := strings.Cut(text, t.after)
	_, tail, ends := strings.Cut(rest, t.before)
	if !begins || !ends {
		return "", fmt.Errorf("%s: there is no place for a table between %q and %q", t.file, t.after, t.before)
	}
	return head + t.after + t.rows() + t.before + tail, nil
}

// RenewTables writes the tables that grow with the services, below the project's
// root.
func RenewTables(root string) error {
	var failed []error
	for _, t := range tables {
		file := filepath.Join(root, filepath.FromSlash(t.file))
		text, err := os.ReadFile(file)
		if err == nil {
			var changed string
			if changed, err = t.renewed(string(text)); err == nil {
				err = os.WriteFile(file, []byte(changed), fs.FileMode(0o644))
			}
		}
		failed = append(failed, err)
	}
	return errors.Join(failed...)
}

// readmeTable returns all services in a few rows, each linked to the page of its
// resource.
func readmeTable() string {
	var rows strings.Builder
	rows.WriteString("| | |\n|---|---|\n")
	for _, s := range shelves() {
		links := make([]string, len(s.Backends))
		for i, b := range s.Backends {
			links[i] = fmt.Sprintf("[%s](docs/resources/%s.md)", b.Title, b.ResourceName())
		}
		fmt.Fprintf(&rows, "| **%s** | %s |\n", s.Category, strings.Join(links, " · "))
	}
	return rows.String()
}
