package fastpath

import (
	"context"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/identityschema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/listdefault"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringdefault"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"
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

// What is not understood wholly is left to the framework.
func TestWhatIsUnderstood(t *testing.T) {
	t.Parallel()
	with := func(a schema.Attribute) plain {
		return plain{schema.Schema{Attributes: map[string]schema.Attribute{"id": schema.StringAttribute{Computed: true}, "more": a}}}
	}
	text := schema.StringAttribute{Optional: true}
	empty := types.ListValueMust(types.StringType, nil)
	as := func(p plain) resource.Resource { return identified{telling{p}} }
	inside := func(a schema.Attribute) plain {
		return with(schema.SingleNestedAttribute{Optional: true, Attributes: map[string]schema.Attribute{"a": a}})
	}
	for name, c := range map[string]struct {
		resource                resource.Resource
		known, tells, validates bool
	}{
		"a resource that tells":    {as(with(text)), true, true, true},
		"one that does not":        {with(text), true, false, true},
		"one without identity":     {telling{with(text)}, true, false, true},
		"one that judges":          {judging{identified{telling{with(text)}}}, true, true, false},
		"a deprecated one":         {as(plain{schema.Schema{DeprecationMessage: "gone", Attributes: with(text).schema.Attributes}}), true, true, false},
		"one with blocks":          {as(plain{schema.Schema{Blocks: map[string]schema.Block{"b": schema.SingleNestedBlock{}}}}), false, false, false},
		"a list":                   {as(with(schema.ListAttribute{Optional: true, ElementType: types.StringType})), true, true, true},
		"a list with a default":    {as(with(schema.ListAttribute{Optional: true, Computed: true, ElementType: types.StringType, Default: listdefault.StaticValue(empty)})), true, false, true},
		"a set":                    {as(with(schema.SetAttribute{Optional: true, ElementType: types.StringType})), true, false, true},
		"texts inside":             {as(inside(text)), true, true, true},
		"a default inside":         {as(inside(schema.StringAttribute{Optional: true, Computed: true, Default: stringdefault.StaticString("a")})), true, false, true},
		"a write-only text inside": {as(inside(schema.StringAttribute{Optional: true, WriteOnly: true})), true, false, true},
		"a number inside":          {as(inside(schema.NumberAttribute{Optional: true})), true, false, true},
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
		a, ok := newAttribute(t.Context(), "more", schema.StringAttribute{Optional: true, Validators: c.validators})
		if !ok {
			t.Errorf("%s is not understood", c.name)
			continue
		}
		if got := a.passes != nil && a.passes(t.Context(), types.StringValue(c.text)); got != c.want {
			t.Errorf("%s: passes %v, want %v", c.name, got, c.want)
		}
	}
}
