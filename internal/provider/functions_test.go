package provider_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/config"
	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"

	"github.com/hoody/terraform-provider-hoody/internal/emulator"
)

// functionOutputs asks every function. What netstorage calls its secret is a
// password to rclone, which obscures it.
const functionOutputs = `
output "size" {
  value = provider::hoody::size("64Mi")
}
output "encoding" {
  value = provider::hoody::encoding(["Slash", "Del"])
}
output "encoding_names" {
  value = provider::hoody::encoding_names("21078018")
}
output "backend_type" {
  value = provider::hoody::backend_types()["netstorage"]
}
output "rclone_config" {
  value = provider::hoody::rclone_config("netstorage", {
    host     = "example.akamaihd.net/1234/cpcode"
    account  = "myaccount"
    secret   = "G2O-SECRET-KEY"
    protocol = null
  }, "cdn")
}
output "converted" {
  value = provider::hoody::rclone_config("s3", {
    provider   = "AWS"
    endpoint   = "s3.us-east-1.amazonaws.com"
    env_auth   = "true"
    chunk_size = 16777216
    list_chunk = "500"
    encoding   = "Slash,Dot"
  })
}
output "from_a_map" {
  value = provider::hoody::rclone_config("b2", tomap({ account = "a", key = "k", hard_delete = "true" }))
}
`

func TestFunctions(t *testing.T) {
	t.Parallel()
	needs(t, providerFunctions)
	output := func(name string, want knownvalue.Check) statecheck.StateCheck {
		return statecheck.ExpectKnownOutputValue(name, want)
	}
	names := func(names ...string) knownvalue.Check {
		var all []knownvalue.Check
		for _, n := range names {
			all = append(all, knownvalue.StringExact(n))
		}
		return knownvalue.ListExact(all)
	}
	acceptance(t, resource.TestCase{
		Steps: []resource.TestStep{
			{
				Config: functionOutputs,
				ConfigStateChecks: []statecheck.StateCheck{
					output("size", knownvalue.StringExact("67108864")),
					output("encoding", knownvalue.StringExact("32770")),
					output("encoding_names", names("Slash", "BackSlash", "Del", "Ctl", "RightPeriod", "InvalidUtf8")),
					output("backend_type", knownvalue.ObjectExact(map[string]knownvalue.Check{
						"resource": knownvalue.StringExact("hoody_backend_netstorage"),
						"fields":   names("host", "account", "secret", "protocol", "description"),
						"secrets":  names("secret"),
					})),
					output("rclone_config", knownvalue.StringExact("[cdn]\ntype = netstorage\nhost = example.akamaihd.net/1234/cpcode\n"+
						"account = myaccount\nsecret = J6IoWkv8lImoi509FH4nUuFdRMIsLP4NcYO9vDFs\n")),
					output("converted", knownvalue.StringExact("[s3]\ntype = s3\nchunk_size = 16Mi\nencoding = Slash,Dot\n"+
						"endpoint = s3.us-east-1.amazonaws.com\nenv_auth = true\nlist_chunk = 500\nprovider = AWS\n")),
					output("from_a_map", knownvalue.StringExact("[b2]\ntype = b2\naccount = a\nkey = k\nhard_delete = true\n")),
				},
			},
			{
				// The second run answers the same.
				Config:           functionOutputs,
				ConfigPlanChecks: nothingPlanned(),
			},
		},
	})
}

func TestFunctionsRefuse(t *testing.T) {
	t.Parallel()
	needs(t, providerFunctions)
	for name, c := range map[string]struct{ call, want string }{
		"a size that is none": {`size("64M")`,
			`Invalid value for "text" parameter: "64M" is not a size Write "64Mi" for powers of 1024, or "64000000" for powers of 1000.`},
		"an empty size": {`size("")`,
			`Invalid value for "text" parameter: The text is empty Write a size, such as "4Mi".`},
		"a name that is none": {`encoding(["Slash", "Dell"])`,
			`Invalid value for "names" parameter: There is no encoding "Dell" Did you mean "Del"?`},
		"bits without a name": {`encoding_names("536870914")`,
			`Invalid value for "mask" parameter: The mask "536870914" has bits without a name: 536870912 Without them it is "2".`},
		"a type that is none": {`rclone_config("s4", {})`,
			`Invalid value for "type" parameter: There is no backend type "s4" Did you mean "s3"?`},
		"the name of an attribute": {`rclone_config("s3", { provider_type = "AWS", endpoint = "e" })`,
			`Invalid value for "fields" parameter: There is no field "provider_type" of s3 Here it has its documented name: write "provider".`},
		"a line break at the end": {`rclone_config("b2", { account = "a", key = "hush\n" })`,
			`Invalid value for "fields" parameter: key begins or ends with white space A file, a command or a CI secret that it comes from has a space or a line break there.`},
		"a line break": {`rclone_config("b2", { account = "a", key = "hu\nsh" })`,
			`Invalid value for "fields" parameter: key: A value with a line break cannot be written to a configuration file of rclone.`},
		"half a pair": {`rclone_config("s3", { provider = "AWS", endpoint = "e", access_key_id = "AKIA" })`,
			`Invalid value for "fields" parameter: access_key_id needs secret_access_key`},
		"null instead of fields": {`rclone_config("b2", null)`,
			`Invalid value for "fields" parameter: argument must not be null.`},
		"a name that is no section's": {`rclone_config("b2", { account = "a", key = "k" }, "a:")`,
			`Invalid value for "name" parameter: rclone cannot call a section "a:".`},
		"two names": {`rclone_config("b2", { account = "a", key = "k" }, "a", "b")`,
			`Invalid value for "name" parameter: A section has one name Remove all arguments after the third.`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			acceptance(t, resource.TestCase{
				Steps: []resource.TestStep{{
					Config:      "output \"answer\" {\n  value = provider::hoody::" + c.call + "\n}\n",
					ExpectError: words(c.want),
				}},
			})
		})
	}
}

// A field that only the apply knows leaves the section to the apply, and a
// sensitive one makes it sensitive.
func TestRcloneConfigOfUnknownAndSensitiveFields(t *testing.T) {
	t.Parallel()
	needs(t, providerFunctions)
	const call = `
resource "terraform_data" "key" {
  input = "the-key"
}
output "section" {
  value     = provider::hoody::rclone_config("b2", { account = "a", key = %KEY% })
  sensitive = %SENSITIVE%
}
`
	section := func(key, isSensitive string) string {
		return strings.NewReplacer("%KEY%", key, "%SENSITIVE%", isSensitive).Replace(call)
	}
	acceptance(t, resource.TestCase{
		Steps: []resource.TestStep{
			{
				Config: section("terraform_data.key.output", "false"),
				ConfigPlanChecks: resource.ConfigPlanChecks{PreApply: []plancheck.PlanCheck{
					plancheck.ExpectUnknownOutputValue("section"),
				}},
				ConfigStateChecks: []statecheck.StateCheck{
					statecheck.ExpectKnownOutputValue("section", knownvalue.StringExact("[b2]\ntype = b2\naccount = a\nkey = the-key\n")),
				},
			},
			{Config: section("sensitive(\"hush\")", "false"), ExpectError: words("Output refers to sensitive values")},
			{
				Config: section("sensitive(\"hush\")", "true"),
				ConfigStateChecks: []statecheck.StateCheck{
					statecheck.ExpectKnownOutputValue("section", knownvalue.StringExact("[b2]\ntype = b2\naccount = a\nkey = hush\n")),
				},
			},
		},
	})
}

// The examples of the documentation work, and say what comes of them.
func TestExamplesOfFunctions(t *testing.T) {
	t.Parallel()
	needs(t, providerFunctions)
	for name, want := range map[string]map[string]knownvalue.Check{
		"size":           {"largest_object_in_bytes": knownvalue.Int64Exact(671088640000)},
		"encoding":       {"encoding": knownvalue.StringExact("56698766")},
		"encoding_names": {"encoding": knownvalue.StringExact("50397186")},
		"backend_types": {"secrets": knownvalue.ListExact([]knownvalue.Check{
			knownvalue.StringExact("key"), knownvalue.StringExact("sse_customer_key"), knownvalue.StringExact("sse_customer_key_base64"),
		})},
		"rclone_config": {"rclone_conf": knownvalue.StringExact("[media]\ntype = s3\naccess_key_id = AKIAIOSFODNN7EXAMPLE\nchunk_size = 16Mi\n" +
			"endpoint = s3.eu-central-1.amazonaws.com\nprovider = AWS\nregion = eu-central-1\nsecret_access_key = hush\n")},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, url := serveEmulator(t, emulator.Options{})
			source, err := os.ReadFile(filepath.Join("..", "..", "examples", "functions", name, "function.tf"))
			if err != nil {
				t.Fatal(err)
			}
			var checks []statecheck.StateCheck
			for output, value := range want {
				checks = append(checks, statecheck.ExpectKnownOutputValue(output, value))
			}
			variables := config.Variables{}
			if name == "rclone_config" {
				variables["secret_access_key"] = config.StringVariable("hush")
			}
			acceptance(t, resource.TestCase{
				Steps: []resource.TestStep{{Config: atService(url) + string(source), ConfigVariables: variables, ConfigStateChecks: checks}},
			})
		})
	}
}
