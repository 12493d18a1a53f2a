package services

import (
	"github.com/hoody/terraform-provider-hoody/internal/catalog"
	"github.com/hoody/terraform-provider-hoody/internal/catalog/parts"
)

var mega = catalog.Backend{
	Name:  "mega",
	Title: "MEGA",
	Doc: "Files of a MEGA account, which are encrypted with the password before they leave. MEGA wants to be asked by few " +
		"clients at a time.",
	Since: catalog.August,
	Fields: []catalog.Field{
		{
			Name: "debug", Kind: catalog.Bool,
			Doc: "Writes more about what is said with MEGA into Hoody's log.",
		},
		parts.Description,
		parts.Encoding("50331650"),
		{
			Name: "hard_delete", Group: catalog.Transfer, Kind: catalog.Bool,
			Doc: "Deletes files for good. Without it they go into the rubbish bin, where they take up space.",
		},
		{
			Name: "pass", Group: catalog.Authentication, Required: true, OptionalSince: catalog.October,
			EmptyMeans: "that of `password`, or a session", Secret: true, Rotates: true,
			Doc: "Password of `user`, in plain text. A password that is changed at MEGA ends no session.",
		},
		{
			Name: "use_https", Group: catalog.Transfer, Kind: catalog.Bool,
			Doc: "Transfers files over HTTPS as well. They are encrypted in any case; some networks slow down plain HTTP.",
		},
		{
			Name: "user", Group: catalog.Authentication, Tells: catalog.User, Required: true,
			Doc: "Email address with which the account signs in.",
		},
		{
			Name: "2fa", Attr: "two_factor_code", Group: catalog.Authentication, Since: catalog.October, Secret: true, Code: true,
			Doc: "Code of the second factor, where the account has one. The embedded engine does not use it up.",
		},
		{
			Name: "master_key", Group: catalog.Authentication, Since: catalog.October, Secret: true, Shape: catalog.Base64,
			Doc: "Master key of the account in base64, as a client keeps it with `session_id`.",
		},
		{
			Name: "password", Group: catalog.Authentication, Since: catalog.October, Unset: true, Secret: true, Rotates: true,
			Doc: "Credential that Hoody documents by this name alone. Use `pass`, which is understood everywhere; the " +
				"embedded engine cannot prove this one.",
		},
		{
			Name: "session_id", Group: catalog.Authentication, Since: catalog.October, Secret: true,
			Doc: "Id of a session that a client has begun, such as one with a second factor. It goes with `master_key` and " +
				"needs no password; the embedded engine cannot prove it.",
		},
	},
	Ways: []catalog.Way{
		{
			Name: "Password", Fields: []string{"pass"}, With: []string{"2fa"},
			Doc: "The password of an account, with a code where it has a second factor.",
		},
		{
			Name: "Session", Fields: []string{"session_id", "master_key"}, With: []string{"pass"},
			Doc: "A session that a client has begun, which lasts until it is ended at MEGA.",
		},
		{
			Name: "Password by its other name", Besides: true, With: []string{"password"},
			Doc: "Added in version 2026-10 of Hoody, whose documentation does not say how it differs.",
		},
	},
	Rules: []catalog.Rule{
		{If: "session_id", Needs: []string{"master_key"}, Because: "A session reads nothing without the key."},
		{If: "master_key", Needs: []string{"session_id"}, Because: "It is the key of a session."},
	},
	Verified: "It signs in with `user` and `pass` and reads the list of all files, from which the root or `verify_path` is " +
		"shown. It takes some seconds. Neither an account with a second factor nor a session can be proven.",
	VerifiedWrite: "What it stored is deleted for good, whatever `hard_delete` says.",
}
