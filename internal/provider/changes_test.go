package provider_test

import (
	"regexp"
	"slices"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/zclconf/go-cty/cty"
)

// What a page has under "For Terraform only" changes in place and sends nothing. What it
// has under "Connection" beside the credentials replaces the backend.
func TestGroupsSayWhatAChangeDoes(t *testing.T) {
	t.Parallel()
	const b2 = "hoody_backend_b2"
	changed := map[string]map[string]cty.Value{
		"For Terraform only": {
			"remount_on_rotate": cty.True, "unmount_on_destroy": cty.True, "uploads_on_destroy": cty.StringVal("wait"),
			"verify": cty.StringVal("read"), "verify_path": cty.StringVal("media"),
			"timeouts": cty.ObjectVal(map[string]cty.Value{
				"create": cty.StringVal("9m"), "read": cty.NullVal(cty.String), "update": cty.NullVal(cty.String), "delete": cty.NullVal(cty.String),
			}),
		},
		"Connection": {"account": cty.StringVal("b"), "container_id": cty.StringVal("c2"), "description": cty.StringVal("Backups")},
	}
	rotates := []string{"credentials_wo_version", "key", "key_wo"}

	account, url := serveAccount(t, 2)
	id := account.Service("c1").Add("b2", map[string]any{"account": "a", "key": "k"})
	s := newCoreWith(t, texts("endpoint", url, "container_endpoint", url+"/{container_id}", "token", accountToken))
	config := texts("account", "a", "key", "k", "container_id", "c1")
	state, private, identity := s.imported(t, b2, &tfprotov6.ResourceIdentityData{
		IdentityData: pack(t, identityIn(b2, cty.StringVal("c1"), cty.StringVal(id)), identityType(b2)),
	})
	state, private, identity = s.applied(t, b2, state, private, identity, config)
	before := len(changesIn(account, "c1"))
	for group, values := range changed {
		names := attributesUnder(t, b2, group)
		if group == "Connection" {
			names = slices.DeleteFunc(names, func(name string) bool { return slices.Contains(rotates, name) })
		}
		for _, name := range names {
			value, ok := values[name]
			if !ok {
				t.Errorf("%s is under %q, and no value of it is here", name, group)
				continue
			}
			delete(values, name)
			with := texts("account", "a", "key", "k", "container_id", "c1")
			with[name] = value
			planned, _ := s.plan(t, b2, state, private, identity, with)
			if replaces := len(planned.RequiresReplace) > 0; replaces != (group == "Connection") {
				t.Errorf("%s is under %q, and replaces the backend: %t", name, group, replaces)
			} else if !replaces {
				s.applied(t, b2, state, private, identity, with)
			}
		}
		if len(values) > 0 {
			t.Errorf("the page lacks %v under %q", values, group)
		}
	}
	if sent := changesIn(account, "c1")[before:]; len(sent) > 0 {
		t.Errorf("Hoody was sent %q", sent)
	}
}

// attributesUnder are those that a resource's page has under a heading.
func attributesUnder(t *testing.T, kind, heading string) (names []string) {
	t.Helper()
	pages, err := backendPages()
	if err != nil {
		t.Fatal(err)
	}
	below := regexp.MustCompile(`(?s)\n### ` + heading + `\n(.*?)\n##`).FindStringSubmatch(pages[kind])
	if below == nil {
		t.Fatalf("the page of %s has no %q", kind, heading)
	}
	for _, line := range regexp.MustCompile("(?m)^- `(\\w+)` ").FindAllStringSubmatch(below[1], -1) {
		names = append(names, line[1])
	}
	return names
}
