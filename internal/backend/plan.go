package backend

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/hoody/terraform-provider-hoody/internal/catalog"
	"github.com/hoody/terraform-provider-hoody/internal/engine"
	"github.com/hoody/terraform-provider-hoody/internal/fwtypes"
	"github.com/hoody/terraform-provider-hoody/internal/tf"
)

// ModifyPlan decides what a difference means: rotate in place, replace, or
// refuse. It asks nobody: plans use no network.
func (r *Resource) ModifyPlan(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	if req.State.Raw.IsNull() {
		if r.Selection.Name != "" {
			resp.Diagnostics.Append(resp.Plan.SetAttribute(ctx, path.Root(attrEngine), r.Selection.Name)...)
		}
		r.PlanContainer(ctx, req, resp, r.failed(creating))
		r.refuseUnproven(ctx, req, resp)
		r.warnOfWriting(ctx, resp)
		return
	}
	var state, plan types.Object
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	if resp.Diagnostics.HasError() {
		return
	}
	prior := state.Attributes()
	if r.madeByService(prior) && r.Selection.Name == engine.Embedded {
		r.addStranded(&resp.Diagnostics, prior)
		return
	}
	m, diags := readMemory(ctx, req.Private)
	if req.Plan.Raw.IsNull() {
		diags = tf.Naming(r.named(stringOf(prior, attrID)), diags)
	}
	resp.Diagnostics.Append(diags...)
	defer func() {
		if req.Plan.Raw.IsNull() || len(resp.RequiresReplace) > 0 {
			warnOfMounts(ctx, m, prior, req.Plan.Raw.IsNull(), &resp.Diagnostics)
		}
		if !req.Plan.Raw.IsNull() {
			r.warnOfUsedUp(ctx, m, prior, req, resp)
		}
	}()
	if req.Plan.Raw.IsNull() {
		return
	}
	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	if resp.Diagnostics.HasError() {
		return
	}
	if stringOf(prior, attrEngine) == engine.Embedded && r.Selection.Name == engine.API {
		// What was only verified so far is connected now.
		resp.Diagnostics.Append(resp.Plan.SetAttribute(ctx, path.Root(attrEngine), engine.API)...)
		resp.RequiresReplace.Append(path.Root(attrEngine))
		named, _ := plan.Attributes()[attrContainerID].(types.String)
		r.PlanNewContainer(ctx, named, resp, r.failed(creating))
		return
	}
	r.PlanContainer(ctx, req, resp, r.failed(updating))
	r.planChanges(ctx, m, req, resp, prior, plan.Attributes())
	if !resp.Plan.Raw.Equal(req.State.Raw) {
		r.refuseUnproven(ctx, req, resp)
		r.warnOfWriting(ctx, resp)
	}
}

// refuseUnproven says in the plan that the apply would prove nothing, and fail, where the
// embedded engine has no client of the service.
func (r *Resource) refuseUnproven(
	ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse,
) {
	if r.Selection.Name != engine.Embedded {
		return
	}
	var config types.Object
	resp.Diagnostics.Append(req.Config.Get(ctx, &config)...)
	why := r.backend.Unproven(r.asConfig(config.Attributes()))
	if why == "" {
		return
	}
	var verify types.String
	resp.Diagnostics.Append(resp.Plan.GetAttribute(ctx, path.Root(attrVerify), &verify)...)
	if verify.IsUnknown() || verify.ValueString() == string(engine.VerifyNone) {
		return
	}
	resp.Diagnostics.AddAttributeError(path.Root(attrVerify), "The embedded engine cannot prove "+r.backend.Title,
		why+"\nConnect the backend with the API engine. "+waiver)
}

// warnOfWriting says in the plan that the apply writes to the storage.
func (r *Resource) warnOfWriting(ctx context.Context, resp *resource.ModifyPlanResponse) {
	if r.Selection.Name != engine.Embedded {
		return
	}
	var verify, verifyPath types.String
	resp.Diagnostics.Append(resp.Plan.GetAttribute(ctx, path.Root(attrVerify), &verify)...)
	resp.Diagnostics.Append(resp.Plan.GetAttribute(ctx, path.Root(attrVerifyPath), &verifyPath)...)
	if verify.ValueString() == string(engine.VerifyWrite) {
		resp.Diagnostics.AddAttributeWarning(path.Root(attrVerify), "The apply will write to the storage",
			fmt.Sprintf("The verification writes an object hoody-verify-….txt below %q, reads it back and removes it.",
				verifyPath.ValueString()))
	}
}

// warnOfMounts names the mounts that go with a backend that is replaced, or destroyed.
func warnOfMounts(ctx context.Context, m memory, prior map[string]attr.Value, destroyed bool, diags *diag.Diagnostics) {
	if len(m.Owed) > 0 {
		diags.AddWarning("Mounts will not be remounted",
			fmt.Sprintf("An earlier rotation of backend %s took away %s and could not bring them back. The "+
				"backend goes, so they stay away.",
				stringOf(prior, attrID), strings.Join(keptPaths(m.Owed), ", ")))
	}
	if engine.Uploads(stringOf(prior, attrUploadsOnDestroy)) == engine.DiscardUploads {
		diags.AddWarning(fmt.Sprintf("Files on mounts of backend %s may be lost", stringOf(prior, attrID)),
			"It has uploads_on_destroy = \"discard\": what was written on its mounts and is not uploaded yet is lost.\n"+
				"Set it to \"wait\" or \"keep\" and apply that first to keep it.")
	}
	paths := mountPaths(ctx, prior)
	switch {
	case len(paths) == 0:
	case isTrue(prior, attrUnmountOnDestroy):
		diags.AddWarning("A mounted backend will be disconnected",
			fmt.Sprintf("Backend %s is mounted at %s, and those mounts go with it.", stringOf(prior, attrID),
				strings.Join(paths, ", ")))
	case destroyed:
		// Its resources unmount first. What nobody manages stops the apply, with an error
		// that names it; a plan of a destroy cannot tell the two apart.
	default:
		diags.AddWarning("A mounted backend will be disconnected",
			fmt.Sprintf("Backend %s is mounted at %s. A hoody_mount of this configuration is replaced with it; any other "+
				"mount stops the apply.\n"+
				"Unmount that first, or set unmount_on_destroy = true and apply that.", stringOf(prior, attrID), strings.Join(paths,
				", ")))
	}
}

// planChanges says in the plan what the changes of fields mean.
func (r *Resource) planChanges(
	ctx context.Context, m memory, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse,
	prior, plan map[string]attr.Value,
) {
	var config types.Object
	resp.Diagnostics.Append(req.Config.Get(ctx, &config)...)
	changes, undecided, diags := r.changes(m, prior, plan, config.Attributes())
	resp.Diagnostics.Append(diags...)
	if resp.Diagnostics.HasError() {
		return
	}
	for i := range r.backend.Fields {
		if f := &r.backend.Fields[i]; respelled(f, prior, plan) {
			resp.Diagnostics.Append(resp.Plan.SetAttribute(ctx, path.Root(f.Attribute()), prior[f.Attribute()])...)
		}
	}
	for _, c := range changes {
		at := path.Root(c.field.Attribute())
		if c.hidden {
			// The plan cannot show a write-only value, so it shows this.
			at = path.Root(attrRotatedAt)
			resp.Diagnostics.Append(resp.Plan.SetAttribute(ctx, at, types.StringUnknown())...)
		}
		if !c.field.Rotates && !m.trusts(c.field) {
			resp.RequiresReplace.Append(at)
		}
	}
	resp.Diagnostics.Append(r.missingLate(config.Attributes())...)
	resp.Diagnostics.Append(r.contradicted(m, stringOf(prior, attrID), config.Attributes())...)
	r.warnOfKept(m, prior, plan, config.Attributes(), &resp.Diagnostics)
	addUnproven(&resp.Diagnostics, m, setBy(changes, config.Attributes()))
	r.warnOfNoCredentials(m, config.Attributes(), &resp.Diagnostics)
	if len(resp.RequiresReplace) == 0 {
		planMounts(ctx, m, resp, prior, plan, slices.ContainsFunc(changes, func(c change) bool { return c.field.Rotates }))
	}
	if len(changes) > 0 {
		// Working credentials connect a backend that had lost its storage.
		resp.Diagnostics.Append(resp.Plan.SetAttribute(ctx, path.Root(attrConnected), types.BoolUnknown())...)
	}
	planUndecided(ctx, undecided, resp)
	if len(resp.RequiresReplace) == 0 {
		keepUndecided(ctx, undecided, prior, config.Attributes(), resp)
	}
	if resp.Plan.Raw.Equal(req.State.Raw) {
		warnOfUndecided(undecided, prior, config.Attributes(), &resp.Diagnostics)
		return
	}
	m.Planned = &planned{Twins: r.twinsIn(config.Attributes())}
	resp.Diagnostics.Append(m.save(ctx, resp.Private)...)
	if !m.Imported && len(resp.RequiresReplace) == 0 {
		// Terraform plans an update once more in the apply, when all is known:
		// it must not turn out to be a replacement then.
		resp.Diagnostics.Append(refuseUndecided(undecided, config.Attributes())...)
	}
}

// A change is a documented field whose value is to become another one.
type change struct {
	field *catalog.Field
	// hidden says that the value is write-only: no attribute shows the change.
	hidden bool
}

// changes are the fields whose values differ from those that were sent last. A
// value that is written another way, or moved between a secret's attribute and
// its twin, is not changed. Undecided are those that only the apply will know.
func (r *Resource) changes(
	m memory, prior, plan, config map[string]attr.Value,
) (changes []change, undecided []*catalog.Field, diags diag.Diagnostics) {
	hidden, undecided, err := r.changedTwins(m, prior, plan, config)
	if err != nil {
		diags.AddError("Write-only values cannot be fingerprinted", err.Error())
	}
	before, after := valuesOf(r.backend, prior), valuesOf(r.backend, config)
	for i := range r.backend.Fields {
		f := &r.backend.Fields[i]
		if waits(f, m, prior, plan, config) {
			if !slices.Contains(undecided, f) {
				undecided = append(undecided, f)
			}
			continue
		}
		shown := !meansSame(f, prior[f.Attribute()], plan[f.Attribute()])
		doubted := m.doubts(f) && (after[f.Name] != nil || !r.isHidden(m, f, config))
		if doubted || (shown || hidden[f.Name]) && !isMoved(f, before, after, config, m.Sent) {
			changes = append(changes, change{field: f, hidden: !shown})
		}
	}
	return changes, undecided, diags
}

// isMoved reports whether a secret went to its twin, or came from it, and is the
// one that was sent before.
func isMoved(f *catalog.Field, before, after catalog.Values, config map[string]attr.Value, sent fingerprint) bool {
	if !f.Secret {
		return false
	}
	if was, _ := before[f.Name].(string); was != "" {
		return was == after[f.Name]
	}
	plain, ok := textOf(config[f.Attribute()])
	return ok && sent.has(f.Name, plain)
}

// setBy are the changes of fields that a configuration sets, not its defaults.
func setBy(all []change, config map[string]attr.Value) (set []change) {
	for _, c := range all {
		if !config[c.field.Attribute()].IsNull() || c.hidden {
			set = append(set, c)
		}
	}
	return set
}

// respelled reports whether a field's value is written in another way and is the
// same, such as 5Mi for 5242880. The plan then keeps the state's spelling, which
// Terraform allows; the framework compares meanings only after an apply.
func respelled(f *catalog.Field, prior, plan map[string]attr.Value) bool {
	was, ok := prior[f.Attribute()].(fwtypes.Value)
	is, isText := plan[f.Attribute()].(fwtypes.Value)
	return ok && isText && !was.IsNull() && !is.IsNull() && !is.IsUnknown() && !is.Equal(was) &&
		f.Kind.Form().Same(was.ValueString(), is.ValueString())
}

// rotation is what the update call gets: the new value of each credential that
// changed, or nil where one is removed that was there. After an import nothing
// is known to be there, so nothing is removed; and what is good for one use is only
// recorded, since Hoody may have renewed it and would lose what it has now.
func rotation(changes []change, before, after catalog.Values, m memory) map[string]*string {
	credentials := map[string]*string{}
	for _, c := range changes {
		if !c.field.Rotates || isOnlyRecorded(c.field, m) {
			continue
		}
		was, _ := before[c.field.Name].(string)
		if v, _ := after[c.field.Name].(string); v != "" {
			credentials[c.field.Name] = &v
		} else if !c.field.Required && (was != "" || m.Sent.Fields[c.field.Name] != nil || m.doubts(c.field)) {
			credentials[c.field.Name] = nil
		}
	}
	return credentials
}

// madeByService reports whether a backend stands at Hoody. An import, which
// only the API can do, has not recorded its engine before its first read.
func (r *Resource) madeByService(state map[string]attr.Value) bool {
	return stringOf(state, attrEngine) != engine.Embedded
}

// addStranded says that a backend stands at Hoody, and that the provider runs
// without it.
func (r *Resource) addStranded(diags *diag.Diagnostics, state map[string]attr.Value) {
	diags.AddError("This backend was created through the Hoody API, and the provider uses the embedded engine",
		"The embedded engine cannot see, change or disconnect "+r.named(stringOf(state, attrID))+".\n"+r.Selection.ToAPI+
			" To forget the backend without disconnecting it: terraform state rm ADDRESS")
}
