package mount

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/hoody/terraform-provider-hoody/internal/engine"
	"github.com/hoody/terraform-provider-hoody/internal/fwtypes"
	"github.com/hoody/terraform-provider-hoody/internal/tf"
)

// Schema describes a mount.
func (r *Resource) Schema(ctx context.Context, _ resource.SchemaRequest, resp *resource.SchemaResponse) {
	keep := []planmodifier.String{stringplanmodifier.UseStateForUnknown()}
	replace := []planmodifier.String{stringplanmodifier.RequiresReplace()}
	resp.Schema = schema.Schema{
		Version: schemaVersion,
		MarkdownDescription: "Mounts a backend as a filesystem at Hoody. Settings change in place; a change of anything " +
			"else unmounts and mounts again. It needs the API: the embedded engine only verifies.",
		Attributes: map[string]schema.Attribute{
			"id": schema.StringAttribute{
				Computed: true, PlanModifiers: keep,
				MarkdownDescription: "The absolute path where the backend is mounted, as `path` says it: a mount is where it is.",
			},
			"mount_id": schema.StringAttribute{
				Computed: true, PlanModifiers: keep,
				MarkdownDescription: "Hoody's identifier of the mount. It changes when the backend is mounted again at the same " +
					"path, as by a rotation of its credentials; the next refresh records the new one.",
			},
			"backend_id": schema.StringAttribute{
				Required: true, PlanModifiers: replace,
				Validators:          []validator.String{notEmpty{}, unquoted{}},
				MarkdownDescription: "Identifier of the backend to mount, such as `hoody_backend_s3.example.id`.",
			},
			tf.ContainerID: schema.StringAttribute{
				Optional:   true,
				Validators: []validator.String{tf.ValidContainerID{}},
				MarkdownDescription: tf.ContainerIDDoc + " Use that of the backend: `hoody_backend_s3.example.container`. A " +
					"change mounts again, in the other container.",
			},
			tf.Container: schema.StringAttribute{
				Computed: true, PlanModifiers: keep,
				MarkdownDescription: tf.ContainerDoc,
			},
			"label": schema.StringAttribute{
				Optional: true, PlanModifiers: replace,
				Validators:          []validator.String{notEmpty{}},
				MarkdownDescription: "A name to find the mount by. Several mounts may have the same.",
			},
			"mount_path": schema.StringAttribute{
				Optional: true, Computed: true,
				PlanModifiers: []planmodifier.String{stringplanmodifier.UseStateForUnknown(), samePlace{}},
				Validators:    []validator.String{inFolder{}},
				MarkdownDescription: "Where to mount: a path below Hoody's mount folder, or an absolute path in it. If it is " +
					"left out, Hoody picks one. Relative and absolute forms of the same path are equal.",
			},
			"path": schema.StringAttribute{
				Computed: true, PlanModifiers: keep,
				MarkdownDescription: "The absolute path where the backend is mounted.",
			},
			"status": schema.StringAttribute{
				Computed: true, PlanModifiers: keep,
				MarkdownDescription: "What Hoody last said of the mount: `active`, or `mounting` (`starting`) and `unmounting` " +
					"(`stopping`) on the way. `error` is a mount that does not work: the next apply repairs it in place.",
			},
			"uploads_on_destroy": schema.StringAttribute{
				Optional:   true,
				Validators: []validator.String{fwtypes.Choice{What: "way with uploads", Of: engine.UploadsChoices}},
				MarkdownDescription: "What happens to files that were written on the mount and are not uploaded yet when it is " +
					"unmounted: `keep`, as when this is not set, leaves them at Hoody to be uploaded later; `wait` waits for them " +
					"within the delete timeout; `discard` loses them. Apply it before you destroy. Added in version 2026-10 of Hoody.",
			},
			"vfs":      vfsAttribute(),
			"timeouts": tf.Timeouts(ctx),
		},
	}
}
