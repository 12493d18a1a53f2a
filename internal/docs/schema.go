// Package docs prepares what the documentation is generated from: the provider's
// schema as Terraform would write it, and the pages that need what only the catalog
// knows. It reads the provider through its protocol and asks no service. Begin with
// Read and WritePages.
package docs

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// A Schemas is what `terraform providers schema -json` writes, in the newest
// Terraform's form: with lists, actions and identities.
type Schemas struct {
	FormatVersion string               `json:"format_version"`
	Providers     map[string]*provider `json:"provider_schemas"`
}

type provider struct {
	Config             *schema              `json:"provider,omitempty"`
	Resources          map[string]*schema   `json:"resource_schemas,omitempty"`
	DataSources        map[string]*schema   `json:"data_source_schemas,omitempty"`
	EphemeralResources map[string]*schema   `json:"ephemeral_resource_schemas,omitempty"`
	Lists              map[string]*schema   `json:"list_resource_schemas,omitempty"`
	Actions            map[string]*action   `json:"action_schemas,omitempty"`
	Identities         map[string]*identity `json:"resource_identity_schemas,omitempty"`
	Functions          map[string]*function `json:"functions,omitempty"`
}

type schema struct {
	Version int64  `json:"version"`
	Block   *block `json:"block"`
}

type action struct {
	Block *block `json:"block"`
}

type block struct {
	Attributes map[string]*attribute `json:"attributes,omitempty"`
	described
}

type attribute struct {
	Type     tftypes.Type `json:"type,omitempty"`
	Nested   *nested      `json:"nested_type,omitempty"`
	Required bool         `json:"required,omitempty"`
	Optional bool         `json:"optional,omitempty"`
	Computed bool         `json:"computed,omitempty"`
	Secret   bool         `json:"sensitive,omitempty"`
	Unstored bool         `json:"write_only,omitempty"`
	described
}

type nested struct {
	Attributes map[string]*attribute `json:"attributes,omitempty"`
	Nesting    string                `json:"nesting_mode"`
}

type described struct {
	Description string `json:"description,omitempty"`
	Kind        string `json:"description_kind,omitempty"`
	Deprecated  bool   `json:"deprecated,omitempty"`
}

type identity struct {
	Version    int64                         `json:"version"`
	Attributes map[string]*identityAttribute `json:"attributes,omitempty"`
}

type identityAttribute struct {
	Type              tftypes.Type `json:"type"`
	Description       string       `json:"description,omitempty"`
	RequiredForImport bool         `json:"required_for_import,omitempty"`
	OptionalForImport bool         `json:"optional_for_import,omitempty"`
}

type function struct {
	Description string       `json:"description,omitempty"`
	Summary     string       `json:"summary,omitempty"`
	Deprecation string       `json:"deprecation_message,omitempty"`
	Return      tftypes.Type `json:"return_type"`
	Parameters  []*parameter `json:"parameters,omitempty"`
	Variadic    *parameter   `json:"variadic_parameter,omitempty"`
}

type parameter struct {
	Name        string       `json:"name"`
	Description string       `json:"description,omitempty"`
	Nullable    bool         `json:"is_nullable,omitempty"`
	Type        tftypes.Type `json:"type"`
}

// Read asks a provider for its schema, and puts it into the Schemas under a name.
func Read(ctx context.Context, name string, server tfprotov6.ProviderServer) (*Schemas, error) {
	schemas, err := server.GetProviderSchema(ctx, &tfprotov6.GetProviderSchemaRequest{})
	if err == nil {
		err = failure(schemas.Diagnostics)
	}
	if err != nil {
		return nil, fmt.Errorf("read the provider's schema: %w", err)
	}
	identities, err := server.GetResourceIdentitySchemas(ctx, &tfprotov6.GetResourceIdentitySchemasRequest{})
	if err == nil {
		err = failure(identities.Diagnostics)
	}
	if err != nil {
		return nil, fmt.Errorf("read the schemas of identities: %w", err)
	}
	return &Schemas{FormatVersion: "1.0", Providers: map[string]*provider{name: {
		Config:             schemaOf(schemas.Provider),
		Resources:          each(schemas.ResourceSchemas, schemaOf),
		DataSources:        each(schemas.DataSourceSchemas, schemaOf),
		EphemeralResources: each(schemas.EphemeralResourceSchemas, schemaOf),
		Lists:              each(schemas.ListResourceSchemas, schemaOf),
		Actions: each(schemas.ActionSchemas,
			func(a *tfprotov6.ActionSchema) *action { return &action{schemaOf(a.Schema).Block} }),
		Identities: each(identities.IdentitySchemas, identityOf),
		Functions:  each(schemas.Functions, functionOf),
	}}}, nil
}

func failure(diagnostics []*tfprotov6.Diagnostic) error {
	var errs []error
	for _, d := range diagnostics {
		if d.Severity == tfprotov6.DiagnosticSeverityError {
			errs = append(errs, fmt.Errorf("%s: %s", d.Summary, d.Detail))
		}
	}
	return errors.Join(errs...)
}

func each[From, To any](from map[string]From, convert func(From) To) map[string]To {
	to := make(map[string]To, len(from))
	for name, value := range from {
		to[name] = convert(value)
	}
	return to
}

// schemaOf converts a schema. It leaves out nested blocks, because the provider has
// none: attributes can do the same.
func schemaOf(s *tfprotov6.Schema) *schema {
	return &schema{Version: s.Version, Block: &block{
		Attributes: attributesOf(s.Block.Attributes),
		described:  describe(s.Block.Description, s.Block.DescriptionKind, s.Block.Deprecated),
	}}
}

func attributesOf(list []*tfprotov6.SchemaAttribute) map[string]*attribute {
	attributes := make(map[string]*attribute, len(list))
	for _, a := range list {
		converted := &attribute{
			Type:     a.Type,
			Required: a.Required, Optional: a.Optional, Computed: a.Computed,
			Secret: a.Sensitive, Unstored: a.WriteOnly,
			described: describe(a.Description, a.DescriptionKind, a.Deprecated),
		}
		if n := a.NestedType; n != nil {
			converted.Nested = &nested{Attributes: attributesOf(n.Attributes), Nesting: strings.ToLower(n.Nesting.String())}
		}
		attributes[a.Name] = converted
	}
	return attributes
}

func describe(text string, kind tfprotov6.StringKind, deprecated bool) described {
	return described{Description: text, Kind: strings.ToLower(kind.String()), Deprecated: deprecated}
}

func identityOf(s *tfprotov6.ResourceIdentitySchema) *identity {
	converted := &identity{Version: s.Version, Attributes: map[string]*identityAttribute{}}
	for _, a := range s.IdentityAttributes {
		converted.Attributes[a.Name] = &identityAttribute{
			Type: a.Type, Description: a.Description,
			RequiredForImport: a.RequiredForImport, OptionalForImport: a.OptionalForImport,
		}
	}
	return converted
}

func functionOf(f *tfprotov6.Function) *function {
	converted := &function{Description: f.Description, Summary: f.Summary, Deprecation: f.DeprecationMessage,
		Return: f.Return.Type}
	for _, p := range f.Parameters {
		converted.Parameters = append(converted.Parameters, parameterOf(p))
	}
	if f.VariadicParameter != nil {
		converted.Variadic = parameterOf(f.VariadicParameter)
	}
	return converted
}

func parameterOf(p *tfprotov6.FunctionParameter) *parameter {
	return &parameter{Name: p.Name, Description: p.Description, Nullable: p.AllowNullValue, Type: p.Type}
}
