package services

import (
	"slices"

	"github.com/hoody/terraform-provider-hoody/internal/catalog"
	"github.com/hoody/terraform-provider-hoody/internal/catalog/parts"
)

var premiumizeMe = catalog.Backend{
	Name:  "premiumizeme",
	Title: "premiumize.me",
	Doc:   "The cloud storage of a premiumize.me account, which holds what you upload and what premiumize.me has downloaded.",
	Since: catalog.August,
	Fields: slices.Concat([]catalog.Field{
		{
			Name: "api_key", Group: catalog.Authentication, Secret: true,
			Doc: "API key of the account, which its page shows. It is part of the address of each request. It cannot be changed " +
				"in place: another key means connecting again. With it, `token` is not used.",
		},
		parts.Description,
		parts.Encoding("50438154"),
	}, parts.OAuth),
	Ways: slices.Concat([]catalog.Way{
		{
			Name: "API key", Fields: []string{"api_key"},
			Doc: "The one key of the account, without a client and a browser.",
		},
	}, parts.OAuthWays),
	Rules:    parts.OAuthRules("api_key", "token", "client_credentials"),
	Verified: "The root or `verify_path` is listed with the key or the token.",
}
