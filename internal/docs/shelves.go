package docs

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/hoody/terraform-provider-hoody/internal/catalog"
	"github.com/hoody/terraform-provider-hoody/internal/catalog/services"
)

// A shelf is the backends of one category, by their titles.
type shelf struct {
	catalog.Category
	Backends []*catalog.Backend
}

func shelves() []shelf {
	all := make([]shelf, len(catalog.Categories))
	for i, c := range catalog.Categories {
		all[i].Category = c
		for _, b := range services.All() {
			if b.Category == c {
				all[i].Backends = append(all[i].Backends, b)
			}
		}
		slices.SortFunc(all[i].Backends, func(a, b *catalog.Backend) int {
			return cmp.Compare(strings.ToLower(a.Title), strings.ToLower(b.Title))
		})
	}
	return all
}

// subcategoryOf is under what the registry lists the page of a name, such as
// "backend_s3". What is about mounts and containers begins with one of those words.
func subcategoryOf(page string) string {
	for _, b := range services.All() {
		if b.ResourceName() == page {
			return b.Category.String()
		}
	}
	switch subject, _, _ := strings.Cut(page, "_"); subject {
	case "mount", "mounts", "pending":
		return "Mounts"
	case "container", "containers":
		return "Containers"
	default:
		return "All backends"
	}
}

// listed are the folders whose pages are listed under what they are about. Guides say it
// themselves, and the registry takes none for the overview.
var listed = []string{"actions", "data-sources", "ephemeral-resources", "functions", "list-resources", "resources"}

var frontMatter = regexp.MustCompile(`\A---\n((?:.*\n)*?)---\n`)

// list says in the pages below a folder under what they are listed.
func list(folder string) error {
	for _, kind := range listed {
		files, err := filepath.Glob(filepath.Join(folder, kind, "*.md"))
		if err != nil {
			return err
		}
		for _, file := range files {
			text, err := os.ReadFile(file)
			if err != nil {
				return err
			}
			front := frontMatter.Find(text)
			if front == nil {
				return fmt.Errorf("%s begins with no front matter", file)
			}
			under := subcategoryOf(strings.TrimSuffix(filepath.Base(file), ".md"))
			listed := withSubcategory(string(front), under) + string(text[len(front):])
			if err := os.WriteFile(file, []byte(listed), 0o644); err != nil {
				return err
			}
		}
	}
	return nil
}

// withSubcategory is front matter with a subcategory after the title, in place of the
// one that it has.
func withSubcategory(front, subcategory string) string {
	begins := func(with string) func(string) bool {
		return func(line string) bool { return strings.HasPrefix(line, with) }
	}
	lines := slices.DeleteFunc(strings.SplitAfter(front, "\n"), begins("subcategory:"))
	title := slices.IndexFunc(lines, begins("page_title:"))
	return strings.Join(slices.Insert(lines, title+1, fmt.Sprintf("subcategory: %q\n", subcategory)), "")
}

// A table is one that grows with the services, in a file that people write. It is
// between two texts.
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

// renewed is a text with the table as the catalog has it.
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

// readmeTable has all services in a few rows, each with the page of its resource.
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
