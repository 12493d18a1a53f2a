package docs

import (
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/hoody/terraform-provider-hoody/internal/facts"
)

// The table says of each version what is documented of it.
func TestVersionTableIsAsDocumented(t *testing.T) {
	t.Parallel()
	rows := map[string][]string{}
	for _, line := range strings.Split(versionTable(), "\n")[2:] {
		if cells := strings.Split(strings.Trim(line, "|"), "|"); len(cells) == 4 {
			rows[strings.Trim(cells[0], " `")] = cells[1:]
		}
	}
	for _, s := range facts.In(facts.Page) {
		row := rows["hoody_backend_"+strings.ReplaceAll(s.Name, "-", "_")]
		if row == nil {
			t.Errorf("there is no row for %s", s.Name)
			continue
		}
		if s.Withdrawn() {
			if row[2] != " Hoody itself " {
				t.Errorf("%s was withdrawn: %q", s.Name, row)
			}
			continue
		}
		var added, withdrawn []string
		for _, f := range s.Fields {
			switch {
			case f.October.Added:
				added = append(added, "`"+f.Name+"`")
			case f.October.Removed:
				withdrawn = append(withdrawn, "`"+f.Name+"`")
			}
		}
		if row[0] != cell(added) || row[2] != cell(withdrawn) {
			t.Errorf("%s: %q, want %q and %q", s.Name, row, cell(added), cell(withdrawn))
		}
	}
}

func cell(names []string) string { return " " + sorted(names) + " " }

// What has no resource is in the guide: what October withdrew, and nothing connects now.
func TestServicesWithoutAResource(t *testing.T) {
	t.Parallel()
	guide := read(t, filepath.Join(root, "templates", "guides", "versions-of-the-service.md.tmpl"))
	_, section, _ := strings.Cut(guide, "\n## Services without a resource\n")
	section, _, _ = strings.Cut(section, "\n## ")
	var rows, want []string
	for _, row := range regexp.MustCompile("(?m)^\\| `([a-z]+)` \\|").FindAllStringSubmatch(section, -1) {
		rows = append(rows, row[1])
	}
	for _, s := range facts.All() {
		if s.Withdrawn() && !s.In(facts.Page) {
			want = append(want, s.Name)
		}
	}
	if !slices.Equal(rows, want) || len(want) != 11 {
		t.Errorf("the guide has %q, withdrawn are %q", rows, want)
	}
}
