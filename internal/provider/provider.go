// Package provider is the Terraform provider: its configuration and the list of
// what it offers.
package provider

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/provider"
	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/hoody/terraform-provider-hoody/internal/backend"
	"github.com/hoody/terraform-provider-hoody/internal/catalog"
)

// Address is where the provider is found in a Terraform registry.
const Address = "registry.terraform.io/hoody/hoody"

type hoody struct {
	version string
}

// New returns the constructor of the provider; version is the release's.
func New(version string) func() provider.Provider {
	return func() provider.Provider { return &hoody{version: version} }
}

// Metadata names the provider.
func (p *hoody) Metadata(_ context.Context, _ provider.MetadataRequest, resp *provider.MetadataResponse) {
	resp.TypeName = "hoody"
	resp.Version = p.version
}

// Resources is one resource for each backend of the catalog.
func (p *hoody) Resources(context.Context) []func() resource.Resource {
	var resources []func() resource.Resource
	for _, b := range catalog.All() {
		resources = append(resources, backend.New(b))
	}
	return resources
}

// DataSources are none yet.
func (p *hoody) DataSources(context.Context) []func() datasource.DataSource {
	return nil
}
