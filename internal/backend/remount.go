package backend

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/hoody/terraform-provider-hoody/internal/engine"
)

// rotate sends new credentials. Hoody refuses that while the backend is
// mounted; where the configuration allows it, the mounts are taken away for the
// moment. It returns what is to be mounted again, whatever came of the rotation.
func (r *Resource) rotate(
	ctx context.Context, ref engine.Ref, credentials map[string]*string, remount bool,
) ([]engine.MountSpec, error) {
	err := r.Selection.Engine.Rotate(ctx, ref, credentials)
	if !remount || !errors.Is(err, engine.ErrMounted) {
		return nil, err
	}
	service, err := r.Selection.Service()
	if err != nil {
		return nil, err
	}
	removed, err := service.UnmountAll(ctx, ref)
	if err != nil {
		return removed, err
	}
	return removed, r.Selection.Engine.Rotate(ctx, ref, credentials)
}

// mountAgain brings back the mounts of a backend, and remembers those that it cannot
// bring back. It returns those that are there.
func (r *Resource) mountAgain(
	ctx context.Context, m *memory, specs []engine.MountSpec,
) (back []engine.MountSpec, diags diag.Diagnostics) {
	if len(specs) == 0 {
		return nil, nil
	}
	service, err := r.Selection.Service()
	left := specs
	if err == nil {
		left, err = service.MountAll(ctx, specs)
	}
	if err != nil {
		advice := ""
		if len(left) > 0 {
			advice = "\nWith remount_on_rotate = false, the next apply gives them up."
		}
		diags.AddError("Mounts not brought back", err.Error()+advice)
	}
	m.Owed = keepMounts(left)
	return slices.DeleteFunc(slices.Clone(specs), func(s engine.MountSpec) bool {
		return slices.ContainsFunc(left, func(l engine.MountSpec) bool { return l.Path == s.Path })
	}), diags
}

// andOwed is what a rotation removed, and what is still owed from an earlier one. A
// path may be in both, if its mount came back in between: what the rotation saw counts.
func andOwed(removed, owed []engine.MountSpec) []engine.MountSpec {
	all := slices.Clone(removed)
	for _, s := range owed {
		if !slices.ContainsFunc(removed, func(r engine.MountSpec) bool { return r.Path == s.Path }) {
			all = append(all, s)
		}
	}
	return all
}

// giveUp forgets mounts that are to be brought back, because the configuration
// allows no more that they were taken away.
func giveUp(m *memory, diags *diag.Diagnostics) {
	if len(m.Owed) == 0 {
		return
	}
	diags.AddWarning("Mounts not remounted",
		fmt.Sprintf("An earlier rotation took away %s and could not bring them back. "+
			"remount_on_rotate is off now, so they stay away.", strings.Join(keptPaths(m.Owed), ", ")))
	m.Owed = nil
}

// expectMounts keeps a refresh from calling mounts gone that are only away. Those
// that it has called gone already are Terraform's to make again: they are owed no
// more.
func (r *Resource) expectMounts(m *memory) {
	service, err := r.Selection.Service()
	if err != nil || len(m.Owed) == 0 {
		return
	}
	if left := service.Expect(specsOf(m.Owed)); len(left) < len(m.Owed) {
		m.Owed = keepMounts(left)
	}
}

// planMounts makes a plan bring back what an earlier rotation could not, and
// warns of one that mounts stand in the way of.
func planMounts(
	ctx context.Context, m memory, resp *resource.ModifyPlanResponse, prior, plan map[string]attr.Value, rotates bool,
) {
	remounts := isTrue(plan, attrRemountOnRotate)
	if len(m.Owed) > 0 && remounts {
		resp.Diagnostics.AddWarning("Mounts will be remounted",
			fmt.Sprintf("An earlier rotation of backend %s took away %s and could not bring them back. Applying this plan does.",
				stringOf(prior, attrID), strings.Join(keptPaths(m.Owed), ", ")))
		resp.Diagnostics.Append(resp.Plan.SetAttribute(ctx, path.Root(attrMountPaths),
			types.ListUnknown(types.StringType))...)
	}
	if mounted := mountPaths(ctx, prior); rotates && len(mounted) > 0 && !remounts {
		resp.Diagnostics.AddWarning("Credentials cannot rotate while the backend is mounted",
			fmt.Sprintf("Backend %s is mounted at %s, and Hoody rotates no credentials of a mounted backend.\n"+
				"Set remount_on_rotate = true on it, or unmount it before you apply.", stringOf(prior,
				attrID), strings.Join(mounted, ", ")))
	}
}

// settleMounts fills in the mount paths that a plan left to the update.
func settleMounts(
	ctx context.Context, attributes, prior map[string]attr.Value, back []engine.MountSpec,
) diag.Diagnostics {
	if !attributes[attrMountPaths].IsUnknown() {
		return nil
	}
	paths := mountPaths(ctx, prior)
	for _, p := range pathsOf(back) {
		if !slices.Contains(paths, p) {
			paths = append(paths, p)
		}
	}
	list, diags := types.ListValueFrom(ctx, types.StringType, paths)
	attributes[attrMountPaths] = list
	return diags
}

func pathsOf(specs []engine.MountSpec) []string {
	paths := make([]string, len(specs))
	for i, s := range specs {
		paths[i] = s.Path
	}
	return paths
}

func keptPaths(kept []keptMount) []string { return pathsOf(specsOf(kept)) }

// mountPaths are where a backend was mounted at the last refresh.
func mountPaths(ctx context.Context, attributes map[string]attr.Value) []string {
	paths := []string{}
	if list, ok := attributes[attrMountPaths].(types.List); ok && !list.IsNull() && !list.IsUnknown() {
		list.ElementsAs(ctx, &paths, false)
	}
	return paths
}

func isTrue(attributes map[string]attr.Value, name string) bool {
	b, _ := attributes[name].(types.Bool)
	return b.ValueBool()
}
