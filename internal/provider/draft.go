package provider

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/hoody/terraform-provider-hoody/internal/fastpath"
)

// A drafting server makes generated configurations show what is to be filled in,
// because the state of an import says nothing of how a backend is configured.
type drafting struct{ *fastpath.Server }

// A drafter knows which attributes people set.
type drafter interface {
	resource.Resource
	Draft(ctx context.Context, state map[string]attr.Value) map[string]string
}

// GetProviderSchema announces that this provider generates configurations.
func (s drafting) GetProviderSchema(
	ctx context.Context, req *tfprotov6.GetProviderSchemaRequest,
) (*tfprotov6.GetProviderSchemaResponse, error) {
	resp, err := s.Server.GetProviderSchema(ctx, req)
	if resp != nil {
		resp.ServerCapabilities = generating(resp.ServerCapabilities)
	}
	return resp, err
}

// GetMetadata announces that this provider generates configurations.
func (s drafting) GetMetadata(
	ctx context.Context, req *tfprotov6.GetMetadataRequest,
) (*tfprotov6.GetMetadataResponse, error) {
	resp, err := s.Server.GetMetadata(ctx, req)
	if resp != nil {
		resp.ServerCapabilities = generating(resp.ServerCapabilities)
	}
	return resp, err
}

// generating adds the generation of configurations to what a server can do.
func generating(c *tfprotov6.ServerCapabilities) *tfprotov6.ServerCapabilities {
	also := tfprotov6.ServerCapabilities{GenerateResourceConfig: true}
	if c != nil {
		also = *c
		also.GenerateResourceConfig = true
	}
	return &also
}

// GenerateResourceConfig returns what the framework makes of a state, with the draft
// written over it.
func (s drafting) GenerateResourceConfig(
	ctx context.Context, req *tfprotov6.GenerateResourceConfigRequest,
) (*tfprotov6.GenerateResourceConfigResponse, error) {
	resp, err := s.Server.GenerateResourceConfig(ctx, req)
	configured, state := s.Known(ctx, req.TypeName, req.State)
	d, ok := configured.(drafter)
	if err != nil || resp.Config == nil || !ok {
		return resp, err
	}
	var described resource.SchemaResponse
	d.Schema(ctx, resource.SchemaRequest{}, &described)
	of := described.Schema.Type().TerraformType(ctx)
	generated, err := resp.Config.Unmarshal(of)
	attributes := map[string]tftypes.Value{}
	if err == nil {
		err = generated.As(&attributes)
	}
	if err != nil {
		return nil, err
	}
	for name, text := range d.Draft(ctx, state) {
		if attributes[name].IsNull() {
			attributes[name] = tftypes.NewValue(tftypes.String, text)
		}
	}
	config, err := tfprotov6.NewDynamicValue(of, tftypes.NewValue(of, attributes))
	resp.Config = &config
	return resp, err
}
