package function

import (
	"context"
	"errors"

	"github.com/hashicorp/terraform-plugin-framework/function"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/hoody/terraform-provider-hoody/internal/catalog"
	"github.com/hoody/terraform-provider-hoody/internal/catalog/services"
	"github.com/hoody/terraform-provider-hoody/internal/engine"
	"github.com/hoody/terraform-provider-hoody/internal/fwtypes"
)

// A Section writes a backend's configuration as a section of rclone's configuration
// file. Its errors blame a field, or none if the name is wrong.
type Section func(name string, b *catalog.Backend, values catalog.Values) (string, error)

// rcloneConfig is the function that returns a section of rclone's configuration file.
type rcloneConfig struct{ section Section }

// These are the positions of the function's arguments.
const (
	argumentType = iota
	argumentFields
	argumentName
)

// Metadata names the function.
func (rcloneConfig) Metadata(_ context.Context, _ function.MetadataRequest, resp *function.MetadataResponse) {
	resp.Name = "rclone_config"
}

// Definition describes the function.
func (rcloneConfig) Definition(_ context.Context, _ function.DefinitionRequest, resp *function.DefinitionResponse) {
	resp.Definition = function.Definition{
		Summary: "A backend for rclone's configuration file",
		MarkdownDescription: "Writes the fields of a backend as a section of rclone's configuration file, so that the same " +
			"storage can be used from a shell: `rclone lsd media:`. Only what differs from rclone's own defaults is in it. " +
			"Passwords are obscured as rclone expects them, which is no encryption, and other secrets are plain: treat the " +
			"result as a secret, as Terraform does when one of the arguments is sensitive.\n\n" +
			"Sections of several backends can go into one file: `join(\"\\n\", [ … ])`." + needsTerraform,
		Parameters: []function.Parameter{
			function.StringParameter{
				Name: "type",
				MarkdownDescription: "Type of the backend, as in the documented endpoint: `s3`, `google-cloud-storage`. " +
					"`backend_types` lists them all.",
			},
			function.DynamicParameter{
				Name: "fields",
				MarkdownDescription: "An object of the backend's fields, with their documented names: `provider`, where the " +
					"resource has to call it `provider_type`. Values are written as in the resource. A field that is null is not set.",
			},
		},
		VariadicParameter: function.StringParameter{
			Name: "name",
			MarkdownDescription: "Name of the section, by which rclone calls the remote. At most one; it " +
				"is the type when it is left out.",
		},
		Return: function.StringReturn{},
	}
}

// Run returns the section.
func (f rcloneConfig) Run(ctx context.Context, req function.RunRequest, resp *function.RunResponse) {
	var (
		typ    string
		object types.Dynamic
		names  []string
	)
	if resp.Error = req.Arguments.Get(ctx, &typ, &object, &names); resp.Error != nil {
		return
	}
	b, err := services.Find(typ)
	if err != nil {
		resp.Error = argument(argumentType, err.Error())
		return
	}
	name, wrong := sectionName(typ, names)
	fields := fwtypes.ReadObject(b, object)
	if wrong == nil {
		wrong = refusal(argumentFields, fields.Findings)
	}
	switch {
	case wrong != nil:
		resp.Error = wrong
	case fields.Unknown:
		resp.Error = resp.Result.Set(ctx, types.StringUnknown())
	default:
		section, err := f.section(name, b, fields.Values)
		if err != nil {
			resp.Error = blamed(err)
			return
		}
		resp.Error = resp.Result.Set(ctx, section)
	}
}

// sectionName returns the name that was given, or else the type.
func sectionName(typ string, names []string) (string, *function.FuncError) {
	switch len(names) {
	case 0:
		return typ, nil
	case 1:
		return names[0], nil
	default:
		return "", argument(argumentName+1, "A section has one name\nRemove all arguments after the third.")
	}
}

// blamed returns the error of a section, on the argument to blame.
func blamed(err error) *function.FuncError {
	failure := (*engine.Error)(nil)
	switch {
	case !errors.As(err, &failure):
		return function.NewFuncError(err.Error())
	case failure.Field == "":
		return argument(argumentName, failure.Error())
	default:
		return argument(argumentFields, failure.Error())
	}
}
