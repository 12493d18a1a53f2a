// Package provider is the Terraform provider: its configuration, and the list of what it
// offers. Of the packages that Terraform sees it alone knows both engines, and passes
// the chosen one on as an engine.Selection. Begin with New and Configure.
package provider

import (
	"context"
	"os"
	"strings"

	fwaction "github.com/hashicorp/terraform-plugin-framework/action"
	fwdatasource "github.com/hashicorp/terraform-plugin-framework/datasource"
	fwephemeral "github.com/hashicorp/terraform-plugin-framework/ephemeral"
	fwfunction "github.com/hashicorp/terraform-plugin-framework/function"
	"github.com/hashicorp/terraform-plugin-framework/list"
	"github.com/hashicorp/terraform-plugin-framework/provider"
	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/hoody/terraform-provider-hoody/internal/action"
	"github.com/hoody/terraform-provider-hoody/internal/backend"
	"github.com/hoody/terraform-provider-hoody/internal/catalog/services"
	"github.com/hoody/terraform-provider-hoody/internal/datasource"
	"github.com/hoody/terraform-provider-hoody/internal/engine/embedded"
	"github.com/hoody/terraform-provider-hoody/internal/ephemeral"
	"github.com/hoody/terraform-provider-hoody/internal/function"
	"github.com/hoody/terraform-provider-hoody/internal/mount"
)

// Address is where the provider is found in a Terraform registry.
const Address = "registry.terraform.io/hoody/hoody"

type hoody struct {
	version string
	// terraform is the version of Terraform that calls, once it has said so.
	terraform string
}

var (
	_ provider.ProviderWithListResources      = (*hoody)(nil)
	_ provider.ProviderWithActions            = (*hoody)(nil)
	_ provider.ProviderWithFunctions          = (*hoody)(nil)
	_ provider.ProviderWithEphemeralResources = (*hoody)(nil)
)

// New returns the constructor of the provider; version is the release's.
func New(version string) func() provider.Provider {
	return func() provider.Provider { return &hoody{version: version} }
}

// userAgent says who is calling, as other providers do, with what TF_APPEND_USER_AGENT
// adds.
func (p *hoody) userAgent() string {
	agent := "terraform-provider-hoody/" + p.version
	if p.terraform != "" {
		agent = "Terraform/" + p.terraform + " (+https://www.terraform.io) " + agent
	}
	if more := strings.TrimSpace(os.Getenv("TF_APPEND_USER_AGENT")); more != "" {
		agent += " " + more
	}
	return agent
}

// Metadata names the provider.
func (p *hoody) Metadata(_ context.Context, _ provider.MetadataRequest, resp *provider.MetadataResponse) {
	resp.TypeName = "hoody"
	resp.Version = p.version
}

// Resources returns a resource for each backend of the catalog, and one for mounts.
func (p *hoody) Resources(context.Context) []func() resource.Resource {
	resources := []func() resource.Resource{mount.New}
	for _, b := range services.All() {
		resources = append(resources, backend.New(b))
	}
	return resources
}

// DataSources returns the data sources: what Hoody knows and tests now.
func (p *hoody) DataSources(context.Context) []func() fwdatasource.DataSource {
	return datasource.All()
}

// ListResources returns the lists that find what can be imported as any of the
// resources.
func (p *hoody) ListResources(context.Context) []func() list.ListResource {
	lists := []func() list.ListResource{mount.NewList}
	for _, b := range services.All() {
		lists = append(lists, backend.NewList(b))
	}
	return lists
}

// Actions returns what Hoody can be made to do without changing a resource.
func (p *hoody) Actions(context.Context) []func() fwaction.Action {
	return []func() fwaction.Action{action.NewBackendTest}
}

// Functions returns the functions, which contact nobody.
func (p *hoody) Functions(context.Context) []func() fwfunction.Function {
	return function.All(embedded.Config)
}

// EphemeralResources returns the check of a configuration, which is not kept.
func (p *hoody) EphemeralResources(context.Context) []func() fwephemeral.EphemeralResource {
	return []func() fwephemeral.EphemeralResource{ephemeral.NewCheck}
}
