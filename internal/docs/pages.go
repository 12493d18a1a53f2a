package docs

import (
	"bytes"
	"embed"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"text/template"

	"github.com/hoody/terraform-provider-hoody/internal/catalog"
	"github.com/hoody/terraform-provider-hoody/internal/catalog/services"
)

//go:embed *.md.tmpl
var templates embed.FS

// registry is where people read the documentation. It serves the overview without a
// slash at its end, so relative links on that page would break.
const registry = "https://registry.terraform.io/providers/hoody/hoody/latest/docs/"

// WritePages writes the overview and every backend's page below a folder, from the
// catalog, the schemas and the examples. It replaces what the generator of the other
// pages made of them, and sets the subcategory of those pages.
func (s *Schemas) WritePages(examples, folder string) error {
	p := s.Providers["hoody"]
	index, err := p.index(examples)
	if err == nil {
		err = write("index.md.tmpl", index, filepath.Join(folder, "index.md"))
	}
	for _, b := range services.All() {
		if err != nil {
			return err
		}
		var page backendPage
		if page, err = p.backendPage(b, examples); err == nil {
			err = write("backend.md.tmpl", page, filepath.Join(folder, "resources", b.ResourceName()+".md"))
		}
	}
	if err != nil {
		return err
	}
	return list(folder)
}

var functions = template.FuncMap{
	// page links a page from the overview.
	"page": func(name string) string { return registry + name },
}

func write(name string, data any, file string) error {
	t, err := template.New(name).Funcs(functions).ParseFS(templates, name)
	if err != nil {
		return fmt.Errorf("read the template: %w", err)
	}
	var text bytes.Buffer
	if err := t.Execute(&text, data); err != nil {
		return fmt.Errorf("write %s: %w", file, err)
	}
	return os.WriteFile(file, text.Bytes(), 0o644)
}

// An indexPage is the data for the overview.
type indexPage struct {
	Intro, Example string
	Shelves        []shelf
	Optional       []string
	Nested         []string
}

func (p *provider) index(examples string) (indexPage, error) {
	example, err := os.ReadFile(filepath.Join(examples, "provider", "provider.tf"))
	if err != nil {
		return indexPage{}, fmt.Errorf("read the example of the provider: %w", err)
	}
	block := p.Config.Block
	return indexPage{
		Intro: block.Description, Example: strings.TrimSpace(string(example)), Shelves: shelves(),
		Optional: lines(block.Attributes, names(block.Attributes, func(a *attribute) bool { return a.Optional })),
		Nested:   nestedSections(block.Attributes),
	}, nil
}

// A backendPage is the data for the page of a backend's resource.
type backendPage struct {
	Name, Summary, Category, Intro  string
	Examples                        []example
	Ways, Presets, Proofs, Rotation string
	Groups                          []group
	ReadOnly, Nested                []string
	// ID stands for the id to import.
	ID string
}

// A group is the attributes under one heading.
type group struct {
	Heading string
	Lines   []string
}

func (p *provider) backendPage(b *catalog.Backend, folder string) (backendPage, error) {
	name := "hoody_" + b.ResourceName()
	resource := p.Resources[name]
	if resource == nil {
		return backendPage{}, fmt.Errorf("the provider has no resource %s", name)
	}
	examples, err := examplesOf(b, filepath.Join(folder, "resources", name))
	if err != nil {
		return backendPage{}, err
	}
	return backendPage{
		Name: name, Category: b.Category.String(), Summary: strings.ReplaceAll(b.Doc, "`", ""),
		Intro: strings.TrimSpace(b.Doc + "\n\n" + b.History()),
		Ways:  wayTables(b), Presets: presetTable(b), Proofs: proofTable(b), Rotation: rotation(b),
		Examples: examples,
		Groups:   groupsOf(b, resource.Block.Attributes, examples[0].Text),
		ReadOnly: lines(resource.Block.Attributes, names(resource.Block.Attributes, (*attribute).readOnly)),
		Nested:   nestedSections(resource.Block.Attributes),
		ID:       "bck_9c0d1e2f3a4b5c6d",
	}, nil
}

// These headings are not groups of the catalog.
const (
	connection    = "Connection"
	deprecated    = "Deprecated"
	terraformOnly = "For Terraform only"
)

// headings are in the order in which a reader needs them.
var headings = []string{
	connection, catalog.Authentication.String(), catalog.Transfer.String(), catalog.Listing.String(),
	catalog.Advanced.String(),
	terraformOnly, deprecated,
}

// groupsOf returns the attributes that a configuration can set, under their headings.
func groupsOf(b *catalog.Backend, attributes map[string]*attribute, minimal string) (groups []group) {
	of := headingsOf(b, minimal)
	for _, heading := range headings {
		in := names(attributes, func(a *attribute) bool { return !a.readOnly() })
		in = slices.DeleteFunc(in, func(name string) bool {
			if is, isField := of[name]; isField {
				return is != heading
			}
			return heading != terraformOnly
		})
		slices.SortStableFunc(in, func(a, b string) int { return rank(a, attributes) - rank(b, attributes) })
		if len(in) > 0 {
			groups = append(groups, group{heading, lines(attributes, in)})
		}
	}
	return groups
}

// everywhere are attributes that are not part of the configuration at the storage, but
// replace the backend when they change.
var everywhere = []string{"container_id", "description"}

// rank sorts the attributes under a heading: required ones first, what goes with all
// twins after the others, and last what the storage does not know.
func rank(name string, attributes map[string]*attribute) int {
	switch {
	case attributes[name].Required:
		return 0
	case slices.Contains(everywhere, name):
		return 3
	case name == writeOnlyVersion:
		return 2
	default:
		return 1
	}
}

// headingsOf returns the heading of each attribute that is a field, the twin of a
// field, or the version of the twins. Under "Connection" is what everybody needs: what
// is required, and what the smallest example signs in with.
func headingsOf(b *catalog.Backend, minimal string) map[string]string {
	headings := map[string]string{writeOnlyVersion: catalog.Authentication.String()}
	for i := range b.Fields {
		f := &b.Fields[i]
		heading := f.Group.String()
		switch {
		case f.Required, f.Group == catalog.Authentication && sets(minimal, f):
			heading = connection
		case f.Deprecated != "":
			heading = deprecated
		}
		headings[f.Attribute()] = heading
		if f.HasTwin() {
			headings[f.Attribute()+"_wo"] = heading
			if heading == connection {
				headings[writeOnlyVersion] = heading
			}
		}
	}
	for _, name := range everywhere {
		headings[name] = connection
	}
	return headings
}

// writeOnlyVersion is the attribute that goes with write-only twins.
const writeOnlyVersion = "credentials_wo_version"

// sets reports whether an example sets a field.
func sets(example string, f *catalog.Field) bool {
	return regexp.MustCompile(`(?m)^  ` + f.Attribute() + ` += `).MatchString(example)
}
