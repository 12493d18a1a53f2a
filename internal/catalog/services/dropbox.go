package services

import (
	"slices"

	"github.com/hoody/terraform-provider-hoody/internal/catalog"
	"github.com/hoody/terraform-provider-hoody/internal/catalog/parts"
)

var dropbox = catalog.Backend{
	Name:  "dropbox",
	Title: "Dropbox",
	Doc: "The files of a Dropbox account, or of a member of a Dropbox team. Sign in with a token; its refresh token " +
		"stays good until it is revoked.",
	Since: catalog.August,
	Fields: slices.Concat([]catalog.Field{
		{
			Name: "chunk_size", Group: catalog.Transfer, Kind: catalog.Size, Default: "50331648", Least: 1, Most: 157286400,
			Doc: "Size in bytes of the parts in which larger files are uploaded, 150 MiB at most. Each upload holds one of them " +
				"in memory.",
		},
		parts.Description,
		parts.Encoding("52469762"),
		{
			Name: "impersonate", Group: catalog.Authentication,
			Doc: "Member of a team whose files are used, as an email address. The token must be of a team's app with the scopes " +
				"`team_data.member` and `members.read`.",
		},
		{
			Name: "pacer_min_sleep", Kind: catalog.Seconds, Rounded: true,
			Doc: "Minimum number of seconds between two requests, for an account that is often told to slow down. `0` is Hoody's own pace.",
		},
		{
			Name: "root_namespace", Group: catalog.Authentication,
			Doc: "Id of the namespace to show as the root, such as a team's. Empty is the folder of the account itself.",
		},
		{
			Name: "shared_files", Group: catalog.Listing, Kind: catalog.Bool,
			Doc: "Shows single files that others have shared with the account, which can only be listed and read.",
		},
		{
			Name: "shared_folders", Group: catalog.Listing, Kind: catalog.Bool,
			Doc: "Shows folders that others have shared with the account. One that is used becomes a folder of the account, and " +
				"stays one.",
		},
		{
			Name: "export_formats", Free: true, Group: catalog.Transfer, Default: "html,md", Since: catalog.October,
			Doc: "Formats in which Paper documents and their like are read, with commas between them and the best one first: " +
				"`html` or `md`.",
		},
		{
			Name: "impersonate_admin", Group: catalog.Authentication, Since: catalog.October,
			Doc: "Id of an administrator of the team, such as `dbmid:…`, as whom the team's folders are used. The token must be " +
				"of a team's app.",
		},
		{
			Name: "show_all_exports", Group: catalog.Listing, Kind: catalog.Bool, Since: catalog.October,
			Doc: "Shows documents that can only be read in another format under their own names. They cannot be read then.",
		},
		{
			Name: "skip_exports", Group: catalog.Listing, Kind: catalog.Bool, Since: catalog.October,
			Doc: "Leaves out documents that can only be read in another format.",
		},
		{
			Name: "skip_shared_folders", Group: catalog.Listing, Kind: catalog.Bool, Since: catalog.October,
			Doc: "Leaves out all shared folders, the account's own as well.",
		},
		{
			Name: "skip_unowned_folders", Group: catalog.Listing, Kind: catalog.Bool, Since: catalog.October,
			Doc: "Leaves out shared folders that the account does not own. A team's folders are owned by the team.",
		},
	}, parts.Batch(1000), parts.OAuth),
	Ways: parts.OAuthWays,
	Rules: slices.Concat(parts.OAuthRules("token", "client_credentials"), []catalog.Rule{
		{OnlyOne: []string{"impersonate", "impersonate_admin"}, Because: "Files are used as one of them."},
	}),
	Verified: "It signs in and lists the root or `verify_path`. An access token that has expired is renewed for that, " +
		"which Dropbox does as often as it is asked, and the result is not kept.",
	VerifiedWrite: "It is uploaded on its own, whatever `batch_mode` says. Dropbox keeps what was removed for a while.",
}
