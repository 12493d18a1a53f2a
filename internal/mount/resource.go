// Package mount is the resource hoody_mount, which mounts a backend as a filesystem at
// Hoody. It reaches Hoody through the interface engine.Service only, and knows no
// service that a backend can be of. Begin with Resource.Create.
package mount

import (
	"cmp"
	"context"
	"errors"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework-timeouts/resource/timeouts"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/hoody/terraform-provider-hoody/internal/engine"
	"github.com/hoody/terraform-provider-hoody/internal/origin"
	"github.com/hoody/terraform-provider-hoody/internal/tf"
)

// Resource manages mounts.
type Resource struct{ tf.Resource }

var (
	_ resource.ResourceWithConfigure       = (*Resource)(nil)
	_ resource.ResourceWithIdentity        = (*Resource)(nil)
	_ resource.ResourceWithImportState     = (*Resource)(nil)
	_ resource.ResourceWithModifyPlan      = (*Resource)(nil)
	_ resource.ResourceWithUpgradeIdentity = (*Resource)(nil)
	_ resource.ResourceWithUpgradeState    = (*Resource)(nil)
)

// New makes the resource. The framework calls it for every request.
func New() resource.Resource { return &Resource{} }

// A model is a mount in Terraform's types.
type model struct {
	ID        types.String   `tfsdk:"id"`
	MountID   types.String   `tfsdk:"mount_id"`
	BackendID types.String   `tfsdk:"backend_id"`
	Named     types.String   `tfsdk:"container_id"`
	Container types.String   `tfsdk:"container"`
	Label     types.String   `tfsdk:"label"`
	MountPath types.String   `tfsdk:"mount_path"`
	Path      types.String   `tfsdk:"path"`
	Status    types.String   `tfsdk:"status"`
	Uploads   types.String   `tfsdk:"uploads_on_destroy"`
	VFS       types.Object   `tfsdk:"vfs"`
	Timeouts  timeouts.Value `tfsdk:"timeouts"`
}

// These summaries say what did not happen.
const (
	notMounted   = "Backend not mounted"
	notRefreshed = "Mount not refreshed"
	notChanged   = "Mount not changed"
	notUnmounted = "Backend not unmounted"
)

// Metadata names the resource type.
func (r *Resource) Metadata(_ context.Context, req resource.MetadataRequest, resp *resource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_mount"
	resp.ResourceBehavior = identity.Behavior()
}

// identity is a mount's path. Version 0 had Hoody's id, and version 1 had no
// container.
var identity = tf.Identity{
	Version: 2, Attribute: "path", Description: "The absolute path where the backend is mounted.", Separator: ":",
}

// IdentitySchema describes the identity (Terraform 1.12 or newer).
func (r *Resource) IdentitySchema(
	_ context.Context, _ resource.IdentitySchemaRequest, resp *resource.IdentitySchemaResponse,
) {
	resp.IdentitySchema = identity.Schema()
}

// UpgradeIdentity reads the identities of earlier versions.
func (r *Resource) UpgradeIdentity(context.Context) map[int64]resource.IdentityUpgrader {
	return identity.Upgraders()
}

// ImportState adopts a mount by its path (alone, as CONTAINER:/path, or in an
// identity) or by Hoody's id. The read that follows looks for it.
func (r *Resource) ImportState(
	ctx context.Context, req resource.ImportStateRequest, resp *resource.ImportStateResponse,
) {
	container, name := identity.Imported(ctx, req)
	ref := refTo(name)
	if _, err := r.Selection.Service(); err != nil {
		resp.Diagnostics.AddError("Mount not imported: "+named(ref), err.Error())
		return
	}
	if ref.Path == "" {
		resp.Diagnostics.Append(resp.State.SetAttribute(ctx, path.Root("mount_id"), ref.ID)...)
		return
	}
	resp.Diagnostics.Append(resp.State.SetAttribute(ctx, path.Root(tf.ContainerID), container)...)
	resp.Diagnostics.Append(resp.State.SetAttribute(ctx, atPath, ref.Path)...)
	resp.Diagnostics.Append(identify(ctx, resp.Identity, container, types.StringValue(ref.Path))...)
}

// Create mounts a backend with what the configuration sets.
func (r *Resource) Create(ctx context.Context, req resource.CreateRequest, resp *resource.CreateResponse) {
	var config, plan model
	resp.Diagnostics.Append(req.Config.Get(ctx, &config)...)
	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	if resp.Diagnostics.HasError() {
		return
	}
	service, ctx, cancel := r.begin(ctx, timeouts.Value.Create, plan, notMounted, &resp.Diagnostics)
	defer cancel()
	if service == nil {
		return
	}
	m, err := service.Mount(ctx, engine.MountSpec{
		BackendID: plan.BackendID.ValueString(),
		Label:     config.Label.ValueString(),
		Path:      config.MountPath.ValueString(),
		Settings:  settingsOf(config.VFS).sent(),
	})
	tf.AddNotices(&resp.Diagnostics, m.Notices)
	if err != nil {
		r.addError(&resp.Diagnostics, notMounted, err)
	}
	if m.ID == "" {
		return
	}
	plan.record(m)
	plan.Container = r.Container()
	resp.Diagnostics.Append(memory{Origin: origin.Mark{}.At(r.Selection)}.save(ctx, resp.Private)...)
	resp.Diagnostics.Append(resp.State.Set(ctx, plan)...)
	resp.Diagnostics.Append(identify(ctx, resp.Identity, plan.Named, plan.Path)...)
}

// Read refreshes what Hoody knows of the mount. If the list does not have the
// settings, they cost a request for each mount, so they are read only right after an
// import and while they are in doubt.
func (r *Resource) Read(ctx context.Context, req resource.ReadRequest, resp *resource.ReadResponse) {
	var state model
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	if resp.Diagnostics.HasError() {
		return
	}
	// A state from an older Terraform has no identity yet, and every read must set one.
	resp.Diagnostics.Append(identify(ctx, resp.Identity, state.Named, state.Path)...)
	if r.Selection.Engine == nil || r.Selection.Name == engine.Embedded {
		return // the plan says what to do about it
	}
	service, ctx, cancel := r.begin(ctx, timeouts.Value.Read, state, about(notRefreshed, state.ref()), &resp.Diagnostics)
	defer cancel()
	if service == nil {
		return
	}
	ref := state.ref()
	known, diags := readMemory(ctx, req.Private)
	resp.Diagnostics.Append(tf.Naming(named(ref), diags)...)
	if resp.Diagnostics.HasError() {
		return
	}
	ref.WithSettings = ref.WithSettings || len(known.Doubt) > 0
	m, from, ok := r.look(ctx, ref, known, service, state, resp)
	if !ok {
		return
	}
	if !r.Selection.Held.First(m.Path) {
		addHeldTwice(&resp.Diagnostics, m.Path)
	}
	settled := len(known.Doubt) > 0 && m.Settings != nil
	if settled {
		known.Doubt = nil
	}
	if settled || from != origin.Same {
		known.Origin = known.Origin.At(r.Selection)
		resp.Diagnostics.Append(known.save(ctx, resp.Private)...)
	}
	warnOfFailure(m, &resp.Diagnostics)
	resp.Diagnostics.Append(state.refresh(m)...)
	state.Container = r.Container()
	resp.Diagnostics.Append(resp.State.Set(ctx, state)...)
	resp.Diagnostics.Append(identify(ctx, resp.Identity, state.Named, state.Path)...)
}

// look asks for a mount. It reports false if there is nothing to record: the response
// says why, or that the mount is gone.
func (r *Resource) look(
	ctx context.Context, ref engine.MountRef, known memory, service engine.Service, state model,
	resp *resource.ReadResponse,
) (m engine.Mount, from origin.Origin, ok bool) {
	from, err := known.Origin.Look(ctx, r.Selection, func() (err error) {
		m, err = service.InspectMount(ctx, ref)
		return err
	})
	switch {
	case errors.Is(err, origin.ErrElsewhere):
		origin.AddElsewhere(&resp.Diagnostics, "mount", named(ref))
	case errors.Is(err, engine.ErrNotFound):
		resp.State.RemoveResource(ctx)
		if state.Path.IsNull() { // an import by an id that does not exist
			resp.Diagnostics.Append(identify(ctx, resp.Identity, state.Named, state.MountID)...)
		}
	case errors.Is(err, engine.ErrAway): // the plan of its backend reports it
	case err != nil && !state.BackendID.IsNull() && failures.AddCommon(r.Selection, &resp.Diagnostics, "", err):
		// The state stays as it was; only an import does not know the backend yet.
	case err != nil:
		r.addError(&resp.Diagnostics, about(notRefreshed, ref), err)
	default:
		return m, from, true
	}
	return m, from, false
}

// warnOfFailure passes on what Hoody says about a mount that does not work.
func warnOfFailure(m engine.Mount, diags *diag.Diagnostics) {
	if m.Phase() != engine.Failed {
		return
	}
	said := fmt.Sprintf("Its status is %q", m.Status)
	if m.Problem != "" {
		said += fmt.Sprintf(": %q", m.Problem)
	}
	diags.AddWarning("The mount at "+m.Path+" does not work", said+".\nThe next apply repairs it in place, with the "+
		"settings that it has.")
}

// Update changes settings in place, and so repairs a mount that has failed. Timeouts
// are only recorded.
func (r *Resource) Update(ctx context.Context, req resource.UpdateRequest, resp *resource.UpdateResponse) {
	var state, plan model
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	if resp.Diagnostics.HasError() {
		return
	}
	service, ctx, cancel := r.begin(ctx, timeouts.Value.Update, plan, notChanged, &resp.Diagnostics)
	defer cancel()
	if service == nil {
		return
	}
	known, diags := readMemory(ctx, req.Private)
	resp.Diagnostics.Append(diags...)
	if resp.Diagnostics.HasError() {
		return
	}
	defer func() { resp.Diagnostics.Append(known.save(ctx, resp.Private)...) }()
	after, ref, now := settingsOf(plan.VFS), state.ref(), state.Status
	changes := after.since(settingsOf(state.VFS)).With(after.among(known.Doubt))
	ref.Repair = engine.PhaseOf(state.Status.ValueString()) == engine.Failed
	if len(changes) > 0 || ref.Repair {
		from, ok := r.isHere(ctx, known, service, ref, &resp.Diagnostics)
		if !ok {
			return
		}
		if from == origin.Elsewhere { // but known here all the same
			known.Origin = known.Origin.At(r.Selection)
		}
		m, err := service.ChangeMount(ctx, ref, changes)
		if errors.Is(err, engine.ErrUnsettled) {
			known.Doubt = tf.InDoubt(known.Doubt, changes)
		}
		if err != nil {
			r.addError(&resp.Diagnostics, notChanged, err)
			return
		}
		now = types.StringValue(m.Status)
	}
	if plan.Status.IsUnknown() {
		plan.Status = now
	}
	known.Doubt = nil
	resp.Diagnostics.Append(resp.State.Set(ctx, plan)...)
	resp.Diagnostics.Append(identify(ctx, resp.Identity, plan.Named, plan.Path)...)
}

// Delete unmounts.
func (r *Resource) Delete(ctx context.Context, req resource.DeleteRequest, resp *resource.DeleteResponse) {
	var state model
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	if resp.Diagnostics.HasError() {
		return
	}
	service, ctx, cancel := r.begin(ctx, timeouts.Value.Delete, state, about(notUnmounted, state.ref()), &resp.Diagnostics)
	defer cancel()
	if service == nil {
		return
	}
	known, diags := readMemory(ctx, req.Private)
	resp.Diagnostics.Append(tf.Naming(named(state.ref()), diags)...)
	// Removing a mount that another service does not have would succeed.
	if _, ok := r.isHere(ctx, known, service, state.ref(), &resp.Diagnostics); !ok {
		return
	}
	ref := state.ref()
	ref.Uploads = engine.Uploads(state.Uploads.ValueString())
	if err := service.Unmount(ctx, ref); err != nil {
		r.addError(&resp.Diagnostics, about(notUnmounted, ref), err)
	}
}

// isHere reports an error for a mount that Hoody does not know because it was made
// elsewhere.
func (r *Resource) isHere(
	ctx context.Context, known memory, service engine.Service, ref engine.MountRef, diags *diag.Diagnostics,
) (origin.Origin, bool) {
	if diags.HasError() {
		return origin.Unmarked, false
	}
	return known.Origin.Check(ctx, r.Selection, "mount", named(ref), func() error {
		_, err := service.InspectMount(ctx, ref)
		return err
	}, diags)
}

// named returns a mount's name for an error: Terraform prints no address with those of
// a destroy or an import.
func named(ref engine.MountRef) string {
	name := cmp.Or(ref.ID, ref.Path)
	if ref.ID != "" && ref.Path != "" {
		name += " at " + ref.Path
	}
	return name + " (hoody_mount)"
}

// about adds a mount's name to a summary.
func about(summary string, ref engine.MountRef) string { return summary + ": " + named(ref) }

// begin returns the service of the mount's container, and puts the resource's own
// timeout on the context.
func (r *Resource) begin(
	ctx context.Context, of tf.Operation, m model, failed string, diags *diag.Diagnostics,
) (engine.Service, context.Context, context.CancelFunc) {
	if !r.In(m.Named, failed, diags) {
		return nil, ctx, func() {}
	}
	service := r.Service(failed, diags)
	if service == nil {
		return nil, ctx, func() {}
	}
	ctx, cancel := tf.Deadline(ctx, of, m.Timeouts, diags)
	return service, ctx, cancel
}

// identify sets the identity if the path is known.
func identify(ctx context.Context, in *tfsdk.ResourceIdentity, container, at types.String) diag.Diagnostics {
	if at.IsNull() {
		return nil
	}
	return identity.Set(ctx, in, container, at)
}
