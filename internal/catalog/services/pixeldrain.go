package services

import (
	"github.com/hoody/terraform-provider-hoody/internal/catalog"
	"github.com/hoody/terraform-provider-hoody/internal/catalog/parts"
)

var pixeldrain = catalog.Backend{
	Name:  "pixeldrain",
	Title: "Pixeldrain",
	Doc: "The filesystem of a Pixeldrain account, or a folder that somebody shares there. It is not the list of single files " +
		"that have been uploaded.",
	Since: catalog.August,
	Fields: []catalog.Field{
		{
			Name: "api_key", Group: catalog.Authentication, Secret: true,
			Doc: "API key of the account, which its page of API keys makes. Leave it out for a folder that is shared with " +
				"everybody. It cannot be changed in place: another key means connecting again.",
		},
		{
			Name: "api_url", Group: catalog.Authentication, Kind: catalog.URL, Tells: catalog.Server, Required: true,
			OptionalSince: catalog.October, EmptyMeans: "Pixeldrain's own address", Default: "https://pixeldrain.com/api",
			Doc: "Address of Pixeldrain's API, which is `https://pixeldrain.com/api` but for a test.",
		},
		parts.Description,
		{
			Name: "root_folder_id", Shape: catalog.LastOfAddress, Group: catalog.Authentication, Default: "me",
			Doc: "Folder that becomes the root: `me` is the account's own, and a shared one has the id that ends its address, " +
				"`https://pixeldrain.com/d/<id>`.",
		},
	},
	Ways: []catalog.Way{
		{
			Name: "API key", Fields: []string{"api_key"}, With: []string{"api_url", "root_folder_id"},
			Doc: "A key of the account, for its own folder and for shared ones.",
		},
		{
			Name: "None", With: []string{"api_url", "root_folder_id"},
			Doc: "A folder that is shared with everybody, which `root_folder_id` names.",
		},
	},
	Verified: "The folder in `root_folder_id`, or `verify_path` below it, is listed with the key, and the key is asked who it " +
		"belongs to.",
}
