package services

import (
	"slices"

	"github.com/hoody/terraform-provider-hoody/internal/catalog"
	"github.com/hoody/terraform-provider-hoody/internal/catalog/parts"
)

var putIO = catalog.Backend{
	Name:  "putio",
	Title: "put.io",
	Doc:   "The files of a put.io account. Sign in with a token, which does not expire until it is revoked.",
	Since: catalog.August,
	Fields: slices.Concat([]catalog.Field{
		parts.Description,
		parts.Encoding("50438146"),
	}, parts.OAuth),
	Ways:     parts.OAuthWays,
	Rules:    parts.OAuthRules("token", "client_credentials"),
	Verified: "It signs in with the token and lists the root or `verify_path`.",
}
