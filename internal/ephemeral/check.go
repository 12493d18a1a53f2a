// Package ephemeral has the provider's ephemeral resources: so far the check of a
// backend's configuration, which is verified and not kept. It needs no Hoody and
// writes no state. Begin with Check.Open.
package ephemeral

import (
	"context"
	"errors"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/ephemeral"
	"github.com/hashicorp/terraform-plugin-framework/ephemeral/schema"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/hoody/terraform-provider-hoody/internal/catalog"
	"github.com/hoody/terraform-provider-hoody/internal/catalog/services"
	"github.com/hoody/terraform-provider-hoody/internal/engine"
	"github.com/hoody/terraform-provider-hoody/internal/fwtypes"
	"github.com/hoody/terraform-provider-hoody/internal/text"
	"github.com/hoody/terraform-provider-hoody/internal/tf"
)

// These are the attributes of the check.
const (
	attrType        = "type"
	attrFields      = "fields"
	attrVerify      = engine.Verify
	attrVerifyPath  = engine.VerifyPath
	attrVerified    = "verified"
	attrBackendType = "backend_type"
)

// Check verifies the configuration of a backend whenever it is opened, in a plan
// and in an apply, and leaves nothing behind.
type Check struct{ tf.Ephemeral }

var (
	_ ephemeral.EphemeralResourceWithConfigure      = (*Check)(nil)
	_ ephemeral.EphemeralResourceWithValidateConfig = (*Check)(nil)
)

// NewCheck makes the check. The framework calls it for every request.
func NewCheck() ephemeral.EphemeralResource { return &Check{} }

type model struct {
	Type        types.String  `tfsdk:"type"`
	Fields      types.Dynamic `tfsdk:"fields"`
	Verify      types.String  `tfsdk:"verify"`
	VerifyPath  types.String  `tfsdk:"verify_path"`
	Verified    types.Bool    `tfsdk:"verified"`
	BackendType types.String  `tfsdk:"backend_type"`
}

// Metadata names the type.
func (c *Check) Metadata(_ context.Context, req ephemeral.MetadataRequest, resp *ephemeral.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_backend_check"
}

// Schema describes the type.
func (c *Check) Schema(_ context.Context, _ ephemeral.SchemaRequest, resp *ephemeral.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "Verifies the configuration of a backend on the machine where Terraform runs, whichever " +
			"engine the provider has, and keeps nothing: neither the plan nor the state has any of it, so the credentials may " +
			"be ephemeral values too.\n\n" +
			"The storage is asked while Terraform plans, and again while it applies. A configuration that does not work is an " +
			"error before anything has been changed. What is not known yet is verified in the apply. To let a resource wait " +
			"for the check, name it in `depends_on`. The refresh before a destroy asks the storage too: where the credentials " +
			"no longer work, `terraform destroy -refresh=false` goes on without it.\n\n" +
			"Ephemeral resources need Terraform 1.10 or OpenTofu 1.11.",
		Attributes: map[string]schema.Attribute{
			attrType: schema.StringAttribute{
				Required:            true,
				MarkdownDescription: "Type of the backend, as in the documented endpoint: `s3`, `google-cloud-storage`.",
			},
			attrFields: schema.DynamicAttribute{
				Required: true, Sensitive: true,
				MarkdownDescription: "An object of the backend's fields, secrets included, with their documented names: " +
					"`provider`, where the resource has to call it `provider_type`. Values are written as in the resource. A field " +
					"that is null is not set.",
			},
			attrVerify: schema.StringAttribute{
				Optional:            true,
				Validators:          []validator.String{fwtypes.Choice{What: "depth of a verification", Of: engine.Depths}},
				MarkdownDescription: fwtypes.VerifyDoc + " With `write` a plan writes too, since the check is opened there.",
			},
			attrVerifyPath: schema.StringAttribute{
				Optional:            true,
				Validators:          []validator.String{fwtypes.VerifyPath{}},
				MarkdownDescription: fwtypes.VerifyPathDoc,
			},
			attrVerified: schema.BoolAttribute{
				Computed: true,
				MarkdownDescription: "`true`: the storage accepted the configuration. Where it did not, opening the check is an " +
					"error.",
			},
			attrBackendType: schema.StringAttribute{
				Computed: true,
				MarkdownDescription: "Hoody's name for this type of backend, which is not always the endpoint's: `google cloud " +
					"storage`.",
			},
		},
	}
}

// ValidateConfig checks what is known of the configuration against the catalog. It
// contacts nobody.
func (c *Check) ValidateConfig(
	ctx context.Context, req ephemeral.ValidateConfigRequest, resp *ephemeral.ValidateConfigResponse,
) {
	var m model
	resp.Diagnostics.Append(req.Config.Get(ctx, &m)...)
	resp.Diagnostics.Append(fwtypes.VerifyNeedsPath(m.Verify, m.VerifyPath)...)
	if !resp.Diagnostics.HasError() && !m.Type.IsUnknown() {
		_, _, diags := m.values()
		resp.Diagnostics.Append(diags...)
	}
}

// Open verifies the configuration.
func (c *Check) Open(ctx context.Context, req ephemeral.OpenRequest, resp *ephemeral.OpenResponse) {
	var m model
	resp.Diagnostics.Append(req.Config.Get(ctx, &m)...)
	if resp.Diagnostics.HasError() {
		return
	}
	b, values, diags := m.values()
	resp.Diagnostics.Append(diags.Errors()...) // Terraform validates again before it opens
	resp.Diagnostics.Append(fwtypes.VerifyNeedsPath(m.Verify, m.VerifyPath)...)
	if resp.Diagnostics.HasError() {
		return
	}
	if c.Selection.Verifier == nil {
		failures.Add(&resp.Diagnostics, notVerified, engine.ErrUnknownProvider)
		return
	}
	remote, err := c.Selection.Verifier.Connect(ctx, engine.Spec{
		Backend: b, Values: values,
		VerifyPath: m.VerifyPath.ValueString(), Verify: engine.Depth(m.Verify.ValueString()),
	})
	tf.AddNotices(&resp.Diagnostics, remote.Notices)
	if err != nil {
		failures.Add(&resp.Diagnostics, notVerified, err)
		return
	}
	m.Verified = types.BoolValue(true)
	m.BackendType = types.StringValue(b.BackendType())
	resp.Diagnostics.Append(resp.Result.Set(ctx, &m)...)
}

// values returns the backend of the type, which must be known, and the fields that are
// set.
func (m *model) values() (b *catalog.Backend, values catalog.Values, diags diag.Diagnostics) {
	b, err := services.Find(m.Type.ValueString())
	if wrong := (*text.Error)(nil); errors.As(err, &wrong) {
		diags.AddAttributeError(path.Root(attrType), wrong.Message, wrong.Advice)
		return nil, nil, diags
	}
	fields := fwtypes.ReadObject(b, m.Fields)
	// Terraform prints no address with errors that it finds when it validates values that
	// it did not know before.
	where := fmt.Sprintf("\nThis is in a hoody_backend_check of type %q.", m.Type.ValueString())
	for _, f := range fields.Findings {
		if f.Warns {
			diags.AddAttributeWarning(path.Root(attrFields), f.Summary, f.Detail+where)
		} else {
			diags.AddAttributeError(path.Root(attrFields), f.Summary, f.Detail+where)
		}
	}
	return b, fields.Values, diags
}

const notVerified = "Backend not verified"

// failures names the field to blame: Terraform has one line for all fields, and none
// for a path into them.
var failures = tf.Reporter{Names: true, At: func(field string) (path.Path, bool) {
	if field == engine.Verify || field == engine.VerifyPath {
		return path.Root(field), true
	}
	return path.Root(attrFields), true
}}
