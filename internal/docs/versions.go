package docs

import (
	"fmt"
	"slices"
	"strings"

	"github.com/hoody/terraform-provider-hoody/internal/catalog"
	"github.com/hoody/terraform-provider-hoody/internal/catalog/services"
)

// versionTable returns, by service, what the newest version added and withdrew, for
// the guide about versions.
func versionTable() string {
	var table strings.Builder
	fmt.Fprintf(&table, "| Resource | Added in %[1]s | Takes only | Withdrawn in %[1]s |\n|---|---|---|---|\n",
		catalog.October)
	for _, b := range services.All() {
		added, limited, withdrawn := cellsOf(b)
		if b.Withdrawn.In != catalog.Page {
			withdrawn = []string{"Hoody itself"}
		}
		fmt.Fprintf(&table, "| `hoody_%s` | %s | %s | %s |\n", b.ResourceName(),
			sorted(added), sorted(limited), sorted(withdrawn))
	}
	return table.String()
}

func sorted(names []string) string { return strings.Join(slices.Sorted(slices.Values(names)), ", ") }

// cellsOf returns the fields of a backend that a version added, limited to one value,
// and withdrew.
func cellsOf(b *catalog.Backend) (added, limited, withdrawn []string) {
	for i := range b.Fields {
		f := &b.Fields[i]
		name := "`" + f.Attribute() + "`"
		if f.Since != catalog.Page {
			added = append(added, name)
		}
		switch w := f.Withdrawn; {
		case w.In == catalog.Page:
		case w.But != nil:
			limited = append(limited, fmt.Sprintf("`%s = %s`", f.Attribute(), literal(w.But)))
		default:
			withdrawn = append(withdrawn, name)
		}
	}
	return added, limited, withdrawn
}

// literal returns a value as a configuration writes it.
func literal(value any) string {
	if text, ok := value.(string); ok {
		return fmt.Sprintf("%q", text)
	}
	return fmt.Sprint(value)
}
