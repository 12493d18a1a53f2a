package services

import (
	"strings"

	"github.com/hoody/terraform-provider-hoody/internal/catalog"
	"github.com/hoody/terraform-provider-hoody/internal/catalog/parts"
)

var koofr = catalog.Backend{
	Name:  "koofr",
	Title: "Koofr",
	Doc: "An account at Koofr, at Digi Storage, or at another service that speaks Koofr's API. Other drives that are " +
		"linked to the account can be reached too, each as a mount of its own.",
	Since: catalog.August,
	Fields: []catalog.Field{
		parts.Description,
		parts.Encoding("50438146"),
		{
			Name: "endpoint", Group: catalog.Authentication, Kind: catalog.URL, Tells: catalog.Server, Required: true,
			Doc: "Address of the API: `https://app.koofr.net` for Koofr, `https://storage.rcs-rds.ro` for Digi Storage.",
		},
		{
			Name: "mountid", Group: catalog.Authentication,
			Doc: "Id of the storage place of the account to use, which Koofr calls a mount, such as a linked Dropbox. Empty is " +
				"the account's own.",
		},
		{
			Name: "password", Group: catalog.Authentication, Required: true, Secret: true, Rotates: true,
			Doc: "Password for programs, which the account makes in its settings, in plain text. The one of the web page does " +
				"not work here.",
		},
		{
			Name: "provider", Attr: "provider_type", Group: catalog.Authentication, OneOf: []string{"koofr", "digistorage", "other"},
			Doc: "Which of the services it is. Empty goes by `endpoint`; with `koofr` and `digistorage` nothing but their own " +
				"address is asked.",
		},
		{
			Name: "setmtime", Group: catalog.Transfer, Kind: catalog.Bool, Default: true,
			Doc: "Stores when a file was last changed. Turn it off for a mount that cannot, such as a linked Dropbox.",
		},
		{
			Name: "user", Group: catalog.Authentication, Tells: catalog.User, Required: true,
			Doc: "Account that signs in, usually an e-mail address.",
		},
	},
	Ways: []catalog.Way{
		{
			Name: "Password", Fields: []string{"user", "password"}, With: []string{"endpoint", "mountid", "provider"},
			Doc: "A password for programs; it can be revoked without changing the account's own.",
		},
	},
	Rules: []catalog.Rule{
		{
			If: "provider", Fits: isAtKoofr, To: []string{"endpoint"},
			Because: "It is always at https://app.koofr.net as koofr, and at https://storage.rcs-rds.ro as digistorage.",
		},
	},
	Verified: "It signs in, looks for the mount among those of the account, and lists its root or `verify_path`.",
}

// isAtKoofr reports whether a provider is where an endpoint says.
func isAtKoofr(provider, endpoint string) bool {
	at, fixed := map[string]string{
		"koofr": "https://app.koofr.net", "digistorage": "https://storage.rcs-rds.ro",
	}[provider]
	return !fixed || strings.EqualFold(strings.TrimSuffix(endpoint, "/"), at)
}
