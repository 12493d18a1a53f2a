package mount

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// A reference that somebody put in quotation marks is found before the apply.
func TestReferenceInQuotationMarks(t *testing.T) {
	t.Parallel()
	const want = "backend_id has a reference in quotation marks\nWrite it without them: backend_id = hoody_backend_s3.media.id"
	for written, want := range map[types.String]string{
		types.StringValue("hoody_backend_s3.media"):    want,
		types.StringValue("hoody_backend_s3.media.id"): want,
		types.StringValue("bck_0123456789abcdef"):      "",
		types.StringUnknown():                          "",
		types.StringNull():                             "",
	} {
		var resp validator.StringResponse
		unquoted{}.ValidateString(t.Context(), validator.StringRequest{Path: path.Root("backend_id"), ConfigValue: written}, &resp)
		got := ""
		for _, d := range resp.Diagnostics {
			got += d.Summary() + "\n" + d.Detail()
		}
		if got != want {
			t.Errorf("%s: %q, want %q", written, got, want)
		}
	}
}
