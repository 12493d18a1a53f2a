package provider_test

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"

	"github.com/hoody/terraform-provider-hoody/internal/docs"
	"github.com/hoody/terraform-provider-hoody/internal/emulator"
	"github.com/hoody/terraform-provider-hoody/internal/facts"
	"github.com/hoody/terraform-provider-hoody/internal/provider"
)

// examples are who applies the files below examples/, by pattern. A file that
// none matches is an example that nothing applies: name it in a test, and here.
var examples = []struct {
	pattern string
	test    func(*testing.T)
}{
	{"provider/provider.tf", TestExamplesOfResources},
	{"resources/*/resource*.tf", TestExamplesOfResources},
	{"resources/hoody_mount/import.sh", TestExamplesOfImports},
	{"resources/hoody_mount/import-by-string-id.tf", TestExamplesOfImports},
	{"resources/hoody_mount/import-by-identity.tf", TestExamplesOfImports},
	{"data-sources/hoody_backend/data-source.tf", TestExamplesOfDataSources},
	{"data-sources/hoody_backend_test/data-source.tf", TestExamplesOfDataSources},
	{"data-sources/hoody_backends/data-source.tf", TestExamplesOfDataSources},
	{"data-sources/hoody_container/data-source.tf", TestContainersAsData},
	{"data-sources/hoody_containers/data-source.tf", TestContainersAsData},
	{"data-sources/hoody_mount/data-source.tf", TestExamplesOfDataSources},
	{"data-sources/hoody_mounts/data-source.tf", TestExamplesOfDataSources},
	{"data-sources/hoody_pending_uploads/data-source.tf", TestExampleOfPendingUploads},
	{"functions/backend_types/function.tf", TestExamplesOfFunctions},
	{"functions/encoding/function.tf", TestExamplesOfFunctions},
	{"functions/encoding_names/function.tf", TestExamplesOfFunctions},
	{"functions/rclone_config/function.tf", TestExamplesOfFunctions},
	{"functions/size/function.tf", TestExamplesOfFunctions},
	{"ephemeral-resources/hoody_backend_check/ephemeral-resource.tf", TestExampleOfTheCheck},
	{"list-resources/*/list-resource.tfquery.hcl", TestExamplesOfListResources},
	{"actions/hoody_backend_test/action.tf", TestExampleOfTheAction},
	{"actions/hoody_backend_test/action-before-1.16.tf", TestExampleOfTheAction},
	{"quickstart/main.tf", TestQuickstartVerifiesCredentials},
	{"quickstart/tests/credentials.tftest.hcl", TestQuickstartVerifiesCredentials},
	{"modules/backends/*.tf", TestModuleOfManyBackends},
	{"modules/backends/tests/*.tftest.hcl", TestModuleOfManyBackends},
	{"modules/everywhere/*.tf", TestModuleOfEveryContainer},
	{"modules/everywhere/tests/*.tftest.hcl", TestModuleOfEveryContainer},
	{"modules/backends/tests/live/credentials.tftest.hcl", TestModuleVerifiesCredentials},
	{"workflows/storage.yml", TestWorkflow},
}

var exampleFolder = filepath.Join(root, "examples")

// No example is forgotten.
func TestEveryExampleIsApplied(t *testing.T) {
	t.Parallel()
	used := map[string]bool{}
	for _, file := range exampleFiles(t, "*") {
		found := false
		for _, e := range examples {
			if matches, _ := path.Match(e.pattern, file); matches {
				used[e.pattern], found = true, true
			}
		}
		if !found {
			t.Errorf("nothing applies examples/%s", file)
		}
	}
	for _, e := range examples {
		if !used[e.pattern] {
			t.Errorf("there is no example %s", e.pattern)
		}
	}
}

// exampleFiles are the files below examples/ with names of a pattern, by their
// paths with slashes. What Terraform and its tests leave behind is none.
func exampleFiles(t *testing.T, pattern string) (files []string) {
	t.Helper()
	err := fs.WalkDir(os.DirFS(exampleFolder), ".", func(file string, d fs.DirEntry, err error) error {
		if d != nil && d.IsDir() && strings.HasPrefix(d.Name(), ".terraform") {
			return fs.SkipDir
		}
		if matches, _ := path.Match(pattern, path.Base(file)); matches && err == nil && !d.IsDir() && !strings.HasPrefix(d.Name(), ".") && path.Ext(file) != ".md" {
			files = append(files, file)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// An example is a file of HCL.
type example struct {
	file, text string
	body       *hclsyntax.Body
}

func readExample(t *testing.T, file string) example {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(exampleFolder, filepath.FromSlash(file)))
	if err != nil {
		t.Fatal(err)
	}
	return parseExample(t, file, string(text))
}

func parseExample(t *testing.T, name, text string) example {
	t.Helper()
	parsed, diags := hclsyntax.ParseConfig([]byte(text), name, hcl.InitialPos)
	if diags.HasErrors() {
		t.Fatal(diags)
	}
	return example{name, text, parsed.Body.(*hclsyntax.Body)}
}

// without is the example's text without blocks of some types.
func (e example) without(types ...string) string {
	return strings.TrimSpace(cut(e.text, e.body, types))
}

func cut(text string, body *hclsyntax.Body, types []string) string {
	for _, b := range slices.Backward(body.Blocks) {
		at := b.Range()
		if slices.Contains(types, b.Type) {
			text = text[:at.Start.Byte] + text[at.End.Byte:]
		} else {
			text = cut(text, b.Body, types)
		}
	}
	return text
}

// labels are those of the example's blocks of a type.
func (e example) labels(typ string) (labels [][]string) {
	for _, b := range e.body.Blocks {
		if b.Type == typ {
			labels = append(labels, b.Labels)
		}
	}
	return labels
}

// variables are values for the example's variables, which are all texts. Some have
// to be keys in the form of their service.
func (e example) variables(t *testing.T) (assignments string) {
	t.Helper()
	for _, labels := range e.labels("variable") {
		value := fmt.Sprintf("%q", "value-of-"+labels[0])
		if e.isDocument(labels[0]) {
			value = fmt.Sprintf("%q", oauthToken)
		}
		switch labels[0] {
		case "service_account_key":
			value = fmt.Sprintf("%q", serviceAccountKey)
		case "key":
			value = `base64encode("value-of-key")`
		case "encryption_key":
			value = `base64encode("a key of exactly thirty-two byte")`
		case "deploy_key":
			value = `"-----BEGIN OPENSSH PRIVATE KEY-----\nYWJj\n-----END OPENSSH PRIVATE KEY-----\n"`
		}
		assignments += fmt.Sprintf("  %s = %s\n", labels[0], value)
	}
	return assignments
}

// isDocument reports whether a variable is the document of an OAuth token.
func (e example) isDocument(variable string) bool {
	return regexp.MustCompile(`\n\s*token(_wo)?\s*=\s*var\.` + variable + `\b`).MatchString(e.text)
}

// setsAdded reports whether an example sets what only October has.
func (e example) setsAdded() bool {
	for _, block := range e.body.Blocks {
		if block.Type != "resource" {
			continue
		}
		s := facts.Of(strings.ReplaceAll(strings.TrimPrefix(block.Labels[0], "hoody_backend_"), "_", "-"))
		for name := range block.Body.Attributes {
			if s != nil && slices.ContainsFunc(s.Fields, func(f facts.Field) bool { return f.October.Added && attributeOf(s.Name, f.Name) == name }) {
				return true
			}
		}
	}
	return false
}

// warningsOfExamples are all that the first plans of the examples warn of: each is about
// the configuration.
var warningsOfExamples = []string{
	"Warning: Redundant empty provider block", // that of the provider's example, as a module
	"Warning: Neither host_keys nor known_hosts_file is set",
}

// warningsIn are the lines with which Terraform warns, in an apply too.
func warningsIn(said string) (lines []string) {
	for line := range strings.Lines(said) {
		if strings.Contains(line, "Warning:") || strings.Contains(line, "marked as sensitive") {
			lines = append(lines, strings.TrimSpace(line))
		}
	}
	return lines
}

// The examples of all resources, and of the provider, are applied as they are, each
// as a module of one configuration; then there is nothing left to do. Those that set
// what October added are applied to that version.
func TestExamplesOfResources(t *testing.T) {
	t.Parallel()
	needs(t, writeOnlyArguments)
	made, kinds, added := map[string]int{}, map[string]int{}, 0
	var warnings []string
	all := writeOnlyExamples(t)
	for _, file := range append(exampleFiles(t, "resource*.tf"), "provider/provider.tf") {
		all = append(all, readExample(t, file))
	}
	for _, dialect := range []emulator.Dialect{emulator.Page, emulator.October} {
		service, url := serveEmulator(t, emulator.Options{Dialect: dialect})
		tf := newTerraform(t, "HOODY_BASE_URL="+url)
		config := requiringHoody + "provider \"hoody\" {}\n"
		for _, e := range all {
			if e.setsAdded() != (dialect == emulator.October) {
				continue
			}
			if dialect == emulator.October {
				added++
			}
			for _, labels := range e.labels("resource") {
				kinds[labels[0]]++
			}
			text := e.text
			if len(e.labels("terraform")) == 0 {
				text += requiringHoody
			}
			name := strings.NewReplacer("/", "-", ".tf", "").Replace(e.file)
			write(t, filepath.Join(tf.dir, name, "main.tf"), text)
			config += fmt.Sprintf("module %q {\n  source = \"./%s\"\n%s}\n", name, name, e.variables(t))
		}
		tf.write(config)
		tf.mustRun("init", "-input=false")
		tf.output.Reset()
		tf.mustRun("apply", "-auto-approve", "-no-color", "-parallelism=30")
		warnings = append(warnings, warningsIn(tf.output.String())...)
		tf.mustRun("plan", "-detailed-exitcode", "-parallelism=30")

		made["hoody_mount"] += len(service.Mounts())
		for _, b := range service.Backends() {
			made["hoody_backend_"+strings.ReplaceAll(b.Provider, "-", "_")]++
		}
	}
	if !slices.Equal(warnings, warningsOfExamples) {
		t.Errorf("the first plans warn of\n%s\nwant\n%s", strings.Join(warnings, "\n"), strings.Join(warningsOfExamples, "\n"))
	}
	if !reflect.DeepEqual(made, kinds) || added == 0 {
		t.Errorf("the services have %v, the examples %v, %d of them for October", made, kinds, added)
	}
	// A minimal, a realistic and, where there is a secret, a write-only one of each backend,
	// at least.
	for _, d := range documentedBackends(t) {
		want := 2
		if d.hasSecrets() {
			want = 3
		}
		if n := kinds[d.resourceType()]; n < want {
			t.Errorf("%s has %d examples, want %d", d.resourceType(), n, want)
		}
	}
	if len(kinds) != len(documentedBackends(t))+1 {
		t.Errorf("%d resources have examples, want one of each backend and one of mounts", len(kinds))
	}
}

// An importExample is what one of the three ways to write an import says.
type importExample struct{ to, id string }

// importBlock is the one import block of an example.
func importBlock(t *testing.T, e example) importExample {
	t.Helper()
	if len(e.body.Blocks) != 1 || e.body.Blocks[0].Type != "import" {
		t.Fatalf("%s is not one import block", e.file)
	}
	attributes := e.body.Blocks[0].Body.Attributes
	id := cty.NullVal(cty.String)
	for _, name := range []string{"id", "identity"} {
		if a := attributes[name]; a != nil {
			value, diags := a.Expr.Value(nil)
			if diags.HasErrors() {
				t.Fatal(diags)
			}
			id = value
		}
	}
	resource, _, _ := strings.Cut(string(attributes["to"].Expr.Range().SliceBytes([]byte(e.text))), ".")
	if name := identityOf(resource); id.Type().Equals(cty.Object(map[string]cty.Type{name: cty.String})) {
		id = id.GetAttr(name)
	}
	if id.Type() != cty.String || id.IsNull() {
		t.Fatalf("%s says no id", e.file)
	}
	to := attributes["to"].Expr.Range().SliceBytes([]byte(e.text))
	return importExample{string(to), id.AsString()}
}

// importCommand is the one command of a script.
func importCommand(t *testing.T, script string) (command importExample) {
	t.Helper()
	for line := range strings.Lines(script) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		if _, err := fmt.Sscanf(line, "terraform import %s %s\n", &command.to, &command.id); err != nil {
			t.Fatalf("%q: %v", line, err)
		}
	}
	return command
}

// wantOneImport wants the examples of a resource to import one thing in all ways.
func wantOneImport(t *testing.T, kind string) {
	t.Helper()
	imports := importsOf(t, kind)
	byID := importBlock(t, parseExample(t, kind+" by id", imports[0]))
	if want := kind + ".example"; byID.to != want || byID.id == "" {
		t.Errorf("%s: the import by id is %+v, want one to %s", kind, byID, want)
	}
	if got := importBlock(t, parseExample(t, kind+" by identity", imports[1])); got != byID {
		t.Errorf("%s: the import by identity is %+v, the one by id %+v", kind, got, byID)
	}
	if got := importCommand(t, imports[2]); got != byID {
		t.Errorf("%s: the command imports %+v, the block %+v", kind, got, byID)
	}
}

// Every resource is imported as its examples say, with the id of what is there and
// the configuration of its first example. Terraform runs the blocks with an id; for
// those with an identity, which it may be too old for, the provider is asked.
func TestExamplesOfImports(t *testing.T) {
	t.Parallel()
	service, url := serveEmulator(t, emulator.Options{})
	tf := newTerraform(t, "HOODY_BASE_URL="+url)
	core := newSession(t, url)
	config, blocks := requiringHoody+"provider \"hoody\" {}\n", ""
	add := func(kind, id, more string) {
		wantOneImport(t, kind)
		if got := core.text(kind, core.imported(kind, id).NewState, "id"); got != id {
			t.Errorf("%s: by identity, %q was imported, want %q", kind, got, id)
		}
		e := readExample(t, "resources/"+kind+"/resource.tf")
		write(t, filepath.Join(tf.dir, kind, "main.tf"), e.text+requiringHoody)
		config += fmt.Sprintf("module %q {\n  source = \"./%s\"\n%s}\n", kind, kind, e.variables(t))
		blocks += fmt.Sprintf("import {\n  to = module.%s.%s.example\n  id = %q\n}\n", kind, kind, id) + more
	}
	for _, d := range documentedBackends(t) {
		add(d.resourceType(), service.Add(d.Name, d.Example), "")
	}
	s3 := service.Add("s3", map[string]any{})
	service.Mount(s3, "media")
	add("hoody_mount", "/hoody/mounts/media", fmt.Sprintf("import {\n  to = module.hoody_mount.hoody_backend_s3.media\n  id = %q\n}\n", s3))

	tf.write(config + blocks)
	tf.mustRun("init", "-input=false")
	tf.mustRun("apply", "-auto-approve", "-no-color", "-parallelism=30")
	// All, with the backend of the mount, and nothing made again.
	backends := len(documentedBackends(t))
	want := fmt.Sprintf("%d imported, 0 added, %d changed, 0 destroyed", backends+2, backends+1)
	if said := tf.output.String(); !strings.Contains(said, want) {
		t.Errorf("the apply ended in %q", said[max(0, len(said)-300):])
	}
}

// The command, which says the same as the block, imports what the configuration has.
func TestExampleOfTheImportCommand(t *testing.T) {
	t.Parallel()
	service, url := serveEmulator(t, emulator.Options{})
	tf := newTerraform(t, "HOODY_BASE_URL="+url, "TF_VAR_key=K005")
	id := service.Add("b2", map[string]any{"account": "005a0b6c0b0a1b2c3d4e5f60", "key": "K005"})
	tf.write(requiringHoody + readExample(t, "resources/hoody_backend_b2/resource.tf").text)
	tf.mustRun("init", "-input=false")
	tf.mustRun("import", "-input=false", "hoody_backend_b2.example", id)
	tf.mustRun("plan", "-no-color")
	if said := tf.output.String(); !strings.Contains(said, "0 to add, 1 to change, 0 to destroy") {
		t.Errorf("the plan after it says %q", said[max(0, len(said)-600):])
	}
}

// The schema that the documentation is made from is what Terraform shows of the
// provider, in all parts that this Terraform knows.
func TestSchemaForTheDocumentationIsTerraforms(t *testing.T) {
	t.Parallel()
	needs(t, writeOnlyArguments)
	tf := newTerraform(t)
	tf.write(requiringHoody)
	tf.mustRun("init", "-input=false")
	cmd := exec.CommandContext(t.Context(), terraformProgram(), "providers", "schema", "-json")
	cmd.Dir, cmd.Env = tf.dir, tf.env
	said, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	schemas, err := docs.Read(t.Context(), "hoody", provider.NewServer("test")())
	if err != nil {
		t.Fatal(err)
	}
	written, err := json.Marshal(schemas)
	if err != nil {
		t.Fatal(err)
	}
	theirs := partsOf(t, said)
	// OpenTofu has the reason of a deprecation too, which the pages do not show.
	removeEverywhere("deprecation_message", theirs)
	ours := partsOf(t, written)
	for _, part := range []string{"provider", "resource_schemas", "data_source_schemas", "ephemeral_resource_schemas", "functions"} {
		if theirs[part] == nil {
			t.Errorf("Terraform shows no %s", part)
		}
	}
	for part, want := range theirs {
		if !reflect.DeepEqual(ours[part], want) {
			t.Errorf("%s: %s", part, difference(ours[part], want))
		}
	}
}

// partsOf are the parts of the one provider's schema.
func partsOf(t *testing.T, schemas []byte) map[string]any {
	t.Helper()
	var document struct {
		Providers map[string]map[string]any `json:"provider_schemas"`
	}
	if err := json.Unmarshal(schemas, &document); err != nil {
		t.Fatal(err)
	}
	if len(document.Providers) != 1 {
		t.Fatalf("%d providers have schemas", len(document.Providers))
	}
	for _, parts := range document.Providers {
		return parts
	}
	return nil
}

// removeEverywhere removes a name from a JSON object and from all in it.
func removeEverywhere(name string, from map[string]any) {
	delete(from, name)
	for _, value := range from {
		if inner, ok := value.(map[string]any); ok {
			removeEverywhere(name, inner)
		}
	}
}

// difference is where two JSON values differ first.
func difference(got, want any) string {
	g, ok := got.(map[string]any)
	w, isMap := want.(map[string]any)
	if !ok || !isMap {
		return fmt.Sprintf("got %v, want %v", got, want)
	}
	for name, value := range w {
		if !reflect.DeepEqual(g[name], value) {
			return name + ": " + difference(g[name], value)
		}
	}
	return fmt.Sprintf("got more than %d members", len(w))
}
