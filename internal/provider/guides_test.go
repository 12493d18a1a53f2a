package provider_test

import (
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
)

const root = "../.."

// A page is a source of the documentation that people write.
type page struct {
	name, text string
	// shown is where it is read, below the project's root: links start there.
	shown string
}

// pageLink is how the overview links a page, by its address at the registry.
var pageLink = regexp.MustCompile(`\(\{\{ page "([^"]+)" \}\}`)

// pages are the guides, the index and the READMEs.
func pages(t *testing.T) []page {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(root, "templates", "guides", "*.md.tmpl"))
	if err != nil || len(files) < 8 {
		t.Fatalf("%d guides, %v", len(files), err)
	}
	overview := pageLink.ReplaceAllString(textOf(t, "internal/docs/index.md.tmpl"), "($1.md")
	overview = strings.ReplaceAll(overview, "{{ .Example }}", strings.TrimSpace(textOf(t, "examples/provider/provider.tf")))
	all := []page{
		{"README.md", textOf(t, "README.md"), "README.md"},
		{"CONTRIBUTING.md", textOf(t, "CONTRIBUTING.md"), "CONTRIBUTING.md"},
		{"index.md.tmpl", overview, "docs/index.md"},
	}
	for _, module := range []string{"backends", "everywhere"} {
		name := "examples/modules/" + module + "/README.md"
		all = append(all, page{name, textOf(t, name), name})
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

const requiringHoody = `terraform {
  required_providers {
    hoody = { source = "hoody/hoody" }
  }
}
`

// Every heading of the troubleshooting guide is a message as the provider prints
// it: "…" stands for what differs.
func TestMessagesInTheGuideAreThoseOfTheCode(t *testing.T) {
	t.Parallel()
	said := messages(t)
	ours, _ := troubleshooting(t)
	headings := heading.FindAllStringSubmatch(ours, -1)
	if len(headings) < 50 {
		t.Errorf("%d messages, want fifty at least: they are not found", len(headings))
	}
	for _, h := range headings {
		if !slices.ContainsFunc(said, func(message string) bool { return strings.Contains(message, h[1]) }) {
			t.Errorf("nothing in the code says %q", h[1])
		}
	}
}

var heading = regexp.MustCompile(`(?m)^### (.*)$`)

// troubleshooting is the guide, and the part of it that is about Terraform's messages.
func troubleshooting(t *testing.T) (ours, terraforms string) {
	t.Helper()
	ours, rest, _ := strings.Cut(textOf(t, "templates/guides/troubleshooting.md.tmpl"), "\n## What Terraform itself says\n")
	terraforms, more, _ := strings.Cut(rest, "\n## ")
	return ours + more, terraforms
}

// What the guide says that Terraform says, it says of such a configuration. A heading has
// the words of Terraform / and those of OpenTofu where they differ.
func TestMessagesOfTerraform(t *testing.T) {
	t.Parallel()
	needs(t, writeOnlyArguments)
	const secret = "variable \"secret\" {\n  type = string\n  sensitive = true\n}\n"
	causes := map[string]string{
		"Invalid provider local name":                 requiringHoody + "resource \"hoody_backend_s3\" \"media\" {\n  provider = \"AWS\"\n}\n",
		"Unsupported argument":                        requiringHoody + "resource \"hoody_backend_b2\" \"media\" {\n  lifecycle = 3\n}\n",
		"Failed to query available provider packages": "resource \"hoody_backend_b2\" \"media\" {}\n",
		"Provider produced inconsistent final plan": requiringHoody + secret +
			"resource \"hoody_backend_b2\" \"media\" {\n  account = \"a\"\n  key = var.secret\n}\n",
		"Invalid use of ephemeral value / Ephemeral value used in non-ephemeral context": requiringHoody + strings.Replace(secret, "sensitive", "ephemeral", 1) +
			"resource \"hoody_backend_b2\" \"media\" {\n  account = \"a\"\n  key = var.secret\n}\n",
		"Invalid for_each argument": requiringHoody + secret +
			"resource \"hoody_backend_b2\" \"media\" {\n  for_each = toset([var.secret])\n  account = \"a\"\n  key = each.value\n}\n",
		"Output refers to sensitive values": requiringHoody + secret +
			"resource \"hoody_backend_b2\" \"media\" {\n  account = \"a\"\n  key = var.secret\n}\noutput \"media\" {\n  value = hoody_backend_b2.media\n}\n",
	}
	_, guide := troubleshooting(t)
	for _, h := range heading.FindAllStringSubmatch(guide, -1) {
		config, ok := causes[h[1]]
		if !ok {
			t.Errorf("nothing here makes Terraform say %q", h[1])
			continue
		}
		delete(causes, h[1])
		t.Run(h[1], func(t *testing.T) {
			t.Parallel()
			tf := newTerraform(t, "HOODY_ENGINE=embedded", "TF_VAR_secret=none")
			tf.write(config)
			failed := tf.run("init", "-input=false", "-no-color")
			if failed == nil {
				failed = tf.run("plan", "-input=false", "-no-color", "-out=plan")
			}
			if failed == nil { // then it is the apply that finds another engine
				tf.env = append(tf.env, "HOODY_ENGINE=api", "HOODY_BASE_URL=http://127.0.0.1:1")
				failed = tf.run("apply", "-input=false", "-no-color", "plan")
			}
			said := failed != nil && slices.ContainsFunc(strings.Split(h[1], " / "), func(words string) bool {
				return strings.Contains(failed.Error(), "Error: "+words+"\n")
			})
			if !said {
				t.Errorf("Terraform says %v", failed)
			}
		})
	}
	if len(causes) > 0 {
		t.Errorf("the guide lacks %v", slices.Sorted(maps.Keys(causes)))
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

// The README has a link to the page of every resource.
func TestReadmeNamesEveryService(t *testing.T) {
	t.Parallel()
	readme := textOf(t, "README.md")
	for _, d := range documentedBackends(t) {
		page := "(docs/resources/" + strings.TrimPrefix(d.resourceType(), "hoody_") + ".md)"
		if n := strings.Count(readme, page); n != 1 {
			t.Errorf("%s is linked %d times", page, n)
		}
	}
}

// CONTRIBUTING.md has a line in its map for every folder of the house.
func TestTheMapHasEveryFolder(t *testing.T) {
	t.Parallel()
	var folders []string
	for _, match := range regexp.MustCompile(`(?m)^ +(\w+)/`).FindAllStringSubmatch(textOf(t, "CONTRIBUTING.md"), -1) {
		folders = append(folders, match[1])
	}
	for _, parent := range []string{
		"internal", "internal/catalog", "internal/engine", "internal/engine/api", "internal/engine/embedded", "internal/fastpath",
	} {
		entries, err := os.ReadDir(filepath.Join(root, parent))
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range entries {
			if !e.IsDir() {
				continue
			}
			i := slices.Index(folders, e.Name())
			if i < 0 {
				t.Errorf("the map lacks %s/%s", parent, e.Name())
				continue
			}
			folders = slices.Delete(folders, i, i+1)
		}
	}
	if len(folders) > 0 {
		t.Errorf("the map has %q, which is nowhere", folders)
	}
}

// Every guide is in the lists of the README and of the overview.
func TestGuidesAreListed(t *testing.T) {
	t.Parallel()
	readme, overview := textOf(t, "README.md"), textOf(t, "internal/docs/index.md.tmpl")
	_, listed, _ := strings.Cut(overview, "\n## Guides\n")
	for _, p := range pages(t) {
		name, isGuide := strings.CutPrefix(p.shown, "docs/guides/")
		if !isGuide {
			continue
		}
		if !strings.Contains(readme, "(docs/guides/"+name+")") {
			t.Errorf("README.md does not list %s", name)
		}
		if !strings.Contains(listed, `{{ page "guides/`+strings.TrimSuffix(name, ".md")+`" }}`) {
			t.Errorf("the overview does not list %s", name)
		}
	}
}
