package function_test

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	fwfunction "github.com/hashicorp/terraform-plugin-framework/function"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/hoody/terraform-provider-hoody/internal/catalog"
	"github.com/hoody/terraform-provider-hoody/internal/catalog/services"
	"github.com/hoody/terraform-provider-hoody/internal/engine"
	"github.com/hoody/terraform-provider-hoody/internal/facts"
	"github.com/hoody/terraform-provider-hoody/internal/function"
)

// given is what a section is made of, as text.
func given(name string, b *catalog.Backend, values catalog.Values) (string, error) {
	return fmt.Sprintf("%s %s %v", name, b.Name, values), nil
}

// call asks a function by its name, as Terraform would.
func call(t *testing.T, section function.Section, name string, arguments ...attr.Value) (attr.Value, *fwfunction.FuncError) {
	t.Helper()
	for _, constructor := range function.All(section) {
		f := constructor()
		var meta fwfunction.MetadataResponse
		f.Metadata(t.Context(), fwfunction.MetadataRequest{}, &meta)
		if meta.Name != name {
			continue
		}
		var definition fwfunction.DefinitionResponse
		f.Definition(t.Context(), fwfunction.DefinitionRequest{}, &definition)
		result, refusal := definition.Definition.Return.NewResultData(t.Context())
		if refusal != nil {
			t.Fatal(refusal)
		}
		resp := fwfunction.RunResponse{Result: result}
		f.Run(t.Context(), fwfunction.RunRequest{Arguments: fwfunction.NewArgumentsData(arguments)}, &resp)
		return resp.Result.Value(), resp.Error
	}
	t.Fatalf("there is no function %s", name)
	return nil, nil
}

// wantError compares an error, with its argument in front.
func wantError(t *testing.T, got *fwfunction.FuncError, want string) {
	t.Helper()
	text := "no error"
	if got != nil && got.FunctionArgument != nil {
		text = fmt.Sprintf("%d: %s", *got.FunctionArgument, got.Text)
	} else if got != nil {
		text = got.Text
	}
	if text != want {
		t.Errorf("got %s\nwant %s", text, want)
	}
}

func text(s string) attr.Value { return types.StringValue(s) }

func texts(s ...string) attr.Value {
	var values []attr.Value
	for _, v := range s {
		values = append(values, text(v))
	}
	return types.ListValueMust(types.StringType, values)
}

// arguments that are variadic come as a tuple.
func tuple(s ...string) attr.Value {
	var values []attr.Value
	var all []attr.Type
	for _, v := range s {
		values, all = append(values, text(v)), append(all, types.StringType)
	}
	return types.TupleValueMust(all, values)
}

func TestDefinitionsAreValid(t *testing.T) {
	t.Parallel()
	var names []string
	for _, constructor := range function.All(given) {
		f := constructor()
		var meta fwfunction.MetadataResponse
		f.Metadata(t.Context(), fwfunction.MetadataRequest{}, &meta)
		names = append(names, meta.Name)
		var resp fwfunction.DefinitionResponse
		f.Definition(t.Context(), fwfunction.DefinitionRequest{}, &resp)
		var valid fwfunction.DefinitionValidateResponse
		resp.Definition.ValidateImplementation(t.Context(), fwfunction.DefinitionValidateRequest{FuncName: meta.Name}, &valid)
		if valid.Diagnostics.HasError() {
			t.Errorf("%s: %v", meta.Name, valid.Diagnostics)
		}
		if d := resp.Definition; d.Summary == "" || !strings.Contains(d.MarkdownDescription, "Terraform 1.8") {
			t.Errorf("%s does not say what it is and which Terraform it needs", meta.Name)
		}
	}
	if want := []string{"backend_types", "encoding", "encoding_names", "rclone_config", "size"}; !slices.Equal(names, want) {
		t.Errorf("the functions are %v, want %v", names, want)
	}
}

func TestSize(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{"64Mi": "67108864", "0": "0", "1.5Gi": "1610612736", "4194304": "4194304", "4Ki": "4096"} {
		got, refusal := call(t, given, "size", text(in))
		if refusal != nil || !got.Equal(text(want)) {
			t.Errorf("%s: got %v, %v, want %s", in, got, refusal, want)
		}
	}
	for in, want := range map[string]string{
		"":    "0: The text is empty\nWrite a size, such as \"4Mi\"",
		"64M": "0: \"64M\" is not a size\nWrite \"64Mi\" for powers of 1024, or \"64000000\" for powers of 1000",
		"big": "0: \"big\" is not a size\nWrite a number of bytes, such as \"4194304\", or a number with one of Ki, Mi, Gi, Ti and Pi (powers of 1024), such as \"4Mi\"",
	} {
		_, refusal := call(t, given, "size", text(in))
		wantError(t, refusal, want)
	}
}

func TestEncoding(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		names attr.Value
		want  string
	}{
		{texts("Slash", "Del"), "32770"},
		{texts("Del", "Slash", "Del"), "32770"},
		{texts("None"), "0"},
		{texts(), "0"},
		{texts("Slash,Del", "16777216"), "16809986"},
	} {
		got, refusal := call(t, given, "encoding", c.names)
		if refusal != nil || !got.Equal(text(c.want)) {
			t.Errorf("%v: got %v, %v, want %s", c.names, got, refusal, c.want)
		}
	}
	_, refusal := call(t, given, "encoding", texts("Slash", ""))
	wantError(t, refusal, "0: The text is empty\nWrite a name, such as \"Slash\"; \"None\" stands for no encoding at all")
	_, refusal = call(t, given, "encoding", texts("slash"))
	if refusal == nil || !strings.HasPrefix(refusal.Text, "There is no encoding \"slash\"\nDid you mean \"Slash\"? ") {
		t.Errorf("got %v", refusal)
	}
}

// bitNames are all names, by their bits.
var bitNames = []string{
	"Raw", "Slash", "LtGt", "DoubleQuote", "SingleQuote", "BackQuote", "Dollar", "Colon", "Question", "Asterisk", "Pipe", "Hash",
	"Percent", "BackSlash", "CrLf", "Del", "Ctl", "LeftSpace", "LeftPeriod", "LeftTilde", "LeftCrLfHtVt", "RightSpace", "RightPeriod",
	"RightCrLfHtVt", "InvalidUtf8", "Dot", "SquareBracket", "Semicolon", "Exclamation",
}

func TestEncodingNames(t *testing.T) {
	t.Parallel()
	for in, want := range map[string][]string{
		"21078018":        {"Slash", "BackSlash", "Del", "Ctl", "RightPeriod", "InvalidUtf8"},
		"Del, Slash":      {"Slash", "Del"},
		"0":               {"None"},
		"None":            {"None"},
		"536870911":       bitNames,
		"Slash,536870910": bitNames[1:],
	} {
		got, refusal := call(t, given, "encoding_names", text(in))
		if refusal != nil || !got.Equal(texts(want...)) {
			t.Errorf("%s: got %v, %v, want %v", in, got, refusal, want)
		}
	}
	for in, want := range map[string]string{
		"":           "0: The text is empty\nWrite a name, such as \"Slash\"; \"None\" stands for no encoding at all",
		"2684354562": "0: The mask \"2684354562\" has bits without a name: 2684354560\nWithout them it is \"2\"",
		"Slash,":     "0: An encoding between commas is empty\nRemove the extra comma",
	} {
		_, refusal := call(t, given, "encoding_names", text(in))
		wantError(t, refusal, want)
	}
}

// There and back again: every single name, and every documented default.
func TestEncodingRoundTrips(t *testing.T) {
	t.Parallel()
	for i, name := range bitNames {
		mask, refusal := call(t, given, "encoding", texts(name))
		if want := text(fmt.Sprint(1 << i)); refusal != nil || !mask.Equal(want) {
			t.Errorf("%s is %v, %v, want %v", name, mask, refusal, want)
		}
		if names, refusal := call(t, given, "encoding_names", mask); refusal != nil || !names.Equal(texts(name)) {
			t.Errorf("%s comes back as %v, %v", name, names, refusal)
		}
	}
	defaults := documentedEncodings()
	if len(defaults) != 12 {
		t.Errorf("the page documents encodings of %d backends: %v", len(defaults), defaults)
	}
	for _, documented := range defaults {
		names, refusal := call(t, given, "encoding_names", text(documented))
		if refusal != nil {
			t.Fatal(refusal)
		}
		if mask, refusal := call(t, given, "encoding", names); refusal != nil || !mask.Equal(text(documented)) {
			t.Errorf("%s comes back as %v, %v", documented, mask, refusal)
		}
	}
}

func documentedEncodings() map[string]string {
	found := map[string]string{}
	for _, s := range facts.In(facts.Page) {
		if f, ok := s.Field(facts.Page, "encoding"); ok {
			found[s.Name] = f.Default.(string)
		}
	}
	return found
}

// sameTexts compares a list of texts with others in any order.
func sameTexts(list attr.Value, want []string) bool {
	var got []string
	for _, v := range list.(types.List).Elements() {
		got = append(got, v.(types.String).ValueString())
	}
	slices.Sort(got)
	return slices.Equal(got, slices.Sorted(slices.Values(want)))
}

func TestBackendTypes(t *testing.T) {
	t.Parallel()
	got, refusal := call(t, given, "backend_types")
	if refusal != nil {
		t.Fatal(refusal)
	}
	all := got.(types.Map).Elements()
	resources := map[string]string{"google-cloud-storage": "hoody_backend_google_cloud_storage", "s3": "hoody_backend_s3"}
	for _, name := range services.Names() {
		s := facts.Of(name)
		o, ok := all[s.Name].(types.Object)
		if !ok {
			t.Errorf("there is no %s", s.Name)
			continue
		}
		var fields, secrets []string
		for _, f := range s.Fields {
			fields = append(fields, f.Name)
			if f.Secret {
				secrets = append(secrets, f.Name)
			}
		}
		if got := o.Attributes()["fields"]; !sameTexts(got, fields) {
			t.Errorf("%s has the fields %v", s.Name, got)
		}
		if got := o.Attributes()["secrets"]; !sameTexts(got, secrets) {
			t.Errorf("%s has the secrets %v", s.Name, got)
		}
		if want, ok := resources[s.Name]; ok && !o.Attributes()["resource"].Equal(text(want)) {
			t.Errorf("%s is managed by %v, want %s", s.Name, o.Attributes()["resource"], want)
		}
	}
	if len(all) != len(services.Names()) {
		t.Errorf("the types are %v", slices.Sorted(maps.Keys(all)))
	}
}

// fields are the second argument of rclone_config.
func fields(values map[string]attr.Value) attr.Value {
	attributeTypes := map[string]attr.Type{}
	for name, v := range values {
		attributeTypes[name] = v.Type(context.Background())
	}
	return types.DynamicValue(types.ObjectValueMust(attributeTypes, values))
}

func TestRcloneConfig(t *testing.T) {
	t.Parallel()
	b2 := fields(map[string]attr.Value{"account": text("a"), "key": text("k"), "chunk_size": text("96Mi"), "endpoint": types.StringNull()})
	for _, c := range []struct {
		name      string
		arguments []attr.Value
		want      attr.Value
	}{
		{"the type is the name", []attr.Value{text("b2"), b2, tuple()}, text("b2 b2 map[account:a chunk_size:100663296 key:k]")},
		{"a name", []attr.Value{text("b2"), b2, tuple("media")}, text("media b2 map[account:a chunk_size:100663296 key:k]")},
		{"a value that is not known", []attr.Value{text("b2"), fields(map[string]attr.Value{"account": text("a"), "key": types.StringUnknown()}), tuple()}, types.StringUnknown()},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			got, refusal := call(t, given, "rclone_config", c.arguments...)
			if refusal != nil || !reflect.DeepEqual(got, c.want) {
				t.Errorf("got %v, %v, want %v", got, refusal, c.want)
			}
		})
	}
}

func TestRcloneConfigRefuses(t *testing.T) {
	t.Parallel()
	failing := func(err error) function.Section {
		return func(string, *catalog.Backend, catalog.Values) (string, error) { return "", err }
	}
	b2 := fields(map[string]attr.Value{"account": text("a"), "key": text("k")})
	for _, c := range []struct {
		name      string
		section   function.Section
		arguments []attr.Value
		want      string
	}{
		{"a type that is none", given, []attr.Value{text("B2"), b2, tuple()},
			"0: There is no backend type \"B2\"\nDid you mean \"b2\"? It is one of `" + strings.Join(services.Names(), "`, `") + "`"},
		{"fields that are wrong", given, []attr.Value{text("b2"), fields(map[string]attr.Value{"account": text("a"), "lifecycle_days": text("3")}), tuple()},
			"1: key is missing\nThe field is required: give it a value.\n" +
				"There is no field \"lifecycle_days\" of b2\nHere it has its documented name: write \"lifecycle\""},
		{"two names", given, []attr.Value{text("b2"), b2, tuple("a", "b")}, "3: A section has one name\nRemove all arguments after the third"},
		{"a field that cannot be written", failing(&engine.Error{Field: "key", Message: "It cannot be written.", Advice: "Change it."}),
			[]attr.Value{text("b2"), b2, tuple()}, "1: key: It cannot be written.\nChange it"},
		{"a name that cannot be one", failing(&engine.Error{Message: "It is no name.", Advice: "Change it."}),
			[]attr.Value{text("b2"), b2, tuple("a:")}, "2: It is no name.\nChange it"},
		{"anything else", failing(errors.New("rclone has changed")), []attr.Value{text("b2"), b2, tuple()}, "rclone has changed"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			_, refusal := call(t, c.section, "rclone_config", c.arguments...)
			wantError(t, refusal, c.want)
		})
	}
}
