package services

import (
	"slices"

	"github.com/hoody/terraform-provider-hoody/internal/catalog"
	"github.com/hoody/terraform-provider-hoody/internal/catalog/parts"
)

var hiDrive = catalog.Backend{
	Name:  "hidrive",
	Title: "HiDrive",
	Doc: "The files of a HiDrive account of STRATO or IONOS. Sign in with a token; its refresh token stays good as long " +
		"as it is used every 60 days.",
	Since: catalog.August,
	Fields: slices.Concat([]catalog.Field{
		{
			Name: "chunk_size", Group: catalog.Transfer, Kind: catalog.Size, Default: "50331648", Least: 1, Most: 2147483647,
			Doc: "Size in bytes of the parts in which larger files are uploaded. Each upload holds `upload_concurrency` of them " +
				"in memory.",
		},
		parts.Description,
		{
			Name: "disable_fetching_member_count", Group: catalog.Listing, Kind: catalog.Bool,
			Doc: "Does not ask how much is in each folder of a listing, which is faster.",
		},
		parts.Encoding("33554434"),
		{
			Name: "endpoint", Group: catalog.Authentication, Kind: catalog.URL, Tells: catalog.Server, Default: "https://api.hidrive.strato.com/2.1",
			Doc: "Address of the service, with the version of its API. Hardly anybody has another.",
		},
		{
			Name: "root_prefix", Group: catalog.Authentication, Default: "/", Known: []string{"/", "root"},
			Doc: "Folder to show as the root: `/` is all that the token may see, `root` all of the account. Empty wants each " +
				"path to begin with one of the two.",
		},
		{
			Name: "scope_access", Group: catalog.Authentication, Default: "rw", OneOf: []string{"rw", "ro"},
			Doc: "What is asked for when a person gives consent: to read and write, or to read only. A token has what it was " +
				"issued with.",
		},
		{
			Name: "scope_role", Group: catalog.Authentication, Default: "user", OneOf: []string{"user", "admin", "owner"},
			Doc: "As whom a person gives consent: as a user, which is enough for files, or as one who manages the account.",
		},
		{
			Name: "upload_concurrency", Group: catalog.Transfer, Kind: catalog.Int, Default: 4, Least: 1,
			Doc: "Number of parts of one file that are uploaded at the same time.",
		},
		{
			Name: "upload_cutoff", Group: catalog.Transfer, Kind: catalog.Size, Default: "100663296", Most: 2147483647,
			Doc: "Size in bytes above which a file is uploaded in parts of `chunk_size`.",
		},
	}, parts.OAuth),
	Ways:  parts.OAuthWays,
	Rules: parts.OAuthRules("token", "client_credentials"),
	Verified: "It signs in and lists `root_prefix` or `verify_path` below it. An access token that has expired is renewed " +
		"for that, which HiDrive does with the same refresh token each time, and the result is not kept.",
}
