package mount

import (
	"context"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-framework/types/basetypes"

	"github.com/hoody/terraform-provider-hoody/internal/catalog"
	"github.com/hoody/terraform-provider-hoody/internal/engine"
	"github.com/hoody/terraform-provider-hoody/internal/fwtypes"
)

// ref points the engine at the mount. Only an import leaves the settings open.
func (m *model) ref() engine.MountRef {
	return engine.MountRef{
		ID:        m.ID.ValueString(),
		BackendID: m.BackendID.ValueString(),
		Path:      m.Path.ValueString(),
		WithCache: m.VFS.IsNull(),
	}
}

// record writes down what the service said of a new mount. A mount path keeps
// the spelling of the configuration.
func (m *model) record(made engine.Mount) {
	m.ID = types.StringValue(made.ID)
	m.Path = types.StringValue(made.Path)
	if m.MountPath.IsUnknown() || m.MountPath.IsNull() {
		m.MountPath = m.Path
	}
	m.Status = types.StringValue(made.Status)
	m.CreatedAt = types.StringNull()
	if !made.CreatedAt.IsZero() {
		m.CreatedAt = types.StringValue(made.CreatedAt.UTC().Format(time.RFC3339))
	}
}

// refresh takes over what the service says now.
func (m *model) refresh(ctx context.Context, now engine.Mount) diag.Diagnostics {
	// Where none is configured, a label may be the service's own choice, unless
	// this is another mount than before, or was imported.
	if !m.Label.IsNull() || m.VFS.IsNull() || m.ID.ValueString() != now.ID {
		m.Label = types.StringNull()
		if now.Label != "" {
			m.Label = types.StringValue(now.Label)
		}
	}
	if m.Path.ValueString() != now.Path {
		m.MountPath = types.StringNull()
	}
	m.BackendID = types.StringValue(now.BackendID)
	m.record(now)
	if now.Cache == (engine.Cache{}) {
		return nil
	}
	s, diags := settingsOf(ctx, m.VFS)
	s.refresh(now.Cache)
	vfs, d := types.ObjectValueFrom(ctx, vfsTypes, s)
	diags.Append(d...)
	m.VFS = vfs
	return diags
}

// settings are the attribute "vfs".
type settings struct {
	CacheMode    types.String  `tfsdk:"cache_mode"`
	CacheMaxAge  fwtypes.Value `tfsdk:"cache_max_age"`
	CacheMaxSize fwtypes.Value `tfsdk:"cache_max_size"`
	DirCacheTime fwtypes.Value `tfsdk:"dir_cache_time"`
}

// settingsOf reads the attribute; of null there are none.
func settingsOf(ctx context.Context, vfs types.Object) (s settings, diags diag.Diagnostics) {
	s = settings{
		CacheMode:    types.StringNull(),
		CacheMaxAge:  fwtypes.Null(catalog.Duration),
		CacheMaxSize: fwtypes.Null(catalog.Size),
		DirCacheTime: fwtypes.Null(catalog.Duration),
	}
	if vfs.IsNull() || vfs.IsUnknown() {
		return s, nil
	}
	diags = vfs.As(ctx, &s, basetypes.ObjectAsOptions{})
	return s, diags
}

// cache is what is sent: the settings that there are.
func (s settings) cache() engine.Cache {
	c := engine.Cache{
		MaxAge:       amount(s.CacheMaxAge, catalog.Duration),
		MaxSize:      amount(s.CacheMaxSize, catalog.Size),
		DirCacheTime: amount(s.DirCacheTime, catalog.Duration),
	}
	if mode := s.CacheMode.ValueString(); mode != "" {
		c.Mode = &mode
	}
	return c
}

func amount(v fwtypes.Value, kind catalog.Kind) *int64 {
	if n, ok := fwtypes.Amount(kind, v.ValueString()); ok {
		return &n
	}
	return nil
}

// since is the settings that differ from those before; the others are null.
func (s settings) since(before settings) settings {
	if s.CacheMode.Equal(before.CacheMode) {
		s.CacheMode = types.StringNull()
	}
	for _, one := range []struct {
		kind      catalog.Kind
		now, then *fwtypes.Value
	}{
		{catalog.Duration, &s.CacheMaxAge, &before.CacheMaxAge},
		{catalog.Size, &s.CacheMaxSize, &before.CacheMaxSize},
		{catalog.Duration, &s.DirCacheTime, &before.DirCacheTime},
	} {
		if fwtypes.Same(one.kind, one.now.ValueString(), one.then.ValueString()) {
			*one.now = fwtypes.Null(one.kind)
		}
	}
	return s
}

// refresh takes over what the service says, in the spelling that there is where
// that means the same.
func (s *settings) refresh(c engine.Cache) {
	if c.Mode != nil {
		s.CacheMode = types.StringValue(*c.Mode)
	}
	respell(&s.CacheMaxAge, catalog.Duration, c.MaxAge)
	respell(&s.CacheMaxSize, catalog.Size, c.MaxSize)
	respell(&s.DirCacheTime, catalog.Duration, c.DirCacheTime)
}

func respell(v *fwtypes.Value, kind catalog.Kind, now *int64) {
	switch {
	case now == nil:
		return
	case *now < 0: // no limit, which has no documented spelling
		*v = fwtypes.Null(kind)
		return
	}
	if was, ok := fwtypes.Amount(kind, v.ValueString()); !ok || was != *now {
		*v = fwtypes.Known(kind, fwtypes.Spell(kind, *now))
	}
}
