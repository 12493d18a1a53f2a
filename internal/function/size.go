package function

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/function"

	"github.com/hoody/terraform-provider-hoody/internal/text"
)

// size is the function that returns a size in bytes.
type size struct{}

// Metadata names the function.
func (size) Metadata(_ context.Context, _ function.MetadataRequest, resp *function.MetadataResponse) {
	resp.Name = "size"
}

// Definition describes the function.
func (size) Definition(_ context.Context, _ function.DefinitionRequest, resp *function.DefinitionResponse) {
	resp.Definition = function.Definition{
		Summary: "A size in bytes",
		MarkdownDescription: "Turns a size such as `64Mi` into its number of bytes in decimal digits, `67108864`, which is " +
			"how Hoody is sent sizes. The backends' attributes take either spelling; this is for what is not an attribute of " +
			"a backend, and for arithmetic." + needsTerraform,
		Parameters: []function.Parameter{
			function.StringParameter{
				Name: "text",
				MarkdownDescription: "A number of bytes, or a number with one of `Ki`, `Mi`, `Gi`, `Ti` and `Pi`, which are " +
					"powers of 1024. A fraction is fine as long as the bytes are whole: `1.5Gi`.",
			},
		},
		Return: function.StringReturn{},
	}
}

// Run returns the size.
func (size) Run(ctx context.Context, req function.RunRequest, resp *function.RunResponse) {
	var written string
	if resp.Error = req.Arguments.Get(ctx, &written); resp.Error != nil {
		return
	}
	bytes, err := text.Size.Canonical(written)
	switch {
	case err != nil:
		resp.Error = wrong(err)
	case bytes == "":
		resp.Error = empty(`Write a size, such as "4Mi".`)
	default:
		resp.Error = resp.Result.Set(ctx, bytes)
	}
}
