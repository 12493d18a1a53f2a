package provider

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"
	"github.com/hashicorp/terraform-plugin-framework/provider"
	"github.com/hashicorp/terraform-plugin-framework/provider/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/hoody/terraform-provider-hoody/internal/engine/api/address"
)

// model is the provider's configuration block.
type model struct {
	Engine              types.String `tfsdk:"engine"`
	Endpoint            types.String `tfsdk:"endpoint"`
	Container           types.Object `tfsdk:"container"`
	ContainerEndpoint   types.String `tfsdk:"container_endpoint"`
	Realm               types.String `tfsdk:"realm"`
	Token               types.String `tfsdk:"token"`
	Gate                types.Object `tfsdk:"gate"`
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
	ID           types.String `tfsdk:"id"`
	ProjectID    types.String `tfsdk:"project_id"`
	ContainerID  types.String `tfsdk:"container_id"`
	Server       types.String `tfsdk:"server"`
	ServiceIndex types.Int64  `tfsdk:"service_index"`
}

type gateModel struct {
	Token       types.String `tfsdk:"token"`
	TokenHeader types.String `tfsdk:"token_header"`
	User        types.String `tfsdk:"user"`
	Password    types.String `tfsdk:"password"`
}

type embeddedModel struct {
	Timeout   types.String `tfsdk:"timeout"`
	MaxMemory types.String `tfsdk:"max_memory"`
}

// Schema describes the provider block.
func (p *hoody) Schema(_ context.Context, _ provider.SchemaRequest, resp *provider.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "Connects remote storage to Hoody: object storage, file servers and cloud drives, as backends " +
			"that containers mount as folders.",
		Attributes: map[string]schema.Attribute{
			"engine": schema.StringAttribute{
				Optional: true,
				MarkdownDescription: "Who connects backends: `api` is Hoody; `embedded` is a verifier inside the provider that " +
					"checks credentials against the storage and creates nothing at Hoody. Without it, `api` is used when there is " +
					"an endpoint, a container or a token, and `embedded` otherwise, with a warning. Environment: `HOODY_ENGINE`, " +
					"which an endpoint, container or token in this block overrides; beside `engine = \"embedded\"` they are an error.",
			},
			"endpoint": schema.StringAttribute{
				Optional: true, Sensitive: true,
				MarkdownDescription: "Base URL of Hoody's API, or of one container's storage service; beside `container` it is " +
					"the control plane. A container's URL is a credential: anyone who has it may call it. Without it the public " +
					"control plane is called, `" + address.ControlPlane + "`. " +
					"Environment: `HOODY_BASE_URL` or `HOODY_API_URL`.",
			},
			"container": schema.SingleNestedAttribute{
				Optional: true, Sensitive: true,
				MarkdownDescription: "The container whose storage is managed: its `id`, which is looked up with the token, or " +
					"its parts. The account's token is never sent to it. Environment: `HOODY_CONTAINER` or `HOODY_CONTAINER_ID`, " +
					"for the id.",
				Attributes: map[string]schema.Attribute{
					"id": schema.StringAttribute{Optional: true, MarkdownDescription: "Identifier of the container. " +
						"Project and server are looked up, once in a run."},
					"project_id": schema.StringAttribute{Optional: true, MarkdownDescription: "Identifier of the container's " +
						"project, where nothing is to be looked up."},
					"container_id": schema.StringAttribute{Optional: true, MarkdownDescription: "Identifier of the container, " +
						"where nothing is to be looked up."},
					"server": schema.StringAttribute{Optional: true, MarkdownDescription: "Name of the server that runs the " +
						"container, where nothing is to be looked up."},
					"service_index": schema.Int64Attribute{Optional: true, Validators: []validator.Int64{int64validator.AtLeast(1)},
						MarkdownDescription: "Which of the container's storage services to use. Defaults to `1`."},
				},
			},
			"container_endpoint": schema.StringAttribute{
				Optional: true, Sensitive: true,
				MarkdownDescription: "Where containers' storage services are, for the emulator and for deployments of your own: " +
					"a URL in which `{container_id}`, `{project_id}`, `{server}` and `{index}` are filled in. Environment: " +
					"`HOODY_CONTAINER_ENDPOINT`.",
			},
			"realm": schema.StringAttribute{
				Optional: true,
				MarkdownDescription: "Realm of an account that is limited to one: the control plane is then " +
					"`https://{realm}.api.hoody.com`, or below another `api.` address. An endpoint that has no such realm beside it " +
					"is an error. Environment: `HOODY_REALM` or `HOODY_REALM_ID`.",
			},
			"token": schema.StringAttribute{
				Optional: true, Sensitive: true,
				MarkdownDescription: "The account's bearer token. It goes to Hoody's control plane, to this machine, and to an " +
					"`endpoint` in the same block, and never to a container. Environment: `HOODY_TOKEN` or `HOODY_API_TOKEN`, for " +
					"the control plane and this machine.",
			},
			"gate": schema.SingleNestedAttribute{
				Optional: true, Sensitive: true,
				MarkdownDescription: "Credentials of a gate in front of a container: a token, or a user and a password. " +
					"Environment: `HOODY_KIT_TOKEN` with `HOODY_KIT_TOKEN_HEADER`, `HOODY_KIT_USER` with `HOODY_KIT_PASSWORD`, and " +
					"`HOODY_KIT_AUTH` (`token` or `password`) where there are both. The variables are for containers alone, and " +
					"what the block says in the same header beats them.",
				Attributes: map[string]schema.Attribute{
					"token": schema.StringAttribute{Optional: true, MarkdownDescription: "Sent as `Authorization: Bearer`."},
					"token_header": schema.StringAttribute{Optional: true, MarkdownDescription: "Name of another header, in which " +
						"the token is sent bare."},
					"user":     schema.StringAttribute{Optional: true, MarkdownDescription: "User of Basic authentication."},
					"password": schema.StringAttribute{Optional: true, MarkdownDescription: "Password of Basic authentication."},
				},
			},
			"headers": schema.MapAttribute{
				Optional: true, Sensitive: true, ElementType: types.StringType,
				MarkdownDescription: "Headers to add to every request, for a gate in front of Hoody.",
			},
			"ca_cert_file": schema.StringAttribute{
				Optional: true,
				MarkdownDescription: "PEM file with certificate authorities to trust, as well as the system's: when calling " +
					"Hoody, and when the embedded engine or `hoody_backend_check` verifies. (On Windows and macOS a verification " +
					"then trusts those of the file and Mozilla's, in place of the system's.)",
			},
			"request_timeout": schema.StringAttribute{
				Optional:            true,
				MarkdownDescription: "How long one request to Hoody may take, as a duration such as `30s`. Defaults to `30s`.",
			},
			"max_retries": schema.Int64Attribute{
				Optional:            true,
				Validators:          []validator.Int64{int64validator.Between(0, 100)},
				MarkdownDescription: "Number of retries for requests that are safe to repeat. Defaults to `4`.",
			},
			"adopt_lost_creates": schema.BoolAttribute{
				Optional: true,
				MarkdownDescription: "If the answer to a create is lost and exactly one new backend or mount matches, adopt it " +
					"with a warning. Another client may have made it in that moment, and a destroy would remove theirs. " +
					"Defaults to `false`: an error then names what was found, with an `import` block for it.",
			},
			"allow_endpoint_change": schema.BoolAttribute{
				Optional: true,
				MarkdownDescription: "Treat a backend that was made at another endpoint, and that this one does not know, as " +
					"deleted. Defaults to `false`: an error then says so, instead of recreating everything.",
			},
			"verify_on_refresh": schema.BoolAttribute{
				Optional: true,
				MarkdownDescription: "Whether a refresh asks each storage again if its credentials still work, and shows that in " +
					"`connected`. Defaults to `true` with the embedded engine and to `false` with the API, where it costs one " +
					"request for each backend.",
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
						MarkdownDescription: "How much memory one verification may take, such as `512Mi` or `1Gi`, `128Mi` at least: " +
							"what a storage answers may have no end. Defaults to `512Mi`.",
					},
				},
			},
		},
	}
}
