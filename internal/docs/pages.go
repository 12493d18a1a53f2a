package docs

import (
	"fmt"
	"strings"

	"github.com/hoody/terraform-provider-hoody/internal/catalog"
)

// next stands between the parts of a backend's description. The template of the
// pages (templates/resources.md.tmpl) splits it there. Like mark, it is a comment
// in Markdown: were it left in a page, nobody would see it.
const next = "\n\n<!-- next -->\n\n"

// mark says under which heading of the page an attribute goes.
func mark(heading string) string { return " <!-- " + strings.ToLower(heading) + " -->" }

// Headings besides those of the catalog's groups.
const (
	required   = "Required"
	deprecated = "Deprecated"
)

// ownGroups are the groups of optional attributes that are no documented fields.
// Those that are not here are Advanced.
var ownGroups = map[string]catalog.Group{
	"credentials_wo_version": catalog.Authentication,
}

// timeoutsDoc is for the attribute that the framework leaves without words.
const timeoutsDoc = "How long an operation on this resource may take in all, what it repeats and waits for included."

// LayOut adds to the description of the provider the list of its backends, and
// makes the descriptions of the backends what their pages are made of: that
// of a resource is its introduction, the ways to authenticate, what a verification
// proves and what rotates; that of an attribute has the mark of its heading.
func (s *Schemas) LayOut() error {
	for _, p := range s.Providers {
		p.Config.Block.Description += next + backendTable()
		for _, resource := range p.Resources {
			if t := resource.Block.Attributes["timeouts"]; t != nil && t.Description == "" {
				t.Description = timeoutsDoc
			}
		}
		for _, b := range catalog.All() {
			name := "hoody_" + b.ResourceName()
			resource := p.Resources[name]
			if resource == nil {
				return fmt.Errorf("the provider has no resource %s", name)
			}
			resource.Block.Description = strings.Join([]string{
				strings.TrimSpace(b.Doc + "\n\n" + b.History()), wayTables(b), b.Verified, rotation(b),
			}, next)
			headings := headingsOf(b)
			for name, a := range resource.Block.Attributes {
				if !a.Optional {
					continue
				}
				heading, isField := headings[name]
				if !isField {
					heading = ownGroups[name].String()
				}
				a.Description += mark(heading)
			}
		}
	}
	return nil
}

// backendTable links every service with the page of its resource.
func backendTable() string {
	table := "| Service | Resource |\n|---|---|\n"
	for _, b := range catalog.All() {
		table += fmt.Sprintf("| %s | [`hoody_%s`](resources/%s.md) |\n", b.Title, b.ResourceName(), b.ResourceName())
	}
	return strings.TrimSpace(table)
}

// headingsOf is the heading of each attribute that is a field or the twin of one.
func headingsOf(b *catalog.Backend) map[string]string {
	headings := map[string]string{}
	for i := range b.Fields {
		f := &b.Fields[i]
		heading := f.Group.String()
		switch {
		case f.Required:
			heading = required
		case f.Deprecated != "":
			heading = deprecated
		}
		headings[f.Attribute()] = heading
		if f.Secret {
			headings[f.Attribute()+"_wo"] = heading
		}
	}
	return headings
}

// wayTables are the ways to authenticate, and what goes with any of them.
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
		fmt.Fprintf(table, "| %s | %s | %s%s |\n", w.Name, fieldsOf(b, w), w.Doc, withoutWay(b, w))
	}
	tables := strings.TrimSpace(ways.String())
	if besides.Len() > 0 {
		tables += "\n\nAnd with any of these:\n\n" + strings.TrimSpace(besides.String())
	}
	return tables
}

// withoutWay says which version of the service does not have a way.
func withoutWay(b *catalog.Backend, w catalog.Way) string {
	if v := b.WithoutWay(w); v != catalog.Page {
		return fmt.Sprintf(" Version %s of the service does not have it.", v)
	}
	return ""
}

// fieldsOf is the cell of a way's fields.
func fieldsOf(b *catalog.Backend, w catalog.Way) string {
	set := make([]string, len(w.Fields))
	for i, name := range w.Fields {
		set[i] = asSet(b.Field(name), w)
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

// asSet is a field as a way's configuration has it: with its value, where there
// is only one.
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
	switch len(names) {
	case 0:
		return "The service rotates none of this backend's credentials in place."
	case 1:
		return names[0] + " is rotated in place: the service replaces it without disconnecting the backend."
	default:
		last := len(names) - 1
		return strings.Join(names[:last], ", ") + " and " + names[last] + " are rotated in place: the service replaces them " +
			"without disconnecting the backend, and those that change together in one step."
	}
}
