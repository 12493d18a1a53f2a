package backend

import (
	"context"
	"crypto/pbkdf2"
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/json"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/hoody/terraform-provider-hoody/internal/catalog"
)

// twinOf is the write-only twin of a secret's attribute. Terraform passes its
// value on and keeps it neither in a plan nor in a state.
func twinOf(f *catalog.Field) string { return f.Attribute() + "_wo" }

// twins are the write-only values that a configuration sets, by documented
// field, and the fields of those that are not known yet.
func twins(b *catalog.Backend, config map[string]attr.Value) (values map[string]string, undecided []*catalog.Field) {
	values = map[string]string{}
	for i := range b.Fields {
		f := &b.Fields[i]
		if !f.HasTwin() {
			continue
		}
		v := config[twinOf(f)]
		if v.IsUnknown() {
			undecided = append(undecided, f)
		} else if s, ok := textOf(v); ok && s != "" {
			values[f.Name] = s
		}
	}
	return values, undecided
}

// fingerprintRounds makes guessing a secret from a state that got lost slow:
// some 10 ms of CPU a guess. The common case, nothing changed, costs one.
const fingerprintRounds = 60_000

// A fingerprint reports whether write-only values are the ones it was made of, and
// which are not. The zero one is of no values.
type fingerprint struct {
	Salt []byte `json:"salt"`
	// All is of all values at once, so that one hash tells that none changed. It is
	// empty where ignore_changes hides some of them.
	All []byte `json:"all"`
	// Fields are of single values, looked at only when All differs.
	Fields map[string][]byte `json:"fields"`
}

func newFingerprint(values map[string]string) (fingerprint, error) {
	if len(values) == 0 {
		return fingerprint{}, nil
	}
	f := fingerprint{Salt: make([]byte, 16), Fields: map[string][]byte{}}
	_, _ = rand.Read(f.Salt) // never fails
	var err error
	if f.All, err = f.hashAll(values); err != nil {
		return fingerprint{}, err
	}
	for name, value := range values {
		if f.Fields[name], err = f.hash(name + "\x00" + value); err != nil {
			return fingerprint{}, err
		}
	}
	return f, nil
}

func (f fingerprint) hash(text string) ([]byte, error) {
	return pbkdf2.Key(sha256.New, text, f.Salt, fingerprintRounds, sha256.Size)
}

func (f fingerprint) hashAll(values map[string]string) ([]byte, error) {
	text, err := json.Marshal(values) // in the order of the names
	if err != nil {
		return nil, err
	}
	return f.hash(string(text))
}

// changed are the names whose values differ from those of the fingerprint,
// came, or went.
func (f fingerprint) changed(values map[string]string) (map[string]bool, error) {
	names := map[string]bool{}
	if len(f.Fields) == 0 && len(values) == 0 {
		return names, nil
	}
	if f.All != nil {
		all, err := f.hashAll(values)
		if err != nil || subtle.ConstantTimeCompare(all, f.All) == 1 {
			return names, err
		}
	}
	for name := range f.Fields {
		if _, still := values[name]; !still {
			names[name] = true
		}
	}
	for name, value := range values {
		if !f.has(name, value) {
			names[name] = true
		}
	}
	return names, nil
}

// has reports whether a value was sent for a name.
func (f fingerprint) has(name, value string) bool {
	if f.Fields[name] == nil {
		return false
	}
	one, err := f.hash(name + "\x00" + value)
	return err == nil && subtle.ConstantTimeCompare(one, f.Fields[name]) == 1
}

// after is the fingerprint once the written values were sent and the names in kept
// stayed as they were.
func (f fingerprint) after(written map[string]string, kept []string) (fingerprint, error) {
	next := fingerprint{Salt: f.Salt, Fields: map[string][]byte{}}
	for _, name := range kept {
		if _, again := written[name]; !again && f.Fields[name] != nil {
			next.Fields[name] = f.Fields[name]
		}
	}
	if len(next.Fields) == 0 {
		return newFingerprint(written)
	}
	for name, value := range written {
		hash, err := f.hash(name + "\x00" + value)
		if err != nil {
			return fingerprint{}, err
		}
		next.Fields[name] = hash
	}
	return next, nil
}

// isPinned reports whether a version keeps the write-only values from being looked
// at.
func isPinned(prior, plan map[string]attr.Value) bool {
	version := plan[attrCredentialsVersion]
	return !version.IsNull() && version.Equal(prior[attrCredentialsVersion])
}

// changedTwins are the secrets whose write-only values changed since they were
// sent, by documented field, and those that cannot be compared yet.
func (r *Resource) changedTwins(
	m memory, prior, plan, config map[string]attr.Value,
) (changed map[string]bool, undecided []*catalog.Field, err error) {
	if isPinned(prior, plan) {
		return nil, nil, nil
	}
	values, undecided := twins(r.backend, config)
	changed, err = m.Sent.changed(values)
	for name := range changed {
		f := r.backend.Field(name)
		if _, set := values[name]; f == nil || !set && r.isHidden(m, f, config) {
			delete(changed, name)
		}
	}
	for _, f := range undecided {
		delete(changed, f.Name)
	}
	return changed, undecided, err
}

// waits says that only the apply will know whether a secret changes that cannot rotate.
// To replace the backend for that would disconnect it before the value is known, and
// an empty one would leave nothing: the plan after that apply knows it, and decides.
func waits(f *catalog.Field, m memory, prior, plan, config map[string]attr.Value) bool {
	if !f.HasTwin() || f.Rotates || m.trusts(f) {
		return false
	}
	if !config[f.Attribute()].IsUnknown() && (!config[twinOf(f)].IsUnknown() || isPinned(prior, plan)) {
		return false
	}
	was, _ := textOf(prior[f.Attribute()])
	return was != "" || m.Sent.Fields[f.Name] != nil
}

// undecidedIn is the attribute in which a secret is not known yet.
func undecidedIn(f *catalog.Field, config map[string]attr.Value) string {
	if config[f.Attribute()].IsUnknown() {
		return f.Attribute()
	}
	return twinOf(f)
}

// keepUndecided plans the state's value of a secret that waits for the next plan.
func keepUndecided(
	ctx context.Context, undecided []*catalog.Field, prior, config map[string]attr.Value,
	resp *resource.ModifyPlanResponse,
) {
	for _, f := range undecided {
		if was := prior[f.Attribute()]; !f.Rotates && !was.IsNull() && config[f.Attribute()].IsUnknown() {
			resp.Diagnostics.Append(resp.Plan.SetAttribute(ctx, path.Root(f.Attribute()), was)...)
		}
	}
}

// warnOfUndecided says which secrets wait for the next plan.
func warnOfUndecided(undecided []*catalog.Field, prior, config map[string]attr.Value, diags *diag.Diagnostics) {
	for _, f := range undecided {
		name := undecidedIn(f, config)
		diags.AddAttributeWarning(path.Root(name), name+" is not known yet, and cannot rotate",
			fmt.Sprintf("Backend %s keeps what it was connected with. If the value is another one, the "+
				"next plan replaces the backend.",
				stringOf(prior, attrID)))
	}
}

// planUndecided plans for write-only values that the apply will know: one that
// rotates may do so then. (One that cannot waits for the next plan.)
func planUndecided(ctx context.Context, undecided []*catalog.Field, resp *resource.ModifyPlanResponse) {
	for _, f := range undecided {
		if f.Rotates {
			resp.Diagnostics.Append(resp.Plan.SetAttribute(ctx, path.Root(attrRotatedAt), types.StringUnknown())...)
			resp.Diagnostics.Append(resp.Plan.SetAttribute(ctx, path.Root(attrConnected), types.BoolUnknown())...)
		}
	}
}

// refuseUndecided is the error for a secret that would replace the backend if it
// changed, in a plan that updates it.
func refuseUndecided(undecided []*catalog.Field, config map[string]attr.Value) (diags diag.Diagnostics) {
	for _, f := range undecided {
		if f.Rotates {
			continue
		}
		name, pin := undecidedIn(f, config), "."
		if name == twinOf(f) {
			pin = ", or pin it with credentials_wo_version."
		}
		diags.AddAttributeError(path.Root(name), name+" is not known yet, and cannot rotate",
			"If it changes, the backend must be replaced, and this plan updates it.\n"+
				"Apply what the value comes from first (-target)"+pin)
	}
	return diags
}
