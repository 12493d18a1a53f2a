package mount

import (
	"encoding/json"
	"slices"
	"strconv"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/hoody/terraform-provider-hoody/internal/catalog"
	"github.com/hoody/terraform-provider-hoody/internal/engine"
	"github.com/hoody/terraform-provider-hoody/internal/fwtypes"
)

// settings are the attribute "vfs": the Terraform value of each setting, by name.
type settings map[string]attr.Value

// settingsOf reads the attribute; null has no settings.
func settingsOf(vfs types.Object) settings {
	s := settings{}
	there := vfs.Attributes()
	for name, none := range vfsNulls {
		s[name] = none
		if v, ok := there[name]; ok {
			s[name] = v
		}
	}
	return s
}

// sent returns the settings to send: those that are set.
func (s settings) sent() engine.Settings {
	all := engine.Settings{}
	for _, one := range engine.AllSettings {
		if raw := written(one, s[one.Name]); raw != nil {
			all[one.Name] = raw
		}
	}
	return all
}

// written returns a value as JSON, or nil if there is none.
func written(one engine.Setting, v attr.Value) json.RawMessage {
	if v == nil || v.IsNull() || v.IsUnknown() {
		return nil
	}
	switch v := v.(type) {
	case types.Bool:
		return strconv.AppendBool(nil, v.ValueBool())
	case fwtypes.Whole:
		return strconv.AppendInt(nil, v.ValueInt64(), 10)
	case fwtypes.Value:
		n, ok := one.Kind.Form().Amount(v.ValueString())
		if !ok {
			return nil
		}
		return strconv.AppendInt(nil, n, 10)
	case types.String:
		raw, _ := json.Marshal(v.ValueString()) // a text: it cannot fail
		return raw
	}
	return nil
}

// since returns what to send so that the settings before become these. A setting that
// was removed is sent with its documented default.
func (s settings) since(before settings) engine.Settings {
	changed := engine.Settings{}
	for _, one := range engine.AllSettings {
		is, was := written(one, s[one.Name]), written(one, before[one.Name])
		if is == nil && one.Default != "" && was != nil {
			is = json.RawMessage(one.Default)
		}
		if is != nil && (was == nil || !one.Same(is, was)) {
			changed[one.Name] = is
		}
	}
	return changed
}

// lack reports whether a setting was removed for which no value means "not set".
func (s settings) lack(before settings) bool {
	return slices.ContainsFunc(engine.AllSettings, func(one engine.Setting) bool {
		is := s[one.Name]
		return one.Default == "" && is != nil && is.IsNull() && !before[one.Name].IsNull()
	})
}

// among returns the settings with some names, as they are sent.
func (s settings) among(names []string) engine.Settings {
	all := engine.Settings{}
	for _, one := range engine.AllSettings {
		raw := written(one, s[one.Name])
		if raw == nil && one.Default != "" {
			raw = json.RawMessage(one.Default)
		}
		for _, name := range names {
			if name == one.Name && raw != nil {
				all[name] = raw
			}
		}
	}
	return all
}

// refresh records what Hoody says, and keeps the present spelling if it means the
// same. A setting without a default in the schema stays null while Hoody has the
// documented default. A setting that the state does not have and for which no value
// means "not set" is recorded only by an import.
func (s settings) refresh(now engine.Settings, imported bool) {
	for _, one := range engine.AllSettings {
		raw, told := now[one.Name]
		was := written(one, s[one.Name])
		switch {
		case one.Hidden, !told && one.OnPage, was != nil && told && one.Same(was, raw):
			continue
		case was == nil && !one.OnPage && (!told || one.Default != "" && one.Same(raw, json.RawMessage(one.Default))):
			continue
		case was == nil && one.Default == "" && !imported:
			continue
		}
		s[one.Name] = read(one, raw)
	}
}

// read returns a setting as a Terraform value. It is null if the setting cannot be
// written in Terraform: a size without a limit, or what cannot be read.
func read(one engine.Setting, raw json.RawMessage) attr.Value {
	v, ok := one.Value(raw)
	if !ok {
		return vfsNulls[one.Name]
	}
	switch v := v.(type) {
	case bool:
		return types.BoolValue(v)
	case string:
		return types.StringValue(v)
	case int64:
		switch {
		case v < 0:
			return vfsNulls[one.Name]
		case one.Kind == catalog.Int:
			return fwtypes.Whole{Int64Value: types.Int64Value(v)}
		}
		return fwtypes.Known(one.Kind, one.Kind.Form().Spell(v))
	}
	return vfsNulls[one.Name]
}
