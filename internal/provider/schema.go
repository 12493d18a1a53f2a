package provider

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"
	"github.com/hashicorp/terraform-plugin-framework-validators/objectvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/provider"
	"github.com/hashicorp/terraform-plugin-framework/provider/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/hoody/terraform-provider-hoody/internal/engine"
)

// model is the provider's configuration block.
type model struct {
	Engine              types.String `tfsdk:"engine"`
	Endpoint            types.String `tfsdk:"endpoint"`
	Container           types.Object `tfsdk:"container"`
	Token               types.String `tfsdk:"token"`
	Headers             types.Map    `tfsdk:"headers"`
	CACertFile          types.String `tfsdk:"ca_cert_file"`
	RequestTimeout      types.String `tfsdk:"request_timeout"`
	MaxRetries          types.Int64  `tfsdk:"max_retries"`
	AdoptLostCreates    types.Bool   `tfsdk:"adopt_lost_creates"`
	AllowEndpointChange types.Bool   `tfsdk:"allow_endpoint_change"`
	VerifyOnRefresh     types.Bool   `tfsdk:"verify_on_refresh"`
	Embedded            types.Object `tfsdk:"embedded"`
}

type containerModel struct {
	ProjectID    types.String `tfsdk:"project_id"`
	ContainerID  types.String `tfsdk:"container_id"`
	Server       types.String `tfsdk:"server"`
	ServiceIndex types.Int64  `tfsdk:"service_index"`
}

type embeddedModel struct {
	Timeout   types.String `tfsdk:"timeout"`
	MaxMemory types.String `tfsdk:"max_memory"`
}

// Schema describes the provider block.
func (p *hoody) Schema(_ context.Context, _ provider.SchemaRequest, resp *provider.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "Connects remote object storage to Hoody as backends that can be mounted as filesystems.",
		Attributes: map[string]schema.Attribute{
			"engine": schema.StringAttribute{
				Optional:   true,
				Validators: []validator.String{stringvalidator.OneOf(engine.API, engine.Embedded)},
				MarkdownDescription: "Who connects backends: `api`, the Hoody service, or `embedded`, a verifier inside the provider that " +
					"proves credentials against the storage and connects nothing at the service. Without it, `api` is used as soon as " +
					"an endpoint or a token is known, and `embedded` otherwise, with a warning. Environment: `HOODY_ENGINE`.",
			},
			"endpoint": schema.StringAttribute{
				Optional: true, Sensitive: true,
				Validators: []validator.String{stringvalidator.ConflictsWith(path.MatchRoot("container"))},
				MarkdownDescription: "Base URL of the service. A container's own URL is a credential: whoever has it may call it. " +
					"With a token alone, the public control plane is used. Environment: `HOODY_BASE_URL` or `HOODY_API_URL`.",
			},
			"container": schema.SingleNestedAttribute{
				Optional: true, Sensitive: true,
				Validators:          []validator.Object{objectvalidator.ConflictsWith(path.MatchRoot("endpoint"))},
				MarkdownDescription: "The storage service of one container, as another way to say `endpoint`.",
				Attributes: map[string]schema.Attribute{
					"project_id":    schema.StringAttribute{Required: true, MarkdownDescription: "Identifier of the container's project."},
					"container_id":  schema.StringAttribute{Required: true, MarkdownDescription: "Identifier of the container."},
					"server":        schema.StringAttribute{Required: true, MarkdownDescription: "Name of the server that runs the container."},
					"service_index": schema.Int64Attribute{Optional: true, Validators: []validator.Int64{int64validator.AtLeast(1)}, MarkdownDescription: "Which of the container's storage services to use. Defaults to `1`."},
				},
			},
			"token": schema.StringAttribute{
				Optional: true, Sensitive: true,
				MarkdownDescription: "Bearer token for the service. Environment: `HOODY_TOKEN` or `HOODY_API_TOKEN`.",
			},
			"headers": schema.MapAttribute{
				Optional: true, Sensitive: true, ElementType: types.StringType,
				MarkdownDescription: "Headers to add to every request, for a gate in front of the service.",
			},
			"ca_cert_file": schema.StringAttribute{
				Optional:            true,
				MarkdownDescription: "PEM file with certificate authorities to trust besides the system's when calling the service.",
			},
			"request_timeout": schema.StringAttribute{
				Optional:            true,
				MarkdownDescription: "How long one request to the service may take, as a duration such as `30s`. Defaults to `30s`.",
			},
			"max_retries": schema.Int64Attribute{
				Optional:            true,
				Validators:          []validator.Int64{int64validator.Between(0, 100)},
				MarkdownDescription: "How often a request that may be repeated is sent again. Defaults to `4`.",
			},
			"adopt_lost_creates": schema.BoolAttribute{
				Optional: true,
				MarkdownDescription: "Whether a backend whose answer was lost is adopted, with a warning, when exactly one new backend can only " +
					"be it. With `false` that is an error that names it. Defaults to `true`.",
			},
			"allow_endpoint_change": schema.BoolAttribute{
				Optional: true,
				MarkdownDescription: "Whether a backend that was made at another endpoint, and is unknown at this one, counts as gone. " +
					"Defaults to `false`: an error then says so, instead of connecting everything anew.",
			},
			"verify_on_refresh": schema.BoolAttribute{
				Optional: true,
				MarkdownDescription: "Whether a refresh asks each storage again if its credentials still work, and shows that in `connected`. " +
					"Defaults to `true` with the embedded engine and to `false` with the API, where it costs one request for each backend.",
			},
			"embedded": schema.SingleNestedAttribute{
				Optional:            true,
				MarkdownDescription: "Settings of the embedded engine.",
				Attributes: map[string]schema.Attribute{
					"timeout": schema.StringAttribute{
						Optional:            true,
						MarkdownDescription: "How long one verification may take in all, as a duration such as `30s`. Defaults to `30s`.",
					},
					"max_memory": schema.StringAttribute{
						Optional: true,
						MarkdownDescription: "How much memory one verification may take, such as `512Mi` or `1Gi`, `128Mi` at least: what a storage " +
							"answers may have no end. Defaults to `512Mi`.",
					},
				},
			},
		},
	}
}
