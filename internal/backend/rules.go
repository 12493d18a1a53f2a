package backend

import (
	"context"
	"fmt"
	"strings"
	"time"

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
	diags.Append(timeoutsThatEnd(attributes)...)
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

// timeoutsThatEnd refuses a timeout that is over before anything is asked: with one
// no refresh works any more.
func timeoutsThatEnd(config map[string]attr.Value) (diags diag.Diagnostics) {
	v, ok := config[attrTimeouts].(timeouts.Value)
	if !ok || v.IsNull() || v.IsUnknown() {
		return nil
	}
	for name, value := range v.Attributes() {
		text, _ := value.(types.String)
		if d, err := time.ParseDuration(text.ValueString()); err == nil && d <= 0 {
			diags.AddAttributeError(path.Root(attrTimeouts).AtName(name), fmt.Sprintf("timeouts.%s is %q, which leaves no time", name, text.ValueString()),
				"Write a time above zero, such as \"90s\" or \"5m\".")
		}
	}
	return diags
}

// presence says whether a configuration sets a field.
type presence uint8

const (
	absent presence = iota
	present
	undecided // not known before the apply
)

// present tells whether a field is set, itself or by its twin: to something that
// is neither empty nor false.
func (r *Resource) present(name string, attributes map[string]attr.Value) presence {
	f := r.backend.Field(name)
	if attributes[f.Attribute()].IsUnknown() || f.Secret && attributes[twinOf(f)].IsUnknown() {
		return undecided
	}
	switch valuesOf(r.backend, attributes)[name] {
	case nil, "", false:
		return absent
	default:
		return present
	}
}

func (r *Resource) attribute(name string) string { return r.backend.Field(name).Attribute() }

// broken is what a configuration is told that certainly breaks a rule.
func (r *Resource) broken(rule catalog.Rule, attributes map[string]attr.Value) (diags diag.Diagnostics) {
	is := func(name string, p presence) bool { return r.present(name, attributes) == p }
	// What is set is named as it was written: itself, or its twin.
	named := func(name string) string { return blamed(r.backend.Field(name), attributes) }
	switch {
	case rule.Where != "":
		where, known := textOf(attributes[r.attribute(rule.Where)])
		if is(rule.If, present) && known && where != rule.Is {
			diags.AddAttributeWarning(path.Root(named(rule.If)),
				fmt.Sprintf("%s is not used with %s = %q", named(rule.If), r.attribute(rule.Where), where),
				fmt.Sprintf("%s\nRemove it, or set %s = %q.", rule.Because, r.attribute(rule.Where), rule.Is))
		}
	case rule.If != "" && is(rule.If, present):
		for _, name := range rule.Needs {
			if is(name, absent) {
				diags.AddAttributeError(path.Root(named(rule.If)),
					fmt.Sprintf("%s needs %s", named(rule.If), r.attribute(name)),
					fmt.Sprintf("%s\nSet %s as well, or remove %s.", rule.Because, r.attribute(name), named(rule.If)))
				break
			}
		}
	case len(rule.OnlyOne) > 0:
		var set []string
		for _, name := range rule.OnlyOne {
			if is(name, present) {
				set = append(set, named(name))
			}
		}
		if len(set) > 1 {
			diags.AddAttributeError(path.Root(set[1]),
				fmt.Sprintf("%s and %s exclude each other", set[0], set[1]),
				fmt.Sprintf("%s\nKeep one of them.", rule.Because))
		}
	case len(rule.AnyOf) > 0:
		var names []string
		for _, name := range rule.AnyOf {
			if !is(name, absent) {
				return nil
			}
			names = append(names, r.attribute(name))
		}
		diags.AddError(fmt.Sprintf("One of %s is missing", strings.Join(names, ", ")),
			fmt.Sprintf("%s\nSet one of %s.", rule.Because, quoted(names)))
	}
	return diags
}
