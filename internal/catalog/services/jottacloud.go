package services

import (
	"slices"

	"github.com/hoody/terraform-provider-hoody/internal/catalog"
	"github.com/hoody/terraform-provider-hoody/internal/catalog/parts"
)

var jottacloud = catalog.Backend{
	Name:  "jottacloud",
	Title: "Jottacloud",
	Doc: "The archive of a Jottacloud account. Sign in with a token that `rclone config` gets for a personal login token; " +
		"each refresh token is good for one use, and using an old one again ends all tokens that came from it.",
	Since: catalog.August,
	Fields: slices.Concat([]catalog.Field{
		parts.Description,
		{
			Name: "encoding", Kind: catalog.Encoding, Default: "50431886", Later: "50435982",
			Doc: "Characters of file names that the service cannot store as they are and that are replaced by look-alikes, as a " +
				"decimal bit mask or as names. Versions of Hoody have different defaults.",
		},
		{
			Name: "hard_delete", Group: catalog.Transfer, Kind: catalog.Bool,
			Doc: "Removes files for good. Otherwise they go to the trash.",
		},
		{
			Name: "md5_memory_limit", Group: catalog.Transfer, Kind: catalog.Size, Default: "10485760",
			Doc: "Size in bytes above which a file whose checksum is not known is written to a disk before its upload, and not " +
				"held in memory.",
		},
		{
			Name: "no_versions", Group: catalog.Transfer, Kind: catalog.Bool,
			Doc: "Removes a file before it is written again, so that the account keeps no old versions of it.",
		},
		{
			Name: "trashed_only", Group: catalog.Listing, Kind: catalog.Bool,
			Doc: "Shows only what is in the trash, in the folders where it was.",
		},
		{
			Name: "upload_resume_limit", Group: catalog.Transfer, Kind: catalog.Size, Default: "10485760",
			Doc: "Size in bytes above which an upload that broke off goes on where it was.",
		},
	}, parts.OAuthOneUse),
	Ways:          parts.OAuthWays,
	Rules:         parts.OAuthRules("token", "client_credentials"),
	Verified:      "It signs in with the access token, which is good for an hour, and lists the archive or `verify_path` in it.",
	VerifiedWrite: "Without `hard_delete` the few bytes that it wrote are then in the trash.",
}
