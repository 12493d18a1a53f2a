// Releasenotes prints what CHANGELOG.md says about one version, which is the text of
// its release.
//
//	go run ./internal/tools/releasenotes v1.2.3
package main

import (
	"fmt"
	"log"
	"os"
	"regexp"
	"strings"
)

func main() {
	log.SetFlags(0)
	if len(os.Args) != 2 {
		log.Fatal("which version?\nName one, as in: go run ./internal/tools/releasenotes v1.2.3")
	}
	changelog, err := os.ReadFile("CHANGELOG.md")
	if err != nil {
		log.Fatal(err)
	}
	text, err := notes(string(changelog), os.Args[1])
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(text)
}

var (
	heading = regexp.MustCompile(`^## \[([^\]]+)\](.*)$`)
	dated   = regexp.MustCompile(`^ - \d{4}-\d{2}-\d{2}$`)
	link    = regexp.MustCompile(`^\[[^\]]+\]: `)
)

// notes returns the section of a version, which must have a date: without one it is
// not released.
func notes(changelog, version string) (string, error) {
	version = strings.TrimPrefix(version, "v")
	var section []string
	inside := false
	for _, line := range strings.Split(changelog, "\n") {
		if found := heading.FindStringSubmatch(line); found != nil {
			if inside = found[1] == version; inside && !dated.MatchString(found[2]) {
				return "", fmt.Errorf("CHANGELOG.md has no date for %s\nWrite the heading as ## [%s] - 2006-01-02", version,
					version)
			}
		} else if inside && !link.MatchString(line) {
			section = append(section, line)
		}
	}
	text := strings.TrimSpace(strings.Join(section, "\n"))
	if text == "" {
		return "", fmt.Errorf("CHANGELOG.md says nothing of %s\nTurn its section \"Unreleased\" into ## [%s] and the date",
			version, version)
	}
	return text, nil
}
