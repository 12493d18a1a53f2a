package backend

import (
	"context"
	"errors"
	"maps"
	"slices"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/hoody/terraform-provider-hoody/internal/catalog"
	"github.com/hoody/terraform-provider-hoody/internal/engine"
	"github.com/hoody/terraform-provider-hoody/internal/origin"
	"github.com/hoody/terraform-provider-hoody/internal/tf"
)

// An update is a decoded request to update.
type update struct {
	shape types.Object
	// prior, plan and config are attributes; plan becomes the new state.
	prior, plan map[string]attr.Value
	// config is the configuration as the plan saw it, and whole is the full one.
	config, whole map[string]attr.Value
	changes       []change
	memory        memory
	// written has the write-only values of the configuration.
	written map[string]string
}

// Update rotates the credentials that changed, all in one call. Anything else that
// differs (timeouts, what an import could not know) is only recorded.
func (r *Resource) Update(ctx context.Context, req resource.UpdateRequest, resp *resource.UpdateResponse) {
	u, diags := r.readUpdate(ctx, req)
	resp.Diagnostics.Append(diags...)
	if resp.Diagnostics.HasError() {
		return
	}
	if !r.In(u.plan[attrContainerID], r.about(r.failed(updating), stringOf(u.prior, attrID)), &resp.Diagnostics) {
		return
	}
	ctx, cancel := r.begin(ctx, u.plan, updating, &resp.Diagnostics)
	defer cancel()
	if resp.Diagnostics.HasError() {
		return
	}
	from, ok := r.isHere(ctx, u.memory, r.ref(u.prior), &resp.Diagnostics)
	if !ok {
		return // or it would send the new secret to another service
	}
	defer func() { resp.Diagnostics.Append(u.memory.save(ctx, resp.Private)...) }()
	if from == origin.Elsewhere { // but known here all the same
		u.memory.Origin = u.memory.Origin.At(r.Selection)
	}
	if !isTrue(u.plan, attrRemountOnRotate) {
		giveUp(&u.memory, &resp.Diagnostics)
	}
	credentials := rotation(u.changes, valuesOf(r.backend, u.prior), valuesOf(r.backend, u.config), u.memory)
	rotated, removed, diags := r.send(ctx, &u, credentials)
	resp.Diagnostics.Append(diags...)
	failed := diags.HasError()
	back, diags := r.mountAgain(ctx, &u.memory, andOwed(removed, specsOf(u.memory.Owed)))
	resp.Diagnostics.Append(diags...)
	u.memory.Planned = nil
	if failed {
		return
	}
	resp.Diagnostics.Append(settleMounts(ctx, u.plan, u.prior, back)...)
	settle(u.plan, u.prior, rotated)
	resp.Diagnostics.Append(setObject(ctx, &resp.State, u.shape, u.plan)...)
	resp.Diagnostics.Append(identify(ctx, resp.Identity, u.plan)...)
	u.memory = r.remember(u, credentials)
}

func (r *Resource) readUpdate(ctx context.Context, req resource.UpdateRequest) (u update, diags diag.Diagnostics) {
	var state, config types.Object
	diags.Append(req.State.Get(ctx, &state)...)
	diags.Append(req.Plan.Get(ctx, &u.shape)...)
	diags.Append(req.Config.Get(ctx, &config)...)
	if diags.HasError() {
		return u, diags
	}
	u.prior, u.plan, u.whole = state.Attributes(), u.shape.Attributes(), config.Attributes()
	var d diag.Diagnostics
	u.memory, d = readMemory(ctx, req.Private)
	diags.Append(d...)
	u.config = r.asPlanned(u.whole, u.plan, u.memory.Planned)
	u.memory.Ignored, _ = r.hiddenFrom(u.config, u.whole)
	u.written, _ = twins(r.backend, u.config)
	diags.Append(r.missingLate(u.config)...)
	u.changes, _ = r.changes(u.memory, u.prior, u.plan, u.config)
	return u, diags
}

// send sends the credentials that changed. It returns the mounts that it removed in
// order to do so.
func (r *Resource) send(
	ctx context.Context, u *update, credentials map[string]*string,
) (rotated bool, removed []engine.MountSpec, diags diag.Diagnostics) {
	if len(credentials) == 0 && !r.verifiesAnew(u) {
		return false, nil, nil
	}
	ref := r.ref(u.prior)
	ref.VerifyPath, ref.Verify = stringOf(u.plan, attrVerifyPath), engine.Depth(stringOf(u.plan, attrVerify))
	for name, value := range u.written {
		ref.Values[name] = value
	}
	removed, err := r.rotate(ctx, ref, credentials, isTrue(u.plan, attrRemountOnRotate))
	if errors.Is(err, engine.ErrInDoubt) {
		u.memory.Doubt = tf.InDoubt(u.memory.Doubt, credentials)
	}
	switch {
	case err == nil:
		u.memory.Doubt = slices.DeleteFunc(u.memory.Doubt,
			func(name string) bool { _, sent := credentials[name]; return sent })
	case u.memory.Imported && errors.Is(err, engine.ErrRefused):
		// The backend works, and only these credentials are unproven.
		diags.AddWarning("The credentials of the imported backend are unproven", err.Error())
	default:
		r.addError(&diags, u.config, r.failed(updating), err)
	}
	return err == nil && len(credentials) > 0, removed, diags
}

// verifiesAnew reports whether what to verify has changed, and this engine verifies.
func (r *Resource) verifiesAnew(u *update) bool {
	return r.Selection.Name == engine.Embedded &&
		(!u.prior[attrVerify].Equal(u.plan[attrVerify]) || !u.prior[attrVerifyPath].Equal(u.plan[attrVerifyPath]))
}

// remember returns the memory after an update.
func (r *Resource) remember(u update, credentials map[string]*string) memory {
	m := u.memory
	_, unrecorded := r.hiddenFrom(u.config, u.whole)
	m.Unrecorded = slices.DeleteFunc(unrecorded, func(name string) bool { return !u.memory.trusts(r.backend.Field(name)) })
	m.Imported, m.Listed = false, nil
	m.Sent = r.sent(u, credentials)
	return m
}

// sent returns the fingerprint after an update. It keeps what it had of values that
// this update did not send: those that are pinned, and those that ignore_changes
// hides.
func (r *Resource) sent(u update, credentials map[string]*string) fingerprint {
	written, kept := u.written, []string{}
	pinned := isPinned(u.prior, u.plan) && len(u.memory.Sent.Fields) > 0
	if pinned {
		written = maps.Clone(written)
		maps.DeleteFunc(written, func(name, _ string) bool { return credentials[name] == nil })
		if len(written) == 0 {
			return u.memory.Sent
		}
	}
	for name := range u.memory.Sent.Fields {
		f := r.backend.Field(name)
		if f == nil {
			continue
		}
		gone := u.config[f.Attribute()].IsNull() && r.isHidden(u.memory, f, u.config)
		if _, set := u.written[name]; pinned || !set && gone {
			kept = append(kept, name)
		}
	}
	return u.memory.Sent.after(written, kept)
}

// settle fills in what a plan left for the update. A rotation that the storage
// accepted connects the backend; without a rotation everything stays as it was.
func settle(attributes, prior map[string]attr.Value, rotated bool) {
	now := map[string]attr.Value{}
	if rotated {
		asked := stringOf(attributes, attrVerify) != string(engine.VerifyNone) ||
			stringOf(prior, attrEngine) != engine.Embedded
		now[attrConnected] = types.BoolValue(asked)
		now[attrRotatedAt] = types.StringValue(time.Now().UTC().Format(time.RFC3339))
	}
	for _, name := range []string{attrID, attrEngine, attrContainer, attrConnected, attrRotatedAt} {
		if !attributes[name].IsUnknown() {
			continue
		}
		attributes[name] = prior[name]
		if v, ok := now[name]; ok {
			attributes[name] = v
		}
	}
}

// rotation returns what the update call sends: the new value of each credential that
// changed, or nil for one that existed and is removed. After an import nothing is
// known to exist, so nothing is removed. A credential that works only once is then
// only recorded, since Hoody may have renewed it and would lose what it has now.
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
