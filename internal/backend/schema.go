package backend

import (
	"context"
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/booldefault"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/boolplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/int64default"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/listplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringdefault"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/hoody/terraform-provider-hoody/internal/catalog"
	"github.com/hoody/terraform-provider-hoody/internal/engine"
	"github.com/hoody/terraform-provider-hoody/internal/fwtypes"
	"github.com/hoody/terraform-provider-hoody/internal/tf"
)

// These attributes every backend has besides its documented fields.
const (
	attrID                 = "id"
	attrBackendType        = "backend_type"
	attrType               = "type"
	attrMountPaths         = "mount_paths"
	attrConnected          = "connected"
	attrEngine             = "engine"
	attrContainerID        = tf.ContainerID
	attrContainer          = tf.Container
	attrVerify             = engine.Verify
	attrVerifyPath         = engine.VerifyPath
	attrRotatedAt          = "credentials_rotated_at"
	attrCredentialsVersion = "credentials_wo_version"
	attrTimeouts           = "timeouts"
	attrUnmountOnDestroy   = "unmount_on_destroy"
	attrRemountOnRotate    = "remount_on_rotate"
	attrUploadsOnDestroy   = "uploads_on_destroy"
)

// newSchema builds the schema of one backend's resource from its catalog entry.
func newSchema(ctx context.Context, b *catalog.Backend) schema.Schema {
	attributes := ownAttributes(ctx, b)
	for i := range b.Fields {
		f := &b.Fields[i]
		attributes[f.Attribute()] = fieldAttribute(f)
		if f.HasTwin() {
			attributes[twinOf(f)] = twinAttribute(f)
		}
	}
	return schema.Schema{
		Version: schemaVersion,
		MarkdownDescription: strings.TrimSpace(b.Doc+" "+b.History()) + "\n\nCredentials that Hoody can rotate change in " +
			"place; a change of anything else connects the backend again.",
		Attributes: attributes,
	}
}

func ownAttributes(ctx context.Context, b *catalog.Backend) map[string]schema.Attribute {
	keepString := []planmodifier.String{stringplanmodifier.UseStateForUnknown()}
	return map[string]schema.Attribute{
		attrID: schema.StringAttribute{
			Computed:      true,
			PlanModifiers: keepString,
			MarkdownDescription: "Identifier of the connected backend. It is opaque: its form " +
				"differs between versions of Hoody.",
		},
		attrBackendType: schema.StringAttribute{
			Computed:            true,
			Default:             stringdefault.StaticString(b.BackendType()),
			MarkdownDescription: fmt.Sprintf("Hoody's name for this type of backend: `%s`.", b.BackendType()),
		},
		attrType: schema.StringAttribute{
			Computed:            true,
			Default:             stringdefault.StaticString(b.StorageType()),
			MarkdownDescription: fmt.Sprintf("The kind of storage: `%s`.", b.StorageType()),
		},
		attrMountPaths: schema.ListAttribute{
			Computed:      true,
			ElementType:   types.StringType,
			PlanModifiers: []planmodifier.List{listplanmodifier.UseStateForUnknown()},
			MarkdownDescription: "Where the backend was mounted at the last refresh: empty right after connecting, and always " +
				"with the embedded engine. For a mount of this configuration, use `path` of its `hoody_mount`.",
		},
		attrConnected: schema.BoolAttribute{
			Computed:      true,
			PlanModifiers: []planmodifier.Bool{boolplanmodifier.UseStateForUnknown()},
			MarkdownDescription: "Whether the storage answered when it was last asked. The API asks it again at a refresh " +
				"only with `verify_on_refresh` on the provider.",
		},
		attrEngine: schema.StringAttribute{
			Computed:      true,
			PlanModifiers: keepString,
			MarkdownDescription: "Which engine made the backend: `api` connected it at Hoody, `embedded` only verified " +
				"its configuration.",
		},
		attrContainerID: schema.StringAttribute{
			Optional:   true,
			Validators: []validator.String{tf.ValidContainerID{}},
			MarkdownDescription: tf.ContainerIDDoc + " A change connects the backend again, in the other container. The " +
				"embedded engine records it and does nothing.",
		},
		attrContainer: schema.StringAttribute{
			Computed:            true,
			PlanModifiers:       keepString,
			MarkdownDescription: tf.ContainerDoc,
		},
		attrRotatedAt: schema.StringAttribute{
			Computed:      true,
			PlanModifiers: keepString,
			MarkdownDescription: "When a changed write-only credential (`…_wo`) was last sent, as an RFC 3339 time; not set " +
				"before that. A plan shows such a change here, because it cannot show the value.",
		},
		attrCredentialsVersion: schema.StringAttribute{
			Optional: true,
			MarkdownDescription: "Pins the write-only credentials: the provider compares them, and rotates what changed, only " +
				"when this value changes. For credentials that differ at every run, such as generated ones. Any text will do: a " +
				"date, or the version id of a secret.",
		},
		attrVerify: schema.StringAttribute{
			Optional:   true,
			Validators: []validator.String{fwtypes.Choice{What: "depth of a verification", Of: engine.DepthsOrNone}},
			MarkdownDescription: fwtypes.VerifyDoc + " `none` asks nobody, for a token that could only be proven by using it " +
				"up. A refresh never writes. The API engine records it and does nothing: Hoody tries " +
				"the credentials in its own way.",
		},
		attrVerifyPath: schema.StringAttribute{
			Optional:            true,
			Validators:          []validator.String{fwtypes.VerifyPath{}},
			MarkdownDescription: fwtypes.VerifyPathDoc + " It is not sent to Hoody.",
		},
		attrUnmountOnDestroy: schema.BoolAttribute{
			Optional: true,
			MarkdownDescription: "Also remove mounts that Terraform does not manage when the backend is destroyed or " +
				"replaced. Without it they stop the apply with an error that names them. It is read from the state, " +
				"so apply it before you destroy.",
		},
		attrRemountOnRotate: schema.BoolAttribute{
			Optional: true,
			MarkdownDescription: "Unmount the backend while its credentials rotate, and mount it again afterwards with the " +
				"same label, path and settings, also when the new credentials are refused. Hoody does not rotate the credentials " +
				"of a mounted backend: without this, that is an error that names the mounts.",
		},
		attrUploadsOnDestroy: schema.StringAttribute{
			Optional:   true,
			Validators: []validator.String{fwtypes.Choice{What: "way with uploads", Of: engine.UploadsChoices}},
			MarkdownDescription: "What happens to files that were written on mounts of the backend and are not uploaded yet " +
				"when it is destroyed or replaced: `keep`, as when this is not set, leaves them at Hoody; `wait` waits for " +
				"them within the delete timeout; `discard` loses them. It is read from the state, so apply it before you " +
				"destroy. Added in version 2026-10 of Hoody.",
		},
		attrTimeouts: tf.Timeouts(ctx),
	}
}

// twinAttribute returns the write-only twin of a secret.
func twinAttribute(f *catalog.Field) schema.Attribute {
	return schema.StringAttribute{
		Optional: true, Sensitive: true, WriteOnly: true,
		CustomType: fwtypes.ForKind(f.Kind),
		MarkdownDescription: fmt.Sprintf("Like `%s`, but stored neither in the plan nor in the state (Terraform or "+
			"OpenTofu 1.11). "+
			"A changed value is noticed, unless `%s` pins it.", f.Attribute(), attrCredentialsVersion),
	}
}

// fieldAttribute returns the Terraform attribute of one documented field. A field with
// a documented default shows it in plan and state. A field that is documented as unset
// is null there, and so is a secret that is not set, since its twin may be. Terraform
// sees a required secret as optional, since its twin will do as well.
func fieldAttribute(f *catalog.Field) schema.Attribute {
	var (
		def      = f.DefaultValue()
		computed = !f.Required && def != nil && !f.Secret
		required = f.Required && !f.Secret
		optional = !required
		doc      = describe(f)
	)
	switch f.Kind.Wire() {
	case catalog.WireBool:
		a := schema.BoolAttribute{
			Required: required, Optional: optional, Computed: computed, Sensitive: f.Secret,
			MarkdownDescription: doc,
		}
		if computed {
			a.Default = booldefault.StaticBool(def.(bool))
		}
		return a
	case catalog.WireNumber:
		a := schema.Int64Attribute{
			Required: required, Optional: optional, Computed: computed, Sensitive: f.Secret,
			MarkdownDescription: doc,
			CustomType:          fwtypes.WholeNumber{},
		}
		if computed {
			a.Default = int64default.StaticInt64(def.(int64))
		}
		return a
	default:
		a := schema.StringAttribute{
			Required: required, Optional: optional, Computed: computed, Sensitive: f.Secret, WriteOnly: f.Code,
			MarkdownDescription: doc,
			CustomType:          fwtypes.ForKind(f.Kind),
		}
		if computed {
			a.Default = stringdefault.StaticString(def.(string))
		}
		return a
	}
}

// describe adds what the catalog knows as data to a field's description.
func describe(f *catalog.Field) string {
	var b strings.Builder
	b.WriteString(f.Doc)
	if f.Kind == catalog.Size || f.Kind == catalog.SizeOrOff {
		b.WriteString(" Units are understood, such as `16Mi`.")
	}
	switch {
	case len(f.OneOf) > 0:
		b.WriteString(" One of " + quoted(f.OneOf) + ".")
	case len(f.Known) > 0:
		b.WriteString(" Known values are " + quoted(f.Known) + "; others are accepted.")
	}
	if def := f.DocumentedDefault(); !f.Required && def != nil && def != "" {
		fmt.Fprintf(&b, " %s `%v`.", defaultsTo(f), def)
	}
	if f.Rotates {
		b.WriteString(" Rotated in place.")
	}
	if f.Code {
		b.WriteString(" It is good for one sign-in: it is used when the backend is connected and stored nowhere (Terraform " +
			"or OpenTofu 1.11), and changing it has no effect.")
	}
	if f.Attr != "" {
		fmt.Fprintf(&b, " Hoody's own name for it is `%s`, which cannot be the name of an attribute.", f.Name)
	}
	if f.Required && f.Secret {
		fmt.Fprintf(&b, " Required, here or in `%s`.", twinOf(f))
	}
	if history := f.History(); history != "" {
		b.WriteString(" " + history)
	}
	return b.String()
}

// defaultsTo says whose default it is: for a field that a later version added, only
// Hoody has it.
func defaultsTo(f *catalog.Field) string {
	if f.DefaultValue() == nil {
		return "If it is not set, Hoody uses"
	}
	return "Defaults to"
}

func quoted(values []string) string {
	return "`" + strings.Join(values, "`, `") + "`"
}
