package datasource

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/hoody/terraform-provider-hoody/internal/engine"
	"github.com/hoody/terraform-provider-hoody/internal/tf"
)

const mountNotRead = "Mount not read"

// mount is the data source hoody_mount.
type mount struct{ tf.DataSource }

func newMount() datasource.DataSource { return &mount{} }

// mountView is a mount as Hoody's list shows it.
type mountView struct {
	ID        string  `tfsdk:"id"`
	MountID   string  `tfsdk:"mount_id"`
	BackendID string  `tfsdk:"backend_id"`
	Label     *string `tfsdk:"label"`
	MountPath string  `tfsdk:"mount_path"`
	Status    string  `tfsdk:"status"`
	CreatedAt *string `tfsdk:"created_at"`
}

// mountDetail is all that Hoody shows of one mount.
type mountDetail struct {
	mountView
	Container types.String `tfsdk:"container_id"`
	VFS       vfsView      `tfsdk:"vfs"`
}

// vfsView has the settings as people write them.
type vfsView struct {
	CacheMode       *string `tfsdk:"cache_mode"`
	CacheMaxAge     *string `tfsdk:"cache_max_age"`
	CacheMaxSize    *string `tfsdk:"cache_max_size"`
	DirCacheTime    *string `tfsdk:"dir_cache_time"`
	PollInterval    *string `tfsdk:"poll_interval"`
	WriteBack       *string `tfsdk:"write_back"`
	ReadOnly        *bool   `tfsdk:"read_only"`
	ReadChunkSize   *string `tfsdk:"read_chunk_size"`
	Timeout         *string `tfsdk:"timeout"`
	ConTimeout      *string `tfsdk:"contimeout"`
	LowLevelRetries *int64  `tfsdk:"low_level_retries"`
}

func viewOfMount(m engine.Mount) mountView {
	return mountView{
		ID: m.Path, MountID: m.ID, BackendID: m.BackendID, Label: orNull(m.Label), MountPath: m.Path,
		Status: m.Status, CreatedAt: whenKnown(m.CreatedAt),
	}
}

func viewOfSettings(s engine.Settings) vfsView {
	var view vfsView
	into := map[string]any{
		"cache_mode": &view.CacheMode, "cache_max_age": &view.CacheMaxAge, "cache_max_size": &view.CacheMaxSize,
		"dir_cache_time": &view.DirCacheTime, "poll_interval": &view.PollInterval, "write_back": &view.WriteBack,
		"read_only": &view.ReadOnly, "read_chunk_size": &view.ReadChunkSize, "timeout": &view.Timeout,
		"contimeout": &view.ConTimeout, "low_level_retries": &view.LowLevelRetries,
	}
	for _, one := range engine.AllSettings {
		value, ok := one.Value(s[one.Name])
		if !ok {
			continue
		}
		switch at := into[one.Name].(type) {
		case **bool:
			set(at, value)
		case **int64:
			set(at, value)
		case **string:
			if n, ok := value.(int64); ok {
				value = one.Kind.Form().Spell(n)
			}
			set(at, value)
		}
	}
	return view
}

// set sets a pointer if there is a value.
func set[T any](at **T, value any) {
	if v, ok := value.(T); ok {
		*at = &v
	}
}

// mountAttributes returns the attributes of a mountView, except its two ids.
func mountAttributes() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"backend_id": schema.StringAttribute{Computed: true, MarkdownDescription: "Identifier of the backend that is " +
			"mounted."},
		"label": schema.StringAttribute{Computed: true, MarkdownDescription: "The mount's label, where it has one."},
		"mount_path": schema.StringAttribute{Computed: true, MarkdownDescription: "Where the backend is mounted, as an " +
			"absolute path."},
		"status": schema.StringAttribute{
			Computed: true,
			MarkdownDescription: "What Hoody calls the mount: `active`, `error`, or `mounting` (`starting`) and `unmounting` " +
				"(`stopping`) on the way.",
		},
		"created_at": schema.StringAttribute{Computed: true, MarkdownDescription: "When Hoody made the mount, as an RFC " +
			"3339 time."},
	}
}

func vfsAttribute() schema.Attribute {
	text := func(doc string) schema.Attribute {
		return schema.StringAttribute{Computed: true, MarkdownDescription: doc}
	}
	return schema.SingleNestedAttribute{
		Computed: true,
		MarkdownDescription: "The settings, as far as Hoody returns them: before version 2026-10 only `cache_mode`, " +
			"`cache_max_age`, `cache_max_size` and `dir_cache_time`.",
		Attributes: map[string]schema.Attribute{
			"cache_mode":      text("What is cached: `off`, `minimal`, `writes` or `full`."),
			"cache_max_age":   text("How long files stay in the cache, such as `1h`."),
			"cache_max_size":  text("How large the cache may be, such as `10Gi`."),
			"dir_cache_time":  text("How long listings of folders are kept, such as `5m`."),
			"poll_interval":   text("How often the storage is asked for changes, such as `1m`."),
			"write_back":      text("How long a closed file waits before it is uploaded, such as `5s`."),
			"read_only":       schema.BoolAttribute{Computed: true, MarkdownDescription: "Whether the mount is read-only."},
			"read_chunk_size": text("How much of a file is read at once, such as `128Mi`."),
			"timeout":         text("How long a transfer may stay idle, where that is set."),
			"contimeout":      text("How long it may take to connect to the storage, where that is set."),
			"low_level_retries": schema.Int64Attribute{Computed: true, MarkdownDescription: "How often one request to the " +
				"storage is sent again, where that is set."},
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
			Optional: true, Computed: true,
			Validators: []validator.String{absolute{}, stringvalidator.ExactlyOneOf(path.MatchRoot("mount_id"))},
			MarkdownDescription: "The absolute path of the mount, as `hoody_mount` and `hoody_mounts` have it. " +
				"Set this or `mount_id`.",
		},
		"mount_id": schema.StringAttribute{
			Optional: true, Computed: true,
			Validators: []validator.String{stringvalidator.LengthAtLeast(1)},
			MarkdownDescription: "Hoody's identifier of the mount, which changes when the backend is " +
				"mounted again at the same path.",
		},
		tf.ContainerID: containerID(),
		"vfs":          vfsAttribute(),
	})
	resp.Schema = schema.Schema{
		MarkdownDescription: "One mount of a backend with its cache settings, as Hoody sees " +
			"it now, no matter who made it." + needs,
		Attributes: attributes,
	}
}

// absolute is the validator of an absolute path.
type absolute struct{}

func (absolute) Description(context.Context) string { return "must be an absolute path" }

func (a absolute) MarkdownDescription(ctx context.Context) string { return a.Description(ctx) }

// ValidateString refuses anything else, in particular what looks like Hoody's own id.
func (absolute) ValidateString(_ context.Context, req validator.StringRequest, resp *validator.StringResponse) {
	if is := req.ConfigValue; !is.IsNull() && !is.IsUnknown() && !strings.HasPrefix(is.ValueString(), "/") {
		resp.Diagnostics.AddAttributeError(req.Path, "The id of a mount is its absolute path",
			fmt.Sprintf("%q is not one. Write a path such as /hoody/mounts/media, or set mount_id to Hoody's identifier.",
				is.ValueString()))
	}
}

// Read asks for the mount by its path or its identifier.
func (d *mount) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	var at, id, container types.String
	resp.Diagnostics.Append(req.Config.GetAttribute(ctx, path.Root(tf.ContainerID), &container)...)
	resp.Diagnostics.Append(req.Config.GetAttribute(ctx, path.Root("id"), &at)...)
	resp.Diagnostics.Append(req.Config.GetAttribute(ctx, path.Root("mount_id"), &id)...)
	if resp.Diagnostics.HasError() {
		return
	}
	service := d.ServiceIn(container, mountNotRead, &resp.Diagnostics)
	if service == nil {
		return
	}
	asked := engine.MountRef{Path: at.ValueString(), ID: id.ValueString(), WithSettings: true}
	m, err := service.InspectMount(ctx, asked)
	switch {
	case errors.Is(err, engine.ErrNotFound):
		addNoMount(&resp.Diagnostics, asked)
		return
	case err != nil:
		failures.Add(&resp.Diagnostics, mountNotRead, err)
		return
	}
	resp.Diagnostics.Append(resp.State.Set(ctx, mountDetail{viewOfMount(m), container, viewOfSettings(m.Settings)})...)
}

// addNoMount reports that there is no such mount, on the attribute that names it.
func addNoMount(diags *diag.Diagnostics, asked engine.MountRef) {
	attribute, said := "id", "Nothing is mounted at "+asked.Path+"."
	if asked.Path == "" {
		attribute, said = "mount_id", "Hoody has no mount "+asked.ID+"."
	}
	diags.AddAttributeError(path.Root(attribute), mountNotRead, said+"\n"+
		"Refer to a mount, such as hoody_mount.example."+attribute+"; the data source hoody_mounts lists all there are.")
}
