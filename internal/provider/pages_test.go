package provider_test

import (
	"context"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"

	"github.com/hoody/terraform-provider-hoody/internal/docs"
	"github.com/hoody/terraform-provider-hoody/internal/provider"
)

// What is alike for every backend is in no file: it is made for the pages, and read
// from them here.

// backendPages are the pages of the backends, as `make docs` writes them.
var backendPages = sync.OnceValues(func() (map[string]string, error) {
	folder, err := os.MkdirTemp("", "pages")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(folder)
	schemas, err := docs.Read(context.Background(), "hoody", provider.NewServer("test")())
	if err == nil {
		err = os.Mkdir(filepath.Join(folder, "resources"), 0o755)
	}
	if err == nil {
		err = schemas.WritePages(exampleFolder, folder)
	}
	if err != nil {
		return nil, err
	}
	files, err := filepath.Glob(filepath.Join(folder, "resources", "*.md"))
	pages := map[string]string{}
	for _, file := range files {
		text, problem := os.ReadFile(file)
		if problem != nil {
			return nil, problem
		}
		pages["hoody_"+strings.TrimSuffix(filepath.Base(file), ".md")] = string(text)
	}
	return pages, err
})

// blocksBelow are the fenced blocks below a heading of a resource's page.
func blocksBelow(t *testing.T, kind, heading string) (blocks []string) {
	t.Helper()
	pages, err := backendPages()
	if err != nil {
		t.Fatal(err)
	}
	_, below, _ := strings.Cut(pages[kind], "\n"+heading+"\n")
	if next := regexp.MustCompile(`(?m)^##+ `).FindStringIndex(below); next != nil {
		below = below[:next[0]]
	}
	for _, match := range fenced.FindAllStringSubmatch(below, -1) {
		blocks = append(blocks, match[2])
	}
	return blocks
}

// importsOf are the import blocks by id and by identity, and the command. Those of a
// backend are made, those of a mount are files.
func importsOf(t *testing.T, kind string) [3]string {
	t.Helper()
	if kind == "hoody_mount" {
		folder := "examples/resources/" + kind + "/import"
		return [3]string{textOf(t, folder+"-by-string-id.tf"), textOf(t, folder+"-by-identity.tf"), textOf(t, folder+".sh")}
	}
	blocks := blocksBelow(t, kind, "## Import")
	if len(blocks) != 3 {
		t.Fatalf("%s has %d ways to be imported, want 3", kind, len(blocks))
	}
	return [3]string(blocks)
}

// writeOnlyExamples are those that are made.
func writeOnlyExamples(t *testing.T) (made []example) {
	t.Helper()
	for _, d := range documentedBackends(t) {
		kind := d.resourceType()
		blocks := blocksBelow(t, kind, "### Write-only")
		if len(blocks) == 0 && !d.hasSecrets() {
			continue
		}
		if len(blocks) != 1 || !strings.Contains(blocks[0], "ephemeral = true") {
			t.Errorf("%s has the write-only examples %q, want one", kind, blocks)
			continue
		}
		if _, err := os.Stat(filepath.Join(exampleFolder, "resources", kind, "resource-write-only.tf")); err != nil {
			made = append(made, parseExample(t, "write-only-"+kind, blocks[0]))
		}
	}
	return made
}
