package mount

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/hoody/terraform-provider-hoody/internal/fwtypes"
)

var _ resource.ResourceWithValidateConfig = (*Resource)(nil)

// ValidateConfig refuses timeouts that leave no time.
func (r *Resource) ValidateConfig(
	ctx context.Context, req resource.ValidateConfigRequest, resp *resource.ValidateConfigResponse,
) {
	var config model
	resp.Diagnostics.Append(req.Config.Get(ctx, &config)...)
	resp.Diagnostics.Append(fwtypes.CheckTimeouts(path.Root("timeouts"), config.Timeouts)...)
}
