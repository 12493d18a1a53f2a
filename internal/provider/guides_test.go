package provider_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
)

const root = "../.."

// A page is a source of the documentation that people write.
type page struct {
	name, text string
	// shown is where it is read, below the project's root: links start there.
	shown string
}

// pages are the guides, the index and the README.
func pages(t *testing.T) []page {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(root, "templates", "guides", "*.md.tmpl"))
	if err != nil || len(files) < 8 {
		t.Fatalf("%d guides, %v", len(files), err)
	}
	all := []page{
		{"README.md", textOf(t, "README.md"), "README.md"},
		{"CONTRIBUTING.md", textOf(t, "CONTRIBUTING.md"), "CONTRIBUTING.md"},
		{"templates/index.md.tmpl", textOf(t, "templates/index.md.tmpl"), "docs/index.md"},
	}
	for _, file := range files {
		name := filepath.Base(file)
		all = append(all, page{"guides/" + name, textOf(t, "templates/guides/"+name), "docs/guides/" + strings.TrimSuffix(name, ".tmpl")})
	}
	return all
}

func textOf(t *testing.T, file string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(root, filepath.FromSlash(file)))
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// A snippet is one block of HCL on a page.
type snippet struct {
	name string // the page's and a number
	text string
	body *hclsyntax.Body
}

var fence = regexp.MustCompile("(?ms)^```terraform\n(.*?)^```$")

// snippets are all complete blocks of HCL. There is no other kind: a fragment
// stands in the sentence.
func snippets(t *testing.T) (all []snippet) {
	t.Helper()
	for _, p := range pages(t) {
		base, _, _ := strings.Cut(filepath.Base(p.name), ".")
		for i, match := range fence.FindAllStringSubmatch(p.text, -1) {
			s := snippet{name: fmt.Sprintf("%s_%d", strings.ReplaceAll(base, "-", "_"), i+1), text: match[1]}
			file, diags := hclsyntax.ParseConfig([]byte(s.text), s.name, hcl.InitialPos)
			if diags.HasErrors() {
				t.Errorf("%s, block %d: %s", p.name, i+1, diags)
				continue
			}
			s.body = file.Body.(*hclsyntax.Body)
			all = append(all, s)
		}
	}
	if len(all) < 10 {
		t.Errorf("%d blocks of HCL, want ten at least: they are not found", len(all))
	}
	return all
}

// Every block of HCL in the guides and the README is what Terraform and the
// provider take. All are modules of one configuration, so that one run tells.
func TestSnippetsOfThePagesAreValid(t *testing.T) {
	t.Parallel()
	needs(t, writeOnlyArguments)
	tf := newTerraform(t, "TF_LOG=")
	config := requiringHoody
	for _, s := range snippets(t) {
		if s.needsNewerTerraform() {
			continue
		}
		text, imports := s.completed()
		dir := filepath.Join(tf.dir, s.name)
		write(t, filepath.Join(dir, "main.tf"), text)
		if err := os.CopyFS(filepath.Join(dir, "modules", "backends"), os.DirFS(filepath.Join(root, "examples", "modules", "backends"))); err != nil {
			t.Fatal(err)
		}
		config += imports + s.called(text)
	}
	tf.write(config)
	tf.mustRun("init", "-input=false")
	if err := tf.run("validate", "-no-color"); err != nil {
		t.Error(err)
	}
}

const requiringHoody = `terraform {
  required_providers {
    hoody = { source = "hoody/hoody" }
  }
}
`

// newer are the blocks that Terraform 1.11 does not know. They are parsed here,
// and their like is run where lists and actions are tested.
var newer = []string{"list", "action"}

func (s snippet) needsNewerTerraform() bool {
	return slices.ContainsFunc(s.body.Blocks, func(b *hclsyntax.Block) bool { return slices.Contains(newer, b.Type) })
}

// A page need not show what the page before it showed. These are the resources
// that a block may refer to without having them.
var shownBefore = map[string]string{
	"hoody_backend_s3.media": `resource "hoody_backend_s3" "media" {
  endpoint = "s3.us-east-1.amazonaws.com"
}
`,
	"hoody_mount.media": `resource "hoody_mount" "media" {
  backend_id = "bck_0123456789abcdef"
}
`,
}

// foreignVariable stands for what belongs to another provider.
const foreignVariable = `variable "foreign" {
  type      = string
  ephemeral = true
}
`

// completed is the block as a module: with the provider's source and the
// resources that were shown before. What belongs to another provider is left
// out, and a variable stands where it was referred to. Imports, which Terraform
// wants in the root, are given apart.
func (s snippet) completed() (module, imports string) {
	var edits []edit
	declared, foreign := map[string]bool{}, map[string]bool{}
	for _, b := range s.body.Blocks {
		switch {
		case b.Type == "import":
			edits = append(edits, edit{whole(b), ""})
			imports += s.text[whole(b).Start.Byte:startOf(b, "to")] + "module." + s.name + "." + s.text[startOf(b, "to"):whole(b).End.Byte] + "\n"
		case len(b.Labels) == 2 && !strings.HasPrefix(b.Labels[0], "hoody_"):
			edits = append(edits, edit{whole(b), ""})
			foreign[addressOf(b)] = true
		default:
			declared[addressOf(b)] = true
		}
	}
	if !declared["terraform."] {
		module = requiringHoody
	}
	for _, r := range s.references() {
		if foreign[r.address] {
			edits = append(edits, edit{r.at, "var.foreign"})
		}
		if !declared[r.address] {
			declared[r.address] = true
			module += r.declaration()
		}
	}
	if len(foreign) > 0 {
		module += foreignVariable
	}
	return module + edited(s.text, edits), imports
}

// called is what the root says to call the module: its variables are not known.
func (s snippet) called(module string) string {
	var variables, arguments string
	for _, match := range regexp.MustCompile(`(?m)^variable "(\w+)"`).FindAllStringSubmatch(module, -1) {
		name := s.name + "_" + match[1]
		variables += fmt.Sprintf("variable %q {}\n", name)
		arguments += fmt.Sprintf("  %s = var.%s\n", match[1], name)
	}
	return fmt.Sprintf("%smodule %q {\n  source = %q\n%s}\n", variables, s.name, "./"+s.name, arguments)
}

// addressOf is how a configuration refers to a block.
func addressOf(b *hclsyntax.Block) string {
	address := strings.Join(b.Labels, ".")
	switch b.Type {
	case "resource":
		return address
	case "variable":
		return "var." + address
	default:
		return b.Type + "." + address
	}
}

func whole(b *hclsyntax.Block) hcl.Range { return hcl.RangeBetween(b.TypeRange, b.CloseBraceRange) }

func startOf(b *hclsyntax.Block, attribute string) int {
	return b.Body.Attributes[attribute].Expr.Range().Start.Byte
}

// A reference is a place where a block refers to another.
type reference struct {
	address string
	at      hcl.Range
}

// references are those of all blocks but "moved", whose "from" is nowhere.
func (s snippet) references() (all []reference) {
	for _, b := range s.body.Blocks {
		if b.Type == "moved" {
			continue
		}
		_ = hclsyntax.VisitAll(b.Body, func(n hclsyntax.Node) hcl.Diagnostics {
			if e, ok := n.(*hclsyntax.ScopeTraversalExpr); ok {
				words := strings.Split(s.text[e.SrcRange.Start.Byte:e.SrcRange.End.Byte], ".")
				length := 2
				if words[0] == "data" || words[0] == "ephemeral" {
					length = 3
				}
				if len(words) >= length {
					all = append(all, reference{strings.Join(words[:length], "."), e.SrcRange})
				}
			}
			return nil
		})
	}
	return all
}

// declaration is what was shown before of what a block refers to: a resource, or
// a variable.
func (r reference) declaration() string {
	if name, ok := strings.CutPrefix(r.address, "var."); ok {
		return fmt.Sprintf("variable %q {}\n", name)
	}
	return shownBefore[r.address]
}

// An edit puts another text in the place of a range.
type edit struct {
	at   hcl.Range
	text string
}

// edited is a text with edits that do not overlap.
func edited(text string, edits []edit) string {
	slices.SortFunc(edits, func(a, b edit) int { return b.at.Start.Byte - a.at.Start.Byte })
	for _, e := range edits {
		text = text[:e.at.Start.Byte] + e.text + text[e.at.End.Byte:]
	}
	return text
}

// Every heading of the troubleshooting guide is a message as the provider prints
// it: "…" stands for what differs.
func TestMessagesInTheGuideAreThoseOfTheCode(t *testing.T) {
	t.Parallel()
	said := messages(t)
	headings := regexp.MustCompile(`(?m)^### (.*)$`).FindAllStringSubmatch(textOf(t, "templates/guides/troubleshooting.md.tmpl"), -1)
	if len(headings) < 50 {
		t.Errorf("%d messages, want fifty at least: they are not found", len(headings))
	}
	for _, h := range headings {
		if !slices.ContainsFunc(said, func(message string) bool { return strings.Contains(message, h[1]) }) {
			t.Errorf("nothing in the code says %q", h[1])
		}
	}
}

// verb is what package fmt puts a value in the place of.
var verb = regexp.MustCompile(`%[qsdv]`)

// messages are all texts in the code, with "…" where they hold a value.
func messages(t *testing.T) (all []string) {
	t.Helper()
	err := filepath.WalkDir(filepath.Join(root, "internal"), func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		ast.Inspect(file, func(n ast.Node) bool {
			e, ok := n.(ast.Expr)
			if !ok {
				return true
			}
			text := sentence(e)
			if text != value {
				all = append(all, text)
			}
			return text == value
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// value stands for what a message holds.
const value = "…"

// sentence is the text of an expression of literals and values.
func sentence(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.BasicLit:
		if text, err := strconv.Unquote(e.Value); err == nil && e.Kind == token.STRING {
			return verb.ReplaceAllString(text, value)
		}
	case *ast.BinaryExpr:
		if e.Op == token.ADD {
			return strings.ReplaceAll(sentence(e.X)+sentence(e.Y), value+value, value)
		}
	}
	return value
}

// Every link from one page to another leads to a page, and to a heading that it
// has.
func TestLinksBetweenPagesResolve(t *testing.T) {
	t.Parallel()
	all := pages(t)
	texts := map[string]string{}
	for _, p := range all {
		texts[p.shown] = p.text
	}
	link := regexp.MustCompile(`\]\(([^)\s]+)\)`)
	found := 0
	for _, p := range all {
		for _, match := range link.FindAllStringSubmatch(p.text, -1) {
			target, anchor, _ := strings.Cut(match[1], "#")
			if strings.Contains(target, "://") {
				continue
			}
			found++
			file := p.shown
			if target != "" {
				file = filepath.ToSlash(filepath.Join(filepath.Dir(p.shown), target))
			}
			text, ok := texts[file]
			if !ok {
				data, err := os.ReadFile(filepath.Join(root, file))
				if err != nil {
					t.Errorf("%s links to %s, which is nowhere", p.name, match[1])
					continue
				}
				text = string(data)
			}
			if anchor != "" && !slices.Contains(anchors(text), anchor) {
				t.Errorf("%s links to %s: there is no such heading", p.name, match[1])
			}
		}
	}
	if found < 40 {
		t.Errorf("%d links, want forty at least: they are not found", found)
	}
}

// anchors are those that the registry makes of the headings of a page.
func anchors(text string) (all []string) {
	for _, match := range regexp.MustCompile(`(?m)^#+ (.*)$`).FindAllStringSubmatch(text, -1) {
		words := regexp.MustCompile(`[^a-z0-9 _-]`).ReplaceAllString(strings.ToLower(match[1]), "")
		all = append(all, strings.ReplaceAll(words, " ", "-"))
	}
	return all
}

// The README has every resource, with a link to its page.
func TestReadmeNamesEveryService(t *testing.T) {
	t.Parallel()
	readme := textOf(t, "README.md")
	for _, d := range documentedBackends(t) {
		page := strings.TrimPrefix(d.resourceType(), "hoody_")
		if row := fmt.Sprintf("| [`%s`](docs/resources/%s.md) |", d.resourceType(), page); !strings.Contains(readme, row) {
			t.Errorf("no row begins with %s", row)
		}
	}
}

// CONTRIBUTING.md has a line in its map for every folder of the house.
func TestTheMapHasEveryFolder(t *testing.T) {
	t.Parallel()
	folders := map[string]bool{}
	for _, match := range regexp.MustCompile(`(?m)^ +(\w+)/`).FindAllStringSubmatch(textOf(t, "CONTRIBUTING.md"), -1) {
		folders[match[1]] = true
	}
	for _, parent := range []string{"internal", "internal/engine"} {
		entries, err := os.ReadDir(filepath.Join(root, parent))
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range entries {
			if e.IsDir() && !folders[e.Name()] {
				t.Errorf("the map lacks %s/%s", parent, e.Name())
			}
			delete(folders, e.Name())
		}
	}
	if len(folders) > 0 {
		t.Errorf("the map has %s, which is nowhere", slices.Sorted(maps.Keys(folders)))
	}
}
