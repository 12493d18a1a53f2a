package services

import (
	"github.com/hoody/terraform-provider-hoody/internal/catalog"
	"github.com/hoody/terraform-provider-hoody/internal/catalog/parts"
)

var seafile = catalog.Backend{
	Name:  "seafile",
	Title: "Seafile",
	Doc: "Libraries of an account on a Seafile server, yours or a provider's. Encrypted libraries take their " +
		"password.",
	Since: catalog.August,
	Fields: []catalog.Field{
		{
			Name: "2fa", Attr: "two_factor", Group: catalog.Authentication, Kind: catalog.Bool,
			Doc: "Says that the account has a second factor. Nobody is there to be asked for its code, so `auth_token` is needed " +
				"with it.",
		},
		{
			Name: "auth_token", Group: catalog.Authentication, Secret: true, Rotates: true,
			Doc: "Token that the server has given out for the account, which stands in for `pass`. With a second factor it is " +
				"made with a code: `curl -H \"X-SEAFILE-OTP: CODE\" -d \"username=…\" -d \"password=…\" https://HOST/api2/auth-token/`.",
		},
		{
			Name: "create_library", Kind: catalog.Bool,
			Doc: "Creates the library in `library` if there is none of that name. A verification by the embedded engine creates " +
				"nothing, and refuses a library that does not exist.",
		},
		parts.Description,
		laterEncoding("16850954", "50405386"),
		{
			Name: "library",
			Doc: "The library to show, by its name. Empty shows all libraries of the account that are not encrypted, each as a " +
				"folder.",
		},
		{
			Name: "library_key", Group: catalog.Authentication, Secret: true,
			Doc: "Password of the encrypted library in `library`, in plain text. The server holds it for an hour to decrypt " +
				"what is read.",
		},
		{
			Name: "pass", Group: catalog.Authentication, Secret: true, Rotates: true,
			Doc: "Password of `user`, in plain text. It is not needed with `auth_token`.",
		},
		{
			Name: "url", Group: catalog.Authentication, Shape: catalog.Address, Carries: true, Tells: catalog.Server, Required: true,
			Known: []string{"https://cloud.seafile.com/"},
			Doc:   "Address of the server, as a browser shows it without what follows the host.",
		},
		{
			Name: "user", Group: catalog.Authentication, Tells: catalog.User, Required: true,
			OptionalSince: catalog.October, EmptyMeans: "the account of `auth_token`",
			Doc: "Name of the account that signs in, usually an email address.",
		},
	},
	Ways: []catalog.Way{
		{
			Name: "Password", Fields: []string{"pass"}, With: []string{"library_key"},
			Doc: "An account without a second factor, by its name and its password.",
		},
		{
			Name: "Token", Fields: []string{"auth_token"}, With: []string{"2fa", "library_key"},
			Doc: "A token that the server has given out; the one way with a second factor.",
		},
	},
	Rules: []catalog.Rule{
		{AnyOf: []string{"pass", "auth_token"}, Because: "Seafile lets nobody in without one."},
		{If: "pass", Needs: []string{"user"}, Because: "It is the password of an account."},
		{If: "2fa", Needs: []string{"auth_token"}, Because: "Nobody is there to be asked for a code."},
		{If: "library_key", Needs: []string{"library"}, Because: "It is the password of one library."},
		{If: "create_library", Needs: []string{"library"}, Idle: true, Because: "It is the library of that name that is created."},
	},
	Verified: "It asks the server for its version, signs in, and lists the libraries or `verify_path`. An encrypted " +
		"library is decrypted. No library is created.",
	VerifiedWrite: "No library is created: the first part of `verify_path`, or `library`, must exist.",
}

// laterEncoding is parts.Encoding where October has another default.
func laterEncoding(mask, later string) catalog.Field {
	f := parts.Encoding(mask)
	f.Later = later
	return f
}
