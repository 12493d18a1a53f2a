package mount

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/int64planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/objectdefault"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringdefault"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-framework/types/basetypes"

	"github.com/hoody/terraform-provider-hoody/internal/catalog"
	"github.com/hoody/terraform-provider-hoody/internal/engine"
	"github.com/hoody/terraform-provider-hoody/internal/fwtypes"
)

const (
	day  = 24 * 60 * 60
	hour = 60 * 60
	mebi = 1 << 20
)

// documented has the text that people read about each setting, and the values that
// October 2026 allows: from least to most, and perhaps 0.
var documented = map[string]struct {
	doc         string
	least, most int64
	zero        bool
}{
	"cache_mode": {doc: "Which files are kept in the cache: `off` none, `minimal` those that are read and " +
		"written at once, `writes` those that are written, `full` all."},
	"cache_max_age": {
		doc:  "How long a file that nobody uses stays in the cache: a duration such as `90s` or `24h`.",
		most: 30 * day,
	},
	"cache_max_size": {
		doc:   "How large the cache may grow: a size such as `512Mi` or `10Gi`.",
		least: mebi, zero: true,
	},
	"dir_cache_time": {
		doc:  "How long the listing of a folder counts as current: a duration such as `30s` or `5m`.",
		most: 30 * day,
	},
	"poll_interval": {
		doc: "How often the storage is asked for changes, up to 30 days; `0s` turns that off. If it is not set, Hoody " +
			"uses `1m`.",
		most: 30 * day,
	},
	"write_back": {
		doc:  "How long a closed file waits before it is uploaded, up to `1h`. If it is not set, Hoody uses `5s`.",
		most: hour,
	},
	"read_only": {doc: "Whether the mount is read-only. If it is not set, files can be written."},
	"read_chunk_size": {doc: "How much of a file is read at once: a size such as `64Mi`. If it is not set, Hoody uses " +
		"`128Mi`."},
	"timeout": {
		doc:   "How long a transfer may stay idle, from `1s` to `10m`.",
		least: 1, most: 10 * 60,
	},
	"contimeout": {
		doc:   "How long it may take to connect to the storage, from `1s` to `2m`. If it is not set, Hoody uses `1m`.",
		least: 1, most: 2 * 60,
	},
	"low_level_retries": {
		doc:  "How often one request to the storage is sent again, from 0 to 10. If it is not set, Hoody uses `10`.",
		most: 10,
	},
}

// vfsNulls has the value of each setting that is not set, and vfsTypes their types.
var vfsNulls, vfsTypes = func() (nulls map[string]attr.Value, types map[string]attr.Type) {
	nulls, types = map[string]attr.Value{}, map[string]attr.Type{}
	for _, one := range engine.AllSettings {
		if !one.Hidden {
			nulls[one.Name] = null(one.Kind)
			types[one.Name] = nulls[one.Name].Type(context.Background())
		}
	}
	return nulls, types
}()

func null(k catalog.Kind) attr.Value {
	switch k {
	case catalog.Bool:
		return types.BoolNull()
	case catalog.Int:
		return fwtypes.Whole{Int64Value: basetypes.NewInt64Null()}
	case catalog.Duration, catalog.Size:
		return fwtypes.Null(k)
	default:
		return types.StringNull()
	}
}

// vfsDefaults are the settings of a mount that sets none: those of the page have
// defaults in the schema, and those that came later are null.
var vfsDefaults = func() types.Object {
	all := settings{}
	for name, none := range vfsNulls {
		all[name] = none
	}
	for _, one := range engine.AllSettings {
		if one.OnPage {
			all[one.Name] = read(one, json.RawMessage(one.Default))
		}
	}
	return types.ObjectValueMust(vfsTypes, all)
}()

// vfsAttribute returns the attribute for a mount's documented "vfs_config".
func vfsAttribute() schema.Attribute {
	attributes := map[string]schema.Attribute{}
	for _, one := range engine.AllSettings {
		if !one.Hidden {
			attributes[one.Name] = settingAttribute(one)
		}
	}
	return schema.SingleNestedAttribute{
		Optional: true, Computed: true,
		Default: objectdefault.StaticValue(vfsDefaults),
		MarkdownDescription: "How Hoody reads, writes and caches through the mount. What is not set has " +
			"the documented default. Changes apply in place.",
		Attributes: attributes,
	}
}

// remounts says why a plan replaces a mount.
const remounts = "removing it mounts again"

var cacheModes = []string{"off", "minimal", "writes", "full"}

func settingAttribute(one engine.Setting) schema.Attribute {
	doc := documented[one.Name].doc
	if !one.OnPage {
		doc += " Added in version 2026-10 of Hoody."
	}
	if one.Default == "" {
		doc += " Removing it replaces the mount."
	}
	switch {
	case one.Kind == catalog.Bool:
		return schema.BoolAttribute{Optional: true, MarkdownDescription: doc}
	case one.Kind == catalog.Int:
		return schema.Int64Attribute{
			Optional: true, CustomType: fwtypes.WholeNumber{}, MarkdownDescription: doc,
			Validators:    []validator.Int64{within{one}},
			PlanModifiers: []planmodifier.Int64{int64planmodifier.RequiresReplaceIf(takenAway, remounts, "")},
		}
	}
	return textAttribute(one, doc)
}

// textAttribute returns the attribute of a setting that is written as text.
func textAttribute(one engine.Setting, doc string) schema.Attribute {
	a := schema.StringAttribute{
		Optional: true, CustomType: fwtypes.ForKind(one.Kind), MarkdownDescription: doc,
		Validators:    []validator.String{notEmpty{}, within{one}},
		PlanModifiers: []planmodifier.String{keepSpelling{one.Kind}},
	}
	if one.Kind == catalog.String {
		a.Validators = []validator.String{fwtypes.Choice{What: "cache mode", Of: cacheModes}}
	}
	if one.OnPage {
		def := read(one, json.RawMessage(one.Default)).(interface{ ValueString() string }).ValueString()
		a.Computed, a.Default = true, stringdefault.StaticString(def)
		a.MarkdownDescription += " Defaults to `" + def + "`."
	}
	if one.Default == "" {
		a.PlanModifiers = append(a.PlanModifiers, stringplanmodifier.RequiresReplaceIf(
			func(_ context.Context, req planmodifier.StringRequest, resp *stringplanmodifier.RequiresReplaceIfFuncResponse) {
				resp.RequiresReplace = req.PlanValue.IsNull()
			}, remounts, ""))
	}
	return a
}

// takenAway replaces a mount if a setting is removed for which no value means "not
// set".
func takenAway(
	_ context.Context, req planmodifier.Int64Request, resp *int64planmodifier.RequiresReplaceIfFuncResponse,
) {
	resp.RequiresReplace = req.PlanValue.IsNull()
}

// within is the validator of the values that October 2026 allows for a setting.
type within struct{ setting engine.Setting }

func (within) Description(context.Context) string { return "must be what Hoody allows" }

func (w within) MarkdownDescription(ctx context.Context) string { return w.Description(ctx) }

// ValidateString reads an amount that is written as text.
func (w within) ValidateString(_ context.Context, req validator.StringRequest, resp *validator.StringResponse) {
	n, ok := w.setting.Kind.Form().Amount(req.ConfigValue.ValueString())
	if !req.ConfigValue.IsNull() && !req.ConfigValue.IsUnknown() && ok {
		w.check(req.Path, n, &resp.Diagnostics)
	}
}

// ValidateInt64 checks a number.
func (w within) ValidateInt64(_ context.Context, req validator.Int64Request, resp *validator.Int64Response) {
	if !req.ConfigValue.IsNull() && !req.ConfigValue.IsUnknown() {
		w.check(req.Path, req.ConfigValue.ValueInt64(), &resp.Diagnostics)
	}
}

// check refuses what Hoody refuses too. For the page's settings it only warns, because
// an older service allows more.
func (w within) check(at path.Path, n int64, diags *diag.Diagnostics) {
	a := documented[w.setting.Name]
	if a.zero && n == 0 || n >= a.least && (a.most == 0 || n <= a.most) {
		return
	}
	spell := func(n int64) string { return w.setting.Kind.Form().Spell(n) }
	allowed := fmt.Sprintf("from %s to %s", spell(a.least), spell(a.most))
	if a.most == 0 {
		allowed = spell(a.least) + " or more"
	}
	if a.zero {
		allowed = "0, or " + allowed
	}
	summary := fmt.Sprintf("%s is out of range", w.setting.Name)
	if w.setting.OnPage {
		diags.AddAttributeWarning(at, summary, "Version 2026-10 of Hoody allows "+allowed+", and refuses this.")
		return
	}
	diags.AddAttributeError(at, summary, "It is "+allowed+".")
}
