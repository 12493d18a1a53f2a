package docs

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/hoody/terraform-provider-hoody/internal/catalog"
)

// made is a backend of every kind of field.
var made = &catalog.Backend{
	Name: "made-up", Title: "Made up", Doc: "It is made up.", Verified: "It lists what there is.",
	Fields: []catalog.Field{
		{Name: "id_of_key", Group: catalog.Authentication, Rotates: true},
		{Name: "secret", Group: catalog.Authentication, Secret: true, Rotates: true},
		{Name: "certificate", Group: catalog.Authentication, Secret: true},
		{
			Name: "env_auth", Group: catalog.Authentication, Kind: catalog.Bool,
			Withdrawn: catalog.Withdrawal{In: catalog.October, But: false, Instead: "Set a key."},
		},
		{Name: "provider", Attr: "provider_type", Group: catalog.Authentication, OneOf: []string{"one", "two"}},
		{Name: "token", Group: catalog.Authentication, Required: true, Secret: true, Rotates: true},
		{Name: "chunk_size", Group: catalog.Transfer, Kind: catalog.Size},
		{Name: "list_chunk", Group: catalog.Listing, Kind: catalog.Int},
		{Name: "encoding", Kind: catalog.Encoding},
		{Name: "old", Deprecated: "It has no effect."},
	},
	Ways: []catalog.Way{
		{Name: "Key", Fields: []string{"id_of_key", "secret"}, With: []string{"certificate", "provider"}, Doc: "The usual one."},
		{Name: "Two", Fields: []string{"provider"}, Is: "two", Doc: "Another one."},
		{Name: "Environment", Fields: []string{"env_auth"}, Doc: "What is there."},
		{Name: "Anonymous", Doc: "Nothing at all."},
		{Name: "Encryption", Besides: true, With: []string{"chunk_size"}, Doc: "On top."},
	},
}

func TestWayTables(t *testing.T) {
	t.Parallel()
	const want = "" +
		"| Way | Fields | What it is |\n" +
		"|---|---|---|\n" +
		"| Key | `id_of_key` (rotates), `secret` (secret, rotates); optionally `certificate` (secret), `provider_type` | The usual one. |\n" +
		"| Two | `provider_type = \"two\"` | Another one. |\n" +
		"| Environment | `env_auth = true` | What is there. Version 2026-10 of the service does not have it. |\n" +
		"| Anonymous | none | Nothing at all. |\n" +
		"\n" +
		"And with any of these:\n" +
		"\n" +
		"| Way | Fields | What it is |\n" +
		"|---|---|---|\n" +
		"| Encryption | none; optionally `chunk_size` | On top. |"
	if got := wayTables(made); got != want {
		t.Errorf("got\n%s", got)
	}
}

func TestHeadings(t *testing.T) {
	t.Parallel()
	got := headingsOf(made)
	for attribute, want := range map[string]string{
		"id_of_key": "Authentication", "secret": "Authentication", "secret_wo": "Authentication", "provider_type": "Authentication",
		"token": "Required", "token_wo": "Required",
		"chunk_size": "Transfer", "list_chunk": "Listing", "encoding": "Advanced", "old": "Deprecated",
		"provider": "", "encoding_wo": "",
	} {
		if got[attribute] != want {
			t.Errorf("%s is under %q, want %q", attribute, got[attribute], want)
		}
	}
}

func TestRotation(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		fields []catalog.Field
		want   string
	}{
		{made.Fields[2:4], "The service rotates none of this backend's credentials in place."},
		{made.Fields[1:4], "`secret` is rotated in place: the service replaces it without disconnecting the backend."},
		{made.Fields, "`id_of_key`, `secret` and `token` are rotated in place: the service replaces them without disconnecting the backend, " +
			"and those that change together in one step."},
	} {
		if got := rotation(&catalog.Backend{Fields: c.fields}); got != c.want {
			t.Errorf("got  %s\nwant %s", got, c.want)
		}
	}
}

func TestLayOut(t *testing.T) {
	t.Parallel()
	text := func(s string) *attribute { return &attribute{Optional: true, described: described{Description: s}} }
	p := &provider{
		Config:    &schema{Block: &block{described: described{Description: "The provider."}}},
		Resources: map[string]*schema{"hoody_mount": {Block: &block{Attributes: map[string]*attribute{"timeouts": text("")}}}},
	}
	for _, b := range catalog.All() {
		p.Resources["hoody_"+b.ResourceName()] = &schema{Block: &block{Attributes: map[string]*attribute{
			"description": text("A note."), "credentials_wo_version": text("A pin."), "timeouts": text(""),
			"id": {Computed: true, described: described{Description: "Which one."}},
		}}}
	}
	s := &Schemas{Providers: map[string]*provider{"hoody": p}}
	if err := s.LayOut(); err != nil {
		t.Fatal(err)
	}
	sia := p.Resources["hoody_backend_sia"].Block
	for what, c := range map[string]struct{ got, want string }{
		"field":         {sia.Attributes["description"].Description, "A note. <!-- advanced -->"},
		"own attribute": {sia.Attributes["credentials_wo_version"].Description, "A pin. <!-- authentication -->"},
		"no words": {sia.Attributes["timeouts"].Description, "How long an operation on this resource may take in all, " +
			"what it repeats and waits for included. <!-- advanced -->"},
		"computed": {sia.Attributes["id"].Description, "Which one."},
		"mount": {p.Resources["hoody_mount"].Block.Attributes["timeouts"].Description,
			"How long an operation on this resource may take in all, what it repeats and waits for included."},
		"resource": {sia.Description, "The Sia network through a Sia daemon (`siad`) that rents the storage. Connecting takes the address of the " +
			"daemon's API and its password.\n\n<!-- next -->\n\n| Way | Fields | What it is |\n|---|---|---|\n| API password | `api_password` (secret); " +
			"optionally `api_url` | The password of the daemon that rents the storage. |\n\n<!-- next -->\n\nIt asks the daemon for something that " +
			"takes the password and changes nothing, and lists the top folder.\n\n<!-- next -->\n\nThe service rotates none of this backend's " +
			"credentials in place."},
	} {
		if c.got != c.want {
			t.Errorf("%s: got  %s\nwant %s", what, c.got, c.want)
		}
	}
	index := strings.Split(p.Config.Block.Description, "\n")
	if len(index) != 21 || index[0] != "The provider." || index[2] != "<!-- next -->" ||
		index[19] != "| Sia | [`hoody_backend_sia`](resources/backend_sia.md) |" {
		t.Errorf("the index says %q", index)
	}
	delete(p.Resources, "hoody_backend_sia")
	if err := s.LayOut(); err == nil || err.Error() != "the provider has no resource hoody_backend_sia" {
		t.Errorf("a missing resource is %v", err)
	}
}

// root is the project's folder.
var root = filepath.Join("..", "..")

// The pages of all backends are complete: they have every section, and every
// attribute once.
func TestPagesOfBackends(t *testing.T) {
	t.Parallel()
	sections := []string{
		"## Example Usage", "### Minimal", "### Realistic", "### Write-only", "## Ways to authenticate", "## Verification",
		"## Changes", "## Secrets", "## Schema", "### Authentication", "### Advanced", "### Read-Only", "## Import",
	}
	own := []string{
		"id", "backend_type", "type", "mount_paths", "connected", "created_at", "engine", "credentials_rotated_at",
		"credentials_wo_version", "verify_path", "unmount_on_destroy", "remount_on_rotate", "timeouts",
	}
	for _, b := range catalog.All() {
		page := read(t, filepath.Join(root, "docs", "resources", b.ResourceName()+".md"))
		lines := strings.Split(page, "\n")
		for _, section := range sections {
			if n := count(lines, section); n != 1 {
				t.Errorf("%s: %q is there %d times", b.Name, section, n)
			}
		}
		attributes := slices.Clone(own)
		for i := range b.Fields {
			f := &b.Fields[i]
			if isNew := f.Since != catalog.Page; isNew && !strings.Contains(page, "\n- `"+f.Attribute()+"` (") {
				continue
			}
			attributes = append(attributes, f.Attribute())
			if f.Secret {
				attributes = append(attributes, f.Attribute()+"_wo")
			}
		}
		for _, name := range attributes {
			if n := strings.Count(page, "\n- `"+name+"` ("); n != 1 {
				t.Errorf("%s: %s is described %d times; run make docs", b.Name, name, n)
			}
		}
		for _, w := range b.Ways {
			isNew := func(name string) bool { return b.Field(name).Since != catalog.Page }
			if !slices.ContainsFunc(w.Fields, isNew) && !strings.Contains(page, "\n| "+w.Name+" | ") {
				t.Errorf("%s: the way %s is not there; run make docs", b.Name, w.Name)
			}
		}
	}
}

func count(lines []string, line string) (n int) {
	for _, l := range lines {
		if l == line {
			n++
		}
	}
	return n
}

var link = regexp.MustCompile(`\]\(([^)#]+)(?:#[^)]*)?\)`)

// No page has a heading with nothing below, a mark that the templates should have
// taken out, or a link that leads nowhere.
func TestPagesAreWhole(t *testing.T) {
	t.Parallel()
	var pages []string
	err := filepath.WalkDir(filepath.Join(root, "docs"), func(path string, d os.DirEntry, err error) error {
		if strings.HasSuffix(path, ".md") {
			pages = append(pages, path)
		}
		return err
	})
	if err != nil || len(pages) < 50 {
		t.Fatalf("%d pages, %v", len(pages), err)
	}
	for _, path := range pages {
		page := read(t, path)
		name, _ := filepath.Rel(root, path)
		// A guide may explain several messages in one text, each with its heading.
		if h := emptyHeading(page); h != "" && !strings.Contains(name, "guides") {
			t.Errorf("%s: nothing is below %q", name, h)
		}
		for _, comment := range regexp.MustCompile(`<!-- [^>]* -->`).FindAllString(page, -1) {
			if !strings.HasSuffix(comment, " generated by tfplugindocs -->") {
				t.Errorf("%s: %s is left", name, comment)
			}
		}
		for _, l := range link.FindAllStringSubmatch(page, -1) {
			if _, err := os.Stat(filepath.Join(filepath.Dir(path), l[1])); err != nil && !strings.Contains(l[1], "://") {
				t.Errorf("%s: %s leads nowhere", name, l[1])
			}
		}
	}
}

// emptyHeading is the first heading of a page that has no text, and no deeper
// heading, below it.
func emptyHeading(page string) string {
	var last string // a heading that nothing followed yet
	fenced := false
	for _, line := range append(strings.Split(page, "\n"), "# end") {
		level := len(line) - len(strings.TrimLeft(line, "#"))
		isHeading := !fenced && level > 0 && strings.HasPrefix(line[level:], " ")
		switch {
		case isHeading && last != "" && level <= len(last)-len(strings.TrimLeft(last, "#")):
			return last
		case isHeading:
			last = line
		case strings.TrimSpace(line) != "" && !strings.HasPrefix(line, "<"):
			last = ""
		}
		if strings.HasPrefix(line, "```") {
			fenced = !fenced
		}
	}
	return ""
}

func TestEmptyHeading(t *testing.T) {
	t.Parallel()
	for page, want := range map[string]string{
		"# A\n\ntext\n":                             "",
		"# A\n\n## B\n\ntext\n":                     "",
		"# A\n\n## B\n\n<!-- nothing -->\n\n## C\n": "## B",
		"# A\n\ntext\n\n## B\n":                     "## B",
		"# A\n\n```\n# a comment\n```\n":            "",
	} {
		if got := emptyHeading(page); got != want {
			t.Errorf("%q: got %q, want %q", page, got, want)
		}
	}
}

func read(t *testing.T, path string) string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}
