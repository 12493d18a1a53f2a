package backend

import (
	"context"
	"fmt"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/hoody/terraform-provider-hoody/internal/engine"
)

// mountedKey keeps, in the private state, how a backend with remount_on_rotate was
// mounted at the last refresh. A provider that is killed while a rotation has the
// mounts away can write nothing down: what was written before tells the next
// refresh what is missing.
const mountedKey = "mounted"

// watchMounts warns of mounts that are gone since the last refresh, with the call
// that brings each back, and remembers those that are there.
func (r *Resource) watchMounts(
	ctx context.Context, before privateReader, private privateWriter,
	attributes map[string]attr.Value, remote engine.Remote,
) diag.Diagnostics {
	was, diags := mountsBefore(ctx, before)
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
	owed, more := unmounted(ctx, before)
	diags.Append(more...)
	for _, s := range was {
		isThere := func(there engine.MountSpec) bool { return there.Path == s.Path }
		isMissed := isTrue(attributes, attrRemountOnRotate) && !slices.ContainsFunc(owed, isThere)
		if isMissed && !slices.ContainsFunc(is, isThere) {
			diags.Append(warnGone(s, service.MountCall(s)))
		}
	}
	diags.Append(keepMounts(ctx, private, mountedKey, is)...)
	return diags
}

// mountsOf are the mounts of a backend, as Mount takes them.
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

// mountsBefore are the mounts at the last refresh.
func mountsBefore(ctx context.Context, private privateReader) (specs []engine.MountSpec, diags diag.Diagnostics) {
	return keptMounts(ctx, private, mountedKey)
}

func samePaths(specs []engine.MountSpec, paths []string) bool {
	return slices.Equal(slices.Sorted(slices.Values(pathsOf(specs))), slices.Sorted(slices.Values(paths)))
}

func warnGone(s engine.MountSpec, call string) diag.Diagnostic {
	return diag.NewWarningDiagnostic("A mount is gone", fmt.Sprintf(
		"Backend %s was mounted at %s at the last refresh, and is no longer. If nobody unmounted it, a rotation was cut off "+
			"while it was away.\n"+
			"A hoody_mount is made again by the next apply. For any other, this call brings it back: %s",
		s.BackendID, s.Path, call))
}
