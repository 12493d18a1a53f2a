package backend

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/hoody/terraform-provider-hoody/internal/engine"
)

// rotate sends new credentials. Hoody refuses that while the backend is mounted; if
// the configuration allows it, the mounts are removed for that time. rotate returns
// the mounts to bring back, whether or not the rotation succeeded.
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
			advice = "\nWith remount_on_rotate = false, the next apply leaves them unmounted."
		}
		diags.AddError("Mounts not brought back", err.Error()+advice)
	}
	m.Owed = keepMounts(left)
	return slices.DeleteFunc(slices.Clone(specs), func(s engine.MountSpec) bool {
		return slices.ContainsFunc(left, func(l engine.MountSpec) bool { return l.Path == s.Path })
	}), diags
}

// andOwed returns what a rotation removed, and what is still owed from an earlier one.
// A path may be in both if its mount came back in between: then what the rotation saw
// counts.
func andOwed(removed, owed []engine.MountSpec) []engine.MountSpec {
	all := slices.Clone(removed)
	for _, s := range owed {
		if !slices.ContainsFunc(removed, func(r engine.MountSpec) bool { return r.Path == s.Path }) {
			all = append(all, s)
		}
	}
	return all
}

// giveUp forgets mounts that are to be brought back, because the configuration no
// longer allows them to be removed for a rotation.
func giveUp(m *memory, diags *diag.Diagnostics) {
	if len(m.Owed) == 0 {
		return
	}
	diags.AddWarning("Mounts not remounted",
		fmt.Sprintf("An earlier rotation unmounted %s and could not mount them again. remount_on_rotate is off now, so "+
			"they are not remounted.", strings.Join(keptPaths(m.Owed), ", ")))
	m.Owed = nil
}

// expectMounts keeps a refresh from calling mounts gone that are only away. Mounts
// that it has already called gone are no longer owed: Terraform makes them again.
func (r *Resource) expectMounts(m *memory) {
	service, err := r.Selection.Service()
	if err != nil || len(m.Owed) == 0 {
		return
	}
	if left := service.Expect(specsOf(m.Owed)); len(left) < len(m.Owed) {
		m.Owed = keepMounts(left)
	}
}

// settleMounts fills in the mount paths that a plan left for the update.
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
