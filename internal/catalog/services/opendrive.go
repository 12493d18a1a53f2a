package services

import (
	"github.com/hoody/terraform-provider-hoody/internal/catalog"
	"github.com/hoody/terraform-provider-hoody/internal/catalog/parts"
)

var openDrive = catalog.Backend{
	Name:  "opendrive",
	Title: "OpenDrive",
	Doc:   "The files of an OpenDrive account. Names that differ only in capitals are the same name there.",
	Since: catalog.August,
	Fields: []catalog.Field{
		{
			Name: "chunk_size", Group: catalog.Transfer, Kind: catalog.Size, Default: "10485760", Least: 1,
			Doc: "Size in bytes of the parts in which a file is uploaded. Larger ones are faster and hold more memory, one part " +
				"for each upload.",
		},
		parts.Description,
		parts.Encoding("62007182"),
		{
			Name: "password", Group: catalog.Authentication, Required: true, Secret: true, Rotates: true,
			Doc: "Password of the account, in plain text.",
		},
		{
			Name: "username", Group: catalog.Authentication, Tells: catalog.User, Required: true,
			Doc: "Account that signs in, as on OpenDrive's web page.",
		},
		{
			Name: "access", Group: catalog.Transfer, Default: "private", OneOf: []string{"private", "public", "hidden"},
			Since: catalog.October,
			Doc: "Who may see what is uploaded: the account alone (`private`), anybody (`public`), or anybody who has the link " +
				"(`hidden`).",
		},
	},
	Ways: []catalog.Way{
		{
			Name: "Password", Fields: []string{"username", "password"},
			Doc: "The account itself: OpenDrive has no passwords for programs.",
		},
	},
	Verified: "It signs in and lists the root or `verify_path`.",
}
