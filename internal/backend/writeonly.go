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
		if !f.Secret {
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

// fingerprintKey keeps, in the private state, what tells a changed write-only
// value from the one that was sent last.
const fingerprintKey = "write_only"

// fingerprintRounds makes guessing a secret from a state that got lost slow:
// some 10 ms of CPU a guess. The common case, nothing changed, costs one.
const fingerprintRounds = 60_000

// A fingerprint tells whether write-only values are the ones it was made of, and
// which are not. The zero one is of no values.
type fingerprint struct {
	Salt []byte `json:"salt"`
	// All is of all values at once, so that one hash tells that none changed.
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
	all, err := f.hashAll(values)
	if err != nil || subtle.ConstantTimeCompare(all, f.All) == 1 {
		return names, err
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

// has tells whether a value was sent for a name.
func (f fingerprint) has(name, value string) bool {
	if f.Fields[name] == nil {
		return false
	}
	one, err := f.hash(name + "\x00" + value)
	return err == nil && subtle.ConstantTimeCompare(one, f.Fields[name]) == 1
}

func storedFingerprint(ctx context.Context, private privateReader) (f fingerprint, diags diag.Diagnostics) {
	data, diags := private.GetKey(ctx, fingerprintKey)
	if len(data) > 0 {
		if err := json.Unmarshal(data, &f); err != nil {
			diags.AddError("The private state cannot be read", err.Error())
		}
	}
	return f, diags
}

func storeFingerprint(ctx context.Context, private privateWriter, values map[string]string) (diags diag.Diagnostics) {
	f, err := newFingerprint(values)
	if err != nil {
		diags.AddError("Write-only values cannot be fingerprinted", err.Error())
		return diags
	}
	data, err := json.Marshal(f)
	if err != nil {
		diags.AddError("The private state cannot be written", err.Error())
		return diags
	}
	return private.SetKey(ctx, fingerprintKey, data)
}

// isPinned tells whether a version keeps the write-only values from being looked
// at.
func isPinned(prior, plan map[string]attr.Value) bool {
	version := plan[attrCredentialsVersion]
	return !version.IsNull() && version.Equal(prior[attrCredentialsVersion])
}

// changedTwins are the secrets whose write-only values changed since they were
// sent, by documented field, and those that cannot be compared yet.
func (r *Resource) changedTwins(sent fingerprint, prior, plan, config map[string]attr.Value) (changed map[string]bool, undecided []*catalog.Field, err error) {
	if isPinned(prior, plan) {
		return nil, nil, nil
	}
	values, undecided := twins(r.backend, config)
	changed, err = sent.changed(values)
	for _, f := range undecided {
		delete(changed, f.Name)
	}
	return changed, undecided, err
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

// refuseUndecided is the error for a write-only value that would replace the
// backend if it changed, in a plan that updates it.
func refuseUndecided(undecided []*catalog.Field) (diags diag.Diagnostics) {
	for _, f := range undecided {
		if !f.Rotates {
			diags.AddAttributeError(path.Root(twinOf(f)),
				fmt.Sprintf("%s is not known yet, and cannot rotate", twinOf(f)),
				"If it changes, the backend must be replaced, and this plan updates it.\n"+
					"Apply what the value comes from first (-target), or pin it with credentials_wo_version.")
		}
	}
	return diags
}

// validateSecrets wants a secret in one place: in its attribute or in the twin.
func (r *Resource) validateSecrets(config map[string]attr.Value) (diags diag.Diagnostics) {
	for i := range r.backend.Fields {
		f := &r.backend.Fields[i]
		if !f.Secret {
			continue
		}
		plain, twin := config[f.Attribute()], config[twinOf(f)]
		switch {
		case plain.IsUnknown() || twin.IsUnknown():
			// Either may turn out to be null.
		case !plain.IsNull() && !twin.IsNull():
			diags.AddAttributeError(path.Root(twinOf(f)),
				fmt.Sprintf("%s is given twice", f.Attribute()),
				fmt.Sprintf("Keep %s, which Terraform does not store, or %s, which it does.", twinOf(f), f.Attribute()))
		case f.Required && plain.IsNull() && twin.IsNull():
			diags.AddError(fmt.Sprintf("%s is missing", f.Attribute()),
				fmt.Sprintf("Set %s, or %s, which Terraform does not store (Terraform 1.11 or newer).", f.Attribute(), twinOf(f)))
		}
	}
	return diags
}
