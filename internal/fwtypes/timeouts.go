package fwtypes

import (
	"fmt"
	"maps"
	"slices"
	"time"

	"github.com/hashicorp/terraform-plugin-framework-timeouts/resource/timeouts"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// CheckTimeouts refuses a timeout that is over before anything is asked: with one for
// reads, no refresh works any more.
func CheckTimeouts(at path.Path, v timeouts.Value) (diags diag.Diagnostics) {
	limits := v.Attributes()
	for _, name := range slices.Sorted(maps.Keys(limits)) {
		text, _ := limits[name].(types.String)
		if d, err := time.ParseDuration(text.ValueString()); err == nil && d <= 0 {
			diags.AddAttributeError(at.AtName(name),
				fmt.Sprintf("timeouts.%s is %q, which leaves no time", name, text.ValueString()),
				"Write a time above zero, such as \"90s\" or \"5m\".")
		}
	}
	return diags
}
