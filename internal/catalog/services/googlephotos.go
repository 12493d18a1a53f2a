package services

import (
	"slices"

	"github.com/hoody/terraform-provider-hoody/internal/catalog"
	"github.com/hoody/terraform-provider-hoody/internal/catalog/parts"
)

var googlePhotos = catalog.Backend{
	Name:  "google-photos",
	Type:  "google photos",
	Title: "Google Photos",
	Doc:   "The pictures and films of a Google Photos account, as far as an application may see them: since 2025 Google has shown an application only what it uploaded itself. Sign in with a token.",
	Since: catalog.August,
	Fields: slices.Concat([]catalog.Field{
		parts.Description,
		parts.Encoding("50348034"),
		{
			Name: "include_archived", Group: catalog.Listing, Kind: catalog.Bool,
			Doc: "Shows what is in the archive of the account as well.",
		},
		{
			Name: "proxy", Kind: catalog.URL,
			Doc: "Address of a `gphotosdl` server, which gets pictures as they were uploaded. Google itself hands out smaller ones, " +
				"without the place where they were taken.",
		},
		{
			Name: "read_only", Group: catalog.Authentication, Kind: catalog.Bool,
			Doc: "Asks only for reading when a person gives consent, and uploads nothing. A token has what it was issued with.",
		},
		{
			Name: "read_size", Group: catalog.Listing, Kind: catalog.Bool,
			Doc: "Asks for the size of each picture, one by one, which takes long. Otherwise sizes are not known.",
		},
		{
			Name: "start_year", Group: catalog.Listing, Kind: catalog.Int, Default: 2000,
			Doc: "First year that has a folder, where pictures are shown by their dates.",
		},
	}, parts.Batch(50), parts.OAuth),
	Ways:  parts.OAuthWays,
	Rules: parts.OAuthRules("token", "client_credentials"),
	Verified: "It signs in and lists the albums, whatever `verify_path` is, since other folders ask nobody. An access " +
		"token that has expired is renewed for that, and the result is not kept.",
	NeverWritten: "Google Photos lets nothing be removed, so nothing is written.",
}
