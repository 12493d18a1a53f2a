package backend

import (
	"context"
	"fmt"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/hoody/terraform-provider-hoody/internal/catalog"
	"github.com/hoody/terraform-provider-hoody/internal/fwtypes"
)

// ValidateConfig checks a configuration against the catalog.
func (r *Resource) ValidateConfig(
	ctx context.Context, req resource.ValidateConfigRequest, resp *resource.ValidateConfigResponse,
) {
	var config types.Object
	resp.Diagnostics.Append(req.Config.Get(ctx, &config)...)
	if resp.Diagnostics.HasError() {
		return
	}
	resp.Diagnostics.Append(r.validate(config.Attributes())...)
}

// validate returns everything that can be said of a configuration without asking
// anybody.
func (r *Resource) validate(config map[string]attr.Value) diag.Diagnostics {
	diags := r.validateSecrets(config)
	diags.Append(verifyNeedsPath(config)...)
	for _, f := range r.check(config) {
		r.add(&diags, f, config)
	}
	return diags
}

// verifyNeedsPath refuses a verification that should write but has no path to write
// to.
func verifyNeedsPath(config map[string]attr.Value) diag.Diagnostics {
	verify, _ := config[attrVerify].(types.String)
	verifyPath, _ := config[attrVerifyPath].(types.String)
	return fwtypes.VerifyNeedsPath(verify, verifyPath)
}

// check returns what the catalog says about a configuration.
func (r *Resource) check(config map[string]attr.Value) []catalog.Finding {
	return r.backend.Check(r.asConfig(config))
}

// asConfig returns a configuration in the form that the catalog takes.
func (r *Resource) asConfig(config map[string]attr.Value) catalog.Config {
	c := catalog.Config{
		Values: catalog.Values{}, Unknown: map[string]bool{},
		Written: func(f *catalog.Field) string { return blamed(f, config) },
	}
	for i := range r.backend.Fields {
		f := &r.backend.Fields[i]
		v := given(f, config)
		if v.IsUnknown() || f.HasTwin() && config[twinOf(f)].IsUnknown() {
			c.Unknown[f.Name] = true
		} else if known := knownAs(v); known != nil {
			c.Values[f.Name] = known
		}
	}
	return c
}

// add reports a finding on the attribute that was written. Terraform itself reports a
// missing required attribute, but not a missing secret, which has two.
func (r *Resource) add(diags *diag.Diagnostics, found catalog.Finding, config map[string]attr.Value) {
	f := r.backend.Field(found.Field)
	if isMissing(found) {
		found.Summary = f.Attribute() + " is missing" // wherever it should have been
	}
	switch {
	case f == nil:
		diags.AddError(found.Summary, found.Detail)
	case found.Warns:
		diags.AddAttributeWarning(path.Root(blamed(f, config)), found.Summary, found.Detail)
	case !isMissing(found) || isWritten(f, config):
		diags.AddAttributeError(path.Root(blamed(f, config)), found.Summary, found.Detail)
	case f.Secret: // a secret, and neither of its attributes is written
		diags.AddError(found.Summary,
			fmt.Sprintf("Set %s, or %s, which Terraform does not store (Terraform 1.11 or newer).", f.Attribute(), twinOf(f)))
	}
}

// isMissing reports whether a required field is missing.
func isMissing(found catalog.Finding) bool {
	return !found.Warns && slices.Contains(found.Missing, found.Field)
}

// isWritten reports whether a configuration has something for a field, even an empty text.
func isWritten(f *catalog.Field, config map[string]attr.Value) bool {
	return !config[f.Attribute()].IsNull() || f.HasTwin() && !config[twinOf(f)].IsNull()
}

// missing reports the required fields that a configuration leaves out or sets to
// nothing: a variable that is not set in CI is an empty text. No credential is
// replaced or removed because of that.
func (r *Resource) missing(config map[string]attr.Value) (diags diag.Diagnostics) {
	for _, found := range r.check(config) {
		if isMissing(found) {
			r.add(&diags, found, config)
		}
	}
	return diags
}

// missingLate reports the required fields that turn out to be empty during the apply.
// A field that the plan's configuration lacks altogether is hidden by ignore_changes,
// since the configuration was validated.
func (r *Resource) missingLate(config map[string]attr.Value) (diags diag.Diagnostics) {
	for _, found := range r.check(config) {
		if isMissing(found) && isWritten(r.backend.Field(found.Field), config) {
			r.add(&diags, found, config)
		}
	}
	return diags
}

// validateSecrets wants a secret in one place: in its attribute or in the twin.
func (r *Resource) validateSecrets(config map[string]attr.Value) (diags diag.Diagnostics) {
	for i := range r.backend.Fields {
		f := &r.backend.Fields[i]
		if !f.HasTwin() {
			continue
		}
		plain, twin := config[f.Attribute()], config[twinOf(f)]
		if !plain.IsUnknown() && !twin.IsUnknown() && !plain.IsNull() && !twin.IsNull() {
			diags.AddAttributeError(path.Root(twinOf(f)),
				fmt.Sprintf("%s is given twice", f.Attribute()),
				fmt.Sprintf("Keep %s, which Terraform does not store, or %s, which it does.", twinOf(f), f.Attribute()))
		}
	}
	return diags
}
