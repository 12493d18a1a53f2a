package ephemeral_test

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	fwephemeral "github.com/hashicorp/terraform-plugin-framework/ephemeral"
	"github.com/hashicorp/terraform-plugin-framework/ephemeral/schema"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/hoody/terraform-provider-hoody/internal/catalog"
	"github.com/hoody/terraform-provider-hoody/internal/catalog/services"
	"github.com/hoody/terraform-provider-hoody/internal/engine"
	"github.com/hoody/terraform-provider-hoody/internal/ephemeral"
)

// A verifier remembers what it was to verify, and answers as told.
type verifier struct {
	engine.Engine
	asked []engine.Spec
	err   error
}

func (v *verifier) Connect(_ context.Context, s engine.Spec) (engine.Remote, error) {
	v.asked = append(v.asked, s)
	if v.err != nil {
		return engine.Remote{}, v.err
	}
	return engine.Remote{ID: "bck_0", Notices: []engine.Notice{{Summary: "A notice", Detail: "Read it."}}}, nil
}

// newCheck is the check with its schema, with or without a provider's choice.
func newCheck(t *testing.T, v engine.Engine) (fwephemeral.EphemeralResource, schema.Schema) {
	t.Helper()
	check := ephemeral.NewCheck()
	check.(fwephemeral.EphemeralResourceWithConfigure).Configure(t.Context(),
		fwephemeral.ConfigureRequest{ProviderData: engine.Selection{Name: engine.API, Verifier: v}}, &fwephemeral.ConfigureResponse{})
	var resp fwephemeral.SchemaResponse
	check.Schema(t.Context(), fwephemeral.SchemaRequest{}, &resp)
	if diags := resp.Schema.ValidateImplementation(t.Context()); diags.HasError() {
		t.Fatal(diags)
	}
	return check, resp.Schema
}

func text(s string) tftypes.Value { return tftypes.NewValue(tftypes.String, s) }

var unknown = tftypes.NewValue(tftypes.String, tftypes.UnknownValue)

// fields is an object of texts.
func fields(values map[string]tftypes.Value) tftypes.Value {
	attributeTypes := map[string]tftypes.Type{}
	for name, v := range values {
		attributeTypes[name] = v.Type()
	}
	return tftypes.NewValue(tftypes.Object{AttributeTypes: attributeTypes}, values)
}

func configuration(t *testing.T, s schema.Schema, typ, fields, verifyPath tftypes.Value) tfsdk.Config {
	t.Helper()
	return tfsdk.Config{Schema: s, Raw: tftypes.NewValue(s.Type().TerraformType(t.Context()), map[string]tftypes.Value{
		"type": typ, "fields": fields, "verify_path": verifyPath,
		"verify":       tftypes.NewValue(tftypes.String, nil),
		"verified":     tftypes.NewValue(tftypes.Bool, nil),
		"backend_type": tftypes.NewValue(tftypes.String, nil),
	})}
}

// told is what a person is shown, with the attribute in front.
func told(diags diag.Diagnostics) (all []string) {
	for _, d := range diags {
		where := path.Empty()
		if located, ok := d.(diag.DiagnosticWithPath); ok {
			where = located.Path()
		}
		all = append(all, fmt.Sprintf("%s: %s: %s\n%s", where, d.Severity(), d.Summary(), d.Detail()))
	}
	return all
}

func open(t *testing.T, v engine.Engine, typ, fields, verifyPath tftypes.Value) (map[string]tftypes.Value, []string) {
	t.Helper()
	check, s := newCheck(t, v)
	config := configuration(t, s, typ, fields, verifyPath)
	resp := fwephemeral.OpenResponse{Result: tfsdk.EphemeralResultData{Schema: s, Raw: config.Raw.Copy()}}
	check.Open(t.Context(), fwephemeral.OpenRequest{Config: config}, &resp)
	var result map[string]tftypes.Value
	if err := resp.Result.Raw.As(&result); err != nil {
		t.Fatal(err)
	}
	return result, told(resp.Diagnostics)
}

func TestOpenVerifies(t *testing.T) {
	t.Parallel()
	v := &verifier{}
	result, said := open(t, v, text("google-cloud-storage"), fields(map[string]tftypes.Value{
		"access_token": text("hush"), "anonymous": text("false"), "location": tftypes.NewValue(tftypes.String, nil),
	}), text("photos/2026"))
	if want := []string{": Warning: A notice\nRead it."}; !reflect.DeepEqual(said, want) {
		t.Errorf("said %q, want %q", said, want)
	}
	want := []engine.Spec{{
		Backend:    services.ByName("google-cloud-storage"),
		Values:     catalog.Values{"access_token": "hush", "anonymous": false},
		VerifyPath: "photos/2026",
	}}
	if !reflect.DeepEqual(v.asked, want) {
		t.Errorf("verified %+v, want %+v", v.asked, want)
	}
	if !result["verified"].Equal(tftypes.NewValue(tftypes.Bool, true)) || !result["backend_type"].Equal(text("google cloud storage")) {
		t.Errorf("the result is %v", result)
	}
}

func TestOpenTellsWhatTheEngineSaid(t *testing.T) {
	t.Parallel()
	null := tftypes.NewValue(tftypes.String, nil)
	b2 := fields(map[string]tftypes.Value{"account": text("a"), "key": text("hush")})
	for _, c := range []struct {
		name   string
		engine engine.Engine
		fields tftypes.Value
		want   string
	}{
		{"on a field", &verifier{err: &engine.Error{Field: "key", Message: "The key is wrong.", Advice: "Give another one."}}, b2,
			"fields: Error: Backend not verified\nkey: The key is wrong.\nGive another one."},
		{"on the path", &verifier{err: &engine.Error{Field: "verify_path", Message: "There is no such bucket.", Advice: "Name another one."}}, b2,
			"verify_path: Error: Backend not verified\nverify_path: There is no such bucket.\nName another one."},
		{"on nothing", &verifier{err: &engine.Error{Message: "Nobody answers.", Advice: "Try again."}}, b2,
			": Error: Backend not verified\nNobody answers.\nTry again."},
		{"that is no engine's", &verifier{err: errors.New("interrupted")}, b2,
			": Error: Backend not verified\ninterrupted"},
		{"while there is no engine", nil, b2,
			": Error: Backend not verified\nThe provider's configuration is not known yet.\nApply what it depends on first, for instance with -target."},
		{"that never heard of it", &verifier{err: errors.New("asked")}, fields(map[string]tftypes.Value{"account": text("a")}),
			"fields: Error: key is missing\nThe field is required: give it a value.\nThis is in a hoody_backend_check of type \"b2\"."},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			result, said := open(t, c.engine, text("b2"), c.fields, null)
			if want := []string{c.want}; !reflect.DeepEqual(said, want) {
				t.Errorf("said %q, want %q", said, want)
			}
			if !result["verified"].IsNull() {
				t.Errorf("verified is %v", result["verified"])
			}
		})
	}
}

func TestValidateConfig(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name        string
		typ, fields tftypes.Value
		want        []string
	}{
		{"all is well", text("b2"), fields(map[string]tftypes.Value{"account": text("a"), "key": text("k")}), nil},
		{"a type that is none", text("b2b"), fields(nil), []string{
			"type: Error: There is no backend type \"b2b\"\nDid you mean \"b2\"? It is one of `" + strings.Join(services.Names(), "`, `") + "`."}},
		{"a type that is not known", unknown, fields(map[string]tftypes.Value{"nonsense": text("a")}), nil},
		{"values that are not known", text("b2"), fields(map[string]tftypes.Value{"account": unknown, "key": unknown}), nil},
		{"fields that are not known", text("b2"), tftypes.NewValue(tftypes.DynamicPseudoType, tftypes.UnknownValue), nil},
		{"what the resource refuses", text("s3"), fields(map[string]tftypes.Value{
			"endpoint": text("e"), "provider": text("AWS"), "access_key_id": text("AKIA"),
		}), []string{
			"fields: Error: access_key_id needs secret_access_key\nSet both, or neither for access that is anonymous or by the environment.\n" +
				"Set secret_access_key as well, or remove access_key_id.\nThis is in a hoody_backend_check of type \"s3\".",
		}},
		{"what the resource warns of", text("s3"), fields(map[string]tftypes.Value{
			"endpoint": text("e"), "provider": text("Awz"), "sts_endpoint": text("e"),
		}), []string{
			"fields: Warning: \"Awz\" is not a documented provider\nIt is sent unchanged.\nDid you mean \"AWS\"?\nThis is in a hoody_backend_check of type \"s3\".",
			"fields: Warning: sts_endpoint is deprecated\nIt has no effect; the AWS libraries choose the token service on their own.\nThis is in a hoody_backend_check of type \"s3\".",
		}},
		{"what is wrong beside what is not known", text("b2"), fields(map[string]tftypes.Value{"account": unknown, "chunk_size": text("5M")}), []string{
			"fields: Error: key is missing\nThe field is required: give it a value.\nThis is in a hoody_backend_check of type \"b2\".",
			"fields: Error: chunk_size: \"5M\" is not a size\nWrite \"5Mi\" for powers of 1024, or \"5000000\" for powers of 1000.\nThis is in a hoody_backend_check of type \"b2\".",
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			check, s := newCheck(t, nil)
			var resp fwephemeral.ValidateConfigResponse
			check.(fwephemeral.EphemeralResourceWithValidateConfig).ValidateConfig(t.Context(),
				fwephemeral.ValidateConfigRequest{Config: configuration(t, s, c.typ, c.fields, tftypes.NewValue(tftypes.String, nil))}, &resp)
			if got := told(resp.Diagnostics); !reflect.DeepEqual(got, c.want) {
				t.Errorf("said %q, want %q", got, c.want)
			}
		})
	}
}
