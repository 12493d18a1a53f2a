package services

import (
	"github.com/hoody/terraform-provider-hoody/internal/catalog"
	"github.com/hoody/terraform-provider-hoody/internal/catalog/parts"
)

var http = catalog.Backend{
	Name:     "http",
	Title:    "HTTP",
	Category: catalog.FileProtocols,
	Doc: "The files of a web server that lists its folders, such as a mirror or a download area. It can only be read: " +
		"nothing is written, renamed or removed.",
	Since: catalog.August,
	Fields: []catalog.Field{
		parts.Description,
		parts.Headers,
		{
			Name: "no_escape", Kind: catalog.Bool,
			Doc: "Asks for files by their names as the listing has them, without escaping characters that mean something " +
				"else in an address, such as `?`.",
		},
		{
			Name: "no_head", Group: catalog.Listing, Kind: catalog.Bool,
			Doc: "Does not ask for the size and time of each file, which makes lists fast. Sizes are then unknown until a file " +
				"is read.",
		},
		{
			Name: "no_slash", Group: catalog.Listing, Kind: catalog.Bool,
			Doc: "Takes every page for a folder, for a server whose links to folders do not end in `/`. What is not a folder is " +
				"then asked for once more.",
		},
		{
			Name: "url", Group: catalog.Authentication, Kind: catalog.URL, Carries: true, Tells: catalog.Server, Required: true,
			Doc: "Address of the folder. `https://user:password@…` signs in where the server asks for it; the password is hidden in errors, but stored in the state in plain text.",
		},
	},
	Proves: catalog.Reach,
	Verified: "The folder in `url`, or `verify_path` below it, is read as a web page, and its links are the files. A page that " +
		"is no list has no files, which is not noticed.",
	NeverWritten: "Nothing can be written over HTTP.",
}
