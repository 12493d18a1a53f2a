package services

import (
	"github.com/hoody/terraform-provider-hoody/internal/catalog"
	"github.com/hoody/terraform-provider-hoody/internal/catalog/parts"
)

var ulozTo = catalog.Backend{
	Name:  "ulozto",
	Title: "Uloz.to",
	Doc:   "The files of an Uloz.to account, by the API that it gives to programs.",
	Since: catalog.August,
	Fields: []catalog.Field{
		{
			Name: "app_token", Group: catalog.Authentication, Secret: true,
			Doc: "Token of the program, which Uloz.to gives to those who ask for it; it is not the account's. It cannot be " +
				"changed in place: another token means connecting again.",
		},
		parts.Description,
		parts.Encoding("50438146"),
		{
			Name: "list_page_size", Group: catalog.Listing, Kind: catalog.Int, Default: 500, Least: 1, Most: 500,
			Doc: "Maximum number of files and folders to ask for at once when a folder is listed; 500 is the most that Uloz.to allows.",
		},
		{
			Name: "password", Group: catalog.Authentication, Secret: true, Rotates: true,
			Doc: "Password of the account, in plain text.",
		},
		{
			Name: "root_folder_slug", Group: catalog.Authentication,
			Doc: "Id of the folder that becomes the root, which its address has after `/folder/`. Empty is the root of the " +
				"account.",
		},
		{
			Name: "username", Group: catalog.Authentication, Tells: catalog.User,
			Doc: "Account that signs in, as on the web page of Uloz.to.",
		},
	},
	Ways: []catalog.Way{
		{
			Name: "Password", Fields: []string{"app_token", "username", "password"}, With: []string{"root_folder_slug"},
			Doc: "The account itself, and the token of a program.",
		},
	},
	Rules: []catalog.Rule{
		{AnyOf: []string{"username"}, Because: "Nothing says who signs in."},
	},
	Verified: "It signs in and lists the root of the account, `root_folder_slug` or `verify_path`.",
}
