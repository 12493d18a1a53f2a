package fwtypes

import (
	"context"
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/hoody/terraform-provider-hoody/internal/engine"
)

// These describe the attributes "verify" and "verify_path", wherever they are.
const (
	VerifyDoc = "How much the embedded engine proves: `list` (as when it is not set) lists the root or " +
		"`verify_path`; `read` also opens the first object there; `write` also writes a few bytes below `verify_path` " +
		"under a name of their own, reads them back and removes them. Only `write` proves what a mount is for: the " +
		"right to write, keys that encrypt, storage classes, access lists."
	VerifyPathDoc = "The `bucket`, `bucket/prefix` or folder that the embedded engine lists instead of the root, " +
		"for credentials that may not list the root."
)

// A VerifyPath is the validator of a path in a storage, which must be written without
// a scheme and without a slash in front.
type VerifyPath struct{}

var _ validator.String = VerifyPath{}

// ContextFree says that the path can be checked without the rest of the configuration.
func (VerifyPath) ContextFree() {}

// Description says what is allowed.
func (VerifyPath) Description(context.Context) string { return "must be bucket or bucket/prefix" }

// MarkdownDescription is Description.
func (v VerifyPath) MarkdownDescription(ctx context.Context) string { return v.Description(ctx) }

// ValidateString refuses the forms that people write elsewhere, and shows the one that
// is used here.
func (VerifyPath) ValidateString(_ context.Context, req validator.StringRequest, resp *validator.StringResponse) {
	if req.ConfigValue.IsNull() || req.ConfigValue.IsUnknown() {
		return
	}
	written := req.ConfigValue.ValueString()
	right := strings.TrimSpace(written)
	if _, after, ok := strings.Cut(right, "://"); ok {
		right = after
	}
	right = strings.TrimLeft(right, "/")
	if right != written {
		resp.Diagnostics.AddAttributeError(req.Path, fmt.Sprintf("verify_path does not take %q", written),
			fmt.Sprintf("It is a bucket, or bucket/prefix, with nothing in front.\nWrite %q.", right))
	}
}

// VerifyNeedsPath refuses a verification that should write if no path says where.
func VerifyNeedsPath(verify, verifyPath types.String) (diags diag.Diagnostics) {
	if verify.ValueString() == string(engine.VerifyWrite) && !verifyPath.IsUnknown() && verifyPath.ValueString() == "" {
		diags.AddAttributeError(path.Root(engine.Verify), `verify = "write" needs verify_path`,
			"The verification writes an object below it, and removes that again.\n"+
				"Set verify_path to a bucket or folder where it may.")
	}
	return diags
}
