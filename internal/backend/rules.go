package backend

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework-timeouts/resource/timeouts"
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/hoody/terraform-provider-hoody/internal/catalog"
	"github.com/hoody/terraform-provider-hoody/internal/fwtypes"
)

// ValidateConfig holds a configuration against the rules between its fields.
func (r *Resource) ValidateConfig(ctx context.Context, req resource.ValidateConfigRequest, resp *resource.ValidateConfigResponse) {
	var config types.Object
	resp.Diagnostics.Append(req.Config.Get(ctx, &config)...)
	if resp.Diagnostics.HasError() {
		return
	}
	resp.Diagnostics.Append(r.contradictions(config.Attributes())...)
}

// contradictions are what is wrong between the fields of a configuration.
func (r *Resource) contradictions(attributes map[string]attr.Value) diag.Diagnostics {
	diags := r.validateSecrets(attributes)
	diags.Append(r.missing(attributes)...)
	if limits, ok := attributes[attrTimeouts].(timeouts.Value); ok {
		diags.Append(fwtypes.CheckTimeouts(path.Root(attrTimeouts), limits)...)
	}
	diags.Append(verifyNeedsPath(attributes)...)
	diags.Append(r.deprecations(attributes)...)
	for _, rule := range r.backend.Rules {
		diags.Append(r.broken(rule, attributes)...)
	}
	return diags
}

// verifyNeedsPath refuses a verification that is to write and does not know where.
func verifyNeedsPath(attributes map[string]attr.Value) diag.Diagnostics {
	verify, _ := attributes[attrVerify].(types.String)
	verifyPath, _ := attributes[attrVerifyPath].(types.String)
	return fwtypes.VerifyNeedsPath(verify, verifyPath)
}

// deprecations warn of what is set and should go.
func (r *Resource) deprecations(config map[string]attr.Value) (diags diag.Diagnostics) {
	for i := range r.backend.Fields {
		f := &r.backend.Fields[i]
		if f.Deprecated != "" && !config[blamed(f, config)].IsNull() {
			name := blamed(f, config)
			diags.AddAttributeWarning(path.Root(name), name+" is deprecated", f.Deprecated)
		}
	}
	return diags
}

// A setting is the configuration of a backend as rules see it.
type setting struct {
	backend    *catalog.Backend
	attributes map[string]attr.Value
}

var _ catalog.Reading = setting{}

// Presence tells whether a field is set, itself or by its twin.
func (c setting) Presence(name string) catalog.Presence {
	f := c.backend.Field(name)
	if c.attributes[f.Attribute()].IsUnknown() || f.Secret && c.attributes[twinOf(f)].IsUnknown() {
		return catalog.Undecided
	}
	switch valuesOf(c.backend, c.attributes)[name] {
	case nil, "", false:
		return catalog.Absent
	default:
		return catalog.Present
	}
}

// Text is what a field's own attribute says.
func (c setting) Text(name string) (string, bool) {
	return textOf(c.attributes[c.backend.Field(name).Attribute()])
}

// Called is a field as it was written: itself, or its twin.
func (c setting) Called(name string) string { return blamed(c.backend.Field(name), c.attributes) }

// broken is what a configuration is told that certainly breaks a rule.
func (r *Resource) broken(rule catalog.Rule, attributes map[string]attr.Value) (diags diag.Diagnostics) {
	c := setting{r.backend, attributes}
	breach := rule.Broken(c)
	switch {
	case breach == nil:
	case breach.Field == "":
		diags.AddError(breach.Message, breach.Advice)
	case breach.Harmless:
		diags.AddAttributeWarning(path.Root(c.Called(breach.Field)), breach.Message, breach.Advice)
	default:
		diags.AddAttributeError(path.Root(c.Called(breach.Field)), breach.Message, breach.Advice)
	}
	return diags
}
