package docs

import (
	"fmt"
	"slices"
	"strings"

	"github.com/hoody/terraform-provider-hoody/internal/catalog"
)

// wayTables returns the ways to authenticate, and what goes with any of them.
func wayTables(b *catalog.Backend) string {
	var ways, besides strings.Builder
	for _, w := range b.Ways {
		table := &ways
		if w.Besides {
			table = &besides
		}
		if table.Len() == 0 {
			table.WriteString("| Way | Fields | What it is |\n|---|---|---|\n")
		}
		fmt.Fprintf(table, "| %s | %s | %s%s |\n", w.Name, fieldsOf(b, w), w.Doc, withoutWay(b, w)+unproven(w))
	}
	tables := strings.TrimSpace(ways.String())
	if besides.Len() > 0 {
		tables += "\n\nAnd with any of these:\n\n" + strings.TrimSpace(besides.String())
	}
	return tables
}

// withoutWay says which version of Hoody does not have a way.
func withoutWay(b *catalog.Backend, w catalog.Way) string {
	if v := b.WithoutWay(w); v != catalog.Page {
		return fmt.Sprintf(" Version %s of Hoody does not have it.", v)
	}
	return ""
}

// unproven says that the embedded engine cannot prove a way.
func unproven(w catalog.Way) string {
	if w.Unproven == "" {
		return ""
	}
	return " The embedded engine cannot prove it."
}

// fieldsOf returns the cell with a way's fields.
func fieldsOf(b *catalog.Backend, w catalog.Way) string {
	var set []string
	for _, name := range slices.Concat(w.At, w.Fields) {
		set = append(set, asSet(b.Field(name), w))
	}
	may := make([]string, len(w.With))
	for i, name := range w.With {
		may[i] = "`" + b.Field(name).Attribute() + "`" + qualities(b.Field(name))
	}
	cell := strings.Join(set, ", ")
	if len(set) == 0 {
		cell = "none"
	}
	if len(may) > 0 {
		cell += "; optionally " + strings.Join(may, ", ")
	}
	return cell
}

// asSet returns a field as the configuration of a way sets it: with its value, if
// there is only one.
func asSet(f *catalog.Field, w catalog.Way) string {
	text := f.Attribute()
	switch {
	case f.Kind == catalog.Bool:
		text += " = true"
	case len(f.OneOf) > 0 && w.Is != "":
		text += fmt.Sprintf(" = %q", w.Is)
	}
	return "`" + text + "`" + qualities(f)
}

func qualities(f *catalog.Field) string {
	switch {
	case f.Secret && f.Rotates:
		return " (secret, rotates)"
	case f.Secret:
		return " (secret)"
	case f.Rotates:
		return " (rotates)"
	default:
		return ""
	}
}

// rotation says which fields rotate, if any.
func rotation(b *catalog.Backend) string {
	var names []string
	for i := range b.Fields {
		if f := &b.Fields[i]; f.Rotates {
			names = append(names, "`"+f.Attribute()+"`")
		}
	}
	const sent = " With a new `credentials_wo_version`, write-only values are compared with what was sent, and those " +
		"that changed are sent."
	switch len(names) {
	case 0:
		return "Hoody rotates none of this backend's credentials in place: a changed one replaces the backend."
	case 1:
		return names[0] + " is rotated in place: Hoody replaces it without disconnecting the backend." + sent
	default:
		last := len(names) - 1
		return strings.Join(names[:last], ", ") + " and " + names[last] + " are rotated in place: Hoody replaces them " +
			"without disconnecting the backend, and those that change together in one step." + sent
	}
}

// presetTable returns the values for well-known services, or "".
func presetTable(b *catalog.Backend) string {
	if len(b.Presets.Of) == 0 {
		return ""
	}
	columns := []string{"Service"}
	for _, name := range b.Presets.Fields {
		columns = append(columns, "`"+b.Field(name).Attribute()+"`")
	}
	columns = append(columns, "")
	rows := []string{row(columns), "|" + strings.Repeat("---|", len(columns))}
	for _, p := range b.Presets.Of {
		cells := []string{p.Service}
		for _, value := range p.Values {
			if value == "" {
				cells = append(cells, "not set")
				continue
			}
			cells = append(cells, "`"+value+"`")
		}
		rows = append(rows, row(append(cells, p.Doc)))
	}
	return strings.Join(rows, "\n")
}

func row(cells []string) string { return "| " + strings.Join(cells, " | ") + " |" }
