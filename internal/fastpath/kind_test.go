package fastpath

import (
	"context"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework-validators/boolvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/identityschema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/defaults"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/listdefault"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/objectdefault"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringdefault"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-framework/types/basetypes"
)

// plain is a resource of any schema.
type plain struct{ schema schema.Schema }

func (plain) Metadata(context.Context, resource.MetadataRequest, *resource.MetadataResponse) {}

func (p plain) Schema(_ context.Context, _ resource.SchemaRequest, resp *resource.SchemaResponse) {
	resp.Schema = p.schema
}

func (plain) Create(context.Context, resource.CreateRequest, *resource.CreateResponse) {}
func (plain) Read(context.Context, resource.ReadRequest, *resource.ReadResponse)       {}
func (plain) Update(context.Context, resource.UpdateRequest, *resource.UpdateResponse) {}
func (plain) Delete(context.Context, resource.DeleteRequest, *resource.DeleteResponse) {}

// telling can tell that something stays as it is, but has no identity.
type telling struct{ plain }

func (telling) ConfigIsValid(context.Context, map[string]attr.Value) bool { return true }

func (telling) QuickRead(context.Context, map[string]attr.Value, Private) (map[string]attr.Value, bool) {
	return nil, true
}

func (telling) PlanIsEmpty(context.Context, map[string]attr.Value, map[string]attr.Value, Private) bool {
	return true
}

// identified has an identity as well.
type identified struct{ telling }

func (identified) IdentitySchema(_ context.Context, _ resource.IdentitySchemaRequest, resp *resource.IdentitySchemaResponse) {
	resp.IdentitySchema = identityschema.Schema{Attributes: map[string]identityschema.Attribute{"id": identityschema.StringAttribute{RequiredForImport: true}}}
}

// judging has validators of whole configurations.
type judging struct{ identified }

func (judging) ConfigValidators(context.Context) []resource.ConfigValidator { return nil }

// dynamic is a default that may be another every time, without a sign of it.
type dynamic struct{ defaults.String }

// doubtful is a plan modifier that may do anything.
type doubtful struct{ planmodifier.String }

// lying says that it is ContextFree.
type lying struct{ validator.String }

func (lying) ContextFree() {}

// numbered is a resource whose identity is a number.
type numbered struct{ telling }

func (numbered) IdentitySchema(_ context.Context, _ resource.IdentitySchemaRequest, resp *resource.IdentitySchemaResponse) {
	resp.IdentitySchema = identityschema.Schema{Attributes: map[string]identityschema.Attribute{
		"id": identityschema.Int64Attribute{RequiredForImport: true}, "of": identityschema.StringAttribute{OptionalForImport: true},
	}}
}

// Every promise that the server relies on, broken by one schema each.
func TestLeft(t *testing.T) {
	t.Parallel()
	with := func(a schema.Attribute) plain {
		return plain{schema.Schema{Attributes: map[string]schema.Attribute{"id": schema.StringAttribute{Computed: true}, "more": a}}}
	}
	text := schema.StringAttribute{Optional: true}
	as := func(a schema.Attribute) resource.Resource { return identified{telling{with(a)}} }
	inside := func(a schema.Attribute) resource.Resource {
		return as(schema.SingleNestedAttribute{Optional: true, Attributes: map[string]schema.Attribute{"a": a}})
	}
	const (
		notConstant = "more: its default is not known to be constant"
		notIdle     = "more: a plan modifier is not known to leave a plan alone that equals the state"
		notPlain    = "more: what is inside is more than plain texts"
		validated   = "it is deprecated, or has validators beside ConfigIsValid"
	)
	timer := basetypes.StringTypable(timed{})
	for name, c := range map[string]struct {
		resource resource.Resource
		want     string
	}{
		"one that keeps all": {as(text), ""},
		"all that is known": {as(schema.StringAttribute{
			Optional: true, Computed: true, Default: stringdefault.StaticString("a"),
			Validators:    []validator.String{contextFree{stringvalidator.LengthAtLeast(2)}},
			PlanModifiers: []planmodifier.String{stringplanmodifier.UseStateForUnknown(), stringplanmodifier.RequiresReplaceIfConfigured()},
		}), ""},
		"no Resource":                    {with(text), "it is no fastpath.Resource"},
		"no identity":                    {telling{with(text)}, "it has no identity"},
		"an identity that is not in it":  {numbered{telling{with(text)}}, "id: the identity has it, and the state has not the same\nof: the identity has it, and the state has not the same"},
		"validators":                     {judging{identified{telling{with(text)}}}, validated},
		"deprecated":                     {identified{telling{plain{schema.Schema{DeprecationMessage: "gone", Attributes: with(text).schema.Attributes}}}}, validated},
		"blocks":                         {identified{telling{plain{schema.Schema{Blocks: map[string]schema.Block{"b": schema.SingleNestedBlock{}}}}}}, "its schema has blocks"},
		"a dynamic default":              {as(schema.StringAttribute{Optional: true, Computed: true, Default: dynamic{}}), notConstant},
		"a default of a list":            {as(schema.ListAttribute{Computed: true, ElementType: types.StringType, Default: listdefault.StaticValue(types.ListValueMust(types.StringType, nil))}), notConstant},
		"a default of an object":         {as(schema.SingleNestedAttribute{Computed: true, Default: objectdefault.StaticValue(types.ObjectNull(nil))}), notConstant},
		"a doubtful modifier":            {as(schema.StringAttribute{Optional: true, PlanModifiers: []planmodifier.String{doubtful{}}}), notIdle},
		"a modifier of numbers":          {as(schema.Int64Attribute{Optional: true, PlanModifiers: []planmodifier.Int64{struct{ planmodifier.Int64 }{}}}), notIdle},
		"a modifier of truths":           {as(schema.BoolAttribute{Optional: true, PlanModifiers: []planmodifier.Bool{struct{ planmodifier.Bool }{}}}), notIdle},
		"a modifier of lists":            {as(schema.ListAttribute{Computed: true, ElementType: types.StringType, PlanModifiers: []planmodifier.List{struct{ planmodifier.List }{}}}), notIdle},
		"a modifier of objects":          {as(schema.SingleNestedAttribute{Optional: true, PlanModifiers: []planmodifier.Object{struct{ planmodifier.Object }{}}}), notIdle},
		"a validator with a look around": {as(schema.StringAttribute{Optional: true, Validators: []validator.String{stringvalidator.LengthAtLeast(1)}}), "more: not every validator is ContextFree"},
		"a validator of numbers":         {as(schema.Int64Attribute{Optional: true, Validators: []validator.Int64{int64validator.AtLeast(1)}}), "more: not every validator is ContextFree"},
		"a validator of truths":          {as(schema.BoolAttribute{Optional: true, Validators: []validator.Bool{boolvalidator.Equals(true)}}), "more: not every validator is ContextFree"},
		"a lie":                          {as(schema.StringAttribute{Optional: true, Validators: []validator.String{lying{stringvalidator.ConflictsWith(path.MatchRoot("id"))}}}), "more: a validator that says it is ContextFree needs a configuration"},
		"a list that is computed":        {as(schema.ListAttribute{Computed: true, ElementType: types.StringType}), ""},
		"a list that may be set":         {as(schema.ListAttribute{Optional: true, ElementType: types.StringType}), "more: not every validator is ContextFree"},
		"a list of numbers":              {as(schema.ListAttribute{Computed: true, ElementType: types.Int64Type}), "more: its elements are more than plain texts"},
		"a set":                          {as(schema.SetAttribute{Optional: true, ElementType: types.StringType}), "more: its type is not known here"},
		"texts inside":                   {inside(text), ""},
		"a default inside":               {inside(schema.StringAttribute{Optional: true, Computed: true, Default: stringdefault.StaticString("a")}), notPlain},
		"a write-only text inside":       {inside(schema.StringAttribute{Optional: true, WriteOnly: true}), notPlain},
		"a modifier inside":              {inside(schema.StringAttribute{Optional: true, PlanModifiers: []planmodifier.String{stringplanmodifier.RequiresReplace()}}), notPlain},
		"a modifier deep inside":         {inside(schema.SingleNestedAttribute{Optional: true, PlanModifiers: []planmodifier.Object{struct{ planmodifier.Object }{}}}), notPlain},
		"a type inside":                  {inside(schema.StringAttribute{Optional: true, CustomType: timer}), notPlain},
		"a number inside":                {inside(schema.NumberAttribute{Optional: true}), notPlain},
	} {
		if got := strings.Join(Left(t.Context(), c.resource), "\n"); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

// timed is a type of texts of its own.
type timed struct{ basetypes.StringType }

func (timed) Equal(other attr.Type) bool { _, ok := other.(timed); return ok }

// What is left to the framework is left whole, but for states of the same version.
func TestWhatIsLeftIsNotAnswered(t *testing.T) {
	t.Parallel()
	with := func(a schema.Attribute) plain {
		return plain{schema.Schema{Attributes: map[string]schema.Attribute{"id": schema.StringAttribute{Computed: true}, "more": a}}}
	}
	text := schema.StringAttribute{Optional: true}
	for name, c := range map[string]struct {
		resource                resource.Resource
		known, tells, validates bool
	}{
		"one that tells":      {identified{telling{with(text)}}, true, true, true},
		"one that does not":   {with(text), true, false, false},
		"one not understood":  {identified{telling{with(schema.SetAttribute{Optional: true, ElementType: types.StringType})}}, true, false, true},
		"one with validators": {judging{identified{telling{with(text)}}}, true, true, false},
		"one with blocks":     {identified{telling{plain{schema.Schema{Blocks: map[string]schema.Block{"b": schema.SingleNestedBlock{}}}}}}, false, false, false},
	} {
		k := newKind(t.Context(), func() resource.Resource { return c.resource })
		if known := k != nil; known != c.known {
			t.Errorf("%s: known %v, want %v", name, known, c.known)
		} else if known && (k.attributes != nil != c.tells || k.validates != c.validates) {
			t.Errorf("%s: tells %v, validates %v, want %v, %v", name, k.attributes != nil, k.validates, c.tells, c.validates)
		}
	}
}

// contextFree is a validator that looks at a value by itself.
type contextFree struct{ validator.String }

func (contextFree) ContextFree() {}

// A validator may look at the whole configuration, which is not at hand here.
func TestOnlyContextFreeValidatorsAreAsked(t *testing.T) {
	t.Parallel()
	other := stringvalidator.ConflictsWith(path.MatchRoot("id"))
	for _, c := range []struct {
		name       string
		validators []validator.String
		text       string
		want       bool
	}{
		{"none", nil, "a", true},
		{"one that passes", []validator.String{contextFree{stringvalidator.LengthAtLeast(1)}}, "a", true},
		{"one that does not", []validator.String{contextFree{stringvalidator.LengthAtLeast(2)}}, "a", false},
		{"one that looks around", []validator.String{contextFree{stringvalidator.LengthAtLeast(1)}, other}, "a", false},
	} {
		a, unknown := newAttribute(t.Context(), "more", schema.StringAttribute{Optional: true, Validators: c.validators})
		if unknown != "" {
			t.Errorf("%s: %s", c.name, unknown)
			continue
		}
		if got := a.passes != nil && a.passes(t.Context(), types.StringValue(c.text)); got != c.want {
			t.Errorf("%s: passes %v, want %v", c.name, got, c.want)
		}
	}
}
