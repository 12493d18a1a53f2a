// Newbackend writes the files that a new backend begins with, from what is documented
// of its service, and prints what is left for a person to do.
//
//	go run ./internal/tools/newbackend ftp
package main

import (
	"errors"
	"fmt"
	"io"
	"log"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/hoody/terraform-provider-hoody/internal/facts"
)

func main() {
	log.SetFlags(0)
	if len(os.Args) != 2 {
		log.Fatal("Name one service: make new-backend NAME=ftp")
	}
	if err := run(".", os.Args[1], os.Stdout); err != nil {
		log.Fatal(err)
	}
}

// run adds the service with a name to the project in a folder.
func run(root, name string, out io.Writer) error {
	documented := facts.Of(name)
	if documented == nil {
		return fmt.Errorf("internal/facts/services.json has no service %q\nAdd what is documented of it there first", name)
	}
	s := service{Service: documented, root: root}
	if _, err := os.Stat(s.at(s.catalogFile())); err == nil {
		return fmt.Errorf("%s is there already", s.catalogFile())
	}
	for _, step := range []func() error{s.writeCatalog, s.writeVerifier, s.linkRclone, s.writeExamples} {
		if err := step(); err != nil {
			return err
		}
	}
	left, err := s.left()
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(out, "%s is begun. What is left:\n\n%s\n", name, left)
	return err
}

// left returns what remains to be done for the service: the list in CONTRIBUTING.md.
func (s service) left() (string, error) {
	content, err := os.ReadFile(s.at("CONTRIBUTING.md"))
	if err != nil {
		return "", err
	}
	_, section, _ := strings.Cut(string(content), "\n## Add a backend\n")
	section, _, _ = strings.Cut(section, "\n## ")
	steps := regexp.MustCompile(`(?m)^\d+\. .*$`).FindAllString(section, -1)
	if len(steps) == 0 {
		return "", errors.New("CONTRIBUTING.md has no list of what a backend takes")
	}
	replace := strings.NewReplacer("<file>", s.file(), "<resource>", s.resource())
	return replace.Replace(strings.Join(steps, "\n")), nil
}

// at returns a path in the project.
func (s service) at(path string) string { return filepath.Join(s.root, filepath.FromSlash(path)) }

// write makes a file, and its folder if there is none.
func (s service) write(path string, content []byte) error {
	if err := os.MkdirAll(filepath.Dir(s.at(path)), 0o755); err != nil {
		return err
	}
	return os.WriteFile(s.at(path), content, 0o644)
}

// edit changes a file.
func (s service) edit(path string, change func(string) (string, error)) error {
	content, err := os.ReadFile(s.at(path))
	if err != nil {
		return err
	}
	changed, err := change(string(content))
	if err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	return os.WriteFile(s.at(path), []byte(changed), 0o644)
}
