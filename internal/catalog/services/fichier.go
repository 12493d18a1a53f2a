package services

import (
	"github.com/hoody/terraform-provider-hoody/internal/catalog"
	"github.com/hoody/terraform-provider-hoody/internal/catalog/parts"
)

var fichier = catalog.Backend{
	Name:  "fichier",
	Title: "1fichier",
	Doc: "The files of a 1fichier account, or those of a folder that somebody shares there. It limits requests to a few in a " +
		"second, and locks an address out that sends more.",
	Since: catalog.August,
	Fields: []catalog.Field{
		{
			Name: "api_key", Group: catalog.Authentication, Secret: true,
			Doc: "API key of the account, from its page Parameters. A shared folder is listed without one; reading its files takes one. It cannot be changed in place: another key means connecting again.",
		},
		{
			Name: "cdn", Group: catalog.Transfer, Kind: catalog.Bool,
			Doc: "Reads files through 1fichier's content delivery network, which costs the account CDN credits.",
		},
		parts.Description,
		parts.Encoding("52666494"),
		{
			Name: "file_password", Group: catalog.Authentication, Secret: true,
			Doc: "Password of the files in a shared folder, in plain text, where they have one.",
		},
		{
			Name: "folder_password", Group: catalog.Authentication, Secret: true,
			Doc: "Password of the shared folder, in plain text, where it has one.",
		},
		{
			Name: "shared_folder", Group: catalog.Authentication, Shape: catalog.LastOfAddress,
			Doc: "Id of a shared folder, which ends its address: `AbC123` of `https://1fichier.com/dir/AbC123`. What it " +
				"holds is then all that there is, without folders, and can only be read.",
		},
	},
	Ways: []catalog.Way{
		{
			Name: "API key", Fields: []string{"api_key"}, With: []string{"shared_folder", "folder_password", "file_password"},
			Doc: "A key of the account, for its own files or to read those of a shared folder.",
		},
		{
			Name: "Shared folder", Fields: []string{"shared_folder"}, With: []string{"folder_password", "file_password"},
			Doc: "A folder that is shared with everybody, or with those who know its password.",
		},
	},
	Rules: []catalog.Rule{
		{AnyOf: []string{"api_key", "shared_folder"}, Because: "Nothing says whose files they are."},
		{If: "folder_password", Needs: []string{"shared_folder"}, Idle: true, Because: "It is the password of a shared folder."},
		{If: "file_password", Needs: []string{"shared_folder"}, Idle: true, Because: "It is the password of files in a shared folder."},
	},
	Verified:      "The root or `verify_path` is listed with the key. With `shared_folder` that folder is, which proves nothing about the key: `verify = \"read\"` does.",
	VerifiedWrite: "With `shared_folder` nothing is written, and this is refused.",
}
