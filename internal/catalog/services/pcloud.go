package services

import (
	"slices"

	"github.com/hoody/terraform-provider-hoody/internal/catalog"
	"github.com/hoody/terraform-provider-hoody/internal/catalog/parts"
)

var pCloud = catalog.Backend{
	Name:  "pcloud",
	Title: "pCloud",
	Doc: "The files of a pCloud account, in the United States or in Europe. Sign in with a token, which does not expire " +
		"until it is revoked.",
	Since: catalog.August,
	Fields: slices.Concat([]catalog.Field{
		parts.Description,
		parts.Encoding("50438146"),
		{
			Name: "hostname", Group: catalog.Authentication, Default: "api.pcloud.com", OneOf: []string{"api.pcloud.com", "eapi.pcloud.com"},
			Doc: "Host where the account is: `api.pcloud.com`, or `eapi.pcloud.com` for one in Europe. `rclone config` shows it.",
		},
		{
			Name: "password", Group: catalog.Authentication, Secret: true, Rotates: true,
			Doc: "Password of `username`, in plain text, with which the trash is emptied: a token cannot do that.",
		},
		{
			Name: "root_folder_id", Group: catalog.Authentication, Default: "d0",
			Doc: "Id of the folder to show as the root, as `d` and the number in its address in a browser. `d0` is all files.",
		},
		{
			Name: "username", Group: catalog.Authentication,
			Doc: "Email address of the account, for emptying its trash. It goes with `password`.",
		},
	}, parts.OAuth),
	Ways: slices.Concat(parts.OAuthWays, []catalog.Way{{
		Name: "Emptying the trash", Besides: true, Fields: []string{"username", "password"},
		Doc: "A token cannot empty the trash, and the account's password can.",
	}}),
	Rules:    parts.OAuthRules("token", "client_credentials"),
	Verified: "It signs in with the token and lists the root or `verify_path`. `username` and `password` are not tried.",
}
