package docs

import (
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// What people write has the tables that the catalog gives.
func TestTablesOfServices(t *testing.T) {
	t.Parallel()
	for _, table := range tables {
		text := read(t, filepath.Join(root, table.file))
		if renewed, err := table.renewed(text); err != nil || renewed != text {
			t.Errorf("%s has another table than the catalog (%v); run make tables", table.file, err)
		}
	}
}

func TestReadmeTable(t *testing.T) {
	t.Parallel()
	rows := strings.Split(readmeTable(), "\n")
	for i, want := range []string{
		"| | |", "|---|---|",
		"| **Object storage** | [Akamai NetStorage](docs/resources/backend_netstorage.md) · [Amazon S3 and compatible storage](docs/resources/backend_s3.md) · ",
		"| **File protocols** | [FTP](docs/resources/backend_ftp.md) · ",
		"| **Cloud drives** | [1fichier](docs/resources/backend_fichier.md) · ",
		"",
	} {
		if !strings.HasPrefix(rows[i], want) {
			t.Errorf("row %d is %q, want one that begins with %q", i, rows[i], want)
		}
	}
}

func TestRenewedTable(t *testing.T) {
	t.Parallel()
	of := table{"file.md", "# Here\n\n", "\nAfter", func() string { return "| new |\n" }}
	if got, err := of.renewed("Before\n# Here\n\n| old |\n| old |\n\nAfter\n"); err != nil || got != "Before\n# Here\n\n| new |\n\nAfter\n" {
		t.Errorf("got %q, %v", got, err)
	}
	if _, err := of.renewed("# Here\n\n"); err == nil || err.Error() != `file.md: there is no place for a table between "# Here\n\n" and "\nAfter"` {
		t.Error(err)
	}
}

// Every guide is on one of four shelves, as in the lists of the README and the overview.
func TestShelvesOfGuides(t *testing.T) {
	t.Parallel()
	readme, overview := read(t, filepath.Join(root, "README.md")), read(t, filepath.Join("index.md.tmpl"))
	on := map[string]int{}
	for _, path := range guides(t) {
		shelf := regexp.MustCompile(`(?m)^subcategory: "(.+)"$`).FindStringSubmatch(read(t, path))
		if shelf == nil {
			t.Errorf("%s is on no shelf", path)
			continue
		}
		on[shelf[1]]++
		name := strings.TrimSuffix(filepath.Base(path), ".md.tmpl")
		for in, list := range map[string]string{"README.md": readme, "the overview": overview} {
			_, below, _ := strings.Cut(list, "\n**"+shelf[1]+"**\n")
			below, _, _ = strings.Cut(below, "\n**")
			if !strings.Contains(below, "guides/"+name) {
				t.Errorf("%s is not under %q in %s", name, shelf[1], in)
			}
		}
	}
	if want := map[string]int{"First steps": 4, "Storages": 3, "At scale": 3, "In use": 6}; !maps.Equal(on, want) {
		t.Errorf("the guides are on %v, want %v", on, want)
	}
}

// The registry lists every page that can be under a subcategory below one.
func TestSubcategories(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	page := filepath.Join(folder, "resources", "backend_s3.md")
	if err := os.Mkdir(filepath.Dir(page), 0o755); err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]string{
		"---\n# generated\npage_title: \"A\"\nsubcategory: \"\"\ndescription: B\n---\n\n---\nText\n": "---\n# generated\npage_title: \"A\"\nsubcategory: \"Object storage\"\ndescription: B\n---\n\n---\nText\n",
		"---\npage_title: \"A\"\n---\nText\n":                                                        "---\npage_title: \"A\"\nsubcategory: \"Object storage\"\n---\nText\n",
	} {
		if err := os.WriteFile(page, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := list(folder); err != nil {
			t.Fatal(err)
		}
		if got := read(t, page); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
	for page, want := range map[string]string{
		"actions/backend_test.md": "All backends", "data-sources/backends.md": "All backends", "data-sources/container.md": "Containers",
		"data-sources/mounts.md": "Mounts", "data-sources/pending_uploads.md": "Mounts", "ephemeral-resources/backend_check.md": "All backends",
		"functions/size.md": "All backends", "guides/first-backend.md": "First steps", "guides/your-own-servers.md": "Storages",
		"guides/performance.md": "At scale", "guides/troubleshooting.md": "In use",
		"list-resources/backend_google_cloud_storage.md": "Object storage", "list-resources/mount.md": "Mounts",
		"resources/backend_drive.md": "Cloud drives", "resources/backend_sftp.md": "File protocols", "resources/mount.md": "Mounts",
	} {
		if text := read(t, filepath.Join(root, "docs", filepath.FromSlash(page))); !strings.Contains(text, "\nsubcategory: \""+want+"\"\n") {
			t.Errorf("%s is not under %q; run make docs", page, want)
		}
	}
}
