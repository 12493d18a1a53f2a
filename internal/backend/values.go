package backend

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/hoody/terraform-provider-hoody/internal/catalog"
	"github.com/hoody/terraform-provider-hoody/internal/engine"
	"github.com/hoody/terraform-provider-hoody/internal/fwtypes"
)

// valuesOf collects the documented fields that a configuration or a state sets, in the
// form in which they are sent: for a configuration with its write-only values, for a
// state with the defaults.
func valuesOf(b *catalog.Backend, attributes map[string]attr.Value) catalog.Values {
	values := catalog.Values{}
	for i := range b.Fields {
		f := &b.Fields[i]
		if sent := sentAs(f, given(f, attributes)); sent != nil {
			values[f.Name] = sent
		}
	}
	return values
}

// given returns the value of a field, or its twin's if the field has none.
func given(f *catalog.Field, attributes map[string]attr.Value) attr.Value {
	v := attributes[f.Attribute()]
	if f.HasTwin() && v.IsNull() {
		if twin, ok := attributes[twinOf(f)]; ok {
			return twin
		}
	}
	return v
}

// sentAs returns a field's value as it is sent, or nil if nothing is sent.
func sentAs(f *catalog.Field, v attr.Value) any {
	if known := knownAs(v); known != nil && !f.Unsets(known) {
		return known
	}
	return nil
}

// knownAs returns a value in its canonical form, or nil if there is none, or none yet.
func knownAs(v attr.Value) any {
	if v == nil || v.IsNull() || v.IsUnknown() {
		return nil
	}
	switch v := v.(type) {
	case types.Bool:
		return v.ValueBool()
	case fwtypes.Whole:
		return v.ValueInt64()
	}
	if s, ok := textOf(v); ok {
		return s
	}
	return nil
}

// meansSame reports whether Hoody treats two values of a field alike: null means the
// documented default, and a value may be spelled in more than one way.
func meansSame(f *catalog.Field, a, b attr.Value) bool {
	return !a.IsUnknown() && !b.IsUnknown() && meaning(f, a) == meaning(f, b)
}

func meaning(f *catalog.Field, v attr.Value) any {
	if sent := sentAs(f, v); sent != nil {
		return sent
	}
	def := f.DocumentedDefault()
	if text, ok := def.(string); ok {
		if sent, err := f.Kind.Form().Canonical(text); err == nil {
			return sent
		}
	}
	return def
}

// nullLike returns a null of the same type as a text.
func nullLike(v attr.Value) attr.Value {
	if text, ok := v.(fwtypes.Value); ok {
		return text.Null()
	}
	return types.StringNull()
}

// textOf returns a string value in the form in which it is sent, and reports whether
// there is one.
func textOf(v attr.Value) (string, bool) {
	if v == nil || v.IsNull() || v.IsUnknown() {
		return "", false
	}
	switch v := v.(type) {
	case fwtypes.Value:
		return v.Canonical(), true
	case types.String:
		return v.ValueString(), true
	default:
		return "", false
	}
}

// setRemote writes what the engine says about a backend over the attributes. The type
// stays as documented, whichever dialect answered.
func setRemote(
	ctx context.Context, attributes map[string]attr.Value, b *catalog.Backend, r engine.Remote,
) diag.Diagnostics {
	paths := r.MountPaths
	if paths == nil {
		paths = []string{}
	}
	mountPaths, diags := types.ListValueFrom(ctx, types.StringType, paths)
	attributes[attrID] = types.StringValue(r.ID)
	attributes[attrBackendType] = types.StringValue(b.BackendType())
	attributes[attrType] = types.StringValue(b.StorageType())
	attributes[attrMountPaths] = mountPaths
	attributes[attrConnected] = types.BoolValue(r.Connected)
	return diags
}

// stringOf reads one of the resource's own string attributes; null and unknown
// read as empty.
func stringOf(attributes map[string]attr.Value, name string) string {
	s, _ := attributes[name].(types.String)
	return s.ValueString()
}

func isTrue(attributes map[string]attr.Value, name string) bool {
	b, _ := attributes[name].(types.Bool)
	return b.ValueBool()
}

// mountPaths returns where a backend was mounted at the last refresh.
func mountPaths(ctx context.Context, attributes map[string]attr.Value) []string {
	paths := []string{}
	if list, ok := attributes[attrMountPaths].(types.List); ok && !list.IsNull() && !list.IsUnknown() {
		list.ElementsAs(ctx, &paths, false)
	}
	return paths
}
