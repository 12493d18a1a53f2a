package services

import (
	"slices"

	"github.com/hoody/terraform-provider-hoody/internal/catalog"
	"github.com/hoody/terraform-provider-hoody/internal/catalog/parts"
)

var yandex = catalog.Backend{
	Name:  "yandex",
	Title: "Yandex Disk",
	Doc: "The files of a Yandex Disk. Sign in with a token, which is good for a year; each renewal of it brings another " +
		"refresh token.",
	Since: catalog.August,
	Fields: slices.Concat([]catalog.Field{
		parts.Description,
		parts.Encoding("50429954"),
		{
			Name: "hard_delete", Group: catalog.Transfer, Kind: catalog.Bool,
			Doc: "Removes files for good. Otherwise they go to the trash.",
		},
		{
			Name: "spoof_ua", Kind: catalog.Bool, Default: true,
			Doc: "Says that it is Yandex's own program, which Yandex serves faster than others.",
		},
		{
			Name: "upload_wait", Group: catalog.Transfer, Kind: catalog.Seconds, Since: catalog.October,
			Doc: "Seconds to wait after an upload, for Yandex to have finished with a large file.",
		},
	}, parts.OAuthOneUse),
	Ways:          parts.OAuthWaysUnproven("The embedded engine signs in to Yandex Disk with a token only."),
	Rules:         parts.OAuthRules("token", "client_credentials"),
	Verified:      "It signs in with the access token and lists the root or `verify_path`.",
	VerifiedWrite: "Without `hard_delete` the few bytes that it wrote are then in the trash.",
}
