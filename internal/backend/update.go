package backend

import (
	"context"
	"errors"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/hoody/terraform-provider-hoody/internal/engine"
)

// An update is what a request to update says.
type update struct {
	shape types.Object
	// prior, plan and config are attributes; plan becomes the new state.
	prior, plan, config map[string]attr.Value
	changes             []change
	imported            bool
	// sent is of the write-only values that were sent last, written are those
	// of the configuration.
	sent    fingerprint
	written map[string]string
	// owed are mounts that an earlier rotation could not bring back.
	owed []engine.MountSpec
}

// Update rotates the credentials that changed, all in one call. Whatever else
// differs (timeouts, the path to verify, what an import could not know) is
// only recorded.
func (r *Resource) Update(ctx context.Context, req resource.UpdateRequest, resp *resource.UpdateResponse) {
	u, diags := r.readUpdate(ctx, req)
	resp.Diagnostics.Append(diags...)
	if resp.Diagnostics.HasError() {
		return
	}
	ctx, cancel := r.begin(ctx, u.plan, updating, &resp.Diagnostics)
	defer cancel()
	if resp.Diagnostics.HasError() {
		return
	}
	if !isTrue(u.plan, attrRemountOnRotate) {
		resp.Diagnostics.Append(giveUp(ctx, resp.Private, u.owed)...)
		u.owed = nil
	}
	rotated, removed, diags := r.send(ctx, u)
	resp.Diagnostics.Append(diags...)
	failed := diags.HasError()
	back, diags := r.mountAgain(ctx, resp.Private, append(u.owed, removed...))
	resp.Diagnostics.Append(diags...)
	if failed {
		return
	}
	resp.Diagnostics.Append(settleMounts(ctx, u.plan, u.prior, back)...)
	settle(u.plan, u.prior, rotated)
	resp.Diagnostics.Append(setObject(ctx, &resp.State, u.shape, u.plan)...)
	resp.Diagnostics.Append(identify(ctx, resp.Identity, u.plan)...)
	resp.Diagnostics.Append(resp.Private.SetKey(ctx, importedKey, noMark)...)
	// Pinned values were not looked at, and those in the configuration not sent.
	if !isPinned(u.prior, u.plan) || len(u.sent.Fields) == 0 {
		resp.Diagnostics.Append(storeFingerprint(ctx, resp.Private, u.written)...)
	}
}

func (r *Resource) readUpdate(ctx context.Context, req resource.UpdateRequest) (u update, diags diag.Diagnostics) {
	var state, config types.Object
	diags.Append(req.State.Get(ctx, &state)...)
	diags.Append(req.Plan.Get(ctx, &u.shape)...)
	diags.Append(req.Config.Get(ctx, &config)...)
	if diags.HasError() {
		return u, diags
	}
	u.prior, u.plan, u.config = state.Attributes(), u.shape.Attributes(), config.Attributes()
	u.written, _ = twins(r.backend, u.config)
	var d diag.Diagnostics
	u.changes, _, d = r.changes(ctx, req.Private, u.prior, u.plan, u.config)
	diags.Append(d...)
	u.imported, d = isImported(ctx, req.Private)
	diags.Append(d...)
	u.sent, d = storedFingerprint(ctx, req.Private)
	diags.Append(d...)
	u.owed, d = unmounted(ctx, req.Private)
	diags.Append(d...)
	return u, diags
}

// send sends the credentials that changed. It returns the mounts that it took
// away for that.
func (r *Resource) send(ctx context.Context, u update) (rotated bool, removed []engine.MountSpec, diags diag.Diagnostics) {
	credentials := rotation(u.changes, valuesOf(r.backend, u.prior), valuesOf(r.backend, u.config), u.sent)
	if len(credentials) == 0 {
		return false, nil, nil
	}
	ref := r.ref(u.prior)
	ref.VerifyPath = stringOf(u.plan, attrVerifyPath)
	for name, value := range u.written {
		ref.Values[name] = value
	}
	removed, err := r.rotate(ctx, ref, credentials, isTrue(u.plan, attrRemountOnRotate))
	switch {
	case err == nil:
	case u.imported && errors.Is(err, engine.ErrRefused):
		// The backend works as it is; only these credentials are unproven.
		diags.AddWarning("The credentials of the imported backend are unproven", err.Error())
	default:
		addError(&diags, r.backend, u.config, updating.failed, err)
	}
	return err == nil, removed, diags
}

// settle fills in what a plan left to the update: a rotation that the storage
// accepted connects the backend; without one everything is as it was.
func settle(attributes, prior map[string]attr.Value, rotated bool) {
	if attributes[attrConnected].IsUnknown() {
		attributes[attrConnected] = prior[attrConnected]
		if rotated {
			attributes[attrConnected] = types.BoolValue(true)
		}
	}
	if attributes[attrRotatedAt].IsUnknown() {
		attributes[attrRotatedAt] = prior[attrRotatedAt]
		if rotated {
			attributes[attrRotatedAt] = types.StringValue(time.Now().UTC().Format(time.RFC3339))
		}
	}
}
