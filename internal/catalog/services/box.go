package services

import (
	"slices"

	"github.com/hoody/terraform-provider-hoody/internal/catalog"
	"github.com/hoody/terraform-provider-hoody/internal/catalog/parts"
)

var box = catalog.Backend{
	Name:  "box",
	Title: "Box",
	Doc: "The files of a Box account. Sign in with a token of your account, whose refresh token is good for one use only, " +
		"or as an application of your enterprise.",
	Since: catalog.August,
	Fields: slices.Concat([]catalog.Field{
		{
			Name: "access_token", Group: catalog.Authentication, Secret: true,
			Doc: "App token of a Box application, or a developer token, which expires after an hour. It is used as it is and " +
				"never renewed.",
		},
		{
			Name: "box_config_file", Group: catalog.Authentication, Kind: catalog.File,
			Withdrawn: catalog.Withdrawal{In: catalog.October, Instead: "Set `token`, or `client_credentials` with the application's id and secret."},
			Doc: "Path, on the machine where the engine runs, of the `config.json` that Box makes for an application that " +
				"signs in with a key.",
		},
		{
			Name: "box_sub_type", Group: catalog.Authentication, Default: "user", OneOf: []string{"user", "enterprise"},
			Doc: "For whom such an application acts: for a user, or as its own account (`enterprise`).",
		},
		{
			Name: "commit_retries", Group: catalog.Transfer, Kind: catalog.Int, Default: 100,
			Doc: "How often Hoody asks whether Box has put the parts of a large file together.",
		},
		parts.Description,
		parts.Encoding("52535298"),
		{
			Name: "impersonate", Group: catalog.Authentication,
			Doc: "Id of a user in whose place an application uses Box. `GET /users/me` returns the id, and Box must allow it to.",
		},
		{
			Name: "list_chunk", Group: catalog.Listing, Kind: catalog.Int, Default: 1000, Least: 1, Most: 1000,
			Doc: "Number of files in one answer to a listing, from 1 to 1000.",
		},
		{
			Name: "owned_by", Group: catalog.Listing,
			Doc: "Shows only what this account owns, as its email address, and nothing that others have shared.",
		},
		{
			Name: "root_folder_id", Shape: catalog.LastOfAddress, Group: catalog.Authentication, Default: "0",
			Doc: "Id of the folder to show as the root, which is the end of its address in a browser. `0` is all files.",
		},
		{
			Name: "upload_cutoff", Group: catalog.Transfer, Kind: catalog.Size, Default: "52428800", Least: 50000000,
			Doc: "Size in bytes above which a file is uploaded in parts, 50,000,000 at least.",
		},
	}, parts.OAuthOneUse),
	Ways: slices.Concat(parts.OAuthWays, []catalog.Way{
		{
			Name: "App token", Fields: []string{"access_token"}, With: []string{"impersonate", "root_folder_id"},
			Doc: "A token that an administrator has made for an application with limited access.",
		},
		{
			Name: "Application with a key, from a file", Fields: []string{"box_config_file"},
			With: []string{"box_sub_type", "impersonate", "root_folder_id"},
			Doc:  "An application of the enterprise that signs in with a key of its own.",
		},
	}),
	Rules:    parts.OAuthRules("token", "access_token", "box_config_file", "client_credentials"),
	Verified: "It signs in and lists the root or `verify_path`.",
}
