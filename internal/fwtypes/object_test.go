package fwtypes_test

import (
	"math/big"
	"reflect"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/hoody/terraform-provider-hoody/internal/catalog"
	"github.com/hoody/terraform-provider-hoody/internal/catalog/services"
	"github.com/hoody/terraform-provider-hoody/internal/facts"
	"github.com/hoody/terraform-provider-hoody/internal/fwtypes"
)

// object is what Terraform makes of { name = value, … }.
func object(t *testing.T, values map[string]attr.Value) types.Dynamic {
	t.Helper()
	attributeTypes := map[string]attr.Type{}
	for name, v := range values {
		attributeTypes[name] = v.Type(t.Context())
	}
	o, diags := types.ObjectValue(attributeTypes, values)
	if diags.HasError() {
		t.Fatal(diags)
	}
	return types.DynamicValue(o)
}

func text(s string) attr.Value { return types.StringValue(s) }

func number(t *testing.T, digits string) attr.Value {
	t.Helper()
	// The precision of Terraform's own numbers.
	n, _, err := big.ParseFloat(digits, 10, 512, big.ToNearestEven)
	if err != nil {
		t.Fatal(err)
	}
	return types.NumberValue(n)
}

func TestReadOneValueWrittenInManyWays(t *testing.T) {
	t.Parallel()
	yes := types.BoolValue(true)
	for _, c := range []struct {
		name, field string
		value       attr.Value
		want        any
	}{
		{"text", "region", text("eu-west-1"), "eu-west-1"},
		{"empty text", "region", text(""), ""},
		{"a number for a text", "location_constraint", number(t, "123456789012345678901234567890"), "123456789012345678901234567890"},
		{"a fraction for a text", "region", number(t, "0.1"), "0.1"},
		{"a bool for a text", "region", yes, "true"},
		{"a bool", "env_auth", yes, true},
		{"a text for a bool", "env_auth", text("true"), true},
		{"another text for a bool", "env_auth", text("false"), false},
		{"a number", "list_chunk", number(t, "500"), int64(500)},
		{"a number with nothing behind the point", "list_chunk", number(t, "500.0"), int64(500)},
		{"a text for a number", "list_chunk", text("500"), int64(500)},
		{"a text for a number with nothing behind the point", "list_chunk", text("500.0"), int64(500)},
		{"a size", "chunk_size", text("5Mi"), "5242880"},
		{"a size in bytes", "chunk_size", text("5242880"), "5242880"},
		{"a number for a size", "chunk_size", number(t, "5242880"), "5242880"},
		{"an encoding by names", "encoding", text("Slash,Dot"), "33554434"},
		{"an encoding by number", "encoding", number(t, "33554434"), "33554434"},
		{"a tri-state", "use_multipart_etag", text("true"), "true"},
		{"a bool for a tri-state", "use_multipart_etag", yes, "true"},
		{"a time", "version_at", text("2026-08-31T15:30:00+02:00"), "2026-08-31T13:30:00Z"},
		{"a value that is dynamic itself", "region", types.DynamicValue(text("eu-west-1")), "eu-west-1"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			got := fwtypes.ReadObject(services.ByName("s3"), object(t, map[string]attr.Value{
				"endpoint": text("e"), "provider": text("AWS"), c.field: c.value,
			}))
			want := fwtypes.Object{Values: catalog.Values{"endpoint": "e", "provider": "AWS", c.field: c.want}}
			if !reflect.DeepEqual(got, want) {
				t.Errorf("got %+v, want %+v", got, want)
			}
		})
	}
}

func TestReadMakesJSONCompact(t *testing.T) {
	t.Parallel()
	got := fwtypes.ReadObject(services.ByName("google-cloud-storage"), object(t, map[string]attr.Value{
		"service_account_credentials": text("{\n  \"b\": 1,\n  \"a\": \"x\\ny\"\n}\n"),
	}))
	// What is wrong with the document is the catalog's to say.
	want := catalog.Values{"service_account_credentials": `{"a":"x\ny","b":1}`}
	if !reflect.DeepEqual(got.Values, want) || got.Unknown {
		t.Errorf("got %+v, want %+v", got, want)
	}
}

func TestReadWhatIsNotSetOrNotKnown(t *testing.T) {
	t.Parallel()
	stringMap := func(values map[string]attr.Value) types.Dynamic {
		return types.DynamicValue(types.MapValueMust(types.StringType, values))
	}
	for _, c := range []struct {
		name   string
		object types.Dynamic
		want   fwtypes.Object
	}{
		{"null is not set", object(t, map[string]attr.Value{
			"account": text("a"), "key": text("k"), "endpoint": types.StringNull(), "versions": types.DynamicNull(), "hard_delete": types.BoolNull(),
		}), fwtypes.Object{Values: catalog.Values{"account": "a", "key": "k"}}},
		{"a map", stringMap(map[string]attr.Value{
			"account": text("a"), "key": text("k"), "hard_delete": text("true"), "endpoint": types.StringNull(),
		}), fwtypes.Object{Values: catalog.Values{"account": "a", "key": "k", "hard_delete": true}}},
		{"a required field is not known", object(t, map[string]attr.Value{
			"account": text("a"), "key": types.StringUnknown(),
		}), fwtypes.Object{Values: catalog.Values{"account": "a"}, Unknown: true}},
		{"nothing of a dynamic value is known", object(t, map[string]attr.Value{
			"account": text("a"), "key": text("k"), "lifecycle": types.DynamicUnknown(),
		}), fwtypes.Object{Values: catalog.Values{"account": "a", "key": "k"}, Unknown: true}},
		{"the object is not known", types.DynamicUnknown(), fwtypes.Object{Values: catalog.Values{}, Unknown: true}},
		{"only its type is known", types.DynamicValue(types.MapUnknown(types.StringType)), fwtypes.Object{Values: catalog.Values{}, Unknown: true}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			if got := fwtypes.ReadObject(services.ByName("b2"), c.object); !reflect.DeepEqual(got, c.want) {
				t.Errorf("got %+v, want %+v", got, c.want)
			}
		})
	}
}

func TestReadRefuses(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, backend string
		values        map[string]attr.Value
		want          []string
	}{
		{"what is required", "b2", map[string]attr.Value{"account": types.StringNull(), "key": text("")}, []string{
			"account is missing\nThe field is required: give it a value.",
			"key is missing\nIt is an empty text, and the field is required.\nGive it a value: a variable that is not set may be behind it.",
		}},
		{"a name that Terraform has for a field", "b2", map[string]attr.Value{"account": text("a"), "key": text("k"), "lifecycle_days": number(t, "3")}, []string{
			"There is no field \"lifecycle_days\" of b2\nHere it has its documented name: write \"lifecycle\".",
		}},
		{"a name that is almost right", "b2", map[string]attr.Value{"account": text("a"), "key": text("k"), "harddelete": text("x"), "key_wo": text("y")}, []string{
			"There is no field \"harddelete\" of b2\nThe nearest name is \"hard_delete\".",
			"There is no field \"key_wo\" of b2\nThe nearest name is \"key\".",
		}},
		{"a value that is not in the list", "s3", map[string]attr.Value{"endpoint": text("e"), "provider": text("AWS"), "acl": text("Privat")}, []string{
			"acl does not take \"Privat\"\nIt is one of `default`, `private`, `public-read`, `public-read-write`, " +
				"`authenticated-read`, `bucket-owner-read`, `bucket-owner-full-control`.\nDid you mean \"private\"?",
		}},
		{"wrong kinds", "s3", map[string]attr.Value{
			"endpoint": text("e"), "provider": text("AWS"),
			"env_auth": number(t, "1"), "list_chunk": number(t, "1.5"), "max_upload_parts": types.BoolValue(true),
			"chunk_size": text("5M"), "encoding": text("Slsh"), "version_at": text("yesterday"), "use_multipart_etag": text("maybe"),
		}, []string{
			"chunk_size: \"5M\" is not a size\nWrite \"5Mi\" for powers of 1024, or \"5000000\" for powers of 1000.",
			"encoding: There is no encoding \"Slsh\"\nDid you mean \"Slash\"? Write a mask in decimal digits, or any of these with commas between them: " +
				"Asterisk, BackQuote, BackSlash, Colon, CrLf, Ctl, Del, Dollar, Dot, DoubleQuote, Exclamation, Hash, InvalidUtf8, LeftCrLfHtVt, LeftPeriod, " +
				"LeftSpace, LeftTilde, LtGt, None, Percent, Pipe, Question, Raw, RightCrLfHtVt, RightPeriod, RightSpace, Semicolon, SingleQuote, Slash, SquareBracket.",
			"env_auth does not take \"1\"\nWrite true or false.",
			"list_chunk: 1.5 is not a whole number\nWrite a number without a fraction, such as 1.",
			"max_upload_parts does not take \"true\"\nWrite a whole number.",
			"use_multipart_etag: \"maybe\" is neither \"true\" nor \"false\"\nWrite \"true\" or \"false\". Leave the attribute out, or set it to null, to follow the storage's own choice.",
			"version_at: \"yesterday\" is not an RFC 3339 time\nWrite it as \"2026-08-31T13:30:00Z\", or with an offset as \"2026-08-31T15:30:00+02:00\".",
		}},
		{"values with parts", "google-cloud-storage", map[string]attr.Value{
			"location": types.ListValueMust(types.StringType, nil), "anonymous": types.SetValueMust(types.StringType, nil),
			"service_account_credentials": types.MapValueMust(types.StringType, nil),
		}, []string{
			"anonymous is a single value, not a list or an object\nWrite true or false.",
			"location is a single value, not a list or an object\nWrite it as text.",
			"service_account_credentials is a single value, not a list or an object\nWrite the document as text: jsonencode({ … }).",
		}},
		{"a list for a number", "b2", map[string]attr.Value{"account": text("a"), "key": text("k"), "lifecycle": types.ListValueMust(types.StringType, nil)}, []string{
			"lifecycle is a single value, not a list or an object\nWrite a whole number.",
		}},
		{"numbers out of bounds", "s3", map[string]attr.Value{
			"endpoint": text("e"), "provider": text("AWS"), "copy_cutoff": text("6Gi"), "upload_concurrency": number(t, "-1"), "list_chunk": number(t, "1e30"),
		}, []string{
			"copy_cutoff is too large: 6442450944 bytes\nWrite 5368709120 or less.",
			"list_chunk: 1e+30 is too large\nWrite 9223372036854775807 or less.",
			"upload_concurrency is too small: -1\nWrite 1 or more.",
		}},
		{"what only goes together", "s3", map[string]attr.Value{"endpoint": text("e"), "provider": text("AWS"), "access_key_id": text("id")}, []string{
			"access_key_id needs secret_access_key\nSet both, or neither for access that is anonymous or by the environment.\n" +
				"Set secret_access_key as well, or remove access_key_id.",
		}},
		{"nothing follows from what is wrong or not known", "s3", map[string]attr.Value{
			"endpoint": text("e"), "provider": text("AWS"), "access_key_id": text("id"), "secret_access_key": types.StringUnknown(),
			"object_lock_mode": text("GOVERNANCE"), "object_lock_retain_until_date": types.ListValueMust(types.StringType, nil),
		}, []string{
			"object_lock_retain_until_date is a single value, not a list or an object\nWrite it as text.",
		}},
		{"a size that is too small", "b2", map[string]attr.Value{"account": text("a"), "key": text("k"), "chunk_size": number(t, "1")}, []string{
			"chunk_size is too small: 1 bytes\nWrite 5000000 or more.",
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			wantProblems(t, fwtypes.ReadObject(services.ByName(c.backend), object(t, c.values)), c.want)
		})
	}
	for name, value := range map[string]types.Dynamic{
		"text":     types.DynamicValue(text("a")),
		"a list":   types.DynamicValue(types.ListValueMust(types.StringType, nil)),
		"null":     types.DynamicNull(),
		"null map": types.DynamicValue(types.MapNull(types.StringType)),
	} {
		t.Run(name+" instead of an object", func(t *testing.T) {
			t.Parallel()
			wantProblems(t, fwtypes.ReadObject(services.ByName("b2"), value), []string{"The fields are not an object\nWrite them as { account = … }."})
		})
	}
}

func wantProblems(t *testing.T, fields fwtypes.Object, want []string) {
	t.Helper()
	var got []string
	for _, p := range fields.Findings {
		got = append(got, p.Error())
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// No problem shows any of the secrets, however wrong it is written.
func TestReadShowsNoSecret(t *testing.T) {
	t.Parallel()
	secrets := 0
	for _, b := range services.All() {
		for i := range b.Fields {
			f := &b.Fields[i]
			if !f.Secret {
				continue
			}
			secrets++
			for _, value := range []attr.Value{
				text(" canary-5f0e "), number(t, "50305030.5"), types.ListValueMust(types.StringType, []attr.Value{text("canary-5f0e")}),
			} {
				for _, p := range fwtypes.ReadObject(b, object(t, map[string]attr.Value{f.Name: value})).Findings {
					if s := p.Error(); strings.Contains(s, "canary") || strings.Contains(s, "5030") {
						t.Errorf("%s.%s: %s", b.Name, f.Name, s)
					}
				}
			}
		}
	}
	if want := facts.TotalOf(services.Names()).Secrets; secrets != want {
		t.Errorf("%d secrets, want %d", secrets, want)
	}
}

// What is written and means that nothing is sent is not set.
func TestReadWhatSendsNothing(t *testing.T) {
	t.Parallel()
	got := fwtypes.ReadObject(services.ByName("s3"), object(t, map[string]attr.Value{
		"endpoint": text(""), "provider": text("AWS"), "use_multipart_etag": text("unset"), "use_x_id": text("unset"),
	}))
	if want := (fwtypes.Object{Values: catalog.Values{"provider": "AWS"}}); !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v, want %+v", got, want)
	}
	missing := fwtypes.ReadObject(services.ByName("s3"), object(t, map[string]attr.Value{"provider": text("AWS")})).Findings
	if len(missing) != 1 || missing[0].Error() != "endpoint is missing\nThe field is required: give it a value." {
		t.Errorf("an endpoint that is left out: %v", missing)
	}
}
