package docs

import (
	"encoding/xml"
	"errors"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/hoody/terraform-provider-hoody/internal/catalog"
	"github.com/hoody/terraform-provider-hoody/internal/catalog/services"
)

func TestHeadings(t *testing.T) {
	t.Parallel()
	got := headingsOf(made, "resource \"hoody_backend_made_up\" \"example\" {\n  id_of_key  = \"id\"\n  secret_wo  = var.secret\n  chunk_size = \"1Mi\"\n}\n")
	for attribute, want := range map[string]string{
		"id_of_key": "Connection", "secret": "Authentication", "secret_wo": "Authentication", "provider_type": "Authentication",
		"token": "Connection", "token_wo": "Connection", "credentials_wo_version": "Connection",
		"container_id": "Connection", "description": "Connection", "chunk_size": "Transfer", "list_chunk": "Listing", "encoding": "Advanced", "old": "Deprecated",
		"provider": "", "encoding_wo": "",
	} {
		if got[attribute] != want {
			t.Errorf("%s is under %q, want %q", attribute, got[attribute], want)
		}
	}
}

func optional(text string) *attribute {
	return &attribute{Type: tftypes.String, Optional: true, described: described{Description: text}}
}

// What a configuration can set stands under the headings in which a reader looks for
// it, and what is Terraform's alone under one of its own.
func TestGroups(t *testing.T) {
	t.Parallel()
	attributes := map[string]*attribute{
		"secret": optional("A secret."), "token": optional("A token."), "chunk_size": optional("A size."),
		"container_id": optional("Where."), "description": optional("What for."), "encoding": optional("An encoding."), "old": optional("Old."), "timeouts": optional("Times."),
		"id": {Type: tftypes.String, Computed: true, described: described{Description: "Which one."}},
	}
	want := []group{
		{"Connection", []string{"- `secret` (String) A secret.", "- `token` (String) A token.", "- `container_id` (String) Where.", "- `description` (String) What for."}},
		{"Transfer", []string{"- `chunk_size` (String) A size."}},
		{"Advanced", []string{"- `encoding` (String) An encoding."}},
		{"For Terraform only", []string{"- `timeouts` (String) Times."}},
		{"Deprecated", []string{"- `old` (String) Old."}},
	}
	got := groupsOf(made, attributes, "  secret = var.secret\n")
	if !slices.EqualFunc(got, want, func(a, b group) bool { return a.Heading == b.Heading && slices.Equal(a.Lines, b.Lines) }) {
		t.Errorf("got %v", got)
	}
}

func TestLines(t *testing.T) {
	t.Parallel()
	attributes := map[string]*attribute{
		"a": {Type: tftypes.Bool, Optional: true, Secret: true, Unstored: true, described: described{Description: " A. "}},
		"b": {Type: tftypes.List{ElementType: tftypes.String}, Computed: true, described: described{Description: "B.", Deprecated: true}},
		"c": {Type: tftypes.Map{ElementType: tftypes.Number}, Required: true, described: described{Description: "C."}},
		"d": {Optional: true, described: described{Description: "D."}, Nested: &nested{Nesting: "single", Attributes: map[string]*attribute{
			"in": {Type: tftypes.Number, Required: true, described: described{Description: "I."}},
			"on": {Type: tftypes.DynamicPseudoType, Optional: true, described: described{Description: "O."}},
		}}},
		"e": {Computed: true, described: described{Description: "E."}, Nested: &nested{Nesting: "list"}},
	}
	want := []string{
		"- `a` (Boolean, Sensitive, [Write-only](https://developer.hashicorp.com/terraform/language/resources/ephemeral#write-only-arguments)) A.",
		"- `b` (List of String, Deprecated) B.",
		"- `c` (Map of Number, Required) C.",
		"- `d` (Attributes) D. (see [below for nested schema](#nestedatt--d))",
		"- `e` (Attributes List) E. (see [below for nested schema](#nestedatt--e))",
	}
	if got := lines(attributes, names(attributes, func(*attribute) bool { return true })); !slices.Equal(got, want) {
		t.Errorf("got\n%s", strings.Join(got, "\n"))
	}
	const section = "<a id=\"nestedatt--d\"></a>\n### Nested Schema for `d`\n\nRequired:\n\n- `in` (Number, Required) I.\n\nOptional:\n\n- `on` (Dynamic) O."
	if got := nestedSections(attributes)[0]; got != section {
		t.Errorf("got\n%s", got)
	}
}

func TestPageOfAMissingResource(t *testing.T) {
	t.Parallel()
	p := &provider{Resources: map[string]*schema{}}
	_, err := p.backendPage(services.All()[0], filepath.Join(root, "examples"))
	if err == nil || err.Error() != "the provider has no resource hoody_backend_azureblob" {
		t.Error(err)
	}
}

// root is the project's folder.
var root = filepath.Join("..", "..")

// The pages of all backends are complete: they have every section, and every
// attribute once.
func TestPagesOfBackends(t *testing.T) {
	t.Parallel()
	sections := []string{
		"## Example Usage", "### Minimal", "### Realistic", "### Write-only", "## Ways to authenticate", "## Schema",
		"### Connection", "### Advanced", "### For Terraform only", "### Read-Only", "## Verification", "## Changes", "## Secrets", "## Import",
	}
	own := []string{
		"id", "container_id", "backend_type", "type", "mount_paths", "connected", "engine", "credentials_rotated_at",
		"credentials_wo_version", "verify", "verify_path", "unmount_on_destroy", "remount_on_rotate", "timeouts",
	}
	for _, b := range services.All() {
		page := read(t, filepath.Join(root, "docs", "resources", b.ResourceName()+".md"))
		lines := strings.Split(page, "\n")
		lacks := map[string]bool{
			"### Write-only": !slices.ContainsFunc(b.Fields, func(f catalog.Field) bool { return f.Secret }),
			"### Advanced": !slices.ContainsFunc(b.Fields, func(f catalog.Field) bool {
				return f.Group == catalog.Advanced && f.Name != "description" && !f.Required && f.Deprecated == ""
			}),
		}
		for _, section := range sections {
			want := 1
			if lacks[section] {
				want = 0
			}
			if n := count(lines, section); n != want {
				t.Errorf("%s: %q is there %d times, want %d", b.Name, section, n, want)
			}
		}
		attributes := slices.Clone(own)
		for i := range b.Fields {
			f := &b.Fields[i]
			attributes = append(attributes, f.Attribute())
			if f.HasTwin() {
				attributes = append(attributes, f.Attribute()+"_wo")
			}
		}
		for _, name := range attributes {
			if n := strings.Count(page, "\n- `"+name+"` ("); n != 1 {
				t.Errorf("%s: %s is described %d times; run make docs", b.Name, name, n)
			}
		}
		for _, w := range b.Ways {
			if !strings.Contains(page, "\n| "+w.Name+" | ") {
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

// wrongLink says what is wrong with a link where the registry shows the page. It
// serves the overview without a slash at its end, so a relative link there
// leads one folder too high.
func wrongLink(path, target string) string {
	file := filepath.Join(filepath.Dir(path), target)
	switch inside, own := strings.CutPrefix(target, registry); {
	case own:
		file = filepath.Join(root, "docs", filepath.FromSlash(inside)+".md")
	case strings.Contains(target, "://"):
		return ""
	case filepath.Base(path) == "index.md":
		return "is relative, which leads nowhere from the overview"
	}
	if _, err := os.Stat(file); err != nil {
		return "leads nowhere"
	}
	return ""
}

func TestWrongLink(t *testing.T) {
	t.Parallel()
	index, guide := filepath.Join(root, "docs", "index.md"), filepath.Join(root, "docs", "guides", "mounts.md")
	for _, c := range []struct{ page, target, want string }{
		{index, "https://registry.terraform.io/providers/hoody/hoody/latest/docs/guides/mounts", ""},
		{index, "https://registry.terraform.io/providers/hoody/hoody/latest/docs/guides/boats", "leads nowhere"},
		{index, "guides/mounts.md", "is relative, which leads nowhere from the overview"},
		{index, "https://hoody.com", ""},
		{guide, "secrets.md", ""},
		{guide, "../resources/mount.md", ""},
		{guide, "guides/secrets.md", "leads nowhere"},
	} {
		if got := wrongLink(c.page, c.target); got != c.want {
			t.Errorf("%s on %s: %q, want %q", c.target, c.page, got, c.want)
		}
	}
}

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
			if problem := wrongLink(path, l[1]); problem != "" {
				t.Errorf("%s: %s %s", name, l[1], problem)
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

// A block of commands can be pasted into any shell, as one. An interactive zsh takes a
// comment for arguments, and what comes after "read" would be read as the secret.
func TestCommandsCanBePasted(t *testing.T) {
	t.Parallel()
	pages := []string{filepath.Join(root, "README.md"), filepath.Join(root, "CONTRIBUTING.md")}
	for _, folder := range []string{"docs", "examples"} {
		err := filepath.WalkDir(filepath.Join(root, folder), func(path string, d os.DirEntry, err error) error {
			if strings.HasSuffix(path, ".md") {
				pages = append(pages, path)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	blocks := 0
	for _, path := range pages {
		for _, block := range regexp.MustCompile("(?ms)^```(?:shell|sh|bash|console)\n(.*?)\n```$").FindAllStringSubmatch(read(t, path), -1) {
			blocks++
			lines := strings.Split(block[1], "\n")
			for i, line := range lines {
				if regexp.MustCompile(`(^|\s)#`).MatchString(line) {
					t.Errorf("%s: a comment: %s", path, line)
				}
				if strings.HasPrefix(line, "read ") && i < len(lines)-1 {
					t.Errorf("%s: something comes after %s", path, line)
				}
			}
		}
	}
	if blocks < 70 {
		t.Errorf("%d blocks of commands, want 70 at least: they are not found", blocks)
	}
}

// The picture is what the README and the overview show, and can be read on a dark page:
// it has a background of its own, and colours for the dark.
func TestPicture(t *testing.T) {
	t.Parallel()
	const picture = ".github/pictures/who-talks-to-whom.svg"
	for page, link := range map[string]string{
		"README.md":                   `src="` + picture + `"`,
		"internal/docs/index.md.tmpl": "](https://raw.githubusercontent.com/hoody/terraform-provider-hoody/main/" + picture + ")",
	} {
		if !strings.Contains(read(t, filepath.Join(root, page)), link) {
			t.Errorf("%s does not show %s", page, link)
		}
	}
	text := read(t, filepath.Join(root, filepath.FromSlash(picture)))
	first, background := "", false
	for decoder := xml.NewDecoder(strings.NewReader(text)); ; {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		start, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		if first == "" {
			first = start.Name.Local
		}
		background = background || start.Name.Local == "rect" && slices.Contains(start.Attr, xml.Attr{Name: xml.Name{Local: "class"}, Value: "paper"})
	}
	if first != "svg" || !background || !strings.Contains(text, "@media (prefers-color-scheme: dark) {\n      .paper {") {
		t.Errorf("%s begins with %s, has a background: %t", picture, first, background)
	}
}

// What is drawn in plain text fits the column in which the registry shows it.
func TestDrawingsFit(t *testing.T) {
	t.Parallel()
	drawn := 0
	for _, path := range guides(t) {
		for _, block := range regexp.MustCompile("(?ms)^```(\\w*)\n(.*?)^```$").FindAllStringSubmatch(read(t, path), -1) {
			if block[1] != "" {
				continue
			}
			drawn++
			for line := range strings.Lines(block[2]) {
				if n := utf8.RuneCountInString(line) - 1; n > 80 {
					t.Errorf("%s: a line of %d columns: %s", path, n, line)
				}
			}
		}
	}
	if drawn == 0 {
		t.Error("nothing is drawn")
	}
}

func guides(t *testing.T) []string {
	t.Helper()
	found, err := filepath.Glob(filepath.Join(root, "templates", "guides", "*.md.tmpl"))
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// A page with many headings begins with links to its sections.
func TestSectionsOfTroubleshooting(t *testing.T) {
	t.Parallel()
	page := read(t, filepath.Join(root, "templates", "guides", "troubleshooting.md.tmpl"))
	var links []string
	for _, section := range regexp.MustCompile(`(?m)^## (.*)$`).FindAllStringSubmatch(page, -1) {
		links = append(links, "["+section[1]+"](#"+strings.ReplaceAll(strings.ToLower(section[1]), " ", "-")+")")
	}
	if want := "\n" + strings.Join(links, " · ") + "\n"; !strings.Contains(page, want) {
		t.Errorf("the page lacks%s", want)
	}
}
