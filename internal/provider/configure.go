package provider

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/provider"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-framework/types/basetypes"

	"github.com/hoody/terraform-provider-hoody/internal/catalog"
	"github.com/hoody/terraform-provider-hoody/internal/engine"
	"github.com/hoody/terraform-provider-hoody/internal/engine/api"
	"github.com/hoody/terraform-provider-hoody/internal/engine/embedded"
	"github.com/hoody/terraform-provider-hoody/internal/tf"
)

// Configure chooses the engine. While something that the engine needs is unknown,
// which can happen only during a plan, the choice is known and the engine is nil.
func (p *hoody) Configure(ctx context.Context, req provider.ConfigureRequest, resp *provider.ConfigureResponse) {
	var m model
	resp.Diagnostics.Append(req.Config.Get(ctx, &m)...)
	if resp.Diagnostics.HasError() {
		return
	}
	if req.ClientCapabilities.DeferralAllowed && !req.Config.Raw.IsFullyKnown() {
		// The provider needs something that is not applied yet: the next plan of the same
		// run does the rest.
		resp.Deferred = &provider.Deferred{Reason: provider.DeferredReasonProviderConfigUnknown}
	}
	p.terraform = req.TerraformVersion
	selection := p.choose(ctx, m, &resp.Diagnostics)
	if selection.Verifier == nil {
		selection.Verifier = p.verifier(ctx, m, false, &resp.Diagnostics)
	}
	resp.ResourceData = selection
	resp.DataSourceData = selection
	resp.EphemeralResourceData = selection
	resp.ListResourceData = selection
	resp.ActionData = selection
}

// choose returns the engine that the block names, or else the one for which something
// is configured. An endpoint, a container or a token in the block takes precedence
// over HOODY_ENGINE.
func (p *hoody) choose(ctx context.Context, m model, diags *diag.Diagnostics) engine.Selection {
	if m.Engine.IsUnknown() {
		return engine.Selection{}
	}
	inBlock := isSet(m.Endpoint) || !m.Container.IsNull() || isSet(m.Token)
	name, own := fromEnv(m.Engine, engineEnv).ValueString(), m.Engine.ValueString() != ""
	if inBlock && !own && name != "" && name != engine.API {
		diags.AddWarning("HOODY_ENGINE is not used",
			fmt.Sprintf("The provider block says where Hoody is, so the API is used, although HOODY_ENGINE is %q.\n", name)+
				"Set engine = \"api\" on the provider to confirm that this is what you want.")
		name = engine.API
	}
	service := inBlock || inEnvironment(endpointEnv, containerEnv, tokenEnv)
	switch {
	case name == engine.Embedded:
		return p.verifying(ctx, m, own, diags)
	case name == engine.API && !service:
		diags.AddAttributeError(path.Root("engine"), "The API engine does not know where Hoody is",
			"Set HOODY_TOKEN, or the provider's token, endpoint or container.")
		return engine.Selection{Name: engine.API}
	case name == engine.API, name == "" && service:
		return p.api(ctx, m, diags)
	case name == "":
		diags.AddWarning("Backends will be verified, not connected",
			"No endpoint and no token is set, so nothing will be connected at Hoody: the embedded engine only "+
				"proves that the credentials work.\n"+
				"Set HOODY_TOKEN to connect backends, or engine = \"embedded\" on the provider to confirm that this is what you "+
				"want.")
		return p.embedded(ctx, m, "Set HOODY_TOKEN (or the provider's token, endpoint or container) to use the API.", diags)
	}
	said := "engine"
	if !own {
		said = "HOODY_ENGINE"
	}
	diags.AddAttributeError(path.Root("engine"), "Unknown engine",
		fmt.Sprintf("There is no engine %q.\nSet %s to %q or %q.", name, said, engine.API, engine.Embedded))
	return engine.Selection{}
}

// verifying returns the embedded engine, which the block or HOODY_ENGINE asked for.
func (p *hoody) verifying(ctx context.Context, m model, own bool, diags *diag.Diagnostics) engine.Selection {
	if !own {
		return p.embedded(ctx, m, "HOODY_ENGINE is \"embedded\": unset it, or set it to \"api\", to use the API.", diags)
	}
	for _, service := range []struct {
		name string
		set  bool
	}{
		{"endpoint", m.Endpoint.ValueString() != ""},
		{"container", !m.Container.IsNull() && !m.Container.IsUnknown()},
		{"token", m.Token.ValueString() != ""},
	} {
		if service.set {
			diags.AddAttributeError(path.Root("engine"), "The provider block contradicts itself",
				fmt.Sprintf("The embedded engine does not call Hoody, and the block has %s.\n"+
					"Set engine to \"api\", or take %[1]s out.", service.name))
			return engine.Selection{Name: engine.Embedded}
		}
	}
	return p.embedded(ctx, m, "The provider block says engine = \"embedded\": take that out, or set it to \"api\", to "+
		"use the API.", diags)
}

// isSet reports whether a text has a value, or will have one. An empty text counts as
// not set: the default of a variable is often empty.
func isSet(v types.String) bool { return v.IsUnknown() || v.ValueString() != "" }

func inEnvironment(all ...[]string) bool {
	return slices.ContainsFunc(all, func(names []string) bool { return !fromEnv(types.StringNull(), names).IsNull() })
}

func (p *hoody) api(ctx context.Context, m model, diags *diag.Diagnostics) engine.Selection {
	chosen := engine.Selection{Name: engine.API}
	if anyUnknown(slices.Collect(maps.Values(m.Headers.Elements()))...) ||
		anyUnknown(m.Headers, m.CACertFile, m.RequestTimeout, m.MaxRetries, m.AdoptLostCreates, m.AllowEndpointChange,
			m.VerifyOnRefresh) {
		return chosen
	}
	to, ok := destinationOf(ctx, m, diags)
	if !ok {
		return chosen
	}
	options := api.Options{
		Endpoint:        to.endpoint,
		Container:       to.byID,
		ToContainer:     to.toContainer,
		Token:           to.token,
		TokenFrom:       tokenFrom(m),
		GateFrom:        gateFrom(m),
		Gate:            to.gate,
		UserAgent:       p.userAgent(),
		CACertFile:      m.CACertFile.ValueString(),
		RequestTimeout:  duration(m.RequestTimeout, path.Root("request_timeout"), diags),
		VerifyOnRefresh: m.VerifyOnRefresh.ValueBool(),
		Adopt:           m.AdoptLostCreates.ValueBool(),
	}
	if !m.MaxRetries.IsNull() {
		n := int(m.MaxRetries.ValueInt64())
		options.MaxRetries = &n
	}
	diags.Append(m.Headers.ElementsAs(ctx, &options.Headers, false)...)
	if diags.HasError() {
		return chosen
	}
	e, err := api.New(options)
	if err != nil {
		failures.Add(diags, "Hoody cannot be called", err)
		return chosen
	}
	chosen.Held, chosen.Told = new(engine.Seen), new(engine.Seen)
	chosen.Engine, chosen.Origin, chosen.Account = e, e.Origin(), e.Account()
	chosen.AllowOriginChange = m.AllowEndpointChange.ValueBool()
	chosen.Container = to.container
	options.Container, options.Token, options.Gate = &to.others.container, to.others.token, to.others.gate
	chosen.Others = newContainers(options, chosen)
	return chosen
}

func (p *hoody) embedded(ctx context.Context, m model, toAPI string, diags *diag.Diagnostics) engine.Selection {
	chosen := engine.Selection{Name: engine.Embedded, ToAPI: toAPI}
	if anyUnknown(m.VerifyOnRefresh) {
		return chosen
	}
	chosen.Verifier = p.verifier(ctx, m, m.VerifyOnRefresh.IsNull() || m.VerifyOnRefresh.ValueBool(), diags)
	chosen.Engine = chosen.Verifier
	return chosen
}

// verifier makes an embedded engine, or returns nil while its settings are not known.
// The engine starts no process before it is used.
func (p *hoody) verifier(ctx context.Context, m model, onRefresh bool, diags *diag.Diagnostics) engine.Engine {
	if anyUnknown(m.Embedded, m.CACertFile) {
		return nil
	}
	options := embedded.Options{VerifyOnRefresh: onRefresh}
	if file := m.CACertFile.ValueString(); file != "" && !diags.HasError() {
		var err error
		if options.Authorities, err = engine.Certificates(file); err != nil {
			failures.Add(diags, "Certificates not read", err)
		}
	}
	if !m.Embedded.IsNull() {
		var e embeddedModel
		diags.Append(m.Embedded.As(ctx, &e, basetypes.ObjectAsOptions{})...)
		if anyUnknown(e.Timeout, e.MaxMemory) {
			return nil
		}
		options.Timeout = duration(e.Timeout, path.Root("embedded").AtName("timeout"), diags)
		options.MaxMemory = memory(e.MaxMemory, path.Root("embedded").AtName("max_memory"), diags)
	}
	if diags.HasError() {
		return nil
	}
	return embedded.New(options)
}

// duration reads a duration such as "30s"; null is zero, the engine's default.
func duration(v types.String, at path.Path, diags *diag.Diagnostics) time.Duration {
	if v.IsNull() {
		return 0
	}
	d, err := time.ParseDuration(v.ValueString())
	if err != nil || d <= 0 {
		diags.AddAttributeError(at, "Not a duration",
			fmt.Sprintf("%s %q is not a length of time with a unit.\nWrite it as \"30s\" or \"2m\".", at, v.ValueString()))
	}
	return d
}

// memory reads a size such as "512Mi"; null is zero, the engine's default.
func memory(v types.String, at path.Path, diags *diag.Diagnostics) int64 {
	if v.IsNull() {
		return 0
	}
	text, err := catalog.Size.Form().Canonical(v.ValueString())
	bytes, parseErr := strconv.ParseInt(text, 10, 64)
	if err != nil || parseErr != nil || bytes < embedded.MinMaxMemory {
		diags.AddAttributeError(at, "Not an amount of memory",
			fmt.Sprintf("%s %q is no size of at least 128Mi.\nWrite it as \"512Mi\" or \"1Gi\".", at, v.ValueString()))
	}
	return bytes
}

// failures puts errors on the arguments of the provider block, which have the same
// names as the options.
var failures = tf.Reporter{At: func(option string) (path.Path, bool) { return path.Root(option), true }}
