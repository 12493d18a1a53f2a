package backend

import (
	"context"
	"fmt"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/hoody/terraform-provider-hoody/internal/engine"
)

// watchMounts warns of mounts that disappeared since the last refresh, with the call
// that brings each back, and remembers those that are there.
func (r *Resource) watchMounts(
	ctx context.Context, m *memory, attributes map[string]attr.Value, remote engine.Remote,
) (diags diag.Diagnostics) {
	was := specsOf(m.Mounted)
	if !isTrue(attributes, attrRemountOnRotate) {
		remote.MountPaths = nil
	}
	if samePaths(was, remote.MountPaths) {
		return diags
	}
	service, err := r.Selection.Service()
	if err != nil {
		return diags
	}
	is, err := mountsOf(ctx, service, remote)
	if err != nil {
		return diags // The next refresh looks again.
	}
	for _, s := range was {
		isThere := slices.Contains(pathsOf(is), s.Path) || slices.Contains(keptPaths(m.Owed), s.Path)
		if isTrue(attributes, attrRemountOnRotate) && !isThere {
			diags.Append(warnGone(s, service.MountCall(s)))
		}
	}
	m.Mounted = keepMounts(is)
	return diags
}

// mountsOf returns the mounts of a backend, as Mount takes them.
func mountsOf(
	ctx context.Context, service engine.Service, remote engine.Remote,
) (specs []engine.MountSpec, err error) {
	specs = []engine.MountSpec{}
	if len(remote.MountPaths) == 0 {
		return specs, nil
	}
	all, err := service.Mounts(ctx)
	for _, m := range all {
		if m.BackendID == remote.ID {
			specs = append(specs, m.Spec())
		}
	}
	return specs, err
}

func samePaths(specs []engine.MountSpec, paths []string) bool {
	return slices.Equal(slices.Sorted(slices.Values(pathsOf(specs))), slices.Sorted(slices.Values(paths)))
}

func warnGone(s engine.MountSpec, call string) diag.Diagnostic {
	return diag.NewWarningDiagnostic("A mount is gone", fmt.Sprintf(
		"Backend %s was mounted at %s at the last refresh, and is no longer. If nobody unmounted it, a rotation was "+
			"interrupted before it was mounted again.\n"+
			"A hoody_mount is made again by the next apply. For any other, this brings it back: %s",
		s.BackendID, s.Path, call))
}
