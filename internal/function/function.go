// Package function has the provider's functions. All are pure: Terraform calls them when
// it plans and again when it applies, and accepts no other answer the second time. They
// know the catalog, and contact nobody. Begin with All.
package function

import (
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/function"

	"github.com/hoody/terraform-provider-hoody/internal/catalog"
	"github.com/hoody/terraform-provider-hoody/internal/text"
)

// needsTerraform ends every description.
const needsTerraform = "\n\nFunctions of providers need Terraform 1.8 or OpenTofu 1.7."

// All lists the functions. The one that writes a section of rclone's configuration
// gets the writer as an argument, because only one package knows rclone.
func All(section Section) []func() function.Function {
	return []func() function.Function{
		func() function.Function { return backendTypes{} },
		func() function.Function { return encoding{} },
		func() function.Function { return encodingNames{} },
		func() function.Function { return rcloneConfig{section} },
		func() function.Function { return size{} },
	}
}

// argument returns the error for one of the arguments, counted from zero. Terraform
// adds the full stop.
func argument(i int64, text string) *function.FuncError {
	return function.NewArgumentFuncError(i, strings.TrimSuffix(text, "."))
}

// wrong returns the error for a text that is not written in any of the ways that its
// kind allows.
func wrong(err error) *function.FuncError { return argument(0, err.Error()) }

// empty returns the error for an empty text, for which a function has no answer.
func empty(advice string) *function.FuncError {
	return wrong(&text.Error{Message: "The text is empty", Advice: advice})
}

// refusal returns one error for everything that is wrong with an argument, or nil.
// Functions cannot warn.
func refusal(i int64, findings []catalog.Finding) *function.FuncError {
	var texts []string
	for _, f := range findings {
		if !f.Warns {
			texts = append(texts, f.Error())
		}
	}
	if len(texts) == 0 {
		return nil
	}
	return argument(i, strings.Join(texts, "\n"))
}
