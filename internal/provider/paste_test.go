package provider_test

import (
	"bufio"
	"fmt"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"

	"github.com/hoody/terraform-provider-hoody/internal/emulator"
)

// A reader of a page pastes its blocks, in their order: HCL into the files that the
// page names, and commands into a shell. That works from an empty folder, with the
// provider from a mirror, and the emulator as Hoody where the page does not start it.
func TestPagesCanBePasted(t *testing.T) {
	t.Parallel()
	needs(t, writeOnlyArguments)
	for _, p := range pages(t) {
		blocks := slices.DeleteFunc(pasteablesOf(t, p), func(b pasteable) bool {
			return p.name == "README.md" && b.section == withoutAccount
		})
		if !slices.ContainsFunc(blocks, func(b pasteable) bool { return b.language == "terraform" }) {
			continue
		}
		t.Run(p.name, func(t *testing.T) {
			t.Parallel()
			newReader(t, p).followAll(p.name, blocks)
		})
	}
}

// withoutAccount is the part of the README for those who have no account. They save the
// file of the part before it, and run nothing of that.
const withoutAccount = "Try it without an account"

func TestReadmeWithoutAnAccount(t *testing.T) {
	t.Parallel()
	needs(t, writeOnlyArguments)
	for _, p := range pages(t) {
		if p.name == "README.md" {
			blocks := slices.DeleteFunc(pasteablesOf(t, p), func(b pasteable) bool {
				return b.language == "shell" && b.section != withoutAccount
			})
			r := newReader(t, p)
			r.env = slices.DeleteFunc(r.env, func(set string) bool { return strings.HasPrefix(set, "HOODY_") })
			r.followAll(p.name, blocks)
		}
	}
}

// Who comes by the registry begins with the same file as who comes by the README.
func TestOverviewBeginsAsTheReadme(t *testing.T) {
	t.Parallel()
	if got, want := pasteableFiles(t, "README.md")["main.tf"], textOf(t, "examples/provider/provider.tf"); got != want {
		t.Errorf("the README has\n%s\nthe overview\n%s", got, want)
	}
}

// embeddedInReadme is how the README has real credentials checked.
const embeddedInReadme = `provider "hoody" { engine = "embedded" }`

// The README's file, without what needs Hoody, checks real credentials, and says of wrong
// ones what the README shows.
func TestReadmeChecksCredentials(t *testing.T) {
	t.Parallel()
	s3 := runningS3(t)
	readme := textOf(t, "README.md")
	if !strings.Contains(readme, "take the mount and the output out of `main.tf`, write `"+embeddedInReadme+"`, and run") {
		t.Error("the README says something else")
	}
	file := parseExample(t, "main.tf", pasteableFiles(t, "README.md")["main.tf"])
	var edits []edit
	for _, b := range file.body.Blocks {
		switch {
		case b.Type == "provider":
			edits = append(edits, edit{whole(b), embeddedInReadme})
		case b.Type == "output", b.Type == "resource" && b.Labels[0] == "hoody_mount":
			edits = append(edits, edit{whole(b), ""})
		}
	}
	text := edited(file.text, edits)
	for old, own := range map[string]any{
		"s3.us-east-1.amazonaws.com": s3.Values["endpoint"], "AKIAIOSFODNN7EXAMPLE": s3.Values["access_key_id"], `"AWS"`: `"Other"`,
	} {
		if strings.Count(text, old) != 1 {
			t.Fatalf("%s is not in the file once:\n%s", old, text)
		}
		text = strings.Replace(text, old, own.(string), 1)
	}
	for secret, want := range map[string]string{rightSecret(s3): "", "not-the-secret": shownInReadme(t, readme)} {
		tf := newTerraform(t, "TF_VAR_secret_access_key="+secret)
		tf.write(text)
		tf.mustRun("init", "-input=false")
		failed := tf.run("apply", "-input=false", "-auto-approve")
		switch {
		case want == "" && failed != nil:
			t.Error(failed)
		case want != "" && (failed == nil || !strings.Contains(uncolored(failed.Error()), want)):
			t.Errorf("Terraform says\n%s\nwant\n%s", uncolored(fmt.Sprint(failed)), want)
		}
	}
}

// shownInReadme is the box with an error.
func shownInReadme(t *testing.T, readme string) string {
	t.Helper()
	_, box, _ := strings.Cut(readme, "\n```\n╷\n")
	box, _, found := strings.Cut(box, "\n╵\n```\n")
	if !found {
		t.Fatal("the README shows no error")
	}
	return box
}

// uncolored is what Terraform prints, without colours.
func uncolored(said string) string {
	return regexp.MustCompile(`\x1b\[[0-9;]*m`).ReplaceAllString(said, "")
}

// newReader is one in an empty folder, with what a page asks for and cannot give: an
// account, a storage, and what was there before.
func newReader(t *testing.T, p page) *reader {
	t.Helper()
	r := &reader{own: map[string]string{}, there: strings.NewReplacer()}
	var env, own []string
	switch p.name {
	case "README.md", "guides/questions.md.tmpl":
		_, url := serveAccount(t, 3)
		env = []string{"HOODY_BASE_URL=" + url, "HOODY_CONTAINER_ENDPOINT=" + url + "/{container_id}"}
		own = []string{"HOODY_TOKEN=" + accountToken, "HOODY_CONTAINER=c1"}
		if p.name != "README.md" {
			env = append(env, own[0])
		}
	case "guides/many-containers.md.tmpl": // it starts its own
	case "guides/first-backend.md.tmpl":
		_, url := serveEmulator(t, emulator.Options{})
		env, own = []string{"HOODY_BASE_URL=" + url}, append(ownS3(t), "HOODY_TOKEN=the-token")
	case "guides/verify-in-ci.md.tmpl":
		env = ownS3(t)
	case "guides/import.md.tmpl":
		service, url := serveEmulator(t, emulator.Options{})
		id := service.Add("s3", map[string]any{"endpoint": "s3.us-east-1.amazonaws.com", "access_key_id": "AKIAIOSFODNN7EXAMPLE"})
		service.Mount(id, "media")
		env, r.there = []string{"HOODY_BASE_URL=" + url}, strings.NewReplacer("bck_0123456789abcdef", id)
	default:
		_, url := serveEmulator(t, emulator.Options{})
		env = []string{"HOODY_BASE_URL=" + url}
	}
	for _, set := range own {
		name, value, _ := strings.Cut(set, "=")
		r.own[name] = value
	}
	r.program = newTerraform(t, append(env, "TF_IN_AUTOMATION=1")...)
	if module, found := strings.CutPrefix(path.Dir(p.name), "examples/"); found {
		copyExample(t, module, filepath.Join(r.dir, filepath.FromSlash(module)))
	}
	if p.name == "guides/verify-in-ci.md.tmpl" {
		r.write(textOf(t, "examples/quickstart/main.tf")) // that of the first guide, as it says
	}
	return r
}

// A pasteable is one fenced block of a page.
type pasteable struct {
	language, text string
	// before is the prose since the block before, section the heading above.
	before, section string
}

var (
	fenced   = regexp.MustCompile("(?ms)^```(terraform|shell)\n(.*?)^```$")
	section  = regexp.MustCompile(`(?m)^## (.*)$`)
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
		b := pasteable{language: text[at[2]:at[3]], text: text[at[4]:at[5]], before: text[last:at[0]]}
		if above := section.FindAllStringSubmatch(text[:at[0]], -1); above != nil {
			b.section = above[len(above)-1][1]
		}
		all = append(all, b)
		last = at[1]
	}
	return all
}

// file is the file that the last sentence before the block names.
func (b pasteable) file() string {
	names := fileName.FindAllStringSubmatch(b.before, -1)
	if names == nil {
		return ""
	}
	return names[len(names)-1][1]
}

// pasteableFiles are the files that a page has its reader make, by the names that it gives
// them, each as it is pasted first.
func pasteableFiles(t *testing.T, name string) map[string]string {
	t.Helper()
	files := map[string]string{}
	for _, p := range pages(t) {
		if p.name != name {
			continue
		}
		for _, b := range pasteablesOf(t, p) {
			if file := b.file(); b.language == "terraform" && files[file] == "" {
				files[file] = b.text
			}
		}
	}
	if len(files) == 0 {
		t.Fatalf("%s has nothing to paste", name)
	}
	return files
}

// A reader follows a page in a folder.
type reader struct {
	*program
	// own are variables of the reader's, where a page can only show an example.
	own map[string]string
	// there puts what is at Hoody in the place of a page's examples.
	there *strings.Replacer
	// files are those that were pasted; one that is pasted again replaces the first.
	files []string
	// folders are how many the page has had its reader make.
	folders int
	// emulator runs since the page has started it, at a URL.
	emulator *exec.Cmd
	url      string
}

// ownS3 is what the first guide asks its reader for: a server and its credentials.
func ownS3(t *testing.T) []string {
	t.Helper()
	s3 := runningS3(t)
	return quickstart(s3, rightSecret(s3))
}

// showing are the pages that show configurations and have nobody run them. All others
// have their readers initialise the folder.
var showing = []string{
	"examples/modules/backends/README.md", "examples/modules/everywhere/README.md",
	"index.md.tmpl", "guides/refresh-and-rotation.md.tmpl", "guides/tardigrade-to-storj.md.tmpl", "guides/versions-of-the-service.md.tmpl",
}

// followAll follows a page to its end, where what is there is valid.
func (r *reader) followAll(page string, blocks []pasteable) {
	r.t.Helper()
	for _, b := range blocks {
		r.follow(b)
	}
	if slices.Contains(showing, page) {
		r.mustRun("init", "-input=false")
	}
	r.validate()
}

func (r *reader) follow(b pasteable) {
	r.t.Helper()
	if strings.Contains(b.before, "In a folder of its own") {
		r.folders++
		r.dir, r.files = fmt.Sprintf("%s-%d", r.dir, r.folders), nil
	}
	if b.language == "shell" {
		for line := range strings.Lines(b.text) {
			r.obey(strings.TrimSpace(line))
		}
		return
	}
	name := b.file()
	if name == "" {
		r.t.Fatalf("no sentence before this block names its file:\n%s", b.text)
	}
	if slices.Contains(r.files, name) {
		r.validate() // before it is replaced
	}
	r.files = append(r.files, name)
	write(r.t, filepath.Join(r.dir, filepath.FromSlash(name)), r.takeable(name, r.there.Replace(b.text)))
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
	if err := r.run("validate", "-no-color"); err != nil {
		r.t.Error(err)
	}
}

// pastedSecret is what a reader puts in place of "…": base64, since some keys are.
const pastedSecret = "cGFzdGVkLXNlY3JldA=="

// emulated is the address at which pages have the emulator listen. Here it takes a free one.
const emulated = "http://127.0.0.1:8080"

// commands are what pages have their readers type, and how it is followed. None is
// guessed: a page with another is to be followed too, or is named in elsewhere.
var commands = []struct {
	typed *regexp.Regexp
	obey  func(r *reader, words []string)
}{
	{regexp.MustCompile(`^export (\w+)=(.+)$`), (*reader).export},
	{regexp.MustCompile(`^read -rs (\w+) && export \w+$`), (*reader).export},
	{regexp.MustCompile(`^unset (.+)$`), (*reader).unset},
	{regexp.MustCompile(`^(\.terraform/\S+) -emulator 127\.0\.0\.1:8080((?: -containers \d)?) &$`), (*reader).emulate},
	{regexp.MustCompile(`^kill \$!$`), func(r *reader, _ []string) { r.kill() }},
	{regexp.MustCompile(`^terraform (plan) (-generate-config-out=(\S+))$`), (*reader).generate},
	{regexp.MustCompile(`^terraform (init|plan|apply|destroy|test)((?: \S+)*)$`), (*reader).terraform},
}

// elsewhere is what is not followed here: the commands of others, and those that a
// newer Terraform or a state that is not here would take.
var elsewhere = regexp.MustCompile(`^(rclone |ssh-key|umask |make |terraform query|terraform state pull|TF_LOG_PROVIDER=DEBUG )` +
	`|^terraform import '\w+\.media\["c2"\]' c2`)

// obey does what a line of a shell says.
func (r *reader) obey(line string) {
	r.t.Helper()
	for _, c := range commands {
		if words := c.typed.FindStringSubmatch(line); words != nil {
			c.obey(r, words)
			return
		}
	}
	if line != "" && !elsewhere.MatchString(line) {
		r.t.Errorf("nobody follows %q", line)
	}
}

// export sets a variable: to the reader's own, or to what the page says, or to a secret
// where that is to be typed.
func (r *reader) export(words []string) {
	r.t.Helper()
	name, value, typed := words[1], pastedSecret, len(words) == 2
	if !typed {
		value = strings.ReplaceAll(strings.Trim(words[2], `'`), "…", pastedSecret)
	}
	own, has := r.own[name]
	switch {
	case has:
		value = own
	case value == "...", strings.HasPrefix(value, `"$(`):
		value = pastedSecret
	case strings.HasPrefix(value, emulated):
		value = strings.Replace(value, emulated, r.url, 1)
	}
	r.env = append(r.env, name+"="+value)
}

func (r *reader) unset(words []string) {
	r.env = slices.DeleteFunc(r.env, func(set string) bool {
		name, _, _ := strings.Cut(set, "=")
		return slices.Contains(strings.Fields(words[1]), name)
	})
}

var announced = regexp.MustCompile(`export HOODY_BASE_URL=(\S+)`)

// emulate starts the program that is below .terraform, as the page says.
func (r *reader) emulate(words []string) {
	r.t.Helper()
	r.emulator = exec.CommandContext(r.t.Context(), "sh", "-c", "exec "+words[1]+" -emulator 127.0.0.1:0"+words[2])
	r.emulator.Dir, r.emulator.Env, r.emulator.Stderr = r.dir, r.env, &r.output
	said, err := r.emulator.StdoutPipe()
	if err == nil {
		err = r.emulator.Start()
	}
	if err != nil {
		r.t.Fatal(err)
	}
	r.t.Cleanup(r.kill)
	for lines := bufio.NewScanner(said); r.url == "" && lines.Scan(); {
		if at := announced.FindStringSubmatch(lines.Text()); at != nil {
			r.url = at[1]
		}
	}
	if r.url == "" {
		r.t.Fatalf("%s did not start:\n%s", words[0], r.output.String())
	}
}

func (r *reader) kill() {
	if r.emulator != nil {
		_ = r.emulator.Process.Kill()
		_ = r.emulator.Wait()
		r.emulator, r.url = nil, ""
	}
}

// generate makes a file, and ends with an error where the page says that something is
// left to fill in.
func (r *reader) generate(words []string) {
	r.t.Helper()
	failed := r.run(words[1], words[2], "-input=false", "-no-color")
	text, err := os.ReadFile(filepath.Join(r.dir, words[3]))
	if failed == nil || err != nil {
		r.t.Errorf("the plan ends with %v, and the file with %v", failed, err)
	}
	generated := parseExample(r.t, words[3], string(text))
	labels := generated.labels("resource")
	slices.SortFunc(labels, slices.Compare[[]string])
	if got := fmt.Sprint(labels); got != "[[hoody_backend_s3 media] [hoody_mount media]]" {
		r.t.Errorf("Terraform writes %s", got)
	}
	if !regexp.MustCompile(`\n  mount_path +?= "/hoody/mounts/media"\n`).Match(text) {
		r.t.Errorf("the mount is not complete:\n%s", text)
	}
}

// terraform runs a command. What was applied has nothing left to do.
func (r *reader) terraform(words []string) {
	r.t.Helper()
	args := append([]string{words[1]}, strings.Fields(words[2])...)
	switch words[1] {
	case "apply", "destroy":
		args = append(args, "-input=false", "-auto-approve")
	case "init", "plan":
		args = append(args, "-input=false")
	}
	if err := r.run(append(args, "-no-color")...); err != nil {
		r.t.Error(err)
	} else if words[1] == "apply" {
		if err := r.run("plan", "-detailed-exitcode", "-input=false", "-no-color"); err != nil {
			r.t.Errorf("something is left to do after the apply: %v", err)
		}
	}
}

var applied = regexp.MustCompile(`(?m)^terraform (?:apply|destroy)$`)

// A page that says `apply` before its files are all there would prove nothing.
func TestPagesApply(t *testing.T) {
	t.Parallel()
	want := map[string]int{
		"README.md": 2, "guides/first-backend.md.tmpl": 4, "guides/import.md.tmpl": 1, "guides/many-backends.md.tmpl": 1,
		"guides/many-containers.md.tmpl": 1, "guides/secrets.md.tmpl": 1,
	}
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
