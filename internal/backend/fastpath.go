package backend

import (
	"context"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/hoody/terraform-provider-hoody/internal/engine"
	"github.com/hoody/terraform-provider-hoody/internal/fastpath"
	"github.com/hoody/terraform-provider-hoody/internal/origin"
	"github.com/hoody/terraform-provider-hoody/internal/tf"
)

var _ fastpath.Resource = (*Resource)(nil)

// A lister is an engine that may know from a list what Inspect would return for a
// backend. It reports false if Inspect has more to ask or to explain.
type lister interface {
	Listed(ctx context.Context, id string) (engine.Remote, bool)
}

// ConfigIsValid reports whether validation finds nothing to say about a configuration.
func (r *Resource) ConfigIsValid(_ context.Context, config map[string]attr.Value) bool {
	return len(r.validate(config)) == 0
}

// QuickRead returns what Read would record, if the Hoody that made the backend still has
// it.
func (r *Resource) QuickRead(
	ctx context.Context, state map[string]attr.Value, private fastpath.Private,
) (map[string]attr.Value, bool) {
	var diags diag.Diagnostics
	if !r.In(state[attrContainerID], reading.failed, &diags) {
		return nil, false
	}
	known, ok := r.Selection.Engine.(lister)
	if !ok || stringOf(state, attrEngine) != r.Selection.Name || !understood(private) {
		return nil, false
	}
	m, diags := readMemory(ctx, private)
	isNew := m.Imported && m.Listed == nil
	if len(diags) > 0 || isNew || len(m.Owed) > 0 || m.Origin.Compare(r.Selection) != origin.Same {
		return nil, false
	}
	ctx, cancel := r.begin(ctx, state, reading, &diags)
	defer cancel()
	if len(diags) > 0 {
		return nil, false
	}
	remote, ok := known.Listed(ctx, stringOf(state, attrID))
	if !ok || len(remote.Notices) > 0 || !r.backend.IsType(remote.BackendType) {
		return nil, false
	}
	was := specsOf(m.Mounted)
	if (isTrue(state, attrRemountOnRotate) || len(was) > 0) && !samePaths(was, remote.MountPaths) {
		return nil, false
	}
	found := map[string]attr.Value{attrContainer: r.Container()}
	diags.Append(setRemote(ctx, found, r.backend, remote)...)
	return found, len(diags) == 0 && r.Selection.Held.First(remote.ID)
}

// PlanIsEmpty reports whether ModifyPlan has nothing to add to a plan that equals the
// state: the engine is the same, no write-only value changed, and no mounts are still
// away because of a rotation. (After an import, only changes matter.)
func (r *Resource) PlanIsEmpty(
	ctx context.Context, prior, config map[string]attr.Value, private fastpath.Private,
) bool {
	if r.Selection.Name == "" || stringOf(prior, attrEngine) != r.Selection.Name || !understood(private) {
		return false
	}
	m, diags := readMemory(ctx, private)
	changes, _ := r.changes(m, prior, prior, config) // nothing is unknown
	diags.Append(r.missingLate(config)...)
	diags.Append(r.contradicted(m, "", config)...)
	r.warnOfNoCredentials(m, config, &diags)
	return len(diags) == 0 && len(m.Owed) == 0 && len(changes) == 0 && len(r.kept(m, prior, prior, config)) == 0
}

// understood reports whether a private state has only keys from which a memory is
// read.
func understood(private fastpath.Private) bool {
	for key := range private {
		if key != tf.MemoryKey && !slices.Contains(oldKeys, key) {
			return false
		}
	}
	return true
}
