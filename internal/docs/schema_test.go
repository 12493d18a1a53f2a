package docs

import (
	"context"
	"encoding/json"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// A server is a provider that has only schemas.
type server struct {
	tfprotov6.ProviderServer
	schemas    *tfprotov6.GetProviderSchemaResponse
	identities *tfprotov6.GetResourceIdentitySchemasResponse
}

func (s server) GetProviderSchema(context.Context, *tfprotov6.GetProviderSchemaRequest) (*tfprotov6.GetProviderSchemaResponse, error) {
	return s.schemas, nil
}

func (s server) GetResourceIdentitySchemas(context.Context, *tfprotov6.GetResourceIdentitySchemasRequest) (*tfprotov6.GetResourceIdentitySchemasResponse, error) {
	return s.identities, nil
}

func plain(description string, attributes ...*tfprotov6.SchemaAttribute) *tfprotov6.Schema {
	return &tfprotov6.Schema{Block: &tfprotov6.SchemaBlock{Description: description, Attributes: attributes}}
}

// What Terraform 1.11 does not show is written as Terraform 1.14 would: lists,
// actions and identities. The rest is compared with what a real Terraform says,
// where the whole provider is tested.
func TestReadWritesWhatTerraformWould(t *testing.T) {
	t.Parallel()
	id := &tfprotov6.SchemaAttribute{Name: "id", Type: tftypes.String, Required: true, DescriptionKind: tfprotov6.StringKindMarkdown, Description: "Which one."}
	schemas, err := Read(t.Context(), "made", server{
		schemas: &tfprotov6.GetProviderSchemaResponse{
			Provider:            plain("P."),
			ListResourceSchemas: map[string]*tfprotov6.Schema{"made_list": plain("L.", id)},
			ActionSchemas:       map[string]*tfprotov6.ActionSchema{"made_action": {Schema: plain("A.", id)}},
			Functions: map[string]*tfprotov6.Function{"made": {
				Summary: "S.", Return: &tfprotov6.FunctionReturn{Type: tftypes.List{ElementType: tftypes.String}}, DeprecationMessage: "Gone.",
				Parameters:        []*tfprotov6.FunctionParameter{{Name: "a", Type: tftypes.DynamicPseudoType, AllowNullValue: true}},
				VariadicParameter: &tfprotov6.FunctionParameter{Name: "b", Type: tftypes.Bool},
			}},
			Diagnostics: []*tfprotov6.Diagnostic{{Severity: tfprotov6.DiagnosticSeverityWarning, Summary: "only a warning"}},
		},
		identities: &tfprotov6.GetResourceIdentitySchemasResponse{IdentitySchemas: map[string]*tfprotov6.ResourceIdentitySchema{"made_thing": {
			Version: 2,
			IdentityAttributes: []*tfprotov6.ResourceIdentitySchemaAttribute{
				{Name: "id", Type: tftypes.String, RequiredForImport: true, Description: "Which one."},
				{Name: "zone", Type: tftypes.Number, OptionalForImport: true},
			},
		}}},
	})
	if err != nil {
		t.Fatal(err)
	}
	got, err := json.MarshalIndent(schemas, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	const want = `{
 "format_version": "1.0",
 "provider_schemas": {
  "made": {
   "provider": {
    "version": 0,
    "block": {
     "description": "P.",
     "description_kind": "plain"
    }
   },
   "list_resource_schemas": {
    "made_list": {
     "version": 0,
     "block": {
      "attributes": {
       "id": {
        "type": "string",
        "required": true,
        "description": "Which one.",
        "description_kind": "markdown"
       }
      },
      "description": "L.",
      "description_kind": "plain"
     }
    }
   },
   "action_schemas": {
    "made_action": {
     "block": {
      "attributes": {
       "id": {
        "type": "string",
        "required": true,
        "description": "Which one.",
        "description_kind": "markdown"
       }
      },
      "description": "A.",
      "description_kind": "plain"
     }
    }
   },
   "resource_identity_schemas": {
    "made_thing": {
     "version": 2,
     "attributes": {
      "id": {
       "type": "string",
       "description": "Which one.",
       "required_for_import": true
      },
      "zone": {
       "type": "number",
       "optional_for_import": true
      }
     }
    }
   },
   "functions": {
    "made": {
     "summary": "S.",
     "deprecation_message": "Gone.",
     "return_type": [
      "list",
      "string"
     ],
     "parameters": [
      {
       "name": "a",
       "is_nullable": true,
       "type": "dynamic"
      }
     ],
     "variadic_parameter": {
      "name": "b",
      "type": "bool"
     }
    }
   }
  }
 }
}`
	if string(got) != want {
		t.Errorf("got %s", got)
	}
}

func TestReadReportsErrors(t *testing.T) {
	t.Parallel()
	broken := []*tfprotov6.Diagnostic{{Severity: tfprotov6.DiagnosticSeverityError, Summary: "Broken", Detail: "very"}}
	for _, c := range []struct {
		name   string
		server server
		want   string
	}{
		{"schema", server{&server{}, &tfprotov6.GetProviderSchemaResponse{Diagnostics: broken}, nil}, "read the provider's schema: Broken: very"},
		{"identities", server{
			&server{}, &tfprotov6.GetProviderSchemaResponse{}, &tfprotov6.GetResourceIdentitySchemasResponse{Diagnostics: broken},
		}, "read the schemas of identities: Broken: very"},
	} {
		if _, err := Read(t.Context(), "made", c.server); err == nil || err.Error() != c.want {
			t.Errorf("%s: got %v, want %s", c.name, err, c.want)
		}
	}
}
