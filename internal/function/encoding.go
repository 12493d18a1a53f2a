package function

import (
	"context"
	"fmt"
	"strconv"

	"github.com/hashicorp/terraform-plugin-framework/function"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/hoody/terraform-provider-hoody/internal/text"
)

const nameAdvice = `Write a name, such as "Slash"; "None" stands for no encoding at all.`

// encoding is the function that returns the mask for a list of names.
type encoding struct{}

// Metadata names the function.
func (encoding) Metadata(_ context.Context, _ function.MetadataRequest, resp *function.MetadataResponse) {
	resp.Name = "encoding"
}

// Definition describes the function.
func (encoding) Definition(_ context.Context, _ function.DefinitionRequest, resp *function.DefinitionResponse) {
	resp.Definition = function.Definition{
		Summary: "The mask of a list of encodings",
		MarkdownDescription: "Turns names of encodings, such as `[\"Slash\", \"Del\"]`, into the decimal mask that the " +
			"`encoding` of a backend is sent as: `32770`. An encoding says which characters of file names are replaced " +
			"because the storage cannot hold them. `encoding_names` is the way back." + needsTerraform,
		Parameters: []function.Parameter{
			function.ListParameter{
				Name:        "names",
				ElementType: types.StringType,
				MarkdownDescription: "Names of encodings, in any order. Masks in decimal digits may be among them. " +
					"An empty list is the mask `0`.",
			},
		},
		Return: function.StringReturn{},
	}
}

// Run returns the mask.
func (encoding) Run(ctx context.Context, req function.RunRequest, resp *function.RunResponse) {
	var names []string
	if resp.Error = req.Arguments.Get(ctx, &names); resp.Error != nil {
		return
	}
	var mask uint64
	for _, name := range names {
		one, refusal := maskOf(name)
		if refusal != nil {
			resp.Error = refusal
			return
		}
		mask |= one
	}
	resp.Error = resp.Result.Set(ctx, strconv.FormatUint(mask, 10))
}

// maskOf returns the mask for a text of names, or for a mask.
func maskOf(written string) (uint64, *function.FuncError) {
	digits, err := text.Encoding.Canonical(written)
	if err != nil {
		return 0, wrong(err)
	}
	if digits == "" {
		return 0, empty(nameAdvice)
	}
	mask, err := strconv.ParseUint(digits, 10, 64)
	if err != nil {
		return 0, wrong(err)
	}
	return mask, nil
}

// encodingNames is the function that returns the names in a mask.
type encodingNames struct{}

// Metadata names the function.
func (encodingNames) Metadata(_ context.Context, _ function.MetadataRequest, resp *function.MetadataResponse) {
	resp.Name = "encoding_names"
}

// Definition describes the function.
func (encodingNames) Definition(_ context.Context, _ function.DefinitionRequest, resp *function.DefinitionResponse) {
	resp.Definition = function.Definition{
		Summary: "The names of a mask of encodings",
		MarkdownDescription: "Turns the decimal mask of an `encoding`, such as `32770`, into the list of its names, " +
			"`[\"Slash\", \"Del\"]`, to add " +
			"to them or to take some away before `encoding` makes a mask of them again. The names are in the order of their " +
			"bits, whichever order they were written in." + needsTerraform,
		Parameters: []function.Parameter{
			function.StringParameter{
				Name:                "mask",
				MarkdownDescription: "A mask in decimal digits, or names with commas between them.",
			},
		},
		Return: function.ListReturn{ElementType: types.StringType},
	}
}

// Run returns the names.
func (encodingNames) Run(ctx context.Context, req function.RunRequest, resp *function.RunResponse) {
	var written string
	if resp.Error = req.Arguments.Get(ctx, &written); resp.Error != nil {
		return
	}
	mask, refusal := maskOf(written)
	if refusal != nil {
		resp.Error = refusal
		return
	}
	names, nameless := text.EncodingNames(mask)
	if nameless != 0 {
		resp.Error = wrong(&text.Error{
			Message: fmt.Sprintf("The mask %q has bits without a name: %d", written, nameless),
			Advice:  fmt.Sprintf("Without them it is %q.", strconv.FormatUint(mask&^nameless, 10)),
		})
		return
	}
	resp.Error = resp.Result.Set(ctx, names)
}
