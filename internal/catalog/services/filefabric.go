package services

import (
	"github.com/hoody/terraform-provider-hoody/internal/catalog"
	"github.com/hoody/terraform-provider-hoody/internal/catalog/parts"
)

var fileFabric = catalog.Backend{
	Name:  "filefabric",
	Title: "Enterprise File Fabric",
	Doc: "Files of an account at an Enterprise File Fabric, which shows what an organisation has at many places as one. " +
		"An authentication token of the account signs in.",
	Since: catalog.August,
	Fields: []catalog.Field{
		parts.Description,
		parts.Encoding("50429954"),
		{
			Name: "permanent_token", Group: catalog.Authentication, Secret: true,
			Doc: "Authentication token of the account, which lasts for years. The dashboard makes one: Security, My " +
				"Authentication Tokens. Session tokens are obtained with it as they are needed.",
		},
		{
			Name: "root_folder_id", Group: catalog.Listing,
			Doc: "Id of the folder that is to be the root. Empty is the root of the account.",
		},
		{
			Name: "token", Group: catalog.Authentication, Secret: true, Rotates: true,
			Doc: "Session token, which lasts for an hour. Hoody gets its own with `permanent_token`: leave it out.",
		},
		{
			Name: "token_expiry", Group: catalog.Authentication, Shape: catalog.Moment,
			Doc: "Time at which the session token in `token` ends, as RFC 3339 writes it. A token without it is not used.",
		},
		{
			Name: "url", Group: catalog.Authentication, Shape: catalog.Address, Carries: true, Tells: catalog.Server, Required: true,
			Known: []string{"https://storagemadeeasy.com", "https://eu.storagemadeeasy.com", "https://yourfabric.smestorage.com"},
			Doc:   "Address of the File Fabric: that of the vendor in the US or in the EU, or your own.",
		},
		{
			Name: "version",
			Doc:  "Version of the File Fabric, such as `2006.02`. It is asked for where it is empty: leave it out.",
		},
	},
	Ways: []catalog.Way{
		{
			Name: "Permanent token", Fields: []string{"permanent_token"}, With: []string{"token", "token_expiry"},
			Doc: "A token of the account that lasts for years; the one that lets a backend live.",
		},
		{
			Name: "Session token", Fields: []string{"token", "token_expiry"},
			Doc: "A token that ends within the hour, and the backend with it.",
		},
	},
	Rules: []catalog.Rule{
		{AnyOf: []string{"permanent_token", "token"}, Because: "The File Fabric lets nobody in without one."},
		{If: "token", Needs: []string{"token_expiry"}, Because: "A session token of unknown age is not used."},
		{If: "token_expiry", Needs: []string{"token"}, Idle: true, Because: "It is the end of a session token."},
	},
	Verified: "It asks the File Fabric for its version and, with the permanent token, for a session; then the root or " +
		"`verify_path` is listed.",
}
