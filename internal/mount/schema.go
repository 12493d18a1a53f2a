package mount

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework-timeouts/resource/timeouts"
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/objectdefault"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringdefault"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/hoody/terraform-provider-hoody/internal/catalog"
	"github.com/hoody/terraform-provider-hoody/internal/engine"
	"github.com/hoody/terraform-provider-hoody/internal/fwtypes"
)

// The documented defaults of the cache settings.
const (
	defaultCacheMode    = "writes"
	defaultCacheMaxAge  = "1h"
	defaultCacheMaxSize = "10Gi"
	defaultDirCacheTime = "5m"
)

// vfsTypes are the types of the attribute "vfs".
var vfsTypes = map[string]attr.Type{
	engine.CacheMode:         types.StringType,
	engine.CacheMaxAge:       fwtypes.ForKind(catalog.Duration),
	engine.CacheMaxSize:      fwtypes.ForKind(catalog.Size),
	engine.CacheDirCacheTime: fwtypes.ForKind(catalog.Duration),
}

var vfsDefaults = types.ObjectValueMust(vfsTypes, map[string]attr.Value{
	engine.CacheMode:         types.StringValue(defaultCacheMode),
	engine.CacheMaxAge:       fwtypes.Known(catalog.Duration, defaultCacheMaxAge),
	engine.CacheMaxSize:      fwtypes.Known(catalog.Size, defaultCacheMaxSize),
	engine.CacheDirCacheTime: fwtypes.Known(catalog.Duration, defaultDirCacheTime),
})

// Schema describes a mount.
func (r *Resource) Schema(ctx context.Context, _ resource.SchemaRequest, resp *resource.SchemaResponse) {
	keep := []planmodifier.String{stringplanmodifier.UseStateForUnknown()}
	replace := []planmodifier.String{stringplanmodifier.RequiresReplace()}
	resp.Schema = schema.Schema{
		MarkdownDescription: "Mounts a backend as a filesystem at the service. Cache settings change in place; a change of anything else " +
			"unmounts and mounts anew. It needs the API: the embedded engine only verifies.",
		Attributes: map[string]schema.Attribute{
			"id": schema.StringAttribute{
				Computed: true, PlanModifiers: keep,
				MarkdownDescription: "Identifier of the mount. It changes when the backend is mounted anew at the same path, as a rotation of its credentials may do.",
			},
			"backend_id": schema.StringAttribute{
				Required: true, PlanModifiers: replace,
				Validators:          []validator.String{notEmpty{}},
				MarkdownDescription: "Identifier of the backend to mount, such as `hoody_backend_s3.example.id`.",
			},
			"label": schema.StringAttribute{
				Optional: true, PlanModifiers: replace,
				Validators:          []validator.String{notEmpty{}},
				MarkdownDescription: "A name to find the mount by. Several mounts may have the same.",
			},
			"mount_path": schema.StringAttribute{
				Optional: true, Computed: true,
				PlanModifiers: []planmodifier.String{stringplanmodifier.UseStateForUnknown(), samePlace{}},
				Validators:    []validator.String{samePlace{}},
				MarkdownDescription: "Where to mount: a path below the service's mount folder, or an absolute path in it. Without it the service " +
					"chooses one. A relative path and the absolute one that the service made of it are the same.",
			},
			"path": schema.StringAttribute{
				Computed: true, PlanModifiers: keep,
				MarkdownDescription: "The absolute path where the backend is mounted.",
			},
			"status": schema.StringAttribute{
				Computed: true, PlanModifiers: keep,
				MarkdownDescription: "What the service last said of the mount: `active`, `starting` or `stopping`.",
			},
			"created_at": schema.StringAttribute{
				Computed: true, PlanModifiers: keep,
				MarkdownDescription: "When the mount was made, as an RFC 3339 time. The answer to its creation does not have it, so it is " +
					"known from the first refresh on.",
			},
			"vfs":      vfsAttribute(),
			"timeouts": timeouts.AttributesAll(ctx),
		},
	}
}

// vfsAttribute is the documented "vfs_config" of a mount.
func vfsAttribute() schema.Attribute {
	setting := func(kind catalog.Kind, def, doc string) schema.Attribute {
		return schema.StringAttribute{
			Optional: true, Computed: true,
			CustomType:          fwtypes.ForKind(kind),
			Default:             stringdefault.StaticString(def),
			PlanModifiers:       []planmodifier.String{keepSpelling{kind}},
			Validators:          []validator.String{notEmpty{}},
			MarkdownDescription: doc + " Defaults to `" + def + "`.",
		}
	}
	return schema.SingleNestedAttribute{
		Optional: true, Computed: true,
		Default: objectdefault.StaticValue(vfsDefaults),
		MarkdownDescription: "How the service caches what is read and written through the mount. What is not set has the documented default. " +
			"Changes apply in place.",
		Attributes: map[string]schema.Attribute{
			engine.CacheMode: schema.StringAttribute{
				Optional: true, Computed: true,
				Default:    stringdefault.StaticString(defaultCacheMode),
				Validators: []validator.String{cacheModes{"off", "minimal", "writes", "full"}},
				MarkdownDescription: "Which files are kept in the cache: `off` none, `minimal` those that are read and written at once, `writes` those " +
					"that are written, `full` all. Defaults to `writes`.",
			},
			engine.CacheMaxAge:       setting(catalog.Duration, defaultCacheMaxAge, "How long a file that nobody uses stays in the cache: a duration such as `90s` or `24h`."),
			engine.CacheMaxSize:      setting(catalog.Size, defaultCacheMaxSize, "How large the cache may grow: a size such as `512Mi` or `10Gi`."),
			engine.CacheDirCacheTime: setting(catalog.Duration, defaultDirCacheTime, "How long the listing of a folder counts as current: a duration such as `30s` or `5m`."),
		},
	}
}
