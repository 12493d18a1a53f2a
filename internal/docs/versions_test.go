package docs

import (
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
