package services

import (
	"github.com/hoody/terraform-provider-hoody/internal/catalog"
	"github.com/hoody/terraform-provider-hoody/internal/catalog/parts"
)

var iCloudDrive = catalog.Backend{
	Name:  "iclouddrive",
	Title: "iCloud Drive",
	Doc: "Files of an Apple account. Apple asks a person for a code, and then trusts a device for 30 days; Hoody needs the " +
		"token of that trust. The embedded engine cannot prove it: there it needs `verify = \"none\"`.",
	Since: catalog.August,
	Fields: []catalog.Field{
		{
			Name: "apple_id", Group: catalog.Authentication, Tells: catalog.User, Required: true,
			Doc: "Email address or telephone number of the Apple account.",
		},
		{
			Name: "client_id", Group: catalog.Authentication, Rotates: true,
			Default: "d39ba9916b7251055b22c7f910e2ea796ee65e98b2ddecea8f5dde8d9d1a815d",
			Doc:     "Id of the client that signs in. Apple knows the default as its own web page.",
		},
		{
			Name: "cookies", Group: catalog.Authentication, Secret: true,
			Doc: "Cookies of a session, which rclone keeps in its configuration file together with `trust_token`.",
		},
		parts.Description,
		parts.Encoding("50438146"),
		{
			Name: "password", Group: catalog.Authentication, Required: true, Secret: true, Rotates: true,
			Doc: "Password of the Apple account itself, in plain text: one for programs is refused.",
		},
		{
			Name: "trust_token", Group: catalog.Authentication, Secret: true,
			Doc: "Token by which Apple trusts the device for 30 days. `rclone config` on your own machine gets it with a code, " +
				"and has it in its configuration file. After that another one is needed, which replaces the backend.",
		},
		{
			Name: "service", Since: catalog.October, Default: "drive", Known: []string{"drive", "photos"},
			Doc: "What of the account is shown: its files, or the pictures of its photo library.",
		},
	},
	Ways: []catalog.Way{
		{
			Name: "Password", Fields: []string{"password"}, With: []string{"trust_token", "cookies", "client_id"},
			Doc: "The password of the account, with the token by which Apple asks for no code.",
		},
	},
	Rules: []catalog.Rule{
		{AnyOf: []string{"trust_token", "cookies"}, Warns: true, Because: "Apple asks for a code without one, and nobody is there to type it."},
	},
	Proves: catalog.Unproven,
	Verified: "The embedded engine has no client of iCloud Drive: a session there begins with a code that a person " +
		"types.",
}
