// Package backend is the one resource that serves every backend of the catalog.
// Nothing in it knows the name of a service, and nothing how an engine connects. Begin
// with Resource.Create, and with ModifyPlan, which decides what a change means.
package backend

import (
	"context"
	"errors"
	"fmt"
	"reflect"

	"github.com/hashicorp/terraform-plugin-framework-timeouts/resource/timeouts"
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/hoody/terraform-provider-hoody/internal/catalog"
	"github.com/hoody/terraform-provider-hoody/internal/engine"
	"github.com/hoody/terraform-provider-hoody/internal/origin"
	"github.com/hoody/terraform-provider-hoody/internal/tf"
)

// Resource manages the backends of one catalog entry.
type Resource struct {
	tf.Resource
	backend *catalog.Backend
}

var (
	_ resource.ResourceWithConfigure       = (*Resource)(nil)
	_ resource.ResourceWithIdentity        = (*Resource)(nil)
	_ resource.ResourceWithMoveState       = (*Resource)(nil)
	_ resource.ResourceWithImportState     = (*Resource)(nil)
	_ resource.ResourceWithUpgradeState    = (*Resource)(nil)
	_ resource.ResourceWithUpgradeIdentity = (*Resource)(nil)
	_ resource.ResourceWithModifyPlan      = (*Resource)(nil)
	_ resource.ResourceWithValidateConfig  = (*Resource)(nil)
)

// New returns the constructor of the resource for a backend. The framework
// calls it for every request, so each call makes a fresh one.
func New(b *catalog.Backend) func() resource.Resource {
	return func() resource.Resource { return &Resource{backend: b} }
}

// A phase is one of the four operations on a resource.
type phase struct {
	failed  string // the summary of an error in it
	timeout tf.Operation
	proves  bool // all that the embedded engine does in it is verify
}

var (
	creating = phase{"Backend not connected", timeouts.Value.Create, true}
	reading  = phase{"Backend not refreshed", timeouts.Value.Read, false}
	updating = phase{"Credentials not rotated", timeouts.Value.Update, true}
	deleting = phase{"Backend not disconnected", timeouts.Value.Delete, false}
)

// failed returns the summary of an error in a phase. If nothing is connected, a
// summary must not say that connecting failed.
func (r *Resource) failed(p phase) string {
	if p.proves && r.Selection.Name == engine.Embedded {
		return "Credentials not verified"
	}
	return p.failed
}

// Metadata names the resource type.
func (r *Resource) Metadata(_ context.Context, req resource.MetadataRequest, resp *resource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_" + r.backend.ResourceName()
	resp.ResourceBehavior = identity.Behavior()
}

// Schema returns the schema, built from the catalog.
func (r *Resource) Schema(ctx context.Context, _ resource.SchemaRequest, resp *resource.SchemaResponse) {
	resp.Schema = newSchema(ctx, r.backend)
}

// Create connects the backend with what the configuration sets.
func (r *Resource) Create(ctx context.Context, req resource.CreateRequest, resp *resource.CreateResponse) {
	var config, plan types.Object
	resp.Diagnostics.Append(req.Config.Get(ctx, &config)...)
	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	if resp.Diagnostics.HasError() {
		return
	}
	attributes := plan.Attributes()
	if !r.In(attributes[attrContainerID], r.failed(creating), &resp.Diagnostics) {
		return
	}
	whole := r.asPlanned(config.Attributes(), attributes, nil)
	resp.Diagnostics.Append(r.missing(whole)...)
	ctx, cancel := r.begin(ctx, attributes, creating, &resp.Diagnostics)
	defer cancel()
	if resp.Diagnostics.HasError() {
		return
	}

	remote, err := r.Selection.Engine.Connect(ctx, r.spec(whole))
	tf.AddNotices(&resp.Diagnostics, remote.Notices)
	if err != nil {
		r.addError(&resp.Diagnostics, whole, r.failed(creating), err)
	}
	if remote.ID == "" {
		return
	}
	attributes[attrEngine] = types.StringValue(r.Selection.Name)
	attributes[attrContainer] = r.Container()
	attributes[attrRotatedAt] = types.StringNull()
	written, _ := twins(r.backend, whole)
	made := memory{Sent: newFingerprint(written), Origin: origin.Mark{}.At(r.Selection)}
	resp.Diagnostics.Append(made.save(ctx, resp.Private)...)
	resp.Diagnostics.Append(r.record(ctx, &resp.State, resp.Identity, plan, attributes, remote)...)
}

// Read refreshes what the engine knows of the backend. A backend that the other engine
// made stays as it is.
func (r *Resource) Read(ctx context.Context, req resource.ReadRequest, resp *resource.ReadResponse) {
	var state types.Object
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	if resp.Diagnostics.HasError() {
		return
	}
	attributes := state.Attributes()
	// A state from an older Terraform has no identity yet, and every read must set one.
	resp.Diagnostics.Append(identify(ctx, resp.Identity, attributes)...)
	if r.Selection.Engine == nil {
		return
	}
	isNew := stringOf(attributes, attrEngine) == ""
	if isNew {
		// Only an import leaves the engine open, and only the API can import.
		attributes[attrEngine] = types.StringValue(engine.API)
	}
	failed := r.about(reading.failed, stringOf(attributes, attrID))
	if stringOf(attributes, attrEngine) != r.Selection.Name ||
		!r.In(attributes[attrContainerID], failed, &resp.Diagnostics) {
		return
	}
	ctx, cancel := r.begin(ctx, attributes, reading, &resp.Diagnostics)
	defer cancel()
	if resp.Diagnostics.HasError() {
		return
	}

	ref := r.ref(attributes)
	m, diags := readMemory(ctx, req.Private)
	resp.Diagnostics.Append(tf.Naming(r.named(ref.ID), diags)...)
	if resp.Diagnostics.HasError() {
		return
	}
	before := m
	r.expectMounts(&m)
	ref.Partial = len(m.Sent.Fields) > 0
	remote, from, ok := r.look(ctx, ref, m, isNew, resp)
	if !ok {
		return
	}
	if !r.Selection.Held.First(ref.ID) {
		addHeldTwice(&resp.Diagnostics, r.backend, ref.ID)
	}
	if m.Imported && m.Listed == nil {
		m.Listed = &listed{Server: remote.Server, User: remote.User}
	}
	if from != origin.Same {
		m.Origin = m.Origin.At(r.Selection)
	}
	resp.Diagnostics.Append(r.watchMounts(ctx, &m, attributes, remote)...)
	if !reflect.DeepEqual(m, before) {
		resp.Diagnostics.Append(m.save(ctx, resp.Private)...)
	}
	attributes[attrContainer] = r.Container()
	resp.Diagnostics.Append(r.record(ctx, &resp.State, resp.Identity, state, attributes, remote)...)
}

// look asks for a backend. It reports false if there is nothing to record: the
// response says why, or that the backend is gone.
func (r *Resource) look(
	ctx context.Context, ref engine.Ref, m memory, isNew bool, resp *resource.ReadResponse,
) (remote engine.Remote, from origin.Origin, ok bool) {
	from, err := m.Origin.Look(ctx, r.Selection, func() (err error) {
		remote, err = r.Selection.Engine.Inspect(ctx, ref)
		return err
	})
	tf.AddNotices(&resp.Diagnostics, remote.Notices)
	switch {
	case errors.Is(err, origin.ErrElsewhere):
		origin.AddElsewhere(&resp.Diagnostics, "backend", r.named(ref.ID))
	case errors.Is(err, engine.ErrNotFound):
		resp.State.RemoveResource(ctx)
	case err != nil && !isNew && r.reporter(nil).AddCommon(r.Selection, &resp.Diagnostics, "", err):
		// The state stays as it was.
	case err != nil:
		r.addError(&resp.Diagnostics, nil, r.about(reading.failed, ref.ID), err)
	case !r.backend.IsType(remote.BackendType):
		r.addWrongType(&resp.Diagnostics, remote, m.Imported)
	default:
		return remote, from, true
	}
	return remote, from, false
}

// Delete disconnects the backend. One that was only verified exists in the state
// alone, so there is nothing to disconnect.
func (r *Resource) Delete(ctx context.Context, req resource.DeleteRequest, resp *resource.DeleteResponse) {
	var state types.Object
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	if resp.Diagnostics.HasError() {
		return
	}
	attributes := state.Attributes()
	if !r.madeByService(attributes) {
		return
	}
	if r.Selection.Name == engine.Embedded {
		r.addStranded(&resp.Diagnostics, attributes)
		return
	}
	failed := r.about(deleting.failed, stringOf(attributes, attrID))
	if !r.In(attributes[attrContainerID], failed, &resp.Diagnostics) {
		return
	}
	ctx, cancel := r.begin(ctx, attributes, deleting, &resp.Diagnostics)
	defer cancel()
	if resp.Diagnostics.HasError() {
		return
	}
	ref := r.ref(attributes)
	m, diags := readMemory(ctx, req.Private)
	resp.Diagnostics.Append(tf.Naming(r.named(ref.ID), diags)...)
	// Disconnecting a backend that another service does not have would succeed.
	if _, ok := r.isHere(ctx, m, ref, &resp.Diagnostics); !ok {
		return
	}
	ref.Unmount = isTrue(attributes, attrUnmountOnDestroy)
	ref.Uploads = engine.Uploads(stringOf(attributes, attrUploadsOnDestroy))
	if err := r.Selection.Engine.Disconnect(ctx, ref); err != nil {
		r.addError(&resp.Diagnostics, nil, failed, err)
	}
}

// isHere reports an error for a backend that Hoody does not know because it was made
// elsewhere.
func (r *Resource) isHere(
	ctx context.Context, m memory, ref engine.Ref, diags *diag.Diagnostics,
) (origin.Origin, bool) {
	if diags.HasError() {
		return origin.Unmarked, false
	}
	return m.Origin.Check(ctx, r.Selection, "backend", r.named(ref.ID), func() error {
		_, err := r.Selection.Engine.Inspect(ctx, ref)
		return err
	}, diags)
}

// named returns a backend's name for an error: Terraform prints no address with those
// of a destroy or an import.
func (r *Resource) named(id string) string {
	return fmt.Sprintf("%s (hoody_%s)", id, r.backend.ResourceName())
}

// about adds a backend's name to a summary, once it has an id.
func (r *Resource) about(summary, id string) string {
	if id == "" {
		return summary
	}
	return summary + ": " + r.named(id)
}

// begin checks that there is an engine, and puts the resource's own timeout on the
// context. Without a timeout the engine's budget applies.
func (r *Resource) begin(
	ctx context.Context, attributes map[string]attr.Value, p phase, diags *diag.Diagnostics,
) (context.Context, context.CancelFunc) {
	if r.Selection.Engine == nil {
		diags.AddError(r.about(r.failed(p), stringOf(attributes, attrID)), engine.ErrUnknownProvider.Error())
		return ctx, func() {}
	}
	limits, _ := attributes[attrTimeouts].(timeouts.Value)
	return tf.Deadline(ctx, p.timeout, limits, diags)
}

func (r *Resource) spec(attributes map[string]attr.Value) engine.Spec {
	return engine.Spec{
		Backend:    r.backend,
		Values:     valuesOf(r.backend, attributes),
		VerifyPath: stringOf(attributes, attrVerifyPath),
		Verify:     engine.Depth(stringOf(attributes, attrVerify)),
	}
}

func (r *Resource) ref(attributes map[string]attr.Value) engine.Ref {
	return engine.Ref{ID: stringOf(attributes, attrID), Spec: r.spec(attributes),
		Connected: isTrue(attributes, attrConnected)}
}

// record writes a whole state at once: writing single attributes takes quadratic time.
func (r *Resource) record(
	ctx context.Context, state *tfsdk.State, in *tfsdk.ResourceIdentity, shape types.Object,
	attributes map[string]attr.Value, remote engine.Remote,
) diag.Diagnostics {
	diags := setRemote(ctx, attributes, r.backend, remote)
	diags.Append(setObject(ctx, state, shape, attributes)...)
	diags.Append(identify(ctx, in, attributes)...)
	return diags
}

func setObject(
	ctx context.Context, state *tfsdk.State, shape types.Object, attributes map[string]attr.Value,
) diag.Diagnostics {
	object, diags := types.ObjectValue(shape.AttributeTypes(ctx), attributes)
	if diags.HasError() {
		return diags
	}
	diags.Append(state.Set(ctx, object)...)
	return diags
}
