package backend

import (
	"fmt"
	"maps"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/hoody/terraform-provider-hoody/internal/catalog"
)

// isHidden reports whether a write-only value that a plan's configuration lacks was
// not removed, but is hidden by ignore_changes. That is so if validation would have
// refused the configuration without the value, or if an earlier apply has seen
// ignore_changes hide it. A value that cannot rotate always counts as hidden: to
// replace a backend because of something that nobody can see is worse than to keep a
// credential.
func (r *Resource) isHidden(m memory, f *catalog.Field, config map[string]attr.Value) bool {
	return !f.Rotates || f.Required || slices.Contains(m.Ignored, f.Name) || r.isNeeded(f.Name, config)
}

// kept returns the write-only values that cannot rotate and were either removed or
// hidden by ignore_changes: it is not known which.
func (r *Resource) kept(m memory, prior, plan, config map[string]attr.Value) (names []string) {
	if isPinned(prior, plan) {
		return nil
	}
	for i := range r.backend.Fields {
		f := &r.backend.Fields[i]
		if m.Sent.Fields[f.Name] == nil || f.Rotates || f.Required || slices.Contains(m.Ignored, f.Name) {
			continue
		}
		if config[f.Attribute()].IsNull() && config[twinOf(f)].IsNull() && !r.isNeeded(f.Name, config) {
			names = append(names, twinOf(f))
		}
	}
	return names
}

// warnOfKept says how to get rid of a write-only value that cannot rotate.
func (r *Resource) warnOfKept(m memory, prior, plan, config map[string]attr.Value, diags *diag.Diagnostics) {
	for _, name := range r.kept(m, prior, plan, config) {
		diags.AddAttributeWarning(path.Root(name), fmt.Sprintf("%s is not set any more, and cannot rotate", name),
			fmt.Sprintf("Backend %s keeps the value that it was connected with. If you removed it, replace the backend: "+
				"terraform apply -replace=ADDRESS\n"+
				"If ignore_changes has it, there is nothing to do.", stringOf(prior, attrID)))
	}
}

// isNeeded reports whether a configuration is refused because a field is not set.
func (r *Resource) isNeeded(name string, config map[string]attr.Value) bool {
	return slices.ContainsFunc(r.check(config), func(f catalog.Finding) bool {
		return !f.Warns && slices.Contains(f.Missing, name)
	})
}

// twinsIn returns the fields whose write-only values a configuration sets, known or
// not.
func (r *Resource) twinsIn(config map[string]attr.Value) []string {
	names := []string{}
	for i := range r.backend.Fields {
		if f := &r.backend.Fields[i]; f.HasTwin() && !config[twinOf(f)].IsNull() {
			names = append(names, f.Name)
		}
	}
	return names
}

// asPlanned returns the configuration of an apply as its plan saw it: without the
// write-only values that ignore_changes hid, and with the planned value of any field
// that ignore_changes kept from changing.
func (r *Resource) asPlanned(config, plan map[string]attr.Value, p *planned) map[string]attr.Value {
	seen := maps.Clone(config)
	for i := range r.backend.Fields {
		f := &r.backend.Fields[i]
		if v := plan[f.Attribute()]; !f.Code && !config[f.Attribute()].IsNull() && !v.IsUnknown() {
			seen[f.Attribute()] = v
		}
		if f.HasTwin() && p != nil && !slices.Contains(p.Twins, f.Name) {
			seen[twinOf(f)] = nullLike(config[twinOf(f)])
		}
	}
	return seen
}

// hiddenFrom returns the fields that a configuration sets and that its plan could not
// see.
func (r *Resource) hiddenFrom(seen, config map[string]attr.Value) (twins, all []string) {
	for i := range r.backend.Fields {
		f := &r.backend.Fields[i]
		hidden := f.HasTwin() && !seen[twinOf(f)].Equal(config[twinOf(f)])
		if hidden {
			twins = append(twins, f.Name)
		}
		if hidden || !meansSame(f, seen[f.Attribute()], config[f.Attribute()]) {
			all = append(all, f.Name)
		}
	}
	return twins, all
}
