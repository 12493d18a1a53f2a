package main

import (
	"errors"
	"fmt"
	"go/ast"
	"go/format"
	"go/parser"
	"go/token"
	"os"
	"slices"
	"strings"

	"github.com/hoody/terraform-provider-hoody/internal/facts"
)

// A service is a documented one, and the project to add it to.
type service struct {
	*facts.Service
	root string
}

// file returns the name of the service's files, and of rclone's package for it.
func (s service) file() string { return strings.ReplaceAll(s.Name, "-", "") }

func (s service) catalogFile() string { return "internal/catalog/services/" + s.file() + ".go" }

func (s service) verifierFile() string {
	return "internal/engine/embedded/services/" + s.file() + ".go"
}

// resource returns the type of the resource.
func (s service) resource() string { return "hoody_backend_" + strings.ReplaceAll(s.Name, "-", "_") }

// title returns the service's name for people.
func (s service) title() string {
	if s.Title != "" {
		return s.Title
	}
	return s.Name
}

// variable returns a name for the service in a package: its own, unless that is taken.
func (s service) variable(folder string) (string, error) {
	words := strings.Split(s.Name, "-")
	for i := range words[1:] {
		words[i+1] = strings.ToUpper(words[i+1][:1]) + words[i+1][1:]
	}
	name := strings.Join(words, "")
	taken, err := s.taken(folder)
	if taken[name] || token.IsKeyword(name) {
		name += "Service"
	}
	return name, err
}

// taken returns the names that a package declares or imports.
func (s service) taken(folder string) (map[string]bool, error) {
	entries, err := os.ReadDir(s.at(folder))
	names := map[string]bool{}
	for _, e := range entries {
		if !strings.HasSuffix(e.Name(), ".go") || strings.HasSuffix(e.Name(), "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), s.at(folder+"/"+e.Name()), nil, parser.SkipObjectResolution)
		if err != nil {
			return nil, err
		}
		for _, i := range file.Imports {
			path := strings.Trim(i.Path.Value, `"`)
			names[path[strings.LastIndex(path, "/")+1:]] = true
		}
		for _, d := range file.Decls {
			for _, name := range declared(d) {
				names[name] = true
			}
		}
	}
	return names, err
}

// declared returns the names in a declaration.
func declared(d ast.Decl) (names []string) {
	switch d := d.(type) {
	case *ast.FuncDecl:
		if d.Recv == nil {
			names = append(names, d.Name.Name)
		}
	case *ast.GenDecl:
		for _, spec := range d.Specs {
			switch spec := spec.(type) {
			case *ast.ValueSpec:
				for _, n := range spec.Names {
					names = append(names, n.Name)
				}
			case *ast.TypeSpec:
				names = append(names, spec.Name.Name)
			}
		}
	}
	return names
}

// list adds a row to the list of a package.
func (s service) list(file, variable string) error {
	return s.edit(file, func(content string) (string, error) {
		const begins, ends = "func All() []*", "\n\t}\n"
		from := strings.Index(content, begins)
		if from < 0 {
			return "", errors.New("has no list")
		}
		end := from + strings.Index(content[from:], ends)
		return content[:end] + "\n\t\t&" + variable + "," + content[end:], nil
	})
}

// writeVerifier begins what the verifier knows of the service.
func (s service) writeVerifier() error {
	const folder = "internal/engine/embedded/services"
	variable, err := s.variable(folder)
	if err != nil {
		return err
	}
	var b strings.Builder
	fmt.Fprintf(&b, "package services\n\nvar %s = Service{\n\tName: %q,\n", variable, s.Name)
	var addresses []string
	for _, f := range s.Fields {
		if slices.Contains([]string{"endpoint", "host", "url"}, f.Name) {
			addresses = append(addresses, f.Name)
		}
	}
	if len(addresses) > 0 {
		fmt.Fprintf(&b, "\tAddresses: %#v,\n", addresses)
	}
	b.WriteString("}\n")
	content, err := format.Source([]byte(b.String()))
	if err != nil {
		return err
	}
	if err := s.write(s.verifierFile(), content); err != nil {
		return err
	}
	return s.list(folder+"/services.go", variable)
}

// linkRclone imports rclone's package of the service.
func (s service) linkRclone() error {
	return s.edit("internal/engine/embedded/backends.go", func(content string) (string, error) {
		lines := strings.Split(content, "\n")
		line := "\t_ \"github.com/rclone/rclone/backend/" + s.file() + `"`
		i := slices.IndexFunc(lines, func(l string) bool {
			return strings.Contains(l, "rclone/backend/") && l >= line || l == ")"
		})
		if i < 0 || lines[i] == line {
			return content, nil
		}
		return strings.Join(slices.Insert(lines, i, line), "\n"), nil
	})
}
