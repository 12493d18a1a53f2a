package services

import (
	"github.com/hoody/terraform-provider-hoody/internal/catalog"
	"github.com/hoody/terraform-provider-hoody/internal/catalog/parts"
)

const protonSessionDoc = " Part of a session that rclone has begun, in its configuration file."

var protonDrive = catalog.Backend{
	Name:  "protondrive",
	Title: "Proton Drive",
	Doc: "Files of a Proton account, which are encrypted before they leave. The embedded engine cannot prove it: there it " +
		"needs `verify = \"none\"`.",
	Since: catalog.August,
	Fields: []catalog.Field{
		{
			Name: "2fa", Attr: "two_factor_code", Group: catalog.Authentication, Secret: true, Code: true,
			Doc: "Code of the second factor, where the account has one. `otp_secret_key` makes a new one for every sign-in.",
		},
		{
			Name: "app_version", Default: "macos-drive@1.0.0-alpha.1+hoody-vfs", Later: "",
			Doc: "What Hoody says it is to Proton, as the name of a client, `@` and its version. Proton refuses clients that it " +
				"does not know.",
		},
		{
			Name: "client_access_token", Group: catalog.Authentication, Secret: true,
			Doc: "Access token." + protonSessionDoc,
		},
		{
			Name: "client_refresh_token", Group: catalog.Authentication, Secret: true, OneUse: true,
			Doc: "Refresh token." + protonSessionDoc,
		},
		{
			Name: "client_salted_key_pass", Group: catalog.Authentication, Secret: true,
			Doc: "What decrypts the keys of the account." + protonSessionDoc,
		},
		{
			Name: "client_uid", Group: catalog.Authentication,
			Doc: "Id of the session." + protonSessionDoc,
		},
		parts.Description,
		{
			Name: "enable_caching", Group: catalog.Listing, Kind: catalog.Bool, Default: true,
			Doc: "Keeps what is known of files and folders, which saves requests. Turn it off for a backend that is mounted: " +
				"what others change would not be seen.",
		},
		parts.Encoding("52559874"),
		{
			Name: "mailbox_password", Group: catalog.Authentication, Secret: true,
			Doc: "Second password of an account that has two, in plain text: one signs in, and this one decrypts.",
		},
		{
			Name: "original_file_size", Group: catalog.Listing, Kind: catalog.Bool, Default: true,
			Doc: "Shows the size of a file before it was encrypted, for which each has to be asked about. Without it, it is that of " +
				"what is stored.",
		},
		{
			Name: "password", Group: catalog.Authentication, Required: true, OptionalSince: catalog.October,
			EmptyMeans: "a session", Secret: true, Rotates: true,
			Doc: "Password of the account in `username`, in plain text.",
		},
		{
			Name: "replace_existing_draft", Group: catalog.Transfer, Kind: catalog.Bool,
			Doc: "Replaces what an upload that broke off has left of a file. Without it, a file with such a remnant cannot be " +
				"written; with it, two that write one file at once disturb each other.",
		},
		{
			Name: "username", Group: catalog.Authentication, Tells: catalog.User, Required: true, OptionalSince: catalog.October,
			EmptyMeans: "the account of a session",
			Doc:        "Name of the Proton account, or its email address.",
		},
		{
			Name: "otp_secret_key", Group: catalog.Authentication, Since: catalog.October, Secret: true,
			Doc: "Secret from which the codes of the second factor are made, as it is shown where one is set up. It stands in for " +
				"`two_factor_code`, and is good for every sign-in.",
		},
	},
	Ways: []catalog.Way{
		{
			Name: "Password", Fields: []string{"password"}, With: []string{"mailbox_password", "2fa", "otp_secret_key"},
			Doc: "The name and the password of the account, with a second factor where it has one.",
		},
		{
			Name: "Session", Fields: []string{"client_uid", "client_access_token", "client_refresh_token", "client_salted_key_pass"},
			With: []string{"password"},
			Doc:  "A session that rclone has begun on your own machine, as its configuration file has it.",
		},
	},
	Rules: []catalog.Rule{
		{AnyOf: []string{"password", "client_access_token"}, Because: "Proton lets nobody in without one."},
		{If: "password", Needs: []string{"username"}, Because: "It is the password of an account."},
		{If: "mailbox_password", Needs: []string{"password"}, Because: "It is the second password of an account."},
		{If: "2fa", Needs: []string{"password"}, Because: "It is asked for together with a password."},
		{If: "otp_secret_key", Needs: []string{"password"},
			Because: "It makes codes that are asked for together with a password."},
		{OnlyOne: []string{"2fa", "otp_secret_key"}, Because: "The one makes what the other is."},
	},
	Proves: catalog.Unproven,
	Verified: "The embedded engine has no client of Proton Drive, whose encryption would make the provider several megabytes " +
		"larger.",
}
