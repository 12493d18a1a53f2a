package provider_test

import (
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"
	"github.com/zclconf/go-cty/cty"
)

// What can be said of a verification before anything is asked.
func TestHowToVerifyIsCheckedOffline(t *testing.T) {
	t.Parallel()
	o := newOffline(t)
	for _, c := range []struct {
		name, at, says string
		given          map[string]any
	}{
		{"a slash in front", "verify_path", `Write "media".`, map[string]any{"verify_path": "/media"}},
		{"a URL", "verify_path", `Write "media/2026".`, map[string]any{"verify_path": "s3://media/2026"}},
		{"a space in front", "verify_path", `Write "media".`, map[string]any{"verify_path": " media"}},
		{"a line break at the end", "verify_path", `Write "media".`, map[string]any{"verify_path": "media\n"}},
		{"a depth of no name", "verify", `Did you mean "read"?`, map[string]any{"verify": "reads"}},
		{"writing nowhere", "verify", "Set verify_path", map[string]any{"verify": "write"}},
		{"writing into nothing", "verify", "Set verify_path", map[string]any{"verify": "write", "verify_path": ""}},
		{"writing somewhere", "", "", map[string]any{"verify": "write", "verify_path": "media"}},
		{"writing where nobody knows yet", "", "", map[string]any{"verify": "write", "verify_path": unknown}},
		{"reading anywhere", "", "", map[string]any{"verify": "read"}},
		{"a slash at the end", "", "", map[string]any{"verify_path": "media/"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			given := map[string]any{"account": "a", "key": "k"}
			for name, value := range c.given {
				given[name] = value
			}
			wrong := o.validate(t, "hoody_backend_b2", given)
			switch said, ok := wrong[c.at]; {
			case c.at == "" && len(wrong) == 0:
			case !ok || len(wrong) != 1 || !strings.Contains(said, c.says):
				t.Errorf("got %q, want %q on %s", wrong, c.says, c.at)
			}
		})
	}
}

// A plan says that its apply writes, and only with the engine that does.
func TestPlanSaysThatTheApplyWrites(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		engine, verify string
		want           string
	}{
		{"embedded", "write", "The apply will write to the storage\n" +
			`The verification writes an object hoody-verify-….txt below "media", reads it back and removes it.`},
		{"embedded", "read", ""},
		{"api", "write", ""},
	} {
		t.Run(c.engine+" "+c.verify, func(t *testing.T) {
			t.Parallel()
			config := texts("engine", c.engine)
			if c.engine == "api" {
				config = texts("endpoint", "http://127.0.0.1:9", "token", "t")
			}
			s := newCoreWith(t, config)
			planned := s.create(t, "hoody_backend_b2", map[string]cty.Value{
				"account": cty.StringVal("a"), "key": cty.StringVal("k"),
				"verify": cty.StringVal(c.verify), "verify_path": cty.StringVal("media"),
			})
			got := ""
			for _, d := range planned.Diagnostics {
				if d.Severity != tfprotov6.DiagnosticSeverityWarning {
					t.Errorf("an error: %s", d.Summary)
				}
				got += d.Summary + "\n" + d.Detail
			}
			if got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

// The depth is verified when it changes, and what fails blames it.
func TestVerifyDepths(t *testing.T) {
	t.Parallel()
	s3 := runningS3(t)
	depth := func(depth, path string) string {
		return verifyOnly + realS3(s3, rightSecret(s3), "verify = \""+depth+"\"\n  verify_path = \""+path+"\"")
	}
	acceptance(t, resource.TestCase{
		Steps: []resource.TestStep{
			{Config: depth("list", "photos/2027")},
			{Config: depth("read", "photos/2027"), ExpectError: words("There is no object to read below photos/2027")},
			{
				Config: depth("write", "photos/2027"),
				ConfigStateChecks: []statecheck.StateCheck{
					statecheck.ExpectKnownValue(media, tfjsonpath.New("verify"), knownvalue.StringExact("write")),
					statecheck.ExpectKnownValue(media, tfjsonpath.New("credentials_rotated_at"), knownvalue.Null()),
				},
			},
			{Config: depth("write", "photos/2027"), ConfigPlanChecks: nothingPlanned()},
		},
	})
}
