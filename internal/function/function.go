// Package function has the provider's functions. All are pure: Terraform asks
// them while it plans and again while it applies, and takes no other answer the
// second time.
package function

import (
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/function"

	"github.com/hoody/terraform-provider-hoody/internal/catalog"
	"github.com/hoody/terraform-provider-hoody/internal/text"
)

// needsTerraform ends every description.
const needsTerraform = "\n\nFunctions of providers need Terraform 1.8 or OpenTofu 1.7."

// All lists the functions. What writes a section of rclone's configuration is
// given, because only one package knows rclone.
func All(section Section) []func() function.Function {
	return []func() function.Function{
		func() function.Function { return backendTypes{} },
		func() function.Function { return encoding{} },
		func() function.Function { return encodingNames{} },
		func() function.Function { return rcloneConfig{section} },
		func() function.Function { return size{} },
	}
}

// argument is the error for one of the arguments, from zero. Terraform ends its
// sentence.
func argument(i int64, text string) *function.FuncError {
	return function.NewArgumentFuncError(i, strings.TrimSuffix(text, "."))
}

// wrong is the error for a text that is written in none of the ways of its kind.
func wrong(err error) *function.FuncError { return argument(0, err.Error()) }

// empty is the error for an empty text, of which a function has nothing to answer.
func empty(advice string) *function.FuncError {
	return wrong(&text.Error{Message: "The text is empty", Advice: advice})
}

// refusal is one error for everything that is wrong with an argument, or nil.
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
