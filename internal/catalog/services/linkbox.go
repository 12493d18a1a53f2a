package services

import (
	"github.com/hoody/terraform-provider-hoody/internal/catalog"
	"github.com/hoody/terraform-provider-hoody/internal/catalog/parts"
)

var linkbox = catalog.Backend{
	Name:  "linkbox",
	Title: "Linkbox",
	Doc: "Files of a Linkbox account. Versions of Hoody sign in there in different ways: until 2026-08 with the token alone, " +
		"from 2026-10 on with the account's email address and password as well. The embedded engine cannot prove the token alone.",
	Since: catalog.August,
	Fields: []catalog.Field{
		parts.Description,
		{
			Name: "token", Group: catalog.Authentication, Required: true, Secret: true, Rotates: true,
			Doc: "API token of the account, which https://www.linkbox.to/admin/account shows. It writes and removes files.",
		},
		{
			Name: "email", Group: catalog.Authentication, Tells: catalog.User, Since: catalog.October, RequiredSince: catalog.October,
			Doc: "Email address with which the account signs in. It goes with `password`.",
		},
		{
			Name: "password", Group: catalog.Authentication, Since: catalog.October, RequiredSince: catalog.October, Secret: true,
			Rotates: true,
			Doc:     "Password of the account in `email`, in plain text. It lists and reads files.",
		},
		{
			Name: "web_token", Group: catalog.Authentication, Since: catalog.October, Secret: true,
			Doc: "Token of a session that `email` and `password` have begun. Hoody gets its own: leave it out. The embedded " +
				"engine signs in all the same.",
		},
	},
	Ways: []catalog.Way{
		{
			Name: "Account", Fields: []string{"email", "password"}, With: []string{"token", "web_token"},
			Doc: "The email address and the password of the account, as well as its token.",
		},
		{
			Name: "Token", Fields: []string{"token"},
			Doc: "The token alone, until version 2026-08 of Hoody.",
			Unproven: "Linkbox lists files for an email address and its password: set email and password, which Hoody takes since " +
				"2026-10.",
		},
	},
	Verified: "It signs in with `email` and `password`, and lists the root or `verify_path`. It does not prove `token`, and " +
		"nothing at all with `token` alone.",
	VerifiedWrite: "This proves `token` as well, which writes and removes.",
}
