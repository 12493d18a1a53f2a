package services

import (
	"github.com/hoody/terraform-provider-hoody/internal/catalog"
	"github.com/hoody/terraform-provider-hoody/internal/catalog/parts"
)

var gofile = catalog.Backend{
	Name:  "gofile",
	Title: "Gofile",
	Doc:   "The files of a Gofile account. Gofile lets premium accounts do by its API what others do on its web page.",
	Since: catalog.August,
	Fields: []catalog.Field{
		{
			Name: "access_token", Group: catalog.Authentication, Secret: true,
			Doc: "API token of the account, which Gofile's page My profile shows. It cannot be changed in place: another token " +
				"means connecting again.",
		},
		{
			Name: "account_id", Group: catalog.Authentication, Tells: catalog.User,
			Doc: "Id of the account. Empty asks Gofile whose the token is.",
		},
		parts.Description,
		parts.Encoding("323331982"),
		{
			Name: "list_chunk", Group: catalog.Listing, Kind: catalog.Int, Default: 1000, Least: 1,
			Doc: "Maximum number of files and folders to ask for at once when a folder is listed.",
		},
		{
			Name: "root_folder_id", Shape: catalog.LastOfAddress, Group: catalog.Authentication,
			Doc: "Id of the folder that becomes the root, as it ends the address that a browser shows of it. Empty is the " +
				"root of the account.",
		},
	},
	Ways: []catalog.Way{
		{
			Name: "API token", Fields: []string{"access_token"}, With: []string{"account_id", "root_folder_id"},
			Doc: "The token of an account, which may do everything there.",
		},
	},
	Rules: []catalog.Rule{
		{AnyOf: []string{"access_token"}, Because: "Nothing says who signs in."},
	},
	Verified: "Gofile says whose the token is, and the root of that account, `root_folder_id` or `verify_path` is listed. With " +
		"both `account_id` and `root_folder_id` it is only listed.",
}
