package services

import (
	"github.com/hoody/terraform-provider-hoody/internal/catalog"
	"github.com/hoody/terraform-provider-hoody/internal/catalog/parts"
)

var filesCom = catalog.Backend{
	Name:  "filescom",
	Title: "Files.com",
	Doc:   "The files of a site at Files.com, as a user or an API key may see them.",
	Since: catalog.August,
	Fields: []catalog.Field{
		{
			Name: "api_key", Group: catalog.Authentication, Secret: true,
			Doc: "API key of a user or of the site. It cannot be changed in place: another key means connecting again. With it, " +
				"`username` and `password` are not used.",
		},
		parts.Description,
		parts.Encoding("60923906"),
		{
			Name: "password", Group: catalog.Authentication, Secret: true, Rotates: true,
			Doc: "Password of `username`, in plain text. A user with a second factor needs an API key.",
		},
		{
			Name: "site", Group: catalog.Authentication, Tells: catalog.Server, Shape: catalog.NoURL,
			Doc: "First part of the site's host, `museum` of `museum.files.com`, or a domain of its own such as " +
				"`files.example.com`. Empty is `app`, which knows every site by its API keys.",
		},
		{
			Name: "username", Group: catalog.Authentication, Tells: catalog.User,
			Doc: "User of the site that signs in with `password`.",
		},
	},
	Ways: []catalog.Way{
		{
			Name: "API key", Fields: []string{"api_key"}, With: []string{"site"},
			Doc: "A key that can be revoked, and may be limited to a folder.",
		},
		{
			Name: "Password", Fields: []string{"username", "password"}, With: []string{"site"},
			Doc: "A user of the site, without a second factor.",
		},
	},
	Rules: []catalog.Rule{
		{AnyOf: []string{"api_key", "username"}, Because: "Nothing says who signs in."},
	},
	Verified: "It signs in and lists the root or `verify_path` as the user or the key may see it.",
}
