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

// settings are the attribute "vfs": what each setting is in Terraform, by name.
type settings map[string]attr.Value

// settingsOf reads the attribute; of null there are none.
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

// sent is what is sent: the settings that there are.
func (s settings) sent() engine.Settings {
	all := engine.Settings{}
	for _, one := range engine.AllSettings {
		if raw := written(one, s[one.Name]); raw != nil {
			all[one.Name] = raw
		}
	}
	return all
}

// written is a value as JSON, or nil where there is none.
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

// since is what to send so that the settings become these, where they were those
// before. What is taken away gets its documented default.
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

// lack reports whether one was taken away for which nothing can be sent that means "not set".
func (s settings) lack(before settings) bool {
	return slices.ContainsFunc(engine.AllSettings, func(one engine.Setting) bool {
		is := s[one.Name]
		return one.Default == "" && is != nil && is.IsNull() && !before[one.Name].IsNull()
	})
}

// among are the settings of some names, as they are to be sent.
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

// refresh takes over what Hoody says, in the spelling that there is where
// that means the same. A setting without a default in the schema stays null while
// Hoody has the documented one; and where the state has none, only an import
// records one that nothing can be sent for to take it away.
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

// read is a setting as Terraform has it, or null where it has no spelling: a size
// without a limit, or what nobody can read.
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
