package provider_test

import (
	"maps"
	"math/big"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// What a resource refuses, the check and the function refuse with the same words:
// who tries a configuration there is told what an apply would say.
func TestTheCheckAndTheFunctionRefuseWhatTheResourceRefuses(t *testing.T) {
	t.Parallel()
	o := newOffline(t)
	s3, b2 := map[string]any{"endpoint": "e", "provider_type": "AWS"}, map[string]any{"account": "a", "key": "k"}
	for name, c := range map[string]struct {
		typ, resource string
		base          map[string]any
		field         string
		value         any
		want          string
	}{
		"an empty size": {"s3", "s3", s3, "chunk_size", "",
			"chunk_size does not take \"\"\nLeave it out, or write null, for the default of \"5242880\"."},
		"an encoding that is none": {"google-cloud-storage", "google_cloud_storage", nil, "encoding", "Slsh",
			"There is no encoding \"Slsh\"\nDid you mean \"Slash\"?"},
		"an empty choice": {"oracleobjectstorage", "oracleobjectstorage",
			map[string]any{"provider_type": "no_auth", "namespace": "n", "region": "r"}, "storage_tier", "",
			"storage_tier does not take \"\"\nLeave it out, or write null, for the default of \"Standard\"."},
		"a choice that is none": {"azureblob", "azureblob", map[string]any{"account": "a"}, "public_access", "blobs",
			"public_access does not take \"blobs\"\nIt is one of `blob`, `container`.\nDid you mean \"blob\"?"},
		"a secret out of a file": {"s3", "s3", with(s3, "access_key_id", "id"), "secret_access_key", "hush\n",
			"secret_access_key begins or ends with white space\nA file, a command or a CI secret that it comes from has a space or a line break there.\n" +
				"Remove it: secret_access_key = trimspace(…), or chomp(…)."},
		"a key id out of a file": {"b2", "b2", b2, "account", "a\r\n",
			"account begins or ends with white space\nA file, a command or a CI secret that it comes from has a space or a line break there.\n" +
				"Remove it: account = trimspace(…), or chomp(…)."},
		"a fraction": {"s3", "s3", s3, "upload_concurrency", 4.5,
			"4.5 is not a whole number\nWrite a number without a fraction, such as 4."},
		"a number that is too large": {"s3", "s3", s3, "upload_concurrency", 1e21,
			"1e+21 is too large\nWrite 9223372036854775807 or less."},
		"a number below its bound": {"s3", "s3", s3, "upload_concurrency", -1.0,
			"upload_concurrency is too small: -1\nWrite 1 or more."},
		"a size above its bound": {"s3", "s3", s3, "copy_cutoff", "6Gi",
			"copy_cutoff is too large: 6442450944 bytes\nWrite 5368709120 or less."},
		"a required secret that is empty": {"b2", "b2", b2, "key", "",
			"key is missing\nIt is an empty text, and the field is required.\n" +
				"Give it a value: a variable that is not set may be behind it."},
		"what needs another": {"s3", "s3", s3, "access_key_id", "id",
			"access_key_id needs secret_access_key\nSet both, or neither for access that is anonymous or by the environment.\n" +
				"Set secret_access_key as well, or remove access_key_id."},
		"what excludes another": {"storj", "storj", map[string]any{"access_grant": "g", "passphrase": "p"}, "api_key", "k",
			"access_grant and api_key exclude each other\nAn access grant already holds an API key and a passphrase.\nKeep one of them."},
		"one of several is missing": {"azureblob", "azureblob", nil, "key", "k",
			"One of account, sas_url, use_emulator is missing\nA storage account is needed unless a SAS URL or the emulator is used.\n" +
				"Set one of `account`, `sas_url`, `use_emulator`."},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			config := with(c.base, c.field, c.value)
			fields := maps.Clone(config)
			if provider, ok := fields["provider_type"]; ok {
				delete(fields, "provider_type") // which Terraform reserves the name of
				fields["provider"] = provider
			}
			for _, said := range []struct{ who, what string }{
				{"the resource", strings.Join(slices.Collect(maps.Values(o.validate(t, "hoody_backend_"+c.resource, config))), "\n")},
				{"the check", o.check(t, c.typ, fields)},
				{"the function", o.rcloneConfig(t, c.typ, fields)},
			} {
				if !strings.Contains(said.what, strings.TrimSuffix(c.want, ".")) {
					t.Errorf("%s said %q, want %q", said.who, said.what, c.want)
				}
			}
		})
	}
}

// A timeout that is none, or over before anything is asked, is refused alike for backends
// and mounts, by name.
func TestTimeoutsThatAreNone(t *testing.T) {
	t.Parallel()
	o := newOffline(t)
	for resource, base := range map[string]map[string]any{
		"hoody_backend_b2": {"account": "a", "key": "k"},
		"hoody_mount":      {"backend_id": "bck_0123456789abcdef"},
	} {
		for limit, want := range map[string]string{
			"-1s": "timeouts.delete is \"-1s\", which leaves no time\nWrite a time above zero, such as \"90s\" or \"5m\".",
			"0s":  "timeouts.delete is \"0s\", which leaves no time\nWrite a time above zero, such as \"90s\" or \"5m\".",
			"x":   "timeouts.delete: \"x\" is not a duration such as \"10m\"\nWrite hours, minutes and seconds with their letters, such as \"90s\", \"10m\" or \"1h30m\".",
			"10":  "timeouts.delete: \"10\" is not a duration such as \"10m\"\nWrite hours, minutes and seconds with their letters, such as \"90s\", \"10m\" or \"1h30m\".",
			"":    "timeouts.delete: \"\" is not a duration such as \"10m\"\nWrite hours, minutes and seconds with their letters, such as \"90s\", \"10m\" or \"1h30m\".",
			"90s": "",
		} {
			limits := map[string]tftypes.Value{"delete": tftypes.NewValue(tftypes.String, limit)}
			for _, name := range []string{"create", "read", "update"} {
				limits[name] = tftypes.NewValue(tftypes.String, nil)
			}
			if got := o.validate(t, resource, with(base, "timeouts", limits))["timeouts"]; got != want {
				t.Errorf("%s with %s: said %q, want %q", resource, limit, got, want)
			}
		}
	}
}

// with is a configuration that sets one more field.
func with(config map[string]any, name string, value any) map[string]any {
	more := map[string]any{name: value}
	for other, v := range config {
		if other != name {
			more[other] = v
		}
	}
	return more
}

// fieldsObject is what Terraform makes of { name = value, … }.
func fieldsObject(values map[string]any) tftypes.Value {
	types, all := map[string]tftypes.Type{}, map[string]tftypes.Value{}
	for name, v := range values {
		if n, ok := v.(float64); ok {
			types[name], all[name] = tftypes.Number, tftypes.NewValue(tftypes.Number, big.NewFloat(n))
			continue
		}
		types[name], all[name] = tftypes.String, tftypes.NewValue(tftypes.String, v)
	}
	return tftypes.NewValue(tftypes.Object{AttributeTypes: types}, all)
}

// check is what the ephemeral resource says of fields.
func (o offline) check(t *testing.T, typ string, fields map[string]any) string {
	t.Helper()
	schema, err := o.server.GetProviderSchema(t.Context(), &tfprotov6.GetProviderSchemaRequest{})
	if err != nil {
		t.Fatal(err)
	}
	shape := schema.EphemeralResourceSchemas["hoody_backend_check"].ValueType().(tftypes.Object)
	values := map[string]tftypes.Value{}
	for name, typ := range shape.AttributeTypes {
		values[name] = tftypes.NewValue(typ, nil)
	}
	values["type"], values["fields"] = tftypes.NewValue(tftypes.String, typ), fieldsObject(fields)
	config, err := tfprotov6.NewDynamicValue(shape, tftypes.NewValue(shape, values))
	if err != nil {
		t.Fatal(err)
	}
	resp, err := o.server.ValidateEphemeralResourceConfig(t.Context(), &tfprotov6.ValidateEphemeralResourceConfigRequest{
		TypeName: "hoody_backend_check", Config: &config,
	})
	if err != nil {
		t.Fatal(err)
	}
	said := ""
	for _, d := range resp.Diagnostics {
		said += d.Summary + "\n" + d.Detail + "\n"
	}
	return said
}

// rcloneConfig is what the function says of fields.
func (o offline) rcloneConfig(t *testing.T, typ string, fields map[string]any) string {
	t.Helper()
	var arguments []*tfprotov6.DynamicValue
	for _, a := range []struct {
		typ   tftypes.Type
		value tftypes.Value
	}{{tftypes.String, tftypes.NewValue(tftypes.String, typ)}, {tftypes.DynamicPseudoType, fieldsObject(fields)}} {
		argument, err := tfprotov6.NewDynamicValue(a.typ, a.value)
		if err != nil {
			t.Fatal(err)
		}
		arguments = append(arguments, &argument)
	}
	resp, err := o.server.CallFunction(t.Context(), &tfprotov6.CallFunctionRequest{Name: "rclone_config", Arguments: arguments})
	if err != nil {
		t.Fatal(err)
	}
	if resp.Error == nil {
		return ""
	}
	return resp.Error.Text
}
