package datasource

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"time"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/hoody/terraform-provider-hoody/internal/catalog"
	"github.com/hoody/terraform-provider-hoody/internal/engine"
	"github.com/hoody/terraform-provider-hoody/internal/fwtypes"
)

const mountNotRead = "Mount not read"

// mount is the data source hoody_mount.
type mount struct{ asking }

func newMount() datasource.DataSource { return &mount{} }

// mountView is a mount as a list of the service shows it.
type mountView struct {
	ID        string  `tfsdk:"id"`
	BackendID string  `tfsdk:"backend_id"`
	Label     *string `tfsdk:"label"`
	MountPath string  `tfsdk:"mount_path"`
	Status    string  `tfsdk:"status"`
	CreatedAt *string `tfsdk:"created_at"`
}

// mountDetail is all there is to see of one mount.
type mountDetail struct {
	mountView
	VFS vfsView `tfsdk:"vfs"`
}

// vfsView has the cache settings as people write them.
type vfsView struct {
	CacheMode    *string `tfsdk:"cache_mode"`
	CacheMaxAge  *string `tfsdk:"cache_max_age"`
	CacheMaxSize *string `tfsdk:"cache_max_size"`
	DirCacheTime *string `tfsdk:"dir_cache_time"`
}

func viewOfMount(m engine.Mount) mountView {
	view := mountView{ID: m.ID, BackendID: m.BackendID, Label: orNull(m.Label), MountPath: m.Path, Status: m.Status}
	if !m.CreatedAt.IsZero() {
		view.CreatedAt = orNull(m.CreatedAt.UTC().Format(time.RFC3339))
	}
	return view
}

func viewOfCache(c engine.Cache) vfsView {
	return vfsView{
		CacheMode:    c.Mode,
		CacheMaxAge:  spelled(catalog.Duration, c.MaxAge),
		CacheMaxSize: spelled(catalog.Size, c.MaxSize),
		DirCacheTime: spelled(catalog.Duration, c.DirCacheTime),
	}
}

func spelled(k catalog.Kind, amount *int64) *string {
	if amount == nil {
		return nil
	}
	text := fwtypes.Spell(k, *amount)
	return &text
}

// mountAttributes are those of a mountView, besides its id.
func mountAttributes() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"backend_id": schema.StringAttribute{Computed: true, MarkdownDescription: "Identifier of the backend that is mounted."},
		"label":      schema.StringAttribute{Computed: true, MarkdownDescription: "The mount's label, where it has one."},
		"mount_path": schema.StringAttribute{Computed: true, MarkdownDescription: "Where the backend is mounted, as an absolute path."},
		"status": schema.StringAttribute{
			Computed:            true,
			MarkdownDescription: "What the service calls the mount: `active`, or `starting` and `stopping` on the way.",
		},
		"created_at": schema.StringAttribute{Computed: true, MarkdownDescription: "When the service made the mount, as an RFC 3339 time."},
	}
}

func vfsAttribute() schema.Attribute {
	return schema.SingleNestedAttribute{
		Computed:            true,
		MarkdownDescription: "The cache settings.",
		Attributes: map[string]schema.Attribute{
			"cache_mode":     schema.StringAttribute{Computed: true, MarkdownDescription: "What is cached: `off`, `minimal`, `writes` or `full`."},
			"cache_max_age":  schema.StringAttribute{Computed: true, MarkdownDescription: "How long files stay in the cache, such as `1h`."},
			"cache_max_size": schema.StringAttribute{Computed: true, MarkdownDescription: "How large the cache may be, such as `10Gi`."},
			"dir_cache_time": schema.StringAttribute{Computed: true, MarkdownDescription: "How long listings of folders are kept, such as `5m`."},
		},
	}
}

// Metadata names the data source.
func (d *mount) Metadata(_ context.Context, req datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_mount"
}

// Schema describes the data source.
func (d *mount) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	attributes := mountAttributes()
	maps.Copy(attributes, map[string]schema.Attribute{
		"id": schema.StringAttribute{
			Required:            true,
			Validators:          []validator.String{stringvalidator.LengthAtLeast(1)},
			MarkdownDescription: "Identifier of the mount, as `hoody_mount` and `hoody_mounts` tell it.",
		},
		"vfs": vfsAttribute(),
	})
	resp.Schema = schema.Schema{
		MarkdownDescription: "One mount of a backend with its cache settings, as the service sees it now, whoever made it." + needs,
		Attributes:          attributes,
	}
}

// Read asks for the mount by its id.
func (d *mount) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	var id string
	resp.Diagnostics.Append(req.Config.GetAttribute(ctx, path.Root("id"), &id)...)
	if resp.Diagnostics.HasError() {
		return
	}
	service := d.service(mountNotRead, &resp.Diagnostics)
	if service == nil {
		return
	}
	m, err := service.InspectMount(ctx, engine.MountRef{ID: id, WithCache: true})
	switch {
	case errors.Is(err, engine.ErrNotFound):
		resp.Diagnostics.AddAttributeError(path.Root("id"), mountNotRead, fmt.Sprintf("The service has no mount %s.\n"+
			"Refer to a mount's id, such as hoody_mount.example.id; the data source hoody_mounts lists all there are.", id))
		return
	case err != nil:
		resp.Diagnostics.AddError(mountNotRead, err.Error())
		return
	}
	resp.Diagnostics.Append(resp.State.Set(ctx, mountDetail{viewOfMount(m), viewOfCache(m.Cache)})...)
}
