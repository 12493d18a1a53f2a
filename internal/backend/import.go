package backend

import (
	"bytes"
	"context"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/hoody/terraform-provider-hoody/internal/engine"
)

// importedKey marks a state, in its private part, that an import made: the
// service never gives a configuration back, so the fields' null values say
// nothing until the first update has recorded them. (Null alone would not do
// as a mark: tri-states are null for good reasons.)
const importedKey = "imported"

var (
	importedMark = []byte("true")
	noMark       = []byte("false")
)

// privateReader is the part of the framework's private state that is read here.
type privateReader interface {
	GetKey(ctx context.Context, key string) ([]byte, diag.Diagnostics)
}

// ImportState adopts a backend by its id; the read that follows tells whether
// there is one and of which type it is.
func (r *Resource) ImportState(ctx context.Context, req resource.ImportStateRequest, resp *resource.ImportStateResponse) {
	if r.selection.Name == engine.Embedded {
		resp.Diagnostics.AddError("Nothing to import from",
			"The embedded engine keeps no backends: there is no service to ask for "+req.ID+".\n"+
				"Set HOODY_TOKEN (or the provider's token or endpoint) to import from the service.")
		return
	}
	resource.ImportStatePassthroughID(ctx, path.Root(attrID), req, resp)
	resp.Diagnostics.Append(resp.Private.SetKey(ctx, importedKey, importedMark)...)
}

func isImported(ctx context.Context, private privateReader) (bool, diag.Diagnostics) {
	mark, diags := private.GetKey(ctx, importedKey)
	return bytes.Equal(mark, importedMark), diags
}
