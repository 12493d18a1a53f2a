package docs

import (
	"cmp"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/hashicorp/hcl/v2/hclwrite"

	"github.com/hoody/terraform-provider-hoody/internal/catalog"
)

// An example is one configuration under its heading.
type example struct{ Heading, Text string }

// purposes has the kinds of examples for a resource, by the end of the file name.
var purposes = []struct{ suffix, heading string }{
	{"-minimal", "Minimal"}, {"", "As the API documents it"}, {"-realistic", "Realistic"}, {"-write-only", "Write-only"},
}

// examplesOf returns the examples that people wrote below a folder, and a write-only
// example made from them if they wrote none. The documented example is the minimal one
// if there is no smaller one.
func examplesOf(b *catalog.Backend, folder string) (all []example, err error) {
	writeOnly := ""
	for _, purpose := range purposes {
		data, _ := os.ReadFile(filepath.Join(folder, "resource"+purpose.suffix+".tf")) // not every backend has each
		text := strings.TrimSpace(string(data))
		if purpose.suffix == "-write-only" {
			text = cmp.Or(text, writeOnly)
		}
		if text != "" {
			all = append(all, example{purpose.heading, text})
			writeOnly = cmp.Or(writeOnly, writeOnlyOf(b, text))
		}
	}
	if len(all) == 0 {
		return nil, fmt.Errorf("%s has no resource.tf", folder)
	}
	if all[0].Heading != purposes[0].heading {
		all[0].Heading = purposes[0].heading
	}
	return all, nil
}

// writeOnlyOf returns an example with the write-only twins of the secrets that it
// takes as variables, or "" if it takes none.
func writeOnlyOf(b *catalog.Backend, text string) string {
	var fixed []string
	written := text
	for i := range b.Fields {
		f := &b.Fields[i]
		argument := regexp.MustCompile(`(?m)^  ` + f.Attribute() + ` += var\.(\w+)$`).FindStringSubmatch(text)
		if !f.HasTwin() || argument == nil {
			continue
		}
		twin := f.Attribute() + "_wo"
		variable := fmt.Sprintf("variable %q {\n  type      = string\n  sensitive = true\n", argument[1])
		written = strings.Replace(written, argument[0], "  "+twin+" = var."+argument[1], 1)
		written = strings.Replace(written, variable, variable+"  ephemeral = true\n", 1)
		if !f.Rotates {
			fixed = append(fixed, twin)
		}
	}
	if written == text {
		return ""
	}
	if len(fixed) > 0 {
		written = strings.Replace(written, "\nresource ",
			"\n# Not rotated in place, so that a change replaces the backend: "+strings.Join(fixed, ", ")+".\nresource ", 1)
	}
	return string(hclwrite.Format([]byte(written)))
}
