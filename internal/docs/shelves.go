package docs

import (
	"cmp"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/hoody/terraform-provider-hoody/internal/catalog"
	"github.com/hoody/terraform-provider-hoody/internal/catalog/services"
)

// A shelf has the backends of one category, sorted by title.
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

// subcategoryOf returns the subcategory under which the registry lists a page, such as
// "backend_s3". The name of a page about mounts or containers begins with that word.
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

// listed are the folders whose pages get a subcategory. Guides have their own, and the
// registry takes none for the overview.
var listed = []string{"actions", "data-sources", "ephemeral-resources", "functions", "list-resources", "resources"}

var frontMatter = regexp.MustCompile(`\A---\n((?:.*\n)*?)---\n`)

// list sets the subcategory of the pages below a folder.
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

// withSubcategory returns front matter with a subcategory after the title, in place of
// any that it had.
func withSubcategory(front, subcategory string) string {
	begins := func(with string) func(string) bool {
		return func(line string) bool { return strings.HasPrefix(line, with) }
	}
	lines := slices.DeleteFunc(strings.SplitAfter(front, "\n"), begins("subcategory:"))
	title := slices.IndexFunc(lines, begins("page_title:"))
	return strings.Join(slices.Insert(lines, title+1, fmt.Sprintf("subcategory: %q\n", subcategory)), "")
}
