package provider_test

import (
	"fmt"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"

	"github.com/hoody/terraform-provider-hoody/internal/emulator"
)

// Whoever reads a page pastes its blocks of HCL, in their order, into the files
// that the page names, and runs what it says. That works from an empty folder,
// with the provider from a mirror and the emulator as Hoody.
func TestPagesCanBePasted(t *testing.T) {
	t.Parallel()
	needs(t, writeOnlyArguments)
	for _, p := range pages(t) {
		blocks := pasteablesOf(t, p)
		if !slices.ContainsFunc(blocks, func(b pasteable) bool { return b.language == "terraform" }) {
			continue
		}
		t.Run(p.name, func(t *testing.T) {
			t.Parallel()
			r := &reader{program: newTerraform(t, append(hoodyOf(t, p), "TF_LOG=", "TF_IN_AUTOMATION=1")...)}
			if p.name == "guides/first-backend.md.tmpl" {
				r.own = ownS3(t)
			}
			for _, b := range blocks {
				r.follow(b)
			}
			r.validate()
		})
	}
}

// hoodyOf are the variables of what plays Hoody for the reader of a page: an account, or
// one service.
func hoodyOf(t *testing.T, p page) []string {
	if p.name == "guides/many-containers.md.tmpl" {
		_, url := serveAccount(t, 3)
		return []string{"HOODY_BASE_URL=" + url, "HOODY_CONTAINER_ENDPOINT=" + url + "/{container_id}", "HOODY_TOKEN=" + accountToken}
	}
	_, url := serveEmulator(t, emulator.Options{})
	return []string{"HOODY_BASE_URL=" + url}
}

// A pasteable is one fenced block of a page.
type pasteable struct {
	language, text string
	// before is the prose since the block before.
	before string
}

var (
	fenced   = regexp.MustCompile("(?ms)^```(terraform|shell)\n(.*?)^```$")
	included = regexp.MustCompile(`\{\{ (?:tffile|codefile "terraform") "([^"]+)" \}\}`)
	fileName = regexp.MustCompile("`([\\w./-]+\\.(?:tf|tftest\\.hcl|tfquery\\.hcl))`")
)

// pasteablesOf are the blocks that a reader pastes, those from example files too.
func pasteablesOf(t *testing.T, p page) (all []pasteable) {
	t.Helper()
	text := included.ReplaceAllStringFunc(p.text, func(call string) string {
		return "```terraform\n" + strings.TrimSpace(textOf(t, included.FindStringSubmatch(call)[1])) + "\n```"
	})
	last := 0
	for _, at := range fenced.FindAllStringSubmatchIndex(text, -1) {
		all = append(all, pasteable{language: text[at[2]:at[3]], text: text[at[4]:at[5]], before: text[last:at[0]]})
		last = at[1]
	}
	return all
}

// pasteableTerraform is what a page has its reader paste into files, in that order.
func pasteableTerraform(t *testing.T, name string) (blocks []string) {
	t.Helper()
	for _, p := range pages(t) {
		if p.name != name {
			continue
		}
		for _, b := range pasteablesOf(t, p) {
			if b.language == "terraform" {
				blocks = append(blocks, b.text)
			}
		}
	}
	if len(blocks) == 0 {
		t.Fatalf("%s has nothing to paste", name)
	}
	return blocks
}

// A reader follows a page in a folder.
type reader struct {
	*program
	// own are variables of the reader's, where a page can only show an example.
	own []string
	// files are those that were pasted; one that is pasted again replaces the first.
	files []string
}

// ownS3 is what the first guide asks its reader for: a server and its credentials.
func ownS3(t *testing.T) []string {
	t.Helper()
	s3 := runningS3(t)
	return quickstart(s3, rightSecret(s3))
}

func (r *reader) follow(b pasteable) {
	r.t.Helper()
	if b.language == "shell" {
		r.obey(b.text)
		return
	}
	names := fileName.FindAllStringSubmatch(b.before, -1)
	if names == nil {
		r.t.Fatalf("no sentence before this block names its file:\n%s", b.text)
	}
	name := names[len(names)-1][1]
	if slices.Contains(r.files, name) {
		r.validate() // before it is replaced
	}
	r.files = append(r.files, name)
	write(r.t, filepath.Join(r.dir, filepath.FromSlash(name)), r.takeable(name, b.text))
}

// takeable is a block without what Terraform cannot load here: the providers of
// others, for which a variable is put, and blocks of a newer Terraform, which
// are left out.
func (r *reader) takeable(name, text string) string {
	r.t.Helper()
	file, diags := hclsyntax.ParseConfig([]byte(text), name, hcl.InitialPos)
	if diags.HasErrors() {
		r.t.Fatal(diags)
	}
	s := snippet{text: text, body: file.Body.(*hclsyntax.Body)}
	if s.needsNewerTerraform() {
		return ""
	}
	var edits []edit
	foreign := map[string]bool{}
	for _, b := range s.body.Blocks {
		if len(b.Labels) == 2 && !strings.HasPrefix(b.Labels[0], "hoody_") {
			edits = append(edits, edit{whole(b), ""})
			foreign[addressOf(b)] = true
		}
	}
	for _, reference := range s.references() {
		if foreign[reference.address] {
			edits = append(edits, edit{reference.at, "var.foreign"})
		}
	}
	if len(foreign) > 0 {
		return edited(text, edits) + foreignVariable
	}
	return text
}

func (r *reader) validate() {
	r.t.Helper()
	r.mustRun("init", "-input=false")
	if err := r.run("validate", "-no-color"); err != nil {
		r.t.Error(err)
	}
}

var (
	exported = regexp.MustCompile(`(?m)^export (TF_VAR_\w+)='?([^'\n]+?)'?(?: +#.*)?$`)
	asked    = regexp.MustCompile(`(?m)^read -rs (TF_VAR_\w+)`)
	applied  = regexp.MustCompile(`(?m)^terraform ((?:apply|destroy)(?: -var [\w=]+)?)$`)
)

// pastedSecret is what a reader puts in place of "…": base64, since some keys are.
const pastedSecret = "cGFzdGVkLXNlY3JldA=="

// obey does what a block of shell says that a page can promise: it sets
// variables, applies and destroys.
func (r *reader) obey(shell string) {
	r.t.Helper()
	for _, m := range exported.FindAllStringSubmatch(shell, -1) {
		r.env = append(r.env, m[1]+"="+strings.ReplaceAll(m[2], "…", pastedSecret))
	}
	for _, m := range asked.FindAllStringSubmatch(shell, -1) {
		r.env = append(r.env, m[1]+"="+pastedSecret)
	}
	r.env = append(r.env, r.own...)
	for _, m := range applied.FindAllStringSubmatch(shell, -1) {
		r.validate()
		args := append(strings.Fields(m[1]), "-input=false", "-auto-approve", "-no-color")
		if err := r.run(args...); err != nil {
			r.t.Error(err)
		}
	}
}

// A page that says `apply` before its files are all there would prove nothing.
func TestPagesApply(t *testing.T) {
	t.Parallel()
	want := map[string]int{"README.md": 1, "guides/first-backend.md.tmpl": 4, "guides/many-backends.md.tmpl": 1, "guides/many-containers.md.tmpl": 1, "guides/secrets.md.tmpl": 1}
	got := map[string]int{}
	for _, p := range pages(t) {
		for _, b := range pasteablesOf(t, p) {
			if b.language == "shell" {
				got[p.name] += len(applied.FindAllString(b.text, -1))
			}
		}
		if got[p.name] == 0 {
			delete(got, p.name)
		}
	}
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("the pages apply %v, want %v", got, want)
	}
}

// A snippet is one block of HCL on a page.
type snippet struct {
	text string
	body *hclsyntax.Body
}

// newer are the blocks that Terraform 1.11 does not know. They are parsed here,
// and their like is run where lists and actions are tested.
var newer = []string{"list", "action"}

func (s snippet) needsNewerTerraform() bool {
	return slices.ContainsFunc(s.body.Blocks, func(b *hclsyntax.Block) bool { return slices.Contains(newer, b.Type) })
}

// foreignVariable stands for what belongs to another provider.
const foreignVariable = `variable "foreign" {
  type      = string
  ephemeral = true
}
`

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
